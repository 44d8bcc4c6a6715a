rows = [('P1', 12.5, True), ('P2', 7.25, False)]
out = []
for name, v, ok in rows:
    out.append('%-4s %6.2f %s' % (name, v, 'OK' if ok else 'BAD'))
print '\n'.join(out)
print """<row id="%d">
  <v>%s</v>
</row>""" % (1, 'x')

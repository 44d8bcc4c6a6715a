e = ValueError('a', 'b')
print e[0], e[1], e[:1], len(e.args)
a, b = e
print a, b

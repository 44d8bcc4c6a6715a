def build(path, value, quality, ts, **extra):
    payload = {'path': path, 'value': value, 'quality': quality or 'Good', 'timestamp': ts}
    payload.update(extra)
    return payload
p = build(u'[default]Line 1/Temp', 21.5, None, 1700000000000L, area='Line 1', ack=False)
for k in sorted(p): print '%-10s %r' % (k, p[k])
print p

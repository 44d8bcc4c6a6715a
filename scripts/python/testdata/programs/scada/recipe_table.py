recipe = """
name;setpoint;unit
Temp;72.5;C
Speed;1200;rpm
# comment
Hold;30;s
"""
rows = [l.split(';') for l in recipe.strip().splitlines() if l and not l.startswith('#')]
head, body = rows[0], rows[1:]
for r in body:
    d = dict(zip(head, r))
    print '%-6s = %8.2f %s' % (d['name'], float(d['setpoint']), d['unit'])
print sum(float(r[1]) for r in body)

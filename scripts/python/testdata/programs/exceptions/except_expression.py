def kinds():
    print 'evaluated'
    return (ValueError, (KeyError, IndexError))
try:
    {}['x']
except kinds():
    print 'nested tuple matches'
try:
    1 / 0
except 5:
    print 'no'
except ZeroDivisionError, target_list:
    print 'yes'
d = {}
try: 1 / 0
except ZeroDivisionError, d['e']: pass
print repr(d['e'])
try: raise ValueError(1, 2)
except ValueError, (a, b): print a, b

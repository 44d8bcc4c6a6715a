x = 10
print eval('x + 1'), eval('x', {'x': 5}), eval('x + y', {'x': 1}, {'y': 2}), eval(' 1 '), eval('1\n')
print eval('[i * x for i in range(3)]'), eval(u'x'), eval('(lambda: x)()')
def f():
    y = 3
    return eval('y * x')
print f()
print eval(compile('1 + 2', '<e>', 'eval'))
for bad in ('1 +', 'x = 1', '', 'print 1'):
    try: eval(bad)
    except SyntaxError, e: print 'SyntaxError'

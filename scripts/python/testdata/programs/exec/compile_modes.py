c = compile('a = 1\nprint a', 'f.py', 'exec')
exec c
print c.co_filename, c.co_name
ns = {}
exec compile('def f(x): return x * 2\n', 'g.py', 'exec') in ns
print ns['f'](4), ns['f'].func_code.co_filename
exec compile('1 + 1', '<s>', 'single')
exec compile('None', '<s>', 'single')
try: compile('x', 'f', 'other')
except ValueError, e: print e

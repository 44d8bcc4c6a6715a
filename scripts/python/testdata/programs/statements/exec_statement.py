exec 'x = 1 + 1'
print x
exec 'y = x * 10' in globals()
print y
ns = {'a': 5}
exec 'b = a + 1' in ns
print ns['b'], '__builtins__' in ns
loc = {}
exec 'c = a; a = 0' in ns, loc
print loc['c'], loc['a'], ns['a']
exec('z = 3')
print z
exec ('w = q', {'q': 9}, loc)
print loc['w']

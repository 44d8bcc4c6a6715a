g = {'__builtins__': __builtins__}
l = {}
exec 'x = 1\ndef f(): return x' in g, l
print sorted(l), 'x' in g
try: l['f']()
except NameError, e: print e
exec 'global z; z = 5' in g, l
print g['z'], 'z' in l

print 0 or 'x', 1 or 'x', 0 and 'x', 1 and 'x'
print [] or {} or None
print 'a' and [] and 1
print not [], not 'x', not not 5
x = None
print (x or {}).get('k', 'default')
def t(): print 't',; return True
def f(): print 'f',; return False
print t() or f(), f() and t(), t() and f() or t()

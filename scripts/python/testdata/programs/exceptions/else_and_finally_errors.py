def f(where):
    try:
        try:
            if where == 'try': raise ValueError('try')
        except ValueError:
            if where == 'try': raise KeyError('except')
        else:
            if where == 'else': raise IndexError('else')
        finally:
            print 'finally', where
            if where == 'finally': raise TypeError('finally')
    except Exception, e:
        print type(e).__name__, e
for w in ('try', 'else', 'finally', 'none'): f(w)

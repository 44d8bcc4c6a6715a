a = [1]
b = [1]
print a == b, a is b, a is not b, a is a
print 1 in [1, 2], 3 not in (1, 2), 'b' in {'b': 1}, 'lo' in 'hello', '' in 'x', u'a' in 'abc'
print None is None, None == None, None != 0
class C(object):
    def __contains__(self, x): return x
print 5 in C(), 0 in C(), [] not in C()
class I(object):
    def __iter__(self): return iter([1, 2])
print 2 in I(), 3 in I()
class G:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print 20 in G(), 25 in G()

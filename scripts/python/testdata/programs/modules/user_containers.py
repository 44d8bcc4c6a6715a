from UserDict import UserDict, IterableUserDict, DictMixin
from UserList import UserList
from UserString import UserString

class D(UserDict):
    def __setitem__(self, k, v): UserDict.__setitem__(self, k, v * 2)

d = D({'a': 1}, b=2)
d['c'] = 3
print sorted(d.items()), d['c'], d.get('x'), 'a' in d, len(d), d == dict(d), d.has_key('b'), d.pop('a')
try:
    d['no']
except KeyError, e:
    print 'KeyError', e
print sorted(IterableUserDict(x=1)), UserDict({'k': 1}), UserDict.fromkeys('ab', 0)

class X(DictMixin):
    def __init__(self): self.l = []
    def keys(self): return [k for k, _ in self.l]
    def __getitem__(self, k):
        for a, b in self.l:
            if a == k: return b
        raise KeyError(k)
    def __setitem__(self, k, v): self.l = [(a, b) for a, b in self.l if a != k] + [(k, v)]
    def __delitem__(self, k): self.l = [(a, b) for a, b in self.l if a != k]

x = X()
x['p'] = 1
x.update({'q': 2})
print x.items(), x, 'p' in x, x.setdefault('r', 5), x.pop('p'), len(x), x.get('zz', 1), list(x)
u = UserList([3, 1, 2])
u.sort()
u.append(9)
print u, u[1:3], u + [5], [0] + u, u * 2, u == [1, 2, 3, 9], 9 in u, u.index(2), len(u), u < [2], type(u[1:]).__name__
u.extend([7]); u[0] = 'z'; del u[1]; u.insert(1, 'y'); u.reverse()
print u, u.pop(), u.count('y'), isinstance(u, list)
s = UserString('abc')
print s.upper(), s + 'd', 'x' + s, s * 2, s[1], s[1:], len(s), 'b' in s, s == 'abc', s.find('c'), s.replace('a', 'z'), UserString('%d') % 5, type(s.upper()).__name__

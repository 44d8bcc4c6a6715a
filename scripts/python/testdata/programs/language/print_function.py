# print as a function
from __future__ import print_function
import sys
print(1, 'a', None, sep='-', end='!\n')
print()
print('x', end='')
print('', sep='')
print('a', 'b', sep=None, end=None)
def show(*a, **k):
    try:
        print(*a, **k)
    except Exception as e:
        print(e.__class__.__name__, e)
show('', sep=3)
show('', end=3)
show('', file='')
show(1, bad=2)
class W(object):
    def __init__(self): self.out = []
    def write(self, s): self.out.append(s)
w = W()
print('a', 1, u'u', file=w)
print(file=w)
print('b', sep='x', end='', file=w)
print(w.out)
print(*[1, 2, 3], **{'sep': ','})
f = print
f('through a name')
print([print.__name__, callable(print)])
map(print, [1, 2])

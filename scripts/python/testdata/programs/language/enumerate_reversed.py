# enumerate and reversed
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

show(enumerate)
show(enumerate, 5)
show(enumerate, 'ab', 'x')
show(enumerate, 'ab', 1.5)
show(enumerate, 'ab', 1, 2)
show(lambda: list(enumerate('ab', start=3)))
show(lambda: list(enumerate(sequence='ab')))
show(lambda: list(enumerate(iterable='ab')))
show(lambda: list(enumerate('ab', 2147483647)))
show(lambda: list(enumerate('ab', foo=1)))
class MyEnum(enumerate):
    def twice(self):
        return [self.next(), self.next()]
e = MyEnum('abc')
print type(e).__name__, isinstance(e, enumerate), e.twice(), list(e)
show(reversed)
show(reversed, [], 1)
show(reversed, {})
show(reversed, set())
show(reversed, iter([]))
show(reversed, 5)
print type(reversed([])), type(reversed('ab')), type(reversed((1,))), type(reversed(xrange(3)))
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
print list(reversed(S()))
class R(object):
    def __reversed__(self): return 'rev'
print reversed(R())
class NoNext:
    def __iter__(self): return self
show(list, NoNext())
show(tuple, NoNext())
show(iter, NoNext())
show(lambda: [x for x in NoNext()])
class NewNoNext(object):
    def __iter__(self): return 5
show(list, NewNoNext())
show(iter, NewNoNext())
def unpack():
    a, b = NewNoNext()
show(unpack)
show(dict, NewNoNext())
show(max, NewNoNext())
show(','.join, NewNoNext())

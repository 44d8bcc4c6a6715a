# A string for classes to build upon.
__all__ = ["UserString"]


def _plain(x):
    return x.data if isinstance(x, UserString) else x


class UserString(object):

    def __init__(self, seq):
        if isinstance(seq, basestring):
            self.data = seq
        elif isinstance(seq, UserString):
            self.data = seq.data[:]
        else:
            self.data = str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __long__(self):
        return long(self.data)

    def __float__(self):
        return float(self.data)

    def __hash__(self):
        return hash(self.data)

    def __cmp__(self, other):
        return cmp(self.data, _plain(other))

    def __eq__(self, other):
        return self.data == _plain(other)

    def __ne__(self, other):
        return self.data != _plain(other)

    def __contains__(self, part):
        return _plain(part) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + (other if isinstance(other, basestring) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, basestring) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)


def _wrap(name, same):
    def method(self, *args, **kwds):
        result = getattr(self.data, name)(*[_plain(a) for a in args], **kwds)
        if same:
            return self.__class__(result)
        return result
    method.__name__ = name
    return method


for _name in ('capitalize center expandtabs ljust lower lstrip replace rjust rstrip strip swapcase title translate upper zfill').split():
    setattr(UserString, _name, _wrap(_name, True))
for _name in ('count decode encode endswith find index isalpha isalnum isdecimal isdigit islower isnumeric isspace istitle isupper join '
              'partition rfind rindex rpartition rsplit split splitlines startswith').split():
    setattr(UserString, _name, _wrap(_name, False))
del _name

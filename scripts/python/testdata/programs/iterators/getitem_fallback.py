class Seq(object):
    def __getitem__(self, i):
        if i >= 3: raise IndexError('end')
        return 'item%d' % i
s = Seq()
print list(s), 'item1' in s, [x for x in s], zip(s, s)[0], tuple(s), iter(s).next(), max(s)

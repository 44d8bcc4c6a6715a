class S(object):
    def __getslice__(self, i, j): return ('slice', i, j)
    def __setslice__(self, i, j, v): print 'set', i, j, v
    def __delslice__(self, i, j): print 'del', i, j
    def __getitem__(self, k): return ('item', k)
    def __len__(self): return 10
s = S()
print s[1:2], s[:], s[-1:], s[:-2]
print s[1:2:1], s['a':'b'], s[None:2]
s[1:2] = 'v'
del s[3:]

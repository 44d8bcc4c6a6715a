l = range(10)
print l[3], l[-1], l[2:5], l[:3], l[7:], l[:], l[::2], l[::-1], l[8:2:-2], l[-3:-1]
d = {(1, 2): 'tuple', None: 'none', 1: 'one'}
print d[1, 2], d[None], d[True]
class S(object):
    def __getitem__(self, k): return k
s = S()
print s[1], s[1:2], s[1:2:3], s[:], s[1, 2], s[1:2, 3], s[...], s[..., 1], s[()], s[::], s[:, ::2]

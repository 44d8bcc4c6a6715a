from itertools import groupby, chain, izip, izip_longest, imap, ifilter, ifilterfalse, starmap, tee, compress
rows = [('a', 1), ('a', 2), ('b', 3), ('a', 4)]
print [(k, [v for _, v in g]) for k, g in groupby(rows, key=lambda r: r[0])], [(k, len(list(g))) for k, g in groupby('aabccc')]
print list(chain('ab', [1], ())), list(chain.from_iterable(['ab', 'cd'])), list(izip('ab', [1, 2, 3])), list(izip_longest('a', [1, 2], fillvalue='-')), list(imap(lambda a, b: a * b, [1, 2], [3, 4])), list(ifilter(None, [0, 1])), list(ifilterfalse(None, [0, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(compress('abcd', [1, 0, 1, 0]))
a, b = tee(x * x for x in range(3)); print list(a), list(b)

from collections import Counter
c = Counter('abracadabra')
print c.most_common(2), c['a'], c['zz'], sum(c.values()), sorted(c.elements())[:3]
c.update('aaa'); c.subtract({'b': 5}); print c['a'], c['b'], sorted((c + Counter(a=1)).items()), sorted((Counter(a=3) - Counter(a=1, b=2)).items()), Counter(a=1) & Counter(a=2), Counter(x=2)

import csv
from StringIO import StringIO
for row in csv.reader(StringIO('a,b\n1,"x, y"\n"q""q",\n')): print row
out = StringIO(); w = csv.writer(out); w.writerow(['a', 1, None, 2.5, 'x,y', 'q"q', 'l\nl']); w.writerows([[1], []]); print repr(out.getvalue())
for d in csv.DictReader(StringIO('id,name\n1,p\n2,q\n')): print sorted(d.items())
out = StringIO(); w = csv.DictWriter(out, ['b', 'a'], extrasaction='ignore'); w.writeheader(); w.writerow({'a': 1, 'b': 2, 'c': 3}); print repr(out.getvalue())
print list(csv.reader(['a;b'], delimiter=';')), list(csv.reader(["a 'b c'"], delimiter=' ', quotechar="'"))

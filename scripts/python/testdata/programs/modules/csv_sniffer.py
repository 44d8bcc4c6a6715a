import csv
for text in ['a,b,c\n1,2,3\n', 'a;b\n1;2\n', "'a'|'b'\n'c'|'d'", 'x\ty\n1\t2\n', 'name, age\nbob, 5\n']:
    d = csv.Sniffer().sniff(text)
    print repr(d.delimiter), repr(d.quotechar), d.doublequote, d.skipinitialspace, repr(d.lineterminator)
    print list(csv.reader(text.splitlines(), d))
print csv.Sniffer().has_header('name,age\nbob,5\nann,7\n'), csv.Sniffer().has_header('1,2\n3,4\n')

class A(object):
    pass
a = A()
a.print = 1
a.exec = 2
a.class = 3
a.from = 4
a.import = 5
a.in = 6
a.is = 7
a.lambda = 8
a.not = 9
print a.print, a.exec, a.class, a.from, a.import, a.in, a.is, a.lambda, a.not
a.pass = a.return = a.yield = a.with = a.as = 0
print sorted(a.__dict__)

"""module doc"""
from __future__ import division, print_function, unicode_literals
print(7 / 2, 7 // 2, __doc__)
print("a", "b", sep="-", end="!\n")
x = 7
x /= 2
print(x, repr("lit"), repr(b"bytes"), type("a").__name__)
print(*[1, 2], sep=",")
p = print
p("aliased")
print(eval("1 / 2"))
exec("print(3 / 2)")

def f():
  from sys import *
  x=1
  global y
  y = 2
  global y
f()
print 1
def g(y):
    x = y
    global x
    print z
    global z
try:
    g(1)
except NameError, e:
    print e
class A:
    from sys import *

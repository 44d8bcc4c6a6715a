def f():
    import math
    return math.floor(2.5)
print f()
try: math
except NameError, e: print e
class A:
    from string import digits
    import re as regex
print A.digits, A.regex.escape('.')

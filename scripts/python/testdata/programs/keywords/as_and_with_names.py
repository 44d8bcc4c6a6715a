import string as with_name
from math import sqrt as root, floor
print root(16), floor(2.5), with_name.digits
try: raise ValueError('x')
except ValueError as problem: print problem

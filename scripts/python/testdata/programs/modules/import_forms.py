import math, string as s
from math import sqrt, pi as PI
import os.path
from os import path as p
import json as j, re
print math.floor(2.5), s.digits[:3], sqrt(4), round(PI, 4), os.path.join('a', 'b'), p.basename('/x/y.txt'), j.dumps([1]), re.escape('.')
from string import *
print ascii_lowercase[:3]
def f():
    import math as m
    from collections import defaultdict
    return m.ceil(1.5), defaultdict.__name__
print f()

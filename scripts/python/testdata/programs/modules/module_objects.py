import collections, csv, inspect, types, random
print isinstance(collections, types.ModuleType), inspect.ismodule(csv), csv.__name__, type(random)
csv.x = 5
print csv.x
del csv.x
print hasattr(csv, 'x'), hasattr(random, 'nope')
from collections import *
print Counter('aab').most_common(1), isinstance({}, Mapping)
try:
    csv.nope
except AttributeError, e:
    print e

import math
try: math.nope
except AttributeError, e: print e

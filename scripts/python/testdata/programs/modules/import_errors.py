def attempt(code):
    try: exec code
    except ImportError, e: print e
attempt('import nothing_here'); attempt('from math import nothing_here'); attempt('import math.nothing'); attempt('from nothing_here import x'); attempt('import a.b.c'); attempt('from string import nope'); attempt('import json.nope')

import math, sys, json
print math.__name__, json.__name__, sys.__name__, type(json).__name__, 'math' in sys.modules, sys.modules['json'] is json, __import__('math') is math, getattr(math, 'pi') > 3, hasattr(json, 'nope')
json.custom = 5
import json as again
print again.custom
del json.custom

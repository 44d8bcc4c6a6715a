try:
    import simplejson as json
except ImportError:
    import json
print json.dumps({'a': 1})
try:
    from collections import OrderedDict
except ImportError:
    OrderedDict = dict
print OrderedDict.__name__

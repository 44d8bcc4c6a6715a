import json, datetime
def default(o):
    if isinstance(o, datetime.datetime): return o.isoformat()
    raise TypeError('cannot encode %s' % type(o).__name__)
print json.dumps({'t': datetime.datetime(2024, 3, 9, 20, 30)}, default=default)
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return json.JSONEncoder.default(self, o)
print json.dumps({'s': set([3, 1])}, cls=E), E().encode([set('ab')])
try: json.dumps(object(), default=default)
except TypeError, e: print e

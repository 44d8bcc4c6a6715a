import json
def parse(s):
    return json.loads(s)
print parse('{"a": 1}')
try: parse('{bad')
except ValueError, e: print 'ValueError'

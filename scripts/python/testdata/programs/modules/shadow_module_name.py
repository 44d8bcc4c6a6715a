json = 'text'
print json
import json
print json.dumps(json.__name__)
del json
try: json
except NameError, e: print e

import json
def parse(text):
    return json.loads(text)['value']
print parse('{"value": 5}')
print parse('{"valu": 5}')    # KeyError: 'value'

import json
print json.dumps({'a': [1, 2.5, None, True, 'x', u'\xe9']}), json.dumps([]), json.dumps({}), json.dumps('a"b\\c\n\t/'), json.dumps(u'\u20ac'), json.dumps(1L), json.dumps(1e100), json.dumps((1, 2)), json.dumps(float('nan')), json.dumps(float('inf')), json.dumps(0.1), json.dumps(10.0)
print json.dumps({'b': 1, 'a': {'d': [], 'c': {}}}, sort_keys=True, indent=2)
print json.dumps([1, {'x': 2}], separators=(',', ':')), json.dumps(u'\xe9', ensure_ascii=False).encode('utf-8'), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}, sort_keys=True)

import json
v = json.loads('{"a": [1, -2.5e3, null, true, false, "x\\u00e9\\n"], "b": {"c": 12345678901234567890}}')
print v, type(v['a'][0]), type(v['b']['c']), repr(v['a'][5]), json.loads('"x"'), json.loads(' [1 , 2] '), json.loads('1'), json.loads(u'[]'), json.loads('NaN'), json.loads('-Infinity'), json.loads('1.0'), json.loads('{}')
print json.loads('{"x": 1.5}', parse_float=lambda s: 'F' + s), json.loads('[1]', parse_int=str), json.loads('{"k": 1}', object_hook=lambda d: sorted(d.items()))

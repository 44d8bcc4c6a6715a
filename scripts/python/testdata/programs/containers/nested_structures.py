data = {'line': {'pumps': [{'id': 1, 'on': True}, {'id': 2, 'on': False}], 'tags': ('a', u'b')}}
data['line']['pumps'][1]['on'] = None
data['line'].setdefault('alarms', []).append({'p': 1})
print data
print [p['id'] for p in data['line']['pumps'] if p['on']], data['line']['tags'][1], len(data['line'])

import json
message = '{"cmd": "start", "target": {"line": 2, "pumps": [1, 3]}, "force": false, "ratio": 0.75}'
def handle(text):
    try:
        m = json.loads(text)
        if m['cmd'] not in ('start', 'stop'): raise ValueError('unknown command %s' % m['cmd'])
        return ['%s line %d pump %d' % (m['cmd'], m['target']['line'], p) for p in m['target']['pumps']]
    except KeyError, e:
        return 'missing %s' % e
    except ValueError, e:
        return 'invalid: %s' % e
print handle(message), handle('{}'), handle('{"cmd": "jump"}')
print json.dumps({'result': handle(message), 'ok': True}, sort_keys=True)

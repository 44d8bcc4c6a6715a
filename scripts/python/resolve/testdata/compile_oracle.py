# -*- coding: utf-8 -*-
# Run by Jython: compiles every snippet of a JSON list of {"src": …} and
# writes what came of it. usage: jython compile_oracle.py in.json out.json
import sys
import json
import warnings

warnings.simplefilter('ignore')
out = []
for case in json.load(open(sys.argv[1])):
    src = case['src']
    try:
        compile(src.encode('utf-8'), 'f.py', case.get('mode', 'exec'))
        out.append({'src': src, 'ok': True})
    except SyntaxError, e:
        msg = e.msg
        if not isinstance(msg, basestring):
            msg = str(msg)
        if isinstance(msg, str):
            msg = msg.decode('utf-8', 'replace')
        out.append({'src': src, 'type': type(e).__name__, 'line': e.lineno, 'col': e.offset, 'msg': msg})
    except UnicodeDecodeError, e:
        out.append({'src': src, 'type': 'UnicodeDecodeError', 'msg': str(e).decode('utf-8', 'replace')})
    except:
        e = sys.exc_info()[1]
        out.append({'src': src, 'type': 'crash', 'msg': str(type(e).__name__)})
    if case.get('mode'):
        out[-1]['mode'] = case['mode']
f = open(sys.argv[2], 'w')
f.write('[\n' + ',\n'.join([json.dumps(o, sort_keys=True) for o in out]) + '\n]\n')
f.close()

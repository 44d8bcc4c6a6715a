# Run by Jython: runs every program of a JSON list of {"src": ...} and writes
# what it printed and the exception it ended with, with its lines.
# usage: jython run_oracle.py in.json out.json
import sys
import json
import warnings
from StringIO import StringIO

warnings.simplefilter('ignore')
out = []
for case in json.load(open(sys.argv[1])):
    src = case['src']
    buf = StringIO()
    stdout, sys.stdout = sys.stdout, buf
    try:
        try:
            exec compile(src.encode('utf-8'), 'p.py', 'exec') in {'__name__': 'p'}
            end = ''
        except:
            t, v, tb = sys.exc_info()
            end = t.__name__ + ': ' + str(v) + ' @'
            tb = tb.tb_next
            while tb:
                end += ' %s:%d' % (tb.tb_frame.f_code.co_name, tb.tb_lineno)
                tb = tb.tb_next
    finally:
        sys.stdout = stdout
    out.append({'src': src, 'out': buf.getvalue(), 'end': end})
f = open(sys.argv[2], 'w')
f.write('[\n' + ',\n'.join([json.dumps(o, sort_keys=True) for o in out]) + '\n]\n')
f.close()

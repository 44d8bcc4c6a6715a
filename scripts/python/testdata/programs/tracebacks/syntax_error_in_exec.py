import traceback
try:
    exec 'x = = 1'
except SyntaxError, e:
    print type(e).__name__, e.lineno, e.filename

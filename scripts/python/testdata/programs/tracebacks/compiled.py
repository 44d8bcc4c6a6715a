import traceback
c = compile('x = 1\ny = x / 0\n', 'rules.txt', 'exec')
try:
    exec c
except ZeroDivisionError:
    print traceback.format_exc()
exec c

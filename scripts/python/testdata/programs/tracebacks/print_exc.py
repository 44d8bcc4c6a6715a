import traceback, sys
try:
    {}['x']
except KeyError:
    traceback.print_exc(file=sys.stdout)
try:
    [][1]
except IndexError:
    traceback.print_exc()

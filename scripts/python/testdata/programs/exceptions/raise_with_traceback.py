import sys, traceback
def deep(): raise ValueError('deep')
def mid():
    try: deep()
    except ValueError:
        t, v, tb = sys.exc_info()
        raise RuntimeError, 'wrapped ' + str(v), tb
try:
    mid()
except RuntimeError:
    print traceback.format_exc()

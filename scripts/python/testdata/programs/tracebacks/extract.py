import sys, traceback
def f(): g()
def g(): raise ValueError('v')
try: f()
except ValueError:
    tb = sys.exc_info()[2]
    for entry in traceback.extract_tb(tb): print entry
    print traceback.format_tb(tb)
    print traceback.format_exception_only(*sys.exc_info()[:2])
    print traceback.tb_lineno(tb)
    print traceback.format_exception(*sys.exc_info())

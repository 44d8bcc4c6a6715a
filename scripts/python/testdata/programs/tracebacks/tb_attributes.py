import sys
def f():
    x = 1
    raise KeyError('k')
try:
    f()
except KeyError:
    tb = sys.exc_info()[2]
    while tb:
        print tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_frame.f_code.co_filename
        tb = tb.tb_next

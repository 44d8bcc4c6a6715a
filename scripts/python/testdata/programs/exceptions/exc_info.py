import sys
print sys.exc_info()
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print t, v, tb.tb_lineno, tb.tb_frame.f_code.co_name, tb.tb_next
print sys.exc_info()[0]
def f():
    try: raise ValueError
    except: pass
    print sys.exc_info()[0]
f()
print sys.exc_info()[0]
sys.exc_clear()
print sys.exc_info()

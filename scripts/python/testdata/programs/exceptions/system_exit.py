import sys
try:
    sys.exit(3)
except SystemExit, e:
    print 'exit', e.code, repr(e)
try: sys.exit()
except SystemExit, e: print e.code
try: sys.exit('text')
except SystemExit, e: print e.code
try:
    sys.exit(1)
except Exception:
    print 'not an Exception'
except BaseException, e:
    print 'BaseException', e

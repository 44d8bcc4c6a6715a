import sys
def stop():
    print 'stopping'
    sys.exit(2)
try:
    stop()
finally:
    print 'cleanup'

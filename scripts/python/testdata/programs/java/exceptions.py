from java.lang import Exception as JException, RuntimeException, Throwable, IllegalArgumentException, NumberFormatException, Integer, NullPointerException
try: Integer.parseInt('x')
except NumberFormatException, e: print e.getMessage(), e.message, type(e).__name__, e
try: raise RuntimeException('boom')
except Throwable, t: print t.getMessage(), t, t.getCause()
try:
    try: raise IllegalArgumentException('bad')
    except Exception, e: print 'python Exception', e
except JException, e: print 'java', e.message, isinstance(e, RuntimeException)
try: raise JException('x')
except (ValueError, JException), e: print 'tuple', e
try: raise RuntimeException()
except: print 'bare'
import sys
try: raise RuntimeException('info')
except: print sys.exc_info()[0], sys.exc_info()[1].message
class Mine(RuntimeException): pass
try: raise Mine('sub')
except RuntimeException, e: print 'sub', e.message

def attempt(code):
    try: exec code
    except ImportError, e: print 'ImportError', str(e)[:30]
attempt('from java.util import NoSuchThing')
import java.util
print java.util.Date(5).time
import java
print java.lang.Math.max(1, 2)

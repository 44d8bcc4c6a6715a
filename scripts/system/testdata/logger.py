# ---- the message is a text or None (DEC-52)
log = system.util.getLogger("a")
log.info("text") #: info [a] text
log.info(None) #: info [a] null
for v in (5, 5L, 2.5, True, [1], (1,), {"a": 1}, ValueError("q"), log):
    for f in (log.trace, log.debug, log.info, log.warn, log.error, log.fatal, log.infof, system.util.getLogger):
        try:
            f(v)
            print "taken", f, v
        except TypeError, e:
            assert str(e) == f.__name__ + "(): 1st arg can't be coerced to String", e

# ---- a number as the message
system.util.getLogger("a").info(5) #! TypeError: info(): 1st arg can't be coerced to String

# ---- an exception of Python beside the message is no Throwable (LOG-4)
try:
    1 / 0
except Exception, e:
    system.util.getLogger("a").error("boom", e) #! TypeError: 2nd arg can't be coerced to java.lang.Throwable

# ---- a Java exception beside the message
from java.lang import IllegalStateException
try:
    raise IllegalStateException("why")
except IllegalStateException, e:
    system.util.getLogger("a").error("boom", e)
#: error [a] boom
#: java.lang.IllegalStateException: why

# Runs the handler under Jython or CPython as dryfire's own driver does: a new
# value for each event, the message recorded by the function that sends it.
# Arguments: the handler's file, events to begin with, events to warm up,
# events to time. Prints nanoseconds an event, first and warm, and the last
# message.
import sys, time

class Quality(object):
    def __init__(self, good):
        self.good = good
    def __str__(self):
        return "Good"

class QualifiedValue(object):
    def __init__(self, value, quality):
        self.value = value
        self.quality = quality

class Namespace(object):
    pass

class Record(object):
    count = 0
    payload = None

record = Record()

def sendMessage(project, messageHandler, payload=None, scope=None):
    record.count += 1
    record.payload = payload

system = Namespace()
system.util = Namespace()
system.util.sendMessage = sendMessage

execfile(sys.argv[1])

clock = time.time
if hasattr(sys, "JYTHON_JAR") or sys.platform.startswith("java"):
    from java.lang import System
    clock = lambda: System.nanoTime() / 1e9

def run(n):
    path = u"[default]Line 1/Motor/Speed"
    quality = Quality(True)
    previous = QualifiedValue(0.5, quality)
    start = clock()
    for i in xrange(n):
        current = QualifiedValue(0.35 + i % 100, quality)
        valueChanged(path, path, previous, current, False, False)
        previous = current
    return (clock() - start) * 1e9 / n

begin, warm, timed = [int(a) for a in sys.argv[2:5]]
first = run(begin)
if warm > begin:
    run(warm - begin)
last = run(timed)
print "%.0f %.0f %s" % (first, last, record.payload["msg"])

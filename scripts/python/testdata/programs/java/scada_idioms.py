import java, sys, json, traceback
from java.lang import Runnable, Thread, Exception as JException, RuntimeException, Object, System, Integer, String
from java.util import Comparator, Collections, ArrayList, HashMap, Date, Calendar, Arrays, LinkedHashMap, TreeMap, List, Map, TimeZone, Locale, UUID
from java.text import SimpleDateFormat, DecimalFormat
from java.util.concurrent import Callable
class R(Runnable):
    def __init__(self): self.n = 0
    def run(self): self.n += 1; print 'run'
r = R()
t = Thread(r); t.start(); t.join(); print r.n, t.isAlive(), t.getName() != ''
class Cmp(Comparator):
    def compare(self, a, b): return cmp(b, a)
a = ArrayList([3, 1, 2]); Collections.sort(a, Cmp()); print a
m = TreeMap(Cmp()); m.put('a', 1); m.put('b', 2); print m
class MyEx(RuntimeException):
    def __init__(self, msg, code): RuntimeException.__init__(self, msg); self.code = code
class Sub(ArrayList):
    def add(self, x): print 'adding', x; return ArrayList.add(self, x)
s = Sub(); s.add(1); print s, len(s), s[0], isinstance(s, List)
class O(Object):
    def toString(self): return 'O!'
    def hashCode(self): return 7
    def equals(self, o): return True
print O(), str(O()), O() == O(), hash(O()), [O()], O().toString()
for f in [lambda: json.dumps(HashMap({'a': 1})), lambda: json.dumps(ArrayList([1])), lambda: json.dumps({'d': Date(0)}), lambda: json.dumps(list(ArrayList([1, 'x']))), lambda: json.dumps(dict(HashMap({'a': 1})))]:
    try: print f()
    except Exception, e: print type(e).__name__, e
    except JException, e: print 'J', e
d = Date(0); print {d: 1}[Date(0)], d in [Date(0)], d == Date(0), d is d, Date(5).time - d.time, d.getTime() / 1000.0
try: ArrayList().get(0)
except (JException, Exception), e: print type(e), e
try: Integer.parseInt(None)
except JException, e: print e
try: None.foo()
except Exception, e: print e
def f():
    try: ArrayList().get(3)
    except: print sys.exc_info()[0], sys.exc_info()[1]; print traceback.format_exc().splitlines()[0]; print traceback.format_exc().splitlines()[-1]
f()
try:
    try: Integer.parseInt('z')
    except JException, e: raise RuntimeException('wrapped', e)
except RuntimeException, e: print e, '|', e.cause, '|', e.getCause().getMessage()
c = Calendar.getInstance(TimeZone.getTimeZone('UTC'), Locale.US); c.timeInMillis = 0; c.time = Date(86400000); print c.time, c.timeInMillis, c.get(Calendar.DAY_OF_YEAR)
c.set(Calendar.HOUR_OF_DAY, 0); c.set(Calendar.MINUTE, 0); print c.getTime()
sdf = SimpleDateFormat('yyyy-MM-dd'); sdf.timeZone = TimeZone.getTimeZone('UTC'); sdf.lenient = False; print sdf.format(d), sdf.lenient
for k, v in sorted(HashMap({'x': 1, 'y': 2}).items()): print k, v
for e in LinkedHashMap({'q': 1}).entrySet(): print e.key, e.value, e.getKey(), e
print String.valueOf(5), String('abc').length(), Integer.valueOf(7) + 1, Integer.MAX_VALUE
print java.lang.Math.max(1, 2), java.util.Date(0), java.lang.System.currentTimeMillis() > 0
print UUID.randomUUID().toString().count('-'), Arrays.asList([1, 2])[0], list(Arrays.asList('a', 'b'))
print [x for x in ArrayList([1, 2])], ArrayList([1, 2])[::-1], ArrayList('abc'), ArrayList((1, 2)), ArrayList(set([1]))
x = HashMap(); x['k'] = [1, 2]; x['d'] = {'z': 1}; print x['k'], type(x['k']), x['d'], type(x['d']); x['k'].append(3); print x['k']
print unicode(ArrayList([u'\xe9'])).encode('utf8'), len(ArrayList([u'\xe9']))
try: d.nothing
except AttributeError, e: print e
try: d.time = 'x'
except TypeError, e: print e
try: Date('a', 'b')
except TypeError, e: print e
try: SimpleDateFormat(5)
except TypeError, e: print e
try: d.after(5)
except TypeError, e: print e
try: HashMap(5, 6, 7, 8)
except TypeError, e: print e
try: d.foo = 1
except AttributeError, e: print e
try: Date().getTime(1)
except TypeError, e: print e
try: Integer()
except TypeError, e: print e
try:
    raise MyEx('bad', 5)
except JException, e:
    print type(e), e.getMessage(), e.code
print isinstance(d, Object), issubclass(HashMap, Map), isinstance({}, Map), isinstance([], List), callable(d.getTime)

from java.util import ArrayList, HashMap, LinkedHashMap, HashSet, Arrays, Collections
l = ArrayList(); l.add('b'); l.add('a'); l.add(1, 'c'); print l, l.size(), len(l), l[0], l.get(1), 'a' in l, l.contains('z'), l.indexOf('a'), [x for x in l], l.isEmpty(), l[-1], l[0:2]
Collections.sort(l); print l, list(l); l.remove('a'); print l; l.addAll(['x', 'y']); print l, sorted(l)
m = HashMap(); m.put('k', 1); m['j'] = 2; print m, m.get('k'), m['j'], m.get('none'), len(m), sorted(m.keySet()), 'k' in m, m.containsKey('q'), sorted(m.entrySet())[0].key, dict(m), m.remove('k'), m.size()
h = LinkedHashMap(); h.put('z', 1); h.put('a', 2); print h, list(h.keySet()), [e.value for e in h.entrySet()]
s = HashSet(); s.add(1); print s.add(1), s, 1 in s, Arrays.asList([1, 2]), Collections.max([3, 5])
try: m['nope']
except KeyError, e: print 'KeyError', e
try: l.get(50)
except Exception, e: print 'python', e
except: print 'java'

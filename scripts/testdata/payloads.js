// Dictionaries that come from outside are shown to scripts as they are; they
// behave like objects.

// ---- reading
const p = system.util.jsonDecode('{"b": 1, "a": {"x": [1, {"y": 2}]}, "10": 1, "2": null}')
print(p.b, p["a"].x[1].y, p[10], p["2"], p.missing, p.a.missing) //: 1 2 1 None None None
print("b" in p, "c" in p, p.hasOwnProperty("b"), Object.hasOwn(p, "c"), "toString" in p) //: True False True False True
print(typeof p, p instanceof Object, p.constructor === Object, String(p), p + "") //: object True True [object Object] [object Object]
print(p) //: {u'b': 1, u'a': {u'x': [1, {u'y': 2}]}, u'10': 1, u'2': None}

// ---- the same part is the same object every time
const p = system.util.jsonDecode('{"a": {"x": [1]}, "d": "2"}')
print(p.a === p.a, p.a.x === p.a.x) //: True True
p.a.x.push(2)
print(p.a.x, p) //: [1, 2] {u'a': {u'x': [1, 2]}, u'd': u'2'}

// ---- walking keeps the order of the keys
const p = system.util.jsonDecode('{"b": 1, "a": 2, "é": 3}')
for (const k in p) print(k)
//: b
//: a
//: é
print(Object.keys(p), Object.values(p), Object.entries(p)) //: ['b', 'a', u'\xe9'] [1, 2, 3] [['b', 1], ['a', 2], [u'\xe9', 3]]
print(JSON.stringify(p), JSON.stringify(p, null, 1))
//: {"b":1,"a":2,"é":3} {
//:  "b": 1,
//:  "a": 2,
//:  "é": 3
//: }
const {b, ...rest} = p
print(b, rest, {...p, c: 4}, Object.assign({}, p)) //: 1 {'a': 2, u'\xe9': 3} {'b': 1, 'a': 2, u'\xe9': 3, 'c': 4} {'b': 1, 'a': 2, u'\xe9': 3}

// ---- changing
const p = system.util.jsonDecode('{"b": 1, "a": 2}')
p.z = 1
p.b = 3
print(p) //: {u'b': 3, u'a': 2, 'z': 1}
delete p.b
delete p.nothing
print(p, "b" in p, p.b) //: {u'a': 2, 'z': 1} False None
p.b = 5
p.b = 6
print(p, Object.keys(p)) //: {u'a': 2, 'z': 1, 'b': 6} ['a', 'z', 'b']
delete p.z
delete p.b
print(p, Object.keys(p)) //: {u'a': 2} ['a']

// ---- a changed payload can be sent on
const p = system.util.jsonDecode('{"b": {"n": 1}, "list": [1, 2]}')
p.b.n = 2
p.when = new Date(0)
p.list.push({x: 3})
system.util.sendMessage("X", "h", p) //: util.sendMessage X/h {u'b': {u'n': 2}, u'list': [1, 2, {'x': 3}], 'when': Thu Jan 01 00:00:00 UTC 1970}
p.f = () => 1
system.util.sendMessage("X", "h", p)
//: util.sendMessage X/h {u'b': {u'n': 2}, u'list': [1, 2, {'x': 3}], 'when': Thu Jan 01 00:00:00 UTC 1970, 'f': <function>}

// ---- unusual keys
const p = system.util.jsonDecode('{"__proto__": {"x": 1}, "constructor": 3, "toString": 4, "": 5, "a b": 6}')
print(p, p.x, p.constructor, p.toString, p[""], p["a b"], Object.keys(p))
//: {'__proto__': {u'x': 1}, 'constructor': 3, 'toString': 4, '': 5, 'a b': 6} None 3 4 5 6 ['__proto__', 'constructor', 'toString', '', 'a b']

// ---- it cannot be frozen
const p = system.util.jsonDecode('{"b": 1}')
Object.freeze(p) //! TypeError: Cannot make a dynamic object non-extensible

// ---- it takes no getters
const p = system.util.jsonDecode('{"b": 1}')
Object.defineProperty(p, "c", {get() { return 1 }}) //! TypeError: Dynamic objects do not support accessor properties

// ---- a qualified value (QV-1, QV-2)
const [q] = system.tag.readBlocking(["[default]a"]) //: read [default]a
print(q.value, q.quality, q.timestamp, q.quality.good, q.quality.isGood(), q.getValue(), q.getQuality().getCode())
//: 5 Good Thu Jul 02 12:38:36 UTC 2026 True True 5 192
print(str(q), q + "", `${q}`, q.toString())
//: [5, Good, Thu Jul 02 12:38:36 UTC 2026] [5, Good, Thu Jul 02 12:38:36 UTC 2026] [5, Good, Thu Jul 02 12:38:36 UTC 2026] [5, Good, Thu Jul 02 12:38:36 UTC 2026]
print(q == 5, q.value == 5, q.value === 5) //: False True True
print({...q}, Object.keys(q), JSON.stringify(q))
//: {'value': 5, 'quality': Good, 'timestamp': Thu Jul 02 12:38:36 UTC 2026} ['value', 'quality', 'timestamp'] {"value":5,"quality":{"name":"Good","code":192},"timestamp":"2026-07-02T12:38:36.000Z"}
print(q.derive(7), q.quality.derive("why"), q.nothing) //: [7, Good, Thu Jul 02 12:38:36 UTC 2026] Good("why") None

// ---- a qualified value is read-only
const [q] = system.tag.readBlocking("[default]a") //: read [default]a
q.value = 6 //! TypeError: cannot set 'value': a qualified value is read-only

// ---- so is a quality
const [q] = system.tag.readBlocking("[default]a") //: read [default]a
q.quality.good = false //! TypeError: cannot set 'good': a quality is read-only

// ---- and so are the system functions
system.util.sendMessage = null //! TypeError: cannot set system.util.sendMessage: the system functions are read-only

// ---- a function that does not exist
print("nothing" in system.util, typeof system.util.sendMessage, Object.keys(system).includes("tag")) //: False function True
system.util.nothing() //! TypeError: system.util.nothing does not exist here

// ---- a namespace that does not exist
system.nothing.read() //! TypeError: system.nothing does not exist here

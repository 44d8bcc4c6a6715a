// What JavaScript values become as data, shown as Python prints it, and back.

// ---- numbers: integral ones are int or long, minus zero and the rest float
print([1, -0, 2147483647, 2147483648, -2147483648, -2147483649]) //: [1, -0.0, 2147483647, 2147483648L, -2147483648, -2147483649L]
print([9007199254740991, 9007199254740992, 1e300, 1.5, NaN, Infinity, -Infinity]) //: [9007199254740991L, 9007199254740992L, 1e+300, 1.5, nan, inf, -inf]
print([5n, 9007199254740993n, 123456789012345678901234567890n, -1n]) //: [5L, 9007199254740993L, 123456789012345678901234567890L, -1L]

// ---- texts: what a Python str can hold is one, the rest is unicode
print(["a", "", "é", "\u{1F600}", "it's", 'say "x"', "both ' and \"", "tab\tnew\nline\\ \x00\x7f"])
//: ['a', '', u'\xe9', u'\U0001f600', "it's", 'say "x"', 'both \' and "', 'tab\tnew\nline\\ \x00\x7f']
print("é", "\u{1F600}", "\ud800") //: é 😀 �

// ---- nothing
print([null, undefined, [undefined], {a: undefined}]) //: [None, None, [None], {'a': None}]

// ---- booleans, and objects around plain values
print([true, false, new Boolean(true), new Number(5), new Number(1.5), new String("s")]) //: [True, False, True, 5, 1.5, 's']

// ---- dates
print([new Date(0), new Date(1782995916000), new Date(NaN)]) //: [Thu Jan 01 00:00:00 UTC 1970, Thu Jul 02 12:38:36 UTC 2026, None]

// ---- lists, with holes, of a class of its own
class Items extends Array {}
print([], [1, [2, [3]]], [1, , 3], Items.from([1, 2]), new Array(2)) //: [] [1, [2, [3]]] [1, None, 3] [1, 2] [None, None]

// ---- objects: own enumerable properties in JavaScript's order
print({}, {b: 1, a: 2, 10: "x", 2: "y"}, {a: {b: {c: null}}}) //: {} {'2': 'y', '10': 'x', 'b': 1, 'a': 2} {'a': {'b': {'c': None}}}
print(Object.create(null), Object.assign(Object.create(null), {x: 1})) //: {} {'x': 1}
print({[Symbol("s")]: 1, a: 2}, Object.defineProperty({a: 1}, "hidden", {value: 2})) //: {'a': 2} {'a': 1}
print({get a() { return 5 }, get b() { return this.a + 1 }}) //: {'a': 5, 'b': 6}
print({é: 1}) //: {u'\xe9': 1}

// ---- Map and Set keep their order and their keys
print(new Map([["k", {b: 1, a: 2}], [1, [2]], [null, 3]]), new Set([3, 1, "a", 1])) //: {'k': {'b': 1, 'a': 2}, 1: [2], None: 3} set([3, 1, 'a'])
class M extends Map {}
print(new M([[1, 2]])) //: {1: 2}

// ---- what is no data stays what it is, and no payload can carry it
class Foo {}
print([function f() {}, () => 1, class A {}, Symbol("x"), new Foo(), /x/, new Error("e"), new TypeError("t")])
//: [<function>, <function>, <function>, <symbol>, <Foo>, <RegExp>, Error: e, TypeError: t]
print([Promise.resolve(1), new Proxy({}, {}), new Uint8Array(2), new WeakMap(), Object(1n), Math, Object.create({a: 1})])
//: [<Promise>, <Object>, <Uint8Array>, <WeakMap>, <BigInt>, {}, <Object>]

// ---- __proto__ is a key like any other
print(JSON.parse('{"__proto__": 5, "a": 1}')) //: {'__proto__': 5, 'a': 1}
const o = {}
Object.defineProperty(o, "__proto__", {value: {x: 1}, enumerable: true})
print(o, o.x) //: {'__proto__': {'x': 1}} None

// ---- a getter that throws
print({a: 1,
  get b() { throw new Error("no b") }}) //! Error: no b

// ---- data that contains itself
const a = []
a.push(a)
print(a) //! RangeError: the data is nested deeper than 200 levels, or contains itself

// ---- an object that contains itself, as a payload
const o = {}
o.self = o
system.util.sendMessage("X", "h", o) //: util.sendMessage X/h <structure that contains itself, or is nested deeper than 200 levels>

// ---- an object that contains itself, within a literal
const o = {}
o.self = o
system.util.sendMessage("X", "h", {o}) //: util.sendMessage X/h <structure that contains itself, or is nested deeper than 200 levels>

// ---- a Map that contains itself
const m = new Map()
m.set("self", m)
str(m) //! RangeError: the data is nested deeper than 200 levels, or contains itself

// ---- nested 150 levels is data, 210 is not
let deep = 0
for (let i = 0; i < 150; i++) deep = [deep]
print(str(deep).length) //: 301
for (let i = 0; i < 60; i++) deep = [deep]
print(deep) //! RangeError: the data is nested deeper than 200 levels, or contains itself

// ---- str and repr print as Python 2.7 does
print(str(0.1 + 0.2), repr(0.1 + 0.2), str([0.1 + 0.2])) //: 0.3 0.30000000000000004 [0.30000000000000004]
print(str(1e16), repr(1e16), str(123456789012.5), repr(123456789012.5), str(1e-5), str(-0), str(3.0), str(NaN))
//: 1e+16 1e+16 1.23456789012e+11 123456789012.5 1e-05 -0.0 3 nan
print(str(5n), repr(5n), str([5n]), str(2147483648), repr(2147483648)) //: 5 5L [5L] 2147483648 2147483648L
print(str("é"), repr("é"), repr("it's"), repr('a"'), repr("é's")) //: é u'\xe9' "it's" 'a"' u"\xe9's"
print(str(null), str(undefined), str(), str(true), str(print), str(new Date(0))) //: None None None True <function> Thu Jan 01 00:00:00 UTC 1970

// ---- numbers that come from tags and JSON
const big = system.util.jsonDecode("[9007199254740991, 9007199254740992, -9007199254740992, 123456789012345678901, 5, 5.0, 2.5]")
print(big.map((x) => typeof x).join(" ")) //: number bigint bigint bigint number number number
print(big) //: [9007199254740991L, 9007199254740992L, -9007199254740992L, 123456789012345678901L, 5, 5, 2.5]

// ---- a list comes back as a real array, changed where the script changes it
const list = system.util.jsonDecode('[1, {"a": [2]}, null]')
list.push("x")
list[1].a.push(3)
print(Array.isArray(list), list.length, list) //: True 4 [1, {u'a': [2, 3]}, None, 'x']

// JavaScript itself. Each program prints the same in goja without any of the
// host's instrumentation: the counting must not change what scripts do.

// ---- arithmetic and strings
const show = (...values) => print(values.map(String).join(" "))
show(1 + 2, "a" + 1, 1 + "a", 1 + 2 + "a", "a" + 1 + 2, [] + [], {} + "", null + 1, undefined + 1, true + true)
//: 3 a1 1a 3a a12  [object Object] 1 NaN 2
show(7 / 2, 7 % 3, -7 % 3, 2 ** 10, 2 ** -1, (-2) ** 2, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 31, -1 >>> 0, -9 >> 1, 1 << 33)
//: 3.5 1 -1 1024 0.5 4 1 7 6 -6 -2147483648 4294967295 -5 2
let n = 5
n += 2; n -= 1; n *= 3; n /= 2; n %= 5; n **= 2; n <<= 2; n >>= 1; n |= 1; n ^= 2
show(n, n++ + ++n, n-- - --n, -n, +"5", !n, typeof n, void 0) //: 35 72 2 -35 5 false number undefined
let s = "x"
s += 1; s += s; s += `${s}-${n}`
show(s, s.length, `a${1}b${s}c`, `${1}${2}`, `plain`, String.raw`a\n${1}`) //: x1x1x1x1-35 11 a1bx1x1x1x1-35c 12 plain a\n1

// ---- numbers that only look like numbers
const show = (...values) => print(values.map(String).join(" "))
show(0.1 + 0.2, 1e21 + 1, 1 / 0, -1 / 0, 0 / 0, 2 ** 53 + 1, 0x10, 0b11, 0o17, 1_000, .5, 5., -0 === 0, Object.is(-0, 0))
//: 0.30000000000000004 1e+21 Infinity -Infinity NaN 9007199254740992 16 3 15 1000 0.5 5 true false
show(9007199254740993n + 1n, 2n ** 64n, -7n / 2n, 7n % 3n, 5n << 2n, 5n & 3n, 1n < 2, 2n == 2, typeof 1n)
//: 9007199254740994 18446744073709551616 -3 1 20 1 true true bigint
const big = 3n, by = 2n
show(big * by, big ** by, big << by, big >> 1n, 6 * 7, 6 << 1) //: 6 9 12 1 42 12

// ---- comparison and logic
const show = (...values) => print(values.map(String).join(" "))
show(1 == "1", 1 === "1", null == undefined, NaN == NaN, "a" < "b", "10" < "9", 10 < 9, [1] == 1) //: true false true false true true false true
show(0 || "a", 1 && "b", null ?? "c", 0 ?? "d", null?.x, undefined?.[0], (void 0)?.(), {a: {b: 1}}?.a?.b) //: a b c 0 undefined undefined undefined 1
let a = null, b = 0, c = 1
a ??= 5; b ||= 6; c &&= 7
show(a, b, c, a ? "yes" : "no", (1, 2, 3), "x" in {x: 1}, delete {x: 1}.x, [] instanceof Array) //: 5 6 7 yes 3 true true true

// ---- loops
const out = []
for (let i = 0; i < 3; i++) out.push(i)
for (const x of [3, 4]) out.push(x)
for (const k in {a: 1, b: 2}) out.push(k)
for (const [k, v] of Object.entries({c: 5})) out.push(k + v)
for (const {x, y = 9} of [{x: 1}, {x: 2, y: 3}]) out.push(x + y)
let i = 0
while (i < 2) out.push("w" + i++)
do out.push("d" + i--); while (i > 0)
for (var v = 0, w = 10; v < w; v += 4, w -= 1);
out.push(v, w)
for (;;) { if (out.length > 15) break; out.push("e"); if (out.length % 2) continue; out.push("f") }
for (const x of "añ\u{1F600}") out.push(x)
for (const x of new Set([1, 1])) out.push(x)
for (const [k, v] of new Map([["m", 1]])) out.push(k + v)
print(out.join()) //: 0,1,2,3,4,a,b,c5,10,5,w0,w1,d2,d1,8,8,a,ñ,😀,1,m1

// ---- each turn has a variable of its own
const fs = []
for (let i = 0; i < 3; i++) fs.push(() => i)
for (const x of [7, 8]) fs.push(() => x)
for (var shared = 0; shared < 2; shared++) fs.push(() => shared)
print(fs.map((f) => f()).join()) //: 0,1,2,7,8,2,2

// ---- labels
const out = []
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    if (j === 1) continue outer
    if (i === 2) break outer
    out.push(i + ":" + j)
  }
}
block: { out.push("in"); if (out.length) break block; out.push("not") }
a: b: while (true) { if (out.length > 3) break a; out.push("t"); continue b }
print(out.join()) //: 0:0,1:0,in,t

// ---- switch
const kind = (x) => {
  switch (x) {
    case 1: return "one"
    case "1": return "text one"
    case 2:
    case 3: { let y = x * 2; return "two or three " + y }
    default: return "other"
    case 4: return "four"
  }
}
print([1, "1", 2, 3, 4, 5].map(kind).join()) //: one,text one,two or three 4,two or three 6,four,other
let fall = ""
switch (2) { case 1: fall += "a"; case 2: fall += "b"; case 3: fall += "c"; break; default: fall += "d" }
print(fall) //: bc

// ---- try, catch, finally
const out = []
const f = (x) => {
  try { out.push("try"); if (x === 1) return "returned"; if (x === 2) throw new Error("thrown"); out.push("end") }
  catch ({message}) { out.push(message); return "caught" }
  finally { out.push("finally"); if (x === 3) return "overruled" }
  return "after"
}
print([0, 1, 2, 3].map(f).join(), out.join()) //: after,returned,caught,overruled try,end,finally,try,finally,try,thrown,finally,try,end,finally
for (const x of [1, 2, 3]) { try { if (x === 2) continue; out.push(x) } finally { out.push("f" + x) } }
try { try { throw 1 } finally { out.push("inner") } } catch { out.push("outer") }
print(out.join()) //: try,end,finally,try,finally,try,thrown,finally,try,end,finally,1,f1,f2,3,f3,inner,outer

// ---- functions
const show = (...values) => print(values.map(String).join(" "))
function f(a, b = a + 1, ...rest) { return [a, b, rest.length, arguments.length].join() }
show(f(1), f(1, 5), f(1, 2, 3, 4), f(undefined, null), f.length, f.name) //: 1,2,0,1 1,5,0,2 1,2,2,4 ,,0,2 1 f
const curry = (a) => (b) => (c) => a + b + c
show(curry(1)(2)(3), (() => ({a: 1}))().a, (() => { })(), (function () { return typeof this })()) //: 6 1 undefined undefined
function hoisted() { return later() }
show(hoisted(), typeof notYet) //: later undefined
function later() { return "later" }
var notYet = 5
show([3, 1, 2].sort((a, b) => b - a).join(), ((a, {b, c: [d]}) => a + b + d)(1, {b: 2, c: [3]})) //: 3,2,1 6
const fact = function self(n) { return n < 2 ? 1 : n * self(n - 1) }
show(fact(10), [1, 2].map(fact), Math.max(...[1, 5], 3), new Date(...[2020, 0, 1]).getFullYear()) //: 3628800 1,2 5 2020
show((function () { return this.x }).call({x: 9}), f.bind(null, 7)(8), f.apply(null, [1, 2])) //: 9 7,8,0,2 1,2,0,2

// ---- use strict in a function
const f = () => { "use strict"; return (function () { return this })() === undefined }
function g() {
  "use strict"
  "another directive"
  return 5
}
print(String(f()), String(g())) //: true 5

// ---- destructuring
const show = (...values) => print(values.map(String).join(" "))
const [a, , b = 5, ...rest] = [1, 2, undefined, 4, 5]
const {x, y: {z = 3, ...more} = {}, ["k" + 1]: k, ...others} = {x: 1, y: {q: 7}, k1: 8, m: 9, n: 10}
show(a, b, rest, x, z, JSON.stringify(more), k, JSON.stringify(others)) //: 1 5 4,5 1 3 {"q":7} 8 {"m":9,"n":10}
let p = 1, q = 2;
[p, q] = [q, p]
show(p, q) //: 2 1
const o = {};
({a: o.a, b: [o.b] = [7]} = {a: 6})
show(o.a, o.b) //: 6 7
for (const [i, {v}] of [{v: 1}, {v: 2}].entries()) show(i, v)
//: 0 1
//: 1 2
function fn({a = 1, b: {c} = {c: 2}} = {}, [d = 4] = []) { return a + c + d }
show(fn(), fn({a: 10}), fn({b: {c: 20}}, [30])) //: 7 16 51
let head, tail;
[head, ...tail] = "héllo"
show(head, tail) //: h é,l,l,o

// ---- objects
const show = (...values) => print(values.map(String).join(" "))
const name = "dynamic"
const o = {
  plain: 1, [name + 1]: 2, "quoted key": 3, 42: 4,
  method() { return this.plain + 1 },
  get got() { return this._g ?? "unset" }, set got(v) { this._g = v + "!" },
  async later() {}, *gen() { yield 1 }, __proto__: {inherited: "yes"},
}
o.got = "set"
show(o.method(), o.got, o.inherited, Object.keys(o), o["quoted key"], o[42], "inherited" in o, Object.hasOwn(o, "inherited"))
//: 2 set! yes 42,plain,dynamic1,quoted key,method,got,later,gen,_g 3 4 true false
const copy = {...o, plain: 10, ...{extra: 1}, ...null, ..."hi"}
show(JSON.stringify(copy), o?.["plain"], delete o.plain, o.plain)
//: {"0":"h","1":"i","42":4,"plain":10,"dynamic1":2,"quoted key":3,"got":"set!","_g":"set!","extra":1} 1 true undefined
const frozen = Object.freeze({a: 1})
try { frozen.a = 2 } catch (e) { show(e.name) } //: TypeError

// ---- classes
const show = (...values) => print(values.map(String).join(" "))
class Base {
  #secret = 1
  static count = 0
  static { Base.count = 10 }
  field = this.make()
  constructor(x) { this.x = x; Base.count++ }
  make() { return "made" }
  get secret() { return this.#secret }
  set secret(v) { this.#secret = v }
  static of(...args) { return new this(...args) }
  *[Symbol.iterator]() { yield this.x; yield this.#secret }
  #hidden() { return "hidden" }
  reveal() { return this.#hidden() + (#secret in this) }
  toString() { return `Base(${this.x})` }
}
class Derived extends Base {
  constructor(x) { super(x + 1); this.y = super.make() + "!" }
  make() { return "derived" }
  toString() { return super.toString() + "+" + this.y }
}
const d = Derived.of(4)
d.secret += 5
show(d, d.field, [...d], d.reveal(), Base.count, d instanceof Base, Derived.name, new.target === undefined)
//: Base(5)+made! derived 5,6 hiddentrue 11 true Derived true
const Anonymous = class { static x = [1, 2].map((n) => n * 2) }
show(Anonymous.name, Anonymous.x) //: Anonymous 2,4
class Items extends Array { sum() { return this.reduce((a, b) => a + b, 0) } }
show(Items.from([1, 2, 3]).map((x) => x * 2).sum(), new Items(3).length) //: 12 3

// ---- generators
const show = (...values) => print(values.map(String).join(" "))
function* count(to) { for (let i = 0; i < to; i++) { const got = yield i; if (got) i += got } return "end" }
const it = count(10)
show(JSON.stringify([it.next(), it.next(3), it.next(), it.return("early"), it.next()]))
//: [{"value":0,"done":false},{"value":4,"done":false},{"value":5,"done":false},{"value":"early","done":true},{"done":true}]
function* outer() { const r = yield* count(2); yield r; yield* [7, 8]; yield* "ab"; yield* new Set([9]) }
show([...outer()], Array.from(outer(), (x) => x + "!")) //: 0,1,end,7,8,a,b,9 0!,1!,end!,7!,8!,a!,b!,9!
function* guarded() { try { yield 1; yield 2 } catch (e) { yield "caught " + e } finally { yield "finally" } }
const g = guarded()
show(JSON.stringify([g.next(), g.throw("oops"), g.next(), g.next()]))
//: [{"value":1,"done":false},{"value":"caught oops","done":false},{"value":"finally","done":false},{"done":true}]
function* delegating() { try { yield* guarded() } finally { show("closed") } }
for (const x of delegating()) { show(x); break } //: 1
const t = delegating()
show(JSON.stringify([t.next(), t.throw("in"), t.return("out"), t.next()]))
//: closed
//: [{"value":1,"done":false},{"value":"caught in","done":false},{"value":"finally","done":false},{"done":true}]
const iterable = {from: 1, to: 3, *[Symbol.iterator]() { for (let i = this.from; i <= this.to; i++) yield i }}
show([...iterable], Math.max(...iterable)) //: 1,2,3 3
const [first, ...others] = outer()
show(first, others) //: 0 1,end,7,8,a,b,9

// ---- iterators are closed
const log = []
const source = {[Symbol.iterator]() { let n = 0; return {next() { return {value: n++, done: false} }, return() { log.push("return"); return {} }} }}
for (const x of source) if (x > 1) break
const [a, b] = source
function* through() { yield* source }
for (const x of through()) if (x > 1) break
try { for (const x of source) throw new Error("x") } catch (e) { log.push(e.message) }
print(log.join()) //: return,return,return,return,x

// ---- template literals and tags
const show = (...values) => print(values.map(String).join(" "))
const tag = (strings, ...values) => strings.raw.join("|") + values.join("+")
const a = 1, b = "two"
show(`${a} and ${b}`, `${a}${b}${`nested ${a}`}`, tag`x${a}y${b}z`, tag`a\nb`, `line\nbreak`)
//: 1 and two 1twonested 1 x|y|z1+two a\nb line
//: break
const same = (s) => s
const f = () => same`x`
show(f() === f(), `${[1, 2]}`, `${{toString() { return "obj" }}}`, `${null}`) //: true 1,2 obj null

// ---- built-in objects
const show = (...values) => print(values.map(String).join(" "))
show([3, 1, 2].toSorted(), [1, 2, 3].at(-1), [1, [2, [3, [4]]]].flat(), [1, [2, [3, [4]]]].flat(Infinity), [1, 2].flatMap((x) => [x, [x]]).length)
//: 1,2,3 3 1,2,3,4 1,2,3,4 4
show([1, 2, 3].indexOf(2), [1, NaN].includes(NaN), [1, 2, 1].lastIndexOf(1), [1, 2, 3].find((x) => x > 1), [1, 2, 3].findLastIndex((x) => x < 3))
//: 1 true 2 2 1
show([1, 2, 3].reduce((a, b) => a + b), [1, 2, 3].reduceRight((a, b) => a + "-" + b), [1, 2].some((x) => x > 1), [1, 2].every((x) => x > 1))
//: 6 3-2-1 true false
show([1, 2, 3, 4].splice(1, 2), [1, 2, 3].slice(-2), [1, 2, 3].reverse(), [1, 2, 3].fill(0, 1), [1, 2, 3].concat(4, [5, [6]]), Array.of(7, 8))
//: 2,3 2,3 3,2,1 1,0,0 1,2,3,4,5,6 7,8
show([..."abc"].entries().next().value, [...[5, 6].keys()], [...[5, 6].values()], [1, 2, 3].with(1, 9), [1, 2, 3].copyWithin(0, 1))
//: 0,a 0,1 5,6 1,9,3 2,3,3
show([, 1, , 2].length, Object.keys([, 1]), [1, , 3].join("-"), [, 1].map((x) => x * 2).length, [null, undefined, [], [[1, 2]]].join("|"))
//: 4 1 1--3 2 |||1,2
show("abc".padStart(5, "12"), "abc".padEnd(6, "12"), "ab".repeat(2), "a-b-c".replaceAll("-", "+"), "aXbX".replace("X", "$&$&"), "abc".replace(/b/, (m) => m.toUpperCase()))
//: 12abc abc121 abab a+b+c aXXbX aBc
show("a1b22".replace(/\d+/g, (m, at) => `<${m}@${at}>`), "2026-07-02".replace(/(\d+)-(\d+)-(\d+)/, "$3.$2.$1"), "a,b;c".split(/[,;]/), "abc".split(""), "x".concat("y", 1))
//: a<1@1>b<22@3> 02.07.2026 a,b,c a,b,c xy1
show(/(?<y>\d{4})-(?<m>\d\d)/.exec("on 2026-07").groups.m, "aBc".match(/[A-Z]/g), [..."a1b2".matchAll(/\d/g)].map((m) => m.index), "abc".search(/c/), /^a.c$/s.test("a\nc"))
//: 07 B 1,3 2 true
show(JSON.stringify({a: [1, {b: undefined}, () => 1], d: new Date(0), n: null, i: Infinity}), JSON.stringify("é\ud800"), JSON.stringify([undefined]), JSON.stringify(undefined))
//: {"a":[1,{},null],"d":"1970-01-01T00:00:00.000Z","n":null,"i":null} "é\ud800" [null] undefined
show(JSON.stringify({b: 1, a: [2, 3]}, null, 2), JSON.stringify({a: 1, b: {a: 2, c: 3}}, ["a", "b"]), JSON.stringify({a: 1, b: "x"}, (k, v) => typeof v === "number" ? v + 1 : v), JSON.stringify([[]], null, "--"))
//: {
//:   "b": 1,
//:   "a": [
//:     2,
//:     3
//:   ]
//: } {"a":1,"b":{"a":2}} {"a":2,"b":"x"} [
//: --[]
//: ]
show(JSON.stringify({toJSON(k) { return "json" + k }}), JSON.stringify({a: {toJSON(k) { return k }}}), JSON.stringify(Object.create({x: 1})), JSON.stringify(new Map([[1, 2]])))
//: "json" {"a":"a"} {} {}
show(JSON.stringify(JSON.parse('{"a": [1, 2.5, null, true, "x"], "b": {}}', (k, v) => Array.isArray(v) ? v.length : v))) //: {"a":5,"b":{}}
show(Object.fromEntries([["a", 1], ["b", 2]]).b, Object.entries({x: 1}), Object.assign({}, {a: 1}, {b: 2}).b, Object.getOwnPropertyNames("ab"), Reflect.ownKeys({b: 1, a: 2, 1: 3}))
//: 2 x,1 2 0,1,length 1,b,a
show(new Map([[1, "a"]]).get(1), [...new Set([3, 3, 1])], new Set([1]).has(1), new WeakMap([[Object, 1]]).get(Object), Symbol("d").toString(), Symbol.for("k").description)
//: a 3,1 true 1 Symbol(d) k
show(Number("12px"), parseInt("12px"), parseFloat("1.5e2x"), (255).toString(16), (1.005).toFixed(2), (1234.5).toExponential(1), Number.MAX_SAFE_INTEGER, isNaN("x"))
//: NaN 12 150 ff 1.00 1.2e+3 9007199254740991 true
show(Math.hypot(3, 4), Math.trunc(-1.5), Math.sign(-3), Math.round(-0.5), Math.max(), Math.min(1, "0"), Math.cbrt(27), Math.clz32(1), Math.fround(5.5))
//: 5 -1 -1 0 -Infinity 0 3 31 5.5
show(new Date(0).toISOString(), new Date("2026-07-02T12:38:36Z").getTime(), new Date(Date.UTC(2026, 6, 2)).toJSON(), new Date(NaN).getTime())
//: 1970-01-01T00:00:00.000Z 1782995916000 2026-07-02T00:00:00.000Z NaN
show(encodeURIComponent("a b/é"), decodeURIComponent("%C3%A9"), escape("é"), isFinite(1), new Error("m", {cause: 5}).cause, new AggregateError([1]).errors)
//: a%20b%2F%C3%A9 é %E9 true 5 1
show(new Uint8Array([1, 300, -1]), new Float32Array(2).length, new DataView(new ArrayBuffer(8)).byteLength, Uint8Array.from([1, 2]).map((x) => x * 2), new Uint16Array(new Uint8Array([1, 2]).buffer)[0])
//: 1,44,255 2 8 2,4 513
show([10, 9, 1].sort(), ["b", undefined, "a"].sort(), [3, 1, 2].sort((a, b) => a - b), [1, 2, 3].toSpliced(1, 1), [1, 2, 3].toReversed(), [1, 2, 3].shift(), [1].unshift(0))
//: 1,10,9 a,b, 1,2,3 1,3 3,2,1 1 2
show(Array.from({length: 3}, (_, i) => i * i), Array.from(new Map([[1, 2]])), Array.isArray([]), Array(3).length, [...Array(2)], new Array(2, 3))
//: 0,1,4 1,2 true 3 , 2,3
show([1, 2, 3].toString(), [1.5, null, "a"].toLocaleString(), String([[], [1, [2]]]), [] + 1, [1, 2] + [3], String(Object.assign([1], {x: 2})))
//: 1,2,3 1.5,,a ,1,2 1 1,23 1
const cyclic = [1]; cyclic.push(cyclic, 2)
show(cyclic.join(), String(cyclic)) //: 1,,2 1,,2

// ---- proxies and reflection
const show = (...values) => print(values.map(String).join(" "))
const log = []
const p = new Proxy({a: 1}, {
  get(t, k) { log.push("get " + String(k)); return Reflect.get(t, k) },
  set(t, k, v) { log.push("set " + k); return Reflect.set(t, k, v * 2) },
  has(t, k) { log.push("has " + k); return k in t },
  deleteProperty(t, k) { log.push("delete " + k); return delete t[k] },
})
p.b = 5
show(p.a, p.b, "b" in p, delete p.b, p.b, log) //: 1 10 true true undefined set b,get a,get b,has b,delete b,get b
show(Reflect.apply(Math.max, null, [1, 2]), Reflect.construct(Date, [0]).getTime(), Reflect.has({x: 1}, "x"), Reflect.getPrototypeOf([]) === Array.prototype)
//: 2 0 true true

// ---- promises
const log = []
const later = async (x) => { log.push("start " + x); await null; log.push("end " + x); return x * 2 }
const run = async () => {
  const all = await Promise.all([later(1), later(2)])
  log.push(all.join())
  try { await Promise.reject(new Error("no")) } catch (e) { log.push(e.message) } finally { log.push("finally") }
  for (const p of [later(3), 4]) log.push(await p)
  return Promise.race([new Promise(() => {}), Promise.resolve("first")])
}
run().then((v) => { log.push(v); print(log.join()) }) //: start 1,start 2,sync,end 1,end 2,2,4,no,finally,start 3,end 3,6,4,first
log.push("sync")

// ---- getters, accessors and their order
const log = []
const note = (x) => { log.push(x); return x }
const o = {[note("k1")]: note("v1"), [note("k2")]: note("v2")}
note("f") && [note("a1"), ...[note("a2")], note("a3")].length
const t = {get x() { log.push("get"); return 1 }, set x(v) { log.push("set " + v) }}
t.x += note(2)
t.x ||= note(3)
t[note("x")] = note(4)
print(log.join()) //: k1,v1,k2,v2,f,a1,a2,a3,get,2,set 3,get,x,4,set 4

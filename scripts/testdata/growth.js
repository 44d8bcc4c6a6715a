// Runaway growth and native functions that would never come back: sizes are
// looked at before anything is made.

// ---- repeat
//# memory=1000000
"x".repeat(1e9) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- repeat, as far as there is room
//# memory=1000000
print("ab".repeat(3), "x".repeat("4"), "x".repeat({valueOf() { return 2 }}), "x".repeat(0) === "", "x".repeat(125000).length)
//: ababab xxxx xx True 125000
"x".repeat(125001) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- padStart and padEnd
//# memory=1000000
print("7".padStart(3, "0"), "7".padEnd(3, "ab"), "7".padStart(), "7".padStart(1e9, "").length) //: 007 7ab 7 1
try { "x".padEnd(1e9) } catch (e) { print("caught") } finally { print("finally") } //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- padStart
//# memory=1000000
"x".padStart(1e9) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- a text that doubles
//# memory=1000000
let s = "x"
for (;;) s += s //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- by assignment
//# memory=1000000
let s = "x"
for (;;) s = s + s //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- in a property
//# memory=1000000
const o = {s: "x"}
for (;;) o.s += o.s //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- by a template
//# memory=1000000
let s = "x"
for (;;) s = `${s}${s}` //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- by concat
//# memory=1000000
let s = "x"
for (;;) s = s.concat(s) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- by String.raw and a tag
//# memory=1000000
let s = "x"
for (;;) s = [s, s].join("") //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- in an argument, an element, a default
//# memory=1000000
let s = "x"
const longer = (t = s + s) => t //! BudgetExceeded: memory budget of 122 kB for one text exceeded
for (;;) s = [longer()][0]

// ---- in a return
//# memory=1000000
const longer = (s) => { return s + s } //! BudgetExceeded: memory budget of 122 kB for one text exceeded
let s = "x"
for (;;) s = longer(s)

// ---- by replace
//# memory=1000000
const s = "x".repeat(10000)
print(s.replace("x", "y".repeat(1000)).length, s.replace(/z/g, "y".repeat(1000)).length, s.replace(/x/g, "yy").length) //: 10999 10000 20000
s.replace(/x/g, "y".repeat(1000)) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- by replaceAll and the text before and after
//# memory=1000000
const s = "x".repeat(10000)
s.replaceAll("x", "$'") //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- an array that doubles by concat
//# memory=1000000
let a = [1]
for (;;) a = a.concat(a) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- by push
//# memory=1000000
let a = [1]
for (;;) a.push(...a) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- by spread
//# memory=1000000
let a = [1]
for (;;) a = [...a, ...a] //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- by splice
//# memory=1000000
let a = [1]
for (;;) a.splice(0, 0, ...a) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- by flatMap
//# memory=1000000
let a = [1]
for (;;) a = a.flatMap((x) => [x, x]) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- fill
//# memory=1000000
print(Array(3).fill(7)) //: [7, 7, 7]
Array(1e9).fill(0) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- join
//# memory=1000000
print([1, [2, 3], null, undefined, "x", {}].join("-"), [[]].join(), [].join(), ["a"].join("-"), [1, 2].join(undefined))
//: 1-2,3---x-[object Object]   a 1,2
Array(1e6).join("x") //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- join of one long text, many times
//# memory=1000000
const long = "x".repeat(1e5)
Array.from({length: 100}, () => long).join("") //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- Array.from
//# memory=1000000
print(Array.from({length: 3}, (_, i) => i * 2), Array.from("añ"), Array.from(new Set([1, 1]))) //: [0, 2, 4] ['a', u'\xf1'] [1]
Array.from({length: 1e12}) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- a far index makes a long array, which is no harm
const a = []
a[1700000000] = "now"
print(a.length, a[1700000000], a[5]) //: 1700000001 now None

// ---- until it becomes text
const a = []
a[1700000000] = "now"
String(a) //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- by a template
const a = []
a[1700000000] = "now";
`${a}` //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- or by +
const a = []
a[1700000000] = "now"
"" + a //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- or until it is searched
const a = []
a[1700000000] = "now"
a.indexOf("x") //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- or walked
const a = []
a[1700000000] = "now"
a.forEach((x) => x) //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- or a payload
const a = []
a[1700000000] = "now"
system.util.sendMessage("X", "h", {a}) //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- or JSON
const a = []
a[1700000000] = "now"
JSON.stringify(a) //! BudgetExceeded: memory budget of 32 MB for one text exceeded

// ---- or spread
const a = []
a[1700000000] = "now"
Math.max(...a) //! BudgetExceeded: memory budget of 256 MB exceeded

// ---- or destructured
const a = []
a[1700000000] = "now"
const [first, ...rest] = a //! BudgetExceeded: memory budget of 256 MB exceeded

// ---- or made a Set
const a = []
a[1700000000] = "now"
new Set(a) //! BudgetExceeded: memory budget of 256 MB exceeded

// ---- or its keys are spread
const a = []
a[1700000000] = "now";
[...a.keys()] //! BudgetExceeded: memory budget of 256 MB exceeded

// ---- something that says it is long
Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1) //! BudgetExceeded: step budget of 10000000 loop turns and calls exceeded

// ---- arguments that say they are many
//# memory=1000000
print(Math.max.apply(null, [1, 3, 2])) //: 3
Math.max.apply(null, {length: 1e12}) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- typed arrays
//# memory=1000000
print(new Uint8Array([1, 300]), Float64Array.from([1.5])[0], new Uint8Array(3).length) //: <Uint8Array> 1.5 3
new Uint8Array(1e12) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- buffers
//# memory=1000000
new ArrayBuffer(1e12) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- typed arrays of something long
//# memory=1000000
Uint8Array.from({length: 1e12}) //! BudgetExceeded: memory budget of 976 kB exceeded

// ---- shared parts: text
//# steps=100000
let a = [1]
for (let i = 0; i < 60; i++) a = [a, a]
"" + a //! BudgetExceeded: step budget of 100000 loop turns and calls exceeded

// ---- shared parts: JSON
//# steps=100000
let a = {x: 1}
for (let i = 0; i < 60; i++) a = {l: a, r: a}
JSON.stringify(a) //! BudgetExceeded: step budget of 100000 loop turns and calls exceeded

// ---- shared parts: JSON of some names
//# steps=100000
let a = {x: 1}
for (let i = 0; i < 60; i++) a = {l: a, r: a}
JSON.stringify(a, ["l", "r"]) //! BudgetExceeded: step budget of 100000 loop turns and calls exceeded

// ---- shared parts: flat
//# steps=100000
let a = [1]
for (let i = 0; i < 60; i++) a = [a, a]
a.flat(Infinity) //! BudgetExceeded: step budget of 100000 loop turns and calls exceeded

// ---- shared parts: a payload
//# steps=100000
let a = [1]
for (let i = 0; i < 60; i++) a = [a, a]
system.util.sendMessage("X", "h", {a}) //! BudgetExceeded: step budget of 100000 loop turns and calls exceeded

// ---- shared parts of a payload that came from outside
//# memory=1000000
let p = system.util.jsonDecode('{"text": "0123456789"}')
let a = Array(1000).fill(p)
print(str(a).length) //: 26000
str(Array(10000).fill(p)) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- nested deeply: text
let a = []
for (let i = 0; i < 100000; i++) a = [a]
String(a) //! BudgetExceeded: call depth budget of 1000 nested calls exceeded

// ---- nested deeply: JSON
let a = []
for (let i = 0; i < 100000; i++) a = [a]
JSON.stringify(a) //! RangeError: JSON.stringify: the data is nested deeper than 1000 levels

// ---- nested deeply: parsing
print(JSON.parse("[".repeat(500) + "]".repeat(500)).length, JSON.parse('{"a": "[[[[\\"[["}').a) //: 1 [[[["[[
JSON.parse("[".repeat(100000)) //! SyntaxError: JSON.parse: the text is nested deeper than 1000 levels

// ---- nested deeply: flat
let a = []
for (let i = 0; i < 100000; i++) a = [a]
a.flat(Infinity) //! BudgetExceeded: call depth budget of 1000 nested calls exceeded

// ---- nested deeply: in local style
let a = []
for (let i = 0; i < 100000; i++) a = [a]
a.toLocaleString() //! BudgetExceeded: call depth budget of 1000 nested calls exceeded

// ---- big integers
print(2n ** 100n, (-2n) ** 3n, 2 ** 0.5, 2 ** -1, 5n >> 1n, 1n << 3n, -8 >>> 28, 3n * 4n, 1n ** 10000000000000n)
//: 1267650600228229401496703205376 -8 1.41421356237 0.5 2 8 15 12 1
let x = 3n, y = 2, z = 1n
x **= 4n
y **= 3
z <<= 70n
print(x, y, z) //: 81 8 1180591620717411303424
2n ** 100000000000n //! RangeError: a BigInt may have at most 4194304 bits

// ---- a big integer that is shifted
const n = 100000000000000n
print(3n >> n) //: 0
1n << n //! RangeError: a BigInt may have at most 4194304 bits

// ---- a big integer that is squared
let x = 3n
for (;;) x *= x //! RangeError: a BigInt may have at most 4194304 bits

// ---- a big integer out of text
print(BigInt("123"), BigInt(5), typeof BigInt(1), Object(1n).constructor === BigInt, BigInt.asUintN(8, 300n)) //: 123 5 bigint True 44
BigInt("9".repeat(1e7)) //! RangeError: a BigInt may have at most 4194304 bits

// ---- a regular expression out of text
print(new RegExp("a+", "g").test("caat"), RegExp("x") instanceof RegExp, /x/.constructor === RegExp, "a.b".split(RegExp("\\.")))
//: True True True ['a', 'b']
new RegExp("(".repeat(1e6)) //! SyntaxError: a regular expression may have at most 65536 characters, got 1000000

// ---- a regular expression that backtracks far, on a long text
const text = "ab".repeat(100000) + "c"
print(/(?=a)(a|b)*c$/.test(text), /(?=a)(a|b)*d$/.test(text), /^(?!x)(.)*c$/.exec(text)[0].length) //: True False 200001

// ---- code out of text
eval("1") //! EvalError: scripts cannot make code from text: write a function instead

// ---- code out of text, by Function
new Function("return 1")() //! EvalError: scripts cannot make code from text: write a function instead

// ---- code out of text, by any function
(() => 1).constructor("return 1")() //! EvalError: scripts cannot make code from text: write a function instead

// ---- code out of text, by a generator
(function* () {}).constructor("yield 1")() //! EvalError: scripts cannot make code from text: write a function instead

// ---- names that the compiler does not see
//# memory=1000000
"x"["rep" + "eat"](1e9) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- nor here
//# memory=1000000
Reflect.get(String.prototype, "rep" + "eat").call("x", 1e9) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- nor here
//# memory=1000000
const {["rep" + "eat"]: again} = ""
again.call("x", 1e9) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

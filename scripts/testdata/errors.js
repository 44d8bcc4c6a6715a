// What scripts throw, as the journal shows it: type, message and place.

// ---- an error
throw new Error("what happened") //! :7 Error: what happened

// ---- a kind of error
throw new RangeError("too far") //! RangeError: too far

// ---- without a message
throw new TypeError() //! TypeError

// ---- of a class of its own
class PumpError extends Error {}
class DryPumpError extends PumpError { constructor(m) { super(m); this.code = 5 } } //! DryPumpError: no water
throw new DryPumpError("no water")

// ---- with a name of its own
class Named extends Error { get name() { return "Custom" } }
throw new Named("x") //! Custom: x

// ---- text
throw "text" //! Error: text

// ---- a number
throw 5 //! Error: 5

// ---- null
throw null //! Error: null

// ---- undefined
throw undefined //! Error: undefined

// ---- a symbol
throw Symbol("s") //! Error: Symbol(s)

// ---- data
throw {code: 5, list: [1, null]} //! Error: {"code":5,"list":[1,null]}

// ---- something like an error
throw {name: "Mine", message: "why"} //! Mine: why

// ---- an object that prints itself
throw new (class { toString() { return "myself" } })() //! Error: myself

// ---- a function
throw function f() {} //! Error: function f() {}

// ---- getters that throw in turn
throw {get message() { throw new Error("x") }, get name() { throw new Error("y") }} //! Error: an object that cannot be shown

// ---- data that contains itself
const o = {}
o.o = o
throw o //! Error: an object that cannot be shown

// ---- where an error was made counts, not where it is thrown
const e = new Error("made here") //! Error: made here
throw e

// ---- an error that is thrown again
function f() { null.x } //! TypeError: Cannot read property 'x' of undefined
try {
  f()
} catch (e) {
  throw e
}

// ---- in a function, an arrow, a method, a getter
const o = {
  get g() { return (() => this.m())() },
  m() { return undefined.x } //! TypeError: Cannot read property 'x' of undefined
}
function f() { return o.g }
f()

// ---- in a callback
[1, 2].map((x) => {
  if (x === 2) throw new Error("second") //! Error: second
})

// ---- in a loop's head
for (let i = 0; i < missing; i++) ; //! ReferenceError: missing is not defined

// ---- in a template
const a = 1;
`${a}
${missing}` //! ReferenceError: missing is not defined

// ---- in a default value
function f(a = missing) { return a } //! ReferenceError: missing is not defined
f()

// ---- in a class's static block
class A {
  static { missing() } //! ReferenceError: missing is not defined
}

// ---- in a generator
function* g() { yield 1
  yield missing } //! ReferenceError: missing is not defined
for (const x of g()) print(x) //: 1

// ---- behind text of several bytes: columns count characters
const ü = "größe"; missing() //! :27 ReferenceError: missing is not defined

// ---- a system function's own error
system.util.sendMessage("X") //! :24 ValueError: Missing required argument messageHandler

// ---- a Java exception (REQ-3)
system.util.sendRequest("X", "none") //: util.sendRequest X/none None //! MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.

// ---- seen by the script
try {
  system.util.sendRequest("X", "none") //: util.sendRequest X/none None
} catch (e) {
  print(e.name, "|", e.javaClass, "|", e.message, "|", e instanceof Error)
//: MessageHandlerException | com.inductiveautomation.ignition.common.script.message.MessageHandlerException | The message handler "none" could not be found! Check your event script message handlers. | True
  print(String(e)) //: MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.
}

// ---- a Python exception, seen by the script
try {
  system.util.sendMessage("X")
} catch (e) {
  print(e.name, "|", e.javaClass, "|", e.message, "|", e.constructor === Error) //: ValueError | None | Missing required argument messageHandler | True
}

// ---- goja's own messages
const faults = [
  () => missing,
  () => null.x,
  () => undefined.x.y,
  () => (5)(),
  () => ({}).f(),
  () => { const c = 1; c = 2 },
  () => { let x = y; let y = 1 },
  () => { undeclared = 1 },
  () => [].reduce((a) => a),
  () => new Array(-1),
  () => (1).toFixed(200),
  () => JSON.parse("{bad"),
  () => 1n + 1,
  () => decodeURI("%"),
  () => `${Symbol("s")}`,
  () => { for (const a of 5) ; },
  () => [...5],
  () => { const {a} = null },
  () => "x".repeat(-1),
  () => Object.freeze([1]).push(2),
  () => { ({get a() { return 1 }}).a = 2 },
  () => "a" in "b",
  () => ({}) instanceof 5,
  () => new (() => 1)(),
  () => class extends 5 {},
]
for (const f of faults) try { f(); print("no fault") } catch (e) { print(e.name + ": " + e.message) }
//: ReferenceError: missing is not defined
//: TypeError: Cannot read property 'x' of undefined
//: TypeError: Cannot read property 'x' of undefined
//: TypeError: Value is not an object: 5
//: TypeError: Object has no member 'f'
//: TypeError: Assignment to constant variable.
//: ReferenceError: Cannot access a variable before initialization
//: ReferenceError: undeclared is not defined
//: TypeError: No initial value
//: RangeError: Invalid array length
//: RangeError: toFixed() precision must be between 0 and 100
//: SyntaxError: invalid character 'b'
//: TypeError: Cannot mix BigInt and other types, use explicit conversions
//: URIError: Malformed URI
//: TypeError: Cannot convert a Symbol value to a string
//: TypeError: object is not iterable
//: TypeError: object is not iterable
//: TypeError: Value is not object coercible
//: RangeError: Invalid count value
//: TypeError: Cannot add property 1, object is not extensible
//: TypeError: Cannot assign to read only property 'a'
//: TypeError: Value is not an object: b
//: TypeError: Value is not an object: 5
//: TypeError: Value is not a constructor
//: TypeError: Class extends value is not a constructor or null

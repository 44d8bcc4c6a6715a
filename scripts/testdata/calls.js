// Arguments of system functions: positional, named by kw({…}), left out.

// ---- all nine parameters of sendMessage (MSG-1), positional
system.util.sendMessage("X", "h", {a: 1}, "CS", "id", "user", "role", "host", ["r1", "r2"])
//: util.sendMessage X/h {'a': 1} scope=CS clientSessionId=id user=user hasRole=role hostName=host remoteServers=r1,r2

// ---- and by name
system.util.sendMessage(kw({project: "X", messageHandler: "h", payload: {a: 1}, scope: "CS", clientSessionId: "id", user: "u",
//: util.sendMessage X/h {'a': 1} scope=CS clientSessionId=id user=u hasRole=r hostName=host remoteServers=r1
  hasRole: "r", hostName: "host", remoteServers: ["r1"]}))
system.util.sendMessage("X", "h", {a: 1}, kw({scope: "S", user: "operator"})) //: util.sendMessage X/h {'a': 1} scope=S user=operator
system.util.sendMessage("X", kw({messageHandler: "h"})) //: util.sendMessage X/h None

// ---- the list of strings that it returns is there for those who look
const lines = system.util.sendMessage("X", "h", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/h {'a': 1} scope=S
print(lines, Array.isArray(lines), lines[0].includes("sendStatus=SENT")) //: ['type=Gateway,sendStatus=SENT'] True True
print(system.util.sendMessage("X", "h"))
//: util.sendMessage X/h None
//: ['type=Gateway,sendStatus=SENT']

// ---- undefined is an argument left out
system.util.sendMessage("X", "h", undefined, undefined, "id") //: util.sendMessage X/h None clientSessionId=id
system.util.sendMessage("X", "h", kw({scope: undefined, user: null})) //: util.sendMessage X/h None

// ---- names from a variable
const options = {scope: "C"}
system.util.sendMessage("X", "h", {a: 1}, kw(options)) //: util.sendMessage X/h {'a': 1} scope=C
system.util.sendMessage("X", "h", {a: 1}, kw({...options, user: "u"})) //: util.sendMessage X/h {'a': 1} scope=C user=u
const named = kw({scope: "G"})
system.util.sendMessage("X", "h", {a: 1}, named) //: util.sendMessage X/h {'a': 1} scope=G
system.util.sendMessage("X", "h", {a: 1}, named) //: util.sendMessage X/h {'a': 1} scope=G

// ---- spread arguments
const args = ["X", "h", {b: 2}]
system.util.sendMessage(...args) //: util.sendMessage X/h {'b': 2}
system.util.sendMessage(...args, kw({scope: "G"})) //: util.sendMessage X/h {'b': 2} scope=G
print(system.util.sendMessage(...args, ...["S"]))
//: util.sendMessage X/h {'b': 2} scope=S
//: ['type=Gateway,sendStatus=SENT']

// ---- the function by other ways
const f = system.util.sendMessage
f("X", "variable", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/variable {'a': 1} scope=S
system.util.sendMessage.call(null, "X", "call", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/call {'a': 1} scope=S
system.util.sendMessage.apply(null, ["X", "apply", {a: 1}, kw({scope: "S"})]) //: util.sendMessage X/apply {'a': 1} scope=S
const bound = system.util.sendMessage.bind(null, "X", "bound", {q: 1})
bound() //: util.sendMessage X/bound {'q': 1}
bound(kw({scope: "G"})) //: util.sendMessage X/bound {'q': 1} scope=G
bound() //: util.sendMessage X/bound {'q': 1}
system["util"]["sendMessage"]("X", "brackets", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/brackets {'a': 1} scope=S
system?.util?.sendMessage?.("X", "optional", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/optional {'a': 1} scope=S
const {util: {sendMessage}} = system
sendMessage("X", "destructured", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/destructured {'a': 1} scope=S

// ---- object literals of every form
const a = 1, b = "x", more = {scope: "C"}
system.util.sendMessage("X", "h", {a, b, ["c" + 1]: 2, get d() { return 4 }, ...more, "e f": {g: [a]}})
//: util.sendMessage X/h {'a': 1, 'b': 'x', 'c1': 2, 'd': 4, 'scope': 'C', 'e f': {'g': [1]}}
system.util.sendMessage("X", "h", {"10": 1, "2": 3, z: 0}) //: util.sendMessage X/h {'2': 3, '10': 1, 'z': 0}
system.util.sendMessage("X", "h", {a: 1, "a": 2}) //: util.sendMessage X/h {'a': 2}
system.util.sendMessage("X", "h", {}) //: util.sendMessage X/h {}
system.util.sendMessage("X", "h", {"__proto__": null, a: 1}) //: util.sendMessage X/h {'a': 1}

// ---- a payload is what it is when the message is sent
const o = {n: 1}
system.util.sendMessage("X", "h", {o}, (o.n = 2, "S")) //: util.sendMessage X/h {'o': {'n': 2}} scope=S
o.n = 3

// ---- a getter in a payload that sends another message
const inner = {get v() { system.util.sendMessage("X", "inner", {z: 1}); return 9 }}
system.util.sendMessage("X", "outer", {inner}, kw({scope: "S", user: "u"}))
//: util.sendMessage X/inner {'z': 1}
//: util.sendMessage X/outer {'inner': {'v': 9}} scope=S user=u

// ---- a message within the arguments of another
system.util.sendMessage("X", "outer", {sent: system.util.sendMessage("X", "inner", {z: 1}, kw({scope: "G"})).length}, kw({scope: "S"}))
//: util.sendMessage X/inner {'z': 1} scope=G
//: util.sendMessage X/outer {'sent': 1} scope=S

// ---- kw of one's own
function kw(o) { return o.scope + "!" }
system.util.sendMessage("X", "h", {a: 1}, kw({scope: "S"})) //: util.sendMessage X/h {'a': 1} scope=S!

// ---- system of one's own, in a block
{
  const system = {util: {sendMessage(...a) { print("mine", a.length, a[2]) }}}
  system.util.sendMessage("X", "h", {a: 1}) //: mine 3 {'a': 1}
}
system.util.sendMessage("X", "h", {a: 1}) //: util.sendMessage X/h {'a': 1}

// ---- system as a parameter, a catch parameter, a pattern, a class
function f(system) { system.util.x({a: 1}) }
const mine = {util: {x(...a) { print("mine", a.length, typeof a[0]) }}}
f(mine) //: mine 1 object
try { throw mine } catch (system) { system.util.x({a: 1}) } //: mine 1 object
for (const system of [mine]) system.util.x({a: 1}) //: mine 1 object
for (const {system} of [{system: mine}]) system.util.x({a: 1}); //: mine 1 object
(({system}) => system.util.x({a: 1}))({system: mine}) //: mine 1 object

// ---- system written with an escape
const syst\u0065m = {util: {x(...a) { print("mine", a.length) }}}
system.util.x({a: 1}) //: mine 1

// ---- functions kept in globals are no system functions
system.util.globals.f = function (...a) { print(a.length, a[0]); return "done" }
system.util.globals.f({a: 1}) //: 1 {'a': 1}
print(system.util.globals.f({a: 1}))
//: 1 {'a': 1}
//: done

// ---- kw in the wrong place
system.util.sendMessage(kw({project: "X"}), "h") //! TypeError: system.util.sendMessage(): kw({…}) must be the last argument

// ---- kw of something else
system.util.sendMessage("X", "h", kw("S")) //! TypeError: kw() wants an object of names and values, got "S"

// ---- kw of nothing
system.util.sendMessage("X", "h", kw()) //! TypeError: kw() wants an object of names and values, got undefined

// ---- an unknown name
system.util.sendMessage("X", "h", kw({scop: "S"})) //! TypeError: system.util.sendMessage() got an unexpected keyword argument 'scop'; it takes project, messageHandler, payload, scope, clientSessionId, user, hasRole, hostName, remoteServers

// ---- an unknown name that the compiler cannot see
const options = {scop: "S"}
system.util.sendMessage("X", "h", kw(options)) //! TypeError: system.util.sendMessage() got an unexpected keyword argument 'scop'; it takes project, messageHandler, payload, scope, clientSessionId, user, hasRole, hostName, remoteServers

// ---- a name that is given already
system.util.sendMessage("X", "h", {}, "S", kw({scope: "C"})) //! TypeError: system.util.sendMessage() got multiple values for keyword argument 'scope'

// ---- too many
system.util.sendMessage("X", "h", {}, "", "", "", "", "", [], 10) //! TypeError: system.util.sendMessage() takes at most 9 arguments

// ---- missing (MSG-2)
system.util.sendMessage("X") //! ValueError: Missing required argument messageHandler

// ---- missing because it is undefined
system.util.sendMessage(undefined, "h") //! ValueError: Missing required argument project

// ---- an argument whose conversion fails
const o = {get a() { throw new RangeError("no a") }} //! RangeError: no a
system.util.sendMessage("X", "h",
  o)

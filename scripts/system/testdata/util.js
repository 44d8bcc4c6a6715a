// The other functions of system.util, and system.perspective.

// ---- names
print(system.util.getProjectName(), system.project.getProjectName(), system.util.getGatewayName()) //: X X Ignition-A

// ---- getProjectName takes nothing
system.util.getProjectName("X") //! TypeError: system.util.getProjectName() takes at most 0 arguments

// ---- sendRequest (REQ-1)
system.util.sendRequest("X", "none", {a: 1}, "host", "agent", 2.5) //: util.sendRequest X/none {'a': 1} hostName=host remoteServers=agent timeout=2.5s //! MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.

// ---- sendRequest: by name, with a scope that is ignored (REQ-4)
system.util.sendRequest(kw({project: "X", messageHandler: "none", payload: {a: 1}, timeoutSec: 5, scope: "G"})) //! MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.
//: util.sendRequest X/none {'a': 1} timeout=5s

// ---- sendRequest: missing
system.util.sendRequest("X") //! ValueError: Missing required argument messageHandler

// ---- sendRequest: a timeout that is none
system.util.sendRequest("X", "none", {}, kw({timeoutSec: "soon"})) //! TypeError: timeoutSec wants a number of seconds, got 'soon'

// ---- sendRequest: a negative timeout
system.util.sendRequest("X", "none", {}, kw({timeoutSec: -1})) //! TypeError: timeoutSec wants a number of seconds, got -1

// ---- sendRequest: timeouts that are no numbers of seconds
try { system.util.sendRequest("X", "none", {}, kw({timeoutSec: NaN})) } catch (e) { print(e.message) } //: timeoutSec wants a number of seconds, got nan
system.util.sendRequest("X", "none", {}, kw({timeoutSec: Infinity})) //: util.sendRequest X/none {} timeout=277777h46m40s //! MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.

// ---- sendRequestAsync (REQ-6)
print(system.util.sendRequestAsync("X", "none", {a: 1}, kw({onSuccess: (v) => print("success", v), onError: (e) => print("error", e.getMessage())})))
print("after")
//: util.sendRequestAsync X/none {'a': 1}
//: Thread[request none]
//: after
//: error MessageHandlerException: The message handler "none" could not be found! Check your event script message handlers.

// ---- sendRequestAsync: no function
system.util.sendRequestAsync("X", "none", {}, kw({onError: "f"})) //! TypeError: system.util.sendRequestAsync(): onError wants a function, got "f"

// ---- sendMessage: remoteServers is a list of names, or one
system.util.sendMessage("X", "h", kw({remoteServers: ["a", "b"]})) //: util.sendMessage X/h None remoteServers=a,b
system.util.sendMessage("X", "h", kw({remoteServers: "a"})) //: util.sendMessage X/h None remoteServers=a
system.util.sendMessage("X", "h", kw({remoteServers: null})) //: util.sendMessage X/h None

// ---- sendMessage: remoteServers with something else
system.util.sendMessage("X", "h", kw({remoteServers: ["a", 5]})) //! TypeError: remoteServers wants a list of names, got 5 in it

// ---- sendMessage: remoteServers is something else
system.util.sendMessage("X", "h", kw({remoteServers: 5})) //! TypeError: remoteServers wants a list of names, got 5

// ---- invokeAsynchronous (JY-6)
const thread = system.util.invokeAsynchronous((...args) => print("runs", args), [1, "a", {x: 2}])
print(thread, thread.name)
print("after")
//: Thread[script-invoke-async] script-invoke-async
//: after
//: runs [1, 'a', {'x': 2}]

// ---- invokeAsynchronous: the function gets the script's own objects
const state = {n: 1}, f = () => "called"
system.util.invokeAsynchronous((s, g, named) => { s.n++; print(s === state, g(), named.state === state, named.f(), named.text) }, [state, f],
//: True called True called t
  {state, f, text: "t"})
system.util.invokeAsynchronous(() => print(state.n)) //: 2

// ---- invokeAsynchronous: names only, and a description
system.util.invokeAsynchronous((named) => print(named), null, {a: 1}, "filling")
system.util.invokeAsynchronous(kw({function: () => { throw new Error("late") }, description: "failing"}))
//: {'a': 1}
//: failing: Error: late

// ---- invokeAsynchronous: no function
system.util.invokeAsynchronous("f") //! TypeError: system.util.invokeAsynchronous(): function wants a function, got "f"

// ---- invokeAsynchronous: arguments that are no list
system.util.invokeAsynchronous(() => 1, "ab") //! TypeError: system.util.invokeAsynchronous(): args wants an array, got "ab"

// ---- invokeAsynchronous: names that are no object
system.util.invokeAsynchronous(() => 1, [], 5) //! TypeError: system.util.invokeAsynchronous(): kwargs wants an object, got 5

// ---- invokeAsynchronous: null is no function
system.util.invokeAsynchronous(null) //! TypeError: invokeAsynchronous() wants a function, got None

// ---- jsonEncode
const enc = system.util.jsonEncode
print(enc({a: [1, 1.5, null, true, "x\n\"é"], b: {}, c: []}), enc(5), enc("t"), enc(null), enc([]))
//: {"a":[1,1.5,null,true,"x\n\"é"],"b":{},"c":[]} 5 "t" null []
print(enc(9007199254740993n), enc(-0), enc(1e300), enc(new Date(0)), enc({1: 2, é: 3}))
//: 9007199254740993 -0.0 1e+300 "Jan 1, 1970, 12:00:00 AM" {"1":2,"é":3}
print(enc(system.tag.readBlocking("[default]a")[0]))
//: read [default]a
//: {"value":5,"quality":{"code":192},"timestamp":"Jul 2, 2026, 12:38:36 PM"}
print(enc(new Map([[1, 2], [null, 3]])), enc(new Set([1]))) //: {"1":2,"None":3} [1]

// ---- jsonEncode: indented
print(system.util.jsonEncode({a: [1, 2], b: {}, c: []}, 2))
//: {
//:   "a": [
//:     1,
//:     2
//:   ],
//:   "b": {},
//:   "c": []
//: }
print(system.util.jsonEncode([1], kw({indentFactor: 1})), system.util.jsonEncode([1], -5), system.util.jsonEncode([1], 0))
//: [
//:  1
//: ] [1] [1]

// ---- jsonEncode: an indentation that is none
system.util.jsonEncode([1], "  ") //! TypeError: indentFactor wants an int, got '  '

// ---- jsonEncode: NaN
system.util.jsonEncode([NaN]) //! ValueError: jsonEncode: JSON does not allow non-finite numbers, got nan

// ---- jsonEncode: a function
system.util.jsonEncode({f() {}}) //! TypeError: jsonEncode: a function is no data

// ---- jsonEncode: an instance of a class
system.util.jsonEncode(new (class Pump {})()) //! TypeError: jsonEncode: a Pump is no data

// ---- jsonEncode: data that contains itself
const o = {}
o.o = o
system.util.jsonEncode(o) //! RangeError: the data is nested deeper than 200 levels, or contains itself

// ---- jsonEncode: shared parts that would come to too much
//# memory=1000000
const p = system.util.jsonDecode('{"text": "' + "x".repeat(1000) + '"}')
system.util.jsonEncode(Array(1000).fill(p)) //! BudgetExceeded: memory budget of 122 kB for one text exceeded

// ---- jsonDecode
const dec = system.util.jsonDecode
print(dec('{"b": 1, "a": [1.5, null, true, "x\\u00e9\\n"], "n": {}}'), dec(" 5 "), dec('"t"'), dec("null"), dec("[]"))
//: {u'b': 1, u'a': [1.5, None, True, u'x\xe9\n'], u'n': {}} 5 t None []
print(dec("12345678901234567890"), dec("1e3"), dec("-0"), dec("1.0"), dec('{"a": 1, "a": 2}')) //: 12345678901234567890 1000 0 1 {u'a': 2}

// ---- jsonDecode and jsonEncode are inverse
const text = '{"b":1,"a":[1.5,null,true,"xé\\n"],"n":{"":{}},"big":12345678901234567890}'
print(system.util.jsonEncode(system.util.jsonDecode(text)) === text) //: True

// ---- jsonDecode: a bad text
system.util.jsonDecode('{"a": [1,\n 2, }') //! ValueError: jsonDecode: 2:5: got '}', want a value

// ---- jsonDecode: nothing
system.util.jsonDecode("") //! ValueError: jsonDecode: 1:1: got the end of the text, want a value

// ---- jsonDecode: something behind
system.util.jsonDecode("1 2") //! ValueError: jsonDecode: 1:3: got '2' behind the value, want the end of the text

// ---- jsonDecode: no text
system.util.jsonDecode({a: 1}) //! TypeError: jsonString wants a text, got {'a': 1}

// ---- jsonDecode: null
system.util.jsonDecode(null) //! TypeError: jsonString wants a text, got None

// ---- jsonDecode: nested deeply
system.util.jsonDecode("[".repeat(100000)) //! ValueError: jsonDecode: 1:1001: the text is nested deeper than 1000 levels

// ---- globals (JY-4)
const g = system.util.globals
g.a = 1
g["b c"] = {x: 1}
print(g.a, g["b c"].x, "a" in g, "z" in g, g.z, Object.keys(g), delete g.a, Object.keys(g), g)
//: 1 1 True False None ['a', 'b c'] True ['b c'] {u'b c': <Object>}
g.f = function () { return this === g }
print(g.f(), system.util.getGlobals()["b c"] === g["b c"], g) //: True True {u'b c': <Object>, u'f': <Function>}

// ---- globals itself cannot be replaced
system.util.globals = {} //! TypeError: cannot set system.util.globals: the system functions are read-only

// ---- system.perspective.sendMessage is recorded (PMS-1)
print(system.perspective.sendMessage("type", {a: 1}, "session", "s1", "p1"))
//: perspective.sendMessage /type {'a': 1} scope=session sessionId=s1 pageId=p1
//: None
system.perspective.sendMessage("type", kw({payload: {}, pageId: "p"})) //: perspective.sendMessage /type {} pageId=p
system.perspective.print("text") //: text
system.perspective.sendMessage() //! ValueError: Missing required argument messageType

// ---- datasets and documents are seen through their methods
const [q] = system.tag.readBlocking("[default]a") //: read [default]a
print(q.getValue(), q.getQuality(), q.getTimestamp(), q.derive(1).value) //: 5 Good Thu Jul 02 12:38:36 UTC 2026 1
q.derive() //! TypeError: derive() missing required argument 'value'

// ---- methods without their value
const isGood = system.tag.readBlocking("[default]a")[0].quality.isGood //: read [default]a
isGood() //! TypeError: isGood() must be called on a quality

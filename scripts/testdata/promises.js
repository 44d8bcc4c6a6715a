// Promises: goja runs their reactions when the run is over, before it counts as
// over.

// ---- settled
(async () => { await null; return 5 })()
//= 5

// ---- settled with a promise
Promise.resolve(Promise.resolve({a: 1}))
//= {'a': 1}

// ---- reactions run after the program
Promise.resolve().then(() => print("reaction"))
print("program")
//: program
//: reaction

// ---- in order
const step = async (name) => { for (const i of [1, 2]) { print(name, i); await null } return name }
Promise.all([step("a"), step("b")]).then((all) => print(all))
//: a 1
//: b 1
//: a 2
//: b 2
//: ['a', 'b']

// ---- messages can be sent from them
Promise.resolve().then(() => system.util.sendMessage("X", "h", {late: true})) //: util.sendMessage X/h {'late': True}

// ---- rejected
(async () => {
  await null
  throw new TypeError("no") //! TypeError: no
})()

// ---- rejected with something else than an error
Promise.reject({code: 5}) //! Error: {"code":5}

// ---- rejected, and nobody looks
async function f() {
  await null
  null.x //! TypeError: Cannot read property 'x' of undefined
}
f()
7

// ---- rejected and handled
Promise.reject(new Error("x")).catch((e) => print("handled", e.message)) //: handled x
7
//= 7

// ---- rejected and handled later
const p = Promise.reject(new Error("x"))
Promise.resolve().then(() => p.catch((e) => print("handled", e.message))) //: handled x
7
//= 7

// ---- two are rejected: the first is the error
Promise.reject(new Error("first")) //! Error: first
Promise.reject(new Error("second"))
7

// ---- an error thrown beside them
Promise.reject(new Error("rejected"))
throw new Error("thrown") //! Error: thrown

// ---- finally and allSettled
Promise.allSettled([1, Promise.reject(new Error("x"))]).then((all) => print(all.map((r) => r.status).join(" "))).finally(() => print("finally"))
//: fulfilled rejected
//: finally

// ---- by another name
const P = Promise
new P((ok) => ok("by another name"))
//= 'by another name'

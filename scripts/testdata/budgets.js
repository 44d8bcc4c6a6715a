// Loops and recursion that never end, in every form: the run ends with an error
// that names the loop or call, no script can catch it, and the host goes on.

// ---- while
//# steps=1000
print("before") //: before
while (true) {} //! :1 BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- while with an empty statement
//# steps=1000
while (true); //! :1 BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- for
//# steps=1000
let n = 0
for (;;) n++ //! :1 BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- do
//# steps=1000
if (true)
  do { } while (1) //! :3 BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- for-of over a generator without end
//# steps=1000
function* numbers() { for (let n = 0; ; n++) yield n }
for (const x of numbers()) ; //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- for-in that starts over
//# steps=1000
for (;;)
  for (const k in {a: 1, b: 2}) continue //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- a spread generator
//# steps=1000
function* ones() { while (true) yield 1 } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
const all = [...ones()]

// ---- a destructured generator with a rest
//# steps=1000
function* ones() { while (true) yield 1 } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
const [one, ...rest] = ones()

// ---- an iterator by hand
//# steps=1000
const endless = {[Symbol.iterator]() { return {next() { return {value: 1, done: false} }} }} //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
Array.from(endless)

// ---- labels and continue
//# steps=1000
outer: while (true) { //! :8 BudgetExceeded: step budget of 1000 loop turns and calls exceeded
  for (;;) continue outer
}

// ---- a switch in a loop
//# steps=1000
for (let i = 0; ; i++) switch (i % 3) { case 0: continue; case 1: break; default: ; } //! :1 BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- catch cannot catch it, finally does not run
//# steps=1000
try { for (;;) {} } catch (e) { print("caught", e) } finally { print("finally") } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
print("after")

// ---- nor in a loop that goes on in finally
//# steps=1000
while (true) {
  try { while (true) ; } catch (e) { print("caught") } finally { print("finally"); continue } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
}

// ---- nor does a generator close
//# steps=1000
function* g() { try { while (true) yield 1 } finally { print("closed") } }
for (const x of g()) { while (true) ; } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- calls count like turns of a loop
//# steps=1000 depth=100000
let n = 0
const twice = (depth) => { n++; if (depth) { twice(depth - 1); twice(depth - 1) } } //! :15 BudgetExceeded: step budget of 1000 loop turns and calls exceeded
twice(30)

// ---- a budget that is enough
//# steps=1001
let n = 0
for (let i = 0; i < 1000; i++) n++
print(n) //: 1000

// ---- and one turn more
//# steps=1000
let n = 0
for (let i = 0; i < 1001; i++) n++ //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
print(n)

// ---- a conversion counts its items
//# steps=1000
print(Array(1001).fill(0)) //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- a getter in a payload that never ends
//# steps=1000
const o = {get a() { while (true) ; }} //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
system.util.sendMessage("X", "h", o)

// ---- a getter of what the program returns
//# steps=1000
const o = {
  get a() { while (true) ; } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
}
o

// ---- a getter of what it throws
//# steps=1000
throw {get message() { while (true) ; }} //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded

// ---- recursion
//# depth=50
function f(n) { return f(n + 1) } //! :25 BudgetExceeded: call depth budget of 50 nested calls exceeded
f(0)

// ---- recursion by turns
//# depth=50
const a = (n) => b(n + 1)
const b = (n) => a(n + 1) //! BudgetExceeded: call depth budget of 50 nested calls exceeded
try { a(0) } catch (e) { print("caught") } finally { print("finally") }

// ---- a getter
//# depth=50
const o = {get x() { return this.x }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
o.x

// ---- a setter
//# depth=50
const o = {set x(v) { this.x = v }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
o.x = 1

// ---- toString
//# depth=50
const o = {toString() { return "" + this }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
String(o)

// ---- valueOf
//# depth=50
const o = {valueOf() { return this * 2 }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
o + 1

// ---- toJSON
//# depth=50
const o = {toJSON() { return JSON.stringify(o) }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
JSON.stringify(o)

// ---- array callbacks
//# depth=50
function f() { [1].map(f) } //! BudgetExceeded: call depth budget of 50 nested calls exceeded
f()

// ---- a sort
//# depth=50
function f() { [2, 1].sort(f) } //! BudgetExceeded: call depth budget of 50 nested calls exceeded
f()

// ---- a replacement
//# depth=50
function f() { "a".replace("a", f) } //! BudgetExceeded: call depth budget of 50 nested calls exceeded
f()

// ---- fields of a class
//# depth=50
class A { x = new A() } //! BudgetExceeded: call depth budget of 50 nested calls exceeded
new A()

// ---- a constructor
//# depth=50
class A { constructor() { new this.constructor() } } //! BudgetExceeded: call depth budget of 50 nested calls exceeded
new A()

// ---- a proxy
//# depth=50
const p = new Proxy({}, {get(t, k, r) { return r[k] }}) //! BudgetExceeded: call depth budget of 50 nested calls exceeded
p.x

// ---- a tagged template
//# depth=50
const tag = (...parts) => tag`${parts.length}` //! BudgetExceeded: call depth budget of 50 nested calls exceeded
tag``

// ---- generators inside one another
//# depth=50
function* g() { yield* g() } //! BudgetExceeded: call depth budget of 50 nested calls exceeded
g().next()

// ---- Symbol.iterator
//# depth=50
const o = {[Symbol.iterator]() { return [...o] }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
print(...o)

// ---- a getter while its payload is converted
//# depth=50
const o = {get a() { return str(o) }} //! BudgetExceeded: call depth budget of 50 nested calls exceeded
str(o)

// ---- recursion that ends
//# depth=50
const f = (n) => n === 0 ? 0 : 1 + f(n - 1)
print(f(40)) //: 40

// ---- the standard depth is enough for any handler
const f = (n) => n === 0 ? 0 : 1 + f(n - 1)
print(f(950)) //: 950

// ---- promises that never stop
//# steps=1000
const loop = () => { Promise.resolve().then(loop) } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
loop()

// ---- nor these
//# steps=1000
const f = async () => { while (true) await null } //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
f()

// ---- nor a thenable that resolves itself
//# steps=1000
const t = {then(ok) { ok(t) }} //! BudgetExceeded: step budget of 1000 loop turns and calls exceeded
Promise.resolve(t)

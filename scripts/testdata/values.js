// What a run step's program returns: result, or the value of its last
// expression.

// ---- an expression
1 + 1
//= 2

// ---- a call, which looks discarded
system.util.sendMessage("X", "h", {a: 1}) //: util.sendMessage X/h {'a': 1}
//= ['type=Gateway,sendStatus=SENT']

// ---- the last expression, not the last statement
let x = 3
x * 2
function later() { return 100 }
const y = 5
//= 6

// ---- result, declared
const result = 5
7
//= 5

// ---- result, not declared
result = 6
8
//= 6

// ---- result, declared in a block
if (true) { var result = 9 }
1
//= 9

// ---- result of a function is not the program's
function f() { const result = 5; return result }
f() + 1
//= 6

// ---- if
let x = 3
if (x > 2) { x + 4 } else { 1 }
//= 7

// ---- a loop
for (let i = 0; i < 3; i++) i * 2
//= 4

// ---- try
try { null.x } catch (e) { e.name }
//= 'TypeError'

// ---- switch
switch (2) { case 1: "one"; break; case 2: "two" }
//= 'two'

// ---- a label
outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (a == 2) break outer; a * 10 + b } }
//= 12

// ---- an assignment
let a
a = [1, {b: 2}]
//= [1, {'b': 2}]

// ---- a text, which looks like a directive
"just text"
//= 'just text'

// ---- a directive
"use strict"; 5
//= 5

// ---- nothing
let y = 3
//= None

// ---- the value of a function's last expression is not returned
function f() { 5 }
f()
//= None

// ---- an object, a function, undefined
({a: 1})
//= {'a': 1}

// ---- a function
(function f() {})
//= <function>

// ---- undefined
undefined
//= None

// ---- a settled promise
(async () => { await null; return {a: 5} })()
//= {'a': 5}

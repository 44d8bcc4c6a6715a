// Texts that do not compile, each with the place and what is wrong there.

// ---- a missing value
let a = ; //! :9 SyntaxError: unexpected token ;

// ---- a missing brace
function f() {
  if (true) {
} //! SyntaxError: unexpected end of input

// ---- a missing parenthesis
print("a" //! SyntaxError: unexpected end of input

// ---- a text that is not closed
const s = "abc //! :11 SyntaxError: the text that begins here is not closed on its line, or has an escape that does not exist

// ---- a template that is not closed
const s = `abc //! SyntaxError: unexpected end of input

// ---- a text with a bad escape
const s = "\u{110000}" //! SyntaxError: the text that begins here is not closed on its line, or has an escape that does not exist

// ---- a character that means nothing
const a = 5 @ 3 //! SyntaxError: unexpected character '@'

// ---- two words
let a b //! :7 SyntaxError: unexpected identifier b

// ---- two operators
x = 5 +* 3 //! SyntaxError: unexpected token *

// ---- a name twice
let a
let a //! SyntaxError: identifier 'a' has already been declared

// ---- a constant without a value
const x //! SyntaxError: missing initializer in const declaration

// ---- a reserved word
var class = 1 //! SyntaxError: unexpected token class

// ---- return outside of a function
return 5 //! SyntaxError: illegal return statement

// ---- break outside of a loop
break //! SyntaxError: illegal break statement

// ---- await outside of an async function
await f() //! SyntaxError: unexpected identifier f

// ---- modules
import x from "y" //! SyntaxError: unexpected reserved word import: scripts have no modules, use system.util.globals to share

// ---- modules, the other way
export const a = 1 //! SyntaxError: unexpected reserved word export: scripts have no modules, use system.util.globals to share

// ---- with
with ({a: 1}) { print(a) } //! SyntaxError: strict mode code may not include a with statement

// ---- octal numbers
const n = 010 //! SyntaxError: octal literals are not allowed in strict mode

// ---- deleting a variable
let a = 1
delete a //! SyntaxError: delete of an unqualified identifier in strict mode

// ---- a parameter twice
function f(a, a) {} //! SyntaxError: duplicate parameter name not allowed in this context

// ---- two constructors
class A { constructor() {} constructor() {} } //! SyntaxError: a class may only have one constructor

// ---- a private name that is not declared
class A { m() { return this.#x } } //! SyntaxError: private field '#x' must be declared in an enclosing class

// ---- a regular expression
const r = /(abc/ //! SyntaxError: unterminated group

// ---- an async generator, which goja does not have
async function* g() {} //! SyntaxError: async generators are not supported yet

// ---- Python
def handleMessage(payload): //! SyntaxError: unexpected identifier handleMessage
	return payload

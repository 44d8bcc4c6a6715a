package emit

// A Native is a function that emitted programs call and a runtime provides.
// Values are Python's; undefined stands for an argument that was not written.
type Native struct {
	Name string
	Args string // "…" stands for any number
	Does string
}

// Natives is the contract between the emitter and the runtime: everything a
// program may ask for, in order of name groups. A program passes constants of
// the kinds name, global, names and code where the argument is so called.
// What raises panics with a Python exception as value.
var Natives = []Native{
	// Names.
	{"gload", "global", "the value of a global, else built-in, name; NameError"},
	{"gstore", "global, v", "assigns a global"},
	{"gdel", "global", "deletes a global; NameError"},
	{"nload", "ns, global", "the value of a name in the namespace, else global, else built-in; NameError"},
	{"nstore", "ns, global, v", "assigns a name in the namespace"},
	{"ndel", "ns, global", "deletes a name of the namespace; NameError"},
	{"newns", "", "a new namespace, for the locals of a function with a bare exec"},
	{"unboundlocal", "name", "raises UnboundLocalError"},
	{"unboundfree", "name", "raises NameError for a variable of an enclosing function"},
	{"locals", "names, f", "notes that f() returns the current values of these locals, undefined where unbound"},
	// Attributes and items.
	{"getattr", "o, name, …", "o.name.…"},
	{"gattr", "global, name, …", "global.name.…"},
	{"setattr", "o, name, v", "o.name = v"},
	{"delattr", "o, name", "del o.name"},
	{"getitem", "o, i", "o[i]"},
	{"setitem", "o, i, v", "o[i] = v"},
	{"delitem", "o, i", "del o[i]"},
	{"getslice", "o, lo, hi", "o[lo:hi]"},
	{"setslice", "o, lo, hi, v", "o[lo:hi] = v"},
	{"delslice", "o, lo, hi", "del o[lo:hi]"},
	{"slice", "lo, hi, step", "slice(lo, hi, step)"},
	{"ellipsis", "", "Ellipsis"},
	// Operators. Each binary one has an in-place form with i before its name.
	{"add", "a, b", "a + b"}, {"sub", "a, b", "a - b"}, {"mul", "a, b", "a * b"}, {"div", "a, b", "a / b, classic"},
	{"truediv", "a, b", "a / b with division from the future"}, {"floordiv", "a, b", "a // b"}, {"mod", "a, b", "a % b"},
	{"pow", "a, b", "a ** b"}, {"lshift", "a, b", "a << b"}, {"rshift", "a, b", "a >> b"},
	{"and", "a, b", "a & b"}, {"or", "a, b", "a | b"}, {"xor", "a, b", "a ^ b"},
	{"iadd", "a, b", "a += b"}, {"isub", "a, b", "a -= b"}, {"imul", "a, b", "a *= b"}, {"idiv", "a, b", "a /= b, classic"},
	{"itruediv", "a, b", "a /= b with division from the future"}, {"ifloordiv", "a, b", "a //= b"}, {"imod", "a, b", "a %= b"},
	{"ipow", "a, b", "a **= b"}, {"ilshift", "a, b", "a <<= b"}, {"irshift", "a, b", "a >>= b"},
	{"iand", "a, b", "a &= b"}, {"ior", "a, b", "a |= b"}, {"ixor", "a, b", "a ^= b"},
	{"format", "a, …", "a % (…)"},
	{"neg", "a", "-a"}, {"pos", "a", "+a"}, {"invert", "a", "~a"}, {"repr", "a", "`a`"},
	{"lt", "a, b", "a < b"}, {"gt", "a, b", "a > b"}, {"le", "a, b", "a <= b"}, {"ge", "a, b", "a >= b"}, {"eq", "a, b", "a == b"}, {"ne", "a, b", "a != b"},
	{"in", "a, b", "a in b"}, {"notin", "a, b", "a not in b"}, {"is", "a, b", "a is b"}, {"isnot", "a, b", "a is not b"},
	// Containers.
	{"tuple", "…", "a tuple"}, {"list", "…", "a list"}, {"set", "…", "a set"}, {"dict", "k, v, …", "a dict"},
	{"append", "list, v", "appends, for list comprehensions"}, {"setadd", "set, v", "adds, for set comprehensions"},
	{"dictset", "dict, k, v", "sets an item, for dict comprehensions"},
	{"unpack", "v, n", "the first of exactly n items of v; ValueError; the others wait for item"},
	{"item", "", "the next item of the last unpack"},
	{"iter", "v", "an iterator, which is seen by next and by the first clause of a comprehension only"},
	{"iterlist", "…", "an iterator over a list of these"},
	{"next", "it", "the next item, or undefined; counts a step"},
	// Calls and definitions.
	{"call", "f, …", "f(…)"},
	{"callg", "global, …", "global(…)"},
	{"callk", "f, names, …", "f(…, name=…): the last values belong to the names"},
	{"callm", "o, name, …", "o.name(…)"},
	{"callmk", "o, name, names, …", "o.name(…, name=…)"},
	{"callmd", "o, name, …", "o.name(…), whose result nobody looks at"},
	{"callmkd", "o, name, names, …", "o.name(…, name=…), whose result nobody looks at"},
	{"calls", "f, names, …, star, kw", "f(…, name=…, *star, **kw); star and kw may be undefined"},
	{"fn", "code, f, …", "a function whose body is f; the rest are its defaults"},
	{"class", "code, f, …", "a class: f fills the namespace it gets, the rest are the bases"},
	{"comp", "code, f, it", "a generator of f(it), or what f(it) returns when code is none"},
	{"fused", "fused, …", "the value of a fused expression over these variables"},
	// Statements.
	{"print", "file, newline, …", "the print statement"},
	{"exec", "code, globals, locals, ns", "the exec statement; ns is the caller's namespace, if it has one"},
	{"display", "v", "prints the value of an interactive statement"},
	{"import", "name, level", "import a.b: the module a"},
	{"importas", "name, level", "import a.b as c: the module a.b"},
	{"importfrom", "name, level, names", "the module that from-imports take names of"},
	{"from", "module, name", "one imported name; ImportError"},
	{"importstar", "module, ns", "all public names, into the namespace or the globals"},
	{"assert", "msg", "raises AssertionError"},
	{"raise", "type, value, traceback", "the raise statement"},
	{"reraise", "", "raise without arguments"},
	{"caught", "e", "what a catch clause caught, as an exception for the next two and for throw; sets sys.exc_info"},
	{"unmatched", "e", "e, to be thrown on because no clause applied: Jython's traceback then has the frame once more"},
	{"excmatch", "e, class", "whether an except clause applies"},
	{"excvalue", "e", "the exception instance"},
	{"with", "manager", "the state of a with statement"},
	{"enter", "with", "the value of __enter__()"},
	{"withexc", "with, e", "whether __exit__ took the exception"},
	{"withend", "with", "calls __exit__(None, None, None)"},
	{"tick", "", "counts steps of while loops: returns how many turns to make before the next call"},
}

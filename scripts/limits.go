package scripts

// goja cannot interrupt a native function, and what a native function makes in
// one call no step budget sees. So the built-ins that can loop or grow without
// bound are replaced by ones that look at the sizes first: the length of an
// array, which need not have as many items, is charged to the step budget, and
// what would be made is held against the memory budget. They are replaced only
// in hosts of scripts that mention their names. Code that is made from text at
// run time cannot be counted at all and is refused.
//
// What is left to the watchdog (guard.go) are things that grow in many small
// steps, and regular expressions that backtrack: those have a time limit of
// their own.

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

func init() {
	// goja's only bounds for a regular expression that backtracks. When one is
	// reached the match fails without a word, so neither must be reached before
	// the time or the memory budget is.
	regexp2.DefaultMatchTimeout = DefaultWall
	regexp2.DefaultOptimizationOptions.MaxBacktrackingStackSize = DefaultMemory / 8
}

const (
	lengthShare    = 32   // items of an array that a native function passes in the time of one step
	lengthFree     = 1024 // length up to which nothing is charged
	itemBytes      = 16   // of an item in an array
	textShare      = 8    // one text may take this part of the memory budget
	maxJSONNesting = 1000
	maxBigIntBits  = 1 << 22
	maxPattern     = 1 << 16 // bytes of a regular expression made at run time
)

// halt ends the run under way with a budget error, at once: the value thrown
// unwinds native functions, and before a script could catch it goja sees the
// interrupt.
func (js *jsState) halt(e *BudgetError) {
	js.stop(e)
	panic(js.host.Runtime.NewTypeError(e.Error()))
}

// stop ends the run under way at the next instruction, and remembers where it
// is now.
func (js *jsState) stop(e *BudgetError) {
	if js.host.stop.Load() == nil {
		js.stopStack = js.host.Runtime.CaptureCallStack(0, nil)
	}
	js.host.Stop(e)
}

// charge takes n steps from the budget.
func (js *jsState) charge(n int64) {
	if n > 0 && !js.host.TakeSteps(n) {
		js.halt(js.host.StepsExceeded())
	}
	if e := js.host.stop.Load(); e != nil {
		js.halt(e)
	}
}

// chargeLength takes the steps of a native function that passes n items.
func (js *jsState) chargeLength(n int64) {
	if n > lengthFree {
		js.charge(n / lengthShare)
	}
}

// room checks that n bytes can be made.
func (js *jsState) room(n float64) {
	if n > float64(js.host.budget.Memory) {
		js.halt(js.host.MemoryExceeded())
	}
}

// textRoom checks that a text of n characters can be made.
func (js *jsState) textRoom(n float64) {
	if n > float64(js.host.budget.Memory/textShare) {
		js.halt(js.host.textExceeded())
	}
}

// items is how many items a native function would take from v if it is an
// array, a text or something with a length.
func (js *jsState) items(v goja.Value) int64 {
	switch x := v.(type) {
	case goja.String:
		return int64(x.Length())
	case *goja.Object:
		if n := x.Get("length"); n != nil {
			return n.ToInteger()
		}
	}
	return 0
}

// arrayItems is items of arrays and texts only.
func (js *jsState) arrayItems(v goja.Value) int64 {
	if o, ok := v.(*goja.Object); ok && o.ClassName() != "Array" {
		return 0
	}
	return js.items(v)
}

// takeItems accounts for a native function that copies the items of v.
func (js *jsState) takeItems(n int64) {
	js.room(itemBytes * float64(n))
	js.chargeLength(n)
}

// jsNatives are the natives that only some scripts need.
var jsNatives = []struct {
	name string
	make func(js *jsState) goja.Value
}{
	{nameSpread, func(js *jsState) goja.Value {
		return js.host.Runtime.ToValue(func(c goja.FunctionCall) goja.Value {
			js.takeItems(js.arrayItems(c.Argument(0)))
			return c.Argument(0)
		})
	}},
	{nameYield, func(js *jsState) goja.Value { return js.runHost(delegate, nothing).Get("to") }},
	{namePower, func(js *jsState) goja.Value { return js.bigOperator("pow") }},
	{nameTimes, func(js *jsState) goja.Value { return js.bigOperator("mul") }},
	{nameLeft, func(js *jsState) goja.Value { return js.bigOperator("shl") }},
	{nameRight, func(js *jsState) goja.Value { return js.bigOperator("shr") }},
}

// delegate makes the iterator of yield* one of functions: goja runs generators
// that go on inside one another without a call on its stack, so their depth
// could not be bounded.
var delegate = goja.MustCompile(hostSource, `(function () {
  const apply = Reflect.apply, iterator = Symbol.iterator;
  return {to(items) {
    const make = items === undefined || items === null ? undefined : items[iterator];
    if (typeof make !== "function") return items;
    const it = apply(make, items, []), next = it.next;
    const through = {next(v) { return apply(next, it, [v]); }, [iterator]() { return through; }};
    for (const way of ["return", "throw"]) {
      if (it[way] !== undefined && it[way] !== null) through[way] = (v) => apply(it[way], it, [v]);
    }
    return through;
  }};
})`, true)

func nothing(goja.FunctionCall) goja.Value { return goja.Undefined() }

// native returns one of jsNatives.
func (js *jsState) native(name string) goja.Value {
	if v, ok := js.natives[name]; ok {
		return v
	}
	for _, n := range jsNatives {
		if n.name == name {
			if js.natives == nil {
				js.natives = map[string]goja.Value{}
			}
			js.natives[name] = n.make(js)
		}
	}
	return js.natives[name]
}

// bigOperators are operators that check big integers first.
var bigOperators = goja.MustCompile(hostSource, `(function (check) {
  const big = (a, b) => typeof a === "bigint" && typeof b === "bigint";
  return {
    pow: (a, b) => { if (big(a, b)) check("pow", a, b); return a ** b; },
    mul: (a, b) => { if (big(a, b)) check("mul", a, b); return a * b; },
    shl: (a, b) => { if (big(a, b)) check("shl", a, b); return a << b; },
    shr: (a, b) => { if (big(a, b)) check("shr", a, b); return a >> b; },
  };
})`, true)

func (js *jsState) bigOperator(name string) goja.Value {
	o := js.runHost(bigOperators, func(c goja.FunctionCall) goja.Value {
		a, _ := c.Argument(1).Export().(*big.Int)
		b, _ := c.Argument(2).Export().(*big.Int)
		if a == nil || b == nil {
			return goja.Undefined()
		}
		bits, n := float64(a.BitLen()), float64(math.MaxInt64)
		if b.IsInt64() {
			n = float64(b.Int64())
		}
		switch c.Argument(0).String() {
		case "pow":
			if bits > 1 {
				bits *= n
			}
		case "mul":
			bits += float64(b.BitLen())
		case "shl":
			bits += n
		case "shr":
			bits -= n
		}
		js.bigRoom(bits)
		return goja.Undefined()
	})
	return o.Get(name)
}

// bigRoom throws what JavaScript engines throw for integers beyond their
// limit.
func (js *jsState) bigRoom(bits float64) {
	if bits > maxBigIntBits {
		js.throw(Raise("RangeError", "a BigInt may have at most %d bits", maxBigIntBits))
	}
}

// hostSource is the file name of JavaScript that belongs to the host.
const hostSource = "<dryfire>"

// runHost runs a program of the host's own, a function, with f.
func (js *jsState) runHost(p *goja.Program, f func(goja.FunctionCall) goja.Value) *goja.Object {
	r := js.host.Runtime
	v, err := r.RunProgram(p)
	if err == nil {
		fn, _ := goja.AssertFunction(v)
		v, err = fn(goja.Undefined(), r.ToValue(f))
	}
	if err != nil {
		panic(fmt.Sprintf("a program of the host does not run: %v", err))
	}
	return v.ToObject(r)
}

// limit replaces a built-in.
type limit struct {
	name    string // mentioned in scripts that may use it
	object  string // that holds it: a global, or the prototype of one
	install func(js *jsState, o *goja.Object, name string)
}

// limits are in the order in which they are installed.
var limits = func() []limit {
	var all []limit
	add := func(object string, install func(*jsState, *goja.Object, string), names ...string) {
		for _, name := range names {
			all = append(all, limit{name, object, install})
		}
	}
	add("Array.prototype", checked((*jsState).checkLength), "copyWithin", "every", "filter", "find", "findIndex", "findLast",
		"findLastIndex", "forEach", "includes", "indexOf", "lastIndexOf", "map", "reduce", "reduceRight", "reverse", "shift",
		"slice", "some", "splice", "unshift")
	add("Array.prototype", checked((*jsState).checkItems), "entries", "fill", "keys", "sort", "toReversed", "toSorted",
		"toSpliced", "values", "with")
	add("Array.prototype", checked((*jsState).checkConcat), "concat")
	add("Array.prototype", replaced((*jsState).join), "join")
	add("Array.prototype", replaced((*jsState).flat), "flat")
	add("Array.prototype", replaced((*jsState).flatMap), "flatMap")
	add("Array.prototype", (*jsState).limitDepth, "toLocaleString")
	add("Array", checked((*jsState).checkFrom), "from")
	add("Object", checked((*jsState).checkArgument), "fromEntries")
	add("Function.prototype", checked((*jsState).checkApply), "apply")
	add("Reflect", checked((*jsState).checkReflect), "apply", "construct")
	add("String.prototype", checkedText((*jsState).checkRepeat), "repeat")
	add("String.prototype", checkedText((*jsState).checkPad), "padStart", "padEnd")
	add("String.prototype", checked((*jsState).checkTexts), "concat")
	add("String.prototype", (*jsState).limitReplace, "replace", "replaceAll")
	add("String.prototype", checked((*jsState).checkPattern), "match", "matchAll", "search")
	add("JSON", checked((*jsState).checkParse), "parse")
	add("JSON", (*jsState).limitStringify, "stringify")
	add("BigInt", checked((*jsState).checkBits), "asIntN", "asUintN")
	add("", constructor((*jsState).checkDigits), "BigInt")
	add("", constructor((*jsState).checkPattern), "RegExp")
	add("", constructor((*jsState).checkArgument), "Map", "Set", "WeakMap", "WeakSet")
	add("", constructor((*jsState).checkBuffer), "ArrayBuffer", "Uint8Array", "Uint8ClampedArray", "Int8Array", "Uint16Array",
		"Int16Array", "Uint32Array", "Int32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array")
	add("", (*jsState).limitCode, "eval", "Function", "constructor")
	return all
}()

// guards returns the names of the built-ins that the script needs replaced.
func (in *instrumenter) guards() []string {
	var names []string
	for _, l := range limits {
		wanted := in.dynamic || in.names[l.name] > 0 || l.name == "join" && in.arrays
		if wanted && !slices.Contains(names, l.name) {
			names = append(names, l.name)
		}
	}
	return names
}

// install replaces the built-ins of those names.
func (js *jsState) install(names []string) {
	for _, name := range names {
		if js.guarded[name] {
			continue
		}
		js.guarded[name] = true
		for _, l := range limits {
			if l.name == name {
				if o := js.builtin(l.object); o != nil {
					l.install(js, o, name)
				}
			}
		}
	}
}

// builtin finds what holds a built-in; nil if a script has taken it away.
func (js *jsState) builtin(path string) *goja.Object {
	o := js.host.Runtime.GlobalObject()
	for _, name := range splitPath(path) {
		next, ok := o.Get(name).(*goja.Object)
		if !ok {
			return nil
		}
		o = next
	}
	return o
}

func splitPath(path string) []string {
	if path == "" {
		return nil
	}
	for i := range len(path) {
		if path[i] == '.' {
			return []string{path[:i], path[i+1:]}
		}
	}
	return []string{path}
}

// pass hands on what a function called from a native one came to.
func pass(v goja.Value, err error) goja.Value {
	if err != nil {
		panic(err) // goja's own exceptions and interrupts, which it takes up again
	}
	return v
}

// define puts f in place of the built-in o.name.
func (js *jsState) define(o *goja.Object, name string, f func(goja.FunctionCall) goja.Value) {
	r := js.host.Runtime
	fn := r.ToValue(f).ToObject(r)
	if old, ok := o.Get(name).(*goja.Object); ok {
		_ = fn.DefineDataProperty("length", old.Get("length"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	_ = fn.DefineDataProperty("name", r.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	// A frozen prototype keeps its built-in: nothing to be done about that.
	_ = o.DefineDataProperty(name, fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// checked calls check before the built-in.
func checked(check func(*jsState, goja.FunctionCall)) func(*jsState, *goja.Object, string) {
	return func(js *jsState, o *goja.Object, name string) {
		call, ok := goja.AssertFunction(o.Get(name))
		if !ok {
			return
		}
		js.define(o, name, func(c goja.FunctionCall) goja.Value {
			check(js, c)
			return pass(call(c.This, c.Arguments...))
		})
	}
}

// checkedText is checked for built-ins of texts whose first argument is a
// number: both are converted once.
func checkedText(check func(js *jsState, s goja.String, n float64, filler goja.Value)) func(*jsState, *goja.Object, string) {
	return func(js *jsState, o *goja.Object, name string) {
		call, ok := goja.AssertFunction(o.Get(name))
		if !ok {
			return
		}
		js.define(o, name, func(c goja.FunctionCall) goja.Value {
			if c.This != nil && !goja.IsUndefined(c.This) && !goja.IsNull(c.This) {
				c.This = c.This.ToString()
				if len(c.Arguments) > 0 {
					c.Arguments = slices.Clone(c.Arguments)
					c.Arguments[0] = c.Arguments[0].ToNumber()
					if s, ok := c.This.(goja.String); ok {
						check(js, s, c.Arguments[0].ToFloat(), c.Argument(1))
					}
				}
			}
			return pass(call(c.This, c.Arguments...))
		})
	}
}

// replaced puts f in place of the built-in.
func replaced(f func(*jsState, goja.FunctionCall) goja.Value) func(*jsState, *goja.Object, string) {
	return func(js *jsState, o *goja.Object, name string) {
		js.define(o, name, func(c goja.FunctionCall) goja.Value { return f(js, c) })
	}
}

// constructors puts functions in place of constructors that are the same to
// everything but identity: what they make, their static members, instanceof and
// subclasses. (A Proxy would be the plain way, but goja knows no instanceof for
// those.)
var constructors = goja.MustCompile(hostSource, `(function (check) {
  "use strict";
  const {apply, construct} = Reflect;
  return {guard(holder, name) {
    const native = holder[name];
    if (typeof native !== "function") return undefined;
    const guarded = function (...args) {
      check(name, ...args);
      if (new.target === undefined) return apply(native, this, args);
      return construct(native, args, new.target === guarded ? native : new.target);
    };
    Object.setPrototypeOf(guarded, Object.getPrototypeOf(native));
    for (const key of Reflect.ownKeys(native)) {
      const as = Object.getOwnPropertyDescriptor(native, key);
      if (key === "prototype") guarded.prototype = native.prototype;
      else Object.defineProperty(guarded, key, as);
    }
    Object.defineProperty(holder, name, {value: guarded, writable: true, configurable: true, enumerable: false});
    if (native.prototype) {
      Object.defineProperty(native.prototype, "constructor", {value: guarded, writable: true, configurable: true, enumerable: false});
    }
    return guarded;
  }};
})`, true)

// constructor calls check, with the arguments, before a constructor.
func constructor(check func(*jsState, goja.FunctionCall)) func(*jsState, *goja.Object, string) {
	return func(js *jsState, o *goja.Object, name string) {
		js.guardConstructor(o, name, func(c goja.FunctionCall) goja.Value {
			c.Arguments = c.Arguments[1:]
			check(js, c)
			return goja.Undefined()
		})
		if name == "Uint8Array" { // the parent of all arrays of that kind has from
			if u, ok := o.Get(name).(*goja.Object); ok && u.Prototype() != nil {
				checked((*jsState).checkFrom)(js, u.Prototype(), "from")
			}
		}
	}
}

func (js *jsState) guardConstructor(holder *goja.Object, name string, check func(goja.FunctionCall) goja.Value) goja.Value {
	fn, _ := goja.AssertFunction(js.runHost(constructors, check).Get("guard"))
	v, err := fn(goja.Undefined(), holder, js.host.Runtime.ToValue(name))
	if err != nil { // a frozen global object
		return nil
	}
	return v
}

func (js *jsState) checkLength(c goja.FunctionCall) { js.chargeLength(js.items(c.This)) }

func (js *jsState) checkItems(c goja.FunctionCall) { js.takeItems(js.items(c.This)) }

func (js *jsState) checkArgument(c goja.FunctionCall) { js.takeItems(js.arrayItems(c.Argument(0))) }

func (js *jsState) checkFrom(c goja.FunctionCall) { js.takeItems(js.items(c.Argument(0))) }

func (js *jsState) checkApply(c goja.FunctionCall) { js.takeItems(js.items(c.Argument(1))) }

func (js *jsState) checkReflect(c goja.FunctionCall) {
	js.takeItems(max(js.arrayItems(c.Argument(1)), js.items(c.Argument(2))))
}

func (js *jsState) checkConcat(c goja.FunctionCall) {
	n := js.arrayItems(c.This)
	for _, a := range c.Arguments {
		n += js.arrayItems(a)
	}
	js.takeItems(n)
}

func (js *jsState) checkTexts(c goja.FunctionCall) {
	n := js.items(c.This)
	for _, a := range c.Arguments {
		if s, ok := a.(goja.String); ok {
			n += int64(s.Length())
		}
	}
	js.textRoom(float64(n))
}

func (js *jsState) checkRepeat(s goja.String, n float64, _ goja.Value) {
	js.textRoom(float64(s.Length()) * n)
}

func (js *jsState) checkPad(_ goja.String, n float64, filler goja.Value) {
	if s, ok := filler.(goja.String); !ok || s.Length() > 0 {
		js.textRoom(n)
	}
}

func (js *jsState) checkBits(c goja.FunctionCall) { js.bigRoom(c.Argument(0).ToFloat()) }

func (js *jsState) checkDigits(c goja.FunctionCall) {
	if s, ok := c.Argument(0).(goja.String); ok {
		js.bigRoom(3 * float64(s.Length()))
	}
}

func (js *jsState) checkPattern(c goja.FunctionCall) {
	if s, ok := c.Argument(0).(goja.String); ok && s.Length() > maxPattern {
		js.throw(Raise("SyntaxError", "a regular expression may have at most %d characters, got %d", maxPattern, s.Length()))
	}
}

// checkBuffer serves ArrayBuffer and the arrays over it, whose items take up
// to eight bytes.
func (js *jsState) checkBuffer(c goja.FunctionCall) {
	a := c.Argument(0)
	if o, ok := a.(*goja.Object); ok {
		js.takeItems(js.items(o))
		return
	}
	if n := a.ToFloat(); n > 0 {
		js.room(8 * n)
	}
}

func (js *jsState) checkParse(c goja.FunctionCall) {
	s, ok := c.Argument(0).(goja.String)
	if !ok {
		return
	}
	text, depth, quoted := s.String(), 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '[' || b == '{':
			if depth++; depth > maxJSONNesting {
				js.throw(Raise("SyntaxError", "JSON.parse: the text is nested deeper than %d levels", maxJSONNesting))
			}
		case b == ']' || b == '}':
			depth--
		}
	}
}

// stringOf is the conversion to text that JavaScript makes.
func (js *jsState) stringOf(v goja.Value) goja.String {
	switch x := v.(type) {
	case goja.String:
		return x
	case *goja.Object:
		return js.stringOf(x.ToString())
	case *goja.Symbol:
		js.throw(Raise("TypeError", "Cannot convert a Symbol value to a string"))
	}
	s, _ := js.host.Runtime.ToValue(v.String()).(goja.String)
	return s
}

// index returns item i of an object, nil if there is none.
func index(o *goja.Object, i int64) goja.Value { return o.Get(strconv.FormatInt(i, 10)) }

// join is Array.prototype.join, which all conversions of arrays to text come
// to: an array may be long without holding much, hold the same text many times
// over, or be nested deeply.
func (js *jsState) join(c goja.FunctionCall) goja.Value {
	r := js.host.Runtime
	o := c.This.ToObject(r)
	if slices.Contains(js.joining, o) {
		return r.ToValue("") // an array that contains itself
	}
	if len(js.joining) >= js.host.budget.Depth {
		js.halt(js.host.depthExceeded())
	}
	js.joining = append(js.joining, o)
	defer func() { js.joining = js.joining[:len(js.joining)-1] }()

	n := o.Get("length").ToInteger()
	js.charge(1 + max(n, 0)/lengthShare)
	separator := js.stringOf(r.ToValue(","))
	if a := c.Argument(0); !goja.IsUndefined(a) {
		separator = js.stringOf(a)
	}
	var b goja.StringBuilder
	total := 0
	for i := range n {
		if i > 0 {
			b.WriteString(separator)
			total += separator.Length()
		}
		v := index(o, i)
		if v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) {
			s := js.stringOf(v)
			b.WriteString(s)
			total += s.Length()
		}
		if total > bigString {
			js.textRoom(float64(total))
		}
	}
	return b.String()
}

// flat is Array.prototype.flat: arrays in arrays can have more items than
// there is room for.
func (js *jsState) flat(c goja.FunctionCall) goja.Value {
	levels := int64(1)
	if a := c.Argument(0); !goja.IsUndefined(a) {
		levels = a.ToInteger()
	}
	r := js.host.Runtime
	return r.NewArray(js.flatten(nil, c.This.ToObject(r), levels, 0)...)
}

func (js *jsState) flatten(out []any, o *goja.Object, levels int64, depth int) []any {
	if depth > js.host.budget.Depth {
		js.halt(js.host.depthExceeded())
	}
	n := o.Get("length").ToInteger()
	js.charge(1 + max(n, 0)/lengthShare)
	for i := range n {
		v := index(o, i)
		if v == nil {
			continue // a hole
		}
		if inner, ok := v.(*goja.Object); ok && levels > 0 && inner.ClassName() == "Array" {
			out = js.flatten(out, inner, levels-1, depth+1)
			continue
		}
		out = append(out, v)
		if len(out)%lengthFree == 0 {
			js.room(itemBytes * float64(len(out)))
		}
	}
	return out
}

// flatMap is Array.prototype.flatMap, for the same reason.
func (js *jsState) flatMap(c goja.FunctionCall) goja.Value {
	r := js.host.Runtime
	o := c.This.ToObject(r)
	f, ok := goja.AssertFunction(c.Argument(0))
	if !ok {
		js.throw(Raise("TypeError", "flatMap wants a function, got %s", js.describe(c.Argument(0))))
	}
	n := o.Get("length").ToInteger()
	js.chargeLength(n)
	var out []any
	for i := range n {
		v := index(o, i)
		if v == nil {
			continue
		}
		v = pass(f(c.Argument(1), v, r.ToValue(i), o))
		if inner, ok := v.(*goja.Object); ok && inner.ClassName() == "Array" {
			out = js.flatten(out, inner, 0, 0)
			continue
		}
		out = append(out, v)
	}
	return r.NewArray(out...)
}

// limitDepth bounds how deep a native function calls itself.
func (js *jsState) limitDepth(o *goja.Object, name string) {
	call, ok := goja.AssertFunction(o.Get(name))
	if !ok {
		return
	}
	depth := 0
	js.define(o, name, func(c goja.FunctionCall) goja.Value {
		if depth >= js.host.budget.Depth {
			js.halt(js.host.depthExceeded())
		}
		js.charge(1)
		js.takeItems(js.items(c.This))
		depth++
		defer func() { depth-- }()
		return pass(call(c.This, c.Arguments...))
	})
}

// limitReplace checks how often a long replacement would be put in.
func (js *jsState) limitReplace(o *goja.Object, name string) {
	call, ok := goja.AssertFunction(o.Get(name))
	if !ok {
		return
	}
	js.define(o, name, func(c goja.FunctionCall) goja.Value {
		s, isText := c.This.(goja.String)
		by, isReplacement := c.Argument(1).(goja.String)
		if isText && isReplacement {
			each := float64(by.Length())
			text := by.String()
			for i := range len(text) {
				if text[i] == '$' { // $& and its like can stand for all of the text
					each += float64(s.Length())
				}
			}
			limit := float64(js.host.budget.Memory / textShare)
			if length := float64(s.Length()); length+(length+1)*each > limit {
				matches := 0
				count := js.host.Runtime.ToValue(func(goja.FunctionCall) goja.Value {
					matches++
					return js.host.Runtime.ToValue("")
				})
				pattern := c.Argument(0)
				if rx, isObject := pattern.(*goja.Object); isObject && rx.ClassName() == "RegExp" && !rx.Get("global").ToBoolean() {
					matches = 1 // counting would move a sticky expression on
				} else {
					pass(call(c.This, pattern, count))
				}
				js.textRoom(length + float64(matches)*each)
			}
		}
		return pass(call(c.This, c.Arguments...))
	})
}

// limitStringify counts what JSON.stringify visits, through the replacer that
// it calls for every value: data with shared parts can come to a text of any
// length.
func (js *jsState) limitStringify(o *goja.Object, name string) {
	call, ok := goja.AssertFunction(o.Get(name))
	if !ok {
		return
	}
	r := js.host.Runtime
	js.define(o, name, func(c goja.FunctionCall) goja.Value {
		value, replacer := c.Argument(0), c.Argument(1)
		if _, isObject := value.(*goja.Object); !isObject {
			return pass(call(c.This, c.Arguments...))
		}
		w := &jsonWalk{js: js, gap: gap(c.Argument(2))}
		user, isFunction := goja.AssertFunction(replacer)
		if list, isObject := replacer.(*goja.Object); isObject && !isFunction && list.ClassName() == "Array" {
			w.measure(value, 0) // names to keep cannot be combined with a function
			return pass(call(c.This, c.Arguments...))
		}
		visit := r.ToValue(func(c goja.FunctionCall) goja.Value {
			v := c.Argument(1)
			if isFunction {
				v = pass(user(c.This, c.Arguments...))
			}
			w.visit(c.This, c.Argument(0), v)
			return v
		})
		return pass(call(c.This, value, visit, c.Argument(2)))
	})
}

// gap is how many characters JSON.stringify puts before a line for each level.
func gap(space goja.Value) int {
	if s, ok := space.(goja.String); ok {
		return min(s.Length(), 10)
	}
	if goja.IsUndefined(space) || goja.IsNull(space) {
		return 0
	}
	if _, isObject := space.(*goja.Object); isObject {
		return 10
	}
	return int(max(0, min(space.ToInteger(), 10)))
}

type jsonWalk struct {
	js      *jsState
	gap     int
	size    int // of the text, roughly
	visited int
	holders []goja.Value
}

func (w *jsonWalk) visit(holder, key, v goja.Value) {
	i := slices.Index(w.holders, holder)
	if i < 0 {
		i = len(w.holders)
		w.holders = append(w.holders, holder)
	}
	w.holders = w.holders[:i+1]
	w.add(key, v, len(w.holders))
}

func (w *jsonWalk) add(key, v goja.Value, depth int) {
	if depth > maxJSONNesting {
		w.js.throw(Raise("RangeError", "JSON.stringify: the data is nested deeper than %d levels", maxJSONNesting))
	}
	if w.visited++; w.visited%64 == 0 {
		w.js.charge(64)
	}
	for _, x := range []goja.Value{key, v} {
		if s, ok := x.(goja.String); ok {
			w.size += s.Length()
		}
	}
	if w.size += 4 + w.gap*depth; w.size > bigString {
		w.js.textRoom(float64(w.size))
	}
}

// measure visits data without help from JSON.stringify.
func (w *jsonWalk) measure(v goja.Value, depth int) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	if o.ClassName() == "Array" {
		w.js.chargeLength(w.js.items(o))
	}
	for _, k := range o.Keys() {
		item := o.Get(k)
		w.add(goja.Undefined(), item, depth)
		w.measure(item, depth+1)
	}
}

// limitCode refuses to make code from text: the compiler of scripts would not
// see it.
func (js *jsState) limitCode(global *goja.Object, _ string) {
	if js.codeRefused {
		return
	}
	js.codeRefused = true
	refuse := func(goja.FunctionCall) goja.Value {
		js.throw(Raise("EvalError", "scripts cannot make code from text: write a function instead"))
		return goja.Undefined()
	}
	js.define(global, "eval", refuse)
	functions := js.runHost(functionKinds, refuse)
	for _, kind := range functions.Keys() {
		if proto, ok := functions.Get(kind).(*goja.Object); ok {
			guarded := js.guardConstructor(proto, "constructor", refuse)
			if kind == "plain" && guarded != nil {
				_ = global.DefineDataProperty("Function", guarded, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
			}
		}
	}
}

var functionKinds = goja.MustCompile(hostSource, `(function () {
  const proto = Object.getPrototypeOf;
  return {plain: proto(function () {}), generator: proto(function* () {}), async: proto(async function () {})};
})`, true)

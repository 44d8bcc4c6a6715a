package python

// The natives that emitted programs call; package emit documents each. A
// native is made for a runtime when the first program asks for it.

import (
	"reflect"

	"github.com/dop251/goja"

	"dryfire/scripts/python/object"
)

type native = func(c goja.FunctionCall) goja.Value

var natives map[string]func(rt *Runtime) native

func init() {
	natives = map[string]func(rt *Runtime) native{
		"gload": gload, "gstore": gstore, "gdel": gdel, "nload": nload, "nstore": nstore, "ndel": ndel,
		"newns": newns, "unboundlocal": unboundLocal, "unboundfree": unboundFree, "locals": locals,

		"getattr": getattr, "gattr": gattr, "setattr": setattr, "delattr": delattr, "getitem": getitem, "setitem": setitem, "delitem": delitem,
		"getslice": getslice, "setslice": setslice, "delslice": delslice, "slice": slice, "ellipsis": ellipsis,

		"add": sum(object.OpAdd, false), "sub": sum(object.OpSub, false), "mul": binary(object.OpMul), "div": binary(object.OpDiv),
		"truediv": binary(object.OpTrueDiv), "floordiv": binary(object.OpFloorDiv), "mod": binary(object.OpMod), "pow": binary(object.OpPow),
		"lshift": binary(object.OpLShift), "rshift": binary(object.OpRShift), "and": binary(object.OpAnd), "or": binary(object.OpOr), "xor": binary(object.OpXor),
		"iadd": sum(object.OpAdd, true), "isub": sum(object.OpSub, true), "imul": inplace(object.OpMul), "idiv": inplace(object.OpDiv),
		"itruediv": inplace(object.OpTrueDiv), "ifloordiv": inplace(object.OpFloorDiv), "imod": inplace(object.OpMod), "ipow": inplace(object.OpPow),
		"ilshift": inplace(object.OpLShift), "irshift": inplace(object.OpRShift), "iand": inplace(object.OpAnd), "ior": inplace(object.OpOr), "ixor": inplace(object.OpXor),
		"format": format, "neg": unary(object.OpNeg), "pos": unary(object.OpPos), "invert": unary(object.OpInvert), "repr": repr,
		"lt": compare(object.LT), "gt": compare(object.GT), "le": compare(object.LE), "ge": compare(object.GE), "eq": compare(object.EQ), "ne": compare(object.NE),
		"in": contains(true), "notin": contains(false), "is": identical(true), "isnot": identical(false),

		"tuple": tuple, "list": list, "set": set, "dict": dict, "append": appendItem, "setadd": setAdd, "dictset": dictSet,
		"unpack": unpack, "item": item, "iter": iter, "iterlist": iterList, "next": next,

		"call": call, "callg": callg, "callk": callk, "callm": callm(false), "callmk": callmk(false), "callmd": callm(true), "callmkd": callmk(true), "calls": calls, "fn": fn, "class": class, "comp": comp, "fused": fused,

		"print": print_, "exec": exec, "display": display, "import": import_, "importas": importAs, "importfrom": importFrom, "from": from, "importstar": importStar,
		"assert": assertFails, "raise": raise, "reraise": reraise, "caught": caught, "unmatched": unmatched, "excmatch": excMatch, "excvalue": excValue,
		"with": with, "enter": enterWith, "withexc": withExc, "withend": withEnd, "tick": tick,
	}
}

func nameOf(v goja.Value) string { return v.(*nameConst).name }

// Names.

func (rt *Runtime) undefined(g *globalConst) {
	rt.t.Raise(object.NameErrorType, g.kind+" '"+g.name+"' is not defined")
}

// load reads a global or built-in name.
func (rt *Runtime) load(g *globalConst) (object.Value, bool) {
	if v, ok := g.inst.globals.GetText(g.name); ok {
		return v, true
	}
	if v, ok := rt.t.Builtins.Dict.GetText(g.name); ok || rt.unknown == nil {
		return v, ok
	}
	return rt.unknown(g.name)
}

func gload(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		g := c.Arguments[0].(*globalConst)
		v, ok := rt.load(g)
		if !ok {
			rt.undefined(g)
		}
		if w := g.last; w != nil && w.v.Object() == v.Object() {
			return w
		}
		w := rt.js(v)
		if v.Kind() == object.KindObject {
			g.last, _ = w.(*value)
		}
		return w
	}
}

func gstore(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		g := c.Arguments[0].(*globalConst)
		g.inst.globals.SetText(g.name, rt.py(c.Arguments[1]))
		return jsUndefined
	}
}

func gdel(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		g := c.Arguments[0].(*globalConst)
		if !g.inst.globals.DeleteText(g.name) {
			rt.undefined(g)
		}
		return jsUndefined
	}
}

// nsGet looks a name up in a namespace, which is a dict or, for exec, any
// mapping.
func (rt *Runtime) nsGet(ns object.Value, name string) (v object.Value, ok bool) {
	if d, isDict := ns.Object().(*object.Dict); isDict && d.PyType() == object.DictType {
		return d.GetText(name)
	}
	if rt.t.TryOnly(object.KeyErrorType, func() { v = rt.t.GetItem(ns, object.Str(name)) }) != nil {
		return object.Value{}, false
	}
	return v, true
}

func nload(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		g := c.Arguments[1].(*globalConst)
		if v, ok := rt.nsGet(rt.py(c.Arguments[0]), g.name); ok {
			return rt.js(v)
		}
		if v, ok := rt.load(g); ok {
			return rt.js(v)
		}
		rt.undefined(g)
		return nil
	}
}

func nstore(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		ns, name, v := rt.py(c.Arguments[0]), c.Arguments[1].(*globalConst).name, rt.py(c.Arguments[2])
		if d, ok := ns.Object().(*object.Dict); ok && d.PyType() == object.DictType {
			d.SetText(name, v)
		} else {
			rt.t.SetItem(ns, object.Str(name), v)
		}
		return jsUndefined
	}
}

func ndel(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		ns, g := rt.py(c.Arguments[0]), c.Arguments[1].(*globalConst)
		if _, ok := rt.nsGet(ns, g.name); !ok {
			rt.undefined(g)
		}
		rt.t.DelItem(ns, object.Str(g.name))
		return jsUndefined
	}
}

func newns(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Alloc(64)
		ns := object.Obj(object.NewDict(0))
		rt.top.ns = ns
		return rt.js(ns)
	}
}

func unboundLocal(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Raise(object.UnboundLocalErrorType, "local variable '"+nameOf(c.Arguments[0])+"' referenced before assignment")
		return nil
	}
}

func unboundFree(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Raise(object.UnboundLocalErrorType, "local variable '"+nameOf(c.Arguments[0])+"' referenced before assignment")
		return nil
	}
}

func locals(rt *Runtime) native {
	return func(c goja.FunctionCall) goja.Value {
		rt.top.names = c.Arguments[0].(*namesConst).names
		rt.top.locals, _ = goja.AssertFunction(c.Arguments[1])
		return jsUndefined
	}
}

// Attributes and items.

// attr is v.name; host objects are asked directly.
func (rt *Runtime) attr(v object.Value, name string) object.Value {
	if h, ok := v.Object().(*hostObject); ok {
		if r, ok := h.PyGetAttr(rt.t, name); ok {
			return r
		}
	}
	return rt.t.GetAttr(v, name)
}

func getattr(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		v := rt.py(c.Arguments[0])
		for _, name := range c.Arguments[1:] {
			v = rt.attr(v, nameOf(name))
		}
		return rt.js(v)
	}
}

func gattr(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		g := c.Arguments[0].(*globalConst)
		v, ok := rt.load(g)
		if !ok {
			rt.undefined(g)
		}
		for _, name := range c.Arguments[1:] {
			v = rt.attr(v, nameOf(name))
		}
		return rt.js(v)
	}
}

func setattr(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.SetAttr(rt.py(c.Arguments[0]), nameOf(c.Arguments[1]), rt.py(c.Arguments[2]))
		return jsUndefined
	}
}

func delattr(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.DelAttr(rt.py(c.Arguments[0]), nameOf(c.Arguments[1]))
		return jsUndefined
	}
}

func getitem(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(rt.t.GetItem(rt.py(c.Arguments[0]), rt.py(c.Arguments[1])))
	}
}

func setitem(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.SetItem(rt.py(c.Arguments[0]), rt.py(c.Arguments[1]), rt.py(c.Arguments[2]))
		return jsUndefined
	}
}

func delitem(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.DelItem(rt.py(c.Arguments[0]), rt.py(c.Arguments[1]))
		return jsUndefined
	}
}

func getslice(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(rt.t.GetSlice(rt.py(c.Arguments[0]), rt.py(c.Arguments[1]), rt.py(c.Arguments[2])))
	}
}

func setslice(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.SetSlice(rt.py(c.Arguments[0]), rt.py(c.Arguments[1]), rt.py(c.Arguments[2]), rt.py(c.Arguments[3]))
		return jsUndefined
	}
}

func delslice(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.SetSlice(rt.py(c.Arguments[0]), rt.py(c.Arguments[1]), rt.py(c.Arguments[2]), object.Value{})
		return jsUndefined
	}
}

func slice(rt *Runtime) native {
	return func(c goja.FunctionCall) goja.Value {
		return rt.js(object.Obj(object.NewSlice(present(rt.py(c.Arguments[0])), present(rt.py(c.Arguments[1])), present(rt.py(c.Arguments[2])))))
	}
}

func ellipsis(rt *Runtime) native {
	return func(goja.FunctionCall) goja.Value { return rt.js(object.Ellipsis) }
}

// Operators.

func binary(op object.Op) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			defer rt.border(&out)
			return rt.js(rt.t.Binary(op, rt.py(c.Arguments[0]), rt.py(c.Arguments[1])))
		}
	}
}

func inplace(op object.Op) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			defer rt.border(&out)
			return rt.js(rt.t.InPlace(op, rt.py(c.Arguments[0]), rt.py(c.Arguments[1])))
		}
	}
}

func format(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		items := rt.pushArgs(c.Arguments[1:])
		v := rt.format(rt.py(c.Arguments[0]), items)
		rt.t.Pop(len(items))
		return rt.js(v)
	}
}

// format is f % (items…); items stay the caller's.
func (rt *Runtime) format(f object.Value, items []object.Value) object.Value {
	if k := f.Kind(); k == object.KindStr || k == object.KindUnicode {
		return rt.t.Percent(f, items)
	}
	return rt.t.Binary(object.OpMod, f, object.Obj(object.NewTuple(rt.copied(items)...)))
}

func unary(op object.UnaryOp) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			defer rt.border(&out)
			return rt.js(rt.t.Unary(op, rt.py(c.Arguments[0])))
		}
	}
}

func repr(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(object.Str(rt.t.Repr(rt.py(c.Arguments[0]))))
	}
}

func compare(op object.CmpOp) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			a, b := c.Arguments[0], c.Arguments[1]
			if isInt(a) && isInt(b) {
				return jsBool(compareInts(op, a.ToInteger(), b.ToInteger()))
			}
			if x, ok := a.(*value); ok && x.v.Kind() == object.KindFloat {
				if isInt(b) {
					return jsBool(compareFloats(op, x.v.Float64(), float64(b.ToInteger())))
				}
				if y, ok := b.(*value); ok && y.v.Kind() == object.KindFloat {
					return jsBool(compareFloats(op, x.v.Float64(), y.v.Float64()))
				}
			}
			defer rt.border(&out)
			return rt.js(rt.t.Compare(op, rt.py(a), rt.py(b)))
		}
	}
}

// isInt tells that a value is an int.
func isInt(v goja.Value) bool { return reflect.TypeOf(v) == jsInt }

// sum makes the natives of + and -, which ints mostly go through without
// becoming Python values.
func sum(op object.Op, inPlace bool) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			a, b := c.Arguments[0], c.Arguments[1]
			if isInt(a) && isInt(b) {
				n := a.ToInteger()
				if op == object.OpAdd {
					n += b.ToInteger()
				} else {
					n -= b.ToInteger()
				}
				if n == int64(int32(n)) {
					return rt.jsInt(n)
				}
			}
			defer rt.border(&out)
			if inPlace {
				return rt.js(rt.t.InPlace(op, rt.py(a), rt.py(b)))
			}
			return rt.js(rt.t.Binary(op, rt.py(a), rt.py(b)))
		}
	}
}

func contains(want bool) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			defer rt.border(&out)
			return jsBool(rt.t.Contains(rt.py(c.Arguments[1]), rt.py(c.Arguments[0])) == want)
		}
	}
}

func identical(want bool) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) goja.Value {
			return jsBool(object.Is(rt.py(c.Arguments[0]), rt.py(c.Arguments[1])) == want)
		}
	}
}

// Containers.

const valueBytes = 24

func (rt *Runtime) items(args []goja.Value) []object.Value {
	rt.t.Alloc(64 + valueBytes*len(args))
	items := make([]object.Value, len(args))
	for i, a := range args {
		items[i] = rt.py(a)
	}
	return items
}

func tuple(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(object.Obj(object.NewTuple(rt.items(c.Arguments)...)))
	}
}

func list(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(object.Obj(object.NewList(rt.items(c.Arguments)...)))
	}
}

func set(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(object.Obj(object.NewSet(rt.t, rt.items(c.Arguments)...)))
	}
}

func dict(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		n := len(c.Arguments) / 2
		d := rt.newDict(n)
		for i := 0; i+1 < len(c.Arguments); i += 2 {
			d.Set(rt.t, rt.py(c.Arguments[i]), rt.py(c.Arguments[i+1]))
		}
		return rt.js(object.Obj(d))
	}
}

// newDict returns a dict that is about to get n items.
func (rt *Runtime) newDict(n int) *object.Dict {
	rt.t.Alloc(64 + 3*valueBytes*n)
	if n > 0 && n < 5 {
		n = 8 // small ones tend to grow
	}
	return object.NewDict(n)
}

func appendItem(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Append(rt.py(c.Arguments[0]).Object().(*object.List), rt.py(c.Arguments[1]))
		return jsUndefined
	}
}

func setAdd(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Alloc(2 * valueBytes)
		rt.py(c.Arguments[0]).Object().(*object.Set).Add(rt.t, rt.py(c.Arguments[1]))
		return jsUndefined
	}
}

func dictSet(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Alloc(3 * valueBytes)
		rt.py(c.Arguments[0]).Object().(*object.Dict).Set(rt.t, rt.py(c.Arguments[1]), rt.py(c.Arguments[2]))
		return jsUndefined
	}
}

func unpack(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		n := int(c.Arguments[1].ToInteger())
		if cap(rt.unpacked) < n {
			rt.unpacked = make([]object.Value, n)
		}
		// Unpacking may run a script, which may unpack.
		buf := rt.unpacked[:n]
		rt.unpacked = nil
		clear(buf)
		rt.t.Unpack(rt.py(c.Arguments[0]), buf)
		rt.unpacked, rt.unpackNext = buf, 1
		if n == 0 {
			return jsUndefined
		}
		return rt.js(buf[0])
	}
}

func item(rt *Runtime) native {
	return func(goja.FunctionCall) goja.Value {
		rt.unpackNext++
		return rt.js(rt.unpacked[rt.unpackNext-1])
	}
}

func iter(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(rt.t.Iter(rt.py(c.Arguments[0])))
	}
}

func iterList(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(rt.t.Iter(object.Obj(object.NewTuple(rt.items(c.Arguments)...))))
	}
}

func next(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Step(1)
		v, ok := rt.t.Next(c.Arguments[0].(*value).v)
		if !ok {
			return jsUndefined
		}
		return rt.js(v)
	}
}

// Statements.

func print_(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		n := len(c.Arguments) - 2
		args := rt.t.Push(n)
		for i := range args {
			args[i] = rt.py(c.Arguments[i+2])
		}
		rt.t.Print(rt.py(c.Arguments[0]), args, c.Arguments[1].ToBoolean())
		rt.t.Pop(n)
		return jsUndefined
	}
}

func display(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		v := rt.py(c.Arguments[0])
		if !v.IsNone() {
			rt.t.Builtins.Dict.SetText("_", v)
			rt.t.Print(object.Value{}, []object.Value{object.Str(rt.t.Repr(v))}, true)
		}
		return jsUndefined
	}
}

func assertFails(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		panic(rt.t.MakeRaised(object.Obj(object.AssertionErrorType), rt.py(c.Arguments[0]), object.Value{}))
	}
}

func raise(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		panic(rt.t.MakeRaised(rt.py(c.Arguments[0]), rt.py(c.Arguments[1]), rt.py(c.Arguments[2])))
	}
}

func reraise(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		panic(rt.t.MakeRaised(object.Value{}, object.Value{}, object.Value{}))
	}
}

func caught(rt *Runtime) native {
	return func(c goja.FunctionCall) goja.Value {
		rt.t.Restore(rt.top.level)
		x, ok := c.Arguments[0].(*thrown)
		if !ok {
			r := rt.raised(c.Arguments[0])
			rt.addFrame(r)
			x = &thrown{&rt.base, r}
		}
		rt.t.Exc = x.r
		return x
	}
}

func unmatched(rt *Runtime) native {
	return func(c goja.FunctionCall) goja.Value {
		x := c.Arguments[0].(*thrown)
		if tb := x.r.Trace; tb != nil && tb.Frame == rt.top.obj {
			x.r.AddFrame(tb.Frame, rt.top.raised)
		}
		return x
	}
}

func excMatch(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return jsBool(rt.t.ExceptMatches(c.Arguments[0].(*thrown).r, rt.py(c.Arguments[1])))
	}
}

func excValue(rt *Runtime) native {
	return func(c goja.FunctionCall) goja.Value { return rt.js(c.Arguments[0].(*thrown).r.Value) }
}

func with(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		m := rt.py(c.Arguments[0])
		return &withState{inert, m, rt.t.GetAttr(m, "__exit__")}
	}
}

func enterWith(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(rt.t.Call0(rt.t.GetAttr(c.Arguments[0].(*withState).manager, "__enter__")))
	}
}

func withExc(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		w := c.Arguments[0].(*withState)
		rt.t.Restore(rt.top.level)
		r := rt.raised(c.Arguments[1])
		saved := rt.t.Exc
		rt.t.Exc = r
		tb := object.None
		if r.Trace != nil {
			tb = object.Obj(r.Trace)
		}
		took := rt.t.Truth(rt.t.Call(w.exit, []object.Value{r.Class, r.Value, tb}, nil))
		if !took {
			rt.t.Exc = saved
		}
		return jsBool(took)
	}
}

func withEnd(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Call(c.Arguments[0].(*withState).exit, []object.Value{object.None, object.None, object.None}, nil)
		return jsUndefined
	}
}

// tickTurns is how many turns of a while loop pass between two looks at the
// budget.
const tickTurns = 64

func tick(rt *Runtime) native {
	turns := rt.vm.ToValue(tickTurns - 1)
	return func(goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		rt.t.Step(tickTurns)
		return turns
	}
}

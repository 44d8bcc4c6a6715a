package python

// The native that runs a fused expression, see emit/fuse.go. Each operation
// does what the native of its own does that it replaces.

import (
	"github.com/dop251/goja"

	"dryfire/scripts/python/emit"
	"dryfire/scripts/python/object"
)

// fusedConst is a fused expression in a runtime.
type fusedConst struct {
	*goja.Symbol
	ops   []fusedOp
	depth int // the stack it needs
}

type fusedOp struct {
	kind    emit.FusedKind
	discard bool
	n       int
	op      object.Op
	text    string
	names   []string
	value   object.Value
	global  *globalConst
}

var binaryOps = map[string]object.Op{
	"add": object.OpAdd, "sub": object.OpSub, "mul": object.OpMul, "div": object.OpDiv, "truediv": object.OpTrueDiv, "floordiv": object.OpFloorDiv,
	"mod": object.OpMod, "pow": object.OpPow, "lshift": object.OpLShift, "rshift": object.OpRShift, "and": object.OpAnd, "or": object.OpOr, "xor": object.OpXor,
}

func (in *instance) fused(ops []emit.FusedOp) *fusedConst {
	f := &fusedConst{Symbol: inert, ops: make([]fusedOp, len(ops))}
	height := 0
	for i := range ops {
		o := &ops[i]
		p := &f.ops[i]
		p.kind, p.n, p.text, p.names, p.discard = o.Kind, o.N, o.Text, o.Names, o.Discard
		switch o.Kind {
		case emit.FusedArg:
			height++
		case emit.FusedValue:
			p.value = constValue(&o.Const)
			height++
		case emit.FusedGlobal:
			kind := "name"
			if o.Local {
				kind = "global name"
			}
			p.global = &globalConst{inert, in, o.Text, kind, nil}
			height++
		case emit.FusedItem:
			height--
		case emit.FusedBinary:
			p.op = binaryOps[o.Text]
			height--
		case emit.FusedTuple, emit.FusedList:
			height += 1 - o.N
		case emit.FusedDict:
			height += 1 - 2*o.N
		case emit.FusedFormat, emit.FusedCall, emit.FusedMethod:
			height -= o.N
		case emit.FusedSetItem:
			height -= 2
		}
		f.depth = max(f.depth, height)
	}
	return f
}

func fused(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		f := c.Arguments[0].(*fusedConst)
		s := rt.t.Push(f.depth)
		rt.runFused(f, s, c.Arguments[1:])
		v := s[0]
		rt.t.Pop(f.depth)
		return rt.js(v)
	}
}

// runFused leaves the result in s[0].
func (rt *Runtime) runFused(f *fusedConst, s []object.Value, args []goja.Value) {
	t := rt.t
	h := 0
	for i := range f.ops {
		o := &f.ops[i]
		switch o.kind {
		case emit.FusedArg:
			s[h] = rt.py(args[o.n])
			h++
		case emit.FusedValue:
			s[h] = o.value
			h++
		case emit.FusedGlobal:
			v, ok := rt.load(o.global)
			if !ok {
				rt.undefined(o.global)
			}
			s[h] = v
			h++
		case emit.FusedAttr:
			s[h-1] = rt.attr(s[h-1], o.text)
		case emit.FusedItem:
			h--
			s[h-1] = t.GetItem(s[h-1], s[h])
		case emit.FusedBinary:
			h--
			s[h-1] = t.Binary(o.op, s[h-1], s[h])
		case emit.FusedFormat:
			h -= o.n
			s[h-1] = rt.format(s[h-1], s[h:h+o.n])
		case emit.FusedTuple:
			h -= o.n
			s[h] = object.Obj(object.NewTuple(rt.copied(s[h : h+o.n])...))
			h++
		case emit.FusedList:
			h -= o.n
			s[h] = object.Obj(object.NewList(rt.copied(s[h : h+o.n])...))
			h++
		case emit.FusedDict:
			h -= 2 * o.n
			d := rt.newDict(o.n)
			for k := h; k < h+2*o.n; k += 2 {
				d.Set(t, s[k], s[k+1])
			}
			s[h] = object.Obj(d)
			h++
		case emit.FusedCall:
			h -= o.n
			s[h-1] = rt.callValues(s[h-1], s[h:h+o.n])
		case emit.FusedMethod:
			h -= o.n
			s[h-1] = rt.methodValue(s[h-1:h+o.n], o.text, o.names, o.discard)
		case emit.FusedSetItem:
			h -= 2
			t.SetItem(s[h], s[h+1], s[h-1])
			s[h-1] = object.None
		}
	}
}

func (rt *Runtime) copied(items []object.Value) []object.Value {
	rt.t.Alloc(64 + valueBytes*len(items))
	return append(make([]object.Value, 0, len(items)), items...)
}

// callValues calls f with positional arguments.
func (rt *Runtime) callValues(f object.Value, args []object.Value) object.Value {
	if fo, ok := f.Object().(*object.Function); ok {
		if d, ok := fo.Host.(*funcData); ok && d.simple && d.params == len(args) {
			js := rt.args[:0]
			for _, v := range args {
				js = append(js, rt.js(v))
			}
			rt.args = js
			return present(rt.py(rt.invoke(d, js)))
		}
	}
	if k, ok := f.Object().(*object.Type); ok && k == object.StrType && len(args) == 1 {
		if v, ok := rt.simpleStr(args[0]); ok {
			return v
		}
	}
	return rt.t.Call(f, args, nil)
}

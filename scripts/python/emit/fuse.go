package emit

// Expressions of several natives, run by one. A call from JavaScript into Go
// costs more than most natives do, so an expression whose parts are natives
// throughout, over variables that are certainly bound, becomes a FusedConst:
// its operations in postfix order, which one native runs over a stack of
// values. Nothing that JavaScript decides is in it, no and, or, conditional,
// lambda, comprehension or yield, and the order of evaluation is the source's.

import (
	"github.com/dop251/goja/ast"

	"dryfire/scripts/python/syntax"
)

// FusedKind says what an operation of a fused expression does to the stack.
type FusedKind uint8

// The operations. "takes" are popped, the result is pushed.
const (
	FusedArg     FusedKind = iota // pushes argument N of the native
	FusedValue                    // pushes Const
	FusedGlobal                   // pushes the global or built-in Text; Local tells how a NameError names it
	FusedAttr                     // takes an object: its attribute Text
	FusedItem                     // takes an object and an index
	FusedBinary                   // takes two: the native Text, a binary operator
	FusedFormat                   // takes a format and N items
	FusedTuple                    // takes N
	FusedList                     // takes N
	FusedDict                     // takes N keys and values
	FusedCall                     // takes a function and N arguments
	FusedMethod                   // takes an object and N arguments, the last ones for Names: calls the method Text; Discard: nobody looks at the result
	FusedSetItem                  // takes a value, an object and an index, pushes None
)

// A FusedOp is one operation.
type FusedOp struct {
	Kind    FusedKind
	N       int
	Text    string
	Names   []string
	Const   Const
	Local   bool
	Discard bool
}

// Limits of a fused expression, and how many natives make one worth it.
const (
	fusedMax = 64
	fusedMin = 2
)

// fuser collects the operations of an expression.
type fuser struct {
	e       *emitter
	ops     []FusedOp
	leaves  []*syntax.Name
	natives int  // calls saved
	effects bool // something in it may have an effect
}

// fused emits x as one native, if that is possible and saves calls; discard
// tells that nobody looks at the result.
func (e *emitter) fused(x syntax.Expr, discard bool) (ast.Expression, bool) {
	if e.f.at < 0 {
		return nil, false
	}
	switch x.(type) {
	case *syntax.Call, *syntax.Dict, *syntax.List, *syntax.Tuple, *syntax.Binary, *syntax.Attribute, *syntax.Subscript:
	default:
		return nil, false
	}
	f := fuser{e: e}
	if c, ok := x.(*syntax.Call); ok {
		ok = f.call(c, discard)
		return f.emit(x.Start(), ok)
	}
	return f.emit(x.Start(), f.expr(x))
}

// fusedSetItem emits o[i] = v as one native; v is evaluated first.
func (e *emitter) fusedSetItem(x *syntax.Subscript, v syntax.Expr) (ast.Expression, bool) {
	if _, ok := x.Index.(*syntax.Slice); ok || e.f.at < 0 {
		return nil, false
	}
	f := fuser{e: e}
	ok := f.expr(v) && f.expr(x.X) && f.expr(x.Index) && f.op(FusedOp{Kind: FusedSetItem}, true)
	return f.emit(x.From, ok)
}

func (f *fuser) emit(p syntax.Pos, ok bool) (ast.Expression, bool) {
	if !ok || f.natives < fusedMin || len(f.ops) > fusedMax {
		return nil, false
	}
	e := f.e
	args := []ast.Expression{e.constant(Const{Kind: FusedConst, Ops: f.ops}, p)}
	for _, n := range f.leaves {
		args = append(args, e.loadName(n))
	}
	if f.effects {
		return e.native(p, "fused", args...), true
	}
	return e.pureNative(p, "fused", args...), true
}

// op adds an operation that would be a native of its own.
func (f *fuser) op(o FusedOp, effect bool) bool {
	f.natives++
	f.effects = f.effects || effect
	f.ops = append(f.ops, o)
	return len(f.ops) <= fusedMax
}

func (f *fuser) exprs(xs []syntax.Expr) bool {
	for _, x := range xs {
		if !f.expr(x) {
			return false
		}
	}
	return true
}

// expr adds the operations of x and tells whether it could.
func (f *fuser) expr(x syntax.Expr) bool {
	e := f.e
	if len(f.ops) >= fusedMax {
		return false
	}
	if c, ok := e.fixed(x); ok {
		f.ops = append(f.ops, FusedOp{Kind: FusedValue, Const: c})
		return true
	}
	switch x := x.(type) {
	case *syntax.Name:
		if e.isGlobal(x) {
			return f.op(FusedOp{Kind: FusedGlobal, Text: x.Name, Local: e.f.scope.Kind == syntax.FunctionScope}, false)
		}
		y := x.Symbol
		if y.Kind != syntax.LocalSymbol || e.f.ns || y.Deleted || !e.f.defined.has(e.f.index[y]) {
			return false
		}
		for i, l := range f.leaves {
			if l.Name == x.Name {
				f.ops = append(f.ops, FusedOp{Kind: FusedArg, N: i})
				return true
			}
		}
		f.ops = append(f.ops, FusedOp{Kind: FusedArg, N: len(f.leaves)})
		f.leaves = append(f.leaves, x)
		return true
	case *syntax.Attribute:
		if !f.expr(x.X) {
			return false
		}
		if n := len(f.ops) - 1; f.ops[n].Kind == FusedAttr || f.ops[n].Kind == FusedGlobal {
			f.natives-- // a chain is one call anyway
		}
		return f.op(FusedOp{Kind: FusedAttr, Text: x.Name}, true)
	case *syntax.Subscript:
		if _, ok := x.Index.(*syntax.Slice); ok {
			return false
		}
		return f.expr(x.X) && f.expr(x.Index) && f.op(FusedOp{Kind: FusedItem}, true)
	case *syntax.Binary:
		if !f.expr(x.X) {
			return false
		}
		if t, ok := x.Y.(*syntax.Tuple); ok && x.Op == syntax.PERCENT {
			return f.exprs(t.Elems) && f.op(FusedOp{Kind: FusedFormat, N: len(t.Elems)}, true)
		}
		return f.expr(x.Y) && f.op(FusedOp{Kind: FusedBinary, Text: e.binaryNative(x.Op)}, true)
	case *syntax.Tuple:
		return f.exprs(x.Elems) && f.op(FusedOp{Kind: FusedTuple, N: len(x.Elems)}, false)
	case *syntax.List:
		return f.exprs(x.Elems) && f.op(FusedOp{Kind: FusedList, N: len(x.Elems)}, false)
	case *syntax.Dict:
		for i := range x.Keys {
			if !f.expr(x.Keys[i]) || !f.expr(x.Values[i]) {
				return false
			}
		}
		return f.op(FusedOp{Kind: FusedDict, N: len(x.Keys)}, true)
	case *syntax.Call:
		return f.call(x, false)
	}
	return false
}

// call adds a call in the forms that emitter.call makes callg and callm of.
func (f *fuser) call(c *syntax.Call, discard bool) bool {
	if c.Star != nil || c.Kwargs != nil || !allQuiet(c.Args) || !keywordsQuiet(c.Keywords) {
		return false
	}
	a, method := c.Func.(*syntax.Attribute)
	if n, ok := c.Func.(*syntax.Name); !method && (!ok || len(c.Keywords) > 0 || !f.e.isGlobal(n)) {
		return false
	}
	if method {
		if !f.expr(a.X) {
			return false
		}
	} else {
		n := c.Func.(*syntax.Name)
		f.ops = append(f.ops, FusedOp{Kind: FusedGlobal, Text: n.Name, Local: f.e.f.scope.Kind == syntax.FunctionScope})
	}
	if !f.exprs(c.Args) {
		return false
	}
	names := make([]string, len(c.Keywords))
	for i, k := range c.Keywords {
		if names[i] = k.Name; !f.expr(k.Value) {
			return false
		}
	}
	if method {
		return f.op(FusedOp{Kind: FusedMethod, N: len(c.Args) + len(names), Text: a.Name, Names: names, Discard: discard}, true)
	}
	return f.op(FusedOp{Kind: FusedCall, N: len(c.Args)}, true)
}

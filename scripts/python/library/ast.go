package library

// Module ast: literal_eval alone, on the parser of scripts.

import (
	"math/big"
	"strings"

	py "dryfire/scripts/python/object"
	"dryfire/scripts/python/syntax"
)

// literal evaluates a tree of literals.
func literal(t *thread, x syntax.Expr) value {
	t.Step(1)
	all := func(xs []syntax.Expr) []value {
		t.Alloc(24 * len(xs))
		out := make([]value, len(xs))
		for i := range xs {
			out[i] = literal(t, xs[i])
		}
		return out
	}
	switch x := x.(type) {
	case *syntax.Str:
		if x.Unicode {
			return py.Unicode(x.Value)
		}
		return py.Str(x.Value)
	case *syntax.Num:
		switch x.Kind {
		case syntax.IntNum:
			return py.Int(int(x.Int))
		case syntax.LongNum:
			return py.BigLong(new(big.Int).Set(x.Long))
		case syntax.FloatNum:
			return py.Float(x.Float)
		}
		return py.NewComplex(complex(0, x.Float))
	case *syntax.Tuple:
		return tuple(all(x.Elems)...)
	case *syntax.List:
		return list(all(x.Elems)...)
	case *syntax.Dict:
		d := py.NewDict(len(x.Keys))
		for i := range x.Keys {
			k := literal(t, x.Keys[i])
			d.Set(t, k, literal(t, x.Values[i]))
		}
		return py.Obj(d)
	case *syntax.Name:
		switch x.Name {
		case "None":
			return py.None
		case "True":
			return py.True
		case "False":
			return py.False
		}
	case *syntax.Unary:
		if n, ok := x.X.(*syntax.Num); ok && x.Op == syntax.MINUS {
			return t.Unary(py.OpNeg, literal(t, n))
		}
	case *syntax.Binary:
		if x.Op != syntax.PLUS && x.Op != syntax.MINUS {
			break
		}
		a, b := literal(t, x.X), literal(t, x.Y)
		_, complexA := a.Object().(*py.Complex)
		_, complexB := b.Object().(*py.Complex)
		if !complexB || complexA || !isInt(a) && !isFloat(a) {
			break
		}
		if x.Op == syntax.PLUS {
			return t.Binary(py.OpAdd, a, b)
		}
		return t.Binary(py.OpSub, a, b)
	}
	t.Raise(py.ValueErrorType, "malformed string")
	return py.None
}

func loadAST(_ *thread, m *py.Module) {
	funcs(m, kw("literal_eval", 1, "node_or_string", func(t *thread, a []value) value {
		if !a[0].IsText() {
			t.Raise(py.ValueErrorType, "malformed string")
		}
		src := a[0].Text()
		if !isUnicode(a[0]) && !isASCII(src) {
			src = t.Decode(src, "latin-1", "strict")
		}
		t.Alloc(8 * len(src))
		t.Step(1 + len(src)/4)
		file, err := syntax.NewFile("<unknown>", src)
		var mod *syntax.Module
		if err == nil {
			mod, err = syntax.Parse(file, syntax.EvalForm, 0)
		}
		if err != nil {
			raiseSyntax(t, err)
		}
		return literal(t, mod.Expr)
	}))
}

// raiseSyntax raises an error of the parser as SyntaxError.
func raiseSyntax(t *thread, err error) {
	e, ok := err.(*syntax.Error)
	if !ok {
		t.Raise(py.SyntaxErrorType, err.Error())
	}
	cls := py.SyntaxErrorType
	switch e.Type {
	case "IndentationError":
		cls = py.IndentationErrorType
	case "TabError":
		cls = py.TabErrorType
	}
	where := tuple(py.Str(e.File), py.Int(e.Line), py.Int(e.Col), py.Str(strings.TrimRight(e.Text, "\n")+"\n"))
	t.Throw(t.Call2(py.Obj(cls), py.Str(e.Msg), where))
}

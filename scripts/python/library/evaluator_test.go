package library_test

// A small tree-walking evaluator of Python, so that the library is tested without any script
// engine. It covers what the cases in testdata use; names are resolved along a chain of
// environments, which is Python's rule but for names deleted or declared late.

import (
	"fmt"
	"iter"
	"strings"

	"dryfire/scripts/python/object"
	"dryfire/scripts/python/syntax"
)

type env struct {
	vars   *object.Dict
	parent *env // enclosing function or module; class bodies are skipped
	global *env
	names  map[string]bool // declared global
	yield  func(object.Value) bool
	file   *syntax.File
	class  bool
	line   int
	fn     string
}

type evaluator struct {
	t *object.Thread
}

type (
	breakLoop    struct{}
	continueLoop struct{}
	returned     struct{ v object.Value }
	stopped      struct{}
)

func (e *evaluator) run(en *env, body []syntax.Stmt) {
	for _, s := range body {
		e.stmt(en, s)
	}
}

func lookup(t *object.Thread, en *env, name string) object.Value {
	for s := en; s != nil; s = s.parent {
		if s.class && s != en {
			continue
		}
		if v, ok := s.vars.GetText(name); ok {
			return v
		}
	}
	if v, ok := t.Builtins.Dict.GetText(name); ok {
		return v
	}
	t.Raise(object.NameErrorType, "name '"+name+"' is not defined")
	return object.None
}

func (e *evaluator) assign(en *env, target syntax.Expr, v object.Value) {
	t := e.t
	switch x := target.(type) {
	case *syntax.Name:
		if en.names[x.Name] {
			en.global.vars.SetText(x.Name, v)
			return
		}
		en.vars.SetText(x.Name, v)
	case *syntax.Attribute:
		t.SetAttr(e.expr(en, x.X), x.Name, v)
	case *syntax.Subscript:
		o := e.expr(en, x.X)
		if sl, ok := x.Index.(*syntax.Slice); ok && sl.Colons == 1 {
			t.SetSlice(o, e.opt(en, sl.Lo), e.opt(en, sl.Hi), v)
			return
		}
		t.SetItem(o, e.index(en, x.Index), v)
	case *syntax.Tuple:
		e.unpack(en, x.Elems, v)
	case *syntax.List:
		e.unpack(en, x.Elems, v)
	default:
		panic(fmt.Sprintf("assign to %T", target))
	}
}

func (e *evaluator) unpack(en *env, targets []syntax.Expr, v object.Value) {
	out := make([]object.Value, len(targets))
	e.t.Unpack(v, out)
	for i, x := range targets {
		e.assign(en, x, out[i])
	}
}

func (e *evaluator) opt(en *env, x syntax.Expr) object.Value {
	if x == nil {
		return object.Value{}
	}
	return e.expr(en, x)
}

func (e *evaluator) index(en *env, x syntax.Expr) object.Value {
	if sl, ok := x.(*syntax.Slice); ok {
		return object.Obj(object.NewSlice(e.opt(en, sl.Lo), e.opt(en, sl.Hi), e.opt(en, sl.Step)))
	}
	return e.expr(en, x)
}

func (e *evaluator) loop(body func()) (again bool) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case breakLoop:
			again = false
		case continueLoop:
			again = true
		default:
			panic(r)
		}
	}()
	body()
	return true
}

func (e *evaluator) stmt(en *env, s syntax.Stmt) {
	t := e.t
	en.line = en.file.Position(s.Start()).Line
	switch s := s.(type) {
	case *syntax.ExprStmt:
		e.expr(en, s.X)
	case *syntax.Assign:
		v := e.expr(en, s.Value)
		for _, x := range s.Targets {
			e.assign(en, x, v)
		}
	case *syntax.AugAssign:
		op := binaryOps[s.Op]
		switch x := s.Target.(type) {
		case *syntax.Attribute:
			o := e.expr(en, x.X)
			t.SetAttr(o, x.Name, t.InPlace(op, t.GetAttr(o, x.Name), e.expr(en, s.Value)))
		case *syntax.Subscript:
			o, i := e.expr(en, x.X), e.index(en, x.Index)
			t.SetItem(o, i, t.InPlace(op, t.GetItem(o, i), e.expr(en, s.Value)))
		default:
			e.assign(en, x, t.InPlace(op, e.expr(en, x), e.expr(en, s.Value)))
		}
	case *syntax.Print:
		var vs []object.Value
		for _, x := range s.Values {
			vs = append(vs, e.expr(en, x))
		}
		t.Print(e.opt(en, s.Dest), vs, s.Newline)
	case *syntax.Pass:
	case *syntax.Break:
		panic(breakLoop{})
	case *syntax.Continue:
		panic(continueLoop{})
	case *syntax.Return:
		panic(returned{e.opt(en, s.X).Or(object.None)})
	case *syntax.Raise:
		panic(t.MakeRaised(e.opt(en, s.Type), e.opt(en, s.Value), e.opt(en, s.Traceback)))
	case *syntax.Global:
		for _, n := range s.Names {
			en.names[n.Name] = true
		}
	case *syntax.Del:
		for _, x := range s.Targets {
			switch x := x.(type) {
			case *syntax.Name:
				en.vars.DeleteText(x.Name)
			case *syntax.Attribute:
				t.DelAttr(e.expr(en, x.X), x.Name)
			case *syntax.Subscript:
				if sl, ok := x.Index.(*syntax.Slice); ok && sl.Colons == 1 {
					t.SetSlice(e.expr(en, x.X), e.opt(en, sl.Lo), e.opt(en, sl.Hi), object.Value{})
					continue
				}
				t.DelItem(e.expr(en, x.X), e.index(en, x.Index))
			}
		}
	case *syntax.Import:
		for _, a := range s.Names {
			m := t.Import(a.Path)
			if i := strings.IndexByte(a.Path, '.'); i > 0 && !a.As {
				m = t.Import(a.Path[:i])
			}
			e.assign(en, a.Bind, m)
		}
	case *syntax.ImportFrom:
		m := t.Import(s.Module)
		if s.Star {
			if all, ok := t.LookupAttr(m, "__all__"); ok {
				for _, n := range t.Items(all) {
					en.vars.SetText(n.Text(), t.GetAttr(m, n.Text()))
				}
				return
			}
			for _, n := range t.Dir(m) {
				if n[0] != '_' {
					en.vars.SetText(n, t.GetAttr(m, n))
				}
			}
			return
		}
		for _, a := range s.Names {
			e.assign(en, a.Bind, t.ImportFrom(m, a.Path))
		}
	case *syntax.Assert:
		if !t.Truth(e.expr(en, s.Test)) {
			t.Throw(t.Call0(object.Obj(object.AssertionErrorType)))
		}
	case *syntax.If:
		if t.Truth(e.expr(en, s.Test)) {
			e.run(en, s.Body)
		} else {
			e.run(en, s.Else)
		}
	case *syntax.While:
		for t.Truth(e.expr(en, s.Test)) {
			if !e.loop(func() { e.run(en, s.Body) }) {
				return
			}
		}
		e.run(en, s.Else)
	case *syntax.For:
		it := t.Iter(e.expr(en, s.Iter))
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			e.assign(en, s.Target, v)
			if !e.loop(func() { e.run(en, s.Body) }) {
				return
			}
		}
		e.run(en, s.Else)
	case *syntax.Try:
		e.try(en, s)
	case *syntax.With:
		cm := e.expr(en, s.Context)
		v := t.Method0(cm, "__enter__")
		if s.Target != nil {
			e.assign(en, s.Target, v)
		}
		if r := t.Try(func() { e.run(en, s.Body) }); r != nil {
			if !t.Truth(t.CallMethod("__exit__", []object.Value{cm, r.Class, r.Value, object.None}, nil)) {
				panic(r)
			}
			return
		}
		t.CallMethod("__exit__", []object.Value{cm, object.None, object.None, object.None}, nil)
	case *syntax.FunctionDef:
		v := e.function(en, s.Name.Name, s.Params, s.Body, nil, s.Doc)
		for i := len(s.Decorators) - 1; i >= 0; i-- {
			v = t.Call1(e.expr(en, s.Decorators[i]), v)
		}
		e.assign(en, s.Name, v)
	case *syntax.ClassDef:
		inner := &env{vars: object.NewAttrs(), parent: en, global: en.global, names: map[string]bool{}, class: true, file: en.file, fn: s.Name.Name}
		inner.vars.SetText("__module__", object.Str("__main__"))
		if s.Doc != nil {
			inner.vars.SetText("__doc__", object.Str(s.Doc.Value))
		}
		e.run(inner, s.Body)
		var bases []object.Value
		for _, b := range s.Bases {
			bases = append(bases, e.expr(en, b))
		}
		v := t.MakeClass(s.Name.Name, bases, inner.vars, en.global.vars)
		for i := len(s.Decorators) - 1; i >= 0; i-- {
			v = t.Call1(e.expr(en, s.Decorators[i]), v)
		}
		e.assign(en, s.Name, v)
	default:
		panic(fmt.Sprintf("statement %T", s))
	}
}

func (e *evaluator) try(en *env, s *syntax.Try) {
	t := e.t
	if s.Finally != nil {
		defer func() {
			x := recover()
			e.run(en, s.Finally)
			if x != nil {
				panic(x)
			}
		}()
	}
	r := t.Try(func() { e.run(en, s.Body) })
	if r == nil {
		e.run(en, s.Else)
		return
	}
	line := en.line
	for _, h := range s.Handlers {
		if h.Type != nil && !t.ExceptMatches(r, e.expr(en, h.Type)) {
			continue
		}
		code := object.NewCode(en.fn, en.file.Name, 1, nil, "", "")
		r.AddFrame(object.NewFrame(code, en.global.vars, object.Value{}, line), line)
		t.Exc = r
		if h.Target != nil {
			e.assign(en, h.Target, r.Value)
		}
		e.run(en, h.Body)
		return
	}
	panic(r)
}

func (e *evaluator) function(en *env, name string, p *syntax.Params, body []syntax.Stmt, expr syntax.Expr, doc *syntax.Str) object.Value {
	var params []string
	var targets []syntax.Expr
	if p == nil {
		p = &syntax.Params{}
	}
	for i, x := range p.List {
		if n, ok := x.(*syntax.Name); ok {
			params = append(params, n.Name)
		} else {
			params = append(params, fmt.Sprintf(".%d", i))
		}
		targets = append(targets, x)
	}
	star, kw := "", ""
	if p.Star != nil {
		star = p.Star.Name
		targets = append(targets, p.Star)
	}
	if p.Kwargs != nil {
		kw = p.Kwargs.Name
		targets = append(targets, p.Kwargs)
	}
	var defaults []object.Value
	for _, d := range p.Defaults {
		defaults = append(defaults, e.expr(en, d))
	}
	code := object.NewCode(name, en.file.Name, en.line, params, star, kw)
	if doc != nil {
		code.Docstring = object.Str(doc.Value)
	}
	gen := yields(body)
	return object.Obj(object.NewFunction(code, en.global.vars, defaults, func(t *object.Thread, f *object.Function, slots []object.Value) object.Value {
		t.Enter()
		defer t.Leave()
		in := &env{vars: object.NewDict(0), parent: en, global: en.global, names: map[string]bool{}, file: en.file, fn: name}
		for i, x := range targets {
			e.assign(in, x, slots[i])
		}
		if expr != nil {
			return e.expr(in, expr)
		}
		if gen {
			return e.generator(name, code, in, func() { e.run(in, body) })
		}
		return e.call(in, body)
	}))
}

func (e *evaluator) call(in *env, body []syntax.Stmt) (v object.Value) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case returned:
			v = r.v
		case *object.Raised:
			code := object.NewCode(in.fn, in.file.Name, 1, nil, "", "")
			r.AddFrame(object.NewFrame(code, in.global.vars, object.Value{}, in.line), in.line)
			panic(r)
		default:
			panic(r)
		}
	}()
	e.run(in, body)
	return object.None
}

type resumer struct {
	next func() (object.Value, bool)
	stop func()
}

func (r *resumer) Resume(_ *object.Thread, _ object.Value, exc *object.Raised) (object.Value, bool) {
	if exc != nil {
		r.stop()
		panic(exc)
	}
	return r.next()
}

func (e *evaluator) generator(name string, code *object.Code, in *env, body func()) object.Value {
	next, stop := iter.Pull(func(yield func(object.Value) bool) {
		defer func() {
			switch r := recover().(type) {
			case nil, stopped, returned:
			default:
				panic(r)
			}
		}()
		in.yield = yield
		body()
	})
	return object.Obj(object.NewGenerator(name, code, &resumer{next, stop}))
}

// yields reports whether a body holds a yield of its own.
func yields(body []syntax.Stmt) bool {
	found := false
	var walk func([]syntax.Stmt)
	walk = func(b []syntax.Stmt) {
		for _, s := range b {
			switch s := s.(type) {
			case *syntax.ExprStmt:
				if _, ok := s.X.(*syntax.Yield); ok {
					found = true
				}
			case *syntax.If:
				walk(s.Body)
				walk(s.Else)
			case *syntax.For:
				walk(s.Body)
				walk(s.Else)
			case *syntax.While:
				walk(s.Body)
			case *syntax.Try:
				walk(s.Body)
			case *syntax.With:
				walk(s.Body)
			}
		}
	}
	walk(body)
	return found
}

var binaryOps = map[syntax.Token]object.Op{
	syntax.PLUS: object.OpAdd, syntax.MINUS: object.OpSub, syntax.STAR: object.OpMul, syntax.SLASH: object.OpDiv,
	syntax.DSLASH: object.OpFloorDiv, syntax.PERCENT: object.OpMod, syntax.POW: object.OpPow, syntax.LSHIFT: object.OpLShift,
	syntax.RSHIFT: object.OpRShift, syntax.AMP: object.OpAnd, syntax.PIPE: object.OpOr, syntax.CARET: object.OpXor,
}

var compareOps = map[syntax.CompareOp]object.CmpOp{
	syntax.Lt: object.LT, syntax.Le: object.LE, syntax.Eq: object.EQ, syntax.Ne: object.NE, syntax.Gt: object.GT, syntax.Ge: object.GE,
}

func (e *evaluator) exprs(en *env, xs []syntax.Expr) []object.Value {
	out := make([]object.Value, 0, len(xs))
	for _, x := range xs {
		out = append(out, e.expr(en, x))
	}
	return out
}

func (e *evaluator) expr(en *env, x syntax.Expr) object.Value {
	t := e.t
	switch x := x.(type) {
	case *syntax.Name:
		return lookup(t, en, x.Name)
	case *syntax.Num:
		switch x.Kind {
		case syntax.IntNum:
			return object.Int(int(x.Int))
		case syntax.LongNum:
			return object.BigLong(x.Long)
		case syntax.FloatNum:
			return object.Float(x.Float)
		}
		return object.NewComplex(complex(0, x.Float))
	case *syntax.Str:
		if x.Unicode {
			return object.Unicode(x.Value)
		}
		return object.Str(x.Value)
	case *syntax.Tuple:
		return object.Obj(object.NewTuple(e.exprs(en, x.Elems)...))
	case *syntax.List:
		return object.Obj(object.NewList(e.exprs(en, x.Elems)...))
	case *syntax.Set:
		return object.Obj(object.NewSet(t, e.exprs(en, x.Elems)...))
	case *syntax.Dict:
		d := object.NewDict(0)
		for i := range x.Keys {
			d.Set(t, e.expr(en, x.Keys[i]), e.expr(en, x.Values[i]))
		}
		return object.Obj(d)
	case *syntax.Repr:
		return object.Str(t.Repr(e.expr(en, x.X)))
	case *syntax.Unary:
		v := e.expr(en, x.X)
		switch x.Op {
		case syntax.NOT:
			return t.Not(v)
		case syntax.MINUS:
			return t.Unary(object.OpNeg, v)
		case syntax.PLUS:
			return t.Unary(object.OpPos, v)
		}
		return t.Unary(object.OpInvert, v)
	case *syntax.Binary:
		a := e.expr(en, x.X)
		return t.Binary(binaryOps[x.Op], a, e.expr(en, x.Y))
	case *syntax.BoolOp:
		var v object.Value
		for _, y := range x.Xs {
			v = e.expr(en, y)
			if t.Truth(v) == (x.Op == syntax.OR) {
				break
			}
		}
		return v
	case *syntax.Compare:
		a := e.expr(en, x.X)
		var r object.Value
		for i, op := range x.Ops {
			b := e.expr(en, x.Ys[i])
			switch op {
			case syntax.In:
				r = object.Bool(t.Contains(b, a))
			case syntax.NotIn:
				r = object.Bool(!t.Contains(b, a))
			case syntax.Is:
				r = object.Bool(object.Is(a, b))
			case syntax.IsNot:
				r = object.Bool(!object.Is(a, b))
			default:
				r = t.Compare(compareOps[op], a, b)
			}
			if i+1 < len(x.Ops) && !t.Truth(r) {
				break
			}
			a = b
		}
		return r
	case *syntax.Conditional:
		if t.Truth(e.expr(en, x.Test)) {
			return e.expr(en, x.Then)
		}
		return e.expr(en, x.Else)
	case *syntax.Attribute:
		return t.GetAttr(e.expr(en, x.X), x.Name)
	case *syntax.Subscript:
		o := e.expr(en, x.X)
		if sl, ok := x.Index.(*syntax.Slice); ok && sl.Colons == 1 {
			return t.GetSlice(o, e.opt(en, sl.Lo), e.opt(en, sl.Hi))
		}
		return t.GetItem(o, e.index(en, x.Index))
	case *syntax.Call:
		f := e.expr(en, x.Func)
		args := e.exprs(en, x.Args)
		var names []string
		for _, k := range x.Keywords {
			args = append(args, e.expr(en, k.Value))
			names = append(names, k.Name)
		}
		if x.Star != nil || x.Kwargs != nil {
			return t.CallStar(f, args, names, e.opt(en, x.Star), e.opt(en, x.Kwargs))
		}
		return t.Call(f, args, names)
	case *syntax.Lambda:
		return e.function(en, "<lambda>", x.Params, nil, x.Body, nil)
	case *syntax.Comp:
		return e.comprehension(en, x)
	case *syntax.Yield:
		v := e.opt(en, x.X).Or(object.None)
		s := en
		for s.yield == nil {
			s = s.parent
		}
		if !s.yield(v) {
			panic(stopped{})
		}
		return object.None
	}
	panic(fmt.Sprintf("expression %T", x))
}

func (e *evaluator) comprehension(en *env, x *syntax.Comp) object.Value {
	t := e.t
	in := &env{vars: object.NewDict(0), parent: en, global: en.global, names: map[string]bool{}, file: en.file}
	if x.Kind == syntax.ListComp {
		in = en
	}
	first := t.Iter(e.expr(en, x.Clauses[0].Iter))
	var walk func(i int, it object.Value, emit func())
	walk = func(i int, it object.Value, emit func()) {
		if i == len(x.Clauses) {
			emit()
			return
		}
		if i > 0 {
			it = t.Iter(e.expr(in, x.Clauses[i].Iter))
		}
	next:
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			e.assign(in, x.Clauses[i].Target, v)
			for _, c := range x.Clauses[i].Conds {
				if !t.Truth(e.expr(in, c)) {
					continue next
				}
			}
			walk(i+1, it, emit)
		}
	}
	switch x.Kind {
	case syntax.ListComp:
		l := object.NewList()
		walk(0, first, func() { t.Append(l, e.expr(in, x.Value)) })
		return object.Obj(l)
	case syntax.SetComp:
		s := object.NewSet(t)
		walk(0, first, func() { s.Add(t, e.expr(in, x.Value)) })
		return object.Obj(s)
	case syntax.DictComp:
		d := object.NewDict(0)
		walk(0, first, func() { d.Set(t, e.expr(in, x.Key), e.expr(in, x.Value)) })
		return object.Obj(d)
	}
	return e.generator("<genexpr>", nil, in, func() {
		walk(0, first, func() {
			if !in.yield(e.expr(in, x.Value)) {
				panic(stopped{})
			}
		})
	})
}

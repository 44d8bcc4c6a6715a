package emit

import (
	"strconv"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"dryfire/scripts/python/syntax"
)

func (e *emitter) stmts(body []syntax.Stmt) {
	for _, s := range body {
		e.stmt(s)
	}
}

// blockOf emits statements into a block of their own.
func (e *emitter) blockOf(body []syntax.Stmt, p syntax.Pos) *ast.BlockStatement {
	return e.block(e.within(func() { e.stmts(body) }), p)
}

// fresh starts a statement: what is emitted first may be put in front of it.
func (e *emitter) fresh() {
	e.f.hoist = true
	e.f.reads = e.f.reads[:0]
}

func (e *emitter) dead() { e.f.defined = definite{dead: true} }

func (e *emitter) stmt(s syntax.Stmt) {
	mark := e.mark()
	defer e.release(mark)
	e.fresh()
	p := s.Start()
	e.f.at = p
	switch s := s.(type) {
	case *syntax.ExprStmt:
		e.exprStmt(s)
	case *syntax.Assign:
		e.assignment(s)
	case *syntax.AugAssign:
		e.augmented(s)
	case *syntax.Print:
		e.print(s)
	case *syntax.Exec:
		ns := e.absent(p)
		if e.f.ns {
			ns = e.ident("$ns", p)
		}
		body, globals, locals := s.Body, s.Globals, s.Locals
		if t, ok := body.(*syntax.Tuple); ok && globals == nil && (len(t.Elems) == 2 || len(t.Elems) == 3) {
			body, globals = t.Elems[0], t.Elems[1]
			if len(t.Elems) == 3 {
				locals = t.Elems[2]
			}
		}
		code := e.expr(body)
		g := e.exprOr(globals, p)
		e.addExpr(e.native(p, "exec", code, g, e.exprOr(locals, p), ns))
	case *syntax.Del:
		for _, t := range s.Targets {
			e.delete(t)
		}
	case *syntax.Pass, *syntax.Global:
	case *syntax.Break:
		b := &ast.BranchStatement{Idx: e.idx(p), Token: token.BREAK}
		if l := e.f.loops[len(e.f.loops)-1]; l.label != "" {
			b.Label = e.ident(l.label, p)
		}
		e.add(b)
		e.dead()
	case *syntax.Continue:
		e.add(&ast.BranchStatement{Idx: e.idx(p), Token: token.CONTINUE})
		e.dead()
	case *syntax.Return:
		var x ast.Expression
		if s.X != nil {
			x = e.expr(s.X)
		}
		e.add(&ast.ReturnStatement{Return: e.idx(p), Argument: x})
		e.dead()
	case *syntax.Raise:
		if s.Type == nil {
			e.addExpr(e.native(p, "reraise"))
		} else {
			t := e.expr(s.Type)
			v := e.exprOr(s.Value, p)
			e.addExpr(e.native(p, "raise", t, v, e.exprOr(s.Traceback, p)))
		}
		e.dead()
	case *syntax.Import:
		for _, a := range s.Names {
			native := "import"
			if a.As {
				native = "importas"
			}
			e.storeName(a.Bind, e.native(p, native, e.nameConst(a.Path, p), e.int(int64(e.importLevel(0)), p)))
		}
	case *syntax.ImportFrom:
		e.importFrom(s)
	case *syntax.Assert:
		test := e.expr(s.Test)
		fail := e.within(func() {
			e.fresh()
			e.addExpr(e.native(p, "assert", e.exprOr(s.Msg, p)))
		})
		truth, known := constant(test)
		switch {
		case known && !truth:
			for _, st := range fail {
				e.add(st)
			}
		case !known:
			e.add(&ast.IfStatement{If: e.idx(p), Test: &ast.UnaryExpression{Operator: token.NOT, Idx: e.idx(p), Operand: test}, Consequent: e.block(fail, p)})
		}
	case *syntax.If:
		e.ifStmt(s)
	case *syntax.While:
		e.while(s)
	case *syntax.For:
		e.forStmt(s)
	case *syntax.Try:
		e.try(s)
	case *syntax.With:
		e.with(s)
	case *syntax.FunctionDef:
		e.def(s)
	case *syntax.ClassDef:
		e.class(s)
	}
}

// print writes each value as soon as it is evaluated, as Jython does: what an
// error cuts short has been printed.
func (e *emitter) print(s *syntax.Print) {
	p := s.From
	dest := e.exprOr(s.Dest, p)
	var pending []ast.Expression
	flush := func(newline bool) {
		e.addExpr(e.native(p, "print", append([]ast.Expression{dest, e.bool(newline, p)}, pending...)...))
		pending = nil
		e.fresh()
	}
	if s.Dest != nil && len(s.Values) > 1 {
		t := e.temp()
		e.addExpr(e.assign(e.ident(t, p), dest))
		dest = e.ident(t, p)
	}
	for i, x := range s.Values {
		if i > 0 && !e.certain(x) {
			flush(false)
		}
		pending = append(pending, e.expr(x))
	}
	flush(s.Newline)
}

// certain tells that evaluating x can neither fail nor have an effect.
func (e *emitter) certain(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Num, *syntax.Str:
		return true
	case *syntax.Name:
		y := x.Symbol
		return isNone(x) || y.Kind == syntax.LocalSymbol && !e.f.ns && !y.Deleted && e.f.defined.has(e.f.index[y])
	}
	return false
}

func (e *emitter) exprStmt(s *syntax.ExprStmt) {
	switch s.X.(type) {
	case *syntax.Str, *syntax.Num:
		if e.module.Form != syntax.SingleForm {
			return
		}
	}
	if c, ok := s.X.(*syntax.Call); ok && e.module.Form != syntax.SingleForm {
		x, ok := e.fused(c, true)
		if !ok {
			x = e.call(c, true)
		}
		e.addExpr(x)
		return
	}
	x := e.expr(s.X)
	if e.module.Form == syntax.SingleForm && e.f.scope.Kind == syntax.ModuleScope {
		x = e.native(s.From, "display", x)
	}
	e.addExpr(x)
}

// importLevel is what __import__ gets: -1 looks beside the module first.
func (e *emitter) importLevel(dots int) int {
	if dots == 0 && e.module.Futures&syntax.FutureAbsoluteImport == 0 {
		return -1
	}
	return dots
}

func (e *emitter) importFrom(s *syntax.ImportFrom) {
	p := s.From
	var names []string
	for _, a := range s.Names {
		names = append(names, a.Path)
	}
	if s.Star {
		names = []string{"*"}
	}
	m := e.native(p, "importfrom", e.nameConst(s.Module, p), e.int(int64(e.importLevel(s.Level)), p), e.namesConst(names, p))
	if s.Star {
		ns := e.absent(p)
		if e.f.ns {
			ns = e.ident("$ns", p)
		}
		e.addExpr(e.native(p, "importstar", m, ns))
		return
	}
	if len(s.Names) == 1 {
		e.storeName(s.Names[0].Bind, e.native(p, "from", m, e.nameConst(s.Names[0].Path, p)))
		return
	}
	t := e.temp()
	e.addExpr(e.assign(e.ident(t, p), m))
	for _, a := range s.Names {
		e.storeName(a.Bind, e.native(p, "from", e.ident(t, p), e.nameConst(a.Path, p)))
	}
}

func (e *emitter) assignment(s *syntax.Assign) {
	p := s.From
	if len(s.Targets) == 1 {
		// a, b = x, y needs no tuple.
		t, v := elems(s.Targets[0]), elems(s.Value)
		if t != nil && v != nil && len(t) == len(v) {
			temps := make([]string, len(v))
			for i, x := range v {
				temps[i] = e.temp()
				y := e.expr(x)
				e.addExpr(e.assign(e.ident(temps[i], x.Start()), y))
				// What follows comes after an effect of its own statement,
				// which keeps order by itself.
				e.fresh()
			}
			for i, x := range t {
				e.assignTo(x, e.ident(temps[i], x.Start()))
			}
			return
		}
		if t, ok := s.Targets[0].(*syntax.Subscript); ok {
			if x, ok := e.fusedSetItem(t, s.Value); ok {
				e.addExpr(x)
				return
			}
		}
		v1 := e.expr(s.Value)
		e.assignTo(s.Targets[0], v1)
		return
	}
	v := e.expr(s.Value)
	t := e.temp()
	e.addExpr(e.assign(e.ident(t, p), v))
	for _, x := range s.Targets {
		e.assignTo(x, e.ident(t, x.Start()))
	}
}

// elems are the parts of a tuple or list display, nil for anything else.
func elems(x syntax.Expr) []syntax.Expr {
	switch x := x.(type) {
	case *syntax.Tuple:
		return x.Elems
	case *syntax.List:
		return x.Elems
	}
	return nil
}

// assignTo assigns v, which is evaluated before the parts of the target.
func (e *emitter) assignTo(x syntax.Expr, v ast.Expression) {
	p := x.Start()
	switch x := x.(type) {
	case *syntax.Name:
		e.storeName(x, v)
	case *syntax.Attribute:
		v = e.settled(x.X, v, p)
		e.addExpr(e.native(x.NamePos, "setattr", e.expr(x.X), e.nameConst(x.Name, x.NamePos), v))
	case *syntax.Subscript:
		v = e.settled(x.X, v, p)
		v = e.settled(x.Index, v, p)
		o := e.expr(x.X)
		if s, ok := x.Index.(*syntax.Slice); ok && s.Colons == 1 {
			lo := e.exprOr(s.Lo, p)
			e.addExpr(e.native(p, "setslice", o, lo, e.exprOr(s.Hi, p), v))
			return
		}
		e.addExpr(e.native(p, "setitem", o, e.index(x.Index), v))
	case *syntax.Tuple:
		e.unpack(x.Elems, v, p)
	case *syntax.List:
		e.unpack(x.Elems, v, p)
	}
}

// settled evaluates v into a temporary unless it is one, or unless evaluating
// x first makes no difference.
func (e *emitter) settled(x syntax.Expr, v ast.Expression, p syntax.Pos) ast.Expression {
	switch v := v.(type) {
	case *ast.Identifier:
		return v
	case *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
		return v
	}
	switch x := x.(type) {
	case *syntax.Num, *syntax.Str:
		return v
	case *syntax.Name:
		// No call can rebind a local variable.
		if y := x.Symbol; y.Kind == syntax.LocalSymbol && !e.f.ns && !y.Deleted && e.f.defined.has(e.f.index[y]) {
			return v
		}
	}
	t := e.temp()
	e.addExpr(e.assign(e.ident(t, p), v))
	e.fresh()
	return e.ident(t, p)
}

// unpack assigns the items of v. The native unpack keeps them and returns the
// first, item the ones after it.
func (e *emitter) unpack(to []syntax.Expr, v ast.Expression, p syntax.Pos) {
	n := e.int(int64(len(to)), p)
	if len(to) == 0 {
		e.addExpr(e.native(p, "unpack", v, n))
		return
	}
	simple := true
	for _, x := range to {
		if y, ok := x.(*syntax.Name); !ok || e.f.ns || y.Symbol.Kind == syntax.GlobalSymbol {
			simple = false
		}
	}
	item := func(i int, at syntax.Pos) ast.Expression {
		if i == 0 {
			return e.native(p, "unpack", v, n)
		}
		return e.native(at, "item")
	}
	if simple {
		for i, x := range to {
			e.assignTo(x, item(i, x.Start()))
		}
		return
	}
	mark := e.mark()
	temps := make([]string, len(to))
	for i, x := range to {
		temps[i] = e.temp()
		e.addExpr(e.assign(e.ident(temps[i], x.Start()), item(i, x.Start())))
	}
	for i, x := range to {
		e.assignTo(x, e.ident(temps[i], x.Start()))
	}
	e.release(mark)
}

func (e *emitter) storeName(n *syntax.Name, v ast.Expression) {
	f := e.f
	p := n.From
	y := n.Symbol
	switch {
	case y.Kind == syntax.LocalSymbol && !f.ns:
		e.addExpr(e.assign(e.ident(jsName(n.Name), p), v))
		f.defined.set(f.index[y])
	case f.ns && !y.Declared:
		e.addExpr(e.native(p, "nstore", e.ident("$ns", p), e.global(n.Name, p), v))
	default:
		e.addExpr(e.native(p, "gstore", e.global(n.Name, p), v))
	}
}

func (e *emitter) delete(x syntax.Expr) {
	p := x.Start()
	f := e.f
	switch x := x.(type) {
	case *syntax.Name:
		y := x.Symbol
		switch {
		case y.Kind == syntax.LocalSymbol && !f.ns:
			id := e.ident(jsName(x.Name), p)
			e.add(&ast.IfStatement{If: e.idx(p),
				Test:       &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Left: id, Right: e.absent(p), Comparison: true},
				Consequent: &ast.ExpressionStatement{Expression: e.native(p, "unboundlocal", e.nameConst(x.Name, p))}})
			e.addExpr(e.assign(e.ident(jsName(x.Name), p), e.absent(p)))
		case f.ns && !y.Declared:
			e.addExpr(e.native(p, "ndel", e.ident("$ns", p), e.global(x.Name, p)))
		default:
			e.addExpr(e.native(p, "gdel", e.global(x.Name, p)))
		}
	case *syntax.Attribute:
		e.addExpr(e.native(x.NamePos, "delattr", e.expr(x.X), e.nameConst(x.Name, x.NamePos)))
	case *syntax.Subscript:
		o := e.expr(x.X)
		if s, ok := x.Index.(*syntax.Slice); ok && s.Colons == 1 {
			lo := e.exprOr(s.Lo, p)
			e.addExpr(e.native(p, "delslice", o, lo, e.exprOr(s.Hi, p)))
			return
		}
		e.addExpr(e.native(p, "delitem", o, e.index(x.Index)))
	case *syntax.Tuple:
		for _, t := range x.Elems {
			e.delete(t)
		}
	case *syntax.List:
		for _, t := range x.Elems {
			e.delete(t)
		}
	}
}

func (e *emitter) augmented(s *syntax.AugAssign) {
	p := s.From
	op := "i" + e.binaryNative(s.Op)
	switch t := s.Target.(type) {
	case *syntax.Name:
		a := e.loadName(t)
		v := e.expr(s.Value)
		e.storeName(t, e.native(p, op, a, v))
	case *syntax.Attribute:
		o := e.temp()
		e.addExpr(e.assign(e.ident(o, p), e.expr(t.X)))
		name := e.nameConst(t.Name, t.NamePos)
		a := e.native(t.NamePos, "getattr", e.ident(o, p), name)
		v := e.expr(s.Value)
		e.addExpr(e.native(t.NamePos, "setattr", e.ident(o, p), name, e.native(p, op, a, v)))
	case *syntax.Subscript:
		o := e.temp()
		e.addExpr(e.assign(e.ident(o, p), e.expr(t.X)))
		if sl, ok := t.Index.(*syntax.Slice); ok && sl.Colons == 1 {
			lo, hi := e.temp(), e.temp()
			e.addExpr(e.assign(e.ident(lo, p), e.exprOr(sl.Lo, p)))
			e.addExpr(e.assign(e.ident(hi, p), e.exprOr(sl.Hi, p)))
			a := e.native(p, "getslice", e.ident(o, p), e.ident(lo, p), e.ident(hi, p))
			v := e.expr(s.Value)
			e.addExpr(e.native(p, "setslice", e.ident(o, p), e.ident(lo, p), e.ident(hi, p), e.native(p, op, a, v)))
			return
		}
		i := e.temp()
		e.addExpr(e.assign(e.ident(i, p), e.index(t.Index)))
		a := e.native(p, "getitem", e.ident(o, p), e.ident(i, p))
		v := e.expr(s.Value)
		e.addExpr(e.native(p, "setitem", e.ident(o, p), e.ident(i, p), e.native(p, op, a, v)))
	}
}

func (e *emitter) ifStmt(s *syntax.If) {
	// An elif chain of thousands must not nest this function, so it is
	// built from the last test back.
	type arm struct {
		test ast.Expression
		pre  []ast.Statement
		body *ast.BlockStatement
		p    syntax.Pos
	}
	f := e.f
	var arms []arm
	var after definite
	after.dead = true
	var last ast.Statement
	for {
		var a arm
		a.p = s.From
		e.f.at = a.p
		a.pre = e.within(func() {
			e.fresh()
			a.test = e.test(s.Test)
		})
		before := f.defined.clone()
		a.body = e.blockOf(s.Body, s.From)
		after = meet(after, f.defined)
		f.defined = before
		arms = append(arms, a)
		if len(s.Else) == 1 {
			if next, ok := s.Else[0].(*syntax.If); ok {
				s = next
				continue
			}
		}
		if len(s.Else) > 0 {
			last = e.blockOf(s.Else, s.From)
		}
		f.defined = meet(after, f.defined)
		break
	}
	for i := len(arms) - 1; i >= 0; i-- {
		a := arms[i]
		var st ast.Statement = &ast.IfStatement{If: e.idx(a.p), Test: a.test, Consequent: a.body, Alternate: last}
		if truth, ok := constant(a.test); ok {
			if st = last; truth {
				st = a.body
			}
			if st == nil {
				st = e.block(nil, a.p)
			}
		}
		last = st
		if len(a.pre) > 0 {
			if i == 0 {
				for _, q := range a.pre {
					e.add(q)
				}
			} else {
				last = e.block(append(a.pre, st), a.p)
			}
		}
	}
	e.add(last)
}

// loopBody emits the body of a loop and its else clause; build makes the
// JavaScript loop.
func (e *emitter) loopBody(p syntax.Pos, body, orelse []syntax.Stmt, head func(), build func(*ast.BlockStatement) ast.Statement) {
	f := e.f
	l := loop{}
	if len(orelse) > 0 {
		e.labels++
		l.label = "$L" + strconv.Itoa(e.labels)
	}
	before := f.defined.clone()
	f.loops = append(f.loops, l)
	list := e.within(func() {
		if head != nil {
			head()
		}
		e.stmts(body)
	})
	f.loops = f.loops[:len(f.loops)-1]
	f.defined = before
	st := build(e.block(list, p))
	if l.label == "" {
		e.add(st)
		return
	}
	after := f.defined.clone()
	els := e.within(func() { e.stmts(orelse) })
	f.defined = after
	e.add(&ast.LabelledStatement{Label: e.ident(l.label, p), Colon: e.idx(p), Statement: e.block(append([]ast.Statement{st}, els...), p)})
}

func (e *emitter) while(s *syntax.While) {
	p := s.From
	var test ast.Expression
	pre := e.within(func() { test = e.test(s.Test) })
	if truth, ok := constant(test); ok {
		if !truth {
			e.stmts(s.Else)
			return
		}
		test = e.bool(true, p)
	}
	e.loopBody(p, s.Body, s.Else, func() { e.tick(p) }, func(body *ast.BlockStatement) ast.Statement {
		if len(pre) > 0 {
			if _, ok := constant(test); !ok {
				pre = append(pre, &ast.IfStatement{If: e.idx(p), Test: &ast.UnaryExpression{Operator: token.NOT, Idx: e.idx(p), Operand: test},
					Consequent: &ast.BranchStatement{Idx: e.idx(p), Token: token.BREAK}})
			}
			body.List = append(pre, body.List...)
			test = e.bool(true, p)
		}
		return &ast.WhileStatement{While: e.idx(p), Test: test, Body: body}
	})
}

// tick is if (--$n < 0) $n = tick().
func (e *emitter) tick(p syntax.Pos) {
	dec := &ast.UnaryExpression{Operator: token.DECREMENT, Idx: e.idx(p), Operand: e.ident("$n", p)}
	e.add(&ast.IfStatement{If: e.idx(p),
		Test:       &ast.BinaryExpression{Operator: token.LESS, Left: dec, Right: e.int(0, p), Comparison: true},
		Consequent: &ast.ExpressionStatement{Expression: e.assign(e.ident("$n", p), e.pureNative(p, "tick"))}})
}

func (e *emitter) forStmt(s *syntax.For) {
	p := s.From
	it, v := e.temp(), e.temp()
	e.addExpr(e.assign(e.ident(it, p), e.iter(s.Iter)))
	head := func() {
		e.fresh()
		e.f.at = p
		e.assignTo(s.Target, e.ident(v, s.Target.Start()))
	}
	e.loopBody(p, s.Body, s.Else, head, func(body *ast.BlockStatement) ast.Statement {
		e.f.at = p
		return &ast.WhileStatement{While: e.idx(p), Test: e.nextTest(p, v, e.ident(it, p)), Body: body}
	})
}

func (e *emitter) catchName() string {
	e.catches++
	return "$e" + strconv.Itoa(e.catches)
}

func (e *emitter) try(s *syntax.Try) {
	p := s.From
	f := e.f
	before := f.defined.clone()
	if s.Handlers == nil {
		body := e.blockOf(s.Body, p)
		after := f.defined
		f.defined = before.clone()
		fin := e.blockOf(s.Finally, p)
		f.defined = e.afterFinally(after, f.defined)
		e.add(&ast.TryStatement{Try: e.idx(p), Body: body, Finally: fin})
		return
	}
	var inner []ast.Statement
	var ok string
	if len(s.Else) > 0 {
		ok = e.temp()
		inner = append(inner, &ast.ExpressionStatement{Expression: e.assign(e.ident(ok, p), e.bool(false, p))})
	}
	body := e.blockOf(s.Body, p)
	if ok != "" {
		body.List = append(body.List, &ast.ExpressionStatement{Expression: e.assign(e.ident(ok, p), e.bool(true, p))})
	}
	afterBody := f.defined
	after := definite{dead: true}
	name := e.catchName()
	var last ast.Statement = &ast.ThrowStatement{Throw: e.idx(p), Argument: e.pureNative(p, "unmatched", e.ident(name, p))}
	type arm struct {
		test ast.Expression
		pre  []ast.Statement
		body *ast.BlockStatement
		p    syntax.Pos
	}
	var arms []arm
	for _, h := range s.Handlers {
		f.defined = before.clone()
		var a arm
		a.p = h.From
		f.at = h.From
		if h.Type != nil {
			a.pre = e.within(func() {
				e.fresh()
				a.test = e.native(h.From, "excmatch", e.ident(name, h.From), e.expr(h.Type))
			})
			e.handlers = append(e.handlers, h.From)
		}
		a.body = e.block(e.within(func() {
			if h.Target != nil {
				e.fresh()
				e.assignTo(h.Target, e.native(h.From, "excvalue", e.ident(name, h.From)))
			}
			e.stmts(h.Body)
		}), h.From)
		after = meet(after, f.defined)
		arms = append(arms, a)
	}
	for i := len(arms) - 1; i >= 0; i-- {
		a := arms[i]
		if a.test == nil {
			last = a.body
			continue
		}
		st := &ast.IfStatement{If: e.idx(a.p), Test: a.test, Consequent: a.body, Alternate: last}
		last = st
		if len(a.pre) > 0 {
			last = e.block(append(a.pre, st), a.p)
		}
	}
	caught := []ast.Statement{&ast.ExpressionStatement{Expression: e.assign(e.ident(name, p), e.native(p, "caught", e.ident(name, p)))}, last}
	inner = append(inner, &ast.TryStatement{Try: e.idx(p), Body: body, Catch: &ast.CatchStatement{Catch: e.idx(p), Parameter: e.ident(name, p), Body: e.block(caught, p)}})
	f.defined = afterBody
	if ok != "" {
		els := e.blockOf(s.Else, p)
		inner = append(inner, &ast.IfStatement{If: e.idx(p), Test: e.ident(ok, p), Consequent: els})
	}
	f.defined = meet(after, f.defined)
	if s.Finally == nil {
		for _, st := range inner {
			e.add(st)
		}
		return
	}
	done := f.defined
	f.defined = before.clone()
	fin := e.blockOf(s.Finally, p)
	f.defined = e.afterFinally(done, f.defined)
	e.add(&ast.TryStatement{Try: e.idx(p), Body: e.block(inner, p), Finally: fin})
}

// afterFinally is what is bound after try and finally both ran to their end.
func (e *emitter) afterFinally(try, fin definite) definite {
	if try.dead || fin.dead {
		return definite{dead: true}
	}
	for i := range try.bits {
		try.bits[i] |= fin.bits[i]
	}
	return try
}

// with keeps the manager's state in a temporary, because the body may leave
// in any way:
//
//	w = with(ctx); ok = true; target = enter(w)
//	try { body } catch (e) { ok = false; if (!withexc(w, e)) throw e }
//	finally { if (ok) withend(w) }
func (e *emitter) with(s *syntax.With) {
	p := s.From
	f := e.f
	w, ok := e.temp(), e.temp()
	e.addExpr(e.assign(e.ident(w, p), e.native(p, "with", e.expr(s.Context))))
	e.addExpr(e.assign(e.ident(ok, p), e.bool(true, p)))
	v := e.native(p, "enter", e.ident(w, p))
	entered := e.temp()
	e.addExpr(e.assign(e.ident(entered, p), v))
	before := f.defined.clone()
	body := e.block(e.within(func() {
		if s.Target != nil {
			e.fresh()
			e.assignTo(s.Target, e.ident(entered, p))
		}
		e.stmts(s.Body)
	}), p)
	f.defined = before
	f.at = p
	name := e.catchName()
	caught := []ast.Statement{
		&ast.ExpressionStatement{Expression: e.assign(e.ident(ok, p), e.bool(false, p))},
		&ast.IfStatement{If: e.idx(p), Test: &ast.UnaryExpression{Operator: token.NOT, Idx: e.idx(p), Operand: e.native(p, "withexc", e.ident(w, p), e.ident(name, p))},
			Consequent: &ast.ThrowStatement{Throw: e.idx(p), Argument: e.ident(name, p)}},
	}
	fin := []ast.Statement{&ast.IfStatement{If: e.idx(p), Test: e.ident(ok, p), Consequent: &ast.ExpressionStatement{Expression: e.native(p, "withend", e.ident(w, p))}}}
	e.add(&ast.TryStatement{Try: e.idx(p), Body: body,
		Catch:   &ast.CatchStatement{Catch: e.idx(p), Parameter: e.ident(name, p), Body: e.block(caught, p)},
		Finally: e.block(fin, p)})
}

// decorate wraps the value made by make in its decorators, which are
// evaluated before it.
func (e *emitter) decorate(decorators []syntax.Expr, make func() ast.Expression) ast.Expression {
	if len(decorators) == 0 {
		return make()
	}
	d := e.expr(decorators[0])
	return e.native(decorators[0].Start(), "call", d, e.decorate(decorators[1:], make))
}

func (e *emitter) def(s *syntax.FunctionDef) {
	p := s.From
	v := e.decorate(s.Decorators, func() ast.Expression {
		defaults := e.exprs(s.Params.Defaults)
		js := e.body(s.Scope, s.Params, s.Name.From, func() { e.stmts(s.Body) })
		code := e.constant(Const{Kind: CodeConst, Code: e.code(s.Name.Name, s.Name.From, s.Params, s.Scope, s.Doc)}, p)
		return e.pureNative(p, "fn", append([]ast.Expression{code, js}, defaults...)...)
	})
	e.storeName(s.Name, v)
}

func (e *emitter) class(s *syntax.ClassDef) {
	p := s.From
	v := e.decorate(s.Decorators, func() ast.Expression {
		bases := e.exprs(s.Bases)
		f := e.open(s.Scope)
		list := e.within(func() { e.stmts(s.Body) })
		list = e.close(f, p, list, nil)
		js := e.function(s.Name.From, []string{"$ns"}, list, false)
		code := e.constant(Const{Kind: CodeConst, Code: e.code(s.Name.Name, s.Name.From, nil, s.Scope, s.Doc)}, p)
		return e.native(p, "class", append([]ast.Expression{code, js}, bases...)...)
	})
	e.storeName(s.Name, v)
}

package emit

import (
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"dryfire/scripts/python/syntax"
)

var binaryNatives = map[syntax.Token]string{
	syntax.PLUS: "add", syntax.MINUS: "sub", syntax.STAR: "mul", syntax.SLASH: "div", syntax.DSLASH: "floordiv", syntax.PERCENT: "mod",
	syntax.POW: "pow", syntax.LSHIFT: "lshift", syntax.RSHIFT: "rshift", syntax.AMP: "and", syntax.PIPE: "or", syntax.CARET: "xor",
}

func (e *emitter) binaryNative(op syntax.Token) string {
	if op == syntax.SLASH && e.module.Futures&syntax.FutureDivision != 0 {
		return "truediv"
	}
	return binaryNatives[op]
}

var compareNatives = [...]string{
	syntax.Lt: "lt", syntax.Gt: "gt", syntax.Le: "le", syntax.Ge: "ge", syntax.Eq: "eq", syntax.Ne: "ne",
	syntax.In: "in", syntax.NotIn: "notin", syntax.Is: "is", syntax.IsNot: "isnot",
}

func (e *emitter) strConst(s *syntax.Str) ast.Expression {
	k := StrConst
	if s.Unicode {
		k = UnicodeConst
	}
	return e.constant(Const{Kind: k, Text: s.Value}, s.From)
}

// fixed is the constant that an expression is: a literal, or a tuple of such.
func (e *emitter) fixed(x syntax.Expr) (Const, bool) {
	switch x := x.(type) {
	case *syntax.Num:
		switch x.Kind {
		case syntax.IntNum:
			return Const{Kind: IntConst, Int: x.Int}, true
		case syntax.LongNum:
			return Const{Kind: LongConst, Long: x.Long}, true
		case syntax.FloatNum:
			return Const{Kind: FloatConst, Float: x.Float}, true
		}
		return Const{Kind: ImagConst, Float: x.Float}, true
	case *syntax.Str:
		if x.Unicode {
			return Const{Kind: UnicodeConst, Text: x.Value}, true
		}
		return Const{Kind: StrConst, Text: x.Value}, true
	case *syntax.Name:
		switch {
		case x.Name == "None":
			return Const{Kind: NoneConst}, true
		case x.Name == "True" && e.isConstName(x):
			return Const{Kind: TrueConst}, true
		case x.Name == "False" && e.isConstName(x):
			return Const{Kind: FalseConst}, true
		}
	case *syntax.Tuple:
		return e.fixedTuple(x.Elems)
	}
	return Const{}, false
}

func (e *emitter) fixedTuple(xs []syntax.Expr) (Const, bool) {
	c := Const{Kind: TupleConst, Items: make([]Const, len(xs))}
	for i, x := range xs {
		var ok bool
		if c.Items[i], ok = e.fixed(x); !ok {
			return Const{}, false
		}
	}
	return c, true
}

func (e *emitter) isFixed(xs []syntax.Expr) bool {
	_, ok := e.fixedTuple(xs)
	return ok
}

func (e *emitter) exprs(xs []syntax.Expr) []ast.Expression {
	out := make([]ast.Expression, len(xs))
	for i, x := range xs {
		out[i] = e.expr(x)
	}
	return out
}

func (e *emitter) exprOr(x syntax.Expr, p syntax.Pos) ast.Expression {
	if x == nil {
		return e.absent(p)
	}
	return e.expr(x)
}

// conditional emits something that may not run: nothing in it or after it in
// the same statement can be put in front of the statement.
func (e *emitter) conditional(x syntax.Expr) ast.Expression {
	e.f.hoist = false
	return e.expr(x)
}

func (e *emitter) expr(x syntax.Expr) ast.Expression {
	if c, ok := x.(*syntax.Tuple); !ok || !e.isFixed(c.Elems) {
		if v, ok := e.fused(x, false); ok {
			return v
		}
	}
	switch x := x.(type) {
	case *syntax.Name:
		return e.loadName(x)
	case *syntax.Num:
		return e.num(x)
	case *syntax.Str:
		return e.strConst(x)
	case *syntax.Tuple:
		if c, ok := e.fixedTuple(x.Elems); ok {
			return e.constant(c, x.From)
		}
		return e.pureNative(x.From, "tuple", e.exprs(x.Elems)...)
	case *syntax.List:
		return e.pureNative(x.From, "list", e.exprs(x.Elems)...)
	case *syntax.Set:
		return e.native(x.From, "set", e.exprs(x.Elems)...)
	case *syntax.Dict:
		args := make([]ast.Expression, 0, 2*len(x.Keys))
		for i := range x.Keys {
			args = append(args, e.expr(x.Keys[i]), e.expr(x.Values[i]))
		}
		return e.native(x.From, "dict", args...)
	case *syntax.Repr:
		return e.native(x.From, "repr", e.expr(x.X))
	case *syntax.Unary:
		switch x.Op {
		case syntax.NOT:
			v := e.test(x.X)
			if t, ok := constant(v); ok {
				return e.bool(!t, x.From)
			}
			return &ast.UnaryExpression{Operator: token.NOT, Idx: e.idx(x.From), Operand: v}
		case syntax.MINUS:
			return e.native(x.From, "neg", e.expr(x.X))
		case syntax.PLUS:
			return e.native(x.From, "pos", e.expr(x.X))
		}
		return e.native(x.From, "invert", e.expr(x.X))
	case *syntax.Binary:
		a := e.expr(x.X)
		if t, ok := x.Y.(*syntax.Tuple); ok && x.Op == syntax.PERCENT {
			return e.native(x.From, "format", append([]ast.Expression{a}, e.exprs(t.Elems)...)...)
		}
		b := e.expr(x.Y)
		return e.native(x.From, e.binaryNative(x.Op), a, b)
	case *syntax.BoolOp:
		return e.boolOp(x, e.expr)
	case *syntax.Compare:
		return e.compare(x)
	case *syntax.Conditional:
		// From here on Jython's line is that of the test.
		e.f.at = x.Test.Start()
		c := &ast.ConditionalExpression{Test: e.test(x.Test)}
		if t, ok := constant(c.Test); ok {
			if t {
				return e.expr(x.Then)
			}
			return e.expr(x.Else)
		}
		c.Consequent = e.conditional(x.Then)
		c.Alternate = e.conditional(x.Else)
		return c
	case *syntax.Attribute:
		return e.attribute(x)
	case *syntax.Subscript:
		o := e.expr(x.X)
		if s, ok := x.Index.(*syntax.Slice); ok && s.Colons == 1 {
			return e.native(x.From, "getslice", o, e.exprOr(s.Lo, x.From), e.exprOr(s.Hi, x.From))
		}
		return e.native(x.From, "getitem", o, e.index(x.Index))
	case *syntax.Call:
		return e.call(x, false)
	case *syntax.Lambda:
		return e.lambda(x)
	case *syntax.Comp:
		if x.Kind == syntax.ListComp {
			return e.listComp(x)
		}
		return e.comp(x)
	case *syntax.Yield:
		e.f.hoist = false
		return &ast.YieldExpression{Yield: e.idx(x.From), Argument: e.yielded(x)}
	}
	return e.index(x)
}

// boolOp emits `and` and `or`, with their operands as operand emits them.
func (e *emitter) boolOp(x *syntax.BoolOp, operand func(syntax.Expr) ast.Expression) ast.Expression {
	op := token.LOGICAL_AND
	if x.Op == syntax.OR {
		op = token.LOGICAL_OR
	}
	v := operand(x.Xs[0])
	for _, y := range x.Xs[1:] {
		if t, ok := constant(v); ok {
			if t != (x.Op == syntax.OR) {
				v = operand(y)
			}
			continue
		}
		e.f.hoist = false
		v = &ast.BinaryExpression{Operator: op, Left: v, Right: operand(y)}
	}
	return v
}

// attribute emits a.b.c as one call.
func (e *emitter) attribute(x *syntax.Attribute) ast.Expression {
	var names []*syntax.Attribute
	root := syntax.Expr(x)
	for {
		a, ok := root.(*syntax.Attribute)
		if !ok {
			break
		}
		names = append(names, a)
		root = a.X
	}
	native := "getattr"
	var args []ast.Expression
	if n, ok := root.(*syntax.Name); ok && e.isGlobal(n) {
		native = "gattr"
		args = append(args, e.global(n.Name, n.From))
	} else {
		args = append(args, e.expr(root))
	}
	for i := len(names) - 1; i >= 0; i-- {
		args = append(args, e.nameConst(names[i].Name, names[i].NamePos))
	}
	return e.native(x.NamePos, native, args...)
}

// isGlobal tells that a name is read by gload.
func (e *emitter) isGlobal(n *syntax.Name) bool {
	f, y := e.f, n.Symbol
	switch {
	case n.Name == "None" || (n.Name == "True" || n.Name == "False") && e.isConstName(n):
		return false
	case y.Kind != syntax.GlobalSymbol:
		return false
	}
	return !f.ns || f.scope.Kind == syntax.FunctionScope && y.Declared || f.scope.Kind == syntax.ClassScope && (!f.scope.Inspects && !classHas(n.Name) || y.Declared)
}

// iter emits the iterator of a loop. A display that nothing else can see need
// not become a list first.
func (e *emitter) iter(x syntax.Expr) ast.Expression {
	if xs := elems(x); xs != nil {
		if c, ok := e.fixedTuple(xs); ok {
			return e.native(x.Start(), "iter", e.constant(c, x.Start()))
		}
		return e.native(x.Start(), "iterlist", e.exprs(xs)...)
	}
	return e.native(x.Start(), "iter", e.expr(x))
}

func (e *emitter) yielded(x *syntax.Yield) ast.Expression {
	if x.X == nil {
		return e.none(x.From)
	}
	return e.expr(x.X)
}

// index emits what stands in a subscript.
func (e *emitter) index(x syntax.Expr) ast.Expression {
	switch x := x.(type) {
	case *syntax.Slice:
		lo := e.exprOr(x.Lo, x.From)
		hi := e.exprOr(x.Hi, x.From)
		step := e.exprOr(x.Step, x.From)
		if x.Colons == 2 && x.Step == nil {
			step = e.none(x.From)
		}
		return e.pureNative(x.From, "slice", lo, hi, step)
	case *syntax.Ellipsis:
		return e.pureNative(x.From, "ellipsis")
	case *syntax.ExtSlice:
		args := make([]ast.Expression, len(x.Dims))
		for i, d := range x.Dims {
			args[i] = e.index(d)
		}
		return e.pureNative(x.From, "tuple", args...)
	}
	return e.expr(x)
}

func (e *emitter) num(n *syntax.Num) ast.Expression {
	switch n.Kind {
	case syntax.IntNum:
		return e.int(int64(n.Int), n.From)
	case syntax.LongNum:
		return e.constant(Const{Kind: LongConst, Long: n.Long}, n.From)
	case syntax.FloatNum:
		return e.constant(Const{Kind: FloatConst, Float: n.Float}, n.From)
	}
	return e.constant(Const{Kind: ImagConst, Float: n.Float}, n.From)
}

// isConstName tells that True or False is the constant, because the module
// never assigns it.
func (e *emitter) isConstName(n *syntax.Name) bool {
	if n.Symbol == nil || n.Symbol.Kind != syntax.GlobalSymbol || e.f.ns && e.f.scope.Kind == syntax.ModuleScope {
		return false
	}
	y := e.module.Scope.Lookup(n.Name)
	return y == nil || !y.Bound
}

func (e *emitter) loadName(n *syntax.Name) ast.Expression {
	switch n.Name {
	case "None":
		return e.none(n.From)
	case "True", "False":
		if e.isConstName(n) {
			return e.bool(n.Name == "True", n.From)
		}
	}
	y := n.Symbol
	f := e.f
	switch y.Kind {
	case syntax.LocalSymbol:
		f.reads = append(f.reads, y)
		if f.ns {
			return e.nsLoad(n)
		}
		id := e.ident(jsName(n.Name), n.From)
		if !y.Deleted && f.defined.has(f.index[y]) {
			return id
		}
		return e.checked(id, "unboundlocal", n)
	case syntax.FreeSymbol:
		f.reads = append(f.reads, y)
		id := e.ident(jsName(n.Name), n.From)
		if y.Def.Param && !y.Def.Deleted {
			return id
		}
		return e.checked(id, "unboundfree", n)
	case syntax.DynamicSymbol:
		return e.nsLoad(n)
	}
	f.reads = append(f.reads, y)
	if f.ns && !y.Declared && (f.scope.Kind == syntax.ModuleScope || f.scope.Kind == syntax.ClassScope && (f.scope.Inspects || classHas(n.Name))) {
		return e.nsLoad(n)
	}
	return e.pureNative(n.From, "gload", e.global(n.Name, n.From))
}

// classHas tells that a class body finds a name which it does not bind.
func classHas(name string) bool { return name == "__module__" || name == "__doc__" }

func (e *emitter) nsLoad(n *syntax.Name) ast.Expression {
	return e.pureNative(n.From, "nload", e.ident("$ns", n.From), e.global(n.Name, n.From))
}

// checked is x === undefined ? raise : x.
func (e *emitter) checked(id *ast.Identifier, native string, n *syntax.Name) ast.Expression {
	return &ast.ConditionalExpression{
		Test:       &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Left: id, Right: e.absent(n.From), Comparison: true},
		Consequent: e.pureNative(n.From, native, e.nameConst(n.Name, n.From)),
		Alternate:  e.ident(string(id.Name), n.From),
	}
}

func isNone(x syntax.Expr) bool {
	n, ok := x.(*syntax.Name)
	return ok && n.Name == "None"
}

func (e *emitter) compare(x *syntax.Compare) ast.Expression {
	if len(x.Ops) == 1 {
		a := e.expr(x.X)
		if l, ok := x.Ys[0].(*syntax.List); ok && (x.Ops[0] == syntax.In || x.Ops[0] == syntax.NotIn) {
			// Nothing else can see the list.
			if c, ok := e.fixedTuple(l.Elems); ok {
				return e.compareOne(x.From, x.Ops[0], a, nil, e.constant(c, l.From))
			}
		}
		return e.compareOne(x.From, x.Ops[0], a, x.Ys[0], e.expr(x.Ys[0]))
	}
	mark := e.mark()
	defer e.release(mark)
	var out ast.Expression
	left := e.expr(x.X)
	for i, op := range x.Ops {
		if i > 0 {
			e.f.hoist = false
		}
		right := e.expr(x.Ys[i])
		var next ast.Expression
		if i < len(x.Ops)-1 {
			t := e.temp()
			right = e.assign(e.ident(t, x.Ys[i].Start()), right)
			next = e.ident(t, x.Ys[i].Start())
		}
		c := e.compareOne(x.From, op, left, nil, right)
		if out == nil {
			out = c
		} else {
			out = &ast.BinaryExpression{Operator: token.LOGICAL_AND, Left: out, Right: c}
		}
		left = next
	}
	return out
}

func (e *emitter) compareOne(p syntax.Pos, op syntax.CompareOp, a ast.Expression, y syntax.Expr, b ast.Expression) ast.Expression {
	if y != nil && isNone(y) && (op == syntax.Is || op == syntax.IsNot) {
		if _, ok := constant(a); ok {
			_, null := a.(*ast.NullLiteral)
			return e.bool(null == (op == syntax.Is), p)
		}
		t := token.STRICT_EQUAL
		if op == syntax.IsNot {
			t = token.STRICT_NOT_EQUAL
		}
		return &ast.BinaryExpression{Operator: t, Left: a, Right: b, Comparison: true}
	}
	return e.native(p, compareNatives[op], a, b)
}

// test emits an expression of which only the truth counts. A comparison with a
// constant is then constant == x, where the constant knows the operator (see
// package python): it costs less than a call.
func (e *emitter) test(x syntax.Expr) ast.Expression {
	switch x := x.(type) {
	case *syntax.BoolOp:
		return e.boolOp(x, e.test)
	case *syntax.Compare:
		if len(x.Ops) != 1 || x.Ops[0] == syntax.Is || x.Ops[0] == syntax.IsNot {
			break
		}
		y := x.Ys[0]
		c, ok := Const{}, false
		if l, list := y.(*syntax.List); list && (x.Ops[0] == syntax.In || x.Ops[0] == syntax.NotIn) {
			c, ok = e.fixedTuple(l.Elems)
		} else {
			c, ok = e.fixed(y)
		}
		if !ok {
			break
		}
		a := e.expr(x.X)
		p := x.From
		if e.f.at >= 0 {
			p = e.f.at
		}
		e.f.hoist = false
		return &ast.BinaryExpression{Operator: token.EQUAL, Left: e.constant(Const{Kind: CompareConst, Text: compareNatives[x.Ops[0]], Items: []Const{c}}, p), Right: a, Comparison: true}
	}
	return e.expr(x)
}

// quiet tells that evaluating x calls nothing, so that looking up a method
// after it instead of before makes no difference that a program can see.
func quiet(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Name, *syntax.Num, *syntax.Str:
		return true
	case *syntax.Attribute:
		return quiet(x.X)
	case *syntax.Subscript:
		return quiet(x.X) && quiet(x.Index)
	case *syntax.Tuple:
		return allQuiet(x.Elems)
	case *syntax.List:
		return allQuiet(x.Elems)
	case *syntax.Dict:
		return allQuiet(x.Keys) && allQuiet(x.Values)
	case *syntax.Binary:
		return quiet(x.X) && quiet(x.Y)
	case *syntax.Unary:
		return quiet(x.X)
	case *syntax.Lambda:
		return true
	}
	return false
}

func allQuiet(xs []syntax.Expr) bool {
	for _, x := range xs {
		if !quiet(x) {
			return false
		}
	}
	return true
}

// call emits a call in the cheapest form that keeps its order. discard tells
// that the call is a statement.
func (e *emitter) call(c *syntax.Call, discard bool) ast.Expression {
	p := c.From
	plain := c.Star == nil && c.Kwargs == nil
	var args []ast.Expression
	native := "call"
	if a, ok := c.Func.(*syntax.Attribute); ok && plain && allQuiet(c.Args) && keywordsQuiet(c.Keywords) {
		native = "callm"
		args = append(args, e.expr(a.X), e.nameConst(a.Name, a.NamePos))
	} else if n, ok := c.Func.(*syntax.Name); ok && plain && len(c.Keywords) == 0 && e.isGlobal(n) && allQuiet(c.Args) {
		native = "callg"
		args = append(args, e.global(n.Name, n.From))
	} else {
		args = append(args, e.expr(c.Func))
	}
	if len(c.Keywords) > 0 || !plain {
		native += "k"
		names := make([]string, len(c.Keywords))
		for i, k := range c.Keywords {
			names[i] = k.Name
		}
		args = append(args, e.namesConst(names, p))
	}
	args = append(args, e.exprs(c.Args)...)
	for _, k := range c.Keywords {
		args = append(args, e.expr(k.Value))
	}
	if !plain {
		native = "calls"
		star := e.exprOr(c.Star, p)
		args = append(args, star, e.exprOr(c.Kwargs, p))
	}
	if discard && (native == "callm" || native == "callmk") {
		native += "d"
	}
	return e.native(p, native, args...)
}

func keywordsQuiet(ks []syntax.Keyword) bool {
	for _, k := range ks {
		if !quiet(k.Value) {
			return false
		}
	}
	return true
}

// code describes the function of a scope.
func (e *emitter) code(name string, p syntax.Pos, ps *syntax.Params, scope *syntax.Scope, doc *syntax.Str) *Code {
	c := &Code{Name: name, Line: e.file.Position(p).Line, Pos: p, Doc: doc, Generator: scope.Generator}
	if ps != nil {
		for _, x := range ps.List {
			if n, ok := x.(*syntax.Name); ok {
				c.Params = append(c.Params, n.Name)
			} else {
				c.Params = append(c.Params, tupleName(x))
			}
		}
		if ps.Star != nil {
			c.Star = ps.Star.Name
		}
		if ps.Kwargs != nil {
			c.Kwargs = ps.Kwargs.Name
		}
	}
	c.Locals = append(c.Locals, c.Params...)
	for _, star := range []string{c.Star, c.Kwargs} {
		if star != "" {
			c.Locals = append(c.Locals, star)
		}
	}
	params := len(c.Locals)
	for _, y := range scope.Symbols {
		if y.Kind == syntax.LocalSymbol && !slices.Contains(c.Locals[:params], y.Name) {
			c.Locals = append(c.Locals, y.Name)
		}
	}
	return c
}

// tupleName names a tuple parameter as Jython does: "(a, (b, c))".
func tupleName(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Name:
		return x.Name
	case *syntax.Tuple:
		var b strings.Builder
		b.WriteByte('(')
		for i, elem := range x.Elems {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(tupleName(elem))
		}
		if len(x.Elems) == 1 {
			b.WriteByte(',')
		}
		b.WriteByte(')')
		return b.String()
	}
	return ".0"
}

// params declares the parameters of the open function and unpacks tuple
// parameters; it returns their JavaScript names.
func (e *emitter) params(ps *syntax.Params, p syntax.Pos) (names []string, declared map[string]bool) {
	all := append([]syntax.Expr{}, ps.List...)
	if ps.Star != nil {
		all = append(all, ps.Star)
	}
	if ps.Kwargs != nil {
		all = append(all, ps.Kwargs)
	}
	names = make([]string, len(all))
	declared = make(map[string]bool, len(all))
	f := e.f
	// The last of several parameters of one name wins.
	for i := len(all) - 1; i >= 0; i-- {
		n, ok := all[i].(*syntax.Name)
		if !ok || declared[n.Name] || f.ns {
			names[i] = "$p" + constName(i)[2:]
			continue
		}
		names[i] = jsName(n.Name)
		declared[n.Name] = true
		f.defined.set(f.index[n.Symbol])
	}
	for i, x := range all {
		switch x := x.(type) {
		case *syntax.Tuple:
			e.assignTo(x, e.ident(names[i], x.From))
		case *syntax.Name:
			if f.ns {
				e.storeName(x, e.ident(names[i], x.From))
			}
		}
	}
	return names, declared
}

// prologue makes the namespace of a function that needs one, and presents the
// local variables to locals() where the body may ask.
func (e *emitter) prologue(p syntax.Pos) {
	f := e.f
	if f.ns {
		e.addExpr(e.assign(e.ident("$ns", p), e.pureNative(p, "newns")))
		return
	}
	if !f.scope.Inspects {
		return
	}
	var names []string
	var values []ast.Expression
	for _, y := range f.scope.Symbols {
		if y.Kind == syntax.LocalSymbol || y.Kind == syntax.FreeSymbol {
			names = append(names, y.Name)
			values = append(values, e.ident(jsName(y.Name), p))
		}
	}
	list := &ast.ArrayLiteral{LeftBracket: e.idx(p), RightBracket: e.idx(p), Value: values}
	get := e.function(p, nil, []ast.Statement{&ast.ReturnStatement{Return: e.idx(p), Argument: list}}, false)
	e.addExpr(e.pureNative(p, "locals", e.namesConst(names, p), get))
}

// body emits a function: its parameters, prologue and statements.
func (e *emitter) body(scope *syntax.Scope, ps *syntax.Params, p syntax.Pos, inner func()) ast.Expression {
	f := e.open(scope)
	var names []string
	var declared map[string]bool
	list := e.within(func() {
		e.prologue(p)
		if ps != nil {
			names, declared = e.params(ps, p)
		}
		inner()
	})
	if f.ns && scope.Kind == syntax.FunctionScope {
		names = append(names, "$ns")
	}
	list = e.close(f, p, list, declared)
	return e.function(p, names, list, scope.Generator)
}

func (e *emitter) lambda(l *syntax.Lambda) ast.Expression {
	defaults := e.exprs(l.Params.Defaults)
	js := e.body(l.Scope, l.Params, l.From, func() {
		e.f.hoist, e.f.at = true, l.From
		x := e.expr(l.Body)
		if l.Scope.Generator {
			// A lambda with a yield: its value is lost, like a generator's.
			e.addExpr(x)
			return
		}
		e.add(&ast.ReturnStatement{Return: e.idx(l.Body.Start()), Argument: x})
	})
	e.f.at = l.From
	code := e.constant(Const{Kind: CodeConst, Code: e.code("<lambda>", l.From, l.Params, l.Scope, nil)}, l.From)
	return e.pureNative(l.From, "fn", append([]ast.Expression{code, js}, defaults...)...)
}

// comp emits a generator expression, or a set or dict comprehension: a
// function of the outermost iterator.
func (e *emitter) comp(c *syntax.Comp) ast.Expression {
	p := c.From
	if c.Key != nil {
		p = c.Key.Start()
	}
	e.f.at = p
	first := e.iter(c.Clauses[0].Iter)
	f := e.open(c.Scope)
	f.at = p
	list := e.within(func() {
		e.prologue(p)
		switch c.Kind {
		case syntax.GenComp:
			e.clauses(c, 0, func() {
				f.at = p
				x := e.expr(c.Value)
				e.addExpr(&ast.YieldExpression{Yield: e.idx(p), Argument: x})
			})
		case syntax.SetComp:
			t := e.temp()
			e.addExpr(e.assign(e.ident(t, p), e.pureNative(p, "set")))
			e.clauses(c, 0, func() {
				f.at = p
				e.addExpr(e.native(p, "setadd", e.ident(t, p), e.expr(c.Value)))
			})
			e.add(&ast.ReturnStatement{Return: e.idx(p), Argument: e.ident(t, p)})
		case syntax.DictComp:
			t := e.temp()
			e.addExpr(e.assign(e.ident(t, p), e.pureNative(p, "dict")))
			e.clauses(c, 0, func() {
				f.at = p
				k := e.expr(c.Key)
				e.addExpr(e.native(p, "dictset", e.ident(t, p), k, e.expr(c.Value)))
			})
			e.add(&ast.ReturnStatement{Return: e.idx(p), Argument: e.ident(t, p)})
		}
	})
	list = e.close(f, p, list, nil)
	params := []string{"$0"}
	if f.ns {
		params = append(params, "$ns")
	}
	js := e.function(p, params, list, c.Scope.Generator)
	code := &Code{Name: c.Scope.Name, Line: e.file.Position(p).Line, Pos: p, Params: []string{".0"}, Generator: c.Scope.Generator}
	return e.native(p, "comp", e.constant(Const{Kind: CodeConst, Code: code}, p), js, first)
}

// clauses emits the loops of a comprehension from clause i on. The iterator
// of the first is $0 when the comprehension has its own function. As in Jython
// each loop and each test stands on a line of its own.
func (e *emitter) clauses(c *syntax.Comp, i int, inner func()) {
	cl := &c.Clauses[i]
	e.f.at = cl.Pos
	mark := e.mark()
	var it ast.Expression
	if i == 0 && c.Kind != syntax.ListComp {
		it = e.ident("$0", cl.Pos)
	} else {
		t := e.temp()
		e.f.hoist = true
		e.addExpr(e.assign(e.ident(t, cl.Pos), e.iter(cl.Iter)))
		it = e.ident(t, cl.Pos)
	}
	v := e.temp()
	before := e.f.defined.clone()
	body := e.within(func() {
		e.f.at = cl.Pos
		e.assignTo(cl.Target, e.ident(v, cl.Pos))
		var tests []ast.Expression
		for _, cond := range cl.Conds {
			e.f.hoist = len(tests) == 0
			e.f.at = cond.Start()
			tests = append(tests, e.test(cond))
		}
		next := func() {
			e.f.hoist = true
			if i+1 < len(c.Clauses) {
				e.clauses(c, i+1, inner)
			} else {
				inner()
			}
		}
		if len(tests) == 0 {
			next()
			return
		}
		var test ast.Expression
		for _, t := range tests {
			if truth, ok := constant(t); ok {
				if !truth {
					return
				}
				continue
			}
			if test == nil {
				test = t
				continue
			}
			test = &ast.BinaryExpression{Operator: token.LOGICAL_AND, Left: test, Right: t}
		}
		if test == nil {
			next()
			return
		}
		e.add(&ast.IfStatement{If: e.idx(cl.Pos), Test: test, Consequent: e.block(e.within(next), cl.Pos)})
	})
	e.f.defined = before
	e.f.at = cl.Pos
	test := e.nextTest(cl.Pos, v, it)
	if i == 0 && c.Kind != syntax.ListComp {
		// The iterator was made elsewhere: only a call has a position here.
		test = e.present(e.assign(e.ident(v, cl.Pos), e.native(cl.Pos, "next", it)), cl.Pos)
	}
	e.add(&ast.WhileStatement{While: e.idx(cl.Pos), Test: test, Body: e.block(body, cl.Pos)})
	e.release(mark)
}

// nextTest is (v = +it) !== undefined: to an iterator, unary plus means its
// next item (see package python), which is cheaper than a call. A position is
// not kept for it; goja takes that of the call of iter in front of the loop.
func (e *emitter) nextTest(p syntax.Pos, v string, it ast.Expression) ast.Expression {
	e.f.hoist = false
	next := e.assign(e.ident(v, p), &ast.UnaryExpression{Operator: token.PLUS, Idx: e.idx(p), Operand: it})
	return e.present(next, p)
}

// present is x !== undefined.
func (e *emitter) present(x ast.Expression, p syntax.Pos) ast.Expression {
	return &ast.BinaryExpression{Operator: token.STRICT_NOT_EQUAL, Left: x, Right: e.absent(p), Comparison: true}
}

// listComp runs in the scope around it. Where it can, it is a loop before the
// statement; otherwise a loop in an arrow function, which cannot yield.
func (e *emitter) listComp(c *syntax.Comp) ast.Expression {
	p := c.From
	f := e.f
	if f.hoist && !e.rebinds(c) {
		t := e.temp() // released with the statement
		e.listLoop(c, t)
		f.hoist = true
		return e.ident(t, p)
	}
	if yields(c) {
		e.fail(p, "a yield in a list comprehension is supported only where the comprehension is the first thing its statement evaluates")
	}
	mark := e.mark()
	t := e.temp()
	hoist := f.hoist
	list := e.within(func() { e.listLoop(c, t) })
	f.hoist = hoist
	list = append(list, &ast.ReturnStatement{Return: e.idx(p), Argument: e.ident(t, p)})
	e.release(mark)
	f.hoist = false
	// The name that the assignment gives the arrow tells its stack frames from
	// those of bodies.
	arrow := e.assign(e.ident(t, p), e.function(p, nil, list, false))
	return &ast.CallExpression{Callee: arrow, LeftParenthesis: e.idx(f.at), RightParenthesis: e.idx(f.at)}
}

// InnerFunction tells by the name of a JavaScript function that it is a part of the
// function around it, not a body of its own.
func InnerFunction(name string) bool { return strings.HasPrefix(name, "$") }

func (e *emitter) listLoop(c *syntax.Comp, t string) {
	p := c.From
	e.addExpr(e.assign(e.ident(t, p), e.pureNative(p, "list")))
	e.clauses(c, 0, func() {
		e.f.at = c.Value.Start()
		e.addExpr(e.native(p, "append", e.ident(t, p), e.expr(c.Value)))
	})
	// The rest of the statement stands where the loop does.
	e.f.at = c.Clauses[0].Pos
}

// rebinds tells that the comprehension assigns a variable that the statement
// has read already.
func (e *emitter) rebinds(c *syntax.Comp) bool {
	found := false
	for i := range c.Clauses {
		targets(c.Clauses[i].Target, func(n *syntax.Name) {
			for _, y := range e.f.reads {
				found = found || y == n.Symbol
			}
		})
	}
	return found
}

func targets(x syntax.Expr, f func(*syntax.Name)) {
	switch x := x.(type) {
	case *syntax.Name:
		f(x)
	case *syntax.Tuple:
		for _, y := range x.Elems {
			targets(y, f)
		}
	case *syntax.List:
		for _, y := range x.Elems {
			targets(y, f)
		}
	}
}

// yields finds a yield that belongs to the scope of x.
func yields(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Yield:
		return true
	case *syntax.Tuple:
		return anyYields(x.Elems)
	case *syntax.List:
		return anyYields(x.Elems)
	case *syntax.Set:
		return anyYields(x.Elems)
	case *syntax.Dict:
		return anyYields(x.Keys) || anyYields(x.Values)
	case *syntax.Repr:
		return yields(x.X)
	case *syntax.Unary:
		return yields(x.X)
	case *syntax.Binary:
		return yields(x.X) || yields(x.Y)
	case *syntax.BoolOp:
		return anyYields(x.Xs)
	case *syntax.Compare:
		return yields(x.X) || anyYields(x.Ys)
	case *syntax.Conditional:
		return yields(x.Test) || yields(x.Then) || yields(x.Else)
	case *syntax.Attribute:
		return yields(x.X)
	case *syntax.Subscript:
		return yields(x.X) || yields(x.Index)
	case *syntax.Call:
		if yields(x.Func) || anyYields(x.Args) || x.Star != nil && yields(x.Star) || x.Kwargs != nil && yields(x.Kwargs) {
			return true
		}
		for _, k := range x.Keywords {
			if yields(k.Value) {
				return true
			}
		}
	case *syntax.Comp:
		if x.Kind != syntax.ListComp {
			return yields(x.Clauses[0].Iter)
		}
		if yields(x.Value) {
			return true
		}
		for i := range x.Clauses {
			if yields(x.Clauses[i].Iter) || anyYields(x.Clauses[i].Conds) {
				return true
			}
		}
	}
	return false
}

func anyYields(xs []syntax.Expr) bool {
	for _, x := range xs {
		if yields(x) {
			return true
		}
	}
	return false
}

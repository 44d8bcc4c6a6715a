package scripts

// goja counts neither steps nor bytes, so the compiler of JavaScript puts the
// counting into the tree: every loop body and every function body begins with
//
//	if (--$n < 0) $n = $refill();
//
// where $n is a variable of the script and $refill takes the next portion from
// the run's budget, and every + or template that could double a string passes
// through a check of its length. Positions are those of the surrounding code,
// so that an exceeded budget names the loop.

import (
	"strconv"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
)

// bigString is the length from which on a joined string is checked against the
// memory budget.
const bigString = 1 << 16

type instrumenter struct {
	promises bool
	// direct says that system and kw mean what the host hands in everywhere in
	// the script, so that calls of system functions can be made cheaper.
	direct  bool
	markers []marker
}

// marker stands behind the arguments of a call of a system function: the names
// of its last arguments, and whether the result is looked at. Markers are made
// once when the script is instantiated.
type marker struct {
	names   []string
	discard bool
}

func ident(name string, at file.Idx) *ast.Identifier {
	return &ast.Identifier{Name: unistr(name), Idx: at}
}

func number(n int64, at file.Idx) *ast.NumberLiteral {
	return &ast.NumberLiteral{Idx: at, Value: n}
}

func callNative(name string, at file.Idx, args ...ast.Expression) *ast.CallExpression {
	return &ast.CallExpression{Callee: ident(name, at), LeftParenthesis: at, ArgumentList: args, RightParenthesis: at}
}

func assign(name string, at file.Idx, e ast.Expression) *ast.AssignExpression {
	return &ast.AssignExpression{Operator: token.ASSIGN, Left: ident(name, at), Right: e}
}

// tick is the statement that counts one step.
func tick(at file.Idx) ast.Statement {
	return &ast.IfStatement{If: at,
		Test: &ast.BinaryExpression{Operator: token.LESS, Comparison: true,
			Left:  &ast.UnaryExpression{Operator: token.DECREMENT, Idx: at, Operand: ident("$n", at)},
			Right: number(0, at)},
		Consequent: &ast.ExpressionStatement{Expression: assign("$n", at, callNative("$refill", at))}}
}

func (in *instrumenter) statements(list []ast.Statement) {
	for _, s := range list {
		in.statement(s)
	}
}

func (in *instrumenter) body(s ast.Statement, at file.Idx) ast.Statement {
	in.statement(s)
	if b, ok := s.(*ast.BlockStatement); ok {
		b.List = append([]ast.Statement{tick(at)}, b.List...)
		return b
	}
	return &ast.BlockStatement{LeftBrace: s.Idx0(), List: []ast.Statement{tick(at), s}, RightBrace: s.Idx1()}
}

func (in *instrumenter) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		in.statements(s.List)
	case *ast.DoWhileStatement:
		s.Body = in.body(s.Body, s.Do)
		in.rewrite(&s.Test)
	case *ast.ExpressionStatement:
		if c, ok := s.Expression.(*ast.CallExpression); ok && in.direct && isSystemCall(c) {
			in.list(c.ArgumentList)
			in.systemCall(c, true)
			return
		}
		in.rewrite(&s.Expression)
	case *ast.ForInStatement:
		in.rewrite(&s.Source)
		in.forInto(s.Into)
		s.Body = in.body(s.Body, s.For)
	case *ast.ForOfStatement:
		in.rewrite(&s.Source)
		in.forInto(s.Into)
		s.Body = in.body(s.Body, s.For)
	case *ast.ForStatement:
		switch i := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			in.rewrite(&i.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			in.bindings(i.List)
		case *ast.ForLoopInitializerLexicalDecl:
			in.bindings(i.LexicalDeclaration.List)
		}
		in.rewrite(&s.Test)
		in.rewrite(&s.Update)
		s.Body = in.body(s.Body, s.For)
	case *ast.IfStatement:
		in.rewrite(&s.Test)
		in.statement(s.Consequent)
		if s.Alternate != nil {
			in.statement(s.Alternate)
		}
	case *ast.LabelledStatement:
		in.statement(s.Statement)
	case *ast.ReturnStatement:
		in.rewrite(&s.Argument)
	case *ast.SwitchStatement:
		in.rewrite(&s.Discriminant)
		for _, c := range s.Body {
			in.rewrite(&c.Test)
			in.statements(c.Consequent)
		}
	case *ast.ThrowStatement:
		in.rewrite(&s.Argument)
	case *ast.TryStatement:
		in.statement(s.Body)
		if s.Catch != nil {
			in.target(s.Catch.Parameter)
			in.statement(s.Catch.Body)
		}
		if s.Finally != nil {
			in.statement(s.Finally)
		}
	case *ast.VariableStatement:
		in.bindings(s.List)
	case *ast.LexicalDeclaration:
		in.bindings(s.List)
	case *ast.WhileStatement:
		in.rewrite(&s.Test)
		s.Body = in.body(s.Body, s.While)
	case *ast.WithStatement:
		in.rewrite(&s.Object)
		in.statement(s.Body)
	case *ast.FunctionDeclaration:
		in.function(s.Function)
	case *ast.ClassDeclaration:
		in.class(s.Class)
	}
}

func (in *instrumenter) forInto(f ast.ForInto) {
	switch f := f.(type) {
	case *ast.ForIntoVar:
		in.bindings([]*ast.Binding{f.Binding})
	case *ast.ForDeclaration:
		in.target(f.Target)
	case *ast.ForIntoExpression:
		in.rewrite(&f.Expression)
	}
}

func (in *instrumenter) bindings(list []*ast.Binding) {
	for _, b := range list {
		in.target(b.Target)
		in.rewrite(&b.Initializer)
	}
}

func (in *instrumenter) target(t ast.BindingTarget) {
	if e, ok := t.(ast.Expression); ok && e != nil {
		in.expression(e)
	}
}

func (in *instrumenter) parameters(p *ast.ParameterList) {
	if p == nil {
		return
	}
	in.bindings(p.List)
	if p.Rest != nil {
		in.expression(p.Rest)
	}
}

func (in *instrumenter) function(f *ast.FunctionLiteral) {
	in.promises = in.promises || f.Async
	in.parameters(f.ParameterList)
	in.statements(f.Body.List)
	in.countCall(f.Body, f.Function)
}

// countCall puts the tick behind a directive such as "use strict".
func (in *instrumenter) countCall(b *ast.BlockStatement, at file.Idx) {
	i := 0
	for i < len(b.List) && isDirective(b.List[i]) {
		i++
	}
	list := make([]ast.Statement, 0, len(b.List)+1)
	list = append(list, b.List[:i]...)
	list = append(list, tick(at))
	b.List = append(list, b.List[i:]...)
}

func isDirective(s ast.Statement) bool {
	e, ok := s.(*ast.ExpressionStatement)
	if ok {
		_, ok = e.Expression.(*ast.StringLiteral)
	}
	return ok
}

func (in *instrumenter) class(c *ast.ClassLiteral) {
	in.rewrite(&c.SuperClass)
	for _, e := range c.Body {
		switch e := e.(type) {
		case *ast.FieldDefinition:
			in.rewrite(&e.Key)
			in.rewrite(&e.Initializer)
		case *ast.MethodDefinition:
			in.rewrite(&e.Key)
			in.function(e.Body)
		case *ast.ClassStaticBlock:
			in.statements(e.Block.List)
		}
	}
}

// rewrite instruments *e and replaces it where its result must be checked.
func (in *instrumenter) rewrite(e *ast.Expression) {
	if *e == nil {
		return
	}
	in.expression(*e)
	switch x := (*e).(type) {
	case *ast.BinaryExpression:
		if x.Operator == token.PLUS && !literal(x.Left) && !literal(x.Right) {
			*e = checkLength(x)
		}
	case *ast.AssignExpression:
		if x.Operator == token.PLUS && !literal(x.Right) {
			*e = checkLength(x)
		}
	case *ast.TemplateLiteral:
		if x.Tag == nil && len(x.Expressions) > 1 {
			*e = checkLength(x)
		}
	}
}

func literal(e ast.Expression) bool {
	switch e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral:
		return true
	}
	return false
}

// checkLength makes (typeof ($s = e) === "string" && $s.length > bigString) ? $big($s) : $s.
func checkLength(e ast.Expression) ast.Expression {
	at := e.Idx0()
	return &ast.ConditionalExpression{
		Test: &ast.BinaryExpression{Operator: token.LOGICAL_AND,
			Left: &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Comparison: true,
				Left:  &ast.UnaryExpression{Operator: token.TYPEOF, Idx: at, Operand: assign("$s", at, e)},
				Right: &ast.StringLiteral{Idx: at, Literal: `"string"`, Value: "string"}},
			Right: &ast.BinaryExpression{Operator: token.GREATER, Comparison: true,
				Left:  &ast.DotExpression{Left: ident("$s", at), Identifier: *ident("length", at)},
				Right: number(bigString, at)}},
		Consequent: callNative("$big", at, ident("$s", at)),
		Alternate:  ident("$s", at),
	}
}

func (in *instrumenter) list(es []ast.Expression) {
	for i := range es {
		in.rewrite(&es[i])
	}
}

func (in *instrumenter) properties(ps []ast.Property) {
	for _, p := range ps {
		in.expression(p)
	}
}

// expression instruments what is below e.
func (in *instrumenter) expression(e ast.Expression) {
	switch e := e.(type) {
	case *ast.YieldExpression:
		in.rewrite(&e.Argument)
	case *ast.AwaitExpression:
		in.promises = true
		in.rewrite(&e.Argument)
	case *ast.ArrayLiteral:
		in.list(e.Value)
	case *ast.ArrayPattern:
		in.list(e.Elements)
		in.rewrite(&e.Rest)
	case *ast.AssignExpression:
		in.expression(e.Left)
		in.rewrite(&e.Right)
	case *ast.BinaryExpression:
		in.rewrite(&e.Left)
		in.rewrite(&e.Right)
	case *ast.BracketExpression:
		in.rewrite(&e.Left)
		in.rewrite(&e.Member)
	case *ast.CallExpression:
		in.callee(&e.Callee)
		in.list(e.ArgumentList)
		if in.direct && isSystemCall(e) {
			in.systemCall(e, false)
		}
	case *ast.ConditionalExpression:
		in.rewrite(&e.Test)
		in.rewrite(&e.Consequent)
		in.rewrite(&e.Alternate)
	case *ast.DotExpression:
		in.rewrite(&e.Left)
	case *ast.PrivateDotExpression:
		in.rewrite(&e.Left)
	case *ast.OptionalChain:
		in.expression(e.Expression)
	case *ast.Optional:
		in.expression(e.Expression)
	case *ast.FunctionLiteral:
		in.function(e)
	case *ast.ClassLiteral:
		in.class(e)
	case *ast.ArrowFunctionLiteral:
		in.arrow(e)
	case *ast.NewExpression:
		in.callee(&e.Callee)
		in.list(e.ArgumentList)
	case *ast.ObjectLiteral:
		in.properties(e.Value)
	case *ast.ObjectPattern:
		in.properties(e.Properties)
		in.rewrite(&e.Rest)
	case *ast.PropertyShort:
		in.rewrite(&e.Initializer)
	case *ast.PropertyKeyed:
		if e.Computed {
			in.rewrite(&e.Key)
		}
		in.expression(e.Value)
		if _, pattern := e.Value.(ast.Pattern); !pattern && e.Kind == ast.PropertyKindValue {
			in.replace(&e.Value)
		}
	case *ast.SpreadElement:
		in.rewrite(&e.Expression)
	case *ast.SequenceExpression:
		in.list(e.Sequence)
	case *ast.TemplateLiteral:
		if e.Tag != nil {
			in.callee(&e.Tag)
		}
		in.list(e.Expressions)
	case *ast.UnaryExpression:
		in.expression(e.Operand)
	}
}

// replace is rewrite for an expression whose inside is instrumented already.
func (in *instrumenter) replace(e *ast.Expression) {
	if x, ok := (*e).(*ast.BinaryExpression); ok && x.Operator == token.PLUS && !literal(x.Left) && !literal(x.Right) {
		*e = checkLength(x)
	}
}

// callee instruments what is called without replacing it: a member expression
// must stay one, so that this is bound.
func (in *instrumenter) callee(e *ast.Expression) {
	if id, ok := (*e).(*ast.Identifier); ok && id.Name == "Promise" {
		in.promises = true
	}
	if d, ok := (*e).(*ast.DotExpression); ok {
		if id, ok := d.Left.(*ast.Identifier); ok && id.Name == "Promise" {
			in.promises = true
		}
	}
	in.expression(*e)
}

func (in *instrumenter) arrow(e *ast.ArrowFunctionLiteral) {
	in.promises = in.promises || e.Async
	in.parameters(e.ParameterList)
	switch b := e.Body.(type) {
	case *ast.ExpressionBody:
		in.rewrite(&b.Expression)
		at := b.Expression.Idx0()
		e.Body = &ast.BlockStatement{LeftBrace: at, RightBrace: b.Expression.Idx1(),
			List: []ast.Statement{tick(e.Start), &ast.ReturnStatement{Return: at, Argument: b.Expression}}}
	case *ast.BlockStatement:
		in.statements(b.List)
		in.countCall(b, e.Start)
	}
}

// isSystemCall reports whether c calls a plain dotted name below system.
func isSystemCall(c *ast.CallExpression) bool {
	d, ok := c.Callee.(*ast.DotExpression)
	for ok {
		if id, isID := d.Left.(*ast.Identifier); isID {
			return id.Name == "system"
		}
		d, ok = d.Left.(*ast.DotExpression)
	}
	return false
}

// systemCall makes the call of a system function cheap: an object literal
// among the arguments becomes data at once, without a JavaScript object in
// between, and a trailing kw({…}) becomes arguments with a marker.
func (in *instrumenter) systemCall(c *ast.CallExpression, discard bool) {
	m := marker{discard: discard}
	args := c.ArgumentList
	if n := len(args); n > 0 {
		if kw, ok := args[n-1].(*ast.CallExpression); ok && isKw(kw) {
			if names, values, ok := literalPairs(kw.ArgumentList[0]); ok {
				m.names = names
				args = append(args[:n-1:n-1], values...)
			}
		}
	}
	for i := range args {
		if names, values, ok := literalPairs(args[i]); ok {
			at := args[i].Idx0()
			var pairs []ast.Expression
			for k, name := range names {
				pairs = append(pairs, &ast.StringLiteral{Idx: at, Value: unistr(name)}, values[k])
			}
			args[i] = callNative("$map", at, pairs...)
		}
	}
	for _, a := range args {
		if _, spread := a.(*ast.SpreadElement); spread && m.names == nil && !discard {
			return
		}
	}
	if m.discard || m.names != nil {
		in.markers = append(in.markers, m)
		args = append(args, ident(markerName(len(in.markers)-1), c.LeftParenthesis))
	}
	c.ArgumentList = args
}

func markerName(i int) string { return "$k" + strconv.Itoa(i) }

func isKw(c *ast.CallExpression) bool {
	id, ok := c.Callee.(*ast.Identifier)
	return ok && id.Name == "kw" && len(c.ArgumentList) == 1
}

// literalPairs returns names and values of an object literal that holds
// nothing but plain names with values.
func literalPairs(e ast.Expression) (names []string, values []ast.Expression, ok bool) {
	o, isObject := e.(*ast.ObjectLiteral)
	if !isObject {
		return nil, nil, false
	}
	for _, p := range o.Value {
		switch p := p.(type) {
		case *ast.PropertyKeyed:
			key, isText := p.Key.(*ast.StringLiteral)
			if !isText || p.Computed || p.Kind != ast.PropertyKindValue || key.Value == "__proto__" {
				return nil, nil, false
			}
			for _, n := range names {
				if n == key.Value.String() {
					return nil, nil, false
				}
			}
			names, values = append(names, key.Value.String()), append(values, p.Value)
		case *ast.PropertyShort:
			if p.Initializer != nil {
				return nil, nil, false
			}
			name := p.Name
			names, values = append(names, name.Name.String()), append(values, &name)
		default:
			return nil, nil, false
		}
	}
	return names, values, true
}

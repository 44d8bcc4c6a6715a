package scripts

// goja counts neither steps nor bytes, so the compiler of JavaScript puts the
// counting into the tree: every loop body and every function body begins with
//
//	if (--%n < 0) %n = %refill();
//
// where %n is a variable of the script and %refill takes the next portion from
// the run's budget; every + or template that could double a string passes
// through a check of its length, and everything spread passes through a check
// of its size. No script can spell names that begin with %. Positions are those
// of the surrounding code, so that an exceeded budget names the loop.

import (
	"regexp"
	"strconv"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
)

// The names that instrumented code uses. Those of natives are parameters of
// the function around the script, see jsNatives.
const (
	nameTop    = "%top"
	nameSteps  = "%n"
	nameText   = "%s"
	nameValue  = "%value"
	nameRefill = "%refill"
	nameBig    = "%big"
	nameMap    = "%map"
	nameMarker = "%marker"
	nameSpread = "%spread"
	nameYield  = "%yield"
	namePower  = "%pow"
	nameTimes  = "%mul"
	nameLeft   = "%shl"
	nameRight  = "%shr"
)

// bigString is the length from which on a joined string is checked against the
// memory budget. Literals of up to smallString need no check: a step adds no
// more than that.
const (
	bigString   = 1 << 16
	smallString = 1 << 10
)

// bigIntegers finds scripts that may multiply integers without end.
var bigIntegers = regexp.MustCompile(`\b[0-9][0-9a-fA-FxXoObB_]*n\b|\bBigInt\b`)

type instrumenter struct {
	// program says that the script is run for the value of its last expression
	// outside of functions, which is kept in %value.
	program bool
	inside  int // how many functions surround the code
	depth   int // of the tree
	tooDeep file.Idx

	promises bool           // it can make promises
	shadowed bool           // system and kw may mean something else somewhere
	dynamic  bool           // it can reach built-ins whose names it does not mention
	arrays   bool           // it can make arrays
	bigints  bool           // it can make integers of any size
	natives  map[string]int // natives it needs beside the usual ones
	names    map[string]int // how often each name is mentioned
	calls    []systemCall   // inner ones first
	markers  []marker
}

// systemCall is a call of a system function.
type systemCall struct {
	call    *ast.CallExpression
	discard bool
}

// marker stands behind the arguments of a call of a system function: the names
// of its last arguments, and whether the result is looked at. Markers are made
// once when the script is instantiated.
type marker struct {
	names   []string
	discard bool
}

func newInstrumenter(src Source) *instrumenter {
	return &instrumenter{program: src.Form == FormProgram, bigints: bigIntegers.MatchString(src.Text),
		names: map[string]int{}, natives: map[string]int{}}
}

// finish makes the calls of system functions cheap if it is certain that they
// are calls of system functions.
func (in *instrumenter) finish() {
	if in.shadowed {
		return
	}
	for _, c := range in.calls {
		in.systemCall(c.call, c.discard)
	}
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

// native calls one of the natives that few scripts need.
func (in *instrumenter) native(name string, at file.Idx, args ...ast.Expression) *ast.CallExpression {
	in.natives[name]++
	return callNative(name, at, args...)
}

// tick is the statement that counts one step.
func tick(at file.Idx) ast.Statement {
	return &ast.IfStatement{If: at,
		Test: &ast.BinaryExpression{Operator: token.LESS, Comparison: true,
			Left:  &ast.UnaryExpression{Operator: token.DECREMENT, Idx: at, Operand: ident(nameSteps, at)},
			Right: number(0, at)},
		Consequent: &ast.ExpressionStatement{Expression: assign(nameSteps, at, callNative(nameRefill, at))}}
}

// mention notes a name that stands in the script.
func (in *instrumenter) mention(name string) {
	in.names[name]++
	switch name {
	case "Promise":
		in.promises = true
	case "Array":
		in.arrays = true
	case "prototype", "__proto__", "Reflect", "globalThis", "getPrototypeOf", "getOwnPropertyDescriptor",
		"getOwnPropertyDescriptors", "getOwnPropertyNames":
		in.dynamic = true
	}
}

// named notes a variable. system and kw mean what the host hands in unless the
// script uses them in another way than system.x and kw(…): it may then have
// given them another meaning.
func (in *instrumenter) named(id *ast.Identifier) {
	if id == nil {
		return
	}
	name := id.Name.String()
	if name == "system" || name == "kw" {
		in.shadowed = true
	}
	in.mention(name)
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

// descend reports whether the tree may be followed further down from e.
func (in *instrumenter) descend(e ast.Node) bool {
	if in.depth++; in.depth > maxNesting && in.tooDeep == 0 {
		in.tooDeep = max(1, e.Idx0())
	}
	return in.tooDeep == 0
}

func (in *instrumenter) statement(s ast.Statement) {
	defer func() { in.depth-- }()
	if !in.descend(s) {
		return
	}
	switch s := s.(type) {
	case *ast.BlockStatement:
		in.statements(s.List)
	case *ast.DoWhileStatement:
		s.Body = in.body(s.Body, s.Do)
		in.rewrite(&s.Test)
	case *ast.ExpressionStatement:
		in.expressionStatement(s)
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
	case *ast.FunctionDeclaration:
		in.function(s.Function)
	case *ast.ClassDeclaration:
		in.class(s.Class)
	}
}

func (in *instrumenter) expressionStatement(s *ast.ExpressionStatement) {
	value := in.program && in.inside == 0
	if c, ok := s.Expression.(*ast.CallExpression); ok && !value {
		in.call(c, true)
		return
	}
	in.rewrite(&s.Expression)
	if value && !isUseStrict(s) {
		s.Expression = assign(nameValue, s.Expression.Idx0(), s.Expression)
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
		if p, ok := b.Target.(*ast.ArrayPattern); ok && p.Rest != nil && b.Initializer != nil {
			b.Initializer = in.native(nameSpread, b.Initializer.Idx0(), b.Initializer)
		}
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
		in.arrays = true
		in.expression(p.Rest)
	}
}

func (in *instrumenter) function(f *ast.FunctionLiteral) {
	in.inside++
	in.promises = in.promises || f.Async
	in.named(f.Name)
	in.parameters(f.ParameterList)
	in.statements(f.Body.List)
	in.countCall(f.Body, f.Function)
	in.inside--
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

func isUseStrict(s *ast.ExpressionStatement) bool {
	text, ok := s.Expression.(*ast.StringLiteral)
	return ok && text.Value.String() == "use strict"
}

func (in *instrumenter) class(c *ast.ClassLiteral) {
	in.inside++
	in.named(c.Name)
	in.rewrite(&c.SuperClass)
	for _, e := range c.Body {
		switch e := e.(type) {
		case *ast.FieldDefinition:
			in.key(&e.Key, e.Computed)
			in.rewrite(&e.Initializer)
		case *ast.MethodDefinition:
			in.key(&e.Key, e.Computed)
			in.function(e.Body)
		case *ast.ClassStaticBlock:
			in.statements(e.Block.List)
		}
	}
	in.inside--
}

// key instruments the name of a property, which is no variable unless it is
// computed.
func (in *instrumenter) key(e *ast.Expression, computed bool) {
	if computed {
		in.rewrite(e)
		return
	}
	if s, ok := (*e).(*ast.StringLiteral); ok {
		in.mention(s.Value.String())
	}
}

// rewrite instruments *e and replaces it where its result must be checked.
func (in *instrumenter) rewrite(e *ast.Expression) {
	if *e == nil {
		return
	}
	in.expression(*e)
	if in.tooDeep != 0 {
		return
	}
	at := (*e).Idx0()
	switch x := (*e).(type) {
	case *ast.BinaryExpression:
		switch x.Operator {
		case token.PLUS:
			if !small(x.Left) && !small(x.Right) {
				*e = checkLength(x)
			}
		case token.EXPONENT:
			*e = in.native(namePower, at, x.Left, x.Right)
		case token.MULTIPLY:
			if in.bigints && !small(x.Left) && !small(x.Right) {
				*e = in.native(nameTimes, at, x.Left, x.Right)
			}
		case token.SHIFT_LEFT:
			if !small(x.Left) && !small(x.Right) {
				*e = in.native(nameLeft, at, x.Left, x.Right)
			}
		case token.SHIFT_RIGHT:
			if !small(x.Left) && !small(x.Right) {
				*e = in.native(nameRight, at, x.Left, x.Right)
			}
		}
	case *ast.AssignExpression:
		if x.Operator == token.PLUS && !small(x.Right) {
			*e = checkLength(x)
		}
	case *ast.TemplateLiteral:
		if x.Tag == nil && len(x.Expressions) > 1 {
			*e = checkLength(x)
		}
	}
}

// small reports whether e is a literal that makes a string no longer than the
// loop around it accounts for, and that is no big integer.
func small(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral:
		return len(e.Literal) < smallString
	case *ast.NumberLiteral:
		switch e.Value.(type) {
		case int64, float64:
			return true
		}
	}
	return false
}

// checkLength makes (typeof (%s = e) === "string" && %s.length > bigString) ? %big(%s) : %s.
func checkLength(e ast.Expression) ast.Expression {
	at := e.Idx0()
	return &ast.ConditionalExpression{
		Test: &ast.BinaryExpression{Operator: token.LOGICAL_AND,
			Left: &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Comparison: true,
				Left:  &ast.UnaryExpression{Operator: token.TYPEOF, Idx: at, Operand: assign(nameText, at, e)},
				Right: &ast.StringLiteral{Idx: at, Literal: `"string"`, Value: "string"}},
			Right: &ast.BinaryExpression{Operator: token.GREATER, Comparison: true,
				Left:  &ast.DotExpression{Left: ident(nameText, at), Identifier: *ident("length", at)},
				Right: number(bigString, at)}},
		Consequent: callNative(nameBig, at, ident(nameText, at)),
		Alternate:  ident(nameText, at),
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
	defer func() { in.depth-- }()
	if !in.descend(e) {
		return
	}
	switch e := e.(type) {
	case *ast.Identifier:
		in.named(e)
	case *ast.Binding:
		in.bindings([]*ast.Binding{e})
	case *ast.YieldExpression:
		in.rewrite(&e.Argument)
		if e.Delegate {
			e.Argument = in.native(nameYield, e.Argument.Idx0(), e.Argument)
		}
	case *ast.AwaitExpression:
		in.promises = true
		in.rewrite(&e.Argument)
	case *ast.ArrayLiteral:
		in.arrays = true
		in.list(e.Value)
	case *ast.ArrayPattern:
		in.list(e.Elements)
		in.rewrite(&e.Rest)
	case *ast.AssignExpression:
		in.assignment(e)
	case *ast.BinaryExpression:
		in.rewrite(&e.Left)
		in.rewrite(&e.Right)
	case *ast.BracketExpression:
		in.rewrite(&e.Left)
		in.rewrite(&e.Member)
		if s, ok := e.Member.(*ast.StringLiteral); ok {
			in.mention(s.Value.String())
		}
	case *ast.CallExpression:
		in.call(e, false)
	case *ast.ConditionalExpression:
		in.rewrite(&e.Test)
		in.rewrite(&e.Consequent)
		in.rewrite(&e.Alternate)
	case *ast.DotExpression:
		in.member(e)
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
		in.expression(e.Callee)
		in.list(e.ArgumentList)
	case *ast.ObjectLiteral:
		in.properties(e.Value)
	case *ast.ObjectPattern:
		in.properties(e.Properties)
		in.rewrite(&e.Rest)
		for _, p := range e.Properties {
			if k, ok := p.(*ast.PropertyKeyed); ok && k.Computed {
				in.dynamic = true
			}
		}
	case *ast.PropertyShort:
		in.named(&e.Name)
		in.rewrite(&e.Initializer)
	case *ast.PropertyKeyed:
		in.key(&e.Key, e.Computed)
		if _, pattern := e.Value.(ast.Pattern); pattern || e.Kind != ast.PropertyKindValue {
			in.expression(e.Value)
		} else {
			in.rewrite(&e.Value)
		}
	case *ast.SpreadElement:
		in.arrays = true
		in.rewrite(&e.Expression)
		e.Expression = in.native(nameSpread, e.Expression.Idx0(), e.Expression)
	case *ast.SequenceExpression:
		in.list(e.Sequence)
	case *ast.TemplateLiteral:
		if e.Tag != nil {
			in.expression(e.Tag)
		}
		in.list(e.Expressions)
	case *ast.UnaryExpression:
		in.expression(e.Operand)
	}
}

// member instruments a.b without replacing anything that decides what this is
// in a call.
func (in *instrumenter) member(e *ast.DotExpression) {
	in.mention(e.Identifier.Name.String())
	if id, ok := e.Left.(*ast.Identifier); ok && id.Name == "system" {
		in.mention("system")
		return
	}
	in.rewrite(&e.Left)
}

func (in *instrumenter) assignment(e *ast.AssignExpression) {
	in.expression(e.Left)
	in.rewrite(&e.Right)
	switch left := e.Left.(type) {
	case *ast.BracketExpression:
		in.arrays = true // a far index makes a long array
	case *ast.ArrayPattern:
		if left.Rest != nil {
			e.Right = in.native(nameSpread, e.Right.Idx0(), e.Right)
		}
	case *ast.DotExpression:
		in.arrays = in.arrays || left.Identifier.Name == "length"
	}
	id, plain := e.Left.(*ast.Identifier)
	if !plain {
		return
	}
	// a **= b is a = a ** b where a is a variable. Of properties that hold big
	// integers the watchdog takes care.
	var op string
	switch e.Operator {
	case token.EXPONENT:
		op = namePower
	case token.MULTIPLY:
		if in.bigints {
			op = nameTimes
		}
	case token.SHIFT_LEFT:
		op = nameLeft
	case token.SHIFT_RIGHT:
		op = nameRight
	}
	if op != "" && (op == namePower || !small(e.Right)) {
		e.Right = in.native(op, e.Right.Idx0(), &ast.Identifier{Name: id.Name, Idx: id.Idx}, e.Right)
		e.Operator = token.ASSIGN
	}
}

func (in *instrumenter) call(c *ast.CallExpression, discard bool) {
	switch callee := c.Callee.(type) {
	case *ast.Identifier:
		in.mention(callee.Name.String())
		in.shadowed = in.shadowed || callee.Name == "system"
	case *ast.BracketExpression:
		in.expression(callee)
		if _, literal := callee.Member.(*ast.StringLiteral); !literal {
			in.dynamic = true
		}
	default:
		in.expression(c.Callee)
	}
	in.list(c.ArgumentList)
	if isSystemCall(c) {
		in.calls = append(in.calls, systemCall{c, discard})
	}
}

func (in *instrumenter) arrow(e *ast.ArrowFunctionLiteral) {
	in.inside++
	in.promises = in.promises || e.Async
	in.parameters(e.ParameterList)
	switch b := e.Body.(type) {
	case *ast.ExpressionBody:
		at := b.Expression.Idx0()
		result := &ast.ReturnStatement{Return: at, Argument: b.Expression}
		in.rewrite(&result.Argument)
		e.Body = &ast.BlockStatement{LeftBrace: at, RightBrace: b.Expression.Idx1(),
			List: []ast.Statement{tick(e.Start), result}}
	case *ast.BlockStatement:
		in.statements(b.List)
		in.countCall(b, e.Start)
	}
	in.inside--
}

// isSystemCall reports whether c calls system.space.function: what is kept in
// system.util.globals is no system function.
func isSystemCall(c *ast.CallExpression) bool {
	function, ok := c.Callee.(*ast.DotExpression)
	if !ok {
		return false
	}
	space, ok := function.Left.(*ast.DotExpression)
	if !ok || function.Identifier.Name == "globals" {
		return false
	}
	id, ok := space.Left.(*ast.Identifier)
	return ok && id.Name == "system"
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
			args[i] = callNative(nameMap, at, pairs...)
		}
	}
	if m.discard || m.names != nil {
		in.markers = append(in.markers, m)
		args = append(args, ident(markerName(len(in.markers)-1), c.LeftParenthesis))
	}
	c.ArgumentList = args
}

func markerName(i int) string { return "%k" + strconv.Itoa(i) }

func isKw(c *ast.CallExpression) bool {
	id, ok := c.Callee.(*ast.Identifier)
	return ok && id.Name == "kw" && len(c.ArgumentList) == 1
}

// literalPairs returns names and values of an object literal that holds
// nothing but plain names with values, each once and in the order in which
// JavaScript keeps them: numbers come first in an object.
func literalPairs(e ast.Expression) (names []string, values []ast.Expression, ok bool) {
	o, isObject := e.(*ast.ObjectLiteral)
	if !isObject {
		return nil, nil, false
	}
	for _, p := range o.Value {
		var name string
		var value ast.Expression
		switch p := p.(type) {
		case *ast.PropertyKeyed:
			key, isText := p.Key.(*ast.StringLiteral)
			if !isText || p.Computed || p.Kind != ast.PropertyKindValue {
				return nil, nil, false
			}
			name, value = key.Value.String(), p.Value
		case *ast.PropertyShort:
			if p.Initializer != nil {
				return nil, nil, false
			}
			id := p.Name
			name, value = id.Name.String(), &id
		default:
			return nil, nil, false
		}
		if name == "__proto__" || name != "" && name[0] >= '0' && name[0] <= '9' || contains(names, name) {
			return nil, nil, false
		}
		names, values = append(names, name), append(values, value)
	}
	return names, values, true
}

// Package emit turns a resolved Python tree into a goja program.
//
// The output is goja's own syntax tree, never JavaScript text: each node's
// position is a byte offset in the Python text, so that goja's stack frames
// and profiler name Python lines. goja keeps control flow, local variables,
// closures, generators and exceptions; every operation on a value is a call
// of a native (see Natives), which package python binds.
//
// A program is one function that takes the natives and the constants as
// parameters and returns the function of the module body:
//
//	($gload, $call, …, $k0, $k1, …) => { let $n = 0; return ($ns) => { … } }
//
// What Python needs and JavaScript lacks is built so:
//
//   - local variables are `let` at the head of the function, undefined while
//     unbound; a read that may find them so is checked, one that cannot is not
//   - variables of enclosing functions are JavaScript's closures
//   - globals and built-ins are read through natives, with a constant per name
//   - class bodies, text run by exec, and functions with a bare exec keep
//     their names in a namespace, $ns
//   - list comprehensions are loops in front of the statement when nothing
//     with an effect precedes them in it, otherwise loops in an arrow function
//   - generators are JavaScript's
//   - an expression of several natives is one native where it can, see fuse.go
//   - two operators have a meaning of their own, because goja asks the value
//     for it without the cost of a call: +it is the next item of an iterator,
//     and constant == x a comparison of x whose truth alone counts
//   - a while loop counts down $n, which the native tick refills; for loops
//     and calls are counted by the natives next and call
package emit

import (
	"fmt"
	"math/big"
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"dryfire/scripts/python/syntax"
)

// A Program is compiled Python. It is immutable and shared by runtimes.
type Program struct {
	Source *syntax.File
	// Goja evaluates to the function described at the package.
	Goja *goja.Program
	// Natives are the names, in order, of the natives to pass, and Consts the
	// constants to pass after them.
	Natives []string
	Consts  []Const
	// Module describes the module body.
	Module *Code
	// Namespace tells that the body reads and writes names through $ns, which
	// may differ from the globals (exec, eval); otherwise through the globals.
	Namespace bool
	Futures   syntax.Futures
	Warnings  []syntax.Warning
	// Handlers are where goja sees what except clauses evaluate: Jython has it
	// on the line that raised.
	Handlers []file.Position
}

// ConstKind says which field of a Const counts.
type ConstKind uint8

// The kinds of constants.
const (
	StrConst        ConstKind = iota // Text, bytes: a str
	UnicodeConst                     // Text, UTF-8: a unicode
	LongConst                        // Long
	FloatConst                       // Float
	ImagConst                        // Float: the imaginary part of a complex
	NameConst                        // Text: an attribute, variable or module name
	GlobalConst                      // Text: a name looked up in the globals and built-ins
	FuncGlobalConst                  // the same inside a function, where messages call it a global name
	NamesConst                       // Names: keyword names of a call, names of locals
	CodeConst                        // Code
	TupleConst                       // Items: a tuple
	IntConst                         // Int; in tuples only
	NoneConst                        // in tuples only
	TrueConst                        // in tuples only
	FalseConst                       // in tuples only
	CompareConst                     // Text, the native of a comparison, and Items[0], its right operand: CompareConst == x is its truth
	FusedConst                       // Ops: a fused expression, see fuse.go
)

// A Const is a value that a program gets as a parameter.
type Const struct {
	Kind  ConstKind
	Text  string
	Long  *big.Int
	Float float64
	Names []string
	Code  *Code
	Int   int32
	Items []Const
	Ops   []FusedOp
}

// Code describes a function, class or module body.
type Code struct {
	Name      string
	Line      int
	Pos       syntax.Pos
	Params    []string // a tuple parameter is named as it is written
	Star      string
	Kwargs    string
	Locals    []string // in order of appearance, parameters included
	Doc       *syntax.Str
	Generator bool
}

// Options say how a text is compiled.
type Options struct {
	// Namespace makes the top level read and write names through $ns, as exec
	// and eval need.
	Namespace bool
	// Result makes the program return the value of a last expression
	// statement.
	Result bool
}

// Compile emits a resolved module. The error is a *syntax.Error when the text
// needs something that cannot be emitted.
func Compile(m *syntax.Module, opt Options) (p *Program, err error) {
	e := &emitter{file: m.File, module: m, opt: opt, natives: map[string]int{}}
	p = &Program{Source: m.File, Namespace: opt.Namespace, Futures: m.Futures, Warnings: m.Warnings}
	defer func() {
		if x := recover(); x != nil {
			// A tree that goja cannot take is a fault of this package; the
			// user gets an error that names the text instead of a crash.
			p = nil
			if se, ok := x.(*syntax.Error); ok {
				err = se
				return
			}
			err = fmt.Errorf("%s: internal error: cannot emit: %v", m.File.Name, x)
		}
	}()
	tree := e.program(m, p)
	p.Goja, err = goja.CompileAST(tree, true)
	if err != nil {
		return nil, fmt.Errorf("%s: internal error: goja refuses the program: %w", m.File.Name, err)
	}
	return p, nil
}

type emitter struct {
	file    *syntax.File
	module  *syntax.Module
	opt     Options
	natives map[string]int
	names   []string
	consts  []Const
	strs    map[constKey]int
	f       *fn
	// handlers are the except clauses that evaluate something.
	handlers []syntax.Pos
	catches  int
	labels   int
}

type constKey struct {
	kind ConstKind
	text string
}

// fn is the JavaScript function being emitted: one for each Python scope.
type fn struct {
	scope  *syntax.Scope
	parent *fn
	// ns: names live in $ns.
	ns bool
	// out is where statements go; hoist tells that a statement put there now
	// still runs in the right order.
	out   *[]ast.Statement
	hoist bool
	reads []*syntax.Symbol
	// defined are the locals certainly bound here; nil after a jump, where
	// nothing runs.
	defined definite
	index   map[*syntax.Symbol]int
	temps   int // temporaries in use
	most    int // temporaries needed
	loops   []loop
	// at is the statement being emitted: Jython's tracebacks name the line on
	// which a statement begins, so every native called for it stands there. What
	// follows a lambda, a comprehension or the test of a conditional expression
	// in it stands where these begin.
	at syntax.Pos
}

// A loop is a Python loop; label is set when break must leave more than the
// innermost JavaScript loop (an else clause).
type loop struct{ label string }

// definite is a set of symbols by index. dead means unreachable code, where
// everything counts as bound.
type definite struct {
	bits []uint64
	dead bool
}

func (d definite) has(i int) bool { return d.dead || d.bits[i>>6]>>(i&63)&1 != 0 }

func (d definite) set(i int) {
	if !d.dead {
		d.bits[i>>6] |= 1 << (i & 63)
	}
}

func (d definite) clone() definite {
	if d.dead {
		return d
	}
	return definite{bits: append([]uint64(nil), d.bits...)}
}

// meet is what holds after either of two ways.
func meet(a, b definite) definite {
	switch {
	case a.dead:
		return b
	case b.dead:
		return a
	}
	for i := range a.bits {
		a.bits[i] &= b.bits[i]
	}
	return a
}

func (e *emitter) idx(p syntax.Pos) file.Idx { return file.Idx(p) + 1 }

func (e *emitter) ident(name string, p syntax.Pos) *ast.Identifier {
	return &ast.Identifier{Name: unistring.String(name), Idx: e.idx(p)}
}

// use names a native and notes that the program needs it.
func (e *emitter) use(name string, p syntax.Pos) *ast.Identifier {
	if _, ok := e.natives[name]; !ok {
		e.natives[name] = len(e.names)
		e.names = append(e.names, name)
	}
	return e.ident("$"+name, p)
}

// native is a call of a native that may have effects.
func (e *emitter) native(p syntax.Pos, name string, args ...ast.Expression) ast.Expression {
	e.f.hoist = false
	return e.pureNative(p, name, args...)
}

// pureNative is a call of a native that a comprehension may overtake.
func (e *emitter) pureNative(p syntax.Pos, name string, args ...ast.Expression) ast.Expression {
	if e.f.at >= 0 {
		p = e.f.at
	}
	return &ast.CallExpression{Callee: e.use(name, p), LeftParenthesis: e.idx(p), ArgumentList: args, RightParenthesis: e.idx(p)}
}

func (e *emitter) constant(c Const, p syntax.Pos) ast.Expression {
	i := len(e.consts)
	switch c.Kind {
	case StrConst, UnicodeConst, NameConst, GlobalConst, FuncGlobalConst:
		k := constKey{c.Kind, c.Text}
		if e.strs == nil {
			e.strs = map[constKey]int{}
		}
		if j, ok := e.strs[k]; ok {
			return e.ident(constName(j), p)
		}
		e.strs[k] = i
	}
	e.consts = append(e.consts, c)
	return e.ident(constName(i), p)
}

func constName(i int) string { return "$k" + strconv.Itoa(i) }

func (e *emitter) nameConst(name string, p syntax.Pos) ast.Expression {
	return e.constant(Const{Kind: NameConst, Text: name}, p)
}

func (e *emitter) global(name string, p syntax.Pos) ast.Expression {
	k := GlobalConst
	if e.f.scope.Kind == syntax.FunctionScope {
		k = FuncGlobalConst
	}
	return e.constant(Const{Kind: k, Text: name}, p)
}

func (e *emitter) namesConst(names []string, p syntax.Pos) ast.Expression {
	return e.constant(Const{Kind: NamesConst, Names: names}, p)
}

func (e *emitter) int(n int64, p syntax.Pos) ast.Expression {
	return &ast.NumberLiteral{Idx: e.idx(p), Literal: strconv.FormatInt(n, 10), Value: n}
}

func (e *emitter) bool(b bool, p syntax.Pos) ast.Expression {
	return &ast.BooleanLiteral{Idx: e.idx(p), Literal: strconv.FormatBool(b), Value: b}
}

func (e *emitter) none(p syntax.Pos) ast.Expression {
	return &ast.NullLiteral{Idx: e.idx(p), Literal: "null"}
}

// absent is undefined.
func (e *emitter) absent(p syntax.Pos) ast.Expression {
	return &ast.UnaryExpression{Operator: token.VOID, Idx: e.idx(p), Operand: e.int(0, p)}
}

func (e *emitter) assign(left ast.Expression, right ast.Expression) ast.Expression {
	return &ast.AssignExpression{Operator: token.ASSIGN, Left: left, Right: right}
}

func (e *emitter) add(s ast.Statement) { *e.f.out = append(*e.f.out, s) }

func (e *emitter) addExpr(x ast.Expression) { e.add(&ast.ExpressionStatement{Expression: x}) }

// temp takes a temporary; release gives back all taken since mark.
func (e *emitter) temp() string {
	f := e.f
	f.temps++
	f.most = max(f.most, f.temps)
	return "$" + strconv.Itoa(f.temps)
}

func (e *emitter) mark() int        { return e.f.temps }
func (e *emitter) release(mark int) { e.f.temps = mark }

// within collects what body emits as statements.
func (e *emitter) within(body func()) []ast.Statement {
	var list []ast.Statement
	f := e.f
	saved := f.out
	f.out = &list
	body()
	f.out = saved
	return list
}

func (e *emitter) block(list []ast.Statement, p syntax.Pos) *ast.BlockStatement {
	return &ast.BlockStatement{LeftBrace: e.idx(p), List: list, RightBrace: e.idx(p)}
}

// fail reports what this package cannot emit.
func (e *emitter) fail(p syntax.Pos, msg string) {
	at := e.file.Position(p)
	panic(&syntax.Error{Type: "SyntaxError", File: e.file.Name, Position: at, Text: e.file.Line(at.Line), Msg: msg})
}

// constant tells the truth of an expression that goja could fold. The branch
// that a folded test leaves out would be compiled in goja's "dummy mode", which
// corrupts the jumps of the blocks around it, so it must not be emitted at all.
func constant(x ast.Expression) (truth, known bool) {
	switch x := x.(type) {
	case *ast.NumberLiteral:
		n, _ := x.Value.(int64)
		return n != 0, true
	case *ast.BooleanLiteral:
		return x.Value, true
	case *ast.NullLiteral:
		return false, true
	case *ast.UnaryExpression:
		if x.Operator == token.NOT {
			t, ok := constant(x.Operand)
			return !t, ok
		}
	}
	return false, false
}

// jsName is a Python name as an identifier of strict JavaScript. Python names
// hold no $, so that ours cannot collide.
func jsName(name string) string {
	switch name {
	case "let", "static", "yield", "eval", "arguments", "implements", "interface", "package", "private", "protected", "public",
		"await", "async", "enum", "this", "super", "undefined", "new", "null", "true", "false", "target", "constructor", "prototype", "__proto__":
		return name + "$"
	}
	return name
}

// open starts the function of a scope and returns a function that ends it,
// giving its declarations and body.
func (e *emitter) open(scope *syntax.Scope) *fn {
	f := &fn{scope: scope, parent: e.f, at: -1}
	f.ns = scope.Kind == syntax.ClassScope || scope.Kind == syntax.FunctionScope && scope.Dynamic || scope.Kind == syntax.ModuleScope && e.opt.Namespace
	f.index = make(map[*syntax.Symbol]int, len(scope.Symbols))
	for i, y := range scope.Symbols {
		f.index[y] = i
	}
	f.defined = definite{bits: make([]uint64, len(scope.Symbols)/64+1)}
	e.f = f
	return f
}

// close ends the function: its lets, then its body.
func (e *emitter) close(f *fn, p syntax.Pos, body []ast.Statement, params map[string]bool) []ast.Statement {
	var lets []*ast.Binding
	if !f.ns && f.scope.Kind == syntax.FunctionScope {
		for _, y := range f.scope.Symbols {
			if y.Kind == syntax.LocalSymbol && !params[y.Name] {
				lets = append(lets, &ast.Binding{Target: e.ident(jsName(y.Name), p)})
			}
		}
	}
	for i := 1; i <= f.most; i++ {
		lets = append(lets, &ast.Binding{Target: e.ident("$"+strconv.Itoa(i), p)})
	}
	e.f = f.parent
	if len(lets) == 0 {
		return body
	}
	all := make([]ast.Statement, 0, len(body)+1)
	all = append(all, &ast.LexicalDeclaration{Idx: e.idx(p), Token: token.LET, List: lets})
	return append(all, body...)
}

// function makes the JavaScript function: an arrow, or a generator.
func (e *emitter) function(p syntax.Pos, params []string, body []ast.Statement, generator bool) ast.Expression {
	list := make([]*ast.Binding, len(params))
	for i, name := range params {
		list[i] = &ast.Binding{Target: e.ident(name, p)}
	}
	pl := &ast.ParameterList{Opening: e.idx(p), List: list, Closing: e.idx(p)}
	if generator {
		return &ast.FunctionLiteral{Function: e.idx(p), ParameterList: pl, Body: e.block(body, p), Generator: true}
	}
	return &ast.ArrowFunctionLiteral{Start: e.idx(p), ParameterList: pl, Body: e.block(body, p)}
}

func (e *emitter) program(m *syntax.Module, p *Program) *ast.Program {
	f := e.open(m.Scope)
	p.Module = &Code{Name: "<module>", Line: 1, Doc: m.Doc}
	body := e.within(func() {
		if m.Expr != nil {
			f.hoist = true
			x := e.expr(m.Expr)
			e.add(&ast.ReturnStatement{Return: e.idx(m.Expr.Start()), Argument: x})
			return
		}
		if m.Doc != nil {
			e.storeName(&syntax.Name{Span: m.Doc.Span, Name: "__doc__", Symbol: m.Scope.Symbol("__doc__")}, e.strConst(m.Doc))
		}
		if n := len(m.Body); n > 0 && e.opt.Result {
			if last, ok := m.Body[n-1].(*syntax.ExprStmt); ok {
				e.stmts(m.Body[:n-1])
				e.fresh()
				f.at = last.From
				e.add(&ast.ReturnStatement{Return: e.idx(last.From), Argument: e.expr(last.X)})
				return
			}
		}
		e.stmts(m.Body)
	})
	body = e.close(f, 0, body, nil)
	inner := e.function(0, []string{"$ns"}, body, false)
	params := make([]string, 0, len(e.names)+len(e.consts))
	for _, n := range e.names {
		params = append(params, "$"+n)
	}
	for i := range e.consts {
		params = append(params, constName(i))
	}
	outer := e.function(0, params, []ast.Statement{
		&ast.LexicalDeclaration{Idx: 1, Token: token.LET, List: []*ast.Binding{{Target: e.ident("$n", 0), Initializer: e.int(0, 0)}}},
		&ast.ReturnStatement{Return: 1, Argument: inner},
	}, false)
	p.Natives, p.Consts = e.names, e.consts
	text := file.NewFile(m.File.Name, m.File.Text, 1)
	for _, h := range e.handlers {
		p.Handlers = append(p.Handlers, text.Position(int(h)))
	}
	return &ast.Program{File: text, Body: []ast.Statement{&ast.ExpressionStatement{Expression: outer}}}
}

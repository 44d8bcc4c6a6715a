// Package resolve finds out what every name of a parsed Python text means:
// a local variable, a variable of an enclosing function, a name of a class
// body, or a global. It also reports the errors that need that knowledge or
// the surroundings of a statement ('return' outside function, 'break' outside
// loop, a name both parameter and global …), in Jython's words.
//
// Resolution is two walks over scopes, not over the text: the first enters
// names and what is done with them into symbol tables, the second, from the
// module inwards, classifies each symbol. Class scopes are invisible to the
// functions inside them; list comprehensions have no scope of their own, all
// other comprehensions do.
package resolve

import (
	"fmt"
	"strings"

	"dryfire/scripts/python/syntax"
)

// Module resolves a tree in place and appends its warnings to m.Warnings. The
// error, if any, is a *syntax.Error. A tree is resolved once.
func Module(m *syntax.Module) (err error) {
	r := &resolver{file: m.File}
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(*syntax.Error)
			if !ok {
				panic(x)
			}
			err = e
		}
	}()
	m.Scope = &syntax.Scope{Kind: syntax.ModuleScope, Name: "<module>"}
	r.push(m.Scope)
	if m.Expr != nil {
		r.expr(m.Expr)
	} else {
		r.stmts(m.Body)
	}
	r.pop()
	for _, s := range r.all {
		r.classify(s)
	}
	// Jython finds the misplaced imports after everything else.
	m.Warnings = append(append(m.Warnings, r.warnings...), r.stars...)
	return nil
}

// A frame is the scope being walked and the control flow around the walk.
type frame struct {
	scope       *syntax.Scope
	class       string // the innermost class, for private names
	loops       int    // loops open in this scope
	valueReturn *syntax.Return
	hasYield    bool
	star        *syntax.ImportFrom
	def         syntax.Node
}

type resolver struct {
	file     *syntax.File
	frames   []*frame
	f        *frame
	all      []*frame
	warnings []syntax.Warning
	stars    []syntax.Warning
	exec     map[*syntax.Scope]*frame // functions with unqualified exec or import *
	deleted  map[*syntax.Symbol]syntax.Pos
}

func (r *resolver) push(s *syntax.Scope) *frame {
	f := &frame{scope: s}
	if r.f != nil {
		f.class = r.f.class
		s.Parent = r.f.scope
	}
	r.frames = append(r.frames, f)
	r.all = append(r.all, f)
	r.f = f
	return f
}

func (r *resolver) pop() {
	f := r.f
	if f.valueReturn != nil && f.hasYield {
		r.fail(f.valueReturn.From, "'return' with argument inside generator")
	}
	f.scope.Generator = f.hasYield
	r.frames = r.frames[:len(r.frames)-1]
	r.f = nil
	if n := len(r.frames); n > 0 {
		r.f = r.frames[n-1]
	}
}

func (r *resolver) fail(p syntax.Pos, format string, args ...any) {
	at := r.file.Position(p)
	panic(&syntax.Error{Type: "SyntaxError", File: r.file.Name, Position: at, Text: r.file.Line(at.Line), Msg: fmt.Sprintf(format, args...)})
}

// mangle makes a private name of a class (two leading underscores, not two
// trailing ones) its own.
func (r *resolver) mangle(name string) string {
	if r.f.class == "" || len(name) < 3 || name[0] != '_' || name[1] != '_' || strings.HasSuffix(name, "__") {
		return name
	}
	c := strings.TrimLeft(r.f.class, "_")
	if c == "" {
		return name
	}
	return "_" + c + name
}

func (r *resolver) name(n *syntax.Name) *syntax.Symbol {
	n.Name = r.mangle(n.Name)
	y := r.f.scope.Symbol(n.Name)
	if !y.Used && !y.Bound && !y.Param && !y.Declared && !y.Deleted {
		y.First = n.From
	}
	n.Symbol = y
	return y
}

func (r *resolver) use(n *syntax.Name) {
	r.name(n).Used = true
	switch n.Name {
	case "locals", "vars", "dir", "eval", "execfile":
		r.f.scope.Inspects = true
	}
}

func (r *resolver) bind(n *syntax.Name) { r.name(n).Bound = true }

// target walks something that is assigned to.
func (r *resolver) target(x syntax.Expr) {
	switch x := x.(type) {
	case *syntax.Name:
		r.bind(x)
	case *syntax.Tuple:
		for _, e := range x.Elems {
			r.target(e)
		}
	case *syntax.List:
		for _, e := range x.Elems {
			r.target(e)
		}
	default:
		r.expr(x)
	}
}

func (r *resolver) delete(x syntax.Expr) {
	switch x := x.(type) {
	case *syntax.Name:
		y := r.name(x)
		if !y.Deleted {
			if r.deleted == nil {
				r.deleted = map[*syntax.Symbol]syntax.Pos{}
			}
			r.deleted[y] = x.From
		}
		y.Bound, y.Deleted = true, true
	case *syntax.Tuple:
		for _, e := range x.Elems {
			r.delete(e)
		}
	case *syntax.List:
		for _, e := range x.Elems {
			r.delete(e)
		}
	default:
		r.expr(x)
	}
}

func (r *resolver) stmts(body []syntax.Stmt) {
	for _, s := range body {
		r.stmt(s)
	}
}

func (r *resolver) loop(body []syntax.Stmt) {
	r.f.loops++
	r.stmts(body)
	r.f.loops--
}

// refuseContinue refuses continue as a statement of a finally clause, or of a
// try there. Jython has no objection to one further inside.
func (r *resolver) refuseContinue(body []syntax.Stmt) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Continue:
			r.fail(s.From, "'continue' not supported inside 'finally' clause")
		case *syntax.Try:
			r.refuseContinue(s.Body)
			for _, h := range s.Handlers {
				r.refuseContinue(h.Body)
			}
		}
	}
}

func (r *resolver) stmt(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ExprStmt:
		r.expr(s.X)
	case *syntax.Assign:
		r.expr(s.Value)
		for _, t := range s.Targets {
			r.target(t)
		}
	case *syntax.AugAssign:
		if n, ok := s.Target.(*syntax.Name); ok {
			r.use(n)
			r.bind(n)
		} else {
			r.expr(s.Target)
		}
		r.expr(s.Value)
	case *syntax.Print:
		r.exprOpt(s.Dest)
		r.exprs(s.Values)
	case *syntax.Exec:
		r.expr(s.Body)
		r.exprOpt(s.Globals)
		r.exprOpt(s.Locals)
		r.f.scope.Inspects = true
		if s.Globals == nil {
			// exec(code, globals) is the tuple form of the statement.
			if t, ok := s.Body.(*syntax.Tuple); !ok || len(t.Elems) < 2 || len(t.Elems) > 3 {
				r.f.scope.Dynamic = r.f.scope.Kind == syntax.FunctionScope
			}
			r.unqualified()
		}
	case *syntax.Del:
		for _, t := range s.Targets {
			r.delete(t)
		}
	case *syntax.Pass:
	case *syntax.Break:
		if r.f.loops == 0 {
			r.fail(s.From, "'break' outside loop")
		}
	case *syntax.Continue:
		if r.f.loops == 0 {
			r.fail(s.From, "'continue' not properly in loop")
		}
	case *syntax.Return:
		if r.f.scope.Kind != syntax.FunctionScope {
			r.fail(s.From, "'return' outside function")
		}
		if s.X != nil {
			if r.f.valueReturn == nil {
				r.f.valueReturn = s
			}
			r.expr(s.X)
		}
	case *syntax.Raise:
		r.exprOpt(s.Type)
		r.exprOpt(s.Value)
		r.exprOpt(s.Traceback)
	case *syntax.Global:
		r.global(s)
	case *syntax.Import:
		for i := range s.Names {
			r.bind(s.Names[i].Bind)
		}
	case *syntax.ImportFrom:
		if s.Star {
			if r.f.scope.Kind == syntax.FunctionScope {
				r.stars = append(r.stars, syntax.Warning{Pos: s.From, Msg: "import * only allowed at module level"})
				r.f.scope.Dynamic, r.f.scope.Inspects = true, true
				r.f.star = s
				r.unqualified()
			}
		}
		for i := range s.Names {
			r.bind(s.Names[i].Bind)
		}
	case *syntax.Assert:
		r.expr(s.Test)
		r.exprOpt(s.Msg)
	case *syntax.If:
		for {
			r.expr(s.Test)
			r.stmts(s.Body)
			if len(s.Else) == 1 {
				if e, ok := s.Else[0].(*syntax.If); ok {
					s = e
					continue
				}
			}
			r.stmts(s.Else)
			break
		}
	case *syntax.While:
		r.expr(s.Test)
		r.loop(s.Body)
		r.stmts(s.Else)
	case *syntax.For:
		r.expr(s.Iter)
		r.target(s.Target)
		r.loop(s.Body)
		r.stmts(s.Else)
	case *syntax.Try:
		r.stmts(s.Body)
		for _, h := range s.Handlers {
			r.exprOpt(h.Type)
			if h.Target != nil {
				r.target(h.Target)
			}
			r.stmts(h.Body)
		}
		r.stmts(s.Else)
		if s.Finally != nil {
			r.refuseContinue(s.Finally)
			r.stmts(s.Finally)
		}
	case *syntax.With:
		r.expr(s.Context)
		if s.Target != nil {
			r.target(s.Target)
		}
		r.stmts(s.Body)
	case *syntax.FunctionDef:
		r.exprs(s.Decorators)
		r.exprs(s.Params.Defaults)
		r.bind(s.Name)
		s.Scope = &syntax.Scope{Kind: syntax.FunctionScope, Name: s.Name.Name}
		f := r.push(s.Scope)
		f.def = s
		r.params(s.Params)
		r.stmts(s.Body)
		r.pop()
	case *syntax.ClassDef:
		r.exprs(s.Decorators)
		r.exprs(s.Bases)
		r.bind(s.Name)
		s.Scope = &syntax.Scope{Kind: syntax.ClassScope, Name: s.Name.Name}
		f := r.push(s.Scope)
		f.class = s.Name.Name
		f.def = s
		r.stmts(s.Body)
		r.pop()
	}
}

func (r *resolver) unqualified() {
	if r.exec == nil {
		r.exec = map[*syntax.Scope]*frame{}
	}
	r.exec[r.f.scope] = r.f
}

func (r *resolver) warn(p syntax.Pos, format string, args ...any) {
	r.warnings = append(r.warnings, syntax.Warning{Pos: p, Msg: fmt.Sprintf(format, args...)})
}

func (r *resolver) global(s *syntax.Global) {
	for _, n := range s.Names {
		y := r.name(n)
		if r.f.scope.Kind != syntax.ModuleScope {
			switch {
			case y.Param:
				r.fail(s.From, "name '%s' is local and global", n.Name)
			case y.Bound && !y.Declared:
				r.warn(s.From, "name '%s' declared global after assignment", n.Name)
			case y.Used && !y.Declared:
				r.warn(s.From, "name '%s' declared global after use", n.Name)
			}
		}
		y.Declared = true
	}
}

func (r *resolver) params(ps *syntax.Params) {
	for _, x := range ps.List {
		r.param(x, false)
	}
	if ps.Star != nil {
		r.param(ps.Star, true)
	}
	if ps.Kwargs != nil {
		r.param(ps.Kwargs, true)
	}
}

// param enters a parameter. Jython does not mind when *args or **kwargs take
// the name of another one.
func (r *resolver) param(x syntax.Expr, star bool) {
	switch x := x.(type) {
	case *syntax.Name:
		y := r.name(x)
		if y.Param && !star {
			r.fail(x.From, "duplicate argument name found: %s", x.Name)
		}
		y.Param, y.Bound = true, true
	case *syntax.Tuple:
		for _, e := range x.Elems {
			r.param(e, star)
		}
	}
}

func (r *resolver) exprs(xs []syntax.Expr) {
	for _, x := range xs {
		r.expr(x)
	}
}

func (r *resolver) exprOpt(x syntax.Expr) {
	if x != nil {
		r.expr(x)
	}
}

func (r *resolver) expr(x syntax.Expr) {
	switch x := x.(type) {
	case *syntax.Name:
		r.use(x)
	case *syntax.Num, *syntax.Str, *syntax.Ellipsis:
	case *syntax.Tuple:
		r.exprs(x.Elems)
	case *syntax.List:
		r.exprs(x.Elems)
	case *syntax.Set:
		r.exprs(x.Elems)
	case *syntax.Dict:
		for i := range x.Keys {
			r.expr(x.Values[i])
			r.expr(x.Keys[i])
		}
	case *syntax.Repr:
		r.expr(x.X)
	case *syntax.Unary:
		r.expr(x.X)
	case *syntax.Binary:
		r.expr(x.X)
		r.expr(x.Y)
	case *syntax.BoolOp:
		r.exprs(x.Xs)
	case *syntax.Compare:
		r.expr(x.X)
		r.exprs(x.Ys)
	case *syntax.Conditional:
		r.expr(x.Test)
		r.expr(x.Then)
		r.expr(x.Else)
	case *syntax.Attribute:
		r.expr(x.X)
		x.Name = r.mangle(x.Name)
	case *syntax.Subscript:
		r.expr(x.X)
		r.expr(x.Index)
	case *syntax.Slice:
		r.exprOpt(x.Lo)
		r.exprOpt(x.Hi)
		r.exprOpt(x.Step)
	case *syntax.ExtSlice:
		r.exprs(x.Dims)
	case *syntax.Call:
		r.expr(x.Func)
		r.exprs(x.Args)
		for i := range x.Keywords {
			r.expr(x.Keywords[i].Value)
		}
		r.exprOpt(x.Star)
		r.exprOpt(x.Kwargs)
	case *syntax.Lambda:
		r.exprs(x.Params.Defaults)
		x.Scope = &syntax.Scope{Kind: syntax.FunctionScope, Name: "<lambda>"}
		f := r.push(x.Scope)
		f.def = x
		r.params(x.Params)
		r.expr(x.Body)
		r.pop()
	case *syntax.Comp:
		r.comp(x)
	case *syntax.Yield:
		if r.f.scope.Kind != syntax.FunctionScope {
			r.fail(x.From, "'yield' outside function")
		}
		r.f.hasYield = true
		r.exprOpt(x.X)
	}
}

func (r *resolver) comp(c *syntax.Comp) {
	own := c.Kind != syntax.ListComp
	r.expr(c.Clauses[0].Iter)
	if own {
		c.Scope = &syntax.Scope{Kind: syntax.FunctionScope, Name: "<genexpr>"}
		f := r.push(c.Scope)
		f.def = c
	}
	for i := range c.Clauses {
		cl := &c.Clauses[i]
		if i > 0 {
			r.expr(cl.Iter)
		}
		r.target(cl.Target)
		r.exprs(cl.Conds)
	}
	r.exprOpt(c.Key)
	r.expr(c.Value)
	if own {
		r.f.hasYield = r.f.hasYield || c.Kind == syntax.GenComp
		r.pop()
	}
}

// classify decides the kind of every symbol of one scope. Scopes come in
// order of opening, so that enclosing ones are done.
func (r *resolver) classify(f *frame) {
	s := f.scope
	if f.star != nil && s.Kind == syntax.FunctionScope && nested(s) {
		r.fail(f.star.From, "import * is not allowed in function '%s' because it is a nested function", s.Name)
	}
	for _, y := range s.Symbols {
		switch {
		case s.Kind == syntax.ModuleScope || y.Declared:
			y.Kind = syntax.GlobalSymbol
		case y.Bound:
			y.Kind = syntax.LocalSymbol
		default:
			r.enclosing(s, y)
		}
	}
}

func (r *resolver) enclosing(s *syntax.Scope, y *syntax.Symbol) {
	for o := s.Parent; o != nil; o = o.Parent {
		if o.Kind != syntax.FunctionScope {
			continue
		}
		r.checkNested(s)
		r.checkDynamic(o)
		d := o.Lookup(y.Name)
		if d == nil {
			continue
		}
		if d.Declared {
			break
		}
		if d.Bound {
			y.Kind, y.Def = syntax.FreeSymbol, d
			d.Captured = true
			if d.Deleted {
				r.fail(r.deleted[d], "can not delete variable '%s' referenced in nested scope", d.Name)
			}
			return
		}
	}
	y.Kind = syntax.GlobalSymbol
	if s.Dynamic {
		y.Kind = syntax.DynamicSymbol
	}
}

// nested reports whether a scope is somewhere inside a function.
func nested(s *syntax.Scope) bool {
	for o := s.Parent; o != nil; o = o.Parent {
		if o.Kind == syntax.FunctionScope {
			return true
		}
	}
	return false
}

// checkNested refuses a function inside another one that has an unqualified
// exec itself and uses a name that is not its own.
func (r *resolver) checkNested(s *syntax.Scope) {
	if f := r.exec[s]; f != nil && s.Kind == syntax.FunctionScope {
		r.fail(f.def.Start(), "unqualified exec is not allowed in function '%s' because it contains free variables", s.Name)
	}
}

// checkDynamic refuses a function with an unqualified exec or import * when a
// function or a class inside it uses names that are not its own. The tuple forms
// exec(code, globals) count as unqualified, as in Jython.
func (r *resolver) checkDynamic(outer *syntax.Scope) {
	if r.exec == nil {
		return
	}
	f := r.exec[outer]
	switch {
	case f == nil:
	case f.star != nil:
		r.fail(f.star.From, "import * is not allowed in function '%s' because it contains a nested function with free variables", outer.Name)
	default:
		r.fail(f.def.Start(), "unqualified exec is not allowed in function '%s' because it contains a function with free variables", outer.Name)
	}
}

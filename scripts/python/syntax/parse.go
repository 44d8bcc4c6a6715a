package syntax

import (
	"fmt"
	"strings"
)

// Form is what kind of text is compiled, as the third argument of compile().
type Form uint8

// The forms of a text.
const (
	// ExecForm is a module: statements.
	ExecForm Form = iota
	// EvalForm is one expression, with blanks allowed before it.
	EvalForm
	// SingleForm is one interactive statement, whose expressions are printed.
	SingleForm
)

const (
	// maxNesting bounds how deep expressions and blocks nest, so that hostile
	// text ends in an error and not in a stack overflow.
	maxNesting = 400
	// maxChain bounds the length of one a+b+c… or a.b().c()… chain, which
	// makes a tree as deep as it is long.
	maxChain = 8000
)

type parser struct {
	scanner
	futures    Futures
	futuresEnd bool // a statement that ends the __future__ section was seen
	module     bool // parsing the top level
	depth      int
	warnings   []Warning
}

// Parse reads a text. futures are in force from the start, as for text that
// exec compiles inside a module that has them. The error, if any, is an
// *Error.
func Parse(file *File, form Form, futures Futures) (m *Module, err error) {
	p := &parser{futures: futures, module: true}
	p.init(file)
	p.printName = futures&FuturePrintFunction != 0
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*Error)
			if !ok {
				panic(r)
			}
			m, err = nil, e
		}
	}()
	m = &Module{File: file, Form: form, Span: Span{0, Pos(len(file.Text))}}
	switch form {
	case EvalForm:
		// eval ignores blanks before the expression.
		for p.off < len(p.src) && (p.src[p.off] == ' ' || p.src[p.off] == '\t') {
			p.off++
		}
		p.lineStart = false
		p.next()
		for p.tok == NEWLINE {
			p.lineStart = false
			p.next()
		}
		m.Expr = p.testlist()
		for p.tok == NEWLINE {
			p.lineStart = false
			p.next()
		}
		p.want(EOF)
	default:
		p.next()
		for p.tok != EOF {
			if p.tok == NEWLINE {
				p.next()
				continue
			}
			if p.tok == INDENT {
				p.indentError("unexpected indent")
			}
			m.Body = p.statement(m.Body)
		}
		m.Doc = docstring(m.Body)
	}
	m.Futures = p.futures
	m.Warnings = p.warnings
	return m, nil
}

func docstring(body []Stmt) *Str {
	if len(body) > 0 {
		if e, ok := body[0].(*ExprStmt); ok {
			if s, ok := e.X.(*Str); ok {
				return s
			}
		}
	}
	return nil
}

func (p *parser) indentError(msg string) {
	at := p.end
	e := p.file.errorf("SyntaxError", Pos(at), "%s", msg)
	if strings.Contains(p.src[p.start:p.end], "\t") || strings.Contains(p.src[p.start:p.end], " ") {
		e.Hint = "a tab reaches the next multiple of eight columns"
	}
	panic(e)
}

// describe names the current token for an error message.
func (p *parser) describe() string {
	switch p.tok {
	case EOF, NEWLINE, INDENT, DEDENT:
		return p.tok.String()
	case STRING:
		if p.end-p.start > 24 {
			return "a string"
		}
	}
	return "'" + p.src[p.start:p.end] + "'"
}

// unexpected raises the general syntax error, with the hints that the usual
// mistakes deserve.
func (p *parser) unexpected(wanted string) {
	at := p.start
	e := p.file.errorf("SyntaxError", Pos(at), "mismatched input %s, expecting %s", p.describe(), wanted)
	switch {
	case p.tok == STRING && p.src[p.start] != '\'' && p.src[p.start] != '"' && p.prevEnd == p.start:
	case p.tok == STRING && p.prevEnd == p.start && p.start > 0 && (p.src[p.start-1] == 'f' || p.src[p.start-1] == 'F'):
		e.Hint = "Python 2.7 has no f-strings; use '%s' % value or str.format"
	case p.tok == ASSIGN:
		e.Hint = "to compare, write =="
	case p.tok == INDENT || p.tok == DEDENT:
		e.Hint = "a tab reaches the next multiple of eight columns"
	}
	panic(e)
}

func (p *parser) want(t Token) int {
	if p.tok != t {
		p.unexpected(quoted(t))
	}
	at := p.start
	p.next()
	return at
}

func quoted(t Token) string {
	switch t {
	case EOF, NEWLINE, INDENT, DEDENT, NAME, STRING:
		return t.String()
	}
	return "'" + t.String() + "'"
}

func (p *parser) got(t Token) bool {
	if p.tok == t {
		p.next()
		return true
	}
	return false
}

func (p *parser) enter(at int) {
	p.depth++
	if p.depth > maxNesting {
		p.fail(at, "too deeply nested: more than %d levels", maxNesting)
	}
}

func (p *parser) leave() { p.depth-- }

func (p *parser) span(from int) Span { return Span{Pos(from), Pos(p.prevEnd)} }

// name reads an identifier.
func (p *parser) name() *Name {
	if p.tok != NAME {
		p.unexpected("name")
	}
	n := &Name{Span: Span{Pos(p.start), Pos(p.end)}, Name: p.src[p.start:p.end]}
	p.next()
	return n
}

// attrName reads what follows a dot, where keywords are names (LNG-2).
func (p *parser) attrName() (string, int) {
	if p.tok != NAME && !p.tok.IsKeyword() {
		p.unexpected("name")
	}
	s, at := p.src[p.start:p.end], p.start
	p.next()
	return s, at
}

// block reads ": suite".
func (p *parser) block() []Stmt {
	p.want(COLON)
	wasModule := p.module
	p.module = false
	var body []Stmt
	if p.tok != NEWLINE {
		body = p.simpleLine(nil)
		p.module = wasModule
		return body
	}
	p.next()
	if p.tok != INDENT {
		e := p.file.errorf("SyntaxError", Pos(p.start), "mismatched input %s, expecting an indented block", p.describe())
		panic(e)
	}
	p.enter(p.start)
	p.next()
	for p.tok != DEDENT && p.tok != EOF {
		if p.tok == INDENT {
			p.indentError("unexpected indent")
		}
		body = p.statement(body)
	}
	p.got(DEDENT)
	p.leave()
	p.module = wasModule
	return body
}

// statement appends one statement, or the several of one line.
func (p *parser) statement(to []Stmt) []Stmt {
	switch p.tok {
	case IF, WHILE, FOR, TRY, WITH, DEF, CLASS, AT:
		p.futuresEnd = true
		return append(to, p.compound())
	}
	return p.simpleLine(to)
}

func (p *parser) simpleLine(to []Stmt) []Stmt {
	for {
		first := len(to) == 0
		from := p.start
		st := p.simple()
		if p.module {
			p.checkFuture(st, first)
		} else if f, ok := st.(*ImportFrom); ok && f.Module == "__future__" && f.Level == 0 {
			p.fail(from, "from __future__ imports must occur at the beginning of the file")
		}
		to = append(to, st)
		if p.tok == SEMI {
			p.next()
			if p.tok != NEWLINE {
				continue
			}
		}
		break
	}
	if p.tok == EOF {
		return to
	}
	if p.tok != NEWLINE {
		p.badLineEnd(to[len(to)-1])
	}
	p.next()
	return to
}

// badLineEnd explains what the usual leftovers of Python 3 or of a slip are.
func (p *parser) badLineEnd(last Stmt) {
	e := p.file.errorf("SyntaxError", Pos(p.start), "mismatched input %s, expecting end of line", p.describe())
	switch {
	case p.tok == STRING && p.prevEnd == p.start && p.start > 0 && p.src[p.start-1]|0x20 == 'f':
		e.Hint = "Python 2.7 has no f-strings; use '%s' % value or str.format"
	case p.tok == COLON:
		if _, ok := last.(*ExprStmt); ok {
			e.Hint = "Python 2.7 has no annotations and no :="
		}
	case p.tok == ASSIGN:
		e.Hint = "to compare, write =="
	case p.tok == INDENT:
		e.Hint = "a tab reaches the next multiple of eight columns"
	}
	if x, ok := last.(*ExprStmt); ok {
		if n, ok := x.X.(*Name); ok && (n.Name == "async" || n.Name == "await" || n.Name == "nonlocal") {
			e.Hint = "Python 2.7 has no " + n.Name
		}
	}
	panic(e)
}

func (p *parser) checkFuture(st Stmt, first bool) {
	f, ok := st.(*ImportFrom)
	if !ok || f.Module != "__future__" || f.Level != 0 {
		if x, ok := st.(*ExprStmt); ok && first {
			if _, ok := x.X.(*Str); ok {
				return
			}
		}
		p.futuresEnd = true
		return
	}
	if p.futuresEnd {
		p.fail(int(f.From), "from __future__ imports must occur at the beginning of the file")
	}
	if f.Star {
		p.fail(int(f.From), "future feature * is not defined")
	}
	for _, a := range f.Names {
		switch a.Path {
		case "division":
			p.futures |= FutureDivision
		case "unicode_literals":
			p.futures |= FutureUnicodeLiterals
		case "print_function":
			p.futures |= FuturePrintFunction
			p.printName = true
		case "absolute_import":
			p.futures |= FutureAbsoluteImport
		case "with_statement", "nested_scopes", "generators":
		case "braces":
			p.fail(int(f.From), "not a chance")
		case "GIL":
			p.fail(int(f.From), "Never going to happen!")
		default:
			p.fail(int(f.From), "future feature %s is not defined", a.Path)
		}
	}
}

func (p *parser) simple() Stmt {
	from := p.start
	switch p.tok {
	case PASS:
		p.next()
		return &Pass{p.span(from)}
	case BREAK:
		p.next()
		return &Break{p.span(from)}
	case CONTINUE:
		p.next()
		return &Continue{p.span(from)}
	case RETURN:
		p.next()
		var x Expr
		if p.tok != NEWLINE && p.tok != SEMI && p.tok != EOF {
			x = p.testlist()
		}
		return &Return{p.span(from), x}
	case PRINT:
		return p.print()
	case EXEC:
		p.next()
		s := &Exec{Body: p.expr()}
		if p.got(IN) {
			s.Globals = p.test()
			if p.got(COMMA) {
				s.Locals = p.test()
			}
		}
		s.Span = p.span(from)
		return s
	case DEL:
		p.next()
		x := p.exprlist()
		var targets []Expr
		if t, ok := x.(*Tuple); ok && !t.Parens {
			targets = t.Elems
		} else {
			targets = []Expr{x}
		}
		for _, t := range targets {
			p.checkDelete(t)
		}
		return &Del{p.span(from), targets}
	case RAISE:
		p.next()
		s := &Raise{}
		if p.tok != NEWLINE && p.tok != SEMI && p.tok != EOF {
			s.Type = p.test()
			if p.tok == FROM {
				e := p.file.errorf("SyntaxError", Pos(p.start), "mismatched input 'from', expecting end of line")
				e.Hint = "Python 2.7 has no raise … from"
				panic(e)
			}
			if p.got(COMMA) {
				s.Value = p.test()
				if p.got(COMMA) {
					s.Traceback = p.test()
				}
			}
		}
		s.Span = p.span(from)
		return s
	case GLOBAL:
		p.next()
		s := &Global{Names: []*Name{p.name()}}
		for p.got(COMMA) {
			s.Names = append(s.Names, p.name())
		}
		s.Span = p.span(from)
		return s
	case IMPORT:
		return p.importStmt()
	case FROM:
		return p.importFrom()
	case ASSERT:
		p.next()
		s := &Assert{Test: p.test()}
		if p.got(COMMA) {
			s.Msg = p.test()
		}
		s.Span = p.span(from)
		return s
	}
	return p.exprStmt()
}

func (p *parser) exprStmt() Stmt {
	from := p.start
	var x Expr
	if p.tok == YIELD {
		x = p.yield()
	} else {
		x = p.testlist()
	}
	switch {
	case p.tok == ASSIGN:
		targets := []Expr{x}
		p.checkTarget(x, false)
		for {
			p.next()
			if p.tok == YIELD {
				x = p.yield()
				if p.tok == ASSIGN {
					p.fail(int(x.Start()), "can't assign to yield expression")
				}
			} else {
				x = p.testlist()
			}
			if p.tok != ASSIGN {
				break
			}
			p.checkTarget(x, false)
			targets = append(targets, x)
		}
		return &Assign{p.span(from), targets, x}
	case p.tok >= PLUSEQ && p.tok <= CARETEQ:
		op := p.tok - (PLUSEQ - PLUS)
		switch x.(type) {
		case *Tuple:
			p.fail(int(x.Start()), "assignment to tuple illegal for augmented assignment")
		case *List:
			p.fail(int(x.Start()), "assignment to list illegal for augmented assignment")
		}
		p.checkTarget(x, false)
		p.next()
		var v Expr
		if p.tok == YIELD {
			v = p.yield()
		} else {
			v = p.testlist()
		}
		return &AugAssign{p.span(from), op, x, v}
	}
	return &ExprStmt{p.span(from), x}
}

func (p *parser) print() Stmt {
	from := p.start
	p.next()
	s := &Print{Newline: true}
	if p.tok == RSHIFT {
		p.next()
		s.Dest = p.test()
		if p.tok == COMMA {
			p.next()
			if p.tok == NEWLINE || p.tok == SEMI || p.tok == EOF {
				p.unexpected("an expression")
			}
		} else {
			s.Span = p.span(from)
			return s
		}
	} else if p.tok == NEWLINE || p.tok == SEMI || p.tok == EOF {
		s.Span = p.span(from)
		return s
	}
	for {
		s.Values = append(s.Values, p.test())
		if p.tok != COMMA {
			break
		}
		p.next()
		if p.tok == NEWLINE || p.tok == SEMI || p.tok == EOF {
			s.Newline = false
			break
		}
	}
	s.Span = p.span(from)
	return s
}

func (p *parser) dottedName() string {
	from := p.start
	p.name()
	for p.tok == DOT {
		p.next()
		p.attrName()
	}
	text := p.src[from:p.prevEnd]
	if strings.ContainsAny(text, " \t\\\n#") {
		text = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\t' || r == '\\' || r == '\n' {
				return -1
			}
			return r
		}, text)
	}
	return text
}

func (p *parser) importStmt() Stmt {
	from := p.start
	p.next()
	s := &Import{}
	for {
		at := p.start
		path := p.dottedName()
		a := Alias{Path: path}
		if p.got(AS) {
			a.As = true
			a.Bind = p.name()
		} else {
			top := path
			if i := strings.IndexByte(path, '.'); i >= 0 {
				top = path[:i]
			}
			a.Bind = &Name{Span: Span{Pos(at), Pos(at + len(top))}, Name: top}
		}
		s.Names = append(s.Names, a)
		if !p.got(COMMA) {
			break
		}
	}
	s.Span = p.span(from)
	return s
}

func (p *parser) importFrom() Stmt {
	from := p.start
	p.next()
	s := &ImportFrom{}
	for p.tok == DOT {
		s.Level++
		p.next()
	}
	if p.tok != IMPORT || s.Level == 0 {
		s.Module = p.dottedName()
	}
	p.want(IMPORT)
	switch p.tok {
	case STAR:
		p.next()
		s.Star = true
	case LPAREN:
		p.next()
		for {
			s.Names = append(s.Names, p.importedName())
			if !p.got(COMMA) || p.tok == RPAREN {
				break
			}
		}
		p.want(RPAREN)
	default:
		for {
			s.Names = append(s.Names, p.importedName())
			if !p.got(COMMA) {
				break
			}
		}
	}
	s.Span = p.span(from)
	return s
}

func (p *parser) importedName() Alias {
	n := p.name()
	a := Alias{Path: n.Name, Bind: n}
	if p.got(AS) {
		a.As = true
		a.Bind = p.name()
	}
	return a
}

func (p *parser) checkNone(n *Name) {
	if n.Name == "None" {
		p.fail(int(n.From), "assignment to None")
	}
}

func (p *parser) compound() Stmt {
	from := p.start
	p.enter(from)
	defer p.leave()
	switch p.tok {
	case IF:
		return p.ifStmt()
	case WHILE:
		p.next()
		s := &While{Test: p.test()}
		s.Body = p.block()
		if p.got(ELSE) {
			s.Else = p.block()
		}
		s.Span = p.span(from)
		return s
	case FOR:
		p.next()
		s := &For{Target: p.exprlist()}
		p.checkTarget(s.Target, true)
		p.want(IN)
		s.Iter = p.testlist()
		s.Body = p.block()
		if p.got(ELSE) {
			s.Else = p.block()
		}
		s.Span = p.span(from)
		return s
	case TRY:
		return p.tryStmt()
	case WITH:
		p.next()
		return p.with(from)
	case DEF:
		return p.def(from, nil)
	case CLASS:
		return p.class(from, nil)
	}
	return p.decorated()
}

func (p *parser) ifStmt() Stmt {
	// An elif chain is a loop here, so that a long one does not nest the
	// parser; the tree nests to the right.
	from := p.start
	root := &If{}
	s := root
	all := []*If{root}
	p.next()
	for {
		s.Test = p.test()
		s.Body = p.block()
		if p.tok == ELIF {
			if len(all) >= maxChain {
				p.fail(p.start, "too many elif clauses: the limit is %d", maxChain)
			}
			e := &If{Span: Span{From: Pos(p.start)}}
			p.next()
			s.Else = []Stmt{e}
			s = e
			all = append(all, e)
			continue
		}
		break
	}
	if p.got(ELSE) {
		s.Else = p.block()
	}
	root.From = Pos(from)
	for _, s := range all {
		s.To = Pos(p.prevEnd)
	}
	return root
}

func (p *parser) tryStmt() Stmt {
	from := p.start
	p.next()
	s := &Try{Body: p.block()}
	for p.tok == EXCEPT {
		h := &Handler{}
		at := p.start
		if n := len(s.Handlers); n > 0 && s.Handlers[n-1].Type == nil {
			p.fail(int(s.Handlers[n-1].From), "default 'except:' must be last")
		}
		p.next()
		if p.tok != COLON {
			h.Type = p.test()
			if p.tok == AS || p.tok == COMMA {
				p.next()
				h.Target = p.test()
				p.checkTarget(h.Target, false)
			}
		}
		h.Body = p.block()
		h.Span = p.span(at)
		s.Handlers = append(s.Handlers, h)
	}
	if len(s.Handlers) > 0 && p.got(ELSE) {
		s.Else = p.block()
	}
	if p.got(FINALLY) {
		s.Finally = p.block()
	} else if len(s.Handlers) == 0 {
		p.unexpected("'except' or 'finally'")
	}
	s.Span = p.span(from)
	return s
}

// with reads the managers after the keyword; each further one is a With that
// is the whole body of the one before.
func (p *parser) with(from int) Stmt {
	var all []*With
	for {
		s := &With{Span: Span{From: Pos(p.start)}, Context: p.test()}
		if p.got(AS) {
			s.Target = p.expr()
			p.checkTarget(s.Target, false)
		}
		all = append(all, s)
		if len(all) > maxNesting {
			p.fail(p.start, "too deeply nested: more than %d levels", maxNesting)
		}
		if !p.got(COMMA) {
			break
		}
	}
	all[0].From = Pos(from)
	body := p.block()
	for i := len(all) - 1; i >= 0; i-- {
		all[i].Body = body
		all[i].To = Pos(p.prevEnd)
		body = []Stmt{all[i]}
	}
	return all[0]
}

func (p *parser) decorated() Stmt {
	from := p.start
	var decorators []Expr
	for p.tok == AT {
		p.next()
		at := p.start
		var x Expr = p.name()
		for p.tok == DOT {
			p.next()
			name, pos := p.attrName()
			x = &Attribute{Span: p.span(at), X: x, Name: name, NamePos: Pos(pos)}
		}
		if p.tok == LPAREN {
			x = p.call(x)
		}
		if p.tok != NEWLINE {
			p.unexpected("end of line")
		}
		p.next()
		decorators = append(decorators, x)
	}
	switch p.tok {
	case DEF:
		return p.def(from, decorators)
	case CLASS:
		return p.class(from, decorators)
	}
	p.unexpected("'def' or 'class'")
	return nil
}

func (p *parser) definedName() *Name {
	n := p.name()
	if n.Name == "None" {
		p.fail(int(n.From), "can't be None")
	}
	return n
}

func (p *parser) def(from int, decorators []Expr) Stmt {
	p.next()
	s := &FunctionDef{Name: p.definedName(), Decorators: decorators}
	at := p.want(LPAREN)
	s.Params = p.params(RPAREN)
	p.want(RPAREN)
	s.Params.Span = p.span(at)
	if p.tok == MINUS {
		e := p.file.errorf("SyntaxError", Pos(p.start), "mismatched input '-', expecting ':'")
		e.Hint = "Python 2.7 has no annotations"
		panic(e)
	}
	s.Body = p.block()
	s.Doc = docstring(s.Body)
	s.Span = p.span(from)
	return s
}

func (p *parser) class(from int, decorators []Expr) Stmt {
	p.next()
	s := &ClassDef{Name: p.definedName(), Decorators: decorators}
	if p.got(LPAREN) {
		for p.tok != RPAREN {
			s.Bases = append(s.Bases, p.test())
			if !p.got(COMMA) {
				break
			}
		}
		p.want(RPAREN)
	}
	s.Body = p.block()
	s.Doc = docstring(s.Body)
	s.Span = p.span(from)
	return s
}

// params reads parameters up to the closing token, which it leaves.
func (p *parser) params(closing Token) *Params {
	ps := &Params{}
	from := p.start
	for p.tok != closing {
		switch p.tok {
		case STAR:
			p.next()
			ps.Star = p.name()
			p.checkNone(ps.Star)
			if p.got(COMMA) {
				if p.tok != POW {
					p.unexpected("'**'")
				}
				p.next()
				ps.Kwargs = p.name()
				p.checkNone(ps.Kwargs)
			}
			ps.Span = p.span(from)
			return ps
		case POW:
			p.next()
			ps.Kwargs = p.name()
			p.checkNone(ps.Kwargs)
			ps.Span = p.span(from)
			return ps
		}
		at := p.start
		ps.List = append(ps.List, p.param())
		if p.tok == COLON && closing != COLON {
			e := p.file.errorf("SyntaxError", Pos(p.start), "mismatched input ':', expecting '%s'", closing)
			e.Hint = "Python 2.7 has no annotations"
			panic(e)
		}
		if p.got(ASSIGN) {
			ps.Defaults = append(ps.Defaults, p.test())
		} else if len(ps.Defaults) > 0 {
			p.fail(at, "non-default argument follows default argument")
		}
		if !p.got(COMMA) {
			break
		}
	}
	ps.Span = p.span(from)
	return ps
}

func (p *parser) param() Expr {
	if p.tok != LPAREN {
		n := p.name()
		p.checkNone(n)
		return n
	}
	from := p.start
	p.enter(from)
	defer p.leave()
	p.next()
	elems := []Expr{p.param()}
	comma := false
	for p.got(COMMA) {
		comma = true
		if p.tok == RPAREN {
			break
		}
		elems = append(elems, p.param())
	}
	p.want(RPAREN)
	if !comma {
		return elems[0]
	}
	return &Tuple{Span: p.span(from), Elems: elems, Parens: true}
}

// checkTarget refuses what cannot be assigned to.
func (p *parser) checkTarget(x Expr, loop bool) {
	switch x := x.(type) {
	case *Name:
		if x.Name == "None" {
			if loop {
				p.fail(int(x.From), "can't be None")
			}
			p.fail(int(x.From), "assignment to None")
		}
		if x.Name == "__debug__" {
			p.fail(int(x.From), "can not assign to __debug__")
		}
	case *Attribute, *Subscript:
	case *Tuple:
		if len(x.Elems) == 0 {
			p.fail(int(x.From), "can't assign to ()")
		}
		p.checkTargets(x.Elems, loop)
	case *List:
		p.checkTargets(x.Elems, loop)
	default:
		p.fail(int(x.Start()), "can't assign to %s", kindName(x))
	}
}

// checkTargets checks the parts of a target. Jython overlooks None among the
// targets of a loop; the name is assigned and never read.
func (p *parser) checkTargets(xs []Expr, loop bool) {
	for _, e := range xs {
		if n, ok := e.(*Name); ok && loop && n.Name == "None" {
			continue
		}
		p.checkTarget(e, loop)
	}
}

func (p *parser) checkDelete(x Expr) {
	switch x := x.(type) {
	case *Name, *Attribute, *Subscript:
	case *Tuple:
		if len(x.Elems) == 0 {
			p.fail(int(x.From), "can't delete ()")
		}
		for _, e := range x.Elems {
			p.checkDelete(e)
		}
	case *List:
		for _, e := range x.Elems {
			p.checkDelete(e)
		}
	default:
		p.fail(int(x.Start()), "can't delete %s", kindName(x))
	}
}

// kindName names an expression the way Jython's messages do.
func kindName(x Expr) string {
	switch x := x.(type) {
	case *Num:
		return "number"
	case *Str:
		return "string"
	case *Call:
		return "function call"
	case *Lambda:
		return "lambda"
	case *Conditional:
		return "conditional expression"
	case *Yield:
		return "yield expression"
	case *Repr:
		return "repr"
	case *Dict, *Set:
		return "literal"
	case *Compare:
		return "comparison"
	case *Comp:
		switch x.Kind {
		case ListComp:
			return "list comprehension"
		case GenComp:
			return "generator expression"
		case SetComp:
			return "set comprehension"
		default:
			return "dict comprehension"
		}
	case *Unary, *Binary, *BoolOp:
		return "operator"
	}
	return fmt.Sprintf("%T", x)
}

package syntax

// test reads a conditional expression or a lambda.
func (p *parser) test() Expr {
	p.enter(p.start)
	defer p.leave()
	if p.tok == LAMBDA {
		return p.lambda(false)
	}
	from := p.start
	x := p.orTest()
	if p.tok == IF {
		p.next()
		c := &Conditional{Then: x, Test: p.orTest()}
		if p.tok != ELSE {
			p.unexpected("'else'")
		}
		p.next()
		c.Else = p.test()
		c.Span = p.span(from)
		return c
	}
	return x
}

// oldTest reads what may follow "if" in a comprehension: no conditional.
func (p *parser) oldTest() Expr {
	if p.tok == LAMBDA {
		p.enter(p.start)
		defer p.leave()
		return p.lambda(true)
	}
	return p.orTest()
}

func (p *parser) lambda(old bool) Expr {
	from := p.start
	p.next()
	l := &Lambda{Params: p.params(COLON)}
	p.want(COLON)
	if old {
		l.Body = p.oldTest()
	} else {
		l.Body = p.test()
	}
	l.Span = p.span(from)
	return l
}

// testlist reads expressions; with a comma they make a tuple.
func (p *parser) testlist() Expr {
	from := p.start
	x := p.test()
	if p.tok != COMMA {
		return x
	}
	elems := []Expr{x}
	for p.tok == COMMA {
		p.next()
		if !p.startsExpr() {
			break
		}
		elems = append(elems, p.test())
	}
	return &Tuple{Span: p.span(from), Elems: elems}
}

// startsExpr reports whether the current token can begin an expression.
func (p *parser) startsExpr() bool {
	switch p.tok {
	case NAME, INT, FLOAT, IMAG, STRING, LPAREN, LBRACK, LBRACE, BACKQUOTE, PLUS, MINUS, TILDE, NOT, LAMBDA:
		return true
	}
	return false
}

// exprlist reads the targets of for and del.
func (p *parser) exprlist() Expr {
	from := p.start
	x := p.expr()
	if p.tok != COMMA {
		return x
	}
	elems := []Expr{x}
	for p.tok == COMMA {
		p.next()
		if !p.startsExpr() {
			break
		}
		elems = append(elems, p.expr())
	}
	return &Tuple{Span: p.span(from), Elems: elems}
}

func (p *parser) orTest() Expr {
	from := p.start
	x := p.andTest()
	if p.tok != OR {
		return x
	}
	xs := []Expr{x}
	for p.got(OR) {
		xs = append(xs, p.andTest())
	}
	return &BoolOp{p.span(from), OR, xs}
}

func (p *parser) andTest() Expr {
	from := p.start
	x := p.notTest()
	if p.tok != AND {
		return x
	}
	xs := []Expr{x}
	for p.got(AND) {
		xs = append(xs, p.notTest())
	}
	return &BoolOp{p.span(from), AND, xs}
}

func (p *parser) notTest() Expr {
	if p.tok != NOT {
		return p.comparison()
	}
	from := p.start
	p.enter(from)
	defer p.leave()
	p.next()
	x := p.notTest()
	return &Unary{p.span(from), NOT, x}
}

func (p *parser) comparison() Expr {
	from := p.start
	x := p.expr()
	var c *Compare
	for {
		var op CompareOp
		switch p.tok {
		case LT:
			op = Lt
		case GT:
			op = Gt
		case LE:
			op = Le
		case GE:
			op = Ge
		case EQ:
			op = Eq
		case NE:
			op = Ne
		case IN:
			op = In
		case IS:
			op = Is
			p.next()
			if p.tok == NOT {
				op = IsNot
				p.next()
			}
			goto operand
		case NOT:
			op = NotIn
			p.next()
			if p.tok != IN {
				p.unexpected("'in'")
			}
		default:
			if c == nil {
				return x
			}
			c.Span = p.span(from)
			return c
		}
		p.next()
	operand:
		if c == nil {
			c = &Compare{X: x}
		}
		if len(c.Ops) >= maxChain {
			p.fail(p.start, "expression is too long: more than %d operators", maxChain)
		}
		c.Ops = append(c.Ops, op)
		c.Ys = append(c.Ys, p.expr())
	}
}

// binding powers of the binary operators; zero is no operator.
var power = [tokenCount]uint8{
	PIPE: 1, CARET: 2, AMP: 3, LSHIFT: 4, RSHIFT: 4, PLUS: 5, MINUS: 5,
	STAR: 6, SLASH: 6, DSLASH: 6, PERCENT: 6,
}

// expr reads the operators from | down to unary ones.
func (p *parser) expr() Expr { return p.binary(1) }

func (p *parser) binary(min uint8) Expr {
	from := p.start
	x := p.unary()
	n := 0
	for {
		op := p.tok
		bp := power[op]
		if bp < min || bp == 0 {
			return x
		}
		if n++; n > maxChain {
			p.fail(p.start, "expression is too long: more than %d operators", maxChain)
		}
		at := p.start
		p.next()
		y := p.binary(bp + 1)
		x = &Binary{Span: p.span(from), Op: op, OpPos: Pos(at), X: x, Y: y}
	}
}

func (p *parser) unary() Expr {
	switch p.tok {
	case MINUS, PLUS, TILDE:
		from, op := p.start, p.tok
		p.enter(from)
		defer p.leave()
		p.next()
		literal := p.tok == INT || p.tok == FLOAT || p.tok == IMAG
		x := p.unary()
		if n, ok := x.(*Num); ok && op == MINUS && literal && n.negate() {
			n.Span = p.span(from)
			return n
		}
		return &Unary{p.span(from), op, x}
	}
	return p.power()
}

func (p *parser) power() Expr {
	from := p.start
	x := p.primary()
	if p.tok != POW {
		return x
	}
	at := p.start
	p.enter(at)
	defer p.leave()
	p.next()
	y := p.unary()
	return &Binary{Span: p.span(from), Op: POW, OpPos: Pos(at), X: x, Y: y}
}

// primary reads an atom and its trailers.
func (p *parser) primary() Expr {
	from := p.start
	x := p.atom()
	for n := 0; ; n++ {
		if n > maxChain {
			p.fail(p.start, "expression is too long: more than %d operators", maxChain)
		}
		switch p.tok {
		case DOT:
			p.next()
			name, at := p.attrName()
			x = &Attribute{Span: p.span(from), X: x, Name: name, NamePos: Pos(at)}
		case LPAREN:
			x = p.call(x)
		case LBRACK:
			x = p.subscript(x)
		default:
			return x
		}
	}
}

func (p *parser) call(f Expr) Expr {
	c := &Call{Func: f, Lparen: Pos(p.start)}
	p.enter(p.start)
	defer p.leave()
	p.next()
	for p.tok != RPAREN {
		at := p.start
		if p.tok == STAR {
			p.next()
			c.Star = p.test()
			// After *args only name=value and **kwargs, and no comma alone.
			for p.tok == COMMA {
				p.next()
				if p.tok == POW {
					break
				}
				at := p.start
				if p.tok == RPAREN {
					p.unexpected("'**'")
				}
				x := p.test()
				if p.tok != ASSIGN {
					p.fail(at, "only named arguments may follow *expression")
				}
				p.keyword(c, x)
			}
			if p.tok == POW {
				p.next()
				c.Kwargs = p.test()
			}
			break
		}
		if p.tok == POW {
			p.next()
			c.Kwargs = p.test()
			break
		}
		x := p.test()
		switch p.tok {
		case ASSIGN:
			p.keyword(c, x)
		case FOR:
			if len(c.Args) > 0 || len(c.Keywords) > 0 {
				p.fail(at, "Generator expression must be parenthesized if not sole argument")
			}
			x = p.comp(at, GenComp, nil, x)
			if p.tok != RPAREN {
				p.fail(at, "Generator expression must be parenthesized if not sole argument")
			}
			c.Args = append(c.Args, x)
		default:
			if len(c.Keywords) > 0 {
				p.fail(at, "non-keyword arg after keyword arg")
			}
			c.Args = append(c.Args, x)
		}
		if p.tok != COMMA {
			break
		}
		p.next()
	}
	p.want(RPAREN)
	c.Span = p.span(int(f.Start()))
	return c
}

func (p *parser) keyword(c *Call, x Expr) {
	n, ok := x.(*Name)
	if !ok {
		switch x.(type) {
		case *Attribute, *Subscript, *Tuple, *List:
			p.fail(int(x.Start()), "keyword must be a name")
		}
		p.fail(int(x.Start()), "can't assign to %s", kindName(x))
	}
	p.checkNone(n)
	for _, k := range c.Keywords {
		if k.Name == n.Name {
			p.fail(int(n.From), "keyword arguments repeated")
		}
	}
	p.next()
	c.Keywords = append(c.Keywords, Keyword{Name: n.Name, Pos: n.From, Value: p.test()})
}

func (p *parser) subscript(x Expr) Expr {
	p.enter(p.start)
	defer p.leave()
	p.next()
	from := p.start
	first := p.subscriptPart()
	var index Expr = first
	if p.tok == COMMA {
		parts := []Expr{first}
		for p.got(COMMA) {
			if p.tok == RBRACK {
				break
			}
			parts = append(parts, p.subscriptPart())
		}
		ext := false
		for _, e := range parts {
			switch e.(type) {
			case *Slice, *Ellipsis:
				ext = true
			}
		}
		if ext {
			index = &ExtSlice{p.span(from), parts}
		} else {
			index = &Tuple{Span: p.span(from), Elems: parts}
		}
	}
	p.want(RBRACK)
	return &Subscript{Span: p.span(int(x.Start())), X: x, Index: index}
}

func (p *parser) subscriptPart() Expr {
	from := p.start
	if p.tok == DOT {
		for range 3 {
			p.want(DOT)
		}
		return &Ellipsis{p.span(from)}
	}
	var lo Expr
	if p.tok != COLON {
		lo = p.test()
		if p.tok != COLON {
			return lo
		}
	}
	p.next()
	s := &Slice{Lo: lo, Colons: 1}
	if p.tok != COLON && p.tok != COMMA && p.tok != RBRACK {
		s.Hi = p.test()
	}
	if p.got(COLON) {
		s.Colons = 2
		if p.tok != COMMA && p.tok != RBRACK {
			s.Step = p.test()
		}
	}
	s.Span = p.span(from)
	return s
}

func (p *parser) atom() Expr {
	from := p.start
	switch p.tok {
	case NAME:
		n := &Name{Span: Span{Pos(p.start), Pos(p.end)}, Name: p.src[p.start:p.end]}
		p.next()
		return n
	case INT, FLOAT, IMAG:
		n := p.numLiteral()
		p.next()
		return n
	case STRING:
		return p.strings()
	case LPAREN:
		return p.paren()
	case LBRACK:
		return p.list()
	case LBRACE:
		return p.braces()
	case BACKQUOTE:
		p.enter(from)
		defer p.leave()
		p.next()
		x := p.test()
		if p.tok == COMMA {
			elems := []Expr{x}
			for p.got(COMMA) {
				elems = append(elems, p.test())
			}
			x = &Tuple{Span: p.span(int(x.Start())), Elems: elems}
		}
		p.want(BACKQUOTE)
		return &Repr{p.span(from), x}
	}
	e := p.file.errorf("SyntaxError", Pos(p.start), "no viable alternative at input %s: expecting an expression", p.describe())
	switch {
	case p.tok == ASSIGN:
		e.Hint = "to compare, write =="
	case p.tok == PRINT:
		e.Hint = "print is a statement in Python 2.7"
	case p.tok == STAR:
		e.Hint = "Python 2.7 allows *x only in a call"
	case p.tok.IsKeyword():
		e.Hint = "'" + p.tok.String() + "' is a keyword"
	}
	panic(e)
}

func (p *parser) paren() Expr {
	from := p.start
	p.enter(from)
	defer p.leave()
	p.next()
	switch p.tok {
	case RPAREN:
		p.next()
		return &Tuple{Span: p.span(from), Parens: true}
	case YIELD:
		y := p.yield()
		p.want(RPAREN)
		return y
	}
	at := p.start
	x := p.test()
	switch p.tok {
	case FOR:
		c := p.comp(at, GenComp, nil, x)
		p.want(RPAREN)
		return c
	case COMMA:
		elems := []Expr{x}
		for p.got(COMMA) {
			if p.tok == RPAREN {
				break
			}
			elems = append(elems, p.test())
		}
		p.want(RPAREN)
		return &Tuple{Span: p.span(from), Elems: elems, Parens: true}
	}
	p.want(RPAREN)
	return x
}

func (p *parser) yield() Expr {
	from := p.start
	p.next()
	y := &Yield{}
	if p.startsExpr() {
		y.X = p.testlist()
	}
	y.Span = p.span(from)
	return y
}

func (p *parser) list() Expr {
	from := p.start
	p.enter(from)
	defer p.leave()
	p.next()
	var elems []Expr
	for p.tok != RBRACK {
		x := p.test()
		if p.tok == FOR && len(elems) == 0 {
			c := p.comp(from, ListComp, nil, x)
			p.want(RBRACK)
			c.To = Pos(p.prevEnd)
			return c
		}
		elems = append(elems, x)
		if !p.got(COMMA) {
			break
		}
	}
	p.want(RBRACK)
	return &List{p.span(from), elems}
}

func (p *parser) braces() Expr {
	from := p.start
	p.enter(from)
	defer p.leave()
	p.next()
	if p.got(RBRACE) {
		return &Dict{Span: p.span(from)}
	}
	x := p.test()
	if p.tok == COLON {
		p.next()
		v := p.test()
		if p.tok == FOR {
			c := p.comp(from, DictComp, x, v)
			p.want(RBRACE)
			c.To = Pos(p.prevEnd)
			return c
		}
		d := &Dict{Keys: []Expr{x}, Values: []Expr{v}}
		for p.got(COMMA) {
			if p.tok == RBRACE {
				break
			}
			d.Keys = append(d.Keys, p.test())
			p.want(COLON)
			d.Values = append(d.Values, p.test())
		}
		p.want(RBRACE)
		d.Span = p.span(from)
		return d
	}
	if p.tok == FOR {
		c := p.comp(from, SetComp, nil, x)
		p.want(RBRACE)
		c.To = Pos(p.prevEnd)
		return c
	}
	s := &Set{Elems: []Expr{x}}
	for p.got(COMMA) {
		if p.tok == RBRACE {
			break
		}
		s.Elems = append(s.Elems, p.test())
	}
	p.want(RBRACE)
	s.Span = p.span(from)
	return s
}

// comp reads the clauses of a comprehension; the current token is "for".
func (p *parser) comp(from int, kind CompKind, key, value Expr) *Comp {
	c := &Comp{Kind: kind, Key: key, Value: value}
	for p.tok == FOR {
		if len(c.Clauses) >= maxNesting/4 {
			p.fail(p.start, "too many clauses in a comprehension: the limit is %d", maxNesting/4)
		}
		cl := Clause{Pos: Pos(p.start)}
		p.next()
		cl.Target = p.exprlist()
		p.checkTarget(cl.Target, true)
		p.want(IN)
		if kind == ListComp {
			at := p.start
			x := p.oldTest()
			if p.tok == COMMA {
				elems := []Expr{x}
				for p.got(COMMA) {
					if !p.startsExpr() {
						break
					}
					elems = append(elems, p.oldTest())
				}
				x = &Tuple{Span: p.span(at), Elems: elems}
			}
			cl.Iter = x
			if p.tok == IF {
				// Jython reads "b if c else d" here where CPython does not.
				p.next()
				c := p.oldTest()
				if p.tok == ELSE {
					p.next()
					y := &Conditional{Then: x, Test: c, Else: p.test()}
					y.Span = p.span(at)
					cl.Iter = y
				} else {
					cl.Conds = append(cl.Conds, c)
				}
			}
		} else {
			cl.Iter = p.orTest()
		}
		for p.got(IF) {
			cl.Conds = append(cl.Conds, p.oldTest())
		}
		c.Clauses = append(c.Clauses, cl)
	}
	c.Span = p.span(from)
	return c
}

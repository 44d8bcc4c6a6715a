package syntax

import "math/big"

// A Node is a piece of the tree: the half-open span of its source text.
type Node interface {
	Start() Pos
	End() Pos
}

// A Span is the source text of a node.
type Span struct{ From, To Pos }

// Start is the offset of the first byte of the node.
func (s *Span) Start() Pos { return s.From }

// End is the offset after the last byte of the node.
func (s *Span) End() Pos { return s.To }

// Futures are the __future__ features in force.
type Futures uint8

// The features that change how a text is read.
const (
	FutureDivision Futures = 1 << iota
	FutureUnicodeLiterals
	FuturePrintFunction
	FutureAbsoluteImport
)

// A Module is a whole text: a file, the argument of exec, or, with Expr set,
// the expression of eval.
type Module struct {
	Span
	File     *File
	Doc      *Str // nil when there is no docstring
	Body     []Stmt
	Expr     Expr // set instead of Body in the Eval form
	Form     Form
	Futures  Futures
	Warnings []Warning
	Scope    *Scope
}

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// The expressions.
type (
	// Name is an identifier. Symbol is set by resolution.
	Name struct {
		Span
		Name   string
		Symbol *Symbol
	}
	// Num is a number. Exactly one of the fields that Kind names counts.
	Num struct {
		Span
		Kind  NumKind
		Int   int32
		Long  *big.Int
		Float float64 // of FloatNum and, as the imaginary part, ImagNum
	}
	// Str is one or several adjacent string literals. Value holds the bytes
	// of a str, or the text of a unicode literal in UTF-8 (with a lone
	// surrogate in the three-byte form).
	Str struct {
		Span
		Value   string
		Unicode bool
	}
	// Tuple is a tuple display. Parens tells whether it stood in parentheses.
	Tuple struct {
		Span
		Elems  []Expr
		Parens bool
	}
	// List is a list display.
	List struct {
		Span
		Elems []Expr
	}
	// Dict is a dict display.
	Dict struct {
		Span
		Keys, Values []Expr
	}
	// Set is a set display.
	Set struct {
		Span
		Elems []Expr
	}
	// Repr is an expression in backquotes.
	Repr struct {
		Span
		X Expr
	}
	// Unary is +x, -x, ~x or not x.
	Unary struct {
		Span
		Op Token
		X  Expr
	}
	// Binary is an arithmetic operation. OpPos is where the operator stands.
	Binary struct {
		Span
		Op    Token
		OpPos Pos
		X, Y  Expr
	}
	// BoolOp is x and y, or x or y, with two or more operands.
	BoolOp struct {
		Span
		Op Token
		Xs []Expr
	}
	// Compare is a chain of comparisons: X Ops[0] Ys[0] Ops[1] Ys[1] …
	Compare struct {
		Span
		X   Expr
		Ops []CompareOp
		Ys  []Expr
	}
	// Conditional is x if test else y.
	Conditional struct {
		Span
		Test, Then, Else Expr
	}
	// Attribute is x.name.
	Attribute struct {
		Span
		X       Expr
		Name    string
		NamePos Pos
	}
	// Subscript is x[index]. The index may be a Slice, an Ellipsis or an
	// ExtSlice.
	Subscript struct {
		Span
		X, Index Expr
	}
	// Slice is lo:hi:step inside a subscript; Colons counts the colons, which
	// decides between the slice methods and the item methods.
	Slice struct {
		Span
		Lo, Hi, Step Expr
		Colons       int
	}
	// Ellipsis is ... inside a subscript.
	Ellipsis struct{ Span }
	// ExtSlice is a subscript of several parts at least one of which is a
	// Slice or an Ellipsis.
	ExtSlice struct {
		Span
		Dims []Expr
	}
	// Call is a function call.
	Call struct {
		Span
		Func     Expr
		Args     []Expr
		Keywords []Keyword
		Star     Expr // *args, or nil
		Kwargs   Expr // **kwargs, or nil
		Lparen   Pos
	}
	// Lambda is a lambda expression.
	Lambda struct {
		Span
		Params *Params
		Body   Expr
		Scope  *Scope
	}
	// Comp is a comprehension. Key is set for dict comprehensions only. A list
	// comprehension runs in the scope around it, all others in their own.
	Comp struct {
		Span
		Kind       CompKind
		Key, Value Expr
		Clauses    []Clause
		Scope      *Scope
	}
	// Yield is a yield expression; X may be nil.
	Yield struct {
		Span
		X Expr
	}
)

// NumKind is the Python type of a numeric literal.
type NumKind uint8

// The kinds of numbers. An integer too large for 32 bits is a long.
const (
	IntNum NumKind = iota
	LongNum
	FloatNum
	ImagNum
)

// CompKind says which container a comprehension builds.
type CompKind uint8

// The kinds of comprehensions.
const (
	ListComp CompKind = iota
	GenComp
	SetComp
	DictComp
)

// CompareOp is a comparison operator.
type CompareOp uint8

// The comparison operators.
const (
	Lt CompareOp = iota
	Gt
	Le
	Ge
	Eq
	Ne
	In
	NotIn
	Is
	IsNot
)

// A Keyword is name=value in a call.
type Keyword struct {
	Name  string
	Pos   Pos
	Value Expr
}

// A Clause is one "for target in iter if cond if cond" of a comprehension.
type Clause struct {
	Pos          Pos
	Target, Iter Expr
	Conds        []Expr
}

// Params is the parameter list of a function. Each of List is a *Name or a
// *Tuple of them; the last len(Defaults) have default values.
type Params struct {
	Span
	List     []Expr
	Defaults []Expr
	Star     *Name // *args, or nil
	Kwargs   *Name // **kwargs, or nil
}

func (*Name) expr()        {}
func (*Num) expr()         {}
func (*Str) expr()         {}
func (*Tuple) expr()       {}
func (*List) expr()        {}
func (*Dict) expr()        {}
func (*Set) expr()         {}
func (*Repr) expr()        {}
func (*Unary) expr()       {}
func (*Binary) expr()      {}
func (*BoolOp) expr()      {}
func (*Compare) expr()     {}
func (*Conditional) expr() {}
func (*Attribute) expr()   {}
func (*Subscript) expr()   {}
func (*Slice) expr()       {}
func (*Ellipsis) expr()    {}
func (*ExtSlice) expr()    {}
func (*Call) expr()        {}
func (*Lambda) expr()      {}
func (*Comp) expr()        {}
func (*Yield) expr()       {}

// Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// The statements.
type (
	// ExprStmt is an expression on its own.
	ExprStmt struct {
		Span
		X Expr
	}
	// Assign is a = b = value.
	Assign struct {
		Span
		Targets []Expr
		Value   Expr
	}
	// AugAssign is target op= value; Op is the binary operator.
	AugAssign struct {
		Span
		Op     Token
		Target Expr
		Value  Expr
	}
	// Print is the print statement. Newline is false after a trailing comma.
	Print struct {
		Span
		Dest    Expr // after >>, or nil
		Values  []Expr
		Newline bool
	}
	// Exec is the exec statement.
	Exec struct {
		Span
		Body, Globals, Locals Expr
	}
	// Del deletes its targets.
	Del struct {
		Span
		Targets []Expr
	}
	// Pass does nothing.
	Pass struct{ Span }
	// Break leaves the innermost loop.
	Break struct{ Span }
	// Continue starts the next turn of the innermost loop.
	Continue struct{ Span }
	// Return leaves the function; X may be nil.
	Return struct {
		Span
		X Expr
	}
	// Raise is raise type, value, traceback; each may be nil.
	Raise struct {
		Span
		Type, Value, Traceback Expr
	}
	// Global declares names.
	Global struct {
		Span
		Names []*Name
	}
	// Import is import a.b as c, ….
	Import struct {
		Span
		Names []Alias
	}
	// ImportFrom is from ..module import names; Level counts the dots, and no
	// Names means *.
	ImportFrom struct {
		Span
		Module string
		Level  int
		Names  []Alias
		Star   bool
	}
	// Assert is assert test, msg.
	Assert struct {
		Span
		Test, Msg Expr
	}
	// If is an if statement; an elif is an If alone in Else.
	If struct {
		Span
		Test Expr
		Body []Stmt
		Else []Stmt
	}
	// While is a while loop.
	While struct {
		Span
		Test Expr
		Body []Stmt
		Else []Stmt
	}
	// For is a for loop.
	For struct {
		Span
		Target, Iter Expr
		Body         []Stmt
		Else         []Stmt
	}
	// Try is try/except/else/finally.
	Try struct {
		Span
		Body     []Stmt
		Handlers []*Handler
		Else     []Stmt
		Finally  []Stmt
	}
	// With is a with statement with one manager; several are nested.
	With struct {
		Span
		Context Expr
		Target  Expr
		Body    []Stmt
	}
	// FunctionDef is a def statement.
	FunctionDef struct {
		Span
		Name       *Name
		Params     *Params
		Body       []Stmt
		Doc        *Str
		Decorators []Expr
		Scope      *Scope
	}
	// ClassDef is a class statement.
	ClassDef struct {
		Span
		Name       *Name
		Bases      []Expr
		Body       []Stmt
		Doc        *Str
		Decorators []Expr
		Scope      *Scope
	}
)

// A Handler is one except clause. Type and Target may be nil.
type Handler struct {
	Span
	Type, Target Expr
	Body         []Stmt
}

// An Alias is an imported name: a dotted path, and the name it is bound to
// when "as" gives one. Bind is the name that is assigned.
type Alias struct {
	Path string
	As   bool
	Bind *Name
}

func (*ExprStmt) stmt()    {}
func (*Assign) stmt()      {}
func (*AugAssign) stmt()   {}
func (*Print) stmt()       {}
func (*Exec) stmt()        {}
func (*Del) stmt()         {}
func (*Pass) stmt()        {}
func (*Break) stmt()       {}
func (*Continue) stmt()    {}
func (*Return) stmt()      {}
func (*Raise) stmt()       {}
func (*Global) stmt()      {}
func (*Import) stmt()      {}
func (*ImportFrom) stmt()  {}
func (*Assert) stmt()      {}
func (*If) stmt()          {}
func (*While) stmt()       {}
func (*For) stmt()         {}
func (*Try) stmt()         {}
func (*With) stmt()        {}
func (*FunctionDef) stmt() {}
func (*ClassDef) stmt()    {}

// ScopeKind is what opened a scope.
type ScopeKind uint8

// The kinds of scopes.
const (
	ModuleScope ScopeKind = iota
	FunctionScope
	ClassScope
)

// A Scope is the symbol table of a module, class, function, lambda, or
// comprehension other than a list comprehension. Package resolve fills it.
type Scope struct {
	Kind   ScopeKind
	Name   string
	Parent *Scope
	// Symbols in order of first appearance.
	Symbols []*Symbol
	table   map[string]*Symbol
	// Generator is set when the body holds a yield.
	Generator bool
	// Dynamic is set for a function whose locals can change at run time: it
	// has an unqualified exec or import *.
	Dynamic bool
	// Inspects is set when the body mentions locals, vars, dir, eval, exec or
	// execfile, so that its local variables must be presentable as a dict.
	Inspects bool
}

// Lookup returns the symbol of this scope itself, or nil.
func (s *Scope) Lookup(name string) *Symbol { return s.table[name] }

// Symbol returns the symbol of this scope itself, entering it when new.
func (s *Scope) Symbol(name string) *Symbol {
	if y, ok := s.table[name]; ok {
		return y
	}
	if s.table == nil {
		s.table = make(map[string]*Symbol, 8)
	}
	y := &Symbol{Name: name, Scope: s}
	s.table[name] = y
	s.Symbols = append(s.Symbols, y)
	return y
}

// SymbolKind is where a name lives.
type SymbolKind uint8

// The kinds of symbols.
const (
	// GlobalSymbol is looked up in the module and then among the built-ins.
	GlobalSymbol SymbolKind = iota
	// LocalSymbol is a variable of its own function, or a name of a class body.
	LocalSymbol
	// FreeSymbol is a variable of an enclosing function: Def.
	FreeSymbol
	// DynamicSymbol may be a local created at run time, otherwise what a
	// GlobalSymbol is.
	DynamicSymbol
)

// A Symbol is one name in one scope.
type Symbol struct {
	Name  string
	Scope *Scope
	Kind  SymbolKind
	// Def is the symbol of the enclosing function that a FreeSymbol means.
	Def *Symbol
	// Param: a parameter. Bound: assigned somewhere in the scope. Declared:
	// named in a global statement. Captured: used by an inner function.
	// Deleted: a target of del. Used: read.
	Param, Bound, Declared, Captured, Deleted, Used bool
	// First is the offset of the first appearance.
	First Pos
}

package syntax

// A Token is a lexical class.
type Token uint8

// The tokens of Python 2.7. Keywords come last, from AND on.
const (
	ILLEGAL Token = iota
	EOF
	NEWLINE
	INDENT
	DEDENT
	NAME
	INT
	FLOAT
	IMAG
	STRING

	LPAREN
	RPAREN
	LBRACK
	RBRACK
	LBRACE
	RBRACE
	COLON
	COMMA
	SEMI
	DOT
	BACKQUOTE
	AT
	ASSIGN

	// Binary operators and, in the same order, their augmented assignments.
	PLUS
	MINUS
	STAR
	SLASH
	DSLASH
	PERCENT
	POW
	LSHIFT
	RSHIFT
	AMP
	PIPE
	CARET
	PLUSEQ
	MINUSEQ
	STAREQ
	SLASHEQ
	DSLASHEQ
	PERCENTEQ
	POWEQ
	LSHIFTEQ
	RSHIFTEQ
	AMPEQ
	PIPEEQ
	CARETEQ

	TILDE
	LT
	GT
	LE
	GE
	EQ
	NE

	AND
	AS
	ASSERT
	BREAK
	CLASS
	CONTINUE
	DEF
	DEL
	ELIF
	ELSE
	EXCEPT
	EXEC
	FINALLY
	FOR
	FROM
	GLOBAL
	IF
	IMPORT
	IN
	IS
	LAMBDA
	NOT
	OR
	PASS
	PRINT
	RAISE
	RETURN
	TRY
	WHILE
	WITH
	YIELD
	tokenCount
)

var tokenNames = [tokenCount]string{
	ILLEGAL: "illegal character", EOF: "end of file", NEWLINE: "end of line", INDENT: "indent", DEDENT: "dedent", NAME: "name",
	INT: "integer", FLOAT: "float", IMAG: "imaginary number", STRING: "string",
	LPAREN: "(", RPAREN: ")", LBRACK: "[", RBRACK: "]", LBRACE: "{", RBRACE: "}", COLON: ":", COMMA: ",", SEMI: ";", DOT: ".", BACKQUOTE: "`", AT: "@", ASSIGN: "=",
	PLUS: "+", MINUS: "-", STAR: "*", SLASH: "/", DSLASH: "//", PERCENT: "%", POW: "**", LSHIFT: "<<", RSHIFT: ">>", AMP: "&", PIPE: "|", CARET: "^",
	PLUSEQ: "+=", MINUSEQ: "-=", STAREQ: "*=", SLASHEQ: "/=", DSLASHEQ: "//=", PERCENTEQ: "%=", POWEQ: "**=", LSHIFTEQ: "<<=", RSHIFTEQ: ">>=", AMPEQ: "&=", PIPEEQ: "|=", CARETEQ: "^=",
	TILDE: "~", LT: "<", GT: ">", LE: "<=", GE: ">=", EQ: "==", NE: "!=",
	AND: "and", AS: "as", ASSERT: "assert", BREAK: "break", CLASS: "class", CONTINUE: "continue", DEF: "def", DEL: "del", ELIF: "elif", ELSE: "else",
	EXCEPT: "except", EXEC: "exec", FINALLY: "finally", FOR: "for", FROM: "from", GLOBAL: "global", IF: "if", IMPORT: "import", IN: "in", IS: "is",
	LAMBDA: "lambda", NOT: "not", OR: "or", PASS: "pass", PRINT: "print", RAISE: "raise", RETURN: "return", TRY: "try", WHILE: "while", WITH: "with", YIELD: "yield",
}

// String names the token as error messages do: its text where it has one.
func (t Token) String() string {
	if t >= tokenCount {
		return "unknown token"
	}
	return tokenNames[t]
}

// IsKeyword reports whether the token is a reserved word.
func (t Token) IsKeyword() bool { return t >= AND && t < tokenCount }

// keyword looks a name up without a map: a switch on length keeps the common
// case, an ordinary name, at a handful of comparisons.
func keyword(s string) Token {
	switch len(s) {
	case 2:
		switch s {
		case "as":
			return AS
		case "if":
			return IF
		case "in":
			return IN
		case "is":
			return IS
		case "or":
			return OR
		}
	case 3:
		switch s {
		case "and":
			return AND
		case "def":
			return DEF
		case "del":
			return DEL
		case "for":
			return FOR
		case "not":
			return NOT
		case "try":
			return TRY
		}
	case 4:
		switch s {
		case "elif":
			return ELIF
		case "else":
			return ELSE
		case "exec":
			return EXEC
		case "from":
			return FROM
		case "pass":
			return PASS
		case "with":
			return WITH
		}
	case 5:
		switch s {
		case "break":
			return BREAK
		case "class":
			return CLASS
		case "print":
			return PRINT
		case "raise":
			return RAISE
		case "while":
			return WHILE
		case "yield":
			return YIELD
		}
	case 6:
		switch s {
		case "assert":
			return ASSERT
		case "except":
			return EXCEPT
		case "global":
			return GLOBAL
		case "import":
			return IMPORT
		case "lambda":
			return LAMBDA
		case "return":
			return RETURN
		}
	case 7:
		if s == "finally" {
			return FINALLY
		}
	case 8:
		if s == "continue" {
			return CONTINUE
		}
	}
	return NAME
}

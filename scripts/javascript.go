package scripts

// JavaScript: the text is parsed by goja, instrumented, and compiled as the
// body of a function inside a function that hands in the host:
//
//	(function ($refill, $big, system, kw, …, print, console, argv) {
//	    let $n = 0, $s;
//	    return (function () { …the user's text…; return handleMessage })();
//	})
//
// so that scripts do not see one another's variables, and every position is
// that of the user's own text.

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"

	"dryfire/tags"
)

func unistr(s string) unistring.String { return unistring.NewFromString(s) }

// JavaScript is the language of .js files.
var JavaScript Language = javaScript{}

type javaScript struct{}

func (javaScript) Name() string { return "javascript" }

// jsParams are the names that the host hands to every script, those of
// jsNatives excepted, which only scripts that need them get.
var jsParams = []string{nameRefill, nameBig, nameMap, nameMarker, "system", "kw", "str", "repr", "print", "console", "argv"}

// The compiler of JavaScript is recursive, and a stack that outgrows what Go
// allows ends the process; on chains of operators it also takes time that grows
// with their length squared. So a text is refused before it is parsed if it is
// longer than maxScript bytes or its brackets are nested deeper than
// maxNesting, and before it is compiled if its tree is deeper than that.
const (
	maxScript  = 1 << 19
	maxNesting = 2000
)

type jsProgram struct {
	source   Source
	program  *goja.Program
	promises bool
	natives  []string // of jsNatives, in the order of their parameters
	guards   []string // built-ins that must check sizes first
	markers  []marker
	unused   []bool // parameters of the entry function that the text never uses
}

func (p *jsProgram) Source() *Source { return &p.source }

// compiled holds programs by source: real projects hold the same text dozens
// of times (QRK-4), and suites hold it in every scenario.
var compiled struct {
	sync.Mutex
	programs map[string]*jsProgram
}

const maxCompiled = 20_000

// Compile compiles a JavaScript source. It must define its entry function by
// name at the top level.
func (javaScript) Compile(src Source) (Program, error) {
	key := fmt.Sprintf("%s\x00%d\x00%s\x00%s\x00%s", src.Name, src.Form, src.Entry, strings.Join(src.Params, ","), src.Text)
	compiled.Lock()
	p := compiled.programs[key]
	compiled.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := compileJavaScript(src)
	if err != nil {
		return nil, err
	}
	compiled.Lock()
	if compiled.programs == nil || len(compiled.programs) >= maxCompiled {
		compiled.programs = map[string]*jsProgram{}
	}
	compiled.programs[key] = p
	compiled.Unlock()
	return p, nil
}

func compileJavaScript(src Source) (p *jsProgram, err error) {
	defer func() {
		// goja's parser and compiler report bad trees by panicking; a script must
		// never bring the process down.
		if x := recover(); x != nil {
			p, err = nil, &SyntaxError{Name: src.Name, Line: 1, Column: 1, Type: "SyntaxError", Message: fmt.Sprint("the script cannot be compiled: ", x)}
		}
	}()
	text := strings.TrimPrefix(src.Text, "\ufeff")
	if err := tooLarge(src.Name, text); err != nil {
		return nil, err
	}
	tree, perr := parser.ParseFile(nil, src.Name, text, 0, parser.WithDisableSourceMaps)
	if perr != nil {
		return nil, jsSyntaxError(src.Name, text, perr)
	}
	if src.Form != FormProgram && !declares(tree, src.Entry) {
		return nil, &SyntaxError{Name: src.Name, Line: 1, Column: 1, Type: "SyntaxError",
			Message: fmt.Sprintf("the script does not define function %s(%s)", src.Entry, strings.Join(src.Params, ", "))}
	}
	in := newInstrumenter(src)
	in.statements(tree.Body)
	if in.tooDeep != 0 {
		pos := tree.File.Position(int(in.tooDeep) - 1)
		return nil, &SyntaxError{Name: src.Name, Line: pos.Line, Column: characters(text, pos.Line, pos.Column), Type: "SyntaxError",
			Message: fmt.Sprintf("the code is nested deeper than %d levels", maxNesting)}
	}
	in.finish()
	p = &jsProgram{source: src, promises: in.promises, markers: in.markers, unused: in.unusedParameters(tree, src.Entry), guards: in.guards()}
	for _, n := range jsNatives {
		if in.natives[n.name] > 0 {
			p.natives = append(p.natives, n.name)
		}
	}
	prg, cerr := goja.CompileAST(p.wrap(tree, file.Idx(len(text)+1)), true)
	if cerr != nil {
		return nil, jsSyntaxError(src.Name, text, cerr)
	}
	p.program = prg
	return p, nil
}

// tooLarge refuses what the compiler cannot be given.
func tooLarge(name, text string) error {
	if len(text) > maxScript {
		return &SyntaxError{Name: name, Line: 1, Column: 1, Type: "SyntaxError",
			Message: fmt.Sprintf("the script has %d bytes, want at most %d", len(text), maxScript)}
	}
	refuse := func(i int, what string) error {
		before := text[:i]
		line := 1 + strings.Count(before, "\n")
		return &SyntaxError{Name: name, Line: line, Column: characters(text, line, i-strings.LastIndexByte(before, '\n')),
			Type: "SyntaxError", Message: fmt.Sprintf("%s are nested deeper than %d levels", what, maxNesting)}
	}
	depth, arrows := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[', '{':
			if depth++; depth > maxNesting {
				return refuse(i, "brackets")
			}
		case ')', ']', '}':
			depth = max(0, depth-1)
		case '>': // a => b => …, which takes the parser a long time
			if i > 0 && text[i-1] == '=' {
				if arrows++; arrows > maxNesting {
					return refuse(i, "functions")
				}
			}
		}
		switch text[i] {
		case ',', ';', '{', '}':
			arrows = 0
		}
	}
	return nil
}

// wrap puts the script into the function that hands in the host.
func (p *jsProgram) wrap(tree *ast.Program, end file.Idx) *ast.Program {
	src, body := &p.source, tree.Body
	host := []*ast.Binding{{Target: ident(nameSteps, 1), Initializer: number(0, 1)}, {Target: ident(nameText, 1)}}
	if src.Form == FormProgram {
		body = append(body, programResult(tree, end))
		host = append(host, &ast.Binding{Target: ident(nameValue, 1)}, &ast.Binding{Target: ident("result", 1)})
	} else {
		body = append(body, &ast.ReturnStatement{Return: end, Argument: ident(src.Entry, end)})
	}
	params := &ast.ParameterList{Opening: 1, Closing: 1}
	for _, names := range [][]string{jsParams, p.natives} {
		for _, name := range names {
			params.List = append(params.List, &ast.Binding{Target: ident(name, 1)})
		}
	}
	inner := &ast.FunctionLiteral{Function: 1, Name: ident(nameTop, 1), ParameterList: programParameters(src, tree),
		Body:            &ast.BlockStatement{LeftBrace: 1, List: body, RightBrace: end},
		DeclarationList: tree.DeclarationList}
	var result ast.Expression = inner
	if src.Form != FormProgram {
		result = &ast.CallExpression{Callee: inner, LeftParenthesis: 1, RightParenthesis: end}
	}
	for i := range p.markers {
		host = append(host, &ast.Binding{Target: ident(markerName(i), 1), Initializer: callNative(nameMarker, 1, number(int64(i), 1))})
	}
	outer := &ast.FunctionLiteral{Function: 1, ParameterList: params,
		Body: &ast.BlockStatement{LeftBrace: 1, RightBrace: end, List: []ast.Statement{
			&ast.LexicalDeclaration{Idx: 1, Token: token.LET, List: host},
			&ast.ReturnStatement{Return: 1, Argument: result},
		}}}
	return &ast.Program{File: tree.File, Body: []ast.Statement{&ast.ExpressionStatement{Expression: outer}}}
}

// programParameters are the names by which a program finds its arguments. One
// that the program declares itself hides the argument.
func programParameters(src *Source, tree *ast.Program) *ast.ParameterList {
	list := &ast.ParameterList{Opening: 1, Closing: 1}
	if src.Form != FormProgram {
		return list
	}
	for i, name := range src.Params {
		if declares(tree, name) {
			name = nameTop + strconv.Itoa(i)
		}
		list.List = append(list.List, &ast.Binding{Target: ident(name, 1)})
	}
	return list
}

// programResult makes a program return the variable result if it declares it
// or has given it a value, else the value of its last expression.
func programResult(tree *ast.Program, end file.Idx) ast.Statement {
	if declares(tree, "result") {
		return &ast.ReturnStatement{Return: end, Argument: ident("result", end)}
	}
	return &ast.ReturnStatement{Return: end, Argument: &ast.ConditionalExpression{
		Test: &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Comparison: true, Left: ident("result", end),
			Right: &ast.UnaryExpression{Operator: token.VOID, Idx: end, Operand: number(0, end)}},
		Consequent: ident(nameValue, end), Alternate: ident("result", end)}}
}

// unusedParameters finds the parameters of the entry function whose names
// stand nowhere but in the parameter list: making objects for them would be
// wasted.
func (in *instrumenter) unusedParameters(p *ast.Program, entry string) []bool {
	if in.names["arguments"] > 0 || in.names[entry] != 1 {
		return nil
	}
	for _, s := range p.Body {
		f, ok := s.(*ast.FunctionDeclaration)
		if !ok || f.Function.Name == nil || f.Function.Name.Name.String() != entry || f.Function.ParameterList.Rest != nil {
			continue
		}
		var unused []bool
		for _, b := range f.Function.ParameterList.List {
			id, ok := b.Target.(*ast.Identifier)
			unused = append(unused, ok && b.Initializer == nil && in.names[id.Name.String()] == 1)
		}
		return unused
	}
	return nil
}

func declares(p *ast.Program, name string) bool {
	if declaresIn(p.Body, name) {
		return true
	}
	for _, d := range p.DeclarationList {
		for _, b := range d.List {
			if isNamed(b.Target, name) {
				return true
			}
		}
	}
	return false
}

func declaresIn(body []ast.Statement, name string) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *ast.FunctionDeclaration:
			if s.Function.Name != nil && s.Function.Name.Name.String() == name {
				return true
			}
		case *ast.ClassDeclaration:
			if s.Class.Name != nil && s.Class.Name.Name.String() == name {
				return true
			}
		case *ast.LexicalDeclaration:
			for _, b := range s.List {
				if isNamed(b.Target, name) {
					return true
				}
			}
		case *ast.VariableStatement:
			for _, b := range s.List {
				if isNamed(b.Target, name) {
					return true
				}
			}
		}
	}
	return false
}

// isNamed reports whether a declaration of e declares name: e is a name or a
// pattern with names in it.
func isNamed(e ast.Expression, name string) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String() == name
	case *ast.AssignExpression: // with a default
		return isNamed(e.Left, name)
	case *ast.ArrayPattern:
		for _, x := range append(slices.Clone(e.Elements), e.Rest) {
			if isNamed(x, name) {
				return true
			}
		}
	case *ast.ObjectPattern:
		for _, p := range e.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				if p.Name.Name.String() == name {
					return true
				}
			case *ast.PropertyKeyed:
				if isNamed(p.Value, name) {
					return true
				}
			}
		}
		return isNamed(e.Rest, name)
	}
	return false
}

func jsSyntaxError(name, text string, err error) error {
	s := &SyntaxError{Name: name, Line: 1, Column: 1, Type: "SyntaxError", Message: err.Error()}
	var list parser.ErrorList
	var ce *goja.CompilerSyntaxError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		s.Line, s.Column, s.Message = list[0].Position.Line, list[0].Position.Column, list[0].Message
	case errors.As(err, &ce):
		s.Message = ce.Message
		if ce.File != nil {
			pos := ce.File.Position(ce.Offset)
			s.Line, s.Column = pos.Line, pos.Column
		}
	}
	s.Message = explainSyntax(lowerFirst(s.Message), textAt(text, s.Line, s.Column))
	s.Column = characters(text, s.Line, s.Column)
	return s
}

// explainSyntax says what the parser's shortest messages leave out.
func explainSyntax(message, at string) string {
	word := strings.TrimRight(at, "\r\n")
	if i := strings.IndexFunc(at, func(r rune) bool { return r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		word = at[:i]
	}
	switch {
	case message == "unexpected token ILLEGAL" && at != "":
		r, _ := utf8.DecodeRuneInString(at)
		if r == '"' || r == '\'' {
			return "the text that begins here is not closed on its line, or has an escape that does not exist"
		}
		return "unexpected character " + strconv.QuoteRune(r)
	case word == "import" || word == "export":
		return message + " " + word + ": scripts have no modules, use system.util.globals to share"
	case word != "" && (message == "unexpected identifier" || message == "unexpected reserved word" || message == "unexpected number"):
		return message + " " + word
	}
	return message
}

// textAt is the rest of a line from a column, in bytes, on.
func textAt(text string, line, column int) string {
	for ; line > 1; line-- {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return ""
		}
		text = text[i+1:]
	}
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text[min(max(0, column-1), len(text)):]
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// UsesPromises reports whether the script makes promises: its host then does
// without a pump.
func (p *jsProgram) UsesPromises() bool { return p.promises }

// Instantiate runs the script's top level in h and returns its entry function.
// Outside of any run it leaves the top level to the first call, so that what
// that does belongs to a run: its budget, its place in the plant, its errors.
func (p *jsProgram) Instantiate(h *Host) (Entry, error) {
	if p.promises {
		h.UsesPromises()
	}
	e := &jsEntry{js: h.jsState(), program: p}
	if h.run == nil && p.source.Form != FormProgram {
		return e, nil
	}
	if err := e.load(); err != nil {
		return nil, err
	}
	return e, nil
}

// load runs the top level.
func (e *jsEntry) load() (err error) {
	js, p := e.js, e.program
	defer js.recoverEngine(&err)
	js.install(p.guards)
	js.noteSource(&p.source)
	wrapper, err := js.host.Runtime.RunProgram(p.program)
	if err != nil {
		return js.scriptError(err)
	}
	fn, _ := goja.AssertFunction(wrapper)
	params := js.params
	for _, name := range p.natives {
		params = append(params[:len(params):len(params)], js.native(name))
	}
	js.markers = p.markers
	v, err := fn(goja.Undefined(), params...)
	if err != nil {
		return js.scriptError(err)
	}
	call, ok := goja.AssertFunction(v)
	if !ok {
		return &ScriptError{Type: "TypeError", File: p.source.Name, Line: 1, Column: 1,
			Message: fmt.Sprintf("%s is no function but %s", p.source.Entry, js.describe(v))}
	}
	e.fn, e.unused = call, p.unused
	return nil
}

// noteSource keeps texts of which columns are to be found.
func (js *jsState) noteSource(s *Source) {
	for i := range len(s.Text) {
		if s.Text[i] >= utf8.RuneSelf {
			if js.sources == nil {
				js.sources = map[string]string{}
			}
			js.sources[s.Name] = strings.TrimPrefix(s.Text, "\ufeff")
			return
		}
	}
}

type jsEntry struct {
	js      *jsState
	program *jsProgram    // of which it is the entry function; nil for callbacks
	fn      goja.Callable // nil until it is loaded
	failed  error         // why it could not be loaded
	unused  []bool
}

func (e *jsEntry) Call(args []tags.Value) (v tags.Value, err error) {
	js := e.js
	if e.fn == nil {
		if e.failed == nil {
			e.failed = e.load()
		}
		if e.failed != nil {
			return tags.Value{}, e.failed
		}
	}
	defer js.recoverEngine(&err)
	base := len(js.args)
	for i, a := range args {
		if i < len(e.unused) && e.unused[i] {
			js.args = append(js.args, goja.Undefined())
			continue
		}
		js.args = append(js.args, js.toJS(a))
	}
	result, failed := e.fn(goja.Undefined(), js.args[base:]...)
	clear(js.args[base:])
	js.args = js.args[:base]
	return js.finish(result, failed)
}

// recoverEngine turns a failure of the engine itself into an error of the
// script that brought it about; goja has put its stacks in order by then.
func (js *jsState) recoverEngine(err *error) {
	x := recover()
	if x == nil {
		return
	}
	failure, ok := x.(runtime.Error)
	if !ok {
		panic(x)
	}
	*err = &ScriptError{Type: "InternalError", Message: "the script engine failed: " + failure.Error(),
		Traceback: "InternalError: the script engine failed: " + failure.Error() + "\n" + string(debug.Stack()), Cause: failure}
}

// finish turns the outcome of a call into data or a *ScriptError.
func (js *jsState) finish(v goja.Value, err error) (tags.Value, error) {
	if err != nil {
		return tags.Value{}, js.scriptError(err)
	}
	if o, ok := v.(*goja.Object); ok {
		if p := js.promise(o); p != nil {
			switch p.State() {
			case goja.PromiseStateFulfilled:
				v = p.Result()
			case goja.PromiseStateRejected:
				return tags.Value{}, js.rejected(js.host.dropReject(p))
			default:
				return tags.Value{}, js.unsettled()
			}
		}
	}
	if rejects := js.host.rejects; len(rejects) > 0 {
		js.host.rejects = nil
		return tags.Value{}, js.rejected(rejects[0])
	}
	if goja.IsUndefined(v) {
		return tags.Value{}, nil
	}
	return js.guardConversion(v)
}

var promiseType = reflect.TypeOf((*goja.Promise)(nil))

// promise returns the promise that o is, nil if it is none.
func (js *jsState) promise(o *goja.Object) *goja.Promise {
	if o.ExportType() != promiseType {
		return nil
	}
	p, _ := o.Export().(*goja.Promise)
	return p
}

// rejected is the error of a promise that nobody handles: where its reason was
// made if that is an error, else where it was rejected.
func (js *jsState) rejected(x rejection) error {
	reason := x.promise.Result()
	if o, ok := reason.(*goja.Object); ok && o.ClassName() == "Error" {
		return js.thrown(reason, js.host.Runtime.Try(func() { panic(reason) }).Stack())
	}
	return js.thrown(reason, x.stack)
}

// unsettled is the error of a run that returned a pending promise. goja goes
// on with promises only when it is left altogether, which a script that waits
// for this one prevents.
func (js *jsState) unsettled() error {
	message := "the function returned a promise that nothing will settle"
	if js.host.nesting > 1 {
		message = "the function returned a promise, which cannot be settled while another script of this host waits for the answer"
	}
	return &ScriptError{Type: "Error", Message: message, Traceback: "Error: " + message}
}

// guardConversion converts a result outside of any script, where a panic of
// the conversion would not be caught by goja.
func (js *jsState) guardConversion(v goja.Value) (data tags.Value, err error) {
	if _, plain := v.(*goja.Object); !plain {
		return js.fromJS(v), nil
	}
	if err := js.try(func() { data = js.fromJS(v) }); err != nil {
		return tags.Value{}, js.scriptError(err)
	}
	return data, nil
}

// dropReject takes a promise from those that nobody has handled.
func (h *Host) dropReject(p *goja.Promise) rejection {
	for i, x := range h.rejects {
		if x.promise == p {
			h.rejects = append(h.rejects[:i], h.rejects[i+1:]...)
			return x
		}
	}
	return rejection{promise: p}
}

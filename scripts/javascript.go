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
	"regexp"
	"strings"
	"sync"

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

// jsParams are the names that the host hands to every script.
var jsParams = []string{"$refill", "$big", "$map", "$marker", "system", "kw", "str", "repr", "print", "console", "argv"}

// shadowed finds uses of system and kw other than system.x and kw(: a script
// that has one may have given the names another meaning.
var shadowed = regexp.MustCompile(`\bsystem\b\s*[^.\s]|\bsystem\s*$|\bkw\b\s*[^(\s]|\bkw\s*$|\beval\b`)

type jsProgram struct {
	source   Source
	program  *goja.Program
	promises bool
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
	key := fmt.Sprintf("%s\x00%d\x00%s\x00%s", src.Name, src.Form, src.Entry, src.Text)
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
			p, err = nil, &SyntaxError{Name: src.Name, Line: 1, Type: "SyntaxError", Message: fmt.Sprint("the script cannot be compiled: ", x)}
		}
	}()
	text := strings.TrimPrefix(src.Text, "\ufeff")
	tree, perr := parser.ParseFile(nil, src.Name, text, 0, parser.WithDisableSourceMaps)
	if perr != nil {
		return nil, jsSyntaxError(src.Name, perr)
	}
	if src.Form != FormProgram && !declares(tree, src.Entry) {
		return nil, &SyntaxError{Name: src.Name, Line: 1, Column: 1, Type: "SyntaxError",
			Message: fmt.Sprintf("the script does not define function %s(%s)", src.Entry, strings.Join(src.Params, ", "))}
	}
	in := &instrumenter{direct: !shadowed.MatchString(text)}
	unused := unusedParameters(tree, src.Entry, text)
	end := file.Idx(len(text) + 1)
	if src.Form == FormProgram {
		tree.Body = returnLast(tree, text, end)
	}
	in.statements(tree.Body)
	wrapped := wrapJavaScript(tree, src, end, in.markers)
	prg, cerr := goja.CompileAST(wrapped, false)
	if cerr != nil {
		return nil, jsSyntaxError(src.Name, cerr)
	}
	p = &jsProgram{source: src, program: prg, promises: in.promises, markers: in.markers, unused: unused}
	for _, name := range guardedNames {
		if strings.Contains(text, name) {
			p.guards = append(p.guards, name)
		}
	}
	return p, nil
}

func wrapJavaScript(tree *ast.Program, src Source, end file.Idx, markers []marker) *ast.Program {
	body := tree.Body
	if src.Form != FormProgram {
		body = append(body, &ast.ReturnStatement{Return: end, Argument: ident(src.Entry, end)})
	}
	params := &ast.ParameterList{Opening: 1, Closing: 1}
	for _, name := range jsParams {
		params.List = append(params.List, &ast.Binding{Target: ident(name, 1)})
	}
	inner := &ast.FunctionLiteral{Function: 1, ParameterList: &ast.ParameterList{Opening: 1, Closing: 1},
		Body:            &ast.BlockStatement{LeftBrace: 1, List: body, RightBrace: end},
		DeclarationList: tree.DeclarationList}
	var result ast.Expression = inner
	if src.Form != FormProgram {
		result = &ast.CallExpression{Callee: inner, LeftParenthesis: 1, RightParenthesis: end}
	}
	host := []*ast.Binding{{Target: ident("$n", 1), Initializer: number(0, 1)}, {Target: ident("$s", 1)}}
	for i := range markers {
		host = append(host, &ast.Binding{Target: ident(markerName(i), 1), Initializer: callNative("$marker", 1, number(int64(i), 1))})
	}
	outer := &ast.FunctionLiteral{Function: 1, ParameterList: params,
		Body: &ast.BlockStatement{LeftBrace: 1, RightBrace: end, List: []ast.Statement{
			&ast.LexicalDeclaration{Idx: 1, Token: token.LET, List: host},
			&ast.ReturnStatement{Return: 1, Argument: result},
		}}}
	return &ast.Program{File: tree.File, Body: []ast.Statement{&ast.ExpressionStatement{Expression: outer}}}
}

// assignsResult finds result = …, with which a program names what it returns.
var assignsResult = regexp.MustCompile(`\bresult\s*=[^=]`)

// returnLast makes a program return its variable result if it has one, else
// the value of its last statement if that is an expression. A result that is
// assigned but never declared is declared here, or it would be a global that
// other scripts see.
func returnLast(tree *ast.Program, text string, end file.Idx) []ast.Statement {
	body := tree.Body
	declared := declares(tree, "result")
	if !declared && assignsResult.MatchString(text) {
		declared = true
		let := &ast.LexicalDeclaration{Idx: 1, Token: token.LET, List: []*ast.Binding{{Target: ident("result", 1)}}}
		body = append([]ast.Statement{let}, body...)
	}
	if declared {
		return append(body, &ast.ReturnStatement{Return: end, Argument: ident("result", end)})
	}
	if n := len(body); n > 0 {
		if e, ok := body[n-1].(*ast.ExpressionStatement); ok {
			body = append(body[:n-1:n-1], &ast.ReturnStatement{Return: e.Idx0(), Argument: e.Expression})
		}
	}
	return body
}

// unusedParameters finds the parameters of the entry function whose names
// stand nowhere in the text but in the parameter list: making objects for them
// would be wasted.
func unusedParameters(p *ast.Program, entry, text string) []bool {
	for _, s := range p.Body {
		f, ok := s.(*ast.FunctionDeclaration)
		if !ok || f.Function.Name == nil || f.Function.Name.Name.String() != entry || f.Function.ParameterList.Rest != nil ||
			strings.Contains(text, "arguments") || strings.Contains(text, "eval") {
			continue
		}
		var unused []bool
		for _, b := range f.Function.ParameterList.List {
			id, ok := b.Target.(*ast.Identifier)
			unused = append(unused, ok && b.Initializer == nil && strings.Count(text, id.Name.String()) == 1)
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

func isNamed(t ast.BindingTarget, name string) bool {
	id, ok := t.(*ast.Identifier)
	return ok && id.Name.String() == name
}

func jsSyntaxError(name string, err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		e := list[0]
		return &SyntaxError{Name: name, Line: e.Position.Line, Column: e.Position.Column, Type: "SyntaxError", Message: lowerFirst(e.Message)}
	}
	var ce *goja.CompilerSyntaxError
	if errors.As(err, &ce) {
		s := &SyntaxError{Name: name, Line: 1, Type: "SyntaxError", Message: lowerFirst(ce.Message)}
		if ce.File != nil {
			pos := ce.File.Position(ce.Offset)
			s.Line, s.Column = pos.Line, pos.Column
		}
		return s
	}
	return &SyntaxError{Name: name, Line: 1, Type: "SyntaxError", Message: err.Error()}
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
func (p *jsProgram) Instantiate(h *Host) (Entry, error) {
	js := h.jsState()
	if p.promises {
		h.UsesPromises()
	}
	js.install(p.guards)
	wrapper, err := h.Runtime.RunProgram(p.program)
	if err != nil {
		return nil, js.scriptError(err)
	}
	fn, _ := goja.AssertFunction(wrapper)
	js.markers = p.markers
	v, err := fn(goja.Undefined(), js.params...)
	if err != nil {
		return nil, js.scriptError(err)
	}
	entry, ok := goja.AssertFunction(v)
	if !ok {
		return nil, &ScriptError{Type: "TypeError", File: p.source.Name, Line: 1,
			Message: fmt.Sprintf("%s is not a function", p.source.Entry)}
	}
	return &jsEntry{js: js, fn: entry, unused: p.unused}, nil
}

type jsEntry struct {
	js     *jsState
	fn     goja.Callable
	unused []bool
}

func (e *jsEntry) Call(args []tags.Value) (tags.Value, error) {
	js := e.js
	base := len(js.args)
	for i, a := range args {
		if i < len(e.unused) && e.unused[i] {
			js.args = append(js.args, goja.Undefined())
			continue
		}
		js.args = append(js.args, js.toJS(a))
	}
	v, err := e.fn(goja.Undefined(), js.args[base:]...)
	clear(js.args[base:])
	js.args = js.args[:base]
	return js.finish(v, err)
}

// finish turns the outcome of a call into data or a *ScriptError.
func (js *jsState) finish(v goja.Value, err error) (tags.Value, error) {
	if err != nil {
		return tags.Value{}, js.scriptError(err)
	}
	if o, ok := v.(*goja.Object); ok {
		if p, ok := o.Export().(*goja.Promise); ok && o.ClassName() == "Promise" {
			switch p.State() {
			case goja.PromiseStateFulfilled:
				v = p.Result()
			case goja.PromiseStateRejected:
				js.host.dropReject(p)
				return tags.Value{}, js.thrown(p.Result(), nil)
			default:
				return tags.Value{}, &ScriptError{Type: "Error", Message: "the function returned a promise that nothing will settle"}
			}
		}
	}
	if rejected := js.host.takeReject(); rejected != nil {
		return tags.Value{}, js.thrown(rejected.Result(), nil)
	}
	if goja.IsUndefined(v) {
		return tags.Value{}, nil
	}
	return js.guardConversion(v)
}

// guardConversion converts a result outside of any script, where a panic of
// the conversion would not be caught by goja.
func (js *jsState) guardConversion(v goja.Value) (data tags.Value, err error) {
	if _, plain := v.(*goja.Object); !plain {
		return js.fromJS(v), nil
	}
	ex := js.host.Runtime.Try(func() { data = js.fromJS(v) })
	if ex != nil {
		return tags.Value{}, js.scriptError(ex)
	}
	return data, nil
}

func (h *Host) dropReject(p *goja.Promise) {
	for i, q := range h.rejects {
		if q == p {
			h.rejects = append(h.rejects[:i], h.rejects[i+1:]...)
			return
		}
	}
}

func (h *Host) takeReject() *goja.Promise {
	if len(h.rejects) == 0 {
		return nil
	}
	p := h.rejects[0]
	h.rejects = nil
	return p
}

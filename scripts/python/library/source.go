package library

// Modules that are Python text, kept in directory source and compiled when a script
// first imports them: what is simpler said in Python than in Go and not called often.
//
// The text is compiled under the future statements of the script that imports it, so it
// must mean the same with true division, unicode literals and print as a function.

import (
	"embed"

	py "dryfire/scripts/python/object"
)

//go:embed source/*.py
var sources embed.FS

// written maps modules to the files of directory source that hold them.
var written = map[string]string{
	"abc": "abc", "_abcoll": "_abcoll", "numbers": "numbers", "fractions": "fractions", "UserDict": "UserDict", "UserList": "UserList",
	"UserString": "UserString", "keyword": "keyword", "fnmatch": "fnmatch", "locale": "locale", "copy_reg": "copy_reg", "stat": "stat",
	"atexit": "atexit", "weakref": "weakref", "codecs": "codecs", "warnings": "warnings", "platform": "platform", "htmlentitydefs": "htmlentitydefs",
	"HTMLParser": "HTMLParser", "_csvsniffer": "_csvsniffer", "_htmlcalendar": "_htmlcalendar", "_wichmann": "_wichmann", "_inspect": "_inspect", "xml.etree.ElementTree": "ElementTree",
}

// runSource runs a file of directory source as the body of a module.
func runSource(t *thread, m *py.Module, file string) {
	if t.Config.Compile == nil || t.Config.Eval == nil {
		t.Raise(py.ImportErrorType, m.Name+" is Python text, which this interpreter does not compile")
	}
	text, err := sources.ReadFile("source/" + file + ".py")
	if err != nil {
		t.Raise(py.SystemErrorType, err.Error())
	}
	code := t.Config.Compile(t, py.Str(string(text)), "<"+file+".py>", "exec", 0)
	t.Config.Eval(t, code, m.Dict, py.Obj(m.Dict))
}

// lazyModule is a module in Go some of whose names come from another one, which is
// loaded when a script first asks for one of them.
type lazyModule struct {
	py.Header
	m     *py.Module
	from  string
	names []string
}

var lazyModuleType = py.NewType(py.TypeDef{Name: "module", Base: py.ModuleType, HostAttrs: true, NoNew: true, Final: true, Methods: []py.Def{
	method("__repr__", 0, 0, func(_ *thread, l *lazyModule, _ []value) value { return py.Str("<module '" + l.m.Name + "'>") }),
	method("__dir__", 0, 0, func(t *thread, l *lazyModule, _ []value) value {
		l.fill(t)
		return list(t.Items(t.Method0(py.Obj(l.m.Dict), "keys"))...)
	}),
}})

// lazily puts a module whose further names another one holds in the place of m.
func lazily(t *thread, m *py.Module, from string, names ...string) {
	t.Modules.SetText(m.Name, py.Obj(&lazyModule{py.NewHeader(lazyModuleType), m, from, names}))
}

func (l *lazyModule) fill(t *thread) {
	if l.names == nil {
		return
	}
	names := l.names
	l.names = nil
	other := t.Import(l.from)
	for _, n := range names {
		if _, ok := l.m.Dict.GetText(n); !ok {
			l.m.Set(n, t.GetAttr(other, n))
		}
	}
}

// PyGetAttr implements AttrGetter.
func (l *lazyModule) PyGetAttr(t *thread, name string) (value, bool) {
	if name == "__dict__" {
		l.fill(t)
		return py.Obj(l.m.Dict), true
	}
	if v, ok := l.m.Dict.GetText(name); ok {
		return v, true
	}
	for _, n := range l.names {
		if n == name {
			l.fill(t)
			return l.m.Dict.GetText(name)
		}
	}
	return value{}, false
}

// PySetAttr implements AttrSetter.
func (l *lazyModule) PySetAttr(_ *thread, name string, v value) bool {
	if v.IsAbsent() {
		return l.m.Dict.DeleteText(name)
	}
	l.m.Set(name, v)
	return true
}

// loadPart is a module that shows names of another one.
func loadPart(of string, names ...string) py.Loader {
	return func(t *thread, m *py.Module) {
		whole := t.Import(of)
		for _, n := range names {
			m.Set(n, t.GetAttr(whole, n))
		}
	}
}

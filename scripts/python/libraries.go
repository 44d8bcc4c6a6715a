package python

// The script libraries of projects. Their modules are found by the path that
// the Designer shows, package.module.name, without an import statement (JY-3,
// LIB-2), and by import statements too. A project sees its own modules and those it
// inherits; a module runs once per project and host, when it is first used.

import (
	"strings"

	"dryfire/scripts"
	"dryfire/scripts/python/object"
)

// Modules finds the modules of project libraries.
type Modules interface {
	// Module returns the source of the module that has a dotted name for the
	// scripts of a project; its Form is not looked at.
	Module(project, name string) (scripts.Source, bool)
	// Package reports whether modules of the project begin with name and a dot.
	Package(project, name string) bool
	// Searched lists the projects in which modules are looked for, the project
	// first.
	Searched(project string) []string
}

// SetModules gives the Python scripts of a host the libraries of its projects,
// before the first of them runs.
func SetModules(h *scripts.Host, m Modules) { h.State(modulesState, func() any { return m }) }

// modulesState is where a host keeps its libraries: it costs nothing until a
// Python script runs.
const modulesState = "python modules"

// lookUp makes names and imports find script libraries and stubs.
func (s *state) lookUp() {
	if s.rt.unknown != nil {
		return
	}
	s.rt.unknown, s.rt.find, s.rt.missing, s.rt.searched = s.implicit, s.libraryModule, s.missingBelow, s.searched
	builtins := s.rt.t.Builtins.Dict
	other, _ := builtins.GetText("__import__")
	builtins.SetText("__import__", object.Obj(object.NewNative(object.Def{Name: "__import__", Params: "name globals locals fromlist level", Min: 1,
		Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			name := t.Str(a[0])
			leaf, ok := s.libraryModule(name)
			if !ok {
				args := a
				for len(args) > 1 && args[len(args)-1].IsAbsent() {
					args = args[:len(args)-1]
				}
				for i := range args {
					args[i] = present(args[i])
				}
				return t.Call(other, args, nil)
			}
			if from := a[3]; !from.IsAbsent() && t.Truth(from) {
				return leaf
			}
			top, _, _ := strings.Cut(name, ".")
			v, _ := s.libraryModule(top)
			return v
		}})))
	reload, _ := builtins.GetText("reload")
	builtins.SetText("reload", object.Obj(object.NewNative(object.Def{Name: "reload", Min: 1, Max: 1,
		Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			if m, ok := a[0].Object().(*object.Module); ok {
				if code := s.moduleCode(m.Name); code != nil {
					s.rt.Exec(code, m.Dict)
					s.patch(m)
					return a[0]
				}
			}
			return t.Call(reload, a, nil)
		}})))
}

// moduleCode is the program of a module that is a stub or in the running
// project's library, nil if there is none of that name.
func (s *state) moduleCode(name string) *Code {
	if p := s.host.Stubs.Module(name); p != nil {
		return p.(*program).code
	}
	if s.modules == nil {
		return nil
	}
	src, ok := s.modules.Module(s.project(), name)
	if !ok {
		return nil
	}
	src.Form = scripts.FormProgram
	p, err := Language.Compile(src)
	if err != nil {
		s.rt.raiseScriptSyntax(err)
	}
	return p.(*program).code
}

// libraryKey is a module as one project sees it, or a stub, which all projects
// share unless it is laid over a project's own module.
type libraryKey struct {
	project, name string
	stub          bool
}

// libraryPackage is a folder of a project library, or a package with stubs in
// it.
type libraryPackage struct {
	object.Header
	s     *state
	name  string
	under object.Value // what a package with stubs is laid over; absent for nothing
}

var libraryPackageType = object.NewType(object.TypeDef{Name: "module", NoNew: true, HostAttrs: true, Methods: []object.Def{
	{Name: "__repr__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
		return object.Str("<module '" + self.Object().(*libraryPackage).name + "'>")
	}},
}})

// PyGetAttr implements object.AttrGetter. What is missing is named in full
// (LIB-6).
func (p *libraryPackage) PyGetAttr(t *object.Thread, name string) (object.Value, bool) {
	if name == "__name__" {
		return object.Str(p.name), true
	}
	if name == "__all__" && p.s.host.Stubs.Members(p.name) != nil {
		return p.s.names(append(p.s.host.Stubs.Members(p.name), p.publicNames(t)...)), true
	}
	if strings.HasPrefix(name, "__") {
		return object.Value{}, false
	}
	if v, ok := p.member(t, name); ok || !p.under.IsAbsent() {
		return v, ok
	}
	full := p.name + "." + name
	message := "'module' object has no attribute '" + name + "'"
	if searched := p.s.searched(); searched != "" {
		message += ": " + searched + " no library module " + full
	}
	r := t.Try(func() { t.Raise(object.AttributeErrorType, message) })
	p.s.rt.hint(r, hinted{module: full, attribute: true})
	panic(r)
}

// member finds a module, a package or a stub below this one.
func (p *libraryPackage) member(t *object.Thread, name string) (object.Value, bool) {
	if v, ok := p.s.libraryModule(p.name + "." + name); ok {
		return v, true
	}
	if p.under.IsAbsent() {
		return object.Value{}, false
	}
	return t.LookupAttr(p.under, name)
}

// missing raises the ImportError for a module that the library does not have.
func (s *state) missing(message, full string) {
	hint := stubHint(full, full)
	if searched := s.searched(); searched != "" {
		hint = searched + " no library module " + full + "; " + hint
	}
	s.rt.noImport(message, hint)
}

// missingBelow raises the ImportError for a name below a package or module of
// a library that is here; it returns if there is none.
func (s *state) missingBelow(name string) {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] != '.' {
			continue
		}
		v, ok := s.libraryModule(name[:i])
		if !ok {
			continue
		}
		if p, isPackage := v.Object().(*libraryPackage); isPackage && !p.under.IsAbsent() || !isPackage && s.moduleCode(name[:i]) == nil {
			return // Python's or Java's own, with stubs in it
		}
		part, _, _ := strings.Cut(name[i+1:], ".")
		s.missing("No module named "+part, name[:i+1]+part)
	}
}

// publicNames are the names that import * takes from what is below.
func (p *libraryPackage) publicNames(t *object.Thread) []string {
	if p.under.IsAbsent() {
		return nil
	}
	var out []string
	if all, ok := t.LookupAttr(p.under, "__all__"); ok {
		for _, n := range t.Items(all) {
			out = append(out, n.Text())
		}
	}
	return out
}

// searched says which projects lack a module, with the verb; "" if scripts
// have no libraries here.
func (s *state) searched() string {
	if s.modules == nil {
		return ""
	}
	list := s.modules.Searched(s.project())
	switch len(list) {
	case 0:
		return ""
	case 1:
		return "project " + list[0] + " has"
	case 2:
		return "project " + list[0] + " and its parent " + list[1] + " have"
	}
	return "project " + list[0] + " and its parents " + strings.Join(list[1:], ", ") + " have"
}

func (s *state) keep(key libraryKey, v object.Value) {
	if s.loaded == nil {
		s.loaded = map[libraryKey]object.Value{}
	}
	s.loaded[key] = v
}

// project is the one whose library the running script sees.
func (s *state) project() string {
	if r := s.host.CurrentRun(); r != nil {
		return r.Project
	}
	return ""
}

// libraryModule finds a stub, or a module or package of the running project's
// library.
func (s *state) libraryModule(name string) (object.Value, bool) {
	if v, ok := s.stub(name); ok {
		return v, true
	}
	if s.modules == nil {
		return object.Value{}, false
	}
	project := s.project()
	key := libraryKey{project: project, name: name}
	if v, ok := s.loaded[key]; ok {
		return v, true
	}
	if src, ok := s.modules.Module(project, name); ok {
		return s.loadModule(key, src), true
	}
	if s.modules.Package(project, name) {
		v := object.Obj(&libraryPackage{Header: object.NewHeader(libraryPackageType), s: s, name: name})
		s.keep(key, v)
		return v, true
	}
	return object.Value{}, false
}

// loadModule runs a module. It is known before it runs, so that modules may
// use one another, and forgotten when it fails.
func (s *state) loadModule(key libraryKey, src scripts.Source) object.Value {
	src.Form = scripts.FormProgram
	p, err := Language.Compile(src)
	if err != nil {
		s.rt.raiseScriptSyntax(err)
	}
	m := object.NewModule(key.name, src.Name)
	v := object.Obj(m)
	s.keep(key, v)
	done := false
	defer func() {
		if !done {
			delete(s.loaded, key)
		}
	}()
	s.rt.Exec(p.(*program).code, m.Dict)
	if _, ok := m.Dict.GetText("code"); !ok {
		// Some scripts import the file, code.py, itself (LIB-3).
		m.Set("code", v)
	}
	done = true
	return v
}

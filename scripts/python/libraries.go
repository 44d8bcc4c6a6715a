package python

// The script libraries of projects. Their modules are found by the path that
// the Designer shows, package.module.name, without an import statement (JY-3),
// and by import statements too. A project sees its own modules and those it
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
}

// SetModules gives the Python scripts of a host the libraries of its projects.
func SetModules(h *scripts.Host, m Modules) {
	s := stateOf(h)
	s.modules = m
	s.rt.unknown = func(name string) (object.Value, bool) { return s.libraryModule(name) }
}

// libraryKey is a module as one project sees it.
type libraryKey struct{ project, name string }

// libraryPackage is a folder of a project library.
type libraryPackage struct {
	object.Header
	s    *state
	name string
}

var libraryPackageType = object.NewType(object.TypeDef{Name: "module", NoNew: true, HostAttrs: true, Methods: []object.Def{
	{Name: "__repr__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
		return object.Str("<module '" + self.Object().(*libraryPackage).name + "'>")
	}},
}})

// PyGetAttr implements object.AttrGetter.
func (p *libraryPackage) PyGetAttr(_ *object.Thread, name string) (object.Value, bool) {
	if name == "__name__" {
		return object.Str(p.name), true
	}
	if strings.HasPrefix(name, "__") {
		return object.Value{}, false
	}
	return p.s.libraryModule(p.name + "." + name)
}

// libraryModule finds a module or package of the running project's library.
func (s *state) libraryModule(name string) (object.Value, bool) {
	if s.modules == nil {
		return object.Value{}, false
	}
	project := ""
	if r := s.host.CurrentRun(); r != nil {
		project = r.Project
	}
	key := libraryKey{project, name}
	if v, ok := s.loaded[key]; ok {
		return v, true
	}
	if s.loaded == nil {
		s.loaded = map[libraryKey]object.Value{}
	}
	if src, ok := s.modules.Module(project, name); ok {
		return s.loadModule(key, src), true
	}
	if s.modules.Package(project, name) {
		v := object.Obj(&libraryPackage{Header: object.NewHeader(libraryPackageType), s: s, name: name})
		s.loaded[key] = v
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
	s.loaded[key] = v
	done := false
	defer func() {
		if !done {
			delete(s.loaded, key)
		}
	}()
	s.rt.Exec(p.(*program).code, m.Dict)
	done = true
	return v
}

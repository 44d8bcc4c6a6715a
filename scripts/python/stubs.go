package python

// Names that stubs stand in for. A stub that is given wins over whatever there
// is: a module of the project's library, a Python module, a Java class. Where
// it names only a part of a module, the rest of the module stays what it is.

import (
	"strings"

	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
)

// stubModule runs the file of a module stub, once for each host. It is known
// before it runs, and forgotten when it fails.
func (s *state) stubModule(name string) object.Value {
	key := libraryKey{stub: true, name: name}
	if v, ok := s.loaded[key]; ok {
		return v
	}
	p := s.host.Stubs.Module(name).(*program)
	m := object.NewModule(name, p.source.Name)
	v := object.Obj(m)
	s.keep(key, v)
	done := false
	defer func() {
		if !done {
			delete(s.loaded, key)
		}
	}()
	s.rt.Exec(p.code, m.Dict)
	done = true
	// A Java package keeps the classes that the stub does not have.
	for _, class := range java.Classes(name) {
		if _, ok := m.Dict.GetText(class); !ok {
			if t, ok := java.Class(name + "." + class); ok {
				m.Dict.SetText(class, object.Obj(t))
			}
		}
	}
	return v
}

// stub finds what a stub stands in for, or a package on the way to one.
func (s *state) stub(name string) (object.Value, bool) {
	stubs := s.host.Stubs
	if stubs == nil || name == "system" || strings.HasPrefix(name, "system.") { // see namespace
		return object.Value{}, false
	}
	if f := stubs.Function(name); f != nil {
		return object.Obj(s.function(f)), true
	}
	if stubs.Module(name) != nil {
		return s.stubModule(name), true
	}
	if stubs.Members(name) != nil {
		return s.stubPackage(name), true
	}
	// A member of a module stub, as Java's classes are imported.
	for i, c := range name {
		if c != '.' || stubs.Module(name[:i]) == nil {
			continue
		}
		v, ok := s.stubModule(name[:i]), true
		for part := range strings.SplitSeq(name[i+1:], ".") {
			if v, ok = s.rt.t.LookupAttr(v, part); !ok {
				return object.Value{}, false
			}
		}
		return v, true
	}
	return object.Value{}, false
}

// stubPackage is a package with stubs in it, laid over what there is under
// that name.
func (s *state) stubPackage(name string) object.Value {
	key := libraryKey{stub: true, name: name}
	if v, ok := s.loaded[key]; ok {
		return v
	}
	own := libraryKey{project: s.project(), name: name, stub: true}
	if v, ok := s.loaded[own]; ok {
		return v
	}
	if s.modules != nil {
		if src, ok := s.modules.Module(own.project, name); ok {
			v := s.loadModule(libraryKey{project: own.project, name: name}, src)
			s.keep(own, v)
			s.patch(v.Object().(*object.Module))
			return v
		}
	}
	under := s.builtIn(name)
	if m, ok := under.Object().(*object.Module); ok {
		s.keep(key, under)
		s.patch(m)
		return under
	}
	p := libraryPackage{Header: object.NewHeader(libraryPackageType), s: s, name: name, under: under}
	v := object.Obj(&p)
	if _, ok := under.Object().(object.Callable); ok {
		p.Header = object.NewHeader(stubbedClassType)
		v = object.Obj(&stubbedClass{p})
	}
	s.keep(key, v)
	return v
}

// patch puts the stubs inside a module into their places.
func (s *state) patch(m *object.Module) {
	for _, member := range s.host.Stubs.Members(m.Name) {
		if v, ok := s.stub(m.Name + "." + member); ok {
			m.Dict.SetText(member, v)
		}
	}
}

// builtIn is the Python module or Java package of a name; absent if there is
// none.
func (s *state) builtIn(name string) (v object.Value) {
	outer := s.bare
	s.bare = true
	defer func() { s.bare = outer }()
	if s.rt.t.Try(func() { v = s.rt.t.Import(name) }) != nil {
		return object.Value{}
	}
	return v
}

// stubbedClass is a class with stubs in place of some of its static members.
type stubbedClass struct{ libraryPackage }

var stubbedClassType = object.NewType(object.TypeDef{Name: "javaclass", NoNew: true, HostAttrs: true, Methods: []object.Def{
	{Name: "__repr__", Fn: func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
		return object.Str(t.Repr(self.Object().(*stubbedClass).under))
	}},
}})

// Call implements object.Callable: it makes an instance of the class.
func (c *stubbedClass) Call(t *object.Thread, args []object.Value, names []string) object.Value {
	return t.Call(c.under, args, names)
}

// implicit finds what scripts may name without importing it: modules and
// packages of script libraries (LIB-2). Python's modules and Java's packages
// want an import, stubbed or not.
func (s *state) implicit(name string) (object.Value, bool) {
	if s.host.Stubs.Members(name) != nil || s.host.Stubs.Module(name) != nil || s.host.Stubs.Function(name) != nil {
		if _, python := library.Modules()[name]; python || java.IsForeign(name) || name == "java" {
			return object.Value{}, false
		}
	}
	return s.libraryModule(name)
}

// stubImport is object.Config.Import: it is asked for what the library lacks.
func (s *state) stubImport(_ *object.Thread, name string) (object.Value, bool) {
	if s.host.Stubs == nil {
		return object.Value{}, false
	}
	if s.host.Stubs.Raised(name) {
		i := strings.LastIndexByte(name, '.')
		return object.Obj(javaType(name[:i], name[i+1:])), true
	}
	if s.bare {
		return object.Value{}, false
	}
	return s.stub(name)
}

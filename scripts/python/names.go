package python

// What scripts find under system: the host's functions, what stubs stand in
// for, and what a gateway has that is neither simulated nor stubbed.

import (
	"strings"

	"dryfire/scripts"
	"dryfire/scripts/python/object"
)

// namespace is system, system.util and so on.
type namespace struct {
	object.Header
	s       *state
	name    string // without "system."; "" for system itself
	members map[string]object.Value
}

var namespaceType = object.NewType(object.TypeDef{Name: "javapackage", NoNew: true, HostAttrs: true, Methods: []object.Def{
	{Name: "__repr__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
		return object.Str("<module 'system" + dotted(self.Object().(*namespace).name) + "'>")
	}},
}})

func dotted(name string) string {
	if name == "" {
		return ""
	}
	return "." + name
}

// PyGetAttr implements object.AttrGetter.
func (n *namespace) PyGetAttr(t *object.Thread, name string) (object.Value, bool) {
	v, ok := n.lookup(t, name)
	if !ok && name != "" && name[0] != '_' {
		t.Raise(object.AttributeErrorType, n.s.host.MissingSystem(n.below(name)))
	}
	return v, ok
}

// lookup finds a member.
func (n *namespace) lookup(t *object.Thread, name string) (object.Value, bool) {
	if v, ok := n.members[name]; ok {
		return v, true
	}
	v, fixed, ok := n.member(t, name)
	if fixed {
		if n.members == nil {
			n.members = map[string]object.Value{}
		}
		n.members[name] = v
	}
	return v, ok
}

// below is the name of a member without "system.".
func (n *namespace) below(name string) string {
	if n.name == "" {
		return name
	}
	return n.name + "." + name
}

// PySetAttr implements object.AttrSetter: a script may replace a function, for
// its own host.
func (n *namespace) PySetAttr(_ *object.Thread, name string, v object.Value) bool {
	if v.IsAbsent() {
		delete(n.members, name)
		return true
	}
	if n.members == nil {
		n.members = map[string]object.Value{}
	}
	n.members[name] = v
	return true
}

// function finds a member that is a function.
func (n *namespace) function(t *object.Thread, name string) (*hostFunction, bool) {
	v, ok := n.PyGetAttr(t, name)
	if !ok {
		return nil, false
	}
	f, ok := v.Object().(*hostFunction)
	return f, ok
}

// member finds a member; fixed tells that it is always the same.
func (n *namespace) member(t *object.Thread, name string) (v object.Value, fixed, ok bool) {
	h, below := n.s.host, n.below(name)
	full := "system." + below
	if f := h.Stubs.Function(full); f != nil {
		return object.Obj(n.s.function(f)), true, true
	}
	if h.Stubs.Module(full) != nil {
		return n.s.stubModule(full), true, true
	}
	lib := h.Library
	switch f := lib.Function(below); {
	case f != nil && f.Property:
		return n.s.function(f).Call(t, nil, nil), false, true
	case f != nil:
		return object.Obj(n.s.function(f)), true, true
	case lib.Namespace(below) != nil, h.Stubs.Members(full) != nil:
		return n.s.space(below), true, true
	case name == "__name__":
		return object.Str("system" + dotted(n.name)), true, true
	case name == "__all__":
		return n.s.names(h.SystemMembers(n.name)), false, true
	case strings.HasPrefix(name, "__"):
		return object.Value{}, false, false
	}
	switch h.System(below) {
	case scripts.SystemFunction:
		return object.Obj(n.s.function(h.Unprepared(below))), true, true
	case scripts.SystemFamily:
		return n.s.space(below), true, true
	case scripts.SystemThirdParty:
		return n.s.foreign(below), true, true
	}
	return object.Value{}, false, false
}

// names makes a list of texts, each once.
func (s *state) names(list []string) object.Value {
	var items []object.Value
	seen := map[string]bool{}
	for _, n := range list {
		if !seen[n] {
			seen[n] = true
			items = append(items, object.Str(n))
		}
	}
	return object.Obj(object.NewList(items...))
}

func (s *state) space(name string) object.Value {
	if v, ok := s.spaces[name]; ok {
		return v
	}
	v := object.Obj(&namespace{Header: object.NewHeader(namespaceType), s: s, name: name})
	if s.spaces == nil {
		s.spaces = map[string]object.Value{}
	}
	s.spaces[name] = v
	return v
}

// install makes system a built-in name and a module.
func (s *state) install() {
	system := s.space("")
	s.rt.t.Builtins.Dict.SetText("system", system)
	s.rt.t.Modules.SetText("system", system)
}

// foreignName stands for a name of a vendor's module: it has every member, and
// fails when it is called (MOD-2).
type foreignName struct {
	object.Header
	s       *state
	name    string // without "system."
	members map[string]object.Value
}

var foreignType = object.NewType(object.TypeDef{Name: "javapackage", NoNew: true, HostAttrs: true, Methods: []object.Def{
	{Name: "__repr__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
		return object.Str("<module 'system." + self.Object().(*foreignName).name + "'>")
	}},
}})

func (s *state) foreign(name string) object.Value {
	return object.Obj(&foreignName{Header: object.NewHeader(foreignType), s: s, name: name})
}

// PyGetAttr implements object.AttrGetter.
func (f *foreignName) PyGetAttr(_ *object.Thread, name string) (object.Value, bool) {
	if v, ok := f.members[name]; ok {
		return v, true
	}
	switch {
	case name == "__name__":
		return object.Str("system." + f.name), true
	case name == "__all__": // nobody knows
		return object.Obj(object.NewList()), true
	case strings.HasPrefix(name, "__"):
		return object.Value{}, false
	}
	v := f.s.foreign(f.name + "." + name)
	if f.members == nil {
		f.members = map[string]object.Value{}
	}
	f.members[name] = v
	return v, true
}

// PySetAttr implements object.AttrSetter.
func (f *foreignName) PySetAttr(_ *object.Thread, name string, v object.Value) bool {
	if f.members == nil {
		f.members = map[string]object.Value{}
	}
	f.members[name] = v
	return true
}

// Call implements object.Callable.
func (f *foreignName) Call(t *object.Thread, args []object.Value, names []string) object.Value {
	return f.s.function(f.s.host.Unprepared(f.name)).Call(t, args, names)
}

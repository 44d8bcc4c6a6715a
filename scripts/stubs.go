package scripts

// Stubs stand in for what a test does not have: system functions that are not
// simulated, modules of other projects and vendors, Python modules, Java
// packages (API-3, MOD-2, LIB-6, LNG-9). One tree of dotted names serves all
// of them, because that is how scripts write them. Function stubs are for
// every language; a module is a Python file.
//
// What a gateway has under system and nobody has stubbed can be imported,
// passed around and looked for, and fails when it is called: a script that
// names such a function in a branch that the test does not take is right.

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dryfire/tags"
)

// Stub stands in for one dotted name: a function if it has answers, else a
// Python module.
type Stub struct {
	Name    string   // full: system.db.runNamedQuery, shared.util, org.apache.poi
	Answers []Answer // of a function, in turn; the last one stays
	Module  Program  // the top level of the module, a FormProgram in Python
}

// Answer is what one call of a function stub comes to.
type Answer struct {
	Value  tags.Value
	Raises *Exception // instead of the value
}

// Stubs are the stubs of one gateway. They count its calls, and so belong to
// one simulation. A nil *Stubs has none.
type Stubs struct {
	list      []Stub
	functions map[string]*Function
	modules   map[string]Program
	spaces    map[string][]string // members by package, in the order given; "" has the roots
	raised    map[string]bool     // Java classes that function stubs raise, by full name
}

// StubError says why a stub cannot be had.
type StubError struct {
	Index int // of the stub
	Got   string
	Want  string
	Hint  string
}

// Error names what is wrong.
func (e *StubError) Error() string {
	s := "got " + e.Got + ", want " + e.Want
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// NewStubs returns stubs that have answered nothing yet. The error is a
// *StubError.
func NewStubs(list []Stub) (*Stubs, error) {
	s := &Stubs{list: list, functions: map[string]*Function{}, modules: map[string]Program{}, spaces: map[string][]string{}, raised: map[string]bool{}}
	whole := map[string]int{}
	for i, x := range list {
		if !IsDotted(x.Name) {
			return nil, &StubError{i, fmt.Sprintf("the stub %q", x.Name), "a dotted name such as system.db.runNamedQuery or shared.util", ""}
		}
		if x.Name == "system" {
			return nil, &StubError{i, "a stub of system as a whole", "one of its families or functions, such as system.mes", ""}
		}
		if _, ok := whole[x.Name]; ok {
			return nil, &StubError{i, "a second stub " + x.Name, "one", ""}
		}
		whole[x.Name] = i
	}
	for i, x := range list {
		for name := x.Name; ; {
			dot := strings.LastIndexByte(name, '.')
			space, member := name[:max(dot, 0)], name[dot+1:]
			if !slices.Contains(s.spaces[space], member) {
				s.spaces[space] = append(s.spaces[space], member)
			}
			if dot < 0 {
				break
			}
			if j, ok := whole[space]; ok {
				kind, hint := "function", "a function has no members"
				if list[j].Module != nil {
					kind, hint = "file", "write it into the file of "+space
				}
				return nil, &StubError{i, fmt.Sprintf("the stub %s below the %s stub %s", x.Name, kind, space), "one or the other", hint}
			}
			name = space
		}
		if x.Module != nil {
			s.modules[x.Name] = x.Module
			continue
		}
		s.functions[x.Name] = stubFunction(x)
		for _, a := range x.Answers {
			if a.Raises != nil && a.Raises.Package != "" {
				s.raised[a.Raises.Package+"."+a.Raises.Type] = true
			}
		}
	}
	return s, nil
}

// IsDotted reports whether a text is a dotted name as scripts write them.
func IsDotted(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" {
			return false
		}
		for i, r := range part {
			if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

// Function returns the function stub of that full name, nil if there is none.
func (s *Stubs) Function(name string) *Function {
	if s == nil {
		return nil
	}
	return s.functions[name]
}

// Module returns the module stub of that full name, nil if there is none.
func (s *Stubs) Module(name string) Program {
	if s == nil {
		return nil
	}
	return s.modules[name]
}

// Members lists what stubs there are directly below a package, or packages
// with stubs, in the order in which they were given. The roots are below "".
func (s *Stubs) Members(name string) []string {
	if s == nil {
		return nil
	}
	return s.spaces[name]
}

// Raised reports whether a stub raises the Java class of that full name:
// scripts that catch it can import it.
func (s *Stubs) Raised(class string) bool { return s != nil && s.raised[class] }

// stubFunction makes the function of a stub.
func stubFunction(x Stub) *Function {
	calls := 0
	return &Function{Name: x.Name, Full: x.Name, Any: true, Call: func(c *Call) (tags.Value, error) {
		answer := Answer{}
		if n := len(x.Answers); n > 0 {
			answer = x.Answers[min(calls, n-1)]
		}
		calls++
		made := FunctionCall{Function: x.Name, Args: c.Rest, Keywords: c.Named, Returned: answer.Value, Raised: answer.Raises}
		c.Host.World.NoteCall(c.Run, &made)
		if answer.Raises != nil {
			return tags.Value{}, answer.Raises
		}
		return fresh(answer.Value), nil
	}}
}

// fresh copies lists and maps, which a script may change.
func fresh(v tags.Value) tags.Value {
	switch v.Kind() {
	case tags.KindList:
		l := &tags.List{Form: v.List().Form, Items: make([]tags.Value, len(v.List().Items))}
		for i, x := range v.List().Items {
			l.Items[i] = fresh(x)
		}
		return tags.FromList(l)
	case tags.KindMap:
		m := tags.NewMap(v.Map().Len())
		for i := range v.Map().Len() {
			k, x := v.Map().At(i)
			m.Set(k, fresh(x))
		}
		return tags.FromMap(m)
	}
	return v
}

// FunctionCall is one call of a function that is not simulated.
type FunctionCall struct {
	Function   string
	Args       []tags.Value
	Keywords   *tags.Map // nil for none
	Returned   tags.Value
	Raised     *Exception // what it raised instead
	Unprepared bool       // there is no stub
}

// Catalogue knows what a gateway has under system, simulated here or not.
// Names leave out "system.".
type Catalogue interface {
	// Exists reports whether there is a function or constant of that name.
	Exists(client bool, name string) bool
	// Family reports whether there is a family of functions of that name.
	Family(client bool, name string) bool
	// Names lists what a family has.
	Names(client bool, family string) []string
}

// SystemKind says what a name below system stands for that is neither
// simulated nor stubbed.
type SystemKind uint8

// The kinds of such names.
const (
	SystemAbsent     SystemKind = iota // it does not exist
	SystemFunction                     // a function or constant that a gateway has
	SystemFamily                       // a family that a gateway has, with nothing simulated in it
	SystemThirdParty                   // of a vendor's module, at any depth (MOD-2)
)

// System says what the name, without "system.", of something that is neither
// simulated nor stubbed stands for.
func (h *Host) System(name string) SystemKind {
	if h.Catalogue == nil {
		return SystemAbsent
	}
	first, _, _ := strings.Cut(name, ".")
	switch {
	case h.Catalogue.Exists(h.Client, name):
		return SystemFunction
	case h.Catalogue.Family(h.Client, name):
		return SystemFamily
	case h.Catalogue.Family(true, first), h.Catalogue.Family(false, first), h.Library.Namespace(first) != nil, h.Library.Function(first) != nil:
		return SystemAbsent
	}
	return SystemThirdParty
}

// MissingSystem says why a name below system, without "system.", does not
// exist.
func (h *Host) MissingSystem(name string) string {
	if h.Catalogue == nil {
		return "system." + name + " is not simulated; there are " + strings.Join(h.systemNames(name), ", ")
	}
	s := "system." + name + " does not exist"
	first, _, _ := strings.Cut(name, ".")
	if h.Catalogue.Exists(!h.Client, name) || h.Catalogue.Family(!h.Client, name) || !h.Catalogue.Family(h.Client, first) && h.Catalogue.Family(!h.Client, first) { // JY-5
		if h.Client {
			return s + " in Vision clients and the Designer, only on the gateway"
		}
		return s + " in gateway scope, only in Vision clients and the Designer"
	}
	names := h.systemNames(name)
	if near := Nearest("system."+name, names); near != "" {
		return s + "; did you mean " + near + "?"
	}
	switch {
	case len(names) > maxNames:
		s += fmt.Sprintf("; there are %s and %d more", strings.Join(names[:maxNames], ", "), len(names)-maxNames)
	case len(names) > 0:
		s += "; there are " + strings.Join(names, ", ")
	}
	return s
}

// maxNames is how many names stand in for a wrong one that no other is near.
const maxNames = 12

// SystemMembers lists what there is in a family below system, "" for system
// itself: simulated, stubbed, or known to be on a gateway.
func (h *Host) SystemMembers(family string) []string {
	members := slices.Clone(h.Library.Namespace(family))
	space := "system"
	if family != "" {
		space += "." + family
	}
	more := h.Stubs.Members(space)
	if h.Catalogue != nil {
		more = append(slices.Clone(more), h.Catalogue.Names(h.Client, family)...)
	}
	seen := make(map[string]bool, len(members)+len(more))
	for _, m := range members {
		seen[m] = true
	}
	for _, m := range more {
		if !seen[m] {
			seen[m] = true
			members = append(members, m)
		}
	}
	return members
}

// systemNames lists the full names of what there is beside a name.
func (h *Host) systemNames(name string) []string {
	family := name[:max(strings.LastIndexByte(name, '.'), 0)]
	prefix := "system."
	if family != "" {
		prefix += family + "."
	}
	members := h.SystemMembers(family)
	for i, m := range members {
		members[i] = prefix + m
	}
	return members
}

// Unprepared returns the function that stands for a system function, named
// without "system.", that nothing simulates or stubs: it fails when it is
// called (MOD-2) and leaves the call in the journal.
func (h *Host) Unprepared(name string) *Function {
	if f, ok := h.unprepared[name]; ok {
		return f
	}
	full := "system." + name
	f := &Function{Name: name, Full: full, Any: true, Call: func(c *Call) (tags.Value, error) {
		e := Raise("NotImplementedError", "%s is not simulated; give the answer with stubs: {%s: {returns: …}}", CallText(full, c.Rest, c.Named), full)
		c.Host.World.NoteCall(c.Run, &FunctionCall{Function: full, Args: c.Rest, Keywords: c.Named, Raised: e, Unprepared: true})
		return tags.Value{}, e
	}}
	if h.unprepared == nil {
		h.unprepared = map[string]*Function{}
	}
	h.unprepared[name] = f
	return f
}

// maxCallText is how many bytes of one argument a spelled call shows.
const maxCallText = 80

// CallText spells a call as a script writes it, long arguments cut short.
func CallText(function string, args []tags.Value, keywords *tags.Map) string {
	var b strings.Builder
	b.WriteString(function + "(")
	sep := ""
	add := func(name string, v tags.Value) {
		text := PyRepr(v)
		if len(text) > maxCallText {
			cut := maxCallText
			for !utf8.RuneStart(text[cut]) {
				cut--
			}
			text = text[:cut] + "…"
		}
		b.WriteString(sep + name + text)
		sep = ", "
	}
	for _, v := range args {
		add("", v)
	}
	if keywords != nil {
		for i := range keywords.Len() {
			k, v := keywords.At(i)
			add(k.Text()+"=", v)
		}
	}
	return b.String() + ")"
}

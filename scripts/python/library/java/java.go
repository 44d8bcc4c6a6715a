// Package java is the part of Java's class library that scripts import: java.lang,
// java.util, java.text, java.math and the basics of java.time. Classes are built-in types of the
// object model. As Jython does, a getter is also an attribute (d.time for getTime()),
// texts that Java returns are unicode, and texts put into Java's collections become unicode.
//
// A package is an object whose classes appear when they are first asked for.
package java

import (
	"strconv"
	"strings"
	"sync"
	"unicode"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

type (
	value  = py.Value
	thread = py.Thread
)

// Object is an instance of a Java class; V is its Go form.
type Object struct {
	py.Header
	V any
}

// What a class's Go form may implement; java.lang.Object's methods use it.
type (
	stringer interface{ javaString(t *thread) string }
	hasher   interface{ javaHash(t *thread) int32 }
	equaler  interface {
		javaEquals(t *thread, o value) bool
	}
	comparer interface {
		javaCompare(t *thread, o value) int
	}
)

// packages maps the name of each package to the makers of its classes.
var packages = map[string]map[string]func() *py.Type{}

// declare enters a class that is made when it is first used.
func declare(full string, make_ func() *py.Type) func() *py.Type {
	i := strings.LastIndexByte(full, '.')
	pkg := full[:i]
	if packages[pkg] == nil {
		packages[pkg] = map[string]func() *py.Type{}
	}
	once := sync.OnceValue(make_)
	packages[pkg][full[i+1:]] = once
	return once
}

// Declare enters a class of a full name that is made when it is first used, for classes
// outside Java's own library. It is called from init functions.
func Declare(full string, make func() *py.Type) { declare(full, make) }

// Class returns the class with that full name, if it is one that is here.
func Class(full string) (*py.Type, bool) {
	i := strings.LastIndexByte(full, '.')
	if i < 0 {
		return nil, false
	}
	c, ok := packages[full[:i]][full[i+1:]]
	if !ok {
		return nil, false
	}
	return c(), true
}

// Classes returns the names of the classes of a package that are here, sorted.
func Classes(pkg string) []string { return sortedNames(packages[pkg]) }

// IsPackage reports whether v is a Java package, and its name.
func IsPackage(v py.Value) (string, bool) {
	p, ok := v.Object().(*Package)
	if !ok {
		return "", false
	}
	return p.name, true
}

// Package is a Java package as scripts see it.
type Package struct {
	py.Header
	name    string
	foreign bool // a package of classes that are not here
}

var packageType = py.NewType(py.TypeDef{Name: "javapackage", NoNew: true, Final: true, HostAttrs: true,
	Methods: []py.Def{{Name: "__repr__", Fn: func(t *thread, self value, _ []value) value {
		return py.Str("<java package " + self.Object().(*Package).name + " 0x1>")
	}}}})

// PyGetAttr implements AttrGetter.
func (p *Package) PyGetAttr(t *thread, name string) (value, bool) {
	switch name {
	case "__name__":
		return py.Str(p.name), true
	case "__all__":
		var names []value
		for _, n := range sortedNames(packages[p.name]) {
			names = append(names, py.Str(n))
		}
		return py.Obj(py.NewList(names...)), true
	}
	if c, ok := packages[p.name][name]; ok {
		return py.Obj(c()), true
	}
	full := p.name + "." + name
	if v, ok := t.Modules.GetText(full); ok {
		return v, true
	}
	if _, ok := t.Library[full]; ok {
		return t.Import(full), true
	}
	if strings.HasPrefix(name, "__") {
		return value{}, false
	}
	if stub := host.Of(t).Import; stub != nil {
		if v, ok := stub(t, full); ok {
			t.Modules.SetText(full, v)
			return v, true
		}
	}
	if p.foreign {
		if unicode.IsUpper(rune(name[0])) {
			Missing(t, full)
		}
		return Foreign(full), true
	}
	return value{}, false
}

// Missing raises the ImportError of a class that is not here.
func Missing(t *thread, full string) {
	t.Raise(py.ImportErrorType, "No module named "+full+" (dryfire has no class "+full+StandIn(full[:strings.LastIndexByte(full, '.')])+")")
}

// StandIn says how a test replaces a module, or the package of a class, that is not here.
func StandIn(name string) string {
	return "; a stub can stand in for it: stubs: {" + name + ": FILE.py} in the scenario, or a module " + name + " in the project's script library"
}

// Foreign returns the package of classes that dryfire does not have, such as
// javax.imageio: it can be named, and its classes are missing when they are imported, so
// that the message can name them.
func Foreign(name string) value { return py.Obj(&Package{py.NewHeader(packageType), name, true}) }

// IsForeign reports whether a module's name is that of a Java package outside java itself.
func IsForeign(name string) bool {
	root, _, _ := strings.Cut(name, ".")
	switch root {
	case "javax", "com", "org", "net", "sun", "jdk", "io.netty":
		return true
	case "java":
		return strings.Contains(name, ".") && unicode.IsLower(rune(name[strings.LastIndexByte(name, '.')+1]))
	}
	return false
}

// PySetAttr implements AttrSetter: importers bind subpackages.
func (p *Package) PySetAttr(t *thread, name string, v value) bool { return true }

func sortedNames(m map[string]func() *py.Type) []string {
	var out []string
	for n := range m {
		out = append(out, n)
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// Register adds the loaders of the packages to a library.
func Register(lib py.Library) {
	names := map[string]bool{"java": true}
	for p := range packages {
		for i := range p {
			if p[i] == '.' {
				names[p[:i]] = true
			}
		}
		names[p] = true
	}
	for n := range names {
		lib[n] = func(t *thread, _ *py.Module) {
			t.Modules.SetText(n, py.Obj(&Package{Header: py.NewHeader(packageType), name: n, foreign: !strings.HasPrefix(n, "java") && IsForeign(n)}))
		}
	}
}

// classType is java.lang.Class: what classes are instances of.
var classType = sync.OnceValue(func() *py.Type {
	ty := func(v value) *py.Type { return v.Object().(*py.Type) }
	name := func(t *thread, v value) value { return py.Unicode(ty(v).FullName()) }
	simple := func(t *thread, v value) value { return py.Unicode(ty(v).Name) }
	def := func(n string, f func(t *thread, v value) value) py.Def {
		return py.Def{Name: n, Fn: func(t *thread, v value, _ []value) value { return f(t, v) }}
	}
	cls := py.NewType(py.TypeDef{Module: "java.lang", Name: "Class", Base: py.TypeType,
		Methods: []py.Def{
			def("getName", name), def("getSimpleName", simple), def("getCanonicalName", name), def("getTypeName", name),
			def("__repr__", func(_ *thread, v value) value {
				word := "class" // one that a script made of a class of Java's
				if n := ty(v).FullName(); strings.HasPrefix(n, "java") || strings.HasPrefix(n, "com.") {
					word = "type"
				}
				return py.Str("<" + word + " '" + ty(v).FullName() + "'>")
			}),
			def("getSuperclass", func(_ *thread, v value) value { return py.Obj(ty(v).Base) }),
			{Name: "isInstance", Min: 1, Max: 1, Fn: func(_ *thread, v value, a []value) value { return py.Bool(a[0].Type().IsSubtype(ty(v))) }},
		},
		Attrs: []py.Attr{{Name: "name", Get: name}, {Name: "simpleName", Get: simple}, {Name: "canonicalName", Get: name}}})
	cls.Header = py.NewHeader(cls)
	return cls
})

// objectType is set in init: the class is made by newClass, which needs it as
// the base of others.
var objectType func() *py.Type

func init() { objectType = declare("java.lang.Object", makeObject) }

func makeObject() *py.Type {
	return newClass(classDef{name: "java.lang.Object", base: py.ObjectType,
		new: func(_ *thread, cls *py.Type, _ []value, _ []string) value {
			return py.Obj(&Object{Header: py.NewHeader(cls)})
		},
		methods: []py.Def{
			def("toString", 0, 0, func(t *thread, self value, _ []value) value { return py.Unicode(text(t, self)) }),
			def("hashCode", 0, 0, func(t *thread, self value, _ []value) value { return py.Int(int(hash(t, self))) }),
			def("equals", 1, 1, func(t *thread, self value, a []value) value { return py.Bool(equal(t, self, a[0])) }),
			def("getClass", 0, 0, func(_ *thread, self value, _ []value) value { return py.Obj(self.Type()) }),
			def("compareTo", 1, 1, func(t *thread, self value, a []value) value { return py.Int(compare(t, self, a[0])) }),
			def("notify", 0, 0, nothing), def("notifyAll", 0, 0, nothing),
			raw("__repr__", 0, func(t *thread, self value, _ []value) value {
				return in(t.Method0(self, "toString"))
			}),
			raw("__str__", 0, func(t *thread, self value, _ []value) value {
				return in(t.Method0(self, "toString"))
			}),
			raw("__unicode__", 0, func(t *thread, self value, _ []value) value { return t.Method0(self, "toString") }),
			raw("__hash__", 0, func(t *thread, self value, _ []value) value { return t.Method0(self, "hashCode") }),
			raw("__eq__", 1, func(t *thread, self value, a []value) value { return t.Method1(self, "equals", a[0]) }),
			raw("__ne__", 1, func(t *thread, self value, a []value) value {
				return py.Bool(!t.Truth(t.Method1(self, "equals", a[0])))
			}),
			order("__lt__", func(c int) bool { return c < 0 }), order("__le__", func(c int) bool { return c <= 0 }),
			order("__gt__", func(c int) bool { return c > 0 }), order("__ge__", func(c int) bool { return c >= 0 }),
		}})
}

func order(name string, test func(c int) bool) py.Def {
	return raw(name, 1, func(t *thread, self value, a []value) value {
		o, ok := self.Object().(*Object)
		if !ok {
			return py.NotImplemented
		}
		other, same := a[0].Object().(*Object)
		if _, ok := o.V.(comparer); !ok || !same || other.PyType() != o.PyType() && !other.PyType().IsSubtype(o.PyType()) && !o.PyType().IsSubtype(other.PyType()) {
			return py.NotImplemented
		}
		return py.Bool(test(compare(t, self, a[0])))
	})
}

func nothing(*thread, value, []value) value { return py.None }

// classDef declares a class for newClass.
type classDef struct {
	name    string // full
	base    *py.Type
	new     py.NewFunc
	init    py.InitFunc
	methods []py.Def
	static  []py.Def
	consts  map[string]value
}

// def declares a method of between lo and hi arguments.
func def(name string, lo, hi int, f py.NativeFunc) py.Def {
	return py.Def{Name: name, Raw: func(t *thread, self value, a []value, names []string) value {
		checkArgs(t, name, lo, hi, a, names)
		return f(t, self, a)
	}, Min: lo, Max: hi, Fn: f}
}

// raw declares one of Python's special methods.
func raw(name string, n int, f py.NativeFunc) py.Def {
	return py.Def{Name: name, Min: n, Max: n, Fn: f}
}

func checkArgs(t *thread, name string, lo, hi int, a []value, names []string) {
	if len(names) > 0 {
		t.Raise(py.TypeErrorType, name+"(): keyword arguments are not allowed for Java methods")
	}
	if len(a) >= lo && (hi < 0 || len(a) <= hi) {
		return
	}
	want := itoa(lo)
	if hi < 0 {
		want += " or more"
	} else if hi > lo {
		want += "-" + itoa(hi)
	}
	t.Raisef(py.TypeErrorType, "%s(): expected %s args; got %d", name, want, len(a))
}

func itoa(n int) string { return strconv.Itoa(n) }

// newClass makes a class. Methods getX and isX without arguments become attributes, which
// setX makes assignable.
func newClass(d classDef) *py.Type {
	i := strings.LastIndexByte(d.name, '.')
	base := d.base
	if base == nil {
		base = objectType()
	}
	ty := py.NewType(py.TypeDef{Module: d.name[:i], Name: d.name[i+1:], Base: base, New: d.new, Init: d.init, Methods: d.methods})
	ty.Header = py.NewHeader(classType())
	setters := map[string]py.NativeFunc{}
	for _, m := range d.methods {
		if strings.HasPrefix(m.Name, "set") && m.Min <= 1 && (m.Max == 1 || m.Max < 0) {
			setters[m.Name[3:]] = m.Fn
		}
	}
	seen := map[string]bool{}
	for _, m := range d.methods {
		seen[m.Name] = true
	}
	for _, m := range d.methods {
		prop := ""
		switch {
		case m.Min != 0 || m.Fn == nil:
		case strings.HasPrefix(m.Name, "get") && len(m.Name) > 3:
			prop = m.Name[3:]
		case strings.HasPrefix(m.Name, "is") && len(m.Name) > 2 && unicode.IsUpper(rune(m.Name[2])):
			prop = m.Name[2:]
		}
		name := decapitalize(prop)
		if prop == "" || seen[name] {
			continue
		}
		get, set := m.Fn, setters[prop]
		a := py.Attr{Name: name, Get: func(t *thread, self value) value { return get(t, self, nil) }}
		if set != nil {
			a.Set = func(t *thread, self, v value) {
				r := t.TryOnly(py.TypeErrorType, func() { set(t, self, []value{v}) })
				if r == nil {
					return
				}
				if _, want, ok := strings.Cut(t.Str(r.Value), "can't be coerced to "); ok {
					t.Raise(py.TypeErrorType, "can't convert "+t.Repr(v)+" to "+want)
				}
				panic(r)
			}
		}
		ty.AddAttrs(a)
	}
	for _, s := range d.static {
		ty.AddStatic(s)
	}
	for n, v := range d.consts {
		ty.AddConst(n, v)
	}
	return ty
}

func decapitalize(s string) string {
	if s == "" || len(s) > 1 && unicode.IsUpper(rune(s[0])) && unicode.IsUpper(rune(s[1])) {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func newObject(cls *py.Type, v any) value { return py.Obj(&Object{py.NewHeader(cls), v}) }

// payload returns the Go form of a Java object.
func payload[T any](v value) (p T, ok bool) {
	o, isObj := v.Object().(*Object)
	if !isObj {
		return p, false
	}
	p, ok = o.V.(T)
	return p, ok
}

func must[T any](v value) T { return v.Object().(*Object).V.(T) }

// argOf returns the Go form of an argument or raises TypeError.
func argOf[T any](t *thread, name string, i int, v value, want string) T {
	p, ok := payload[T](v)
	if !ok {
		badArg(t, name, i, v, want)
	}
	return p
}

func badArg(t *thread, name string, i int, v value, want string) {
	nth := []string{"1st", "2nd", "3rd"}
	word := itoa(i+1) + "th"
	if i < len(nth) {
		word = nth[i]
	}
	t.Raisef(py.TypeErrorType, "%s(): %s arg can't be coerced to %s", name, word, want)
}

// text is toString of a value in Java's spelling.
func text(t *thread, v value) string {
	switch p := v.Prim(); p.Kind() {
	case py.KindNone, py.KindAbsent:
		return "null"
	case py.KindBool:
		if p.Int64() != 0 {
			return "true"
		}
		return "false"
	case py.KindInt, py.KindLong:
		return p.Big().String()
	case py.KindBig:
		return p.Big().String()
	case py.KindFloat:
		return javaDouble(p.Float64())
	case py.KindStr:
		return latin1(p.Text())
	case py.KindUnicode:
		return p.Text()
	}
	if o, ok := v.Object().(*Object); ok {
		if n := o.PyType().FullName(); !strings.HasPrefix(n, "java") || strings.HasPrefix(n, "java.sql.") {
			// A class of the script's, or one that shows itself in a way of its own.
			if m, _ := o.PyType().Lookup("toString"); !py.Is(m, plainToString()) {
				return in(t.Method0(v, "toString")).Text()
			}
		}
		if s, ok := o.V.(stringer); ok {
			return s.javaString(t)
		}
		return o.PyType().FullName() + "@" + hexText(hash(t, v))
	}
	if ty, ok := v.Object().(*py.Type); ok {
		return "class " + ty.FullName()
	}
	return t.UnicodeText(v)
}

// plainToString is java.lang.Object's toString.
func plainToString() value {
	m, _ := objectType().Lookup("toString")
	return m
}

func hash(t *thread, v value) int32 {
	if o, ok := v.Object().(*Object); ok {
		if h, ok := o.V.(hasher); ok {
			t.Step(1)
			t.EnterCall()
			n := h.javaHash(t)
			t.LeaveCall()
			return n
		}
		return int32(t.ID(v))
	}
	switch v.Prim().Kind() {
	case py.KindNone:
		return 0
	case py.KindBool, py.KindFloat:
		return (&boxed{v}).javaHash(t)
	}
	return int32(t.Hash(v))
}

func equal(t *thread, a, b value) bool {
	if o, ok := a.Object().(*Object); ok {
		if e, ok := o.V.(equaler); ok {
			t.Step(1)
			t.EnterCall()
			same := e.javaEquals(t, b)
			t.LeaveCall()
			return same
		}
		return py.Is(a, b)
	}
	return t.Equal(a, b)
}

func compare(t *thread, a, b value) int {
	if o, ok := a.Object().(*Object); ok {
		if c, ok := o.V.(comparer); ok {
			return c.javaCompare(t, b)
		}
		t.ThrowJava(classCast(), o.PyType().FullName()+" cannot be cast to class java.lang.Comparable", nil)
	}
	return t.Cmp(a, b)
}

// in converts a value on its way into Java: a box of Java's gives up what it holds, and a
// str becomes a unicode.
func in(v value) value {
	v = unbox(v)
	if p := v.Prim(); p.Kind() == py.KindStr {
		return py.Unicode(latin1(p.Text()))
	}
	return v
}

// Convert makes Java objects of what Python's own library has of the kind: dates, times
// and decimals. The library sets it.
var Convert = func(_ *thread, v value) (value, bool) { return v, false }

// enter converts a value that Java takes as an Object.
func enter(t *thread, v value) value {
	v = in(v)
	if v.Prim().Kind() == py.KindObject {
		v, _ = Convert(t, v)
	}
	return v
}

func latin1(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			var b strings.Builder
			for j := 0; j < len(s); j++ {
				b.WriteRune(rune(s[j]))
			}
			return b.String()
		}
	}
	return s
}

// str returns a text argument as unicode text.
func str(t *thread, name string, i int, v value) string {
	if v.IsNone() {
		return ""
	}
	p := in(v)
	if !p.IsText() {
		badArg(t, name, i, v, "String")
	}
	return p.Text()
}

// num returns an integer argument.
func num(t *thread, name string, i int, v value, want string) int64 {
	switch p := unbox(v).Prim(); p.Kind() {
	case py.KindInt, py.KindLong, py.KindBool:
		return p.Int64()
	}
	badArg(t, name, i, v, want)
	return 0
}

func integer(t *thread, name string, i int, v value) int { return int(num(t, name, i, v, "int")) }

// throw throws a Java exception; an empty message means none.
func throw(t *thread, cls func() *py.Type, msg string) {
	if msg == "" {
		t.Throw(t.Call0(py.Obj(cls())))
	}
	t.ThrowJava(cls(), msg, nil)
}

// named gives a class what java.lang.Class has: getName and so on.
func named(ty *py.Type) *py.Type {
	ty.Header = py.NewHeader(classType())
	return ty
}

// throwable declares an exception class.
func throwable(full string, base func() *py.Type) func() *py.Type {
	i := strings.LastIndexByte(full, '.')
	return declare(full, func() *py.Type { return named(py.NewThrowableType(full[:i], full[i+1:], base())) })
}

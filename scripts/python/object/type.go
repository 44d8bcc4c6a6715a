package object

// New-style classes. Built-in types are made once per process, never change and
// are shared; classes made by scripts belong to one interpreter. Lookups along
// the method resolution order are cached per class: for a shared type in one
// flat map built on first use, for a script's class in a map that is dropped
// whenever the class or one of its bases changes.

import (
	"fmt"
	"sort"
	"strings"
	"sync/atomic"
)

// NewFunc allocates an instance of cls, which is the type that declared it or
// a subclass.
type NewFunc func(t *Thread, cls *Type, args []Value, names []string) Value

// InitFunc fills a fresh instance.
type InitFunc func(t *Thread, self Value, args []Value, names []string)

// Type is a new-style class or built-in type.
type Type struct {
	Header
	Name   string
	Module string  // "" for built-in types of __builtin__
	Bases  []Value // *Type or *OldClass
	MRO    []Value // this class first
	Base   *Type   // the base that determines the instances' Go type
	Dict   *Dict

	New  NewFunc  // inherited from Base if nil
	Init InitFunc // inherited from Base if nil

	heap         bool // made by a script
	core         bool // operations are switches in Go, see isCustom
	final        bool // cannot be subclassed
	noDict       bool // instances have no __dict__
	plainGetattr bool // neither __getattribute__ nor __getattr__ is overridden
	plainSetattr bool // neither __setattr__ nor __delattr__ is overridden
	hostAttrs    bool // instances implement AttrGetter
	layout       bool // declares a Go type of its own
	slots        []string
	subs         []*Type

	flat  atomic.Pointer[map[string]Value]
	cache map[string]cached
}

type cached struct {
	v  Value
	ok bool
}

// AttrGetter is implemented by host objects that find attributes themselves;
// see [TypeDef].HostAttrs. It is asked before the class.
type AttrGetter interface {
	PyGetAttr(t *Thread, name string) (Value, bool)
}

// AttrSetter is implemented by host objects whose attributes can be set. It
// reports whether it knows the attribute.
type AttrSetter interface {
	PySetAttr(t *Thread, name string, v Value) bool
}

// TypeDef declares a built-in type for [NewType].
type TypeDef struct {
	Name      string
	Module    string  // "" for __builtin__
	Base      *Type   // object if nil
	Also      []*Type // further bases
	Doc       string
	New       NewFunc // nil: inherited; see NoNew
	Init      InitFunc
	NoNew     bool // "cannot create 'x' instances"
	Final     bool // cannot be subclassed
	NoDict    bool // instances take no attributes
	HostAttrs bool // instances implement AttrGetter
	Methods   []Def
	Attrs     []Attr
}

// Attr is a computed attribute of a built-in type. Set may be nil: read-only.
type Attr struct {
	Name string
	Get  func(t *Thread, self Value) Value
	Set  func(t *Thread, self, v Value) // v is absent for del
}

// NewType makes a built-in type. The result is shared by all interpreters and
// is complete once the init functions of its package have run.
func NewType(d TypeDef) *Type {
	base := d.Base
	if base == nil {
		base = ObjectType
	}
	ty := rawType(d.Name, base, d.Also...)
	ty.Dict.cls = DictType
	ty.Module, ty.New, ty.Init, ty.final, ty.noDict, ty.hostAttrs = d.Module, d.New, d.Init, d.Final, d.NoDict, d.HostAttrs
	ty.hostAttrs = ty.hostAttrs || base.hostAttrs
	ty.layout = d.New != nil
	if d.NoNew {
		ty.New = noNew(d.Name)
	}
	if d.Doc != "" {
		ty.Dict.SetText("__doc__", Str(d.Doc))
	}
	if ty.New != nil {
		ty.addNew()
	}
	if ty.Init != nil {
		ty.addInit()
	}
	ty.AddMethods(d.Methods...)
	ty.AddAttrs(d.Attrs...)
	return ty
}

func noNew(name string) NewFunc {
	return func(t *Thread, _ *Type, _ []Value, _ []string) Value {
		t.Raise(TypeErrorType, "cannot create '"+name+"' instances")
		return Value{}
	}
}

func rawType(name string, base *Type, also ...*Type) *Type {
	ty := &Type{Name: name, Base: base, Dict: &Dict{shared: true}, plainGetattr: true, plainSetattr: true}
	if base != nil {
		ty.Bases = append(ty.Bases, Obj(base))
		ty.MRO = append([]Value{Obj(ty)}, base.MRO...)
		for _, a := range also {
			ty.Bases = append(ty.Bases, Obj(a))
			ty.MRO = mergeAlso(ty.MRO, a)
		}
	} else {
		ty.MRO = []Value{Obj(ty)}
	}
	return ty
}

// mergeAlso puts the classes of a's order that are missing before object.
func mergeAlso(mro []Value, a *Type) []Value {
	out := append([]Value(nil), mro...)
	for _, c := range a.MRO {
		if !containsObj(out, c.ref) {
			last := out[len(out)-1]
			out = append(out[:len(out)-1], c, last)
		}
	}
	return out
}

func containsObj(vs []Value, o Object) bool {
	for _, v := range vs {
		if v.ref == o {
			return true
		}
	}
	return false
}

// AddMethods adds methods to a built-in type; to be called from init functions.
func (ty *Type) AddMethods(defs ...Def) {
	for _, d := range defs {
		n := NewNative(d)
		n.cls = MethodDescriptorType
		n.Owner = ty
		ty.Dict.SetText(d.Name, Obj(n))
	}
	ty.flat.Store(nil)
}

// AddAttrs adds computed attributes to a built-in type.
func (ty *Type) AddAttrs(attrs ...Attr) {
	for i := range attrs {
		ty.Dict.SetText(attrs[i].Name, Obj(&GetSet{Header: Header{cls: GetSetType}, Attr: attrs[i], Owner: ty}))
	}
	ty.flat.Store(nil)
}

// AddStatic adds a function that gets no receiver.
func (ty *Type) AddStatic(d Def) {
	ty.Dict.SetText(d.Name, Obj(&StaticMethod{Header: Header{cls: StaticMethodType}, Fn: Obj(NewNative(d))}))
	ty.flat.Store(nil)
}

// AddClassMethod adds a function whose receiver is the class.
func (ty *Type) AddClassMethod(d Def) {
	n := NewNative(d)
	n.cls = MethodDescriptorType
	n.Owner = TypeType
	ty.Dict.SetText(d.Name, Obj(&ClassMethod{Header: Header{cls: ClassMethodType}, Fn: Obj(n)}))
	ty.flat.Store(nil)
}

// AddConst adds a plain class attribute.
func (ty *Type) AddConst(name string, v Value) {
	ty.Dict.SetText(name, v)
	ty.flat.Store(nil)
}

// PyType implements Object: a class's class is its metaclass.
func (ty *Type) PyType() *Type {
	if ty.cls == nil {
		return TypeType
	}
	return ty.cls
}

// TypeName implements Object.
func (ty *Type) TypeName() string { return ty.PyType().Name }

// Slot implements Object.
func (ty *Type) Slot() *any {
	if ty.heap {
		return &ty.host
	}
	return nil
}

// Lookup finds an attribute along the method resolution order, unbound.
func (ty *Type) Lookup(name string) (Value, bool) {
	if !ty.heap {
		m := ty.flat.Load()
		if m == nil {
			m = ty.flatten()
		}
		v, ok := (*m)[name]
		return v, ok
	}
	if c, ok := ty.cache[name]; ok {
		return c.v, c.ok
	}
	var c cached
	for _, k := range ty.MRO {
		if c.v, c.ok = ownAttr(k, name); c.ok {
			break
		}
	}
	if ty.cache == nil {
		ty.cache = make(map[string]cached, 16)
	}
	ty.cache[name] = c
	return c.v, c.ok
}

func ownAttr(class Value, name string) (Value, bool) {
	switch k := class.ref.(type) {
	case *Type:
		return k.Dict.GetText(name)
	case *OldClass:
		return k.Dict.GetText(name)
	}
	return Value{}, false
}

func (ty *Type) flatten() *map[string]Value {
	m := make(map[string]Value, 64)
	for i := len(ty.MRO) - 1; i >= 0; i-- {
		k := ty.MRO[i].ref.(*Type)
		k.Dict.eachText(func(name string, v Value) { m[name] = v })
	}
	ty.flat.Store(&m)
	return &m
}

// changed drops what was cached about ty and its subclasses.
func (ty *Type) changed(t *Thread) {
	ty.refresh()
	if len(ty.subs) == 0 {
		return
	}
	seen := map[*Type]bool{ty: true}
	for queue := []*Type{ty}; len(queue) > 0; queue = queue[1:] {
		for _, s := range queue[0].subs {
			if !seen[s] {
				seen[s] = true
				t.Walk(len(s.MRO))
				s.refresh()
				queue = append(queue, s)
			}
		}
	}
}

// refresh finds out anew what is known of the class alone.
func (ty *Type) refresh() {
	ty.cache = nil
	ty.plainGetattr, ty.plainSetattr = true, true
	for _, k := range ty.MRO {
		d := classDict(k)
		if k.ref == ObjectType || d == nil {
			continue
		}
		if kt, ok := k.ref.(*Type); ok && !kt.heap {
			ty.plainGetattr = ty.plainGetattr && kt.plainGetattr
			ty.plainSetattr = ty.plainSetattr && kt.plainSetattr
			continue
		}
		if d.hasText("__getattribute__") || d.hasText("__getattr__") {
			ty.plainGetattr = false
		}
		if d.hasText("__setattr__") || d.hasText("__delattr__") {
			ty.plainSetattr = false
		}
	}
}

func classDict(class Value) *Dict {
	switch k := class.ref.(type) {
	case *Type:
		return k.Dict
	case *OldClass:
		return k.Dict
	}
	return nil
}

// isSubtype reports whether ty is base or derives from it.
func (ty *Type) isSubtype(base *Type) bool {
	if ty == base || base == ObjectType {
		return true
	}
	for _, k := range ty.MRO {
		if k.ref == Object(base) {
			return true
		}
	}
	return false
}

// IsSubtype reports whether ty is base or derives from it.
func (ty *Type) IsSubtype(base *Type) bool { return ty.isSubtype(base) }

// FullName returns module and name as repr shows them.
func (ty *Type) FullName() string {
	mod := ty.moduleName()
	if mod == "" || mod == "__builtin__" {
		return ty.Name
	}
	return mod + "." + ty.Name
}

func (ty *Type) moduleName() string {
	if ty.heap {
		if m, ok := ty.Dict.GetText("__module__"); ok {
			return m.Text()
		}
		return ""
	}
	if ty.Module == "" {
		return "__builtin__"
	}
	return ty.Module
}

func (ty *Type) repr() string {
	word := "class"
	if !ty.heap && !strings.HasPrefix(ty.Module, "java") {
		word = "type"
	}
	return "<" + word + " '" + ty.FullName() + "'>"
}

// newFunc and initFunc find the allocator and initialiser that apply to ty.
func (ty *Type) newFunc() NewFunc {
	for k := ty; k != nil; k = k.Base {
		if k.New != nil {
			return k.New
		}
	}
	return nil
}

func (ty *Type) initFunc() InitFunc {
	for k := ty; k != nil; k = k.Base {
		if k.Init != nil {
			return k.Init
		}
	}
	return nil
}

// Call implements Callable: it makes an instance.
func (ty *Type) Call(t *Thread, args []Value, names []string) Value {
	if ty.cls != nil && ty.cls != TypeType {
		if m, ok := ty.cls.Lookup("__call__"); ok {
			if _, native := m.ref.(*Native); !native {
				return t.Call(t.bind(m, Obj(ty), Obj(ty.cls)), args, names)
			}
		}
	}
	return ty.instantiate(t, args, names)
}

func (ty *Type) instantiate(t *Thread, args []Value, names []string) Value {
	if !ty.heap {
		if ty == TypeType && len(args) == 1 && len(names) == 0 {
			return Obj(args[0].Type())
		}
		v := ty.newFunc()(t, ty, args, names)
		if f := ty.initFunc(); f != nil && v.Type().isSubtype(ty) {
			f(t, v, args, names)
		} else if k := v.Type(); k.heap && k.isSubtype(ty) {
			// type() has made an instance of a metaclass.
			t.initialise(v, k, args, names)
		}
		return v
	}
	var v Value
	m, _ := ty.Lookup("__new__")
	if n, ok := m.ref.(*Native); ok && n.isNew {
		v = n.Owner.newFunc()(t, ty, args, names)
	} else {
		if s, ok := m.ref.(*StaticMethod); ok {
			m = s.Fn
		} else {
			m = t.bind(m, Value{}, Obj(ty))
			if mm, ok := m.ref.(*Method); ok {
				m = mm.Fn
			}
		}
		a := t.Push(len(args) + 1)
		a[0] = Obj(ty)
		copy(a[1:], args)
		v = t.Call(m, a, names)
		t.Pop(len(args) + 1)
	}
	if !v.Type().isSubtype(ty) {
		return v
	}
	return t.initialise(v, ty, args, names)
}

// initialise calls __init__ of v, which class ty has made.
func (t *Thread) initialise(v Value, ty *Type, args []Value, names []string) Value {
	m, ok := v.Type().Lookup("__init__")
	if !ok {
		return v
	}
	var r Value
	switch f := m.ref.(type) {
	case *Native:
		if f.Owner == ObjectType {
			return v
		}
		r = f.invoke(t, v, args, names)
	case *Function:
		a := t.Push(len(args) + 1)
		a[0] = v
		copy(a[1:], args)
		r = f.Call(t, a, names)
		t.Pop(len(args) + 1)
	default:
		r = t.Call(t.bind(m, v, Obj(ty)), args, names)
	}
	if !r.IsNone() && !r.IsAbsent() {
		t.Raise(TypeErrorType, "__init__() should return None, not '"+r.Type().shown()+"'")
	}
	return v
}

func objectNew(t *Thread, cls *Type, args []Value, names []string) Value {
	if len(args) > 0 {
		newM, _ := cls.Lookup("__new__")
		initM, _ := cls.Lookup("__init__")
		n, isNative := newM.ref.(*Native)
		i, initNative := initM.ref.(*Native)
		newOver := !isNative || n.Owner != ObjectType
		initOver := !initNative || i.Owner != ObjectType
		if newOver || !initOver {
			t.Raise(TypeErrorType, "object.__new__() takes no parameters")
		}
	}
	t.checkAbstract(cls)
	t.Alloc(64)
	return Obj(&Instance{Header: Header{cls: cls}})
}

func (t *Thread) checkAbstract(cls *Type) {
	if !cls.heap {
		return
	}
	if v, ok := cls.Lookup("__abstractmethods__"); ok && t.Truth(v) {
		names := []string{}
		for _, n := range t.Items(v) {
			names = append(names, n.Text())
		}
		sort.Strings(names)
		t.Raise(TypeErrorType, fmt.Sprintf("Can't instantiate abstract class %s with abstract methods %s", cls.Name, strings.Join(names, ", ")))
	}
}

// MakeClass is the class statement: it picks the metaclass (the dict's
// __metaclass__, else the class of the first base, else the global
// __metaclass__, else an old-style class) and calls it.
func (t *Thread) MakeClass(name string, bases []Value, dict, globals *Dict) Value {
	meta, ok := dict.GetText("__metaclass__")
	if !ok && len(bases) > 0 {
		if c, found := t.LookupAttr(bases[0], "__class__"); found {
			meta = c
		} else {
			meta = Obj(bases[0].Type())
		}
		ok = true
		if _, old := bases[0].ref.(*OldClass); old {
			meta = Obj(ClassType)
		}
	}
	if !ok && globals != nil {
		meta, ok = globals.GetText("__metaclass__")
	}
	if !ok {
		meta = Obj(ClassType)
	}
	if _, has := dict.GetText("__module__"); !has && globals != nil {
		m, ok := globals.GetText("__name__")
		if !ok {
			m, ok = t.Builtins.Dict.GetText("__name__")
		}
		if ok {
			dict.SetText("__module__", m)
		}
	}
	a := []Value{Str(name), Obj(NewTuple(append([]Value(nil), bases...)...)), Obj(dict)}
	var class Value
	if r := t.Try(func() { class = t.Call(meta, a, nil) }); r != nil {
		if Is(r.Class, Obj(TypeErrorType)) {
			r.Value = t.Call(r.Class, []Value{Str("Error when calling the metaclass bases\n    " + t.Str(r.Value))}, nil)
		}
		panic(r)
	}
	return class
}

func typeNew(t *Thread, meta *Type, args []Value, names []string) Value {
	if len(args) == 1 && meta == TypeType {
		return Obj(args[0].Type())
	}
	if len(names) > 0 || len(args) != 3 {
		t.Raise(TypeErrorType, "type() takes 1 or 3 arguments")
	}
	if !args[0].isStr() {
		t.Raise(TypeErrorType, fmt.Sprintf("argument 1: expected string, %s found", args[0].Type().shown()))
	}
	bt, ok := args[1].ref.(*Tuple)
	if !ok {
		t.Raise(TypeErrorType, fmt.Sprintf("argument 2 must be tuple, not %s", args[1].Type().shown()))
	}
	d, ok := args[2].ref.(*Dict)
	if !ok {
		t.Raise(TypeErrorType, "type(): argument 3 must be dict, not "+t.Repr(Obj(args[2].Type())))
	}
	bases := bt.Items
	if len(bases) == 0 {
		bases = []Value{Obj(ObjectType)}
	}
	// The most derived metaclass of the bases wins.
	for _, b := range bases {
		var bm *Type
		switch k := b.ref.(type) {
		case *Type:
			bm = k.PyType()
		case *OldClass:
			continue
		default:
			bm = b.Type()
		}
		if meta.isSubtype(bm) {
			continue
		}
		if bm.isSubtype(meta) {
			if m, ok := bm.Lookup("__new__"); ok {
				if n, native := m.ref.(*Native); !native || !n.isNew {
					a := append([]Value{Obj(bm)}, args...)
					if s, ok := m.ref.(*StaticMethod); ok {
						m = s.Fn
					}
					return t.Call(m, a, nil)
				}
			}
			meta = bm
			continue
		}
		t.Raise(TypeErrorType, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
	}
	ty := &Type{Name: args[0].Text(), heap: true, Bases: append([]Value(nil), bases...)}
	if meta != TypeType {
		ty.cls = meta
	}
	ty.Dict = d.copy(t)
	ty.Base = t.bestBase(bases)
	ty.hostAttrs = ty.Base.hostAttrs
	if f, ok := ty.Dict.GetText("__new__"); ok {
		if _, isFn := f.ref.(*Function); isFn {
			ty.Dict.SetText("__new__", Obj(&StaticMethod{Header: Header{cls: StaticMethodType}, Fn: f}))
		}
	}
	if !ty.Dict.hasText("__doc__") {
		ty.Dict.SetText("__doc__", None)
	}
	t.setModule(ty.Dict)
	ty.MRO = t.mro(ty)
	t.Alloc(valueSize * len(ty.MRO))
	t.Step(len(ty.MRO))
	defer func() {
		if !ty.noDict && !ty.Dict.hasText("__dict__") {
			if _, inherited := ty.Base.Lookup("__dict__"); !inherited {
				ty.Dict.SetText("__dict__", Obj(&GetSet{Header: Header{cls: GetSetType}, Attr: dictAttr, Owner: ty}))
				ty.Dict.SetText("__weakref__", Obj(&GetSet{Header: Header{cls: GetSetType}, Attr: weakrefAttr, Owner: ty}))
				ty.cache = nil
			}
		}
	}()
	if ty.PyType() != TypeType {
		if m, ok := ty.PyType().Lookup("mro"); ok {
			if _, native := m.ref.(*Native); !native {
				ty.MRO = t.Items(t.Call(t.bind(m, Obj(ty), Obj(ty.PyType())), nil, nil))
			}
		}
	}
	ty.setupSlots(t)
	t.attach(ty)
	ty.changed(t)
	t.Alloc(512)
	return Obj(ty)
}

// setModule gives a class's dict the __module__ of the running code.
func (t *Thread) setModule(d *Dict) {
	if t.Config.Globals == nil || d.hasText("__module__") {
		return
	}
	if m, ok := t.Config.Globals(t).GetText("__name__"); ok {
		d.SetText("__module__", m)
	}
}

func (ty *Type) setupSlots(t *Thread) {
	s, ok := ty.Dict.GetText("__slots__")
	inherit := true
	for _, b := range ty.Bases {
		if k, isType := b.ref.(*Type); !isType || k != ObjectType && !(k.heap && k.noDict) && !(!k.heap && k.slotsAllowed()) {
			inherit = false
		}
	}
	if !ok {
		return
	}
	var names []Value
	if s.IsText() {
		names = []Value{s}
	} else {
		names = t.Items(s)
	}
	ty.noDict = inherit
	for _, n := range names {
		if !n.IsText() {
			t.Raise(TypeErrorType, fmt.Sprintf("__slots__ items must be strings, not '%s'", n.Type().shown()))
		}
		name := n.Text()
		if !isIdentifier(name) {
			t.Raise(TypeErrorType, "__slots__ must be identifiers")
		}
		if name == "__dict__" {
			ty.noDict = false
			continue
		}
		if name == "__weakref__" {
			continue
		}
		if strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__") {
			name = "_" + strings.TrimLeft(ty.Name, "_") + name
		}
		ty.slots = append(ty.slots, name)
		ty.Dict.SetText(name, Obj(&Member{Header: Header{cls: MemberType}, Name: name, Owner: ty}))
	}
}

func isIdentifier(s string) bool {
	for i, c := range s {
		if c != '_' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return s != ""
}

// slotsAllowed says whether instances of subclasses may go without __dict__.
func (ty *Type) slotsAllowed() bool { return ty.Base == nil || ty.layout }

func (t *Thread) bestBase(bases []Value) *Type {
	var winner, solid *Type
	for _, b := range bases {
		k, ok := b.ref.(*Type)
		if !ok {
			continue
		}
		if k.final {
			t.Raise(TypeErrorType, fmt.Sprintf("type '%s' is not an acceptable base type", k.FullName()))
		}
		s := k.solidBase()
		switch {
		case winner == nil:
			winner, solid = k, s
		case solid.isSubtype(s):
		case s.isSubtype(solid):
			winner, solid = k, s
		default:
			t.Raise(TypeErrorType, "multiple bases have instance lay-out conflict")
		}
	}
	if winner == nil {
		t.Raise(TypeErrorType, "a new-style class can't have only classic bases")
	}
	return winner
}

func (ty *Type) solidBase() *Type {
	for k := ty; k != nil; k = k.Base {
		if !k.heap && (k.New != nil || k.Base == nil) {
			return k
		}
	}
	return ObjectType
}

func isClass(v Value) bool {
	switch v.ref.(type) {
	case *Type, *OldClass:
		return true
	}
	return false
}

// shown is the name by which messages call the class: Jython's exceptions and Java classes
// carry their module.
func (ty *Type) shown() string {
	if !ty.heap && ty.Module != "" && (ty.Module == "exceptions" || strings.HasPrefix(ty.Module, "java") || strings.HasPrefix(ty.Module, "org.")) {
		return ty.Module + "." + ty.Name
	}
	return ty.Name
}

// dictAttr and weakrefAttr are what a script's class adds for its instances.
var (
	dictAttr = Attr{Name: "__dict__",
		Get: func(_ *Thread, v Value) Value { return Obj(headerOf(v).dict()) },
		Set: func(t *Thread, v, x Value) {
			d, ok := x.ref.(*Dict)
			if !ok {
				t.Raise(TypeErrorType, "__dict__ must be set to a Dictionary "+x.Or(None).Type().shown())
			}
			headerOf(v).attrs = d
		}}
	weakrefAttr = Attr{Name: "__weakref__", Get: func(*Thread, Value) Value { return None }}
)

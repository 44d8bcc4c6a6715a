package object

import "fmt"

// Attribute lookup and descriptors.

// StaticMethod and ClassMethod wrap a callable in a class.
type StaticMethod struct {
	Header
	Fn Value
}

// ClassMethod is the object classmethod(f) returns.
type ClassMethod struct {
	Header
	Fn Value
}

// Property is the built-in property; absent functions are None in Python.
type Property struct {
	Header
	FGet, FSet, FDel, Doc Value
}

// GetSet is a computed attribute of a built-in type.
type GetSet struct {
	Header
	Attr
	Owner *Type
}

// Slot implements Object: built-in attributes are shared.
func (g *GetSet) Slot() *any { return nil }

// Slot implements Object: built-in static methods are shared, others have no need of a cache.
func (s *StaticMethod) Slot() *any { return nil }

// Slot implements Object.
func (c *ClassMethod) Slot() *any { return nil }

// Member is the descriptor of a name in __slots__.
type Member struct {
	Header
	Name  string
	Owner *Type
}

// get returns the value of the slot in an instance.
func (m *Member) get(v Value) (Value, bool) {
	if o, ok := v.ref.(*Instance); ok {
		for i := range o.slots {
			if o.slots[i].of == m {
				return o.slots[i].v, true
			}
		}
		return Value{}, false
	}
	if h := headerOf(v); h != nil && h.attrs != nil {
		return h.attrs.GetText(m.Name)
	}
	return Value{}, false
}

// set sets or, with x absent, deletes the value of the slot.
func (m *Member) set(t *Thread, v, x Value) {
	o, ok := v.ref.(*Instance)
	if !ok {
		t.storeIn(headerOf(v).dict(), v, m.Name, x)
		return
	}
	for i := range o.slots {
		if o.slots[i].of == m {
			if x.IsAbsent() {
				o.slots = append(o.slots[:i], o.slots[i+1:]...)
			} else {
				o.slots[i].v = x
			}
			return
		}
	}
	if x.IsAbsent() {
		return // an empty slot can be emptied
	}
	o.slots = append(o.slots, slotValue{m, x})
}

// DictProxy is the read-only view a new-style class's __dict__ gives.
type DictProxy struct {
	Header
	D *Dict
}

// bind applies the descriptor protocol to an attribute found on class owner;
// self is absent when it was asked of the class.
func (t *Thread) bind(attr, self, owner Value) Value {
	switch a := attr.ref.(type) {
	case *Function:
		return Obj(&Method{Header: Header{cls: MethodType}, Fn: attr, Self: self, Class: owner})
	case *Native:
		if a.Owner == nil || a.isNew || self.IsAbsent() {
			return attr
		}
		return Obj(&BoundNative{Header: Header{cls: BuiltinFunctionType}, Self: self, Fn: a})
	case Kind, *strData, *uniData, *Type, *OldClass, *bigInt, *Instance, *List, *Dict, *Tuple, *Boxed, *OldInstance:
		if h, ok := attr.ref.(headed); !ok || !h.header().PyTypeHeap() {
			return attr
		}
	case *StaticMethod:
		return a.Fn
	case *ClassMethod:
		if n, ok := a.Fn.ref.(*Native); ok && n.Owner != nil {
			return Obj(&BoundNative{Header: Header{cls: BuiltinFunctionType}, Self: owner, Fn: n})
		}
		return Obj(&Method{Header: Header{cls: MethodType}, Fn: a.Fn, Self: owner, Class: Obj(owner.Type())})
	case *Property:
		if self.IsAbsent() {
			return attr
		}
		if a.FGet.IsAbsent() {
			t.Raise(AttributeErrorType, "unreadable attribute")
		}
		return t.Call1(a.FGet, self)
	case *GetSet:
		if self.IsAbsent() {
			return attr
		}
		return a.Get(t, self)
	case *Member:
		if self.IsAbsent() {
			return attr
		}
		if v, ok := a.get(self); ok {
			return v
		}
		t.raiseNoAttr(self, a.Name)
	case *Method:
		if !a.Self.IsAbsent() || self.IsAbsent() || !a.Class.IsAbsent() && !t.isSubclass1(owner, a.Class) {
			return attr
		}
		return Obj(&Method{Header: Header{cls: MethodType}, Fn: a.Fn, Self: self, Class: owner})
	}
	typ := attr.Type()
	if !typ.heap {
		return attr
	}
	if m, ok := typ.Lookup("__get__"); ok {
		t.Step(1)
		t.EnterCall()
		v := t.Call2(t.bindSpecial(m, attr, typ), self.Or(None), owner)
		t.LeaveCall()
		return v
	}
	return attr
}

// PyTypeHeap reports whether the object's class was made by a script.
func (h *Header) PyTypeHeap() bool { return h.cls != nil && h.cls.heap }

// bindSpecial binds a special method found on v's class.
func (t *Thread) bindSpecial(m, v Value, typ *Type) Value { return t.bind(m, v, Obj(typ)) }

// special calls a special method found on v's class with the arguments given.
func (t *Thread) special(m, v Value, args ...Value) Value {
	switch f := m.ref.(type) {
	case *Function:
		a := t.Push(len(args) + 1)
		a[0] = v
		copy(a[1:], args)
		r := f.Call(t, a, nil)
		t.Pop(len(args) + 1)
		return r
	case *Native:
		if f.Owner != nil && !f.isNew {
			return f.invoke(t, v, args, nil)
		}
	}
	return t.Call(t.bind(m, v, Obj(v.Type())), args, nil)
}

// lookupSpecial finds a special method of v that a script's class defines or
// inherits. For an old-style instance it asks the instance.
func (t *Thread) lookupSpecial(v Value, name string) (Value, bool) {
	if o, ok := v.ref.(*OldInstance); ok {
		return o.lookup(t, name)
	}
	return v.Type().Lookup(name)
}

// callSpecial calls v.name(args...) if v's class has it.
func (t *Thread) callSpecial(v Value, name string, args ...Value) (Value, bool) {
	if o, ok := v.ref.(*OldInstance); ok {
		m, ok := o.lookup(t, name)
		if !ok {
			return Value{}, false
		}
		return t.Call(m, args, nil), true
	}
	m, ok := v.Type().Lookup(name)
	if !ok {
		return Value{}, false
	}
	return t.special(m, v, args...), true
}

// isDataDescriptor reports whether an attribute of a class overrides the
// instance's own.
func isDataDescriptor(attr Value) bool {
	switch a := attr.ref.(type) {
	case *Property, *GetSet, *Member:
		return true
	case headed:
		if h := a.header(); h.PyTypeHeap() {
			// One that can only be set leaves reading to the instance.
			_, set := h.cls.Lookup("__set__")
			_, get := h.cls.Lookup("__get__")
			return set && get
		}
	}
	return false
}

// LookupAttr returns attribute name of v; ok is false where GetAttr would raise AttributeError.
func (t *Thread) LookupAttr(v Value, name string) (Value, bool) {
	switch o := v.ref.(type) {
	case *Type:
		return t.typeAttr(o, name)
	case *Module:
		if r, ok := o.Dict.GetText(name); ok {
			return r, true
		}
		if name == "__dict__" {
			return Obj(o.Dict), true
		}
	case *OldInstance:
		return o.lookup(t, name)
	case *OldClass:
		return o.lookup(t, name)
	}
	typ := v.Type()
	if !typ.plainGetattr {
		return t.customGetattr(v, typ, name)
	}
	return t.genericAttr(v, typ, name)
}

func (t *Thread) genericAttr(v Value, typ *Type, name string) (Value, bool) {
	if typ.hostAttrs {
		if r, ok := v.ref.(AttrGetter).PyGetAttr(t, name); ok {
			return r, true
		}
	}
	attr, found := typ.Lookup(name)
	h := headerOf(v)
	if found && isDataDescriptor(attr) {
		if m, ok := attr.ref.(*Member); ok {
			return m.get(v)
		}
		return t.bind(attr, v, Obj(typ)), true
	}
	if h != nil && h.attrs != nil && !typ.noDict {
		if r, ok := h.attrs.GetText(name); ok {
			return r, true
		}
	}
	if found {
		return t.bind(attr, v, Obj(typ)), true
	}
	return Value{}, false
}

func (ty *Type) hasDict() bool {
	if ty.noDict {
		return false
	}
	if ty.heap {
		return true
	}
	return ty == FunctionType || ty.isSubtype(BaseExceptionType)
}

func (h *Header) dict() *Dict {
	if h.attrs == nil {
		h.attrs = NewAttrs()
	}
	return h.attrs
}

// customGetattr looks up through __getattribute__ and __getattr__.
func (t *Thread) customGetattr(v Value, typ *Type, name string) (Value, bool) {
	var r Value
	var ok bool
	get := func() {
		m, found := typ.Lookup("__getattribute__")
		if n, native := m.ref.(*Native); found && !(native && n.Owner == ObjectType) {
			r, ok = t.special(m, v, Str(name)), true
			return
		}
		r, ok = t.genericAttr(v, typ, name)
	}
	ga, has := typ.Lookup("__getattr__")
	e := t.TryOnly(AttributeErrorType, get)
	if e == nil && ok {
		return r, true
	}
	if !has {
		if e != nil {
			panic(e)
		}
		return Value{}, false
	}
	return t.special(ga, v, Str(name)), true
}

// typeAttr looks an attribute up on a class object.
func (t *Thread) typeAttr(ty *Type, name string) (Value, bool) {
	meta := ty.PyType()
	mv, mfound := meta.Lookup(name)
	if mfound && isDataDescriptor(mv) {
		return t.bind(mv, Obj(ty), Obj(meta)), true
	}
	if v, ok := ty.Lookup(name); ok {
		return t.bind(v, Value{}, Obj(ty)), true
	}
	if mfound {
		return t.bind(mv, Obj(ty), Obj(meta)), true
	}
	if ga, ok := meta.Lookup("__getattr__"); ok {
		return t.special(ga, Obj(ty), Str(name)), true
	}
	return Value{}, false
}

// GetAttr is v.name.
func (t *Thread) GetAttr(v Value, name string) Value {
	r, ok := t.LookupAttr(v, name)
	if !ok {
		t.raiseNoAttr(v, name)
	}
	return r
}

// TryAttr is getattr with a default: any AttributeError, also one raised by a
// getter or __getattr__, means not found.
func (t *Thread) TryAttr(v Value, name string) (r Value, ok bool) {
	if e := t.TryOnly(AttributeErrorType, func() { r, ok = t.LookupAttr(v, name) }); e != nil {
		return Value{}, false
	}
	return r, ok
}

func (t *Thread) raiseNoAttr(v Value, name string) {
	switch o := v.ref.(type) {
	case *Type:
		t.Raise(AttributeErrorType, fmt.Sprintf("type object '%s' has no attribute '%s'", o.Name, name))
	case *OldClass:
		t.Raise(AttributeErrorType, fmt.Sprintf("class %s has no attribute '%s'", o.Name, name))
	case *OldInstance:
		t.Raise(AttributeErrorType, fmt.Sprintf("%s instance has no attribute '%s'", o.Class.Name, name))
	}
	typ := v.Type()
	t.Raise(AttributeErrorType, fmt.Sprintf("'%s' object has no attribute '%s'", typ.shown(), name))
}

// SetAttr is v.name = x.
func (t *Thread) SetAttr(v Value, name string, x Value) { t.storeAttr(v, name, x) }

// DelAttr is del v.name.
func (t *Thread) DelAttr(v Value, name string) { t.storeAttr(v, name, Value{}) }

// storeAttr sets or, with x absent, deletes an attribute.
func (t *Thread) storeAttr(v Value, name string, x Value) {
	if o, ok := v.ref.(*OldInstance); ok {
		o.store(t, name, x)
		return
	}
	typ := v.Type()
	if !typ.plainSetattr {
		op := "__setattr__"
		if x.IsAbsent() {
			op = "__delattr__"
		}
		m, _ := typ.Lookup(op)
		if n, native := m.ref.(*Native); !native || n.Owner != ObjectType && n.Owner != TypeType {
			if x.IsAbsent() {
				t.special(m, v, Str(name))
			} else {
				t.special(m, v, Str(name), x)
			}
			return
		}
	}
	t.genericStore(v, name, x)
}

func (t *Thread) genericStore(v Value, name string, x Value) {
	switch o := v.ref.(type) {
	case *Type:
		o.store(t, name, x)
		return
	case *OldClass:
		o.store(t, name, x)
		return
	case *Method:
		if name == "__name__" {
			t.raiseNoAttr(v, name)
		}
	case *Module:
		if name == "__dict__" {
			t.Raise(TypeErrorType, "readonly attribute")
		}
		t.storeIn(o.Dict, v, name, x)
		return
	}
	typ := v.Type()
	attr, found := typ.Lookup(name)
	if found {
		switch a := attr.ref.(type) {
		case *Property:
			f, word := a.FSet, "set"
			if x.IsAbsent() {
				f, word = a.FDel, "delete"
			}
			if f.IsAbsent() {
				t.Raise(AttributeErrorType, "can't "+word+" attribute")
			}
			if x.IsAbsent() {
				t.Call1(f, v)
			} else {
				t.Call2(f, v, x)
			}
			return
		case *GetSet:
			if a.Set == nil {
				t.Raise(TypeErrorType, "readonly attribute")
			}
			a.Set(t, v, x)
			return
		case *Member:
			a.set(t, v, x)
			return
		case headed:
			if h := a.header(); h.PyTypeHeap() {
				if x.IsAbsent() {
					if m, ok := h.cls.Lookup("__delete__"); ok {
						t.special(m, attr, v)
						return
					}
				} else if m, ok := h.cls.Lookup("__set__"); ok {
					t.special(m, attr, v, x)
					return
				}
			}
		}
	}
	if typ.hostAttrs {
		if s, ok := v.ref.(AttrSetter); ok && s.PySetAttr(t, name, x) {
			return
		}
	}
	h := headerOf(v)
	if h == nil || !typ.hasDict() {
		if found && !typ.heap {
			t.Raise(AttributeErrorType, fmt.Sprintf("'%s' object attribute '%s' is read-only", typ.shown(), name))
		}
		t.Raise(AttributeErrorType, fmt.Sprintf("'%s' object has no attribute '%s'", typ.shown(), name))
	}
	if name == "__class__" {
		k, ok := x.ref.(*Type)
		if !ok || !k.heap || !typ.heap {
			t.Raise(TypeErrorType, "__class__ assignment: only for heap types")
		}
		h.cls = k
		return
	}
	t.storeIn(h.dict(), v, name, x)
}

func (t *Thread) storeIn(d *Dict, v Value, name string, x Value) {
	if !x.IsAbsent() {
		t.Alloc(16)
		d.SetText(name, x)
		return
	}
	if !d.DeleteText(name) {
		if o, ok := v.ref.(*OldInstance); ok {
			v = Obj(o.Class) // whom Jython names
		}
		t.raiseNoAttr(v, name)
	}
}

// store sets or deletes an attribute of a class.
func (ty *Type) store(t *Thread, name string, x Value) {
	if ty.cls != nil {
		if m, ok := ty.cls.Lookup(name); ok {
			if p, ok := m.ref.(*Property); ok {
				if x.IsAbsent() {
					t.Call1(p.FDel, Obj(ty))
				} else {
					t.Call2(p.FSet, Obj(ty), x)
				}
				return
			}
		}
	}
	if !ty.heap {
		t.Raise(TypeErrorType, "can't set attributes of built-in/extension type '"+ty.FullName()+"'")
	}
	switch name {
	case "__name__":
		if x.IsAbsent() {
			t.Raise(TypeErrorType, "can't delete "+ty.Name+".__name__")
		}
		if !x.isStr() {
			t.Raise(TypeErrorType, "can only assign string to "+ty.Name+".__name__, not '"+x.Or(None).Type().shown()+"'")
		}
		ty.Name = x.Text()
		return
	case "__bases__":
		bt, ok := x.ref.(*Tuple)
		if !ok {
			t.Raise(TypeErrorType, "bases must be a tuple")
		}
		if len(bt.Items) == 0 {
			t.Raise(TypeErrorType, "can only assign non-empty tuple to __bases__, not "+t.Repr(x))
		}
		t.setBases(ty, bt.Items)
		return
	case "__module__":
		if x.IsAbsent() {
			t.Raise(TypeErrorType, "can't delete "+ty.Name+".__module__")
		}
	case "__dict__":
		t.Raise(AttributeErrorType, "attribute '__dict__' of 'type' objects is not writable")
	}
	if x.IsAbsent() {
		if !ty.Dict.DeleteText(name) {
			t.raiseNoAttr(Obj(ty), name)
		}
	} else {
		if name == "__new__" {
			if _, ok := x.ref.(*Function); ok {
				x = Obj(&StaticMethod{Header: Header{cls: StaticMethodType}, Fn: x})
			}
		}
		ty.Dict.SetText(name, x)
	}
	ty.changed(t)
}

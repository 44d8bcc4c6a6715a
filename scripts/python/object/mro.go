package object

// The bases of classes: the order in which they are searched (C3), assignment
// to __bases__, isinstance and issubclass.

import (
	"slices"
	"strings"
)

// mro computes the C3 linearisation.
func (t *Thread) mro(ty *Type) []Value {
	if len(ty.Bases) == 1 {
		if k, ok := ty.Bases[0].ref.(*Type); ok {
			t.Walk(len(k.MRO))
			return append(append(make([]Value, 0, len(k.MRO)+1), Obj(ty)), k.MRO...)
		}
	}
	var seqs [][]Value
	for _, b := range ty.Bases {
		switch k := b.ref.(type) {
		case *Type:
			seqs = append(seqs, append([]Value(nil), k.MRO...))
		case *OldClass:
			seqs = append(seqs, k.mro(nil))
		}
	}
	seqs = append(seqs, append([]Value(nil), ty.Bases...))
	for i, b := range ty.Bases {
		if containsObj(ty.Bases[i+1:], b.ref) {
			t.Raise(TypeErrorType, "duplicate base class "+t.className(b))
		}
	}
	firsts := make([]Value, len(seqs))
	for i, s := range seqs {
		if len(s) > 0 {
			firsts[i] = s[0]
		}
	}
	out := []Value{Obj(ty)}
	for {
		empty := true
		var next Value
	search:
		for _, s := range seqs {
			if len(s) == 0 {
				continue
			}
			empty = false
			for _, o := range seqs {
				t.Step(len(o) / itemsPerStep)
				if len(o) > 1 && containsObj(o[1:], s[0].ref) {
					continue search
				}
			}
			next = s[0]
			break
		}
		if empty {
			return out
		}
		if next.IsAbsent() {
			t.raiseMRO(firsts, seqs)
		}
		out = append(out, next)
		for i, s := range seqs {
			if len(s) > 0 && s[0].ref == next.ref {
				seqs[i] = s[1:]
			}
		}
	}
}

// raiseMRO names the first classes of the orders that could not be merged.
func (t *Thread) raiseMRO(firsts []Value, rest [][]Value) {
	var names []string
	var seen []Value
	for i, c := range firsts {
		if len(rest[i]) > 0 && !containsObj(seen, c.ref) {
			seen = append(seen, c)
			name := t.className(c)
			if k, ok := c.ref.(*Type); ok {
				name += t.Repr(Obj(NewList(k.Bases...)))
			}
			names = append(names, name)
		}
	}
	t.Raise(TypeErrorType, "Cannot create a consistent method resolution\norder (MRO) for bases "+strings.Join(names, ", "))
}

// setBases changes the bases of a class, with the orders of all that derive
// from it; if these do not exist nothing is changed.
func (t *Thread) setBases(ty *Type, bases []Value) {
	for _, b := range bases {
		switch k := b.ref.(type) {
		case *Type:
			if k.isSubtype(ty) {
				t.Raise(TypeErrorType, "a __bases__ item causes an inheritance cycle")
			}
		case *OldClass:
		default:
			t.Raisef(TypeErrorType, "%s.__bases__ must be a tuple of old- or new-style classes, not %s", ty.Name, t.Str(b))
		}
	}
	base := t.bestBase(bases)
	if base.solidBase() != ty.Base.solidBase() {
		t.Raisef(TypeErrorType, "__bases__ assignment: '%s' object layout differs from '%s'", base.Name, ty.Base.Name)
	}
	type saved struct {
		ty  *Type
		mro []Value
	}
	oldBases, oldBase := ty.Bases, ty.Base
	var undo []saved
	var reorder func(k *Type)
	reorder = func(k *Type) {
		t.Walk(len(k.MRO))
		undo = append(undo, saved{k, k.MRO})
		k.MRO = t.mro(k)
		for _, s := range k.subs {
			reorder(s)
		}
	}
	ty.Bases, ty.Base = append([]Value(nil), bases...), base
	if r := t.Try(func() { reorder(ty) }); r != nil {
		ty.Bases, ty.Base = oldBases, oldBase
		for _, s := range undo {
			s.ty.MRO = s.mro
		}
		panic(r)
	}
	for _, b := range oldBases {
		if k, ok := b.ref.(*Type); ok && k.heap {
			if i := slices.Index(k.subs, ty); i >= 0 {
				k.subs = slices.Delete(k.subs, i, i+1)
			}
		}
	}
	t.attach(ty)
	ty.changed(t)
}

// attach enters a class with the subclasses of its bases.
func (t *Thread) attach(ty *Type) {
	for _, b := range ty.Bases {
		if k, ok := b.ref.(*Type); ok {
			if k.heap {
				k.subs = append(k.subs, ty)
			} else {
				if t.subs == nil {
					t.subs = map[*Type][]*Type{}
				}
				t.subs[k] = append(t.subs[k], ty)
			}
		}
	}
}

// isSubclass1 is issubclass for one class.
func (t *Thread) isSubclass1(c, base Value) bool {
	switch b := base.ref.(type) {
	case *Type:
		switch k := c.ref.(type) {
		case *Type:
			return k.isSubtype(b)
		case *OldClass:
			return false
		}
	case *OldClass:
		switch k := c.ref.(type) {
		case *OldClass:
			return k.isSubclass(b)
		case *Type:
			return containsObj(k.MRO, b)
		}
	}
	if _, ok := t.abstractBases(c); !ok {
		t.Raise(TypeErrorType, "issubclass() arg 1 must be a class")
	}
	if _, ok := t.abstractBases(base); !ok {
		t.Raise(TypeErrorType, "issubclass() arg 2 must be a class or tuple of classes")
	}
	return t.abstractSubclass(c, base)
}

// abstractBases returns the __bases__ of a class, or of any object that has a
// tuple of that name and so passes for one.
func (t *Thread) abstractBases(c Value) ([]Value, bool) {
	if b, ok := t.TryAttr(c, "__bases__"); ok {
		if tu, ok := b.ref.(*Tuple); ok {
			return tu.Items, true
		}
	}
	return nil, false
}

func (t *Thread) abstractSubclass(c, base Value) bool {
	t.Enter()
	defer t.Leave()
	if Is(c, base) {
		return true
	}
	bases, _ := t.abstractBases(c)
	for _, b := range bases {
		if t.abstractSubclass(b, base) {
			return true
		}
	}
	return false
}

// checker returns the __instancecheck__ or __subclasscheck__ that a script's
// metaclass, or the class of an object that passes for a class, gives it.
func (t *Thread) checker(class Value, name string) (Value, bool) {
	if o, ok := class.ref.(*OldInstance); ok {
		return o.lookup(t, name)
	}
	k := class.Type()
	if !k.heap {
		return Value{}, false
	}
	m, ok := k.Lookup(name)
	if !ok {
		return Value{}, false
	}
	if _, native := m.ref.(*Native); native {
		return Value{}, false
	}
	return t.bindSpecial(m, class, k), true
}

// IsInstance is isinstance(v, class), class being a class, an object with
// __bases__ or a tuple of such.
func (t *Thread) IsInstance(v, class Value) bool {
	typ := v.Type()
	switch c := class.ref.(type) {
	case *Type:
		if typ == c {
			return true
		}
		if c.cls != nil && c.cls.heap {
			if m, ok := t.checker(class, "__instancecheck__"); ok {
				return t.Truth(t.Call1(m, v))
			}
		}
		if typ.isSubtype(c) {
			return true
		}
		if typ.heap {
			m, _ := typ.Lookup("__class__")
			if own, ok := m.ref.(*GetSet); !ok || own.Owner != ObjectType || !typ.plainGetattr {
				if k, ok := t.LookupAttr(v, "__class__"); ok && k.ref != Object(typ) && isClass(k) {
					return t.isSubclass1(k, class)
				}
			}
		}
		return false
	case *OldClass:
		if o, ok := v.ref.(*OldInstance); ok {
			return o.Class.isSubclass(c)
		}
		return containsObj(typ.MRO, c)
	case *Tuple:
		t.Enter()
		defer t.Leave()
		for _, k := range c.Items {
			if t.IsInstance(v, k) {
				return true
			}
		}
		return false
	}
	if m, ok := t.checker(class, "__instancecheck__"); ok {
		return t.Truth(t.Call1(m, v))
	}
	if _, ok := t.abstractBases(class); !ok {
		t.Raise(TypeErrorType, "isinstance() arg 2 must be a class, type, or tuple of classes and types")
	}
	k, ok := t.TryAttr(v, "__class__")
	return ok && t.abstractSubclass(k, class)
}

// IsSubclass is issubclass(c, class), class being a class, an object with
// __bases__ or a tuple of such.
func (t *Thread) IsSubclass(c, class Value) bool {
	if tu, ok := class.ref.(*Tuple); ok {
		t.Enter()
		defer t.Leave()
		for _, k := range tu.Items {
			if t.IsSubclass(c, k) {
				return true
			}
		}
		return false
	}
	if m, ok := t.checker(class, "__subclasscheck__"); ok {
		return t.Truth(t.Call1(m, c))
	}
	return t.isSubclass1(c, class)
}

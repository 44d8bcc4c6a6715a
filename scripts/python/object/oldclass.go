package object

import "fmt"

// Old-style classes: `class A:`. Attributes are searched depth first, left to
// right; special methods are looked up on the instance, where __getattr__ may
// supply them.

// OldClass is an old-style class.
type OldClass struct {
	Header
	Name  string
	Bases []Value // *OldClass
	Dict  *Dict
}

// OldInstance is an instance of an old-style class.
type OldInstance struct {
	Header
	Class *OldClass
}

// each visits the class and what it derives from, depth first and each class
// once, until f returns false.
func (c *OldClass) each(f func(k *OldClass) bool) {
	var k *OldClass
	for k = c; len(k.Bases) < 2; k = k.Bases[0].ref.(*OldClass) {
		if !f(k) || len(k.Bases) == 0 {
			return
		}
	}
	seen := map[*OldClass]bool{}
	var walk func(k *OldClass) bool
	walk = func(k *OldClass) bool {
		if seen[k] {
			return true
		}
		seen[k] = true
		if !f(k) {
			return false
		}
		for _, b := range k.Bases {
			if !walk(b.ref.(*OldClass)) {
				return false
			}
		}
		return true
	}
	walk(k)
}

func (c *OldClass) mro(out []Value) []Value {
	c.each(func(k *OldClass) bool {
		if !containsObj(out, k) {
			out = append(out, Obj(k))
		}
		return true
	})
	return out
}

func (c *OldClass) fullName() string {
	if m, ok := c.Dict.GetText("__module__"); ok {
		return m.Text() + "." + c.Name
	}
	return c.Name
}

func (c *OldClass) isSubclass(base *OldClass) bool {
	found := false
	c.each(func(k *OldClass) bool {
		found = k == base
		return !found
	})
	return found
}

// find returns an attribute unbound.
func (c *OldClass) find(name string) (Value, bool) {
	if v, ok := c.Dict.GetText(name); ok || len(c.Bases) == 0 {
		return v, ok
	}
	var v Value
	found := false
	c.each(func(k *OldClass) bool {
		v, found = k.Dict.GetText(name)
		return !found
	})
	return v, found
}

func (c *OldClass) lookup(t *Thread, name string) (Value, bool) {
	switch name {
	case "__dict__":
		return Obj(c.Dict), true
	case "__bases__":
		return Obj(NewTuple(c.Bases...)), true
	case "__name__":
		return Str(c.Name), true
	}
	if v, ok := c.find(name); ok {
		return t.bind(v, Value{}, Obj(c)), true
	}
	return Value{}, false
}

func (c *OldClass) store(t *Thread, name string, x Value) {
	switch name {
	case "__dict__", "__bases__", "__name__":
		if name == "__name__" && x.isStr() {
			c.Name = x.Text()
			return
		}
		if name == "__bases__" {
			if bt, ok := x.ref.(*Tuple); ok {
				for _, b := range bt.Items {
					k, ok := b.ref.(*OldClass)
					if !ok {
						t.Raise(TypeErrorType, "__bases__ items must be classes")
					}
					if k.isSubclass(c) {
						t.Raise(TypeErrorType, "a __bases__ item causes an inheritance cycle")
					}
				}
				c.Bases = bt.Items
				return
			}
			t.Raise(TypeErrorType, "__bases__ must be a tuple object")
		}
		t.Raise(TypeErrorType, name+" must be a dictionary object")
	}
	t.storeIn(c.Dict, Obj(c), name, x)
}

// lookup finds an attribute of the instance: its dict, its class, __getattr__.
func (o *OldInstance) lookup(t *Thread, name string) (Value, bool) {
	if o.attrs != nil {
		if v, ok := o.attrs.GetText(name); ok {
			return v, true
		}
	}
	switch name {
	case "__dict__":
		return Obj(o.dict()), true
	case "__class__":
		return Obj(o.Class), true
	}
	if v, ok := o.Class.find(name); ok {
		if _, prop := v.ref.(*Property); prop && len(name) > 4 && name[:2] == "__" {
			// A special method that a property refuses is none.
			return t.bindQuietly(v, Obj(o), Obj(o.Class))
		}
		return t.bind(v, Obj(o), Obj(o.Class)), true
	}
	if ga, ok := o.Class.find("__getattr__"); ok {
		var r Value
		var found bool
		// Special methods are asked for behind the script's back: if its
		// __getattr__ refuses, the operation has its default.
		if len(name) > 4 && name[:2] == "__" && name[len(name)-2:] == "__" {
			if e := t.TryOnly(AttributeErrorType, func() { r, found = t.special2(ga, o, Str(name)), true }); e != nil {
				return Value{}, false
			}
			return r, found
		}
		return t.special2(ga, o, Str(name)), true
	}
	return Value{}, false
}

// bindQuietly is bind where an AttributeError means that there is nothing.
func (t *Thread) bindQuietly(v, self, class Value) (r Value, ok bool) {
	e := t.TryOnly(AttributeErrorType, func() { r = t.bind(v, self, class) })
	return r, e == nil
}

func (t *Thread) special2(m Value, o *OldInstance, args ...Value) Value {
	return t.Call(t.bind(m, Obj(o), Obj(o.Class)), args, nil)
}

func (o *OldInstance) store(t *Thread, name string, x Value) {
	switch name {
	case "__class__":
		if k, ok := x.ref.(*OldClass); ok {
			o.Class = k
			return
		}
		t.Raise(TypeErrorType, "__class__ must be set to a class")
	case "__dict__":
		if d, ok := x.ref.(*Dict); ok {
			o.attrs = d
			return
		}
		t.Raise(TypeErrorType, "__dict__ must be set to a dictionary")
	}
	if x.IsAbsent() {
		if m, ok := o.Class.find("__delattr__"); ok {
			t.special2(m, o, Str(name))
			return
		}
	} else if m, ok := o.Class.find("__setattr__"); ok {
		t.special2(m, o, Str(name), x)
		return
	}
	t.storeIn(o.dict(), Obj(o), name, x)
}

// Call implements Callable: it makes an instance.
func (c *OldClass) Call(t *Thread, args []Value, names []string) Value {
	t.Alloc(96)
	o := &OldInstance{Header: Header{cls: InstanceType}, Class: c}
	m, ok := c.find("__init__")
	if !ok {
		if len(args) > 0 {
			t.Raise(TypeErrorType, "this constructor takes no arguments")
		}
		return Obj(o)
	}
	r := t.Call(t.bind(m, Obj(o), Obj(c)), args, names)
	if !r.IsNone() {
		t.Raise(TypeErrorType, "__init__() should return None")
	}
	return Obj(o)
}

func classNew(t *Thread, _ *Type, args []Value, _ []string) Value {
	if len(args) != 3 {
		t.raiseCount("class", len(args), 3, 3, false)
	}
	if !args[0].isStr() {
		t.Raise(TypeErrorType, "PyClass_New: name must be a string")
	}
	d, ok := args[2].ref.(*Dict)
	if !ok {
		t.Raise(TypeErrorType, "PyClass_New: dict must be a dictionary")
	}
	bt, ok := args[1].ref.(*Tuple)
	if !ok {
		t.Raise(TypeErrorType, "PyClass_New: bases must be a tuple")
	}
	for _, b := range bt.Items {
		if _, ok := b.ref.(*OldClass); !ok {
			// A new-style base makes the class new-style.
			return t.Call(Obj(b.Type()), args, nil)
		}
	}
	t.setModule(d)
	if !d.hasText("__doc__") {
		d.SetText("__doc__", None)
	}
	t.Alloc(256)
	return Obj(&OldClass{Header: Header{cls: ClassType}, Name: args[0].Text(), Bases: append([]Value(nil), bt.Items...), Dict: d})
}

func (o *OldInstance) defaultRepr(t *Thread) string {
	mod, ok := o.Class.Dict.GetText("__module__")
	name := o.Class.Name
	if ok && mod.IsText() {
		name = mod.Text() + "." + name
	}
	return fmt.Sprintf("<%s instance at %s>", name, t.hexID(Obj(o)))
}

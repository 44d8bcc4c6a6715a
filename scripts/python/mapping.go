package python

// Objects of the host that hold data by name, such as session.custom: Python
// counts, walks and searches them like dicts, and reaches their values as items
// and as attributes.

import (
	"slices"

	"dryfire/scripts"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

// mapType returns the class of a MapObject.
func mapType(o scripts.MapObject) *object.Type {
	name := "\x01" + o.TypeName() // the same name as a class without entries is another class
	hostTypes.Lock()
	defer hostTypes.Unlock()
	t, ok := hostTypes.m[name]
	if !ok {
		t = object.NewType(object.TypeDef{Name: o.TypeName(), NoNew: true, NoDict: true, HostAttrs: true, Methods: append(hostMethods(), mapMethods()...)})
		if hostTypes.m == nil {
			hostTypes.m = map[string]*object.Type{}
		}
		hostTypes.m[name] = t
	}
	return t
}

func entries(v object.Value) (*hostObject, scripts.MapObject) {
	h := v.Object().(*hostObject)
	return h, h.v.Object().(scripts.MapObject)
}

// mapKeys is the list of an object's names.
func mapKeys(t *object.Thread, self object.Value) []object.Value {
	_, o := entries(self)
	names := o.Keys()
	t.Step(len(names))
	keys := make([]object.Value, len(names))
	for i, name := range names {
		keys[i] = object.Unicode(name)
	}
	return keys
}

// mapValue is the value of a name, and whether there is one.
func mapValue(self, key object.Value) (object.Value, bool) {
	h, o := entries(self)
	if !key.IsText() || !slices.Contains(o.Keys(), key.Text()) {
		return object.Value{}, false
	}
	v, err := o.Item(tags.Unicode(key.Text()))
	h.s.raise(err)
	return h.s.fromTag(v), true
}

func mapMethods() []object.Def {
	// list makes a method that returns something of each entry, and iter one
	// that walks the same.
	list := func(each func(self, key object.Value) object.Value) func(*object.Thread, object.Value, []object.Value) object.Value {
		return func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
			keys := mapKeys(t, self)
			for i, k := range keys {
				keys[i] = each(self, k)
			}
			return object.Obj(object.NewList(keys...))
		}
	}
	iter := func(f func(*object.Thread, object.Value, []object.Value) object.Value) func(*object.Thread, object.Value, []object.Value) object.Value {
		return func(t *object.Thread, self object.Value, a []object.Value) object.Value { return t.Iter(f(t, self, a)) }
	}
	keys := list(func(_, key object.Value) object.Value { return key })
	values := list(func(self, key object.Value) object.Value {
		v, _ := mapValue(self, key)
		return v
	})
	items := list(func(self, key object.Value) object.Value {
		v, _ := mapValue(self, key)
		return object.Obj(object.NewTuple(key, v))
	})
	has := func(_ *object.Thread, self object.Value, a []object.Value) object.Value {
		_, ok := mapValue(self, a[0])
		return object.Bool(ok)
	}
	return []object.Def{
		{Name: "__len__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
			_, o := entries(self)
			return object.Int(len(o.Keys()))
		}},
		{Name: "__iter__", Fn: iter(keys)},
		{Name: "__contains__", Min: 1, Max: 1, Fn: has},
		{Name: "has_key", Min: 1, Max: 1, Fn: has},
		{Name: "keys", Fn: keys},
		{Name: "values", Fn: values},
		{Name: "items", Fn: items},
		{Name: "iterkeys", Fn: iter(keys)},
		{Name: "itervalues", Fn: iter(values)},
		{Name: "iteritems", Fn: iter(items)},
		{Name: "get", Min: 1, Max: 2, Fn: func(_ *object.Thread, self object.Value, a []object.Value) object.Value {
			if v, ok := mapValue(self, a[0]); ok {
				return v
			}
			if len(a) > 1 && !a[1].IsAbsent() {
				return a[1]
			}
			return object.None
		}},
	}
}

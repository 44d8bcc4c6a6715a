package python

// Sequences of the host: the rows of a dataset, one row, what browsing finds.
// Python counts, indexes, slices and walks them like lists.

import (
	"strings"

	"dryfire/scripts"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

// sequenceType returns the class of a sequence.
func sequenceType(o scripts.SequenceObject) *object.Type {
	if _, ok := o.(*scripts.Rows); ok {
		return pyDataSetType()
	}
	name := "\x00" + o.TypeName() // the same name as a class without elements is another class
	hostTypes.Lock()
	defer hostTypes.Unlock()
	t, ok := hostTypes.m[name]
	if !ok {
		t = newSequenceType(o.TypeName(), nil)
		if hostTypes.m == nil {
			hostTypes.m = map[string]*object.Type{}
		}
		hostTypes.m[name] = t
	}
	return t
}

func newSequenceType(full string, base *object.Type) *object.Type {
	d := object.TypeDef{Name: full, Base: base, NoNew: true, NoDict: true, HostAttrs: true, Methods: append(hostMethods(), sequenceMethods()...)}
	if i := strings.LastIndexByte(full, '.'); i >= 0 {
		d.Module, d.Name = full[:i], full[i+1:]
	}
	return object.NewType(d)
}

func elements(v object.Value) (*hostObject, scripts.SequenceObject) {
	h := v.Object().(*hostObject)
	return h, h.v.Object().(scripts.SequenceObject)
}

func sequenceMethods() []object.Def {
	return []object.Def{
		{Name: "__len__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
			_, s := elements(self)
			return object.Int(s.Len())
		}},
		{Name: "__iter__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
			h, s := elements(self)
			i := 0
			return object.NewIter(nil, func(*object.Thread) (object.Value, bool) {
				if i >= s.Len() {
					return object.Value{}, false
				}
				i++
				return h.s.fromTag(s.At(i - 1)), true
			})
		}},
		{Name: "__getitem__", Min: 1, Max: 1, Fn: sequenceItem},
		{Name: "__getslice__", Min: 2, Max: 2, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			return t.GetItem(sequenceList(t, self), object.Obj(object.NewSlice(a[0], a[1], object.None)))
		}},
		{Name: "__add__", Min: 1, Max: 1, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			return t.Binary(object.OpAdd, sequenceList(t, self), object.Obj(object.NewList(t.Items(a[0])...)))
		}},
		{Name: "__eq__", Min: 1, Max: 1, Fn: func(_ *object.Thread, self object.Value, a []object.Value) object.Value {
			return object.Bool(sameSequence(self, a[0]))
		}},
		{Name: "__ne__", Min: 1, Max: 1, Fn: func(_ *object.Thread, self object.Value, a []object.Value) object.Value {
			return object.Bool(!sameSequence(self, a[0]))
		}},
		{Name: "index", Min: 1, Max: 1, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			return t.Method1(sequenceList(t, self), "index", a[0])
		}},
		{Name: "count", Min: 1, Max: 1, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			return t.Method1(sequenceList(t, self), "count", a[0])
		}},
	}
}

// sameSequence compares what both are as data.
func sameSequence(self, other object.Value) bool {
	h := self.Object().(*hostObject)
	return h.s.toTag(self).Equal(h.s.toTag(other))
}

// sequenceList is the sequence as a list.
func sequenceList(t *object.Thread, self object.Value) object.Value {
	h, s := elements(self)
	t.Step(s.Len())
	t.Alloc(valueSize * s.Len())
	items := make([]object.Value, s.Len())
	for i := range items {
		items[i] = h.s.fromTag(s.At(i))
	}
	return object.Obj(object.NewList(items...))
}

func sequenceItem(t *object.Thread, self object.Value, a []object.Value) object.Value {
	h, s := elements(self)
	key := a[0]
	if _, ok := key.Object().(*object.Slice); ok {
		return t.GetItem(sequenceList(t, self), key)
	}
	var v tags.Value
	if o, ok := h.v.Object().(scripts.IndexObject); ok && key.IsText() {
		found, err := o.Item(h.s.toTag(key))
		h.s.raise(err)
		v = found
	} else {
		i := t.Index(key)
		if i < 0 {
			i += s.Len()
		}
		if i < 0 || i >= s.Len() {
			t.Raisef(object.IndexErrorType, "index out of range: %s of %d", t.Str(key), s.Len())
		}
		v = s.At(i)
	}
	return h.s.fromTag(v)
}

package python

// Documents in Python: what a Document tag reads back as is an adapter with
// items, toDict() and get(), whose parts are plain dicts and lists, and which
// can't be assigned to (WRT-5).

import (
	"slices"

	"dryfire/scripts/python/object"
	"dryfire/tags"
)

var documentType *object.Type

func init() {
	methods := slices.DeleteFunc(hostMethods(), func(d object.Def) bool { return d.Name == "__getitem__" })
	methods = append(methods, object.Def{Name: "__getitem__", Min: 1, Max: 1, Fn: documentItem},
		object.Def{Name: "__len__", Fn: func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
			return object.Int(t.Len(plainDocument(self)))
		}},
		object.Def{Name: "__iter__", Fn: func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
			return t.Iter(plainDocument(self))
		}},
		object.Def{Name: "__contains__", Min: 1, Max: 1, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			return object.Bool(t.Contains(plainDocument(self), a[0]))
		}})
	for _, name := range []string{"keys", "values", "items", "iterkeys", "itervalues", "iteritems"} {
		methods = append(methods, object.Def{Name: name, Fn: func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
			return t.CallMethod(name, []object.Value{plainDocument(self)}, nil)
		}})
	}
	documentType = object.NewType(object.TypeDef{Name: "Document", NoNew: true, NoDict: true, HostAttrs: true, Methods: methods})
}

// documentItem is doc[key]; only the part asked for is copied.
func documentItem(t *object.Thread, self object.Value, a []object.Value) object.Value {
	h := self.Object().(*hostObject)
	if m := h.v.Document().Root.Map(); m != nil {
		v, ok := m.Lookup(h.s.toTag(a[0]))
		if !ok {
			t.Throw(object.Obj(object.NewException(object.KeyErrorType, a[0])))
		}
		return h.s.fromTag(v)
	}
	return t.GetItem(h.s.fromTag(h.v.Document().Root), a[0])
}

// plainDocument is the dict or the list that the document is, copied.
func plainDocument(self object.Value) object.Value {
	h := self.Object().(*hostObject)
	return h.s.fromTag(h.v.Document().Root)
}

// documentMember reports whether a name is one that a document's adapter has in
// Python: the keys of a document are items there and no attributes.
func documentMember(v tags.Value, name string) bool {
	return v.Kind() != tags.KindDocument || name == "toDict" || name == "get"
}

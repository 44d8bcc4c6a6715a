package scripts

// Sequences in JavaScript: datasets, their rows and what browsing finds are
// array-like. They have a length and indices, and array's own methods and
// iterators work on them; they cannot be changed.

import (
	"strconv"

	"github.com/dop251/goja"

	"dryfire/tags"
)

// sequence wraps a sequence.
func (js *jsState) sequence(o SequenceObject) goja.Value {
	r := js.host.Runtime
	w := r.NewDynamicObject(&jsValue{js: js, v: tags.FromObject(o)})
	if js.array == nil {
		js.array = r.NewArray().Prototype()
	}
	if err := w.SetPrototype(js.array); err != nil {
		js.throw(Raise("TypeError", "%s", err))
	}
	return w
}

// element returns what a sequence has under a key of its own, nil if nothing.
func (js *jsState) element(s SequenceObject, key string) goja.Value {
	if key == "length" {
		return js.host.Runtime.ToValue(s.Len())
	}
	if key == "" || key[0] < '0' || key[0] > '9' {
		return nil
	}
	i, err := strconv.Atoi(key)
	if err != nil || i >= s.Len() || strconv.Itoa(i) != key {
		return nil
	}
	return js.toJS(s.At(i))
}

// sequenceKeys are the names of a row's columns, and the indices of anything
// else.
func sequenceKeys(s SequenceObject) []string {
	if r, ok := s.(*Row); ok {
		return r.Keys()
	}
	keys := make([]string, s.Len())
	for i := range keys {
		keys[i] = strconv.Itoa(i)
	}
	return keys
}

package scripts

// Dictionaries that come from Go are not copied into JavaScript objects: goja
// needs five allocations for an object of one property. A jsMap shows the
// dictionary itself, and keeps apart what the script changes.

import (
	"reflect"

	"github.com/dop251/goja"

	"dryfire/tags"
)

// jsMap is a dictionary with text keys as a JavaScript object.
type jsMap struct {
	js      *jsState
	m       *tags.Map             // never changed
	over    map[string]goja.Value // set by the script, or nested containers it has seen
	added   []string              // keys that are not in m, in order
	deleted map[string]bool       // keys of m
	literal bool                  // made by $map for one call
}

var jsMapType = reflect.TypeOf(&jsMap{})

// wrapMap makes a JavaScript object of a dictionary.
func (js *jsState) wrapMap(m *tags.Map) goja.Value {
	for i := range m.Len() {
		if k, _ := m.At(i); !k.IsText() || k.Text() == "__proto__" {
			return js.toObject(m)
		}
	}
	return js.host.Runtime.NewDynamicObject(&jsMap{js: js, m: m})
}

func (o *jsMap) Get(key string) goja.Value {
	if key == peek {
		o.js.peeked = o
		return nil
	}
	if v, ok := o.over[key]; ok {
		return v
	}
	v, ok := o.m.Get(key)
	if !ok || o.deleted[key] {
		return nil
	}
	out := o.js.toJS(v)
	switch v.Kind() {
	case tags.KindList, tags.KindMap, tags.KindDate: // objects must stay the same
		o.put(key, out)
	}
	return out
}

func (o *jsMap) put(key string, v goja.Value) {
	if o.over == nil {
		o.over = map[string]goja.Value{}
	}
	o.over[key] = v
}

func (o *jsMap) Set(key string, v goja.Value) bool {
	_, there := o.m.Get(key)
	if _, set := o.over[key]; !set && !there || o.deleted[key] {
		o.added = append(o.added, key)
	}
	o.put(key, v)
	return true
}

func (o *jsMap) Has(key string) bool {
	if _, ok := o.over[key]; ok {
		return true
	}
	_, ok := o.m.Get(key)
	return ok && !o.deleted[key]
}

func (o *jsMap) Delete(key string) bool {
	delete(o.over, key)
	for i, k := range o.added {
		if k == key {
			o.added = append(o.added[:i:i], o.added[i+1:]...)
			break
		}
	}
	if _, ok := o.m.Get(key); ok {
		if o.deleted == nil {
			o.deleted = map[string]bool{}
		}
		o.deleted[key] = true
	}
	return true
}

func (o *jsMap) Keys() []string {
	keys := make([]string, 0, o.m.Len()+len(o.added))
	for i := range o.m.Len() {
		if k, _ := o.m.At(i); !o.deleted[k.Text()] {
			keys = append(keys, k.Text())
		}
	}
	return append(keys, o.added...)
}

// data returns the dictionary with the script's changes.
func (o *jsMap) data(depth int) tags.Value {
	if o.over == nil && o.deleted == nil {
		return tags.FromMap(o.m)
	}
	keys := o.Keys()
	m := tags.NewMap(len(keys))
	for _, k := range keys {
		if v, ok := o.over[k]; ok {
			m.Set(tags.Str(k), o.js.from(v, depth+1))
			continue
		}
		v, _ := o.m.Get(k)
		m.Set(tags.Str(k), v)
	}
	return tags.FromMap(m)
}

// literal is $map(name, value, …): the data of an object literal that is an
// argument of a system function. Nobody but that function ever sees the
// wrapper, so it is used again for the next.
func (js *jsState) literal(c goja.FunctionCall) goja.Value {
	m := tags.NewMap(len(c.Arguments) / 2)
	for i := 0; i+1 < len(c.Arguments); i += 2 {
		m.Set(tags.Str(c.Arguments[i].String()), js.from(c.Arguments[i+1], 1))
	}
	if n := len(js.scratch); n > 0 {
		w := js.scratch[n-1]
		js.scratch = js.scratch[:n-1]
		js.under(w).(*jsMap).m = m
		return w
	}
	return js.host.Runtime.NewDynamicObject(&jsMap{js: js, m: m, literal: true})
}

// recycle takes back the wrappers among the arguments of a finished call.
func (js *jsState) recycle(args []goja.Value) {
	for _, a := range args {
		if o, ok := a.(*goja.Object); ok {
			if m, ok := js.under(o).(*jsMap); ok && m.literal && m.over == nil {
				m.m = nil
				js.scratch = append(js.scratch, o)
			}
		}
	}
}

// jsMarker stands behind the arguments of a call of a system function.
type jsMarker struct {
	jsKeywords
	marker
}

func (k *jsMarker) Get(key string) goja.Value {
	if key == peek {
		k.js.peeked = k
	}
	return nil
}

var jsMarkerType = reflect.TypeOf(&jsMarker{})

func (js *jsState) marker(c goja.FunctionCall) goja.Value {
	return js.host.Runtime.NewDynamicObject(&jsMarker{jsKeywords: jsKeywords{js: js}, marker: js.markers[c.Argument(0).ToInteger()]})
}

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
	if !o.Has(key) {
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
	m := tags.NewMap(o.m.Len() + len(o.added))
	for i := range o.m.Len() {
		k, v := o.m.At(i)
		if o.deleted[k.Text()] {
			continue
		}
		if changed, ok := o.over[k.Text()]; ok {
			v = o.js.from(changed, depth+1)
		}
		m.Set(k, v)
	}
	for _, k := range o.added {
		m.Set(jsText(k), o.js.from(o.over[k], depth+1))
	}
	return tags.FromMap(m)
}

// jsLiteral is an object literal that is an argument of a system function.
// Nobody but that function ever sees it, so it is used again for the next.
type jsLiteral struct {
	js     *jsState
	names  []string
	values []goja.Value
}

var jsLiteralType = reflect.TypeOf(&jsLiteral{})

func (l *jsLiteral) Get(key string) goja.Value {
	if key == peek {
		l.js.peeked = l
		return nil
	}
	for i, name := range l.names {
		if name == key {
			return l.values[i]
		}
	}
	return nil
}

func (*jsLiteral) Set(string, goja.Value) bool { return false }
func (l *jsLiteral) Has(key string) bool       { return l.Get(key) != nil }
func (*jsLiteral) Delete(string) bool          { return false }
func (l *jsLiteral) Keys() []string            { return l.names }

// data converts the values, as late as those of an object would be.
func (l *jsLiteral) data(depth int) tags.Value {
	m := tags.NewMap(len(l.names))
	for i, name := range l.names {
		m.Set(jsText(name), l.js.from(l.values[i], depth+1))
	}
	return tags.FromMap(m)
}

// object makes the object that the literal stands for.
func (l *jsLiteral) object() *goja.Object {
	o := l.js.host.Runtime.NewObject()
	for i, name := range l.names {
		_ = o.Set(name, l.values[i]) // a plain object accepts every name
	}
	return o
}

// literal is %map(name, value, …).
func (js *jsState) literal(c goja.FunctionCall) goja.Value {
	var w *goja.Object
	var l *jsLiteral
	if n := len(js.scratch); n > 0 {
		w = js.scratch[n-1]
		js.scratch = js.scratch[:n-1]
		l = js.under(w).(*jsLiteral)
	} else {
		l = &jsLiteral{js: js}
		w = js.host.Runtime.NewDynamicObject(l)
	}
	for i := 0; i+1 < len(c.Arguments); i += 2 {
		l.names = append(l.names, c.Arguments[i].String())
		l.values = append(l.values, c.Arguments[i+1])
	}
	return w
}

// recycle takes back the literals among the arguments of a finished call.
func (js *jsState) recycle(args []goja.Value) {
	for _, a := range args {
		if o, ok := a.(*goja.Object); ok {
			if l, ok := js.under(o).(*jsLiteral); ok {
				clear(l.values)
				l.names, l.values = l.names[:0], l.values[:0]
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

package scripts

// Dotted names in JavaScript: system with its families and functions, what
// stubs stand in for, and what a gateway has that is neither simulated nor
// stubbed.

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// jsNamespace is system, system.util, shared and so on. Functions are bound
// when a script first uses them.
type jsNamespace struct {
	js    *jsState
	name  string // full
	cache map[string]goja.Value
}

func (js *jsState) namespace(name string) goja.Value {
	return js.host.Runtime.NewDynamicObject(&jsNamespace{js: js, name: name})
}

// declareStubs makes the roots of stubs global names. What JavaScript itself
// has stays what it is.
func (js *jsState) declareStubs() {
	global := js.host.Runtime.GlobalObject()
	for _, root := range js.host.Stubs.Members("") {
		if root == "system" || slices.Contains(jsParams, root) || global.Get(root) != nil {
			continue
		}
		if f := js.host.Stubs.Function(root); f != nil {
			_ = global.Set(root, js.method(f)) // a fresh global object takes every name
			continue
		}
		if js.host.Stubs.Module(root) != nil {
			get := js.host.Runtime.ToValue(func(goja.FunctionCall) goja.Value { js.throw(pythonStub(root)); return nil })
			_ = global.DefineAccessorProperty(root, get, nil, goja.FLAG_TRUE, goja.FLAG_FALSE)
			continue
		}
		_ = global.Set(root, js.namespace(root))
	}
}

// pythonStub is the error of a JavaScript that reaches for a Python module.
func pythonStub(name string) error {
	return Raise("TypeError", "%s is stubbed by a Python file, which JavaScript cannot use; stub the function that it needs: stubs: {%s.…: {returns: …}}", name, name)
}

func (n *jsNamespace) Get(key string) goja.Value {
	v := n.lookup(key)
	if v == nil && !n.js.inherited(key) {
		full := n.name + "." + key
		if rest, ok := strings.CutPrefix(full, "system."); ok && n.js.host.Catalogue != nil {
			n.js.throw(Raise("TypeError", "%s", n.js.host.MissingSystem(rest)))
		}
		n.js.throw(Raise("TypeError", "%s does not exist here", full))
	}
	return v
}

// inherited reports whether JavaScript itself asks any object for key.
func (js *jsState) inherited(key string) bool {
	switch key {
	case "then", "toJSON", peek:
		return true
	}
	return js.objectPrototype().Get(key) != nil
}

func (n *jsNamespace) lookup(key string) goja.Value {
	if v, ok := n.cache[key]; ok {
		return v
	}
	v, fixed := n.find(key)
	if v != nil && fixed {
		if n.cache == nil {
			n.cache = map[string]goja.Value{}
		}
		n.cache[key] = v
	}
	return v
}

// find finds a member; fixed tells that it is always the same.
func (n *jsNamespace) find(key string) (v goja.Value, fixed bool) {
	h, full := n.js.host, n.name+"."+key
	if f := h.Stubs.Function(full); f != nil {
		return n.js.method(f), true
	}
	if h.Stubs.Module(full) != nil {
		n.js.throw(pythonStub(full))
	}
	stubbed := h.Stubs.Members(full) != nil
	name, system := strings.CutPrefix(full, "system.")
	if !system {
		if stubbed {
			return n.js.namespace(full), true
		}
		return nil, false
	}
	switch f := h.Library.Function(name); {
	case f != nil && f.Property:
		return n.js.invoke(f, goja.FunctionCall{}), false
	case f != nil:
		return n.js.method(f), true
	case stubbed, h.Library.Namespace(name) != nil:
		return n.js.namespace(full), true
	case n.js.inherited(key):
		return nil, false
	}
	switch h.System(name) {
	case SystemFunction:
		return n.js.method(h.Unprepared(name)), true
	case SystemFamily:
		return n.js.namespace(full), true
	case SystemThirdParty:
		return n.js.foreign(name), true
	}
	return nil, false
}

func (n *jsNamespace) Set(key string, _ goja.Value) bool {
	n.js.throw(Raise("TypeError", "cannot set %s.%s: the system functions are read-only", n.name, key))
	return false
}

func (n *jsNamespace) Has(key string) bool { return n.lookup(key) != nil }
func (n *jsNamespace) Delete(string) bool  { return false }

func (n *jsNamespace) Keys() []string {
	var keys []string
	if n.name == "system" {
		keys = append(keys, n.js.host.Library.Namespace("")...)
	} else if name, ok := strings.CutPrefix(n.name, "system."); ok {
		keys = append(keys, n.js.host.Library.Namespace(name)...)
	}
	for _, m := range n.js.host.Stubs.Members(n.name) {
		if !slices.Contains(keys, m) {
			keys = append(keys, m)
		}
	}
	return keys
}

// foreign stands for a name of a vendor's module: it has every member, and
// fails when it is called.
func (js *jsState) foreign(name string) goja.Value {
	r := js.host.Runtime
	members := map[string]goja.Value{}
	target, _ := js.method(js.host.Unprepared(name)).(*goja.Object)
	return r.ToValue(r.NewProxy(target, &goja.ProxyTrapConfig{Get: func(target *goja.Object, key string, _ goja.Value) goja.Value {
		switch key {
		case "call", "apply", "bind", "length", "prototype": // what a function has
			return target.Get(key)
		}
		if js.inherited(key) {
			return target.Get(key)
		}
		full := name + "." + key
		if v, ok := members[key]; ok {
			return v
		}
		v := js.foreign(full)
		members[key] = v
		return v
	}}))
}

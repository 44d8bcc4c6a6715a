package python

import (
	"reflect"

	"github.com/dop251/goja"

	"dryfire/scripts/python/object"
)

// base is what all goja values of one runtime share: goja's own methods, for
// which a symbol is the most inert value there is, and the way back to us.
type base struct {
	*goja.Symbol
	rt *Runtime
}

// value is a Python value in a script.
type value struct {
	*base
	v object.Value
}

// ToBoolean is Python's truth, so that if, while, &&, || and ! mean in the
// emitted program what they mean in the source.
func (x *value) ToBoolean() (b bool) {
	switch x.v.Kind() {
	case object.KindStr, object.KindUnicode:
		return len(x.v.Text()) > 0
	case object.KindFloat:
		return x.v.Float64() != 0
	}
	defer x.rt.truthBorder()
	return x.rt.t.Truth(x.v)
}

// StrictEquals is asked for comparisons with null and undefined only.
func (x *value) StrictEquals(o goja.Value) bool { y, ok := o.(*value); return ok && x == y }

// SameAs implements goja.Value.
func (x *value) SameAs(o goja.Value) bool { return x.StrictEquals(o) }

// Equals implements goja.Value.
func (x *value) Equals(o goja.Value) bool { return x.StrictEquals(o) }

// Export returns the object.Value.
func (x *value) Export() any { return x.v }

// String is for goja's own messages; it never runs a script.
func (x *value) String() string { return "<" + x.v.Type().Name + ">" }

// thrown is an exception on its way through JavaScript.
type thrown struct {
	*base
	r *object.Raised
}

// StrictEquals implements goja.Value.
func (x *thrown) StrictEquals(o goja.Value) bool { y, ok := o.(*thrown); return ok && x == y }

// Export returns the *object.Raised.
func (x *thrown) Export() any { return x.r }

// String is for goja's own messages.
func (x *thrown) String() string { return x.r.Error() }

// The constants of programs.
type (
	nameConst struct {
		*goja.Symbol
		name string
	}
	namesConst struct {
		*goja.Symbol
		names []string
	}
	globalConst struct {
		*goja.Symbol
		inst *instance
		name string
		kind string // what a NameError calls it
		last *value // of the object found last
	}
	codeConst struct {
		*goja.Symbol
		inst *instance
		code *object.Code
		info *codeInfo
	}
	withState struct {
		*goja.Symbol
		manager, exit object.Value
	}
)

var inert = goja.NewSymbol("python")

var (
	jsInt       = reflect.TypeOf(goja.New().ToValue(1))
	jsUndefined = goja.Undefined()
	jsNull      = goja.Null()
	jsTrue      = goja.New().ToValue(true)
	jsFalse     = goja.New().ToValue(false)
)

const (
	smallMin = -256
	smallMax = 1024
)

var smallInts = func() (a [smallMax - smallMin]goja.Value) {
	r := goja.New()
	for i := range a {
		a[i] = r.ToValue(i + smallMin)
	}
	return a
}()

// js turns a Python value into goja's.
func (rt *Runtime) js(v object.Value) goja.Value {
	switch v.Kind() {
	case object.KindNone:
		return jsNull
	case object.KindInt:
		return rt.jsInt(v.Int64())
	case object.KindBool:
		if v.Int64() != 0 {
			return jsTrue
		}
		return jsFalse
	case object.KindAbsent:
		return jsUndefined
	case object.KindObject:
		if slot := v.Object().Slot(); slot != nil {
			if w, ok := (*slot).(*value); ok {
				return w
			}
			w := &value{&rt.base, v}
			*slot = w
			return w
		}
	}
	return &value{&rt.base, v}
}

func (rt *Runtime) jsInt(i int64) goja.Value {
	if i >= smallMin && i < smallMax {
		return smallInts[i-smallMin]
	}
	return rt.vm.ToValue(i)
}

// py turns a value of an emitted program into Python's.
func (rt *Runtime) py(v goja.Value) object.Value {
	if x, ok := v.(*value); ok {
		return x.v
	}
	if reflect.TypeOf(v) == jsInt {
		return object.Int(int(v.ToInteger()))
	}
	switch v {
	case jsUndefined:
		return object.Value{}
	case jsNull:
		return object.None
	case jsTrue:
		return object.True
	case jsFalse:
		return object.False
	}
	if v == nil {
		return object.Value{}
	}
	panic("a JavaScript value got into a Python program: " + v.String())
}

func jsBool(b bool) goja.Value {
	if b {
		return jsTrue
	}
	return jsFalse
}

// present turns absent into None.
func present(v object.Value) object.Value { return v.Or(object.None) }

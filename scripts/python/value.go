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

// ToNumber is unary plus, which is the next item of an iterator, or undefined;
// it counts a step.
func (x *value) ToNumber() (out goja.Value) {
	rt := x.rt
	defer rt.border(&out)
	rt.t.Step(1)
	v, ok := rt.t.Next(x.v)
	if !ok {
		return jsUndefined
	}
	return rt.js(v)
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
	compareConst struct {
		base
		op    object.CmpOp
		in    bool // it is a test of membership, and of its contrary with not
		not   bool
		right object.Value
	}
	withState struct {
		*goja.Symbol
		manager, exit object.Value
	}
)

// Equals is the operator == of an emitted program: the truth of the comparison
// of o with the constant.
func (x *compareConst) Equals(o goja.Value) (b bool) {
	rt := x.rt
	if !x.in && x.right.Kind() == object.KindInt {
		if isInt(o) {
			return compareInts(x.op, o.ToInteger(), x.right.Int64())
		}
		if v, ok := o.(*value); ok && v.v.Kind() == object.KindFloat {
			return compareFloats(x.op, v.v.Float64(), float64(x.right.Int64()))
		}
	}
	defer rt.truthBorder()
	if x.in {
		return rt.t.Contains(x.right, rt.py(o)) != x.not
	}
	return rt.t.Truth(rt.t.Compare(x.op, rt.py(o), x.right))
}

// StrictEquals implements goja.Value.
func (x *compareConst) StrictEquals(o goja.Value) bool {
	y, ok := o.(*compareConst)
	return ok && x == y
}

var compareOps = map[string]object.CmpOp{"lt": object.LT, "gt": object.GT, "le": object.LE, "ge": object.GE, "eq": object.EQ, "ne": object.NE}

func (rt *Runtime) compareConst(native string, right object.Value) *compareConst {
	op, compares := compareOps[native]
	return &compareConst{base: base{inert, rt}, op: op, in: !compares, not: native == "notin", right: right}
}

func compareInts(op object.CmpOp, x, y int64) bool {
	switch op {
	case object.LT:
		return x < y
	case object.LE:
		return x <= y
	case object.EQ:
		return x == y
	case object.NE:
		return x != y
	case object.GT:
		return x > y
	}
	return x >= y
}

func compareFloats(op object.CmpOp, x, y float64) bool {
	switch op {
	case object.LT:
		return x < y
	case object.LE:
		return x <= y
	case object.EQ:
		return x == y
	case object.NE:
		return x != y
	case object.GT:
		return x > y
	}
	return x >= y
}

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

package python

// The border between the host and Python: data is copied both ways as Jython
// converts it, host objects and data with members are wrapped, and system.*
// is bound from the host's function tables.

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"dryfire/scripts"
	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

const (
	maxDataDepth = 200
	tooDeep      = "structure that contains itself, or is nested deeper than 200 levels"
	valueSize    = 24 // bytes of a tags.Value
)

// fromTag makes a Python value of data.
func (s *state) fromTag(v tags.Value) object.Value {
	switch v.Kind() {
	case tags.KindNull:
		return object.None
	case tags.KindBool:
		return object.Bool(v.Bool())
	case tags.KindInt:
		return object.Integer(v.Int64())
	case tags.KindLong:
		return object.Long(v.Int64())
	case tags.KindBigInt:
		return object.BigLong(v.BigInt())
	case tags.KindFloat:
		return object.Float(v.Float64())
	case tags.KindStr:
		return object.Str(v.Text())
	case tags.KindUnicode:
		return object.Unicode(v.Text())
	case tags.KindDate:
		return s.date(v.Int64())
	case tags.KindList:
		l := v.List()
		items := make([]object.Value, len(l.Items))
		for i, x := range l.Items {
			items[i] = s.fromTag(x)
		}
		switch l.Form {
		case tags.FormTuple:
			return object.Obj(object.NewTuple(items...))
		case tags.FormSet:
			return object.Obj(object.NewSet(s.rt.t, items...))
		}
		return object.Obj(object.NewList(items...))
	case tags.KindMap:
		m := v.Map()
		d := object.NewDict(m.Len())
		for i := range m.Len() {
			k, x := m.At(i)
			d.Set(s.rt.t, s.fromTag(k), s.fromTag(x))
		}
		return object.Obj(d)
	case tags.KindObject:
		switch o := v.Object().(type) {
		case *scripts.Handle:
			if r, ok := o.Ref.(live); ok && r.s == s {
				return r.v
			}
			if !o.Data.IsNull() {
				return s.fromTag(o.Data)
			}
		case *function:
			if o.s == s {
				return o.f
			}
		case *scripts.Globals:
			// A dict like any other: scripts use all of its methods (JY-4).
			if s.shared == nil {
				s.shared = object.NewDict(0)
			}
			return object.Obj(s.shared)
		case scripts.Class:
			if t, ok := java.Class(string(o)); ok {
				return object.Obj(t)
			}
			return s.wrap(o, v)
		case scripts.HostObject:
			return s.wrap(o, v)
		}
	}
	if v.Kind() == tags.KindQuality {
		// Nearly all are Good; nobody can change them.
		if s.quality == nil || !s.quality.v.Equal(v) {
			o := s.newHostObject(qualityType, v)
			s.quality = o.Object().(*hostObject)
		}
		return s.quality.box.v
	}
	q := v.Qualified()
	if q == nil {
		return s.newHostObject(dataType(v), v)
	}
	// The previous value of an event was the current one of the event before.
	for i := range s.recent {
		if s.recent[i].q == q {
			return s.recent[i].o
		}
	}
	o := s.newHostObject(qualifiedType, v)
	s.recent[1] = s.recent[0]
	s.recent[0] = recentValue{q, o}
	return o
}

// recentValue is a qualified value and its object.
type recentValue struct {
	q *tags.QualifiedValue
	o object.Value
}

// newHostObject makes the object together with its wrapper for goja.
func (s *state) newHostObject(cls *object.Type, v tags.Value) object.Value {
	h := &hostObject{Header: object.NewHeader(cls), s: s, v: v}
	o := object.Obj(h)
	h.box = value{&s.rt.base, o}
	*h.Slot() = &h.box
	return o
}

var qualifiedType, qualityType *object.Type

func init() {
	qualifiedType, qualityType = newQualifiedType(), newQualityType()
}

func dataType(v tags.Value) *object.Type {
	switch v.Kind() {
	case tags.KindQualified:
		return qualifiedType
	case tags.KindQuality:
		return qualityType
	case tags.KindDataset:
		return datasetType()
	case tags.KindDocument:
		return documentType
	}
	if o, ok := v.Object().(scripts.SequenceObject); ok {
		return sequenceType(o)
	}
	if o, ok := v.Object().(scripts.MapObject); ok {
		return mapType(o)
	}
	if o := v.Object(); o != nil {
		return hostType(o.TypeName())
	}
	return hostType(v.Kind().String())
}

// wrap keeps the identity of long-lived host objects.
func (s *state) wrap(o scripts.HostObject, v tags.Value) object.Value {
	if _, ok := o.(scripts.SequenceObject); ok || !reflect.TypeOf(o).Comparable() {
		return s.newHostObject(dataType(v), v)
	}
	if w, ok := s.objects[o]; ok {
		return w
	}
	w := s.newHostObject(dataType(v), v)
	if len(s.objects) < 4096 {
		s.objects[o] = w
	}
	return w
}

// live carries a script's own object through the host.
type live struct {
	s *state
	v object.Value
}

// toTag copies a Python value into data. What is no data becomes a
// tags.Object.
func (s *state) toTag(v object.Value) tags.Value { return s.to(v, 0) }

func (s *state) to(v object.Value, depth int) tags.Value {
	switch v.Kind() {
	case object.KindAbsent, object.KindNone:
		return tags.Value{}
	case object.KindBool:
		return tags.Bool(v.Int64() != 0)
	case object.KindInt:
		return tags.Int(v.Int64())
	case object.KindLong:
		return tags.Long(v.Int64())
	case object.KindBig:
		return tags.BigInt(v.Big())
	case object.KindFloat:
		return tags.Float(v.Float64())
	case object.KindStr:
		return tags.Str(v.Text())
	case object.KindUnicode:
		return tags.Unicode(v.Text())
	}
	if depth > maxDataDepth {
		if s.lenient {
			s.deep = true
			return tags.Value{}
		}
		s.rt.t.Raise(object.ValueErrorType, fmt.Sprintf("the data is nested deeper than %d levels, or contains itself", maxDataDepth))
	}
	switch o := v.Object().(type) {
	case *object.List:
		return s.list(o.Items, tags.FormList, depth)
	case *object.Tuple:
		return s.list(o.Items, tags.FormTuple, depth)
	case *object.Set:
		return s.list(o.Items(), tags.FormSet, depth)
	case *object.Dict:
		s.rt.t.Alloc(2 * valueSize * (o.Len() + 1)) // parts that are shared are copied each time
		m := tags.NewMap(o.Len())
		o.EachInserted(func(k, x object.Value) { m.Set(s.to(k, depth+1), s.to(x, depth+1)) })
		return tags.FromMap(m)
	case *hostObject:
		if d, ok := o.v.Object().(scripts.DataObject); ok {
			return d.Data()
		}
		return o.v
	case *object.Boxed:
		return s.to(o.Prim, depth+1)
	case *object.Function, *object.Method, *object.Native, *object.BoundNative:
		return tags.FromObject(&function{s: s, f: v})
	}
	if ms, ok := dateOf(v); ok {
		return tags.Date(ms)
	}
	if out, ok := s.fromJava(v, depth); ok {
		return out
	}
	if !s.lenient { // what Java gets is converted, a payload is not handed to Java
		if ms, ok := library.Instant(s.rt.t, v); ok {
			return tags.Date(ms)
		}
		if ty := v.Type(); ty.Module == "decimal" && ty.Name == "Decimal" {
			return tags.Float(s.rt.t.ToFloat(v))
		}
		if _, ok := v.Object().(*object.XRange); ok {
			return s.list(s.rt.t.Items(v), tags.FormList, depth)
		}
	}
	return s.handle(v)
}

// payload is toTag for what is sent: data without end is no error of the
// sender's, it is what cannot be delivered (DEC-11).
func (s *state) payload(v object.Value) tags.Value {
	s.lenient, s.deep = true, false
	defer func() { s.lenient = false }()
	data := s.to(v, 0)
	if s.deep {
		return tags.FromObject(&scripts.Handle{Name: tooDeep, Ref: live{s, v}})
	}
	return data
}

func (s *state) list(items []object.Value, form tags.ListForm, depth int) tags.Value {
	s.rt.t.Alloc(valueSize * (len(items) + 1))
	l := &tags.List{Form: form, Items: make([]tags.Value, len(items))}
	for i, x := range items {
		l.Items[i] = s.to(x, depth+1)
	}
	return tags.FromList(l)
}

// handle carries a script's own object.
func (s *state) handle(v object.Value) tags.Value {
	h := &scripts.Handle{Name: v.Type().Name, Ref: live{s, v}}
	switch o := v.Object().(type) {
	case *object.Type:
		h.Text = o.FullName()
	case *object.Throwable:
		h.Throwable = true
		if s.rt.t.Try(func() { h.Text = s.rt.t.Str(v) }) != nil {
			h.Text = v.Type().FullName()
		}
	case *object.Exception: // no Throwable (LOG-4)
		if s.rt.t.Try(func() { h.Text = strings.TrimSuffix(s.rt.t.FormatExceptionOnly(object.Obj(v.Type()), v), "\n") }) != nil {
			h.Text = v.Type().Name
		}
	}
	return tags.FromObject(h)
}

// toLive keeps what is no plain scalar as the script's own object.
func (s *state) toLive(v object.Value) tags.Value {
	if v.Kind() != object.KindObject && v.Kind() != object.KindEllipsis && v.Kind() != object.KindNotImplemented {
		return s.toTag(v)
	}
	switch o := v.Object().(type) {
	case *hostObject:
		return o.v
	case *object.Function, *object.Method:
		return s.toTag(v)
	}
	return s.handle(v)
}

// function is a Python function that the host may call.
type function struct {
	s *state
	f object.Value
}

// TypeName implements tags.Object.
func (f *function) TypeName() string { return f.f.Type().Name }

// Call implements scripts.Callable.
func (f *function) Call(args []tags.Value) (tags.Value, error) { return f.CallLive(args, nil, nil) }

// CallLive implements scripts.Callable.
func (f *function) CallLive(args []tags.Value, names []string, values []tags.Value) (tags.Value, error) {
	var result tags.Value
	err := f.s.enter(func() {
		all := make([]object.Value, 0, len(args)+len(values))
		for _, v := range args {
			all = append(all, f.s.fromTag(v))
		}
		for _, v := range values {
			all = append(all, f.s.fromTag(v))
		}
		result = f.s.toTag(f.s.rt.t.Call(f.f, all, names))
	})
	return result, err
}

// hostObject is an object of the host, or data with members, in Python.
type hostObject struct {
	object.Header
	s   *state
	v   tags.Value
	box value
	// The property read last, of data that never changes.
	last      string
	lastValue object.Value
	text      string // what str gives, of a quality
}

// equal compares objects of the host: those that stand for data by their data.
func (h *hostObject) equal(v object.Value) bool {
	o, ok := v.Object().(*hostObject)
	if !ok {
		return false
	}
	if d, ok := h.v.Object().(scripts.DataObject); ok {
		other, ok := o.v.Object().(scripts.DataObject)
		return ok && h.class() == o.class() && d.Data().Equal(other.Data())
	}
	return h.v.Equal(o.v)
}

func (h *hostObject) class() string { return h.v.Object().TypeName() }

// str is what str() gives.
func (h *hostObject) str() object.Value {
	if h.text != "" {
		return object.Str(h.text)
	}
	text := scripts.PyStrIn(h.v, h.s.host.Zone)
	if h.v.Kind() == tags.KindQuality {
		h.text = text
	}
	return object.Str(text)
}

func hostText(self object.Value) string {
	h := self.Object().(*hostObject)
	return scripts.PyStrIn(h.v, h.s.host.Zone)
}

// hostTypes are the classes of host objects, by name. Like all built-in types
// they are shared by the process.
var hostTypes struct {
	sync.Mutex
	m map[string]*object.Type
}

func hostType(name string) *object.Type {
	hostTypes.Lock()
	defer hostTypes.Unlock()
	if t, ok := hostTypes.m[name]; ok {
		return t
	}
	if hostTypes.m == nil {
		hostTypes.m = map[string]*object.Type{}
	}
	t := object.NewType(object.TypeDef{Name: name, NoNew: true, NoDict: true, HostAttrs: true, Methods: hostMethods()})
	hostTypes.m[name] = t
	return t
}

// hostMethods are the methods of every class of host objects.
func hostMethods() []object.Def {
	text := func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
		return object.Str(hostText(self))
	}
	return []object.Def{
		{Name: "__str__", Fn: text},
		{Name: "__repr__", Fn: text},
		{Name: "__unicode__", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
			return object.Unicode(hostText(self))
		}},
		{Name: "__eq__", Min: 1, Max: 1, Fn: func(_ *object.Thread, self object.Value, a []object.Value) object.Value {
			return object.Bool(self.Object().(*hostObject).equal(a[0]))
		}},
		{Name: "__ne__", Min: 1, Max: 1, Fn: func(_ *object.Thread, self object.Value, a []object.Value) object.Value {
			return object.Bool(!self.Object().(*hostObject).equal(a[0]))
		}},
		{Name: "__hash__", Fn: func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
			return object.Int(t.Hash(object.Str(hostText(self))))
		}},
		{Name: "__getitem__", Min: 1, Max: 1, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			h := self.Object().(*hostObject)
			o, ok := h.v.Object().(scripts.IndexObject)
			if !ok {
				t.Raise(object.TypeErrorType, "'"+h.TypeName()+"' object is unsubscriptable")
			}
			v, err := o.Item(h.s.toTag(a[0]))
			h.s.raise(err)
			return h.s.fromTag(v)
		}},
		{Name: "__setitem__", Min: 2, Max: 2, Fn: func(t *object.Thread, self object.Value, a []object.Value) object.Value {
			h := self.Object().(*hostObject)
			o, ok := h.v.Object().(scripts.MutableObject)
			if !ok {
				t.Raise(object.TypeErrorType, "'"+h.TypeName()+"' object does not support item assignment")
			}
			h.s.raise(o.SetMember(t.Str(a[0]), h.s.memberValue(o, a[1])))
			return object.None
		}},
	}
}

// PyGetAttr implements object.AttrGetter.
func (h *hostObject) PyGetAttr(_ *object.Thread, name string) (object.Value, bool) {
	if name == h.last {
		return h.lastValue, true
	}
	m, ok := h.s.host.Library.Member(h.v, name)
	if !ok || !documentMember(h.v, name) {
		return object.Value{}, false
	}
	if m.Method != nil {
		f := h.s.function(m.Method)
		return object.Obj(&hostFunction{Header: f.Header, s: h.s, f: m.Method, this: h.v}), true
	}
	v := h.s.fromTag(m.Value)
	switch h.v.Kind() {
	case tags.KindQualified, tags.KindQuality:
		h.last, h.lastValue = name, v
	}
	return v, true
}

// PySetAttr implements object.AttrSetter.
func (h *hostObject) PySetAttr(_ *object.Thread, name string, v object.Value) bool {
	o, ok := h.v.Object().(scripts.MutableObject)
	if !ok {
		return false
	}
	h.s.raise(o.SetMember(name, h.s.memberValue(o, v)))
	return true
}

// memberValue is what a property is set to: the script's own object, but for
// objects that hold data.
func (s *state) memberValue(o scripts.MutableObject, v object.Value) tags.Value {
	if _, ok := o.(scripts.MapObject); ok {
		return s.toTag(v)
	}
	return s.toLive(v)
}

// hostFunction is a function of the host's library, or a method with its
// object.
type hostFunction struct {
	object.Header
	s    *state
	f    *scripts.Function
	this tags.Value
}

var hostFunctionType = object.NewType(object.TypeDef{Name: "builtin_function_or_method", NoNew: true, HostAttrs: true})

// PyGetAttr implements object.AttrGetter.
func (f *hostFunction) PyGetAttr(_ *object.Thread, name string) (object.Value, bool) {
	switch name {
	case "__name__":
		return object.Str(lastPart(f.f.Name)), true
	case "__doc__":
		return object.None, true
	}
	return object.Value{}, false
}

func lastPart(name string) string {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[i+1:]
		}
	}
	return name
}

func (s *state) function(f *scripts.Function) *hostFunction {
	if h, ok := s.method[f]; ok {
		return h
	}
	h := &hostFunction{Header: object.NewHeader(hostFunctionType), s: s, f: f}
	s.method[f] = h
	return h
}

// Call implements object.Callable.
func (f *hostFunction) Call(_ *object.Thread, args []object.Value, names []string) object.Value {
	return f.invoke(args, names, false)
}

// invoke calls the function. With discard nobody looks at the result.
func (f *hostFunction) invoke(args []object.Value, names []string, discard bool) object.Value {
	s := f.s
	call := s.newCall()
	call.This, call.Discard = f.this, discard
	err := s.bind(f.f, call, args, names)
	var result tags.Value
	if err == nil {
		result, err = f.f.Call(call)
	}
	v := object.None
	if err == nil && !discard {
		v = s.fromTag(result)
	}
	s.freeCall(call)
	s.raise(err)
	return v
}

func (s *state) newCall() *scripts.Call {
	var c *scripts.Call
	if n := len(s.calls); n > 0 {
		c = s.calls[n-1]
		s.calls = s.calls[:n-1]
	} else {
		c = &scripts.Call{Host: s.host}
	}
	c.Run = s.host.CurrentRun()
	if c.Run == nil {
		c.Run = &scripts.Run{In: "script"}
	}
	return c
}

func (s *state) freeCall(c *scripts.Call) {
	clear(c.Args)
	c.Run, c.This, c.Rest, c.Named, c.Discard, c.Live = nil, tags.Value{}, nil, nil, false, tags.Value{}
	c.Message = scripts.Message{}
	s.calls = append(s.calls, c)
}

func (s *state) bind(f *scripts.Function, call *scripts.Call, args []object.Value, names []string) error {
	// Converting an argument may run the script, which may call another
	// function: the binding belongs to this call alone.
	b := scripts.Binding{Function: f, Call: call}
	b.Begin()
	pos := len(args) - len(names)
	for i, a := range args[:pos] {
		mode, err := b.Position(i)
		if err != nil {
			return err
		}
		v, err := s.argument(call, mode, a, f, i)
		if err != nil {
			return err
		}
		b.SetPosition(i, v)
	}
	for k, name := range names {
		if f.Any {
			if err := b.SetNamed(name, s.toTag(args[pos+k])); err != nil {
				return err
			}
			continue
		}
		i, err := b.Keyword(name)
		if err != nil {
			return err
		}
		if i < 0 {
			continue
		}
		v, err := s.argument(call, f.Params[i].Mode, args[pos+k], f, i)
		if err != nil {
			return err
		}
		b.SetPosition(i, v)
	}
	return b.End()
}

func (s *state) argument(call *scripts.Call, mode scripts.Mode, a object.Value, f *scripts.Function, i int) (tags.Value, error) {
	switch mode {
	case scripts.Callback:
		if a.IsNone() {
			return tags.Value{}, nil
		}
		if v := s.toTag(a); v.Object() != nil {
			if _, ok := v.Object().(scripts.Callable); ok {
				return v, nil
			}
		}
		if !s.callable(a) {
			return tags.Value{}, scripts.Raise("TypeError", "%s(): %s wants a function, got %s", f.Name, f.Params[i].Name, a.Type().Name)
		}
		return tags.FromObject(&function{s: s, f: a}), nil
	case scripts.Live:
		return s.toLive(a), nil
	case scripts.LiveList:
		if a.IsNone() {
			return tags.Value{}, nil
		}
		items := s.rt.t.Items(a)
		out := make([]tags.Value, len(items))
		for k, x := range items {
			out[k] = s.toLive(x)
		}
		return tags.ListOf(out...), nil
	case scripts.LiveMap:
		d, ok := a.Object().(*object.Dict)
		if !ok {
			return tags.Value{}, nil
		}
		m := tags.NewMap(d.Len())
		d.Each(func(k, x object.Value) { m.Set(s.toTag(k), s.toLive(x)) })
		return tags.FromMap(m), nil
	case scripts.Payload:
		v := s.payload(a)
		if s.host.SharePayloads {
			call.Live = tags.FromObject(&scripts.Handle{Name: a.Type().Name, Ref: live{s, a}, Data: v})
		}
		return v, nil
	}
	v := s.toTag(a)
	if v.Kind() == tags.KindDate && strings.HasPrefix(f.Name, "date.") {
		if _, ok := dateOf(a); !ok { // a datetime, which Jython does not take for a Date
			return s.handle(a), nil
		}
	}
	return v, nil
}

// raise raises an error of the host in the script: an *Exception as the class
// it names, the error of a script that was waited for as what it was, a
// used-up budget as the end of the run.
func (s *state) raise(err error) {
	if err == nil {
		return
	}
	var budget *scripts.BudgetError
	var e *scripts.Exception
	isException := errors.As(err, &e)
	// The budget error of a run that was waited for reaches the script inside an
	// exception, which it may catch.
	if !isException && errors.As(err, &budget) {
		s.host.Stop(budget)
		return
	}
	if isException {
		if e.Package != "" {
			s.rt.t.ThrowJava(javaType(e.Package, e.Type), e.Message, err)
		}
		s.raiseNamed(e.Type, e.Message)
	}
	var se *scripts.ScriptError
	if errors.As(err, &se) {
		if se.Java {
			s.rt.t.ThrowJava(javaType("java.lang", se.Type), se.Message, err)
		}
		s.raiseNamed(se.Type, se.Message)
	}
	s.raiseNamed("RuntimeError", err.Error())
}

func (s *state) raiseNamed(name, msg string) {
	if v, ok := s.rt.t.Builtins.Dict.GetText(name); ok {
		if c, ok := v.Object().(*object.Type); ok && c.IsSubtype(object.BaseExceptionType) {
			s.rt.t.Raise(c, msg)
		}
	}
	s.rt.t.Raise(object.RuntimeErrorType, name+": "+msg)
}

// javaTypes are the classes of Java exceptions, by full name.
var javaTypes struct {
	sync.Mutex
	m map[string]*object.Type
}

func javaType(pkg, name string) *object.Type {
	javaTypes.Lock()
	defer javaTypes.Unlock()
	full := pkg + "." + name
	if t, ok := java.Class(full); ok && t.IsSubtype(object.ThrowableType) {
		return t
	}
	if t, ok := javaTypes.m[full]; ok {
		return t
	}
	if javaTypes.m == nil {
		javaTypes.m = map[string]*object.Type{}
	}
	t := object.NewThrowableType(pkg, name, object.JavaExceptionType)
	javaTypes.m[full] = t
	return t
}

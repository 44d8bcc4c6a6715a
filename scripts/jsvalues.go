package scripts

// The border between Go and JavaScript. Plain data is copied both ways; host
// objects and data with members (qualified values, qualities, datasets) are
// wrapped, and unwrapped when they come back.

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dop251/goja"

	"dryfire/tags"
)

const (
	maxDataDepth = 200
	tooDeep      = "structure that contains itself, or is nested deeper than 200 levels"
	valueBytes   = 24 // of a tags.Value
	maxSafeInt   = 1 << 53
	stepPortion  = 1000
)

// jsState is what JavaScript keeps for one host.
type jsState struct {
	lenient     bool // data without end is to set deep instead of throwing
	deep        bool
	host        *Host
	params      []goja.Value
	args        []goja.Value
	markers     []marker // of the program that is being instantiated
	methods     map[*Function]goja.Value
	objects     map[HostObject]*goja.Object
	natives     map[string]goja.Value // see jsNatives
	guarded     map[string]bool       // built-ins replaced, see limits
	sources     map[string]string     // by name, of scripts with text that is not ASCII
	joining     []*goja.Object        // arrays that join is at
	codeRefused bool                  // see limitCode
	stopStack   []goja.StackFrame     // where the run was told to stop
	object      *goja.Object          // Object.prototype
	array       *goja.Object          // Array.prototype
	date        *goja.Object          // the Date constructor
	text        string                // the last string converted to JavaScript: tag paths repeat
	textVal     goja.Value
	peeked      any
	scratch     []*goja.Object // wrappers of object literals that their calls have used up
}

func (h *Host) jsState() *jsState {
	if h.js != nil {
		return h.js
	}
	js := &jsState{host: h, methods: map[*Function]goja.Value{}, guarded: map[string]bool{}}
	h.js = js
	r := h.Runtime
	r.SetPromiseRejectionTracker(func(p *goja.Promise, op goja.PromiseRejectionOperation) {
		if op == goja.PromiseRejectionReject {
			h.rejects = append(h.rejects, rejection{p, r.CaptureCallStack(0, nil)})
		} else {
			h.dropReject(p)
		}
	})
	js.params = []goja.Value{
		r.ToValue(js.refill), r.ToValue(js.big), r.ToValue(js.literal), r.ToValue(js.marker),
		js.namespace("system"),
		r.ToValue(js.kw), r.ToValue(js.str), r.ToValue(js.repr), r.ToValue(js.print),
		r.NewDynamicObject(&jsConsole{js: js}), js.argv(),
	}
	js.declareStubs()
	return js
}

func (js *jsState) argv() goja.Value {
	if len(js.host.Args) == 0 {
		return js.host.Runtime.NewArray()
	}
	list := make([]any, len(js.host.Args))
	for i, a := range js.host.Args {
		list[i] = a
	}
	return js.host.Runtime.NewArray(list...)
}

func (js *jsState) refill(goja.FunctionCall) goja.Value {
	n := js.host.Portion(stepPortion)
	if n == 0 {
		js.stop(js.host.StepsExceeded())
	}
	return js.host.Runtime.ToValue(n - 1) // one is for the step that asks
}

func (js *jsState) big(c goja.FunctionCall) goja.Value {
	s := c.Argument(0)
	if str, ok := s.(goja.String); ok {
		js.textRoom(float64(str.Length()))
	}
	return s
}

// toJS converts data to a JavaScript value.
func (js *jsState) toJS(v tags.Value) goja.Value {
	r := js.host.Runtime
	switch v.Kind() {
	case tags.KindNull:
		return goja.Null()
	case tags.KindBool:
		return r.ToValue(v.Bool())
	case tags.KindInt:
		return r.ToValue(v.Int64())
	case tags.KindLong:
		if i := v.Int64(); i > -maxSafeInt && i < maxSafeInt {
			return r.ToValue(i)
		}
		return r.ToValue(v.BigInt())
	case tags.KindBigInt:
		return r.ToValue(v.BigInt())
	case tags.KindFloat:
		return r.ToValue(v.Float64())
	case tags.KindStr, tags.KindUnicode:
		return js.toString(v.Text())
	case tags.KindDate:
		return js.newDate(v.Int64())
	case tags.KindList:
		items := v.List().Items
		values := make([]any, len(items))
		for i, item := range items {
			values[i] = js.toJS(item)
		}
		return r.NewArray(values...)
	case tags.KindMap:
		return js.wrapMap(v.Map())
	case tags.KindDataset:
		return js.sequence(&Rows{v.Dataset()})
	case tags.KindObject:
		switch o := v.Object().(type) {
		case *Handle:
			if ref, ok := o.Ref.(goja.Value); ok {
				return ref
			}
			if !o.Data.IsNull() {
				return js.toJS(o.Data)
			}
		case *jsCallable:
			return o.fn
		case ThrowableObject:
			return js.newError(o.Exception())
		case SequenceObject:
			return js.sequence(o)
		case HostObject:
			return js.wrapHost(o, v)
		}
	}
	return r.NewDynamicObject(&jsValue{js: js, v: v})
}

func (js *jsState) toString(s string) goja.Value {
	if s == js.text && js.textVal != nil {
		return js.textVal
	}
	js.text, js.textVal = s, js.host.Runtime.ToValue(s)
	return js.textVal
}

func (js *jsState) newDate(ms int64) goja.Value {
	r := js.host.Runtime
	if js.date == nil {
		js.date = r.Get("Date").ToObject(r)
	}
	d, err := r.New(js.date, r.ToValue(ms))
	if err != nil {
		return r.ToValue(ms)
	}
	return d
}

func (js *jsState) toObject(m *tags.Map) goja.Value {
	r := js.host.Runtime
	o := r.NewObject()
	for i := range m.Len() {
		k, v := m.At(i)
		name := k.Text()
		if !k.IsText() {
			name = PyStr(k)
		}
		if name == "__proto__" { // a property like any other, not the prototype
			_ = o.DefineDataProperty(name, js.toJS(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
			continue
		}
		_ = o.Set(name, js.toJS(v)) // a plain object accepts every name
	}
	return o
}

func (js *jsState) wrapHost(o HostObject, v tags.Value) goja.Value {
	if !reflect.TypeOf(o).Comparable() { // its identity means nothing
		return js.host.Runtime.NewDynamicObject(&jsValue{js: js, v: v})
	}
	if w, ok := js.objects[o]; ok {
		return w
	}
	w := js.host.Runtime.NewDynamicObject(&jsValue{js: js, v: v})
	if js.objects == nil {
		js.objects = map[HostObject]*goja.Object{}
	}
	if len(js.objects) < 4096 { // identity matters for long-lived objects, not for floods
		js.objects[o] = w
	}
	return w
}

// jsValue wraps a host object or data with members.
type jsValue struct {
	js *jsState
	v  tags.Value
}

// peek is the property by which wrappers say who they are: asking for it costs
// no allocation, which Export does.
const peek = "\x00dryfire"

// under returns the host's own object behind a wrapper, nil for an object of
// the script's.
func (js *jsState) under(o *goja.Object) any {
	switch o.ExportType() {
	case jsValueType, jsMapType, jsLiteralType, jsKeywordsType, jsMarkerType:
		js.peeked = nil
		o.Get(peek)
		return js.peeked
	}
	return nil
}

var jsValueType = reflect.TypeOf(&jsValue{})

func (w *jsValue) Get(key string) goja.Value {
	if key == peek {
		w.js.peeked = w
		return nil
	}
	if s, ok := w.v.Object().(SequenceObject); ok {
		if v := w.js.element(s, key); v != nil {
			return v
		}
	}
	m, ok := w.js.host.Library.Member(w.v, key)
	if ok {
		if m.Method != nil {
			return w.js.method(m.Method)
		}
		return w.js.toJS(m.Value)
	}
	if key == "toString" {
		return w.js.method(toStringMethod)
	}
	if o, ok := w.v.Object().(IndexObject); ok {
		if v, err := o.Item(tags.Str(key)); err == nil {
			return w.js.toJS(v)
		}
	}
	return nil
}

var toStringMethod = &Function{Name: "toString", Call: func(c *Call) (tags.Value, error) {
	if r, ok := c.This.Object().(*Rows); ok { // every dataset is one here
		return tags.Str(PyStrIn(r.Data(), c.Host.Zone)), nil
	}
	return tags.Str(PyStrIn(c.This, c.Host.Zone)), nil
}}

func (w *jsValue) Set(key string, val goja.Value) bool {
	o, ok := w.v.Object().(MutableObject)
	if !ok {
		w.js.throw(Raise("TypeError", "cannot set '%s': a %s is read-only", key, typeName(w.v)))
	}
	var v tags.Value
	if _, isGlobals := o.(*Globals); isGlobals {
		v = w.js.toLive(val)
	} else {
		v = w.js.fromJS(val)
	}
	if err := o.SetMember(key, v); err != nil {
		w.js.throw(err)
	}
	return true
}

func (w *jsValue) Has(key string) bool { return w.Get(key) != nil }

func (w *jsValue) Delete(key string) bool {
	if g, ok := w.v.Object().(*Globals); ok {
		g.Delete(tags.Str(key))
		return true
	}
	return !w.Has(key)
}

// Keys are those of dictionaries, and the parts of a qualified value and of a
// quality, so that these can be spread, walked and printed.
func (w *jsValue) Keys() []string {
	var m *tags.Map
	if s, ok := w.v.Object().(SequenceObject); ok {
		return sequenceKeys(s)
	}
	if o, ok := w.v.Object().(MapObject); ok {
		return o.Keys()
	}
	switch {
	case w.v.Kind() == tags.KindQualified:
		return []string{"value", "quality", "timestamp"}
	case w.v.Kind() == tags.KindQuality:
		return []string{"name", "code"}
	case w.v.Kind() == tags.KindDocument:
		m = w.v.Document().Root.Map()
	default:
		if g, ok := w.v.Object().(*Globals); ok {
			m = g.values
		}
	}
	if m == nil {
		return nil
	}
	keys := make([]string, m.Len())
	for i := range keys {
		k, _ := m.At(i)
		keys[i] = PyStr(k)
	}
	return keys
}

// typeName is what errors call a value's type.
func typeName(v tags.Value) string {
	switch o := v.Object().(type) {
	case *Rows:
		return "dataset"
	case *Row:
		return "row"
	case tags.Object:
		return o.TypeName()
	}
	return v.Kind().String()
}

var (
	objectType = reflect.TypeOf(map[string]any{}) // what goja exports an object as,
	mapType    = reflect.TypeOf([][2]any{})       // a Map,
	setType    = reflect.TypeOf([]any{})          // a Set
	bigIntType = reflect.TypeOf(&big.Int{})
)

// fromJS copies a JavaScript value into data. What is no data becomes a
// tags.Object. It must run inside the runtime: getters may throw.
func (js *jsState) fromJS(v goja.Value) tags.Value { return js.from(v, 0) }

func (js *jsState) from(v goja.Value, depth int) tags.Value {
	switch x := v.(type) {
	case nil:
		return tags.Value{}
	case goja.String:
		return jsText(x.String())
	case *goja.Object:
		return js.fromObject(x, depth)
	case *goja.Symbol:
		return tags.FromObject(&Handle{Name: "symbol", Ref: v})
	}
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return tags.Value{}
	}
	switch t := v.ExportType(); t.Kind() {
	case reflect.Bool:
		return tags.Bool(v.ToBoolean())
	case reflect.Int64:
		return tags.Int(v.ToInteger())
	case reflect.Float64:
		return floatValue(v.ToFloat())
	default:
		if t == bigIntType {
			return tags.BigInt(v.Export().(*big.Int))
		}
	}
	return tags.FromObject(&Handle{Name: "value", Ref: v})
}

// jsText is the data of a JavaScript string: what a Python str can hold is one,
// so that it prints without a u, and anything else is unicode.
func jsText(s string) tags.Value {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return tags.Unicode(s)
		}
	}
	return tags.Str(s)
}

// payload is fromJS for what is sent: data without end is no error of the
// sender's, it is what cannot be delivered (DEC-11).
func (js *jsState) payload(v goja.Value, depth int) tags.Value {
	js.lenient, js.deep = true, false
	defer func() { js.lenient = false }()
	data := js.from(v, depth)
	if js.deep {
		return tags.FromObject(&Handle{Name: tooDeep, Ref: v})
	}
	return data
}

// floatValue makes an int of an integral number: JavaScript has one number
// type, and what it prints as 5 is an int elsewhere.
func floatValue(f float64) tags.Value {
	if f == math.Trunc(f) && math.Abs(f) < maxSafeInt && !(f == 0 && math.Signbit(f)) {
		return tags.Int(int64(f))
	}
	return tags.Float(f)
}

func (js *jsState) fromObject(o *goja.Object, depth int) tags.Value {
	if depth > maxDataDepth {
		if js.lenient {
			js.deep = true
			return tags.Value{}
		}
		js.throw(Raise("RangeError", "the data is nested deeper than %d levels, or contains itself", maxDataDepth))
	}
	switch o.ClassName() {
	case "Array":
		n := max(0, o.Get("length").ToInteger())
		js.charge(n)
		js.room(valueBytes * float64(n))
		items := make([]tags.Value, n)
		for i := range items {
			items[i] = js.from(index(o, int64(i)), depth+1)
		}
		return tags.ListOf(items...)
	case "Date":
		if t, ok := o.Export().(time.Time); ok {
			return tags.Date(t.UnixMilli())
		}
		return tags.Value{}
	case "Function":
		fn, _ := goja.AssertFunction(o)
		return tags.FromObject(&jsCallable{js: js, fn: o, call: fn})
	case "Error":
		return tags.FromObject(&Handle{Name: js.typeName(o), Ref: o, Throwable: true, Text: js.safeString(o)})
	case "String":
		return jsText(o.String())
	case "Boolean", "Number":
		return js.from(js.host.Runtime.ToValue(o.Export()), depth+1)
	case "Object":
		switch w := js.under(o).(type) {
		case *jsValue:
			if d, ok := w.v.Object().(DataObject); ok {
				return d.Data()
			}
			return w.v
		case *jsMap:
			return w.data(depth)
		case *jsLiteral:
			return w.data(depth)
		}
		switch o.ExportType() {
		case objectType:
			if js.plain(o) {
				return js.fromPlain(o, depth)
			}
		case mapType:
			return js.fromEntries(o, depth)
		case setType:
			return js.fromMembers(o, depth)
		}
	}
	return tags.FromObject(&Handle{Name: js.typeName(o), Ref: o})
}

// plain reports whether o is an object literal: an instance of a class is no
// data.
func (js *jsState) plain(o *goja.Object) bool {
	p := o.Prototype()
	if p == nil {
		return true
	}
	return p == js.objectPrototype()
}

func (js *jsState) objectPrototype() *goja.Object {
	if js.object == nil {
		js.object = js.host.Runtime.NewObject().Prototype()
	}
	return js.object
}

func (js *jsState) fromPlain(o *goja.Object, depth int) tags.Value {
	keys := o.Keys()
	js.charge(int64(len(keys)))
	m := tags.NewMap(len(keys))
	for _, k := range keys {
		m.Set(jsText(k), js.from(o.Get(k), depth+1))
	}
	return tags.FromMap(m)
}

func (js *jsState) fromEntries(o *goja.Object, depth int) tags.Value {
	m := tags.NewMap(0)
	js.host.Runtime.ForOf(o, func(v goja.Value) bool {
		js.charge(1)
		if entry, ok := v.(*goja.Object); ok {
			key := js.from(entry.Get("0"), depth+1)
			m.Set(key, js.from(entry.Get("1"), depth+1))
		}
		return true
	})
	return tags.FromMap(m)
}

func (js *jsState) fromMembers(o *goja.Object, depth int) tags.Value {
	l := &tags.List{Form: tags.FormSet}
	js.host.Runtime.ForOf(o, func(v goja.Value) bool {
		js.charge(1)
		l.Items = append(l.Items, js.from(v, depth+1))
		return true
	})
	return tags.FromList(l)
}

func (js *jsState) typeName(o *goja.Object) string {
	if c, ok := o.Get("constructor").(*goja.Object); ok {
		if name := c.Get("name"); name != nil && name.String() != "" && name.String() != "Object" {
			return name.String()
		}
	}
	return o.ClassName()
}

// toLive keeps what is not plain text or a number as the script's own object.
func (js *jsState) toLive(v goja.Value) tags.Value {
	if o, ok := v.(*goja.Object); ok && o.ExportType() != jsValueType {
		return tags.FromObject(&Handle{Name: o.ClassName(), Ref: v})
	}
	return js.fromJS(v)
}

// jsCallable is a function of a JavaScript.
type jsCallable struct {
	js   *jsState
	fn   *goja.Object
	call goja.Callable
}

func (c *jsCallable) TypeName() string { return "function" }

// Call calls the function with data.
func (c *jsCallable) Call(args []tags.Value) (tags.Value, error) {
	e := jsEntry{js: c.js, fn: c.call}
	return e.Call(args)
}

// CallLive calls the function with handles; names become a trailing object.
func (c *jsCallable) CallLive(args []tags.Value, names []string, values []tags.Value) (tags.Value, error) {
	if len(names) > 0 {
		o := c.js.host.Runtime.NewObject()
		for i, n := range names {
			_ = o.Set(n, c.js.toJS(values[i])) // a plain object accepts every name
		}
		args = append(args[:len(args):len(args)], tags.FromObject(&Handle{Name: "Object", Ref: goja.Value(o)}))
	}
	return c.Call(args)
}

// method returns the JavaScript function for f.
func (js *jsState) method(f *Function) goja.Value {
	if v, ok := js.methods[f]; ok {
		return v
	}
	v := js.host.Runtime.ToValue(func(c goja.FunctionCall) goja.Value { return js.invoke(f, c) })
	js.methods[f] = v
	return v
}

func (js *jsState) invoke(f *Function, c goja.FunctionCall) goja.Value {
	call := js.host.newCall()
	call.Run, call.OneNumber = js.host.run, true
	if call.Run == nil {
		call.Run = &Run{In: "script"}
	}
	if o, ok := c.This.(*goja.Object); ok {
		if w, ok := js.under(o).(*jsValue); ok {
			call.This = w.v
		}
	}
	err := js.bind(f, call, c.Arguments)
	var result tags.Value
	if err == nil {
		result, err = f.Call(call)
	}
	discard := call.Discard
	js.host.freeCall(call)
	if err != nil {
		js.throw(err)
	}
	js.recycle(c.Arguments)
	if discard {
		return goja.Undefined()
	}
	return js.toJS(result)
}

// jsKeywords is what kw({…}) makes.
type jsKeywords struct {
	js     *jsState
	object *goja.Object
}

func (k *jsKeywords) Get(key string) goja.Value {
	if key == peek {
		k.js.peeked = k
	}
	return nil
}

func (*jsKeywords) Set(string, goja.Value) bool { return false }
func (*jsKeywords) Has(string) bool             { return false }
func (*jsKeywords) Delete(string) bool          { return false }
func (*jsKeywords) Keys() []string              { return nil }

var jsKeywordsType = reflect.TypeOf(&jsKeywords{})

func (js *jsState) kw(c goja.FunctionCall) goja.Value {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok || o.ClassName() != "Object" {
		js.throw(Raise("TypeError", "kw() wants an object of names and values, got %s", js.describe(c.Argument(0))))
	}
	return js.host.Runtime.NewDynamicObject(&jsKeywords{js: js, object: o})
}

// describe names what a script gave instead of what was wanted.
func (js *jsState) describe(v goja.Value) string {
	switch x := v.(type) {
	case nil:
		return "undefined"
	case *goja.Object:
		if w, ok := js.under(x).(*jsValue); ok {
			return typeName(w.v)
		}
		return x.ClassName()
	case goja.String:
		if x.Length() > 40 {
			return "a text of " + strconv.Itoa(x.Length()) + " characters"
		}
		return strconv.Quote(x.String())
	}
	return v.String()
}

// bind fills call.Args from positional arguments and a trailing kw({…}).
func (js *jsState) bind(f *Function, call *Call, args []goja.Value) error {
	var keywords *goja.Object
	var names []string
	var values []goja.Value
	if n := len(args); n > 0 {
		if o, ok := args[n-1].(*goja.Object); ok {
			switch m := js.under(o).(type) {
			case *jsKeywords:
				keywords, args = m.object, args[:n-1]
			case *jsMarker:
				call.Discard = m.discard
				names = m.names
				args = args[:n-1]
				args, values = args[:len(args)-len(names)], args[len(args)-len(names):]
				if k := len(args); k > 0 && names == nil {
					if o, ok := args[k-1].(*goja.Object); ok {
						if kw, ok := js.under(o).(*jsKeywords); ok {
							keywords, args = kw.object, args[:k-1]
						}
					}
				}
			}
		}
	}
	// Converting an argument may run a getter of the script, which may call
	// another system function: the binding belongs to this call alone.
	b := Binding{Function: f, Call: call}
	b.Begin()
	for i, a := range args {
		if goja.IsUndefined(a) && i < len(f.Params) {
			continue // JavaScript's way to leave an argument out
		}
		mode, err := b.Position(i)
		if err != nil {
			return err
		}
		v, err := js.argument(mode, a, f, i)
		if err != nil {
			return err
		}
		b.SetPosition(i, v)
		js.share(call, mode, a, v)
	}
	if keywords != nil {
		names = keywords.Keys()
		for _, name := range names {
			values = append(values, keywords.Get(name))
		}
	}
	for k, name := range names {
		if f.Any {
			v, err := js.argument(Data, values[k], f, 0)
			if err == nil {
				err = b.SetNamed(name, v)
			}
			if err != nil {
				return err
			}
			continue
		}
		i, err := b.Keyword(name)
		if err != nil {
			return err
		}
		if i < 0 || goja.IsUndefined(values[k]) {
			continue
		}
		v, err := js.argument(f.Params[i].Mode, values[k], f, i)
		if err != nil {
			return err
		}
		b.SetPosition(i, v)
		js.share(call, f.Params[i].Mode, values[k], v)
	}
	return b.End()
}

// share keeps the script's own payload object beside its copy.
func (js *jsState) share(call *Call, mode Mode, a goja.Value, data tags.Value) {
	if mode != Payload || !js.host.SharePayloads {
		return
	}
	if o, ok := a.(*goja.Object); ok {
		if l, ok := js.under(o).(*jsLiteral); ok { // it must outlive the call
			o = l.object()
			a = o
		}
		call.Live = tags.FromObject(&Handle{Name: o.ClassName(), Ref: a, Data: data})
	}
}

func (js *jsState) argument(mode Mode, a goja.Value, f *Function, i int) (tags.Value, error) {
	if o, ok := a.(*goja.Object); ok {
		if _, misplaced := js.under(o).(*jsKeywords); misplaced {
			return tags.Value{}, Raise("TypeError", "%s(): kw({…}) must be the last argument", f.FullName())
		}
	}
	switch mode {
	case Payload:
		return js.payload(a, 0), nil
	case Callback:
		v := js.fromJS(a)
		if _, ok := v.Object().(Callable); !ok && !v.IsNull() {
			return v, Raise("TypeError", "%s(): %s wants a function, got %s", f.FullName(), f.Params[i].Name, js.describe(a))
		}
		return v, nil
	case Live:
		return js.toLive(a), nil
	case LiveList:
		o, ok := a.(*goja.Object)
		if !ok || o.ClassName() != "Array" {
			if goja.IsNull(a) || goja.IsUndefined(a) {
				return tags.Value{}, nil
			}
			return tags.Value{}, Raise("TypeError", "%s(): %s wants an array, got %s", f.FullName(), f.Params[i].Name, js.describe(a))
		}
		items := make([]tags.Value, int(o.Get("length").ToInteger()))
		for k := range items {
			items[k] = js.toLive(o.Get(strconv.Itoa(k)))
		}
		return tags.ListOf(items...), nil
	case LiveMap:
		o, ok := a.(*goja.Object)
		if !ok {
			if goja.IsNull(a) || goja.IsUndefined(a) {
				return tags.Value{}, nil
			}
			return tags.Value{}, Raise("TypeError", "%s(): %s wants an object, got %s", f.FullName(), f.Params[i].Name, js.describe(a))
		}
		m := tags.NewMap(0)
		for _, k := range o.Keys() {
			m.Set(tags.Str(k), js.toLive(o.Get(k)))
		}
		return tags.FromMap(m), nil
	}
	return js.fromJS(a), nil
}

func (js *jsState) str(c goja.FunctionCall) goja.Value {
	v := js.fromJS(c.Argument(0))
	if v.IsText() {
		return js.host.Runtime.ToValue(v.Text())
	}
	return js.host.Runtime.ToValue(js.spelled(v, appendStr))
}

func (js *jsState) repr(c goja.FunctionCall) goja.Value {
	return js.host.Runtime.ToValue(js.spelled(js.fromJS(c.Argument(0)), appendRepr))
}

// spelled is data as Python prints it; data with shared parts can come to a
// text of any length.
func (js *jsState) spelled(v tags.Value, spell func([]byte, tags.Value, int, *time.Location) []byte) string {
	var space [96]byte
	limit := int(js.host.budget.Memory / textShare)
	b := spell(space[:0], v, limit, js.host.Zone)
	if len(b) > limit {
		js.halt(js.host.textExceeded())
	}
	return string(b)
}

func (js *jsState) print(c goja.FunctionCall) goja.Value {
	js.host.World.Print(js.host.run, js.line(c.Arguments)+"\n")
	return goja.Undefined()
}

// line is the arguments of print with blanks between.
func (js *jsState) line(args []goja.Value) string {
	var b strings.Builder
	for i, a := range args {
		if i > 0 {
			b.WriteByte(' ')
		}
		v := js.fromJS(a)
		if v.IsText() {
			b.WriteString(v.Text())
		} else {
			b.WriteString(js.spelled(v, appendStr))
		}
		js.textRoom(float64(b.Len()))
	}
	return b.String()
}

// jsConsole gives JavaScript writers the console they expect: log prints, the
// others log to a logger named console.
type jsConsole struct {
	js    *jsState
	cache map[string]goja.Value
}

func (c *jsConsole) Get(key string) goja.Value {
	if v, ok := c.cache[key]; ok {
		return v
	}
	var v goja.Value
	switch key {
	case "log":
		v = c.js.host.Runtime.ToValue(c.js.print)
	case "trace", "debug", "info", "warn", "error":
		v = c.js.host.Runtime.ToValue(func(call goja.FunctionCall) goja.Value {
			c.js.host.World.Log(c.js.host.run, "console", key, c.js.line(call.Arguments), "")
			return goja.Undefined()
		})
	default:
		return nil
	}
	if c.cache == nil {
		c.cache = map[string]goja.Value{}
	}
	c.cache[key] = v
	return v
}

func (c *jsConsole) Set(string, goja.Value) bool { return false }
func (c *jsConsole) Has(key string) bool         { return c.Get(key) != nil }
func (c *jsConsole) Delete(string) bool          { return false }
func (c *jsConsole) Keys() []string {
	return []string{"log", "trace", "debug", "info", "warn", "error"}
}

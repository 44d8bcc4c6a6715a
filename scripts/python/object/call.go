package object

// Calls pass arguments the way a vector call does: one slice, keyword values at
// its end, their names in a second slice that is constant per call site. No
// tuple and no dict is made unless the callee declares *args or **kw.

import (
	"fmt"
	"strings"
)

// NativeFunc is the code of a native. self is the receiver of a method and
// absent for a function. args follow the rules of [Def]. It must not keep args.
type NativeFunc func(t *Thread, self Value, args []Value) Value

// RawFunc is the code of a native that parses its own arguments: the last
// len(names) args are keyword values. It must not keep args.
type RawFunc func(t *Thread, self Value, args []Value, names []string) Value

// Def declares a native function or method.
type Def struct {
	Name     string
	Min, Max int // number of arguments without the receiver; Max < 0: any number
	// Params, if not empty, are space-separated parameter names: keywords are allowed and
	// Fn gets exactly one slot per parameter, absent where nothing was passed.
	Params string
	Called string // what complaints about too many arguments call it, if not Name
	Fn     NativeFunc
	Raw    RawFunc // instead of Fn: Min, Max and Params are not looked at
	Doc    string
}

// Callable is an object that can be called. Everything else is called through
// its class's __call__.
type Callable interface {
	Object
	Call(t *Thread, args []Value, names []string) Value
}

// Native is a function written in Go. With an Owner it is a method descriptor
// whose receiver is the first argument.
type Native struct {
	Header
	Def
	Owner  *Type
	params []string
	isNew  bool // __new__
}

// NewNative makes a function.
func NewNative(d Def) *Native {
	n := &Native{Header: Header{cls: BuiltinFunctionType}, Def: d}
	if d.Params != "" {
		n.params = strings.Fields(d.Params)
	}
	return n
}

// isCore reports whether it is a method of a core type, whose objects the
// switches of this package know.
func (n *Native) isCore() bool { return n.Owner != nil && n.Owner.core }

// Slot implements Object: natives may be shared between interpreters.
func (n *Native) Slot() *any { return nil }

// Call implements Callable.
func (n *Native) Call(t *Thread, args []Value, names []string) Value {
	if n.Owner == nil || n.isNew {
		return n.invoke(t, Value{}, args, names)
	}
	if len(args)-len(names) == 0 {
		t.Raise(TypeErrorType, n.Name+" requires at least one argument")
	}
	self := args[0]
	if !self.Type().isSubtype(n.Owner) {
		t.Raise(TypeErrorType, fmt.Sprintf("descriptor '%s' requires a '%s' object but received a '%s'",
			n.Name, n.Owner.Name, self.Type().shown()))
	}
	return n.invoke(t, self, args[1:], names)
}

func (n *Native) invoke(t *Thread, self Value, args []Value, names []string) Value {
	t.EnterCall()
	v := n.run(t, self, args, names)
	t.LeaveCall()
	return v
}

func (n *Native) run(t *Thread, self Value, args []Value, names []string) Value {
	if n.Raw != nil {
		return n.Raw(t, self, args, names)
	}
	if n.params == nil {
		if len(names) > 0 {
			t.Raise(TypeErrorType, n.Name+"() takes no keyword arguments")
		}
		if len(args) < n.Min || n.Max >= 0 && len(args) > n.Max {
			t.raiseCount(n.Name, len(args), n.Min, n.Max, n.Owner != nil && !n.isNew)
		}
		return n.Fn(t, self, args)
	}
	slots := t.Push(len(n.params))
	clear(slots)
	n.bindKeywords(t, slots, args, names)
	v := n.Fn(t, self, slots)
	t.Pop(len(n.params))
	return v
}

func (n *Native) bindKeywords(t *Thread, slots, args []Value, names []string) {
	pos := len(args) - len(names)
	if len(args) > len(n.params) {
		most := len(n.params)
		word := "at most"
		if n.Min == most {
			word = "exactly"
		}
		name := n.Name
		if n.Called != "" {
			name = n.Called
		}
		t.Raise(TypeErrorType, fmt.Sprintf("%s() takes %s %d argument%s (%d given)", name, word, most, plural(most), len(args)))
	}
	copy(slots, args[:pos])
	for i, name := range names {
		k := indexOf(n.params, name)
		if k < 0 {
			t.Raise(TypeErrorType, fmt.Sprintf("'%s' is an invalid keyword argument for this function", name))
		}
		if k < pos {
			t.Raise(TypeErrorType, fmt.Sprintf("%s() got multiple values for keyword argument '%s'", n.Name, name))
		}
		slots[k] = args[pos+i]
	}
	for i := 0; i < n.Min; i++ {
		if slots[i].IsAbsent() {
			if n.Min == len(n.params) {
				t.Raise(TypeErrorType, fmt.Sprintf("%s() takes exactly %d argument%s (%d given)", n.Name, n.Min, plural(n.Min), len(args)))
			}
			t.Raise(TypeErrorType, fmt.Sprintf("%s() takes at least %d argument%s (%d given)", n.Name, n.Min, plural(n.Min), len(args)))
		}
	}
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func indexOf(s []string, x string) int {
	for i := range s {
		if s[i] == x {
			return i
		}
	}
	return -1
}

// raiseCount raises Jython's complaint about a wrong number of arguments, which
// counts the receiver in what is wanted but not in what was given.
func (t *Thread) raiseCount(name string, given, least, most int, method bool) {
	if method {
		least++
		if most >= 0 {
			most++
		}
	}
	var blurb string
	switch {
	case least == most && least == 0:
		blurb = "no arguments"
	case least == most && least == 1:
		blurb = "exactly one argument"
	case least == most:
		blurb = fmt.Sprintf("%d arguments", least)
	case most < 0:
		t.Raise(TypeErrorType, fmt.Sprintf("%s() requires at least %d argument%s (%d given)", name, least, plural(least), given))
	case least <= 0:
		blurb = fmt.Sprintf("at most %d argument%s", most, plural(most))
	default:
		blurb = fmt.Sprintf("%d-%d arguments", least, most)
	}
	t.Raise(TypeErrorType, fmt.Sprintf("%s() takes %s (%d given)", name, blurb, given))
}

// BoundNative is a native method together with its receiver.
type BoundNative struct {
	Header
	Self Value
	Fn   *Native
}

// Call implements Callable.
func (b *BoundNative) Call(t *Thread, args []Value, names []string) Value {
	return b.Fn.invoke(t, b.Self, args, names)
}

// Code describes a function's source: its names, position and parameters.
type Code struct {
	Header
	Name      string
	File      string
	FirstLine int
	// Params are the parameters without *args and **kw. A tuple parameter is named as it is written: "(a, b)".
	Params    []string
	Star      string // name of *args, "" if there is none
	StarStar  string // name of **kw, "" if there is none
	VarNames  []string
	Names     []string
	FreeVars  []string
	CellVars  []string
	Flags     int
	Docstring Value // absent if there is none
	Consts    []Value
	Host      any // the back end's
}

// NewCode sets up a code object.
func NewCode(name, file string, line int, params []string, star, starstar string) *Code {
	return &Code{Header: Header{cls: CodeType}, Name: name, File: file, FirstLine: line, Params: params, Star: star, StarStar: starstar}
}

// Function is a function written in Python. The back end supplies Run.
type Function struct {
	Header
	Name     Value // __name__
	Doc      Value // __doc__, absent if there is none
	Module   Value // __module__
	Code     *Code
	Defaults []Value // of the last len(Defaults) parameters
	Globals  *Dict
	Closure  Value
	// Run executes the body. slots are the bound parameters: Code.Params in order, then the
	// tuple of *args, then the dict of **kw; not to be kept. It panics
	// with *Raised for an exception. It is responsible for Enter and Leave.
	Run  func(t *Thread, f *Function, slots []Value) Value
	Host any // the back end's
}

// NewFunction makes a function of code; Name, Doc and Module come from code and globals.
func NewFunction(code *Code, globals *Dict, defaults []Value, run func(t *Thread, f *Function, slots []Value) Value) *Function {
	f := &Function{Header: Header{cls: FunctionType}, Name: Str(code.Name), Doc: code.Docstring, Code: code, Defaults: defaults, Globals: globals, Run: run}
	if globals != nil {
		f.Module, _ = globals.GetText("__name__")
	}
	return f
}

// Call implements Callable.
func (f *Function) Call(t *Thread, args []Value, names []string) Value {
	c := f.Code
	if len(names) == 0 && len(args) == len(c.Params) && c.Star == "" && c.StarStar == "" {
		return f.Run(t, f, args)
	}
	n := c.NumSlots()
	slots := t.Push(n)
	f.Bind(t, slots, args, names)
	v := f.Run(t, f, slots)
	t.Pop(n)
	return v
}

// NumSlots returns how many slots Bind fills.
func (c *Code) NumSlots() int {
	n := len(c.Params)
	if c.Star != "" {
		n++
	}
	if c.StarStar != "" {
		n++
	}
	return n
}

// Bind assigns arguments to parameters or raises the TypeError Python does.
func (f *Function) Bind(t *Thread, slots, args []Value, names []string) {
	c := f.Code
	clear(slots)
	np := len(c.Params)
	if np == 0 && len(args) > 0 && c.Star == "" && c.StarStar == "" {
		f.raiseArity(t, len(args)-len(names), names)
	}
	pos := len(args) - len(names)
	n := pos
	if n > np {
		n = np
		if c.Star == "" {
			f.raiseArity(t, pos, names)
		}
	}
	copy(slots, args[:n])
	if c.Star != "" {
		slots[np] = Obj(NewTuple(append([]Value(nil), args[n:pos]...)...))
	}
	var kw *Dict
	if c.StarStar != "" {
		kw = NewDict(len(names))
		slots[len(slots)-1] = Obj(kw)
	}
	for i, name := range names {
		k := indexOf(c.Params, name)
		switch {
		case k >= 0 && !slots[k].IsAbsent():
			t.Raise(TypeErrorType, fmt.Sprintf("%s() got multiple values for keyword argument '%s'", c.Name, name))
		case k >= 0:
			slots[k] = args[pos+i]
		case kw != nil:
			kw.SetText(name, args[pos+i])
		default:
			t.Raise(TypeErrorType, fmt.Sprintf("%s() got an unexpected keyword argument '%s'", c.Name, name))
		}
	}
	first := np - len(f.Defaults)
	for i := 0; i < np; i++ {
		if slots[i].IsAbsent() {
			if i < first {
				f.raiseArity(t, pos, names)
			}
			slots[i] = f.Defaults[i-first]
		}
	}
}

// raiseArity raises the complaint about too many or too few arguments.
func (f *Function) raiseArity(t *Thread, pos int, names []string) {
	c := f.Code
	np := len(c.Params)
	least := np - len(f.Defaults)
	given := pos + len(names)
	var how string
	var want int
	switch {
	case pos > np || pos+len(names) > np && c.StarStar == "":
		want = np
		how = "exactly"
		if len(f.Defaults) > 0 {
			how = "at most"
		}
		given = pos + len(names)
	default:
		want = least
		how = "exactly"
		if len(f.Defaults) > 0 || c.Star != "" {
			how = "at least"
		}
	}
	if np == 0 && c.Star == "" && c.StarStar == "" {
		t.Raise(TypeErrorType, fmt.Sprintf("%s() takes no arguments (%d given)", c.Name, given))
	}
	t.Raise(TypeErrorType, fmt.Sprintf("%s() takes %s %d argument%s (%d given)", c.Name, how, want, plural(want), given))
}

// Method is an instancemethod: bound if Self is present.
type Method struct {
	Header
	Fn    Value
	Self  Value // absent for an unbound method
	Class Value // the class it was found through
}

// NewMethod binds fn to self (absent: unbound) and class.
func NewMethod(fn, self, class Value) *Method {
	return &Method{Header: Header{cls: MethodType}, Fn: fn, Self: self, Class: class}
}

// Call implements Callable.
func (m *Method) Call(t *Thread, args []Value, names []string) Value {
	if m.Self.IsAbsent() {
		if len(args) == 0 || !m.Class.IsAbsent() && !t.IsInstance(args[0], m.Class) {
			got := "nothing"
			if len(args) > 0 {
				got = instanceBlurb(args[0])
			}
			t.Raise(TypeErrorType, fmt.Sprintf("unbound method %s() must be called with %s instance as first argument (got %s instead)",
				t.funcName(m.Fn), t.className(m.Class), got))
		}
		return t.Call(m.Fn, args, names)
	}
	a := t.Push(len(args) + 1)
	a[0] = m.Self
	copy(a[1:], args)
	v := t.Call(m.Fn, a, names)
	t.Pop(len(args) + 1)
	return v
}

func instanceBlurb(v Value) string {
	if o, ok := v.ref.(*OldInstance); ok {
		return o.Class.Name + " instance"
	}
	return v.Type().shown() + " instance"
}

func (t *Thread) funcName(f Value) string {
	for {
		m, ok := f.ref.(*Method)
		if !ok {
			break
		}
		f = m.Fn
	}
	switch x := f.ref.(type) {
	case *Function:
		return x.Name.Text()
	case *Native:
		return x.Name
	case *BoundNative:
		return x.Fn.Name
	case *Type:
		return x.Name
	case *OldClass:
		return x.Name
	}
	if v, ok := t.LookupAttr(f, "__name__"); ok {
		return v.Text()
	}
	return f.Type().shown()
}

func (t *Thread) className(c Value) string {
	switch x := c.ref.(type) {
	case *Type:
		return x.Name
	case *OldClass:
		return x.Name
	}
	if v, ok := t.LookupAttr(c, "__name__"); ok {
		return v.Text()
	}
	return "?"
}

// Call calls f. See the package documentation for args and names.
func (t *Thread) Call(f Value, args []Value, names []string) Value {
	t.EnterCall()
	if c, ok := f.ref.(Callable); ok {
		v := c.Call(t, args, names)
		t.LeaveCall()
		return v
	}
	t.Step(1)
	if o, ok := f.ref.(*OldInstance); ok {
		v := t.Call(t.GetAttr(Obj(o), "__call__"), args, names)
		t.LeaveCall()
		return v
	}
	typ := f.Type()
	if m, ok := typ.Lookup("__call__"); ok {
		v := t.Call(t.bindSpecial(m, f, typ), args, names)
		t.LeaveCall()
		return v
	}
	t.Raise(TypeErrorType, fmt.Sprintf("'%s' object is not callable", typ.shown()))
	return Value{}
}

// Call0, Call1 and Call2 call f with that many positional arguments.
func (t *Thread) Call0(f Value) Value { return t.Call(f, nil, nil) }

// Call1 calls f with one positional argument.
func (t *Thread) Call1(f, a Value) Value {
	s := t.Push(1)
	s[0] = a
	v := t.Call(f, s, nil)
	t.Pop(1)
	return v
}

// Call2 calls f with two positional arguments.
func (t *Thread) Call2(f, a, b Value) Value {
	s := t.Push(2)
	s[0], s[1] = a, b
	v := t.Call(f, s, nil)
	t.Pop(2)
	return v
}

// CallMethod calls args[0].name(args[1:]...) without making a bound method
// where the class's attribute is a plain function.
func (t *Thread) CallMethod(name string, args []Value, names []string) Value {
	self := args[0]
	typ := self.Type()
	class := false // or a module: attributes of its own come before its class's
	switch self.ref.(type) {
	case *Type, *OldClass, *Module, *OldInstance:
		class = true
	}
	if typ.plainGetattr && !class && !typ.hostAttrs {
		if h := headerOf(self); h == nil || h.attrs == nil || !h.attrs.hasText(name) {
			if m, ok := typ.Lookup(name); ok {
				switch f := m.ref.(type) {
				case *Native:
					if f.Owner != nil && !f.isNew {
						return f.invoke(t, self, args[1:], names)
					}
				case *Function:
					return f.Call(t, args, names)
				}
			}
		}
	}
	return t.Call(t.GetAttr(self, name), args[1:], names)
}

// Method0 calls v.name().
func (t *Thread) Method0(v Value, name string) Value {
	s := t.Push(1)
	s[0] = v
	r := t.CallMethod(name, s, nil)
	t.Pop(1)
	return r
}

// Method1 calls v.name(a).
func (t *Thread) Method1(v Value, name string, a Value) Value {
	s := t.Push(2)
	s[0], s[1] = v, a
	r := t.CallMethod(name, s, nil)
	t.Pop(2)
	return r
}

// CallStar is f(*args, **kw) with explicit args before them: star is any iterable or
// absent, kw a mapping or absent.
func (t *Thread) CallStar(f Value, args []Value, names []string, star, kw Value) Value {
	pos := len(args) - len(names)
	all := append(make([]Value, 0, len(args)+8), args[:pos]...)
	if !star.IsAbsent() {
		if !t.isIterable(star) {
			t.Raise(TypeErrorType, t.callName(f)+" argument after * must be a sequence")
		}
		all = append(all, t.Items(star)...)
	}
	all = append(all, args[pos:]...)
	if !kw.IsAbsent() {
		keys, ok := t.mappingKeys(kw)
		if !ok {
			t.Raise(TypeErrorType, t.callName(f)+" argument after ** must be a mapping")
		}
		names = append(make([]string, 0, len(names)+len(keys)), names...)
		for _, k := range keys {
			if !k.IsText() {
				t.Raise(TypeErrorType, t.callName(f)+" keywords must be strings")
			}
			if indexOf(names, k.Text()) >= 0 {
				t.Raise(TypeErrorType, fmt.Sprintf("%s got multiple values for keyword argument '%s'", t.callName(f), k.Text()))
			}
			names = append(names, k.Text())
			all = append(all, t.GetItem(kw, k))
		}
	}
	return t.Call(f, all, names)
}

// callName is how complaints about * and ** call what is called: only functions
// have a name there, anything else goes by its class.
func (t *Thread) callName(f Value) string {
	switch x := f.ref.(type) {
	case *Function:
		return x.Name.Text() + "()"
	case *BoundNative:
		return x.Fn.Name + "()"
	case *Native:
		if x.Owner == nil || x.isNew {
			return x.Name + "()"
		}
	case *OldInstance:
		return "instance"
	}
	return f.Type().shown()
}

package scripts

// Functions are what scripts can call: defined once, with their parameter
// names, and bound by each language in its own way. The calling convention is
// Python's: positional arguments, then names; JavaScript gets the names from a
// trailing kw({…}).

import (
	"strings"

	"dryfire/tags"
)

// Mode says in which shape a language hands an argument over.
type Mode uint8

// The modes of a parameter.
const (
	Data     Mode = iota // a deep copy of plain data; script objects stay tags.Object
	Callback             // a function: its Value holds a Callable, or is null
	Live                 // the script's own object, unconverted, in a Handle
	LiveList             // a list whose items are Handles (invokeAsynchronous's args)
	LiveMap              // a map of text to Handles (its kwargs)
	Payload              // Data; where the host shares payloads, Call.Live has the script's own object too
)

// Param is one parameter of a function.
type Param struct {
	Name     string
	Mode     Mode
	Required bool
	Default  tags.Value // for parameters that are not required
}

// Function is one function or method that scripts can call.
type Function struct {
	Name   string  // full name without "system.": util.sendMessage; for methods the bare name
	Params []Param //
	// Full is the name by which scripts know it; "" makes it of Name.
	Full string
	// Rest collects further positional arguments (infof's args).
	Rest bool
	// Any takes all arguments there are, by position in Call.Rest, by name in
	// Call.Named. There are no Params then.
	Any bool
	// Property makes it an attribute whose value Call computes, not a function
	// (system.util.globals).
	Property bool
	// IgnoreExtra accepts unknown keywords (REQ-4).
	IgnoreExtra bool
	// Missing makes the exception for a missing required argument; nil is the
	// language's own TypeError.
	Missing func(param string) error
	// Call does the work. The call and its arguments are valid until it returns.
	Call func(c *Call) (tags.Value, error)
}

// FullName is the name by which scripts know the function: with system, or the
// bare name of a method.
func (f *Function) FullName() string {
	if f.Full != "" {
		return f.Full
	}
	if strings.Contains(f.Name, ".") {
		return "system." + f.Name
	}
	return f.Name
}

// Call is one call of a function.
type Call struct {
	Host *Host
	Run  *Run
	This tags.Value   // the object of a method
	Args []tags.Value // one for each parameter, defaults filled in
	Rest []tags.Value
	// Named are the arguments given by name to a function that takes Any; nil
	// for none. It may be kept, and so may Rest of such a function.
	Named *tags.Map
	// Discard says that the script does not look at the result, which then
	// need not be made.
	Discard bool
	// OneNumber says that the script's language has one type of number, so that
	// its integers are floats as well.
	OneNumber bool
	// Live is the script's own object for a Payload argument, if the host
	// shares payloads (DEC-10); null otherwise.
	Live tags.Value
	// Message is room for what a messaging function sends.
	Message Message
	args    [12]tags.Value
}

// Arg returns the text of argument i: "" for null, the text of a str or
// unicode, the spelling of anything else.
func (c *Call) Arg(i int) string {
	v := c.Args[i]
	if v.IsText() {
		return v.Text()
	}
	if v.IsNull() {
		return ""
	}
	return PyStrIn(v, c.Host.Zone)
}

// Callable is a function of a script, which can be called again later in the
// same host.
type Callable interface {
	tags.Object
	// Call calls the function; errors are *ScriptError.
	Call(args []tags.Value) (tags.Value, error)
	// CallLive calls the function with handles of its own host.
	CallLive(args []tags.Value, names []string, values []tags.Value) (tags.Value, error)
}

// Handle is an object of a script, carried through Go untouched. It means
// something only to the host it came from.
type Handle struct {
	Name      string // of the type in its language
	Ref       any
	Data      tags.Value // the same as plain data, for other languages; null if there is none
	Throwable bool       // it is an exception that a log call may carry
	Text      string     // of an exception: type, message, stack; of a class: its full name
}

// TypeName returns the name of the object's type in its language.
func (h *Handle) TypeName() string { return h.Name }

// HostObject is an object of the host that scripts of every language can use:
// a logger, a session, a tag. Languages ask for members when a script uses
// them.
type HostObject interface {
	tags.Object
	// Member returns a property's value or a method, and whether there is such
	// a member.
	Member(name string) (Member, bool)
	// String is what str() and string conversion give.
	String() string
}

// ThrowableObject is a HostObject that is an exception: languages with
// exceptions of their own show it as one.
type ThrowableObject interface {
	HostObject
	// Exception returns what the object stands for.
	Exception() *Exception
}

// MutableObject is a HostObject whose properties scripts can set.
type MutableObject interface {
	HostObject
	// SetMember sets a property; the error is an *Exception.
	SetMember(name string, v tags.Value) error
}

// IndexObject is a HostObject with object[key].
type IndexObject interface {
	HostObject
	// Item returns the element of a key; the error is an *Exception.
	Item(key tags.Value) (tags.Value, error)
}

// MapObject is a HostObject that holds data by name: scripts read, set, count,
// walk and search it like a dictionary, and it is that dictionary as soon as it
// leaves the script.
type MapObject interface {
	IndexObject
	MutableObject
	DataObject
	// Keys returns the names in their order.
	Keys() []string
}

// Member is a property or a method of a host object.
type Member struct {
	Value  tags.Value
	Method *Function
}

// Library finds functions by full name. Namespaces are the prefixes of names.
type Library struct {
	functions map[string]*Function
	spaces    map[string][]string // namespace → member names in order of registration
	members   func(v tags.Value, name string) (Member, bool)
}

// NewLibrary returns a library of functions. members gives the members of
// values that are no host objects (qualified values, qualities, datasets); it
// may be nil.
func NewLibrary(functions []*Function, members func(v tags.Value, name string) (Member, bool)) *Library {
	l := &Library{functions: map[string]*Function{}, spaces: map[string][]string{}, members: members}
	for _, f := range functions {
		l.functions[f.Name] = f
		for name := f.Name; ; {
			dot := strings.LastIndexByte(name, '.')
			space, member := "", name
			if dot >= 0 {
				space, member = name[:dot], name[dot+1:]
			}
			known := len(l.spaces[space]) > 0
			if !contains(l.spaces[space], member) {
				l.spaces[space] = append(l.spaces[space], member)
			}
			if dot < 0 || known {
				break
			}
			name = space
		}
	}
	return l
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// Function returns the function of that full name, nil if there is none.
func (l *Library) Function(name string) *Function { return l.functions[name] }

// Namespace returns the member names of a namespace ("" is system itself), nil
// if there is no such namespace.
func (l *Library) Namespace(name string) []string { return l.spaces[name] }

// Member returns a member of any value: of a host object or of data that has
// members, such as a qualified value.
func (l *Library) Member(v tags.Value, name string) (Member, bool) {
	if o, ok := v.Object().(HostObject); ok {
		m, ok := o.Member(name)
		d, isData := o.(DataObject)
		if ok || !isData {
			return m, ok
		}
		v = d.Data()
	}
	if l.members != nil {
		return l.members(v, name)
	}
	return Member{}, false
}

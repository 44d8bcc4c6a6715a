package object

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"
)

// Loader fills a module when it is first imported. Attributes go into m.Dict.
type Loader func(t *Thread, m *Module)

// Library maps full module names ("os.path") to loaders. It is not changed once in use.
type Library map[string]Loader

// Config says how an Interp meets its surroundings. All fields may be zero.
type Config struct {
	Library Library
	// Import is asked for modules that are neither loaded nor in the library.
	// It returns ok == false to let ImportError be raised.
	Import func(t *Thread, name string) (mod Value, ok bool)
	Stdout io.Writer // discard if nil
	Stderr io.Writer
	// SourceLine returns a line (from 1) of a file for tracebacks, "" if unknown.
	SourceLine func(file string, line int) string
	// FrameLine returns the line at which a frame stands now, if it is running, or
	// at which it was left. It may be nil: frames then keep the line they have.
	FrameLine func(*Frame) int
	// Open implements open() and file(); nil refuses with an IOError.
	Open func(t *Thread, name, mode string) Value
	// Compile turns source (a str or unicode) into a code object; mode is "exec", "eval" or
	// "single". Eval runs a code object. Together they implement compile, eval, exec and
	// execfile, which raise RuntimeError without them.
	Compile func(t *Thread, source Value, file, mode string, flags int) Value
	Eval    func(t *Thread, code Value, globals *Dict, locals Value) Value
	// Globals and Locals of the running frame, for globals(), locals(), vars(), dir().
	Globals func(t *Thread) *Dict
	Locals  func(t *Thread) Value
	// RecursionLimit is 1000 if zero.
	RecursionLimit int
	// Host is what the library's modules find of the simulation around them; see package library/host.
	Host any
	// Stop, once set from outside, ends a run at its next step; nil if nobody does.
	Stop *atomic.Bool
	// TimeLimit is how long what cannot be stopped from outside may take, a search by
	// a regular expression; 20 s if zero.
	TimeLimit time.Duration
	// Live collects garbage and returns how many bytes live on the heap, and how many runs
	// share in what is added to it; nil counts what a run allocated instead, freed or not.
	Live func() (live int64, runs int)
}

// Interp is one Python world.
type Interp struct {
	Config
	Modules  *Dict   // sys.modules
	Builtins *Module // __builtin__
	out, err *File
	ids      map[Object]int
	nextID   int
	subs     map[*Type][]*Type // subclasses made here of shared types
}

// Thread is one line of execution in an Interp.
type Thread struct {
	*Interp
	Budget Budget
	// Exc is what sys.exc_info returns; nil when nothing is being handled.
	Exc       *Raised
	depth     int // of functions written in Python
	calls     int // nested calls of every kind
	stop      *atomic.Bool
	stack     []Value
	reprs     []Object           // containers being printed
	cmps      int                // depth of container comparison
	compared  map[[2]*Value]bool // containers being compared, beyond some depth
	hashes    int                // depth of tuples being hashed
	formatted []byte             // room for the result of %
	Stdout    Value              // sys.stdout; absent until sys is loaded or replaced
	Stderr    Value
}

// NewInterp returns a fresh world and its main thread.
func NewInterp(c Config) *Thread {
	if c.RecursionLimit == 0 {
		c.RecursionLimit = 1000
	}
	in := &Interp{Config: c, nextID: 1, ids: map[Object]int{}}
	in.Modules = NewDict(0)
	if c.TimeLimit <= 0 {
		c.TimeLimit = 20 * time.Second
		in.Config.TimeLimit = c.TimeLimit
	}
	if c.Stop == nil {
		in.Config.Stop = new(atomic.Bool)
	}
	if c.Stdout == nil {
		in.Config.Stdout = io.Discard
	}
	if c.Stderr == nil {
		in.Config.Stderr = io.Discard
	}
	in.out = &File{Header: Header{cls: FileType}, Name: "<stdout>", Mode: "w", w: in.Config.Stdout}
	in.err = &File{Header: Header{cls: FileType}, Name: "<stderr>", Mode: "w", w: in.Config.Stderr}
	t := in.NewThread()
	in.Builtins = newBuiltinsModule()
	in.Modules.SetText("__builtin__", Obj(in.Builtins))
	in.Modules.SetText("exceptions", Obj(exceptionsModule()))
	return t
}

// NewThread returns another thread of the same world, with an unlimited budget.
func (in *Interp) NewThread() *Thread {
	return &Thread{Interp: in, Budget: Unlimited(), stop: in.Stop, Stdout: Obj(in.out), Stderr: Obj(in.err)}
}

// Push returns n slots of the thread's argument stack. Give them back with Pop
// in reverse order. After a panic restore the height with [Thread.SetHeight].
func (t *Thread) Push(n int) []Value {
	l := len(t.stack)
	if l+n > cap(t.stack) {
		// Slices handed out before keep pointing into the old array, which
		// is fine: they belong to their owners until popped.
		size := 2*cap(t.stack) + n + 64
		if size > ownSlots && t.calls > t.RecursionLimit {
			t.raiseDepth() // arguments upon arguments
		}
		if size > ownSlots {
			t.Alloc(size * valueSize)
		}
		s := make([]Value, l, size)
		copy(s, t.stack)
		t.stack = s
	}
	t.stack = t.stack[:l+n]
	return t.stack[l : l+n : l+n]
}

// Pop gives n slots back.
func (t *Thread) Pop(n int) {
	l := len(t.stack) - n
	clear(t.stack[l:])
	t.stack = t.stack[:l]
}

// ownSlots is how large the argument stack grows before it is charged.
const ownSlots = 1 << 16

// SetHeight cuts the argument stack to a height taken by Height.
func (t *Thread) SetHeight(h int) {
	if h < len(t.stack) {
		clear(t.stack[h:])
		t.stack = t.stack[:h]
	}
}

// ID returns id(v): objects are numbered in the order in which they are asked.
func (t *Thread) ID(v Value) int {
	switch v.ref.(type) {
	case Kind, *strData, *uniData, *bigInt, nil:
		return int(t.Hash(v))
	}
	if id, ok := t.ids[v.ref]; ok {
		return id
	}
	t.Alloc(64)
	t.nextID++
	t.ids[v.ref] = t.nextID
	return t.nextID
}

func (t *Thread) hexID(v Value) string {
	switch v.ref.(type) {
	case Kind, *strData, *uniData, *bigInt, nil:
		t.nextID++
		return fmt.Sprintf("0x%x", t.nextID)
	}
	return fmt.Sprintf("0x%x", t.ID(v))
}

// Module is a module object; its names are the entries of Dict.
type Module struct {
	Header
	Name string
	Dict *Dict
	// File is __file__, "" for built-in modules.
	File string
}

// NewModule returns an empty module with __name__ and __doc__ set.
func NewModule(name, file string) *Module {
	m := &Module{Header: Header{cls: ModuleType}, Name: name, Dict: NewDict(0), File: file}
	m.Dict.SetText("__name__", Str(name))
	m.Dict.SetText("__doc__", None)
	if file != "" {
		m.Dict.SetText("__file__", Str(file))
	}
	return m
}

// Set adds a name to the module.
func (m *Module) Set(name string, v Value) { m.Dict.SetText(name, v) }

// Func adds native functions to the module.
func (m *Module) Func(defs ...Def) {
	for i := range defs {
		m.Dict.SetText(defs[i].Name, Obj(NewNative(defs[i])))
	}
}

// Import returns the module called name, loading it and its packages if
// need be, or raises ImportError. For "a.b.c" it returns c; the statement
// `import a.b.c` binds what [Thread.Import] returns for "a".
func (t *Thread) Import(name string) Value {
	if v, ok := t.Modules.GetText(name); ok {
		return v
	}
	var parent Value
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent = t.Import(name[:i])
		if v, ok := t.Modules.GetText(name); ok {
			return v
		}
	}
	v, ok := t.load(name)
	if !ok {
		if !parent.IsAbsent() {
			// A package may hold the submodule as an attribute: java.util.
			if v, ok := t.LookupAttr(parent, name[strings.LastIndexByte(name, '.')+1:]); ok {
				return v
			}
		}
		last := name
		if !parent.IsAbsent() {
			last = name[strings.LastIndexByte(name, '.')+1:]
		}
		t.Raise(ImportErrorType, "No module named "+last)
	}
	if !parent.IsAbsent() {
		t.SetAttr(parent, name[strings.LastIndexByte(name, '.')+1:], v)
	}
	return v
}

func (t *Thread) load(name string) (Value, bool) {
	if l, ok := t.Library[name]; ok {
		m := NewModule(name, "")
		t.Modules.SetText(name, Obj(m))
		done := false
		defer func() {
			if !done {
				t.Modules.DeleteText(name)
			}
		}()
		l(t, m)
		done = true
		// A loader may put another object in the module's place.
		v, _ := t.Modules.GetText(name)
		return v, true
	}
	if t.Config.Import != nil {
		if v, ok := t.Config.Import(t, name); ok {
			t.Modules.SetText(name, v)
			return v, true
		}
	}
	return Value{}, false
}

// ImportFrom returns attribute attr of module m as `from m import attr` does:
// a submodule is imported if the module has no such attribute.
func (t *Thread) ImportFrom(m Value, attr string) Value {
	if v, ok := t.LookupAttr(m, attr); ok {
		return v
	}
	if mod, ok := m.ref.(*Module); ok {
		full := mod.Name + "." + attr
		if v, ok := t.Modules.GetText(full); ok {
			return v
		}
		var sub Value
		found := false
		if r := t.Try(func() { sub, found = t.load(full) }); r != nil {
			// A module that exists may fail in its own imports.
			if !Is(r.Class, Obj(ImportErrorType)) || t.Str(r.Value) != "No module named "+attr {
				panic(r)
			}
		}
		if found {
			t.SetAttr(m, attr, sub)
			return sub
		}
	}
	t.Raise(ImportErrorType, "cannot import name "+attr)
	return Value{}
}

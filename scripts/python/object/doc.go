// Package object is the object model of Python 2.7 as Jython 2.7.3 behaves,
// written in Go and free of any script engine. A back end (the goja binding)
// keeps control flow and local variables; everything a program can hold in a
// variable lives here.
//
// # Values
//
// A [Value] is a 24-byte struct in the manner of tags.Value: None, bool, int,
// long that fits 64 bits, float, str and unicode are held without an
// allocation, everything else is a pointer that implements [Object]. The zero
// Value is "absent" (no argument, unbound local, end of iteration) and is not
// None. Use the constructors ([Int], [Str], [Unicode], [Float] ...), [Value.Kind]
// and the accessors. Int is always within int32; [Integer] picks int or long.
// A str holds bytes 0-255 in a Go string. A unicode holds UTF-8, in
// which a lone surrogate is encoded as three bytes (see [FromUTF16], [ToUTF16]).
//
// # Thread and Interp
//
// An [Interp] is one Python world: sys.modules, builtins, output, hooks. A
// [Thread] runs in it and is the first parameter of everything: it carries
// the budget, the recursion depth, exc_info and a scratch stack for arguments.
// Neither is safe for concurrent use; many Interps may run side by side, since
// built-in types are immutable and shared.
//
// # Operations
//
// All protocols are methods of Thread: Call, CallMethod, GetAttr, LookupAttr,
// SetAttr, DelAttr, GetItem, SetItem, DelItem, GetSlice, Binary, InPlace, Unary,
// Compare, Is, Contains, Truth, Len, Hash, Str, Repr, Unicode, Iter, Next, Unpack, Print,
// Import, IsInstance, IsSubclass.
//
// # Calling
//
// A call passes args and names: the last len(names) args are keyword values,
// the ones before are positional (names of a call site are a constant slice).
// The callee never keeps args; callers may use [Thread.Push] and [Thread.Pop] to avoid an
// allocation. [Thread.CallStar] merges *args and **kw. [Thread.CallMethod] takes the receiver
// in args[0] and creates no bound method. A [Native] is a Go function; a
// [Function] is a Python function whose Run is supplied by the back end and gets
// its parameters already bound to slots: parameters in order, then *args as a
// tuple, then **kw as a dict.
//
// # Exceptions
//
// Raising is a Go panic with a [*Raised]; errors are not returned. Reasons: half of
// the natives can raise anywhere (any __eq__, any __getattr__), so error returns
// would double the code and cost a check at each level, while a panic costs only
// when it happens, and frequent conditions have forms without it (LookupAttr,
// Next and Dict.Get answer (value, ok)). The border of the back end recovers
// once per native call: a *Raised becomes the engine's exception and back.
// A [*BudgetError] is panicked when a budget is used up; scripts can't catch it.
// Use [Thread.Try] to catch in Go. Java throwables are *Raised too; their class
// derives from [ThrowableType] and not from BaseException, so that
// `except Exception` does not catch them ([Thread.ExceptMatches]).
//
// # Iteration
//
// it := t.Iter(v), then v, ok := t.Next(it): built-in iterators run without a
// panic, next methods written in Python end by StopIteration, which Next absorbs. Go code
// that makes an iterator uses [NewIter]. A [Generator] is driven by a back
// end's [Resumer].
//
// # Hashing and order
//
// Hash values are Java's. Dict and set iterate in the order of Java's
// ConcurrentHashMap, frozenset in that of HashMap. Small tables are a dense slice that is searched
// linearly, larger ones have an index beside it; the order is computed when somebody looks.
//
// # Budgets
//
// [Budget] holds what is left of steps and bytes. Operations that allocate in
// proportion to their operands charge the bytes before they allocate; loops in Go charge
// steps. Deep recursion raises RuntimeError: back ends call [Thread.Enter] and Leave.
//
// # Modules
//
// A [Library] maps module names to loaders and is shared by all Interps; a
// module is loaded when first imported. Config.Import is asked for everything else.
//
// # The border
//
// The model knows nothing of tags or of the simulated world. A back end makes values with the
// constructors and objects of its own by embedding [Header] in a struct and
// declaring a class with [NewType]; with HostAttrs the object answers attributes
// itself ([AttrGetter], [AttrSetter]). A wrapper that a back end makes for an object is
// cached in the slot [Object].Slot points to; it is nil for shared objects
// (built-in types and functions), which belong to no Interp.
//
// The print statement evaluates and prints its items one by one: call [Thread.Print] for each
// item with newline false, then once without items for the newline.
package object

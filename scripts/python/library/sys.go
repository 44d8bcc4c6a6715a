package library

// Modules sys, errno, gc, warnings, __future__ and others around the interpreter.

import (
	"math"
	"strings"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// system is the module sys: an object of its own, so that assigning sys.stdout redirects
// the print statement.
type system struct {
	py.Header
	m *py.Module
}

// PyGetAttr implements AttrGetter.
func (s *system) PyGetAttr(t *thread, name string) (value, bool) {
	switch name {
	case "exc_type", "exc_value", "exc_traceback":
		c, v, tb := current(t)
		switch name {
		case "exc_type":
			return c, true
		case "exc_value":
			return v, true
		}
		return tb, true
	case "stdout":
		return t.Stdout, true
	case "stderr":
		return t.Stderr, true
	case "__dict__":
		return py.Obj(s.m.Dict), true
	}
	return s.m.Dict.GetText(name)
}

// PySetAttr implements AttrSetter.
func (s *system) PySetAttr(t *thread, name string, v value) bool {
	switch name {
	case "stdout":
		t.Stdout = v
	case "stderr":
		t.Stderr = v
	default:
		if v.IsAbsent() {
			return s.m.Dict.DeleteText(name)
		}
		s.m.Dict.SetText(name, v)
	}
	return true
}

var systemType = py.NewType(py.TypeDef{Module: "org.python.core", Name: "PySystemState", HostAttrs: true, NoNew: true, Final: true,
	Methods: []py.Def{method("__repr__", 0, 0, func(*thread, *system, []value) value { return py.Str("<module 'sys' (built-in)>") }),
		method("__dir__", 0, 0, func(t *thread, s *system, _ []value) value {
			return list(append(t.Items(t.Method0(py.Obj(s.m.Dict), "keys")), strs("stdout", "stderr")...)...)
		}),
	}})

var versionInfo = newNamedTuple("sys", "version_info", "major", "minor", "micro", "releaselevel", "serial")
var floatInfo = newNamedTuple("sys", "float_info", "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds")

func loadSys(t *thread, m *py.Module) {
	s := &system{py.NewHeader(systemType), m}
	t.Modules.SetText("sys", py.Obj(s))
	version := tuple(py.Int(2), py.Int(7), py.Int(3), py.Str("final"), py.Int(0))
	info := t.Call(py.Obj(versionInfo), t.Items(version), nil)
	finfo := t.Call(py.Obj(floatInfo), []value{py.Float(math.MaxFloat64), py.Int(1024), py.Int(308), py.Float(2.2250738585072014e-308),
		py.Int(-1021), py.Int(-307), py.Int(15), py.Int(53), py.Float(2.220446049250313e-16), py.Int(2), py.Int(1)}, nil)
	for name, v := range map[string]value{
		"maxint": py.Int(math.MaxInt32), "maxsize": py.Int(math.MaxInt32), "maxunicode": py.Int(0x10ffff), "minint": py.Int(math.MinInt32),
		"version": py.Str("2.7.3 (dryfire)"), "version_info": info, "hexversion": py.Int(0x20703f0), "float_info": finfo,
		"platform": py.Str("java17"), "byteorder": py.Str("big"), "argv": list(strs(append([]string{host.Of(t).Program}, host.Of(t).Args...)...)...), "path": list(),
		"modules": py.Obj(t.Modules), "builtin_module_names": tuple(strs("__builtin__", "sys", "time", "math", "_sre", "operator", "itertools", "collections", "datetime")...),
		"executable": py.None, "prefix": py.Str(""), "exec_prefix": py.Str(""), "copyright": py.Str(""), "warnoptions": list(), "flags": py.None,
		"api_version": py.Int(1012), "dont_write_bytecode": py.False, "py3kwarning": py.False, "meta_path": list(), "path_hooks": list(),
		"subversion": tuple(strs("Jython", "", "")...), "float_repr_style": py.Str("short"), "long_info": py.None,
		"__stdout__": t.Stdout, "__stderr__": t.Stderr, "stdin": py.Obj(py.NewFile("<stdin>", "r", strings.NewReader(""), nil)),
		"ps1": py.Str(">>> "), "ps2": py.Str("... "),
	} {
		m.Set(name, v)
	}
	m.Set("__stdin__", at(t.Items(list(t.GetAttr(py.Obj(s), "stdin"))), 0))
	encoding := "ascii"
	funcs(m,
		fn("exc_info", 0, 0, func(t *thread, _ []value) value { c, v, tb := current(t); return tuple(c, v, tb) }),
		fn("exc_clear", 0, 0, func(t *thread, _ []value) value { t.Exc = nil; return py.None }),
		fn("exit", 0, 1, func(t *thread, a []value) value {
			t.Throw(t.Call(py.Obj(py.SystemExitType), append([]value(nil), a...), nil))
			return py.None
		}),
		fn("getrecursionlimit", 0, 0, func(t *thread, _ []value) value { return py.Int(t.RecursionLimit) }),
		fn("setrecursionlimit", 1, 1, func(t *thread, a []value) value {
			n := intArg(t, a[0], 0)
			if n <= 0 {
				t.Raise(py.ValueErrorType, "Recursion limit must be positive")
			}
			// Deeper than this the Go stack, not the script, would be the limit.
			t.Interp.Config.RecursionLimit = min(n, 5000)
			return py.None
		}),
		fn("getdefaultencoding", 0, 0, func(*thread, []value) value { return py.Str(encoding) }),
		fn("setdefaultencoding", 1, 1, func(t *thread, a []value) value { encoding = t.Str(a[0]); return py.None }),
		fn("getfilesystemencoding", 0, 0, func(*thread, []value) value { return py.Str("utf-8") }),
		fn("intern", 1, 1, func(_ *thread, a []value) value { return a[0] }),
		fn("_getframe", 0, 1, func(t *thread, a []value) value {
			f := frames(t)
			for n := intArg(t, at(a, 0), 0); f != nil && n > 0; n-- {
				f = f.Back
			}
			if f == nil {
				t.Raise(py.ValueErrorType, "call stack is not deep enough")
			}
			return py.Obj(f)
		}),
		fn("getrefcount", 1, 1, func(*thread, []value) value { return py.Int(1) }),
		fn("setcheckinterval", 1, 1, func(*thread, []value) value { return py.None }),
		fn("getcheckinterval", 0, 0, func(*thread, []value) value { return py.Int(10) }),
		fn("settrace", 1, 1, func(*thread, []value) value { return py.None }),
		fn("setprofile", 1, 1, func(*thread, []value) value { return py.None }),
		fn("gettrace", 0, 0, func(*thread, []value) value { return py.None }),
		fn("displayhook", 1, 1, func(t *thread, a []value) value {
			if !a[0].IsNone() {
				t.Print(value{}, []value{py.Str(t.Repr(a[0]))}, true)
			}
			return py.None
		}),
		fn("excepthook", 3, 3, func(t *thread, a []value) value {
			return emit(t, py.None, formatExc(t, a[0], a[1], a[2], py.None))
		}),
	)
}

func loadGC(_ *thread, m *py.Module) {
	none := func(*thread, []value) value { return py.None }
	funcs(m,
		fn("collect", 0, 1, func(*thread, []value) value { return py.Int(0) }),
		fn("enable", 0, 0, none), fn("disable", 0, 0, none),
		fn("isenabled", 0, 0, func(*thread, []value) value { return py.True }),
		fn("get_objects", 0, 0, func(*thread, []value) value { return list() }),
		fn("get_count", 0, 0, func(*thread, []value) value { return tuple(py.Int(0), py.Int(0), py.Int(0)) }),
	)
	m.Set("garbage", list())
}

func loadFuture(t *thread, m *py.Module) {
	for _, f := range []string{"nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals"} {
		m.Set(f, py.Str("_Feature("+f+")"))
	}
}

// errnoNames are the error numbers scripts compare with, as on Linux.
var errnoNames = []struct {
	n    int
	name string
	text string
}{
	{1, "EPERM", "Operation not permitted"}, {2, "ENOENT", "No such file or directory"}, {4, "EINTR", "Interrupted system call"},
	{5, "EIO", "Input/output error"}, {9, "EBADF", "Bad file descriptor"}, {11, "EAGAIN", "Resource temporarily unavailable"},
	{12, "ENOMEM", "Cannot allocate memory"}, {13, "EACCES", "Permission denied"}, {17, "EEXIST", "File exists"},
	{20, "ENOTDIR", "Not a directory"}, {21, "EISDIR", "Is a directory"}, {22, "EINVAL", "Invalid argument"},
	{28, "ENOSPC", "No space left on device"}, {32, "EPIPE", "Broken pipe"}, {33, "EDOM", "Numerical argument out of domain"},
	{34, "ERANGE", "Numerical result out of range"}, {110, "ETIMEDOUT", "Connection timed out"}, {111, "ECONNREFUSED", "Connection refused"},
	{113, "EHOSTUNREACH", "No route to host"},
}

func loadErrno(t *thread, m *py.Module) {
	codes := py.NewDict(0)
	for _, e := range errnoNames {
		m.Set(e.name, py.Int(e.n))
		codes.Set(t, py.Int(e.n), py.Str(e.name))
	}
	m.Set("errorcode", py.Obj(codes))
}

// frames returns the innermost frame of the running script, or nil.
func frames(t *thread) *py.Frame {
	if f := host.Of(t).Frames; f != nil {
		return f(t)
	}
	return nil
}

func clockOf(t *thread) host.Clock { return host.Of(t).Clock }

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

var flagNames = strings.Fields("debug py3k_warning division_warning division_new inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment tabcheck verbose unicode bytes_warning hash_randomization")

var sysFlags = newNamedTuple("sys", "flags", flagNames...)

func zeros(n int) []value {
	out := make([]value, n)
	for i := range out {
		out[i] = py.Int(0)
	}
	return out
}

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
		"executable": py.None, "prefix": py.Str(""), "exec_prefix": py.Str(""), "copyright": py.Str(""), "warnoptions": list(), "flags": t.Call(py.Obj(sysFlags), zeros(len(flagNames)), nil),
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
	m.Set("__excepthook__", t.GetAttr(py.Obj(m), "excepthook"))
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
	{1, "EPERM", "Operation not permitted"}, {2, "ENOENT", "No such file or directory"}, {3, "ESRCH", "No such process"},
	{4, "EINTR", "Interrupted system call"}, {5, "EIO", "Input/output error"}, {6, "ENXIO", "No such device or address"},
	{7, "E2BIG", "Argument list too long"}, {8, "ENOEXEC", "Exec format error"}, {9, "EBADF", "Bad file descriptor"},
	{10, "ECHILD", "No child processes"}, {11, "EAGAIN", "Resource temporarily unavailable"}, {12, "ENOMEM", "Cannot allocate memory"},
	{13, "EACCES", "Permission denied"}, {14, "EFAULT", "Bad address"}, {15, "ENOTBLK", "Block device required"},
	{16, "EBUSY", "Device or resource busy"}, {17, "EEXIST", "File exists"}, {18, "EXDEV", "Invalid cross-device link"},
	{19, "ENODEV", "No such device"}, {20, "ENOTDIR", "Not a directory"}, {21, "EISDIR", "Is a directory"}, {22, "EINVAL", "Invalid argument"},
	{23, "ENFILE", "Too many open files in system"}, {24, "EMFILE", "Too many open files"}, {25, "ENOTTY", "Inappropriate ioctl for device"},
	{26, "ETXTBSY", "Text file busy"}, {27, "EFBIG", "File too large"}, {28, "ENOSPC", "No space left on device"},
	{29, "ESPIPE", "Illegal seek"}, {30, "EROFS", "Read-only file system"}, {31, "EMLINK", "Too many links"}, {32, "EPIPE", "Broken pipe"},
	{33, "EDOM", "Numerical argument out of domain"}, {34, "ERANGE", "Numerical result out of range"},
	{35, "EDEADLOCK", "Resource deadlock avoided"}, {36, "ENAMETOOLONG", "File name too long"}, {37, "ENOLCK", "No locks available"},
	{38, "ENOSYS", "Function not implemented"}, {39, "ENOTEMPTY", "Directory not empty"}, {40, "ELOOP", "Too many levels of symbolic links"},
	{42, "ENOMSG", "No message of desired type"}, {43, "EIDRM", "Identifier removed"}, {44, "ECHRNG", "Channel number out of range"},
	{45, "EL2NSYNC", "Level 2 not synchronized"}, {46, "EL3HLT", "Level 3 halted"}, {47, "EL3RST", "Level 3 reset"},
	{48, "ELNRNG", "Link number out of range"}, {49, "EUNATCH", "Protocol driver not attached"}, {50, "ENOCSI", "No CSI structure available"},
	{51, "EL2HLT", "Level 2 halted"}, {52, "EBADE", "Invalid exchange"}, {53, "EBADR", "Invalid request descriptor"},
	{54, "EXFULL", "Exchange full"}, {55, "ENOANO", "No anode"}, {56, "EBADRQC", "Invalid request code"}, {57, "EBADSLT", "Invalid slot"},
	{59, "EBFONT", "Bad font file format"}, {60, "ENOSTR", "Device not a stream"}, {61, "ENODATA", "No data available"},
	{62, "ETIME", "Timer expired"}, {63, "ENOSR", "Out of streams resources"}, {64, "ENONET", "Machine is not on the network"},
	{65, "ENOPKG", "Package not installed"}, {66, "EREMOTE", "Object is remote"}, {67, "ENOLINK", "Link has been severed"},
	{68, "EADV", "Advertise error"}, {69, "ESRMNT", "Srmount error"}, {70, "ECOMM", "Communication error on send"},
	{71, "EPROTO", "Protocol error"}, {72, "EMULTIHOP", "Multihop attempted"}, {73, "EDOTDOT", "RFS specific error"},
	{74, "EBADMSG", "Bad message"}, {75, "EOVERFLOW", "Value too large for defined data type"}, {76, "ENOTUNIQ", "Name not unique on network"},
	{77, "EBADFD", "File descriptor in bad state"}, {78, "EREMCHG", "Remote address changed"},
	{79, "ELIBACC", "Can not access a needed shared library"}, {80, "ELIBBAD", "Accessing a corrupted shared library"},
	{81, "ELIBSCN", ".lib section in a.out corrupted"}, {82, "ELIBMAX", "Attempting to link in too many shared libraries"},
	{83, "ELIBEXEC", "Cannot exec a shared library directly"}, {84, "EILSEQ", "Invalid or incomplete multibyte or wide character"},
	{85, "ERESTART", "Interrupted system call should be restarted"}, {86, "ESTRPIPE", "Streams pipe error"}, {87, "EUSERS", "Too many users"},
	{88, "ENOTSOCK", "Socket operation on non-socket"}, {89, "EDESTADDRREQ", "Destination address required"},
	{90, "EMSGSIZE", "Message too long"}, {91, "EPROTOTYPE", "Protocol wrong type for socket"}, {92, "ENOPROTOOPT", "Protocol not available"},
	{93, "EPROTONOSUPPORT", "Protocol not supported"}, {94, "ESOCKTNOSUPPORT", "Socket type not supported"},
	{95, "ENOTSUP", "Operation not supported"}, {96, "EPFNOSUPPORT", "Protocol family not supported"},
	{97, "EAFNOSUPPORT", "Address family not supported by protocol"}, {98, "EADDRINUSE", "Address already in use"},
	{99, "EADDRNOTAVAIL", "Cannot assign requested address"}, {100, "ENETDOWN", "Network is down"},
	{101, "ENETUNREACH", "Network is unreachable"}, {102, "ENETRESET", "Network dropped connection on reset"},
	{103, "ECONNABORTED", "Software caused connection abort"}, {104, "ECONNRESET", "Connection reset by peer"},
	{105, "ENOBUFS", "No buffer space available"}, {106, "EISCONN", "Transport endpoint is already connected"},
	{107, "ENOTCONN", "Transport endpoint is not connected"}, {108, "ESHUTDOWN", "Cannot send after transport endpoint shutdown"},
	{109, "ETOOMANYREFS", "Too many references: cannot splice"}, {110, "ETIMEDOUT", "Connection timed out"},
	{111, "ECONNREFUSED", "Connection refused"}, {112, "EHOSTDOWN", "Host is down"}, {113, "EHOSTUNREACH", "No route to host"},
	{114, "EALREADY", "Operation already in progress"}, {115, "EINPROGRESS", "Operation now in progress"}, {116, "ESTALE", "Stale file handle"},
	{117, "EUCLEAN", "Structure needs cleaning"}, {118, "ENOTNAM", "Not a XENIX named type file"},
	{119, "ENAVAIL", "No XENIX semaphores available"}, {120, "EISNAM", "Is a named type file"}, {121, "EREMOTEIO", "Remote I/O error"},
	{122, "EDQUOT", "Disk quota exceeded"}, {123, "ENOMEDIUM", "No medium found"}, {124, "EMEDIUMTYPE", "Wrong medium type"},
	{125, "ECANCELED", "Operation canceled"}, {126, "ENOKEY", "Required key not available"}, {127, "EKEYEXPIRED", "Key has expired"},
	{128, "EKEYREVOKED", "Key has been revoked"}, {129, "EKEYREJECTED", "Key was rejected by service"}, {130, "EOWNERDEAD", "Owner died"},
	{131, "ENOTRECOVERABLE", "State not recoverable"}, {132, "ERFKILL", "Operation not possible due to RF-kill"},
}

func loadErrno(t *thread, m *py.Module) {
	codes := py.NewDict(0)
	for _, e := range errnoNames {
		m.Set(e.name, py.Int(e.n))
		codes.Set(t, py.Int(e.n), py.Str(e.name))
	}
	for _, alias := range [][2]string{{"EWOULDBLOCK", "EAGAIN"}, {"EDEADLOCK", "EDEADLK"}, {"ENOTSUP", "EOPNOTSUPP"}} {
		if v, ok := m.Dict.GetText(alias[1]); ok {
			m.Set(alias[0], v)
		}
	}
	m.Set("errorcode", py.Obj(codes))
	funcs(m, fn("strerror", 1, 1, func(t *thread, a []value) value {
		n := intArg(t, a[0], 0)
		for _, e := range errnoNames {
			if e.n == n {
				return py.Str(e.text)
			}
		}
		return py.Str("Unknown error: " + t.Str(a[0]))
	}))
}

// frames returns the innermost frame of the running script, or nil.
func frames(t *thread) *py.Frame {
	if f := host.Of(t).Frames; f != nil {
		return f(t)
	}
	return nil
}

func clockOf(t *thread) host.Clock { return host.Of(t).Clock }

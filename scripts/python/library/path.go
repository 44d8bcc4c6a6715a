package library

// Modules os and os.path. Paths are text, so what joins and splits them works; whatever
// would look at files, the environment or other processes is refused by name, because a
// script under test must not depend on the machine it is tested on.

import (
	"strings"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// pathArg returns the text of a path; anything else raises the AttributeError of the
// first string method Python would have called.
func pathArg(t *thread, v value, method string) string {
	if !v.IsText() {
		t.Raisef(py.AttributeErrorType, "'%s' object has no attribute '%s'", v.Type().Name, method)
	}
	return v.Text()
}

// splitPath cuts a path behind its last slash and takes slashes off the head.
func splitPath(p string) (head, tail string) {
	i := strings.LastIndexByte(p, '/') + 1
	head, tail = p[:i], p[i:]
	if h := strings.TrimRight(head, "/"); h != "" {
		head = h
	}
	return head, tail
}

func splitExt(p string) (root, ext string) {
	slash, dot := strings.LastIndexByte(p, '/'), strings.LastIndexByte(p, '.')
	if dot > slash && strings.Trim(p[slash+1:dot], ".") != "" {
		return p[:dot], p[dot:]
	}
	return p, ""
}

// normalPath resolves "." and ".." as text. Two leading slashes stay, three do not.
func normalPath(p string) string {
	if p == "" {
		return "."
	}
	lead := ""
	if p[0] == '/' {
		lead = "/"
		if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///") {
			lead = "//"
		}
	}
	var out []string
	for _, part := range strings.Split(p, "/") {
		switch {
		case part == "" || part == ".":
		case part != ".." || lead == "" && len(out) == 0 || len(out) > 0 && out[len(out)-1] == "..":
			out = append(out, part)
		case len(out) > 0:
			out = out[:len(out)-1]
		}
	}
	if p = lead + strings.Join(out, "/"); p == "" {
		return "."
	}
	return p
}

// joinPath is os.path.join: an absolute part drops what stands before it.
func joinPath(t *thread, a []value) value {
	var out []value
	end := pathArg(t, a[0], "endswith")
	out = append(out, a[0])
	for _, v := range a[1:] {
		p := pathArg(t, v, "startswith")
		switch {
		case strings.HasPrefix(p, "/"):
			// The kind of text the dropped parts have is not lost in a unicode path.
			out = out[:0]
			end = ""
		case end != "" && !strings.HasSuffix(end, "/"):
			out = append(out, py.Str("/"))
			end += "/"
		}
		out = append(out, v)
		end += p
	}
	return joinTexts(t, out)
}

// outsideFiles and outsideProcesses say why a function is refused.
const (
	outsideFiles     = "scripts under test do not reach files"
	outsideProcesses = "scripts under test do not reach processes"
)

// refuseCall declares functions that raise OSError with the reason.
func refuseCall(m *py.Module, module, reason, names string) {
	for _, name := range strings.Fields(names) {
		m.Func(py.Def{Name: name, Raw: func(t *thread, _ value, _ []value, _ []string) value {
			t.Raise(py.OSErrorType, module+"."+name+": "+reason)
			return py.None
		}})
	}
}

// absolutePath is os.path.abspath; relative paths would need a current directory.
func absolutePath(t *thread, name, p string) string {
	if !strings.HasPrefix(p, "/") {
		t.Raise(py.OSErrorType, "os.path."+name+": "+outsideFiles+" and have no current directory to resolve '"+p+"' against")
	}
	return normalPath(p)
}

func relativePath(t *thread, p, start string) string {
	if strings.HasPrefix(p, "/") != strings.HasPrefix(start, "/") || strings.HasPrefix(normalPath(start), "..") {
		p, start = absolutePath(t, "relpath", p), absolutePath(t, "relpath", start)
	}
	parts := func(s string) []string {
		return strings.FieldsFunc(strings.TrimPrefix(normalPath(s), "."), func(c rune) bool { return c == '/' })
	}
	if n := normalPath(p); n == ".." || strings.HasPrefix(n, "../") {
		absolutePath(t, "relpath", p)
	}
	a, b := parts(start), parts(p)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	var out []string
	for range a {
		out = append(out, "..")
	}
	if out = append(out, b...); len(out) == 0 {
		return "."
	}
	return strings.Join(out, "/")
}

// expandVars replaces $name and ${name} by what os.environ holds; other names stay.
func expandVars(t *thread, path value) value {
	if !strings.Contains(pathArg(t, path, "find"), "$") {
		return path
	}
	environ := t.GetAttr(t.Import("os"), "environ")
	text := path.Text()
	var out []value
	last := 0
	word := func(c byte) bool {
		return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '$' {
			continue
		}
		end, name := i+1, ""
		if strings.HasPrefix(text[i+1:], "{") {
			n := strings.IndexByte(text[i:], '}')
			if n < 0 {
				continue
			}
			end, name = i+n+1, text[i+2:i+n]
		} else {
			for end < len(text) && word(text[end]) {
				end++
			}
			name = text[i+1 : end]
		}
		if key := py.Str(name); name != "" && t.Contains(environ, key) {
			out = append(out, like(path, text[last:i]), t.GetItem(environ, key))
			last = end
		}
		i = end - 1
	}
	return joinTexts(t, append(out, like(path, text[last:])))
}

func loadPosixPath(_ *thread, m *py.Module) {
	for name, s := range map[string]string{"sep": "/", "curdir": ".", "pardir": "..", "extsep": ".", "pathsep": ":", "defpath": ":/bin:/usr/bin", "devnull": "/dev/null"} {
		m.Set(name, py.Str(s))
	}
	m.Set("altsep", py.None)
	m.Set("supports_unicode_filenames", py.False)
	one := func(name, method string, f func(t *thread, p string) string) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value { return like(a[0], f(t, pathArg(t, a[0], method))) })
	}
	two := func(name, method string, f func(p string) (string, string)) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value {
			x, y := f(pathArg(t, a[0], method))
			return tuple(like(a[0], x), like(a[0], y))
		})
	}
	absolute := func(name string) py.Def {
		return one(name, "startswith", func(t *thread, p string) string { return absolutePath(t, name, p) })
	}
	funcs(m,
		fn("join", 1, -1, joinPath),
		two("split", "rfind", splitPath),
		two("splitext", "rfind", splitExt),
		fn("splitdrive", 1, 1, func(_ *thread, a []value) value { return tuple(py.Str(""), a[0]) }),
		one("basename", "rfind", func(_ *thread, p string) string { _, tail := splitPath(p); return tail }),
		one("dirname", "rfind", func(_ *thread, p string) string { head, _ := splitPath(p); return head }),
		one("normpath", "startswith", func(_ *thread, p string) string { return normalPath(p) }),
		absolute("abspath"), absolute("realpath"),
		fn("normcase", 1, 1, func(_ *thread, a []value) value { return a[0] }),
		fn("isabs", 1, 1, func(t *thread, a []value) value {
			return py.Bool(strings.HasPrefix(pathArg(t, a[0], "startswith"), "/"))
		}),
		fn("commonprefix", 1, 1, func(t *thread, a []value) value {
			items := t.Items(a[0])
			if len(items) == 0 {
				return py.Str("")
			}
			lo, hi := items[0], items[0]
			for _, v := range items[1:] {
				if less(t, v, lo) {
					lo = v
				}
				if less(t, hi, v) {
					hi = v
				}
			}
			n := 0
			for n < t.Len(lo) && n < t.Len(hi) && t.Equal(t.GetItem(lo, py.Int(n)), t.GetItem(hi, py.Int(n))) {
				n++
			}
			return t.GetSlice(lo, value{}, py.Int(n))
		}),
		kw("relpath", 1, "path start", func(t *thread, a []value) value {
			p, start := pathArg(t, a[0], "startswith"), "."
			if p == "" {
				t.Raise(py.ValueErrorType, "no path specified")
			}
			if !a[1].IsAbsent() {
				start = pathArg(t, a[1], "startswith")
			}
			return like(a[0], relativePath(t, p, start))
		}),
		fn("expandvars", 1, 1, func(t *thread, a []value) value { return expandVars(t, a[0]) }),
		fn("expanduser", 1, 1, func(t *thread, a []value) value {
			if p := pathArg(t, a[0], "startswith"); strings.HasPrefix(p, "~") {
				t.Raise(py.OSErrorType, "os.path.expanduser: "+outsideFiles+" and have no home directory for '"+p+"'")
			}
			return a[0]
		}),
	)
	refuseCall(m, "os.path", outsideFiles, "exists lexists isfile isdir islink ismount getsize getmtime getatime getctime samefile sameopenfile samestat walk")
}

func loadOS(t *thread, m *py.Module) {
	for name, s := range map[string]string{"sep": "/", "curdir": ".", "pardir": "..", "extsep": ".", "pathsep": ":", "linesep": "\n",
		"defpath": ":/bin:/usr/bin", "devnull": "/dev/null", "name": "java"} {
		m.Set(name, py.Str(s))
	}
	for name, n := range map[string]int{"SEEK_SET": 0, "SEEK_CUR": 1, "SEEK_END": 2, "F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1, "EX_OK": 0,
		"O_RDONLY": 0, "O_WRONLY": 1, "O_RDWR": 2} {
		m.Set(name, py.Int(n))
	}
	m.Set("altsep", py.None)
	m.Set("error", py.Obj(py.OSErrorType))
	m.Set("path", t.Import("os.path"))
	m.Set("environ", py.Obj(py.NewDict(0)))
	funcs(m,
		kw("getenv", 1, "key default", func(t *thread, a []value) value {
			return t.CallMethod("get", []value{t.GetAttr(py.Obj(m), "environ"), a[0], a[1].Or(py.None)}, nil)
		}),
		fn("urandom", 1, 1, func(t *thread, a []value) value {
			n := intArg(t, a[0], 0)
			if n < 0 {
				t.Raise(py.ValueErrorType, "negative argument not allowed")
			}
			t.Alloc(n)
			b := make([]byte, n)
			host.Of(t).Rand().Read(b)
			return py.Str(string(b))
		}),
		fn("strerror", 1, 1, func(t *thread, a []value) value {
			names := t.GetAttr(t.Import("errno"), "errorcode")
			if !t.Contains(names, a[0]) {
				return py.Str("Unknown error: " + t.Repr(a[0]))
			}
			return t.GetItem(names, a[0])
		}),
	)
	refuseCall(m, "os", outsideFiles, "access chdir chmod chown close closerange fdatasync fdopen fstat fsync ftruncate getcwd getcwdu isatty lchmod lchown link listdir "+
		"lseek lstat makedirs mkdir open pipe read readlink remove removedirs rename renames rmdir stat symlink umask unlink utime walk write")
	refuseCall(m, "os", outsideProcesses, "_exit getegid geteuid getgid getlogin getpgrp getpid getppid getuid kill popen popen2 popen3 popen4 putenv setpgrp setsid "+
		"system times uname unsetenv wait waitpid")
}

package python

// Hints: what a test can do about an exception for want of a module. They stand
// beside the exception, whose own text stays Jython's.

import (
	"strings"

	"dryfire/scripts/python/object"
)

// hinted is an exception for want of a module, or with a hint of its own.
type hinted struct {
	exception object.Object
	module    string // full name
	attribute bool   // it may be that of a function as well
	text      string // instead of all that
}

// hint notes the module for want of which an exception is raised. The first
// one stays: it is nearest to the cause.
func (rt *Runtime) hint(r *object.Raised, h hinted) {
	h.exception = r.Value.Object()
	for i := range rt.hints {
		if rt.hints[i].exception == h.exception {
			return
		}
	}
	rt.hints[rt.noted%len(rt.hints)] = h
	rt.noted++
}

// noImport raises the ImportError for a name below system that does not exist;
// why is its hint.
func (rt *Runtime) noImport(message, why string) {
	r := rt.t.Try(func() { rt.t.Raise(object.ImportErrorType, message) })
	rt.hint(r, hinted{text: why})
	panic(r)
}

// hinting runs f, which imports a name, and notes a hint if there is no such
// module.
func (rt *Runtime) hinting(name string, f func()) {
	r := rt.t.Try(f)
	if r == nil {
		return
	}
	if r.Class.Object() == object.Object(object.ImportErrorType) {
		if x, ok := r.Value.Object().(*object.Exception); ok && strings.HasPrefix(x.Message.Text(), "No module named ") {
			rt.hint(r, hinted{module: missingModule(x.Message.Text(), name)})
		}
	}
	panic(r)
}

// wanting runs f, which takes a class out of a Java package, and notes a hint if
// it is not there: a gateway may well have it.
func (rt *Runtime) wanting(class string, f func()) {
	if r := rt.t.Try(f); r != nil {
		rt.hint(r, hinted{module: class})
		panic(r)
	}
}

// missingModule is the full name of the module that an import lacks: Jython's
// message has its last part, or that of a package on the way to it.
func missingModule(message, name string) string {
	last, _, _ := strings.Cut(strings.TrimPrefix(message, "No module named "), " ")
	if strings.Contains(last, ".") {
		return last
	}
	return name
}

// stubHint says how to stub a module; function is one in it that is enough, ""
// if none is known. A Java class is stubbed with its package.
func stubHint(module, function string) string {
	it := "it"
	if i := strings.LastIndexByte(module, '.'); i > 0 && module[i+1] >= 'A' && module[i+1] <= 'Z' {
		module, it = module[:i], "the class "+module[i+1:]
	}
	file := module[strings.LastIndexByte(module, '.')+1:] + ".py"
	s := "a test can stub " + it + ": stubs: {" + module + ": stubs/" + file + "}"
	if function != "" {
		s += ", or only a function: {" + function + ": {returns: …}}"
	}
	return s + "; dryfire script takes --stub " + module + "=" + file
}

// hintOf returns the hint for an uncaught exception.
func (rt *Runtime) hintOf(u *Uncaught) string {
	e := u.Raised.Value.Object()
	for i := range rt.hints {
		if h := rt.hints[i]; h.exception == e {
			if h.text != "" {
				return h.text
			}
			function := ""
			if h.attribute {
				function = h.module
				root, _, _ := strings.Cut(h.module, ".")
				if full := dottedUse(rt.sourceLine(u.File, u.Line), root); strings.HasPrefix(full, h.module+".") {
					function = full
				}
			}
			return stubHint(h.module, function)
		}
	}
	switch u.Type {
	case "NameError":
		// A name before a dot may be the package of a library module (LIB-6).
		if _, rest, ok := strings.Cut(u.Message, "name '"); ok {
			name, _, _ := strings.Cut(rest, "'")
			if full := dottedUse(rt.sourceLine(u.File, u.Line), name); full != "" {
				where := ""
				if rt.searched != nil {
					if where = rt.searched(); where != "" {
						where = " (" + where + " no such package)"
					}
				}
				return "if " + name + " is a package of a script library that is not here" + where + ", " + stubHint(full[:strings.LastIndexByte(full, '.')], full)
			}
		}
	case "AttributeError":
		if name, ok := strings.CutPrefix(u.Message, "'javapackage' object has no attribute '"); ok {
			if full := dottedUse(rt.sourceLine(u.File, u.Line), "java"); full != "" {
				if i := strings.Index(full, "."+strings.TrimSuffix(name, "'")); i > 0 {
					return stubHint(full[:i+len(name)], "")
				}
			}
		}
	case "ImportError":
		if rest, ok := strings.CutPrefix(u.Message, "No module named "); ok {
			full, _, _ := strings.Cut(rest, " ")
			return stubHint(full, "")
		}
	}
	return ""
}

// dottedUse finds name.member… in a line of code and returns it as a whole, ""
// if the name has no member there.
func dottedUse(line, name string) string {
	letter := func(c byte) bool {
		return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	for at := 0; ; {
		i := strings.Index(line[at:], name)
		if i < 0 {
			return ""
		}
		i += at
		at = i + len(name)
		if i > 0 && (letter(line[i-1]) || line[i-1] == '.') || at >= len(line) || line[at] != '.' {
			continue
		}
		end := at
		for end < len(line) && (letter(line[end]) || line[end] == '.') {
			end++
		}
		if full := strings.Trim(line[i:end], "."); strings.Contains(full, ".") {
			return full
		}
	}
}

// moduleName is the __name__ of a module; "" if it has none.
func moduleName(t *object.Thread, m object.Value) string {
	if v, ok := t.LookupAttr(m, "__name__"); ok && v.IsText() {
		return v.Text()
	}
	return ""
}

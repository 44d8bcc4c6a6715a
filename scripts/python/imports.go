package python

import (
	"strings"

	"github.com/dop251/goja"

	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
)

// packageOf is the package that a relative import starts from.
func (rt *Runtime) packageOf(level int) string {
	g := rt.globals()
	pkg := ""
	if v, ok := g.GetText("__package__"); ok && v.IsText() {
		pkg = v.Text()
	} else if v, ok := g.GetText("__name__"); ok && v.IsText() {
		pkg = v.Text()
		if _, isPkg := g.GetText("__path__"); !isPkg {
			pkg = pkg[:max(strings.LastIndexByte(pkg, '.'), 0)]
		}
	}
	if pkg == "" {
		rt.t.Raise(object.ValueErrorType, "Attempted relative import in non-package")
	}
	for ; level > 1; level-- {
		i := strings.LastIndexByte(pkg, '.')
		if i < 0 {
			rt.t.Raise(object.ValueErrorType, "Attempted relative import beyond toplevel package")
		}
		pkg = pkg[:i]
	}
	return pkg
}

// importModule imports a dotted name, relative to the importing package when
// level says so.
func (rt *Runtime) importModule(name string, level int) object.Value {
	if level > 0 {
		pkg := rt.packageOf(level)
		if name == "" {
			return rt.t.Import(pkg)
		}
		name = pkg + "." + name
	}
	if rt.find != nil {
		if v, ok := rt.find(name); ok {
			return v
		}
	}
	if below, ok := strings.CutPrefix(name, "system."); ok {
		if v, ok := rt.t.Modules.GetText("system"); ok {
			return rt.importBelow(v, below)
		}
	}
	if rt.missing != nil && strings.Contains(name, ".") {
		rt.missing(name)
	}
	var v object.Value
	rt.hinting(name, func() { v = rt.t.Import(name) })
	return v
}

// importBelow imports what is below system.
func (rt *Runtime) importBelow(v object.Value, below string) object.Value {
	for part := range strings.SplitSeq(below, ".") {
		n, ok := v.Object().(*namespace)
		if !ok {
			if v, ok = rt.t.LookupAttr(v, part); !ok {
				rt.t.Raise(object.ImportErrorType, "No module named "+part)
			}
			continue
		}
		var found bool
		if v, found = n.lookup(rt.t, part); !found {
			rt.noImport("No module named "+part, n.s.host.MissingSystem(n.below(part)))
		}
	}
	return v
}

func import_(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		name, level := nameOf(c.Arguments[0]), int(c.Arguments[1].ToInteger())
		v := rt.importModule(name, level)
		if i := strings.IndexByte(name, '.'); i >= 0 {
			v = rt.importModule(name[:i], level)
		}
		return rt.js(v)
	}
}

func importAs(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.js(rt.importModule(nameOf(c.Arguments[0]), int(c.Arguments[1].ToInteger())))
	}
}

func importFrom(rt *Runtime) native { return importAs(rt) }

func from(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		m, name := rt.py(c.Arguments[0]), nameOf(c.Arguments[1])
		if n, ok := m.Object().(*namespace); ok {
			v, found := n.lookup(rt.t, name)
			if !found {
				rt.noImport("cannot import name "+name, n.s.host.MissingSystem(n.below(name)))
			}
			return rt.js(v)
		}
		if p, ok := m.Object().(*libraryPackage); ok {
			v, found := p.member(rt.t, name)
			if !found {
				p.s.missing("cannot import name "+name, p.name+"."+name)
			}
			return rt.js(v)
		}
		var v object.Value
		full := moduleName(rt.t, m) + "." + name
		if _, ok := java.IsPackage(m); ok {
			rt.wanting(full, func() { v = rt.t.ImportFrom(m, name) })
		} else {
			rt.hinting(full, func() { v = rt.t.ImportFrom(m, name) })
		}
		return rt.js(v)
	}
}

func importStar(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		m := rt.py(c.Arguments[0])
		to := object.Obj(rt.globals())
		if ns := rt.py(c.Arguments[1]); !ns.IsAbsent() {
			to = ns
		}
		if all, ok := rt.t.LookupAttr(m, "__all__"); ok {
			for _, n := range rt.t.Items(all) {
				rt.t.SetItem(to, n, rt.t.ImportFrom(m, n.Text()))
			}
			return jsUndefined
		}
		d, ok := rt.t.LookupAttr(m, "__dict__")
		if !ok {
			rt.t.Raise(object.ImportErrorType, "from-import-* object has no __dict__ and no __all__")
		}
		for _, k := range rt.t.Items(d) {
			if k.IsText() && !strings.HasPrefix(k.Text(), "_") {
				rt.t.SetItem(to, k, rt.t.GetItem(d, k))
			}
		}
		return jsUndefined
	}
}

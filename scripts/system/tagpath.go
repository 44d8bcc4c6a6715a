package system

import (
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
)

// tagPath is a path as browsing and configurations have it (TCS-5): str() gives
// the text, and so does handing it to a function or sending it.
type tagPath struct {
	source string   // the provider
	names  []string // below it
}

// NewTagPath returns the TagPath of an absolute path, for scripts.
func NewTagPath(path string) scripts.HostObject { return parseTagPath(path) }

func parseTagPath(path string) *tagPath {
	p := &tagPath{}
	rest := path
	if strings.HasPrefix(rest, "[") {
		if i := strings.IndexByte(rest, ']'); i > 0 {
			p.source, rest = rest[1:i], rest[i+1:]
		}
	}
	if rest != "" {
		p.names = strings.Split(rest, "/")
	}
	return p
}

// TypeName returns the name of Ignition's class.
func (p *tagPath) TypeName() string {
	return "com.inductiveautomation.ignition.common.tags.paths.BasicTagPath"
}

func (p *tagPath) partial() string { return strings.Join(p.names, "/") }

// String returns the whole path.
func (p *tagPath) String() string { return "[" + p.source + "]" + p.partial() }

// Data returns the text of the path.
func (p *tagPath) Data() tags.Value { return tags.Unicode(p.String()) }

func (p *tagPath) last() tags.Value {
	if len(p.names) == 0 {
		return tags.Value{}
	}
	return tags.Unicode(p.names[len(p.names)-1])
}

func (p *tagPath) parent() tags.Value {
	if len(p.names) == 0 {
		return tags.Value{}
	}
	return tags.FromObject(&tagPath{p.source, p.names[:len(p.names)-1]})
}

// Member implements scripts.HostObject.
func (p *tagPath) Member(name string) (scripts.Member, bool) {
	if get, ok := tagPathProperties[name]; ok {
		return value(get(p))
	}
	return method(tagPathMethods, name)
}

var tagPathProperties = map[string]func(p *tagPath) tags.Value{
	"itemName":          (*tagPath).last,
	"lastPathComponent": (*tagPath).last,
	"parentPath":        (*tagPath).parent,
	"source":            func(p *tagPath) tags.Value { return tags.Unicode(p.source) },
	"property":          func(*tagPath) tags.Value { return tags.Value{} },
	"pathLength":        func(p *tagPath) tags.Value { return tags.Int(int64(len(p.names))) },
}

var tagPathMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	add := func(name string, params []scripts.Param, call func(c *scripts.Call, p *tagPath) (tags.Value, error)) {
		m[name] = &scripts.Function{Name: name, Params: params, Call: func(c *scripts.Call) (tags.Value, error) {
			p, ok := c.This.Object().(*tagPath)
			if !ok {
				return tags.Value{}, noReceiver(name, "tag path")
			}
			return call(c, p)
		}}
	}
	for _, x := range []struct{ method, property string }{
		{"getItemName", "itemName"}, {"getLastPathComponent", "lastPathComponent"}, {"getParentPath", "parentPath"},
		{"getSource", "source"}, {"getProperty", "property"}, {"getPathLength", "pathLength"},
	} {
		get := tagPathProperties[x.property]
		add(x.method, nil, func(_ *scripts.Call, p *tagPath) (tags.Value, error) { return get(p), nil })
	}
	for _, name := range []string{"toString", "toStringFull"} {
		add(name, nil, func(_ *scripts.Call, p *tagPath) (tags.Value, error) { return tags.Unicode(p.String()), nil })
	}
	add("toStringPartial", nil, func(_ *scripts.Call, p *tagPath) (tags.Value, error) { return tags.Unicode(p.partial()), nil })
	add("getPathComponent", required("i"), func(c *scripts.Call, p *tagPath) (tags.Value, error) {
		i, err := rowArgument(c, "getPathComponent", 0, len(p.names))
		if err != nil {
			return tags.Value{}, err
		}
		return tags.Unicode(p.names[i]), nil
	})
	add("getChildPath", required("name"), func(c *scripts.Call, p *tagPath) (tags.Value, error) {
		return tags.FromObject(&tagPath{p.source, append(p.names[:len(p.names):len(p.names)], strings.Split(c.Arg(0), "/")...)}), nil
	})
	return m
}()

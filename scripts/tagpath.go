package scripts

import (
	"strings"

	"dryfire/tags"
)

// TagPath is a path as browsing, configurations and tag change events have it
// (TCS-5): str() gives the text, and so does handing it to a function or
// sending it.
type TagPath struct {
	source string   // the provider
	names  []string // below it
}

// NewTagPath returns the TagPath of an absolute path such as
// [default]Line 1/Speed.
func NewTagPath(path string) *TagPath {
	p := &TagPath{}
	rest := path
	if strings.HasPrefix(rest, "[") {
		if i := strings.IndexByte(rest, ']'); i > 0 {
			p.source, rest = rest[1:i], rest[i+1:]
		}
	}
	if rest = strings.Trim(rest, "/"); rest != "" {
		p.names = strings.Split(rest, "/")
	}
	return p
}

// TypeName returns the name of Ignition's class.
func (p *TagPath) TypeName() string {
	return "com.inductiveautomation.ignition.common.tags.paths.BasicTagPath"
}

// Source returns the name of the tag provider.
func (p *TagPath) Source() string { return p.source }

// Partial returns the path without its provider.
func (p *TagPath) Partial() string { return strings.Join(p.names, "/") }

// String returns the whole path.
func (p *TagPath) String() string { return "[" + p.source + "]" + p.Partial() }

// Data returns the text of the path.
func (p *TagPath) Data() tags.Value { return tags.Unicode(p.String()) }

func (p *TagPath) last() tags.Value {
	if len(p.names) == 0 {
		return tags.Value{}
	}
	return tags.Unicode(p.names[len(p.names)-1])
}

func (p *TagPath) parent() tags.Value {
	if len(p.names) == 0 {
		return tags.Value{}
	}
	return tags.FromObject(&TagPath{p.source, p.names[:len(p.names)-1]})
}

// Member implements HostObject.
func (p *TagPath) Member(name string) (Member, bool) {
	if get, ok := tagPathProperties[name]; ok {
		return Member{Value: get(p)}, true
	}
	f, ok := tagPathMethods[name]
	return Member{Method: f}, ok
}

var tagPathProperties = map[string]func(p *TagPath) tags.Value{
	"itemName":          (*TagPath).last,
	"lastPathComponent": (*TagPath).last,
	"parentPath":        (*TagPath).parent,
	"source":            func(p *TagPath) tags.Value { return tags.Unicode(p.source) },
	"property":          func(*TagPath) tags.Value { return tags.Value{} },
	"pathLength":        func(p *TagPath) tags.Value { return tags.Int(int64(len(p.names))) },
}

var tagPathMethods = func() map[string]*Function {
	m := map[string]*Function{}
	add := func(name string, params []Param, call func(c *Call, p *TagPath) (tags.Value, error)) {
		m[name] = &Function{Name: name, Params: params, Call: func(c *Call) (tags.Value, error) {
			p, ok := c.This.Object().(*TagPath)
			if !ok {
				return tags.Value{}, Raise("TypeError", "%s() must be called on a tag path", name)
			}
			return call(c, p)
		}}
	}
	for _, x := range []struct{ method, property string }{
		{"getItemName", "itemName"}, {"getLastPathComponent", "lastPathComponent"}, {"getParentPath", "parentPath"},
		{"getSource", "source"}, {"getProperty", "property"}, {"getPathLength", "pathLength"},
	} {
		get := tagPathProperties[x.property]
		add(x.method, nil, func(_ *Call, p *TagPath) (tags.Value, error) { return get(p), nil })
	}
	for _, name := range []string{"toString", "toStringFull"} {
		add(name, nil, func(_ *Call, p *TagPath) (tags.Value, error) { return tags.Unicode(p.String()), nil })
	}
	add("toStringPartial", nil, func(_ *Call, p *TagPath) (tags.Value, error) { return tags.Unicode(p.Partial()), nil })
	add("getPathComponent", []Param{{Name: "i", Required: true}}, func(c *Call, p *TagPath) (tags.Value, error) {
		i := c.Args[0]
		if k := i.Kind(); k != tags.KindInt && k != tags.KindLong {
			return tags.Value{}, Raise("TypeError", "getPathComponent(): 1st arg can't be coerced to int")
		}
		if i.Int64() < 0 || i.Int64() >= int64(len(p.names)) {
			return tags.Value{}, RaiseJava("java.lang.ArrayIndexOutOfBoundsException", "Index %d out of bounds for length %d", i.Int64(), len(p.names))
		}
		return tags.Unicode(p.names[i.Int64()]), nil
	})
	add("getChildPath", []Param{{Name: "name", Required: true}}, func(c *Call, p *TagPath) (tags.Value, error) {
		child := NewTagPath(c.Arg(0))
		return tags.FromObject(&TagPath{p.source, append(p.names[:len(p.names):len(p.names)], child.names...)}), nil
	})
	return m
}()

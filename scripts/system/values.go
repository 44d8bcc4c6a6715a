package system

// The members of data: what .value, .quality, isGood() and getValueAt() are on
// the values that tags deliver (QV-1 to QV-4, RUN-5, RUN-6).

import (
	"dryfire/scripts"
	"dryfire/tags"
)

func members(v tags.Value, name string) (scripts.Member, bool) {
	switch v.Kind() {
	case tags.KindQualified:
		return qualifiedMember(v.Qualified(), name)
	case tags.KindQuality:
		q, _ := v.Quality()
		return qualityMember(q, name)
	case tags.KindDataset:
		return datasetMember(v.Dataset(), name)
	case tags.KindDocument:
		return documentMember(v.Document(), name)
	}
	return scripts.Member{}, false
}

func value(v tags.Value) (scripts.Member, bool) { return scripts.Member{Value: v}, true }

func method(methods map[string]*scripts.Function, name string) (scripts.Member, bool) {
	if f, ok := methods[name]; ok {
		return scripts.Member{Method: f}, true
	}
	return scripts.Member{}, false
}

func qualifiedMember(q *tags.QualifiedValue, name string) (scripts.Member, bool) {
	switch name {
	case "value":
		return value(q.Value)
	case "quality":
		return value(tags.FromQuality(q.Quality))
	case "timestamp":
		return value(tags.Date(q.Timestamp))
	}
	return method(qualifiedMethods, name)
}

var qualifiedMethods = map[string]*scripts.Function{
	"getValue": getter("getValue", func(q *tags.QualifiedValue) tags.Value { return q.Value }),
	"getQuality": getter("getQuality", func(q *tags.QualifiedValue) tags.Value {
		return tags.FromQuality(q.Quality)
	}),
	"getTimestamp": getter("getTimestamp", func(q *tags.QualifiedValue) tags.Value { return tags.Date(q.Timestamp) }),
	"toString": {Name: "toString", Call: func(c *scripts.Call) (tags.Value, error) {
		if c.This.Qualified() == nil {
			return tags.Value{}, noReceiver("toString", "qualified value")
		}
		return tags.Unicode(scripts.PyStrIn(c.This, c.Host.Zone)), nil
	}},
	"derive": {Name: "derive", Params: []scripts.Param{{Name: "value", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			q := c.This.Qualified()
			if q == nil {
				return tags.Value{}, noReceiver("derive", "qualified value")
			}
			d := *q
			d.Value = c.Args[0]
			return tags.FromQualified(&d), nil
		}},
}

func noReceiver(method, of string) error {
	return scripts.Raise("TypeError", "%s() must be called on a %s", method, of)
}

func getter(name string, get func(*tags.QualifiedValue) tags.Value) *scripts.Function {
	return &scripts.Function{Name: name, Call: func(c *scripts.Call) (tags.Value, error) {
		q := c.This.Qualified()
		if q == nil {
			return tags.Value{}, noReceiver(name, "qualified value")
		}
		return get(q), nil
	}}
}

func qualityMember(q tags.Quality, name string) (scripts.Member, bool) {
	if p, ok := qualityProperties[name]; ok {
		return value(p(q))
	}
	return method(qualityMethods, name)
}

// qualityProperties are the bean forms of the getters of QV-3.
var qualityProperties = map[string]func(tags.Quality) tags.Value{
	"good":       func(q tags.Quality) tags.Value { return tags.Bool(q.IsGood()) },
	"bad":        func(q tags.Quality) tags.Value { return tags.Bool(q.IsBad()) },
	"error":      func(q tags.Quality) tags.Value { return tags.Bool(q.IsError()) },
	"badOrError": func(q tags.Quality) tags.Value { return tags.Bool(q.IsBadOrError()) },
	"notGood":    func(q tags.Quality) tags.Value { return tags.Bool(!q.IsGood()) },
	"uncertain":  func(q tags.Quality) tags.Value { return tags.Bool(q.IsUncertain()) },
	"code":       func(q tags.Quality) tags.Value { return tags.Int(int64(q.Code)) },
	"name":       func(q tags.Quality) tags.Value { return tags.Unicode(q.Code.Name()) },
	"level":      func(q tags.Quality) tags.Value { return tags.Unicode(q.Code.Level().String()) },
	"diagnosticMessage": func(q tags.Quality) tags.Value {
		if q.Diagnostic() == "" {
			return tags.Value{}
		}
		return tags.Unicode(q.Diagnostic())
	},
}

var qualityMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	add := func(name string, get func(tags.Quality) tags.Value) {
		m[name] = &scripts.Function{Name: name, Call: func(c *scripts.Call) (tags.Value, error) {
			q, ok := c.This.Quality()
			if !ok {
				return tags.Value{}, noReceiver(name, "quality")
			}
			return get(q), nil
		}}
	}
	for _, p := range []struct{ method, property string }{
		{"isGood", "good"}, {"isBad", "bad"}, {"isError", "error"}, {"isBadOrError", "badOrError"},
		{"isNotGood", "notGood"}, {"isUncertain", "uncertain"}, {"getCode", "code"}, {"getName", "name"},
		{"getLevel", "level"}, {"getDiagnosticMessage", "diagnosticMessage"},
	} {
		add(p.method, qualityProperties[p.property])
	}
	add("toString", func(q tags.Quality) tags.Value { return tags.Unicode(q.String()) })
	m["derive"] = &scripts.Function{Name: "derive", Params: []scripts.Param{{Name: "diagnosticMessage", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			q, ok := c.This.Quality()
			if !ok {
				return tags.Value{}, noReceiver("derive", "quality")
			}
			return tags.FromQuality(q.WithDiagnostic(c.Arg(0))), nil
		}}
	return m
}()

func documentMember(d *tags.Document, name string) (scripts.Member, bool) {
	if f, ok := documentMethods[name]; ok {
		return scripts.Member{Method: f}, true
	}
	if m := d.Root.Map(); m != nil {
		if v, ok := m.Get(name); ok {
			return value(v)
		}
	}
	return scripts.Member{}, false
}

// documentMethods are those of the adapter of WRT-5.
var documentMethods = map[string]*scripts.Function{
	"toDict": {Name: "toDict", Call: func(c *scripts.Call) (tags.Value, error) {
		if d := c.This.Document(); d != nil {
			return d.Root, nil
		}
		return tags.Value{}, noReceiver("toDict", "document")
	}},
	"get": {Name: "get", Params: []scripts.Param{{Name: "key", Required: true}, {Name: "default", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			d := c.This.Document()
			if d == nil {
				return tags.Value{}, noReceiver("get", "document")
			}
			if m := d.Root.Map(); m != nil {
				if v, ok := m.Lookup(c.Args[0]); ok {
					return v, nil
				}
			}
			return c.Args[1], nil
		}},
}

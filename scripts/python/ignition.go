package python

// Classes of Ignition that scripts import beside those of datasets: quality
// codes, qualified values, the parser of tag paths and the builder of datasets.

import (
	"dryfire/scripts"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

const (
	valuesPackage = commonPackage + ".model.values"
	parserPackage = commonPackage + ".tags.paths.parser"
	utilPackage   = commonPackage + ".util"
)

// simulation returns the state of the simulation around a script.
func simulation(t *object.Thread, what string) *state {
	system, _ := t.Modules.GetText("system")
	n, ok := system.Object().(*namespace)
	if !ok {
		t.Raise(object.RuntimeErrorType, what+" need the module system, which the script has replaced")
	}
	return n.s
}

// newQualityType makes QualityCode; its class has every code as an attribute.
func newQualityType() *object.Type {
	var codes []object.Attr
	for _, code := range tags.QualityCodes() {
		codes = append(codes, object.Attr{Name: code.Name(), Get: func(t *object.Thread, _ object.Value) object.Value {
			return simulation(t, "quality codes").fromTag(tags.FromQuality(tags.QualityOf(code)))
		}})
	}
	ty := object.NewType(object.TypeDef{Module: valuesPackage, Name: "QualityCode", NoNew: true, NoDict: true, HostAttrs: true, Methods: hostMethods()})
	ty.Header = object.NewHeader(object.NewType(object.TypeDef{Module: "java.lang", Name: "Class", Base: object.TypeType, Attrs: codes}))
	java.Declare(valuesPackage+".QualityCode", func() *object.Type { return ty })
	return ty
}

// newQualifiedType makes BasicQualifiedValue and the interface QualifiedValue.
func newQualifiedType() *object.Type {
	base := object.NewType(object.TypeDef{Module: valuesPackage, Name: "QualifiedValue", NoNew: true, HostAttrs: true})
	ty := object.NewType(object.TypeDef{Module: valuesPackage, Name: "BasicQualifiedValue", Base: base, NoDict: true, HostAttrs: true,
		Methods: hostMethods(), New: newQualifiedValue})
	java.Declare(valuesPackage+".QualifiedValue", func() *object.Type { return base })
	java.Declare(valuesPackage+".BasicQualifiedValue", func() *object.Type { return ty })
	return ty
}

// newQualifiedValue is BasicQualifiedValue(value, quality, timestamp), all of
// them optional: null, Good, now.
func newQualifiedValue(t *object.Thread, cls *object.Type, a []object.Value, names []string) object.Value {
	s := simulation(t, "qualified values")
	if len(names) > 0 || len(a) > 3 {
		t.Raisef(object.TypeErrorType, "%s(): expected 0-3 args; got %d", cls.FullName(), len(a))
	}
	q := &tags.QualifiedValue{Quality: tags.QualityOf(tags.Good), Timestamp: s.host.World.Now(s.run())}
	if len(a) > 0 {
		q.Value = s.toTag(a[0])
		if inner := q.Value.Qualified(); inner != nil && len(a) == 1 {
			*q = *inner
		}
	}
	if len(a) > 1 {
		code, ok := s.toTag(a[1]).Quality()
		if !ok {
			t.Raisef(object.TypeErrorType, "%s(): 2nd arg can't be coerced to %s.QualityCode", cls.FullName(), valuesPackage)
		}
		q.Quality = code
	}
	if len(a) > 2 {
		at := s.toTag(a[2])
		if at.Kind() != tags.KindDate {
			t.Raisef(object.TypeErrorType, "%s(): 3rd arg can't be coerced to java.util.Date", cls.FullName())
		}
		q.Timestamp = at.Int64()
	}
	return s.newHostObject(cls, tags.FromQualified(q))
}

func init() {
	java.Declare(parserPackage+".TagPathParser", func() *object.Type {
		t := object.NewType(object.TypeDef{Module: parserPackage, Name: "TagPathParser", NoNew: true})
		for _, name := range []string{"parse", "parseSafe"} {
			t.AddStatic(object.Def{Name: name, Min: 1, Max: 2, Fn: parseTagPath})
		}
		return t
	})
	java.Declare(utilPackage+".DatasetBuilder", newBuilderType)
}

// parseTagPath is TagPathParser.parse(path) and parse(provider, path).
func parseTagPath(t *object.Thread, _ object.Value, a []object.Value) object.Value {
	s := simulation(t, "tag paths")
	path := t.Str(a[len(a)-1])
	if len(a) == 2 && (path == "" || path[0] != '[') {
		path = "[" + t.Str(a[0]) + "]" + path
	}
	if _, err := tags.ParsePath(path); err != nil {
		s.raise(scripts.RaiseJava("java.io.IOException", "%s", err))
	}
	return s.fromTag(tags.FromObject(scripts.NewTagPath(path)))
}

// builder is a DatasetBuilder.
type builder struct {
	object.Header
	names, types tags.Value
	rows         [][]tags.Value
}

// newBuilderType makes DatasetBuilder, whose methods return the builder.
func newBuilderType() *object.Type {
	// What is given as arguments, or as one list.
	values := func(t *object.Thread, a []object.Value) []tags.Value {
		s := simulation(t, "datasets")
		if len(a) == 1 {
			if l := s.toTag(a[0]).List(); l != nil {
				return l.Items
			}
		}
		out := make([]tags.Value, len(a))
		for i, v := range a {
			out[i] = s.toTag(v)
		}
		return out
	}
	self := func(v object.Value) *builder { return v.Object().(*builder) }
	ty := object.NewType(object.TypeDef{Module: utilPackage, Name: "DatasetBuilder", NoNew: true, NoDict: true, Methods: []object.Def{
		{Name: "colNames", Max: -1, Fn: func(t *object.Thread, v object.Value, a []object.Value) object.Value {
			self(v).names = tags.ListOf(values(t, a)...)
			return v
		}},
		{Name: "colTypes", Max: -1, Fn: func(t *object.Thread, v object.Value, a []object.Value) object.Value {
			self(v).types = tags.ListOf(values(t, a)...)
			return v
		}},
		{Name: "addRow", Max: -1, Fn: func(t *object.Thread, v object.Value, a []object.Value) object.Value {
			t.Alloc(valueSize * (len(a) + 1))
			self(v).rows = append(self(v).rows, values(t, a))
			return v
		}},
		{Name: "build", Fn: func(t *object.Thread, v object.Value, _ []object.Value) object.Value {
			s, b := simulation(t, "datasets"), self(v)
			d, err := b.build()
			s.raise(err)
			return s.fromTag(tags.FromDataset(d))
		}},
	}})
	ty.AddStatic(object.Def{Name: "newBuilder", Fn: func(*object.Thread, object.Value, []object.Value) object.Value {
		return object.Obj(&builder{Header: object.NewHeader(ty)})
	}})
	return ty
}

func (b *builder) build() (*tags.Dataset, error) {
	if b.names.List() == nil {
		return nil, scripts.RaiseJava("java.lang.IllegalStateException", "DatasetBuilder.build(): colNames(…) is missing")
	}
	columns := make([]tags.Value, len(b.names.List().Items))
	for j := range columns {
		cells := make([]tags.Value, len(b.rows))
		for i, r := range b.rows {
			if len(r) != len(columns) {
				return nil, scripts.RaiseJava("java.lang.IllegalArgumentException", "DatasetBuilder.build(): row %d has %d cells, there are %d columns", i, len(r), len(columns))
			}
			cells[i] = r[j]
		}
		columns[j] = tags.ListOf(cells...)
	}
	types := b.types
	if types.List() == nil { // what any cell may be
		list := make([]tags.Value, len(columns))
		for j := range list {
			list[j] = tags.FromObject(scripts.Class("java.lang.Object"))
		}
		types = tags.ListOf(list...)
	}
	return scripts.ColumnsDataset(b.names, types, tags.ListOf(columns...))
}

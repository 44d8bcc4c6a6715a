package tags

// Reading and writing by path: the value of a tag, its properties, UDT
// parameters, alarm settings, elements of arrays, cells of datasets and members
// of documents (PTH-1, PTH-6, REL-2, REL-3, TGF-19, UDT-10).

import "strings"

// place is what a path leads to.
type place struct {
	tag      *Tag
	alarm    string // the alarm whose setting property names; "" for none
	property string // "" means value
	element  Element
}

// resolve returns what the path names, or why it leads nowhere.
func (t *Tags) resolve(path string, owner *Tag) (place, Quality) {
	p, err := ParsePath(path)
	if err != nil {
		return place{}, QualityOf(ErrorInvalidPathSyntax).WithDiagnostic(err.Error())
	}
	at := place{property: p.Property, element: p.Element}
	if len(at.property) == len("value") && strings.EqualFold(at.property, "value") {
		at.property = ""
	}
	g, q := t.node(&p, owner)
	if g == nil && at.property != "" {
		above, last := splitLast(p.Tag)
		if strings.EqualFold(last, "Parameters") { // [.]Parameters.P (REL-2)
			p.Tag = above
			at.property = "Parameters." + p.Property
			g, q = t.node(&p, owner)
		} else if above, folder := splitLast(above); strings.EqualFold(folder, "Alarms") {
			p.Tag = above
			at.alarm = last
			g, q = t.node(&p, owner)
		}
	}
	if g == nil {
		return place{}, q
	}
	at.tag = g
	return at, Quality{}
}

func splitLast(path string) (above, last string) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path
	}
	return path[:i], path[i+1:]
}

// Read returns what the path names. owner is the tag that owns the script or
// binding that reads, and resolves [.] and [~]; it may be nil. What does not
// exist reads as null with Bad_NotFound; no path is an error.
func (t *Tags) Read(path string, owner *Tag) QualifiedValue {
	at, q := t.resolve(path, owner)
	if at.tag == nil {
		return t.none(q)
	}
	var qv QualifiedValue
	switch {
	case at.alarm != "":
		v, ok := at.tag.alarmSetting(at.alarm, at.property)
		if !ok {
			return t.none(QualityOf(BadNotFound))
		}
		qv = t.good(v)
	case at.property != "":
		v, ok := at.tag.Property(at.property)
		if !ok {
			return t.none(QualityOf(BadNotFound))
		}
		qv = t.good(v)
	case at.tag.folder:
		return t.none(noValue(at.tag))
	default:
		qv = at.tag.Value()
	}
	if at.element.Kind == WholeValue {
		return qv
	}
	v, ok := elementOf(qv.Value, at.element)
	if !ok {
		if qv.Quality.IsBadOrError() {
			return QualifiedValue{Quality: qv.Quality, Timestamp: qv.Timestamp}
		}
		return t.none(noElement(at))
	}
	qv.Value = v
	return qv
}

func (t *Tags) none(q Quality) QualifiedValue {
	return QualifiedValue{Quality: q, Timestamp: t.clock()}
}

func (t *Tags) good(v Value) QualifiedValue {
	return QualifiedValue{Value: v, Quality: QualityOf(Good), Timestamp: t.clock()}
}

func noValue(g *Tag) Quality {
	return QualityOf(BadUnsupported).WithDiagnostic(g.path + " is a " + g.def.TagType() + " and has no value")
}

func noElement(at place) Quality {
	return QualityOf(BadNotFound).WithDiagnostic(at.tag.path + " has no element " + at.element.String())
}

// Exists reports whether the path names something that is there, whatever its
// quality.
func (t *Tags) Exists(path string, owner *Tag) bool {
	at, _ := t.resolve(path, owner)
	if at.tag == nil {
		return false
	}
	v := at.tag.qv.Value
	ok := true
	switch {
	case at.alarm != "":
		v, ok = at.tag.alarmSetting(at.alarm, at.property)
	case at.property != "":
		v, ok = at.tag.Property(at.property)
	}
	if ok && at.element.Kind != WholeValue {
		_, ok = elementOf(v, at.element)
	}
	return ok
}

// Property returns a property of the tag and whether it has one of that name,
// case ignored: value, quality, timestamp, name, everything configured, the
// known properties with their defaults, parameters as a map of plain values,
// and Parameters.P for one of them. A tag inside a UDT instance has the
// parameters of the nearest instance around it (TAG-5, UDT-10).
func (g *Tag) Property(name string) (Value, bool) {
	if len(name) > len("parameters.") && name[len("parameters")] == '.' && strings.EqualFold(name[:len("parameters")], "parameters") {
		return g.parameter(name[len("parameters."):])
	}
	switch {
	case strings.EqualFold(name, "value"):
		return g.Value().Value, !g.folder
	case strings.EqualFold(name, "quality") && !g.folder:
		return FromQuality(g.Value().Quality), true
	case strings.EqualFold(name, "timestamp") && !g.folder:
		return Date(g.qv.Timestamp), true
	case strings.EqualFold(name, "name"):
		return Unicode(g.Name()), true
	case strings.EqualFold(name, "parameters"):
		if i := g.instance(); i != nil {
			return FromMap(plainParameters(i.def.Parameters())), true
		}
		return Value{}, false
	}
	return g.def.Property(name)
}

// instance returns the nearest UDT instance: g itself or one around it.
func (g *Tag) instance() *Tag {
	for ; g != nil; g = g.parent {
		if g.folder && g.def.TagType() == TypeUdtInstance {
			return g
		}
	}
	return nil
}

func (g *Tag) parameter(name string) (Value, bool) {
	i := g.instance()
	if i == nil {
		return Value{}, false
	}
	return i.def.Parameter(name)
}

func plainParameters(m *Map) *Map {
	if m == nil {
		return NewMap(0)
	}
	out := NewMap(m.Len())
	for i := range m.Len() {
		k, v := m.At(i)
		out.Set(k, parameterValue(v))
	}
	return out
}

// alarm returns the index of the alarm of that name in the tag's alarms.
func (g *Tag) alarm(name string) (*List, int) {
	v, _ := g.def.exact("alarms")
	if l := v.List(); l != nil {
		for i, a := range l.Items {
			if m := a.Map(); m != nil {
				if n, ok := m.Get("name"); ok && strings.EqualFold(n.Text(), name) {
					return l, i
				}
			}
		}
	}
	return nil, -1
}

// alarmSetting reads T/Alarms/<alarm>.<setting>.
func (g *Tag) alarmSetting(alarm, setting string) (Value, bool) {
	l, at := g.alarm(alarm)
	if at < 0 {
		return Value{}, false
	}
	m := l.Items[at].Map()
	for i := range m.Len() {
		if k, v := m.At(i); strings.EqualFold(k.Text(), setting) {
			return v, true
		}
	}
	return Value{}, false
}

// Write writes to what the path names, as a script writes, and returns the
// quality code of the write; nothing is raised (WRT-1). v may be a qualified
// value, which then brings its quality and timestamp with it (WRT-7).
//
// A read-only tag and one whose value source computes it answer Bad_ReadOnly,
// a disabled one Bad_Disabled, a number beyond the enforced engineering limits
// Bad_OutOfRange (DEC-35), and none of them changes. Configured, custom and
// known properties can be written too; that edits the tag's definition without
// re-initialising the tag. UDT parameters are set by Configure only.
func (t *Tags) Write(path string, owner *Tag, v Value) Quality {
	at, q := t.resolve(path, owner)
	switch {
	case at.tag == nil:
		return q
	case at.alarm != "":
		return t.writeAlarm(at, v)
	case at.property != "":
		return t.writeProperty(at, v)
	case at.element.Kind != WholeValue:
		return t.writeElement(at, v)
	}
	return t.WriteTag(at.tag, v)
}

func (t *Tags) writeElement(at place, v Value) Quality {
	g := at.tag
	if q := g.refusal(); q.Code != Good {
		return q
	}
	part, whole := v, QualifiedValue{}
	qv := v.Qualified()
	if qv != nil {
		part, whole = qv.Value, *qv
	}
	next, q := t.withElement(g, at, part)
	if q.Code != Good {
		return q
	}
	if qv != nil {
		whole.Value = next
		next = FromQualified(&whole)
	}
	return t.WriteTag(g, next)
}

func (t *Tags) withElement(g *Tag, at place, v Value) (Value, Quality) {
	old, e := g.qv.Value, at.element
	switch old.Kind() {
	case KindList:
		if e.Kind == ArrayElement && e.Row < len(old.List().Items) {
			c, q := g.def.c.dataType.Elem().Coerce(v, t.Location)
			if q.Code != Good {
				return Value{}, q
			}
			return withItem(old.List(), e.Row, c), QualityOf(Good)
		}
	case KindDataset:
		d := old.Dataset()
		if e.Kind == DatasetCell && e.Row < len(d.Rows) && e.Column < len(d.Columns) {
			d, q := d.WithCell(e.Row, e.Column, v, t.Location)
			return FromDataset(d), q
		}
	case KindDocument:
		part, ok := documentTree(v, 0)
		if !ok {
			return noConversion(v, DocumentType)
		}
		if root, ok := withMember(old.Document().Root, memberPath(e), part); ok {
			return FromDocument(&Document{Root: root}), QualityOf(Good)
		}
	}
	return Value{}, noElement(at)
}

func withItem(l *List, i int, v Value) Value {
	items := append([]Value(nil), l.Items...)
	items[i] = v
	return FromList(&List{Form: l.Form, Items: items})
}

// elementOf returns the part of v that e selects.
func elementOf(v Value, e Element) (Value, bool) {
	switch v.Kind() {
	case KindList:
		if e.Kind == ArrayElement && e.Row < len(v.List().Items) {
			return v.List().Items[e.Row], true
		}
	case KindDataset:
		d := v.Dataset()
		if e.Kind == DatasetCell && e.Row < len(d.Rows) && e.Column < len(d.Columns) {
			return d.Rows[e.Row][e.Column], true
		}
	case KindDocument:
		return member(v.Document().Root, memberPath(e))
	case KindMap:
		return member(v, memberPath(e))
	}
	return Value{}, false
}

// step is one key or index of a path into a document.
type step struct {
	key   string
	index int // -1 for a key
}

// memberPath splits Doc['a.b[0]'] into its steps (PTH-6).
func memberPath(e Element) []step {
	switch e.Kind {
	case ArrayElement:
		return []step{{index: e.Row}}
	case DocumentMember:
	default:
		return nil
	}
	var steps []step
	for _, part := range strings.Split(e.Member, ".") {
		name, rest, indexed := strings.Cut(part, "[")
		var indices []step
		for indexed {
			var in string
			var ok bool
			if in, rest, ok = strings.Cut(rest, "]"); !ok {
				break
			}
			n, isIndex := parseIndex(in)
			if !isIndex {
				break
			}
			indices = append(indices, step{index: n})
			if rest == "" {
				indexed = false
			} else if rest[0] == '[' {
				rest = rest[1:]
			} else {
				break
			}
		}
		if indexed { // brackets that are no index belong to the key
			name, indices = part, nil
		}
		if name != "" || len(indices) == 0 {
			steps = append(steps, step{key: name, index: -1})
		}
		steps = append(steps, indices...)
	}
	return steps
}

func member(v Value, path []step) (Value, bool) {
	if len(path) == 0 {
		return Value{}, false
	}
	for _, s := range path {
		switch {
		case s.index < 0 && v.Map() != nil:
			var ok bool
			if v, ok = v.Map().Get(s.key); !ok {
				return Value{}, false
			}
		case s.index >= 0 && v.List() != nil && s.index < len(v.List().Items):
			v = v.List().Items[s.index]
		default:
			return Value{}, false
		}
	}
	return v, true
}

// withMember returns a copy of v with one member replaced; a key that is not
// there yet is added, everything above it has to exist.
func withMember(v Value, path []step, to Value) (Value, bool) {
	if len(path) == 0 {
		return Value{}, false
	}
	s, last := path[0], len(path) == 1
	switch {
	case s.index < 0 && v.Map() != nil:
		old, ok := v.Map().Get(s.key)
		next := to
		if !last {
			if !ok {
				return Value{}, false
			}
			if next, ok = withMember(old, path[1:], to); !ok {
				return Value{}, false
			}
		}
		m := NewMap(v.Map().Len() + 1)
		for i := range v.Map().Len() {
			m.Set(v.Map().At(i))
		}
		m.SetText(s.key, next)
		return FromMap(m), true
	case s.index >= 0 && v.List() != nil && s.index < len(v.List().Items):
		next := to
		if !last {
			var ok bool
			if next, ok = withMember(v.List().Items[s.index], path[1:], to); !ok {
				return Value{}, false
			}
		}
		return withItem(v.List(), s.index, next), true
	}
	return Value{}, false
}

func (t *Tags) writeProperty(at place, v Value) Quality {
	g, name := at.tag, at.property
	if at.element.Kind != WholeValue {
		return QualityOf(BadUnsupported).WithDiagnostic("an element of a property can not be written")
	}
	if qv := v.Qualified(); qv != nil {
		v = qv.Value
	}
	switch strings.ToLower(name) {
	case "quality", "timestamp", "name", "tagtype", "typeid":
		return QualityOf(BadReadOnly)
	}
	if head, _, _ := strings.Cut(name, "."); strings.EqualFold(head, "parameters") {
		if _, ok := g.Property(name); !ok {
			return QualityOf(BadNotFound)
		}
		return QualityOf(BadUnsupported).WithDiagnostic("UDT parameters are set by configuring the instance")
	}
	d := g.def.Clone()
	if known, ok := KnownProperty(name); ok {
		if err := d.Set(known, v); err != nil {
			return QualityOf(ErrorTypeConversion).WithDiagnostic(err.Error())
		}
	} else if !d.replace(name, v) {
		return QualityOf(BadNotFound)
	}
	t.edit(g, d)
	return QualityOf(Good)
}

func (t *Tags) writeAlarm(at place, v Value) Quality {
	if _, ok := at.tag.alarmSetting(at.alarm, at.property); !ok || at.element.Kind != WholeValue {
		return QualityOf(BadNotFound)
	}
	if strings.EqualFold(at.property, "name") {
		return QualityOf(BadReadOnly)
	}
	if qv := v.Qualified(); qv != nil {
		v = qv.Value
	}
	l, i := at.tag.alarm(at.alarm)
	old := l.Items[i].Map()
	m := NewMap(old.Len())
	for j := range old.Len() {
		k, s := old.At(j)
		if strings.EqualFold(k.Text(), at.property) {
			s = v
		}
		m.Set(k, s)
	}
	d := at.tag.def.Clone()
	d.replace("alarms", withItem(l, i, FromMap(m)))
	t.edit(at.tag, d)
	return QualityOf(Good)
}

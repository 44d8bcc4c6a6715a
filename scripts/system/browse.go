package system

// system.tag.browse and its older forms: what is in a folder of tags (DEC-57).

import (
	"slices"
	"strconv"
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

// TagModel is a World whose gateways have tags that scripts can browse and
// configure.
type TagModel interface {
	// TagModel returns the tags of the run's gateway, to look at or to edit. A
	// quality that is not good says why the run can't get at them, and is what
	// functions return.
	TagModel(run *scripts.Run, edit bool) (*tags.Tags, tags.Quality)
	// EventScript compiles an event script for a tag, as text without its def
	// line; the result is for tags.EventScript.Script.
	EventScript(run *scripts.Run, path, event, text string) (any, error)
	// EventText returns the text of an event script, "" if it is not known.
	EventText(script any) string
	// UDTs returns the UDT definitions that have a type of that id for a
	// provider, nil if there are none.
	UDTs(run *scripts.Run, provider, id string) *tagfile.UDTs
}

// tagModel returns the tags of the run's gateway, to look at or to edit.
func tagModel(c *scripts.Call, edit bool) (TagModel, *tags.Tags, tags.Quality, error) {
	w, ok := c.Host.World.(TagModel)
	if !ok {
		return nil, nil, tags.Quality{}, scripts.Raise("RuntimeError", "there are no tags to browse or configure here")
	}
	m, q := w.TagModel(c.Run, edit)
	return w, m, q, nil
}

var browseFunctions = []*scripts.Function{
	{Name: "tag.browse", Params: []scripts.Param{{Name: "path", Required: true}, {Name: "filter"}}, Call: browse},
	// The names of version 7 (API-2).
	{Name: "tag.browseTags", Call: browseTags, Params: []scripts.Param{{Name: "parentPath", Default: tags.Str("")}, {Name: "tagPath"}, {Name: "tagType"},
		{Name: "dataType"}, {Name: "udtParentType"}, {Name: "recursive", Default: tags.Bool(false)}, {Name: "sort", Default: tags.Str("ASC")}}},
	{Name: "tag.browseTagsSimple", Params: []scripts.Param{{Name: "parentPath", Default: tags.Str("")}, {Name: "sort", Default: tags.Str("ASC")}},
		Call: func(c *scripts.Call) (tags.Value, error) { return legacyBrowse(c, browseFilter{}, c.Arg(1)) }},
}

// browseFilter says which tags are wanted; zero fields want all.
type browseFilter struct {
	name, path, tagType, typeID, dataType, valueSource string
	recursive                                          bool
	skip, limit                                        int // limit 0 is none
}

// filterOf reads the dictionary that a script gives; keys it does not know
// count for nothing.
func filterOf(v tags.Value) (browseFilter, error) {
	var f browseFilter
	if v.IsNull() {
		return f, nil
	}
	m := v.Map()
	if m == nil {
		return f, scripts.Raise("TypeError", "browse() wants a dictionary as its filter, got %s", clipped(v))
	}
	text := func(key string) string {
		x, _ := m.Get(key)
		if x.IsNull() {
			return ""
		}
		return scripts.PyStr(x)
	}
	f.name, f.tagType, f.typeID, f.dataType, f.valueSource = text("name"), text("tagType"), text("typeId"), text("dataType"), text("valueSource")
	r, _ := m.Get("recursive")
	f.recursive = r.Kind() == tags.KindBool && r.Bool() || r.Int64() != 0 || r.IsText() && strings.EqualFold(r.Text(), "true")
	n, _ := m.Get("maxResults")
	f.limit = int(max(0, n.Int64()))
	if at := text("continuationPoint"); at != "" {
		f.skip, _ = strconv.Atoi(at)
	}
	return f, nil
}

func (f *browseFilter) wants(g *tags.Tag) bool {
	same := func(want, got string) bool { return want == "" || strings.EqualFold(want, got) }
	d := g.Definition()
	if f.name != "" && !wildcard(f.name, g.Name()) || f.path != "" && !wildcard(f.path, g.Path()) || !same(f.tagType, d.TagType()) {
		return false
	}
	if f.typeID != "" {
		id, _ := d.Property("typeId")
		if !strings.EqualFold(f.typeID, strings.TrimPrefix(id.Text(), "_types_/")) {
			return false
		}
	}
	if f.dataType == "" && f.valueSource == "" {
		return true
	}
	return !g.IsFolder() && same(f.dataType, g.DataType().String()) && same(f.valueSource, g.ValueSource())
}

// wildcard matches case-insensitively: * is any text, ? any character.
func wildcard(pattern, name string) bool {
	p, s := []rune(strings.ToLower(pattern)), []rune(strings.ToLower(name))
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(s) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == s[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}

// found walks what is below a node and returns what the filter wants, and
// whether there is more than its limit.
func (f *browseFilter) found(c *scripts.Call, top *tags.Tag) (list []*tags.Tag, more bool, err error) {
	const entry = 1000 // bytes that scripts see of one tag, roughly
	seen := 0
	var walk func(g *tags.Tag) bool
	walk = func(g *tags.Tag) bool {
		for _, m := range g.Children() {
			if f.wants(m) {
				seen++
				if seen > f.skip {
					if f.limit > 0 && len(list) == f.limit {
						more = true
						return false
					}
					list = append(list, m)
					if int64(len(list))*entry > c.Host.Budget().Memory {
						err = c.Host.MemoryExceeded()
						return false
					}
				}
			}
			if f.recursive && !walk(m) {
				return false
			}
		}
		return true
	}
	walk(top)
	return list, more, err
}

func browse(c *scripts.Call) (tags.Value, error) {
	f, err := filterOf(c.Args[1])
	if err != nil {
		return tags.Value{}, err
	}
	_, model, q, err := tagModel(c, false)
	if err != nil {
		return tags.Value{}, err
	}
	r := &results{quality: q}
	path := c.Arg(0)
	switch {
	case !q.IsGood():
	case path == "" && model.DefaultProvider == "":
		for _, p := range model.Providers() {
			r.items = append(r.items, browseEntry(p.Root()))
		}
	default:
		at, err := model.Absolute(path, c.Run.Tag)
		if err != nil {
			r.quality = tags.QualityOf(tags.BadNotFound).WithDiagnostic(err.Error())
			break
		}
		top := model.Find(at)
		if top == nil {
			r.quality = tags.QualityOf(tags.BadNotFound)
			break
		}
		list, more, err := f.found(c, top)
		if err != nil {
			return tags.Value{}, err
		}
		for _, g := range list {
			r.items = append(r.items, browseEntry(g))
		}
		if more {
			r.next = strconv.Itoa(f.skip + len(list))
		}
	}
	return tags.FromObject(r), nil
}

// browseEntry is what browsing tells of a tag.
func browseEntry(g *tags.Tag) tags.Value {
	m := tags.NewMap(8)
	d := g.Definition()
	name := g.Name()
	if g.Parent() == nil {
		name = g.Provider().Name()
	}
	m.SetText("fullPath", tags.FromObject(scripts.NewTagPath(g.Path())))
	m.SetText("hasChildren", tags.Bool(len(g.Children()) > 0))
	m.SetText("name", tags.Unicode(name))
	m.SetText("tagType", tags.Unicode(d.TagType()))
	if d.TagType() == tags.TypeUdtInstance {
		id, _ := d.Property("typeId")
		m.SetText("typeId", id)
	}
	if !g.IsFolder() {
		qv := g.Value()
		m.SetText("dataType", tags.Unicode(g.DataType().String()))
		m.SetText("valueSource", tags.Unicode(g.ValueSource()))
		m.SetText("value", tags.FromQualified(&qv))
		m.SetText("quality", tags.FromQuality(qv.Quality))
		m.SetText("attributes", tags.ListOf())
	}
	return tags.FromMap(m)
}

// results is what browse returns: the entries, walked directly or by
// getResults() (RUN-7).
type results struct {
	items   []tags.Value
	next    string // continuation point; "" for none
	quality tags.Quality
}

// TypeName returns the name of Ignition's class.
func (r *results) TypeName() string {
	return "com.inductiveautomation.ignition.common.browsing.Results"
}

// String prints the entries.
func (r *results) String() string { return "Results " + scripts.PyRepr(r.Data()) }

// Data returns the entries as a list.
func (r *results) Data() tags.Value { return tags.ListOf(r.items...) }

// Len returns the number of entries.
func (r *results) Len() int { return len(r.items) }

// At returns entry i.
func (r *results) At(i int) tags.Value { return r.items[i] }

func (r *results) continuation() tags.Value {
	if r.next == "" {
		return tags.Value{}
	}
	return tags.Unicode(r.next)
}

// Member implements scripts.HostObject.
func (r *results) Member(name string) (scripts.Member, bool) {
	if get, ok := resultsProperties[name]; ok {
		return value(get(r))
	}
	return method(resultsMethods, name)
}

var resultsProperties = map[string]func(r *results) tags.Value{
	"results":            (*results).Data,
	"returnedSize":       func(r *results) tags.Value { return tags.Int(int64(len(r.items))) },
	"totalAvailableSize": func(r *results) tags.Value { return tags.Int(int64(len(r.items))) },
	"continuationPoint":  (*results).continuation,
	"resultQuality":      func(r *results) tags.Value { return tags.FromQuality(r.quality) },
}

var resultsMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	for _, x := range []struct{ method, property string }{
		{"getResults", "results"}, {"getReturnedSize", "returnedSize"}, {"getTotalAvailableSize", "totalAvailableSize"},
		{"getContinuationPoint", "continuationPoint"}, {"getResultQuality", "resultQuality"},
	} {
		get := resultsProperties[x.property]
		m[x.method] = &scripts.Function{Name: x.method, Call: func(c *scripts.Call) (tags.Value, error) {
			r, ok := c.This.Object().(*results)
			if !ok {
				return tags.Value{}, noReceiver(x.method, "result of browsing")
			}
			return get(r), nil
		}}
	}
	return m
}()

// browseTags is the browsing of version 7: tagPath is a pattern.
func browseTags(c *scripts.Call) (tags.Value, error) {
	f := browseFilter{path: c.Arg(1), tagType: c.Arg(2), dataType: c.Arg(3), typeID: c.Arg(4), recursive: flagArgument(c, 5)}
	switch strings.ToUpper(f.tagType) { // what version 7 called them
	case "OPC", "DB", "MEMORY", "EXPRESSION", "DERIVED":
		f.valueSource = map[string]string{"OPC": tags.SourceOPC, "DB": tags.SourceDB, "MEMORY": tags.SourceMemory,
			"EXPRESSION": tags.SourceExpr, "DERIVED": tags.SourceDerived}[strings.ToUpper(f.tagType)]
		f.tagType = ""
	case "UDT_INST":
		f.tagType = tags.TypeUdtInstance
	}
	if f.path != "" && !strings.HasPrefix(f.path, "*") && !strings.HasPrefix(f.path, "[") {
		f.path = "*" + f.path
	}
	return legacyBrowse(c, f, c.Arg(6))
}

func legacyBrowse(c *scripts.Call, f browseFilter, order string) (tags.Value, error) {
	_, model, q, err := tagModel(c, false)
	if err != nil || !q.IsGood() {
		return tags.ListOf(), err
	}
	var list []*tags.Tag
	if path := c.Arg(0); path == "" && model.DefaultProvider == "" {
		for _, p := range model.Providers() {
			list = append(list, p.Root())
		}
	} else if at, err := model.Absolute(path, c.Run.Tag); err == nil {
		if top := model.Find(at); top != nil {
			var err error
			if list, _, err = f.found(c, top); err != nil {
				return tags.Value{}, err
			}
		}
	}
	byName := func(a, b *tags.Tag) int { return strings.Compare(tags.FoldName(a.Path()), tags.FoldName(b.Path())) }
	switch strings.ToUpper(order) {
	case "ASC":
		slices.SortStableFunc(list, byName)
	case "DESC":
		slices.SortStableFunc(list, func(a, b *tags.Tag) int { return byName(b, a) })
	}
	items := make([]tags.Value, len(list))
	for i, g := range list {
		items[i] = tags.FromObject(legacyEntry(g))
	}
	return tags.ListOf(items...), nil
}

// browseTag is what version 7 tells of a tag.
type browseTag struct {
	name, path, fullPath, tagType, dataType string
	folder, udt                             bool
}

func legacyEntry(g *tags.Tag) *browseTag {
	t := &browseTag{name: g.Name(), fullPath: g.Path(), folder: g.IsFolder()}
	t.path = scripts.NewTagPath(g.Path()).Partial()
	switch kind := g.Definition().TagType(); {
	case g.Parent() == nil:
		t.name, t.tagType = g.Provider().Name(), tags.TypeFolder
	case kind == tags.TypeUdtInstance:
		t.tagType, t.udt, t.folder = "UDT_INST", true, false
	case g.IsFolder():
		t.tagType = kind
	default:
		t.dataType = g.DataType().String()
		t.tagType = map[string]string{tags.SourceOPC: "OPC", tags.SourceDB: "DB", tags.SourceMemory: "MEMORY", tags.SourceExpr: "EXPRESSION",
			tags.SourceDerived: "DERIVED", tags.SourceReference: "REFERENCE"}[g.ValueSource()]
	}
	return t
}

// TypeName returns the name of Ignition's class.
func (t *browseTag) TypeName() string { return "BrowseTag" }

// String returns the full path.
func (t *browseTag) String() string { return t.fullPath }

// Member implements scripts.HostObject.
func (t *browseTag) Member(name string) (scripts.Member, bool) {
	switch name {
	case "name":
		return value(tags.Unicode(t.name))
	case "path":
		return value(tags.Unicode(t.path))
	case "fullPath":
		return value(tags.Unicode(t.fullPath))
	case "type", "tagType":
		return value(tags.Unicode(t.tagType))
	case "dataType":
		if t.dataType == "" {
			return value(tags.Value{})
		}
		return value(tags.Unicode(t.dataType))
	}
	return method(browseTagMethods, name)
}

var browseTagMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	add := func(name string, test func(t *browseTag) bool) {
		m[name] = &scripts.Function{Name: name, Call: func(c *scripts.Call) (tags.Value, error) {
			t, ok := c.This.Object().(*browseTag)
			if !ok {
				return tags.Value{}, noReceiver(name, "tag that was browsed")
			}
			return tags.Bool(test(t)), nil
		}}
	}
	add("isFolder", func(t *browseTag) bool { return t.folder })
	add("isUDT", func(t *browseTag) bool { return t.udt })
	add("isOPC", func(t *browseTag) bool { return t.tagType == "OPC" })
	add("isDB", func(t *browseTag) bool { return t.tagType == "DB" })
	add("isMemory", func(t *browseTag) bool { return t.tagType == "MEMORY" })
	add("isExpression", func(t *browseTag) bool { return t.tagType == "EXPRESSION" })
	return m
}()

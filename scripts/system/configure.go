package system

// system.tag.configure, getConfiguration, deleteTags, copy, move, rename. Paths
// and settings that are wrong never raise: they come back as quality codes
// (FN-1). What a collision keeps and what becomes of tags that are moved is for
// DEC-56 and DEC-58 to say.

import (
	"fmt"
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
)

var configureFunctions = []*scripts.Function{
	{Name: "tag.configure", Call: configure, Params: []scripts.Param{{Name: "basePath", Required: true}, {Name: "tags", Required: true},
		{Name: "collisionPolicy", Default: tags.Str("o")}}},
	{Name: "tag.getConfiguration", Call: getConfiguration, Params: []scripts.Param{{Name: "basePath", Required: true},
		{Name: "recursive", Default: tags.Bool(false)}}},
	{Name: "tag.deleteTags", Call: deleteTags, Params: required("tagPaths")},
	{Name: "tag.copy", Params: transferParams, Call: func(c *scripts.Call) (tags.Value, error) { return transfer(c, (*tags.Tags).Copy) }},
	{Name: "tag.move", Params: transferParams, Call: func(c *scripts.Call) (tags.Value, error) { return transfer(c, (*tags.Tags).Move) }},
	{Name: "tag.rename", Call: rename, Params: []scripts.Param{{Name: "tag", Required: true}, {Name: "newName", Required: true},
		{Name: "collisionPollicy", Default: tags.Str("a")}}}, // the name really has the double l
	{Name: "tag.requestGroupExecution", Params: required("provider", "tagGroup"), Call: func(*scripts.Call) (tags.Value, error) {
		return tags.Value{}, nil // tag groups do not poll anything here
	}},
}

var transferParams = []scripts.Param{{Name: "tags", Required: true}, {Name: "destination", Required: true}, {Name: "collisionPolicy", Default: tags.Str("o")}}

// policy says what becomes of a tag that is there already (FN-2).
type policy byte

const (
	abort     policy = 'a'
	overwrite policy = 'o'
	merge     policy = 'm'
	ignore    policy = 'i'
)

func policyArgument(c *scripts.Call, function string, i int) (policy, error) {
	switch s := strings.ToLower(c.Arg(i)); s {
	case "a", "o", "m", "i":
		return policy(s[0]), nil
	}
	return 0, scripts.RaiseJava("java.lang.IllegalArgumentException", "%s(): unknown collision policy %s, want a, o, m or i", function, clipped(c.Args[i]))
}

// collision returns the code for a tag that is there already, and whether it
// ends the matter.
func (p policy) collision(path string) (tags.Quality, bool) {
	switch p {
	case abort:
		return tags.QualityOf(tags.BadFailure).WithDiagnostic("there is a tag " + path + " already"), true
	case ignore:
		return tags.QualityOf(tags.Good).WithDiagnostic("there is a tag " + path + " already, which stays as it is"), true
	}
	return tags.Quality{}, false
}

func notConfigured(format string, args ...any) tags.Quality {
	return tags.QualityOf(tags.ErrorConfiguration).WithDiagnostic(fmt.Sprintf(format, args...))
}

func qualities(list []tags.Quality) tags.Value {
	items := make([]tags.Value, len(list))
	for i, q := range list {
		items[i] = tags.FromQuality(q)
	}
	return tags.ListOf(items...)
}

// editor carries out one call.
type editor struct {
	call   *scripts.Call
	world  TagModel
	model  *tags.Tags
	policy policy
}

// nodesOf returns the tags that a script gives: dictionaries, JSON text, or a
// list of either.
func nodesOf(v tags.Value) ([]tags.Value, error) {
	if v.IsText() {
		parsed, err := tags.ParseJSON(v.Text())
		if err != nil {
			return nil, scripts.Raise("ValueError", "configure(): the text of the tags is no JSON: %s", err)
		}
		v = parsed
	}
	switch {
	case v.Map() != nil:
		return []tags.Value{v}, nil
	case v.List() != nil:
		var nodes []tags.Value
		for _, x := range v.List().Items {
			if !x.IsText() {
				nodes = append(nodes, x)
				continue
			}
			inner, err := nodesOf(x)
			if err != nil {
				return nil, err
			}
			nodes = append(nodes, inner...)
		}
		return nodes, nil
	}
	return nil, scripts.Raise("TypeError", "configure() wants a list of dictionaries or a JSON text, got %s", clipped(v))
}

func configure(c *scripts.Call) (tags.Value, error) {
	nodes, err := nodesOf(c.Args[1])
	if err != nil {
		return tags.Value{}, err
	}
	p, err := policyArgument(c, "configure", 2)
	if err != nil {
		return tags.Value{}, err
	}
	world, model, q, err := tagModel(c, true)
	if err != nil {
		return tags.Value{}, err
	}
	base, problem := "", error(nil)
	if q.IsGood() {
		base, problem = model.Absolute(c.Arg(0), c.Run.Tag)
	}
	e := editor{c, world, model, p}
	codes := make([]tags.Quality, len(nodes))
	for i, n := range nodes {
		switch {
		case !q.IsGood():
			codes[i] = q
		case problem != nil:
			codes[i] = tags.QualityOf(tags.BadNotFound).WithDiagnostic(problem.Error())
		default:
			codes[i] = e.node(base, n, 0)
		}
	}
	return qualities(codes), nil
}

const maxTagDepth = 100

// node configures one tag and those below it; the result is the worst of all
// codes.
func (e *editor) node(base string, v tags.Value, depth int) tags.Quality {
	m := v.Map()
	if m == nil {
		return notConfigured("got %s, want a dictionary of a tag's properties", clipped(v))
	}
	if depth > maxTagDepth {
		return notConfigured("the tags are nested deeper than %d levels", maxTagDepth)
	}
	name, _ := m.Get("name")
	if !name.IsText() {
		return notConfigured("a tag below %s has no name", base)
	}
	if err := tags.CheckName(name.Text()); err != nil {
		return notConfigured("%s", err)
	}
	m = withParameters(m)
	path := join(base, name.Text())
	old := e.model.Find(path)
	if old != nil {
		if q, done := e.policy.collision(old.Path()); done {
			return q
		}
	}
	if kind := kindOf(m, old); kind == tags.TypeUdtInstance {
		if q, done := e.instance(base, m, old); done {
			return q
		}
	}
	d, q := e.definition(path, m, old)
	if !q.IsGood() {
		return q
	}
	put := (*tags.Tags).Overwrite
	if e.policy == merge {
		put = (*tags.Tags).Configure
	}
	g, err := put(e.model, path, d)
	if err != nil {
		return notConfigured("%s", err)
	}
	members, _ := m.Get("tags")
	if members.List() == nil {
		return q
	}
	for _, x := range members.List().Items {
		if code := e.node(g.Path(), x, depth+1); code.Code.Level() > q.Code.Level() {
			q = code
		}
	}
	return q
}

// withParameters makes an Integer null of each parameter that has a value and no
// dataType, as the platform does (FN-3).
func withParameters(m *tags.Map) *tags.Map {
	given, _ := m.Get("parameters")
	if given.Map() == nil {
		return m
	}
	parameters := tags.NewMap(given.Map().Len())
	for i := range given.Map().Len() {
		k, v := given.Map().At(i)
		if p := v.Map(); p != nil {
			_, valued := p.Get("value")
			_, typed := p.Get("dataType")
			if valued && !typed {
				null := tags.NewMap(2)
				null.SetText("dataType", tags.Unicode("Integer"))
				null.SetText("value", tags.Value{})
				v = tags.FromMap(null)
			}
		}
		parameters.Set(k, v)
	}
	out := tags.NewMap(m.Len())
	for i := range m.Len() {
		k, v := m.At(i)
		if k.Text() == "parameters" {
			v = tags.FromMap(parameters)
		}
		out.Set(k, v)
	}
	return out
}

func join(base, name string) string {
	if strings.HasSuffix(base, "]") {
		return base + name
	}
	return base + "/" + name
}

// kindOf is the tagType that a dictionary means: its own, else that of the tag
// that is there.
func kindOf(m *tags.Map, old *tags.Tag) string {
	kind, _ := m.Get("tagType")
	_, hasTags := m.Get("tags")
	switch {
	case !kind.IsNull():
		return scripts.PyStr(kind)
	case old != nil:
		return old.Definition().TagType()
	case hasTags:
		return tags.TypeFolder
	}
	return tags.TypeAtomicTag
}

// definition makes a tag's definition of its dictionary.
func (e *editor) definition(path string, m *tags.Map, old *tags.Tag) (*tags.Definition, tags.Quality) {
	props := tags.NewMap(m.Len() + 1)
	for i := range m.Len() {
		k, v := m.At(i)
		switch k.Text() {
		case "name", "path", "tags", "eventScripts":
			continue
		}
		props.Set(k, v)
	}
	kind := kindOf(m, old)
	props.SetText("tagType", tags.Unicode(kind))
	if kind == tags.TypeUdtType {
		return nil, tags.QualityOf(tags.BadUnsupported).WithDiagnostic(path + ": UDT definitions come from tag files here, and can not be configured by a script")
	}
	d, errs := tags.DefinitionOf(props)
	if len(errs) > 0 {
		return nil, notConfigured("%s: %s", path, errs[0])
	}
	list, _ := m.Get("eventScripts")
	if list.IsNull() {
		return d, tags.QualityOf(tags.Good)
	}
	if list.List() == nil {
		return nil, notConfigured("%s: eventScripts wants a list, got %s", path, clipped(list))
	}
	for _, x := range list.List().Items {
		s, err := e.eventScript(path, x.Map(), old)
		if err == nil {
			err = d.SetScript(s)
		}
		if err != nil {
			return nil, notConfigured("%s: %s", path, err)
		}
	}
	return d, tags.QualityOf(tags.Good)
}

// eventScript makes an event script of its dictionary (TAG-3). One that does
// not compile is kept and never runs (TAG-4); the log says so (DEC-31).
func (e *editor) eventScript(path string, m *tags.Map, old *tags.Tag) (tags.EventScript, error) {
	s := tags.EventScript{Enabled: true}
	if m == nil {
		return s, fmt.Errorf("an event script wants a dictionary with eventid and script")
	}
	id, _ := m.Get("eventid")
	text, _ := m.Get("script")
	s.ID = id.Text()
	if on, ok := m.Get("enabled"); ok && on.Kind() == tags.KindBool {
		s.Enabled = on.Bool()
	}
	if types, ok := m.Get("changeTypes"); ok && types.List() != nil {
		for _, x := range types.List().Items {
			aspect, ok := tags.AspectByName(scripts.PyStr(x))
			if !ok {
				return s, fmt.Errorf("got change type %s, want VALUE, QUALITY or TIMESTAMP", clipped(x))
			}
			s.ChangeTypes |= aspect
		}
	}
	if old != nil {
		for _, have := range old.Scripts() {
			if have.ID == s.ID && e.world.EventText(have.Script) == text.Text() { // it keeps what it has built up
				s.Script = have.Script
				return s, nil
			}
		}
	}
	s.Script = &tags.ScriptSource{Text: text.Text()}
	return e.compiled(path, s), nil
}

// compiled compiles an event script that holds its source.
func (e *editor) compiled(path string, s tags.EventScript) tags.EventScript {
	script, err := e.world.EventScript(e.call.Run, path, s.ID, textOf(s.Script))
	s.Script = script
	if err != nil {
		e.call.Host.World.Log(e.call.Run, "tags.eventscripts.compiler", "warn",
			fmt.Sprintf("The script %s of tag %s does not compile and never runs: %s", s.ID, path, err), "")
		s.Enabled = false
	}
	return s
}

func getConfiguration(c *scripts.Call) (tags.Value, error) {
	world, model, q, err := tagModel(c, false)
	if err != nil || !q.IsGood() {
		return tags.ListOf(), err
	}
	path, err := model.Absolute(c.Arg(0), c.Run.Tag)
	if err != nil {
		return tags.ListOf(), nil
	}
	g := model.Find(path)
	if g == nil {
		return tags.ListOf(), nil
	}
	e := editor{call: c, world: world, model: model}
	count := 0
	v, err := e.describe(g, flagArgument(c, 1), &count)
	if err != nil {
		return tags.Value{}, err
	}
	return tags.ListOf(v), nil
}

// describe returns a tag's configuration, and what is below it with recursive.
func (e *editor) describe(g *tags.Tag, recursive bool, count *int) (tags.Value, error) {
	const entry = 2000 // bytes that scripts see of one tag, roughly
	if *count++; int64(*count)*entry > e.call.Host.Budget().Memory {
		return tags.Value{}, e.call.Host.MemoryExceeded()
	}
	m := tags.NewMap(8)
	name := g.Name()
	if g.Parent() == nil {
		name = g.Provider().Name()
	}
	m.SetText("path", tags.FromObject(scripts.NewTagPath(g.Path())))
	m.SetText("name", tags.Unicode(name))
	m.SetText("tagType", tags.Unicode(g.Definition().TagType()))
	for _, p := range g.Definition().Properties() {
		m.SetText(p.Name, p.Value)
	}
	if qv := g.Value(); !g.IsFolder() && g.ValueSource() == tags.SourceMemory && !qv.Value.IsNull() {
		m.SetText("value", qv.Value)
	}
	if list := g.Scripts(); len(list) > 0 {
		items := make([]tags.Value, len(list))
		for i, s := range list {
			x := tags.NewMap(4)
			x.SetText("eventid", tags.Unicode(s.ID))
			x.SetText("script", tags.Unicode(e.world.EventText(s.Script)))
			if !s.Enabled {
				x.SetText("enabled", tags.Bool(false))
			}
			if s.ChangeTypes != 0 {
				types := &tags.List{}
				for _, n := range s.ChangeTypes.Names() {
					types.Items = append(types.Items, tags.Unicode(n))
				}
				x.SetText("changeTypes", tags.FromList(types))
			}
			items[i] = tags.FromMap(x)
		}
		m.SetText("eventScripts", tags.ListOf(items...))
	}
	if recursive && len(g.Children()) > 0 {
		items := make([]tags.Value, len(g.Children()))
		for i, child := range g.Children() {
			v, err := e.describe(child, true, count)
			if err != nil {
				return tags.Value{}, err
			}
			items[i] = v
		}
		m.SetText("tags", tags.ListOf(items...))
	}
	return tags.FromMap(m), nil
}

// each calls edit for every path of argument 0 and collects the codes.
func each(c *scripts.Call, edit func(model *tags.Tags, g *tags.Tag) tags.Quality) (tags.Value, error) {
	paths, err := tagPaths(c.Args[0])
	if err != nil {
		return tags.Value{}, err
	}
	_, model, q, err := tagModel(c, true)
	if err != nil {
		return tags.Value{}, err
	}
	codes := make([]tags.Quality, len(paths))
	for i, p := range paths {
		if codes[i] = q; !q.IsGood() {
			continue
		}
		at, err := model.Absolute(p, c.Run.Tag)
		if err != nil {
			codes[i] = tags.QualityOf(tags.BadNotFound).WithDiagnostic(err.Error())
			continue
		}
		g := model.Find(at)
		if g == nil {
			codes[i] = tags.QualityOf(tags.BadNotFound)
			continue
		}
		codes[i] = edit(model, g)
	}
	return qualities(codes), nil
}

func deleteTags(c *scripts.Call) (tags.Value, error) {
	return each(c, func(model *tags.Tags, g *tags.Tag) tags.Quality {
		if err := model.Remove(g); err != nil {
			return tags.QualityOf(tags.BadUnsupported).WithDiagnostic(err.Error())
		}
		return tags.QualityOf(tags.Good)
	})
}

type transferFunc func(model *tags.Tags, g *tags.Tag, path string, overwrite bool) (*tags.Tag, error)

// relocate copies or moves a tag to a path.
func relocate(model *tags.Tags, g *tags.Tag, path string, p policy, do transferFunc) tags.Quality {
	if there := model.Find(path); there != nil && there != g {
		if q, done := p.collision(there.Path()); done {
			return q
		}
	} else if there == g && path == g.Path() {
		return tags.QualityOf(tags.BadFailure).WithDiagnostic(g.Path() + " is there already")
	}
	if _, err := do(model, g, path, p == overwrite); err != nil {
		return notConfigured("%s", err)
	}
	return tags.QualityOf(tags.Good)
}

func transfer(c *scripts.Call, do transferFunc) (tags.Value, error) {
	p, err := policyArgument(c, "copy", 2)
	if err != nil {
		return tags.Value{}, err
	}
	destination := c.Arg(1)
	return each(c, func(model *tags.Tags, g *tags.Tag) tags.Quality {
		if !strings.HasPrefix(destination, "[") {
			return tags.QualityOf(tags.BadNotFound).WithDiagnostic("the destination " + destination + " names no tag provider")
		}
		to, err := model.Absolute(destination, c.Run.Tag)
		if err != nil {
			return tags.QualityOf(tags.BadNotFound).WithDiagnostic(err.Error())
		}
		return relocate(model, g, join(to, g.Name()), p, do)
	})
}

func rename(c *scripts.Call) (tags.Value, error) {
	p, err := policyArgument(c, "rename", 2)
	if err != nil {
		return tags.Value{}, err
	}
	if c.Args[0].List() != nil {
		return tags.Value{}, scripts.Raise("TypeError", "rename() wants one path, got %s", clipped(c.Args[0]))
	}
	codes, err := each(c, func(model *tags.Tags, g *tags.Tag) tags.Quality {
		if g.Parent() == nil {
			return tags.QualityOf(tags.BadUnsupported).WithDiagnostic("a tag provider can not be renamed")
		}
		if err := tags.CheckName(c.Arg(1)); err != nil {
			return notConfigured("%s", err)
		}
		return relocate(model, g, join(g.Parent().Path(), c.Arg(1)), p, (*tags.Tags).Move)
	})
	if err != nil {
		return tags.Value{}, err
	}
	return codes.List().Items[0], nil
}

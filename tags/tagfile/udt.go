package tagfile

// From nodes to tags: UDT instances are expanded into what they stand for. A
// node of the result is made of layers, base type first and the instance last,
// that are found by name path and never by tagType (UDT-8); per property the
// last layer that has it wins (UDT-9).

import (
	"strings"

	"dryfire/tags"
)

// collectTypes takes the UDT definitions out of a provider's tree.
func (l *loader) collectTypes(p *provider) {
	if t := p.root.member(typesFolder); t != nil {
		l.typesBelow(p, t, "", true)
	}
	l.typesBelow(p, p.root, "", false)
}

// typesBelow registers the definitions in a folder and removes them, as well
// as the folder _types_ itself, from it.
func (l *loader) typesBelow(p *provider, folder *node, prefix string, inTypes bool) {
	kept := folder.members[:0:0]
	for _, m := range folder.members {
		switch {
		case m.tagType == tags.TypeUdtType:
			id := prefix + m.name
			key := tags.FoldName(id)
			if p.types[key] != nil {
				l.warn(m.position(), "there is a type %q already", id)
				continue
			}
			t := &udtType{id: id, node: m}
			p.types[key] = t
			p.order = append(p.order, t)
		case m.tagType == tags.TypeFolder && m.name == typesFolder && folder == p.root:
			// has been walked
		case m.tagType == tags.TypeFolder:
			l.typesBelow(p, m, prefix+m.name+"/", inTypes)
			kept = append(kept, m)
		default:
			if inTypes {
				l.warn(m.position(), "got %s among the UDT definitions, want UdtType or Folder; it is ignored", m.tagType)
			}
			kept = append(kept, m)
		}
	}
	folder.members, folder.index = kept, nil
}

// typeID is what a node says its type, or parent type, is: the path below
// _types_, without provider (UDT-1, UDT-2).
func typeID(n *node) string {
	id := n.text("typeId")
	if strings.HasPrefix(id, "[") {
		if i := strings.IndexByte(id, ']'); i >= 0 {
			id = id[i+1:]
		}
	}
	id = strings.Trim(id, "/")
	if len(id) > len(typesFolder) && strings.EqualFold(id[:len(typesFolder)+1], typesFolder+"/") {
		id = id[len(typesFolder)+1:]
	}
	return id
}

// findType returns a type by its id: the provider's own, or that of another
// provider that was loaded with it.
func (l *loader) findType(p *provider, id string) *udtType {
	key := tags.FoldName(id)
	if t := p.types[key]; t != nil {
		return t
	}
	for _, o := range l.providers {
		if t := o.types[key]; t != nil {
			return t
		}
	}
	return nil
}

// chain returns a type and those it derives from, base first.
func (l *loader) chain(p *provider, user *node, id string) []*udtType {
	var chain []*udtType
	for id != "" {
		t := l.findType(p, id)
		if t == nil {
			if key := p.name + "\x00" + tags.FoldName(id); !l.unknown[key] { // UDT-2: once
				l.unknown[key] = true
				l.warn(user.position(), "unknown type %q; only the node's own members are loaded", id)
			}
			break
		}
		for _, c := range chain {
			if c == t {
				l.warn(t.node.position(), "type %q derives from itself", t.id)
				return reversed(chain)
			}
		}
		chain = append(chain, t)
		user, id = t.node, typeID(t.node)
	}
	return reversed(chain)
}

func reversed(chain []*udtType) []*udtType {
	for i, j := 0, len(chain)-1; i < j; i, j = i+1, j-1 {
		chain[i], chain[j] = chain[j], chain[i]
	}
	return chain
}

// members expands the members of a folder or instance, which its layers name.
// path is that of the folder, without provider.
func (l *loader) members(p *provider, path string, parents []*node, s *scope, depth int) {
	if depth > maxNesting {
		l.warn(parents[0].position(), "is nested deeper than %d levels", maxNesting)
		return
	}
	type group struct{ layers []*node }
	var order []*group
	byName := make(map[string]*group)
	for _, parent := range parents {
		for _, m := range parent.members {
			key := tags.FoldName(m.name)
			g := byName[key]
			if g == nil {
				g = new(group)
				byName[key] = g
				order = append(order, g)
			}
			g.layers = append(g.layers, m)
		}
	}
	if path != "" {
		path += "/"
	}
	for _, g := range order {
		if l.full {
			return
		}
		base := g.layers[0]
		at := path + base.name
		kind := base.tagType
		if kind == tags.TypeAtomicTag && len(base.members) > 0 {
			kind = base.likelyType()
		}
		switch kind {
		case tags.TypeUdtInstance:
			l.instance(p, at, g.layers, s, depth+1)
		case tags.TypeAtomicTag:
			l.emit(p, at, kind, g.layers, s, nil)
		case tags.TypeUdtType:
			l.warn(base.position(), "got a UdtType inside a UDT; it is ignored")
		default: // a Provider inside something can only be meant as a folder
			l.emit(p, at, tags.TypeFolder, g.layers, s, nil)
			l.members(p, at, g.layers, s, depth+1)
		}
	}
}

// instance expands a UDT instance. Its layers are the nodes that describe it,
// in a type first and in what holds it last.
func (l *loader) instance(p *provider, path string, layers []*node, outer *scope, depth int) {
	user, id := layers[0], ""
	for _, n := range layers {
		if t := typeID(n); t != "" {
			user, id = n, t
		}
	}
	chain := l.chain(p, user, id)
	s := &scope{l: l, outer: outer, path: path, id: id}
	if len(chain) > 0 {
		s.leaf = chain[len(chain)-1]
	}
	for o := outer; o != nil && s.leaf != nil; o = o.outer {
		if o.leaf == s.leaf {
			l.warn(user.position(), "type %q contains itself", s.leaf.id)
			return
		}
	}
	all := make([]*node, 0, len(chain)+len(layers))
	for _, t := range chain {
		s.declare(t.node, true)
		all = append(all, t.node)
	}
	for _, n := range layers {
		s.declare(n, false)
		all = append(all, n)
	}
	l.emit(p, path, tags.TypeUdtInstance, all, s, s)
	l.members(p, path, all, s, depth)
}

// layered is a property and the node that it comes from.
type layered struct {
	name string
	v    tags.Value
	from *node
}

// emit adds one entry to the result. own is the scope of an instance.
func (l *loader) emit(p *provider, path, kind string, layers []*node, s, own *scope) {
	if len(l.res.Tags) >= l.opts.Limit {
		l.full = true
		l.warn(layers[0].position(), "the files make more than %d tags; the rest is left out", l.opts.Limit)
		return
	}
	last := layers[len(layers)-1]
	var props []layered
	index := make(map[string]int)
	for _, n := range layers {
		if n.props == nil {
			continue
		}
		for i := range n.props.Len() {
			k, v := n.props.At(i)
			name := k.Text()
			switch name {
			case "name", "tagType", "tags", "typeId", "parameters", "eventScripts", "":
				continue
			}
			if v.IsNull() {
				continue // TGF-14
			}
			at, known := index[name]
			if !known {
				at = len(props)
				index[name] = at
				props = append(props, layered{name: name})
			} else if name == "alarms" {
				v = mergeAlarms(props[at].v, v)
			}
			props[at].v, props[at].from = v, n
		}
	}
	d := tags.NewDefinition()
	set := func(n *node, name string, v tags.Value) {
		if err := d.Set(name, v); err != nil {
			l.warn(n.position(), "%s", err)
		}
	}
	set(last, "tagType", tags.Unicode(kind))
	if own != nil {
		if own.id != "" {
			set(last, "typeId", tags.Unicode(own.id))
		}
		if m := own.values(); m.Len() > 0 {
			set(last, "parameters", tags.FromMap(m))
		}
	}
	here := place{scope: s, path: path}
	for _, pr := range props {
		v := l.resolve(pr.from, pr.name, pr.v, here)
		if tags.IsBinding(v) {
			kind, _ := v.Map().Get("bindType")
			l.warn(pr.from.position(), "%s: a binding of type %s is not evaluated", pr.name, kind)
		}
		set(pr.from, pr.name, v)
	}
	if kind == tags.TypeAtomicTag {
		l.checkValues(d, props)
	}
	for _, sc := range l.eventScripts(layers, here) {
		if err := d.SetScript(sc); err != nil {
			l.warn(last.position(), "%s", err)
		}
	}
	l.res.Tags = append(l.res.Tags, Entry{Path: "[" + p.name + "]" + path, Definition: d, Position: last.position()})
}

// checkValues drops start values that the tag's data type can't hold.
func (l *loader) checkValues(d *tags.Definition, props []layered) {
	for _, pr := range props {
		if pr.name != "value" && pr.name != "defaultValue" {
			continue
		}
		v, ok := d.Get(pr.name)
		if !ok || tags.IsBinding(v) {
			continue
		}
		decoded, err := d.DataType().Decode(v, l.opts.Location)
		if err != nil {
			l.warn(pr.from.position(), "%s: %s", pr.name, err)
			_ = d.Set(pr.name, tags.Value{}) // null is accepted for every property
			continue
		}
		if err := d.Set(pr.name, decoded); err != nil {
			l.warn(pr.from.position(), "%s", err)
		}
	}
}

// mergeAlarms lays alarms over others of the same name (UDT-9).
func mergeAlarms(base, over tags.Value) tags.Value {
	if base.List() == nil || over.List() == nil {
		return over
	}
	name := func(v tags.Value) (string, bool) {
		if v.Map() == nil {
			return "", false
		}
		n, ok := v.Map().Get("name")
		return tags.FoldName(n.Text()), ok && n.IsText()
	}
	out := append([]tags.Value(nil), base.List().Items...)
next:
	for _, o := range over.List().Items {
		if want, ok := name(o); ok {
			for i, b := range out {
				if got, ok := name(b); ok && got == want {
					m := tags.NewMap(b.Map().Len())
					for j := range b.Map().Len() {
						m.Set(b.Map().At(j))
					}
					for j := range o.Map().Len() {
						m.Set(o.Map().At(j))
					}
					out[i] = tags.FromMap(m)
					continue next
				}
			}
		}
		out = append(out, o)
	}
	return tags.ListOf(out...)
}

type scriptKey struct {
	source *tags.ScriptSource
	text   string
}

// eventScripts merges the event scripts of the layers by event (UDT-9) and
// replaces parameters in their text (TAG-25).
func (l *loader) eventScripts(layers []*node, here place) []tags.EventScript {
	var out []tags.EventScript
	for _, n := range layers {
		for _, s := range l.nodeScripts(n) {
			if here.scope != nil {
				source := s.Script.(*tags.ScriptSource)
				if text := here.scope.inScript(source.Text, here); text != source.Text {
					key := scriptKey{source, text}
					if l.scripts[key] == nil {
						replaced := *source
						replaced.Text = text
						l.scripts[key] = &replaced
					}
					s.Script = l.scripts[key]
				}
			}
			replaced := false
			for i := range out {
				if out[i].ID == s.ID {
					out[i], replaced = s, true
				}
			}
			if !replaced {
				out = append(out, s)
			}
		}
	}
	return out
}

// nodeScripts returns the event scripts of one node (EVT-1, EVT-2).
func (l *loader) nodeScripts(n *node) []tags.EventScript {
	if n.parsed {
		return n.scripts
	}
	n.parsed = true
	v, ok := n.get("eventScripts")
	if !ok {
		return nil
	}
	list := v.List()
	if list == nil {
		l.warn(n.position(), "eventScripts: got %s, want a list", v.Kind())
		return nil
	}
	for i, item := range list.Items {
		at := Position{File: n.file.name, Line: n.file.json.Line(item), Node: join(n.at, "eventScripts") + index(i)}
		if at.Line == 0 {
			at.Line = n.position().Line
		}
		if s, ok := l.eventScript(item, at); ok {
			n.scripts = append(n.scripts, s)
		}
	}
	return n.scripts
}

func (l *loader) eventScript(item tags.Value, at Position) (tags.EventScript, bool) {
	m := item.Map()
	if m == nil {
		l.warn(at, "got %s, want an object with eventid and script", item.Kind())
		return tags.EventScript{}, false
	}
	id, _ := m.Get("eventid")
	script, _ := m.Get("script")
	if !script.IsText() && !script.IsNull() {
		l.warn(at, "script: got %s, want text", script.Kind())
		return tags.EventScript{}, false
	}
	s := tags.EventScript{ID: id.Text(), Enabled: true,
		Script: &tags.ScriptSource{Text: script.Text(), File: at.File, Node: at.Node, Line: at.Line}}
	known := false
	for _, e := range tags.EventIDs() {
		known = known || e == s.ID
	}
	if !known {
		l.warn(at, "got event %s, want one of %s", id, strings.Join(tags.EventIDs(), ", "))
		return s, false
	}
	if e, ok := m.Get("enabled"); ok && !e.IsNull() {
		b, q := tags.Boolean.Coerce(e, nil)
		if !q.IsGood() {
			l.warn(at, "enabled: got %s, want true or false", e)
		} else {
			s.Enabled = b.Bool()
		}
	}
	if c, ok := m.Get("changeTypes"); ok && c.List() != nil {
		for _, name := range c.List().Items {
			a, ok := tags.AspectByName(name.Text())
			if !ok {
				l.warn(at, "changeTypes: got %s, want VALUE, QUALITY or TIMESTAMP", name)
			}
			s.ChangeTypes |= a
		}
	}
	if s.ID == "qualifiedValueChanged" && s.ChangeTypes == 0 && s.Enabled {
		l.warn(at, "a qualifiedValueChanged without changeTypes never runs") // TAG-11
	}
	return s, true
}

package tags

// The tag model of one gateway: providers, folders and tags in one tree. A tag
// is kept small, because a plant has many: its definition is shared with its
// equals, its name is the end of its path, and a folder finds its members
// through a table of hashes that ignore case instead of a map of strings.

import (
	"fmt"
	"strings"
	"time"
)

// Clock returns the current time in milliseconds since 1970-01-01 UTC.
type Clock func() int64

// Tags holds all tag providers of one gateway. It belongs to one goroutine at
// a time: neither reading nor writing is safe while another goroutine uses it.
type Tags struct {
	// Location is the gateway's time zone, in which dates become text and text
	// becomes dates. New sets it to UTC.
	Location *time.Location
	// DefaultProvider is the provider of paths that name none (PTH-2). It is
	// empty at first, and such paths then lead nowhere.
	DefaultProvider string

	clock     Clock
	providers []*Provider
	interned  map[uint64]*Definition
	plain     *Definition // the definition of an implicit folder
	listeners []func(*Change)
	defined   []func(*Tag)
	outlet    Outlet
	change    Change // lent to listeners
	lent      bool
	started   bool
	keyBuf    []byte
}

// New returns a tag model without providers. It has to be started before its
// tags report changes of configuration; see [Tags.Start].
func New(clock Clock) *Tags {
	t := &Tags{Location: time.UTC, clock: clock, interned: make(map[uint64]*Definition)}
	t.plain = t.intern(NewDefinition().MustSet("tagType", TypeFolder))
	return t
}

// Provider is a tag provider: the root of a tree of tags.
type Provider struct {
	name string
	root Tag
}

// Name returns the provider's name.
func (p *Provider) Name() string { return p.name }

// Root returns the folder at the top of the provider. Its path is "[name]".
func (p *Provider) Root() *Tag { return &p.root }

// AddProvider adds a provider and returns it; one that exists already, in
// whatever case, is returned as it is (PTH-5).
func (t *Tags) AddProvider(name string) *Provider {
	if p := t.Provider(name); p != nil {
		return p
	}
	p := &Provider{name: strings.Clone(name)}
	p.root.path = "[" + name + "]"
	p.root.nameAt = uint32(len(p.root.path))
	p.root.folder = true
	p.root.def = t.intern(NewDefinition().MustSet("tagType", TypeProvider))
	p.root.kids = &members{provider: p}
	t.providers = append(t.providers, p)
	return p
}

// Provider returns the provider of that name, case ignored, or nil.
func (t *Tags) Provider(name string) *Provider {
	for _, p := range t.providers {
		if equalFold(p.name, name) {
			return p
		}
	}
	return nil
}

// Providers returns all providers in the order in which they were added.
func (t *Tags) Providers() []*Provider { return append([]*Provider(nil), t.providers...) }

// OnConfigure adds a function that is called whenever a tag gets a definition,
// by Configure or because a script writes a property, before the change that
// follows is reported: the place to prepare the tag's event scripts, so that
// they hear of the initial change.
func (t *Tags) OnConfigure(f func(g *Tag)) { t.defined = append(t.defined, f) }

// Now returns the time of the model's clock.
func (t *Tags) Now() int64 { return t.clock() }

// Tag is a node of a provider's tree: an atomic tag, a folder, a UDT instance
// or the provider's root.
type Tag struct {
	// Events is a place where the events package keeps what it knows of the
	// tag; this package does not touch it.
	Events any

	path   string // "[default]Line 1/Speed"
	qv     QualifiedValue
	def    *Definition
	parent *Tag
	kids   *members // nil while the tag has no members
	nameAt uint32   // where the name begins in path
	fresh  bool     // no value was accepted since the tag was (re)initialised
	folder bool     // has no value of its own
}

// Path returns the full path in the spelling in which it was configured, for
// example "[default]Line 1/Speed".
func (g *Tag) Path() string { return g.path }

// Name returns the last part of the path; the root of a provider has none.
func (g *Tag) Name() string { return g.path[g.nameAt:] }

// Parent returns the folder or UDT instance that holds the tag, nil for the
// root of a provider.
func (g *Tag) Parent() *Tag { return g.parent }

// Provider returns the provider the tag belongs to.
func (g *Tag) Provider() *Provider {
	for g.parent != nil {
		g = g.parent
	}
	return g.kids.provider
}

// Definition returns the tag's configuration. It is shared by all tags that
// are configured alike, is not to be changed, and has neither name nor value:
// the start value has become [Tag.Value].
func (g *Tag) Definition() *Definition { return g.def }

// DataType returns the data type the tag's values have.
func (g *Tag) DataType() DataType { return g.def.c.dataType }

// ValueSource returns where the tag's values come from: one of the Source
// constants.
func (g *Tag) ValueSource() string { return g.def.c.source }

// Enabled reports whether the tag is enabled.
func (g *Tag) Enabled() bool { return !g.def.c.disabled }

// IsFolder reports whether the node has no value of its own: a folder, a UDT
// instance or the root of a provider.
func (g *Tag) IsFolder() bool { return g.folder }

// Scripts returns the tag's event scripts. The slice is not to be changed.
func (g *Tag) Scripts() []EventScript { return g.def.scripts }

// Value returns the tag's current value. A disabled tag reads null with
// Bad_Disabled (TAG-10, TAG-12), though it keeps its value for later.
func (g *Tag) Value() QualifiedValue {
	if g.def.c.disabled {
		return QualifiedValue{Quality: QualityOf(BadDisabled), Timestamp: g.qv.Timestamp}
	}
	return g.qv
}

// Children returns the members of a folder in the order in which they were
// configured. The slice is not to be changed.
func (g *Tag) Children() []*Tag {
	if g.kids == nil {
		return nil
	}
	return g.kids.list
}

// Child returns the member of that name, case ignored, or nil.
func (g *Tag) Child(name string) *Tag {
	if g.kids == nil {
		return nil
	}
	return g.kids.find(name)
}

// Walk calls visit for the tag and everything below it, parents first, in the
// order of configuration, until visit returns false; it reports whether it got
// to the end.
func (g *Tag) Walk(visit func(*Tag) bool) bool {
	if !visit(g) {
		return false
	}
	for _, c := range g.Children() {
		if !c.Walk(visit) {
			return false
		}
	}
	return true
}

// members are the tags in one folder.
type members struct {
	list     []*Tag
	table    []uint64 // hash<<32 | index+1, open addressing; nil while small
	provider *Provider
}

const tableFrom = 8

func (m *members) find(name string) *Tag {
	if m.table == nil {
		for _, g := range m.list {
			if equalFold(g.Name(), name) {
				return g
			}
		}
		return nil
	}
	h := foldHash(name)
	mask := uint32(len(m.table) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		e := m.table[i]
		if e == 0 {
			return nil
		}
		if uint32(e>>32) == h {
			if g := m.list[uint32(e)-1]; equalFold(g.Name(), name) {
				return g
			}
		}
	}
}

func (m *members) add(g *Tag) {
	if len(m.list) == cap(m.list) && cap(m.list) >= 64 {
		// Grow by a quarter: the list is as good as final once a plant is loaded.
		grown := make([]*Tag, len(m.list), cap(m.list)+cap(m.list)/4)
		copy(grown, m.list)
		m.list = grown
	}
	m.list = append(m.list, g)
	n := len(m.list)
	if n < tableFrom {
		return
	}
	if m.table == nil || n > len(m.table)/4*3 {
		m.table = make([]uint64, max(2*tableFrom, 2*len(m.table)))
		for i, g := range m.list {
			m.put(g, i)
		}
		return
	}
	m.put(g, n-1)
}

func (m *members) put(g *Tag, at int) {
	h := foldHash(g.Name())
	mask := uint32(len(m.table) - 1)
	i := h & mask
	for m.table[i] != 0 {
		i = (i + 1) & mask
	}
	m.table[i] = uint64(h)<<32 | uint64(at+1)
}

// Find returns the tag, folder or provider root with that absolute path, or
// nil. A path with a property or an element is not the path of a tag.
func (t *Tags) Find(path string) *Tag {
	p, err := ParsePath(path)
	if err != nil || p.Property != "" || p.Element.Kind != WholeValue || p.IsRelative() {
		return nil
	}
	g, _ := t.node(&p, nil)
	return g
}

// base returns the node at which p starts, or why there is none.
func (t *Tags) base(p *Path, owner *Tag) (*Tag, Quality) {
	switch {
	case p.Provider == "." && owner != nil:
		if owner.folder {
			return owner, Quality{}
		}
		return owner.parent, Quality{}
	case p.Provider == "~" && owner != nil:
		return &owner.Provider().root, Quality{}
	}
	name := p.Provider
	if name == "" {
		name = t.DefaultProvider
		if name == "" {
			return nil, QualityOf(BadNotFound).WithDiagnostic("the path names no tag provider")
		}
	}
	provider := t.Provider(name)
	if provider == nil {
		return nil, QualityOf(BadNotFound).WithDiagnostic("Tag provider '" + name + "' not found") // PTH-4
	}
	return &provider.root, Quality{}
}

// node returns the node that p's tag part names, or why there is none.
func (t *Tags) node(p *Path, owner *Tag) (*Tag, Quality) {
	g, q := t.base(p, owner)
	if g == nil {
		return nil, q
	}
	for rest := p.Tag; rest != ""; {
		name := rest
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			name, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		if name == ".." {
			g = g.parent
		} else {
			g = g.Child(name)
		}
		if g == nil {
			return nil, QualityOf(BadNotFound)
		}
	}
	return g, Quality{}
}

// Configure adds the tag, folder or UDT instance with that absolute path, and
// the folders above it, or merges d into the one that is there. The tag takes
// d's start value if d has one and otherwise keeps the value it has. Once the
// model is started an initial change follows (TAG-17); a tag that becomes
// disabled or enabled passes through Bad_Disabled (TAG-10). d is not to be
// changed afterwards.
func (t *Tags) Configure(path string, d *Definition) (*Tag, error) {
	return t.put(path, d, false)
}

// put is Configure and Overwrite.
func (t *Tags) put(path string, d *Definition, overwrite bool) (*Tag, error) {
	p, err := ParsePath(path)
	if err != nil {
		return nil, err
	}
	switch {
	case p.IsRelative():
		return nil, fmt.Errorf("got relative path %q, want [provider]path", path)
	case p.Property != "" || p.Element.Kind != WholeValue:
		return nil, fmt.Errorf("got %q, want the path of a tag, without property or element", path)
	}
	g, q := t.base(&p, nil)
	if g == nil {
		return nil, fmt.Errorf("tag %q: %s", path, q.Diagnostic())
	}
	if p.Tag == "" {
		return nil, fmt.Errorf("got %q, want a tag below the provider", path)
	}
	// What is new hangs together but not in the tree until the definition has
	// been found good.
	var folder, newest *Tag
	for rest := p.Tag; rest != ""; {
		name := rest
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			name, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		if name == ".." {
			return nil, fmt.Errorf("got %q, want a path in which no name is two dots", path)
		}
		child := g.Child(name)
		if child == nil {
			if err := CheckName(name); err != nil {
				return nil, fmt.Errorf("tag %q: %w", path, err)
			}
			if !g.folder {
				return nil, fmt.Errorf("tag %q: %s is a tag and has no members", path, g.path)
			}
			child = t.newFolder(g, name)
			if newest == nil {
				folder, newest = g, child
			} else {
				g.add(child)
			}
		}
		g = child
	}
	return t.configure(g, d, folder, newest, overwrite)
}

func (t *Tags) newFolder(parent *Tag, name string) *Tag {
	g := &Tag{def: t.plain, parent: parent, folder: true}
	if parent.parent == nil {
		g.path = parent.path + name
	} else {
		g.path = parent.path + "/" + name
	}
	g.nameAt = uint32(len(g.path) - len(name))
	return g
}

func (g *Tag) add(child *Tag) {
	if g.kids == nil {
		g.kids = new(members)
	}
	g.kids.add(child)
}

// configure gives g its definition. If it is new, newest is the topmost node
// that is, and folder is where that belongs. What g has is merged with d unless
// d is to overwrite it.
func (t *Tags) configure(g *Tag, d *Definition, folder, newest *Tag, overwrite bool) (*Tag, error) {
	made := newest != nil
	full := NewDefinition()
	if _, typed := d.exact("tagType"); !made && !overwrite && !(g.def == t.plain && !typed && d.describesValue()) {
		full = g.def.Clone()
	}
	full.Merge(d)
	if _, ok := full.exact("tagType"); !ok {
		_ = full.Set("tagType", Unicode(TypeAtomicTag))
	}
	start := d.StartValue()
	full.remove("value")
	if isFolder := full.TagType() != TypeAtomicTag; !isFolder && g.kids != nil {
		return nil, fmt.Errorf("tag %q: a folder with members cannot become a tag", g.path)
	} else if isFolder {
		start = Value{}
	} else if !start.IsNull() {
		var err error
		if start, err = full.DataType().Decode(start, t.Location); err != nil {
			return nil, fmt.Errorf("tag %q: %w", g.path, err)
		}
	}
	if made {
		folder.add(newest)
	}
	before, wasDisabled := g.Value(), g.def.c.disabled
	t.define(g, full)
	if !start.IsNull() {
		g.qv.Value = start
	}
	g.restart(t.clock(), !start.IsNull())
	switch {
	case !t.started:
	case made || g.def.c.disabled == wasDisabled:
		t.reportInitial(g)
	default:
		t.report(g, before, wasDisabled && !g.qv.Value.IsNull())
	}
	return g, nil
}

// edit gives a tag another definition without re-initialising it. A change of
// enabled is a transition through Bad_Disabled (TAG-10, TAG-12), and a value
// that the new data type can't hold is gone.
func (t *Tags) edit(g *Tag, d *Definition) {
	before, wasDisabled := g.Value(), g.def.c.disabled
	t.define(g, d)
	if g.folder {
		return
	}
	now := g.Value()
	if g.def.c.disabled == wasDisabled && now.Value.Equal(before.Value) {
		return
	}
	g.qv.Timestamp = t.clock()
	t.report(g, before, wasDisabled && !g.def.c.disabled && !g.qv.Value.IsNull())
}

// define gives a tag its definition and converts its value to the data type.
func (t *Tags) define(g *Tag, d *Definition) {
	old := g.def
	g.def = t.intern(d)
	g.def.users++
	t.release(old)
	if g.folder = g.def.c.folder; g.folder {
		g.qv = QualifiedValue{}
	} else if old.c.dataType != g.def.c.dataType {
		v, _ := g.def.c.dataType.Coerce(g.qv.Value, t.Location)
		g.qv.Value = v
	}
	for _, f := range t.defined {
		f(g)
	}
}

// intern returns the one definition that stands for all that equal d.
func (t *Tags) intern(d *Definition) *Definition {
	t.keyBuf = d.appendKey(t.keyBuf[:0])
	h := hashBytes(t.keyBuf)
	for known := t.interned[h]; known != nil; known = known.next {
		if known.Equal(d) {
			return known
		}
	}
	d.compile()
	d.frozen = true
	d.next = t.interned[h]
	t.interned[h] = d
	return d
}

// release forgets a definition that a tag no longer has and no other does.
func (t *Tags) release(d *Definition) {
	if d == t.plain {
		return
	}
	if d.users--; d.users > 0 {
		return
	}
	t.keyBuf = d.appendKey(t.keyBuf[:0])
	h := hashBytes(t.keyBuf)
	if t.interned[h] == d {
		if d.next == nil {
			delete(t.interned, h)
		} else {
			t.interned[h] = d.next
		}
		return
	}
	for k := t.interned[h]; k != nil; k = k.next {
		if k.next == d {
			k.next = d.next
			return
		}
	}
}

func hashBytes(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

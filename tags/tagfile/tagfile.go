package tagfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dryfire/tags"
)

// Options say what the files leave open.
type Options struct {
	// Provider is the provider the tags go to, whatever the files call it; of
	// files with several providers only the one of this name is taken. Empty
	// means the files' own names and "default" where they have none.
	Provider string
	// Location is the time zone of dates without one; nil means UTC.
	Location *time.Location
	// Limit is the number of tags at which the load gives up, a guard against
	// types that multiply; 0 means five million.
	Limit int
}

// Result is what was read.
type Result struct {
	// Providers are the names of the tag providers, in the order in which the
	// files name them.
	Providers []string
	// Tags are all folders, UDT instances and tags, parents before their
	// members, otherwise in the order of the files.
	Tags []Entry
	// Types are the ids of the UDT definitions that were read, by provider.
	Types []Type
	// TypeScripts are the event scripts in the UDT definitions as they are
	// stored, before parameters are put in, whether or not a tag uses them.
	TypeScripts []TypeScript
	// UDTs expands further instances of the UDT definitions; nil if there are none.
	UDTs *UDTs
	// Groups are the tag groups of 8.3 configuration folders (TGF-10).
	Groups []Group
	// Warnings are in the order in which they were found; the same files give
	// the same order.
	Warnings []Warning
}

// Entry is one tag, folder or UDT instance.
type Entry struct {
	Path       string // [provider]Folder/Tag
	Definition *tags.Definition
	Position
}

// TypeScript is an event script of a member of a UDT definition.
type TypeScript struct {
	Type   string // id of the type
	Member string // path of the member inside the type; "" for the type itself
	Script tags.EventScript
}

// Position is a place in a file.
type Position struct {
	File string
	Line int    // from 1; 0 if it is the file as a whole
	Node string // path inside the file, for example tags[3].eventScripts[0]; "" for the root
}

// String returns file:line: node as far as they are known.
func (p Position) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	if p.Node != "" {
		s += ": " + p.Node
	}
	return s
}

// Warning is something in a file that was ignored or bent.
type Warning struct {
	Position
	Message string
}

// String returns file:line: node: message.
func (w Warning) String() string { return w.Position.String() + ": " + w.Message }

// Type is a UDT definition.
type Type struct {
	Provider string
	ID       string // path below _types_ (UDT-2)
	Parent   string // id of the type it derives from, "" for none
}

// Group is a tag group (TGF-10).
type Group struct {
	Provider string
	Name     string
	Mode     string // Direct, Leased or Driven
	Rate     int64  // milliseconds; 0 never executes
	Settings *tags.Map
}

// ErrNoTags is wrapped when a file or folder has no tags in it.
var ErrNoTags = errors.New("no tags found")

// Load reads a tag file or a folder of tag files: a JSON export (TGF-2), a tree
// with one file per tag (TGF-4), or an 8.3 configuration folder, from the
// gateway's root down to the folder of a single provider (TGF-5). The error is
// for what can't be read at all, or has no tags.
func Load(path string, opts Options) (*Result, error) {
	l, err := newLoader(opts)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, plainError(err)
	}
	if info.IsDir() {
		err = l.folder(path)
	} else {
		err = l.singleFile(path)
	}
	if err != nil {
		return nil, err
	}
	return l.finish(path)
}

// LoadText reads a tag export from text; name is what warnings call it.
func LoadText(name, text string, opts Options) (*Result, error) {
	l, err := newLoader(opts)
	if err != nil {
		return nil, err
	}
	if err := l.export(name, text); err != nil {
		return nil, err
	}
	return l.finish(name)
}

// plainError takes the name of the system call out of an error of package os.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Path, pe.Err)
	}
	return err
}

// Configure adds the providers and tags to a model and returns a warning for
// each tag that it refuses.
func (r *Result) Configure(t *tags.Tags) []Warning {
	var refused []Warning
	for _, p := range r.Providers {
		t.AddProvider(p)
	}
	for _, e := range r.Tags {
		if _, err := t.Configure(e.Path, e.Definition); err != nil {
			refused = append(refused, Warning{e.Position, err.Error()})
		}
	}
	return refused
}

// loader collects nodes from files, then turns them into tags.
type loader struct {
	opts      Options
	res       *Result
	providers []*provider
	warned    map[Warning]bool
	full      bool // the limit was reached
	scripts   map[scriptKey]*tags.ScriptSource
	unknown   map[string]bool // type ids that were reported
	sawTags   bool            // a file was one with tags, even if with none
}

// provider is a tag provider as the files describe it.
type provider struct {
	name  string
	root  *node
	types map[string]*udtType // by folded id
	order []*udtType
}

type udtType struct {
	id   string
	node *node
}

func newLoader(opts Options) (*loader, error) {
	if opts.Provider != "" {
		if err := tags.CheckName(opts.Provider); err != nil {
			return nil, fmt.Errorf("tag provider: %w", err)
		}
	}
	if opts.Limit <= 0 {
		opts.Limit = 5_000_000
	}
	return &loader{
		opts: opts, res: new(Result), warned: make(map[Warning]bool),
		scripts: make(map[scriptKey]*tags.ScriptSource), unknown: make(map[string]bool),
	}, nil
}

// provider returns the provider of that name; "" is the one without a name.
func (l *loader) provider(name string) *provider {
	for _, p := range l.providers {
		if strings.EqualFold(p.name, name) {
			return p
		}
	}
	p := &provider{name: name, root: &node{tagType: tags.TypeProvider}, types: make(map[string]*udtType)}
	l.providers = append(l.providers, p)
	return p
}

func (l *loader) warn(at Position, format string, args ...any) {
	w := Warning{at, fmt.Sprintf(format, args...)}
	if !l.warned[w] { // a type's warning comes again with every instance
		l.warned[w] = true
		l.res.Warnings = append(l.res.Warnings, w)
	}
}

// finish turns what was read into the result.
func (l *loader) finish(path string) (*Result, error) {
	if !l.sawTags {
		return nil, fmt.Errorf("%s: %w: want JSON nodes with a tagType such as Provider, Folder, AtomicTag, UdtType or UdtInstance", path, ErrNoTags)
	}
	for _, p := range l.providers {
		l.collectTypes(p)
	}
	chosen, err := l.choose(path)
	if err != nil {
		return nil, err
	}
	for _, p := range l.providers {
		for _, t := range p.order {
			l.res.Types = append(l.res.Types, Type{Provider: p.name, ID: t.id, Parent: typeID(t.node)})
			l.typeScripts(t, t.node, "", 0)
		}
	}
	l.res.UDTs = l.udts()
	for _, p := range chosen {
		l.res.Providers = append(l.res.Providers, p.name)
		l.members(p, "", []*node{p.root}, nil, 0)
	}
	return l.res, nil
}

// typeScripts lists the event scripts of a UDT definition's nodes.
func (l *loader) typeScripts(t *udtType, n *node, member string, depth int) {
	if depth > maxNesting {
		return // members warns of that
	}
	for _, s := range l.nodeScripts(n) {
		l.res.TypeScripts = append(l.res.TypeScripts, TypeScript{Type: t.id, Member: member, Script: s})
	}
	for _, m := range n.members {
		path := m.name
		if member != "" {
			path = member + "/" + m.name
		}
		l.typeScripts(t, m, path, depth+1)
	}
}

// choose names the providers and returns those that Options ask for.
func (l *loader) choose(path string) ([]*provider, error) {
	want := l.opts.Provider
	if want == "" {
		for _, p := range l.providers {
			if p.name == "" {
				p.name = "default"
			}
		}
		return l.merged(), nil
	}
	var withTags []*provider
	for _, p := range l.providers {
		if strings.EqualFold(p.name, want) {
			p.name = want
			return []*provider{p}, nil
		}
		if len(p.root.members) > 0 {
			withTags = append(withTags, p)
		}
	}
	switch {
	case len(withTags) > 1:
		names := make([]string, len(withTags))
		for i, p := range withTags {
			names[i] = p.name
		}
		return nil, fmt.Errorf("%s: has no provider %q, only %s", path, want, strings.Join(names, ", "))
	case len(withTags) == 1:
		withTags[0].name = want
		return withTags, nil
	case len(l.providers) > 0:
		l.providers[0].name = want
		return l.providers[:1], nil
	}
	return nil, nil
}

// merged returns all providers, those that got the same name as one.
func (l *loader) merged() []*provider {
	var out []*provider
next:
	for _, p := range l.providers {
		for _, o := range out {
			if strings.EqualFold(o.name, p.name) {
				for _, m := range p.root.members {
					l.insert(o.root, m)
				}
				for _, t := range p.order {
					if o.types[tags.FoldName(t.id)] == nil {
						o.types[tags.FoldName(t.id)] = t
						o.order = append(o.order, t)
					}
				}
				continue next
			}
		}
		out = append(out, p)
	}
	l.providers = out
	return out
}

// fileName is the path under which warnings name a file.
func fileName(path string) string { return filepath.ToSlash(path) }

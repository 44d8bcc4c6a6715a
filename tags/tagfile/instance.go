package tagfile

// UDT instances that are made while a plant runs: the definitions of the files
// stay available, so that system.tag.configure can expand an instance as Load
// does (UDT-4 to UDT-9).

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"dryfire/tags"
)

// UDTs are the UDT definitions of tag files. They can be used by several
// goroutines.
type UDTs struct {
	mu        sync.Mutex // type nodes remember what has been worked out of them
	providers []*provider
	location  *time.Location
}

// udts keeps the definitions, and nothing else of the files, for Instance; nil
// if there are none.
func (l *loader) udts() *UDTs {
	u := &UDTs{location: l.opts.Location}
	files := make(map[string]*file)
	found := false
	for _, p := range l.providers {
		q := &provider{name: p.name, root: &node{tagType: tags.TypeProvider}, types: make(map[string]*udtType, len(p.types))}
		for _, t := range p.order {
			kept := &udtType{id: t.id, node: t.node.detached(files)}
			q.types[tags.FoldName(t.id)] = kept
			q.order = append(q.order, kept)
			found = true
		}
		u.providers = append(u.providers, q)
	}
	if !found {
		return nil
	}
	return u
}

// detached copies a node without the text of its file.
func (n *node) detached(files map[string]*file) *node {
	c := &node{name: n.name, tagType: n.tagType, props: n.props, at: n.at}
	name := ""
	if n.file != nil {
		name = n.file.name
	}
	if files[name] == nil {
		files[name] = &file{name: name, json: new(tags.JSON)}
	}
	c.file = files[name]
	for _, m := range n.members {
		c.members = append(c.members, m.detached(files))
	}
	return c
}

// Has reports whether a provider, or another one of the same files, has a type
// of that id.
func (u *UDTs) Has(provider, id string) bool {
	l := &loader{providers: u.providers}
	return l.findType(l.providerOr(provider), strings.Trim(id, "/")) != nil
}

// providerOr returns the provider of that name, or one without types.
func (l *loader) providerOr(name string) *provider {
	for _, p := range l.providers {
		if strings.EqualFold(p.name, name) {
			return p
		}
	}
	return &provider{name: name, root: &node{tagType: tags.TypeProvider}, types: map[string]*udtType{}}
}

// Instance expands the UDT instance that a node of a tag export describes, with
// name, typeId, parameters and overriding tags, in the folder base, an absolute
// path. The result is the instance and everything in it, parents first. The
// error says that base is no path, or that there is no such type.
func (u *UDTs) Instance(base string, instance *tags.Map) ([]Entry, error) {
	path, err := tags.ParsePath(base)
	if err != nil {
		return nil, err
	}
	l, err := newLoader(Options{Location: u.location})
	if err != nil {
		return nil, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	l.providers = u.providers
	f, err := l.parse("configure", string(tags.AppendJSON(nil, tags.FromMap(instance))))
	if err != nil {
		return nil, err
	}
	n := l.node(f, f.json.Root, "", "", 0)
	if n == nil || n.name == "" {
		return nil, fmt.Errorf("a UDT instance below %s has no name", base)
	}
	n.tagType = tags.TypeUdtInstance
	p := l.providerOr(path.Provider)
	if id := typeID(n); l.findType(p, id) == nil {
		return nil, fmt.Errorf("there is no UDT definition %q", id)
	}
	at := strings.Trim(path.Tag, "/")
	if at != "" {
		at += "/"
	}
	at += n.name
	l.instance(&provider{name: path.Provider, root: p.root, types: p.types, order: p.order}, at, []*node{n}, nil, 0)
	return l.res.Tags, nil
}

package tags

// Editing the tree while it runs: what system.tag.configure, deleteTags, copy,
// move and rename do to it.

import (
	"fmt"
	"slices"
	"strings"
)

// Overwrite is [Tags.Configure], except that a tag that is there loses what d
// does not say; it keeps its value if d has no start value, and a folder keeps
// its members (FN-2).
func (t *Tags) Overwrite(path string, d *Definition) (*Tag, error) { return t.put(path, d, true) }

// Remove takes a tag out of the tree, with everything below it. Whoever hears
// of definitions is told that each of them, members first, is a folder without
// scripts now, and lets go of it. The root of a provider stays.
func (t *Tags) Remove(g *Tag) error {
	if g.parent == nil {
		return fmt.Errorf("tag %q: the root of a provider can not be removed", g.path)
	}
	g.parent.kids.remove(g)
	t.forget(g)
	return nil
}

// forget keeps the parents, so that a script of a removed tag still has a
// provider.
func (t *Tags) forget(g *Tag) {
	for _, c := range g.Children() {
		t.forget(c)
	}
	g.kids = nil
	t.define(g, t.plain)
}

func (m *members) remove(g *Tag) {
	i := slices.Index(m.list, g)
	if i < 0 {
		return
	}
	m.list = slices.Delete(m.list, i, i+1)
	m.table = nil
	if len(m.list) < tableFrom {
		return
	}
	size := 2 * tableFrom
	for len(m.list) > size/4*3 {
		size *= 2
	}
	m.table = make([]uint64, size)
	for i, g := range m.list {
		m.put(g, i)
	}
}

// branch is a copy of a tag and everything below it.
type branch struct {
	name    string
	def     *Definition
	value   QualifiedValue
	members []branch
}

func branchOf(g *Tag) branch {
	b := branch{name: g.Name(), def: g.def.Clone(), value: g.qv}
	for _, c := range g.Children() {
		b.members = append(b.members, branchOf(c))
	}
	return b
}

// Copy copies a tag, with everything below it and with the values, to a path,
// over what is there: merged with it, or overwriting it. Initial changes follow
// as for tags that are configured.
func (t *Tags) Copy(g *Tag, path string, overwrite bool) (*Tag, error) {
	if err := t.checkMove(g, path); err != nil {
		return nil, err
	}
	return t.plant(branchOf(g), path, overwrite)
}

// Move is [Tags.Copy] and [Tags.Remove] of the original.
func (t *Tags) Move(g *Tag, path string, overwrite bool) (*Tag, error) {
	if err := t.checkMove(g, path); err != nil {
		return nil, err
	}
	b := branchOf(g)
	if t.Find(path) == g { // the same name in another spelling
		if err := t.Remove(g); err != nil {
			return nil, err
		}
		return t.plant(b, path, overwrite)
	}
	moved, err := t.plant(b, path, overwrite)
	if err != nil {
		return nil, err
	}
	return moved, t.Remove(g)
}

// Absolute returns the path of a tag, folder or provider without what is
// relative in it: the provider's name for the default one, [.], [~] and two
// dots resolved for the tag that owns the script. The tag need not exist, its
// provider must; a path to a property or element is an error.
func (t *Tags) Absolute(path string, owner *Tag) (string, error) {
	p, err := ParsePath(path)
	if err != nil {
		return "", err
	}
	if p.Property != "" || p.Element.Kind != WholeValue {
		return "", fmt.Errorf("got %q, want the path of a tag, without property or element", path)
	}
	g, q := t.base(&p, owner)
	if g == nil {
		return "", fmt.Errorf("%s", q.Diagnostic())
	}
	root := g.Provider().root.path
	names := strings.Split(strings.TrimPrefix(g.path, root), "/")
	if p.Tag != "" {
		names = append(names, strings.Split(p.Tag, "/")...)
	}
	var out []string
	for _, n := range names {
		switch {
		case n == "..":
			if len(out) == 0 {
				return "", fmt.Errorf("got %q, which leads out of its provider", path)
			}
			out = out[:len(out)-1]
		case n != "":
			out = append(out, n)
		}
	}
	return root + strings.Join(out, "/"), nil
}

// checkMove refuses what would leave a tag without a place, before anything
// changes.
func (t *Tags) checkMove(g *Tag, path string) error {
	if g.parent == nil {
		return fmt.Errorf("tag %q: the root of a provider can not be copied or moved", g.path)
	}
	p, err := ParsePath(path)
	if err != nil {
		return err
	}
	if p.IsRelative() || p.Tag == "" || p.Property != "" || p.Element.Kind != WholeValue {
		return fmt.Errorf("got %q, want the absolute path of a tag", path)
	}
	at, q := t.base(&p, nil)
	if at == nil {
		return fmt.Errorf("tag %q: %s", path, q.Diagnostic())
	}
	names := strings.Split(p.Tag, "/")
	for i, name := range names {
		if err := CheckName(name); err != nil {
			return fmt.Errorf("tag %q: %w", path, err)
		}
		if at == nil {
			continue
		}
		if i < len(names)-1 {
			if at = at.Child(name); at == g || at != nil && !at.folder {
				return fmt.Errorf("tag %q: %s can not hold it", path, at.path)
			}
			continue
		}
		if to := at.Child(name); to != nil && to != g && to.kids != nil && !g.folder {
			return fmt.Errorf("tag %q: a folder with members cannot become a tag", to.path)
		}
	}
	return nil
}

func (t *Tags) plant(b branch, path string, overwrite bool) (*Tag, error) {
	if !b.value.Value.IsNull() {
		b.def.props = append(slices.Clone(b.def.props), Property{"value", b.value.Value})
	}
	g, err := t.put(path, b.def, overwrite)
	if err != nil {
		return nil, err
	}
	for _, m := range b.members {
		if _, err := t.plant(m, g.path+"/"+m.name, overwrite); err != nil {
			return nil, err
		}
	}
	return g, nil
}

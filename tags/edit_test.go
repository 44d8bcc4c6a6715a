package tags

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// tree spells a model: paths with values, in order.
func tree(m *Tags) string {
	var b strings.Builder
	for _, p := range m.Providers() {
		p.Root().Walk(func(g *Tag) bool {
			if !g.IsFolder() {
				fmt.Fprintf(&b, "%s=%s ", g.Path(), g.Value().Value)
			} else if g.Parent() != nil {
				fmt.Fprintf(&b, "%s/ ", g.Path())
			}
			return true
		})
	}
	return strings.TrimSpace(b.String())
}

func plantOf(t *testing.T) *Tags {
	m := New(func() int64 { return 1000 })
	m.AddProvider("p")
	for _, x := range []struct {
		path  string
		pairs []any
	}{
		{"[p]A/x", []any{"value", 1, "documentation", "one"}},
		{"[p]A/y", []any{"dataType", "String", "value", "two"}},
		{"[p]A/B/z", []any{"value", 3}},
		{"[p]C", []any{"value", 4}},
	} {
		_, err := m.Configure(x.path, NewDefinition().MustSet(x.pairs...))
		require.NoError(t, err)
	}
	m.Start()
	return m
}

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(m *Tags) error
		want string // the tree, or the error
	}{
		{"remove a tag", func(m *Tags) error { return m.Remove(m.Find("[p]A/x")) }, "[p]A/ [p]A/y=two [p]A/B/ [p]A/B/z=3 [p]C=4"},
		{"remove a folder", func(m *Tags) error { return m.Remove(m.Find("[p]A")) }, "[p]C=4"},
		{"remove a provider", func(m *Tags) error { return m.Remove(m.Find("[p]")) }, `tag "[p]": the root of a provider can not be removed`},
		{"copy a tag", func(m *Tags) error { _, err := m.Copy(m.Find("[p]C"), "[p]A/D", true); return err }, "[p]A/ [p]A/x=1 [p]A/y=two [p]A/B/ [p]A/B/z=3 [p]A/D=4 [p]C=4"},
		{"copy a folder", func(m *Tags) error { _, err := m.Copy(m.Find("[p]A/B"), "[p]E", true); return err }, "[p]A/ [p]A/x=1 [p]A/y=two [p]A/B/ [p]A/B/z=3 [p]C=4 [p]E/ [p]E/z=3"},
		{"copy a folder into itself", func(m *Tags) error { _, err := m.Copy(m.Find("[p]A"), "[p]A/B/A", true); return err }, `tag "[p]A/B/A": [p]A can not hold it`},
		{"copy below a tag", func(m *Tags) error { _, err := m.Copy(m.Find("[p]A"), "[p]C/A", true); return err }, `tag "[p]C/A": [p]C can not hold it`},
		{"copy a tag over a folder", func(m *Tags) error { _, err := m.Copy(m.Find("[p]C"), "[p]A", true); return err }, `tag "[p]A": a folder with members cannot become a tag`},
		{"copy to a name that is none", func(m *Tags) error { _, err := m.Copy(m.Find("[p]C"), "[p]/.", true); return err }, `invalid tag path "[p]/.": nothing follows the dot`},
		{"copy to another provider", func(m *Tags) error { _, err := m.Copy(m.Find("[p]C"), "[q]C", true); return err }, `tag "[q]C": Tag provider 'q' not found`},
		{"move a folder", func(m *Tags) error { _, err := m.Move(m.Find("[p]A/B"), "[p]F/B", true); return err }, "[p]A/ [p]A/x=1 [p]A/y=two [p]C=4 [p]F/ [p]F/B/ [p]F/B/z=3"},
		{"move over a tag", func(m *Tags) error { _, err := m.Move(m.Find("[p]A/x"), "[p]C", true); return err }, "[p]A/ [p]A/y=two [p]A/B/ [p]A/B/z=3 [p]C=1"},
		{"rename in another spelling", func(m *Tags) error { _, err := m.Move(m.Find("[p]C"), "[p]c", true); return err }, "[p]A/ [p]A/x=1 [p]A/y=two [p]A/B/ [p]A/B/z=3 [p]c=4"},
		{"move onto itself", func(m *Tags) error { _, err := m.Move(m.Find("[p]A"), "[p]A", true); return err }, "[p]C=4 [p]A/ [p]A/x=1 [p]A/y=two [p]A/B/ [p]A/B/z=3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := plantOf(t)
			got := ""
			if err := c.edit(m); err != nil {
				got = err.Error()
				require.Equal(t, tree(plantOf(t)), tree(m), "what is refused changes nothing")
			} else {
				got = tree(m)
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestOverwriteForgets(t *testing.T) { // FN-2
	m := plantOf(t)
	_, err := m.Configure("[p]A/x", NewDefinition().MustSet("tooltip", "tip"))
	require.NoError(t, err)
	doc, _ := m.Find("[p]A/x").Definition().Get("documentation")
	require.Equal(t, "one", doc.Text())
	_, err = m.Overwrite("[p]A/x", NewDefinition().MustSet("tooltip", "tip"))
	require.NoError(t, err)
	_, ok := m.Find("[p]A/x").Definition().Get("documentation")
	require.False(t, ok)
	require.Equal(t, "1", m.Find("[p]A/x").Value().Value.String(), "the value stays")
	_, err = m.Overwrite("[p]A", NewDefinition().MustSet("tagType", "Folder"))
	require.NoError(t, err)
	require.NotNil(t, m.Find("[p]A/B/z"), "so do members")
}

// A removed tag can't be found, and whoever holds it can still ask it.
func TestRemovedTag(t *testing.T) {
	m := plantOf(t)
	g := m.Find("[p]A/B/z")
	var told []string
	m.OnConfigure(func(g *Tag) { told = append(told, g.Path()+" "+g.Definition().TagType()) })
	require.NoError(t, m.Remove(m.Find("[p]A")))
	require.Equal(t, []string{"[p]A/x Folder", "[p]A/y Folder", "[p]A/B/z Folder", "[p]A/B Folder", "[p]A Folder"}, told)
	require.Nil(t, m.Find("[p]A/B/z"))
	require.Equal(t, "p", g.Provider().Name())
	require.Equal(t, BadNotFound, m.Read("[~]A/x", g).Quality.Code)
	require.Equal(t, "4", m.Read("[~]C", g).Value.String())
	require.False(t, m.Read("[.]", g).Quality.IsGood())
}

func TestAbsolute(t *testing.T) {
	m := plantOf(t)
	m.DefaultProvider = "p"
	owner := m.Find("[p]A/x")
	for _, c := range []struct{ path, want string }{
		{"[p]A/x", "[p]A/x"}, {"[P]a/New", "[p]a/New"}, {"", "[p]"}, {"A", "[p]A"}, {"[.]y", "[p]A/y"}, {"[.]../C", "[p]C"}, {"[~]C", "[p]C"},
		{"[.]", "[p]A"}, {"[p]A/../C/", "[p]C"},
		{"[.]../../C", `got "[.]../../C", which leads out of its provider`}, {"[q]A", "Tag provider 'q' not found"},
		{"[p]A.value", `got "[p]A.value", want the path of a tag, without property or element`},
	} {
		got, err := m.Absolute(c.path, owner)
		if err != nil {
			got = err.Error()
		}
		require.Equal(t, c.want, got, c.path)
	}
}

// However a folder's members come and go, they are found by name.
func TestMembersAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := New(func() int64 { return 0 })
		m.AddProvider("p")
		there := map[string]bool{}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			name := fmt.Sprintf("T%d", rapid.IntRange(0, 20).Draw(t, "name"))
			if there[name] && rapid.Bool().Draw(t, "remove") {
				require.NoError(t, m.Remove(m.Find("[p]"+name)))
				delete(there, name)
			} else {
				_, err := m.Configure("[p]"+strings.ToLower(name), NewDefinition())
				require.NoError(t, err)
				there[name] = true
			}
			for i := range 21 {
				name := fmt.Sprintf("T%d", i)
				require.Equal(t, there[name], m.Find("[p]"+name) != nil, name)
			}
			require.Len(t, m.Provider("p").Root().Children(), len(there))
		}
	})
}

package scripts

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/tags"
)

func TestCallText(t *testing.T) {
	named := tags.NewMap(1)
	named.SetText("tx", tags.Value{})
	assert.Equal(t, `system.db.q('Q', {u'id': 1L}, u'\xe9', tx=None)`, CallText("system.db.q", []tags.Value{tags.Str("Q"), mapOf("id", tags.Long(1)), tags.Unicode("é")}, named))
	assert.Equal(t, "f()", CallText("f", nil, nil))
	rapid.Check(t, func(t *rapid.T) {
		text := CallText("f", []tags.Value{tags.Unicode(rapid.String().Draw(t, "a")), tags.Str(rapid.String().Draw(t, "b"))}, nil)
		require.True(t, utf8.ValidString(text))
		require.LessOrEqual(t, len(text), len("f(, )")+2*(maxCallText+len("…")))
	})
}

func mapOf(key string, v tags.Value) tags.Value {
	m := tags.NewMap(1)
	m.SetText(key, v)
	return tags.FromMap(m)
}

// known is a catalogue of a few names.
type known struct{}

func (known) Exists(client bool, name string) bool {
	return name == "db.runQuery" || name == "tag.browse" || name == "gui.messageBox" && client
}
func (known) Family(client bool, name string) bool {
	return name == "db" || name == "tag" || name == "gui" && client
}
func (k known) Names(client bool, family string) []string {
	var out []string
	for _, n := range []string{"runQuery", "browse", "messageBox"} {
		if k.Exists(client, family+"."+n) {
			out = append(out, n)
		}
	}
	return out
}

// What a name below system stands for that is not simulated.
func TestSystemNames(t *testing.T) {
	lib := NewLibrary([]*Function{{Name: "tag.readBlocking"}, {Name: "util.globals"}}, nil)
	for _, c := range []struct {
		name    string
		client  bool
		kind    SystemKind
		missing string
	}{
		{"db.runQuery", false, SystemFunction, ""},
		{"db", false, SystemFamily, ""},
		{"mes", false, SystemThirdParty, ""},
		{"mes.object.filter", false, SystemThirdParty, ""},
		{"tag.raedBlocking", false, SystemAbsent, "system.tag.raedBlocking does not exist; did you mean system.tag.readBlocking?"},
		{"tag.unlike", false, SystemAbsent, "system.tag.unlike does not exist; there are system.tag.readBlocking, system.tag.browse"},
		{"util.unlike", false, SystemAbsent, "system.util.unlike does not exist; there are system.util.globals"},
		{"gui", false, SystemAbsent, "system.gui does not exist in gateway scope, only in Vision clients and the Designer"},
		{"gui.messageBox", false, SystemAbsent, "system.gui.messageBox does not exist in gateway scope, only in Vision clients and the Designer"},
		{"gui", true, SystemFamily, ""},
		{"gui.messageBox", true, SystemFunction, ""},
		{"gui.mesageBox", true, SystemAbsent, "system.gui.mesageBox does not exist; did you mean system.gui.messageBox?"},
	} {
		h := &Host{Library: lib, Catalogue: known{}, Client: c.client}
		assert.Equal(t, c.kind, h.System(c.name), c.name)
		if c.missing != "" {
			assert.Equal(t, c.missing, h.MissingSystem(c.name))
		}
	}
	bare := &Host{Library: lib}
	assert.Equal(t, SystemAbsent, bare.System("db.runQuery"))
	assert.Equal(t, "system.tag.x is not simulated; there are system.tag.readBlocking", bare.MissingSystem("tag.x"))
}

func TestDottedNames(t *testing.T) {
	for _, good := range []string{"a", "a.b", "system.db.runNamedQuery", "_x.Y2"} {
		assert.True(t, IsDotted(good), good)
	}
	for _, bad := range []string{"", ".", "a.", ".a", "a..b", "2a", "a.2b", "a b", "a-b", "é", strings.Repeat("a.", 3)} {
		assert.False(t, IsDotted(bad), bad)
	}
}

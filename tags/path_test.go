package tags

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParsePath(t *testing.T) {
	index := func(n int) Element { return Element{Kind: ArrayElement, Row: n} }
	cell := func(r, c int) Element { return Element{Kind: DatasetCell, Row: r, Column: c} }
	doc := func(m string) Element { return Element{Kind: DocumentMember, Member: m} }
	for _, c := range []struct {
		path    string
		want    Path
		printed string // if it differs from path
	}{
		{"[default]Line 1/Speed", Path{Provider: "default", Tag: "Line 1/Speed"}, ""},
		{"[default]test", Path{Provider: "default", Tag: "test"}, ""},
		{"[default]Line 1/Speed.quality", Path{Provider: "default", Tag: "Line 1/Speed", Property: "quality"}, ""},
		{"[default]A.Parameters.Num", Path{Provider: "default", Tag: "A", Property: "Parameters.Num"}, ""},
		{"test", Path{Tag: "test"}, "[]test"}, // PTH-2
		{"[]test", Path{Tag: "test"}, ""},
		{"[.]Sibling", Path{Provider: ".", Tag: "Sibling"}, ""}, // PTH-3
		{"[.]../x", Path{Provider: ".", Tag: "../x"}, ""},
		{"[.]../../../X", Path{Provider: ".", Tag: "../../../X"}, ""},
		{"[.]/X", Path{Provider: ".", Tag: "X"}, "[.]X"}, // REL-1
		{"[.]..", Path{Provider: ".", Tag: ".."}, ""},
		{"[.]../", Path{Provider: ".", Tag: ".."}, "[.].."},
		{"[.]../.name", Path{Provider: ".", Tag: "..", Property: "name"}, ""},
		{"[.]", Path{Provider: "."}, ""},
		{"", Path{}, "[]"},
		{"[~]Line/Pump.LastRun", Path{Provider: "~", Tag: "Line/Pump", Property: "LastRun"}, ""},
		{"[.]Parameters.Num", Path{Provider: ".", Tag: "Parameters", Property: "Num"}, ""}, // REL-2
		{"[p]T/Alarms/High.SetpointA", Path{Provider: "p", Tag: "T/Alarms/High", Property: "SetpointA"}, ""},
		{"[p]T[0]", Path{Provider: "p", Tag: "T", Element: index(0)}, ""}, // PTH-6
		{"[p]T[ 17 ]", Path{Provider: "p", Tag: "T", Element: index(17)}, "[p]T[17]"},
		{"[.]../Grid/Cells[0,1]", Path{Provider: ".", Tag: "../Grid/Cells", Element: cell(0, 1)}, ""}, // REL-3
		{"Recipe Steps[6, 30]", Path{Tag: "Recipe Steps", Element: cell(6, 30)}, "[]Recipe Steps[6,30]"},
		{"[p]Doc['a.b']", Path{Provider: "p", Tag: "Doc", Element: doc("a.b")}, ""},
		{"[p]Doc['key[0]']", Path{Provider: "p", Tag: "Doc", Element: doc("key[0]")}, ""},
		{`[p]Doc["it's/odd"]`, Path{Provider: "p", Tag: "Doc", Element: doc("it's/odd")}, "[p]Doc['it's/odd']"},
		{"[p]T.curve[3]", Path{Provider: "p", Tag: "T", Property: "curve", Element: index(3)}, ""},
		{"[p]T[3].quality", Path{Provider: "p", Tag: "T", Property: "quality", Element: index(3)}, "[p]T.quality[3]"},
		{"[p]Pump (1): a's-b", Path{Provider: "p", Tag: "Pump (1): a's-b"}, ""}, // PTH-7
		{"[System]Gateway/SystemName", Path{Provider: "System", Tag: "Gateway/SystemName"}, ""},
		{"[p]Förderband/Ölstand", Path{Provider: "p", Tag: "Förderband/Ölstand"}, ""},
	} {
		p, err := ParsePath(c.path)
		if assert.NoError(t, err, c.path) {
			assert.Equal(t, c.want, p, c.path)
			want := c.printed
			if want == "" {
				want = c.path
			}
			assert.Equal(t, want, p.String(), c.path)
		}
	}
}

func TestParsePathErrors(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"[default", `invalid tag path "[default": the bracket of the provider is not closed`},
		{"[p]a//b", `invalid tag path "[p]a//b": an empty name between two slashes`},
		{"[p]T[x]", `invalid tag path "[p]T[x]": got element [x], want [index], [row,column] or ['member']`},
		{"[p]T[-1]", `invalid tag path "[p]T[-1]": got element [-1], want [index], [row,column] or ['member']`},
		{"[p]T[1,b]", `invalid tag path "[p]T[1,b]": got element [1,b], want [index], [row,column] or ['member']`},
		{"[p]T[1", `invalid tag path "[p]T[1": the bracket of the element is not closed`},
		{"[p]T['a]", `invalid tag path "[p]T['a]": the quoted member is not closed`},
		{"[p]T]", `invalid tag path "[p]T]": a ] without its [`},
		{"[p]T.", `invalid tag path "[p]T.": nothing follows the dot`},
		{"[p]T.a[1].b", `invalid tag path "[p]T.a[1].b": two properties, "a" and "b"`},
		{"[p]T[1]x", `invalid tag path "[p]T[1]x": got "x" after the element, want nothing or a property`},
		{"[p]a.b/c", `invalid tag path "[p]a.b/c": the name "a.b" contains a dot`},
		{"[.]..x", `invalid tag path "[.]..x": "..x" is no name; .. stands alone`},
	} {
		_, err := ParsePath(c.path)
		require.ErrorIs(t, err, ErrPath, c.path)
		assert.EqualError(t, err, c.want)
	}
}

func TestCheckName(t *testing.T) {
	for _, ok := range []string{"a", "_x", "9 lives", "Pump (1): it's-on", " leading", "trailing ", "_types_", "Ölstand", "數據", strings.Repeat("ä", 256)} {
		assert.NoError(t, CheckName(ok), ok)
	}
	for _, c := range []struct{ name, want string }{
		{"", `name "" is empty`},
		{"  ", `name "  " is empty`},
		{"-a", `name "-a" starts with '-', want a letter, a digit or an underscore`},
		{"a.b", `name "a.b" contains '.', want letters, digits, blanks and _ ' - : ( )`},
		{"a/b", `name "a/b" contains '/', want letters, digits, blanks and _ ' - : ( )`},
		{"a\tb", `name "a\tb" contains '\t', want letters, digits, blanks and _ ' - : ( )`},
		{"a\xff", `name "a\xff" is not valid UTF-8`},
		{strings.Repeat("x", 257), `name "` + strings.Repeat("x", 60) + `…" has 257 characters, want at most 256`},
	} {
		assert.EqualError(t, CheckName(c.name), c.want)
	}
}

// tagName draws names that PTH-7 allows.
var tagName = rapid.Custom(func(t *rapid.T) string {
	first := rapid.SampledFrom([]rune("aZ09_éßſKſÅ")).Draw(t, "first")
	rest := rapid.StringOfN(rapid.SampledFrom([]rune("abcXYZ019_ '-:()äÖſK")), 0, 8, -1).Draw(t, "rest")
	return string(first) + rest
})

var anyPath = rapid.Custom(func(t *rapid.T) Path {
	p := Path{Provider: rapid.OneOf(tagName, rapid.SampledFrom([]string{"", ".", "~", "default"})).Draw(t, "provider")}
	names := rapid.SliceOfN(tagName, 0, 4).Draw(t, "names")
	for range rapid.IntRange(0, 3).Draw(t, "up") {
		names = append([]string{".."}, names...)
	}
	p.Tag = strings.Join(names, "/")
	p.Property = rapid.SampledFrom([]string{"", "quality", "Parameters.Num", "HoldOff"}).Draw(t, "property")
	switch kind := rapid.IntRange(0, 3).Draw(t, "element"); ElementKind(kind) {
	case ArrayElement:
		p.Element = Element{Kind: ArrayElement, Row: rapid.IntRange(0, 999_999_999).Draw(t, "index")}
	case DatasetCell:
		p.Element = Element{Kind: DatasetCell, Row: rapid.IntRange(0, 99).Draw(t, "row"), Column: rapid.IntRange(0, 99).Draw(t, "column")}
	case DocumentMember:
		p.Element = Element{Kind: DocumentMember, Member: rapid.StringOf(rapid.SampledFrom([]rune("ab.[]01/ '"))).Draw(t, "member")}
		if strings.Contains(p.Element.Member, "']") {
			p.Element.Member = "a.b"
		}
	}
	return p
})

func TestPathRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPath.Draw(t, "path")
		back, err := ParsePath(p.String())
		if err != nil {
			t.Fatalf("%+v prints as %q: %v", p, p.String(), err)
		}
		if back != p {
			t.Fatalf("%+v prints as %q, which parses as %+v", p, p.String(), back)
		}
	})
}

// swapCase changes the case of letters at random.
func swapCase(t *rapid.T, s string) string {
	var b strings.Builder
	for _, r := range s {
		n := rapid.IntRange(0, 3).Draw(t, "fold")
		for range n {
			r = unicode.SimpleFold(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// PTH-5: names that differ in case only are the same tag, however many
// siblings it has.
func TestLookupIgnoresCase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := New(func() int64 { return 0 })
		m.AddProvider("default")
		names := rapid.SliceOfNDistinct(tagName, 1, 30, func(s string) string {
			return FoldName(s)
		}).Draw(t, "names")
		made := map[string]*Tag{}
		for _, n := range names {
			g, err := m.Configure("[default]Folder/"+n, NewDefinition())
			if err != nil {
				t.Fatal(err)
			}
			made[n] = g
		}
		for _, n := range names {
			other := swapCase(t, n)
			if got := m.Find("[DEFAULT]fOLDER/" + other); got != made[n] {
				t.Fatalf("%q as %q leads to %v", n, other, got)
			}
			again, err := m.Configure("[default]folder/"+other, NewDefinition())
			if err != nil || again != made[n] {
				t.Fatalf("%q and %q are two tags (%v)", n, other, err)
			}
		}
		if n := len(m.Find("[default]Folder").Children()); n != len(names) {
			t.Fatalf("the folder has %d members, want %d", n, len(names))
		}
	})
}

func TestFoldHashAgreesWithEqualFold(t *testing.T) {
	for r := rune(0); r < 0x20000; r++ {
		if f := unicode.SimpleFold(r); f != r {
			a, b := "x"+string(r)+"Y", "X"+string(f)+"y"
			if foldHash(a) != foldHash(b) {
				t.Fatalf("%q and %q have different hashes", a, b)
			}
		}
	}
}

func FuzzParsePath(f *testing.F) {
	for _, s := range []string{
		"[default]Line 1/Speed.quality", "[.]../x[0]", "[~]Doc['a.b[0]']", "[p]Grid[1,2]", "[]", "[", "]", "a//b",
		"[p]T/Alarms/High.SetpointA", "[.]Parameters.Num", "[p]..", "[p]../.x", "[p]T[0].value", "[p]\xff", "[p]T[99999999999]", "[p]a.b/c.d",
	} {
		f.Add(s)
	}
	m := New(func() int64 { return 0 })
	m.AddProvider("p")
	owner, err := m.Configure("[p]Line/T", NewDefinition().MustSet("dataType", "Int4Array", "value", []any{1, 2}))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePath(s)
		if err == nil {
			back, err := ParsePath(p.String())
			// A member that ends both kinds of quotes has no spelling.
			if !(strings.Contains(p.Element.Member, "']") && strings.Contains(p.Element.Member, `"]`)) {
				if err != nil || back != p {
					t.Fatalf("%q is %+v, prints as %q, which is %+v (%v)", s, p, p.String(), back, err)
				}
			}
		}
		qv := m.Read(s, owner)
		if q := m.Write(s, owner, qv.Value); q.Code == Good && !m.Exists(s, owner) {
			t.Fatalf("%q was written and does not exist", s)
		}
		if g := m.Find(s); g != nil && err != nil {
			t.Fatalf("%q was found and is no path: %v", s, err)
		}
	})
}

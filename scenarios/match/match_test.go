package match

import (
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

func pattern(t require.TestingT, text string) *Pattern {
	f, err := yaml.Parse("x.yaml", text)
	require.NoError(t, err)
	p, err := FromNode(f, f.Docs[0])
	require.NoError(t, err, text)
	return p
}

func data(t require.TestingT, text string) tags.Value {
	f, err := yaml.Parse("x.yaml", text)
	require.NoError(t, err)
	return DataValue(f.Docs[0])
}

type object struct{}

func (object) TypeName() string { return "function" }

func qualified(v tags.Value, c tags.QualityCode) tags.Value {
	return tags.FromQualified(&tags.QualifiedValue{Value: v, Quality: tags.QualityOf(c), Timestamp: 1_000})
}

// Actual values that YAML has no word for.
var (
	noon    = tags.Date(time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC).UnixMilli())
	bad     = tags.FromQuality(tags.QualityOf(tags.BadNotFound).WithDiagnostic("no tag"))
	tuple   = tags.FromList(&tags.List{Form: tags.FormTuple, Items: []tags.Value{tags.Int(1), tags.Int(2)}})
	set     = tags.FromList(&tags.List{Form: tags.FormSet, Items: []tags.Value{tags.Int(2), tags.Int(1)}})
	dataset = tags.FromDataset(&tags.Dataset{Columns: []tags.Column{{Name: "a", Type: "java.lang.Integer"}}, Rows: [][]tags.Value{{tags.Int(1)}, {tags.Int(2)}}})
	intKeys = func() tags.Value {
		m := tags.NewMap(1)
		m.Set(tags.Int(7), tags.Str("x"))
		return tags.FromMap(m)
	}()
	document = func() tags.Value {
		m := tags.NewMap(1)
		m.SetText("a", tags.ListOf(tags.Int(1)))
		return tags.FromDocument(&tags.Document{Root: tags.FromMap(m)})
	}()
)

// want "" means that the pattern matches; otherwise it is the mismatches.
func TestMatches(t *testing.T) {
	tests := []struct {
		pattern string
		got     any // YAML text or a tags.Value
		want    string
	}{
		{"5", "5", ""},
		{"5", "5.0", ""},
		{"5.0", "5", ""},
		{"5", tags.Long(5), ""},
		{"5", "6", "got 6, want 5"},
		{"5", "'5'", `got "5", want 5 (a string, not a int)`},
		{"'5'", "5", `got 5, want "5" (a int, not a string)`},
		{"1", "true", "got true, want 1"},
		{"true", "1", "got 1, want true"},
		{"true", "true", ""},
		{".nan", tags.Float(math.NaN()), ""},
		{"null", "null", ""},
		{"null", "0", "got 0, want null"},
		{"''", "null", `got null, want ""`},
		{"abc", tags.Str("abc"), ""},
		{"on", "'on'", ""},

		{"2026-05-01T12:00:00Z", noon, ""},
		{"2026-05-01T14:00:00+02:00", noon, ""},
		{"'2026-05-01T12:00:00Z'", noon, ""},
		{"2026-05-01T12:00:00Z", "'2026-05-01T12:00:00.000Z'", ""},
		{"2026-05-01", noon, "got 2026-05-01T12:00:00Z, want 2026-05-01T00:00:00Z"},
		{"noon", noon, "got 2026-05-01T12:00:00Z, want noon"},

		{"Bad_NotFound", bad, ""},
		{`'Bad_NotFound("no tag")'`, bad, ""},
		{`'Bad_NotFound("x")'`, bad, `got "Bad_NotFound(\"no tag\")", want "Bad_NotFound(\"x\")"`},
		{"Good", bad, `got "Bad_NotFound(\"no tag\")", want Good`},

		{`$regex: "^Bad_Not"`, bad, ""},
		{`$regex: "Found$"`, bad, ""},
		{`$regex: no tag`, bad, ""},
		{`$regex: "^Good"`, bad, `got "Bad_NotFound(\"no tag\")", want {$regex: "^Good"}`},
		{"$not: {$regex: Bad}", bad, `got "Bad_NotFound(\"no tag\")", want {$not: {$regex: "Bad"}}`},
		{"$type: string", bad, ""},
		{"$contains: Not", bad, ""},
		{"$length: 12", bad, ""},
		{"$oneOf: [Good, Bad_NotFound]", bad, ""},
		{"[1, 2]", "[1, 2.0]", ""},
		{"[1, 2]", tuple, ""},
		{"[1, 2]", set, ""},
		{"[1, 3]", set, "[0]: got 2, want 1; [1]: got 1, want 3"},
		{"[1, 2]", "[2, 1]", "[0]: got 2, want 1; [1]: got 1, want 2"},
		{"[1]", "[1, 2]", "[1]: got 2, want nothing"},
		{"[1, 2]", "[1]", "[1]: got nothing, want 2"},
		{"[]", "[]", ""},
		{"[]", "{}", "got {}, want []"},

		{"{a: 1}", "{a: 1}", ""},
		{"{a: 1}", "{a: 1, b: 2}", ""}, // only the keys given are compared
		{"{}", "{}", ""},
		{"{}", "{a: 1}", "got {a: 1}, want {}"}, // but empty means empty
		{"{a: 1, b: 2}", "{a: 1}", "b: got nothing, want 2"},
		{"{a: {b: [1, {c: 2}]}}", "{a: {b: [1, {c: 3, d: 4}], e: 5}}", "a.b[1].c: got 3, want 2"},
		{"{a: null}", "{}", "a: got nothing, want null"},
		{"{'7': x}", intKeys, ""},
		{"{a: [1]}", document, ""},
		{"{$a: 1, b: 2}", "{$a: 1, b: 2}", ""}, // two keys are no matcher
		{"{a: 1}", "5", "got 5, want {a: 1}"},
		{"5", tags.FromObject(object{}), "got <function>, want 5"},

		{"{value: 5, quality: Good}", qualified(tags.Int(5), tags.Good), ""},
		{"{timestamp: 1970-01-01T00:00:01Z}", qualified(tags.Int(5), tags.Good), ""},
		{"{quality: Good}", qualified(tags.Int(5), tags.Bad), "quality: got Bad, want Good"},
		{"5", qualified(tags.Int(5), tags.Good), "got {value: 5, quality: Good, timestamp: 1970-01-01T00:00:01Z}, want 5 (this is a qualified value; its value is what was wanted)"},
		{"{columns: [{name: a}], rows: [[1], [2]]}", dataset, ""},
		{"{rows: [[1], [3]]}", dataset, "rows[1][0]: got 2, want 3"},

		{"$any: true", "null", ""},
		{"[$any: true]", "[]", "[0]: got nothing, want {$any: true}"},
		{"$type: int", "5", ""},
		{"$type: int", tags.Long(5), ""},
		{"$type: int", "5.0", "got 5.0, want {$type: int}"},
		{"$type: int", "true", "got true, want {$type: int}"},
		{"$type: bool", "true", ""},
		{"$type: float", "5.0", ""},
		{"$type: string", "x", ""},
		{"$type: null", "null", ""},
		{"$type: list", tuple, ""},
		{"$type: map", "{}", ""},
		{"$type: map", document, ""},
		{"$type: date", noon, ""},
		{"$type: dataset", dataset, ""},
		{`$regex: "^a"`, "abc", ""},
		{`$regex: "b"`, "abc", ""},
		{`$regex: "^b"`, "abc", `got abc, want {$regex: "^b"}`},
		{`$regex: "5"`, "5", `got 5, want {$regex: "5"}`},
		{"$approx: {value: 3.14, within: 0.01}", "3.145", ""},
		{"$approx: {value: 3.14, within: 0.01}", "3.2", "got 3.2, want {$approx: {value: 3.14, within: 0.01}}"},
		{"$approx: {value: 3, within: 1}", "true", "got true, want {$approx: {value: 3, within: 1}}"},
		{"$contains: {a: 1}", "{a: 1, b: 2}", ""},
		{"$contains: {a: {b: [1]}}", "{a: {b: [2, 1], c: 3}}", ""},
		{"$contains: {a: {b: [1]}}", "{a: {b: [2]}}", "got {a: {b: [2]}}, want {$contains: {a: {b: [1]}}}"},
		{"$contains: 2", "[1, 2]", ""},
		{"$contains: [2, 1]", "[1, 2, 3]", ""},
		{"$contains: {a: 1}", "[{a: 1, b: 2}]", ""},
		{"$contains: [{a: {$type: int}}]", "[x, {a: 1, b: 2}]", ""},
		{"$contains: {b: {c: {$contains: [3, 1]}}}", "{a: 1, b: {c: [1, 2, 3]}}", ""},
		{"$contains: {c: {$length: 3}}", "{c: [1, 2, 3]}", ""},
		{"$contains: {$type: int}", "[x, 1]", ""},
		{"$contains: 4", "[1, 2]", "got [1, 2], want {$contains: 4}"},
		{"$contains: bc", "abcd", ""},
		{"$contains: bd", "abcd", "got abcd, want {$contains: bd}"},
		{"a: {$absent: true}", "{b: 1}", ""},
		{"a: {$absent: true}", "{a: null}", "a: got null, want {$absent: true}"},
		{"$contains: {a: {$absent: true}, b: 1}", "{b: 1}", ""},
		{"$oneOf: [1, {$regex: x}]", "axb", ""},
		{"$oneOf: [1, 2]", "3", "got 3, want {$oneOf: [1, 2]}"},
		{"$length: 3", "[1, 2, 3]", ""},
		{"$length: 3", "äöü", ""},
		{"$length: 2", dataset, ""},
		{"$length: 1", "{a: 1}", ""},
		{"$length: 1", "5", "got 5, want {$length: 1}"},
		{"$not: 5", "6", ""},
		{"$not: {$contains: 1}", "[1]", "got [1], want {$not: {$contains: 1}}"},
		{"$not: {$regex: x}", "y", ""},
		{"$eq: {$type: int}", "{$type: int}", ""},
		{"$eq: {$type: int}", "5", "got 5, want {$eq: {$type: int}}"},
		{"$eq: {a: 1}", "{a: 1, b: 2}", "got {a: 1, b: 2}, want {$eq: {a: 1}}"},
		{"$eq: {a: [1, 2]}", "{a: [1, 2.0]}", ""},
		{"{a: {$type: int}, b: [1, {$any: true}]}", "{a: 1, b: [1, 2], c: 3}", ""},
		{"{a: {$type: int}, b: 2}", "{a: x, b: 3}", "a: got x, want {$type: int}; b: got 3, want 2"},
	}
	for _, tt := range tests {
		p := pattern(t, tt.pattern)
		got, ok := tt.got.(tags.Value)
		if !ok {
			got = data(t, tt.got.(string))
		}
		assert.Equal(t, tt.want == "", p.Matches(got), "%s on %s", tt.pattern, Show(got))
		assert.Equal(t, tt.want, mismatches(p.Compare(got)), "%s on %s", tt.pattern, Show(got))
	}
}

func mismatches(list []Mismatch) string {
	var s []string
	for _, m := range list {
		s = append(s, m.String())
	}
	return strings.Join(s, "; ")
}

func TestBigIntegers(t *testing.T) {
	big, _ := new(big.Int).SetString("99999999999999999999", 10)
	assert.True(t, pattern(t, "99999999999999999999").Matches(tags.BigInt(big)))
	assert.False(t, pattern(t, "99999999999999999998").Matches(tags.BigInt(big)))
}

func TestSpecialPatterns(t *testing.T) {
	assert.True(t, Fold("[default]Test").Matches(tags.Unicode("[DEFAULT]test")))
	assert.False(t, Fold("[default]Test").Matches(tags.Unicode("[default]test2")))

	on := OnValue(pattern(t, "5"))
	assert.True(t, on.Matches(qualified(tags.Int(5), tags.Bad)))
	assert.True(t, on.Matches(tags.Int(5)))
	assert.Equal(t, "got 6, want 5", mismatches(on.Compare(qualified(tags.Int(6), tags.Good))))

	failure := data(t, "{type: ValueError, message: no good, line: 3}")
	for _, text := range []string{"ValueError", "no good", "'ValueError: no good'", "{$contains: good}", "{$regex: '^Value.*good$'}", "{type: ValueError, line: 3}", "$not: KeyError"} {
		assert.True(t, OnError(pattern(t, text)).Matches(failure), text)
	}
	for _, text := range []string{"Error", "null", "{line: 4}", "$not: ValueError"} {
		assert.False(t, OnError(pattern(t, text)).Matches(failure), text)
	}
	assert.True(t, OnError(pattern(t, "null")).Matches(tags.Value{}))
	assert.False(t, OnError(pattern(t, "x")).Matches(tags.Value{}))

	list := data(t, "[{a: 1}, {a: 2}, {a: 1, b: 3}]")
	some := func(text ...string) *Pattern {
		var s []*Pattern
		for _, x := range text {
			s = append(s, pattern(t, x))
		}
		return Subset(s)
	}
	assert.True(t, some("{a: 2}", "{a: 1}").Matches(list))
	assert.True(t, some("{a: 1}", "{b: 3}").Matches(list)) // the first must leave the third to the second
	assert.False(t, some("{a: 2}", "{a: 2}").Matches(list), "each item serves once")
	assert.False(t, some("{a: 1}", "{a: 1}", "{b: 3}").Matches(list))
}

func TestPatternErrors(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{"a: {$typ: int}", `x.yaml:1:5: got the unknown matcher "$typ", want one of $any, $type, $regex, $approx, $contains, $absent, $oneOf, $length, $not, $eq; a map whose only key starts with $ is written {$eq: {…}}`},
		{"$type: integer", `x.yaml:1:8: got the text "integer" for $type, want one of int, float, bool, string, null, list, map, date, dataset`},
		{"$any: false", `x.yaml:1:7: got the boolean false for $any, want true`},
		{"$regex: '('", "x.yaml:1:9: got the regular expression \"(\", want one in RE2 syntax; missing closing ): `(`"},
		{"$regex: 5", `x.yaml:1:9: got the integer 5 for $regex, want a regular expression as text`},
		{"$approx: 3", `x.yaml:1:10: got the integer 3 for $approx, want a map {value: 3.14, within: 0.01}`},
		{"$approx: {value: 3}", `x.yaml:1:10: got a map for $approx, want the keys value and within, both numbers`},
		{"$approx: {value: 3, within: -1}", `x.yaml:1:29: got the integer -1 for $approx, want a number that is not negative`},
		{"$approx: {value: 3, delta: 1}", `x.yaml:1:21: got the text "delta" for $approx, want the keys value and within`},
		{"[{$absent: true}]", `x.yaml:1:2: got $absent outside a map, want it as the value of a map's key`},
		{"$absent: true", `x.yaml:1:1: got $absent outside a map, want it as the value of a map's key`},
		{"{a: {$absent: no}}", `x.yaml:1:15: got the text "no" for $absent, want true`},
		{"$oneOf: 5", `x.yaml:1:9: got the integer 5 for $oneOf, want a list of values`},
		{"$length: x", `x.yaml:1:10: got the text "x" for $length, want a whole number from 0 on`},
		{"$not: {$x: 1}", `x.yaml:1:8: got the unknown matcher "$x", want one of $any, $type, $regex, $approx, $contains, $absent, $oneOf, $length, $not, $eq; a map whose only key starts with $ is written {$eq: {…}}`},
	}
	for _, tt := range tests {
		f, err := yaml.Parse("x.yaml", tt.pattern)
		require.NoError(t, err)
		_, err = FromNode(f, f.Docs[0])
		assert.EqualError(t, err, tt.want, tt.pattern)
	}
}

func TestSides(t *testing.T) {
	tests := []struct{ name, pattern, got, want string }{
		{"short values stay on a line", "{on: session s1, payload: {cv: 5}}", "{on: session s1, payload: {cv: 6}}", `
- - {on: session s1, payload: {cv: 5}}
+ - {on: session s1, payload: {cv: 6}}
`},
		{"what matches is spelled alike", "{a: {$type: int}, b: 5}", "{a: 3, b: 6, c: 7}", `
- - {a: {$type: int}, b: 5}
+ - {a: {$type: int}, b: 6}
`},
		{"long maps go key by key", "{on: session s1, handler: someHandlerWithALongName, payload: {first: a long text of some words, second: another text}}",
			"{on: session s1, handler: someHandlerWithALongName, payload: {first: a long text of some words, second: other}}", `
  - on: session s1
    handler: someHandlerWithALongName
-   payload: {first: a long text of some words, second: another text}
+   payload: {first: a long text of some words, second: other}
`},
		{"nested long maps too", "{on: x, payload: {first: a long text of some words that does not fit, second: a long text of more words, third: 3}}",
			"{on: x, payload: {first: a long text of some words that does not fit, second: a long text of more words, fourth: 3}}", `
  - on: x
    payload:
      first: a long text of some words that does not fit
      second: a long text of more words
-     third: 3
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want, got := Sides(pattern(t, tt.pattern), data(t, tt.got), false, "- ")
			assert.Equal(t, tt.want, "\n"+Unified(Diff(want, got), "", false))
		})
	}
	want, got := Sides(pattern(t, "{a: 1}"), tags.Value{}, true, "- ")
	assert.Equal(t, []string{"- {a: 1}"}, want)
	assert.Empty(t, got)
	want, got = Sides(nil, data(t, "{a: 1}"), false, "- ")
	assert.Empty(t, want)
	assert.Equal(t, []string{"- {a: 1}"}, got)
}

func TestUnified(t *testing.T) {
	letters := strings.Split("a b c d e f g h i j k l m n", " ")
	other := append([]string(nil), letters...)
	other[0], other[9] = "A", "J"
	assert.Equal(t, `> - a
> + A
>   b
>   c
>   d
>   …
>   g
>   h
>   i
> - j
> + J
>   k
>   l
>   m
>   n
`, Unified(Diff(letters, other), "> ", false))
	assert.Equal(t, "\x1b[31m- a\x1b[0m\n\x1b[32m+ b\x1b[0m\n", Unified(Diff([]string{"a"}, []string{"b"}), "", true))
}

// anyValue draws data that YAML can spell.
func anyValue(depth int) *rapid.Generator[tags.Value] {
	return rapid.Custom(func(t *rapid.T) tags.Value {
		kind := rapid.IntRange(0, 8).Draw(t, "kind")
		if depth == 0 {
			kind %= 6
		}
		switch kind {
		case 0:
			return tags.Value{}
		case 1:
			return tags.Bool(rapid.Bool().Draw(t, "bool"))
		case 2:
			return tags.Int(rapid.Int64().Draw(t, "int"))
		case 3:
			return tags.Float(rapid.Float64().Draw(t, "float"))
		case 4, 5:
			return tags.Unicode(rapid.OneOf(rapid.String(), rapid.StringMatching(`[-a-z:# {}\[\],'"\n\t!&*?|>%@0-9.~]{0,12}`),
				rapid.SampledFrom([]string{"true", "null", "5", "1.5", "2026-01-01", "~", "-", "---", "0x1F", ".inf"})).Draw(t, "text"))
		case 6:
			return tags.Date(rapid.Int64Range(-1e12, 4e12).Draw(t, "date"))
		case 7:
			return tags.ListOf(rapid.SliceOfN(anyValue(depth-1), 0, 3).Draw(t, "list")...)
		}
		m := tags.NewMap(0)
		for range rapid.IntRange(0, 3).Draw(t, "n") {
			m.SetText(rapid.StringMatching(`[$a-c:5 ]{1,3}`).Draw(t, "key"), anyValue(depth-1).Draw(t, "value"))
		}
		return tags.FromMap(m)
	})
}

// What Show spells reads back as a pattern that matches the value, and as a
// whole: the property on which rewriting expectations rests.
func TestShowReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyValue(3).Draw(t, "value")
		text := Show(v)
		p := pattern(t, text)
		if !p.Matches(v) || len(p.Compare(v)) != 0 {
			t.Fatalf("%s does not match itself: %s", text, mismatches(p.Compare(v)))
		}
		if again := p.String(); again != text && Show(data(t, again)) == "" {
			t.Fatalf("%s is spelled %s", text, again)
		}
		if !pattern(t, p.String()).Matches(v) {
			t.Fatalf("%s, spelled by its pattern as %s, does not match", text, p.String())
		}
		if whole := (&Pattern{op: opEq, val: v}); !pattern(t, whole.String()).Matches(v) {
			t.Fatalf("%s does not match", whole)
		}
		if !pattern(t, "{$not: {$not: "+text+"}}").Matches(v) {
			t.Fatalf("%s is not what it is not not", text)
		}
	})
}

// A pattern matches exactly if Compare finds nothing.
func TestCompareAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, v := Value(anyValue(2).Draw(t, "want")), anyValue(2).Draw(t, "got")
		if p.Matches(v) != (len(p.Compare(v)) == 0) {
			t.Fatalf("%s on %s: %v, %s", p, Show(v), p.Matches(v), mismatches(p.Compare(v)))
		}
	})
}

func TestDiffIsComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 12)
		want, got := lines.Draw(t, "want"), lines.Draw(t, "got")
		var w, g []string
		for _, l := range Diff(want, got) {
			if l.Mark != '+' {
				w = append(w, l.Text)
			}
			if l.Mark != '-' {
				g = append(g, l.Text)
			}
		}
		if strings.Join(w, "") != strings.Join(want, "") || strings.Join(g, "") != strings.Join(got, "") {
			t.Fatalf("diff of %v and %v holds %v and %v", want, got, w, g)
		}
	})
}

func TestJSON(t *testing.T) {
	for _, tt := range []struct{ pattern, want string }{
		{"[1, a, null, 2.5, true]", `[1,"a",null,2.5,true]`},
		{"{a: {$any: true}, 'b\"': {$absent: true}}", `{"a":{"$any":true},"b\"":{"$absent":true}}`},
		{"[$type: int, $regex: ^a, $length: 3]", `[{"$type":"int"},{"$regex":"^a"},{"$length":3}]`},
		{"$approx: {value: 3.14, within: 1}", `{"$approx":{"value":3.14,"within":1}}`},
		{"$oneOf: [1, {$contains: {a: 1}}]", `{"$oneOf":[1,{"$contains":{"a":1}}]}`},
		{"$not: {$eq: {$a: 1}}", `{"$not":{"$eq":{"$a":1}}}`},
	} {
		assert.Equal(t, tt.want, string(pattern(t, tt.pattern).AppendJSON(nil)), tt.pattern)
	}
	assert.Equal(t, `["x",{"a":1}]`, string(List([]*Pattern{Fold("x"), OnValue(Map([]string{"a"}, []*Pattern{Value(tags.Int(1))}))}).AppendJSON(nil)))
}

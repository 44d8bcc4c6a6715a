package yaml

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	goyaml "github.com/goccy/go-yaml"
	goparser "github.com/goccy/go-yaml/parser"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// compact prints a node in one line: plain scalars by kind, text in quotes.
func compact(n *Node) string {
	switch n.Kind {
	case List:
		var s []string
		for _, i := range n.Items {
			s = append(s, compact(i))
		}
		return "[" + strings.Join(s, " ") + "]"
	case Map:
		var s []string
		for i, k := range n.Keys {
			s = append(s, k.Text+":"+compact(n.Items[i]))
		}
		return "{" + strings.Join(s, " ") + "}"
	case Null:
		return "null"
	case Text:
		return fmt.Sprintf("%q", n.Text)
	case Date:
		return n.Date().Format("2006-01-02T15:04:05.999Z07:00")
	case Int:
		return n.BigInt().String()
	}
	return fmt.Sprintf("%s(%s)", strings.TrimPrefix(n.Kind.String(), "a "), n.Text)
}

func parseCompact(text string) string {
	f, err := Parse("f.yaml", text)
	if err != nil {
		return strings.TrimPrefix(err.Error(), "f.yaml:")
	}
	var s []string
	for _, d := range f.Docs {
		s = append(s, compact(d))
	}
	return strings.Join(s, " --- ")
}

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"block map", "a: 1\nb:\n  c: x\n  d:\ne: y", `{a:1 b:{c:"x" d:null} e:"y"}`},
		{"lists", "- a\n- - b\n  - c\n- d: 1\n  e: 2\n-\n  f: 3\n-\n- g", `["a" ["b" "c"] {d:1 e:2} {f:3} null "g"]`},
		{"a list at its key's column", "a:\n- 1\n- b: 2\n  c: 3\nd: 4", `{a:[1 {b:2 c:3}] d:4}`},
		{"flow", `{a: [1, "x", 'y', {b: c}], "d":2, e: , f, g: []}`, `{a:[1 "x" "y" {b:"c"}] d:2 e:null f:null g:[]}`},
		{"flow over lines", "a: [1, # one\n  2,\n  x\n  y,\n]\nb: {c: d,\n  e: f}", `{a:[1 2 "x y"] b:{c:"d" e:"f"}}`},
		{"single pair", "[a: b, c]", `[{a:"b"} "c"]`},
		{"colons and hashes in text", "a: http://x:80/#y\nb: a#b\nc: a:b # no\nd: {e: a:b, f: x#y}", `{a:"http://x:80/#y" b:"a#b" c:"a:b" d:{e:"a:b" f:"x#y"}}`},
		{"path as key", `"[default]A/B": {x: 1}`, `{[default]A/B:{x:1}}`},
		{"core schema", "[on, off, yes, no, y, true, False, null, ~, Null, 'true', 1, -1, +1, 012, 0o14, 0xfF, 1.5, .5, 1., 1e3, -.inf, .nan, 1_000, 0b1, 1.2.3, +, -., .]",
			`["on" "off" "yes" "no" "y" boolean(true) boolean(False) null null null "true" 1 -1 1 12 12 255 number(1.5) number(.5) number(1.) number(1e3) number(-.inf) number(.nan) "1_000" "0b1" "1.2.3" "+" "-." "."]`},
		{"dates", "[2026-05-01, 2026-05-01T08:30:00Z, 2026-05-01 08:30:00.25+02:00, 2026-05-01T08:30, '2026-05-01', 2026-13-01, 2026-05-01x]",
			`[2026-05-01T00:00:00Z 2026-05-01T08:30:00Z 2026-05-01T06:30:00.25Z 2026-05-01T08:30:00Z "2026-05-01" "2026-13-01" "2026-05-01x"]`},
		{"big integer", "9223372036854775808", "9223372036854775808"},
		{"single quotes", "'it''s \\n #x: y'", `"it's \\n #x: y"`},
		{"double quotes", `"a\tb\n\"\\\x41\u00e9\U0001F600\ud83d\ude00\/\e"`, `"a\tb\n\"\\Aé😀😀/\x1b"`},
		{"quoted over lines", "a: \"x \n  y\n\n  z\\\n  w \\\n  v\"\nb: 'p\n\n\n  q'", `{a:"x y\nzw v" b:"p\n\nq"}`},
		{"plain over lines", "a: one\n  two\n\n  three # c\nb: x\nc:\n  p\n  q", `{a:"one two\nthree" b:"x" c:"p q"}`},
		{"plain keeps a dash", "a: one\n  - two", `{a:"one - two"}`},
		{"literal", "a: |\n  x\n   y\n\n  # no comment\n\n# comment\nb: 1", `{a:"x\n y\n\n# no comment\n" b:1}`},
		{"literal with tabs", "a: |\n  def f():\n  \treturn 1\nb: |-\n  \tx\n", `{a:"def f():\n\treturn 1\n" b:"\tx"}`},
		{"literal chomping", "a: |-\n  x\n\nb: |+\n  x\n\nc: |\n  x\n\nd: |\ne: |+\n\n", `{a:"x" b:"x\n\n" c:"x\n" d:"" e:"\n"}`},
		{"literal indentation", "a: |2\n    x\n   y\nb: |1-\n  z", `{a:"  x\n y\n" b:" z"}`},
		{"literal in a list", "- |\n a\n b\n- >-\n c\n d", `["a\nb\n" "c d"]`},
		{"folded", "a: >\n\n  x\n  y\n\n  z\n   q\n   r\n  s\n\n\n  t\n", `{a:"\nx y\nz\n q\n r\ns\n\nt\n"}`},
		{"literal with a comment in its header", "a: | # c\n  x\n", `{a:"x\n"}`},
		{"literal at the end without a line end", "a: |\n  x", `{a:"x\n"}`},
		{"windows line ends", "a: 1 # c\r\nb: |\r\n  x\r\n\r\n  y\r\nc: \"p\r\n  q\"\r\nd: r\r\n  s\r\n", `{a:1 b:"x\n\ny\n" c:"p q" d:"r s"}`},
		{"comments", "# a\n\n  # b\na: 1 # c\n# d\n\nb:\n# e\n  c: 2\n  # f\n", `{a:1 b:{c:2}}`},
		{"byte-order mark", "\ufeffa: 1", `{a:1}`},
		{"documents", "a: 1\n---\nb: 2\n...\n---\n---\n# nothing\n---\nc", `{a:1} --- {b:2} --- "c"`},
		{"directive", "%YAML 1.2\n---\na: 1\n", `{a:1}`},
		{"document on the marker's line", "--- {a: 1}\n--- |\n x\n--- text\n", `{a:1} --- "x\n" --- "text"`},
		{"anchors", "a: &x {b: 1}\nc: *x\nd: &y\n  e: 2\nf: [*y, *x]\ng: &z text\nh: *z\ni: &k\n  j: 1\nk: *k\n", `{a:{b:1} c:{b:1} d:{e:2} f:[{e:2} {b:1}] g:"text" h:"text" i:{j:1} k:{j:1}}`},
		{"core tags", "a: !!str 5\nb: !!int 5\nc: !!map\n  d: !!str on", `{a:"5" b:5 c:{d:"on"}}`},
		{"key kinds", "5: a\ntrue: b\n~: c\n-x: d", `{5:"a" true:"b" ~:"c" -x:"d"}`},
		{"text beginning with a dash", "a: -x\nb: --\nc: ?x\nd: :x", `{a:"-x" b:"--" c:"?x" d:":x"}`},
		{"tab separation", "a:\t1\t# c\nb: \t2", `{a:1 b:2}`},
		{"closing bracket at the key's column", "a: [\n  1\n]\nb: {\n  c: 1\n}", `{a:[1] b:{c:1}}`},
		{"nothing", "\n# only a comment\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, parseCompact(tt.in)) })
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"duplicate key", "a: 1\nb: 2\na: 3", `3:1: got the key "a" a second time, want it once; the first is on line 1`},
		{"duplicate key in flow", "x: {a: 1, a: 2}", `1:11: got the key "a" a second time, want it once; the first is on line 1`},
		{"two colons", "a: b: c", `1:5: got a second colon on the line, want one key and its value; put quotes around text that has a colon in it, or the inner map on the next line`},
		{"missing space", "a: 1\nb:2\n", `2:1: got "b:2" without a colon, want key: value; a space must follow the colon`},
		{"missing colon", "a: 1\nbcd\n", `2:1: got "bcd" without a colon, want key: value`},
		{"deeper key", "a: 1\n  b: 2\n", `2:3: got the key "b" indented deeper than the text on line 1, want it at the column of the keys around it`},
		{"deeper key after a map", "a:\n  b: 1\n    # x\n   c: 2\n", `4:4: got "c: 2" indented by 3, want an indentation of 2, like the entry before it, or less`},
		{"deeper key after a quoted value", "a:\n  b: '1'\n   c: 2\n", `3:4: got "c: 2" indented by 3, want an indentation of 2, like the entry before it, or less`},
		{"odd indentation", "a:\n    b: 1\n  c: 2\n", `3:3: got "c: 2" indented by 2, want an indentation of 0, like the entry before it, or less`},
		{"tab", "a:\n\tb: 1\n", `2:1: got a tab in the indentation, want spaces`},
		{"tab later", "a:\n  b: 1\n \tc: 2\n", `3:2: got a tab in the indentation, want spaces`},
		{"tab in a block", "a: |\n\treturn 1\n", `2:1: got a tab in the indentation of a block, want spaces; indent the block with spaces; tabs may follow them`},
		{"list on the key's line", "a: - b", `1:4: got a list entry "- " on the line of its key, want the list on the lines below, or [a, b]`},
		{"list among keys", "a: 1\n- b\n", `2:1: got a list entry among the keys of a map, want key: value`},
		{"key after a list", "- b\na: 1\n", `2:1: got "a: 1" after the document's content, want the end of the document`},
		{"unquoted path as key", "tags:\n  [default]x: 1\n", `2:12: got "x: 1" behind the ], want the end of the line; a tag path needs quotes: "[default]path": …`},
		{"unquoted path as second key", "a: 1\n[default]x: 1\n", `2:1: got "[default]x: 1", want a key: text and a colon; a tag path needs quotes: "[default]path": …`},
		{"unquoted path in flow", "a: {[default]x: 1}", `1:5: got "[default]x: 1}", want a key; a tag path needs quotes: "[default]path": …`},
		{"unquoted path as value", "a: [default]x", `1:13: got "x" behind the ], want the end of the line; a tag path needs quotes: "[default]path": …`},
		{"unclosed list", "a: [1, 2\nb: 3\n", `2:1: got "b: 3", want ']' for the '[' at 1:4`},
		{"unclosed map", "a: {b: 1\n", `2:1: got the end of the file, want '}' for the '{' at 1:4`},
		{"unclosed before a document", "a: [1\n---\n", `2:1: got the end of the document, want ']' for the '[' at 1:4`},
		{"missing comma", "a: [1, {b: 1} 2]", `1:15: got "2]", want "," or ']'`},
		{"brackets inside text", `a: {in: tag "[default]x"}`, `1:14: got "[default]x\"}", want "," or '}'; inside brackets, text that holds any of , [ ] { } needs quotes`},
		{"wrong closer", "a: [1}", `1:6: got "}", want "," or ']'`},
		{"two commas", "[1,,2]", `1:4: got ',', want a value; text that begins with it needs quotes`},
		{"dashes in brackets", "[- a]", `1:2: got '-', want a value; a list in brackets has no dashes: [a, b]`},
		{"unclosed quote", "a: 'x\nb: 1\n", `1:4: got an opening quote without its closing one, want the closing '`},
		{"unclosed quote before a document", "a: \"x\n---\nb: 1\n", `1:4: got an opening quote without its closing one, want the closing "`},
		{"text behind a quote", `a: "x" y`, `1:8: got "y" behind a value, want the end of the line`},
		{"text right behind a quote", `a: "x"y`, `1:7: got "y" behind the closing quote, want the end of the line`},
		{"bad escape", `a: "C:\plant"`, `1:7: got the escape \p, want one of \n \t \" \\ \xNN \uNNNN; write \\ for a backslash, or use 'single quotes'`},
		{"short escape", `a: "\x4"`, `1:5: got the escape "\\x4", want 2 hexadecimal digits`},
		{"lone surrogate", `a: "\ud83d"`, `1:5: got the escape "\\ud83d", want a Unicode character`},
		{"reserved character", "a: @x", `1:4: got '@', which can't begin text, want a value; put the text in quotes`},
		{"percent", "a: %x", `1:4: got '%', which can't begin text, want a value; put the text in quotes`},
		{"explicit key", "? a\n: b", `1:1: got an explicit key "? ", want key: value`},
		{"map as key", "{a: 1}: 2", `1:1: got a collection as a key, want text`},
		{"unknown alias", "a: *x", `1:4: got the alias "*x", want the name of an anchor &x that stands before it`},
		{"alias inside its own anchor", "a: &x [*x]", `1:8: got the alias "*x", want the name of an anchor &x that stands before it`},
		{"alias of another document", "a: &x 1\n---\nb: *x", `3:4: got the alias "*x", want the name of an anchor &x that stands before it`},
		{"anchor on a key", "a:\n  &x b: 1", `2:3: got an anchor or tag on the line of a key, want it on the line above the map`},
		{"anchor on a later key", "a: 1\n&x b: 1", `2:1: got an anchor or tag on the line of a key, want it on the line above the map`},
		{"tag", "a: !ref x", `1:4: got the tag "!ref", want a value without a tag; text that begins with "!" needs quotes`},
		{"directive", "%TAG ! x\n---\na: 1", `1:1: got the directive "%TAG ! x", want %YAML 1.2 or none`},
		{"block header", "a: |x\n  y", `1:5: got 'x' behind |, want the end of the line, or one of 1-9, + and -; text that begins with | needs quotes`},
		{"control character", "a: \x01", `1:4: got the control character U+0001, want printable text; inside double quotes it can be written \x01`},
		{"not UTF-8", "a: 1\nb: é\xffx", `2:5: got the byte 0xFF, which is not UTF-8, want UTF-8 text; save the file as UTF-8`},
		{"UTF-16", "\xff\xfea\x00", `1:1: got the byte 0xFF, which is not UTF-8, want UTF-8 text; the file is UTF-16: save it as UTF-8`},
		{"columns count characters", "é: {日本: x, 日本: y}", `1:12: got the key "日本" a second time, want it once; the first is on line 1`},
		{"windows line ends", "a: 1 # c\r\nb: 2\r\nb: 3\r\n", `3:1: got the key "b" a second time, want it once; the first is on line 2`},
		{"deep flow", strings.Repeat("[", 200), `1:101: got more than 100 collections inside one another, want at most 100`},
		{"deep lists", strings.Repeat("- ", 200), `1:201: got more than 100 collections inside one another, want at most 100`},
		{"anchors without end", strings.Repeat("&a\n", 200) + "x", `101:1: got more than 100 collections inside one another, want at most 100`},
		{"alias bomb", "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + bomb('a', 8), `8:8: got more than 2000000 values once aliases are expanded, want fewer`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, parseCompact(tt.in)) })
	}
}

func bomb(from byte, n int) string {
	var b strings.Builder
	for i := byte(0); i < byte(n); i++ {
		alias := fmt.Sprintf("*%c,", from+i)
		fmt.Fprintf(&b, "%c: &%c [%s]\n", from+i+1, from+i+1, strings.Repeat(alias, 10))
	}
	return b.String()
}

// Inputs that cost quadratic time or unbounded stack in a careless parser.
// Each is a megabyte or so and must be read or refused at once.
func TestLargeInput(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a long line", "a: " + strings.Repeat("x", 10<<20), "1:1: got a line of 10485763 bytes, want at most 1048576"},
		{"many keys", func() string {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, "k%d: 1\n", i)
			}
			return b.String()
		}(), "{k0:1 k1:1"},
		{"many lines of plain text", "a: x" + strings.Repeat("\n  y", 200_000), `{a:"x y y`},
		{"many tokens behind blanks", strings.Repeat(" ", 500_000) + "[" + strings.Repeat("a,", 250_000) + "]", `["a" "a"`},
		{"many empty lines", "a: |\n" + strings.Repeat("\n", 1<<20) + "b: 1", `{a:"" b:1}`},
		{"many opening braces", strings.Repeat("{a: ", 200_000), "1:401: got more than 100"},
		{"many quotes", "a: " + strings.Repeat("''", 400_000), `{a:"'''`},
		{"many documents", strings.Repeat("a: 1\n---\n", 100_000), "{a:1} --- {a:1}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := parseCompact(tt.in)
			assert.Equal(t, tt.want, got[:min(len(got), len(tt.want))])
		})
	}
}

// The text between a node's Start and End, parsed alone, is that node again:
// the property on which rewriting in place rests.
func TestRanges(t *testing.T) {
	text := "a: 1 # c\nb: {x: [1, 'y z'], q: } # d\nc: |\n  text\n\n  more\n\n# e\nd:\n  - p: 1\n    q: two\n      lines # f\n  # g\n\n  - \"r\\n\"\ne: &x [1]\nf: *x\ng:\n"
	f, err := Parse("f", text)
	require.NoError(t, err)
	var got []string
	var walk func(path string, n *Node)
	walk = func(path string, n *Node) {
		got = append(got, fmt.Sprintf("%s=%q", path, text[n.Start:n.End]))
		if n.Alias {
			return
		}
		for i, item := range n.Items {
			key := fmt.Sprint(i)
			if n.Kind == Map {
				key = n.Keys[i].Text
				assert.Equal(t, key, strings.Trim(text[n.Keys[i].Start:n.Keys[i].End], `"'`))
			}
			walk(strings.TrimPrefix(path+"."+key, "."), item)
		}
	}
	for i, v := range f.Docs[0].Items {
		walk(f.Docs[0].Keys[i].Text, v)
	}
	assert.Equal(t, []string{
		`a="1"`,
		`b="{x: [1, 'y z'], q: }"`, `b.x="[1, 'y z']"`, `b.x.0="1"`, `b.x.1="'y z'"`, `b.q=""`,
		`c="|\n  text\n\n  more"`,
		`d="- p: 1\n    q: two\n      lines # f\n  # g\n\n  - \"r\\n\""`, `d.0="p: 1\n    q: two\n      lines"`, `d.0.p="1"`, `d.0.q="two\n      lines"`, `d.1="\"r\\n\""`,
		`e="[1]"`, `e.0="1"`,
		`f="*x"`,
		`g=""`,
	}, got)
}

func TestPosition(t *testing.T) {
	f, err := Parse("f", "a: 1\r\né: x\n日: [1,\r  2]")
	require.NoError(t, err)
	var got []string
	for i, k := range f.Docs[0].Keys {
		line, col := f.Position(k.Start)
		vline, vcol := f.Position(f.Docs[0].Items[i].End)
		got = append(got, fmt.Sprintf("%s %d:%d to %d:%d", k.Text, line, col, vline, vcol))
	}
	assert.Equal(t, []string{"a 1:1 to 1:5", "é 2:1 to 2:5", "日 3:1 to 4:5"}, got)
}

func TestScalarAccess(t *testing.T) {
	f, err := Parse("f", "[true, 12, -0, 0x10, 1.5, -.inf, .nan, x, 99999999999999999999]")
	require.NoError(t, err)
	n := f.Docs[0].Items
	assert.True(t, n[0].Bool())
	assert.False(t, n[7].Bool())
	i, ok := n[1].Int()
	assert.True(t, ok && i == 12)
	i, ok = n[3].Int()
	assert.True(t, ok && i == 16)
	_, ok = n[8].Int()
	assert.False(t, ok)
	assert.Equal(t, "99999999999999999999", n[8].BigInt().String())
	assert.Equal(t, 1e20, n[8].Float())
	assert.Equal(t, 1.5, n[4].Float())
	assert.Equal(t, math.Inf(-1), n[5].Float())
	assert.True(t, math.IsNaN(n[6].Float()))
	assert.True(t, math.IsNaN(n[7].Float()))
	assert.Nil(t, n[7].BigInt())
}

// agree compares this parser with goccy/go-yaml on documents that both read.
func agree(t *testing.T, text string) (compared bool) {
	f, err := Parse("f", text)
	if err != nil || len(f.Docs) != 1 {
		return false
	}
	ast, err := goparser.ParseBytes([]byte(text), 0)
	if err != nil || len(ast.Docs) != 1 {
		return false
	}
	var theirs any
	if goyaml.UnmarshalWithOptions([]byte(text), &theirs, goyaml.UseOrderedMap()) != nil {
		return false
	}
	assert.Equal(t, plainGo(theirs), ownGo(f.Docs[0]), "%s", text)
	return true
}

func plainGo(v any) string {
	switch v := v.(type) {
	case goyaml.MapSlice:
		s := "{"
		for _, i := range v {
			s += fmt.Sprint(i.Key) + ":" + plainGo(i.Value) + " "
		}
		return s + "}"
	case []any:
		s := "["
		for _, i := range v {
			s += plainGo(i) + " "
		}
		return s + "]"
	case string:
		return fmt.Sprintf("%q", v)
	case uint64, int64, int:
		return fmt.Sprint(v)
	case float64:
		return fmt.Sprintf("%g", v)
	}
	b, _ := json.Marshal(v)
	return string(b)
}

func ownGo(n *Node) string {
	switch n.Kind {
	case Map:
		s := "{"
		for i, k := range n.Keys {
			s += k.Text + ":" + ownGo(n.Items[i]) + " "
		}
		return s + "}"
	case List:
		s := "["
		for _, i := range n.Items {
			s += ownGo(i) + " "
		}
		return s + "]"
	case Text, Date:
		return fmt.Sprintf("%q", n.Text)
	case Float:
		return fmt.Sprintf("%g", n.Float())
	case Bool:
		return fmt.Sprint(n.Bool())
	case Null:
		return "null"
	}
	return n.BigInt().String()
}

func TestAgreesWithGoccy(t *testing.T) {
	docs := []string{
		"a: 1\nb:\n  c: x\n  d:\ne: y\n",
		"- a\n- - b\n  - c\n- d: 1\n  e: 2\n-\n  f: 3\n",
		"a:\n- 1\n- b: 2\n  c: 3\nd: 4\n",
		"a: [1, \"x\", 'y', {b: c}]\nd: {e: f, \"g\":2}\n",
		"a: [1, # one\n  2,\n  x]\n",
		"a: http://x:80/#y\nb: a#b\nc: a:b # no\n",
		"a: [on, off, yes, true, 1.5, -3, 'x']\n",
		"a: 'it''s'\nb: \"a\\tb\\n\\u00e9\"\n",
		"a: one\n  two\n\n  three # c\nb: x\n",
		"a: |\n  x\n   y\n\n  # no comment\n\n# comment\nb: 1\n",
		"a: |-\n  x\n\nb: |+\n  x\n\nc: >-\n  x\n  y\n\n  z\n",
		"a: \"x\n  y\n\n  z\"\n",
		"# c\na: &x {b: 1}\nc: *x\n",
		"x:\n  - name: p\n    list:\n      - 1\n      - 2\n    map: {k: [a, b]}\n  - name: q\ny: ~\n",
		"scenario: One event\nsteps:\n  - write: {\"[default]test\": 5}\n    expect:\n      fired:\n        - {on: session s1, payload: {cv: 5}}\n",
	}
	n := 0
	for _, d := range docs {
		if agree(t, d) {
			n++
		}
	}
	assert.Equal(t, len(docs), n, "documents that both parsers read")
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: 1\n", "- [a, {b: c}]\n", "a: |\n  x\n", "a: >+2\n    x\n\n", "&a [*a]", "a: \"\\u00e9\n x\"", "---\n...\n%YAML 1.2\n",
		"a:\n- b: 'x\n  y'\n", "? a", "{a: [b: c]}", "a: &x\n  !!str b\nc: *x", "\ta", "a\r\nb: \r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Parse("f", text)
		if err != nil {
			if e, ok := err.(*Error); !ok || e.Line < 1 || e.Col < 1 || e.Got == "" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		var walk func(n *Node, from, to int)
		walk = func(n *Node, from, to int) {
			if n.Start < from || n.End > to || n.Start > n.End {
				t.Fatalf("%q: node %d-%d outside %d-%d", text, n.Start, n.End, from, to)
			}
			n.Float()
			n.Date()
			if n.Alias {
				return
			}
			for i, item := range n.Items {
				if n.Kind == Map && (n.Keys[i].Start < n.Start || n.Keys[i].End > n.End) {
					t.Fatalf("%q: key outside its map", text)
				}
				walk(item, n.Start, n.End)
			}
		}
		for _, d := range file.Docs {
			walk(d, 0, len(file.Text))
		}
	})
}

// Random arrangements of the format's own tokens reach corners that a table
// misses; whatever they are, the parser answers with a tree or a located error.
func TestTokenSoup(t *testing.T) {
	tokens := []string{"a", "b: ", "- ", "-", ": ", ":", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "\n\t", "|", ">-\n", "'", "\"", "\\", "\\u00",
		"&x ", "*x", "!!str ", "#", " # c", "---\n", "...\n", "%YAML 1.2\n", "\r\n", "é", "2026-05-01", "1.5", "~"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 0, 40).Draw(t, "tokens"), "")
		f, err := Parse("f", text)
		if err == nil {
			for _, d := range f.Docs {
				_ = compact(d)
			}
			return
		}
		var e *Error
		require.ErrorAs(t, err, &e)
		require.Positive(t, e.Line)
	})
}

const scenario15 = `scenario: One event
projects:
  X:
    messages:
      session:
        test: {javascript: "function handleMessage(session, payload) { return 1 }"}
tags:
  "[default]test": {dataType: Int4, value: 0, valueChanged: {javascript: "function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) { system.util.sendMessage('X', 'test', {cv: currentValue.value}, kw({scope: 'S'})) }"}}
sessions:
  s1: {project: X, user: operator}
steps:
  - write: {"[default]test": 5}
    expect:
      fired:
        - {on: session s1, handler: test, payload: {cv: 5}}
`

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("f", scenario15); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseGoccy(b *testing.B) {
	b.ReportAllocs()
	data := []byte(scenario15)
	for b.Loop() {
		if _, err := goparser.ParseBytes(data, 0); err != nil {
			b.Fatal(err)
		}
	}
}

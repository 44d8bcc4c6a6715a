package projectfile

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"dryfire/scripts"
)

// Bodies run under their header and are never indented anew (SCR-2); their
// lines stand one lower there (SCR-11).
func TestModule(t *testing.T) {
	for _, c := range []struct {
		script Script
		want   string
	}{
		{Script{Form: FormBody, Entry: "valueChanged", Params: []string{"a", "b"}, Text: "\tpass"}, "def valueChanged(a, b):\n\tpass\n"},
		{Script{Form: FormBody, Entry: "f", Text: "\n# x\n  \tpass\nhelper = 1\n"}, "def f():\n\n# x\n  \tpass\nhelper = 1\n\n"},
		{Script{Form: FormFunction, Entry: "f", Text: "def f():\n\treturn 1"}, "def f():\n\treturn 1\n"},
		{Script{Form: FormProgram, Params: []string{"event"}, Text: "print event\n"}, "print event\n"},
		{Script{Form: FormModule}, "\n"},
	} {
		assert.Equal(t, c.want, c.script.Module())
	}
}

func TestSource(t *testing.T) {
	s := Script{Name: "n", Form: FormBody, Entry: "f", Params: []string{"a"}, Text: "\tpass"}
	assert.Equal(t, scripts.Source{Name: "n", Text: "\tpass\n", Form: scripts.FormBody, Entry: "f", Params: []string{"a"}}, s.Source())
	s.Form = FormFunction
	assert.Equal(t, scripts.FormFunction, s.Source().Form)
	for _, f := range []Form{FormModule, FormProgram} {
		s.Form = f
		assert.Equal(t, scripts.FormProgram, s.Source().Form)
	}
	assert.Equal(t, "M D B T Form(9)", strings.Join([]string{FormModule.String(), FormFunction.String(), FormBody.String(), FormProgram.String(), Form(9).String()}, " "))
}

func TestPosition(t *testing.T) {
	assert.Equal(t, "a/b.py:7", (&Script{File: "a/b.py", Line: 1}).Position(7))
	assert.Equal(t, "view.json:30: root: event dom.onClick, line 2", (&Script{File: "view.json", Line: 30, Place: "root: event dom.onClick"}).Position(2))
	assert.Equal(t, "data.bin: startup, line 1", (&Script{File: "data.bin", Place: "startup"}).Position(1))
}

func TestEmptyScripts(t *testing.T) { // SCR-7
	for _, c := range []struct {
		text          string
		blank, hollow bool
	}{
		{"", true, false},
		{"\t", true, false},
		{" \n\t\n\f", true, false},
		{"# only\n\t# comments", true, false},
		{"\tpass", false, false},
		{`"""docstring"""`, false, false},
		{"def onStartup():\n\t\n\n", false, true},
		{"def onStartup(): # WARNING: generated\n\n# more\n\t# more", false, true},
		{"\n# before\ndef f(a,\n      b=')', c=\"\"\"\n):\n\"\"\"):\n", false, true},
		{"def f(): return 1", false, false},
		{"def f():\n\t\"\"\"doc\"\"\"", false, false},
		{"def f():\n\tpass", false, false},
		{"if x:\n", false, false},
		{"def f(\n", false, false},
	} {
		assert.Equal(t, c.blank, blank(c.text), "%q", c.text)
		assert.Equal(t, c.hollow, hollow(c.text), "%q", c.text)
	}
}

func TestOutside(t *testing.T) { // GWE-3
	sig := sign("handleMessage", "payload")
	for _, c := range []struct {
		text, want string
		line       int
	}{
		{"def handleMessage(payload):\n\tpass", "", 0},
		{"# a comment\n\ndef handleMessage(payload):\n# at column 0\n\t\n    x = '''\ncolumn 0\n'''\n    y = [\n1,\n2]\n    z = 1 + \\\n2\n\n# end", "", 0},
		{"def\thandleMessage (payload):\n\tdef inner():\n\t\tpass\n\treturn inner()", "", 0},
		{"def handleMessage(payload):\n\tprint \"it's\" # isn't\n\tprint 'a\\'b'\n", "", 0},
		{"def handleMessage(payload):\n\tpass\nx = 1\n", "there is text outside", 3},
		{"def handleMessage(payload):\n\tpass\ndef handleMessage(payload):\n\tpass\n", "there is text outside", 3},
		{"'''doc\nstring'''\ndef handleMessage(payload):\n\tpass\n", "there is text outside", 1},
		{"x = 'unterminated\ndef handleMessage(payload):\n\tpass\n", "there is text outside", 1},
		{"def handlemessage(payload):\n\tpass\n", "the file defines handlemessage, wanted handleMessage(payload)", 1},
		{"\n\tpass\n", "the file does not define handleMessage(payload)", 1},
		{"class handleMessage(object):\n\tpass\n", "there is text outside", 1},
	} {
		line, got := outside(c.text, sig)
		assert.Equal(t, c.line, line, "%q", c.text)
		if c.want == "" {
			assert.Empty(t, got, "%q", c.text)
		} else {
			assert.Contains(t, got, c.want, "%q", c.text)
		}
	}
}

func TestCodeLines(t *testing.T) {
	for _, c := range []struct {
		text string
		want []codeLine
	}{
		{"", nil},
		{"a\n\n  b # c\n", []codeLine{{1, 0, "a"}, {3, 2, "b"}}},
		{"f(1,\n\n 2)\nx", []codeLine{{1, 0, "f(1,   2)"}, {4, 0, "x"}}},
		{"x = '''a\nb''' + \"#\"\ny", []codeLine{{1, 0, "x = '''a\nb''' + \"#\""}, {3, 0, "y"}}},
		{"a + \\\n  b\n\tc", []codeLine{{1, 0, "a +    b"}, {3, 1, "c"}}},
		{"\\\n  a", []codeLine{{2, 2, "a"}}},
		{"x = [\n# in a bracket ]\n]\ny", []codeLine{{1, 0, "x = [  ]"}, {4, 0, "y"}}},
		{"'''never ends\n", []codeLine{{1, 0, "'''never ends"}}},
		{")\nx", []codeLine{{1, 0, ")"}, {2, 0, "x"}}},
	} {
		got := codeLines(c.text)
		for i := range got {
			assert.Equal(t, strings.TrimSpace(got[i].text), got[i].text)
		}
		assert.Equal(t, c.want, got, "%q", c.text)
	}
}

// Whatever the text, logical lines come in order, begin with a character that
// is in the text at their line and column, and blank text has none of them.
func TestCodeLinesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab \t\n\n#'\"\\()[]:é"))).Draw(t, "text")
		physical := strings.Split(text, "\n")
		last := 0
		for _, l := range codeLines(text) {
			if l.line <= last || l.line > len(physical) {
				t.Fatalf("line %d after line %d of %d", l.line, last, len(physical))
			}
			last = l.line
			if l.text != "" && !strings.HasPrefix(physical[l.line-1][l.column:], l.text[:1]) {
				t.Fatalf("%q does not begin at %d:%d of %q", l.text, l.line, l.column, text)
			}
		}
		if blank(text) && last != 0 {
			t.Fatalf("a blank text has code lines: %q", text)
		}
		hollow(text)
		outside(text, gatewayMessage)
	})
}

func TestDecode(t *testing.T) { // QRK-1, SCR-5
	for _, c := range []struct {
		data, want string
		bad        int
	}{
		{"a\r\nb\rc\n", "a\nb\nc\n", -1},
		{"\xef\xbb\xbfx = 'é😀'", "x = 'é😀'", -1},
		{"ab\xe9\r\n", "abé\n", 2},
		{"é\xe9", "Ã©é", 2},
		{"", "", -1},
	} {
		text, bad := decode([]byte(c.data))
		assert.Equal(t, c.want, lines(text), "%q", c.data)
		assert.Equal(t, c.bad, bad, "%q", c.data)
	}
	assert.Equal(t, 3, lineAt([]byte("a\rb\r\nc"), 5))
}

func TestProjectName(t *testing.T) { // PRJ-2, PRJ-5
	for in, want := range map[string]string{
		"projects/Line 1":                     "Line 1",
		"exports/Line1_2024-03-05_1412/":      "Line1",
		"Line1_20240305141233":                "Line1",
		"Line1_2024-03-05":                    "Line1_2024-03-05",
		"_20240305141233":                     "_20240305141233",
		"/some/where/a_b_2024-03-05_1412":     "a_b",
		"/some/where/__SITE_NAME__":           "__SITE_NAME__",
		"Line1_2024-03-05_1412/../Line2_1234": "Line2_1234",
	} {
		assert.Equal(t, want, ProjectName(in), in)
	}
}

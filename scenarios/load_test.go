package scenarios

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
)

var update = flag.Bool("update", false, "rewrite recorded output in testdata and the schema in docs")

// badCase is one case of testdata/bad/*.txt.
type badCase struct {
	name, text string
	schema     bool // the schema rejects it too
	want       string
}

// readBad reads a file of cases; head is what stands before the first.
func readBad(t *testing.T, path string) (head string, cases []badCase) {
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	parts := strings.Split("\n"+string(b), "\n== ")
	for _, part := range parts[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		i := strings.LastIndex("\n"+rest, "\n=>")
		require.GreaterOrEqual(t, i, 0, name)
		c := badCase{name: name, text: rest[:i]}
		c.want = strings.TrimSpace(strings.TrimPrefix(rest[i:], "=>"))
		c.want, c.schema = strings.TrimSpace(strings.TrimPrefix(c.want, "schema:")), strings.HasPrefix(c.want, "schema:")
		cases = append(cases, c)
	}
	return strings.TrimPrefix(parts[0], "\n"), cases
}

// Every error is one line with its place, what was got and what was wanted.
// Run with -update to record messages anew, and read the difference.
func TestBadInput(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	l := NewLoader()
	schema := compileSchema(t)
	for _, file := range files {
		head, cases := readBad(t, file)
		var out strings.Builder
		out.WriteString(head)
		if head != "" {
			out.WriteString("\n")
		}
		for _, c := range cases {
			_, err := l.LoadText("testdata/bad/case.scenario.yaml", c.text)
			got, rejected := "no error", schemaRejects(schema, c.text)
			if err != nil {
				got = strings.TrimPrefix(filepath.ToSlash(err.Error()), "testdata/bad/case.scenario.yaml:")
				var e *Error
				assert.ErrorAs(t, err, &e, c.name)
			}
			mark := ""
			if rejected {
				mark = "schema: "
			}
			fmt.Fprintf(&out, "== %s\n%s=> %s%s\n", c.name, c.text, mark, got)
			if !*update {
				assert.Equal(t, c.want, got, "%s: %s", file, c.name)
				assert.Equal(t, c.schema, rejected, "%s: %s: rejected by the schema", file, c.name)
			}
		}
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
		}
	}
}

func compileSchema(t testing.TB) *jsonschema.Schema {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(Schema())))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("scenario.schema.json", v))
	s, err := c.Compile("scenario.schema.json")
	require.NoError(t, err)
	return s
}

// schemaRejects tells what an editor with the schema would say. Text that is
// no YAML is nothing that a schema sees.
func schemaRejects(s *jsonschema.Schema, text string) bool {
	f, err := yaml.Parse("f", text)
	if err != nil {
		return false
	}
	for _, d := range f.Docs {
		if s.Validate(jsonOf(d)) != nil {
			return true
		}
	}
	return false
}

// jsonOf is the document as a JSON Schema validator sees it.
func jsonOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.Null:
		return nil
	case yaml.Bool:
		return n.Bool()
	case yaml.Int:
		return json.Number(n.BigInt().String())
	case yaml.Float:
		return n.Float()
	case yaml.List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = jsonOf(item)
		}
		return list
	case yaml.Map:
		m := map[string]any{}
		for i, k := range n.Keys {
			m[k.Text] = jsonOf(n.Items[i])
		}
		return m
	}
	return n.Text
}

// Whatever loads, the schema accepts.
func TestGoodInput(t *testing.T) {
	files, errs := Find("testdata", "../examples")
	require.Empty(t, errs)
	schema := compileSchema(t)
	l := NewLoader()
	for _, file := range files {
		if strings.HasSuffix(file, "unreadable.scenario.yaml") {
			continue
		}
		_, err := l.Load(file)
		assert.NoError(t, err)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		f, err := yaml.Parse(file, string(text))
		require.NoError(t, err)
		for _, d := range f.Docs {
			assert.NoError(t, schema.Validate(jsonOf(d)), file)
		}
	}
}

// The first scenario of the manual is one that runs.
func TestManual(t *testing.T) {
	manual, err := os.ReadFile("../docs/scenarios.md")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(manual), "## A first scenario")
	_, rest, _ = strings.Cut(rest, "```yaml\n")
	text, _, _ := strings.Cut(rest, "```")
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "scripts"), 0o755))
	script := "def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):\n" +
		"\tif not initialChange:\n\t\tsystem.util.sendMessage('X', 'test', {'cv': currentValue.value}, scope='S')\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "scripts", "value_changed.py"), []byte(script), 0o644))
	f, err := NewLoader().LoadText(filepath.Join(dir, "first"+Suffix), text)
	require.NoError(t, err)
	r := f.Scenarios[0].Run(RunOptions{})
	require.NoError(t, r.Err)
	assert.Empty(t, r.Failures)

	// Every key, action, matcher and reason has its place in the manual.
	for _, words := range [][]string{Keys(), actions, expectShape.keys(inScenario), match.Matchers, match.Types, Reasons, allowNames, optionsShape.keys(inScenario), signalNames} {
		for _, w := range words {
			assert.Contains(t, string(manual), w)
		}
	}
}

func TestSchemaIsCurrent(t *testing.T) {
	const path = "../docs/scenario.schema.json"
	if *update {
		require.NoError(t, os.WriteFile(path, Schema(), 0o644))
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.True(t, string(Schema()) == string(have), "the schema in docs is not what the loader reads: run go test ./scenarios -run TestSchemaIsCurrent -update")
}

func load(t testing.TB, path string) *File {
	f, err := NewLoader().Load(path)
	require.NoError(t, err)
	return f
}

// A scenario is laid over its plants key by key, and the plants stay as they
// are for the next scenario.
func TestPlantsAreLaidOver(t *testing.T) {
	f := load(t, "testdata/good/expectations.scenario.yaml")
	p, q := f.Scenarios[0].Plant, f.Scenarios[1].Plant

	test := p.Tag("[DEFAULT]Test")
	require.NotNil(t, test)
	assert.Equal(t, "7", test.Definition.StartValue().String(), "the scenario's value")
	doc, _ := test.Definition.Get("documentation")
	assert.Equal(t, "A test", doc.Text(), "the second plant's documentation")
	assert.Equal(t, "Int4", test.Definition.DataType().String(), "the first plant's data type")
	require.Len(t, test.Events, 1)
	assert.True(t, test.Events[0].Disabled)
	assert.Equal(t, "testdata/files/value_changed.js", filepath.ToSlash(test.Events[0].Script.Path), "relative to the file that says it")
	assert.NotNil(t, p.Tag("[default]Line 1/Speed"))

	require.Len(t, p.Sessions, 1)
	assert.Equal(t, Endpoint{ID: "s1", Project: "X", User: "other", Host: "panel-7", kind: "session"},
		Endpoint{ID: p.Sessions[0].ID, Project: p.Sessions[0].Project, User: p.Sessions[0].User, Host: p.Sessions[0].Host, kind: p.Sessions[0].kind})
	require.Len(t, p.Projects[0].Session, 2)
	assert.True(t, p.Projects[0].Session[1].Disabled)
	assert.NotNil(t, p.Projects[0].Session[1].Script)
	require.Len(t, p.Remotes, 1)
	require.Len(t, p.Remotes[0].Plant.Sessions, 2)
	assert.Equal(t, "remote", p.Remotes[0].Plant.Sessions[0].User)
	assert.Equal(t, "X", p.Remotes[0].Plant.Sessions[0].Project)
	assert.NotNil(t, p.OnStart.Expect.Events)

	test = q.Tag("[default]test")
	assert.Equal(t, "0", test.Definition.StartValue().String())
	assert.False(t, test.Events[0].Disabled)
	assert.Equal(t, "operator", q.Sessions[0].User)
	assert.False(t, q.Projects[0].Session[1].Disabled)
	assert.Len(t, q.Remotes[0].Plant.Sessions, 1)
	assert.Nil(t, q.OnStart)
}

func TestModel(t *testing.T) {
	s := load(t, "testdata/good/steps.scenario.yaml").Scenarios[0]
	o := s.Plant.Gateway.Options
	assert.Equal(t, "newest", o.TagEvents.Queue)
	assert.True(t, o.TagEvents.PerEvent && o.TagEvents.CountRunning && o.SharedPayload && o.RaisePayload && o.RaiseUnknown && o.RunInheritable && o.Overtake)
	assert.Equal(t, []int{7, 1, 2, 50, 2}, []int{o.TagEvents.QueueSize, o.TagEvents.ScriptThreads, o.TagEvents.InitialEvents, o.EventsPerInstant, o.SharedThreads})
	assert.Equal(t, "5s 10ms 250ms", fmt.Sprint(o.RequestTimeout, " ", o.RemoteDelay, " ", o.ClientPolling))
	assert.Equal(t, "off", s.Plant.Designers[0].Comm, "off is text")
	assert.Equal(t, []string{"s1", "4711"}, []string{s.Plant.Sessions[0].ID, s.Plant.Sessions[1].ID}, "in order of connection")
	assert.Equal(t, AllowScriptError|AllowBadWrite, s.Plant.Allow)
	q := s.Plant.Tag("[default]q").Events[0]
	assert.Equal(t, "VALUE, TIMESTAMP", q.ChangeTypes.String())
	assert.True(t, q.Disabled)

	w := s.Steps[0].Action.(Write)
	require.Len(t, w, 3)
	assert.Equal(t, "[default]a", w[0].Path)
	assert.True(t, w[0].Update.HasValue && !w[0].Update.HasQuality)
	assert.Equal(t, `Bad_NotFound("gone")`, w[1].Update.Quality.String())
	assert.True(t, w[1].Update.HasTimestamp)
	assert.NotNil(t, w[2].Update.Value.Dataset(), "a map of columns and rows is a dataset where the tag holds datasets")

	var kinds []string
	for _, step := range s.Steps {
		kinds = append(kinds, step.Action.Keyword())
	}
	for _, a := range actions {
		if a != "await" {
			assert.Contains(t, kinds, a)
		}
	}
	assert.Equal(t, "tag \"[default]a\"", s.Steps[15].Action.(*Run).In.String())
	assert.Equal(t, On{Kind: "session", ID: "s7", Gateway: "agent-8088"}, s.Steps[14].Action.(*Run).In)
	assert.Equal(t, &Restart{What: "tag", Name: "[default]a"}, s.Steps[27].Action)
	assert.Equal(t, &Restart{What: "tag", Name: "[default]a"}, s.Steps[28].Action, "quotes are optional")
	assert.Equal(t, 11, s.Steps[5].Action.(*Drive).Signal.Len(), "a ramp reaches its end")
	assert.Len(t, s.Steps[10].Action.(*Drive).Recording, 1, "only the changes of the tag")
	assert.Len(t, s.Steps[11].Action.(*Drive).Recording, 2)

	e := load(t, "testdata/good/expectations.scenario.yaml").Scenarios[0].Steps[0].Expect
	assert.Equal(t, 16, e.Fired.Entries[0].Line())
	assert.Equal(t, 2, e.Fired.Entries[0].Times)
	assert.Equal(t, "session s7@agent-8088", e.Fired.Entries[1].Pattern.Get("on").String())
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.scenario.yaml", "a.scenario.yaml", "sub/c.scenario.yaml", ".git/d.scenario.yaml", "node_modules/e.scenario.yaml", "plant.yaml", "yml/x.scenario.yml", "none/x.txt"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o644))
	}
	files, errs := Find(dir, filepath.Join(dir, "plant.yaml"))
	assert.Empty(t, errs)
	var names []string
	for _, f := range files {
		name, err := filepath.Rel(dir, f)
		require.NoError(t, err)
		names = append(names, filepath.ToSlash(name))
	}
	assert.Equal(t, []string{"a.scenario.yaml", "b.scenario.yaml", "sub/c.scenario.yaml", "plant.yaml"}, names)
	_, errs = Find(filepath.Join(dir, "none"), filepath.Join(dir, "gone"), filepath.Join(dir, "yml"))
	require.Len(t, errs, 3)
	assert.Equal(t, filepath.Join(dir, "none")+": got a folder without scenarios, want at least one file *.scenario.yaml below it", errs[0].Error())
	assert.Equal(t, filepath.Join(dir, "gone")+": got nothing at this path, want a scenario file or a folder with some", errs[1].Error())
	assert.Contains(t, errs[2].Error(), "rename "+filepath.Join(dir, "yml", "x.scenario.yml")+" to end in .yaml")
}

func TestUnreadableFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	for _, tt := range []struct{ name, text, want string }{
		{"long", "scenario: " + strings.Repeat("x", 10<<20) + "\n", ":1:1: got a line of 10485770 bytes, want at most 1048576; put long data into a file of its own"},
		{"utf8", "scenario: caf\xe9\n", ":1:14: got the byte 0xE9, which is not UTF-8, want UTF-8 text; save the file as UTF-8"},
		{"empty", "", ":1:1: got an empty file, want at least one scenario"},
		{"binary", "\x00\x01", ":1:1: got the control character U+0000, want printable text; inside double quotes it can be written \\x00"},
	} {
		path := write(tt.name+Suffix, tt.text)
		_, err := NewLoader().Load(path)
		assert.EqualError(t, err, path+tt.want)
	}
	_, err := NewLoader().Load(dir)
	assert.EqualError(t, err, dir+": got a file that can't be read, want a scenario file; it is no regular file")
	_, err = NewLoader().Load(filepath.Join(dir, "gone"))
	assert.EqualError(t, err, filepath.Join(dir, "gone")+": got a file that can't be read, want a scenario file; no such file or directory")
}

// What several scenarios share is compiled once and checked once.
func TestSharing(t *testing.T) {
	l := NewLoader()
	a, err := l.Load("testdata/good/expectations.scenario.yaml")
	require.NoError(t, err)
	b, err := l.LoadText("testdata/good/other.scenario.yaml", "scenario: x\nplant: ../files/plant.yaml\nsteps: [{advance: 1s}]\n")
	require.NoError(t, err)
	assert.Same(t, a.Scenarios[1].Plant, b.Scenarios[0].Plant)
	p, err := l.LoadPlant("testdata/files/plant.yaml")
	require.NoError(t, err)
	assert.Same(t, p, b.Scenarios[0].Plant)
	_, err = l.LoadPlant("testdata/files/cycle_a.yaml")
	assert.ErrorContains(t, err, "cyclic include")
}

func TestManyTags(t *testing.T) {
	var b strings.Builder
	b.WriteString("tags:\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "  \"[default]T%d\": {value: %d}\n", i, i)
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "plant.yaml"), []byte(b.String()), 0o644))
	doc := "scenario: x\nplant: plant.yaml\ntags: {\"[default]t5\": {value: 6}, \"[default]new\": {value: 7}}\nsteps: [{read: [\"[default]new\"], expect: {tags: {\"[default]t1999\": 1}}}]\n"
	f, err := NewLoader().LoadText(filepath.Join(dir, "a"+Suffix), doc+"---\n"+strings.Replace(doc, "6", "8", 1))
	require.NoError(t, err)
	for i, want := range []string{"6", "8"} {
		p := f.Scenarios[i].Plant
		assert.Len(t, p.Tags, 2001)
		assert.Equal(t, want, p.Tag("[default]T5").Definition.StartValue().String())
		assert.Equal(t, "7", p.Tag("[default]NEW").Definition.StartValue().String())
	}
}

func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	require.NoError(f, err)
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(string(b))
	}
	l := NewLoader()
	f.Fuzz(func(t *testing.T, text string) {
		file, err := l.LoadText("testdata/good/fuzz.scenario.yaml", text)
		if err == nil {
			if len(file.Scenarios) == 0 {
				t.Fatalf("%q: no scenarios and no error", text)
			}
			return
		}
		if e, ok := err.(*Error); !ok || e.Got == "" {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

const oneEvent = `scenario: One event
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

// One scenario of fifteen lines, scripts compiled already.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	l := NewLoader()
	for b.Loop() {
		if _, err := l.LoadText("a.scenario.yaml", oneEvent); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad10000(b *testing.B) {
	text := strings.Repeat(oneEvent+"---\n", 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewLoader().LoadText("a.scenario.yaml", text); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/10_000, "µs/scenario")
}

// Stubs are laid over those of a shared plant name by name, and leave it as it
// was for others.
func TestStubsOverAPlant(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "plant.yaml"), []byte("stubs:\n  a.f: {returns: 1}\n  a.g: {returns: 2}\n  a.m: {python: \"x = 3\"}\n"), 0o644))
	const step = "steps:\n  - run: {script: {python: \"result = [a.f(), a.g(), a.m.x]\"}}\n    expect: {returns: "
	f, err := NewLoader().LoadText(filepath.Join(dir, "s"+Suffix), "scenario: over\nplant: plant.yaml\nstubs:\n  a.f: {python: \"def __call__(): pass\"}\n  a.g: {returns: 5}\n  a.m: {returns: 6}\n"+
		"steps:\n  - run: {script: {python: \"result = [a.f.__name__, a.g(), a.m()]\"}}\n    expect: {returns: [a.f, 5, 6]}\n---\nscenario: as it is\nplant: plant.yaml\n"+step+"[1, 2, 3]}\n")
	require.NoError(t, err)
	require.Len(t, f.Scenarios, 2)
	for _, s := range f.Scenarios {
		r := s.Run(RunOptions{})
		require.NoError(t, r.Err)
		assert.Empty(t, r.Failures, s.Name)
	}
	_, err = NewLoader().LoadText(filepath.Join(dir, "s"+Suffix), "scenario: below\nplant: plant.yaml\nstubs: {a.m.f: {}}\n"+step+"1}\n")
	require.ErrorContains(t, err, "s.scenario.yaml:3:9: got the stub a.m.f below the file stub a.m, want one or the other; write it into the file of a.m")
}

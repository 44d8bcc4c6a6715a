package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/scenarios"
	"dryfire/tags"
)

var update = flag.Bool("update", false, "rewrite recorded output in testdata")

// results runs the scenarios that fail, with times that do not change.
func results(t *testing.T) ([]*scenarios.Result, scenarios.Summary) {
	var list []*scenarios.Result
	files := []string{"../testdata/failing/all.scenario.yaml", "../testdata/failing/unreadable.scenario.yaml", "../testdata/good/manual.scenario.yaml"}
	sum := (&scenarios.Suite{}).Run(files, func(r *scenarios.Result) {
		r.Took = 1500 * time.Microsecond
		if r.Scenario == "Time has passed" {
			r.Virtual = time.Millisecond
			for i := range r.Steps {
				r.Steps[i].At = r.Virtual
			}
		}
		list = append(list, r)
	})
	sum.Took = 20 * time.Millisecond
	return list, sum
}

// What each format looks like is recorded in testdata. Run with -update to
// record it anew, and read the difference.
func TestFormats(t *testing.T) {
	list, sum := results(t)
	for _, format := range Formats {
		var b bytes.Buffer
		w, err := New(format, &b, Options{})
		require.NoError(t, err)
		for _, r := range list {
			w.Result(r)
		}
		require.NoError(t, w.Finish(sum))
		// Where goja calls a native function is named with an address.
		got := regexp.MustCompile(`0x[0-9a-f]{6,}`).ReplaceAllString(b.String(), "0x0")
		path := "testdata/failing." + format
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, string(want), got, format)
	}
	_, err := New("pdf", nil, Options{})
	assert.EqualError(t, err, `got the format "pdf", want one of text, json, junit, tap, html`)
}

func TestJSONLines(t *testing.T) {
	list, sum := results(t)
	var b bytes.Buffer
	w, err := New("json", &b, Options{})
	require.NoError(t, err)
	for _, r := range list {
		w.Result(r)
	}
	require.NoError(t, w.Finish(sum))
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	require.Len(t, lines, len(list)+1)
	var first map[string]any
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &first))
	for _, key := range []string{"scenario", "file", "status", "steps", "durationMs", "virtualMs", "failures"} {
		assert.Contains(t, first, key)
	}
	assert.Equal(t, "failed", first["status"])
	assert.Equal(t, 5.0, first["steps"])
	failure := first["failures"].([]any)[0].(map[string]any)
	assert.Equal(t, 1.0, failure["step"])
	assert.Equal(t, "a payload", failure["name"])
	assert.Equal(t, "fired", failure["expectation"])
	assert.Equal(t, []any{map[string]any{"on": "session s1", "handler": "test", "payload": map[string]any{"cv": 5.0, "at": map[string]any{"$type": "string"}}}}, failure["expected"])
	assert.Equal(t, []any{map[string]any{"on": "session s1", "handler": "test", "project": "X", "payload": map[string]any{"cv": 6.0, "at": "now"}, "returns": nil, "error": nil}}, failure["actual"])
	assert.Contains(t, failure["diff"], "+ - {on: session s1, handler: test, payload: {cv: 6, at: {$type: string}}}")
	assert.JSONEq(t, `{"summary": true, "passed": 2, "failed": 7, "errors": 1}`, lines[len(lines)-1])
}

func TestJUnitIsXML(t *testing.T) {
	var b bytes.Buffer
	w, err := New("junit", &b, Options{})
	require.NoError(t, err)
	w.Result(&scenarios.Result{Scenario: "odd \x00 & <name>", File: "a", Status: scenarios.Failed, Failures: []scenarios.Failure{{Message: "\x1b[31m \xff"}}, Output: "]]>"})
	require.NoError(t, w.Finish(scenarios.Summary{Failed: 1}))
	var x struct {
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Cases []struct {
				Name string `xml:"name,attr"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal(b.Bytes(), &x))
	assert.Equal(t, 1, x.Failures)
	assert.Equal(t, "odd \ufffd & <name>", x.Suites[0].Cases[0].Name)
}

func TestColourAndVerbose(t *testing.T) {
	list, sum := results(t)
	show := func(o Options) string {
		var b bytes.Buffer
		w, err := New("text", &b, o)
		require.NoError(t, err)
		for _, r := range list {
			w.Result(r)
		}
		require.NoError(t, w.Finish(sum))
		return b.String()
	}
	plain := show(Options{})
	assert.NotContains(t, plain, "\x1b")
	assert.Equal(t, plain, regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(show(Options{Colour: true}), ""), "colour changes nothing else")
	assert.Contains(t, show(Options{Verbose: true}), "passed  This one passes")
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestOutputErrors(t *testing.T) {
	list, sum := results(t)
	for _, format := range Formats {
		w, err := New(format, failing{}, Options{})
		require.NoError(t, err)
		for _, r := range list {
			w.Result(r)
		}
		assert.ErrorIs(t, w.Finish(sum), os.ErrClosed, format)
	}
}

// A served plant shows calls of what is not simulated, and hints.
func TestLinesOfStubs(t *testing.T) {
	for _, c := range []struct {
		detail any
		want   string
	}{
		{&events.Call{Function: "system.db.q", Args: []tags.Value{tags.Int(1)}, Keywords: named("x", tags.Str("a")), Returned: tags.ListOf(tags.Int(1))}, "call        system.db.q(1, x='a') returned [1]"},
		{&events.Call{Function: "system.db.q", Type: "IOException", Message: "refused"}, "call        system.db.q() raised IOException: refused"},
		{&events.Call{Function: "system.db.q", Type: "NotImplementedError", Unprepared: true}, "call        system.db.q() is not simulated and has no stub"},
		{&events.ScriptError{In: "run", Type: "ImportError", Message: "No module named x", Line: 2, Hint: "stub it"}, "error       run: ImportError: No module named x (line 2)\n    hint: stub it"},
	} {
		assert.Equal(t, "2026-01-01 00:00:00.000  "+c.want, Line(&events.Record{Detail: c.detail}, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), false))
	}
}

func named(name string, v tags.Value) *tags.Map {
	m := tags.NewMap(1)
	m.SetText(name, v)
	return m
}

// A value of a hundred thousand elements is one line of the journal and no book.
func TestLongLinesOfTheJournalAreCut(t *testing.T) {
	r := &events.Record{Kind: events.KindOutput, Detail: &events.Output{Text: strings.Repeat("ä", 600) + strings.Repeat("\nx", 150)}}
	line := Line(r, time.Time{}, false)
	assert.Contains(t, line, strings.Repeat("ä", 500)+" … and 100 more characters\n    x\n")
	assert.True(t, strings.HasSuffix(line, "\n    … and 51 more lines"))
	assert.Equal(t, 100, strings.Count(line, "\n"))
}

// What scripts printed is shown in part where a scenario failed, and whole on
// request.
func TestPrinted(t *testing.T) {
	var printed strings.Builder
	for i := range 30 {
		printed.WriteString("line " + strconv.Itoa(i) + "\n")
	}
	for _, x := range []struct {
		status  scenarios.Status
		verbose bool
		lines   int
		more    bool
	}{{scenarios.Passed, false, 0, false}, {scenarios.Passed, true, 30, false}, {scenarios.Failed, false, 20, true}, {scenarios.Failed, true, 30, false}} {
		var b bytes.Buffer
		w, err := New("text", &b, Options{Verbose: x.verbose})
		require.NoError(t, err)
		w.Result(&scenarios.Result{Scenario: "s", File: "f", Status: x.status, Output: printed.String()})
		require.NoError(t, w.Finish(scenarios.Summary{}))
		assert.Equal(t, x.lines, strings.Count(b.String(), "  line "), b.String())
		assert.Equal(t, x.more, strings.Contains(b.String(), "… 10 lines more, --verbose shows them"), b.String())
	}
}

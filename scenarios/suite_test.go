package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// manyScenarios is a file with n scenarios of one event each, which is not
// initial.
func manyScenarios(n int) string {
	return strings.Repeat(oneEvent+"---\n", n)
}

func TestSuite(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name+Suffix)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	var many strings.Builder
	for i := range 100 {
		fmt.Fprintf(&many, "scenario: number %d\ntags: {\"[default]a\": {value: %d}}\nsteps: [{advance: 1s, expect: {tags: {\"[default]a\": %d}}}]\n---\n", i, i, i-i%7)
	}
	files := []string{write("many", many.String()), write("bad", "scenario: x\nsteps: [{advance: 1}]\n"), write("one", "scenario: last\nsteps: [{advance: 1h}]\n"), filepath.Join(dir, "gone")}
	var last []string
	for _, parallel := range []int{1, 2, 7} {
		s := Suite{Parallel: parallel}
		var got []string
		sum := s.Run(files, func(r *Result) {
			got = append(got, fmt.Sprint(filepath.Base(r.File), " ", r.Scenario, " ", r.Status, " ", r.Virtual))
		})
		require.Len(t, got, 103)
		if last != nil {
			assert.Equal(t, last, got, "the order of results does not depend on how many run at a time")
		}
		last = got
		assert.Equal(t, []int{16, 85, 2}, []int{sum.Passed, sum.Failed, sum.Errors})
		assert.Equal(t, 2, sum.ExitStatus())
	}
	assert.Equal(t, "many.scenario.yaml number 0 passed 1s", last[0])
	assert.Equal(t, []string{"bad.scenario.yaml  error 0s", "one.scenario.yaml last passed 1h0m0s", "gone  error 0s"}, last[100:])

	s := Suite{Filter: regexp.MustCompile("^number 7.$")}
	n := 0
	sum := s.Run(files[:1], func(r *Result) { n++ })
	assert.Equal(t, 10, n)
	assert.Equal(t, 1, sum.ExitStatus())
	assert.Equal(t, 0, (&Suite{}).Run(files[2:3], func(*Result) {}).ExitStatus())
}

// A bad document does not take the others of its file along.
func TestBadDocument(t *testing.T) {
	good := "scenario: good %d\nsteps: [{advance: 1s}]\n"
	text := fmt.Sprintf(good, 1) + "---\nscenario: bad\nsteps: [{wait: 1s}]\n---\n" + fmt.Sprintf(good, 2) + "---\nsteps: []\n"
	path := filepath.Join(t.TempDir(), "a"+Suffix)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	var got []string
	sum := (&Suite{}).Run([]string{path}, func(r *Result) { got = append(got, fmt.Sprint(r.Index, " ", r.Line, " ", r.Scenario, " ", r.Status)) })
	assert.Equal(t, []string{"0 1 good 1 passed", "1 5 " + " error", "2 7 good 2 passed", "3 10  error"}, got)
	assert.Equal(t, 2, sum.ExitStatus())

	f, err := NewLoader().Load(path)
	require.Len(t, f.Errors, 2)
	assert.Equal(t, f.Errors[0].Err, err)
	assert.Equal(t, path+":5:10: got the unknown key \"wait\", want a key of a step; did you mean await?", err.Error())
	require.Len(t, f.Scenarios, 2)
	assert.Equal(t, 2, f.Scenarios[1].Index)

	r := Audit(path)
	assert.Len(t, r.Problems, 2)
	assert.Equal(t, 2, r.ExitStatus())

	// What is no YAML has no documents.
	require.NoError(t, os.WriteFile(path, []byte(text+"---\n\"\n"), 0o644))
	f, err = NewLoader().Load(path)
	assert.Nil(t, f)
	assert.Error(t, err)
	sum = (&Suite{}).Run([]string{path}, func(*Result) {})
	assert.Equal(t, 1, sum.Total())
}

// Two runs give the same journal byte for byte, whatever runs beside them.
func TestRunsRepeat(t *testing.T) {
	f, err := NewLoader().LoadText("a.scenario.yaml", manyScenarios(1))
	require.NoError(t, err)
	first := f.Scenarios[0].Run(RunOptions{Journal: true})
	require.Equal(t, Passed, first.Status, "%v", first.Failures)
	again := f.Scenarios[0].Run(RunOptions{Journal: true})
	require.Equal(t, len(first.Journal), len(again.Journal))
	for i := range first.Journal {
		assert.Equal(t, string(first.Journal[i].AppendJSON(nil)), string(again.Journal[i].AppendJSON(nil)))
	}
}

func BenchmarkSuite(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a"+Suffix)
	const n = 2000
	require.NoError(b, os.WriteFile(path, []byte(manyScenarios(n)), 0o644))
	b.ReportAllocs()
	for b.Loop() {
		sum := (&Suite{}).Run([]string{path}, func(*Result) {})
		if sum.Passed != n {
			b.Fatal(sum)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "scenarios/s")
}

func BenchmarkRun(b *testing.B) {
	f, err := NewLoader().LoadText("a.scenario.yaml", oneEvent)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if r := f.Scenarios[0].Run(RunOptions{}); r.Status != Passed {
			b.Fatal(r.Failures)
		}
	}
}

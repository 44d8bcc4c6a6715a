package scenarios

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is odd is told and fails nothing.
func TestOddWarnings(t *testing.T) {
	const plant = `
projects:
  P:
    messages:
      gateway:
        slow: {python: "\timport time\n\ttime.sleep(10)"}
        bad: {python: "\traise ValueError('never seen')"}
tags:
  "[default]T": {dataType: Int4, value: 0, valueChanged: {python: "\timport time\n\ttime.sleep(2)"}}
steps:
`
	for _, x := range []struct {
		name, steps string
		want        []string
	}{
		{"a scope letter in lower case", `  - run: {script: {python: "for i in range(3): system.util.sendMessage('P', 'slow', {}, 's')"}}`,
			[]string{"nobody gets the message to P/slow, by gateway: scope s selects nobody: its letters are case-sensitive, did you mean S?"}},
		{"no such project", `  - run: {script: {python: "system.util.sendMessage('Q', 'slow', {}, 'G')"}}`,
			[]string{"nobody gets the message to Q/slow, by gateway: gateway Ignition has no project Q, only P"}},
		{"a step that says what fired", `  - {run: {script: {python: "system.util.sendMessage('Q', 'slow', {}, 'G')"}}, expect: {fired: []}}`, nil},
		{"a side that has no endpoint is no mistake", `  - run: {script: {python: "system.util.sendMessage('P', 'slow', {}, 'S')"}}`, nil},
		{"a handler that waits", `  - run: {script: {python: "for h in ('slow', 'bad', 'bad'): system.util.sendMessage('P', h, {}, 'G')"}}`,
			[]string{`at the end 2 runs have not had their turn in the lane "gateway handlers of P", which is busy until 10s: a step advance: 10s lets them run`}},
		{"an event that waits", "  - advance: 3s\n  - write: {\"[default]T\": 1}\n  - advance: 500ms\n  - write: {\"[default]T\": 2}",
			[]string{`at the end 1 run has not had its turn in the lane "[default]T", which is busy until 5s: a step advance: 1.5s lets it run`}},
		{"a timer that is not due", `  - run: {script: {python: "from threading import Timer\nTimer(5, lambda: None).start()"}}`, nil},
		{"a handler that had its turn", "  - run: {script: {python: \"system.util.sendMessage('P', 'slow', {}, 'G')\"}}\n  - advance: 20s", nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			f, err := NewLoader().LoadText("odd.scenario.yaml", "scenario: odd"+plant+x.steps+"\n")
			require.NoError(t, err)
			r := f.Scenarios[0].Run(RunOptions{})
			require.Equal(t, Passed, r.Status, "%v", r.Failures)
			assert.Equal(t, x.want, r.Warnings)
		})
	}
}

// A write to a tag that is not there names the one that is.
func TestWriteToMisspelledTag(t *testing.T) {
	f, err := NewLoader().LoadText("odd.scenario.yaml", `
scenario: odd
tags: {"[default]Tank/Level": {dataType: Int4, value: 0}}
steps:
  - write: {"[default]Tank/Levl": 5}
  - run: {script: {python: "system.tag.writeBlocking(['[Default]tank/levell', '[default]Elsewhere'], [1, 2])\nsystem.util.sendMessage('P', 'x', {})"}}
    expect: {sent: [{function: system.util.sendMessage}, {function: {$regex: Message}}]}
`)
	require.NoError(t, err)
	var hints []string
	for _, f := range f.Scenarios[0].Run(RunOptions{}).Failures {
		hints = append(hints, f.Expectation+": "+f.Hint)
	}
	assert.Equal(t, []string{"writes: did you mean [default]Tank/Level?", "sent: ", "writes: did you mean [default]Tank/Level?", "writes: "}, hints)
}

package scenarios

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// One step on this plant: a script that sends, writes and fails as it is told.
const testPlant = `scenario: x
projects:
  X:
    messages:
      gateway: {a: &g {javascript: "function handleMessage(payload) { return payload.n }"}, b: *g, bad: {javascript: "function handleMessage(payload) { throw new Error('no ' + payload.n) }"}, guarded: {script: *g, roles: [Boss]}, off: {script: *g, enabled: false}}
      session: {a: &s {javascript: "function handleMessage(session, payload) {}"}, b: *s}
sessions: {s1: {project: X, user: Ann}, s2: {project: X, user: Bob}}
tags:
  "[default]t": &t {dataType: Int4, value: 0, valueChanged: {javascript: "function valueChanged(tag, tagPath, previousValue, currentValue, initialChange) { if (currentValue.value === 13) throw new Error('unlucky') }"}}
  "[default]u": *t
  "[default]F/owner": {dataType: Int4, value: 0, valueChanged: {javascript: "function valueChanged(tag, tagPath, previousValue, currentValue, initialChange) { if (!initialChange) system.tag.writeBlocking(['[.]missing', '[~]t'], [1, 2]) }"}}
  "[default]slow": *t
timing: {"[default]slow valueChanged": 1h}
steps:
  - ACTION
`

const (
	gab    = `run: {script: {javascript: "system.util.sendMessage('X', 'a', {n: 1}, 'G'); system.util.sendMessage('X', 'b', {n: 2}, 'G')"}}`
	sab    = `run: {script: {javascript: "system.util.sendMessage('X', 'a', {n: 1}, 'S'); system.util.sendMessage('X', 'b', {n: 2}, 'S')"}}`
	aaa    = `run: {script: {javascript: "for (let i = 0; i < 3; i++) system.util.sendMessage('X', 'a', {n: i}, 'G')"}}`
	none   = `advance: 1s`
	lost   = `run: {script: {javascript: "system.util.sendMessage('X', 'h', {}, 'G'); system.util.sendMessage('X', 'h', {}, 'G')"}}`
	fails  = `run: {script: {javascript: "system.util.sendMessage('X', 'bad', {n: 7}, 'G')"}}`
	denied = `run: {in: session s1, script: {javascript: "system.util.sendMessage('X', 'guarded', {}, 'G')"}}`
	off    = `run: {script: {javascript: "system.util.sendMessage('X', 'off', {}, 'G')"}}`
	drops  = `drive: {tag: "[default]slow", values: "1+1x7", every: 1ms}`
)

// Each row is an action, its expectations, and the failures that follow from
// them: "" for none.
func TestExpectations(t *testing.T) {
	tests := []struct{ action, expect, want string }{
		// fired is complete, ordered within a receiver, free across.
		{gab, `fired: [{on: gateway, handler: a}, {on: gateway, handler: b}]`, ""},
		{gab, `fired: [{handler: a}, {handler: b}]`, ""},
		{gab, `fired: [{}]`, "unreadable"},
		{gab, `fired: [{on: gateway, handler: b}, {on: gateway, handler: a}]`, "fired: handler runs in another order"},
		{gab, `fired: [{on: gateway, handler: a}]`, "fired: 1 handler run that the list does not have"},
		{gab, `fired: []`, "fired: 2 handler runs that the list does not have"},
		{gab, `fired: [{handler: a}, {handler: b}, {handler: a}]`, "fired: 1 handler run missing"},
		{gab, `fired: [{handler: a, payload: {n: 2}}, {handler: b}]`, "fired: 1 handler run not as expected"},
		{gab, `fired: [{handler: a, returns: 1}, {handler: b, returns: 2, project: X, error: null}]`, ""},
		{gab, `fired: [{handler: a, returns: 2}, {handler: b}]`, "fired: 1 handler run not as expected"},
		{gab, `fired: [{handler: a, project: Y}, {handler: b}]`, "fired: 1 handler run not as expected"},
		{none, `fired: []`, ""},
		{none, `fired: [{handler: a}]`, "fired: 1 handler run missing"},
		{sab, `fired: [{on: session s2, handler: a}, {on: session s2, handler: b}, {on: session s1, handler: a}, {on: session s1, handler: b}]`, ""},
		{sab, `fired: [{on: session s1, handler: a}, {on: session s2, handler: b}, {on: session s2, handler: a}, {on: session s1, handler: b}]`, "fired: handler runs in another order"},
		{sab, `fired: [{handler: a}, {handler: a}, {handler: b}, {handler: b}]`, ""},
		{sab, `fired: [{handler: a}, {handler: b}, {handler: a}, {handler: b}]`, ""},
		{sab, `fired: [{handler: a}, {handler: b}, {handler: b}, {handler: a}]`, "fired: handler runs in another order"},
		// inOrder demands one total order.
		{sab, `{inOrder: true, fired: [{on: session s1, handler: a}, {on: session s2, handler: a}, {on: session s1, handler: b}, {on: session s2, handler: b}]}`, ""},
		{sab, `{inOrder: true, fired: [{on: session s2, handler: a}, {on: session s1, handler: a}, {on: session s1, handler: b}, {on: session s2, handler: b}]}`, "fired: handler runs in another order"},
		{sab, `{inOrder: true, fired: {includes: [{handler: a}, {on: session s2, handler: b}]}}`, ""},
		{sab, `{inOrder: true, fired: {includes: [{on: session s2, handler: b}, {on: session s1, handler: b}]}}`, "fired: 1 handler run missing"},
		// includes allows others and keeps the order within a receiver.
		{sab, `fired: {includes: [{on: session s2, handler: b}]}`, ""},
		{sab, `fired: {includes: []}`, ""},
		{sab, `fired: {includes: [{on: session s2, handler: b}, {on: session s2, handler: a}]}`, "fired: 1 handler run missing"},
		{sab, `fired: {includes: [{handler: c}]}`, "fired: 1 handler run missing"},
		// times stands for runs in a row.
		{aaa, `fired: [{handler: a, times: 3}]`, ""},
		{aaa, `fired: [{handler: a, times: 2}]`, "fired: 1 handler run that the list does not have"},
		{aaa, `fired: [{handler: a, times: 4}]`, "fired: 1 handler run missing"},
		{aaa, `fired: [{handler: a}, {handler: a, times: 2, payload: {n: {$oneOf: [1, 2]}}}]`, ""},
		{aaa, `fired: {includes: [{handler: a, times: 2}]}`, ""},
		{sab, `fired: {includes: [{on: session s1, times: 2}, {on: session s2, times: 3}]}`, "fired: 1 handler run missing"},
		{aaa, `fired: [{handler: a, times: 1000000}]`, "fired: 4997 handler runs missing"},

		// A handler error is loud, unless errors, fired or notDelivered names it.
		{fails, `fired: [{handler: bad}]`, "errors: a script error that no expectation names"},
		{fails, `fired: [{handler: bad, error: "Error: no 7"}]`, ""},
		{fails, `fired: [{handler: bad, error: {type: Error, line: 1}}]`, ""},
		{fails, `fired: [{handler: bad, error: {line: 2}}]`, "fired: 1 handler run not as expected; errors: a script error that no expectation names"},
		{fails, `fired: [{handler: bad, error: null}]`, "fired: 1 handler run not as expected; errors: a script error that no expectation names"},
		{fails, `notDelivered: [{on: gateway, reason: handler error}]`, ""},
		{fails, `errors: [{in: gateway X/bad, type: Error, message: no 7, line: 1}]`, ""},
		{fails, `errors: [{in: gateway X/bad, message: no}]`, "errors: 1 script error missing"},
		{fails, `errors: []`, "errors: a script error that no expectation names"},
		{none, `errors: []`, ""},
		{none, `errors: [{type: Error}]`, "errors: 1 script error missing"},
		{fails + "\n    allow: [script error]", ``, ""},
		{fails + "\n    allow: [bad write, dropped event, no such handler]", ``, "errors: a script error that no expectation names"},
		{`write: {"[default]t": 13}`, ``, "errors: a script error that no expectation names"},
		{`write: {"[default]t": 13}`, `errors: [{in: "[Default]T valueChanged"}]`, ""},
		{`write: {"[default]t": 13}`, `events: [{tag: "[default]t", error: {$contains: unlucky}}]`, ""},
		{`write: {"[default]t": 13, "[default]u": 13}`, `errors: [{in: "[default]u valueChanged"}]`, "errors: a script error that no expectation names"},

		// A handler that is not there is loud, each time.
		{lost, ``, "notDelivered: a message that could not be handled, and no expectation names it: no such handler; notDelivered: a message that could not be handled, and no expectation names it: no such handler"},
		{lost, `notDelivered: [{on: gateway, handler: h, reason: no such handler}]`, "notDelivered: a message that could not be handled, and no expectation names it: no such handler"},
		{lost, `notDelivered: [{on: gateway, handler: h, reason: no such handler, times: 2}]`, ""},
		{lost, `notDelivered: [{handler: h, times: 6}]`, ""},
		{lost, `notDelivered: [{handler: h, times: 7}]`, "notDelivered: 1 receipt missing"},
		{lost, `notDelivered: [{handler: i}]`, "notDelivered: 1 receipt missing; notDelivered: a message that could not be handled, and no expectation names it: no such handler; notDelivered: a message that could not be handled, and no expectation names it: no such handler"},
		{lost, `sent: [{receipts: [{on: gateway, reason: no such handler}]}, {receipts: [{on: gateway, reason: no such handler}]}]`, ""},
		{lost + "\n    allow: [no such handler]", ``, ""},
		{gab, `notDelivered: [{on: session s1, reason: out of scope}]`, ""},
		{gab, `notDelivered: [{on: session s1, reason: filtered by user}]`, "notDelivered: 1 receipt missing"},
		{gab, `notDelivered: []`, ""},

		// So is one that is disabled, or that the sender may not call.
		{off, ``, "notDelivered: a message that could not be handled, and no expectation names it: handler disabled"},
		{off, `notDelivered: [{handler: off, reason: handler disabled}]`, ""},
		{denied, ``, "notDelivered: a message that could not be handled, and no expectation names it: denied"},
		{denied, `notDelivered: [{on: gateway, handler: guarded, reason: denied}]`, ""},
		{denied + "\n    allow: [no such handler]", ``, ""},

		// A lost event is loud.
		{drops, ``, "notDelivered: 3 valueChanged events dropped from the queue of [default]slow, and no expectation names them"},
		{drops, `notDelivered: [{tag: "[default]slow", reason: dropped event, times: 3}]`, ""},
		{drops, `notDelivered: [{on: 'tag "[DEFAULT]Slow"', handler: valueChanged, reason: dropped event, times: 3}]`, ""},
		{drops, `notDelivered: [{tag: "[default]slow", reason: dropped event, times: 2}]`, "notDelivered: 1 valueChanged event dropped from the queue of [default]slow, and no expectation names it"},
		{drops, `notDelivered: [{tag: "[default]slow", reason: dropped event, times: 4}]`, "notDelivered: 1 receipt missing"},
		{drops, `notDelivered: [{tag: "[default]t", reason: dropped event}]`, "notDelivered: 1 receipt missing; notDelivered: 3 valueChanged events dropped from the queue of [default]slow, and no expectation names them"},
		{drops + "\n    allow: [dropped event]", ``, ""},

		// A bad write is loud.
		{`write: {"[default]none": 1}`, ``, "writes: a bad write that no expectation names: [default]none returned Bad_NotFound"},
		{`write: {"[default]none": 1}`, `writes: [{tag: "[default]NONE", quality: Bad_NotFound}]`, ""},
		{`write: {"[default]none": 1}`, `writes: [{tag: "[default]none", quality: Good}]`, "writes: 1 write missing"},
		{`write: {"[default]none": 1}`, `returns: [Bad_NotFound]`, ""},
		{`write: {"[default]none": 1}`, `returns: [Good]`, "returns: write returned something else; writes: a bad write that no expectation names: [default]none returned Bad_NotFound"},
		{`write: {"[default]none": 1}` + "\n    allow: [bad write]", ``, ""},
		{`quality: {"[default]none": Bad}`, ``, "writes: a quality for a tag that is not there: [default]none"},
		{`quality: {"[default]none": Bad}`, `returns: [Bad_NotFound]`, ""},
		{`write: {"[default]F/owner": 1}`, ``, "writes: a bad write that no expectation names: [default]F/missing returned Bad_NotFound"},
		{`write: {"[default]F/owner": 1}`, `writes: [{tag: "[default]F/missing", value: 1, quality: Bad_NotFound}, {tag: "[default]t", value: 2, quality: Good}]`, ""},
		{`write: {"[default]t": 1}`, `writes: [{tag: "[default]t", value: 1}]`, ""},

		// events is complete, ordered within a tag, free across.
		{`write: {"[default]t": 1, "[default]u": 2}`, `events: [{tag: "[default]u"}, {tag: "[default]T", event: valueChanged}]`, ""},
		{`write: {"[default]t": 1, "[default]u": 2}`, `events: [{tag: "[default]u"}]`, "events: 1 event script run that the list does not have"},
		{`write: {"[default]t": 1}`, `events: [{currentValue: 1, previousValue: {value: 0, quality: Good}, initialChange: false, missedEvents: false}]`, ""},
		{`write: {"[default]t": 1}`, `events: [{currentValue: {quality: Bad}}]`, "events: 1 event script run not as expected"},
		{`write: {"[default]t": 1}`, `events: [{currentValue: {$not: 1}}]`, "events: 1 event script run not as expected"},
		{`drive: {tag: "[default]t", values: [1, 2, 3], every: 1s}`, `events: [{currentValue: 1}, {currentValue: 3}, {currentValue: 2}]`, "events: event script runs in another order"},
		{`drive: {tag: "[default]t", values: [1, 2, 3], every: 1s}`, `events: [{tag: "[default]t", times: 3}]`, ""},
		{none, `events: []`, ""},

		// logs and sent are subsets in order.
		{gab, `sent: [{handler: a, from: gateway, project: X, scope: G, payload: {n: 1}}, {handler: b}]`, ""},
		{gab, `sent: [{handler: b}]`, ""},
		{gab, `sent: [{handler: b}, {handler: a}]`, "sent: 1 send missing"},
		{gab, `sent: [{from: run}, {from: gateway, handler: b}]`, ""},
		{gab, `sent: [{from: run}, {from: gateway, handler: a}]`, "sent: 1 send missing"},
		{gab, `sent: [{from: session s1}]`, "sent: 1 send missing"},
		{gab, `sent: [{handler: a, receipts: [{on: session s2, reason: out of scope, selected: false}, {on: gateway, reason: delivered}]}]`, ""},
		{gab, `sent: [{handler: a, receipts: [{on: gateway, reason: out of scope}]}]`, "sent: 1 send missing"},
		{gab, `sent: []`, ""},

		// tags and returns.
		{`write: {"[default]t": 1}`, `{tags: {"[default]T": 1, "[default]u": {value: 0, quality: Good}}, returns: [Good]}`, ""},
		{`write: {"[default]t": 1}`, `tags: {"[default]t": 2}`, "tags: [default]t holds something else"},
		{`read: ["[default]t", "[default]none"]`, `returns: [0, {quality: Bad_NotFound}]`, ""},
		{`read: ["[default]t"]`, `returns: [{value: 0, quality: Bad}]`, "returns: read returned something else"},
		{`run: {script: {javascript: "[1, {a: null}]"}}`, `returns: [1, {a: null}]`, ""},
		{`run: {script: {javascript: "let x"}}`, `returns: null`, ""},
		{`run: {script: {javascript: "1"}}`, `returns: null`, "returns: run returned something else"},
		{`quality: {"[default]t": Bad_Stale}`, `{returns: [Good], tags: {"[default]t": {value: 0, quality: Bad_Stale}}}`, ""},

		// A script that runs in a session finds the session.
		{`run: {in: session s2, script: {javascript: "session.props.id"}}`, `returns: s2`, ""},
		{`run: {script: {python: "result = session.props.id"}, in: session s1}`, `returns: s1`, ""},
		{`run: {in: session s1, script: {javascript: "const session = 5; session"}}`, `returns: 5`, ""},
		{`run: {in: session s1, script: {javascript: "function session() { return 6 } session()"}}`, `returns: 6`, ""},
		{`run: {script: {javascript: "session"}}`, `errors: [{in: run, type: ReferenceError}]`, ""},
		{`run: {script: {python: "session"}}`, `errors: [{in: run, type: NameError}]`, ""},

		// A quality is text to matchers.
		{`write: {"[default]none": 1}`, `returns: [{$regex: Bad}]`, ""},
		{`write: {"[default]none": 1}`, `returns: [{$type: string}]`, ""},
		{`write: {"[default]none": 1}`, `returns: [{$regex: Good}]`, "returns: write returned something else; writes: a bad write that no expectation names: [default]none returned Bad_NotFound"},
		{`write: {"[default]none": 1}`, `writes: [{quality: {$regex: "^Bad"}}]`, ""},
		{`quality: {"[default]t": Bad_Stale}`, `{returns: [{$contains: Good}], tags: {"[default]t": {quality: {$regex: "^Bad"}}}}`, ""},
		{`write: {"[default]t": 1}`, `events: [{currentValue: {quality: {$regex: "^Good$"}}}]`, ""},

		// at in the past, where the file alone does not show it.
		{"run: {script: {javascript: \"1\"}}\n  - at: 1h\n    advance: 0s\n  - at: 59m\n    advance: 0s", ``, "unreadable"},
	}
	l := NewLoader()
	for _, tt := range tests {
		action := tt.action
		if tt.expect != "" {
			action += "\n    expect: " + tt.expect
			if !strings.HasPrefix(tt.expect, "{") {
				action = tt.action + "\n    expect: {" + tt.expect + "}"
			}
		}
		got := "unreadable"
		f, err := l.LoadText("x.scenario.yaml", strings.Replace(testPlant, "ACTION", action, 1))
		if err == nil {
			r := f.Scenarios[0].Run(RunOptions{})
			var list []string
			for i := range r.Failures {
				f := &r.Failures[i]
				list = append(list, f.Expectation+": "+f.Message)
				assert.NotEmpty(t, f.String())
				assert.Positive(t, f.Line)
			}
			got = strings.Join(list, "; ")
		} else if tt.want != "unreadable" {
			require.NoError(t, err, tt.expect)
		}
		assert.Equal(t, tt.want, got, "%s\n%s", tt.action, tt.expect)
	}
}

// However many receivers there are and whichever of them entries name, a list
// that can be dealt out to them holds, and one that can't does not.
func TestManyReceivers(t *testing.T) {
	const sends = `for (let i = 0; i < %d; i++) system.util.sendMessage('X', 't', {a: i}, 'S')`
	list := func(n int, entry func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("\n        - " + entry(i))
		}
		return b.String()
	}
	on := func(i int) string { return fmt.Sprintf("{on: session s%d}", i) }
	who := func(i int) string { return fmt.Sprintf("{payload: {a: 0}, returns: s%d}", i) }
	handler := func(int) string { return "{handler: t}" }
	second := func(int) string { return "{payload: {a: 1}}" }
	but := func(entry func(int) string, k int, other string) func(int) string {
		return func(i int) string {
			if i == k {
				return other
			}
			return entry(i)
		}
	}
	backward := func(n int) func(int) string { return func(i int) string { return who(n - 1 - i) } }
	hard := func(i int) string { // each could be one of two: only one way to deal them out
		return fmt.Sprintf("{returns: {$oneOf: [s%d, s%d]}}", i, i+1)
	}
	tests := []struct {
		name     string
		sessions int
		sends    int
		key      string
		entries  string
		want     string
	}{
		{"in order", 1000, 1, "fired", list(1000, on), ""},
		{"in order among others", 1000, 1, "includes", list(1000, on), ""},
		{"one that is not there", 1000, 1, "fired", list(1000, but(on, 700, "{on: session s700, handler: u}")), "fired: 1 handler run not as expected"},
		{"by what they return, backward", 700, 1, "fired", list(700, backward(700)), ""},
		{"by what they return, one wrong", 300, 1, "fired", list(300, but(backward(300), 7, "{returns: none}")), "fired: 1 handler run missing, 1 handler run that the list does not have"},
		{"two each, by handler and payload", 7, 2, "fired", list(7, handler) + list(7, second), ""},
		{"two each for many", 300, 2, "fired", list(300, handler) + list(300, second), ""},
		{"two each, the first too late", 7, 2, "fired", list(7, second) + list(7, handler), "fired: 6 handler runs missing, 6 handler runs that the list does not have"},
		{"two each, one receiver late", 9, 2, "fired", list(9, handler) + list(9, but(second, 3, "{payload: {a: 0}}")), ""},
		{"two each, one receiver too late", 9, 2, "fired", list(9, handler) + list(9, but(second, 8, "{payload: {a: 0}}")), "fired: handler runs in another order"},
		{"a matcher of receivers", 40, 2, "fired", list(40, func(int) string { return "{on: {$regex: '^session'}}" }) + list(40, second), ""},
		{"names and no names", 40, 2, "fired", list(40, but(handler, 20, "{on: session s39, payload: {a: 0}}")) + list(40, but(second, 39, "{on: session s0, payload: {a: 1}}")), ""},
		{"either of two", 60, 1, "fired", "\n        - {returns: s0}" + list(59, hard), ""},
		{"either of two, which is not there", 60, 1, "fired", "\n        - {returns: s60}" + list(59, hard), "fired: 1 handler run not as expected"},
		{"in a row", 20, 3, "fired", list(20, func(int) string { return "{handler: t, times: 2}" }) + list(20, func(int) string { return "{payload: {a: 2}}" }), ""},
		{"in a row among others", 20, 3, "includes", list(20, func(int) string { return "{payload: {a: {$not: 0}}, times: 2}" }), ""},
		{"in a row across receivers", 3, 1, "fired", "\n        - {handler: t, times: 3}", "fired: handler runs in another order; times counts runs that are consecutive at one receiver"},
		{"a tag each", 1000, 0, "events", list(1000, func(i int) string { return fmt.Sprintf(`{tag: "[default]t%d"}`, i) }), ""},
		{"a tag each, unnamed", 300, 0, "events", list(300, func(i int) string { return fmt.Sprintf("{currentValue: %d}", 300-i) }), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("scenario: x\nprojects:\n  X: {messages: {session: {t: {javascript: \"function handleMessage(session, payload) { return session.props.id }\"}}}}\nsessions:\n")
			for i := range tt.sessions {
				fmt.Fprintf(&b, "  s%d: {project: X}\n", i)
			}
			if tt.sends == 0 {
				b.WriteString("tags:\n")
				for i := range tt.sessions {
					fmt.Fprintf(&b, "  \"[default]t%d\": {value: 0, valueChanged: {javascript: \"function valueChanged() {}\"}}\n", i)
				}
				b.WriteString("steps:\n  - write:\n")
				for i := range tt.sessions {
					fmt.Fprintf(&b, "      \"[default]t%d\": %d\n", i, i+1)
				}
			} else {
				fmt.Fprintf(&b, "steps:\n  - run: {script: {javascript: \"%s\"}}\n", fmt.Sprintf(sends, tt.sends))
			}
			if tt.key == "includes" {
				b.WriteString("    expect:\n      fired: {includes: [" + strings.ReplaceAll(strings.TrimPrefix(tt.entries, "\n        - "), "\n        - ", ", ") + "]}\n")
			} else {
				b.WriteString("    expect:\n      " + tt.key + ":" + tt.entries + "\n")
			}
			f, err := NewLoader().LoadText("x.scenario.yaml", b.String())
			require.NoError(t, err)
			var got []string
			for _, f := range f.Scenarios[0].Run(RunOptions{}).Failures {
				got = append(got, f.Expectation+": "+f.Message)
			}
			assert.Equal(t, tt.want, strings.Join(got, "; "))
		})
	}
}

// The clock may be further than the file tells: then at fails the step, and
// the run goes on.
func TestAtInThePast(t *testing.T) {
	f, err := NewLoader().LoadText("x.scenario.yaml", `scenario: x
tags: {"[default]a": {value: 0}}
steps:
  - drive: {recording: testdata/files/recording.ndjson}
    allow: [bad write]
  - at: 500ms
    write: {"[default]a": 1}
  - at: 2s
    write: {"[default]a": 2}
    expect: {tags: {"[default]a": 2}}
`)
	require.NoError(t, err)
	r := f.Scenarios[0].Run(RunOptions{})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "x.scenario.yaml:6:5: step 2, write: the clock is at 1s already, 500ms has passed", r.Failures[0].String())
	assert.Equal(t, "2s", fmt.Sprint(r.Virtual))
}

// A plant that the simulator refuses is an error of the file.
func TestUnbuildable(t *testing.T) {
	f, err := NewLoader().LoadText("x.scenario.yaml", "scenario: x\ntags: {\"[default]a\": {value: 1}, \"[default]a/b\": {value: 1}}\nsteps: [{advance: 1s}]\n")
	if err == nil {
		r := f.Scenarios[0].Run(RunOptions{})
		assert.Equal(t, Broken, r.Status)
		err = r.Err
	}
	assert.ErrorContains(t, err, "x.scenario.yaml:2:")
}

package scenarios_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scenarios"
	"dryfire/tags"
)

// Scenarios of this package's own, beside those of the contract.
func TestPassing(t *testing.T) { scenarios.Test(t, "testdata/passing/*.scenario.yaml") }

const rigPlant = `
projects:
  X:
    messages:
      session: {test: {python: "\treturn payload['cv'] * 2"}}
sessions: {s1: {project: X, user: operator}}
tags:
  "[default]test":
    dataType: Int4
    value: 0
    valueChanged:
      python: |
        	if not initialChange:
        		system.util.sendMessage('X', 'test', {'cv': currentValue.value, 'list': [1, None]}, scope='S')
  "[default]bad": {dataType: Int4, value: 0, valueChanged: {python: "\tif not initialChange: raise ValueError('no')"}}
`

func TestRig(t *testing.T) {
	rig := scenarios.NewRig(t, rigPlant)
	did := rig.Write("[default]test", 5)
	require.Len(t, did.Fired, 1)
	assert.Equal(t, scenarios.HandlerRun{On: "session s1", Handler: "test", Project: "X",
		Payload: map[string]any{"cv": int64(5), "list": []any{int64(1), nil}}, Returned: int64(10)}, did.Fired[0])
	require.Len(t, did.Events, 1)
	assert.Equal(t, "5", did.Events[0].CurrentValue.Value.String())
	assert.Equal(t, []any{"Good"}, did.Returned)
	assert.Len(t, did.Sent, 1)
	did.Expect(`{fired: [{on: session s1, payload: {cv: {$type: int}}}], returns: [Good]}`)

	assert.Empty(t, rig.Advance(time.Second).Events)
	assert.Equal(t, "5", rig.Read("[default]test").Value.String())
	assert.Equal(t, time.Second, rig.Simulation().Now())
	assert.Equal(t, map[string]any{"a": []any{int64(1), 2.5, "x", true, nil}}, rig.Run("python", "result = {'a': [1, 2.5, 'x', True, None]}").Returned)

	rig.Allow = scenarios.AllowScriptError
	did = rig.Do(scenarios.Write{{Path: "[default]bad", Update: tags.Update{Value: tags.Int(1), HasValue: true}}})
	require.Len(t, did.Errors, 1)
	assert.Equal(t, "ValueError: no", did.Events[0].Error)
}

// fakeT notes what a rig reports.
type fakeT struct {
	testing.TB
	errors []string
}

func (f *fakeT) Helper() {}
func (f *fakeT) Error(args ...any) {
	f.errors = append(f.errors, strings.TrimSpace(fmt.Sprint(args...)))
}
func (f *fakeT) Errorf(s string, a ...any) { f.Error(fmt.Sprintf(s, a...)) }
func (f *fakeT) Fatal(args ...any)         { f.Error(args...); panic(f) }
func (f *fakeT) Fatalf(s string, a ...any) { f.Errorf(s, a...); panic(f) }

func reported(t *testing.T, do func(t testing.TB)) []string {
	f := &fakeT{TB: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != any(f) {
				panic(r)
			}
		}()
		do(f)
	}()
	return f.errors
}

func TestRigReports(t *testing.T) {
	const plant = rigPlant
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) { scenarios.NewRig(t, plant).Write("[default]bad", 1) }), "\n"), "a script error that no expectation names")
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) { scenarios.NewRig(t, plant).Write("[default]none", 1) }), "\n"), "[default]none returned Bad_NotFound")
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) { scenarios.NewRig(t, plant).Write("[default]test", 1).Expect("fired: []") }), "\n"), "1 handler run that the list does not have")
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) {
		scenarios.NewRig(t, plant).Write("[default]test", 1).Expect("fired: [{on: nobody}]")
	}), "\n"), "expect:1:14: got")
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) { scenarios.NewRig(t, "gone.yaml") }), "\n"), "gone.yaml: got a file that can't be read")
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) { scenarios.NewRig(t, plant).Run("lua", "") }), "\n"), `got the language "lua"`)
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) { scenarios.NewRig(t, plant).Write("[default]test", struct{}{}) }), "\n"), "got a struct {}")
}

// Calls of stubs are there as Go values, and for expectations.
func TestRigCalls(t *testing.T) {
	rig := scenarios.NewRig(t, "stubs:\n  system.db.runNamedQuery: [{returns: 1}, {raises: \"ValueError: locked\"}]\n")
	did := rig.Run("python", "result = system.db.runNamedQuery('Q', {'id': 7}, getKey=True)")
	require.Len(t, did.Calls, 1)
	assert.Equal(t, int64(1), did.Returned)
	assert.Equal(t, "Q", did.Calls[0].Args[0].Text())
	assert.False(t, did.Calls[0].Unprepared)
	did.Expect("calls: [{function: system.db.runNamedQuery, args: [Q, {id: 7}], keywords: {getKey: true}, in: run}]")
	assert.Contains(t, strings.Join(reported(t, func(t testing.TB) {
		scenarios.NewRig(t, "stubs:\n  system.db.q: {}\n").Run("python", "system.db.q(1)").Expect("calls: [{args: [2]}]")
	}), "\n"), "1 call missing")

	did = rig.Run("javascript", "try { system.db.runNamedQuery('Q') } catch (e) { result = e.message }")
	assert.Equal(t, "locked", did.Returned)
	assert.Equal(t, "ValueError", did.Calls[0].Type)
}

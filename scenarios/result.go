package scenarios

import (
	"fmt"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/tags"
)

// Status is what became of a scenario.
type Status string

// The outcomes of a scenario.
const (
	Passed Status = "passed"
	Failed Status = "failed" // an expectation does not hold, something loud was not named, or the run was stopped
	Broken Status = "error"  // the file or document can't be read: nothing ran
)

// Result is what became of one scenario, or of a file or document that can't be
// read.
type Result struct {
	Scenario string // "" for what can't be read
	About    string
	File     string // as it was given
	Line     int    // on which the scenario begins; that of the error
	Index    int    // of the scenario's document in the file
	Status   Status
	Err      error // why it can't be read; an *Error
	Steps    []StepResult
	Failures []Failure
	Warnings []string      // what was ignored or bent in project folders and tag files
	Took     time.Duration // on the wall clock
	Virtual  time.Duration // virtual time at the end
	Journal  []events.Record
	Output   string // what scripts printed

	rewrites []rewrite
}

// StepResult is what one step did.
type StepResult struct {
	Number  int // from 1; 0 is the start
	Name    string
	Action  string // its keyword and what it acts on
	Line    int
	At      time.Duration // virtual time at its end
	Failed  bool
	Records int // index in the journal behind its last record
}

// Failure is one expectation that does not hold, or one loud thing that no
// expectation names.
type Failure struct {
	Step        int    // from 1; 0 is the start
	Name        string // of the step
	File        string // in which the expectation stands: an included plant has onStart too
	Line        int    // of the expectation
	Col         int
	Expectation string // fired, logs, …; stopped for a run that could not go on
	Message     string // in a line
	Expected    string // as YAML lines; "" for what is loud
	Actual      string
	Want        []byte       // what was expected as JSON, matchers as they are written; nil for what is loud
	Got         []byte       // what happened as JSON; nil if there is nothing
	Diff        []match.Line // expected against actual
	Details     []string     // each place that differs, one a line
	Hint        string       // what to do about it; "" for nothing
	Receipts    []string     // what explains it: who was selected, who was not, and why
}

// found notes what happened where nothing was expected.
func (f *Failure) found(v tags.Value) {
	f.Actual, f.Got = match.Show(v), tags.AppendJSON(nil, v)
}

// Place is file:line:col of the expectation.
func (f *Failure) Place() string {
	e := Error{File: f.File, Line: f.Line, Col: max(f.Col, 1)}
	return strings.TrimSuffix(e.Error(), ": got ")
}

func (f *Failure) stepName() string {
	switch {
	case f.Step == 0:
		return "at the start, "
	case f.Name != "":
		return fmt.Sprintf("step %d (%s), ", f.Step, f.Name)
	}
	return fmt.Sprintf("step %d, ", f.Step)
}

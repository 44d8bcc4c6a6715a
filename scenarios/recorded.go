package scenarios

// From a recording to a scenario. The scenario replays the recording through
// the plant that was recorded, and what it expects is found by running it: the
// same way in which dryfire test --update finds it.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/tags"
	"dryfire/tags/opcua/recording"
)

// FromRecording says how a recording becomes a scenario.
type FromRecording struct {
	Recording string // file
	Scenario  string // file to write
	Plant     string // file; "" takes the one that the recording names, if it names one
	Name      string // of the scenario; "" makes one
	Force     bool   // the file may be there already
}

// Replayed says what a scenario from a recording holds.
type Replayed struct {
	Changes      int
	Warnings     []string // about the recording
	Tags         int
	Lasted       time.Duration
	Expectations int // runs, log lines, errors and the like that it expects
}

// Write writes the scenario. It passes when it is run, and the file is not
// there if that can't be had.
func (o FromRecording) Write() (*Replayed, error) {
	if !strings.HasSuffix(o.Scenario, Suffix) {
		return nil, fmt.Errorf("got the name %q, want one that ends in %s", o.Scenario, Suffix)
	}
	old, err := os.ReadFile(o.Scenario)
	was := err == nil
	if was && !o.Force {
		return nil, fmt.Errorf("%s is there already, want a new file, or --force", o.Scenario)
	}
	if info, err := os.Stat(o.Recording); err == nil && info.Size() > MaxRead {
		return nil, fmt.Errorf("%s: it has %d MiB, want at most %d: a scenario replays a recording as a whole; record for a shorter time, "+
			"or keep its first line and some of the others", o.Recording, info.Size()>>20, MaxRead>>20)
	}
	text, err := readFile(o.Recording)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", o.Recording, errText(err))
	}
	in, err := recording.NewReader(strings.NewReader(text), o.Recording)
	if err != nil {
		return nil, err
	}
	records, err := in.All()
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%s: got no changes, want at least one", o.Recording)
	}
	if o.Plant == "" && in.Plant != "" {
		o.Plant = filepath.Join(filepath.Dir(o.Recording), filepath.FromSlash(in.Plant))
		if _, err := os.Stat(o.Plant); err != nil {
			return nil, fmt.Errorf("%s was recorded with the plant %s, which is not there any more: --plant FILE names it where it is now", o.Recording, o.Plant)
		}
	}
	w := &replayWriter{FromRecording: o, records: records, started: in.Started}
	did, err := w.write()
	if err == nil {
		did.Warnings = in.Warnings()
		return did, nil
	}
	// What does not pass is not left behind.
	if was {
		err = errors.Join(err, os.WriteFile(o.Scenario, old, 0o644))
	} else if e := os.Remove(o.Scenario); e != nil && !os.IsNotExist(e) {
		err = errors.Join(err, e)
	}
	return nil, err
}

type replayWriter struct {
	FromRecording
	records []recording.Record
	started time.Time
	paths   []string // of the recorded tags, in order
	plant   *Plant
}

func (w *replayWriter) write() (*Replayed, error) {
	seen := map[string]bool{}
	for _, r := range w.records {
		key := strings.ToLower(r.Tag)
		if !seen[key] {
			seen[key] = true
			w.paths = append(w.paths, r.Tag)
		}
	}
	if w.Plant != "" {
		l := NewLoader()
		l.Stepless = true
		var err error
		if w.plant, err = l.LoadPlant(w.Plant); err != nil {
			return nil, err
		}
	}
	// Lists that are complete are filled in by the update; log lines are a
	// selection, so they are taken from the journal.
	first, err := w.run(nil, nil, false)
	if err != nil {
		return nil, err
	}
	logs, last := journalLogs(first), lastValues(first)
	if _, err := w.run(logs, last, true); err != nil {
		return nil, err
	}
	if err := w.prune(); err != nil {
		return nil, err
	}
	proof := w.result(false)
	switch {
	case proof.Err != nil:
		return nil, proof.Err
	case proof.Status != Passed:
		return nil, fmt.Errorf("the scenario does not pass:\n%s", proof.Failures[0].String())
	}
	did := &Replayed{Changes: len(w.records), Tags: len(w.paths), Lasted: proof.Virtual, Expectations: len(logs) + len(last)}
	for _, rec := range stepRecords(proof) {
		if rec.Kind == events.KindStart || rec.Kind == events.KindDrop || rec.Kind == events.KindError {
			did.Expectations++
		}
	}
	return did, nil
}

// run writes the scenario and runs it; update fills in what happened.
func (w *replayWriter) run(logs []*events.Log, last map[string]tags.QualifiedValue, update bool) (*Result, error) {
	text, err := w.text(logs, last)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(w.Scenario, []byte(text), 0o644); err != nil {
		return nil, err
	}
	r := w.result(update)
	for _, f := range r.Failures {
		if f.Expectation == "stopped" {
			return nil, errors.New(f.String())
		}
	}
	return r, r.Err
}

func (w *replayWriter) result(update bool) *Result {
	var r *Result
	suite := Suite{Options: RunOptions{Journal: true}, Update: update, Parallel: 1}
	sum := suite.Run([]string{w.Scenario}, func(x *Result) { r = x })
	if r.Err == nil && len(sum.UpdateErrors) > 0 {
		r.Err = sum.UpdateErrors[0]
	}
	return r
}

// stepRecords is what happened in the only step.
func stepRecords(r *Result) []events.Record {
	if len(r.Steps) == 0 {
		return nil
	}
	return r.Journal[min(r.Steps[0].Records, len(r.Journal)):]
}

func journalLogs(r *Result) []*events.Log {
	var logs []*events.Log
	for _, rec := range stepRecords(r) {
		if l, ok := rec.Detail.(*events.Log); ok {
			logs = append(logs, l)
		}
	}
	return logs
}

// lastValues are what tags held at the end, by path in lower case.
func lastValues(r *Result) map[string]tags.QualifiedValue {
	last := map[string]tags.QualifiedValue{}
	for _, rec := range stepRecords(r) {
		if v, ok := rec.Detail.(*events.ValueChange); ok && !v.Backfill {
			last[strings.ToLower(v.Tag)] = v.Current
		}
	}
	return last
}

// relative is the path of a file as the scenario names it.
func (w *replayWriter) relative(path string) (string, error) {
	from, err := filepath.Abs(filepath.Dir(w.Scenario))
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(from, to); err == nil {
		to = rel
	}
	return filepath.ToSlash(to), nil
}

// prunable are lists that say nothing when they are empty.
var prunable = []string{"errors: []", "notDelivered: []", "writes: []"}

func (w *replayWriter) text(logs []*events.Log, last map[string]tags.QualifiedValue) (string, error) {
	file, err := w.relative(w.Recording)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	name := w.Name
	if name == "" {
		name = "Replay of " + filepath.Base(w.Recording)
	}
	fmt.Fprintf(&b, "scenario: %s\nabout: %s\n", yaml.Quote(name), yaml.DoubleQuote(fmt.Sprintf("Made from a recording of %s by dryfire record.", w.started.UTC().Format("2006-01-02 15:04:05 UTC"))))
	if w.plant != nil {
		plant, err := w.relative(w.Plant)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "plant: %s\nonStart: {}\n", yaml.Quote(plant))
	}
	b.WriteString("clock: virtual\n")
	w.tags(&b)
	b.WriteString("steps:\n  - ")
	if d := w.records[0].Arrived.Sub(w.started); !w.started.IsZero() && d > 0 {
		fmt.Fprintf(&b, "at: %s # as long after the start as it was\n    ", d)
	}
	fmt.Fprintf(&b, "drive: {recording: %s}\n    expect:\n      events: []\n      fired: []\n", yaml.Quote(file))
	for _, line := range prunable {
		b.WriteString("      " + line + "\n")
	}
	if len(logs) > 0 {
		b.WriteString("      logs:\n")
		for _, l := range logs {
			fmt.Fprintf(&b, "        - {on: %s, logger: %s, level: %s, message: %s}\n", yaml.Quote(l.On), yaml.Quote(l.Logger), l.Level, yaml.Quote(l.Message))
		}
	}
	b.WriteString("      tags:\n")
	for _, p := range w.paths {
		q, ok := last[strings.ToLower(p)]
		switch {
		case !ok:
		case q.Quality.Code == tags.Good:
			fmt.Fprintf(&b, "        %s: %s\n", yaml.DoubleQuote(p), match.Show(plainValue(q.Value)))
		default:
			fmt.Fprintf(&b, "        %s: {value: %s, quality: %s}\n", yaml.DoubleQuote(p), match.Show(plainValue(q.Value)), q.Quality.Code.Name())
		}
	}
	return b.String(), nil
}

// tags writes what the plant does not say of the recorded tags, or says and a
// live plant does not heed: a fed tag starts without a value.
func (w *replayWriter) tags(b *bytes.Buffer) {
	var lines []string
	for _, p := range w.paths {
		key, _, problem := tagKey(p)
		if w.plant == nil {
			lines = append(lines, fmt.Sprintf("  %s: {dataType: %s, valueSource: opc}\n", yaml.DoubleQuote(p), w.dataType(p)))
			continue
		}
		if i := w.plant.findTag(key); problem == "" && i >= 0 && !w.plant.Tags[i].Definition.StartValue().IsNull() {
			lines = append(lines, fmt.Sprintf("  %s: {value: null, defaultValue: null}\n", yaml.DoubleQuote(p)))
		}
	}
	if len(lines) > 0 {
		b.WriteString("tags:\n" + strings.Join(lines, ""))
	}
}

// dataType is the smallest type that holds all recorded values of a tag.
func (w *replayWriter) dataType(path string) tags.DataType {
	types := []tags.DataType{tags.Boolean, tags.Int4, tags.Int8, tags.Float8, tags.DateTime, tags.String, tags.DataSet, tags.DocumentType,
		tags.BooleanArray, tags.Int4Array, tags.Int8Array, tags.Float8Array, tags.DateTimeArray, tags.StringArray}
	fits := func(t tags.DataType) bool {
		any := false
		for _, r := range w.records {
			if r.Keep || r.Value.IsNull() || !strings.EqualFold(r.Tag, path) {
				continue
			}
			any = true
			v, q := t.Coerce(r.Value, nil)
			if q.Code != tags.Good || !sameKind(v, r.Value) {
				return false
			}
		}
		return any
	}
	for _, t := range types {
		if fits(t) {
			return t
		}
	}
	return tags.String
}

// sameKind reports whether a value that was converted is still what it was.
func sameKind(a, b tags.Value) bool {
	if a.IsNumber() && b.IsNumber() {
		return a.Equal(b) || a.Float64() == b.Float64()
	}
	return a.Kind() == b.Kind() && match.Show(a) == match.Show(b)
}

// prune takes out lists that stayed empty and say nothing so.
func (w *replayWriter) prune() error {
	text, err := os.ReadFile(w.Scenario)
	if err != nil {
		return err
	}
	out := string(text)
	for _, line := range prunable {
		out = strings.Replace(out, "      "+line+"\n", "", 1)
	}
	return os.WriteFile(w.Scenario, []byte(out), 0o644)
}

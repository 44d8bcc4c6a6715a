package report

import (
	"fmt"
	"strings"
	"time"

	"dryfire/scenarios"
)

// text is for people: one line a file, and everything about what failed.
type text struct {
	*output
	o       Options
	file    []*scenarios.Result // of the file that is being listed
	sum     scenarios.Summary
	shown   time.Time
	showing bool
}

func (t *text) paint(code, s string) string {
	if !t.o.Colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Result lists a result with the others of its file.
func (t *text) Result(r *scenarios.Result) {
	if len(t.file) > 0 && t.file[0].File != r.File {
		t.flushFile()
	}
	// Passed scenarios are only counted: a file may have ten thousand.
	if r.Status == scenarios.Passed && !t.o.Verbose && len(r.Warnings) == 0 {
		r = &scenarios.Result{Scenario: r.Scenario, File: r.File, Status: r.Status, Took: r.Took}
	}
	t.file = append(t.file, r)
	t.sum.Add(r)
	t.progress()
}

// progress shows how far it is, at most ten times a second.
func (t *text) progress() {
	if t.o.Progress == nil || time.Since(t.shown) < 100*time.Millisecond {
		return
	}
	if t.shown.IsZero() { // nothing to show for what is over at once
		t.shown = time.Now()
		return
	}
	t.shown, t.showing = time.Now(), true
	line := fmt.Sprintf("%d passed", t.sum.Passed)
	if n := t.sum.Failed + t.sum.Errors; n > 0 {
		line += ", " + t.paint("31", fmt.Sprintf("%d failed", n))
	}
	fmt.Fprintf(t.o.Progress, "\r\x1b[K%s …", line)
}

func (t *text) clear() {
	if t.showing {
		fmt.Fprint(t.o.Progress, "\r\x1b[K")
		t.showing = false
	}
}

func (t *text) flushFile() {
	var failed []*scenarios.Result
	var took time.Duration
	for _, r := range t.file {
		took += r.Took
		if r.Status != scenarios.Passed {
			failed = append(failed, r)
		}
	}
	first := t.file[0]
	list := t.file
	t.file = nil
	t.clear()
	switch {
	case first.Err != nil && first.Scenario == "" && len(list) == 1:
		t.printf("%s %s\n", t.paint("31", "ERROR"), first.Err)
		return
	case len(failed) == 0:
		what := first.Scenario
		if len(list) > 1 {
			what = plural(len(list), "scenario", "scenarios")
		}
		t.printf("%s    %s  %s  %s\n", t.paint("32", "ok"), first.File, t.paint("2", what), t.paint("2", duration(took)))
	default:
		t.printf("%s  %s  %s\n", t.paint("31", "FAIL"), first.File, t.paint("2", fmt.Sprintf("%d of %s failed, %s", len(failed), plural(len(list), "scenario", "scenarios"), duration(took))))
	}
	warned := map[string]bool{}
	for _, r := range list {
		for _, w := range r.Warnings {
			if !warned[w] {
				warned[w] = true
				t.printf("      %s %s\n", t.paint("33", "warning:"), w)
			}
		}
		switch {
		case r.Status != scenarios.Passed:
			t.failed(r)
		case t.o.Verbose:
			t.printf("      %s  %s  %s\n", t.paint("32", "passed"), r.Scenario, t.paint("2", steps(r)))
			t.printed(r, "        ")
		}
	}
}

func steps(r *scenarios.Result) string {
	return fmt.Sprintf("%s, %s of virtual time", plural(max(len(r.Steps)-1, 0), "step", "steps"), r.Virtual)
}

func (t *text) failed(r *scenarios.Result) {
	t.printf("\n  %s  %s\n", t.paint("31", string(r.Status)), t.paint("1", name(r)))
	if r.Err != nil {
		t.printf("    %s\n", r.Err)
	}
	for i := range r.Failures {
		t.write(r.Failures[i].Text("    ", t.o.Colour) + "\n")
	}
	t.printed(r, "    ")
}

// maxPrinted is how many printed lines of a scenario are shown, unless all are
// asked for.
const maxPrinted = 20

// printed shows what the scripts of a scenario printed.
func (t *text) printed(r *scenarios.Result, indent string) {
	if r.Output == "" {
		return
	}
	t.printf("%s%s\n", indent, t.paint("2", "what scripts printed"))
	lines := strings.Split(strings.TrimRight(r.Output, "\n"), "\n")
	for i, line := range lines {
		if i == maxPrinted && !t.o.Verbose {
			t.printf("%s  … %s more, --verbose shows them\n", indent, plural(len(lines)-i, "line", "lines"))
			break
		}
		t.printf("%s  %s\n", indent, line)
	}
}

// duration spells a time as people read it.
func duration(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Finish writes the summary.
func (t *text) Finish(sum scenarios.Summary) error {
	if len(t.file) > 0 {
		t.flushFile()
	}
	t.clear()
	var parts []string
	if sum.Passed > 0 || sum.Total() == 0 {
		parts = append(parts, t.paint("32", fmt.Sprintf("%d passed", sum.Passed)))
	}
	if sum.Failed > 0 {
		parts = append(parts, t.paint("31", fmt.Sprintf("%d failed", sum.Failed)))
	}
	if sum.Errors > 0 {
		parts = append(parts, t.paint("31", fmt.Sprintf("%d could not be read", sum.Errors)))
	}
	t.printf("\n%s  %s\n", strings.Join(parts, ", "), t.paint("2", "in "+duration(sum.Took)))
	for _, path := range sum.Updated {
		t.printf("rewrote the expectations of %s\n", path)
	}
	for _, err := range sum.UpdateErrors {
		t.printf("%s %v\n", t.paint("31", "ERROR"), err)
	}
	return t.flush()
}

package scenarios

import (
	"path/filepath"
	"strings"
	"testing"

	"dryfire/scenarios/match"
)

// Test runs every scenario of the files that patterns name as a subtest of t.
// A pattern is a path, a glob as of [filepath.Match], or a folder, which stands
// for all scenario files below it. Subtests run in parallel if t may.
//
//	func TestPlant(t *testing.T) { scenarios.Test(t, "testdata/*.scenario.yaml") }
func Test(t *testing.T, patterns ...string) {
	t.Helper()
	l := NewLoader()
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Errorf("%s: got no scenario files, want at least one", pattern)
			continue
		}
		files, errs := Find(paths...)
		for _, err := range errs {
			t.Error(err)
		}
		for _, file := range files {
			testFile(t, l, file)
		}
	}
}

func testFile(t *testing.T, l *Loader, path string) {
	t.Helper()
	f, err := l.Load(path)
	if f == nil {
		t.Error(err)
		return
	}
	for _, e := range f.Errors {
		t.Error(e.Err)
	}
	name := strings.TrimSuffix(filepath.Base(path), Suffix)
	for _, s := range f.Scenarios {
		t.Run(name+"/"+s.Name, func(t *testing.T) {
			t.Parallel()
			r := s.Run(RunOptions{})
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			for i := range r.Failures {
				t.Error("\n" + r.Failures[i].String())
			}
		})
	}
}

// String tells the failure in several lines: where, what, expected against
// actual, and what explains it.
func (f *Failure) String() string { return f.Text("", false) }

// Text is String with each line after an indentation, and in colour if so
// wanted.
func (f *Failure) Text(indent string, colour bool) string {
	var b strings.Builder
	paint := func(code, s string) string {
		if !colour {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	line := func(s string) { b.WriteString(indent + s + "\n") }
	line(paint("1", f.Place()) + ": " + f.stepName() + f.Expectation + ": " + paint("31", f.Message))
	if len(f.Diff) > 0 {
		line("  " + paint("2", "- expected, + actual"))
		b.WriteString(match.Unified(f.Diff, indent+"  ", colour))
	} else if f.Actual != "" {
		line("  " + f.Actual)
	}
	for i, d := range f.Details {
		if i == 20 {
			line("    … and more")
			break
		}
		line("    " + d)
	}
	if f.Hint != "" {
		line("    " + paint("33", "hint:") + " " + f.Hint)
	}
	if len(f.Receipts) > 0 {
		line("  " + paint("2", "what happened"))
		for _, r := range f.Receipts {
			line("    " + r)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

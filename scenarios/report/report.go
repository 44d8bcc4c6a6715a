// Package report writes the results of scenarios: as text for people, as JSON
// lines, JUnit XML and TAP for programs, and as an HTML page.
//
//	w, err := report.New("text", os.Stdout, report.Options{})
//	summary := suite.Run(files, func(r *scenarios.Result) { w.Result(r) })
//	err = w.Finish(summary)
package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dryfire/scenarios"
)

// Writer writes results in one format. Results come in the order of files and
// scenarios. Errors of the output are kept and returned by Finish.
type Writer interface {
	// Result writes one result.
	Result(r *scenarios.Result)
	// Finish writes what belongs at the end.
	Finish(sum scenarios.Summary) error
}

// Formats are the names that New knows.
var Formats = []string{"text", "json", "junit", "tap", "html"}

// Options are for people's formats; the others ignore them.
type Options struct {
	Colour   bool      // text in colour
	Progress io.Writer // a terminal for a line that shows how far it is; nil for none
	Verbose  bool      // text lists every scenario, not only every file
}

// New returns a writer of a format.
func New(format string, w io.Writer, o Options) (Writer, error) {
	out := &output{w: bufio.NewWriter(w)}
	switch format {
	case "text":
		return &text{output: out, o: o}, nil
	case "json":
		return &jsonLines{output: out}, nil
	case "junit":
		return &junit{output: out}, nil
	case "tap":
		return &tap{output: out}, nil
	case "html":
		return &page{output: out}, nil
	}
	return nil, fmt.Errorf("got the format %q, want one of %s", format, strings.Join(Formats, ", "))
}

// output is a buffered writer that keeps its first error.
type output struct {
	w   *bufio.Writer
	err error
}

func (o *output) printf(format string, args ...any) {
	if o.err == nil {
		_, o.err = fmt.Fprintf(o.w, format, args...)
	}
}

func (o *output) write(s string) {
	if o.err == nil {
		_, o.err = o.w.WriteString(s)
	}
}

func (o *output) flush() error {
	if o.err == nil {
		o.err = o.w.Flush()
	}
	return o.err
}

// name is what a result is called where it needs a name.
func name(r *scenarios.Result) string {
	if r.Scenario == "" {
		return "(unreadable)"
	}
	return r.Scenario
}

// failureText is everything about why a scenario did not pass.
func failureText(r *scenarios.Result) string {
	if r.Err != nil {
		return r.Err.Error()
	}
	var s []string
	for i := range r.Failures {
		s = append(s, r.Failures[i].String())
	}
	return strings.Join(s, "\n")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

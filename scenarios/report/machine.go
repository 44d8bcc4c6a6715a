package report

// The formats for programs.

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"dryfire/scenarios"
)

// jsonLines is one object a line, in the order of files and scenarios, and a
// summary at the end.
type jsonLines struct{ *output }

type jsonResult struct {
	Scenario   string        `json:"scenario"`
	File       string        `json:"file"`
	Status     string        `json:"status"`
	Steps      int           `json:"steps"`
	DurationMs float64       `json:"durationMs"`
	VirtualMs  float64       `json:"virtualMs"`
	Failures   []jsonFailure `json:"failures"`
	Warnings   []string      `json:"warnings,omitempty"`
}

type jsonFailure struct {
	Step        int             `json:"step"`
	Name        string          `json:"name"`
	File        string          `json:"file,omitempty"` // only if it is another than the scenario's
	Line        int             `json:"line"`
	Expectation string          `json:"expectation"`
	Message     string          `json:"message"`
	Expected    json.RawMessage `json:"expected"`       // null if nothing was
	Actual      json.RawMessage `json:"actual"`         // null if there is nothing
	Diff        []string        `json:"diff,omitempty"` // the two as people see them
	Details     []string        `json:"details,omitempty"`
	Hint        string          `json:"hint,omitempty"`
	Receipts    []string        `json:"receipts,omitempty"`
}

type jsonSummary struct {
	Summary bool `json:"summary"`
	Passed  int  `json:"passed"`
	Failed  int  `json:"failed"`
	Errors  int  `json:"errors"`
}

func (j *jsonLines) line(v any) {
	e := json.NewEncoder(j.w)
	e.SetEscapeHTML(false)
	if j.err == nil {
		j.err = e.Encode(v)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (j *jsonLines) Result(r *scenarios.Result) {
	out := jsonResult{Scenario: r.Scenario, File: r.File, Status: string(r.Status), Steps: max(len(r.Steps)-1, 0), DurationMs: ms(r.Took), VirtualMs: ms(r.Virtual),
		Failures: []jsonFailure{}, Warnings: r.Warnings}
	if r.Err != nil {
		f := jsonFailure{Line: r.Line, Expectation: "file", Message: r.Err.Error()}
		if e, ok := r.Err.(*scenarios.Error); ok {
			f.Message, f.Line = e.Message(), e.Line
			if e.File != r.File {
				f.File = e.File
			}
		}
		out.Failures = append(out.Failures, f)
	}
	for i := range r.Failures {
		f := &r.Failures[i]
		x := jsonFailure{Step: f.Step, Name: f.Name, Line: f.Line, Expectation: f.Expectation, Message: f.Message, Expected: f.Want, Actual: f.Got,
			Details: f.Details, Hint: f.Hint, Receipts: f.Receipts}
		if f.File != r.File {
			x.File = f.File
		}
		for _, l := range f.Diff {
			x.Diff = append(x.Diff, string(l.Mark)+" "+l.Text)
		}
		out.Failures = append(out.Failures, x)
	}
	j.line(out)
}

func (j *jsonLines) Finish(sum scenarios.Summary) error {
	j.line(jsonSummary{true, sum.Passed, sum.Failed, sum.Errors})
	return j.flush()
}

// junit is the XML that build servers read: a test suite for each file.
type junit struct {
	*output
	suites []*junitSuite
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Time     string      `xml:"time,attr"`
	Cases    []junitCase `xml:"testcase"`
	took     time.Duration
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr"`
	Line    int           `xml:"line,attr"`
	Time    string        `xml:"time,attr"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
	Output  *junitText    `xml:"system-out"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",cdata"`
}

type junitText struct {
	Text string `xml:",cdata"`
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }

// xmlText leaves out what XML can't hold.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return '\ufffd'
		}
		return r
	}, s)
}

func (j *junit) Result(r *scenarios.Result) {
	if len(j.suites) == 0 || j.suites[len(j.suites)-1].Name != r.File {
		j.suites = append(j.suites, &junitSuite{Name: r.File})
	}
	s := j.suites[len(j.suites)-1]
	s.Tests++
	s.took += r.Took
	c := junitCase{Class: r.File, Name: xmlText(name(r)), File: r.File, Line: r.Line, Time: seconds(r.Took)}
	if r.Output != "" {
		c.Output = &junitText{xmlText(r.Output)}
	}
	switch r.Status {
	case scenarios.Failed:
		s.Failures++
		p := &junitProblem{Text: xmlText(failureText(r))}
		if len(r.Failures) > 0 {
			p.Message, p.Type = xmlText(r.Failures[0].Message), r.Failures[0].Expectation
		}
		c.Failure = p
	case scenarios.Broken:
		s.Errors++
		c.Error = &junitProblem{Message: xmlText(r.Err.Error()), Type: "unreadable", Text: xmlText(r.Err.Error())}
	}
	s.Cases = append(s.Cases, c)
}

func (j *junit) Finish(sum scenarios.Summary) error {
	j.write(xml.Header)
	j.printf("<testsuites name=\"dryfire\" tests=\"%d\" failures=\"%d\" errors=\"%d\" time=\"%s\">\n", sum.Total(), sum.Failed, sum.Errors, seconds(sum.Took))
	for _, s := range j.suites {
		s.Time = seconds(s.took)
		b, err := xml.MarshalIndent(s, "  ", "  ")
		if err != nil && j.err == nil {
			j.err = err
		}
		j.write(string(b) + "\n")
	}
	j.write("</testsuites>\n")
	return j.flush()
}

// tap is the Test Anything Protocol, version 13.
type tap struct {
	*output
	n int
}

// tapName leaves out what has a meaning in a line of TAP.
func tapName(s string) string {
	return strings.NewReplacer("#", `\#`, "\n", " ", "\r", " ").Replace(s)
}

func (t *tap) Result(r *scenarios.Result) {
	if t.n == 0 {
		t.write("TAP version 13\n")
	}
	t.n++
	verdict := "ok"
	if r.Status != scenarios.Passed {
		verdict = "not ok"
	}
	t.printf("%s %d - %s: %s\n", verdict, t.n, tapName(r.File), tapName(name(r)))
	if r.Status == scenarios.Passed {
		return
	}
	t.write("  ---\n")
	if len(r.Failures) > 0 {
		f := &r.Failures[0]
		t.printf("  message: %s\n  at: %s\n", quoted(f.Expectation+": "+f.Message), quoted(f.Place()))
	} else {
		t.printf("  message: %s\n", quoted(failureText(r)))
	}
	t.write("  severity: fail\n  text: |\n")
	for _, line := range strings.Split(failureText(r), "\n") {
		t.printf("    %s\n", strings.TrimRight(line, " \r"))
	}
	t.write("  ...\n")
}

// quoted spells text as a YAML scalar; JSON's strings are YAML's too.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}

func (t *tap) Finish(scenarios.Summary) error {
	if t.n == 0 {
		t.write("TAP version 13\n")
	}
	t.printf("1..%d\n", t.n)
	return t.flush()
}

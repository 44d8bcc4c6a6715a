package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"dryfire/events"
	"dryfire/scenarios"
	"dryfire/scenarios/report"
)

type testFlags struct {
	run      string
	format   string
	reports  []string
	journal  string
	seed     int64
	parallel int
	update   bool
	verbose  bool
	colour   string
}

func testCommand() *cobra.Command {
	var f testFlags
	c := &cobra.Command{
		Use:   "test [path…]",
		Short: "Run scenario files, or every *.scenario.yaml below a folder",
		Long: `Runs scenario files, or every *.scenario.yaml below a folder (default: the
current one). The status is 0 if all passed, 1 if a scenario failed, 2 if a
file can't be read or no scenario's name matches --run. With --update it is 0
too if what failed passes with its expectations rewritten.`,
		RunE: func(c *cobra.Command, args []string) error { return f.test(c, args) },
	}
	fl := c.Flags()
	fl.SortFlags = false
	fl.StringVar(&f.run, "run", "", "only scenarios whose name matches `REGEXP`")
	fl.StringVar(&f.format, "format", "text", "what goes to standard output: text, json, junit or tap; json prints one object a line")
	fl.StringArrayVar(&f.reports, "report", nil, "written as well, as `FORMAT=FILE` (junit=FILE, html=FILE, …); may be given several times")
	fl.StringVar(&f.journal, "journal", "", "write the whole journal of the run to `FILE`, one JSON object a line")
	fl.Int64Var(&f.seed, "seed", 1, "seed of everything that is random")
	fl.IntVar(&f.parallel, "parallel", 0, "scenarios at a time (default: the number of processors)")
	fl.BoolVar(&f.update, "update", false, "rewrite the expectations to what happened")
	fl.BoolVarP(&f.verbose, "verbose", "v", false, "list every scenario, not only every file, with what its scripts printed")
	fl.StringVar(&f.colour, "color", "auto", "colour the text: auto (on a terminal), always or never")
	return c
}

// usage is an error of the command line.
func usage(format string, args ...any) error {
	return &status{exitUsage, "dryfire: " + fmt.Sprintf(format, args...)}
}

func (f *testFlags) test(c *cobra.Command, paths []string) error {
	suite := scenarios.Suite{Options: scenarios.RunOptions{Seed: f.seed, Journal: f.journal != "", Isolate: feedProcess}, Parallel: f.parallel, Update: f.update}
	if f.run != "" {
		re, err := regexp.Compile(f.run)
		if err != nil {
			return usage("got --run %q, want a regular expression: %v", f.run, err)
		}
		suite.Filter = re
	}
	if f.parallel < 0 {
		return usage("got --parallel %d, want a number from 1", f.parallel)
	}
	if f.seed == 0 {
		return usage("got --seed 0, want any other number")
	}
	if f.format == "html" {
		return usage("got --format html, want text, json, junit or tap; a page goes to a file with --report html=FILE")
	}
	out, err := f.outputs(c.OutOrStdout())
	if err != nil {
		return err
	}
	defer out.close()
	if len(paths) == 0 {
		paths = []string{"."}
	}
	files, errs := scenarios.Find(paths...)
	var sum scenarios.Summary
	for _, err := range errs {
		path := ""
		var e *scenarios.Error
		if errors.As(err, &e) {
			path = e.File
		}
		r := scenarios.Unreadable(path, err)
		sum.Add(r)
		out.result(r)
	}
	ran := suite.Run(files, out.result)
	ran.Errors += sum.Errors
	if err := out.finish(ran); err != nil {
		return usage("%v", err)
	}
	if ran.Total() == 0 { // a misspelled name must not look like success
		return usage("got --run %q, which no scenario's name matches, want one that some do", f.run)
	}
	if s := ran.ExitStatus(); s != exitOK {
		return &status{code: s}
	}
	return nil
}

// outputs are all that results are written to.
type outputs struct {
	writers []report.Writer
	files   []*os.File
	journal *os.File
	err     error
}

func (f *testFlags) outputs(stdout io.Writer) (*outputs, error) {
	o := &outputs{}
	options := report.Options{Verbose: f.verbose}
	switch f.colour {
	case "always":
		options.Colour = true
	case "auto":
		options.Colour = isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	case "never":
	default:
		return nil, usage("got --color %q, want auto, always or never", f.colour)
	}
	if isTerminal(os.Stderr) && isTerminal(os.Stdout) {
		options.Progress = os.Stderr
	}
	w, err := report.New(f.format, stdout, options)
	if err != nil {
		return nil, usage("%v", err)
	}
	o.writers = append(o.writers, w)
	for _, r := range f.reports {
		format, path, ok := strings.Cut(r, "=")
		if !ok || path == "" {
			return nil, usage("got --report %q, want FORMAT=FILE, for example junit=report.xml", r)
		}
		file, err := os.Create(path)
		if err != nil {
			return nil, usage("%v", err)
		}
		o.files = append(o.files, file)
		w, err := report.New(format, file, report.Options{})
		if err != nil {
			return nil, usage("%v", err)
		}
		o.writers = append(o.writers, w)
	}
	if f.journal != "" {
		if o.journal, err = os.Create(f.journal); err != nil {
			return nil, usage("%v", err)
		}
		o.files = append(o.files, o.journal)
	}
	return o, nil
}

func (o *outputs) result(r *scenarios.Result) {
	for _, w := range o.writers {
		w.Result(r)
	}
	if o.journal != nil && o.err == nil {
		o.err = events.WriteRecords(o.journal, r.Journal, []events.Member{{Name: "file", Text: r.File}, {Name: "scenario", Text: r.Scenario}})
		r.Journal = nil
	}
}

func (o *outputs) finish(sum scenarios.Summary) error {
	for _, w := range o.writers {
		if err := w.Finish(sum); o.err == nil {
			o.err = err
		}
	}
	return o.err
}

func (o *outputs) close() {
	for _, f := range o.files {
		if err := f.Close(); err != nil && o.err == nil {
			fmt.Fprintln(os.Stderr, "dryfire:", err)
		}
	}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

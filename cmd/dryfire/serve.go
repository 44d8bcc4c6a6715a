package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"dryfire/events"
	"dryfire/scenarios"
	"dryfire/scenarios/report"
	"dryfire/tags/opcua/isolate"
)

type serveFlags struct {
	format  string
	record  string
	force   bool
	steps   bool
	isolate bool
	verbose bool
	seed    int64
	during  time.Duration
}

func serveCommand() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve PLANT",
		Short: "Run a plant on the real clock, fed by its OPC UA servers",
		Long: `Runs a plant file or a scenario file on the real clock. Its tags follow the
servers under opcua, their scripts fire, and the journal is printed as it
happens. Servers that are not there are waited for. Ctrl-C ends it with a
summary; so does the time of --for.

The steps of a scenario are not done unless --steps says so: on a live plant
they write to the servers.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return f.serve(c, args[0]) },
	}
	fl := c.Flags()
	fl.SortFlags = false
	fl.StringVar(&f.format, "format", "text", "how the journal is printed: text or ndjson")
	fl.StringVar(&f.record, "record", "", "write every change that the servers send to `FILE`, one JSON object a line")
	fl.BoolVar(&f.force, "force", false, "overwrite the file of --record if it is there")
	fl.BoolVar(&f.steps, "steps", false, "do the scenario's steps first and check them; they may write to the servers")
	fl.BoolVar(&f.isolate, "isolate", false, "feed the tags from child processes, which a hostile server may crash without harm")
	fl.BoolVarP(&f.verbose, "verbose", "v", false, "print every record of the journal as text, not only what happens to tags, scripts and messages")
	fl.DurationVar(&f.during, "for", 0, "end after this time")
	fl.Int64Var(&f.seed, "seed", 1, "seed of everything that is random")
	return c
}

// interrupted is a context that Ctrl-C ends; a second Ctrl-C ends the process at
// once. Two that come within a moment are one: a terminal sends it to a whole
// group, and what wraps the command may pass it on.
func interrupted() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	came := make(chan os.Signal, 4)
	signal.Notify(came, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-came:
			cancel()
		case <-ctx.Done():
			return // the command ends by itself
		}
		for first := time.Now(); ; {
			if <-came; time.Since(first) > oneCtrlC {
				os.Exit(exitInterrupted)
			}
		}
	}()
	return ctx, func() { cancel(); signal.Stop(came) }
}

const (
	oneCtrlC        = 300 * time.Millisecond
	exitInterrupted = 130 // what a shell shows for a command that SIGINT ended
)

func (f *serveFlags) serve(c *cobra.Command, path string) error {
	if f.format != "text" && f.format != "ndjson" {
		return usage("got --format %q, want text or ndjson", f.format)
	}
	if f.seed == 0 {
		return usage("got --seed 0, want any other number")
	}
	s, err := scenarios.LoadServed(path)
	if err != nil {
		return &status{exitUsage, err.Error()}
	}
	if f.steps && len(s.Steps) == 0 {
		return usage("--steps: %s has no steps", path)
	}
	ctx, stop := interrupted()
	defer stop()
	if f.during > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, f.during)
		defer cancel()
	}
	out := bufio.NewWriterSize(c.OutOrStdout(), 1<<16)
	began := time.Now()
	var line []byte
	var broken error // of the output: nobody reads it any more
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	note := func(err error) {
		if err != nil && broken == nil {
			broken = err
			cancel()
		}
	}
	o := scenarios.ServeOptions{RunOptions: scenarios.RunOptions{Seed: f.seed, Isolate: feedProcess}, Steps: f.steps, IsolateAll: f.isolate,
		Journal: func(r *events.Record) {
			if f.format == "ndjson" {
				line = append(r.AppendJSON(line[:0]), '\n')
				_, err := out.Write(line)
				note(err)
			} else if text := report.Line(r, began, f.verbose); text != "" {
				_, err := fmt.Fprintln(out, text)
				note(err)
			}
		},
		Idle: func() { note(out.Flush()) },
		StepsDone: func(r *scenarios.Result) {
			note(out.Flush())
			for i := range r.Failures {
				fmt.Fprintln(c.ErrOrStderr(), r.Failures[i].String())
			}
		},
		Warn: func(w string) { fmt.Fprintln(c.ErrOrStderr(), "warning:", w) }}
	if f.record != "" {
		file, err := openRecord(f.record, f.force)
		if err != nil {
			return usage("%v", err)
		}
		defer file.close()
		o.Record, o.RecordPath = file, f.record
	}
	did, err := s.Serve(ctx, o)
	if did == nil {
		return &status{exitFailed, "dryfire: " + err.Error()}
	}
	if f.format == "ndjson" {
		out.Write(append(did.JSON(), '\n')) // Flush tells of an error
	} else {
		out.WriteString(did.Text())
		if f.record != "" {
			fmt.Fprintf(out, "%s: %d changes recorded\n", f.record, did.Recorded)
		}
	}
	note(out.Flush())
	failed := did.Steps != nil && did.Steps.Status != scenarios.Passed
	if n, all := did.NotDone, len(s.Steps); n > 0 {
		failed = true
		verb := "were"
		if n == 1 {
			verb = "was"
		}
		fmt.Fprintf(c.ErrOrStderr(), "%d of %d steps %s not done\n", n, all, verb)
	}
	switch {
	case err != nil:
		return &status{exitFailed, "dryfire: " + err.Error()}
	case broken != nil && !errors.Is(broken, syscall.EPIPE):
		return &status{exitFailed, "dryfire: " + broken.Error()}
	case failed:
		return &status{code: exitFailed}
	}
	return nil
}

// recordFile is the file of a recording. One that is there already is emptied
// with the first write, and one that was made for nothing is taken away: a plant
// that does not start leaves the folder as it was.
type recordFile struct {
	*os.File
	made, written bool
}

func openRecord(path string, force bool) (*recordFile, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err == nil {
		return &recordFile{File: file, made: true}, nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	regular := info.Mode().IsRegular() // a pipe or device has nothing to lose
	if regular && !force {
		return nil, fmt.Errorf("%s is there already, want a new file, or --force", path)
	}
	file, err = os.OpenFile(path, os.O_WRONLY, 0)
	return &recordFile{File: file, written: !regular}, err
}

func (r *recordFile) Write(p []byte) (int, error) {
	if !r.written && !r.made {
		if err := r.Truncate(0); err != nil {
			return 0, err
		}
	}
	r.written = true
	return r.File.Write(p)
}

func (r *recordFile) close() {
	_ = r.Close() // what was not written has been told by Write
	if r.made && !r.written {
		_ = os.Remove(r.Name())
	}
}

// feedProcess starts this program as the child that feeds tags.
func feedProcess() *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	return exec.Command(self, feedName)
}

const feedName = "opcua-feed"

// feedCommand is the child of an isolated feed; people have no use for it.
func feedCommand() *cobra.Command {
	return &cobra.Command{
		Use: feedName, Hidden: true, Args: cobra.NoArgs,
		Short: "Feed tags for the process that started this one",
		RunE: func(*cobra.Command, []string) error {
			// The parent ends it; Ctrl-C at a terminal reaches both.
			signal.Ignore(os.Interrupt)
			if err := isolate.Serve(os.Stdin, os.Stdout); err != nil {
				return &status{exitFailed, "dryfire: " + err.Error()}
			}
			return nil
		},
	}
}

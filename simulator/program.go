package simulator

import (
	"fmt"
	"io"
	"strings"

	"dryfire/events"
	"dryfire/scripts"
)

// Invocation says how a script file is run as a program.
type Invocation struct {
	Args   []string       // what follows the script's name
	Stubs  []scripts.Stub // what stands in for what the gateway lacks here
	Stdout io.Writer      // for what the script prints, as it happens
	Stderr io.Writer      // for what it logs
	Config Config
}

// RunProgram runs a script file in gateway scope against an empty gateway, as
// a program. It goes on until everything the script has set going has ended;
// virtual time costs none. The error is a *scripts.ScriptError, a
// *scripts.StubError, or an *events.LoopError.
func RunProgram(p scripts.Program, v Invocation) error {
	stdout, stderr := v.Stdout, v.Stderr
	s := New(v.Config)
	defer s.Close()
	g, err := s.AddGateway(GatewayConfig{Stubs: v.Stubs})
	if err != nil {
		return err
	}
	g.host.Program, g.host.Args = p.Source().Name, v.Args
	var failure error
	var unprepared []string
	s.journal.Stream(func(r *events.Record) {
		switch d := r.Detail.(type) {
		case *events.Output:
			to := stdout
			if d.Error {
				to = stderr
			}
			if _, err := io.WriteString(to, d.Text); err != nil && failure == nil {
				failure = err
			}
		case *events.Log:
			fmt.Fprintf(stderr, "%-5s [%s] %s\n", strings.ToUpper(d.Level), d.Logger, d.Message)
		case *events.Access:
			if r.Kind == events.KindWrite && d.Quality.IsBadOrError() {
				fmt.Fprintf(stderr, "%-5s write to %s: %s\n", "WARN", d.Path, d.Quality)
			}
		case *events.Receipt:
			if !d.Reason.OK() && d.Reason != events.OutOfScope {
				fmt.Fprintf(stderr, "%-5s message %s/%s to %s: %s (%s)\n", "WARN", d.Project, d.Handler, d.Endpoint, d.Reason, d.Detail)
			}
		case *events.Call:
			if d.Unprepared {
				unprepared = append(unprepared, d.Message)
			}
		case *events.ScriptError:
			if d.In != "run" && failure == nil { // of a thread or callback
				failure = &scripts.ScriptError{Type: d.Type, Message: d.Message, File: d.File, Line: d.Line, Traceback: d.Traceback, Hint: d.Hint}
			}
		}
	}, false)
	run := func() error {
		if err := s.Start(); err != nil {
			return err
		}
		if _, err := g.Run(Place{}, p); err != nil {
			return err
		}
		for failure == nil {
			due, ok := s.kernel.Next()
			if !ok {
				break
			}
			if err := s.AdvanceTo(due); err != nil {
				return err
			}
		}
		return failure
	}
	err = run()
	// What the script swallowed would leave no trace.
	for _, message := range unprepared {
		if err == nil || !strings.Contains(err.Error(), message) {
			fmt.Fprintf(stderr, "%-5s %s\n", "WARN", message)
		}
	}
	return err
}

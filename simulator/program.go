package simulator

import (
	"fmt"
	"io"
	"strings"

	"dryfire/events"
	"dryfire/scripts"
)

// RunProgram runs a script file in gateway scope against an empty gateway, as
// a program: what it prints goes to stdout as it happens, what it logs to
// stderr. It goes on until everything the script has set going has ended;
// virtual time costs none. The error is a *scripts.ScriptError, or an
// *events.LoopError.
func RunProgram(p scripts.Program, args []string, stdout, stderr io.Writer, c Config) error {
	s := New(c)
	defer s.Close()
	g, err := s.AddGateway(GatewayConfig{})
	if err != nil {
		return err
	}
	g.host.Args = args
	var failure error
	s.journal.Stream(func(r *events.Record) {
		switch d := r.Detail.(type) {
		case *events.Output:
			if _, err := io.WriteString(stdout, d.Text); err != nil && failure == nil {
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
		case *events.ScriptError:
			if d.In != "run" && failure == nil { // of a thread or callback
				failure = &scripts.ScriptError{Type: d.Type, Message: d.Message, File: d.File, Line: d.Line, Traceback: d.Traceback, Hint: d.Hint}
			}
		}
	}, false)
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

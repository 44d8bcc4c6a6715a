package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dryfire/scenarios"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator"
)

func scriptCommand() *cobra.Command {
	var stubs []string
	cmd := &cobra.Command{
		Use:   "script [--stub NAME=FILE.py]… FILE [args…]",
		Short: "Run one .py or .js file in gateway scope against an empty gateway",
		Long: `Runs one .py or .js file in gateway scope against an empty gateway. What it
prints goes to standard output, what it logs to standard error. The status is
1, with a traceback on standard error, if an exception is not caught, and what
the script says if it leaves by sys.exit.

--stub NAME=FILE.py puts a Python file in the place of a module or package that
is not here: of a script library, a vendor, Python or Java.`,
		Args:                  cobra.MinimumNArgs(1),
		DisableFlagsInUseLine: true,
		RunE: func(c *cobra.Command, args []string) error {
			text, err := os.ReadFile(args[0])
			if err != nil {
				return &status{exitUsage, "dryfire: " + err.Error()}
			}
			language, err := scenarios.LanguageOf(args[0])
			if err != nil {
				return &status{exitUsage, "dryfire: " + err.Error()}
			}
			program, err := language.Compile(scripts.Source{Name: args[0], Text: string(text), Form: scripts.FormProgram})
			if err != nil {
				return &status{exitFailed, refused(language, string(text), err)}
			}
			v := simulator.Invocation{Args: args[1:], Stdout: c.OutOrStdout(), Stderr: c.ErrOrStderr()}
			for _, s := range stubs {
				stub, err := stubOf(s)
				if err != nil {
					return &status{exitUsage, "dryfire: " + err.Error()}
				}
				v.Stubs = append(v.Stubs, stub)
			}
			err = simulator.RunProgram(program, v)
			var se *scripts.ScriptError
			var exit *scripts.ExitError
			var wrong *scripts.StubError
			switch {
			case errors.As(err, &wrong):
				return &status{exitUsage, "dryfire: --stub " + stubs[wrong.Index] + ": " + wrong.Error()}
			case errors.As(err, &exit):
				// Jython, unlike CPython, prints the text to standard output.
				if _, err := fmt.Fprint(c.OutOrStdout(), exit.Text); err != nil {
					return err
				}
				return &status{code: exit.Status & 0xff}
			case errors.As(err, &se) && se.Traceback != "":
				text := se.Traceback
				if se.Hint != "" {
					text = strings.TrimRight(text, "\n") + "\nhint: " + se.Hint
				}
				return &status{exitFailed, text}
			case err != nil:
				return &status{exitFailed, fmt.Sprint(err)}
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&stubs, "stub", nil, "put the Python `NAME=FILE.py` in the place of a module; may be given several times")
	cmd.Flags().SetInterspersed(false) // what follows FILE is for the script
	return cmd
}

// refused is what is said of a text that does not compile: of a Python one what
// Jython says, with the source line.
func refused(l scripts.Language, text string, err error) string {
	var e *scripts.SyntaxError
	if l != python.Language || !errors.As(err, &e) {
		return err.Error()
	}
	s := fmt.Sprintf("  File \"%s\", line %d\n", e.Name, e.Line)
	if lines := strings.Split(text, "\n"); e.Line <= len(lines) {
		line := strings.TrimRight(lines[e.Line-1], " \t\f\r")
		shown := strings.TrimLeft(line, " \t\f")
		s += "    " + shown + "\n"
		if n := e.Column - 1 - (len(line) - len(shown)); e.Column > 0 && n >= 0 {
			s += "    " + strings.Repeat(" ", n) + "^\n"
		}
	}
	return s + e.Type + ": " + e.Message
}

// stubOf reads the value of a --stub flag.
func stubOf(flag string) (scripts.Stub, error) {
	name, file, ok := strings.Cut(flag, "=")
	if !ok || !strings.HasSuffix(file, ".py") {
		return scripts.Stub{}, fmt.Errorf("got --stub %s, want NAME=FILE.py, for instance shared.util=stubs/util.py", flag)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return scripts.Stub{}, fmt.Errorf("--stub %s: %w", flag, err)
	}
	program, err := python.Language.Compile(scripts.Source{Name: file, Text: string(text), Form: scripts.FormProgram})
	if err != nil {
		return scripts.Stub{}, fmt.Errorf("--stub %s: %w", flag, err)
	}
	return scripts.Stub{Name: name, Module: program}, nil
}

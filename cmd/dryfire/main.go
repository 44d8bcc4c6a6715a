// Command dryfire tests Ignition tag event and message handler scripts without
// a gateway.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dryfire/scripts"
)

// Exit statuses (see docs/command-line.md).
const (
	exitOK     = 0
	exitFailed = 1 // something failed
	exitUsage  = 2 // wrong usage, or an input that can't be read
)

func main() {
	// Scripts must see the same local time on every machine.
	time.Local = time.UTC
	scripts.TuneCollector()
	os.Exit(run(os.Args[1:]))
}

// status is an error that says with which status to exit; its text, if any, is
// for standard error.
type status struct {
	code int
	text string
}

func (s *status) Error() string { return s.text }

func run(args []string) int {
	root := &cobra.Command{
		Use:           "dryfire",
		Short:         "Test Ignition tag event and message handler scripts without a gateway",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(testCommand(), scriptCommand(), checkCommand(), serveCommand(), recordCommand(), deviceCommand(), opcuaCommand(), versionCommand(), feedCommand())
	root.SetArgs(args)
	err := root.Execute()
	var s *status
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &s):
		if s.text != "" {
			fmt.Fprintln(os.Stderr, strings.TrimSuffix(s.text, "\n"))
		}
		return s.code
	}
	fmt.Fprintf(os.Stderr, "dryfire: %s\nrun \"dryfire help\" for usage\n", err)
	return exitUsage
}

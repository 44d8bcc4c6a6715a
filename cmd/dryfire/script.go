package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"dryfire/scenarios"
	"dryfire/scripts"
	"dryfire/simulator"
)

func scriptCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "script FILE [args…]",
		Short: "Run one .py or .js file in gateway scope against an empty gateway",
		Long: `Runs one .py or .js file in gateway scope against an empty gateway. What it
prints goes to standard output, what it logs to standard error. The status is
1, with a traceback on standard error, if an exception is not caught.`,
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
				return &status{exitFailed, err.Error()}
			}
			err = simulator.RunProgram(program, args[1:], c.OutOrStdout(), c.ErrOrStderr(), simulator.Config{})
			var se *scripts.ScriptError
			switch {
			case errors.As(err, &se) && se.Traceback != "":
				return &status{exitFailed, se.Traceback}
			case err != nil:
				return &status{exitFailed, fmt.Sprint(err)}
			}
			return nil
		},
	}
	cmd.Flags().SetInterspersed(false) // what follows FILE is for the script
	return cmd
}

package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dryfire/scenarios"
)

func checkCommand() *cobra.Command {
	var quiet bool
	c := &cobra.Command{
		Use:   "check PATH…",
		Short: "Compile every script found below the paths and report problems",
		Long: `Compiles every script found below the paths: Ignition project folders of 8.1
and 8.3, script libraries, tag exports and tag folders, scenario files, and loose
.py and .js files; and plant files that are named as such. Nothing is run. The status is 0 if all is well, 1 if a script
does not compile or a resource can't be read, 2 if an input can't be read.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r := scenarios.Audit(args...)
			out := c.OutOrStdout()
			wrong := 0
			for _, p := range r.Problems {
				if p.Severity == scenarios.Notice && quiet {
					continue
				}
				if p.Severity != scenarios.Notice {
					wrong++
				}
				if _, err := fmt.Fprintf(out, "%s: %s: %s\n", p.Place, p.Severity, p.Message); err != nil {
					return err
				}
			}
			plants := ""
			if r.Plants > 0 {
				plants = ", " + count(r.Plants, "plant file")
			}
			_, err := fmt.Fprintf(out, "%s compiled in %s, %s, %s%s: %s\n", count(r.Scripts, "script"), count(r.Projects, "project"),
				count(r.TagFiles, "tag file"), count(r.Scenarios, "scenario file"), plants, problems(wrong))
			if err != nil {
				return err
			}
			if s := r.ExitStatus(); s != exitOK {
				return &status{code: s}
			}
			return nil
		},
	}
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "leave out notes on what is odd but harmless")
	return c
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func problems(n int) string {
	if n == 0 {
		return "no problems"
	}
	return count(n, "problem")
}

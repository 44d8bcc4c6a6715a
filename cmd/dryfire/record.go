package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dryfire/scenarios"
)

func recordCommand() *cobra.Command {
	var o scenarios.FromRecording
	c := &cobra.Command{
		Use:   "record FILE --scenario OUT.scenario.yaml",
		Short: "Turn a recording into a scenario whose expectations are what happened",
		Long: `Turns a recording of dryfire serve --record into a scenario that replays it on
the virtual clock and expects what the plant's scripts did. The plant is the one
that was recorded, unless --plant names another; without any, the scenario has
the recorded tags alone.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if o.Scenario == "" {
				return usage("got no --scenario, want the file to write, for example --scenario replay.scenario.yaml")
			}
			o.Recording = args[0]
			did, err := o.Write()
			if err != nil {
				return &status{exitUsage, "dryfire: " + err.Error()}
			}
			for _, w := range did.Warnings {
				fmt.Fprintln(c.ErrOrStderr(), "warning:", w)
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %d changes of %d tags in %s, %d expectations\n", o.Scenario, did.Changes, did.Tags, did.Lasted, did.Expectations)
			return err
		},
	}
	fl := c.Flags()
	fl.SortFlags = false
	fl.StringVar(&o.Scenario, "scenario", "", "`FILE` to write; its name ends in .scenario.yaml")
	fl.StringVar(&o.Plant, "plant", "", "plant or scenario `FILE` to replay through (default: the one that was recorded)")
	fl.StringVar(&o.Name, "name", "", "the scenario's name")
	fl.BoolVar(&o.Force, "force", false, "overwrite the file if it is there")
	return c
}

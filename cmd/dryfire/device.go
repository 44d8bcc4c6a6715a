package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"dryfire/tags/opcua/device"
)

// deviceEnds is how long a device may take to end.
const deviceEnds = 3 * time.Second

func deviceCommand() *cobra.Command {
	var o device.Options
	var during time.Duration
	c := &cobra.Command{
		Use:   "device FILE",
		Short: "Serve a simulated PLC over OPC UA on this machine, for demos and tests",
		Long: `Serves a small simulated PLC over OPC UA, for demos and tests. It is not a
production server: it has no security, lets anyone write, and listens on the
loopback interface only.

FILE is a program in the format of Ignition's Programmable Device Simulator: a
CSV file with the columns Time Interval, Browse Path, Value Source, Data Type.
Value sources are constants, sine, cosine, ramp, triangle, square, random, walk,
realistic, list, csv, qv, readonly and writeable.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := device.Load(args[0])
			if err != nil {
				return &status{exitUsage, "dryfire: " + err.Error()}
			}
			ctx, stop := interrupted()
			defer stop()
			// Whatever the device is at, a signal ends it.
			running := make(chan struct{})
			defer close(running)
			context.AfterFunc(ctx, func() {
				select {
				case <-running:
				case <-time.After(deviceEnds):
					fmt.Fprintln(c.ErrOrStderr(), "dryfire: the device did not end by itself")
					os.Exit(exitFailed)
				}
			})
			d, err := device.Start(p, o)
			if err != nil {
				return &status{exitUsage, "dryfire: " + err.Error()}
			}
			out := c.OutOrStdout()
			fmt.Fprintf(out, "a simulated device at %s, for demos and tests only: no security, this machine only\n", d.Endpoint())
			for _, t := range p.Tags {
				fmt.Fprintf(out, "  %s\n", d.Path(t.Path))
			}
			if during > 0 {
				select {
				case <-ctx.Done():
				case <-time.After(during):
				}
			} else {
				<-ctx.Done()
			}
			return d.Close()
		},
	}
	fl := c.Flags()
	fl.SortFlags = false
	fl.StringVar(&o.Addr, "address", "127.0.0.1:4840", "`HOST:PORT` to listen at, of the loopback interface; port 0 takes a free one")
	fl.StringVar(&o.Name, "name", "Device", "name of the device in item paths: ns=1;s=[Device]Folder/Tag")
	fl.DurationVar(&o.BaseRate, "base-rate", time.Second, "one time interval of the program")
	fl.BoolVar(&o.Once, "once", false, "stop the program at its end instead of repeating it")
	fl.Uint64Var(&o.Seed, "seed", 1, "seed of what is random")
	fl.DurationVar(&during, "for", 0, "end after this time")
	return c
}

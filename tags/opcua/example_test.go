package opcua_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/recording"
)

// recorder is a sink that writes what it gets to a recording.
type recorder struct {
	paths []string // by handle
	w     *recording.Writer
}

func (r *recorder) Change(b opcua.Batch) {
	for _, c := range b.Changes {
		if err := r.w.Write(recording.Of(r.paths[c.Handle], b.Arrived, c)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}

func (r *recorder) State(s opcua.State) {
	fmt.Fprintln(os.Stderr, s.Server, s.Phase, s.Err)
}

// A feed records one tag for ten seconds and writes to it once.
func Example() {
	w, err := recording.NewWriter(os.Stdout, time.Now())
	if err != nil {
		return
	}
	feed, err := opcua.New(opcua.Config{
		Name: "plc", Endpoint: "opc.tcp://192.0.2.1:4840", SecurityPolicy: "Basic256Sha256", Username: "operator", Password: os.Getenv("PLC_PASSWORD"),
		Trust: "trust", Groups: []opcua.Group{{Name: "fast", PublishingInterval: 50 * time.Millisecond, SamplingInterval: opcua.Fastest, QueueSize: 100}},
	}, &recorder{paths: []string{"[default]Line 1/Speed"}, w: w})
	if err != nil {
		return
	}
	if _, err := feed.Add(opcua.Item{Path: "ns=2;s=Line 1.Speed", Group: "fast"}); err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	go func() {
		if feed.Await(ctx) == nil {
			results := feed.Write(ctx, []opcua.Write{{Path: "ns=2;s=Line 1.Speed", Value: tags.Float(12.5)}})
			fmt.Fprintln(os.Stderr, results[0].Quality)
		}
	}()
	if err := feed.Run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err := w.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

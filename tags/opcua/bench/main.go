// Command bench compares three clients of one and the same node-opcua server,
// one after the other: this project's feed, node-opcua's own client, and
// gopcua's built-in subscription. Each runs in a process of its own. For each it
// prints notifications a second, gaps, the age of values on arrival, CPU and
// memory; then the same with a delay on the line, and how long the feed takes to
// recover from a cut. make bench-opcua runs it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	gopcua "github.com/gopcua/opcua"
	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/bench/usage"
	"dryfire/tags/opcua/peer"
)

// job is what a child process is to do.
type job struct {
	Client    string `json:"client"`
	Endpoint  string `json:"endpoint"`
	Tags      int    `json:"tags"`
	PublishMs int    `json:"publishMs"`
	Queue     int    `json:"queue"`
	WarmMs    int    `json:"warmMs"`
	RunMs     int    `json:"runMs"`
}

// result is what it found. Ages are in milliseconds, CPU in percent of a core.
type result struct {
	Client      string  `json:"client"`
	Rate        float64 `json:"rate"`
	Gaps        float64 `json:"gaps"`
	P50         float64 `json:"p50"`
	P95         float64 `json:"p95"`
	P99         float64 `json:"p99"`
	CPU         float64 `json:"cpu"`
	RSS         float64 `json:"rss"`
	SubscribeMs float64 `json:"subscribeMs"`
}

func main() {
	n := flag.Int("tags", 10000, "tags")
	change := flag.Int("change", 100, "milliseconds between two changes of a tag")
	seconds := flag.Int("seconds", 10, "seconds each client is measured for")
	rounds := flag.Int("rounds", 1, "how often each client has its turn")
	delay := flag.Duration("delay", 25*time.Millisecond, "one-way delay in the second part")
	child := flag.String("child", "", "")
	flag.Parse()
	var err error
	if *child != "" {
		err = runChild(*child)
	} else {
		err = compare(*n, *change, *seconds, *rounds, *delay)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func compare(n, change, seconds, rounds int, delay time.Duration) error {
	if err := peer.Installed(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "dryfire-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	srv, err := peer.Start(context.Background(), peer.Options{PKI: dir, Counters: n, ChangeMs: change})
	if err != nil {
		return err
	}
	defer srv.Kill()
	fmt.Printf("%d tags, a change each %d ms: %d notifications a second offered; %d s each\n\n", n, change, n*1000/change, seconds)
	j := job{Tags: n, PublishMs: 100, Queue: 20, WarmMs: 3000, RunMs: seconds * 1000, Endpoint: srv.Endpoint}
	warm := j
	warm.RunMs = 2000
	if _, err := measure(warm, "dryfire"); err != nil { // so that the first in turn does not meet a cold server
		return err
	}
	for round := 0; round < rounds; round++ {
		for _, client := range []string{"dryfire", "node-opcua", "gopcua"} {
			if err := turn(j, client, srv.PID); err != nil {
				return err
			}
		}
	}
	proxy, err := peer.NewProxy(fmt.Sprintf("127.0.0.1:%d", srv.Port))
	if err != nil {
		return err
	}
	defer proxy.Close()
	proxy.Delay(delay)
	fmt.Printf("\nwith %s of delay each way\n\n", delay)
	j.Endpoint = "opc.tcp://" + proxy.Addr() + "/UA/peer"
	for _, client := range []string{"dryfire", "node-opcua", "gopcua"} {
		if err := turn(j, client, srv.PID); err != nil {
			return err
		}
	}
	proxy.Delay(0)
	return recovery(j, proxy)
}

// measure has a client do the job in a process of its own, and returns what it
// found.
func measure(j job, client string) (result, error) {
	j.Client = client
	arg, err := json.Marshal(j)
	if err != nil {
		return result{}, err
	}
	cmd := exec.Command(os.Args[0], "-child", string(arg))
	if client == "node-opcua" {
		cmd = exec.Command("node", filepath.Join(peer.Folder(), "client.js"), string(arg))
	}
	var r result
	err = usage.Report(cmd, &r)
	return r, err
}

func turn(j job, client string, server int) error {
	before, at := usage.CPUOf(server), time.Now()
	r, err := measure(j, client)
	if err != nil {
		return err
	}
	load := (usage.CPUOf(server) - before).Seconds() / time.Since(at).Seconds() * 100
	fmt.Printf("%-11s %7.0f/s  gaps %-6.0f  p50 %4.0f  p95 %4.0f  p99 %4.0f ms  CPU %5.1f %%  %5.2f µs each  %5.0f MB  subscribed in %4.0f ms  (server %2.0f %%)\n",
		r.Client, r.Rate, r.Gaps, r.P50, r.P95, r.P99, r.CPU, r.CPU*1e4/max(r.Rate, 1), r.RSS, r.SubscribeMs, load)
	return nil
}

// tally is what the Go clients count.
type tally struct {
	last      []float64
	values    atomic.Int64
	gaps      atomic.Int64
	measuring atomic.Bool
	late      []float64
}

func (t *tally) take(handle int, v float64, source, now time.Time) {
	n := t.values.Add(1)
	if handle < len(t.last) {
		if old := t.last[handle]; old > 0 && v > old+1 {
			t.gaps.Add(int64(v - old - 1))
		}
		t.last[handle] = v
	}
	if n&7 == 0 && t.measuring.Load() && !source.IsZero() {
		t.late = append(t.late, float64(now.Sub(source))/1e6)
	}
}

func (t *tally) measure(j job, subscribe time.Duration) result {
	time.Sleep(time.Duration(j.WarmMs) * time.Millisecond)
	runtime.GC()
	v, g, c, at := t.values.Load(), t.gaps.Load(), usage.CPU(), time.Now()
	t.measuring.Store(true)
	time.Sleep(time.Duration(j.RunMs) * time.Millisecond)
	t.measuring.Store(false)
	s := time.Since(at).Seconds()
	r := result{Client: j.Client, Rate: float64(t.values.Load()-v) / s, Gaps: float64(t.gaps.Load() - g), CPU: (usage.CPU() - c).Seconds() / s * 100,
		RSS: usage.RSS(), SubscribeMs: float64(subscribe) / 1e6}
	time.Sleep(200 * time.Millisecond) // the last writer of late has gone on
	slices.Sort(t.late)
	q := func(p float64) float64 {
		if len(t.late) == 0 {
			return -1
		}
		return t.late[int(p*float64(len(t.late)-1))]
	}
	r.P50, r.P95, r.P99 = q(.5), q(.95), q(.99)
	return r
}

// Change and State make a tally a sink.
func (t *tally) Change(b opcua.Batch) {
	for i := range b.Changes {
		c := &b.Changes[i]
		if !c.Keep && c.Value.Kind() == tags.KindFloat {
			t.take(int(c.Handle), c.Value.Float64(), c.Source, b.Arrived)
		}
	}
}

func (t *tally) State(opcua.State) {}

func runChild(arg string) error {
	var j job
	if err := json.Unmarshal([]byte(arg), &j); err != nil {
		return err
	}
	t := &tally{last: make([]float64, j.Tags), late: make([]float64, 0, 1<<17)}
	var r result
	var err error
	if j.Client == "gopcua" {
		r, err = builtIn(j, t)
	} else {
		r, err = ours(j, t)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

func ours(j job, t *tally) (result, error) {
	// As the command's serve does: the decoder makes much garbage and little
	// that lives, so collecting less often costs a few megabytes.
	debug.SetGCPercent(200)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	f, err := opcua.New(opcua.Config{Name: "bench", Endpoint: j.Endpoint, PublishingInterval: time.Duration(j.PublishMs) * time.Millisecond,
		SamplingInterval: opcua.Fastest, QueueSize: uint32(j.Queue)}, t)
	if err != nil {
		return result{}, err
	}
	for i := 0; i < j.Tags; i++ {
		if _, err := f.Add(opcua.Item{Path: "ns=1;s=T" + strconv.Itoa(i)}); err != nil {
			return result{}, err
		}
	}
	done := make(chan error, 1)
	at := time.Now()
	go func() { done <- f.Run(ctx) }()
	wait, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	if err := f.Await(wait); err != nil {
		return result{}, err
	}
	r := t.measure(j, time.Since(at))
	c := f.Counters()
	cancel()
	if err := <-done; err != nil {
		return result{}, err
	}
	if c.LostMessages+c.LostQueues > 0 {
		return r, fmt.Errorf("the feed lost messages: %+v", c)
	}
	return r, nil
}

func builtIn(j job, t *tally) (result, error) {
	ctx := context.Background()
	c, err := gopcua.NewClient(j.Endpoint)
	if err != nil {
		return result{}, err
	}
	if err := c.Connect(ctx); err != nil {
		return result{}, err
	}
	notes := make(chan *gopcua.PublishNotificationData, 100)
	at := time.Now()
	sub, err := c.Subscribe(ctx, &gopcua.SubscriptionParameters{Interval: time.Duration(j.PublishMs) * time.Millisecond}, notes)
	if err != nil {
		return result{}, err
	}
	go func() {
		for n := range notes {
			d, ok := n.Value.(*ua.DataChangeNotification)
			if !ok {
				continue
			}
			now := time.Now()
			for _, v := range d.MonitoredItems {
				if f, ok := v.Value.Value.Value().(float64); ok {
					t.take(int(v.ClientHandle), f, v.Value.SourceTimestamp, now)
				}
			}
		}
	}()
	for from := 0; from < j.Tags; from += 1000 {
		var items []*ua.MonitoredItemCreateRequest
		for i := from; i < min(j.Tags, from+1000); i++ {
			it := gopcua.NewMonitoredItemCreateRequestWithDefaults(ua.NewStringNodeID(1, "T"+strconv.Itoa(i)), ua.AttributeIDValue, uint32(i))
			it.RequestedParameters.SamplingInterval, it.RequestedParameters.QueueSize = 0, uint32(j.Queue)
			items = append(items, it)
		}
		if _, err := sub.Monitor(ctx, ua.TimestampsToReturnBoth, items...); err != nil {
			return result{}, err
		}
	}
	r := t.measure(j, time.Since(at))
	// What is left behind would burden the server in the next one's turn.
	if err := errors.Join(sub.Cancel(ctx), c.Close(ctx)); err != nil {
		fmt.Fprintln(os.Stderr, "bench: gopcua did not close its subscription:", err)
	}
	return r, nil
}

// cuts is a sink that tells when values arrive.
type cuts struct {
	tally
	fresh chan time.Time
	wait  atomic.Bool
}

func (c *cuts) Change(b opcua.Batch) {
	c.tally.Change(b)
	if c.wait.Load() && len(b.Changes) > 0 && !b.Changes[0].Keep {
		select {
		case c.fresh <- time.Now():
		default:
		}
	}
}

// recovery cuts the connection and measures the time to the first fresh value.
func recovery(j job, proxy *peer.Proxy) error {
	c := &cuts{tally: tally{last: make([]float64, j.Tags)}, fresh: make(chan time.Time, 1)}
	f, err := opcua.New(opcua.Config{Name: "bench", Endpoint: j.Endpoint, SamplingInterval: opcua.Fastest, QueueSize: 50}, c)
	if err != nil {
		return err
	}
	for i := 0; i < j.Tags; i++ {
		if _, err := f.Add(opcua.Item{Path: "ns=1;s=T" + strconv.Itoa(i)}); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	defer func() { cancel(); <-done }()
	fmt.Printf("\nrecovery of the feed from a cut, %d tags\n\n", j.Tags)
	for i := 0; i < 5; i++ {
		if err := f.Await(ctx); err != nil {
			return err
		}
		time.Sleep(5500 * time.Millisecond) // longer than it takes for a connection to count as stable
		at := time.Now()
		proxy.Cut()
		for f.Counters().Connects < uint64(i+2) {
			time.Sleep(time.Millisecond)
		}
		c.wait.Store(true)
		select {
		case t := <-c.fresh:
			fmt.Printf("first fresh value %4.0f ms after the cut\n", float64(t.Sub(at))/1e6)
		case <-time.After(20 * time.Second):
			return errors.New("no fresh value within 20 s of a cut")
		}
		c.wait.Store(false)
		select {
		case <-c.fresh:
		default:
		}
	}
	n := f.Counters()
	fmt.Printf("changes lost %d, messages asked for again %d, queues lost %d, overflows %d\n", c.gaps.Load(), n.Republished, n.LostQueues, n.Overflows)
	return nil
}

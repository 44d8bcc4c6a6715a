// Command plants measures how many values a second a whole plant takes: from a
// node-opcua server through the feed, the provider, the tag's script and its
// message to a session's handler, with scripts of either language, each in a
// process of its own. make bench-opcua runs it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scenarios"
	"dryfire/scripts"
	"dryfire/tags/opcua/bench/usage"
	"dryfire/tags/opcua/peer"
)

// job is what a child process is to do.
type job struct {
	Client   string `json:"client"` // plant.js or plant.py
	Endpoint string `json:"endpoint"`
	Tags     int    `json:"tags"`
	Values   int    `json:"values"`
}

func main() {
	n := flag.Int("tags", 5000, "tags: half of what the comparison has, since the server shares the machine with the scripts")
	change := flag.Int("change", 100, "milliseconds between two changes of a tag")
	values := flag.Int("values", 1_000_000, "values that go through scripts, for either language")
	child := flag.String("child", "", "")
	flag.Parse()
	var err error
	if *child != "" {
		err = runChild(*child)
	} else {
		err = measure(*n, *change, *values)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "plants:", err)
		os.Exit(1)
	}
}

// The scripts of the plant, by the suffix of their files.
var plantScripts = map[string][2]string{
	".js": {
		"function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) {\n" +
			"    if (!initialChange) system.util.sendMessage('X', 'test', {cv: currentValue.value}, kw({scope: 'S'}))\n}\n",
		"function handleMessage(session, payload) {\n    globalThis.last = payload.cv\n}\n",
	},
	".py": {
		"def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):\n" +
			"\tif not initialChange:\n\t\tsystem.util.sendMessage('X', 'test', {'cv': currentValue.value}, scope='S')\n",
		"last = None\ndef handleMessage(session, payload):\n\tglobal last\n\tlast = payload['cv']\n",
	},
}

// plantResult is what a plant took.
type plantResult struct {
	Client   string  `json:"client"`
	Handled  int     `json:"handled"`
	Seconds  float64 `json:"seconds"`
	CPU      float64 `json:"cpu"` // seconds
	RSS      float64 `json:"rss"` // MB
	Dropped  uint64  `json:"dropped"`
	Missed   int     `json:"missed"`
	Errors   int     `json:"errors"`
	Values   uint64  `json:"values"`
	Messages int     `json:"messages"`
}

// writePlant writes the plant's files and returns the name of the plant file.
func writePlant(j job) (string, error) {
	dir, err := os.MkdirTemp("", "dryfire-bench-plant-")
	if err != nil {
		return "", err
	}
	suffix := j.Client[strings.LastIndexByte(j.Client, '.'):]
	var b strings.Builder
	fmt.Fprintf(&b, "projects: {X: {messages: {session: {test: handler%s}}}}\nsessions: {s1: {project: X}}\n", suffix)
	fmt.Fprintf(&b, "opcua: {servers: {plc: {endpoint: '%s', samplingInterval: fastest, publishingInterval: 100ms, queueSize: 20}}}\ntags:\n", j.Endpoint)
	for i := range j.Tags {
		fmt.Fprintf(&b, "  '[default]T%d': {dataType: Float8, valueSource: opc, opcServer: plc, opcItemPath: 'ns=1;s=T%d', valueChanged: tag%s}\n", i, i, suffix)
	}
	text := plantScripts[suffix]
	for name, content := range map[string]string{"plant.yaml": b.String(), "tag" + suffix: text[0], "handler" + suffix: text[1]} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			return "", err
		}
	}
	return filepath.Join(dir, "plant.yaml"), nil
}

// plant serves the plant as dryfire serve does, until its session's handler has
// begun its run number j.Values; the clock starts with the first.
func plant(j job) (plantResult, error) {
	scripts.TuneCollector()
	file, err := writePlant(j)
	if err != nil {
		return plantResult{}, err
	}
	defer os.RemoveAll(filepath.Dir(file))
	s, err := scenarios.LoadServed(file)
	if err != nil {
		return plantResult{}, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := plantResult{Client: j.Client}
	var began time.Time
	var used time.Duration
	served, err := s.Serve(ctx, scenarios.ServeOptions{Journal: func(e *events.Record) {
		if e.Kind != events.KindStart || r.Handled >= j.Values || e.Detail.(*events.Run).Handler == "" {
			return
		}
		if r.Handled++; r.Handled == 1 {
			runtime.GC()
			began, used = time.Now(), usage.CPU()
		}
		if r.Handled == j.Values {
			r.Seconds, r.CPU, r.RSS = time.Since(began).Seconds(), (usage.CPU() - used).Seconds(), usage.RSS()
			cancel()
		}
	}})
	if err != nil {
		return r, err
	}
	r.Missed, r.Errors, r.Messages = served.Missed, served.Errors, served.Messages
	for _, a := range served.Accounts {
		r.Dropped += a.Overflows
		r.Values += a.Values
	}
	if r.Handled < j.Values || r.Errors > 0 {
		return r, fmt.Errorf("%d of %d values reached the handler, with %d script errors", r.Handled, j.Values, r.Errors)
	}
	return r, nil
}

func runChild(arg string) error {
	var j job
	if err := json.Unmarshal([]byte(arg), &j); err != nil {
		return err
	}
	r, err := plant(j)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// measure has a plant take its values with scripts of either language.
func measure(n, change, values int) error {
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
	fmt.Printf("%d values through feed, provider, tag script, sendMessage and session handler; %d a second offered\n\n", values, n*1000/change)
	for _, client := range []string{"plant.js", "plant.py"} {
		arg, err := json.Marshal(job{Client: client, Endpoint: srv.Endpoint, Tags: n, Values: values})
		if err != nil {
			return err
		}
		var r plantResult
		if err := usage.Report(exec.Command(os.Args[0], "-child", string(arg)), &r); err != nil {
			return err
		}
		fmt.Printf("%-11s %7.0f/s  CPU %5.1f %%  %5.2f µs each  %5.0f MB  dropped by the server %d times, from tag queues %d\n",
			r.Client, float64(r.Handled)/r.Seconds, r.CPU/r.Seconds*100, r.CPU*1e6/float64(r.Handled), r.RSS, r.Dropped, r.Missed)
	}
	return nil
}

package scenarios

// Serving: a plant on the real clock with its feeds, for as long as somebody
// wants it. The journal goes out as it happens and is not kept, so that a plant
// can be left alone for days.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/simulator"
	"dryfire/simulator/live"
	"dryfire/tags/opcua/recording"
)

// ServeOptions say how a plant is served.
type ServeOptions struct {
	RunOptions
	// Journal takes every record as it is made; nil takes none.
	Journal func(*events.Record)
	// Idle is called when everything that could run has run, and every tenth of a
	// second while there is more: the moment to write out what is buffered. It may
	// be nil.
	Idle func()
	// Record takes what the feeds deliver, as package recording writes it; nil
	// records nothing. RecordPath is the file's name, if it has one.
	Record     io.Writer
	RecordPath string
	// Warn takes what is odd but no error, before the plant starts; it may be nil.
	Warn  func(string)
	Steps bool // do the scenario's steps first, and check them
	// StepsDone is called as soon as the steps have come to their end, or can't
	// go on. It may be nil.
	StepsDone  func(*Result)
	IsolateAll bool // feed every server's tags from a child process
}

// Served is what a served plant did.
type Served struct {
	Started  time.Time
	Ran      time.Duration
	Accounts []live.Account // of the servers: values that a server dropped are counted here
	Changes  int            // of tags
	Runs     int            // of scripts, tag events and message handlers
	Messages int            // sends
	Errors   int            // script errors
	Missed   int            // events that a tag's own queue dropped (missedEvents)
	BadWrite int            // writes with a bad quality
	Recorded int            // changes in the recording
	Steps    *Result        // of the steps, if they were to be done
	NotDone  int            // steps that were to be done and were not
}

// LoadServed reads what is to be served: a plant file, or the first scenario of
// a scenario file.
func LoadServed(path string) (*Scenario, error) {
	l := NewLoader()
	l.Stepless = true
	if strings.HasSuffix(path, Suffix) {
		f, err := l.Load(path)
		if err != nil {
			return nil, err
		}
		return f.Scenarios[0], nil
	}
	p, err := l.LoadPlant(path)
	if err != nil {
		return nil, err
	}
	return &Scenario{Name: path, Plant: p}, nil
}

// Serve runs the scenario's plant on the real clock, whatever its clock says,
// until ctx ends, which is no error. Servers that are not there are waited for
// as long as it takes; only for the steps they have to be there.
func (s *Scenario) Serve(ctx context.Context, o ServeOptions) (*Served, error) {
	if o.Seed == 0 {
		o.Seed = 1
	}
	plant := *s.Plant
	plant.RealClock = true
	own := *s
	own.Plant = &plant
	out := &Served{Started: time.Now()}
	sim, err := plant.Build(simulator.Config{Seed: o.Seed, Budget: o.Budget, Start: out.Started})
	if err != nil {
		return nil, err
	}
	defer sim.Close()
	sim.Journal().Stream(out.sink(o), o.Steps)
	feeds, options := plant.live(), live.Options{Isolate: o.Isolate, Idle: o.Idle, Context: ctx}
	if o.IsolateAll {
		for i := range feeds.Servers {
			feeds.Servers[i].Isolate = true
		}
	}
	if o.Record != nil {
		if options.Record, err = recording.NewPlantWriter(o.Record, out.Started, plantOf(s, o.RecordPath)); err != nil {
			return nil, err
		}
	}
	p, err := live.New(sim, feeds, options)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	if o.Warn != nil {
		for _, w := range append(plant.Warnings(), p.Warnings()...) {
			o.Warn(w)
		}
	}
	err = own.serve(ctx, sim, p, o, out)
	p.Close()
	out.Ran, out.Accounts = time.Since(out.Started), p.Accounts()
	if options.Record != nil {
		if e := options.Record.Flush(); err == nil {
			err = e
		}
		out.Recorded = options.Record.Records()
	}
	return out, err
}

// plantOf names the scenario's file as seen from the recording's folder, "" if
// that can't be said.
func plantOf(s *Scenario, recordPath string) string {
	path := s.Name
	if s.File != nil {
		path = s.File.Name
	}
	if recordPath == "" {
		return ""
	}
	from, err := filepath.Abs(filepath.Dir(recordPath))
	if err != nil {
		return ""
	}
	to, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	if path, err = filepath.Rel(from, to); err != nil {
		return ""
	}
	return filepath.ToSlash(path)
}

func (s *Scenario) serve(ctx context.Context, sim *simulator.Simulation, p *live.Plant, o ServeOptions, out *Served) error {
	if o.Idle != nil {
		defer o.Idle()
	}
	if o.Steps {
		r := &runner{s: s, o: o.RunOptions, sim: sim, live: p, runs: map[events.RunID]*events.Run{}, ctx: ctx, serves: true}
		r.res = &Result{Scenario: s.Name, Status: Passed}
		if s.File != nil {
			r.res = s.result()
		}
		out.Steps = r.res
		r.steps()
		r.finish()
		out.NotDone = len(s.Steps) - r.done
		if o.StepsDone != nil {
			o.StepsDone(r.res)
		}
		sim.Journal().Stream(out.sink(o), false)
		sim.Journal().Reset()
		if r.broken {
			return errors.New("the steps could not go on")
		}
	} else if err := p.Start(); err != nil {
		return err
	}
	err := p.Run(ctx, nil)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// sink counts the records and hands them on.
func (v *Served) sink(o ServeOptions) func(*events.Record) {
	return func(r *events.Record) {
		v.count(r)
		if o.Journal != nil {
			o.Journal(r)
		}
	}
}

func (v *Served) count(r *events.Record) {
	switch r.Kind {
	case events.KindValue:
		v.Changes++
	case events.KindStart:
		v.Runs++
	case events.KindSend:
		v.Messages++
	case events.KindError:
		v.Errors++
	case events.KindDrop:
		v.Missed++
	case events.KindWrite:
		if r.Detail.(*events.Access).Quality.IsBadOrError() {
			v.BadWrite++
		}
	}
}

// clockSkew is the difference between a server's clock and ours that is worth a
// word in the summary.
const clockSkew = 5 * time.Second

// Text is the summary for people, in lines.
func (v *Served) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "ran for %s: %d tag changes, %d script runs, %d messages, %d script errors, %d bad writes, %d events lost from tag queues (missedEvents)\n",
		v.Ran.Round(time.Millisecond), v.Changes, v.Runs, v.Messages, v.Errors, v.BadWrite, v.Missed)
	for _, a := range v.Accounts {
		unknown := ""
		if a.Overflows > 0 {
			unknown = " (an unknown number of values lost each)"
		}
		fmt.Fprintf(&b, "%s %s: %d tags (%d refused, %d bad at the end), %d values, %d overflows of the server's queues%s, %d messages and %d subscriptions lost, %d connects, %d failed attempts",
			a.Name, a.Endpoint, a.Tags, a.BadTags, a.BadAtEnd, a.Values, a.Overflows, unknown, a.LostMessages, a.LostQueues, a.Connects, a.ConnectErrors)
		if a.Deaths > 0 {
			fmt.Fprintf(&b, ", %d child processes died", a.Deaths)
		}
		if a.FiltersRefused > 0 {
			fmt.Fprintf(&b, ", %d tags without their deadband, which the server refused", a.FiltersRefused)
		}
		if a.ClockSkew > clockSkew {
			fmt.Fprintf(&b, ", its clock %s ahead of ours", a.ClockSkew.Round(time.Second))
		} else if a.ClockSkew < -clockSkew {
			fmt.Fprintf(&b, ", its clock %s behind ours", -a.ClockSkew.Round(time.Second))
		}
		if !a.Connected {
			b.WriteString(", not connected at the end")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// JSON is the summary as one JSON object: {"summary":true,"ranMs":…,…}.
func (v *Served) JSON() []byte {
	type server struct {
		Name          string `json:"name"`
		Endpoint      string `json:"endpoint"`
		Connected     bool   `json:"connected"`
		Tags          int    `json:"tags"`
		BadTags       uint64 `json:"badTags"`  // refused by the server
		BadAtEnd      int    `json:"badAtEnd"` // with a bad quality, for whatever reason
		Values        uint64 `json:"values"`
		Overflows     uint64 `json:"overflows"`
		LostMessages  uint64 `json:"lostMessages"`
		LostQueues    uint64 `json:"lostQueues"`
		Connects      uint64 `json:"connects"`
		ConnectErrors uint64 `json:"connectErrors"`
		Deaths        int    `json:"deaths,omitempty"`
		NoDeadband    uint64 `json:"filtersRefused,omitempty"`
		ClockSkewMs   int64  `json:"clockSkewMs,omitempty"` // the server's clock minus ours
	}
	sum := struct {
		Summary      bool     `json:"summary"`
		RanMs        int64    `json:"ranMs"`
		Changes      int      `json:"changes"`
		Runs         int      `json:"runs"`
		Messages     int      `json:"messages"`
		Errors       int      `json:"errors"`
		BadWrites    int      `json:"badWrites"`
		MissedEvents int      `json:"missedEvents"`
		Recorded     int      `json:"recorded"`
		Servers      []server `json:"servers"`
	}{true, v.Ran.Milliseconds(), v.Changes, v.Runs, v.Messages, v.Errors, v.BadWrite, v.Missed, v.Recorded, []server{}}
	for _, a := range v.Accounts {
		sum.Servers = append(sum.Servers, server{a.Name, a.Endpoint, a.Connected, a.Tags, a.BadTags, a.BadAtEnd, a.Values, a.Overflows, a.LostMessages, a.LostQueues,
			a.Connects, a.ConnectErrors, a.Deaths, a.FiltersRefused, a.ClockSkew.Milliseconds()})
	}
	b, err := json.Marshal(sum)
	if err != nil {
		panic(err) // numbers, texts and booleans only
	}
	return b
}

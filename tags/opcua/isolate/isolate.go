// Package isolate runs a feed in a child process.
//
// gopcua decodes answers in goroutines of its own, so a server that sends an
// array of negative length, or variants nested ten thousand deep, ends the
// process with a panic that nobody can recover, or with an exhausted stack. For
// a server that is not to be trusted with that, the feed runs in a child:
// [Feed] is the parent's side and behaves as an [opcua.Feed] does; [Serve] is
// the child's. When the child dies, all its tags turn to Bad_NotConnected, the
// reason is reported with the child's last words, and a new child is started
// after a pause.
//
// They talk over the child's standard input (JSON lines) and output (frames, see
// wire.go). A password travels over that pipe, not over the command line.
//
// The parent never stops reading, so that the results of a write come through
// while the sink is at work: the child sends at most window changes of tags or
// state that the sink has not taken. Where the sink takes its time the child
// waits, and the server's queues take over, as with a feed in this process. A
// child that says nothing for four seconds is ended and replaced.
package isolate

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// request is one line from parent to child.
type request struct {
	Do     string         `json:"do"` // start, add, remove, monitor, write, took
	Config *opcua.Config  `json:"config,omitempty"`
	Items  []opcua.Item   `json:"items,omitempty"`
	Remove []opcua.Handle `json:"remove,omitempty"`
	Group  string         `json:"group,omitempty"`
	On     bool           `json:"on,omitempty"`
	ID     uint64         `json:"id,omitempty"`
	Paths  []string       `json:"paths,omitempty"`
	Values [][]byte       `json:"values,omitempty"` // in the encoding of wire.go
	Took   int            `json:"took,omitempty"`   // frames that the sink has dealt with
}

const (
	window  = 16                     // frames for the sink on their way
	beat    = 500 * time.Millisecond // a child says something that often
	patient = 8                      // beats without a word after which it is given up
	newborn = 40                     // the same before its first word, for machines with much to do
)

// Feed is the parent's side.
type Feed struct {
	cfg     opcua.Config
	sink    opcua.Sink
	command func() *exec.Cmd

	mu       sync.Mutex
	groups   map[string]bool
	items    []opcua.Item
	removed  []bool
	seen     []bool // had a value: a new child's first one is not the tag's
	monitor  []request
	in       *lines    // to the child; nil if there is none
	wasUp    bool      // this child has been connected
	ups      int       // connections of all children
	away     time.Time // since when there is none because a child died; zero otherwise
	noted    map[string]bool
	nextID   uint64
	pending  map[uint64]chan []opcua.Result
	counters opcua.Counters
	before   opcua.Counters // of the children before this one
	deaths   int
	isUp     bool
	changed  chan struct{} // closed and replaced whenever the state changes
	lastErr  error
	running  bool

	sinkMu sync.Mutex
}

var _ opcua.Source = (*Feed)(nil)

// New returns a feed whose child is started by command: usually the program
// itself with a hidden argument that makes it call [Serve]. The configuration is
// checked here, as [opcua.New] does.
func New(cfg opcua.Config, sink opcua.Sink, command func() *exec.Cmd) (*Feed, error) {
	if _, err := opcua.NewClient(cfg); err != nil {
		return nil, err
	}
	f := &Feed{cfg: cfg, sink: sink, command: command, groups: map[string]bool{"": true}, pending: map[uint64]chan []opcua.Result{}, changed: make(chan struct{}), noted: map[string]bool{}}
	for _, g := range cfg.Groups {
		f.groups[g.Name] = true
	}
	return f, nil
}

// Deaths returns how many children have died.
func (f *Feed) Deaths() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.deaths
}

// Add adds tags; see [opcua.Feed.Add].
func (f *Feed) Add(items ...opcua.Item) (opcua.Handle, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, it := range items {
		if !f.groups[it.Group] {
			return 0, &opcua.ConfigError{Server: f.cfg.Name, Field: "groups", Reason: fmt.Sprintf("tag %q is in group %q, which is not configured", it.Path, it.Group)}
		}
	}
	first := opcua.Handle(len(f.items))
	f.items = append(f.items, items...)
	f.removed = append(f.removed, make([]bool, len(items))...)
	f.seen = append(f.seen, make([]bool, len(items))...)
	f.tell(request{Do: "add", Items: items})
	return first, nil
}

// Remove stops feeding tags; see [opcua.Feed.Remove].
func (f *Feed) Remove(handles ...opcua.Handle) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range handles {
		if int(h) < len(f.removed) {
			f.removed[h] = true
		}
	}
	f.tell(request{Do: "remove", Remove: handles})
}

// SetMonitoring switches a group; see [opcua.Feed.SetMonitoring].
func (f *Feed) SetMonitoring(group string, on bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.groups[group] {
		return &opcua.ConfigError{Server: f.cfg.Name, Field: "groups", Reason: fmt.Sprintf("there is no group %q", group)}
	}
	r := request{Do: "monitor", Group: group, On: on}
	f.monitor = append(f.monitor, r)
	f.tell(r)
	return nil
}

// tell sends a line to the child, if there is one; f.mu is held.
func (f *Feed) tell(r request) {
	if f.in != nil {
		f.in.send(r)
	}
}

// lines writes requests to a child that may not read them: nobody waits for it.
type lines struct {
	mu    sync.Mutex
	queue []request
	kick  chan struct{}
}

func (l *lines) send(r request) {
	l.mu.Lock()
	if n := len(l.queue); n > 0 && r.Do == "took" && l.queue[n-1].Do == "took" {
		l.queue[n-1].Took += r.Took
	} else {
		l.queue = append(l.queue, r)
	}
	l.mu.Unlock()
	select {
	case l.kick <- struct{}{}:
	default:
	}
}

// write writes until ended is closed. A child that can't be written to is about
// to be found dead.
func (l *lines) write(w io.Writer, ended <-chan struct{}) {
	for {
		l.mu.Lock()
		queue := l.queue
		l.queue = nil
		l.mu.Unlock()
		for _, r := range queue {
			line, err := json.Marshal(r)
			if err == nil {
				_, err = w.Write(append(line, '\n'))
			}
			if err != nil {
				return
			}
		}
		select {
		case <-l.kick:
		case <-ended:
			return
		}
	}
}

// Write writes values; see [opcua.Client.Write]. If the child dies meanwhile,
// the writes are Bad_NotConnected, carried out or not.
func (f *Feed) Write(ctx context.Context, writes []opcua.Write) []opcua.Result {
	out := make([]opcua.Result, len(writes))
	r := request{Do: "write"}
	var sent []int
	for i, w := range writes {
		b, err := appendValue(nil, w.Value, 0)
		if err != nil {
			out[i] = opcua.Result{Quality: tags.QualityOf(tags.ErrorTypeConversion).WithDiagnostic(err.Error()), Status: typeMismatch}
			continue
		}
		r.Paths, r.Values, sent = append(r.Paths, w.Path), append(r.Values, b), append(sent, i)
	}
	fail := func(why string) []opcua.Result {
		for _, i := range sent {
			out[i] = opcua.Result{Quality: tags.QualityOf(tags.BadNotConnected).WithDiagnostic(why), Status: notConnected}
		}
		return out
	}
	answer := make(chan []opcua.Result, 1)
	f.mu.Lock()
	if f.in == nil {
		f.mu.Unlock()
		return fail("the feed's process is not running")
	}
	f.nextID++
	r.ID = f.nextID
	f.pending[r.ID] = answer
	f.tell(r)
	f.mu.Unlock()
	select {
	case got, ok := <-answer:
		if !ok || len(got) != len(sent) {
			return fail("the feed's process died")
		}
		for k, i := range sent {
			out[i] = got[k]
		}
		return out
	case <-ctx.Done():
		f.mu.Lock()
		delete(f.pending, r.ID)
		f.mu.Unlock()
		return fail(ctx.Err().Error())
	}
}

const (
	notConnected opcua.Status = 0x808A0000 // BadNotConnected
	typeMismatch opcua.Status = 0x80740000 // BadTypeMismatch
)

// Counters returns what the children have counted, at most half a second ago.
func (f *Feed) Counters() opcua.Counters {
	f.mu.Lock()
	defer f.mu.Unlock()
	return sum(f.before, f.counters)
}

// sum adds up totals; gauges and readings are the present child's.
func sum(a, b opcua.Counters) opcua.Counters {
	b.Connects += a.Connects
	b.ConnectErrors += a.ConnectErrors
	b.Reactivated += a.Reactivated
	b.Transferred += a.Transferred
	b.Created += a.Created
	b.Publishes += a.Publishes
	b.KeepAlives += a.KeepAlives
	b.Values += a.Values
	b.Overflows += a.Overflows
	b.Gaps += a.Gaps
	b.Republished += a.Republished
	b.LostMessages += a.LostMessages
	b.LostQueues += a.LostQueues
	b.Duplicates += a.Duplicates
	b.WatchdogExpired += a.WatchdogExpired
	b.TagRetries += a.TagRetries
	b.FiltersRefused += a.FiltersRefused
	b.SmallerBatches += a.SmallerBatches
	b.Writes += a.Writes
	b.WriteErrors += a.WriteErrors
	if b.Connects > 0 {
		b.Reconnects = b.Connects - 1
	}
	if b.LastMessage.IsZero() {
		b.LastMessage = a.LastMessage
	}
	return b
}

// Await waits for the connection, as [opcua.Feed.Await] does, save that some of
// many tags may still have to be asked for.
func (f *Feed) Await(ctx context.Context) error {
	for {
		f.mu.Lock()
		up, changed, err := f.isUp, f.changed, f.lastErr
		f.mu.Unlock()
		switch {
		case up:
			return nil
		case opcua.Permanent(err):
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			if err != nil {
				return err
			}
			return fmt.Errorf("opcua server %q at %s: not connected yet: %w", f.cfg.Name, f.cfg.Endpoint, ctx.Err())
		}
	}
}

// Run starts a child, and another whenever one has died, until ctx ends.
func (f *Feed) Run(ctx context.Context) error {
	f.mu.Lock()
	if f.running {
		f.mu.Unlock()
		return errors.New("isolate: this feed has been run already")
	}
	f.running = true
	f.mu.Unlock()
	low, high := f.cfg.Timeouts.RetryMin, f.cfg.Timeouts.RetryMax
	if low == 0 {
		low = 500 * time.Millisecond
	}
	if high == 0 {
		high = 10 * time.Second
	}
	pause := low
	for ctx.Err() == nil {
		began := time.Now()
		err := f.child(ctx)
		if ctx.Err() != nil {
			break
		}
		if time.Since(began) > 5*time.Second {
			pause = low
		}
		wait := pause/2 + rand.N(pause/2+1)
		f.died(err, wait)
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		pause = min(2*pause, high)
	}
	f.state(opcua.State{Server: f.cfg.Name, Phase: opcua.Closed, Time: time.Now()})
	return nil
}

// died tells all tags. With a child that was connected its subscriptions are
// lost, one for each group that has tags.
func (f *Feed) died(err error, wait time.Duration) {
	f.mu.Lock()
	f.deaths++
	if f.away.IsZero() && f.ups > 0 {
		f.away = time.Now()
	}
	f.before, f.counters = sum(f.before, f.counters), opcua.Counters{}
	if f.wasUp {
		groups := map[string]bool{}
		for h, it := range f.items {
			if !f.removed[h] {
				groups[it.Group] = true
			}
		}
		f.before.LostQueues += uint64(len(groups))
	}
	f.wasUp = false
	var lost []opcua.Change
	for h := range f.items {
		if !f.removed[h] {
			lost = append(lost, opcua.Change{Handle: opcua.Handle(h), Keep: true, Quality: tags.QualityOf(tags.BadNotConnected), Status: notConnected})
		}
	}
	f.mu.Unlock()
	if len(lost) > 0 {
		f.sinkMu.Lock()
		f.sink.Change(opcua.Batch{Arrived: time.Now(), Changes: lost})
		f.sinkMu.Unlock()
	}
	f.state(opcua.State{Server: f.cfg.Name, Phase: opcua.Down, Time: time.Now(), Err: err, RetryIn: wait})
}

func (f *Feed) state(s opcua.State) {
	f.mu.Lock()
	if s.Phase == opcua.Noted {
		told := f.noted[s.Note] || len(f.noted) > 100 // by a child before
		f.noted[s.Note] = true
		if told {
			f.mu.Unlock()
			return
		}
	}
	switch s.Phase {
	case opcua.Up:
		if !f.away.IsZero() {
			s.Took, f.away = s.Time.Sub(f.away), time.Time{} // the child knows of itself only
		}
		f.isUp, f.lastErr, f.wasUp = true, nil, true
		f.ups++
		s.Again = f.ups > 1
	case opcua.Down, opcua.Closed:
		f.isUp = false
		if s.Err != nil {
			f.lastErr = s.Err
		}
	}
	close(f.changed)
	f.changed = make(chan struct{})
	f.mu.Unlock()
	f.sinkMu.Lock()
	defer f.sinkMu.Unlock()
	f.sink.State(s)
}

// child runs one child to its end and returns why it ended.
func (f *Feed) child(ctx context.Context) error {
	cmd := f.command()
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("isolate: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("isolate: %w", err)
	}
	words := &lastWords{}
	cmd.Stderr = words
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("isolate: %w", err)
	}
	ended := make(chan struct{})
	var work sync.WaitGroup
	f.mu.Lock()
	f.in = &lines{kick: make(chan struct{}, 1)}
	requests := f.in
	f.tell(request{Do: "start", Config: &f.cfg, Items: f.items})
	var removed []opcua.Handle
	for h, gone := range f.removed {
		if gone {
			removed = append(removed, opcua.Handle(h))
		}
	}
	if len(removed) > 0 {
		f.tell(request{Do: "remove", Remove: removed})
	}
	for _, r := range f.monitor {
		f.tell(r)
	}
	f.mu.Unlock()
	heard := make(chan struct{}, 1)
	silent := false
	work.Add(3)
	go func() { defer work.Done(); requests.write(in, ended) }()
	go func() { defer work.Done(); silent = f.watch(ctx, cmd.Process, in, heard, ended) }()
	todo := make(chan func(), window)
	go func() {
		defer work.Done()
		for do := range todo {
			do()
			f.mu.Lock()
			f.tell(request{Do: "took", Took: 1})
			f.mu.Unlock()
		}
	}()
	readErr := f.receive(bufio.NewReaderSize(out, 1<<16), heard, todo)
	if readErr != nil {
		cmd.Process.Kill()
	}
	err = cmd.Wait()
	close(ended)
	in.Close()
	// Whoever waits for a write waits no longer, and the sink, which may be he,
	// then takes what is left.
	f.mu.Lock()
	f.in = nil
	for id, answer := range f.pending {
		close(answer)
		delete(f.pending, id)
	}
	f.mu.Unlock()
	close(todo)
	work.Wait()
	switch {
	case silent:
		return fmt.Errorf("opcua server %q: the feed's process has fallen silent and was ended", f.cfg.Name)
	case readErr != nil:
		return fmt.Errorf("opcua server %q: the feed's process sent what can't be read: %w", f.cfg.Name, readErr)
	case err != nil:
		if said := words.cause(); said != "" {
			err = fmt.Errorf("%w: %s", err, said)
		}
		return fmt.Errorf("opcua server %q: the feed's process died: %w", f.cfg.Name, err)
	}
	return fmt.Errorf("opcua server %q: the feed's process ended", f.cfg.Name)
}

// watch ends the child when ctx ends, or when it has said nothing for too long,
// and then reports true. Beats are counted, not time: a machine that was asleep
// has not waited.
func (f *Feed) watch(ctx context.Context, child *os.Process, in io.Closer, heard, ended <-chan struct{}) bool {
	t := time.NewTicker(beat)
	defer t.Stop()
	limit := newborn
	for quiet := 0; quiet < limit; {
		select {
		case <-ctx.Done():
			in.Close() // the child closes its sessions and ends
			select {
			case <-ended:
			case <-time.After(3 * time.Second):
				_ = child.Kill()
			}
			return false
		case <-ended:
			return false
		case <-heard:
			quiet, limit = 0, patient
		case <-t.C:
			quiet++
		}
	}
	_ = child.Kill() // it may just have ended
	return true
}

// receive reads the child's frames until the end of its output. What is for the
// sink goes to todo, in order, which has room for all that the child may send;
// the rest is dealt with at once.
func (f *Feed) receive(r io.Reader, heard chan<- struct{}, todo chan<- func()) error {
	for {
		kind, body, err := readFrame(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		select {
		case heard <- struct{}{}:
		default:
		}
		switch kind {
		case frameBatch:
			b, err := decodeBatch(body)
			if err != nil {
				return err
			}
			f.mu.Lock()
			for i := range b.Changes {
				c := &b.Changes[i]
				if int(c.Handle) >= len(f.items) {
					f.mu.Unlock()
					return fmt.Errorf("handle %d of %d", c.Handle, len(f.items))
				}
				if c.Initial && f.seen[c.Handle] {
					c.Initial = false
				}
				f.seen[c.Handle] = f.seen[c.Handle] || c.Initial
			}
			f.mu.Unlock()
			todo <- func() {
				f.sinkMu.Lock()
				defer f.sinkMu.Unlock()
				f.sink.Change(b)
			}
		case frameState:
			var s wireState
			if err := json.Unmarshal(body, &s); err != nil {
				return err
			}
			if s.Err != "" {
				s.State.Err = &remoteError{s.Err, s.Permanent}
			}
			todo <- func() { f.state(s.State) }
		case frameCounters:
			var c opcua.Counters
			if err := json.Unmarshal(body, &c); err != nil {
				return err
			}
			f.mu.Lock()
			f.counters = c
			f.mu.Unlock()
		case frameResults:
			var w wireResults
			if err := json.Unmarshal(body, &w); err != nil {
				return err
			}
			f.mu.Lock()
			if answer := f.pending[w.ID]; answer != nil {
				delete(f.pending, w.ID)
				answer <- w.results()
			}
			f.mu.Unlock()
		default:
			return fmt.Errorf("a frame of kind %d", kind)
		}
	}
}

// remoteError is an error of the child's feed.
type remoteError struct {
	text      string
	permanent bool
}

func (e *remoteError) Error() string { return e.text }

// Permanent makes [opcua.Permanent] see what it saw in the child.
func (e *remoteError) Permanent() bool { return e.permanent }

// lastWords keeps the beginning and the end of what a child wrote to its
// standard error: a Go program's cause of death comes first.
type lastWords struct {
	mu sync.Mutex
	b  []byte
}

func (l *lastWords) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if room := 1<<14 - len(l.b); room > 0 {
		l.b = append(l.b, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// cause returns the line that says why a Go program died.
func (l *lastWords) cause() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, line := range strings.Split(string(l.b), "\n") {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "runtime: goroutine stack exceeds") {
			return line
		}
	}
	if i := strings.IndexByte(string(l.b), '\n'); i >= 0 {
		return string(l.b[:i])
	}
	return string(l.b)
}

package opcua

// Who owns what. One mutex, Feed.mu, guards tags, subscriptions, numbering and
// the calls of the sink; it is never held during a request. What users ask for
// meanwhile is queued under Feed.askMu. While a link is up
// these goroutines work on it, and all of them end with it:
//
//	publishers   K of them, each with one publish request in flight
//	supervisor   creates, retries, removes and fills gaps (serve)
//	watchdog     gives the link up when nothing has been heard for too long
//	refresher    after a recovery, reads the tags that did not change meanwhile
//
// A link that failed is closed and never used again.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
	"dryfire/tags/opcua/trust"
)

// Item is a tag to be fed.
type Item struct {
	Path  string // item path, as in a tag's opcItemPath
	Group string // name of a [Group]; "" takes the connection's settings
}

// Feed is one connection to one server with its subscriptions. Make it with
// [New], give it tags with [Feed.Add], and run it with [Feed.Run].
type Feed struct {
	set    *settings
	sink   Sink
	client *Client
	ns     *namespaces
	kick   chan struct{} // wakes the supervisor

	mu     sync.Mutex
	ready  *sync.Cond // a subscription exists, or the link is gone
	items  []item
	subs   []*subscription // one a group, in the groups' order
	byID   map[uint32]*subscription
	births uint64 // subscriptions created so far
	acks   []*ua.SubscriptionAcknowledgement
	out    []Change
	active []bool // by group: monitoring is on
	dirty  bool   // there may be something to create, remove or switch
	gone   []removal
	puzzle []Handle // tags whose value is a structure of a type not known yet

	askMu sync.Mutex // below f.mu, never held while anything waits
	asks  []func()
	next  Handle

	create batch
	count  counters

	upMu    sync.Mutex
	isUp    bool
	changed chan struct{} // closed and replaced whenever the state changes
	lastErr error

	running   atomic.Bool
	delivers  atomic.Bool  // the sink is at work
	heard     atomic.Int64 // when the last answer to a publish request came, ns
	asked     atomic.Int64 // publish requests in flight
	allowed   atomic.Int64 // publish requests the server takes
	lostSince time.Time
	serverUp  time.Time // when the server started, by its own account

	coming *State          // what to tell before the first value of this link, or once all tags are asked for; guarded by mu
	wasUp  bool            // this link has been told of; guarded by mu
	noted  map[string]bool // guarded by mu
	skewed bool            // the clocks' difference has been told

	borrowed bool // it has been told that there is no second session; guarded by askMu
}

// New returns a feed that is not running yet. Its errors are [*ConfigError]s.
func New(cfg Config, sink Sink) (*Feed, error) {
	set, err := cfg.settings()
	if err != nil {
		return nil, err
	}
	f := &Feed{set: set, sink: sink, kick: make(chan struct{}, 1), byID: map[uint32]*subscription{}, changed: make(chan struct{}), noted: map[string]bool{}}
	f.ns = &namespaces{written: cfg.Namespaces}
	f.client = newClient(set, f.ns, &f.count)
	f.client.borrowing = func(why error) {
		text := "there is no second session to be had, reads and writes share the feed's: " + Text(why)
		f.askMu.Lock() // whoever reads or writes does not wait for the sink
		defer f.askMu.Unlock()
		if !f.borrowed {
			f.borrowed = true
			f.ask(func() { f.noteLocked(text) })
		}
	}
	f.ready = sync.NewCond(&f.mu)
	for i := range set.Groups {
		f.subs = append(f.subs, &subscription{group: i})
		f.active = append(f.active, !set.Groups[i].Inactive)
	}
	return f, nil
}

// Source is what feeds tags from one server: a [Feed], or the isolated one of
// package isolate.
type Source interface {
	Add(items ...Item) (Handle, error)
	Remove(handles ...Handle)
	SetMonitoring(group string, on bool) error
	Write(ctx context.Context, writes []Write) []Result
	Counters() Counters
	Await(ctx context.Context) error
	Run(ctx context.Context) error
}

var _ Source = (*Feed)(nil)

// Write writes values over the second session; see [Client.Write].
func (f *Feed) Write(ctx context.Context, writes []Write) []Result {
	return f.client.Write(ctx, writes)
}

// Client returns the feed's second session, for reads, writes, calls and
// browsing. It connects when first used and ends with the feed.
func (f *Feed) Client() *Client { return f.client }

// Counters returns what has been counted so far. It may be called at any time,
// from a sink too.
func (f *Feed) Counters() Counters {
	c := f.count.snapshot()
	c.InFlight = uint64(max(0, f.asked.Load()))
	return c
}

// Add adds tags, before or while the feed runs, and returns the handle of the
// first; the others follow it. An item path that can't be parsed makes that tag
// bad, not the feed; an unknown group is an error. Add, Remove and SetMonitoring
// never wait for the sink or the server, and a sink may call them.
func (f *Feed) Add(items ...Item) (Handle, error) {
	add := make([]item, len(items))
	for i, it := range items {
		g := f.group(it.Group)
		if g < 0 {
			return 0, &ConfigError{f.set.Name, "groups", fmt.Sprintf("tag %q is in group %q, which is not configured", it.Path, it.Group)}
		}
		add[i] = item{path: it.Path, group: int32(g)}
	}
	f.askMu.Lock()
	defer f.askMu.Unlock()
	first := f.next
	f.next += Handle(len(items))
	f.count.tags.Add(int64(len(items)))
	f.ask(func() { f.items = append(f.items, add...) })
	return first, nil
}

// Remove stops feeding tags. Their handles are not used again.
func (f *Feed) Remove(handles ...Handle) {
	handles = append([]Handle(nil), handles...)
	f.askMu.Lock()
	defer f.askMu.Unlock()
	f.ask(func() {
		for _, h := range handles {
			if int(h) >= len(f.items) || f.items[h].state == itemRemoved {
				continue
			}
			it := &f.items[h]
			if it.state == itemRefused {
				f.count.bad.Add(-1)
			}
			if it.id != 0 {
				f.gone = append(f.gone, removal{it.sub(f), it.id})
			}
			it.state, it.id = itemRemoved, 0
			f.count.tags.Add(-1)
		}
	})
}

// SetMonitoring switches a group's monitoring on or off: a leased group while
// nobody looks at it, a driven one by its condition. The server neither samples
// nor queues what is off; switched on, it reports the current values.
func (f *Feed) SetMonitoring(group string, on bool) error {
	g := f.group(group)
	if g < 0 {
		return &ConfigError{f.set.Name, "groups", fmt.Sprintf("there is no group %q", group)}
	}
	f.askMu.Lock()
	defer f.askMu.Unlock()
	f.ask(func() { f.active[g] = on })
	return nil
}

// ask queues what is to be done to the tags; f.askMu is held.
func (f *Feed) ask(what func()) {
	f.asks = append(f.asks, what)
	f.wake()
}

// answerAsks does what has been asked for; f.mu is held.
func (f *Feed) answerAsks() {
	f.askMu.Lock()
	asks := f.asks
	f.asks = nil
	f.askMu.Unlock()
	for _, do := range asks {
		do()
		f.dirty = true
	}
}

func (f *Feed) group(name string) int {
	for i := range f.set.Groups {
		if f.set.Groups[i].Name == name {
			return i
		}
	}
	return -1
}

func (f *Feed) wake() {
	select {
	case f.kick <- struct{}{}:
	default:
	}
}

// Await returns once the connection is up: all tags have been asked for, and
// their values follow. It returns an error at once if there is something that a
// user has to see to (see [Permanent]); if ctx ends before, the error says why
// the connection was not up.
func (f *Feed) Await(ctx context.Context) error {
	for {
		f.upMu.Lock()
		up, changed, err := f.isUp, f.changed, f.lastErr
		f.upMu.Unlock()
		switch {
		case up:
			return nil
		case Permanent(err):
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			if err != nil {
				return err
			}
			return fmt.Errorf("opcua server %q at %s: not connected yet: %w", f.set.Name, f.set.Endpoint, ctx.Err())
		}
	}
}

// Permanent reports whether an error will stay until a user does something: a
// certificate that is not trusted, a refused user, an impossible setting. The
// feed goes on trying even so, since what is to be done may be at the server.
func Permanent(err error) bool {
	var (
		refused  *trust.Error
		access   *AccessError
		config   *ConfigError
		declared interface{ Permanent() bool }
	)
	return errors.As(err, &refused) || errors.As(err, &access) || errors.As(err, &config) || errors.As(err, &declared) && declared.Permanent()
}

// Run connects, feeds and reconnects until ctx ends; then it closes its
// sessions and returns nil. It is called once. A feed that ends leaves the tags
// as they are; one that fails does not.
func (f *Feed) Run(ctx context.Context) error {
	if f.running.Swap(true) {
		return errors.New("opcua: this feed has been run already")
	}
	defer f.client.Close()
	f.lostSince = time.Now()
	var old *session
	attempt, pause, refusal := 0, f.set.Timeouts.RetryMin, f.set.Timeouts.RetryUser
	for ctx.Err() == nil {
		attempt++
		f.report(State{Phase: Connecting, Attempt: attempt})
		l, how, err := f.attach(ctx, old, attempt)
		began := time.Now()
		if err == nil {
			old = l.ses
			err = f.serve(ctx, l, how)
			f.client.lend(nil)
			f.detach(ctx, l)
		}
		f.mu.Lock()
		wasUp := f.wasUp
		f.coming, f.wasUp = nil, false
		f.mu.Unlock()
		if ctx.Err() != nil {
			break
		}
		if wasUp {
			attempt = 0
			f.lostSince = time.Now()
			if time.Since(began) > 5*time.Second {
				pause = f.set.Timeouts.RetryMin
			}
		} else {
			f.count.connectErrors.Add(1)
		}
		f.lose(err)
		wait := pause/4 + rand.N(3*pause/4+1)
		if f.set.refusedUser(err) {
			// Nobody's account is to be locked by us: one password an attempt, and few attempts.
			old, wait = nil, refusal
			refusal = min(2*refusal, max(longestRefusal, refusal))
		} else {
			refusal = f.set.Timeouts.RetryUser
		}
		f.report(State{Phase: Down, Attempt: attempt, Err: err, RetryIn: wait})
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
		pause = min(2*pause, f.set.Timeouts.RetryMax)
	}
	f.report(State{Phase: Closed})
	return nil
}

// detach ends a link: politely if the feed ends, otherwise so that session and
// subscriptions can be taken up again.
func (f *Feed) detach(ctx context.Context, l *link) {
	select {
	case <-l.dead:
		l.abort()
		return
	default:
	}
	if ctx.Err() != nil {
		l.close(false, time.Second)
		return
	}
	l.abort()
}

func (f *Feed) report(s State) {
	s.Server, s.Time = f.set.Name, time.Now()
	f.upMu.Lock()
	switch s.Phase {
	case Down, Closed:
		f.isUp = false
		if s.Err != nil {
			f.lastErr = s.Err
		}
	}
	close(f.changed)
	f.changed = make(chan struct{})
	f.upMu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sink.State(s)
}

// announce tells of the link, unless that has been done; f.mu is held.
func (f *Feed) announce() {
	if f.coming == nil {
		return
	}
	s := *f.coming
	f.coming, f.wasUp = nil, true
	s.Again = f.count.connects.Add(1) > 1
	s.Time = time.Now()
	s.Took = s.Time.Sub(f.lostSince)
	f.sink.State(s)
}

// settled lets Await return: the link is up and all tags have been asked for.
func (f *Feed) settled() {
	f.upMu.Lock()
	f.isUp, f.lastErr = true, nil
	close(f.changed)
	f.changed = make(chan struct{})
	f.upMu.Unlock()
}

// note tells a person something, once.
func (f *Feed) note(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.noteLocked(fmt.Sprintf(format, args...))
}

func (f *Feed) noteLocked(text string) {
	if !f.noted[text] && len(f.noted) < 100 {
		f.noted[text] = true
		f.sink.State(State{Server: f.set.Name, Phase: Noted, Time: time.Now(), Note: text})
	}
}

// errSilent is a link on which nothing was heard for too long.
type errSilent struct{ d time.Duration }

func (e errSilent) Error() string {
	return fmt.Sprintf("nothing heard for %s", e.d.Round(10*time.Millisecond))
}

// lose tells all tags at once that their values are no longer current:
// Bad_Stale if the server has just gone silent, Bad_NotConnected otherwise.
func (f *Feed) lose(err error) {
	code, status := tags.BadNotConnected, Status(ua.StatusBadNotConnected)
	var silent errSilent
	if errors.As(err, &silent) {
		code, status = tags.BadStale, Status(ua.StatusBadTimeout)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answerAsks()
	now := time.Now()
	for h := range f.items {
		it := &f.items[h]
		if it.state == itemRemoved || it.lost == code {
			continue // it has been told
		}
		it.fresh, it.lost, it.refused = false, code, 0
		f.emit(now, Change{Handle: Handle(h), Keep: true, Quality: tags.QualityOf(code), Status: status})
	}
	f.flush(now)
}

// emit queues a change for the sink; f.mu is held.
func (f *Feed) emit(now time.Time, c Change) {
	f.out = append(f.out, c)
	if len(f.out) >= maxBatch {
		f.flush(now)
	}
}

func (f *Feed) flush(now time.Time) {
	if len(f.out) == 0 {
		return
	}
	f.delivers.Store(true)
	f.announce()
	f.sink.Change(Batch{Arrived: now, Changes: f.out})
	f.delivers.Store(false)
	clear(f.out) // values are not kept alive by the spare room
	f.out = f.out[:0]
}

// attach connects and makes sure of the subscriptions of the link before, by
// taking up the session or by transfer; what can't be had is marked to be
// created.
func (f *Feed) attach(ctx context.Context, old *session, attempt int) (*link, Recovery, error) {
	l, resumed, err := connect(ctx, f.set, old)
	if err != nil {
		return nil, Created, err
	}
	fail := func(err error) (*link, Recovery, error) {
		l.abort()
		return nil, Created, fmt.Errorf("opcua server %q: %w", f.set.Name, err)
	}
	facts, err := l.facts(ctx)
	if err != nil {
		return fail(err)
	}
	f.count.roundTrip.Store(int64(facts.rtt))
	f.count.skew.Store(int64(facts.skew))
	f.create.limit(facts.monitored)
	f.client.learn(facts)
	if d := facts.skew.Abs(); d > clockSkew && !f.skewed {
		f.skewed = true
		way := "behind"
		if facts.skew > 0 {
			way = "ahead of"
		}
		f.note("the server's clock is %s %s ours; its timestamps are taken as they are", d.Round(time.Second), way)
	}
	restarted := !facts.started.Equal(f.serverUp)
	f.serverUp = facts.started

	f.mu.Lock()
	var have []*subscription
	for _, s := range f.subs {
		if s.id != 0 {
			have = append(have, s)
		}
	}
	f.mu.Unlock()
	how := Created
	switch {
	case len(have) == 0:
	case resumed:
		how = Reactivated
	case restarted:
		// A server that has started anew may have given our numbers to others.
		f.forget(have)
	default:
		ok, err := f.transfer(ctx, l, have)
		if err != nil {
			return fail(err)
		}
		if ok {
			how = Transferred
		}
	}
	f.mu.Lock()
	f.coming = &State{Server: f.set.Name, Phase: Up, Attempt: attempt, Recovery: how}
	f.mu.Unlock()
	if how != Created {
		for _, s := range have {
			if err := f.recover(ctx, l, s); err != nil {
				return fail(err)
			}
		}
	}
	switch how {
	case Reactivated:
		f.count.reactivated.Add(1)
	case Transferred:
		f.count.transferred.Add(1)
	}
	return l, how, nil
}

// clockSkew is the difference between the clocks that is worth a word.
const clockSkew = 5 * time.Second

// longestRefusal is the longest pause after which a refused user is tried again.
const longestRefusal = 10 * time.Minute

// serve runs the link until it fails or ctx ends.
func (f *Feed) serve(parent context.Context, l *link, how Recovery) (err error) {
	ctx, cancel := context.WithCancelCause(parent)
	var wg sync.WaitGroup
	defer func() {
		cancel(nil)
		f.mu.Lock()
		f.ready.Broadcast()
		f.mu.Unlock()
		// A publisher may be stuck in a write that only closing the connection ends.
		if parent.Err() == nil {
			l.tcp.Close()
		} else {
			timer := time.AfterFunc(time.Second, func() { l.tcp.Close() })
			defer timer.Stop()
		}
		wg.Wait()
	}()
	spawn := func(work func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			// Answers are the server's word; what they make this code trip over
			// ends the link with an error, not the process.
			defer func() {
				if r := recover(); r != nil {
					cancel(fmt.Errorf("opcua server %q: an answer could not be handled: %v", f.set.Name, r))
				}
			}()
			work()
		}()
	}
	spawn(func() {
		select {
		case <-l.dead:
			cancel(fmt.Errorf("opcua server %q: %w", f.set.Name, ending(io.EOF)))
		case <-ctx.Done():
			f.mu.Lock()
			f.ready.Broadcast()
			f.mu.Unlock()
		}
	})
	f.mu.Lock()
	f.dirty = true
	for h := range f.items {
		// What was refused before may be there now: the server may be another.
		f.items[h].retryAt, f.items[h].retries = time.Time{}, 0
	}
	f.mu.Unlock()
	f.heard.Store(time.Now().UnixNano())
	want := inFlight(time.Duration(f.count.roundTrip.Load()), len(f.set.Groups))
	f.allowed.Store(int64(want))
	for i := 0; i < want; i++ {
		spawn(func() { f.publish(ctx, cancel, l) })
	}
	spawn(func() { f.watch(ctx, cancel, l) })
	f.client.lend(l)

	err = f.sync(ctx, l)
	if err == nil {
		f.mu.Lock()
		f.announce()
		f.mu.Unlock()
		f.settled()
		if how != Created {
			spawn(func() { f.refresh(ctx) })
		}
		err = f.supervise(ctx, l)
	}
	if cause := context.Cause(ctx); cause != nil {
		err = cause // what ended the link says more than the request that noticed
	}
	cancel(err)
	return err
}

// inFlight is how many publish requests the server is given at a time: enough
// to keep it sending over the round trip, one more for each further
// subscription, since a quiet one holds a request for a keep-alive.
func inFlight(rtt time.Duration, groups int) int {
	k := 3 + int(rtt/(5*time.Millisecond))
	return min(k, 16) + min(groups-1, 8)
}

// watch gives up a link on which nothing is heard for too long. A sink at work
// is no silence, nor is having no request in flight.
func (f *Feed) watch(ctx context.Context, cancel context.CancelCauseFunc, l *link) {
	t := time.NewTicker(100 * time.Millisecond)
	defer t.Stop()
	beat := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		silence, any := f.silence()
		if !any {
			// Without a subscription nobody says anything: ask.
			if time.Since(beat) > f.set.Timeouts.KeepAlive {
				beat = time.Now()
				if _, err := l.facts(ctx); err != nil && ctx.Err() == nil {
					cancel(fmt.Errorf("opcua server %q: %w", f.set.Name, err))
					return
				}
			}
			f.heard.Store(time.Now().UnixNano())
			continue
		}
		if f.delivers.Load() || f.asked.Load() == 0 {
			continue
		}
		if d := time.Since(time.Unix(0, f.heard.Load())); d > silence {
			f.count.watchdog.Add(1)
			cancel(fmt.Errorf("opcua server %q: %w", f.set.Name, errSilent{d}))
			return
		}
	}
}

// silence returns the longest silence that the subscriptions allow.
func (f *Feed) silence() (d time.Duration, any bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.subs {
		if s.id != 0 && (!any || s.silence < d) {
			d, any = s.silence, true
		}
	}
	return d, any
}

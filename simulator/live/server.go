package live

// One server's side of a plant: the sink of its feed, and the writes to it.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dryfire/simulator"
	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/device"
	"dryfire/tags/opcua/recording"
)

// server is the feed of one server. All of it but Change and State belongs to
// the simulation's goroutine.
type server struct {
	plant    *Plant
	name     string
	endpoint string
	source   opcua.Source
	device   *device.Device // nil for a real server
	deaths   func() int     // nil if it is not isolated

	tags  []*tags.Tag // by handle; nil for one that does not follow any more
	heard []bool      // by handle: it has had a value or been refused
	count int         // tags that follow

	refused map[opcua.Handle]string // why the server does not monitor a tag
	notes   []string

	values, overflows uint64 // that were delivered
	fresh             []opcua.Item

	began    bool // it has been said that it connects
	up       bool
	last     error
	troubles map[string]*trouble // since the server was last up, by what they say
}

// trouble is a reason why a server is not connected.
type trouble struct {
	first, said time.Time
	times       int // since it was said
}

// The journal tells the same trouble again after sayAgain; of a server that has
// another one each time it tells the first maxTroubles.
const (
	sayAgain    = time.Hour
	maxTroubles = 20
)

// follow makes a tag follow an item once flushItems is called.
func (s *server) follow(t *tags.Tag, item opcua.Item) {
	s.plant.bound[t] = binding{s, opcua.Handle(len(s.tags)), item}
	s.tags, s.heard, s.fresh = append(s.tags, t), append(s.heard, false), append(s.fresh, item)
	s.count++
}

// flushItems gives the feed the items that it has not been told of. Handles are
// given in order, so the tags know theirs.
func (s *server) flushItems() {
	if len(s.fresh) == 0 {
		return
	}
	// Every group has been configured, which is all that Add could complain of.
	if _, err := s.source.Add(s.fresh...); err != nil {
		s.fail(err)
	}
	s.fresh = nil
}

// drop ends a tag's following.
func (b binding) drop(t *tags.Tag) {
	s := b.server
	delete(s.plant.bound, t)
	s.flushItems()
	s.source.Remove(b.handle)
	s.tags[b.handle] = nil
	delete(s.refused, b.handle)
	s.count--
}

// Change hands over what a message carried.
func (s *server) Change(b opcua.Batch) {
	b.Changes = append([]opcua.Change(nil), b.Changes...) // the feed uses its slice again
	s.plant.send(func() { s.deliver(b) })
}

// State hands over a change of the connection.
func (s *server) State(st opcua.State) {
	s.plant.send(func() { s.state(st) })
}

// deliver gives tags their values; what that fires waits its turn.
func (s *server) deliver(b opcua.Batch) {
	p := s.plant
	p.behind.took(time.Now(), b.Arrived)
	kernel := p.sim.Kernel()
	busy, ran := kernel.Waiting() > 0, kernel.Ran()-p.ran
	p.ran = kernel.Ran()
	model := p.gateway.Tags()
	var refused []string
	overflowed := 0
	for i := range b.Changes {
		c := &b.Changes[i]
		if int(c.Handle) >= len(s.tags) || s.tags[c.Handle] == nil {
			continue
		}
		t := s.tags[c.Handle]
		if !c.Keep || c.Quality.Code != tags.BadNotConnected && c.Quality.Code != tags.BadStale {
			s.heard[c.Handle] = true
		}
		if r := p.options.Record; r != nil && p.err == nil {
			rec := recording.Of(t.Path(), b.Arrived, *c)
			rec.Busy, rec.Ran = busy, ran
			busy, ran = false, 0 // said once a message
			p.err = r.Write(rec)
		}
		if !c.Keep {
			s.values++
		}
		switch {
		case c.Refused:
			if why := refusal(c); s.refused[c.Handle] != why {
				if s.refused == nil {
					s.refused = map[opcua.Handle]string{}
				}
				s.refused[c.Handle] = why
				refused = append(refused, fmt.Sprintf("%s, which follows %s: %s", t.Path(), p.bound[t].item.Path, why))
			}
		case !c.Keep:
			delete(s.refused, c.Handle)
		}
		if c.Overflow {
			// Feeds ask for the oldest values to be dropped, and the value that is
			// marked is the one next to those that are gone (OPC UA Part 4, 7.22.1).
			s.overflows++
			if overflowed++; overflowed <= 5 {
				p.sim.Stimulus("overflow", fmt.Sprintf("%s: the server's queue of %s ran over: it dropped an unknown number of values between the one above and the next one", s.name, t.Path()))
			}
		}
		// A quality alone takes its time from our clock, which the server's need
		// not agree with.
		u := tags.Update{Quality: c.Quality, HasQuality: true}
		if !c.Keep {
			u.Value, u.HasValue = c.Value, true
			u.Timestamp, u.HasTimestamp, u.InOrder = c.Timestamp(b.Arrived), true, true
		}
		model.Update(t, u) // what can't be converted shows in the tag's quality
	}
	if len(refused) > 0 {
		p.sim.Stimulus("refused", fmt.Sprintf("%s: %s", s.name, some(refused)))
	}
	if overflowed > 5 {
		p.sim.Stimulus("overflow", fmt.Sprintf("%s: the queues of %d more tags ran over as well", s.name, overflowed-5))
	}
}

// some spells a list, its end left out if it is long.
func some(list []string) string {
	if len(list) > 5 {
		return strings.Join(list[:5], ", ") + fmt.Sprintf(" and %d more", len(list)-5)
	}
	return strings.Join(list, ", ")
}

func (s *server) state(st opcua.State) {
	switch st.Phase {
	case opcua.Connecting:
		if s.device == nil && !s.began { // a server that does not answer shows nothing else for a while
			s.began = true
			s.plant.sim.Stimulus("connection", fmt.Sprintf("%s: connecting to %s", s.name, s.endpoint))
		}
	case opcua.Up:
		s.up, s.last, s.troubles = true, nil, nil
		text := fmt.Sprintf("%s: connected to %s in %s", s.name, s.endpoint, round(st.Took))
		switch {
		case st.Recovery != opcua.Created:
			text = fmt.Sprintf("%s: connected to %s again after %s, subscriptions %s: what the server's queues could hold follows", s.name, s.endpoint, round(st.Took), st.Recovery)
		case st.Again:
			text = fmt.Sprintf("%s: connected to %s again after %s, subscriptions created anew: changes in between are lost", s.name, s.endpoint, round(st.Took))
		}
		s.plant.sim.Stimulus("connection", text)
	case opcua.Down:
		s.up, s.last = false, st.Err
		if text := s.trouble(st); text != "" {
			s.plant.sim.Stimulus("connection", text)
		}
	case opcua.Noted:
		if len(s.notes) < 20 {
			s.notes = append(s.notes, st.Note)
		}
		s.plant.sim.Stimulus("connection", s.name+": "+st.Note)
	}
}

// trouble spells why a server is not connected, "" if the journal has had that:
// a server that is away all night is told of a few times.
func (s *server) trouble(st opcua.State) string {
	text := strings.TrimPrefix(opcua.Text(st.Err), fmt.Sprintf("opcua server %q: ", s.name))
	again := "trying again"
	if st.RetryIn >= 30*time.Second {
		again += " in " + st.RetryIn.Round(time.Second).String()
	}
	t := s.troubles[text]
	switch {
	case t == nil && len(s.troubles) >= maxTroubles:
		return ""
	case t == nil:
		if s.troubles == nil {
			s.troubles = map[string]*trouble{}
		}
		s.troubles[text] = &trouble{first: st.Time, said: st.Time}
		return fmt.Sprintf("%s: not connected: %s; %s", s.name, text, again)
	}
	t.times++
	if st.Time.Sub(t.said) < sayAgain {
		return ""
	}
	text = fmt.Sprintf("%s: still not connected after %s and %d more attempts: %s; %s", s.name, st.Time.Sub(t.first).Round(time.Minute), t.times, text, again)
	t.said, t.times = st.Time, 0
	return text
}

func round(d time.Duration) time.Duration {
	if d > time.Second {
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Millisecond)
}

// fail notes that the feed itself gave up, which only a fault of its own does.
func (s *server) fail(err error) {
	s.up, s.last = false, err
	s.plant.sim.Stimulus("connection", s.name+": "+err.Error())
}

// missing says what Connect still waits for; "" if nothing.
func (s *server) missing() string {
	if !s.up {
		if s.last != nil {
			text := opcua.Text(s.last)
			if !strings.HasPrefix(text, "opcua server ") {
				text = fmt.Sprintf("opcua server %q: %s", s.name, text)
			}
			return text
		}
		return fmt.Sprintf("opcua server %q at %s: not connected yet", s.name, s.endpoint)
	}
	var silent []string
	for h, t := range s.tags {
		if t != nil && !s.heard[h] && s.plant.monitored(s.plant.bound[t].item.Group) {
			silent = append(silent, t.Path())
		}
	}
	if len(silent) > 0 {
		return fmt.Sprintf("opcua server %q: no value yet of %s", s.name, some(silent))
	}
	return ""
}

// monitored reports whether the tags of a group are to have values now.
func (p *Plant) monitored(group string) bool {
	for _, g := range p.groups {
		if g.Name != group {
			continue
		}
		switch g.Mode {
		case Leased:
			return p.leased
		case Driven:
			t := p.gateway.Tags().Find(g.Driver)
			return t != nil && drives(t.Value())
		}
	}
	return true
}

// putAside bounds how many batches a write lets pile up.
const putAside = 4096

// write sends a batch to the servers of its tags, one round trip each, all at
// the same time. Meanwhile what arrives is put aside: a script is not disturbed
// by it. Beyond putAside the feeds wait, which does not keep a result from
// coming. The write ends with the plant or shortly after the run is stopped; what
// has not been answered then is Bad_NotConnected, carried out or not.
func (p *Plant) write(batch []simulator.DeviceWrite) []tags.Quality {
	out := make([]tags.Quality, len(batch))
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel()
	for _, after := range p.outlast {
		defer context.AfterFunc(after, cancel)()
	}
	answered := make([]bool, len(batch))
	type answer struct {
		at      []int
		results []opcua.Result
	}
	answers := make(chan answer, len(p.servers))
	asked := 0
	for _, s := range p.servers {
		var at []int
		var writes []opcua.Write
		for i, w := range batch {
			if b := p.bound[w.Tag]; b.server == s {
				at, writes = append(at, i), append(writes, opcua.Write{Path: b.item.Path, Value: w.Value})
			}
		}
		switch {
		case len(at) == 0:
		case !s.up: // nobody is kept waiting for what is known
			for _, i := range at {
				out[i] = tags.QualityOf(tags.BadNotConnected)
			}
		default:
			asked++
			p.feeds.Add(1)
			go func() {
				defer p.feeds.Done()
				answers <- answer{at, s.source.Write(ctx, writes)}
			}()
		}
	}
	for asked > 0 && ctx.Err() == nil {
		inputs := p.inputs
		if len(p.backlog) >= putAside {
			inputs = nil
		}
		select {
		case a := <-answers:
			asked--
			for k, i := range a.at {
				out[i], answered[i] = a.results[k].Quality, true
			}
		case <-ctx.Done():
		case f := <-inputs:
			p.backlog = append(p.backlog, f)
		}
	}
	if asked > 0 {
		for i, w := range batch {
			if s := p.bound[w.Tag].server; s != nil && s.up && !answered[i] {
				out[i] = tags.QualityOf(tags.BadNotConnected).WithDiagnostic("the plant was stopped before the server answered")
			}
		}
	}
	if len(p.backlog) > 0 {
		go p.Wake() // so that it does not wait for the next message
	}
	return out
}

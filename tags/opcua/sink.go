package opcua

import (
	"sync/atomic"
	"time"

	"dryfire/tags"
)

// Sink receives what a [Feed] learns. The feed calls it from one goroutine at
// a time, in the order in which things happened. A sink that takes its time is
// back-pressure: the feed asks the server for no more until it returns, and the
// server's queues take over, whose overflow is counted. It may call [Feed.Add],
// [Feed.Remove], [Feed.SetMonitoring] and [Feed.Counters], and nothing that
// waits for the feed.
type Sink interface {
	// Change takes the changes that one message carried. The slice is reused
	// after the call.
	Change(Batch)
	// State takes a change of the connection. The changes of the tags that go
	// with it, to Bad_NotConnected for example, come through Change.
	State(State)
}

// Batch is a list of changes that arrived together.
type Batch struct {
	Arrived time.Time // by this machine's clock
	Changes []Change
}

// Handle identifies a tag within its feed: the position at which it was added.
type Handle uint32

// Change is a tag's new value or, with Keep, a new quality for the value that
// it already has.
type Change struct {
	Handle   Handle
	Keep     bool
	Overflow bool // the server dropped at least one value of this tag just before this one
	Initial  bool // the tag's first value since the feed has been running
	Refused  bool // the server does not monitor it; it is asked again later. Comes with Keep
	Value    tags.Value
	Quality  tags.Quality
	Status   Status    // the server's raw code, or the one that stands for our own finding
	Source   time.Time // of the device; zero if absent
	Server   time.Time // of the server; zero if absent
}

// Timestamp returns the change's time for a tag, in milliseconds since 1970:
// the source's, else the server's, else the arrival (TYP-4).
func (c *Change) Timestamp(arrived time.Time) int64 {
	switch {
	case !c.Source.IsZero():
		return c.Source.UnixMilli()
	case !c.Server.IsZero():
		return c.Server.UnixMilli()
	}
	return arrived.UnixMilli()
}

// Phase is where a connection is in its life.
type Phase uint8

// The phases of a connection.
const (
	Connecting Phase = iota // an attempt has begun
	Up                      // it answers: told before the first value that it sends
	Down                    // lost, or an attempt failed; another follows
	Closed                  // ended by its owner
	Noted                   // nothing changed, but a person should know; see State.Note
)

// String returns the phase in lower case.
func (p Phase) String() string {
	return [...]string{"connecting", "up", "down", "closed", "noted"}[min(p, Noted)]
}

// Recovery says how a connection got its subscriptions.
type Recovery uint8

// The ways to recover, best first. With the first two, whatever the server's
// queues could hold arrives late but complete.
const (
	Reactivated Recovery = iota // the same session on a new channel
	Transferred                 // a new session took the subscriptions over
	Created                     // new subscriptions; what happened meanwhile is lost
)

// String returns the recovery in lower case.
func (r Recovery) String() string {
	return [...]string{"reactivated", "transferred", "created"}[min(r, 2)]
}

// State is a change of the connection.
type State struct {
	Server   string
	Phase    Phase
	Time     time.Time
	Attempt  int           // 1 for the first since the connection was last up
	Err      error         // why it is down
	RetryIn  time.Duration // Down: the pause before the next attempt
	Recovery Recovery      // Up
	Again    bool          // Up: it was up before
	Took     time.Duration // Up: since it was lost, or since the start
	Note     string        // Noted: in words; each is told once
}

// Counters are what a feed has counted since it was made. Values that the
// server dropped are here; events that a tag's own queue dropped are not, they
// are the provider's missedEvents.
type Counters struct {
	Connects      uint64 // links that came up
	Reconnects    uint64 // of these, all but the first
	ConnectErrors uint64
	Reactivated   uint64
	Transferred   uint64
	Created       uint64 // subscriptions

	Publishes       uint64 // messages with changes
	KeepAlives      uint64
	Values          uint64
	Overflows       uint64 // values marked by the server as coming after a loss in its queue
	Gaps            uint64 // holes in the numbering of messages
	Republished     uint64 // messages that filled such a hole
	LostMessages    uint64 // messages that the server no longer had
	LostQueues      uint64 // subscriptions that the server no longer had: an unknown number of values is lost
	Duplicates      uint64 // messages received twice and used once
	WatchdogExpired uint64

	Tags           uint64 // gauge: added and not removed
	BadTags        uint64 // gauge: refused by the server
	TagRetries     uint64
	FiltersRefused uint64 // tags subscribed without their deadband
	SmallerBatches uint64 // times the server called a request too large
	InFlight       uint64 // gauge: publish requests the server holds
	Writes         uint64
	WriteErrors    uint64

	LastMessage time.Time     // arrival of the last message or keep-alive
	RoundTrip   time.Duration // at the last connect
	ClockSkew   time.Duration // the server's clock minus ours, at the last connect
}

type counters struct {
	connects, connectErrors, reactivated, transferred, created               atomic.Uint64
	publishes, keepAlives, values, overflows, gaps, republished, lost        atomic.Uint64
	lostQueues, duplicates, watchdog, tagRetries, filters, smaller, inFlight atomic.Uint64
	tags, bad                                                                atomic.Int64
	writes, writeErrors                                                      atomic.Uint64
	lastMessage, roundTrip, skew                                             atomic.Int64
}

func (c *counters) snapshot() Counters {
	s := Counters{
		Connects: c.connects.Load(), ConnectErrors: c.connectErrors.Load(), Reactivated: c.reactivated.Load(),
		Transferred: c.transferred.Load(), Created: c.created.Load(), Publishes: c.publishes.Load(), KeepAlives: c.keepAlives.Load(),
		Values: c.values.Load(), Overflows: c.overflows.Load(), Gaps: c.gaps.Load(), Republished: c.republished.Load(),
		LostMessages: c.lost.Load(), LostQueues: c.lostQueues.Load(), Duplicates: c.duplicates.Load(), WatchdogExpired: c.watchdog.Load(),
		Tags: uint64(max(0, c.tags.Load())), BadTags: uint64(max(0, c.bad.Load())), TagRetries: c.tagRetries.Load(),
		FiltersRefused: c.filters.Load(), SmallerBatches: c.smaller.Load(), InFlight: c.inFlight.Load(),
		Writes: c.writes.Load(), WriteErrors: c.writeErrors.Load(),
		RoundTrip: time.Duration(c.roundTrip.Load()), ClockSkew: time.Duration(c.skew.Load()),
	}
	if s.Connects > 0 {
		s.Reconnects = s.Connects - 1
	}
	if ns := c.lastMessage.Load(); ns != 0 {
		s.LastMessage = time.Unix(0, ns)
	}
	return s
}

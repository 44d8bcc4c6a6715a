package events

// The journal is the one account of what happened: expectations, failure
// texts, reports and recordings are projections of it, and nothing keeps a
// second account. Records are small headers with a pointer to a typed detail;
// details come from slabs, so that a record costs no allocation of its own.

import (
	"time"

	"dryfire/tags"
)

// Kind says what a [Record] tells, and so which type its Detail has.
type Kind uint8

// The kinds of records, with the type of their detail.
const (
	KindStimulus Kind = iota + 1 // *Stimulus: something was done to the plant from outside
	KindValue                    // *ValueChange: a tag took a value, quality or timestamp
	KindEnqueue                  // *Queued: an event script was put into its tag's queue
	KindDrop                     // *Queued: an event was lost from its tag's queue
	KindStart                    // *Run: a script run began
	KindRead                     // *Access: a script or step read a tag
	KindWrite                    // *Access: a script or step wrote a tag
	KindSend                     // *Send: a message or request was sent
	KindReceipt                  // *Receipt: what became of a send at one endpoint
	KindEnd                      // *End: a script run ended
	KindLog                      // *Log: a line went to a log
	KindError                    // *ScriptError: a script failed
	KindOutput                   // *Output: a script printed
	KindCall                     // *Call: a script called what a stub stands in for, or what nothing answers
)

var recordKinds = [...]string{"", "stimulus", "value", "enqueue", "drop", "start", "read", "write",
	"send", "receipt", "end", "log", "error", "output", "call"}

// String returns the kind's name in the journal's NDJSON form.
func (k Kind) String() string { return recordKinds[k] }

// Record is one thing that happened.
type Record struct {
	Seq    uint64        // 1, 2, 3 … in the order in which things happened
	At     time.Duration // virtual time since the start
	Run    RunID         // the script run in which it happened; 0 for none
	Kind   Kind
	Detail any // a pointer to the type that Kind names
}

// RunID numbers script runs from 1; 0 is no run.
type RunID uint32

// Stimulus is an action of a scenario step, of a live feed or of a person.
type Stimulus struct {
	Action string // write, drive, advance, open, close, …
	Text   string // what it acted on, as a person would write it
}

// ValueChange is an accepted change of a tag.
type ValueChange struct {
	Tag      string // full path
	Previous tags.QualifiedValue
	Current  tags.QualifiedValue
	Changed  tags.Aspects
	Initial  bool // the tag was (re)initialised or had no value before
	Backfill bool // older than what the tag holds: kept out of events (TAG-21)
}

// Queued is an event of a tag that was queued or lost.
type Queued struct {
	Tag     string
	Event   string // event id: valueChanged, qualityChanged, …
	Depth   int    // events waiting in the tag's queue afterwards
	Current tags.QualifiedValue
}

// RunKind says why a script ran.
type RunKind string

// The kinds of runs.
const (
	RunTagEvent RunKind = "tagEvent"
	RunMessage  RunKind = "message"
	RunRequest  RunKind = "request"
	RunCallback RunKind = "callback" // of readAsync, writeAsync, sendRequestAsync
	RunAsync    RunKind = "async"    // invokeAsynchronous
	RunStep     RunKind = "run"      // a scenario's run step or the script command
)

// Run describes one run of a script.
type Run struct {
	ID      RunID
	Kind    RunKind
	On      string // gateway, session s1, client c1, designer d1; at a remote gateway with @NAME
	In      string // "[default]test valueChanged", "session X/test", "run"
	Project string // "" for none

	Handler string     // message handler, for messages and requests
	Payload tags.Value // as delivered, before the handler could change it
	Send    uint64     // the send that caused it; 0 for none

	Tag      string // for tag events
	Event    string
	Previous tags.QualifiedValue
	Current  tags.QualifiedValue
	Initial  bool
	Missed   bool
	Changed  tags.Aspects // for qualifiedValueChanged
}

// Access is one read or write of a tag by a script or a step.
type Access struct {
	Path    string // as given
	Value   tags.Value
	Quality tags.Quality // of the value read, or the result of the write
	Stamp   int64        // timestamp read, milliseconds
}

// Send is one call of sendMessage, sendRequest or a relative.
type Send struct {
	ID       uint64 // 1, 2, 3 …
	Function string // util.sendMessage, util.sendRequest, util.sendRequestAsync, perspective.sendMessage
	From     string // endpoint of the sender: gateway, session s1, tag "[default]x", …
	Project  string
	Handler  string
	Scope    string // effective
	Payload  tags.Value

	ClientSessionID, User, HasRole, HostName string
	Remote                                   []string // remoteServers, or the one of a request
}

// Reason says what became of a send at an endpoint, or why nothing did.
type Reason string

// The reasons of receipts. Delivered and its neighbours are no failures; the
// others are what an expectation's notDelivered can name.
const (
	Delivered Reason = "delivered" // the handler ran or will run
	Sent      Reason = "sent"      // on its way: over the network or until the next poll
	Recorded  Reason = "recorded"  // only recorded: perspective.sendMessage

	NoSuchProject      Reason = "no such project"
	NoSuchHandler      Reason = "no such handler"
	HandlerDisabled    Reason = "handler disabled"
	HandlerError       Reason = "handler error"
	OutOfScope         Reason = "out of scope"
	FilteredByUser     Reason = "filtered by user"
	FilteredByRole     Reason = "filtered by role"
	FilteredByHost     Reason = "filtered by host"
	FilteredByID       Reason = "filtered by session id"
	SessionClosed      Reason = "session closed"
	DesignerReceives   Reason = "designer never receives"
	DesignerWrites     Reason = "designer cannot write"
	InheritableProject Reason = "inheritable project"
	OtherProject       Reason = "other project"
	Denied             Reason = "denied"
	NoSuchGateway      Reason = "no such gateway"
	GatewayUnreachable Reason = "gateway unreachable"
	NotTransferable    Reason = "payload not transferable"
	WaitsForItself     Reason = "waits for itself"
	RequestTimedOut    Reason = "timed out"
	DroppedEvent       Reason = "dropped event"
)

// OK reports whether the reason is no failure to deliver.
func (r Reason) OK() bool { return r == Delivered || r == Sent || r == Recorded }

// Receipt tells what became of one send at one endpoint that could have been
// meant. A later receipt for the same send and endpoint replaces an earlier.
type Receipt struct {
	Send     uint64
	Endpoint string // gateway, session s1, client c1, designer d1; with @NAME at a remote gateway
	Project  string
	Handler  string
	Selected bool // the platform lists the endpoint among the recipients (MSG-12)
	Reason   Reason
	Detail   string // a sentence for people, with what to do about it
}

// End is the end of a run.
type End struct {
	Run      *Run
	Returned tags.Value
	Busy     time.Duration // how long it kept its lane and worker
	Failed   bool          // an Error record precedes this one
}

// Log is one line in a log.
type Log struct {
	On      string // gateway, or the client in whose console it appears
	Logger  string
	Level   string // trace, debug, info, warn, error (LOG-6)
	Message string
	Stack   string // traceback or Java exception below the line; may be ""
}

// Output is what a script printed.
type Output struct {
	On    string
	Text  string
	Error bool // to standard error
}

// ScriptError is an uncaught exception of a script, or a budget exceeded.
type ScriptError struct {
	In        string // as in Run.In
	Type      string // the exception's class name
	Message   string // without the type
	File      string // the script's name
	Line      int    // in the script's own text, from 1; 0 if unknown
	Column    int    // from 1; 0 if unknown
	Traceback string
	Hint      string // what a test can do about it; may be ""
}

// Call is one call of a function that is not simulated: a stub answered it, or
// nothing did.
type Call struct {
	Function   string // full dotted name
	Args       []tags.Value
	Keywords   *tags.Map // arguments given by name; nil for none
	Returned   tags.Value
	Type       string // class of the exception that was raised; "" for none
	Message    string // of the exception
	Unprepared bool   // there is no stub: the call failed
}

// Journal keeps the records of one simulation.
type Journal struct {
	seq     uint64
	records []Record
	keep    bool
	sink    func(*Record)

	stimuli  slab[Stimulus]
	values   slab[ValueChange]
	queued   slab[Queued]
	runs     slab[Run]
	accesses slab[Access]
	sends    slab[Send]
	receipts slab[Receipt]
	ends     slab[End]
	logs     slab[Log]
	calls    slab[Call]
}

// NewJournal returns an empty journal.
func NewJournal() *Journal { return &Journal{keep: true} }

// Stream hands every record to sink as it is made; keep says whether the
// journal holds on to it as well. Records may be kept by the sink.
func (j *Journal) Stream(sink func(*Record), keep bool) { j.sink, j.keep = sink, keep }

// Len returns how many records the journal holds.
func (j *Journal) Len() int { return len(j.records) }

// Since returns the records from index from on. The slice is not to be changed.
func (j *Journal) Since(from int) []Record { return j.records[from:] }

// Reset forgets the records held so far; numbering goes on.
func (j *Journal) Reset() {
	clear(j.records)
	j.records = j.records[:0]
}

// Add records one thing.
func (j *Journal) Add(at time.Duration, run RunID, kind Kind, detail any) {
	j.seq++
	if j.sink != nil {
		r := Record{Seq: j.seq, At: at, Run: run, Kind: kind, Detail: detail}
		j.sink(&r)
		if !j.keep {
			return
		}
	}
	j.records = append(j.records, Record{Seq: j.seq, At: at, Run: run, Kind: kind, Detail: detail})
}

// The New… methods return an empty detail that lives as long as the journal.

// NewStimulus returns an empty Stimulus.
func (j *Journal) NewStimulus() *Stimulus { return j.stimuli.next() }

// NewValueChange returns an empty ValueChange.
func (j *Journal) NewValueChange() *ValueChange { return j.values.next() }

// NewQueued returns an empty Queued.
func (j *Journal) NewQueued() *Queued { return j.queued.next() }

// NewRun returns an empty Run.
func (j *Journal) NewRun() *Run { return j.runs.next() }

// NewAccess returns an empty Access.
func (j *Journal) NewAccess() *Access { return j.accesses.next() }

// NewSend returns an empty Send.
func (j *Journal) NewSend() *Send { return j.sends.next() }

// NewReceipt returns an empty Receipt.
func (j *Journal) NewReceipt() *Receipt { return j.receipts.next() }

// NewEnd returns an empty End.
func (j *Journal) NewEnd() *End { return j.ends.next() }

// NewLog returns an empty Log.
func (j *Journal) NewLog() *Log { return j.logs.next() }

// NewCall returns an empty Call.
func (j *Journal) NewCall() *Call { return j.calls.next() }

// slab hands out zeroed Ts from blocks that double from 4 to 64, so that a
// small simulation stays small and a long one allocates rarely.
type slab[T any] struct {
	block []T
	size  int
}

func (s *slab[T]) next() *T {
	if len(s.block) == 0 {
		s.size = min(max(4, 2*s.size), 64)
		s.block = make([]T, s.size)
	}
	t := &s.block[0]
	s.block = s.block[1:]
	return t
}

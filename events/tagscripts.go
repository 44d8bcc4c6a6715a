package events

// The event scripts of tags: which events a change of a tag fires (section 4
// of the behaviour reference), the queue of each tag, and the pool of workers
// that all tags of a gateway share (section 4.1).

import (
	"time"

	"dryfire/tags"
)

// Event ids (table of section 4).
const (
	ValueChanged          = "valueChanged"
	QualityChanged        = "qualityChanged"
	QualifiedValueChanged = "qualifiedValueChanged"
	AlarmActive           = "alarmActive"
	AlarmCleared          = "alarmCleared"
	AlarmAcked            = "alarmAcked"
)

// TagEventOptions are the settings of a gateway that concern tag events, with
// the platform's own numbers as defaults.
type TagEventOptions struct {
	ScriptThreads int    // workers of the pool (QUE-1, QUE-2); 0 is 3
	QueueSize     int    // pending events a tag may have (QUE-3); 0 is 5
	Queue         string // which event is lost: "oldest" (default) or "newest" (DEC-20)
	CountRunning  bool   // the running event counts among the pending ones (DEC-21)
	PerEvent      bool   // a queue for each event id of a tag (DEC-22)
	InitialEvents int    // events after an initialisation, 1 (default) or 2 (DEC-25)
}

func (o TagEventOptions) withDefaults() TagEventOptions {
	if o.ScriptThreads == 0 {
		o.ScriptThreads = 3
	}
	if o.QueueSize == 0 {
		o.QueueSize = 5
	}
	if o.InitialEvents == 0 {
		o.InitialEvents = 1
	}
	return o
}

// TagEvent is one event of a tag, with both values as they were when it fired
// (DEC-24).
type TagEvent struct {
	Tag      *tags.Tag
	Script   *TagScript
	Previous tags.QualifiedValue
	Current  tags.QualifiedValue
	Initial  bool
	Missed   bool
	Changed  tags.Aspects

	queue   *tagQueue
	scripts *TagScripts
}

// TagScript is an event script of one tag that can run.
type TagScript struct {
	Event       string       // event id
	ChangeTypes tags.Aspects // what triggers qualifiedValueChanged (TAG-11)
	Name        string       // "[default]test valueChanged"
	Entry       any          // what the runner needs to run it
}

// TagScripts turns changes of tags into runs of their event scripts.
type TagScripts struct {
	kernel  *Kernel
	journal *Journal
	profile Profile
	options TagEventOptions
	pool    *Pool
	run     func(*TagEvent) time.Duration
	free    []*TagEvent
}

// tagState is what a tag with event scripts carries.
type tagState struct {
	scripts []*TagScript
	queues  []tagQueue // one, or one for each script with PerEvent
}

type tagQueue struct {
	Lane
	missed bool // an event was lost since the last run (DEC-23)
}

// NewTagScripts returns the dispatcher of one gateway. run runs the script of
// an event and returns for how long it keeps its worker busy.
func NewTagScripts(k *Kernel, j *Journal, p Profile, o TagEventOptions, run func(*TagEvent) time.Duration) *TagScripts {
	o = o.withDefaults()
	return &TagScripts{kernel: k, journal: j, profile: p, options: o, pool: k.NewPool(o.ScriptThreads), run: run}
}

// Attach gives a tag its event scripts, in the order in which one change fires
// them (DEC-28); none detaches the tag. Events that already wait are kept.
func (t *TagScripts) Attach(tag *tags.Tag, scripts []*TagScript) {
	if len(scripts) == 0 {
		tag.Events = nil
		return
	}
	st, _ := tag.Events.(*tagState)
	n := 1
	if t.options.PerEvent {
		n = len(scripts)
	}
	if st == nil || len(st.queues) != n {
		st = &tagState{queues: make([]tagQueue, n)}
		for i := range st.queues {
			st.queues[i].Init(t.kernel, tag.Path(), 1, t.pool)
		}
		tag.Events = st
	}
	st.scripts = scripts
}

// Attached returns the event scripts that a tag has.
func (t *TagScripts) Attached(tag *tags.Tag) []*TagScript {
	if st, ok := tag.Events.(*tagState); ok {
		return st.scripts
	}
	return nil
}

// Changed records a change of a tag and queues the events that it fires.
func (t *TagScripts) Changed(c *tags.Change) {
	v := t.journal.NewValueChange()
	*v = ValueChange{Tag: c.Tag.Path(), Previous: c.Previous, Current: c.Current, Changed: c.Aspects,
		Initial: c.Initial, Backfill: c.Backfill}
	t.journal.Add(t.kernel.now, t.kernel.run, KindValue, v)
	st, _ := c.Tag.Events.(*tagState)
	if st == nil || c.Backfill {
		return
	}
	t.fire(st, c)
	if c.Initial && t.options.InitialEvents > 1 {
		again := *c
		again.Previous = c.Current
		again.Aspects = tags.ValueChanged
		for range t.options.InitialEvents - 1 {
			t.fire(st, &again)
		}
	}
}

func (t *TagScripts) fire(st *tagState, c *tags.Change) {
	initial := c.Initial
	if t.profile.InitialAfterNull && (c.Previous.Value.IsNull() || c.Previous.Quality.Code == tags.UncertainInitialValue) {
		initial = true
	}
	for i, s := range st.scripts {
		if !t.fires(s, c) {
			continue
		}
		q := &st.queues[0]
		if t.options.PerEvent {
			q = &st.queues[i]
		}
		t.enqueue(q, s, c, initial)
	}
}

// fires says whether a change triggers an event script.
func (t *TagScripts) fires(s *TagScript, c *tags.Change) bool {
	switch s.Event {
	case ValueChanged:
		return c.Initial || c.Aspects&tags.ValueChanged != 0 ||
			t.profile.ValueChangedOnAnyAspect && c.Aspects != 0 // TAG-8
	case QualityChanged:
		return c.Previous.Quality.Code != c.Current.Quality.Code // TAG-10, DEC-27
	case QualifiedValueChanged:
		return t.profile.QualifiedValueEvent && c.Aspects&s.ChangeTypes != 0 // TAG-11
	}
	return false
}

func (t *TagScripts) enqueue(q *tagQueue, s *TagScript, c *tags.Change, initial bool) {
	pending := q.Pending()
	if t.options.CountRunning {
		pending += q.Running()
	}
	if pending >= t.options.QueueSize && q.Pending() > 0 {
		q.missed = true
		if t.options.Queue == "newest" {
			t.note(KindDrop, c.Tag, s.Event, q.Pending(), &c.Current)
			return
		}
		lost := q.DropOldest().(*TagEvent)
		t.note(KindDrop, lost.Tag, lost.Script.Event, q.Pending(), &lost.Current)
		t.release(lost)
	}
	e := t.event()
	*e = TagEvent{Tag: c.Tag, Script: s, Previous: c.Previous, Current: c.Current, Initial: initial,
		Changed: c.Aspects, queue: q, scripts: t}
	q.Post(e)
	t.note(KindEnqueue, c.Tag, s.Event, q.Pending(), &c.Current)
}

func (t *TagScripts) note(kind Kind, tag *tags.Tag, event string, depth int, current *tags.QualifiedValue) {
	d := t.journal.NewQueued()
	*d = Queued{Tag: tag.Path(), Event: event, Depth: depth, Current: *current}
	t.journal.Add(t.kernel.now, t.kernel.run, kind, d)
}

// Run runs the event's script; the kernel calls it.
func (e *TagEvent) Run() time.Duration {
	e.Missed = e.queue.missed
	e.queue.missed = false
	t := e.scripts
	busy := t.run(e)
	t.release(e)
	return busy
}

func (t *TagScripts) event() *TagEvent {
	if n := len(t.free); n > 0 {
		e := t.free[n-1]
		t.free = t.free[:n-1]
		return e
	}
	return &TagEvent{}
}

func (t *TagScripts) release(e *TagEvent) {
	*e = TagEvent{}
	t.free = append(t.free, e)
}

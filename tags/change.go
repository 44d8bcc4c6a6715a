package tags

// How values get into tags, and how others hear of it. Writes of scripts,
// updates by steps and feeds, and (re)initialisation all end in accept or
// report, so that there is one place that decides what a change is.

import "math"

// Change is what a listener is told. It is only valid during the call.
type Change struct {
	Tag      *Tag
	Previous QualifiedValue
	Current  QualifiedValue
	// Aspects are those that differ between Previous and Current (TAG-12).
	Aspects Aspects
	// Initial is true for the change that follows (re)initialisation, and for
	// the first value that a tag without a value takes (TAG-13, TAG-14).
	Initial bool
	// Backfill is true for a value that is older than the tag's: Current is
	// that value, the tag keeps Previous, and no event may follow (TAG-21).
	Backfill bool
}

// Update is what a step or a feed says about a tag. What it doesn't say stays:
// without a value the tag keeps its value. With a value and no quality the
// quality becomes Good, and without a timestamp the clock gives one.
type Update struct {
	Value        Value
	Quality      Quality
	Timestamp    int64 // milliseconds since 1970-01-01 UTC
	HasValue     bool
	HasQuality   bool
	HasTimestamp bool
	// InOrder says that the value is the next one whatever its timestamp: a
	// subscription sends in order, and a timestamp that goes back comes from a
	// clock that was set, or from another one than the tag's. It is no back-fill.
	InOrder bool
}

// Listen adds a listener that is called for every change, at once, in the
// order in which listeners were added. It may read and write tags.
func (t *Tags) Listen(l func(c *Change)) { t.listeners = append(t.listeners, l) }

func (t *Tags) tell(g *Tag, previous, current *QualifiedValue, a Aspects, initial, backfill bool) {
	if len(t.listeners) == 0 {
		return
	}
	c := &t.change
	if t.lent { // a listener writes: it still needs its own change afterwards
		c = new(Change)
	} else {
		t.lent = true
		defer func() { t.lent = false }()
	}
	*c = Change{Tag: g, Previous: *previous, Current: *current, Aspects: a, Initial: initial, Backfill: backfill}
	for _, l := range t.listeners {
		l(c)
	}
}

// report tells of a change from before to what the tag holds now, which has a
// new timestamp.
func (t *Tags) report(g *Tag, before QualifiedValue, initial bool) {
	now := g.Value()
	a := TimestampChanged
	if !before.Value.Equal(now.Value) {
		a |= ValueChanged
	}
	if !before.Quality.Equal(now.Quality) {
		a |= QualityChanged
	}
	t.tell(g, &before, &now, a, initial, false)
}

// reportInitial tells of the value a tag starts with. The previous value is
// null with Uncertain_InitialValue (TAG-15); a tag without a value, a disabled
// one and a folder have nothing to tell.
func (t *Tags) reportInitial(g *Tag) {
	if g.folder || g.def.c.disabled || g.qv.Value.IsNull() {
		return
	}
	before := QualifiedValue{Quality: QualityOf(UncertainInitialValue), Timestamp: g.qv.Timestamp}
	a := ValueChanged | TimestampChanged
	if g.qv.Quality.Code != UncertainInitialValue {
		a |= QualityChanged
	}
	t.tell(g, &before, &g.qv, a, true, false)
}

// restart gives the tag the quality and timestamp with which it begins.
func (g *Tag) restart(now int64, given bool) {
	g.qv.Timestamp = now
	g.fresh = g.qv.Value.IsNull()
	switch {
	case given, g.def.c.source == SourceMemory:
		g.qv.Quality = QualityOf(Good)
	case g.fresh:
		g.qv.Quality = QualityOf(UncertainInitialValue)
	}
}

// Start reports the initial change of every tag that has a value: providers in
// the order in which they were added, folders and tags in the order of
// configuration, parents first. From then on Configure reports changes too.
func (t *Tags) Start() {
	t.started = true
	t.RestartAll()
}

// Restart re-initialises a tag and everything below it (TAG-17): tags keep
// their values, and initial changes follow.
func (t *Tags) Restart(g *Tag) {
	now := t.clock()
	g.Walk(func(g *Tag) bool {
		if !g.folder {
			g.restart(now, false)
			t.reportInitial(g)
		}
		return true
	})
}

// RestartProvider re-initialises all tags of a provider.
func (t *Tags) RestartProvider(p *Provider) { t.Restart(&p.root) }

// RestartAll re-initialises all tags, as a restart of the gateway does.
func (t *Tags) RestartAll() {
	for _, p := range t.providers {
		t.RestartProvider(p)
	}
}

// Outlet takes what a script writes to a tag that follows a device. It gets the
// value converted to the tag's data type and returns the quality code of the
// write and true, or false if the tag is to take the value itself. A tag whose
// write was taken changes when the device reports the value by [Tags.Update].
type Outlet func(g *Tag, v Value) (Quality, bool)

// SetOutlet sets the outlet for writes to tags with the value source opc; nil,
// as at first, means that these tags take what is written to them.
func (t *Tags) SetOutlet(o Outlet) { t.outlet = o }

// WriteTag writes a tag's value as a script does and returns the quality code
// of the write. See [Tags.Write].
func (t *Tags) WriteTag(g *Tag, v Value) Quality {
	if q := g.refusal(); q.Code != Good {
		return q
	}
	u := Update{Value: v, HasValue: true}
	if qv := v.Qualified(); qv != nil { // WRT-7
		u.Value, u.Quality, u.Timestamp = qv.Value, qv.Quality, qv.Timestamp
		u.HasQuality, u.HasTimestamp = true, true
	}
	if t.outlet != nil && g.def.c.source == SourceOPC {
		out, q := g.def.c.dataType.Coerce(u.Value, t.Location)
		if q.Code != Good {
			return q
		}
		if q, taken := t.outlet(g, out); taken {
			return q
		}
	}
	return t.update(g, &u, true)
}

// refusal is the quality code for a script's write that the tag does not take
// whatever the value, and Good otherwise.
func (g *Tag) refusal() Quality {
	switch c := &g.def.c; {
	case g.folder:
		return noValue(g)
	case c.disabled:
		return QualityOf(BadDisabled) // DEC-35
	case c.readOnly:
		return QualityOf(BadReadOnly)
	}
	return QualityOf(Good)
}

// Update drives a tag as a step or a feed does: a read-only tag takes the
// value as well. A value older than the tag's is back-fill: the tag keeps what
// it has, and listeners are told with Backfill set. The result is the quality
// code of a write: Good unless the value can't be converted, is out of range
// or the tag is disabled. A tag that follows an OPC server shows a failed
// conversion as its own quality too (WRT-2), any other tag stays as it was.
func (t *Tags) Update(g *Tag, u Update) Quality {
	switch {
	case g.folder:
		return noValue(g)
	case g.def.c.disabled:
		return QualityOf(BadDisabled)
	}
	return t.update(g, &u, false)
}

// SetQuality changes the quality of a tag and nothing else but its timestamp.
func (t *Tags) SetQuality(g *Tag, q Quality) Quality {
	return t.Update(g, Update{Quality: q, HasQuality: true})
}

// update is the one way of a value into an enabled tag.
func (t *Tags) update(g *Tag, u *Update, byScript bool) Quality {
	c := &g.def.c
	old := &g.qv
	next := QualifiedValue{Value: old.Value, Quality: old.Quality, Timestamp: u.Timestamp}
	if u.HasQuality {
		next.Quality = u.Quality
	} else if u.HasValue {
		next.Quality = QualityOf(Good)
	}
	if u.HasValue {
		v, q := c.dataType.Coerce(u.Value, t.Location)
		switch {
		case q.Code == Good:
		case c.dataType == DataSet && u.Value.Kind() == KindList:
			next.Quality = q // WRT-4: the write says Good, and then the tag reads null
		default:
			if !byScript && c.source == SourceOPC {
				t.SetQuality(g, q)
			}
			return q
		}
		next.Value = v
		if c.limited && !v.IsNull() {
			if f := v.Float64(); f < c.low || f > c.high { // DEC-35
				if byScript {
					return QualityOf(BadOutOfRange)
				}
				if next.Quality.IsGood() {
					next.Quality = QualityOf(BadOutOfRange)
				}
			}
		}
	}
	if u.HasTimestamp && u.Timestamp < old.Timestamp && !byScript && !u.InOrder && !g.fresh && old.Quality.IsGood() {
		t.tell(g, old, &next, 0, false, true) // TAG-21
		return QualityOf(Good)
	}
	var a Aspects
	if !next.Quality.Equal(old.Quality) {
		a = QualityChanged
	}
	if u.HasValue && !next.Value.Equal(old.Value) {
		// DEC-29: a change of quality always passes.
		if a == 0 && c.deadband > 0 && withinDeadband(old.Value, next.Value, c.deadband) {
			return QualityOf(Good)
		}
		a |= ValueChanged
	}
	switch {
	case u.HasTimestamp:
		if next.Timestamp != old.Timestamp {
			a |= TimestampChanged
		}
	case a != 0:
		// A new stamp is a change even if virtual time stands still (TAG-12).
		next.Timestamp = t.clock()
		a |= TimestampChanged
	}
	if a == 0 {
		return QualityOf(Good) // TAG-9
	}
	initial := g.fresh && !next.Value.IsNull()
	if initial {
		g.fresh = false
	}
	if len(t.listeners) == 0 {
		*old = next
		return QualityOf(Good)
	}
	before := *old
	*old = next
	t.tell(g, &before, &next, a, initial, false)
	return QualityOf(Good)
}

func withinDeadband(old, next Value, deadband float64) bool {
	if old.IsNull() || next.IsNull() {
		return false
	}
	return math.Abs(next.Float64()-old.Float64()) < deadband
}

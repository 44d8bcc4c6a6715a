package simulator

// Writes to tags that follow a device. The device decides what becomes of such
// a write, and the tag changes when the device reports its value. What one
// call of a script, or one step, writes goes out together: a device is a round
// trip away.

import "dryfire/tags"

// DeviceWrite is one value for the device behind a tag, converted to the tag's
// data type.
type DeviceWrite struct {
	Tag   *tags.Tag
	Value tags.Value
}

// outlet gathers the writes of one call.
type outlet struct {
	follows func(*tags.Tag) bool
	write   func([]DeviceWrite) []tags.Quality
	batch   []DeviceWrite
	held    bool // a call is gathering
}

// SetOutlet makes writes to tags for which follows reports true go to write, as
// many at a time as one call of a script or one step writes; write returns a
// quality code for each, in their order. A nil write lets tags take what is
// written to them, as at first.
func (g *Gateway) SetOutlet(follows func(*tags.Tag) bool, write func([]DeviceWrite) []tags.Quality) {
	if write == nil {
		g.outlet = nil
		g.tags.SetOutlet(nil)
		return
	}
	o := &outlet{follows: follows, write: write}
	g.outlet = o
	g.tags.SetOutlet(func(t *tags.Tag, v tags.Value) (tags.Quality, bool) {
		if !o.follows(t) {
			return tags.Quality{}, false
		}
		if o.held {
			o.batch = append(o.batch, DeviceWrite{t, v})
			return tags.QualityOf(tags.Good), true
		}
		return o.write([]DeviceWrite{{t, v}})[0], true
	})
}

// gather calls write for each of n writes, note with the quality code of each,
// and returns the codes. Those that a device takes are sent together once all
// have been looked at, and noted then.
func (g *Gateway) gather(n int, write func(i int) tags.Quality, note func(i int, q tags.Quality)) []tags.Quality {
	out := make([]tags.Quality, n)
	o := g.outlet
	if o == nil || o.held {
		for i := range out {
			out[i] = write(i)
			note(i, out[i])
		}
		return out
	}
	var sent []int // which of the n each of the batch is
	o.held = true
	for i := range out {
		before := len(o.batch)
		if out[i] = write(i); len(o.batch) > before {
			sent = append(sent, i)
		} else {
			note(i, out[i])
		}
	}
	batch := o.batch
	o.held, o.batch = false, nil
	if len(batch) > 0 {
		for k, q := range o.write(batch) {
			out[sent[k]] = q
			note(sent[k], q)
		}
	}
	return out
}

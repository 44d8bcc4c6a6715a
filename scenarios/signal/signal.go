// Package signal makes the sequences of values that a drive step writes to a
// tag: lists, the series notation of promtool ("0+1x5"), waves, random
// numbers, columns of CSV files and recordings of a live feed.
//
// A [Signal] is a pure function of an index and a seed: the same scenario and
// seed give the same values in every run.
package signal

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"dryfire/tags"
)

// MaxLen is how many values a signal may have.
const MaxLen = 100_000_000

// Sample is one value of a signal.
type Sample struct {
	Value tags.Value
	Skip  bool // nothing is written at this place of the sequence
	Stale bool // the quality becomes Bad_Stale and the value stays
}

// Signal is a sequence of values.
type Signal interface {
	// Len returns the number of values.
	Len() int
	// At returns value i, 0 <= i < Len. every is the time between two values.
	At(i int, every time.Duration, seed int64) Sample
}

// List is a sequence of given values.
type List []tags.Value

// Len returns the number of values.
func (l List) Len() int { return len(l) }

// At returns value i.
func (l List) At(i int, _ time.Duration, _ int64) Sample { return Sample{Value: l[i]} }

// Samples is a sequence of given samples.
type Samples []Sample

// Len returns the number of samples.
func (s Samples) Len() int { return len(s) }

// At returns sample i.
func (s Samples) At(i int, _ time.Duration, _ int64) Sample { return s[i] }

// Shape is the form of a wave.
type Shape string

// The shapes of waves, by the names of Ignition's device simulator.
const (
	Ramp     Shape = "ramp"     // from min to max, then at once back to min
	Sine     Shape = "sine"     // from the middle up to max, down to min and back
	Square   Shape = "square"   // half a period min, half a period max
	Triangle Shape = "triangle" // from min to max and back
)

// Wave is a periodic signal. The value of its place i is that of the time i
// times the time between two values.
type Wave struct {
	Shape    Shape
	Min, Max float64
	Period   time.Duration
	Repeat   bool // begins anew after a period; otherwise it stays as it ended
	Count    int  // number of values
}

// Len returns the number of values.
func (w *Wave) Len() int { return w.Count }

// At returns value i, always a float.
func (w *Wave) At(i int, every time.Duration, _ int64) Sample {
	t, period := float64(i)*float64(every), float64(w.Period)
	ended := t >= period
	if ended {
		if w.Repeat {
			t = math.Mod(t, period)
			ended = false
		} else {
			t = period
		}
	}
	span := w.Max - w.Min
	var f float64
	switch w.Shape {
	case Ramp:
		f = w.Min + span*t/period
	case Sine:
		f = w.Min + span/2 + span/2*math.Sin(2*math.Pi*t/period)
		// The sine of a multiple of pi is not quite 0 in floating point.
		f = math.Round(f*1e12) / 1e12
	case Square:
		f = w.Min
		if ended || 2*t >= period {
			f = w.Max
		}
	case Triangle:
		f = w.Min + 2*span*min(t, period-t)/period
	}
	return Sample{Value: tags.Float(f)}
}

// Random is a sequence of evenly distributed random numbers.
type Random struct {
	Min, Max float64
	Integers bool // whole numbers, both bounds included
	Count    int
}

// Len returns the number of values.
func (r *Random) Len() int { return r.Count }

// At returns value i of the sequence that belongs to seed.
func (r *Random) At(i int, _ time.Duration, seed int64) Sample {
	g := rand.New(rand.NewPCG(uint64(seed), 0x9e3779b97f4a7c15*uint64(i+1)))
	if r.Integers {
		return Sample{Value: tags.Int(int64(r.Min) + g.Int64N(int64(r.Max)-int64(r.Min)+1))}
	}
	return Sample{Value: tags.Float(r.Min + g.Float64()*(r.Max-r.Min))}
}

// CheckBounds returns an error if a random signal can't have these bounds.
func (r *Random) CheckBounds() error {
	switch {
	case !(r.Min <= r.Max):
		return fmt.Errorf("got min %v and max %v, want min at most max", r.Min, r.Max)
	case math.IsInf(r.Max-r.Min, 0) || r.Integers && r.Max-r.Min >= 1<<53:
		return fmt.Errorf("got min %v and max %v, want a smaller range", r.Min, r.Max)
	}
	return nil
}

// Package recording reads and writes what a live feed delivered, so that it can
// be replayed: one JSON object a line, one line a change.
//
// The first line is {"recording":1,"started":"…"}, with "plant":"…" where a plant
// was recorded: its file, relative to the recording's folder. The others are
//
//	{"arrived":"…","tag":"[default]Line 1/Speed","value":12.5,"quality":"Good","status":"0x00000000","source":"…","server":"…"}
//
// with times in UTC to the nanosecond, in the order of time. "keep":true stands in place of a value
// where the tag kept the one it had; "overflow", "initial" and "diagnostic" are
// there only where they say something. "ran":3 says that scripts were behind: the
// change was taken when three more of those that waited had run. Numbers with a point or an exponent are
// floats, others ints; what JSON has no form for is an object with one key:
//
//	{"$long":"5"} {"$float":"NaN"} {"$date":"2026-01-02T03:04:05.678Z"} {"$str":"…"}
//	{"$array":[…]} {"$tuple":[…]} {"$set":[…]} {"$document":…} {"$map":[[key,value],…]}
//	{"$dataset":{"columns":[{"name":"…","type":"…"},…],"rows":[[…],…]}}
package recording

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// Record is one change of one tag.
type Record struct {
	Arrived  time.Time // by the clock of the machine that recorded
	Tag      string    // full tag path
	Keep     bool      // the tag kept its value; Value is null
	Value    tags.Value
	Quality  tags.Quality
	Status   opcua.Status
	Source   time.Time // zero if the server gave none
	Server   time.Time
	Overflow bool
	Initial  bool
	// Busy says that the tags took this while scripts of what came before it
	// still waited, after Ran of them had run. It is set on the first record of
	// what arrived together.
	Busy bool
	Ran  uint64
}

// Of returns the record of a change.
func Of(tag string, arrived time.Time, c opcua.Change) Record {
	return Record{Arrived: arrived, Tag: tag, Keep: c.Keep, Value: c.Value, Quality: c.Quality, Status: c.Status,
		Source: c.Source, Server: c.Server, Overflow: c.Overflow, Initial: c.Initial}
}

// Due returns when the record is due in a replay that begins with the first
// one at offset 0 and runs at the given speed (2 is twice as fast).
func (r Record) Due(first time.Time, speed float64) time.Duration {
	return time.Duration(float64(r.Arrived.Sub(first)) / speed)
}

// Writer writes a recording. It is safe for concurrent use.
type Writer struct {
	mu   sync.Mutex
	w    *bufio.Writer
	buf  []byte
	n    int
	at   time.Time // of the last record, by the wall clock
	from time.Time // its arrival as it was given
	err  error
}

// NewWriter writes the first line and returns a writer for the others.
func NewWriter(w io.Writer, started time.Time) (*Writer, error) {
	return NewPlantWriter(w, started, "")
}

// NewPlantWriter is NewWriter for the recording of a plant; plant is what the
// first line says of it.
func NewPlantWriter(w io.Writer, started time.Time, plant string) (*Writer, error) {
	out := &Writer{w: bufio.NewWriterSize(w, 1<<16)}
	out.buf = append(out.buf, `{"recording":1,"started":`...)
	out.buf = appendTime(out.buf, started)
	if plant != "" {
		out.buf = append(out.buf, `,"plant":`...)
		out.buf = appendText(out.buf, plant)
	}
	out.buf = append(out.buf, "}\n"...)
	_, out.err = out.w.Write(out.buf)
	return out, out.err
}

// Write adds a record. Records are in the order in which the tags took them: one
// that arrived before the record above it, because its server's message had to
// wait, or because the clock was set back meanwhile, is written as a nanosecond
// later. Once Write has failed, it goes on failing.
func (w *Writer) Write(r Record) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return w.err
	}
	together := w.n > 0 && !r.Busy && r.Arrived.Equal(w.from)
	w.from = r.Arrived
	switch at := r.Arrived.Round(0); {
	case together:
		r.Arrived = w.at
	case w.n > 0 && !at.After(w.at):
		w.at = w.at.Add(time.Nanosecond)
		r.Arrived = w.at
	default:
		w.at = at
	}
	b, err := appendRecord(w.buf[:0], r)
	if err != nil {
		return fmt.Errorf("recording %s: %w", r.Tag, err)
	}
	w.buf = b
	if _, w.err = w.w.Write(b); w.err == nil {
		w.n++
	}
	return w.err
}

// Records returns how many records have been written.
func (w *Writer) Records() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.n
}

// Flush writes out what is buffered. The caller calls it before closing the
// file, and now and then for whoever reads along.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return w.err
}

func appendRecord(b []byte, r Record) ([]byte, error) {
	b = append(b, `{"arrived":`...)
	b = appendTime(b, r.Arrived)
	b = append(b, `,"tag":`...)
	b = appendText(b, r.Tag)
	if r.Keep {
		b = append(b, `,"keep":true`...)
	} else {
		b = append(b, `,"value":`...)
		var err error
		if b, err = appendValue(b, r.Value, 0); err != nil {
			return nil, err
		}
	}
	b = append(b, `,"quality":`...)
	b = appendText(b, r.Quality.Code.Name())
	if d := r.Quality.Diagnostic(); d != "" {
		b = append(b, `,"diagnostic":`...)
		b = appendText(b, d)
	}
	b = append(b, `,"status":"`...)
	b = fmt.Appendf(b, "0x%08X", uint32(r.Status))
	b = append(b, '"')
	if !r.Source.IsZero() {
		b = append(b, `,"source":`...)
		b = appendTime(b, r.Source)
	}
	if !r.Server.IsZero() {
		b = append(b, `,"server":`...)
		b = appendTime(b, r.Server)
	}
	if r.Overflow {
		b = append(b, `,"overflow":true`...)
	}
	if r.Initial {
		b = append(b, `,"initial":true`...)
	}
	if r.Busy {
		b = append(b, `,"ran":`...)
		b = strconv.AppendUint(b, r.Ran, 10)
	}
	return append(b, "}\n"...), nil
}

func appendTime(b []byte, t time.Time) []byte {
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

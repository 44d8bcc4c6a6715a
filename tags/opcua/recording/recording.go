// Package recording reads and writes what a live feed delivered, so that it can
// be replayed: one JSON object a line, one line a change.
//
// The first line is {"recording":1,"started":"…"}, with "plant":"…" where a plant
// was recorded: its file, relative to the recording's folder. The others are
//
//	{"arrived":"…","tag":"[default]Line 1/Speed","value":12.5,"quality":"Good","status":"0x00000000","source":"…","server":"…"}
//
// with times in UTC to the nanosecond. "keep":true stands in place of a value
// where the tag kept the one it had; "overflow", "initial" and "diagnostic" are
// there only where they say something. Numbers with a point or an exponent are
// floats, others ints; what JSON has no form for is an object with one key:
//
//	{"$long":"5"} {"$float":"NaN"} {"$date":"2026-01-02T03:04:05.678Z"} {"$str":"…"}
//	{"$array":[…]} {"$tuple":[…]} {"$set":[…]} {"$document":…} {"$map":[[key,value],…]}
//	{"$dataset":{"columns":[{"name":"…","type":"…"},…],"rows":[[…],…]}}
package recording

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
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
	mu  sync.Mutex
	w   *bufio.Writer
	buf []byte
	n   int
	err error
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

// Write adds a record. Once it has failed, it goes on failing.
func (w *Writer) Write(r Record) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return w.err
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
	return append(b, "}\n"...), nil
}

func appendTime(b []byte, t time.Time) []byte {
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

// Reader reads a recording.
type Reader struct {
	r       *bufio.Reader
	name    string
	line    int
	Started time.Time
	Plant   string // file of the plant, relative to the recording's folder; "" if it does not say
}

// Error is a line of a recording that can't be used.
type Error struct {
	File   string
	Line   int
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason) }

// NewReader reads the first line. name is the file's, for errors.
func NewReader(r io.Reader, name string) (*Reader, error) {
	in := &Reader{r: bufio.NewReaderSize(r, 1<<16), name: name}
	line, err := in.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var head struct {
		Recording *int       `json:"recording"`
		Started   *time.Time `json:"started"`
		Plant     string     `json:"plant"`
	}
	if json.Unmarshal(line, &head) != nil || head.Recording == nil {
		return nil, in.bad(`not a recording: want {"recording":1,…} as the first line`)
	}
	if *head.Recording != 1 {
		return nil, in.bad("a recording of version %d, want 1", *head.Recording)
	}
	if head.Started != nil {
		in.Started = *head.Started
	}
	in.Plant = head.Plant
	return in, nil
}

func (r *Reader) bad(format string, args ...any) error {
	return &Error{r.name, max(r.line, 1), fmt.Sprintf(format, args...)}
}

// next returns the next line that is not blank.
func (r *Reader) next() ([]byte, error) {
	for {
		line, err := r.r.ReadBytes('\n')
		if len(line) > 0 {
			r.line++
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil, io.EOF
			}
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
	}
}

// Next returns the next record, or io.EOF after the last. Other errors are
// [*Error]s that name the line.
func (r *Reader) Next() (Record, error) {
	line, err := r.next()
	if err != nil {
		return Record{}, err
	}
	var in struct {
		Arrived    *time.Time      `json:"arrived"`
		Tag        string          `json:"tag"`
		Keep       bool            `json:"keep"`
		Value      json.RawMessage `json:"value"`
		Quality    string          `json:"quality"`
		Diagnostic string          `json:"diagnostic"`
		Status     string          `json:"status"`
		Source     time.Time       `json:"source"`
		Server     time.Time       `json:"server"`
		Overflow   bool            `json:"overflow"`
		Initial    bool            `json:"initial"`
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return Record{}, r.bad("not a record: %v", err)
	}
	switch {
	case in.Arrived == nil:
		return Record{}, r.bad("arrived is missing")
	case in.Tag == "":
		return Record{}, r.bad("tag is missing")
	case in.Keep == (in.Value != nil):
		return Record{}, r.bad("want either value or keep")
	}
	out := Record{Arrived: *in.Arrived, Tag: in.Tag, Keep: in.Keep, Source: in.Source, Server: in.Server, Overflow: in.Overflow, Initial: in.Initial}
	code, ok := tags.QualityByName(in.Quality)
	if !ok {
		n, err := strconv.ParseInt(in.Quality, 10, 32) // a code without a name is written as its number
		if err != nil {
			return Record{}, r.bad("quality: there is no %q", in.Quality)
		}
		code = tags.QualityCode(n)
	}
	out.Quality = tags.QualityOf(code).WithDiagnostic(in.Diagnostic)
	if in.Status != "" {
		n, err := strconv.ParseUint(in.Status, 0, 32)
		if err != nil {
			return Record{}, r.bad("status: got %q, want a number such as 0x00000000", in.Status)
		}
		out.Status = opcua.Status(n)
	}
	if !in.Keep {
		if out.Value, err = parseValue(in.Value); err != nil {
			return Record{}, r.bad("value: %v", err)
		}
	}
	return out, nil
}

// All reads what is left.
func (r *Reader) All() ([]Record, error) {
	var all []Record
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, rec)
	}
}

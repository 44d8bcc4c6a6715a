package recording

// Reading is more lenient than writing, since recordings are also made by hand,
// cut, and put together from several:
//
//   - The first line may be missing, and may come again further down.
//   - arrival stands for arrived, sourceTimestamp for source and serverTimestamp
//     for server; times are ISO 8601 or milliseconds since 1970.
//   - A quality that is missing is that of the status, and Good without one. A
//     value that is missing leaves the tag the one it has.
//   - A last line that was cut is left out, with a warning.
//
// What may be a slip is an error: a key that is not known, a line that is earlier
// than the one above it.

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// Reader reads a recording.
type Reader struct {
	r        *bufio.Reader
	name     string
	line     int
	whole    bool // the line at hand has its end
	held     []byte
	last     time.Time
	warnings []string
	Started  time.Time // zero if it does not say
	Plant    string    // file of the plant, relative to the recording's folder; "" if it does not say
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
	switch {
	case errors.Is(err, io.EOF):
		return nil, in.bad("an empty file, want a recording")
	case err != nil:
		return nil, err
	}
	var keys map[string]json.RawMessage
	if json.Unmarshal(line, &keys) != nil {
		return nil, in.bad(`not a recording, want JSON objects, one a line: {"recording":1,…} and then {"arrived":…,"tag":…,"value":…}`)
	}
	if keys["recording"] == nil {
		if keys["tag"] == nil && keys["arrived"] == nil && keys["arrival"] == nil {
			return nil, in.bad(`not a recording: got neither {"recording":1,…} nor a change with arrived and tag`)
		}
		in.held = line
		return in, nil
	}
	h, err := in.head(line)
	if err != nil {
		return nil, err
	}
	if h.Started != nil {
		in.Started = *h.Started
	}
	in.Plant = h.Plant
	return in, nil
}

type header struct {
	Recording int        `json:"recording"`
	Started   *time.Time `json:"started"`
	Plant     string     `json:"plant"`
}

func (r *Reader) head(line []byte) (h header, err error) {
	if err := json.Unmarshal(line, &h); err != nil {
		return h, r.bad("the line of a recording's beginning: %v", err)
	}
	if h.Recording != 1 {
		return h, r.bad("a recording of version %d, want 1", h.Recording)
	}
	return h, nil
}

// Warnings says what was left out, once everything has been read.
func (r *Reader) Warnings() []string { return r.warnings }

func (r *Reader) bad(format string, args ...any) error {
	return &Error{r.name, max(r.line, 1), fmt.Sprintf(format, args...)}
}

// next returns the next line that is not blank.
func (r *Reader) next() ([]byte, error) {
	if line := r.held; line != nil {
		r.held = nil
		return line, nil
	}
	for {
		line, err := r.r.ReadBytes('\n')
		if len(line) > 0 {
			r.line++
			r.whole = err == nil
		}
		if r.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
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

// known are the keys of a record; those after the first of a row mean the same.
var known = [][]string{{"arrived", "arrival"}, {"tag"}, {"value"}, {"keep"}, {"quality"}, {"diagnostic"}, {"status"},
	{"source", "sourceTimestamp"}, {"server", "serverTimestamp"}, {"overflow"}, {"initial"}, {"ran"}}

// Next returns the next record, or io.EOF after the last. Other errors are
// [*Error]s that name the line.
func (r *Reader) Next() (Record, error) {
	for {
		line, err := r.next()
		if err != nil {
			return Record{}, err
		}
		keys, err := r.keys(line)
		switch {
		case err != nil && !r.whole && !json.Valid(line):
			r.warnings = append(r.warnings, fmt.Sprintf("%s:%d: the last line was cut and is left out", r.name, r.line))
			return Record{}, io.EOF
		case err != nil:
			return Record{}, err
		}
		if keys["recording"] != nil {
			// Another recording was put behind this one; its times are absolute.
			if _, err := r.head(line); err != nil {
				return Record{}, err
			}
			continue
		}
		out, err := r.record(keys)
		if err != nil {
			return Record{}, err
		}
		if out.Arrived.Before(r.last) {
			return Record{}, r.bad("arrived %s before the change above it, want the lines in the order of time", r.last.Sub(out.Arrived))
		}
		r.last = out.Arrived
		return out, nil
	}
}

// keys splits a line into its keys, under the names that this package writes.
func (r *Reader) keys(line []byte) (map[string]json.RawMessage, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(line, &all); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, r.bad("not a change: %v", err)
		}
		return nil, r.bad("not a change: want a JSON object")
	}
	if all["recording"] != nil {
		return all, nil
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		as := ""
		for _, row := range known {
			if slices.Contains(row, name) {
				as = row[0]
			}
		}
		switch {
		case as == "":
			return nil, r.bad("the unknown key %q%s", name, meant(name))
		case as != name && all[as] != nil:
			return nil, r.bad("both %s and %s", as, name)
		case as != name:
			all[as] = all[name]
			delete(all, name)
		}
	}
	return all, nil
}

// meant is a hint at the key that is so close to an unknown one that it may be
// meant.
func meant(wrong string) string {
	best, least := "", 3
	for _, row := range known {
		for _, name := range row {
			if d := edits(strings.ToLower(wrong), strings.ToLower(name)); d < least && d < len(name)-1 {
				best, least = name, d
			}
		}
	}
	if best == "" {
		return ", want arrived, tag, value or keep, quality, status, source, server"
	}
	return "; did you mean " + best + "?"
}

// edits is the number of letters to insert, remove or replace to get from a to b.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

func (r *Reader) record(keys map[string]json.RawMessage) (Record, error) {
	var in struct {
		Tag        string
		Keep       bool
		Diagnostic string
		Overflow   bool
		Initial    bool
		Ran        *uint64
	}
	for _, f := range []struct {
		key  string
		to   any
		want string
	}{{"tag", &in.Tag, "a text"}, {"keep", &in.Keep, "true or false"}, {"diagnostic", &in.Diagnostic, "a text"},
		{"overflow", &in.Overflow, "true or false"}, {"initial", &in.Initial, "true or false"}, {"ran", &in.Ran, "a number"}} {
		if raw := keys[f.key]; raw != nil {
			if err := json.Unmarshal(raw, f.to); err != nil {
				return Record{}, r.bad("%s: got %s, want %s", f.key, raw, f.want)
			}
		}
	}
	out := Record{Tag: in.Tag, Overflow: in.Overflow, Initial: in.Initial, Busy: in.Ran != nil}
	if in.Ran != nil {
		out.Ran = *in.Ran
	}
	arrived := false
	for _, f := range []struct {
		key string
		to  *time.Time
	}{{"arrived", &out.Arrived}, {"source", &out.Source}, {"server", &out.Server}} {
		ok, err := instant(keys[f.key], f.to)
		if err != nil {
			return Record{}, r.bad("%s: got %s, want an ISO 8601 date or milliseconds since 1970", f.key, keys[f.key])
		}
		arrived = arrived || ok && f.key == "arrived"
	}
	switch {
	case !arrived:
		return Record{}, r.bad("arrived is missing, want the time at which the change arrived")
	case in.Tag == "":
		return Record{}, r.bad("tag is missing, want the tag's full path")
	case in.Keep && keys["value"] != nil:
		return Record{}, r.bad("both value and keep")
	}
	out.Keep = keys["value"] == nil
	var status json.Number
	if raw := keys["status"]; raw != nil && string(raw) != "null" {
		text := strings.Trim(string(raw), `"`)
		n, err := strconv.ParseUint(text, 0, 32)
		if err != nil {
			return Record{}, r.bad("status: got %q, want a number such as 0x00000000", text)
		}
		out.Status, status = opcua.Status(n), json.Number(text)
	}
	var name string
	if raw := keys["quality"]; raw != nil && string(raw) != "null" {
		if json.Unmarshal(raw, &name) != nil {
			name = string(raw) // a code is as good as its name
		}
	}
	switch {
	case name != "":
		bare, diagnostic, found := strings.Cut(name, `("`)
		if found && in.Diagnostic == "" {
			in.Diagnostic = strings.TrimSuffix(diagnostic, `")`)
		}
		code, ok := tags.QualityByName(bare)
		if !ok {
			n, err := strconv.ParseInt(bare, 10, 32) // a code without a name is written as its number
			if err != nil {
				return Record{}, r.bad("quality: there is no %q", name)
			}
			code = tags.QualityCode(n)
		}
		out.Quality = tags.QualityOf(code).WithDiagnostic(in.Diagnostic)
	case status != "":
		out.Quality = out.Status.Quality()
	case out.Keep:
		return Record{}, r.bad("want a value, or the quality that the tag takes")
	default:
		out.Quality = tags.QualityOf(tags.Good)
	}
	if !out.Keep {
		var err error
		if out.Value, err = parseValue(keys["value"]); err != nil {
			return Record{}, r.bad("value: %v", err)
		}
	}
	return out, nil
}

// instant reads a time, if there is one.
func instant(raw json.RawMessage, to *time.Time) (bool, error) {
	if raw == nil || string(raw) == "null" {
		return false, nil
	}
	var ms float64
	if json.Unmarshal(raw, &ms) == nil {
		if math.Abs(ms) > 1e15 {
			return false, errors.New("out of range")
		}
		*to = time.UnixMilli(int64(ms)).UTC()
		return true, nil
	}
	var date struct {
		Date string `json:"$date"`
	}
	if json.Unmarshal(raw, &date.Date) != nil {
		if err := json.Unmarshal(raw, &date); err != nil {
			return false, err
		}
	}
	t, err := time.Parse(time.RFC3339Nano, date.Date)
	for _, form := range []string{"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02"} {
		if err == nil {
			break
		}
		t, err = time.Parse(form, date.Date)
	}
	*to = t
	return err == nil, err
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

package signal

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/recording"
)

// ReadCSV reads one column of a CSV file. column is the name of a column in
// the first line, or its number from 1 in a file whose first line is data; ""
// is 1. Cells are read as YAML reads unquoted text, so numbers, booleans and
// dates are what they look like; an empty cell writes nothing.
func ReadCSV(file string, text []byte, column string) (Samples, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	index := 0
	if n, err := strconv.Atoi(column); column == "" || err == nil {
		if column != "" {
			index = n - 1
		}
		if index < 0 {
			return nil, fmt.Errorf("%s: got column %q, want a number from 1 on or a name", file, column)
		}
	} else {
		head, err := r.Read()
		if err != nil {
			return nil, csvError(file, err, "a first line with the names of the columns")
		}
		index = -1
		for i, name := range head {
			if strings.TrimSpace(name) == column {
				index = i
			}
		}
		if index < 0 {
			return nil, fmt.Errorf("%s:1:1: got no column %q, want one of %s", file, column, strings.Join(head, ", "))
		}
	}
	var out Samples
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, csvError(file, err, "lines of cells with commas between them")
		}
		if index >= len(row) {
			line, _ := r.FieldPos(0)
			return nil, fmt.Errorf("%s:%d:1: got %d cells, want at least %d", file, line, len(row), index+1)
		}
		out = append(out, cell(row[index]))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: got no values, want at least one line", file)
	}
	return out, nil
}

func csvError(file string, err error, want string) error {
	var at *csv.ParseError
	if e, ok := err.(*csv.ParseError); ok {
		at = e
		return fmt.Errorf("%s:%d:%d: got %w, want %s", file, at.Line, at.Column, at.Err, want)
	}
	return fmt.Errorf("%s: got %w, want %s", file, err, want)
}

func cell(text string) Sample {
	text = strings.TrimSpace(text)
	if text == "" {
		return Sample{Skip: true}
	}
	return Sample{Value: match.ScalarValue(yaml.Scalar(text))}
}

// Record is one line of a recording: a change of a tag as it came.
type Record struct {
	After      time.Duration // since the first record
	Batch      int           // records of one number arrived together, and change tags at one instant
	Tag        string
	Value      tags.Value
	Keep       bool // the tag keeps the value it has
	InOrder    bool // it is the tag's next value whatever its time
	Quality    tags.Quality
	HasQuality bool
	Source     time.Duration // the source timestamp, relative to the first arrival
	HasSource  bool
}

// ReadRecording reads the NDJSON that dryfire serve --record writes (see package
// recording), or lines written by hand: one object a line with tag, value,
// quality (a name) or status (an OPC UA status code), sourceTimestamp,
// serverTimestamp and arrival, all three ISO 8601 or milliseconds since 1970,
// of which only tag and arrival are required. Records are kept in the order of
// the file; an arrival before the one above it counts as the same instant.
func ReadRecording(file string, text []byte) ([]Record, error) {
	if isFeed(text) {
		return readFeed(file, text)
	}
	var out []Record
	var first, last int64
	s := bufio.NewScanner(bytes.NewReader(text))
	s.Buffer(make([]byte, 64<<10), 16<<20)
	for line := 1; s.Scan(); line++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		fail := func(got, want string) ([]Record, error) {
			return nil, fmt.Errorf("%s:%d:1: got %s, want %s", file, line, got, want)
		}
		v, err := tags.ParseJSON(s.Text())
		if err != nil || v.Map() == nil {
			return fail("no JSON object", `{"tag": …, "value": …, "arrival": …}`)
		}
		r, m := Record{}, v.Map()
		arrival, ok, err := stamp(m, "arrival")
		if err != nil || !ok {
			return fail("no arrival", "the time at which the change arrived")
		}
		if tag, ok := m.Get("tag"); !ok || !tag.IsText() || tag.Text() == "" {
			return fail("no tag", "the tag's full path")
		} else {
			r.Tag = tag.Text()
		}
		if len(out) == 0 {
			first, last = arrival, arrival
		}
		last = max(last, arrival)
		r.After = time.Duration(last-first) * time.Millisecond
		r.Value, _ = m.Get("value")
		if r.Quality, r.HasQuality, err = quality(m); err != nil {
			return fail(err.Error(), "the name of a quality, or a status code")
		}
		source, ok, err := stamp(m, "sourceTimestamp")
		if err != nil {
			return fail(err.Error(), "an ISO 8601 date or milliseconds")
		}
		if ok {
			r.Source, r.HasSource = time.Duration(source-first)*time.Millisecond, true
		}
		r.Batch = line
		out = append(out, r)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("%s: got %w, want lines of JSON", file, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: got no records, want at least one", file)
	}
	return out, nil
}

// isFeed reports whether the first line is that of a recording of a feed.
func isFeed(text []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(text, "\ufeff \t\r\n"), []byte("\n"))
	v, err := tags.ParseJSON(string(line))
	if err != nil || v.Map() == nil {
		return false
	}
	_, ok := v.Map().Get("recording")
	return ok
}

// readFeed reads what a feed delivered. A value's time is the source's, else
// the server's, else that of its arrival, as it was for the tag (TYP-4). The
// plant's clock showed whole milliseconds since it started; source times are
// told as seen from that clock, so that what was the same instant for a script
// is the same again.
func readFeed(file string, text []byte) ([]Record, error) {
	in, err := recording.NewReader(bytes.NewReader(text), file)
	if err != nil {
		return nil, feedError(err)
	}
	all, err := in.All()
	if err != nil {
		return nil, feedError(err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: got no records, want at least one", file)
	}
	out := make([]Record, len(all))
	first, batch := all[0].Arrived, 0
	clock := first.UnixMilli()
	if s := in.Started; !s.IsZero() && !s.After(first) {
		clock = s.UnixMilli() + first.Sub(s).Milliseconds()
	}
	var last time.Duration
	for i, r := range all {
		if i > 0 && !r.Arrived.Equal(all[i-1].Arrived) {
			batch++
		}
		last = max(last, r.Arrived.Sub(first))
		c := opcua.Change{Source: r.Source, Server: r.Server}
		out[i] = Record{After: last, Batch: batch, Tag: r.Tag, Value: r.Value, Keep: r.Keep, InOrder: true, Quality: r.Quality, HasQuality: true,
			Source: time.Duration(c.Timestamp(r.Arrived)-clock) * time.Millisecond, HasSource: !r.Keep}
	}
	return out, nil
}

func feedError(err error) error {
	var e *recording.Error
	if errors.As(err, &e) {
		return fmt.Errorf("%s:%d:1: got %s, want a record of a feed", e.File, e.Line, e.Reason)
	}
	return err
}

func stamp(m *tags.Map, key string) (ms int64, ok bool, err error) {
	v, ok := m.Get(key)
	if !ok || v.IsNull() {
		return 0, false, nil
	}
	if d := v.Map(); d != nil {
		v, _ = d.Get("$date")
	}
	switch {
	case v.IsNumber() && math.Abs(v.Float64()) < 1e15:
		return int64(v.Float64()), true, nil
	case v.IsText():
		if t, ok := yaml.ParseDate(v.Text()); ok {
			return t.UnixMilli(), true, nil
		}
	}
	return 0, false, fmt.Errorf("%s %s", key, match.Show(v))
}

// quality maps a status code's two severity bits where no quality is named;
// the feed writes the quality it mapped itself beside the raw code.
func quality(m *tags.Map) (tags.Quality, bool, error) {
	if q, ok := m.Get("quality"); ok && !q.IsNull() {
		name, diagnostic, found := strings.Cut(q.Text(), `("`)
		c, known := tags.QualityByName(name)
		if !known {
			return tags.Quality{}, false, fmt.Errorf("the quality %s", match.Show(q))
		}
		if found {
			return tags.QualityOf(c).WithDiagnostic(strings.TrimSuffix(diagnostic, `")`)), true, nil
		}
		return tags.QualityOf(c), true, nil
	}
	s, ok := m.Get("status")
	if !ok || s.IsNull() {
		return tags.Quality{}, false, nil
	}
	code, err := uint64(s.Int64()), error(nil)
	if s.IsText() {
		code, err = strconv.ParseUint(s.Text(), 0, 32)
	}
	if err != nil || code > math.MaxUint32 {
		return tags.Quality{}, false, fmt.Errorf("the status %s", match.Show(s))
	}
	switch code >> 30 {
	case 0:
		return tags.QualityOf(tags.Good), true, nil
	case 1:
		return tags.QualityOf(tags.Uncertain), true, nil
	}
	return tags.QualityOf(tags.Bad), true, nil
}

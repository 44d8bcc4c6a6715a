package signal

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/recording"
)

// Record is one line of a recording: a change of a tag as it came.
type Record struct {
	After      time.Duration // since the first record
	Batch      int           // records of one number arrived together, and change tags at one instant
	Busy       bool          // scripts were behind: the batch came after Ran more of those that waited
	Ran        uint64
	Tag        string
	Value      tags.Value
	Keep       bool // the tag keeps the value it has
	InOrder    bool // it is the tag's next value whatever its time
	Quality    tags.Quality
	HasQuality bool
	Source     time.Duration // the source timestamp, relative to the first arrival
	HasSource  bool
}

// ReadRecording reads a recording, which dryfire serve --record has written or
// somebody by hand; see package recording for its form. A value's time is the
// source's, else the server's, else that of its arrival, as it was for the tag
// (TYP-4). The plant's clock showed whole milliseconds since it started; source
// times are told as seen from that clock, so that what was the same instant for
// a script is the same again. The warnings say what was left out.
func ReadRecording(file string, text []byte) (records []Record, warnings []string, err error) {
	in, err := recording.NewReader(bytes.NewReader(text), file)
	if err != nil {
		return nil, nil, recordingError(err)
	}
	all, err := in.All()
	if err != nil {
		return nil, nil, recordingError(err)
	}
	if len(all) == 0 {
		return nil, nil, fmt.Errorf("%s: got no changes, want at least one", file)
	}
	out := make([]Record, len(all))
	first, batch := all[0].Arrived, 0
	clock := first.UnixMilli()
	if s := in.Started; !s.IsZero() && !s.After(first) {
		clock = s.UnixMilli() + first.Sub(s).Milliseconds()
	}
	for i, r := range all {
		if i > 0 && (r.Busy || !r.Arrived.Equal(all[i-1].Arrived)) {
			batch++
		}
		c := opcua.Change{Source: r.Source, Server: r.Server}
		out[i] = Record{After: r.Arrived.Sub(first), Batch: batch, Busy: r.Busy, Ran: r.Ran, Tag: r.Tag, Value: r.Value, Keep: r.Keep, InOrder: true,
			Quality: r.Quality, HasQuality: true, Source: time.Duration(c.Timestamp(r.Arrived)-clock) * time.Millisecond, HasSource: !r.Keep}
	}
	return out, in.Warnings(), nil
}

func recordingError(err error) error {
	var e *recording.Error
	if errors.As(err, &e) {
		return fmt.Errorf("%s:%d:1: got a recording that can't be read: %s", e.File, e.Line, e.Reason)
	}
	return err
}

package signal

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scenarios/match"
)

// What dryfire serve records: changes that arrived together are one batch, a
// tag may keep its value, and times are as the plant's clock showed them.
func TestReadRecordingOfAFeed(t *testing.T) {
	records, warnings, err := ReadRecording("r.ndjson", []byte(`{"recording":1,"started":"2026-05-01T08:00:00.0007Z","plant":"p.yaml"}
{"arrived":"2026-05-01T08:00:00.0104Z","tag":"[default]a","value":1,"quality":"Good","status":"0x00000000","source":"2026-05-01T08:00:00.0005Z","initial":true}
{"arrived":"2026-05-01T08:00:00.0104Z","tag":"[default]b","value":2.5,"quality":"Uncertain","status":"0x40000000","server":"2026-05-01T08:00:00.007Z"}
{"arrived":"2026-05-01T08:00:00.0105Z","tag":"[default]a","value":{"$long":"5"},"quality":"Good","status":"0x00000480","overflow":true}
{"arrived":"2026-05-01T08:00:01.0104Z","tag":"[default]a","keep":true,"quality":"Bad_NotConnected","status":"0x808A0000"}
`))
	require.NoError(t, err)
	assert.Empty(t, warnings)
	var got []string
	for _, r := range records {
		got = append(got, fmt.Sprintf("%d %v %s=%s keep %v %s source %v %v", r.Batch, r.After, r.Tag, match.Show(r.Value), r.Keep, r.Quality, r.HasSource, r.Source))
	}
	// The clock showed 9 ms when the first arrived, 9.7 ms after the start.
	assert.Equal(t, []string{
		"0 0s [default]a=1 keep false Good source true -9ms",
		"0 0s [default]b=2.5 keep false Uncertain source true -2ms",
		"1 100µs [default]a=5 keep false Good source true 1ms",
		"2 1s [default]a=null keep true Bad_NotConnected source false 1.001s",
	}, got)
	for _, tt := range []struct{ text, want string }{
		{`{"recording":1}`, "r.ndjson: got no changes, want at least one"},
		{`{"recording":2}`, "r.ndjson:1:1: got a recording that can't be read: a recording of version 2, want 1"},
		{"{\"recording\":1}\n{\"tag\":\"[a]b\"}", "r.ndjson:2:1: got a recording that can't be read: arrived is missing, want the time at which the change arrived"},
	} {
		_, _, err := ReadRecording("r.ndjson", []byte(tt.text))
		assert.EqualError(t, err, tt.want)
	}
}

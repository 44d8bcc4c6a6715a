package signal

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/scenarios/match"
)

func values(s Signal, every time.Duration) string {
	var out []string
	for i := range s.Len() {
		switch v := s.At(i, every, 1); {
		case v.Skip:
			out = append(out, "_")
		case v.Stale:
			out = append(out, "stale")
		default:
			out = append(out, match.Show(v.Value))
		}
	}
	return strings.Join(out, " ")
}

func TestSeries(t *testing.T) {
	tests := []struct{ in, want string }{
		{"0+1x5", "0 1 2 3 4 5"}, // six values, as in promtool
		{"5", "5"},
		{"5x0", "5"},
		{"5x3", "5 5 5 5"},
		{"10-2x3", "10 8 6 4"},
		{"-1+1x2", "-1 0 1"},
		{"-1-1x2", "-1 -2 -3"},
		{"0+0.1x3", "0.0 0.1 0.2 0.3"},
		{"1.5x1", "1.5 1.5"},
		{"1.25-0.5x2", "1.25 0.75 0.25"},
		{"1 2 _ 3 _x2 stale 4+1x1", "1 2 _ 3 _ _ stale 4 5"},
		{"9223372036854775807x1", "9.223372036854776e+18 9.223372036854776e+18"},
		{"123456789012345678901+1x1", "1.2345678901234568e+20 1.2345678901234568e+20"},
	}
	for _, tt := range tests {
		s, err := ParseSeries(tt.in)
		require.NoError(t, err, tt.in)
		assert.Equal(t, tt.want, values(s, time.Second), tt.in)
	}
}

func TestSeriesErrors(t *testing.T) {
	for _, in := range []string{"x", "5x", "x5", "0+1", "0+x5", "+", "1+1x-5", "1+1x+5", "a+1x5", "1++1x5", "1e3x2", "0+1x5y", "_x", "_x0", "stalex3", "1..2", "."} {
		_, err := ParseSeries(in)
		assert.EqualError(t, err, fmt.Sprintf("got %q in a series, want 5, 5x3, 0+1x5, 10-1x5, _, _x3 or stale", in))
	}
	_, err := ParseSeries("  ")
	assert.EqualError(t, err, "got a series without values, want something like 0+1x5")
	for _, in := range []string{"0+1x100000000", "_x60000000 _x60000000", "1x99999999 1"} {
		_, err = ParseSeries(in)
		assert.EqualError(t, err, "got a series of more than 100000000 values, want fewer", in)
	}
}

func FuzzSeries(f *testing.F) {
	f.Add("0+1x5 _x2 stale 1.5-0.25x3")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSeries(text)
		if err == nil {
			s.At(0, time.Second, 1)
			s.At(s.Len()-1, time.Second, 1)
		}
	})
}

func TestWaves(t *testing.T) {
	wave := func(shape Shape, repeat bool) string {
		return values(&Wave{Shape: shape, Min: 0, Max: 10, Period: 4 * time.Second, Repeat: repeat, Count: 7}, time.Second)
	}
	assert.Equal(t, "0.0 2.5 5.0 7.5 10.0 10.0 10.0", wave(Ramp, false))
	assert.Equal(t, "0.0 2.5 5.0 7.5 0.0 2.5 5.0", wave(Ramp, true))
	assert.Equal(t, "5.0 10.0 5.0 0.0 5.0 10.0 5.0", wave(Sine, true))
	assert.Equal(t, "0.0 0.0 10.0 10.0 0.0 0.0 10.0", wave(Square, true))
	assert.Equal(t, "0.0 0.0 10.0 10.0 10.0 10.0 10.0", wave(Square, false))
	assert.Equal(t, "0.0 5.0 10.0 5.0 0.0 5.0 10.0", wave(Triangle, true))
	assert.Equal(t, "0.0 5.0 10.0 5.0 0.0 0.0 0.0", wave(Triangle, false))
}

func TestRandom(t *testing.T) {
	r := &Random{Min: -2, Max: 2, Integers: true, Count: 1000}
	seen := map[string]int{}
	for i := range r.Len() {
		assert.Equal(t, r.At(i, 0, 7), r.At(i, 0, 7), "the same seed gives the same value")
		seen[match.Show(r.At(i, 0, 7).Value)]++
	}
	for _, n := range []string{"-2", "-1", "0", "1", "2"} {
		assert.Greater(t, seen[n], 120, "%s comes about as often as the others", n)
	}
	assert.Len(t, seen, 5)
	other := 0
	for i := range r.Len() {
		if match.Show(r.At(i, 0, 7).Value) != match.Show(r.At(i, 0, 8).Value) {
			other++
		}
	}
	assert.Greater(t, other, 600, "another seed gives another sequence")
	rapid.Check(t, func(t *rapid.T) {
		r := &Random{Min: rapid.Float64Range(-1e6, 0).Draw(t, "min"), Max: rapid.Float64Range(0, 1e6).Draw(t, "max"), Count: 10}
		f := r.At(rapid.IntRange(0, 9).Draw(t, "i"), 0, rapid.Int64().Draw(t, "seed")).Value.Float64()
		if f < r.Min || f > r.Max {
			t.Fatalf("%v is not within %v and %v", f, r.Min, r.Max)
		}
	})
	assert.EqualError(t, (&Random{Min: 2, Max: 1}).CheckBounds(), "got min 2 and max 1, want min at most max")
	assert.Error(t, (&Random{Min: -1e18, Max: 1e18, Integers: true}).CheckBounds())
}

func TestReadCSV(t *testing.T) {
	text := []byte("\ufefftime,speed,on\n0,1.5,true\n1,,false\n2,3,\"x, y\"\n")
	s, err := ReadCSV("a.csv", text, "speed")
	require.NoError(t, err)
	assert.Equal(t, "1.5 _ 3", values(s, 0))
	s, err = ReadCSV("a.csv", text, "on")
	require.NoError(t, err)
	assert.Equal(t, `true false "x, y"`, values(s, 0))
	s, err = ReadCSV("a.csv", []byte("1\n2"), "")
	require.NoError(t, err)
	assert.Equal(t, "1 2", values(s, 0))
	s, err = ReadCSV("a.csv", text, "2")
	require.NoError(t, err)
	assert.Equal(t, "speed 1.5 _ 3", values(s, 0))
	for _, tt := range []struct{ text, column, want string }{
		{"a,b\n1,2\n", "c", `a.csv:1:1: got no column "c", want one of a, b`},
		{"a,b\n1\n", "b", `a.csv:2:1: got 1 cells, want at least 2`},
		{"a\n", "a", `a.csv: got no values, want at least one line`},
		{"", "a", `a.csv: got EOF, want a first line with the names of the columns`},
		{"a\n\"x\n", "a", `a.csv:2:4: got extraneous or missing " in quoted-field, want lines of cells with commas between them`},
		{"a\n", "0", `a.csv: got column "0", want a number from 1 on or a name`},
	} {
		_, err := ReadCSV("a.csv", []byte(tt.text), tt.column)
		assert.EqualError(t, err, tt.want)
	}
}

func TestReadRecordingByHand(t *testing.T) {
	records, warnings, err := ReadRecording("r.ndjson", []byte(`{"tag": "[default]a", "value": 1, "quality": "Good", "status": 0, "sourceTimestamp": "2026-05-01T08:00:00.000Z", "arrival": "2026-05-01T08:00:00.010Z"}

{"tag": "[default]b", "value": "x", "status": 2147483648, "arrival": 1777622400510}
{"tag": "[default]a", "value": 2.5, "status": "0x40000000", "arrived": "2026-05-01T08:00:00.6Z"}
{"tag": "[default]a", "arrival": "2026-05-01T08:00:02.01Z", "quality": "Bad_NotFound(\"gone\")"}
{"tag": "[default]a", "arr`))
	require.NoError(t, err)
	assert.Equal(t, []string{"r.ndjson:6: the last line was cut and is left out"}, warnings)
	var got []string
	for _, r := range records {
		got = append(got, fmt.Sprintf("%v %s=%s %s %v %v %v", r.After, r.Tag, match.Show(r.Value), r.Quality, r.Keep, r.Source, r.HasSource))
	}
	assert.Equal(t, []string{
		"0s [default]a=1 Good false -10ms true",
		"500ms [default]b=x Bad false 500ms true",
		"590ms [default]a=2.5 Uncertain false 590ms true",
		`2s [default]a=null Bad_NotFound("gone") true 2s false`,
	}, got)
}

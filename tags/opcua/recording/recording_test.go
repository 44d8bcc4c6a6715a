package recording

import (
	"bytes"
	"errors"
	"io"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/tags"
)

func TestRecordingReadsAsWritten(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 678901234, time.UTC)
	var buf bytes.Buffer
	w, err := NewWriter(&buf, at)
	require.NoError(t, err)
	records := []Record{
		{Arrived: at, Tag: "[default]Line 1/Speed", Value: tags.Float(5), Quality: tags.QualityOf(tags.Good), Source: at.Add(-time.Millisecond), Server: at, Initial: true},
		{Arrived: at.Add(time.Second), Tag: "[default]Line 1/Speed", Value: tags.Int(5), Quality: tags.QualityOf(tags.Uncertain).WithDiagnostic(`a "b"`), Status: 0x40000480, Overflow: true},
		{Arrived: at.Add(2 * time.Second), Tag: "[default]Ü", Keep: true, Quality: tags.QualityOf(tags.BadNotConnected), Status: 0x808A0000},
	}
	for _, r := range records {
		require.NoError(t, w.Write(r))
	}
	require.NoError(t, w.Flush())
	assert.Equal(t, `{"recording":1,"started":"2026-01-02T03:04:05.678901234Z"}
{"arrived":"2026-01-02T03:04:05.678901234Z","tag":"[default]Line 1/Speed","value":5.0,"quality":"Good","status":"0x00000000","source":"2026-01-02T03:04:05.677901234Z","server":"2026-01-02T03:04:05.678901234Z","initial":true}
{"arrived":"2026-01-02T03:04:06.678901234Z","tag":"[default]Line 1/Speed","value":5,"quality":"Uncertain","diagnostic":"a \"b\"","status":"0x40000480","overflow":true}
{"arrived":"2026-01-02T03:04:07.678901234Z","tag":"[default]Ü","keep":true,"quality":"Bad_NotConnected","status":"0x808A0000"}
`, buf.String())
	r, err := NewReader(&buf, "line.ndjson")
	require.NoError(t, err)
	assert.Equal(t, at, r.Started)
	got, err := r.All()
	require.NoError(t, err)
	require.Len(t, got, 3)
	for i := range got {
		assert.True(t, got[i].Value.Equal(records[i].Value) && got[i].Value.Kind() == records[i].Value.Kind())
		assert.True(t, got[i].Quality.Equal(records[i].Quality))
		got[i].Value, records[i].Value, got[i].Quality, records[i].Quality = tags.Value{}, tags.Value{}, tags.Quality{}, tags.Quality{}
		assert.Equal(t, records[i], got[i])
	}
	assert.Equal(t, 500*time.Millisecond, got[1].Due(got[0].Arrived, 2))
}

func TestBadRecordings(t *testing.T) {
	const head = `{"recording":1,"started":"2026-01-02T03:04:05Z"}` + "\n"
	const ok = `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":1,"quality":"Good"}` + "\n"
	for _, row := range []struct{ text, want string }{
		{"", `f:1: an empty file, want a recording`},
		{"hello", `f:1: not a recording, want JSON objects, one a line: {"recording":1,…} and then {"arrived":…,"tag":…,"value":…}`},
		{`{"seq":1}`, `f:1: not a recording: got neither {"recording":1,…} nor a change with arrived and tag`},
		{`{"recording":2}`, "f:1: a recording of version 2, want 1"},
		{head + ok + `{"tag":"t"}`, "f:3: arrived is missing, want the time at which the change arrived"},
		{head + "\n" + ok + `{"arrived":"2026-01-02T03:04:05Z"}`, "f:4: tag is missing, want the tag's full path"},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t"}`, "f:2: want a value, or the quality that the tag takes"},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":1,"keep":true,"quality":"Good"}`, "f:2: both value and keep"},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":1,"quality":"Fine"}`, `f:2: quality: there is no "Fine"`},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":1,"quality":"Good","status":"x"}`, `f:2: status: got "x", want a number such as 0x00000000`},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":{"$time":1},"quality":"Good"}`, "f:2: value: $time is no kind of value"},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":{"a":1,"$long":"1"},"quality":"Good"}`, "f:2: value: $long beside other keys"},
		{head + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":{"$map":[1]},"quality":"Good"}`, "f:2: value: $map: want [key,value] pairs"},
		{head + ok + `{"arrived":` + "\n" + ok, "f:3: not a change: unexpected end of JSON input"},
		{head + ok + `[]`, "f:3: not a change: want a JSON object"},
		{ok + `{"arrived":"2026-01-02T03:04:06Z","tag":"t","vlaue":1}`, `f:2: the unknown key "vlaue"; did you mean value?`},
		{ok + `{"arrived":"2026-01-02T03:04:06Z","tag":"t","speed":1}`, `f:2: the unknown key "speed", want arrived, tag, value or keep, quality, status, source, server`},
		{ok + `{"arrived":1,"arrival":1,"tag":"t","value":1}`, `f:2: both arrived and arrival`},
		{ok + `{"arrived":"yesterday","tag":"t","value":1}`, `f:2: arrived: got "yesterday", want an ISO 8601 date or milliseconds since 1970`},
		{ok + `{"arrived":"2026-01-02T03:04:04Z","tag":"t","value":1}`, "f:2: arrived 1s before the change above it, want the lines in the order of time"},
	} {
		r, err := NewReader(strings.NewReader(row.text), "f")
		if err == nil {
			_, err = r.All()
		}
		assert.EqualError(t, err, row.want)
	}
}

// Recordings are put together, cut, and written by hand.
func TestLenientReading(t *testing.T) {
	r, err := NewReader(strings.NewReader(`{"arrived":"2026-01-02T03:04:05Z","tag":"a","value":1}
{"recording":1,"started":"2026-01-02T03:05:00Z"}
{"arrival":"2026-01-02 03:05:01","tag":"b","value":null,"status":"0x80340000","sourceTimestamp":1767323101000}
{"arrived":{"$date":"2026-01-02T03:05:01Z"},"tag":"b","quality":"Bad_Stale","ran":2}
{"arrived":"2026-01-02T03:05:02Z","tag":"b","va`), "f")
	require.NoError(t, err)
	got, err := r.All()
	require.NoError(t, err)
	require.Len(t, got, 3)
	assert.Equal(t, tags.Good, got[0].Quality.Code)
	assert.Equal(t, tags.BadNotFound, got[1].Quality.Code)
	assert.Equal(t, got[1].Arrived, got[1].Source)
	assert.False(t, got[1].Keep)
	assert.True(t, got[2].Keep && got[2].Busy)
	assert.EqualValues(t, 2, got[2].Ran)
	assert.Equal(t, []string{"f:5: the last line was cut and is left out"}, r.Warnings())
}

// Records are in the order in which the tags took them, and their times are, too.
func TestTimesInOrder(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var buf bytes.Buffer
	w, err := NewWriter(&buf, at)
	require.NoError(t, err)
	for _, r := range []Record{{Arrived: at.Add(time.Second), Tag: "a"}, {Arrived: at, Tag: "b"}, {Arrived: at, Tag: "c"}, {Arrived: at, Tag: "d", Busy: true, Ran: 4}} {
		require.NoError(t, w.Write(r))
	}
	require.NoError(t, w.Flush())
	r, err := NewReader(&buf, "f")
	require.NoError(t, err)
	all, err := r.All()
	require.NoError(t, err)
	var got []time.Duration
	for _, r := range all {
		got = append(got, r.Arrived.Sub(at))
	}
	assert.Equal(t, []time.Duration{time.Second, time.Second + 1, time.Second + 1, time.Second + 2}, got)
	assert.EqualValues(t, 4, all[3].Ran)
}

func anyValue(depth int) *rapid.Generator[tags.Value] {
	return rapid.Custom(func(t *rapid.T) tags.Value {
		top := 13
		if depth == 0 {
			top = 8
		}
		items := func() []tags.Value { return rapid.SliceOfN(anyValue(depth-1), 0, 4).Draw(t, "items") }
		switch rapid.IntRange(0, top).Draw(t, "kind") {
		case 1:
			return tags.Bool(rapid.Bool().Draw(t, "b"))
		case 2:
			return tags.Int(int64(rapid.Int32().Draw(t, "i")))
		case 3:
			return tags.Long(rapid.Int64().Draw(t, "l"))
		case 4:
			return tags.Float(rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, 5, 1e300})).Draw(t, "f"))
		case 5:
			return tags.Unicode(rapid.String().Draw(t, "u"))
		case 6:
			return tags.Str(rapid.String().Draw(t, "s"))
		case 7:
			return tags.Date(rapid.Int64Range(-62135596800000, 253402300799999).Draw(t, "d"))
		case 8:
			return tags.BigInt(new(big.Int).Lsh(big.NewInt(rapid.Int64().Draw(t, "big")), 40))
		case 9, 10:
			return tags.FromList(&tags.List{Form: tags.ListForm(rapid.IntRange(0, 3).Draw(t, "form")), Items: items()})
		case 11:
			return tags.FromDocument(&tags.Document{Root: anyValue(depth-1).Draw(t, "root")})
		case 12:
			m := tags.NewMap(0)
			for _, v := range items() {
				m.Set(rapid.OneOf(rapid.Just(tags.Int(3)), rapid.Custom(func(t *rapid.T) tags.Value { return tags.Unicode(rapid.String().Draw(t, "k")) })).Draw(t, "key"), v)
			}
			return tags.FromMap(m)
		case 13:
			d := &tags.Dataset{Columns: []tags.Column{{Name: "a", Type: "java.lang.Integer"}}}
			for _, v := range items() {
				d.Rows = append(d.Rows, []tags.Value{v})
			}
			return tags.FromDataset(d)
		}
		return tags.Value{}
	})
}

func TestAnyValueSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyValue(3).Draw(t, "value")
		b, err := appendValue(nil, v, 0)
		require.NoError(t, err)
		got, err := parseValue(b)
		require.NoError(t, err, "%s", b)
		require.Equal(t, v.Kind(), got.Kind(), "%s", b)
		require.True(t, v.Equal(got), "%s", b)
	})
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(`{"recording":1}` + "\n" + `{"arrived":"2026-01-02T03:04:05Z","tag":"t","value":[1,{"$array":[{"$date":"x"}]}],"quality":"Good"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := NewReader(bytes.NewReader(text), "f")
		if err != nil {
			return
		}
		for {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var bad *Error
			if err != nil && !errors.As(err, &bad) {
				t.Fatal(err)
			}
			if err == nil {
				_, err := appendRecord(nil, rec)
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

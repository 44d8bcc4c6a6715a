package device

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gopcua/opcua/ua"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

func program(t *testing.T, rows string) *Program {
	t.Helper()
	p, err := Parse(strings.NewReader("Time Interval,Browse Path,Value Source,Data Type\n"+rows), "test.csv")
	require.NoError(t, err)
	return p
}

// What each value source gives at the time intervals 0, 1, 2, … after it took effect.
func TestValueSources(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "log.csv"), []byte("time,level\n1,1.5\n2,2.5\n"), 0o600))
	for _, row := range []struct{ source, typ, want string }{
		{"5", "Int32", "5 5 5"},
		{"abc", "String", "abc abc abc"},
		{`"a, b"`, "String", "a, b a, b a, b"},
		{"Pump (old)", "String", "Pump (old) Pump (old) Pump (old)"},
		{"true", "Boolean", "true true true"},
		{"ramp(0,10,5)", "Double", "0 2 4 6 8 0 2"},
		{"ramp(0,10,5,false)", "Double", "0 2 4 6 8 10 10 10"},
		{"ramp()", "Int32", "0 10 20 30 40 50 60 70 80 90 0"},
		{"ramp(false)", "Int16", "0 10 20 30 40 50 60 70 80 90 100 100"},
		{"ramp(10,0,2)", "Float", "10 5 10 5"},
		{"sine(-1,1,4)", "Int32", "0 1 0 -1 0"},
		{"cosine(-1,1,4,true)", "Int32", "1 0 -1 0 1"},
		{"triangle(0,100,4)", "Double", "0 50 100 50 0"},
		{"square(0,1,4)", "Boolean", "true true false false true"},
		{"square(2,8,2)", "UInt16", "8 2 8"},
		{"list(1,2,3,true)", "Int32", "1 2 3 1 2"},
		{"list(1,2,3,false)", "Int32", "1 2 3 3"},
		{`list("a","b",true)`, "String", "a b a"},
		{"list(true,false,false,true)", "Boolean", "true false false true"},
		{`csv("log.csv","level")`, "Double", "1.5 2.5 1.5"},
		{`csv("log.csv","level",false)`, "Double", "1.5 2.5 2.5"},
		{"qv(7,Bad_Stale)", "Int32", "7/0x800A0000 7/0x800A0000"},
		{"qv(7,-2147483132)", "Int32", "7/0x800A0000"},
		{"qv(7)", "Int32", "7"},
		{"readonly(3)", "Int64", "3"},
		{"2026-01-02T03:04:05Z", "DateTime", "2026-01-02 03:04:05 +0000 UTC"},
		{"300", "UInt64", "300"},
	} {
		p := &Program{dir: dir}
		typ, ok := dataTypes[strings.ToLower(row.typ)]
		require.True(t, ok)
		src, err := p.parseSource(row.source, typ)
		require.NoError(t, err, row.source)
		var got []string
		for i := 0; i < strings.Count(row.want, " ")+1; i++ {
			v, status := src.at(float64(i), &random{1})
			assert.Equal(t, typ, ua.MustVariant(v).Type(), row.source)
			s := fmt.Sprint(v)
			if status != 0 {
				s += fmt.Sprintf("/0x%08X", uint32(status))
			}
			got = append(got, s)
		}
		assert.True(t, strings.HasPrefix(strings.Join(got, " "), row.want), "%s: %v, want %s", row.source, got, row.want)
	}
}

func TestRandomSources(t *testing.T) {
	p := &Program{}
	for _, row := range []struct {
		source    string
		low, high float64
		step      float64
	}{{"random(5,6)", 5, 6, 1}, {"walk(0,10,2)", 0, 10, 2}, {"realistic(50)", -50, 200, 200}} {
		src, err := p.parseSource(row.source, ua.TypeIDDouble)
		require.NoError(t, err)
		r := &random{7}
		last, different := math.NaN(), 0
		for i := 0; i < 200; i++ {
			v, _ := src.at(float64(i), r)
			f := v.(float64)
			require.True(t, f >= row.low && f <= row.high, "%s: %g", row.source, f)
			if f != last {
				different++
			}
			if !math.IsNaN(last) {
				require.LessOrEqual(t, math.Abs(f-last), row.step, row.source)
			}
			last = f
		}
		assert.Greater(t, different, 100, row.source)
	}
	src, err := p.parseSource("random(0,1,false)", ua.TypeIDDouble)
	require.NoError(t, err)
	a, _ := src.at(0, &random{1})
	b, _ := src.at(5, &random{2})
	assert.Equal(t, a, b)
}

func TestBadPrograms(t *testing.T) {
	const head = "Time Interval,Browse Path,Value Source,Data Type\n"
	for _, row := range []struct{ text, want string }{
		{"", "p.csv:1: got a program without rows, want Time Interval, Browse Path, Value Source, Data Type in each"},
		{head, "p.csv:1: got a program without rows, want Time Interval, Browse Path, Value Source, Data Type in each"},
		{"Time,Path\n", `p.csv:1: there is no column "time interval" in the heading`},
		{head + "0,A,1\n", "p.csv:2: got 3 columns, want Time Interval, Browse Path, Value Source, Data Type"},
		{head + "x,A,1,Int32\n", `p.csv:2: time interval: got "x", want a whole number from 0 to 1000000000`},
		{head + "9223372036854775807,A,5,Int32\n", `p.csv:2: time interval: got "9223372036854775807", want a whole number from 0 to 1000000000`},
		{head + "1000000001,A,5,Int32\n", `p.csv:2: time interval: got "1000000001", want a whole number from 0 to 1000000000`},
		{head + "0,,1,Int32\n", "p.csv:2: browse path: empty"},
		{head + "0,A,1,Int33\n", `p.csv:2: data type: got "Int33", want Boolean, Int16, Int32, Int64, UInt16, UInt32, UInt64, Float, Double, String or DateTime`},
		{head + "0,A,1.5,Int32\n", `p.csv:2: value source: "1.5" is no Int32`},
		{head + "0,A,99999,Int16\n", `p.csv:2: value source: "99999" is no Int16`},
		{head + "0,A,wave(1),Int32\n", `p.csv:2: value source: there is no function "wave"`},
		{head + "0,A,\"ramp(a)\",Int32\n", `p.csv:2: value source: ramp: "a" is no number`},
		{head + "0,A,\"ramp(0,1,0)\",Int32\n", "p.csv:2: value source: ramp: the period is 0, want more than 0"},
		{head + "0,A,\"qv(1,Fine)\",Int32\n", `p.csv:2: value source: there is no quality "Fine"`},
		{head + "0,A,1,Int32\n0,A,2,Int32\n", "p.csv:3: A has a row for interval 0 already"},
		{head + "0,A,1,Int32\n1,A,2,Double\n", "p.csv:3: A is of another data type in an earlier row"},
		{head + "0,A,1,Int32\n0,A/B,2,Double\n", "p.csv:1: A is a tag and the folder of A/B"},
		{head + "0,\"A,1,Int32\n", "p.csv:2: extraneous or missing \" in quoted-field"},
	} {
		_, err := Parse(strings.NewReader(row.text), "p.csv")
		assert.EqualError(t, err, row.want)
	}
}

func TestLoopbackOnly(t *testing.T) {
	_, err := Start(program(t, "0,A,1,Int32\n"), Options{Addr: "0.0.0.0:0"})
	assert.ErrorContains(t, err, "serves the loopback interface only")
}

type sink struct {
	mu     sync.Mutex
	values map[opcua.Handle][]opcua.Change
}

func (s *sink) Change(b opcua.Batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range b.Changes {
		s.values[c.Handle] = append(s.values[c.Handle], c)
	}
}

func (s *sink) State(opcua.State) {}

func (s *sink) count(h opcua.Handle) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.values[h])
}

func feed(t *testing.T, d *Device, cfg opcua.Config, paths ...string) (*opcua.Feed, *sink) {
	t.Helper()
	cfg.Name, cfg.Endpoint = "device", d.Endpoint()
	s := &sink{values: map[opcua.Handle][]opcua.Change{}}
	f, err := opcua.New(cfg, s)
	require.NoError(t, err)
	for _, p := range paths {
		_, err := f.Add(opcua.Item{Path: d.Path(p)})
		require.NoError(t, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	wait, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	require.NoError(t, f.Await(wait))
	return f, s
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func TestDeviceFeedsTags(t *testing.T) {
	d, err := Start(program(t, `0,Line 1/Speed,"ramp(0,1000,1000)",Int32
0,Line 1/State,run,String
0,Line 1/Bad,"qv(1,Bad_NotConnected)",Int32
0,Fixed,readonly(5),Double
0,Stage,1,Int16
5,Stage,2,Int16
`), Options{BaseRate: 20 * time.Millisecond})
	require.NoError(t, err)
	defer d.Close()
	f, s := feed(t, d, opcua.Config{PublishingInterval: 20 * time.Millisecond, SamplingInterval: opcua.Fastest, QueueSize: 100},
		"Line 1/Speed", "Line 1/State", "Line 1/Bad", "Fixed", "Stage", "Nothing")
	eventually(t, "a ramp", func() bool { return s.count(0) > 20 })
	s.mu.Lock()
	for i, c := range s.values[0][1:] {
		before := s.values[0][i]
		require.Equal(t, tags.KindInt, c.Value.Kind())
		require.GreaterOrEqual(t, c.Value.Int64()-before.Value.Int64(), int64(0))
		require.False(t, c.Overflow)
	}
	assert.Equal(t, "run", s.values[1][0].Value.Text())
	assert.Equal(t, tags.BadNotConnected, s.values[2][0].Quality.Code)
	assert.Equal(t, tags.BadNotFound, s.values[5][0].Quality.Code)
	s.mu.Unlock()
	eventually(t, "the stage of interval 5", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		n := len(s.values[4])
		return n > 1 && s.values[4][n-1].Value.Int64() == 2
	})
	eventually(t, "the program's next lap", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		n := len(s.values[4])
		return n > 2 && s.values[4][n-1].Value.Int64() == 1
	})
	ctx := context.Background()
	got := f.Write(ctx, []opcua.Write{{Path: d.Path("Line 1/State"), Value: tags.Unicode("stop")}, {Path: d.Path("Fixed"), Value: tags.Float(1)},
		{Path: d.Path("[Controls]/Pause"), Value: tags.Bool(true)}, {Path: d.Path("Stage"), Value: tags.Int(70000)}})
	assert.Equal(t, "Good", got[0].Quality.String())
	assert.Equal(t, "Bad_ReadOnly", got[1].Quality.String())
	assert.Equal(t, "Good", got[2].Quality.String())
	assert.Equal(t, `Error_TypeConversion("Value 70000 can not be coerced to short due to overflow")`, got[3].Quality.String())
	eventually(t, "the written value", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.values[1][len(s.values[1])-1].Value.Text() == "stop"
	})
	require.NoError(t, d.Set("Line 1/State", "go", 0))
	assert.Error(t, d.Set("Line 1/State", 5, 0))

	var names []string
	require.NoError(t, f.Client().Browse(ctx, "Device", opcua.BrowseOptions{Depth: -1, Values: true}, func(n opcua.Node) error {
		names = append(names, fmt.Sprintf("%d %s %s", n.Depth, n.Name, n.Type))
		return nil
	}))
	assert.Equal(t, []string{"0 Line 1 ", "1 Speed Int32", "1 State String", "1 Bad Int32", "0 Fixed Double", "0 Stage Int16",
		"0 [Controls] ", "1 Base Rate Int32", "1 Pause Boolean", "1 Repeat Boolean", "1 Reset Boolean", "1 Program Counter Int32"}, names)
}

func TestDeviceSurvivesACut(t *testing.T) {
	d, err := Start(program(t, `0,N,"ramp(0,100000,100000,false)",Int32`+"\n"), Options{BaseRate: 10 * time.Millisecond})
	require.NoError(t, err)
	defer d.Close()
	f, s := feed(t, d, opcua.Config{PublishingInterval: 20 * time.Millisecond, SamplingInterval: opcua.Fastest, QueueSize: 1000}, "N")
	eventually(t, "values", func() bool { return s.count(0) > 10 })
	d.mu.Lock()
	for c := range d.conns {
		c.c.Close()
	}
	d.mu.Unlock()
	eventually(t, "a recovery", func() bool { return f.Counters().Connects == 2 })
	n := s.count(0)
	eventually(t, "values after it", func() bool { return s.count(0) > n+10 })
	assert.EqualValues(t, 1, f.Counters().Reactivated)
	assert.Zero(t, f.Counters().LostMessages+f.Counters().LostQueues)
}

func TestDeviceQueueAndDeadband(t *testing.T) {
	d, err := Start(program(t, "0,N,0,Int32\n0,S,a,String\n"), Options{BaseRate: time.Hour, Update: 10 * time.Millisecond})
	require.NoError(t, err)
	defer d.Close()
	f, s := feed(t, d, opcua.Config{PublishingInterval: 200 * time.Millisecond, SamplingInterval: opcua.Fastest, QueueSize: 3, Deadband: opcua.Deadband{Value: 5}}, "N", "S")
	eventually(t, "first values", func() bool { return s.count(0) == 1 && s.count(1) == 1 })
	assert.EqualValues(t, 1, f.Counters().FiltersRefused)
	d.mu.Lock()
	n := d.order[0]
	for i := int32(1); i <= 40; i++ {
		d.change(n, ua.MustVariant(i), 0, time.Now())
	}
	n.written = true
	d.mu.Unlock()
	eventually(t, "the queue", func() bool { return s.count(0) == 4 })
	s.mu.Lock()
	defer s.mu.Unlock()
	var got []string
	for _, c := range s.values[0][1:] {
		got = append(got, fmt.Sprint(c.Value.Int64(), c.Overflow, c.Status.Good()))
	}
	assert.Equal(t, []string{"24 true true", "30 false true", "36 false true"}, got)
}

func TestDeviceRefusesWhatItCanNotRead(t *testing.T) {
	d, err := Start(program(t, "0,N,0,Int32\n"), Options{})
	require.NoError(t, err)
	defer d.Close()
	c := &conn{d: d}
	for _, b := range [][]byte{nil, {1}, {1, 0, 0xBE, 0x02}, []byte(strings.Repeat("\x18", 200000))} {
		_, ok := c.decode(b)
		assert.False(t, ok)
	}
}

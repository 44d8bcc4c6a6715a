package live

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/simulator"
	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/device"
	"dryfire/tags/opcua/recording"
)

// patience is after how long a test gives up what it waits for.
const patience = 60 * time.Second

func program(t testing.TB, text string) string {
	path := filepath.Join(t.TempDir(), "program.csv")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func simulated(name, program string) Server {
	return Server{Config: opcua.Config{Name: name, PublishingInterval: 10 * time.Millisecond, SamplingInterval: opcua.Fastest, QueueSize: 1000},
		Device: &Device{Program: program, Options: device.Options{BaseRate: 10 * time.Millisecond, Update: 10 * time.Millisecond}}}
}

// plant is a simulation with tags, path and server and item by turns.
func plant(t testing.TB, c Config, follow ...string) (*simulator.Simulation, *Plant) {
	sim := simulator.New(simulator.Config{Start: time.Now()})
	t.Cleanup(sim.Close)
	g, err := sim.AddGateway(simulator.GatewayConfig{})
	require.NoError(t, err)
	for i := 0; i < len(follow); i += 3 {
		_, err := g.ConfigureTag(follow[i], tags.NewDefinition().MustSet("dataType", "Int4", "valueSource", "opc", "opcServer", follow[i+1], "opcItemPath", "ns=1;s=[Device]"+follow[i+2]))
		require.NoError(t, err)
	}
	p, err := New(sim, c, Options{})
	require.NoError(t, err)
	t.Cleanup(p.Close)
	return sim, p
}

func connect(t testing.TB, p *Plant) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	require.NoError(t, p.Start())
	require.NoError(t, p.Connect(ctx))
}

func until(t testing.TB, p *Plant, what func() bool) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	require.NoError(t, p.Run(ctx, what))
}

// Values that arrive while a write is under way are neither lost nor put out
// of order, and one call writes to several servers.
func TestWritesWhileValuesArrive(t *testing.T) {
	file := program(t, "0,Count,\"ramp(0, 1000000, 1000000)\",Int32\n0,Set,0,Int32\n")
	sim, p := plant(t, Config{Servers: []Server{simulated("a", file), simulated("b", file)}},
		"[default]count", "a", "Count", "[default]a", "a", "Set", "[default]b", "b", "Set", "[default]other", "nobody", "x")
	assert.Equal(t, []string{`[default]other follows the OPC server "nobody", which is not among the servers: what steps write is what they hold`}, p.Warnings())
	var counts []int64
	sim.Local().Tags().Listen(func(c *tags.Change) {
		if c.Tag.Path() == "[default]count" && c.Current.Quality.IsGood() {
			counts = append(counts, c.Current.Value.Int64())
		}
	})
	connect(t, p)
	write := func(i int64) {
		q := sim.Local().Write([]simulator.TagWrite{{Path: "[default]a", Update: tags.Update{Value: tags.Int(i), HasValue: true}},
			{Path: "[default]b", Update: tags.Update{Value: tags.Int(-i), HasValue: true}}, {Path: "[default]other", Update: tags.Update{Value: tags.Int(i), HasValue: true}}})
		assert.Equal(t, "[Good Good Good]", fmt.Sprint(q))
	}
	for i := int64(1); i <= 50; i++ {
		write(i)
	}
	read := func(path string) int64 { return sim.Local().Tags().Read(path, nil).Value.Int64() }
	until(t, p, func() bool { return read("[default]a") == 50 && read("[default]b") == -50 && len(counts) > 20 })
	assert.EqualValues(t, 50, read("[default]other"), "a tag of a server that is not there takes the value itself")
	for i := 1; i < len(counts); i++ {
		require.Less(t, counts[i-1], counts[i], "every count in its turn")
	}
	for _, a := range p.Accounts() {
		assert.True(t, a.Connected)
		assert.Zero(t, a.Overflows)
	}
}

// A device that dies takes the quality of its tags with it, at once and all of
// them; their values stay.
func TestLossOfAServer(t *testing.T) {
	file := program(t, "0,x,5,Int32\n0,y,6,Int32\n")
	sim, p := plant(t, Config{Servers: []Server{simulated("a", file)}}, "[default]x", "a", "x", "[default]y", "a", "y", "[default]z", "a", "gone")
	connect(t, p)
	read := func(path string) string {
		q := sim.Local().Tags().Read(path, nil)
		return q.Value.String() + " " + q.Quality.String()
	}
	assert.Equal(t, "5 Good", read("[default]x"))
	assert.Equal(t, "null Bad_NotFound", read("[default]z"))
	require.NoError(t, p.servers[0].device.Close())
	until(t, p, func() bool { return read("[default]x") == "5 Bad_NotConnected" })
	assert.Equal(t, "6 Bad_NotConnected", read("[default]y"))
	assert.Equal(t, "null Bad_NotConnected", read("[default]z"))
	until(t, p, func() bool { return !p.Accounts()[0].Connected })
	q := sim.Local().Write([]simulator.TagWrite{{Path: "[default]x", Update: tags.Update{Value: tags.Int(7), HasValue: true}}})
	assert.Equal(t, "[Bad_NotConnected]", fmt.Sprint(q))
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	var away *ConnectError
	require.ErrorAs(t, p.Connect(ctx), &away)
	assert.Contains(t, away.Error(), `opcua server "a": `)
}

// A tag that is disabled does not follow any more; enabled again, it does.
func TestReconfiguredTags(t *testing.T) {
	file := program(t, "0,x,5,Int32\n0,y,6,Int32\n")
	sim, p := plant(t, Config{Servers: []Server{simulated("a", file)}}, "[default]x", "a", "x")
	connect(t, p)
	model := sim.Local().Tags()
	set := func(pairs ...any) {
		_, err := model.Configure("[default]x", tags.NewDefinition().MustSet(pairs...))
		require.NoError(t, err)
	}
	read := func() string { q := model.Read("[default]x", nil); return q.Value.String() + " " + q.Quality.String() }
	assert.Equal(t, "5 Good", read())
	set("enabled", false)
	assert.False(t, p.Follows(model.Find("[default]x")))
	assert.Zero(t, p.Accounts()[0].Tags)
	assert.Equal(t, "null Bad_Disabled", read())
	// The tag starts anew by our clock; that the node's value is older does not
	// make it back-fill.
	set("enabled", true, "opcItemPath", "ns=1;s=[Device]y")
	until(t, p, func() bool { return read() == "6 Good" })
	assert.Equal(t, 1, p.Accounts()[0].Tags)
}

// Nothing of a plant is left when it has been closed.
func TestCloseLeavesNothing(t *testing.T) {
	file := program(t, "0,x,5,Int32\n")
	round := func() {
		sim, p := plant(t, Config{Servers: []Server{simulated("a", file)}}, "[default]x", "a", "x")
		connect(t, p)
		p.Close()
		p.Close()
		sim.Close()
	}
	round()
	before := runtime.NumGoroutine()
	for range 10 {
		round()
	}
	// Goroutines that have done their last thing may still be on their way out.
	for late := time.Now().Add(patience); runtime.NumGoroutine() > before && time.Now().Before(late); time.Sleep(time.Millisecond) {
	}
	assert.LessOrEqual(t, runtime.NumGoroutine(), before)
}

// fake is a source whose writes are answered when the test says so.
type fake struct {
	opcua.Source
	writes  chan []opcua.Write
	answers chan []opcua.Result
	ended   chan error // a write whose context ended
}

func (f *fake) Write(ctx context.Context, w []opcua.Write) []opcua.Result {
	f.writes <- w
	select {
	case r := <-f.answers:
		return r
	case <-ctx.Done():
		f.ended <- ctx.Err()
		return make([]opcua.Result, len(w))
	}
}

// faked is a plant of one tag whose server answers as the test says.
func faked(t *testing.T) (*simulator.Simulation, *Plant, *fake) {
	file := program(t, "0,x,5,Int32\n")
	sim, p := plant(t, Config{Servers: []Server{simulated("a", file)}}, "[default]x", "a", "x")
	f := &fake{Source: p.servers[0].source, writes: make(chan []opcua.Write, 1), answers: make(chan []opcua.Result, 1), ended: make(chan error, 1)}
	connect(t, p)
	p.servers[0].source = f
	return sim, p, f
}

// Whoever ends the run does not wait for a server's answer.
func TestWriteEndsWithTheRun(t *testing.T) {
	sim, p, f := faked(t)
	ctx, cancel := context.WithCancel(context.Background())
	go func() { <-f.writes; cancel() }()
	var got []tags.Quality
	p.send(func() {
		got = sim.Local().Write([]simulator.TagWrite{{Path: "[default]x", Update: tags.Update{Value: tags.Int(1), HasValue: true}}})
	})
	require.ErrorIs(t, p.Run(ctx, nil), context.Canceled)
	assert.ErrorIs(t, <-f.ended, context.Canceled)
	assert.Equal(t, `[Bad_NotConnected("the plant was stopped before the server answered")]`, fmt.Sprint(got))

	// The end of a step is not the end of its writes.
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	ctx, stop := context.WithTimeout(ctx, 50*time.Millisecond)
	defer stop()
	go func() {
		<-f.writes
		<-ctx.Done()
		f.answers <- []opcua.Result{{Quality: tags.QualityOf(tags.Good)}}
	}()
	p.send(func() {
		got = sim.Local().Write([]simulator.TagWrite{{Path: "[default]x", Update: tags.Update{Value: tags.Int(1), HasValue: true}}})
	})
	require.ErrorIs(t, p.Run(ctx, nil), context.DeadlineExceeded)
	assert.Equal(t, "[Good]", fmt.Sprint(got))
}

// However much arrives during a write, its answer comes through.
func TestWriteWhileMuchArrives(t *testing.T) {
	sim, p, f := faked(t)
	var sent atomic.Int64
	go func() {
		<-f.writes
		for range putAside + 200 { // more than is put aside: who delivers has to wait
			go func() { p.Wake(); sent.Add(1) }()
		}
		for sent.Load() < int64(putAside+cap(p.inputs)) {
			time.Sleep(time.Millisecond)
		}
		f.answers <- []opcua.Result{{Quality: tags.QualityOf(tags.Good)}}
	}()
	q := sim.Local().Write([]simulator.TagWrite{{Path: "[default]x", Update: tags.Update{Value: tags.Int(1), HasValue: true}}})
	assert.Equal(t, "[Good]", fmt.Sprint(q))
	assert.Equal(t, putAside, len(p.backlog))
	until(t, p, func() bool { return len(p.backlog) == 0 })
}

// connections are the lines of the journal about connections, from the last on.
func connections(sim *simulator.Simulation, from *int) (lines []string) {
	all := sim.Journal().Since(*from)
	*from += len(all)
	for _, r := range all {
		if s, ok := r.Detail.(*events.Stimulus); ok && s.Action == "connection" {
			lines = append(lines, s.Text)
		}
	}
	return lines
}

// A server that is away all night is told of a few times, however many attempts
// there are and whatever port they come from.
func TestJournalOfALongNight(t *testing.T) {
	sim, p := plant(t, Config{Servers: []Server{{Config: opcua.Config{Name: "a", Endpoint: "opc.tcp://127.0.0.1:1"}}}}, "[default]x", "a", "x")
	s := p.servers[0]
	from := 0
	connections(sim, &from)
	now := time.Date(2026, 1, 2, 20, 0, 0, 0, time.UTC)
	down := func(i int, text string) {
		s.state(opcua.State{Phase: opcua.Down, Time: now.Add(time.Duration(i) * 10 * time.Second), RetryIn: 10 * time.Second, Err: fmt.Errorf("opcua server \"a\": %s", text)})
	}
	for i := range 900 { // two and a half hours
		down(i, fmt.Sprintf("read tcp 127.0.0.1:%d->127.0.0.1:4840: read: connection reset by peer", 40000+i))
		down(i, "dial tcp 127.0.0.1:4840: connect: connection refused")
	}
	const reset, refused = "read tcp 127.0.0.1:4840: read: connection reset by peer; trying again", "dial tcp 127.0.0.1:4840: connect: connection refused; trying again"
	assert.Equal(t, []string{"a: not connected: " + reset, "a: not connected: " + refused,
		"a: still not connected after 1h0m0s and 360 more attempts: " + reset, "a: still not connected after 1h0m0s and 360 more attempts: " + refused,
		"a: still not connected after 2h0m0s and 360 more attempts: " + reset, "a: still not connected after 2h0m0s and 360 more attempts: " + refused},
		connections(sim, &from))
	for i := range 1000 {
		down(1000, fmt.Sprintf("something else, number %d", i))
	}
	assert.Len(t, connections(sim, &from), maxTroubles-2)
	s.state(opcua.State{Phase: opcua.Up, Took: 3 * time.Hour, Again: true, Recovery: opcua.Created})
	s.state(opcua.State{Phase: opcua.Noted, Note: "the server takes no deadband"})
	s.state(opcua.State{Phase: opcua.Down, Time: now, RetryIn: time.Minute, Err: fmt.Errorf("refused access")})
	assert.Equal(t, []string{"a: connected to opc.tcp://127.0.0.1:1 again after 3h0m0s, subscriptions created anew: changes in between are lost",
		"a: the server takes no deadband", "a: not connected: refused access; trying again in 1m0s"}, connections(sim, &from))
}

// What is recorded reaches the file though nothing comes after it.
func TestRecordingOfAQuietPlant(t *testing.T) {
	var out safeBuffer
	w, err := recording.NewWriter(&out, time.Now())
	require.NoError(t, err)
	sim := simulator.New(simulator.Config{Start: time.Now()})
	t.Cleanup(sim.Close)
	g, err := sim.AddGateway(simulator.GatewayConfig{})
	require.NoError(t, err)
	_, err = g.ConfigureTag("[default]x", tags.NewDefinition().MustSet("dataType", "Int4", "valueSource", "opc", "opcServer", "a", "opcItemPath", "ns=1;s=[Device]x"))
	require.NoError(t, err)
	p, err := New(sim, Config{Servers: []Server{simulated("a", program(t, "0,x,5,Int32\n"))}}, Options{Record: w})
	require.NoError(t, err)
	t.Cleanup(p.Close)
	connect(t, p)
	for late := time.Now().Add(patience); !strings.Contains(out.String(), "[default]x"); time.Sleep(10 * time.Millisecond) {
		require.True(t, time.Now().Before(late), "nobody runs the plant, and the record is not written")
	}
}

type safeBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// The journal says when scripts fall behind, when they still are, and when they
// have caught up.
func TestScriptsThatFallBehind(t *testing.T) {
	sim, p := plant(t, Config{})
	var said []string
	sim.Journal().Stream(func(r *events.Record) {
		if d, ok := r.Detail.(*events.Stimulus); ok {
			said = append(said, d.Action+": "+d.Text)
		}
	}, true)
	lane := sim.Kernel().NewLane("scripts", 1, nil)
	at := time.Now()
	after := func(d time.Duration) { p.look(at.Add(d)) }
	p.behind.took(at, at.Add(-time.Second))
	after(0)
	assert.Empty(t, said)
	lane.Post(events.TaskFunc(func() time.Duration { return 0 }))
	p.behind.took(at, at.Add(-time.Second))
	after(1900 * time.Millisecond)
	assert.Empty(t, said)
	p.behind.took(at.Add(2*time.Second), at)
	for i := 20; i <= 50; i++ {
		after(time.Duration(i) * 100 * time.Millisecond)
	}
	require.NoError(t, sim.Settle())
	after(6 * time.Second)
	after(7 * time.Second)
	const end = "; what a tag's own queue can't hold is lost (missedEvents)"
	assert.Equal(t, []string{
		"behind: scripts take longer than values arrive: 1 event waits, there was no pause for 2s, and a message waited for up to 2s" + end,
		"behind: scripts take longer than values arrive: 1 event waits, there was no pause for 4s, and a message waited for up to 2s" + end,
		"behind: scripts have caught up with the values after 6s",
	}, said)
}

// Tags of other gateways are not fed, which is said.
func TestWarningOfTagsUnderNetwork(t *testing.T) {
	sim := simulator.New(simulator.Config{Start: time.Now()})
	t.Cleanup(sim.Close)
	for _, name := range []string{"near", "far"} {
		g, err := sim.AddGateway(simulator.GatewayConfig{Name: name})
		require.NoError(t, err)
		_, err = g.ConfigureTag("[default]x", tags.NewDefinition().MustSet("dataType", "Int4", "valueSource", "opc", "opcServer", "a", "opcItemPath", "ns=1;s=[Device]x"))
		require.NoError(t, err)
	}
	p, err := New(sim, Config{Servers: []Server{simulated("a", program(t, "0,x,5,Int32\n"))}}, Options{})
	require.NoError(t, err)
	t.Cleanup(p.Close)
	assert.Equal(t, []string{"gateway far has tags with the value source opc (1): only those of the local gateway are fed; they keep the values they have"}, p.Warnings())
}

// A tag that has its first value can be written to, though the server has not
// been asked for all the others yet.
func TestWriteFromAnInitialEvent(t *testing.T) {
	rows, follow := "", []string{}
	for i := range 3000 {
		rows += fmt.Sprintf("0,x%d,5,Int32\n", i)
		follow = append(follow, fmt.Sprintf("[default]x%d", i), "a", fmt.Sprintf("x%d", i))
	}
	sim, p := plant(t, Config{Servers: []Server{simulated("a", program(t, rows))}}, follow...)
	var got []tags.Quality
	sim.Local().Tags().Listen(func(c *tags.Change) {
		if got == nil && c.Current.Quality.IsGood() {
			got = sim.Local().Write([]simulator.TagWrite{{Path: c.Tag.Path(), Update: tags.Update{Value: tags.Int(6), HasValue: true}}})
		}
	})
	connect(t, p)
	assert.Equal(t, "[Good]", fmt.Sprint(got))
}

// The journal has an overflow where values are missing: before the value that the
// server marked, which is the one next to the oldest ones that it dropped.
func TestPlaceOfAnOverflow(t *testing.T) {
	sim, p := plant(t, Config{Servers: []Server{simulated("a", program(t, "0,x,5,Int32\n"))}}, "[default]x", "a", "x")
	var got []string
	sim.Journal().Stream(func(r *events.Record) {
		switch d := r.Detail.(type) {
		case *events.Stimulus:
			got = append(got, d.Text)
		case *events.ValueChange:
			got = append(got, d.Current.Value.String())
		}
	}, true)
	good := func(n int64) opcua.Change {
		return opcua.Change{Value: tags.Int(n), Quality: tags.QualityOf(tags.Good), Overflow: n == 7}
	}
	p.servers[0].deliver(opcua.Batch{Arrived: time.Now(), Changes: []opcua.Change{good(1), good(7), good(8)}})
	assert.Equal(t, []string{"1", "a: the server's queue of [default]x ran over: it dropped an unknown number of values between the one above and the next one", "7", "8"}, got)
	assert.EqualValues(t, 1, p.Accounts()[0].Overflows)
}

// Servers that tags name and nobody configured are told with the tags that do,
// and with the server that may be meant.
func TestWarnings(t *testing.T) {
	var follow []string
	for i := range 7 {
		follow = append(follow, fmt.Sprintf("[default]t%d", i), "PLC1", "x")
	}
	follow = append(follow, "[default]bare", "", "x")
	_, p := plant(t, Config{Servers: []Server{simulated("plc", program(t, "0,x,5,Int32\n"))}}, follow...)
	assert.Equal(t, []string{
		`[default]t0, [default]t1, [default]t2, [default]t3, [default]t4 and 2 more follow the OPC server "PLC1", which is not among the servers: what steps write is what they hold; did you mean plc?`,
		"[default]bare has the value source opc and no opcServer: what steps write is what they hold",
	}, p.Warnings())
}

package live

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/simulator"
	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/device"
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
	assert.Equal(t, []string{`there are tags that follow the OPC server "nobody", which is not among the servers; they keep the values they have`}, p.Warnings())
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

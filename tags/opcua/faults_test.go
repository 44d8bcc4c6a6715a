//go:build faults

package opcua

// Each fault that an unattended feed meets, tried against the foreign server.
// These take seconds each; make test-opcua runs them.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/opcua/peer"
	"dryfire/tags/opcua/trust"
)

func TestFaultBlackHole(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 200, ChangeMs: 100})
	proxy, endpoint := startProxy(t, srv)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: endpoint, SamplingInterval: Fastest, QueueSize: 200}, sink, counterItems(200)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[199]) > 10 })
	proxy.Hole(true)
	began := time.Now()
	sink.wait(t, "all tags stale", func() bool { return sink.sawQuality(tags.BadStale, 200) })
	t.Logf("noticed after %s", time.Since(began))
	time.Sleep(time.Until(began.Add(6 * time.Second)))
	proxy.Cut() // the held packets are lost, as in a network
	proxy.Hole(false)
	back := time.Now()
	sink.wait(t, "a recovery", func() bool { return sink.ups() == 2 })
	sink.wait(t, "values", func() bool { return sink.last[199].Quality.IsGood() })
	t.Logf("back after %s: %+v", time.Since(back), f.Counters())
	settle(t, srv, sink, 200)
	c := f.Counters()
	assert.Zero(t, sink.holes, "values lost")
	assert.Zero(t, c.LostMessages+c.LostQueues+c.Overflows)
	assert.EqualValues(t, 1, c.WatchdogExpired)
	assert.NotZero(t, c.Republished)
}

func TestFaultBlackHoleQueueTooSmall(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 20, ChangeMs: 100})
	proxy, endpoint := startProxy(t, srv)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: endpoint, SamplingInterval: Fastest, QueueSize: 5}, sink, counterItems(20)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[19]) > 10 })
	proxy.Hole(true)
	sink.wait(t, "stale tags", func() bool { return sink.sawQuality(tags.BadStale, 20) })
	time.Sleep(2 * time.Second)
	proxy.Cut()
	proxy.Hole(false)
	sink.wait(t, "a recovery", func() bool { return sink.ups() == 2 })
	settle(t, srv, sink, 20)
	assert.NotZero(t, sink.holes)
	assert.EqualValues(t, 20, f.Counters().Overflows, "each tag's loss is counted")
}

// A tag that did not change over a cut is not reported again by the server; it
// has to become good all the same.
func TestFaultCutWithIdleTags(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 50})
	proxy, endpoint := startProxy(t, srv)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: endpoint, SamplingInterval: Fastest}, sink, counterItems(50)...)
	await(t, f)
	sink.wait(t, "first values", func() bool { return len(sink.values) == 50 })
	proxy.Cut()
	sink.wait(t, "bad tags", func() bool { return sink.sawQuality(tags.BadNotConnected, 50) })
	assert.Zero(t, sink.get(0).Value.Float64(), "the last value is kept")
	began := time.Now()
	settle(t, srv, sink, 50)
	t.Logf("restored after %s: %+v", time.Since(began), f.Counters())
}

func TestFaultRestartWithOtherNodes(t *testing.T) {
	o := peer.Options{Counters: 20, ChangeMs: 100, Namespaces: []string{"urn:first", "urn:second"}}
	srv := startPeer(t, o)
	sink := newSeen()
	items := append(counterItems(20), Item{Path: "ns=2;s=Where"}, Item{Path: "ns=3;s=Where"}, Item{Path: "nsu=urn:second;s=Where"})
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest, Timeouts: Timeouts{RetryItem: 300 * time.Millisecond}}, sink, items...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values) == 23 })
	assert.Equal(t, "urn:first", sink.get(20).Value.Text())
	assert.Equal(t, "urn:second", sink.get(21).Value.Text())
	srv.Kill()
	o.Port, o.Counters, o.Namespaces = srv.Port, 10, []string{"urn:new", "urn:second", "urn:first"}
	again := startPeer(t, o)
	sink.wait(t, "the gone nodes to be bad and the others good", func() bool {
		return sink.last[9].Quality.IsGood() && sink.last[19].Quality.Code == tags.BadNotFound && sink.last[22].Quality.IsGood()
	})
	sink.wait(t, "the moved nodes", func() bool { return sink.last[20].Quality.IsGood() && sink.last[21].Quality.IsGood() })
	assert.Equal(t, "urn:first", sink.get(20).Value.Text(), "ns=2 is still urn:first")
	assert.Equal(t, "urn:second", sink.get(21).Value.Text())
	assert.EqualValues(t, 10, f.Counters().BadTags)
	_, err := again.Do("add", map[string]any{"id": "T19", "type": "Double", "value": 77})
	require.NoError(t, err)
	sink.wait(t, "a node that came later", func() bool { return sink.last[19].Quality.IsGood() && sink.last[19].Value.Float64() == 77 })
	assert.EqualValues(t, 9, f.Counters().BadTags)
}

func TestFaultSessionEnded(t *testing.T) {
	for _, c := range []struct {
		name   string
		delete bool
		how    Recovery
	}{{"subscriptions kept", false, Transferred}, {"subscriptions deleted", true, Created}} {
		t.Run(c.name, func(t *testing.T) {
			// Subscriptions are moved for known users on secured channels only.
			srv := startPeer(t, peer.Options{Counters: 20, ChangeMs: 100, Users: map[string]string{"joe": "secret"},
				Policies: []string{"Basic256Sha256"}, Modes: []string{"SignAndEncrypt"}})
			sink := newSeen()
			cfg := Config{Name: "plc", Endpoint: srv.Endpoint, SecurityPolicy: "Basic256Sha256", Username: "joe", Password: "secret",
				Trust: t.TempDir(), SamplingInterval: Fastest, QueueSize: 100}
			store, err := trust.Open(cfg.Trust)
			require.NoError(t, err)
			_, err = store.Trust(srv.Certificate)
			require.NoError(t, err)
			f := run(t, cfg, sink, counterItems(20)...)
			await(t, f)
			sink.wait(t, "values", func() bool { return len(sink.values[19]) > 10 })
			_, err = srv.Do("closeSessions", map[string]any{"deleteSubscriptions": c.delete})
			require.NoError(t, err)
			sink.wait(t, "a recovery", func() bool { return sink.ups() == 2 })
			settle(t, srv, sink, 20)
			t.Logf("%v %+v", sink.states, f.Counters())
			last := Created
			for _, st := range sink.states {
				if st.Phase == Up {
					last = st.Recovery
				}
			}
			assert.Equal(t, c.how, last)
			if c.how == Transferred {
				assert.Zero(t, sink.holes)
			} else {
				assert.EqualValues(t, 1, f.Counters().LostQueues)
			}
		})
	}
}

func TestFaultSubscriptionDropped(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 20, ChangeMs: 100})
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest}, sink, counterItems(20)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[19]) > 10 })
	_, err := srv.Do("dropSubscriptions", nil)
	require.NoError(t, err)
	sink.wait(t, "stale tags", func() bool { return sink.sawQuality(tags.BadStale, 20) })
	settle(t, srv, sink, 20)
	assert.EqualValues(t, 1, f.Counters().LostQueues)
	assert.EqualValues(t, 1, f.Counters().Connects, "the session lives on")
}

func TestFaultOnTheSecondSession(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 50, ChangeMs: 100, Limits: map[string]int{"maxNodesPerRead": 20}})
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest, QueueSize: 20}, sink, counterItems(50)...)
	await(t, f)
	var paths []string
	for i := 0; i < 50; i++ {
		paths = append(paths, fmt.Sprintf("ns=1;s=T%d", i))
	}
	// The advertised limit is kept to; beyond it the server answers with a fault.
	_, err := f.Client().Read(context.Background(), paths)
	require.NoError(t, err)
	f.client.reads.mu.Lock()
	f.client.reads.n = 1000
	f.client.reads.mu.Unlock()
	got, err := f.Client().Read(context.Background(), paths)
	require.NoError(t, err)
	assert.Len(t, got, 50)
	f.client.reads.mu.Lock()
	assert.Less(t, f.client.reads.n, 21, "the batch shrank")
	f.client.reads.mu.Unlock()
	_, err = f.Client().Call(context.Background(), "ns=1;s=Plant", "ns=1;s=NoMethod", nil)
	assert.Error(t, err)
	n := len(sink.values[49])
	sink.wait(t, "the feed to go on", func() bool { return len(sink.values[49]) > n+20 })
	settle(t, srv, sink, 50)
	assert.Zero(t, sink.holes)
	assert.EqualValues(t, 1, f.Counters().Connects)
}

func TestFaultOverTheItemLimit(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 500, ChangeMs: 100, Limits: map[string]int{"maxMonitoredItemsPerCall": 60}})
	sink := newSeen()
	f, err := New(Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest}, sink)
	require.NoError(t, err)
	_, err = f.Add(counterItems(500)...)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { f.Run(ctx); close(done) }()
	defer func() { cancel(); <-done }()
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values) == 500 })
	assert.Equal(t, 60, f.create.size(), "what the server advertises")
	// A server that allows less than it says.
	f.create.mu.Lock()
	f.create.n = 1000
	f.create.mu.Unlock()
	more, err := f.Add(counterItems(500)...)
	require.NoError(t, err)
	sink.wait(t, "more values", func() bool { return len(sink.values) == 1000 })
	assert.NotZero(t, f.Counters().SmallerBatches)
	assert.EqualValues(t, 500, more)
	assert.Zero(t, f.Counters().BadTags)
}

func TestFaultSlowConsumer(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 20, ChangeMs: 100})
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest, QueueSize: 10}, sink, counterItems(20)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[19]) > 10 })
	block := make(chan struct{})
	sink.mu.Lock()
	sink.block = block
	sink.mu.Unlock()
	time.Sleep(5 * time.Second) // longer than the watchdog allows a silent server
	sink.mu.Lock()
	sink.block = nil
	sink.mu.Unlock()
	close(block)
	settle(t, srv, sink, 20)
	c := f.Counters()
	t.Logf("%+v", c)
	assert.EqualValues(t, 1, c.Connects, "a slow sink is no dead server")
	assert.EqualValues(t, 20, c.Overflows, "and what the server dropped meanwhile is counted")
	assert.NotZero(t, sink.holes)
}

func TestFaultClockSkew(t *testing.T) {
	for _, offset := range []int{3600_000, -7200_000} {
		srv := startPeer(t, peer.Options{Counters: 5, ChangeMs: 100, ClockOffsetMs: offset})
		sink := newSeen()
		f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest}, sink, counterItems(5)...)
		await(t, f)
		sink.wait(t, "values", func() bool { return len(sink.values[4]) > 40 })
		skew := time.Duration(offset) * time.Millisecond
		assert.InDelta(t, skew.Seconds(), f.Counters().ClockSkew.Seconds(), 1)
		assert.InDelta(t, skew.Seconds(), time.Until(sink.get(4).Source).Seconds(), 5, "the source's own time is kept")
		assert.Zero(t, sink.holes)
		assert.EqualValues(t, 1, f.Counters().Connects)
	}
}

// Whoever has the server's keys replaced has to have them trusted again.
func TestFaultCertificateChanged(t *testing.T) {
	dir := t.TempDir()
	o := peer.Options{PKI: filepath.Join(dir, "server"), Counters: 5, ChangeMs: 100, Policies: []string{"Basic256Sha256"}, Modes: []string{"SignAndEncrypt"}}
	srv := startPeer(t, o)
	cfg := Config{Name: "plc", Endpoint: srv.Endpoint, SecurityPolicy: "Basic256Sha256", Trust: filepath.Join(dir, "trust"), SamplingInterval: Fastest}
	store, err := trust.Open(cfg.Trust)
	require.NoError(t, err)
	_, err = store.Trust(srv.Certificate)
	require.NoError(t, err)
	sink := newSeen()
	f := run(t, cfg, sink, counterItems(5)...)
	await(t, f)
	srv.Kill()
	require.NoError(t, os.RemoveAll(o.PKI))
	o.Port = srv.Port
	again := startPeer(t, o)
	require.NotEqual(t, srv.Certificate, again.Certificate)
	sink.wait(t, "a refusal", func() bool {
		var refused *trust.Error
		return errors.As(sink.states[len(sink.states)-1].Err, &refused) && refused.Reason == trust.Unknown
	})
	assert.Equal(t, tags.BadNotConnected, sink.get(0).Quality.Code)
	_, err = store.Trust(again.Certificate)
	require.NoError(t, err)
	sink.wait(t, "values once it is trusted", func() bool { return sink.last[0].Quality.IsGood() })
}

// The channel's keys are renewed every few seconds while values pour in.
func TestFaultKeyRenewal(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 500, ChangeMs: 50, Policies: []string{"Basic256Sha256"}, Modes: []string{"SignAndEncrypt"}})
	cfg := Config{Name: "plc", Endpoint: srv.Endpoint, SecurityPolicy: "Basic256Sha256", Trust: t.TempDir(), SamplingInterval: Fastest, QueueSize: 100,
		Timeouts: Timeouts{Token: 3 * time.Second}}
	store, err := trust.Open(cfg.Trust)
	require.NoError(t, err)
	_, err = store.Trust(srv.Certificate)
	require.NoError(t, err)
	sink := newSeen()
	f := run(t, cfg, sink, counterItems(500)...)
	await(t, f)
	time.Sleep(10 * time.Second) // four renewals
	settle(t, srv, sink, 500)
	c := f.Counters()
	assert.EqualValues(t, 1, c.Connects)
	assert.Zero(t, sink.holes)
	assert.Zero(t, c.LostMessages+c.Overflows)
}

// A server that forgets a session without activity: the feed's own never is,
// the second one is made anew when it is needed.
func TestFaultSessionTimeout(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 5, ChangeMs: 100})
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest, Timeouts: Timeouts{Session: 3 * time.Second}}, sink, counterItems(5)...)
	await(t, f)
	ctx := context.Background()
	_, err := f.Client().Read(ctx, []string{"ns=1;s=T0"})
	require.NoError(t, err)
	r, err := srv.Do("sessions", nil)
	require.NoError(t, err)
	require.EqualValues(t, 2, r["sessions"])
	for end := time.Now().Add(20 * time.Second); r["sessions"] != 1.0 && time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		r, err = srv.Do("sessions", nil)
		require.NoError(t, err)
	}
	require.EqualValues(t, 1, r["sessions"], "the idle one is gone")
	got := f.Write(ctx, []Write{{"ns=1;s=T0", tags.Int(7)}})
	assert.Equal(t, "Good", got[0].Quality.String(), "a write is not lost over it")
	assert.EqualValues(t, 1, f.Counters().Connects)
	assert.Zero(t, f.Counters().LostQueues)
}

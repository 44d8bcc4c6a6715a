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

func no() *bool { b := false; return &b }

// settle stops the server's counters and waits until every tag has the last count.
func settle(t *testing.T, srv *peer.Server, sink *seen, n int) {
	t.Helper()
	r, err := srv.Do("halt", nil)
	require.NoError(t, err)
	count := r["count"].(float64)
	sink.wait(t, fmt.Sprintf("all tags to reach %v", count), func() bool {
		for h := 0; h < n; h++ {
			c, ok := sink.last[Handle(h)]
			if !ok || c.Value.Float64() != count || !c.Quality.IsGood() {
				return false
			}
		}
		return true
	})
}

func (s *seen) sawQuality(code tags.QualityCode, n int) bool {
	got := 0
	for _, c := range s.changes {
		if c.Keep && c.Quality.Code == code {
			got++
		}
	}
	return got >= n
}

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

func TestFaultServerRestart(t *testing.T) {
	o := peer.Options{Counters: 300, ChangeMs: 100, Limits: map[string]int{"maxMonitoredItemsPerCall": 100}}
	srv := startPeer(t, o)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest}, sink, counterItems(300)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[299]) > 10 })
	srv.Kill()
	sink.wait(t, "bad tags", func() bool { return sink.sawQuality(tags.BadNotConnected, 300) })
	time.Sleep(2 * time.Second)
	o.Port = srv.Port
	again := startPeer(t, o)
	began := time.Now()
	sink.wait(t, "values", func() bool { return sink.last[299].Quality.IsGood() })
	t.Logf("back %s after the server was: %+v", time.Since(began), f.Counters())
	settle(t, again, sink, 300)
	assert.EqualValues(t, 1, f.Counters().LostQueues, "what the server forgot is counted")
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

func TestFaultQueueOverflowAndDeadband(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 3, Types: true})
	sink := newSeen()
	cfg := Config{Name: "plc", Endpoint: srv.Endpoint, PublishingInterval: 500 * time.Millisecond, SamplingInterval: Fastest, Groups: []Group{
		{Name: "one", QueueSize: 1}, {Name: "two", QueueSize: 2}, {Name: "hundred", QueueSize: 100},
		{Name: "band", QueueSize: 100, Deadband: Deadband{Value: 5}}, {Name: "percent", QueueSize: 100, Deadband: Deadband{Value: 10, Percent: true}},
		{Name: "lazy", Inactive: true},
	}}
	f := run(t, cfg, sink, Item{"ns=1;s=T0", "one"}, Item{"ns=1;s=T0", "two"}, Item{"ns=1;s=T0", "hundred"}, Item{"ns=1;s=T0", "band"},
		Item{"ns=1;s=String", "band"}, Item{"ns=1;s=Analog", "percent"}, Item{"ns=1;s=T1", "percent"}, Item{"ns=1;s=T0", "lazy"})
	await(t, f)
	sink.wait(t, "first values", func() bool { return len(sink.values) == 7 })
	assert.EqualValues(t, 2, f.Counters().FiltersRefused, "text has no deadband, T1 no range")
	_, err := srv.Do("steps", map[string]any{"n": 20, "ms": 15})
	require.NoError(t, err)
	for _, v := range []float64{21, 41, 45, 70} { // 10 % of 0…200 is 20
		_, err := srv.Do("set", map[string]any{"node": "ns=1;s=Analog", "type": "Double", "value": v})
		require.NoError(t, err)
		time.Sleep(20 * time.Millisecond)
	}
	sink.wait(t, "the burst", func() bool { return sink.last[2].Value.Float64() == 20 && sink.last[5].Value.Float64() == 70 })
	sink.mu.Lock()
	defer sink.mu.Unlock()
	text := func(h Handle) (s string) {
		for _, v := range sink.values[h][1:] {
			s += fmt.Sprint(v.Float64(), " ")
		}
		return s
	}
	// Where the publishing interval ended within the steps, more than one queue
	// full was sent; the last of them is the same.
	assert.Regexp(t, "20 $", text(0))
	assert.Regexp(t, "19 20 $", text(1))
	assert.NotContains(t, text(0), " 10 ")
	assert.Equal(t, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 ", text(2))
	assert.Equal(t, "6 12 18 ", text(3))
	assert.Equal(t, "41 70 ", text(5))
	var marked []float64
	for _, c := range sink.changes {
		if c.Overflow {
			// A queue of one never says so (docs/reference/opcua.md, section 1), the long ones have no reason to.
			assert.EqualValues(t, 1, c.Handle)
			marked = append(marked, c.Value.Float64())
		}
		assert.True(t, c.Status.Good())
	}
	assert.Contains(t, marked, 19.0)
	assert.EqualValues(t, len(marked), f.count.overflows.Load())
	assert.Empty(t, sink.values[7], "an inactive group is not sampled")
	sink.mu.Unlock()
	require.NoError(t, f.SetMonitoring("lazy", true))
	sink.wait(t, "the leased tag", func() bool { return len(sink.values[7]) == 1 })
	require.NoError(t, f.SetMonitoring("lazy", false))
	sink.wait(t, "monitoring off", func() bool {
		return !func() bool { f.mu.Lock(); defer f.mu.Unlock(); return f.items[7].on }() || pauseOK()
	})
	_, err = srv.Do("steps", map[string]any{"n": 1, "ms": 15})
	require.NoError(t, err)
	sink.wait(t, "the others", func() bool { return sink.last[2].Value.Float64() == 21 })
	sink.mu.Lock()
	assert.Len(t, sink.values[7], 1, "nothing while it is off")
}

func pauseOK() bool { time.Sleep(300 * time.Millisecond); return true }

// The server's certificates and users.
func TestFaultSecurity(t *testing.T) {
	dir := t.TempDir()
	policies := []string{"Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"}
	o := peer.Options{PKI: filepath.Join(dir, "server"), Counters: 5, ChangeMs: 100, Anonymous: no(), Users: map[string]string{"joe": "secret"},
		Policies: policies, Modes: []string{"Sign", "SignAndEncrypt"}}
	srv := startPeer(t, o)
	cfg := Config{Name: "plc", Endpoint: srv.Endpoint, SecurityPolicy: "Basic256Sha256", Username: "joe", Password: "secret",
		Trust: filepath.Join(dir, "trust"), SamplingInterval: Fastest}
	store, err := trust.Open(cfg.Trust)
	require.NoError(t, err)

	attempt := func(t *testing.T, cfg Config) error {
		c, err := NewClient(cfg)
		require.NoError(t, err)
		defer c.Close()
		_, err = c.Read(context.Background(), []string{"ns=1;s=T0"})
		return err
	}
	t.Run("unknown certificate", func(t *testing.T) {
		err := attempt(t, cfg)
		var refused *trust.Error
		require.ErrorAs(t, err, &refused)
		assert.Equal(t, trust.Unknown, refused.Reason)
		assert.ErrorContains(t, err, "dryfire opcua trust "+srv.Endpoint)
		assert.ErrorContains(t, err, trust.Thumbprint(srv.Certificate))
		assert.FileExists(t, filepath.Join(cfg.Trust, "rejected", trust.Thumbprint(srv.Certificate)+".pem"))
	})
	eps, err := Discover(context.Background(), srv.Endpoint, 5*time.Second)
	require.NoError(t, err)
	require.NotEmpty(t, eps)
	assert.Equal(t, trust.Thumbprint(srv.Certificate), eps[0].Thumbprint)
	_, err = store.Trust(eps[0].Certificate)
	require.NoError(t, err)
	for _, policy := range policies {
		for _, mode := range []string{"Sign", "SignAndEncrypt"} {
			t.Run(policy+" "+mode, func(t *testing.T) {
				c := cfg
				c.SecurityPolicy, c.SecurityMode = policy, mode
				sink := newSeen()
				f := run(t, c, sink, counterItems(5)...)
				await(t, f)
				sink.wait(t, "values", func() bool { return len(sink.values[4]) > 3 })
			})
		}
	}
	for _, row := range []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"wrong password", func(c *Config) { c.Password = "guess" }, `refused access: BadUserAccessDenied; check username "joe" and its password`},
		{"anonymous", func(c *Config) { c.Username = "" }, "refused access: BadIdentityTokenInvalid; it takes users of kind"},
		{"not offered", func(c *Config) { c.SecurityPolicy = "None" }, "securityPolicy"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := cfg
			row.change(&c)
			err := attempt(t, c)
			t.Log(err)
			assert.ErrorContains(t, err, row.want)
		})
	}
	t.Run("a feed says so at once", func(t *testing.T) {
		c := cfg
		c.Password = "guess"
		f := run(t, c, newSeen(), counterItems(1)...)
		assert.ErrorContains(t, f.Await(context.Background()), "BadUserAccessDenied", "without waiting for a time-out")
	})
	t.Run("user certificate", func(t *testing.T) {
		c := cfg
		c.Username, c.UserCertificate, c.UserPrivateKey = "", filepath.Join(dir, "user.pem"), filepath.Join(dir, "user-key.pem")
		_, err := trust.LoadOrCreate(c.UserCertificate, c.UserPrivateKey, "urn:user")
		require.NoError(t, err)
		require.NoError(t, attempt(t, c))
	})
	t.Run("certificate changed", func(t *testing.T) {
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
		_, err := store.Trust(again.Certificate)
		require.NoError(t, err)
		sink.wait(t, "values once it is trusted", func() bool { return sink.last[0].Quality.IsGood() })
	})
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

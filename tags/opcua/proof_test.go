package opcua

// The proof against the foreign server, in short: security and users, deadbands
// and queues that run over, a restart. What takes longer is in faults_test.go.

import (
	"context"
	"fmt"
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

// A server that is killed and started again forgets everything; its tags are bad
// meanwhile, and what it forgot is counted.
func TestForeignServerRestart(t *testing.T) {
	t.Parallel()
	o := peer.Options{Counters: 100, ChangeMs: 100, Limits: map[string]int{"maxMonitoredItemsPerCall": 40}}
	srv := startPeer(t, o)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint, SamplingInterval: Fastest}, sink, counterItems(100)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[99]) > 10 })
	srv.Kill()
	sink.wait(t, "bad tags", func() bool { return sink.sawQuality(tags.BadNotConnected, 100) })
	o.Port = srv.Port
	again := startPeer(t, o)
	began := time.Now()
	sink.wait(t, "values", func() bool { return sink.last[99].Quality.IsGood() })
	t.Logf("back %s after the server was: %+v", time.Since(began), f.Counters())
	settle(t, again, sink, 100)
	assert.EqualValues(t, 1, f.Counters().LostQueues, "what the server forgot is counted")
}

func TestForeignQueueOverflowAndDeadband(t *testing.T) {
	t.Parallel()
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
	var notes []string
	sink.mu.Lock()
	for _, st := range sink.states {
		if st.Phase == Noted {
			notes = append(notes, st.Note)
		}
	}
	sink.mu.Unlock()
	require.Len(t, notes, 1)
	assert.Regexp(t, `^the server takes no deadband for some tags, the first of them ns=1;s=(String|T1) \(\w+\): all their changes are reported$`, notes[0])
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
func TestForeignSecurity(t *testing.T) {
	t.Parallel()
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
		assert.ErrorContains(t, err, "dryfire opcua trust --trust "+cfg.Trust+" "+srv.Endpoint)
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
}

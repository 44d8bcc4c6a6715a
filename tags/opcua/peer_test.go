package opcua

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/opcua/peer"
)

// foreign skips a test that needs the node-opcua server where it is not
// installed, unless DRYFIRE_PEER=require says that it has to be.
func foreign(t testing.TB) {
	t.Helper()
	if err := peer.Installed(); err != nil {
		if os.Getenv("DRYFIRE_PEER") == "require" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// pki is one folder of server certificates for all tests, since making keys
// takes a second.
var pki = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "dryfire-peer-") })

// RemovePKI removes that folder at the end.
func RemovePKI() {
	if dir, err := pki(); err == nil {
		os.RemoveAll(dir)
	}
}

func startPeer(t testing.TB, o peer.Options) *peer.Server {
	t.Helper()
	foreign(t)
	if o.PKI == "" && o.ClockOffsetMs != 0 {
		o.PKI = t.TempDir() // its certificate is of another time
	}
	if o.PKI == "" {
		dir, err := pki()
		require.NoError(t, err)
		o.PKI = dir
	}
	s, err := peer.Start(context.Background(), o)
	require.NoError(t, err)
	t.Cleanup(s.Kill)
	return s
}

func startProxy(t testing.TB, s *peer.Server) (*peer.Proxy, string) {
	t.Helper()
	p, err := peer.NewProxy(fmt.Sprintf("127.0.0.1:%d", s.Port))
	require.NoError(t, err)
	t.Cleanup(p.Close)
	return p, "opc.tcp://" + p.Addr() + "/UA/peer"
}

// seen is a sink that keeps everything.
type seen struct {
	mu      sync.Mutex
	cond    *sync.Cond
	changes []Change
	last    map[Handle]Change
	values  map[Handle][]tags.Value // in order, Keep left out
	states  []State
	block   chan struct{} // if not nil, Change waits for it
	keep    bool          // keep changes
	repeats int           // values equal to the one before
	holes   int           // counter values left out

	upsBefore int // times that the connection was up when the first value came
}

func newSeen() *seen {
	s := &seen{last: map[Handle]Change{}, values: map[Handle][]tags.Value{}, keep: true}
	s.cond = sync.NewCond(&s.mu)
	return s
}

func (s *seen) Change(b Batch) {
	s.mu.Lock()
	block := s.block
	s.mu.Unlock()
	if block != nil {
		<-block
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.values) == 0 && s.upsBefore == 0 {
		s.upsBefore = s.ups()
	}
	for _, c := range b.Changes {
		if c.Keep {
			c.Value = s.last[c.Handle].Value
		} else {
			if old, ok := s.last[c.Handle]; ok && !c.Value.IsNull() && c.Value.Kind() == tags.KindFloat {
				switch step := c.Value.Float64() - old.Value.Float64(); {
				case step == 0:
					s.repeats++
				case step > 1:
					s.holes += int(step) - 1
				}
			}
			if s.keep {
				s.values[c.Handle] = append(s.values[c.Handle], c.Value)
			}
		}
		s.last[c.Handle] = c
		if s.keep {
			s.changes = append(s.changes, c)
		}
	}
	s.cond.Broadcast()
}

func (s *seen) State(st State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.states = append(s.states, st)
	s.cond.Broadcast()
}

// wait waits until ok, called with the lock held, says so.
func (s *seen) wait(t testing.TB, what string, ok func() bool) {
	t.Helper()
	s.within(t, 20*time.Second, what, ok)
}

func (s *seen) within(t testing.TB, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	late := false
	timer := time.AfterFunc(limit, func() {
		s.mu.Lock()
		late = true
		s.cond.Broadcast()
		s.mu.Unlock()
	})
	defer timer.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !ok() {
		if late {
			t.Fatalf("waited %s for %s; states %v", limit, what, s.states)
		}
		s.cond.Wait()
	}
}

func (s *seen) ups() (n int) {
	for _, st := range s.states {
		if st.Phase == Up {
			n++
		}
	}
	return n
}

func (s *seen) get(h Handle) Change {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last[h]
}

func run(t testing.TB, cfg Config, sink Sink, items ...Item) *Feed {
	t.Helper()
	f, err := New(cfg, sink)
	require.NoError(t, err)
	_, err = f.Add(items...)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-done:
			require.NoError(t, err)
		case <-time.After(10 * time.Second):
			t.Error("the feed did not end")
		}
	})
	return f
}

func await(t testing.TB, f *Feed) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	require.NoError(t, f.Await(ctx))
}

func counterItems(n int) []Item {
	items := make([]Item, n)
	for i := range items {
		items[i].Path = fmt.Sprintf("ns=1;s=T%d", i)
	}
	return items
}

func TestForeignSubscribeAndCut(t *testing.T) {
	srv := startPeer(t, peer.Options{Counters: 100, ChangeMs: 100})
	proxy, endpoint := startProxy(t, srv)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: endpoint, SamplingInterval: Fastest, QueueSize: 50}, sink, counterItems(100)...)
	await(t, f)
	sink.wait(t, "values", func() bool { return len(sink.values[99]) > 10 })
	for round := 1; round <= 2; round++ {
		began := time.Now()
		proxy.Cut()
		sink.wait(t, "a recovery", func() bool { return sink.ups() == round+1 })
		t.Log(time.Since(began), sink.states[len(sink.states)-1].Recovery)
		n := len(sink.values[99])
		sink.wait(t, "values after the cut", func() bool { return len(sink.values[99]) > n+10 })
	}
	t.Logf("%+v", f.Counters())
	require.Zero(t, sink.holes)
}

package opcua_test

// Bytes that no server should send. In a process of its own the feed dies of
// some of them, and is seen to; the process that asked for it lives on.

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/isolate"
)

func TestMain(m *testing.M) {
	if os.Getenv("DRYFIRE_TEST_CHILD") == "1" {
		if err := isolate.Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	opcua.RemovePKI()
	os.Exit(code)
}

func self() *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "DRYFIRE_TEST_CHILD=1")
	return cmd
}

type record struct {
	mu      sync.Mutex
	changes []opcua.Change
	states  []opcua.State
}

func (r *record) Change(b opcua.Batch) {
	r.mu.Lock()
	r.changes = append(r.changes, b.Changes...)
	r.mu.Unlock()
}

func (r *record) State(s opcua.State) {
	r.mu.Lock()
	r.states = append(r.states, s)
	r.mu.Unlock()
}

func (r *record) wait(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		r.mu.Lock()
		done := ok()
		r.mu.Unlock()
		if done {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s; %v", what, r.states)
		}
	}
}

func (r *record) last() (c opcua.Change) {
	if n := len(r.changes); n > 0 {
		c = r.changes[n-1]
	}
	return c
}

func (r *record) values() (out []float64) {
	for _, c := range r.changes {
		if !c.Keep {
			out = append(out, c.Value.Float64())
		}
	}
	return out
}

func isolated(t *testing.T, s *opcua.Sham) (*isolate.Feed, *record) {
	t.Helper()
	sink := &record{}
	f, err := isolate.New(opcua.Config{Name: "plc", Endpoint: s.Endpoint(), Timeouts: opcua.Timeouts{RetryMin: 50 * time.Millisecond}}, sink, self)
	require.NoError(t, err)
	_, err = f.Add(opcua.Item{Path: "ns=1;s=A"})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	awaitCtx, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	require.NoError(t, f.Await(awaitCtx))
	return f, sink
}

func TestHostileServer(t *testing.T) {
	dims := append(binary.LittleEndian.AppendUint32([]byte{0xC0 | 6}, 1), 7, 0, 0, 0)
	dims = binary.LittleEndian.AppendUint32(dims, 150)
	for range 150 {
		dims = binary.LittleEndian.AppendUint32(dims, 1)
	}
	negative := binary.LittleEndian.AppendUint32([]byte{0x80 | 6}, 0xFFFFFFFE) // an array of -2 Int32
	for _, row := range []struct {
		name  string
		value []byte
		dies  string // the child's cause of death; "" if it must survive
	}{
		{"an array of negative length", negative, "panic: reflect.MakeSlice: negative len"},
		{"variants nested 1.9 million deep", append(bytes.Repeat([]byte{24}, 1_900_000), 1, 1), "runtime: goroutine stack exceeds"},
		{"an array of two thousand million", binary.LittleEndian.AppendUint32([]byte{0x80 | 6}, 2_000_000_000), ""},
		{"a type that does not exist", []byte{63}, ""},
		{"an end in the middle", []byte{11, 1, 2}, ""},
		{"variants nested 150 deep", append(bytes.Repeat([]byte{24}, 150), 1, 1), ""},
		{"an array of 150 dimensions", dims, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := opcua.NewSham(t)
			f, sink := isolated(t, s)
			s.PublishValue(1, 1)
			sink.wait(t, "a value", func() bool { return len(sink.values()) == 1 })
			s.PublishRaw(2, row.value)
			if row.dies == "" {
				s.PublishValue(3, 3)
				sink.wait(t, "the next value", func() bool { return sink.last().Value.Float64() == 3 })
				assert.Zero(t, f.Deaths())
				return
			}
			sink.wait(t, "the child's death", func() bool {
				last := sink.states[len(sink.states)-1]
				return last.Phase == opcua.Down || f.Deaths() > 0
			})
			var cause error
			for _, st := range sink.states {
				if st.Phase == opcua.Down {
					cause = st.Err
				}
			}
			require.ErrorContains(t, cause, row.dies)
			assert.Equal(t, 1, f.Deaths())
			sink.mu.Lock()
			last := sink.changes[len(sink.changes)-1]
			sink.mu.Unlock()
			assert.True(t, last.Keep)
			assert.Equal(t, tags.BadNotConnected, last.Quality.Code)
			sink.wait(t, "a new child", func() bool { return sink.states[len(sink.states)-1].Phase == opcua.Up })
			s.Reset()
		})
	}
}

func TestIsolatedFeed(t *testing.T) {
	s := opcua.NewSham(t)
	f, sink := isolated(t, s)
	s.PublishValue(1, 1.5)
	s.PublishValue(2, 2.5)
	sink.wait(t, "values", func() bool { return len(sink.values()) == 2 })
	assert.Equal(t, []float64{1.5, 2.5}, sink.values())
	assert.True(t, sink.changes[0].Initial)
	assert.False(t, sink.changes[1].Initial)
	assert.WithinDuration(t, time.Now(), sink.changes[0].Source, time.Minute)
	h, err := f.Add(opcua.Item{Path: "ns=1;s=B"})
	require.NoError(t, err)
	assert.EqualValues(t, 1, h)
	_, err = f.Add(opcua.Item{Path: "ns=1;s=B", Group: "none"})
	assert.ErrorContains(t, err, "not configured")
	results := f.Write(context.Background(), []opcua.Write{{Path: "ns=1;s=A", Value: tags.Float(1)}})
	require.Len(t, results, 1)
	assert.NotEqual(t, tags.Good, results[0].Quality.Code, "the sham takes no writes")
	for end := time.Now().Add(5 * time.Second); f.Counters().Values < 2 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	assert.EqualValues(t, 2, f.Counters().Values)
}

//go:build unix

package isolate

import (
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// A child that has stopped is noticed by its silence, ended and replaced.
func TestChildStops(t *testing.T) {
	s := &sink{}
	f, _, children := isolated(t, s)
	s.wait(t, "values", func() bool { return len(s.changes) > 3 })
	require.NoError(t, children()[0].Process.Signal(syscall.SIGSTOP))
	// A stopped child reads nothing: whoever asks it for much is not held up.
	_, err := f.Add(make([]opcua.Item, 20000)...)
	require.NoError(t, err)
	s.wait(t, "the tag to be bad", func() bool {
		for _, c := range s.changes {
			if c.Handle == 0 && c.Keep && c.Quality.Code == tags.BadNotConnected {
				return true
			}
		}
		return false
	})
	s.wait(t, "the cause", func() bool {
		for _, st := range s.states {
			if st.Phase == opcua.Down && strings.Contains(st.Err.Error(), "has fallen silent and was ended") {
				return true
			}
		}
		return false
	})
	s.mu.Lock()
	n := len(s.changes)
	s.mu.Unlock()
	s.wait(t, "values of the next child", func() bool {
		for _, c := range s.changes[n:] {
			if c.Handle == 0 && !c.Keep {
				return true
			}
		}
		return false
	})
	assert.Equal(t, 1, f.Deaths())
	assert.EqualValues(t, 1, f.Counters().LostQueues)
}

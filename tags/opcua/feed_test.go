package opcua

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
)

func floats(s *seen, h Handle) (out []float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.values[h] {
		out = append(out, v.Float64())
	}
	return out
}

func shamFeed(t *testing.T, s *sham) (*Feed, *seen) {
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint()}, sink, Item{Path: "ns=1;s=A"})
	await(t, f)
	return f, sink
}

func TestMessagesArriveInOrder(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	for _, n := range []uint32{2, 3, 1, 4} {
		s.publish(message(n, float64(n)))
	}
	sink.wait(t, "four values", func() bool { return len(sink.values[0]) == 4 })
	assert.Equal(t, []float64{1, 2, 3, 4}, floats(sink, 0))
	assert.Zero(t, f.Counters().LostMessages)
	s.until("all to be acknowledged", func() bool { return s.acked[1] && s.acked[2] && s.acked[3] })
}

func TestMissingMessageIsAskedForAgain(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	s.mu.Lock()
	s.sent[2] = message(2, 2)
	s.mu.Unlock()
	s.publish(message(3, 3))
	sink.wait(t, "three values", func() bool { return len(sink.values[0]) == 3 })
	assert.Equal(t, []float64{1, 2, 3}, floats(sink, 0))
	c := f.Counters()
	assert.EqualValues(t, 1, c.Gaps)
	assert.EqualValues(t, 1, c.Republished)
	assert.Zero(t, c.LostMessages)
}

func TestKeepAliveRevealsAMissingMessage(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	s.mu.Lock()
	s.sent[2] = message(2, 2)
	s.mu.Unlock()
	s.publish(keepAlive(3))
	sink.wait(t, "the second value", func() bool { return len(sink.values[0]) == 2 })
	assert.EqualValues(t, 1, f.Counters().Republished)
}

func TestMessageTheServerNoLongerHasIsCounted(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	s.publish(message(5, 5))
	sink.wait(t, "the fifth value", func() bool { return len(sink.values[0]) == 2 })
	s.publish(message(6, 6))
	sink.wait(t, "the sixth value", func() bool { return len(sink.values[0]) == 3 })
	assert.Equal(t, []float64{1, 5, 6}, floats(sink, 0))
	assert.EqualValues(t, 3, f.Counters().LostMessages)
	assert.EqualValues(t, 1, f.Counters().Gaps)
}

func TestDuplicatesAreUsedOnce(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	for _, n := range []uint32{1, 2, 2, 1, 3} {
		s.publish(message(n, float64(n)))
	}
	sink.wait(t, "three values", func() bool { return len(sink.values[0]) == 3 })
	assert.Equal(t, []float64{1, 2, 3}, floats(sink, 0))
	s.until("the count", func() bool { return f.Counters().Duplicates == 2 })
}

func TestCutServerWithoutTransfer(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	sink.wait(t, "a value", func() bool { return len(sink.values[0]) == 1 })
	s.mu.Lock()
	s.sent[2], s.sent[3] = message(2, 2), message(3, 3)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if a, ok := req.(*ua.ActivateSessionRequest); ok && a.RequestHeader.AuthenticationToken.IntID() == 1001 {
			return fault(ua.StatusBadSessionIDInvalid), true // the server has no such session
		}
		return nil, false
	}
	s.mu.Unlock()
	s.cut()
	sink.wait(t, "a recovery", func() bool { return sink.ups() == 2 })
	s.mu.Lock()
	assert.Equal(t, 1, s.calls["TransferSubscriptionsRequest"])
	s.sent = map[uint32]*ua.NotificationMessage{}
	s.mu.Unlock()
	s.publish(message(1, 9)) // the new subscription's numbering starts again
	sink.wait(t, "a value", func() bool { return len(sink.values[0]) == 2 })
	assert.Equal(t, []float64{1, 9}, floats(sink, 0))
	assert.EqualValues(t, 1, f.Counters().LostQueues)
}

func TestCutSessionTakenUpAgain(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	sink.wait(t, "a value", func() bool { return len(sink.values[0]) == 1 })
	s.mu.Lock()
	s.sent[2], s.sent[3] = message(2, 2), message(3, 3)
	s.mu.Unlock()
	s.cut()
	sink.wait(t, "the missed values", func() bool { return len(sink.values[0]) == 3 })
	assert.Equal(t, []float64{1, 2, 3}, floats(sink, 0))
	sink.wait(t, "the tag to be good again", func() bool { return sink.last[0].Quality.IsGood() })
	sink.wait(t, "a recovery", func() bool { return sink.ups() == 2 })
	assert.EqualValues(t, 1, f.Counters().Reactivated)
	assert.EqualValues(t, 2, f.Counters().Republished)
	bad := 0
	for _, c := range sink.changes {
		if c.Keep && c.Quality.Code == tags.BadNotConnected {
			bad++
		}
	}
	assert.Equal(t, 1, bad)
}

// A value that is nested too deep is a bad one; what comes after it arrives.
func TestValueNestedTooDeep(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	s.PublishRaw(2, append(bytes.Repeat([]byte{24}, 150), 1, 1))
	s.publish(message(3, 3))
	sink.wait(t, "three values", func() bool { return len(sink.values[0]) == 3 })
	sink.mu.Lock()
	defer sink.mu.Unlock()
	odd := sink.changes[1]
	assert.Equal(t, `Bad_Unsupported("nested more than 64 levels deep")`, odd.Quality.String())
	assert.Equal(t, "BadEncodingLimitsExceeded", odd.Status.String())
	assert.True(t, odd.Value.IsNull())
	assert.EqualValues(t, 1, f.Counters().Connects)
}

// That the server is there is told before the first of its values, however
// long it takes to ask for all tags; Await waits for that.
func TestUpIsToldBeforeTheFirstValue(t *testing.T) {
	s := newSham(t)
	asked, goOn := make(chan struct{}), make(chan struct{})
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if r, ok := req.(*ua.CreateMonitoredItemsRequest); ok && r.ItemsToCreate[0].ItemToMonitor.NodeID.StringID() == "T1000" {
			close(asked)
			<-goOn
		}
		return nil, false
	}
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint()}, sink, counterItems(1001)...)
	// The sham answers one request after the other, so that the value comes first.
	s.until("the first thousand", func() bool { return len(s.items) == 1000 })
	<-asked
	sink.mu.Lock()
	assert.Zero(t, sink.ups())
	sink.mu.Unlock()
	s.publish(message(1, 1))
	sink.wait(t, "a value", func() bool { return len(sink.values[0]) == 1 })
	sink.mu.Lock()
	assert.Equal(t, 1, sink.ups())
	assert.Equal(t, 1, sink.upsBefore, "the connection before the value")
	sink.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	assert.ErrorContains(t, f.Await(ctx), "not connected yet")
	cancel()
	close(goOn)
	await(t, f)
	assert.EqualValues(t, 1, f.Counters().Connects)
}

// A server with room for one session: tags that did not change over a cut are
// read, and values written, over the feed's own.
func TestOneSessionOnly(t *testing.T) {
	s := newSham(t)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch r := req.(type) {
		case *ua.CreateSessionRequest:
			if s.sessions >= 1 {
				return fault(ua.StatusBadTooManySessions), true
			}
		case *ua.WriteRequest:
			return &ua.WriteResponse{ResponseHeader: header(0), Results: make([]ua.StatusCode, len(r.NodesToWrite))}, true
		case *ua.ReadRequest:
			if r.NodesToRead[0].AttributeID == ua.AttributeIDDataType {
				return &ua.ReadResponse{ResponseHeader: header(0), Results: []*ua.DataValue{
					{EncodingMask: ua.DataValueValue, Value: ua.MustVariant(ua.NewNumericNodeID(0, id.Double))},
					{EncodingMask: ua.DataValueValue, Value: ua.MustVariant(int32(-1))}}}, true
			}
		}
		return nil, false
	}
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	sink.wait(t, "a value", func() bool { return len(sink.values[0]) == 1 })
	s.cut()
	sink.wait(t, "a bad tag", func() bool { return sink.last[0].Quality.Code == tags.BadNotConnected })
	sink.wait(t, "a recovery", func() bool { return sink.ups() == 2 })
	s.publish(keepAlive(2))
	sink.wait(t, "the tag to be good", func() bool { return sink.last[0].Quality.IsGood() })
	for range 3 {
		got := f.Write(context.Background(), []Write{{"ns=1;s=A", tags.Float(5)}})
		assert.Equal(t, "Good", got[0].Quality.String())
	}
	var notes []string
	sink.mu.Lock()
	for _, st := range sink.states {
		if st.Phase == Noted {
			notes = append(notes, st.Note)
		}
	}
	sink.mu.Unlock()
	require.Len(t, notes, 2)
	assert.Regexp(t, "^the server's clock is .* behind ours", notes[0])
	assert.Regexp(t, "^there is no second session to be had, reads and writes share the feed's: .*BadTooManySessions", notes[1])
	s.mu.Lock()
	defer s.mu.Unlock()
	assert.Equal(t, 1, s.sessions)
	assert.Equal(t, 2, s.calls["CreateSessionRequest"], "the second session is asked for once a minute")
}

// A server that takes the connection and says nothing holds nobody up who wants
// to end.
func TestSilentServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	accepted := make(chan net.Conn, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			accepted <- c
		}
	}()
	f, err := New(Config{Name: "plc", Endpoint: "opc.tcp://" + l.Addr().String(), Timeouts: Timeouts{Connect: time.Hour}}, newSeen())
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	c := <-accepted
	defer c.Close()
	cancel()
	require.NoError(t, <-done) // the test's own time-out otherwise

	client, err := NewClient(Config{Name: "plc", Endpoint: "opc.tcp://" + l.Addr().String(), Timeouts: Timeouts{Connect: 100 * time.Millisecond}})
	require.NoError(t, err)
	_, err = client.Read(context.Background(), []string{"i=2258"})
	assert.EqualError(t, err, fmt.Sprintf(`opcua server "plc": %s takes connections and does not answer: context deadline exceeded`, l.Addr()))
}

// A refused password is not tried again soon, neither by the feed nor by who
// reads and writes: accounts get locked.
func TestRefusedPasswordIsNotRepeated(t *testing.T) {
	s := newSham(t)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if _, ok := req.(*ua.ActivateSessionRequest); ok {
			return fault(ua.StatusBadUserAccessDenied), true
		}
		return nil, false
	}
	sink := newSeen()
	cfg := Config{Name: "plc", Endpoint: s.endpoint(), Username: "joe", Password: "guess", PlainPassword: true,
		Timeouts: Timeouts{RetryMin: time.Millisecond, RetryMax: time.Millisecond}}
	f := run(t, cfg, sink, Item{Path: "ns=1;s=A"})
	assert.ErrorContains(t, f.Await(context.Background()), "BadUserAccessDenied")
	sink.wait(t, "the refusal", func() bool { return len(sink.states) >= 2 })
	sink.mu.Lock()
	assert.Equal(t, time.Minute, sink.states[1].RetryIn)
	sink.mu.Unlock()
	for range 5 {
		_, err := f.Client().Read(context.Background(), []string{"ns=1;s=A"})
		require.ErrorContains(t, err, "BadUserAccessDenied")
	}
	s.mu.Lock()
	assert.Equal(t, 2, s.calls["ActivateSessionRequest"], "one by the feed, one by the client")
	s.mu.Unlock()

	cfg.Timeouts.RetryUser = 2 * time.Millisecond
	again := newSeen()
	run(t, cfg, again, Item{Path: "ns=1;s=A"})
	again.wait(t, "four attempts", func() bool { return len(again.states) >= 8 })
	var pauses []time.Duration
	again.mu.Lock()
	for _, st := range again.states[:8] {
		if st.Phase == Down {
			pauses = append(pauses, st.RetryIn)
		}
	}
	again.mu.Unlock()
	assert.Equal(t, []time.Duration{2e6, 4e6, 8e6, 16e6}, pauses)
}

// A refused tag that is refused again is no news.
func TestRefusedAgainIsToldOnce(t *testing.T) {
	s := newSham(t)
	tries := 0
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if _, ok := req.(*ua.CreateMonitoredItemsRequest); ok {
			s.mu.Lock()
			defer s.mu.Unlock()
			code := ua.StatusBadNodeIDUnknown
			if tries++; tries > 3 {
				code = ua.StatusBadOutOfService
			}
			return &ua.CreateMonitoredItemsResponse{ResponseHeader: header(0), Results: []*ua.MonitoredItemCreateResult{{StatusCode: code, FilterResult: ua.NewExtensionObject(nil)}}}, true
		}
		return nil, false
	}
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint(), Timeouts: Timeouts{RetryItem: time.Millisecond}}, sink, Item{Path: "ns=1;s=A"})
	await(t, f)
	sink.wait(t, "another reason", func() bool { return sink.last[0].Quality.Code == tags.BadDisabled })
	sink.mu.Lock()
	defer sink.mu.Unlock()
	require.Len(t, sink.changes, 2)
	assert.Equal(t, tags.BadNotFound, sink.changes[0].Quality.Code)
	assert.GreaterOrEqual(t, f.Counters().TagRetries, uint64(3))
}

func TestErrorsReadTheSame(t *testing.T) {
	for _, row := range []struct{ err, want string }{
		{"read tcp 127.0.0.1:53422->127.0.0.1:4840: read: connection reset by peer", "read tcp 127.0.0.1:4840: read: connection reset by peer"},
		{"write tcp [::1]:1->[fe80::2%eth0]:4840: i/o timeout", "write tcp [fe80::2%eth0]:4840: i/o timeout"},
		{"dial tcp 10.0.0.1:4840: connect: connection refused", "dial tcp 10.0.0.1:4840: connect: connection refused"},
	} {
		assert.Equal(t, row.want, Text(errors.New(row.err)))
	}
	assert.Empty(t, Text(nil))
}

func TestSilenceIsNoticed(t *testing.T) {
	s := newSham(t)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint(), Timeouts: Timeouts{Watchdog: 300 * time.Millisecond}}, sink, Item{Path: "ns=1;s=A"})
	await(t, f)
	s.publish(message(1, 1))
	sink.wait(t, "staleness", func() bool { return sink.last[0].Quality.Code == tags.BadStale && sink.last[0].Value.Float64() == 1 })
	assert.EqualValues(t, 1, f.Counters().WatchdogExpired)
}

func TestFewPublishRequestsAllowed(t *testing.T) {
	s := newSham(t)
	refused := 0
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, ok := req.(*ua.PublishRequest); ok && len(s.waiting) >= 1 {
			refused++
			return fault(ua.StatusBadTooManyPublishRequests), true
		}
		return nil, false
	}
	f, sink := shamFeed(t, s)
	s.until("two refusals", func() bool { return refused >= 2 })
	for n := uint32(1); n <= 5; n++ {
		s.publish(message(n, float64(n)))
	}
	sink.wait(t, "values", func() bool { return len(sink.values[0]) == 5 })
	assert.EqualValues(t, 1, f.Counters().Connects)
}

// All requests in flight are told that the subscription is gone, some of them
// after a new one exists; that one stays.
func TestSubscriptionGoneIsCreatedOnce(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	sink.wait(t, "a value", func() bool { return len(sink.values[0]) == 1 })
	var old []waitingPublish
	for i := 0; i < 3; i++ {
		old = append(old, s.takePublish())
	}
	gone := func(w waitingPublish) { w.c.respond(nil, w.id, fault(ua.StatusBadNoSubscription)) }
	gone(old[0])
	s.until("a new subscription", func() bool { return s.subs == 2 && len(s.items) == 2 })
	gone(old[1])
	gone(old[2])
	s.until("three requests for the new one", func() bool { return len(s.waiting) == 3 })
	s.publish(message(1, 9))
	sink.wait(t, "a value of the new one", func() bool { return len(sink.values[0]) == 2 })
	assert.EqualValues(t, 1, f.Counters().LostQueues)
	assert.EqualValues(t, 2, f.Counters().Created)
	assert.EqualValues(t, 1, f.Counters().Connects)
}

// One hostile or broken node makes one tag bad, not the feed.
func TestRefusedTagsAreNarrowedDown(t *testing.T) {
	s := newSham(t)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if r, ok := req.(*ua.CreateMonitoredItemsRequest); ok {
			if len(r.ItemsToCreate) > 40 {
				return fault(ua.StatusBadTooManyOperations), true
			}
			for _, it := range r.ItemsToCreate {
				if it.ItemToMonitor.NodeID.StringID() == "T77" {
					return fault(ua.StatusBadInternalError), true
				}
			}
		}
		return nil, false
	}
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint()}, sink, counterItems(200)...)
	await(t, f)
	c := f.Counters()
	assert.EqualValues(t, 1, c.BadTags)
	assert.EqualValues(t, 200, c.Tags)
	assert.NotZero(t, c.SmallerBatches)
	assert.LessOrEqual(t, s.largest, 40)
	assert.Len(t, s.items, 199)
	assert.Equal(t, "BadInternalError", sink.get(77).Status.String())
	assert.Equal(t, tags.LevelBad, sink.get(77).Quality.Code.Level())
}

func TestBadPathIsOneBadTag(t *testing.T) {
	s := newSham(t)
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint()}, sink, Item{Path: "what is this"}, Item{Path: "nsu=urn:elsewhere;i=1"}, Item{Path: "ns=1;s=A"})
	await(t, f)
	assert.Equal(t, tags.BadNotFound, sink.get(0).Quality.Code)
	assert.Equal(t, tags.BadNotFound, sink.get(1).Quality.Code)
	assert.EqualValues(t, 2, f.Counters().BadTags)
	_, err := f.Add(Item{Path: "ns=1;s=B", Group: "none"})
	assert.EqualError(t, err, `opcua server "plc": groups: tag "ns=1;s=B" is in group "none", which is not configured`)
}

func TestAddAndRemoveWhileRunning(t *testing.T) {
	s := newSham(t)
	deleted := make(chan []uint32, 1)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if r, ok := req.(*ua.DeleteMonitoredItemsRequest); ok {
			deleted <- r.MonitoredItemIDs
			return &ua.DeleteMonitoredItemsResponse{ResponseHeader: header(0), Results: make([]ua.StatusCode, len(r.MonitoredItemIDs))}, true
		}
		return nil, false
	}
	f, _ := shamFeed(t, s)
	h, err := f.Add(Item{Path: "ns=1;s=B"}, Item{Path: "ns=1;s=C"})
	require.NoError(t, err)
	assert.EqualValues(t, 1, h)
	s.until("the items", func() bool { return len(s.items) == 3 })
	f.Remove(0)
	assert.Equal(t, []uint32{1}, <-deleted)
	assert.EqualValues(t, 2, f.Counters().Tags)
}

// A tag that is removed while the server is asked for it is taken back there.
func TestRemoveWhileBeingCreated(t *testing.T) {
	s := newSham(t)
	asked, goOn, deleted := make(chan struct{}), make(chan struct{}), make(chan []uint32, 1)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		switch r := req.(type) {
		case *ua.CreateMonitoredItemsRequest:
			close(asked)
			<-goOn
		case *ua.DeleteMonitoredItemsRequest:
			deleted <- r.MonitoredItemIDs
			return &ua.DeleteMonitoredItemsResponse{ResponseHeader: header(0), Results: make([]ua.StatusCode, len(r.MonitoredItemIDs))}, true
		}
		return nil, false
	}
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint()}, newSeen(), counterItems(2)...)
	<-asked
	f.Remove(1)
	close(goOn)
	assert.Equal(t, []uint32{2}, <-deleted)
	assert.EqualValues(t, 1, f.Counters().Tags)
}

// Some servers hang up over a request that is too large for them: the next
// attempts ask for half as much.
func TestServerHangsUpOverALargeRequest(t *testing.T) {
	s := newSham(t)
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if r, ok := req.(*ua.CreateMonitoredItemsRequest); ok && len(r.ItemsToCreate) > 300 {
			c.c.Close()
			return nil, true
		}
		return nil, false
	}
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: s.endpoint(), Timeouts: Timeouts{RetryMin: time.Millisecond}}, sink, counterItems(1000)...)
	await(t, f)
	c := f.Counters()
	assert.EqualValues(t, 2, c.SmallerBatches)
	assert.Equal(t, 250, s.largest)
	assert.Zero(t, c.BadTags)
	s.mu.Lock()
	assert.Len(t, s.items, 1000)
	s.mu.Unlock()
}

// A message that can't be read is one lost message; only a server that sends
// nothing else is left.
func TestUnreadableMessage(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	s.publish(message(1, 1))
	s.PublishRaw(2, []byte{11, 1, 2}) // a value that ends in its middle
	s.publish(message(3, 3))
	sink.wait(t, "two values", func() bool { return len(sink.values[0]) == 2 })
	assert.Equal(t, []float64{1, 3}, floats(sink, 0))
	c := f.Counters()
	assert.EqualValues(t, 1, c.LostMessages)
	assert.EqualValues(t, 1, c.Connects)
	assert.Equal(t, 1, sink.ups())
}

// A password is not sent in clear over an open channel unless the configuration
// says so.
func TestPasswordInClear(t *testing.T) {
	s := newSham(t)
	var sent []string
	s.answer = func(c *shamConn, req ua.Request) (ua.Response, bool) {
		if r, ok := req.(*ua.ActivateSessionRequest); ok {
			if user, ok := r.UserIdentityToken.Value.(*ua.UserNameIdentityToken); ok {
				s.mu.Lock()
				sent = append(sent, string(user.Password))
				s.mu.Unlock()
			}
		}
		return nil, false
	}
	cfg := Config{Name: "plc", Endpoint: s.endpoint(), Username: "joe", Password: "secret"}
	read := func() error {
		c, err := NewClient(cfg)
		require.NoError(t, err)
		defer c.Close()
		_, err = c.Read(context.Background(), []string{"i=2258"})
		return err
	}
	assert.EqualError(t, read(), `opcua server "plc": password: the server takes it in clear text only: use a securityPolicy, or allow it with plainPassword: true`)
	s.mu.Lock()
	assert.Zero(t, s.calls["ActivateSessionRequest"])
	s.mu.Unlock()
	cfg.PlainPassword = true
	require.NoError(t, read())
	s.mu.Lock()
	assert.Equal(t, []string{"secret"}, sent)
	s.mu.Unlock()
}

// A known limit of gopcua: it reckons the end of a channel token by the server's
// clock, and forgets a channel whose token has the channel's own number. Where
// both come together the feed can't connect, and has to say why.
func TestTokenThatLooksExpired(t *testing.T) {
	s := newSham(t)
	s.createdAt = time.Now().Add(-48 * time.Hour)
	c, err := NewClient(Config{Name: "plc", Endpoint: s.endpoint(), Timeouts: Timeouts{Connect: 300 * time.Millisecond}})
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Read(context.Background(), []string{"ns=1;s=A"})
	assert.ErrorContains(t, err, "the channel reported: opcua: sechan: unable to find instance for SecureChannelID=1")
}

// A sink that is at work, or that adds tags itself, holds nothing up.
func TestAddWhileTheSinkIsAtWork(t *testing.T) {
	s := newSham(t)
	f, sink := shamFeed(t, s)
	block := make(chan struct{})
	sink.mu.Lock()
	sink.block = block
	sink.mu.Unlock()
	s.publish(message(1, 1))
	s.until("the sink to be called", f.delivers.Load)
	h, err := f.Add(Item{Path: "ns=1;s=B"})
	require.NoError(t, err)
	assert.EqualValues(t, 1, h)
	require.NoError(t, f.SetMonitoring("", true))
	f.Remove(h)
	sink.mu.Lock()
	sink.block = nil
	sink.mu.Unlock()
	close(block)
	s.until("the tag to be gone again", func() bool { return f.Counters().Tags == 1 })
}

func TestRefusedConnectionSaysWhy(t *testing.T) {
	sink := newSeen()
	f := run(t, Config{Name: "plc", Endpoint: "opc.tcp://127.0.0.1:1/x"}, sink, Item{Path: "ns=1;s=A"})
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	err := f.Await(ctx)
	require.ErrorContains(t, err, `opcua server "plc": dial tcp 127.0.0.1:1: connect: connection refused`)
	assert.Equal(t, tags.BadNotConnected, sink.get(0).Quality.Code)
	h, err := f.Add(Item{Path: "ns=1;s=B"})
	require.NoError(t, err)
	sink.wait(t, "a tag added meanwhile to be told", func() bool { return sink.last[h].Quality.Code == tags.BadNotConnected })
	told := 0
	for _, c := range sink.changes {
		if c.Handle == 0 {
			told++
		}
	}
	assert.Equal(t, 1, told, "once, however many attempts fail")
}

func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc/self/fd to count descriptors in")
	}
	return len(entries)
}

func TestNothingIsLeftBehind(t *testing.T) {
	s := newSham(t)
	once := func() {
		sink := newSeen()
		f, err := New(Config{Name: "plc", Endpoint: s.endpoint()}, sink)
		require.NoError(t, err)
		_, err = f.Add(Item{Path: "ns=1;s=A"})
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- f.Run(ctx) }()
		await(t, f)
		_, err = f.Client().Read(ctx, []string{"ns=1;s=A"})
		require.NoError(t, err)
		cancel()
		require.NoError(t, <-done)
		s.mu.Lock()
		s.waiting = nil
		s.mu.Unlock()
	}
	once()
	settled := func(read func() int, want int) int {
		n := read()
		for i := 0; i < 200 && n > want; i++ {
			time.Sleep(10 * time.Millisecond)
			n = read()
		}
		return n
	}
	files, routines := openFiles(t), runtime.NumGoroutine()
	for i := 0; i < 100; i++ {
		once()
	}
	refused, err := NewClient(Config{Endpoint: "opc.tcp://127.0.0.1:1/x"})
	require.NoError(t, err)
	for i := 0; i < 100; i++ {
		_, err := refused.Read(context.Background(), []string{"i=2258"})
		require.Error(t, err)
	}
	assert.LessOrEqual(t, settled(func() int { return openFiles(t) }, files), files, "descriptors")
	assert.LessOrEqual(t, settled(runtime.NumGoroutine, routines), routines, "goroutines")
}

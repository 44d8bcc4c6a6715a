package opcua

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"
	"github.com/gopcua/opcua/uasc"

	"dryfire/tags"
)

// subscription is the client's side of one subscription: what has been
// received of it, in its numbering. Its fields are guarded by Feed.mu.
type subscription struct {
	group    int
	id       uint32 // 0: the server has none
	birth    uint64 // Feed.births when it was created
	interval time.Duration
	silence  time.Duration

	last    uint32                             // number of the last message delivered
	pending map[uint32]*ua.NotificationMessage // arrived before their turn
	next    uint32                             // from a keep-alive: the number the server will use next; 0 if none
	gapAt   time.Time                          // since when a message is missing; zero if none is
	moved   bool                               // the server says that another session has it now
	quiet   uint64                             // answers after which the server had nothing more to send
}

// after reports whether message number a comes after b; numbers wrap.
func after(a, b uint32) bool { return int32(a-b) > 0 }

// following returns the number after n; 0 is never used (Part 4, 7.26).
func following(n uint32) uint32 {
	if n++; n == 0 {
		n = 1
	}
	return n
}

// Answers to requests in flight together reach us through goroutines in any
// order, so a hole in the numbering is a loss only once it has lasted.
const (
	gapPatience    = 150 * time.Millisecond
	maxRepublish   = 1000 // messages asked for one by one; of a larger hole the rest is counted as lost
	notifyPerReply = 10000
)

// publish keeps one publish request in flight.
func (f *Feed) publish(ctx context.Context, cancel context.CancelCauseFunc, l *link) {
	bad := 0 // messages in a row that could not be read
	for ctx.Err() == nil {
		f.mu.Lock()
		for len(f.byID) == 0 && ctx.Err() == nil {
			f.ready.Wait()
		}
		acks, births := f.acks, f.births
		f.acks = nil
		f.mu.Unlock()
		if ctx.Err() != nil {
			return
		}
		if f.asked.Add(1) == 1 {
			f.heard.Store(time.Now().UnixNano())
		}
		res, err := send[*ua.PublishResponse](ctx, l, &ua.PublishRequest{SubscriptionAcknowledgements: acks}, uasc.MaxTimeout)
		f.asked.Add(-1)
		if err == nil {
			now := time.Now()
			bad = 0
			f.heard.Store(now.UnixNano())
			f.accept(res, now)
			continue
		}
		if ctx.Err() != nil {
			return
		}
		f.mu.Lock()
		f.acks = append(f.acks, acks...)
		f.mu.Unlock()
		code, ok := serviceStatus(err)
		switch {
		case errors.Is(err, io.EOF):
			cancel(fmt.Errorf("opcua server %q: %w", f.set.Name, ending(err)))
			return
		case ok && code == ua.StatusBadTooManyPublishRequests:
			if f.allowed.Add(-1) > 0 {
				return
			}
			f.allowed.Store(1)
			pauseFor(ctx, 100*time.Millisecond)
		case ok && (code == ua.StatusBadTimeout || code == ua.StatusBadRequestTimeout):
		case ok && code == ua.StatusBadNoSubscription:
			if err := l.alive(ctx); err != nil {
				cancel(fmt.Errorf("opcua server %q: %w", f.set.Name, err))
				return
			}
			f.mu.Lock()
			for _, s := range f.subs {
				if s.birth <= births { // the answer is none about what was created since
					f.vanished(s)
				}
			}
			f.mu.Unlock()
		case unreadable(err) && bad < maxUnreadable:
			// One message that can't be read: its number is missing now and will be
			// asked for again, then counted.
			bad++
			f.wake()
			pauseFor(ctx, 10*time.Millisecond)
		default:
			cancel(fmt.Errorf("opcua server %q: %w", f.set.Name, ending(err)))
			return
		}
	}
}

const maxUnreadable = 10

// unreadable reports whether an error is about the bytes of one answer and not
// about the connection that brought them.
func unreadable(err error) bool {
	if code, ok := serviceStatus(err); ok {
		return code == ua.StatusBadEncodingLimitsExceeded || code == ua.StatusBadDecodingError || code == ua.StatusBadResponseTooLarge
	}
	var network net.Error
	return !errors.As(err, &network) && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed)
}

// alive asks whether the session still exists. A server that ends one also says
// that it has no subscriptions, or that they have moved; then the session's end
// is what counts, since the subscriptions may be had back by the next one.
func (l *link) alive(ctx context.Context) error {
	_, err := l.read(ctx, []*ua.ReadValueID{readValueID(ua.NewNumericNodeID(0, id.Server_ServerStatus_State), ua.AttributeIDValue)}, &batch{n: 1})
	return err
}

// checkMoved creates anew what another session has taken over.
func (f *Feed) checkMoved(ctx context.Context, l *link) error {
	for _, s := range f.subs {
		f.mu.Lock()
		moved := s.moved
		f.mu.Unlock()
		if !moved {
			continue
		}
		if err := l.alive(ctx); err != nil {
			return err
		}
		f.mu.Lock()
		f.vanished(s)
		f.mu.Unlock()
	}
	return nil
}

func pauseFor(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// accept takes an answer to a publish request.
func (f *Feed) accept(res *ua.PublishResponse, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count.lastMessage.Store(now.UnixNano())
	s, m := f.byID[res.SubscriptionID], res.NotificationMessage
	if s == nil || m == nil {
		return // of a subscription that has been given up
	}
	if !res.MoreNotifications {
		s.quiet++
	}
	if len(m.NotificationData) == 0 {
		f.count.keepAlives.Add(1)
		s.next = m.SequenceNumber
		if after(s.next, following(s.last)) && s.gapAt.IsZero() {
			s.gapAt = now
			f.wake()
		}
		return
	}
	f.take(s, m, now)
	f.flush(now)
	f.heard.Store(time.Now().UnixNano()) // time in the sink is no silence
}

// take puts a message in its place and delivers what is complete.
func (f *Feed) take(s *subscription, m *ua.NotificationMessage, now time.Time) {
	if !after(m.SequenceNumber, s.last) || s.pending[m.SequenceNumber] != nil {
		f.count.duplicates.Add(1)
		f.ack(s, m.SequenceNumber)
		return
	}
	s.pending[m.SequenceNumber] = m
	id := s.id
	for s.id == id {
		next := following(s.last)
		m := s.pending[next]
		if m == nil {
			break
		}
		delete(s.pending, next)
		s.last = next
		f.ack(s, next)
		f.deliver(s, m, now)
	}
	switch {
	case len(s.pending) == 0:
		s.gapAt = time.Time{}
	case s.gapAt.IsZero():
		s.gapAt = now
		f.wake()
	}
}

func (f *Feed) ack(s *subscription, number uint32) {
	f.acks = append(f.acks, &ua.SubscriptionAcknowledgement{SubscriptionID: s.id, SequenceNumber: number})
}

func (f *Feed) deliver(s *subscription, m *ua.NotificationMessage, now time.Time) {
	for _, d := range m.NotificationData {
		if d == nil {
			continue
		}
		switch n := d.Value.(type) {
		case *ua.DataChangeNotification:
			f.count.publishes.Add(1)
			f.count.values.Add(uint64(len(n.MonitoredItems)))
			for _, v := range n.MonitoredItems {
				if int(v.ClientHandle) >= len(f.items) {
					continue
				}
				it := &f.items[v.ClientHandle]
				if it.group != int32(s.group) || it.state == itemRemoved {
					continue
				}
				f.emit(now, f.change(it, Handle(v.ClientHandle), v.Value))
			}
		case *ua.StatusChangeNotification:
			if n.Status == ua.StatusGoodSubscriptionTransferred {
				s.moved = true
				f.wake()
				continue
			}
			f.vanished(s)
		}
	}
}

// change turns a data value into the change that it is; f.mu is held.
func (f *Feed) change(it *item, h Handle, v *ua.DataValue) Change {
	c := Change{Handle: h, Status: Status(v.Status), Source: exact(v.SourceTimestamp), Server: exact(v.ServerTimestamp)}
	c.Quality = c.Status.Quality()
	if v.Has(ua.DataValueValue) {
		value, err := fromVariant(variantOf(v), f.client.structs)
		if err != nil {
			c.Quality = tags.QualityOf(tags.BadUnsupported).WithDiagnostic(err.Error())
			c.Status = Status(ua.StatusBadDataTypeIDUnknown)
			if errors.Is(err, errTooDeep) {
				c.Status = Status(ua.StatusBadEncodingLimitsExceeded)
			} else if f.client.structs.unknown(variantOf(v)) != nil && len(f.puzzle) < maxBatch {
				f.puzzle = append(f.puzzle, h)
				f.wake()
			}
		}
		c.Value = value
	} else if !c.Status.Good() {
		c.Keep = true // a bad status without a value takes no value away
	}
	if c.Status.Overflow() {
		c.Overflow = true
		f.count.overflows.Add(1)
	}
	if !it.seen && !c.Keep {
		it.seen, c.Initial = true, true
	}
	it.fresh, it.lost, it.refused = true, 0, 0
	return c
}

func exact(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return exactTime(t)
}

// vanished marks a subscription that the server no longer has, to be created
// anew, and its tags stale until then; f.mu is held.
func (f *Feed) vanished(s *subscription) {
	if s.id == 0 {
		return
	}
	f.count.lostQueues.Add(1)
	f.drop(s)
	now := time.Now()
	for h := range f.items {
		if it := &f.items[h]; it.group == int32(s.group) && it.state == itemIdle {
			it.lost, it.refused = tags.BadStale, 0
			f.emit(now, Change{Handle: Handle(h), Keep: true, Quality: tags.QualityOf(tags.BadStale), Status: Status(ua.StatusBadSubscriptionIDInvalid)})
		}
	}
	f.flush(now)
	f.wake()
}

// drop forgets a subscription and what was monitored in it; f.mu is held.
func (f *Feed) drop(s *subscription) {
	delete(f.byID, s.id)
	keep := f.acks[:0]
	for _, a := range f.acks {
		if a.SubscriptionID != s.id {
			keep = append(keep, a)
		}
	}
	f.acks = keep
	gone := f.gone[:0]
	for _, r := range f.gone {
		if r.sub != s {
			gone = append(gone, r)
		}
	}
	f.gone = gone
	*s = subscription{group: s.group}
	for h := range f.items {
		it := &f.items[h]
		if it.group == int32(s.group) && it.state == itemActive {
			it.state, it.id, it.fresh, it.node = itemIdle, 0, false, nil
		}
	}
	f.dirty = true
}

func (f *Feed) forget(subs []*subscription) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range subs {
		f.count.lostQueues.Add(1)
		f.drop(s)
	}
}

// transfer moves the subscriptions to the link's new session. Those that the
// server no longer has, or will not move, are forgotten; ok tells whether any
// was moved.
func (f *Feed) transfer(ctx context.Context, l *link, have []*subscription) (ok bool, err error) {
	ids := make([]uint32, len(have))
	f.mu.Lock()
	for i, s := range have {
		ids[i] = s.id
	}
	f.mu.Unlock()
	res, err := send[*ua.TransferSubscriptionsResponse](ctx, l, &ua.TransferSubscriptionsRequest{SubscriptionIDs: ids}, f.set.Timeouts.Request)
	if err != nil {
		if _, isStatus := serviceStatus(err); !isStatus || errors.Is(err, ua.StatusBadTimeout) {
			return false, fmt.Errorf("transferring subscriptions: %w", err)
		}
		f.forget(have)
		return false, nil
	}
	for i, s := range have {
		if i >= len(res.Results) || Status(res.Results[i].StatusCode)>>31 != 0 {
			f.forget([]*subscription{s})
			continue
		}
		f.mu.Lock()
		s.moved = false
		f.mu.Unlock()
		ok = true
	}
	return ok, nil
}

// recover asks for the messages that the server sent and we did not get, some
// at a time, until it has no more.
func (f *Feed) recover(ctx context.Context, l *link, s *subscription) error {
	const together = 8
	for asked := 0; asked < maxRepublish; asked += together {
		f.mu.Lock()
		id, number := s.id, s.last
		var numbers []uint32
		for len(numbers) < together {
			if number = following(number); s.pending[number] == nil {
				numbers = append(numbers, number)
			}
		}
		f.mu.Unlock()
		if id == 0 {
			return nil
		}
		messages, err := f.republishAll(ctx, l, id, numbers)
		if err != nil {
			return err
		}
		now := time.Now()
		f.mu.Lock()
		for _, m := range messages {
			if m != nil && s.id == id {
				f.take(s, m, now)
			}
		}
		f.flush(now)
		f.mu.Unlock()
		if messages[together-1] == nil {
			return nil // a hole before the last is filled, or counted, once the link is up
		}
	}
	return nil
}

// republishAll asks for several messages at once; those that the server does
// not have are nil.
func (f *Feed) republishAll(ctx context.Context, l *link, id uint32, numbers []uint32) ([]*ua.NotificationMessage, error) {
	messages, errs := make([]*ua.NotificationMessage, len(numbers)), make([]error, len(numbers))
	var wg sync.WaitGroup
	for i, n := range numbers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			messages[i], errs[i] = f.republish(ctx, l, id, n)
		}()
	}
	wg.Wait()
	return messages, errors.Join(errs...)
}

// republish asks for one message; nil without an error means that the server
// does not have it.
func (f *Feed) republish(ctx context.Context, l *link, id, number uint32) (*ua.NotificationMessage, error) {
	res, err := send[*ua.RepublishResponse](ctx, l, &ua.RepublishRequest{SubscriptionID: id, RetransmitSequenceNumber: number}, f.set.Timeouts.Request)
	if err == nil {
		if res.NotificationMessage == nil || res.NotificationMessage.SequenceNumber != number || len(res.NotificationMessage.NotificationData) == 0 {
			return nil, nil
		}
		f.count.republished.Add(1)
		return res.NotificationMessage, nil
	}
	code, ok := serviceStatus(err)
	switch {
	case ok && (code == ua.StatusBadSubscriptionIDInvalid || code == ua.StatusBadNoSubscription):
		f.mu.Lock()
		if s := f.byID[id]; s != nil {
			f.vanished(s)
		}
		f.mu.Unlock()
		return nil, nil
	case ok && code != ua.StatusBadTimeout && code != ua.StatusBadSessionIDInvalid && code != ua.StatusBadSessionClosed:
		return nil, nil // BadMessageNotAvailable, or a server that can't republish
	}
	return nil, fmt.Errorf("asking for message %d again: %w", number, err)
}

// fill asks for the messages that have been missing for too long, counts those
// that the server no longer has, and delivers what waited for them. It returns
// when to look again; zero means not before it is woken.
func (f *Feed) fill(ctx context.Context, l *link) (time.Duration, error) {
	var again time.Duration
	for _, s := range f.subs {
		f.mu.Lock()
		id, due := s.id, s.gapAt
		if id == 0 || due.IsZero() {
			f.mu.Unlock()
			continue
		}
		if wait := gapPatience - time.Since(due); wait > 0 {
			if again == 0 || wait < again {
				again = wait
			}
			f.mu.Unlock()
			continue
		}
		missing := s.missing()
		f.mu.Unlock()
		f.count.gaps.Add(1)
		for i, number := range missing {
			var m *ua.NotificationMessage
			if i < maxRepublish {
				var err error
				if m, err = f.republish(ctx, l, id, number); err != nil {
					return 0, err
				}
			}
			f.mu.Lock()
			if s.id != id {
				f.mu.Unlock()
				break
			}
			now := time.Now()
			if m == nil {
				f.count.lost.Add(1)
				m = &ua.NotificationMessage{SequenceNumber: number} // holds its place; carries nothing
			}
			f.take(s, m, now)
			f.flush(now)
			f.mu.Unlock()
		}
		f.mu.Lock()
		if s.id == id {
			s.gapAt, s.next = time.Time{}, 0
			if len(s.pending) > 0 { // more arrived, with another hole
				s.gapAt = time.Now()
				again = gapPatience
			}
		}
		f.mu.Unlock()
	}
	return again, nil
}

// missing returns the numbers of the messages that are known to exist and have
// not arrived; f.mu is held.
func (s *subscription) missing() (numbers []uint32) {
	end := s.last
	for n := range s.pending {
		if after(n, end) {
			end = n
		}
	}
	if s.next != 0 && after(s.next-1, end) {
		end = s.next - 1
	}
	for n := following(s.last); !after(n, end) && len(numbers) < 100*maxRepublish; n = following(n) {
		if s.pending[n] == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// refresh restores, after a recovery, the tags whose values did not change
// meanwhile and which the server therefore does not report. It waits until the
// server's queues have been emptied, reads those tags over the second session,
// and takes a value only if the subscription brought none while a change could
// still have been on its way.
func (f *Feed) refresh(ctx context.Context) {
	start := map[*subscription]uint64{}
	f.mu.Lock()
	var settle time.Duration
	for _, s := range f.subs {
		if s.id != 0 {
			start[s] = s.quiet
			settle = max(settle, 2*s.interval)
		}
	}
	f.mu.Unlock()
	for drained := false; !drained; {
		pauseFor(ctx, 20*time.Millisecond)
		if ctx.Err() != nil {
			return
		}
		f.mu.Lock()
		drained = true
		for _, s := range f.subs {
			if from, ok := start[s]; ok && s.id != 0 && s.quiet == from {
				drained = false
			}
		}
		f.mu.Unlock()
	}
	for ctx.Err() == nil {
		var handles []Handle
		var nodes []*ua.ReadValueID
		f.mu.Lock()
		for h := range f.items {
			it := &f.items[h]
			if it.state == itemActive && it.on && !it.fresh && it.node != nil {
				handles = append(handles, Handle(h))
				nodes = append(nodes, readValueID(it.node, ua.AttributeIDValue))
			}
		}
		f.mu.Unlock()
		if len(handles) == 0 {
			return
		}
		values, err := f.client.read(ctx, nodes)
		if err != nil {
			pauseFor(ctx, time.Second) // the tags stay as they are, and are asked for again
			continue
		}
		pauseFor(ctx, max(settle, 100*time.Millisecond))
		now := time.Now()
		f.mu.Lock()
		if ctx.Err() == nil {
			for i, h := range handles {
				it := &f.items[h]
				if it.state == itemActive && !it.fresh {
					f.emit(now, f.change(it, h, values[i]))
				}
			}
			f.flush(now)
		}
		f.mu.Unlock()
		return
	}
}

// solve learns the structure types that have come up and reads their tags
// again, over the second session. What a server does not describe stays
// Bad_Unsupported.
func (f *Feed) solve(ctx context.Context) {
	f.mu.Lock()
	handles := f.puzzle
	f.puzzle = nil
	var nodes []*ua.ReadValueID
	for _, h := range handles {
		if it := &f.items[h]; it.node != nil {
			nodes = append(nodes, readValueID(it.node, ua.AttributeIDValue))
		} else {
			nodes = append(nodes, readValueID(ua.NewTwoByteNodeID(0), ua.AttributeIDValue))
		}
	}
	f.mu.Unlock()
	if len(handles) == 0 {
		return
	}
	values, err := f.client.read(ctx, nodes)
	if err != nil {
		return
	}
	learned, err := f.client.learnStructures(ctx, values)
	if err != nil || !learned {
		return
	}
	if values, err = f.client.read(ctx, nodes); err != nil {
		return
	}
	now := time.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, h := range handles {
		it := &f.items[h]
		if it.state != itemActive || f.client.structs.unknown(variantOf(values[i])) != nil {
			continue
		}
		f.emit(now, f.change(it, h, values[i]))
	}
	f.flush(now)
}

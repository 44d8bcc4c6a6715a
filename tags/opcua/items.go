package opcua

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

type itemState uint8

const (
	itemIdle    itemState = iota // to be created
	itemActive                   // the server monitors it
	itemRefused                  // the server refused it; it is tried again later
	itemRemoved
)

// item is one tag; its handle is its index in Feed.items.
type item struct {
	path    string
	node    *ua.NodeID
	retryAt time.Time
	id      uint32 // the server's number of the monitored item
	group   int32
	state   itemState
	retries uint8
	on      bool             // it is being monitored: its group is active
	fresh   bool             // its value is current
	seen    bool             // it has had a value since the feed has been running
	bare    bool             // the server refused its deadband
	refused Status           // with which it was refused and told of last; 0 if it has been told something else since
	lost    tags.QualityCode // what it was told last about the connection; 0 is nothing since its last value
}

func (it *item) sub(f *Feed) *subscription { return f.subs[it.group] }

type removal struct {
	sub *subscription
	id  uint32
}

// supervise does what comes up while the link lives: new, removed and refused
// tags, holes in the numbering, groups switched on and off.
func (f *Feed) supervise(ctx context.Context, l *link) error {
	for {
		wait, err := f.fill(ctx, l)
		if err != nil {
			return err
		}
		if retry := f.nextRetry(); retry > 0 && (wait == 0 || retry < wait) {
			wait = retry
		}
		var timer <-chan time.Time
		if wait > 0 {
			timer = time.After(wait)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-f.kick:
		case <-timer:
		}
		if err := f.checkMoved(ctx, l); err != nil {
			return err
		}
		if err := f.sync(ctx, l); err != nil {
			return err
		}
		f.solve(ctx)
	}
}

// nextRetry returns how long it is until a refused tag is due; 0 means none is.
func (f *Feed) nextRetry() time.Duration {
	if f.count.bad.Load() <= 0 {
		return 0
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var first time.Time
	for h := range f.items {
		it := &f.items[h]
		if it.state == itemRefused && (first.IsZero() || it.retryAt.Before(first)) {
			first = it.retryAt
		}
	}
	if first.IsZero() {
		return 0
	}
	f.dirty = true
	return max(time.Until(first), time.Millisecond)
}

// sync makes the server's subscriptions what they should be. Its error ends
// the link; a refusal of a tag or a group does not.
func (f *Feed) sync(ctx context.Context, l *link) error {
	for {
		f.mu.Lock()
		f.answerAsks()
		if !f.dirty {
			f.mu.Unlock()
			return nil
		}
		f.dirty = false
		gone := f.gone
		f.gone = nil
		f.mu.Unlock()
		if err := f.deleteItems(ctx, l, gone); err != nil {
			return err
		}
		for _, s := range f.subs {
			if err := f.createItems(ctx, l, s); err != nil {
				return err
			}
			if err := f.switchItems(ctx, l, s); err != nil {
				return err
			}
		}
	}
}

// fatal reports whether an error is about the link and not about what was asked.
func fatal(err error) bool {
	code, ok := serviceStatus(err)
	if !ok {
		return true
	}
	switch code {
	case ua.StatusBadTimeout, ua.StatusBadSessionIDInvalid, ua.StatusBadSessionClosed, ua.StatusBadSessionNotActivated,
		ua.StatusBadSecureChannelIDInvalid, ua.StatusBadSecureChannelClosed, ua.StatusBadConnectionClosed,
		ua.StatusBadShutdown, ua.StatusBadServerHalted:
		return true
	}
	return false
}

// due lists the tags of a group that are to be created now.
func (f *Feed) due(group int) []Handle {
	now := time.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	var due []Handle
	for h := range f.items {
		it := &f.items[h]
		if it.group != int32(group) {
			continue
		}
		if it.state == itemRefused && !it.retryAt.After(now) {
			f.count.tagRetries.Add(1)
			f.count.bad.Add(-1)
			it.state = itemIdle
		}
		if it.state == itemIdle {
			due = append(due, Handle(h))
		}
	}
	return due
}

func (f *Feed) createItems(ctx context.Context, l *link, s *subscription) error {
	due := f.due(s.group)
	if len(due) == 0 {
		return nil
	}
	f.mu.Lock()
	subscribed := s.id != 0
	f.mu.Unlock()
	if !subscribed {
		if err := f.subscribe(ctx, l, s); err != nil {
			if fatal(err) {
				return err
			}
			f.mu.Lock()
			f.refuse(due, statusOf(err))
			f.mu.Unlock()
			return nil
		}
	}
	ready := due[:0]
	f.mu.Lock()
	for _, h := range due {
		it := &f.items[h]
		node, err := f.ns.resolve(it.path)
		if err != nil {
			quality := tags.QualityOf(tags.BadNotFound)
			var bad *PathError
			if errors.As(err, &bad) {
				quality = quality.WithDiagnostic(strings.ReplaceAll(bad.Reason, `"`, "'")) // a quality is shown with its diagnostic in quotes
			}
			f.refuseWith([]Handle{h}, Status(ua.StatusBadNodeIDUnknown), quality)
			continue
		}
		it.node = node
		ready = append(ready, h)
	}
	f.mu.Unlock()
	for len(ready) > 0 {
		n := min(len(ready), f.create.size())
		if err := f.createBatch(ctx, l, s, ready[:n]); err != nil {
			if errors.Is(err, io.EOF) && n > 100 && ctx.Err() == nil {
				// Some servers answer a request that is too large for them by
				// hanging up.
				f.create.halve(n)
				f.count.smaller.Add(1)
			}
			if f.create.shrink(err, n) {
				f.count.smaller.Add(1)
				continue
			}
			return err
		}
		ready = ready[n:]
	}
	return nil
}

// createBatch creates the items in one request. A refusal of the request as a
// whole is narrowed down to the tags that cause it.
func (f *Feed) createBatch(ctx context.Context, l *link, s *subscription, handles []Handle) error {
	g := &f.set.Groups[s.group]
	req := &ua.CreateMonitoredItemsRequest{TimestampsToReturn: ua.TimestampsToReturnBoth}
	f.mu.Lock()
	req.SubscriptionID = s.id
	on := f.active[s.group]
	mode := ua.MonitoringModeReporting
	if !on {
		mode = ua.MonitoringModeDisabled
	}
	for _, h := range handles {
		it := &f.items[h]
		req.ItemsToCreate = append(req.ItemsToCreate, &ua.MonitoredItemCreateRequest{
			ItemToMonitor:  readValueID(it.node, ua.AttributeIDValue),
			MonitoringMode: mode,
			RequestedParameters: &ua.MonitoringParameters{ClientHandle: uint32(h), SamplingInterval: max(0, milliseconds(g.SamplingInterval)),
				QueueSize: g.QueueSize, DiscardOldest: true, Filter: g.filter(it.bare)},
		})
	}
	f.mu.Unlock()
	if req.SubscriptionID == 0 {
		return nil // vanished meanwhile; sync comes back to these tags
	}
	res, err := send[*ua.CreateMonitoredItemsResponse](ctx, l, req, f.set.Timeouts.Request)
	if err == nil && len(res.Results) != len(handles) {
		err = fmt.Errorf("creating monitored items: got %d results, want %d", len(res.Results), len(handles))
	}
	if err != nil {
		code, _ := serviceStatus(err)
		switch {
		case fatal(err):
			return err
		case code == ua.StatusBadSubscriptionIDInvalid:
			f.mu.Lock()
			f.vanished(s)
			f.mu.Unlock()
			return nil
		case len(handles) == 1:
			f.mu.Lock()
			f.refuse(handles, statusOf(err))
			f.mu.Unlock()
			return nil
		case (&batch{}).shrink(err, len(handles)):
			return err
		}
		half := len(handles) / 2
		if err := f.createBatch(ctx, l, s, handles[:half]); err != nil {
			return err
		}
		return f.createBatch(ctx, l, s, handles[half:])
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if s.id != req.SubscriptionID {
		return nil
	}
	for i, r := range res.Results {
		h := handles[i]
		it := &f.items[h]
		switch { // a removal meanwhile has been queued and comes after this
		case Status(r.StatusCode)>>31 == 0:
			it.state, it.id, it.on, it.retries = itemActive, r.MonitoredItemID, on, 0
		case !it.bare && g.Deadband.Value != 0 && filterRefused(r.StatusCode):
			it.bare, f.dirty = true, true
			if f.count.filters.Add(1) == 1 {
				f.noteLocked(fmt.Sprintf("the server takes no deadband for some tags, the first of them %s (%s): all their changes are reported", it.path, Status(r.StatusCode)))
			}
		default:
			f.refuse([]Handle{h}, Status(r.StatusCode))
		}
	}
	return nil
}

func filterRefused(code ua.StatusCode) bool {
	switch code {
	case ua.StatusBadFilterNotAllowed, ua.StatusBadMonitoredItemFilterUnsupported, ua.StatusBadMonitoredItemFilterInvalid,
		ua.StatusBadDeadbandFilterInvalid:
		return true
	}
	return false
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (g *Group) filter(bare bool) *ua.ExtensionObject {
	if bare || g.Deadband.Value == 0 {
		return nil
	}
	kind := ua.DeadbandTypeAbsolute
	if g.Deadband.Percent {
		kind = ua.DeadbandTypePercent
	}
	return &ua.ExtensionObject{
		TypeID:       ua.NewFourByteExpandedNodeID(0, id.DataChangeFilter_Encoding_DefaultBinary),
		EncodingMask: ua.ExtensionObjectBinary,
		Value:        &ua.DataChangeFilter{Trigger: ua.DataChangeTriggerStatusValue, DeadbandType: uint32(kind), DeadbandValue: g.Deadband.Value},
	}
}

// refuse makes tags bad and has them tried again later; f.mu is held.
func (f *Feed) refuse(handles []Handle, status Status) {
	f.refuseWith(handles, status, status.Quality())
}

func (f *Feed) refuseWith(handles []Handle, status Status, quality tags.Quality) {
	now := time.Now()
	for _, h := range handles {
		it := &f.items[h]
		if it.state != itemIdle {
			continue
		}
		pause := min(f.set.Timeouts.RetryItem<<min(it.retries, 8), max(time.Minute, f.set.Timeouts.RetryItem))
		it.state, it.fresh, it.lost, it.retryAt = itemRefused, false, 0, now.Add(pause)
		if it.retries < 255 {
			it.retries++
		}
		f.count.bad.Add(1)
		if it.refused == status {
			continue // nothing that anybody does not know
		}
		it.refused = status
		f.emit(now, Change{Handle: h, Keep: true, Refused: true, Quality: quality, Status: status})
	}
	f.flush(now)
}

// subscribe creates the group's subscription.
func (f *Feed) subscribe(ctx context.Context, l *link, s *subscription) error {
	g := &f.set.Groups[s.group]
	keep, life, _ := f.set.Timeouts.keepAlive(g.PublishingInterval)
	res, err := send[*ua.CreateSubscriptionResponse](ctx, l, &ua.CreateSubscriptionRequest{
		RequestedPublishingInterval: milliseconds(g.PublishingInterval), RequestedLifetimeCount: life, RequestedMaxKeepAliveCount: keep,
		MaxNotificationsPerPublish: notifyPerReply, PublishingEnabled: true,
	}, f.set.Timeouts.Request)
	if err != nil {
		return fmt.Errorf("creating a subscription: %w", err)
	}
	f.count.created.Add(1)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.births++
	s.birth = f.births
	s.id, s.last, s.next, s.pending = res.SubscriptionID, 0, 0, map[uint32]*ua.NotificationMessage{}
	s.interval = time.Duration(res.RevisedPublishingInterval * float64(time.Millisecond))
	alive := time.Duration(max(1, res.RevisedMaxKeepAliveCount)) * s.interval
	if s.silence = f.set.Timeouts.Watchdog; s.silence == 0 {
		s.silence = max(3*alive, 2*time.Second)
	}
	f.byID[s.id] = s
	f.ready.Broadcast()
	return nil
}

func (f *Feed) deleteItems(ctx context.Context, l *link, gone []removal) error {
	for _, s := range f.subs {
		var ids []uint32
		for _, r := range gone {
			if r.sub == s {
				ids = append(ids, r.id)
			}
		}
		for len(ids) > 0 {
			f.mu.Lock()
			sub := s.id
			f.mu.Unlock()
			if sub == 0 {
				break
			}
			n := min(len(ids), f.create.size())
			_, err := send[*ua.DeleteMonitoredItemsResponse](ctx, l, &ua.DeleteMonitoredItemsRequest{SubscriptionID: sub, MonitoredItemIDs: ids[:n]},
				f.set.Timeouts.Request)
			if err != nil {
				if fatal(err) {
					return fmt.Errorf("deleting monitored items: %w", err)
				}
				if f.create.shrink(err, n) {
					f.count.smaller.Add(1)
					continue
				}
			}
			ids = ids[n:]
		}
	}
	return nil
}

// switchItems sets the monitoring mode of tags whose group was switched.
func (f *Feed) switchItems(ctx context.Context, l *link, s *subscription) error {
	f.mu.Lock()
	on, sub := f.active[s.group], s.id
	var handles []Handle
	var ids []uint32
	for h := range f.items {
		if it := &f.items[h]; it.group == int32(s.group) && it.state == itemActive && it.on != on {
			handles, ids = append(handles, Handle(h)), append(ids, it.id)
		}
	}
	f.mu.Unlock()
	mode := ua.MonitoringModeReporting
	if !on {
		mode = ua.MonitoringModeDisabled
	}
	for len(ids) > 0 && sub != 0 {
		n := min(len(ids), f.create.size())
		res, err := send[*ua.SetMonitoringModeResponse](ctx, l, &ua.SetMonitoringModeRequest{SubscriptionID: sub, MonitoringMode: mode,
			MonitoredItemIDs: ids[:n]}, f.set.Timeouts.Request)
		if err != nil {
			if f.create.shrink(err, n) {
				f.count.smaller.Add(1)
				continue
			}
			if fatal(err) {
				return fmt.Errorf("setting the monitoring mode: %w", err)
			}
			f.mu.Lock()
			f.vanished(s) // a server that can't switch gets new items in the right mode
			f.mu.Unlock()
			return nil
		}
		f.mu.Lock()
		for i, h := range handles[:n] {
			if i < len(res.Results) && Status(res.Results[i])>>31 == 0 && f.items[h].id == ids[i] {
				f.items[h].on = on
			}
		}
		f.mu.Unlock()
		ids, handles = ids[n:], handles[n:]
	}
	return nil
}

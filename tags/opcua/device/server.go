package device

// The server's side of OPC UA as far as a client of a small PLC needs it:
// sessions that can be taken up again on a new channel, reading, writing and
// browsing, and subscriptions with sampling, queues, deadband, keep-alives,
// republishing and transfer. Policy None, anonymous users.
//
// Requests are small: anything above maxRequest is refused before it is decoded,
// which also keeps deeply nested variants from exhausting the stack.

import (
	"encoding/binary"
	"io"
	"maps"
	"math"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"
)

const (
	maxRequest  = 256 << 10
	chunkSize   = 60000
	maxOps      = 5000 // operations in one request
	maxSessions = 100
	maxItems    = 100000 // monitored items of one session
	notifyMax   = 5000   // notifications in one message
	keepSent    = 200    // messages kept for Republish
)

type conn struct {
	d     *Device
	c     net.Conn
	write sync.Mutex
	seq   uint32
}

type session struct {
	token   uint32
	last    time.Time
	timeout time.Duration
	conn    *conn
	publish []publishRequest
	items   int
	browses map[uint32][]*ua.ReferenceDescription // by continuation point
}

type publishRequest struct {
	c  *conn
	id uint32
}

type subscription struct {
	id       uint32
	ses      *session
	interval time.Duration
	keep     uint32
	life     uint32
	max      int
	enabled  bool
	due      time.Time
	idle     uint32 // intervals without a message
	starving uint32 // intervals without a publish request
	first    bool   // nothing has been sent yet
	number   uint32 // of the last message
	sent     map[uint32]*ua.NotificationMessage
	items    []*item
	byID     map[uint32]*item
}

type item struct {
	id       uint32
	sub      *subscription
	n        *node
	attr     ua.AttributeID
	handle   uint32
	mode     ua.MonitoringMode
	interval time.Duration
	size     uint32
	newest   bool // discard the newest
	deadband float64
	due      time.Time
	version  uint64
	queue    []*ua.DataValue
	last     *ua.DataValue // last queued, for the deadband
}

func (d *Device) accept() {
	for {
		c, err := d.l.Accept()
		if err != nil {
			return
		}
		k := &conn{d: d, c: c}
		d.mu.Lock()
		d.conns[k] = true
		d.mu.Unlock()
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			k.serve()
			c.Close()
			d.mu.Lock()
			delete(d.conns, k)
			for _, s := range d.sessions {
				kept := s.publish[:0]
				for _, p := range s.publish {
					if p.c != k {
						kept = append(kept, p)
					}
				}
				s.publish = kept
			}
			d.mu.Unlock()
		}()
	}
}

// serve reads requests until the connection ends or breaks the protocol.
func (c *conn) serve() {
	var parts []byte
	for {
		head := make([]byte, 8)
		if _, err := io.ReadFull(c.c, head); err != nil {
			return
		}
		size := binary.LittleEndian.Uint32(head[4:])
		if size < 8 || size > 65535+8 {
			return
		}
		body := make([]byte, size-8)
		if _, err := io.ReadFull(c.c, body); err != nil {
			return
		}
		switch string(head[:3]) {
		case "HEL":
			ack := make([]byte, 20)
			binary.LittleEndian.PutUint32(ack[4:], 65535)
			binary.LittleEndian.PutUint32(ack[8:], 65535)
			c.frame("ACKF", ack)
		case "OPN":
			if !c.open(body) {
				return
			}
		case "MSG":
			if len(body) < 16 || len(parts)+len(body) > maxRequest {
				return
			}
			parts = append(parts, body[16:]...)
			switch head[3] {
			case 'C':
				continue
			case 'F':
				msg := parts
				parts = nil
				c.request(binary.LittleEndian.Uint32(body[12:]), msg)
			default:
				parts = nil
			}
		default: // CLO and what is unknown
			return
		}
	}
}

// open answers an OpenSecureChannel: policy None only.
func (c *conn) open(body []byte) bool {
	at := 4
	for i := 0; i < 3; i++ {
		if len(body) < at+4 {
			return false
		}
		n := int64(int32(binary.LittleEndian.Uint32(body[at:])))
		n = max(n, 0)
		if i == 0 && (int64(at)+4+n > int64(len(body)) || string(body[at+4:int64(at)+4+n]) != ua.SecurityPolicyURINone) {
			return false
		}
		if int64(at)+4+n > int64(len(body)) {
			return false
		}
		at += 4 + int(n)
	}
	if len(body) < at+8 {
		return false
	}
	req := binary.LittleEndian.Uint32(body[at+4:])
	v, ok := c.decode(body[at+8:])
	open, isOpen := v.(*ua.OpenSecureChannelRequest)
	if !ok || !isOpen || open.SecurityMode != ua.MessageSecurityModeNone {
		return false
	}
	c.respond(body[4:at], req, &ua.OpenSecureChannelResponse{ResponseHeader: header(open, 0),
		SecurityToken: &ua.ChannelSecurityToken{ChannelID: 1, TokenID: 2, CreatedAt: time.Now(), RevisedLifetime: max(open.RequestedLifetime, 60000)}})
	return true
}

// decode decodes a request; what gopcua's decoder panics over is no request.
func (c *conn) decode(b []byte) (v any, ok bool) {
	defer func() {
		if recover() != nil {
			v, ok = nil, false
		}
	}()
	_, v, err := ua.DecodeService(b)
	return v, err == nil
}

func (c *conn) request(id uint32, b []byte) {
	v, ok := c.decode(b)
	req, isRequest := v.(ua.Request)
	if !ok || !isRequest {
		c.respond(nil, id, &ua.ServiceFault{ResponseHeader: header(nil, ua.StatusBadDecodingError)})
		return
	}
	c.d.mu.Lock()
	res := c.d.handle(c, id, req)
	c.d.mu.Unlock()
	if res != nil {
		c.respond(nil, id, res)
	}
}

func header(req ua.Request, code ua.StatusCode) *ua.ResponseHeader {
	h := &ua.ResponseHeader{Timestamp: time.Now(), ServiceResult: code, ServiceDiagnostics: &ua.DiagnosticInfo{}, AdditionalHeader: ua.NewExtensionObject(nil)}
	if req != nil && req.Header() != nil {
		h.RequestHandle = req.Header().RequestHandle
	}
	return h
}

func (c *conn) respond(security []byte, req uint32, res ua.Response) {
	kind, err := ua.Encode(ua.NewFourByteExpandedNodeID(0, ua.ServiceTypeID(res)))
	if err != nil {
		return
	}
	body, err := ua.Encode(res)
	if err != nil {
		return
	}
	payload := append(kind, body...)
	c.write.Lock()
	defer c.write.Unlock()
	for first := true; first || len(payload) > 0; first = false {
		n := min(len(payload), chunkSize)
		c.seq++
		msg := binary.LittleEndian.AppendUint32(nil, 1) // channel
		typ := "MSG"
		if security != nil {
			typ = "OPN"
			msg = append(msg, security...)
		} else {
			msg = binary.LittleEndian.AppendUint32(msg, 2) // token
		}
		msg = binary.LittleEndian.AppendUint32(msg, c.seq)
		msg = binary.LittleEndian.AppendUint32(msg, req)
		if n == len(payload) {
			typ += "F"
		} else {
			typ += "C"
		}
		c.send(typ, append(msg, payload[:n]...))
		payload = payload[n:]
	}
}

func (c *conn) frame(typ string, body []byte) {
	c.write.Lock()
	defer c.write.Unlock()
	c.send(typ, body)
}

// send writes one frame. A client that does not read for five seconds loses its
// connection, so that it can't hold up the others.
func (c *conn) send(typ string, body []byte) {
	b := append(binary.LittleEndian.AppendUint32([]byte(typ), uint32(len(body)+8)), body...)
	c.c.SetWriteDeadline(time.Now().Add(5 * time.Second))
	if _, err := c.c.Write(b); err != nil {
		c.c.Close()
	}
}

// handle carries a request out; d.mu is held. nil means that the answer comes later.
func (d *Device) handle(c *conn, reqID uint32, req ua.Request) ua.Response {
	fault := func(code ua.StatusCode) ua.Response { return &ua.ServiceFault{ResponseHeader: header(req, code)} }
	ok := func() *ua.ResponseHeader { return header(req, 0) }
	switch r := req.(type) {
	case *ua.GetEndpointsRequest:
		return &ua.GetEndpointsResponse{ResponseHeader: ok(), Endpoints: d.endpoints()}
	case *ua.FindServersRequest:
		return &ua.FindServersResponse{ResponseHeader: ok(), Servers: []*ua.ApplicationDescription{d.application()}}
	case *ua.CreateSessionRequest:
		if len(d.sessions) >= maxSessions {
			return fault(ua.StatusBadTooManySessions)
		}
		d.nextID++
		timeout := min(max(r.RequestedSessionTimeout, 10000), 3600_000)
		s := &session{token: d.nextID, last: time.Now(), timeout: time.Duration(timeout) * time.Millisecond, browses: map[uint32][]*ua.ReferenceDescription{}}
		d.sessions[s.token] = s
		return &ua.CreateSessionResponse{ResponseHeader: ok(), SessionID: ua.NewNumericNodeID(1, s.token), AuthenticationToken: ua.NewNumericNodeID(1, s.token),
			RevisedSessionTimeout: timeout, ServerEndpoints: d.endpoints(), ServerSignature: &ua.SignatureData{}, MaxRequestMessageSize: maxRequest}
	}
	s, err := d.session(req)
	if err != nil {
		return fault(ua.StatusBadSessionIDInvalid)
	}
	if a, isActivate := req.(*ua.ActivateSessionRequest); isActivate {
		if a.UserIdentityToken != nil && a.UserIdentityToken.Value != nil {
			if _, anonymous := a.UserIdentityToken.Value.(*ua.AnonymousIdentityToken); !anonymous {
				return fault(ua.StatusBadIdentityTokenInvalid)
			}
		}
		s.conn = c
		return &ua.ActivateSessionResponse{ResponseHeader: ok()}
	}
	if s.conn != c {
		return fault(ua.StatusBadSessionNotActivated)
	}
	switch r := req.(type) {
	case *ua.CloseSessionRequest:
		for _, sub := range slices.Clone(d.inOrder) {
			if sub.ses == s && r.DeleteSubscriptions {
				d.deleteSub(sub)
			}
		}
		delete(d.sessions, s.token)
		return &ua.CloseSessionResponse{ResponseHeader: ok()}
	case *ua.ReadRequest:
		if len(r.NodesToRead) > maxOps {
			return fault(ua.StatusBadTooManyOperations)
		}
		res := &ua.ReadResponse{ResponseHeader: ok()}
		for _, n := range r.NodesToRead {
			res.Results = append(res.Results, d.attribute(n.NodeID, n.AttributeID))
		}
		return res
	case *ua.WriteRequest:
		if len(r.NodesToWrite) > maxOps {
			return fault(ua.StatusBadTooManyOperations)
		}
		res := &ua.WriteResponse{ResponseHeader: ok()}
		for _, n := range r.NodesToWrite {
			res.Results = append(res.Results, d.writeValue(n))
		}
		return res
	case *ua.BrowseRequest:
		if len(r.NodesToBrowse) > maxOps {
			return fault(ua.StatusBadTooManyOperations)
		}
		res := &ua.BrowseResponse{ResponseHeader: ok()}
		for _, b := range r.NodesToBrowse {
			res.Results = append(res.Results, d.browse(s, b, r.RequestedMaxReferencesPerNode))
		}
		return res
	case *ua.BrowseNextRequest:
		res := &ua.BrowseNextResponse{ResponseHeader: ok()}
		for _, p := range r.ContinuationPoints {
			res.Results = append(res.Results, d.browseNext(s, p, r.ReleaseContinuationPoints))
		}
		return res
	case *ua.PublishRequest:
		return d.publish(s, c, reqID, r, fault)
	case *ua.CreateSubscriptionRequest:
		return d.createSub(s, r)
	case *ua.ModifySubscriptionRequest:
		sub := d.subs[r.SubscriptionID]
		if sub == nil || sub.ses != s {
			return fault(ua.StatusBadSubscriptionIDInvalid)
		}
		sub.revise(r.RequestedPublishingInterval, r.RequestedLifetimeCount, r.RequestedMaxKeepAliveCount, r.MaxNotificationsPerPublish)
		return &ua.ModifySubscriptionResponse{ResponseHeader: ok(), RevisedPublishingInterval: ms(sub.interval), RevisedLifetimeCount: sub.life, RevisedMaxKeepAliveCount: sub.keep}
	case *ua.SetPublishingModeRequest:
		res := &ua.SetPublishingModeResponse{ResponseHeader: ok()}
		for _, n := range r.SubscriptionIDs {
			sub := d.subs[n]
			if sub == nil || sub.ses != s {
				res.Results = append(res.Results, ua.StatusBadSubscriptionIDInvalid)
				continue
			}
			sub.enabled = r.PublishingEnabled
			res.Results = append(res.Results, ua.StatusOK)
		}
		return res
	case *ua.DeleteSubscriptionsRequest:
		res := &ua.DeleteSubscriptionsResponse{ResponseHeader: ok()}
		for _, n := range r.SubscriptionIDs {
			sub := d.subs[n]
			if sub == nil || sub.ses != s {
				res.Results = append(res.Results, ua.StatusBadSubscriptionIDInvalid)
				continue
			}
			d.deleteSub(sub)
			res.Results = append(res.Results, ua.StatusOK)
		}
		return res
	case *ua.TransferSubscriptionsRequest:
		res := &ua.TransferSubscriptionsResponse{ResponseHeader: ok()}
		for _, n := range r.SubscriptionIDs {
			sub := d.subs[n]
			if sub == nil {
				res.Results = append(res.Results, &ua.TransferResult{StatusCode: ua.StatusBadSubscriptionIDInvalid})
				continue
			}
			sub.ses.items -= len(sub.items)
			sub.ses, sub.starving = s, 0
			s.items += len(sub.items)
			res.Results = append(res.Results, &ua.TransferResult{AvailableSequenceNumbers: sub.available()})
		}
		return res
	case *ua.RepublishRequest:
		sub := d.subs[r.SubscriptionID]
		if sub == nil || sub.ses != s {
			return fault(ua.StatusBadSubscriptionIDInvalid)
		}
		if m := sub.sent[r.RetransmitSequenceNumber]; m != nil {
			return &ua.RepublishResponse{ResponseHeader: ok(), NotificationMessage: m}
		}
		return fault(ua.StatusBadMessageNotAvailable)
	case *ua.CreateMonitoredItemsRequest:
		sub := d.subs[r.SubscriptionID]
		switch {
		case sub == nil || sub.ses != s:
			return fault(ua.StatusBadSubscriptionIDInvalid)
		case len(r.ItemsToCreate) > maxOps:
			return fault(ua.StatusBadTooManyOperations)
		}
		res := &ua.CreateMonitoredItemsResponse{ResponseHeader: ok()}
		for _, it := range r.ItemsToCreate {
			res.Results = append(res.Results, d.createItem(sub, it))
		}
		return res
	case *ua.ModifyMonitoredItemsRequest:
		sub := d.subs[r.SubscriptionID]
		if sub == nil || sub.ses != s {
			return fault(ua.StatusBadSubscriptionIDInvalid)
		}
		res := &ua.ModifyMonitoredItemsResponse{ResponseHeader: ok()}
		for _, m := range r.ItemsToModify {
			x := &ua.MonitoredItemModifyResult{StatusCode: ua.StatusBadMonitoredItemIDInvalid, FilterResult: ua.NewExtensionObject(nil)}
			if it := sub.byID[m.MonitoredItemID]; it != nil {
				x.StatusCode = it.configure(m.RequestedParameters)
				x.RevisedQueueSize, x.RevisedSamplingInterval = it.size, ms(it.interval)
			}
			res.Results = append(res.Results, x)
		}
		return res
	case *ua.SetMonitoringModeRequest:
		sub := d.subs[r.SubscriptionID]
		if sub == nil || sub.ses != s {
			return fault(ua.StatusBadSubscriptionIDInvalid)
		}
		res := &ua.SetMonitoringModeResponse{ResponseHeader: ok()}
		for _, n := range r.MonitoredItemIDs {
			code := ua.StatusBadMonitoredItemIDInvalid
			if it := sub.byID[n]; it != nil {
				code = ua.StatusOK
				it.setMode(r.MonitoringMode)
			}
			res.Results = append(res.Results, code)
		}
		return res
	case *ua.DeleteMonitoredItemsRequest:
		sub := d.subs[r.SubscriptionID]
		if sub == nil || sub.ses != s {
			return fault(ua.StatusBadSubscriptionIDInvalid)
		}
		res := &ua.DeleteMonitoredItemsResponse{ResponseHeader: ok()}
		for _, n := range r.MonitoredItemIDs {
			code := ua.StatusBadMonitoredItemIDInvalid
			if it := sub.byID[n]; it != nil {
				code = ua.StatusOK
				sub.remove(it)
			}
			res.Results = append(res.Results, code)
		}
		return res
	}
	return fault(ua.StatusBadServiceUnsupported)
}

func (d *Device) session(req ua.Request) (*session, error) {
	h := req.Header()
	if h == nil || h.AuthenticationToken == nil || h.AuthenticationToken.Namespace() != 1 {
		return nil, errNoSession
	}
	s := d.sessions[h.AuthenticationToken.IntID()]
	if s == nil {
		return nil, errNoSession
	}
	s.last = time.Now()
	return s, nil
}

func (d *Device) application() *ua.ApplicationDescription {
	return &ua.ApplicationDescription{ApplicationURI: "urn:dryfire:device:" + d.opts.Name, ProductURI: "urn:dryfire",
		ApplicationName: ua.NewLocalizedText("dryfire simulated device, for tests only"), ApplicationType: ua.ApplicationTypeServer, DiscoveryURLs: []string{d.Endpoint()}}
}

func (d *Device) endpoints() []*ua.EndpointDescription {
	return []*ua.EndpointDescription{{EndpointURL: d.Endpoint(), Server: d.application(), SecurityMode: ua.MessageSecurityModeNone,
		SecurityPolicyURI: ua.SecurityPolicyURINone, TransportProfileURI: "http://opcfoundation.org/UA-Profile/Transport/uatcp-uasc-uabinary",
		UserIdentityTokens: []*ua.UserTokenPolicy{{PolicyID: "anonymous", TokenType: ua.UserTokenTypeAnonymous, SecurityPolicyURI: ua.SecurityPolicyURINone}}}}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (d *Device) createSub(s *session, r *ua.CreateSubscriptionRequest) ua.Response {
	d.nextID++
	sub := &subscription{id: d.nextID, ses: s, enabled: r.PublishingEnabled, first: true, due: time.Now(), sent: map[uint32]*ua.NotificationMessage{}, byID: map[uint32]*item{}}
	sub.revise(r.RequestedPublishingInterval, r.RequestedLifetimeCount, r.RequestedMaxKeepAliveCount, r.MaxNotificationsPerPublish)
	d.subs[sub.id] = sub
	d.inOrder = append(d.inOrder, sub)
	return &ua.CreateSubscriptionResponse{ResponseHeader: header(r, 0), SubscriptionID: sub.id, RevisedPublishingInterval: ms(sub.interval),
		RevisedLifetimeCount: sub.life, RevisedMaxKeepAliveCount: sub.keep}
}

func (s *subscription) revise(interval float64, life, keep, most uint32) {
	if !(interval >= 10) { // NaN too
		interval = 10
	}
	s.interval = time.Duration(math.Min(interval, 3600_000) * float64(time.Millisecond))
	s.keep = min(max(keep, 1), 10000)
	s.life = min(max(life, 3*s.keep), 100000)
	s.max = notifyMax
	if most > 0 {
		s.max = int(min(most, notifyMax))
	}
}

func (d *Device) deleteSub(s *subscription) {
	for len(s.items) > 0 {
		s.remove(s.items[len(s.items)-1])
	}
	delete(d.subs, s.id)
	d.inOrder = slices.DeleteFunc(d.inOrder, func(x *subscription) bool { return x == s })
}

func (d *Device) createItem(s *subscription, r *ua.MonitoredItemCreateRequest) *ua.MonitoredItemCreateResult {
	res := &ua.MonitoredItemCreateResult{FilterResult: ua.NewExtensionObject(nil)}
	n := d.nodes[r.ItemToMonitor.NodeID.String()]
	if n == nil {
		res.StatusCode = ua.StatusBadNodeIDUnknown
		return res
	}
	if dv := d.attribute(n.id, r.ItemToMonitor.AttributeID); dv.Status == ua.StatusBadAttributeIDInvalid {
		res.StatusCode = dv.Status
		return res
	}
	if s.ses.items >= maxItems {
		res.StatusCode = ua.StatusBadTooManyMonitoredItems
		return res
	}
	d.nextID++
	it := &item{id: d.nextID, sub: s, n: n, attr: r.ItemToMonitor.AttributeID}
	if res.StatusCode = it.configure(r.RequestedParameters); res.StatusCode != ua.StatusOK {
		return res
	}
	s.ses.items++
	s.items = append(s.items, it)
	s.byID[it.id] = it
	it.setMode(r.MonitoringMode)
	res.MonitoredItemID, res.RevisedQueueSize, res.RevisedSamplingInterval = it.id, it.size, ms(it.interval)
	return res
}

func (it *item) configure(p *ua.MonitoringParameters) ua.StatusCode {
	deadband := 0.0
	if p.Filter != nil && p.Filter.Value != nil {
		f, ok := p.Filter.Value.(*ua.DataChangeFilter)
		if !ok {
			return ua.StatusBadMonitoredItemFilterUnsupported
		}
		switch ua.DeadbandType(f.DeadbandType) {
		case ua.DeadbandTypeNone:
		case ua.DeadbandTypeAbsolute:
			if it.n.typ < ua.TypeIDSByte || it.n.typ > ua.TypeIDDouble {
				return ua.StatusBadFilterNotAllowed
			}
			deadband = f.DeadbandValue
		default:
			return ua.StatusBadMonitoredItemFilterUnsupported
		}
	}
	it.handle, it.deadband, it.newest = p.ClientHandle, deadband, !p.DiscardOldest
	it.size = min(max(p.QueueSize, 1), 10000)
	interval := p.SamplingInterval
	if interval < 0 || math.IsNaN(interval) {
		interval = ms(it.sub.interval)
	}
	it.interval = time.Duration(math.Min(interval, 3600_000) * float64(time.Millisecond))
	return ua.StatusOK
}

// setMode switches monitoring; switched on, the item reports its present value.
func (it *item) setMode(mode ua.MonitoringMode) {
	was := it.mode
	it.mode = mode
	it.unhook()
	if mode == ua.MonitoringModeDisabled {
		it.queue, it.last = nil, nil
		return
	}
	if it.attr == ua.AttributeIDValue && it.interval == 0 {
		it.n.direct = append(it.n.direct, it)
	}
	if was == ua.MonitoringModeDisabled {
		it.version, it.last = 0, nil
		it.put(it.current())
		it.version, it.due = it.n.version, time.Now().Add(it.interval)
	}
}

func (it *item) current() *ua.DataValue {
	if it.attr == ua.AttributeIDValue && it.n.value != nil {
		return it.n.value
	}
	return &ua.DataValue{EncodingMask: ua.DataValueStatusCode, Value: &ua.Variant{}, Status: ua.StatusBadAttributeIDInvalid}
}

func (it *item) unhook() {
	for i, x := range it.n.direct {
		if x == it {
			it.n.direct = append(it.n.direct[:i:i], it.n.direct[i+1:]...)
			return
		}
	}
}

func (s *subscription) remove(it *item) {
	it.unhook()
	delete(s.byID, it.id)
	s.ses.items--
	for i, x := range s.items {
		if x == it {
			s.items = append(s.items[:i], s.items[i+1:]...)
			return
		}
	}
}

// sample takes the node's value, if it has changed since the last sample.
func (it *item) sample(now time.Time) {
	it.due = now.Add(it.interval)
	if it.version == it.n.version {
		return
	}
	it.version = it.n.version
	it.put(it.current())
}

// put queues a value; what does not fit is dropped as the client asked, and the
// value next to the loss carries the overflow bit.
func (it *item) put(dv *ua.DataValue) {
	if it.deadband > 0 && it.last != nil && it.last.Status == dv.Status {
		a, aok := toFloat(it.last.Value.Value())
		b, bok := toFloat(dv.Value.Value())
		if aok && bok && math.Abs(a-b) <= it.deadband {
			return
		}
	}
	it.last = dv
	if len(it.queue) < int(it.size) {
		it.queue = append(it.queue, dv)
		return
	}
	marked := func(v *ua.DataValue) *ua.DataValue {
		if it.size == 1 {
			return v
		}
		c := *v
		c.Status |= 0x480
		c.EncodingMask |= ua.DataValueStatusCode
		return &c
	}
	if it.newest {
		it.queue[len(it.queue)-1] = marked(dv)
		return
	}
	copy(it.queue, it.queue[1:])
	it.queue[len(it.queue)-1] = dv
	it.queue[0] = marked(it.queue[0])
}

func toFloat(v any) (float64, bool) {
	switch x := v.(type) {
	case int8:
		return float64(x), true
	case uint8:
		return float64(x), true
	case int16:
		return float64(x), true
	case uint16:
		return float64(x), true
	case int32:
		return float64(x), true
	case uint32:
		return float64(x), true
	case int64:
		return float64(x), true
	case uint64:
		return float64(x), true
	case float32:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

// publish takes a publish request; the answer comes from serve.
func (d *Device) publish(s *session, c *conn, reqID uint32, r *ua.PublishRequest, fault func(ua.StatusCode) ua.Response) ua.Response {
	if !slices.ContainsFunc(d.inOrder, func(sub *subscription) bool { return sub.ses == s }) {
		return fault(ua.StatusBadNoSubscription)
	}
	for _, a := range r.SubscriptionAcknowledgements {
		if sub := d.subs[a.SubscriptionID]; sub != nil && sub.ses == s {
			delete(sub.sent, a.SequenceNumber)
		}
	}
	if len(s.publish) >= 100 {
		return fault(ua.StatusBadTooManyPublishRequests)
	}
	s.publish = append(s.publish, publishRequest{c, reqID})
	return nil
}

// serve samples, publishes and ends what has timed out; d.mu is held. It
// returns what is to be sent once it is released.
func (d *Device) serve(now time.Time) (out []func()) {
	for token, s := range d.sessions {
		if now.Sub(s.last) > s.timeout && len(s.publish) == 0 {
			delete(d.sessions, token)
		}
	}
	for _, sub := range slices.Clone(d.inOrder) {
		for _, it := range sub.items {
			if it.mode != ua.MonitoringModeDisabled && it.interval > 0 && !now.Before(it.due) {
				it.sample(now)
			}
		}
		if now.Before(sub.due) {
			continue
		}
		if sub.due = sub.due.Add(sub.interval); sub.due.Before(now) {
			sub.due = now.Add(sub.interval)
		}
		out = d.publishSub(sub, now, out)
	}
	return out
}

func (d *Device) publishSub(sub *subscription, now time.Time, out []func()) []func() {
	if len(sub.ses.publish) == 0 {
		if sub.starving++; sub.starving > sub.life {
			d.deleteSub(sub)
		}
		return out
	}
	sub.starving = 0
	sent := false
	for at := 0; len(sub.ses.publish) > 0 && sub.enabled; {
		var list []*ua.MonitoredItemNotification
		for ; at < len(sub.items) && len(list) < sub.max; at++ {
			it := sub.items[at]
			if it.mode != ua.MonitoringModeReporting {
				continue
			}
			n := min(len(it.queue), sub.max-len(list))
			for _, dv := range it.queue[:n] {
				list = append(list, &ua.MonitoredItemNotification{ClientHandle: it.handle, Value: dv})
			}
			if it.queue = it.queue[n:]; len(it.queue) > 0 {
				break
			}
		}
		if len(list) == 0 {
			break
		}
		sub.number++
		m := &ua.NotificationMessage{SequenceNumber: sub.number, PublishTime: now, NotificationData: []*ua.ExtensionObject{{
			TypeID: ua.NewFourByteExpandedNodeID(0, id.DataChangeNotification_Encoding_DefaultBinary), EncodingMask: ua.ExtensionObjectBinary,
			Value: &ua.DataChangeNotification{MonitoredItems: list}}}}
		sub.sent[sub.number] = m
		delete(sub.sent, sub.number-keepSent)
		out = append(out, sub.answer(m, at < len(sub.items)))
		sent = true
	}
	if sent {
		sub.idle, sub.first = 0, false
		return out
	}
	if sub.idle++; sub.idle >= sub.keep || sub.first {
		sub.idle, sub.first = 0, false
		out = append(out, sub.answer(&ua.NotificationMessage{SequenceNumber: sub.number + 1, PublishTime: now}, false))
	}
	return out
}

// available lists the messages that Republish finds.
func (sub *subscription) available() []uint32 { return slices.Sorted(maps.Keys(sub.sent)) }

// answer uses up a publish request.
func (sub *subscription) answer(m *ua.NotificationMessage, more bool) func() {
	p := sub.ses.publish[0]
	sub.ses.publish = sub.ses.publish[1:]
	res := &ua.PublishResponse{ResponseHeader: header(nil, 0), SubscriptionID: sub.id, MoreNotifications: more, NotificationMessage: m}
	res.AvailableSequenceNumbers = sub.available()
	return func() { p.c.respond(nil, p.id, res) }
}

package opcua

// sham is an OPC UA server of a few lines that does as a test says: it leaves
// out messages, refuses, falls silent and sends bytes that no server should. It
// speaks policy None only and shares nothing with the feed but gopcua's codec.

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"
	"github.com/stretchr/testify/require"
)

type sham struct {
	t  testing.TB
	l  net.Listener
	wg sync.WaitGroup

	mu        sync.Mutex
	cond      *sync.Cond
	conns     []net.Conn
	waiting   []waitingPublish
	sent      map[uint32]*ua.NotificationMessage // what Republish finds
	items     []*ua.MonitoredItemCreateRequest
	subs      uint32
	sessions  int
	acked     map[uint32]bool
	calls     map[string]int
	largest   int                                                   // most items in one CreateMonitoredItems
	answer    func(c *shamConn, req ua.Request) (ua.Response, bool) // a test's own answers; nil, true is none
	createdAt time.Time
}

type shamConn struct {
	s     *sham
	c     net.Conn
	write sync.Mutex
	seq   uint32
}

type waitingPublish struct {
	c  *shamConn
	id uint32
}

func newSham(t testing.TB) *sham {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := &sham{t: t, l: l, sent: map[uint32]*ua.NotificationMessage{}, acked: map[uint32]bool{}, calls: map[string]int{}}
	s.cond = sync.NewCond(&s.mu)
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns = append(s.conns, c)
			s.mu.Unlock()
			s.wg.Add(1)
			go func() {
				defer s.wg.Done()
				defer c.Close()
				(&shamConn{s: s, c: c}).serve()
			}()
		}
	}()
	t.Cleanup(func() {
		l.Close()
		s.cut()
		s.wg.Wait()
	})
	return s
}

func (s *sham) endpoint() string { return "opc.tcp://" + s.l.Addr().String() + "/sham" }

func (s *sham) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.Close()
	}
	s.conns, s.waiting = nil, nil
}

func (c *shamConn) serve() {
	for {
		head := make([]byte, 8)
		if _, err := io.ReadFull(c.c, head); err != nil {
			return
		}
		body := make([]byte, binary.LittleEndian.Uint32(head[4:])-8)
		if _, err := io.ReadFull(c.c, body); err != nil {
			return
		}
		switch string(head[:3]) {
		case "HEL":
			ack := make([]byte, 20)
			for i, n := range []uint32{0, 65535, 65535, 0, 0} {
				binary.LittleEndian.PutUint32(ack[4*i:], n)
			}
			c.frame("ACKF", ack)
		case "OPN":
			// Channel id, then policy URI, certificate and thumbprint, each with its length.
			at := 4
			for i := 0; i < 3; i++ {
				n := int32(binary.LittleEndian.Uint32(body[at:]))
				at += 4 + int(max(n, 0))
			}
			created := c.s.createdAt
			if created.IsZero() {
				created = time.Now()
			}
			c.respond(body[4:at], binary.LittleEndian.Uint32(body[at+4:]), &ua.OpenSecureChannelResponse{
				ResponseHeader: header(ua.StatusOK),
				SecurityToken:  &ua.ChannelSecurityToken{ChannelID: 1, TokenID: 1, CreatedAt: created, RevisedLifetime: 3600_000},
			})
		case "CLO":
			return
		case "MSG":
			reqID := binary.LittleEndian.Uint32(body[12:])
			_, v, err := ua.DecodeService(body[16:])
			if err != nil {
				c.s.t.Errorf("the feed sent what can't be decoded: %v", err)
				return
			}
			if res := c.handle(reqID, v.(ua.Request)); res != nil {
				c.respond(nil, reqID, res)
			}
		}
	}
}

func header(code ua.StatusCode) *ua.ResponseHeader {
	return &ua.ResponseHeader{Timestamp: time.Now(), ServiceResult: code, ServiceDiagnostics: &ua.DiagnosticInfo{}, AdditionalHeader: ua.NewExtensionObject(nil)}
}

func fault(code ua.StatusCode) ua.Response { return &ua.ServiceFault{ResponseHeader: header(code)} }

// respond sends a response; with a security header it answers an OPN.
func (c *shamConn) respond(security []byte, reqID uint32, res ua.Response) {
	kind, err := ua.Encode(ua.NewFourByteExpandedNodeID(0, ua.ServiceTypeID(res)))
	require.NoError(c.s.t, err)
	body, err := ua.Encode(res)
	require.NoError(c.s.t, err)
	c.raw(security, reqID, append(kind, body...))
}

func (c *shamConn) raw(security []byte, reqID uint32, payload []byte) {
	c.write.Lock()
	defer c.write.Unlock()
	c.seq++
	msg := binary.LittleEndian.AppendUint32(nil, 1) // channel
	typ := "MSGF"
	if security != nil {
		typ = "OPNF"
		msg = append(msg, security...)
	} else {
		msg = binary.LittleEndian.AppendUint32(msg, 1) // token
	}
	msg = binary.LittleEndian.AppendUint32(msg, c.seq)
	msg = binary.LittleEndian.AppendUint32(msg, reqID)
	msg = append(msg, payload...)
	c.frameLocked(typ, msg)
}

func (c *shamConn) frame(typ string, body []byte) {
	c.write.Lock()
	defer c.write.Unlock()
	c.frameLocked(typ, body)
}

func (c *shamConn) frameLocked(typ string, body []byte) {
	b := binary.LittleEndian.AppendUint32([]byte(typ), uint32(len(body)+8))
	c.c.Write(append(b, body...))
}

func (c *shamConn) handle(reqID uint32, req ua.Request) ua.Response {
	s := c.s
	s.mu.Lock()
	answer := s.answer
	s.calls[fmt.Sprintf("%T", req)[4:]]++
	s.mu.Unlock()
	if answer != nil {
		if res, mine := answer(c, req); mine {
			return res
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.cond.Broadcast()
	switch r := req.(type) {
	case *ua.CreateSessionRequest:
		s.sessions++
		return &ua.CreateSessionResponse{ResponseHeader: header(0), SessionID: ua.NewNumericNodeID(1, uint32(s.sessions)),
			AuthenticationToken: ua.NewNumericNodeID(1, uint32(1000+s.sessions)), RevisedSessionTimeout: 60000, ServerSignature: &ua.SignatureData{}}
	case *ua.ActivateSessionRequest:
		return &ua.ActivateSessionResponse{ResponseHeader: header(0)}
	case *ua.CloseSessionRequest:
		return &ua.CloseSessionResponse{ResponseHeader: header(0)}
	case *ua.ReadRequest:
		res := &ua.ReadResponse{ResponseHeader: header(0)}
		for _, n := range r.NodesToRead {
			var v any
			switch {
			case n.NodeID.Namespace() != 0:
				v = float64(0)
			case n.NodeID.IntID() == id.Server_NamespaceArray:
				v = []string{"http://opcfoundation.org/UA/", "urn:sham"}
			case n.NodeID.IntID() == id.Server_ServerStatus_CurrentTime, n.NodeID.IntID() == id.Server_ServerStatus_StartTime:
				v = time.Unix(1700000000, 0)
			default:
				v = uint32(0)
			}
			res.Results = append(res.Results, &ua.DataValue{EncodingMask: ua.DataValueValue, Value: ua.MustVariant(v)})
		}
		return res
	case *ua.CreateSubscriptionRequest:
		s.subs++
		return &ua.CreateSubscriptionResponse{ResponseHeader: header(0), SubscriptionID: s.subs,
			RevisedPublishingInterval: r.RequestedPublishingInterval, RevisedLifetimeCount: r.RequestedLifetimeCount, RevisedMaxKeepAliveCount: r.RequestedMaxKeepAliveCount}
	case *ua.CreateMonitoredItemsRequest:
		s.largest = max(s.largest, len(r.ItemsToCreate))
		res := &ua.CreateMonitoredItemsResponse{ResponseHeader: header(0)}
		for _, it := range r.ItemsToCreate {
			s.items = append(s.items, it)
			res.Results = append(res.Results, &ua.MonitoredItemCreateResult{MonitoredItemID: uint32(len(s.items)), FilterResult: ua.NewExtensionObject(nil)})
		}
		return res
	case *ua.PublishRequest:
		for _, a := range r.SubscriptionAcknowledgements {
			s.acked[a.SequenceNumber] = true
		}
		s.waiting = append(s.waiting, waitingPublish{c, reqID})
		return nil
	case *ua.RepublishRequest:
		if m := s.sent[r.RetransmitSequenceNumber]; m != nil {
			return &ua.RepublishResponse{ResponseHeader: header(0), NotificationMessage: m}
		}
		return fault(ua.StatusBadMessageNotAvailable)
	}
	return fault(ua.StatusBadServiceUnsupported)
}

// message is a notification of one Double for handle 0.
func message(number uint32, value float64) *ua.NotificationMessage {
	return &ua.NotificationMessage{SequenceNumber: number, PublishTime: time.Now(), NotificationData: []*ua.ExtensionObject{{
		TypeID: ua.NewFourByteExpandedNodeID(0, id.DataChangeNotification_Encoding_DefaultBinary), EncodingMask: ua.ExtensionObjectBinary,
		Value: &ua.DataChangeNotification{MonitoredItems: []*ua.MonitoredItemNotification{{ClientHandle: 0, Value: &ua.DataValue{
			EncodingMask: ua.DataValueValue | ua.DataValueSourceTimestamp, Value: ua.MustVariant(value), SourceTimestamp: time.Now()}}}},
	}}}
}

// keepAlive is the message that announces the next number.
func keepAlive(next uint32) *ua.NotificationMessage {
	return &ua.NotificationMessage{SequenceNumber: next, PublishTime: time.Now()}
}

// takePublish waits for a publish request.
func (s *sham) takePublish() waitingPublish {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.waiting) == 0 {
		s.cond.Wait()
	}
	w := s.waiting[0]
	s.waiting = s.waiting[1:]
	return w
}

func (s *sham) publish(m *ua.NotificationMessage) {
	w := s.takePublish()
	s.mu.Lock()
	sub := s.subs
	if len(m.NotificationData) > 0 {
		s.sent[m.SequenceNumber] = m
	}
	s.mu.Unlock()
	w.c.respond(nil, w.id, &ua.PublishResponse{ResponseHeader: header(0), SubscriptionID: sub, NotificationMessage: m})
}

func (s *sham) until(what string, ok func() bool) {
	s.t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		s.mu.Lock()
		done := ok()
		s.mu.Unlock()
		if done {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// What the tests outside this package use.

type Sham = sham

func NewSham(t testing.TB) *Sham { return newSham(t) }

func (s *sham) Endpoint() string { return s.endpoint() }

func (s *sham) PublishValue(number uint32, v float64) { s.publish(message(number, v)) }

// Reset makes the server forget requests of clients that are gone.
func (s *sham) Reset() { s.cut() }

// PublishRaw answers a publish request with a message whose one value is the
// given bytes.
func (s *sham) PublishRaw(number uint32, value []byte) {
	good, err := ua.Encode(&ua.PublishResponse{ResponseHeader: header(0), SubscriptionID: s.subs, NotificationMessage: message(number, 12345)})
	require.NoError(s.t, err)
	double := append([]byte{byte(ua.TypeIDDouble)}, binary.LittleEndian.AppendUint64(nil, math.Float64bits(12345))...)
	at := bytes.Index(good, double)
	require.Positive(s.t, at)
	bad := append(append(append([]byte{}, good[:at]...), value...), good[at+len(double):]...)
	// The lengths of the notification before it.
	for i := at; i > 4; i-- {
		n := binary.LittleEndian.Uint32(good[i-4:])
		if int(n) > 9 && i+int(n) <= len(good) && i+int(n) > at && good[i-5] == 1 {
			binary.LittleEndian.PutUint32(bad[i-4:], n+uint32(len(value)-len(double)))
			break
		}
	}
	kind, err := ua.Encode(ua.NewFourByteExpandedNodeID(0, id.PublishResponse_Encoding_DefaultBinary))
	require.NoError(s.t, err)
	w := s.takePublish()
	w.c.rawChunks(w.id, append(kind, bad...))
}

// rawChunks sends a payload in as many chunks as it takes.
func (c *shamConn) rawChunks(reqID uint32, payload []byte) {
	c.write.Lock()
	defer c.write.Unlock()
	for len(payload) > 0 {
		n := min(len(payload), 60000)
		c.seq++
		msg := binary.LittleEndian.AppendUint32(nil, 1)
		msg = binary.LittleEndian.AppendUint32(msg, 1)
		msg = binary.LittleEndian.AppendUint32(msg, c.seq)
		msg = binary.LittleEndian.AppendUint32(msg, reqID)
		typ := "MSGC"
		if n == len(payload) {
			typ = "MSGF"
		}
		c.frameLocked(typ, append(msg, payload[:n]...))
		payload = payload[n:]
	}
}

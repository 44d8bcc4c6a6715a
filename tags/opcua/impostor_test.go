package opcua

import (
	"context"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gopcua/opcua/ua"
	"github.com/gopcua/opcua/uacp"
	"github.com/gopcua/opcua/uasc"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags/opcua/trust"
)

// impostor is a server with a trusted certificate whose session answers as
// the test wants.
func impostor(t *testing.T, own *trust.Own, answer func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest, res *ua.CreateSessionResponse)) string {
	l, err := uacp.Listen(context.Background(), "opc.tcp://127.0.0.1:0/impostor", nil)
	require.NoError(t, err)
	endpoint := "opc.tcp://" + l.Addr().String() + "/impostor"
	t.Cleanup(func() { l.Close() })
	go func() {
		for n := uint32(1); ; n++ {
			c, err := l.Accept(context.Background())
			if err != nil {
				return
			}
			sc, err := uasc.NewServerSecureChannel("", c, &uasc.Config{SecurityPolicyURI: ua.SecurityPolicyURINone, SecurityMode: ua.MessageSecurityModeNone,
				Lifetime: 3600_000, Certificate: own.Certificate, LocalKey: own.Key}, make(chan error, 10), 100+n, 1, 200+n)
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				for {
					msg := sc.Receive(context.Background())
					if msg.Err != nil {
						return
					}
					var res ua.Response
					switch r := msg.Request().(type) {
					case *ua.GetEndpointsRequest:
						res = &ua.GetEndpointsResponse{ResponseHeader: header(0), Endpoints: []*ua.EndpointDescription{{EndpointURL: endpoint,
							Server:            &ua.ApplicationDescription{ApplicationURI: own.URI, ApplicationName: ua.NewLocalizedText("x")},
							ServerCertificate: own.Certificate, SecurityMode: ua.MessageSecurityModeSignAndEncrypt, SecurityPolicyURI: ua.SecurityPolicyURIBasic256Sha256}}}
					case *ua.CreateSessionRequest:
						s := &ua.CreateSessionResponse{ResponseHeader: header(0), SessionID: ua.NewNumericNodeID(1, 1), AuthenticationToken: ua.NewNumericNodeID(1, 2),
							ServerNonce: make([]byte, 32), ServerCertificate: own.Certificate, ServerSignature: &ua.SignatureData{}}
						answer(sc, r, s)
						res = s
					default:
						if r == nil {
							continue
						}
						res = fault(ua.StatusBadServiceUnsupported)
					}
					if sc.SendResponseWithContext(context.Background(), msg.RequestID, res) != nil {
						return
					}
				}
			}()
		}
	}()
	return endpoint
}

// The channel may be the trusted server's; the session has to be, too.
func TestSessionHasToBeTheTrustedServers(t *testing.T) {
	dir := t.TempDir()
	own, err := trust.LoadOrCreate(filepath.Join(dir, "s.pem"), filepath.Join(dir, "s-key.pem"), "urn:server")
	require.NoError(t, err)
	other, err := trust.LoadOrCreate(filepath.Join(dir, "o.pem"), filepath.Join(dir, "o-key.pem"), "urn:server")
	require.NoError(t, err)
	sign := func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest) *ua.SignatureData {
		sig, alg, err := sc.NewSessionSignature(req.ClientCertificate, req.ClientNonce)
		require.NoError(t, err)
		return &ua.SignatureData{Algorithm: alg, Signature: sig}
	}
	for _, row := range []struct {
		name   string
		answer func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest, res *ua.CreateSessionResponse)
		want   string
	}{
		{"as it should", func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest, res *ua.CreateSessionResponse) {
			res.ServerSignature = sign(sc, req)
		},
			"activating the session"}, // which the impostor can't
		{"another certificate", func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest, res *ua.CreateSessionResponse) {
			res.ServerSignature, res.ServerCertificate = sign(sc, req), other.Certificate
		}, "refused: the session answered with another certificate"},
		{"no certificate", func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest, res *ua.CreateSessionResponse) {
			res.ServerSignature, res.ServerCertificate = sign(sc, req), nil
		}, "refused: the session answered with another certificate"},
		{"no signature", func(*uasc.SecureChannel, *ua.CreateSessionRequest, *ua.CreateSessionResponse) {}, "the server's signature is wrong"},
		{"a signature of something else", func(sc *uasc.SecureChannel, req *ua.CreateSessionRequest, res *ua.CreateSessionResponse) {
			req.ClientNonce = make([]byte, 32)
			res.ServerSignature = sign(sc, req)
		}, "the server's signature is wrong"},
	} {
		t.Run(row.name, func(t *testing.T) {
			cfg := Config{Name: "plc", Endpoint: impostor(t, own, row.answer), SecurityPolicy: "Basic256Sha256", Trust: filepath.Join(t.TempDir(), "trust"),
				Timeouts: Timeouts{Connect: 5 * time.Second}}
			store, err := trust.Open(cfg.Trust)
			require.NoError(t, err)
			_, err = store.Trust(own.Certificate)
			require.NoError(t, err)
			c, err := NewClient(cfg)
			require.NoError(t, err)
			defer c.Close()
			_, err = c.Read(context.Background(), []string{"i=2258"})
			assert.ErrorContains(t, err, row.want)
		})
	}
}

// A server that does not trust the client's certificate just hangs up.
func TestServerThatDoesNotTrustUs(t *testing.T) {
	dir := t.TempDir()
	own, err := trust.LoadOrCreate(filepath.Join(dir, "s.pem"), filepath.Join(dir, "s-key.pem"), "urn:server")
	require.NoError(t, err)
	endpoint := impostor(t, own, nil)
	to, _, _ := strings.Cut(strings.TrimPrefix(endpoint, "opc.tcp://"), "/")
	// The first connection, which asks for the endpoints, goes through; of the
	// others only the greeting does.
	addr := answering(t, func(n int, c net.Conn) {
		up, err := net.Dial("tcp", to)
		if err != nil {
			return
		}
		defer up.Close()
		if n == 0 {
			go func() { _, _ = io.Copy(up, c) }()
			_, _ = io.Copy(c, up)
			return
		}
		for _, hop := range [][2]net.Conn{{c, up}, {up, c}} {
			b := make([]byte, 1000)
			if k, err := hop[0].Read(b); err == nil {
				_, _ = hop[1].Write(b[:k])
			}
		}
		_, _ = c.Read(make([]byte, 1<<16)) // what opens the channel
	})
	store, err := trust.Open(filepath.Join(dir, "pki"))
	require.NoError(t, err)
	_, err = store.Trust(own.Certificate)
	require.NoError(t, err)
	c, err := NewClient(Config{Name: "plc", Endpoint: "opc.tcp://" + addr, SecurityPolicy: "Basic256Sha256", Trust: store.Dir()})
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Read(context.Background(), []string{"i=2258"})
	assert.ErrorContains(t, err, `opcua server "plc": the server closed the connection while the secure channel was opened; most often it does not trust `+
		filepath.Join(store.Dir(), "own", "certificate.pem")+" yet: move it from the server's rejected certificates to its trusted ones")
}

// answering listens on this machine and lets the test answer each connection,
// which is closed afterwards.
func answering(t *testing.T, answer func(n int, c net.Conn)) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for n := 0; ; n++ {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() { defer c.Close(); answer(n, c) }()
		}
	}()
	return l.Addr().String()
}

func TestPeerThatDoesNotSpeakOPCUA(t *testing.T) {
	for _, row := range []struct{ says, want string }{
		{"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "does not speak OPC UA: its first answer is something else"},
		{"SSH-2.0-OpenSSH_9.6\r\n", "does not speak OPC UA: its first answer is something else"},
		{"", "closed the connection at the first message: it does not speak OPC UA, or takes no more connections"},
	} {
		addr := answering(t, func(_ int, c net.Conn) {
			_, _ = c.Read(make([]byte, 1000))
			_, _ = io.WriteString(c, row.says)
		})
		_, err := Discover(context.Background(), "opc.tcp://"+addr, time.Minute)
		assert.ErrorContains(t, err, addr+" "+row.want)
	}
}

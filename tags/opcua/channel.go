package opcua

// A link is one attempt at talking to a server: a TCP connection, a secure
// channel and an activated session. gopcua's Client is not used for it, since
// it hides what has to be checked and kept here: the certificate in the
// session's answer, the token with which the same session is taken up again on
// a new channel after a cut, and the moment at which the channel dies. A link
// that died is never repaired; the next attempt makes a new one, with a new
// configuration, because gopcua overwrites the pinned certificate in it with
// what the peer sends.

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"
	"github.com/gopcua/opcua/uacp"
	"github.com/gopcua/opcua/uapolicy"
	"github.com/gopcua/opcua/uasc"

	"dryfire/tags/opcua/trust"
)

func init() {
	// The codec's own limit of 65535 elements drops the connection over one
	// long array (docs/reference/opcua.md, section 1).
	ua.MaxVariantArrayLength = 1 << 20
}

// AccessError is a server that refuses the user or the channel's security.
type AccessError struct {
	Server   string
	Endpoint string
	Status   Status
	Hint     string
}

func (e *AccessError) Error() string {
	msg := fmt.Sprintf("opcua server %q at %s refused access: %s", e.Server, e.Endpoint, e.Status)
	if e.Hint != "" {
		msg += "; " + e.Hint
	}
	return msg
}

type session struct {
	token   *ua.NodeID // the authentication token
	id      *ua.NodeID
	nonce   []byte // the server's latest
	cert    []byte // the server's certificate, DER
	timeout time.Duration
	tokens  []*ua.UserTokenPolicy
}

type link struct {
	set  *settings
	tcp  *uacp.Conn
	sc   *uasc.SecureChannel
	cfg  *uasc.Config
	ses  *session
	dead chan struct{} // closed once the channel is gone
	odd  atomic.Value  // string: the last thing that the channel could not make sense of
	stop chan struct{}
	once sync.Once
}

// send performs one request. The result is never nil without an error.
func send[T ua.Response](ctx context.Context, l *link, req ua.Request, timeout time.Duration) (T, error) {
	var token *ua.NodeID
	if l.ses != nil {
		token = l.ses.token
	}
	return sendAs[T](ctx, l, token, req, timeout)
}

// sendAs is send for a session that is not the link's yet.
func sendAs[T ua.Response](ctx context.Context, l *link, token *ua.NodeID, req ua.Request, timeout time.Duration) (T, error) {
	var out T
	got := false
	err := l.sc.SendRequestWithTimeout(ctx, req, token, timeout, func(r ua.Response) error {
		v, ok := r.(T)
		if !ok {
			return fmt.Errorf("got a %T, want a %T", r, out)
		}
		out, got = v, true
		return nil
	})
	if odd, ok := l.odd.Load().(string); ok && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ua.StatusBadTimeout)) {
		err = fmt.Errorf("%w (the channel reported: %s)", err, odd)
	}
	if err == nil && !got {
		err = fmt.Errorf("got no answer, want a %T", out)
	}
	return out, err
}

// serviceStatus returns the status code in an error, if there is one.
func serviceStatus(err error) (ua.StatusCode, bool) {
	var code ua.StatusCode
	if errors.As(err, &code) {
		return code, true
	}
	var tcp *uacp.Error
	if errors.As(err, &tcp) {
		return ua.StatusCode(tcp.ErrorCode), true
	}
	return 0, false
}

// Endpoint is what a server offers under one combination of policy and mode.
type Endpoint struct {
	URL            string
	SecurityPolicy string
	SecurityMode   string
	Users          []string // Anonymous, UserName, Certificate, IssuedToken
	ApplicationURI string
	Application    string
	Certificate    []byte // DER, the leaf first; empty if the server has none
	Thumbprint     string
}

// Discover asks a server for its endpoints. It needs no trust, and what it
// returns is not to be trusted before a person or a trust folder has said so.
func Discover(ctx context.Context, endpoint string, timeout time.Duration) ([]Endpoint, error) {
	set, err := Config{Name: endpoint, Endpoint: endpoint, Timeouts: Timeouts{Connect: timeout}}.settings()
	if err != nil {
		return nil, err
	}
	eps, err := discover(ctx, set)
	if err != nil {
		return nil, err
	}
	out := make([]Endpoint, 0, len(eps))
	for _, ep := range eps {
		e := Endpoint{URL: ep.EndpointURL, SecurityPolicy: policyName(ep.SecurityPolicyURI), SecurityMode: modeName(ep.SecurityMode),
			ApplicationURI: ep.Server.ApplicationURI, Certificate: ep.ServerCertificate}
		if ep.Server.ApplicationName != nil {
			e.Application = ep.Server.ApplicationName.Text
		}
		for _, t := range ep.UserIdentityTokens {
			e.Users = append(e.Users, tokenName(t.TokenType))
		}
		if len(ep.ServerCertificate) > 0 {
			e.Thumbprint = trust.Thumbprint(ep.ServerCertificate)
		}
		out = append(out, e)
	}
	return out, nil
}

func policyName(uri string) string {
	for _, p := range policies {
		if p.uri == uri {
			return p.name
		}
	}
	return uri
}

func modeName(m ua.MessageSecurityMode) string {
	switch m {
	case ua.MessageSecurityModeNone:
		return "None"
	case ua.MessageSecurityModeSign:
		return "Sign"
	case ua.MessageSecurityModeSignAndEncrypt:
		return "SignAndEncrypt"
	}
	return "Invalid"
}

func tokenName(t ua.UserTokenType) string {
	switch t {
	case ua.UserTokenTypeAnonymous:
		return "Anonymous"
	case ua.UserTokenTypeUserName:
		return "UserName"
	case ua.UserTokenTypeCertificate:
		return "Certificate"
	}
	return "IssuedToken"
}

// dial makes the TCP connection. gopcua's own dialer would wait for the
// server's greeting, whatever becomes of ctx.
func dial(ctx context.Context, set *settings) (*uacp.Conn, error) {
	_, at, err := uacp.ResolveEndpoint(ctx, set.Endpoint)
	if err != nil {
		return nil, err
	}
	c, err := (&net.Dialer{Timeout: set.Timeouts.Connect}).DialContext(ctx, "tcp", at.Host)
	if err != nil {
		return nil, err
	}
	// An acknowledge of our own: gopcua's default is shared by the process.
	tcp, err := uacp.NewConn(c.(*net.TCPConn), &uacp.Acknowledge{ReceiveBufSize: uacp.DefaultReceiveBufSize, SendBufSize: uacp.DefaultSendBufSize})
	if err != nil {
		c.Close()
	}
	return tcp, err
}

// open makes the TCP connection and the secure channel, without a session.
func open(ctx context.Context, set *settings, cfg *uasc.Config) (*link, error) {
	tcp, err := dial(ctx, set)
	if err != nil {
		return nil, err
	}
	// Whatever waits for the server's bytes ends with ctx.
	stopped := context.AfterFunc(ctx, func() { tcp.TCPConn.Close() })
	defer stopped()
	if err := tcp.Handshake(ctx, set.Endpoint); err != nil {
		tcp.Close()
		if ctx.Err() != nil || errors.Is(err, os.ErrDeadlineExceeded) {
			why := ctx.Err()
			if why == nil {
				why = context.DeadlineExceeded
			}
			return nil, fmt.Errorf("%s takes connections and does not answer: %w", tcp.RemoteAddr(), why)
		}
		return nil, stranger(tcp.RemoteAddr(), err)
	}
	errs := make(chan error, 64)
	sc, err := uasc.NewSecureChannel(set.Endpoint, tcp, cfg, errs)
	if err != nil {
		tcp.Close()
		return nil, err
	}
	l := &link{set: set, tcp: tcp, sc: sc, cfg: cfg, dead: make(chan struct{}), stop: make(chan struct{})}
	go func() {
		for {
			select {
			case err := <-errs:
				// Anything but the end of the stream concerns one request only and
				// reaches its sender.
				if errors.Is(err, io.EOF) {
					close(l.dead)
					return
				}
				if _, ok := serviceStatus(err); !ok {
					l.odd.Store(err.Error())
				}
			case <-l.stop:
				close(l.dead)
				return
			}
		}
	}()
	if err := sc.Open(ctx); err != nil {
		l.abort()
		if cfg.SecurityPolicyURI != ua.SecurityPolicyURINone && hungUp(err) {
			err = fmt.Errorf("the server closed the connection while the secure channel was opened; most often it does not trust %s yet: move it from the server's rejected certificates to its trusted ones (%w)",
				set.ClientCertificate, err)
		}
		return nil, err
	}
	return l, nil
}

// stranger explains a first answer that is none of OPC UA's.
func stranger(addr net.Addr, err error) error {
	var said *uacp.Error
	switch {
	case errors.As(err, &said):
		return err // it speaks OPC UA
	case hungUp(err):
		return fmt.Errorf("%s closed the connection at the first message: it does not speak OPC UA, or takes no more connections (%w)", addr, err)
	}
	return fmt.Errorf("%s does not speak OPC UA: its first answer is something else (%w)", addr, err)
}

// hungUp reports whether the peer ended a connection.
func hungUp(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// abort closes the connection at once, without a word to the server.
func (l *link) abort() {
	l.once.Do(func() {
		l.tcp.Close()
		l.sc.Close() // ends gopcua's timers; its request fails at once on the closed connection
		close(l.stop)
	})
}

// close ends the link politely within the given time. keep leaves the session
// and its subscriptions to be taken up again.
func (l *link) close(keep bool, within time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	timer := time.AfterFunc(within, func() { l.tcp.Close() })
	defer timer.Stop()
	if !keep && l.ses != nil {
		// The server may be gone; then there is nothing left to close.
		_, _ = send[*ua.CloseSessionResponse](ctx, l, &ua.CloseSessionRequest{DeleteSubscriptions: true}, within)
	}
	l.once.Do(func() {
		l.sc.Close()
		l.tcp.Close()
		close(l.stop)
	})
}

func plain(set *settings) *uasc.Config {
	return &uasc.Config{SecurityPolicyURI: ua.SecurityPolicyURINone, SecurityMode: ua.MessageSecurityModeNone,
		Lifetime: uint32(set.Timeouts.Token / time.Millisecond), RequestTimeout: set.Timeouts.Connect}
}

func discover(ctx context.Context, set *settings) ([]*ua.EndpointDescription, error) {
	ctx, cancel := context.WithTimeout(ctx, set.Timeouts.Connect)
	defer cancel()
	l, err := open(ctx, set, plain(set))
	if err != nil {
		return nil, fmt.Errorf("opcua server %q: %w", set.Name, err)
	}
	defer l.close(true, time.Second)
	res, err := send[*ua.GetEndpointsResponse](ctx, l, &ua.GetEndpointsRequest{EndpointURL: set.Endpoint}, set.Timeouts.Connect)
	if err != nil {
		return nil, fmt.Errorf("opcua server %q: asking for its endpoints: %w", set.Name, err)
	}
	return res.Endpoints, nil
}

// secure chooses the endpoint for the configured policy and mode, verifies its
// certificate and returns the channel configuration that is pinned to it.
func secure(ctx context.Context, set *settings) (*uasc.Config, error) {
	cfg := plain(set)
	own, err := set.own()
	if err != nil {
		return nil, err
	}
	if own != nil {
		cfg.Certificate, cfg.LocalKey = own.Certificate, own.Key
	}
	if set.UserPrivateKey != "" {
		user, err := trust.Load(set.UserCertificate, set.UserPrivateKey)
		if err != nil {
			return nil, err
		}
		cfg.UserKey = user.Key
	}
	if set.policy == ua.SecurityPolicyURINone {
		return cfg, nil
	}
	eps, err := discover(ctx, set)
	if err != nil {
		return nil, err
	}
	var offered []string
	for _, ep := range eps {
		if ep.SecurityPolicyURI != set.policy || ep.SecurityMode != set.mode {
			offered = append(offered, policyName(ep.SecurityPolicyURI)+" "+modeName(ep.SecurityMode))
			continue
		}
		if err := set.verify(ep.ServerCertificate, ep.Server.ApplicationURI); err != nil {
			return nil, err
		}
		cfg.SecurityPolicyURI, cfg.SecurityMode = set.policy, set.mode
		cfg.RemoteCertificate, cfg.Thumbprint = ep.ServerCertificate, uapolicy.Thumbprint(ep.ServerCertificate)
		return cfg, nil
	}
	return nil, &ConfigError{set.Name, "securityPolicy", fmt.Sprintf("the server does not offer %s %s; it offers %v",
		set.SecurityPolicy, modeName(set.mode), offered)}
}

// verify asks the trust folder about a server certificate; what it refuses is
// kept under rejected/.
func (s *settings) verify(der []byte, uri string) error {
	err := s.store.Verify(der, trust.Expect{Endpoint: s.Endpoint, ApplicationURI: uri, Now: time.Now()})
	var refused *trust.Error
	if errors.As(err, &refused) && refused.Certificate != nil {
		if _, saveErr := s.store.Reject(refused.Certificate); saveErr != nil {
			return errors.Join(err, saveErr)
		}
	}
	return err
}

// connect opens a channel and activates a session on it: the given one, if it
// is not nil and the server still has it, or else a new one. resumed tells.
func connect(ctx context.Context, set *settings, old *session) (l *link, resumed bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, set.Timeouts.Connect)
	defer cancel()
	cfg, err := secure(ctx, set)
	if err != nil {
		return nil, false, err
	}
	pinned := cfg.RemoteCertificate
	l, err = open(ctx, set, cfg)
	if err != nil {
		return nil, false, set.explain(err)
	}
	if old != nil {
		ses := *old
		if err := l.activate(ctx, &ses); err == nil {
			l.ses = &ses
			return l, true, nil
		} else if ctx.Err() != nil || errors.Is(err, io.EOF) {
			l.abort()
			return nil, false, fmt.Errorf("opcua server %q: taking up the session again: %w", set.Name, err)
		}
	}
	ses, err := l.createSession(ctx, pinned)
	if err == nil {
		err = l.activate(ctx, ses)
	}
	if err != nil {
		l.abort()
		return nil, false, set.explain(err)
	}
	l.ses = ses
	return l, false, nil
}

// refusedUser reports whether a server did not take the user's password or
// certificate: what locks accounts when it is tried too often.
func (s *settings) refusedUser(err error) bool {
	var access *AccessError
	if s.Username == "" && s.UserCertificate == "" || !errors.As(err, &access) {
		return false
	}
	code := ua.StatusCode(access.Status)
	return code == ua.StatusBadUserAccessDenied || code == ua.StatusBadIdentityTokenRejected
}

// between is the pair of addresses in an error of the network.
// ended is how a link ended, in words; the error behind it stays to be found.
type ended struct {
	text string
	err  error
}

func (e *ended) Error() string { return e.text }
func (e *ended) Unwrap() error { return e.err }

// ending says how a link ended. A server that stops in good order says so in one
// of several ways, and none of them is a fault of the feed.
func ending(err error) error {
	code, ok := serviceStatus(err)
	switch {
	case !ok && hungUp(err):
		return &ended{"the server, or the network, ended the connection", err}
	case !ok:
		return fmt.Errorf("connection lost: %w", err)
	}
	switch code {
	case ua.StatusBadSessionClosed, ua.StatusBadSessionIDInvalid, ua.StatusBadSessionNotActivated:
		return &ended{fmt.Sprintf("the server has ended the session (%s)", Status(code)), err}
	case ua.StatusBadSecureChannelClosed, ua.StatusBadSecureChannelIDInvalid, ua.StatusBadConnectionClosed:
		return &ended{fmt.Sprintf("the server has closed the channel (%s)", Status(code)), err}
	case ua.StatusBadShutdown, ua.StatusBadServerHalted:
		return &ended{fmt.Sprintf("the server is shutting down (%s)", Status(code)), err}
	}
	return fmt.Errorf("publishing: %w", err)
}

var between = regexp.MustCompile(`\S+:\d+->(\S+:\d+)`)

// Text returns what an error of this package says without our own end of the
// connection, whose port is another one each time: so that the same trouble
// reads the same.
func Text(err error) string {
	if err == nil {
		return ""
	}
	return between.ReplaceAllString(err.Error(), "$1")
}

// explain turns the refusals that a user can act on into an AccessError.
func (s *settings) explain(err error) error {
	if Permanent(err) {
		return err // says all of it already
	}
	code, ok := serviceStatus(err)
	if !ok {
		return fmt.Errorf("opcua server %q: %w", s.Name, err)
	}
	hint := ""
	switch code {
	case ua.StatusBadUserAccessDenied, ua.StatusBadIdentityTokenRejected:
		hint = fmt.Sprintf("check username %q and its password", s.Username)
		if s.Username == "" {
			hint = "the server wants a user: set username and passwordEnv or passwordFile"
		}
	case ua.StatusBadIdentityTokenInvalid:
		hint = "the server does not take this kind of user; dryfire opcua trust shows which it takes"
	case ua.StatusBadSecurityModeRejected, ua.StatusBadSecurityPolicyRejected:
		hint = "set securityPolicy and securityMode to a pair that the server offers"
	case ua.StatusBadSecurityChecksFailed, ua.StatusBadCertificateUntrusted, ua.StatusBadCertificateInvalid:
		hint = fmt.Sprintf("most often the server does not trust %s yet: move it from the server's rejected certificates to its trusted ones", s.ClientCertificate)
	default:
		return fmt.Errorf("opcua server %q: %w", s.Name, err)
	}
	return &AccessError{s.Name, s.Endpoint, Status(code), hint}
}

func (l *link) createSession(ctx context.Context, pinned []byte) (*session, error) {
	nonce := make([]byte, 32)
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	res, err := send[*ua.CreateSessionResponse](ctx, l, &ua.CreateSessionRequest{
		ClientDescription: &ua.ApplicationDescription{ApplicationURI: l.set.ApplicationURI, ProductURI: "urn:dryfire",
			ApplicationName: ua.NewLocalizedText("dryfire"), ApplicationType: ua.ApplicationTypeClient},
		EndpointURL:             l.set.Endpoint,
		SessionName:             "dryfire " + l.set.Name,
		ClientNonce:             nonce,
		ClientCertificate:       l.cfg.Certificate,
		RequestedSessionTimeout: float64(l.set.Timeouts.Session / time.Millisecond),
	}, l.set.Timeouts.Connect)
	if err != nil {
		return nil, fmt.Errorf("creating a session: %w", err)
	}
	if l.cfg.SecurityMode != ua.MessageSecurityModeNone {
		if !bytes.Equal(leafOf(res.ServerCertificate), leafOf(pinned)) {
			return nil, &trust.Error{Reason: trust.ChangedSession, Endpoint: l.set.Endpoint, Dir: l.set.store.Dir(),
				Thumbprint: trust.Thumbprint(res.ServerCertificate)}
		}
		if res.ServerSignature == nil {
			return nil, errors.New("creating a session: the server did not sign its answer")
		}
		// append in gopcua writes into spare capacity of the certificate
		if err := l.sc.VerifySessionSignature(bytes.Clone(pinned), nonce, res.ServerSignature.Signature); err != nil {
			return nil, fmt.Errorf("creating a session: the server's signature is wrong: %w", err)
		}
	}
	ses := &session{token: res.AuthenticationToken, id: res.SessionID, nonce: res.ServerNonce, cert: res.ServerCertificate,
		timeout: time.Duration(res.RevisedSessionTimeout) * time.Millisecond}
	for _, ep := range res.ServerEndpoints {
		if ep.SecurityPolicyURI == l.set.policy && ep.SecurityMode == l.set.mode {
			ses.tokens = ep.UserIdentityTokens
			break
		}
	}
	return ses, nil
}

func leafOf(der []byte) []byte {
	if certs, err := x509.ParseCertificates(der); err == nil && len(certs) > 0 {
		return certs[0].Raw
	}
	return der
}

// activate gives the session its user and binds it to this channel.
func (l *link) activate(ctx context.Context, ses *session) error {
	token, signature, err := l.identity(ses)
	if err != nil {
		return err
	}
	sig, alg, err := l.sc.NewSessionSignature(bytes.Clone(ses.cert), ses.nonce)
	if err != nil {
		return fmt.Errorf("signing the session: %w", err)
	}
	res, err := sendAs[*ua.ActivateSessionResponse](ctx, l, ses.token, &ua.ActivateSessionRequest{
		ClientSignature:    &ua.SignatureData{Algorithm: alg, Signature: sig},
		LocaleIDs:          []string{"en"},
		UserIdentityToken:  ua.NewExtensionObject(token),
		UserTokenSignature: signature,
	}, l.set.Timeouts.Connect)
	if err != nil {
		return fmt.Errorf("activating the session: %w", err)
	}
	ses.nonce = res.ServerNonce
	return nil
}

// identity returns the user token for this session, encrypted or signed as the
// server asks for.
func (l *link) identity(ses *session) (token any, signature *ua.SignatureData, err error) {
	set, none := l.set, &ua.SignatureData{}
	want := ua.UserTokenTypeAnonymous
	switch {
	case set.Username != "":
		want = ua.UserTokenTypeUserName
	case set.UserCertificate != "":
		want = ua.UserTokenTypeCertificate
	}
	policy, found := chooseToken(ses.tokens, want, set.policy)
	if !found && len(ses.tokens) > 0 {
		var takes []string
		for _, t := range ses.tokens {
			takes = append(takes, tokenName(t.TokenType))
		}
		return nil, nil, &AccessError{set.Name, set.Endpoint, Status(ua.StatusBadIdentityTokenInvalid),
			fmt.Sprintf("it takes users of kind %v, not %s", takes, tokenName(want))}
	}
	cert := bytes.Clone(ses.cert)
	switch want {
	case ua.UserTokenTypeUserName:
		if err := l.allowPassword(policy.SecurityPolicyURI, ses); err != nil {
			return nil, nil, err
		}
		pass, alg, err := l.sc.EncryptUserPassword(policy.SecurityPolicyURI, set.Password, cert, ses.nonce)
		if err != nil {
			return nil, nil, fmt.Errorf("encrypting the password: %w", err)
		}
		return &ua.UserNameIdentityToken{PolicyID: policy.PolicyID, UserName: set.Username, Password: pass, EncryptionAlgorithm: alg}, none, nil
	case ua.UserTokenTypeCertificate:
		user, err := trust.Load(set.UserCertificate, set.UserPrivateKey)
		if err != nil {
			return nil, nil, err
		}
		sig, alg, err := l.sc.NewUserTokenSignature(policy.SecurityPolicyURI, cert, ses.nonce)
		if err != nil {
			return nil, nil, fmt.Errorf("signing the user token: %w", err)
		}
		return &ua.X509IdentityToken{PolicyID: policy.PolicyID, CertificateData: user.Certificate},
			&ua.SignatureData{Algorithm: alg, Signature: sig}, nil
	}
	if !found {
		policy.PolicyID = "Anonymous"
	}
	return &ua.AnonymousIdentityToken{PolicyID: policy.PolicyID}, none, nil
}

// chooseToken prefers a policy that encrypts over one that does not.
func chooseToken(tokens []*ua.UserTokenPolicy, want ua.UserTokenType, channel string) (ua.UserTokenPolicy, bool) {
	var best *ua.UserTokenPolicy
	rank := func(t *ua.UserTokenPolicy) int {
		uri := t.SecurityPolicyURI
		if uri == "" {
			uri = channel
		}
		for i, p := range policies {
			if p.uri == uri {
				return i
			}
		}
		return -1
	}
	for _, t := range tokens {
		if t.TokenType == want && rank(t) >= 0 && (best == nil || rank(t) > rank(best)) {
			best = t
		}
	}
	if best == nil {
		return ua.UserTokenPolicy{}, false
	}
	return *best, true
}

// allowPassword refuses to give a password to whoever listens, or to a server
// that nobody vouched for, unless the configuration says plainPassword.
func (l *link) allowPassword(policy string, ses *session) error {
	if policy == "" {
		policy = l.set.policy
	}
	if l.cfg.SecurityMode == ua.MessageSecurityModeSignAndEncrypt || l.set.PlainPassword {
		return nil
	}
	if policy == ua.SecurityPolicyURINone {
		return &ConfigError{l.set.Name, "password", "the server takes it in clear text only: use a securityPolicy, or allow it with plainPassword: true"}
	}
	if l.cfg.SecurityMode == ua.MessageSecurityModeSign {
		return nil // verified before the channel was opened
	}
	if l.set.store == nil {
		return &ConfigError{l.set.Name, "trust", "missing; the password is encrypted for the server's certificate, which somebody has to trust " +
			"(or allow any with plainPassword: true)"}
	}
	return l.set.verify(ses.cert, "")
}

// read reads attributes in batches of at most the given size.
func (l *link) read(ctx context.Context, nodes []*ua.ReadValueID, b *batch) ([]*ua.DataValue, error) {
	out := make([]*ua.DataValue, 0, len(nodes))
	for len(out) < len(nodes) {
		part := nodes[len(out):min(len(nodes), len(out)+b.size())]
		res, err := send[*ua.ReadResponse](ctx, l, &ua.ReadRequest{TimestampsToReturn: ua.TimestampsToReturnBoth, NodesToRead: part}, l.set.Timeouts.Request)
		if err != nil {
			if b.shrink(err, len(part)) {
				continue
			}
			return nil, err
		}
		if len(res.Results) != len(part) {
			return nil, fmt.Errorf("read: got %d results, want %d", len(res.Results), len(part))
		}
		out = append(out, res.Results...)
	}
	return out, nil
}

func readValueID(node *ua.NodeID, attribute ua.AttributeID) *ua.ReadValueID {
	return &ua.ReadValueID{NodeID: node, AttributeID: attribute, DataEncoding: &ua.QualifiedName{}}
}

// facts is what is read once from every new link.
type facts struct {
	namespaces []string
	started    time.Time // when the server started; zero if it does not say
	rtt        time.Duration
	skew       time.Duration // the server's clock minus ours
	monitored  uint32        // operation limits; 0 means none given
	reads      uint32
	writes     uint32
	browses    uint32
}

func (l *link) facts(ctx context.Context) (facts, error) {
	ids := []uint32{id.Server_NamespaceArray,
		id.Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall,
		id.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead,
		id.Server_ServerCapabilities_OperationLimits_MaxNodesPerWrite,
		id.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse,
		id.Server_ServerStatus_StartTime,
		id.Server_ServerStatus_CurrentTime}
	nodes := make([]*ua.ReadValueID, len(ids))
	for i, n := range ids {
		nodes[i] = readValueID(ua.NewNumericNodeID(0, n), ua.AttributeIDValue)
	}
	start := time.Now()
	dv, err := l.read(ctx, nodes, &batch{n: len(nodes)})
	if err != nil {
		return facts{}, fmt.Errorf("reading the server's namespaces, limits and time: %w", err)
	}
	f := facts{rtt: time.Since(start)}
	f.namespaces, _ = variantOf(dv[0]).([]string)
	f.monitored, _ = variantOf(dv[1]).(uint32)
	f.reads, _ = variantOf(dv[2]).(uint32)
	f.writes, _ = variantOf(dv[3]).(uint32)
	f.browses, _ = variantOf(dv[4]).(uint32)
	f.started, _ = variantOf(dv[5]).(time.Time)
	if t, ok := variantOf(dv[6]).(time.Time); ok && !t.IsZero() {
		f.skew = t.Sub(start.Add(f.rtt / 2))
	}
	return f, nil
}

func variantOf(dv *ua.DataValue) any {
	if dv == nil || dv.Value == nil {
		return nil
	}
	return dv.Value.Value()
}

// batch is the number of operations that go into one request: what the server
// advertises, at most 1000, and less once it has said that this is too many.
type batch struct {
	mu sync.Mutex
	n  int
}

const maxBatch = 1000

func (b *batch) limit(advertised uint32) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n == 0 {
		b.n = maxBatch
	}
	if advertised > 0 {
		b.n = min(b.n, int(min(advertised, maxBatch)))
	}
}

func (b *batch) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n == 0 {
		return maxBatch
	}
	return b.n
}

// shrink halves the batch if err says that the request of n operations was too
// large, and reports whether it is worth trying again.
func (b *batch) shrink(err error, n int) bool {
	code, ok := serviceStatus(err)
	if !ok || n <= 1 {
		return false
	}
	switch code {
	case ua.StatusBadTooManyOperations, ua.StatusBadEncodingLimitsExceeded, ua.StatusBadRequestTooLarge, ua.StatusBadResponseTooLarge,
		ua.StatusBadTCPMessageTooLarge, ua.StatusBadTooManyMonitoredItems, ua.StatusBadOutOfMemory, ua.StatusBadResourceUnavailable:
		b.halve(n)
		return true
	}
	return false
}

func (b *batch) halve(n int) {
	b.mu.Lock()
	b.n = max(1, n/2)
	b.mu.Unlock()
}

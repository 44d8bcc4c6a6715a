// Package opcua is the live feed of tags from an OPC UA server: it subscribes,
// survives what happens to networks and servers, writes back, and browses.
//
// A [Feed] holds one session for the subscriptions and a second one, its
// [Client], for everything else, so that no fault of a read, a write or a browse
// touches the feed. What arrives goes to a [Sink]. Nothing is lost silently: a
// value that a server or a network dropped shows in [Counters].
//
// Encoding, secure channel and cryptography are gopcua's; everything from the
// session upwards is here. The reasons, measured, and the behaviour that this
// package promises are in docs/reference/opcua.md.
package opcua

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/gopcua/opcua/ua"

	"dryfire/tags/opcua/trust"
)

// Config describes one server connection, under the names of the scenario
// file's opcua.servers entries. Its zero value is completed by defaults; only
// Endpoint is required.
type Config struct {
	Name     string // the connection's name, what a tag's opcServer refers to; for messages
	Endpoint string // opc.tcp://host:port/path

	SecurityPolicy string // None (default), Basic256Sha256, Aes128_Sha256_RsaOaep, Aes256_Sha256_RsaPss
	SecurityMode   string // None, Sign, SignAndEncrypt; default None without and SignAndEncrypt with a policy

	Username string // anonymous if empty and no user certificate is given
	Password string
	// PlainPassword allows a password to be sent readable for anyone on the
	// network, where the server offers no way to encrypt it.
	PlainPassword   bool
	UserCertificate string // file of an X.509 user certificate, with UserPrivateKey
	UserPrivateKey  string

	ClientCertificate string // file; both are created on first use if neither exists
	PrivateKey        string
	Trust             string // folder of trusted certificates, see package trust
	ApplicationURI    string // default urn:dryfire:client, or the client certificate's

	// What follows holds for all tags that have no group of their own.
	PublishingInterval time.Duration // default 100ms
	SamplingInterval   time.Duration // default the publishing interval; see [Fastest]
	QueueSize          uint32        // values the server keeps per tag between publishes; default 10
	Deadband           Deadband
	Groups             []Group

	// Namespaces is the namespace array by which an index in an item path is
	// understood. Left empty, it is what the server reports at the first
	// connection. Later on the index is translated by URI, since servers change
	// their indexes over a restart.
	Namespaces []string

	Timeouts Timeouts
}

// Timeouts are the times a [Feed] waits, with their defaults.
type Timeouts struct {
	Connect   time.Duration // TCP, channel and session together: 5s
	Request   time.Duration // any other request: 10s
	KeepAlive time.Duration // silence after which a healthy server says so: 1s, at least one publishing interval
	Watchdog  time.Duration // silence after which a connection is given up: three keep-alives, at least 2s
	Lifetime  time.Duration // how long the server keeps subscription and queues for us after a cut: 60s
	Session   time.Duration // how long it keeps the session: 2min
	Token     time.Duration // how long the channel's keys are used before they are renewed: 1h
	RetryMin  time.Duration // first pause before connecting again: 0.5s
	RetryMax  time.Duration // longest such pause: 10s
	RetryUser time.Duration // pause after a refused user or password, doubling up to ten minutes: 1min
	RetryItem time.Duration // pause before a refused tag is tried again: 5s, doubling up to a minute
}

// Group is a tag group: tags that share rates, queue and deadband, and one
// subscription. Zero fields take the connection's values.
type Group struct {
	Name               string
	PublishingInterval time.Duration
	SamplingInterval   time.Duration
	QueueSize          uint32
	Deadband           Deadband
	// Inactive groups start with monitoring off and wait for [Feed.SetMonitoring]:
	// a leased group that nobody looks at, a driven one whose condition is false.
	Inactive bool
}

// Fastest as a sampling interval asks for the server's fastest: each change as
// it happens, where the server works by exception.
const Fastest time.Duration = -1

// Deadband suppresses changes smaller than Value, at the server. Percent is of
// the EURange of a node. Where a node refuses the filter, the tag is subscribed
// without, and [Counters].FiltersRefused counts it.
type Deadband struct {
	Value   float64
	Percent bool
}

// ConfigError is a setting that can't be used.
type ConfigError struct {
	Server string
	Field  string // as it is spelled in the scenario file
	Reason string
}

func (e *ConfigError) Error() string {
	return fmt.Sprintf("opcua server %q: %s: %s", e.Server, e.Field, e.Reason)
}

// The security policies by the names that a configuration uses.
var policies = []struct{ name, short, uri string }{
	{"None", "None", ua.SecurityPolicyURINone},
	{"Basic256Sha256", "Basic256Sha256", ua.SecurityPolicyURIBasic256Sha256},
	{"Aes128_Sha256_RsaOaep", "Aes128", ua.SecurityPolicyURIAes128Sha256RsaOaep},
	{"Aes256_Sha256_RsaPss", "Aes256-PSS", ua.SecurityPolicyURIAes256Sha256RsaPss},
}

const defaultURI = "urn:dryfire:client"

// settings is a checked Config with all defaults filled in.
type settings struct {
	Config
	policy string // URI
	mode   ua.MessageSecurityMode
	store  *trust.Store // nil without a trust folder
}

func (c Config) settings() (*settings, error) {
	s := &settings{Config: c}
	bad := func(field, format string, args ...any) error {
		return &ConfigError{Server: c.Name, Field: field, Reason: fmt.Sprintf(format, args...)}
	}
	u, err := url.Parse(c.Endpoint)
	if err != nil || u.Scheme != "opc.tcp" || u.Hostname() == "" {
		return nil, bad("endpoint", "got %q, want opc.tcp://host:port/path", c.Endpoint)
	}
	for _, p := range policies {
		if c.SecurityPolicy == "" && p.name == "None" || strings.EqualFold(c.SecurityPolicy, p.name) ||
			strings.EqualFold(c.SecurityPolicy, p.short) || c.SecurityPolicy == p.uri {
			s.policy, s.SecurityPolicy = p.uri, p.name
		}
	}
	if s.policy == "" {
		return nil, bad("securityPolicy", "got %q, want None, Basic256Sha256, Aes128_Sha256_RsaOaep or Aes256_Sha256_RsaPss", c.SecurityPolicy)
	}
	secure := s.policy != ua.SecurityPolicyURINone
	switch strings.ToLower(c.SecurityMode) {
	case "":
		s.mode = ua.MessageSecurityModeNone
		if secure {
			s.mode = ua.MessageSecurityModeSignAndEncrypt
		}
	case "none":
		s.mode = ua.MessageSecurityModeNone
	case "sign":
		s.mode = ua.MessageSecurityModeSign
	case "signandencrypt":
		s.mode = ua.MessageSecurityModeSignAndEncrypt
	default:
		return nil, bad("securityMode", "got %q, want None, Sign or SignAndEncrypt", c.SecurityMode)
	}
	if secure == (s.mode == ua.MessageSecurityModeNone) {
		return nil, bad("securityMode", "%s does not go with securityPolicy %s", modeName(s.mode), s.SecurityPolicy)
	}
	if secure && c.Trust == "" {
		return nil, bad("trust", "missing; securityPolicy %s needs a folder of trusted certificates", s.SecurityPolicy)
	}
	if c.Username != "" && c.UserCertificate != "" {
		return nil, bad("username", "given together with userCertificate, want one of them")
	}
	if (c.UserCertificate == "") != (c.UserPrivateKey == "") {
		return nil, bad("userPrivateKey", "userCertificate and userPrivateKey go together")
	}
	if (c.ClientCertificate == "") != (c.PrivateKey == "") {
		return nil, bad("privateKey", "clientCertificate and privateKey go together")
	}
	if c.Trust != "" {
		if s.store, err = trust.Open(c.Trust); err != nil {
			return nil, bad("trust", "%v", err)
		}
		if c.ClientCertificate == "" {
			s.ClientCertificate, s.PrivateKey = s.store.OwnPaths()
		}
	}
	if c.ApplicationURI == "" {
		s.ApplicationURI = defaultURI
	}
	defaultTo(&s.PublishingInterval, 100*time.Millisecond)
	defaultTo(&s.SamplingInterval, s.PublishingInterval)
	defaultTo(&s.QueueSize, 10)
	t := &s.Timeouts
	defaultTo(&t.Connect, 5*time.Second)
	defaultTo(&t.Request, 10*time.Second)
	defaultTo(&t.KeepAlive, time.Second)
	defaultTo(&t.Lifetime, time.Minute)
	defaultTo(&t.Session, 2*time.Minute)
	defaultTo(&t.Token, time.Hour)
	defaultTo(&t.RetryMin, 500*time.Millisecond)
	defaultTo(&t.RetryMax, 10*time.Second)
	defaultTo(&t.RetryUser, time.Minute)
	defaultTo(&t.RetryItem, 5*time.Second)
	groups := []Group{{}} // the connection's own settings are the group ""
	for _, g := range c.Groups {
		for _, h := range groups {
			if g.Name == h.Name {
				return nil, bad("groups", "group %q is there twice", g.Name)
			}
		}
		groups = append(groups, g)
	}
	for i := range groups {
		g := &groups[i]
		if g.SamplingInterval == 0 && g.PublishingInterval != 0 {
			g.SamplingInterval = g.PublishingInterval
		}
		defaultTo(&g.PublishingInterval, s.PublishingInterval)
		defaultTo(&g.SamplingInterval, s.SamplingInterval)
		defaultTo(&g.QueueSize, s.QueueSize)
		if g.Deadband.Value == 0 {
			g.Deadband = s.Deadband
		}
		if g.PublishingInterval < 0 || g.SamplingInterval < Fastest || g.Deadband.Value < 0 {
			return nil, bad("groups", "group %q has a negative interval or deadband", g.Name)
		}
		if g.Deadband.Percent && g.Deadband.Value > 100 {
			return nil, bad("deadband", "got %g percent, want at most 100", g.Deadband.Value)
		}
	}
	s.Groups = groups
	return s, nil
}

func defaultTo[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}

// own returns the client's certificate, made on first use; nil where neither
// the channel nor a configured file asks for one.
func (s *settings) own() (*trust.Own, error) {
	if s.policy == ua.SecurityPolicyURINone && (s.ClientCertificate == "" || s.store != nil && s.Config.usesOwnPaths(s.store)) {
		return nil, nil
	}
	own, err := trust.LoadOrCreate(s.ClientCertificate, s.PrivateKey, s.ApplicationURI)
	if err != nil {
		return nil, err
	}
	if own.URI != "" && own.URI != s.ApplicationURI {
		if s.ApplicationURI != defaultURI {
			return nil, &ConfigError{s.Name, "applicationUri", fmt.Sprintf("got %q, but the certificate in %s is for %q",
				s.ApplicationURI, filepath.Base(s.ClientCertificate), own.URI)}
		}
		s.ApplicationURI = own.URI
	}
	return own, nil
}

func (c Config) usesOwnPaths(store *trust.Store) bool {
	cert, _ := store.OwnPaths()
	return c.ClientCertificate == cert
}

// keepAlive returns the keep-alive count and the lifetime count of a
// subscription that publishes at the given interval, and the silence after
// which its connection counts as dead.
func (t Timeouts) keepAlive(interval time.Duration) (keep, life uint32, silence time.Duration) {
	if interval <= 0 {
		interval = time.Millisecond
	}
	keep = uint32(max(1, (t.KeepAlive+interval-1)/interval))
	life = uint32(max(time.Duration(keep)*3, (t.Lifetime+interval-1)/interval))
	silence = t.Watchdog
	if silence == 0 {
		silence = max(3*time.Duration(keep)*interval, 2*time.Second)
	}
	return keep, life, silence
}

// ErrClosed is returned by calls on a feed or client that has been closed.
var ErrClosed = errors.New("opcua: connection is closed")

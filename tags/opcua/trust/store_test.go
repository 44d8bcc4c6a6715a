package trust

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	keys    = map[string]*rsa.PrivateKey{}
	keysMu  sync.Mutex
	weak, _ = rsa.GenerateKey(rand.Reader, 1024)
)

func key(t *testing.T, name string) *rsa.PrivateKey {
	t.Helper()
	keysMu.Lock()
	defer keysMu.Unlock()
	if keys[name] == nil {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		require.NoError(t, err)
		keys[name] = k
	}
	return keys[name]
}

var now = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// newCertificate returns a certificate for urn:server, valid for a year around now, signed
// by the parent or by itself.
func newCertificate(t *testing.T, k *rsa.PrivateKey, parent *x509.Certificate, parentKey *rsa.PrivateKey, change func(*x509.Certificate)) *x509.Certificate {
	t.Helper()
	u, err := url.Parse("urn:server")
	require.NoError(t, err)
	c := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "server"}, NotBefore: now.AddDate(0, -6, 0),
		NotAfter: now.AddDate(0, 6, 0), URIs: []*url.URL{u}, KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true}
	if change != nil {
		change(c)
	}
	if parent == nil {
		parent, parentKey = c, k
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &k.PublicKey, parentKey)
	require.NoError(t, err)
	out, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return out
}

func authority(c *x509.Certificate) {
	c.IsCA, c.KeyUsage, c.Subject = true, x509.KeyUsageCertSign, pkix.Name{CommonName: "authority"}
}

func put(t *testing.T, dir, sub, name string, c *x509.Certificate) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, sub), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, sub, name), c.Raw, 0o644))
}

func TestVerify(t *testing.T) {
	ca := newCertificate(t, key(t, "ca"), nil, nil, authority)
	middle := newCertificate(t, key(t, "middle"), ca, key(t, "ca"), func(c *x509.Certificate) { authority(c); c.Subject.CommonName = "middle" })
	self := newCertificate(t, key(t, "server"), nil, nil, nil)
	issued := newCertificate(t, key(t, "server"), ca, key(t, "ca"), nil)
	below := newCertificate(t, key(t, "server"), middle, key(t, "middle"), nil)
	old := newCertificate(t, key(t, "server"), nil, nil, func(c *x509.Certificate) { c.NotAfter = now.AddDate(0, 0, -1) })
	early := newCertificate(t, key(t, "server"), nil, nil, func(c *x509.Certificate) { c.NotBefore = now.AddDate(0, 0, 1) })
	oldIssued := newCertificate(t, key(t, "server"), ca, key(t, "ca"), func(c *x509.Certificate) { c.NotAfter = now.AddDate(0, 0, -1) })
	forged := newCertificate(t, key(t, "server"), &x509.Certificate{Subject: ca.Subject, RawSubject: ca.RawSubject}, key(t, "other"), nil)
	small := newCertificate(t, weak, nil, nil, nil)
	for _, row := range []struct {
		name    string
		present []byte
		trusted []*x509.Certificate
		issuers []*x509.Certificate
		uri     string
		want    Reason
	}{
		{"trusted itself", self.Raw, []*x509.Certificate{self}, nil, "urn:server", ""},
		{"nobody trusted", self.Raw, nil, nil, "urn:server", Unknown},
		{"another trusted", self.Raw, []*x509.Certificate{issued}, nil, "urn:server", Unknown},
		{"issued by a trusted authority", issued.Raw, []*x509.Certificate{ca}, nil, "urn:server", ""},
		{"an authority among the issuers only", issued.Raw, nil, []*x509.Certificate{ca}, "urn:server", Unknown},
		{"chain completed by issuers", below.Raw, []*x509.Certificate{ca}, []*x509.Certificate{middle}, "urn:server", ""},
		{"chain completed by what was presented", append(append([]byte{}, below.Raw...), middle.Raw...), []*x509.Certificate{ca}, nil, "urn:server", ""},
		{"chain incomplete", below.Raw, []*x509.Certificate{ca}, nil, "urn:server", Unknown},
		{"signed with another key", forged.Raw, []*x509.Certificate{ca}, nil, "urn:server", Unknown},
		{"expired", old.Raw, []*x509.Certificate{old}, nil, "urn:server", Expired},
		{"issued and expired", oldIssued.Raw, []*x509.Certificate{ca}, nil, "urn:server", Expired},
		{"not valid yet", early.Raw, []*x509.Certificate{early}, nil, "urn:server", NotYetValid},
		{"another application", self.Raw, []*x509.Certificate{self}, nil, "urn:impostor", WrongURI},
		{"no application asked for", self.Raw, []*x509.Certificate{self}, nil, "", ""},
		{"none", nil, []*x509.Certificate{self}, nil, "", Missing},
		{"garbage", []byte("garbage"), []*x509.Certificate{self}, nil, "", Unreadable},
		{"a weak key", small.Raw, []*x509.Certificate{small}, nil, "", WeakKey},
	} {
		t.Run(row.name, func(t *testing.T) {
			dir := t.TempDir()
			for i, c := range row.trusted {
				put(t, dir, "trusted", string(rune('a'+i))+".der", c)
			}
			for i, c := range row.issuers {
				put(t, dir, "issuers", string(rune('a'+i))+".der", c)
			}
			s, err := Open(dir)
			require.NoError(t, err)
			err = s.Verify(row.present, Expect{Endpoint: "opc.tcp://plc:4840", ApplicationURI: row.uri, Now: now})
			if row.want == "" {
				require.NoError(t, err)
				return
			}
			var refused *Error
			require.ErrorAs(t, err, &refused)
			if row.name == "signed with another key" && refused.Reason == BrokenChain {
				return
			}
			assert.Equal(t, row.want, refused.Reason, err)
		})
	}
}

func TestDescribe(t *testing.T) {
	ca := newCertificate(t, key(t, "ca"), nil, nil, authority)
	c := newCertificate(t, key(t, "server"), ca, key(t, "ca"), func(c *x509.Certificate) { c.DNSNames = []string{"plc"} })
	i, err := Describe(c.Raw)
	require.NoError(t, err)
	assert.Len(t, i.SHA256, 64)
	i.SHA1, i.SHA256 = "", ""
	assert.Equal(t, Info{Subject: "CN=server", Issuer: "CN=authority", NotBefore: c.NotBefore, NotAfter: c.NotAfter, ApplicationURI: "urn:server",
		Hosts: []string{"plc"}, KeyBits: 2048}, i)
	_, err = Describe([]byte("x"))
	assert.ErrorContains(t, err, "not a certificate")
}

func TestTrustAfterReject(t *testing.T) {
	self := newCertificate(t, key(t, "server"), nil, nil, nil)
	s, err := Open(t.TempDir())
	require.NoError(t, err)
	rejected, err := s.Reject(self.Raw)
	require.NoError(t, err)
	want := Expect{Endpoint: "opc.tcp://plc:4840", Now: now}
	assert.EqualError(t, s.Verify(self.Raw, want), `server certificate "CN=server" (thumbprint `+Thumbprint(self.Raw)+`) of opc.tcp://plc:4840 refused: it is not trusted; `+
		`compare the thumbprint with the server's own, then run: dryfire opcua trust --trust `+s.Dir()+` opc.tcp://plc:4840 (or put the certificate into `+filepath.Join(s.Dir(), "trusted")+`)`)
	path, err := s.Trust(self.Raw)
	require.NoError(t, err)
	assert.Equal(t, filepath.Join(s.Dir(), "trusted", Thumbprint(self.Raw)+".pem"), path)
	assert.NoFileExists(t, rejected)
	require.NoError(t, s.Verify(self.Raw, want))
	require.NoError(t, os.WriteFile(filepath.Join(s.Dir(), "trusted", "note.txt"), []byte("hello"), 0o600))
	assert.ErrorContains(t, s.Verify(self.Raw, want), "note.txt: not a PEM or DER certificate")
}

// A certificate of an application that had another one before may be new, or
// somebody else's.
func TestChangedCertificate(t *testing.T) {
	before, after := newCertificate(t, key(t, "server"), nil, nil, nil), newCertificate(t, key(t, "other"), nil, nil, nil)
	stranger := newCertificate(t, key(t, "other"), nil, nil, func(c *x509.Certificate) {
		c.URIs, c.Subject.CommonName = nil, "stranger"
	})
	for _, row := range []struct{ dir, want string }{
		{"plants/pki", "dryfire opcua trust --trust plants/pki opc.tcp://plc (or"},
		{"it's mine/pki", `dryfire opcua trust --trust 'it'\''s mine/pki' opc.tcp://plc (or`},
		{"pki", "dryfire opcua trust opc.tcp://plc (or"},
	} {
		t.Chdir(t.TempDir())
		s, err := Open(row.dir)
		require.NoError(t, err)
		_, err = s.Trust(before.Raw)
		require.NoError(t, err)
		want := Expect{Endpoint: "opc.tcp://plc", ApplicationURI: "urn:server", Now: now}
		err = s.Verify(after.Raw, want)
		assert.ErrorContains(t, err, row.want)
		assert.ErrorContains(t, err, "refused: it is not trusted. Another certificate of this application is trusted (thumbprint "+Thumbprint(before.Raw)+
			", valid until 2026-12-01): either the server has got a new one since, or somebody is in between; compare")
		want.ApplicationURI = "urn:another"
		err = s.Verify(stranger.Raw, want)
		assert.ErrorContains(t, err, "refused: it is not trusted; compare")
	}
}

func TestOwnCertificate(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "trust"))
	require.NoError(t, err)
	certFile, keyFile := s.OwnPaths()
	own, err := LoadOrCreate(certFile, keyFile, "urn:me")
	require.NoError(t, err)
	assert.True(t, own.Created)
	info, err := os.Stat(keyFile)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	again, err := LoadOrCreate(certFile, keyFile, "urn:other")
	require.NoError(t, err)
	assert.False(t, again.Created)
	assert.Equal(t, "urn:me", again.URI)
	assert.Equal(t, own.Certificate, again.Certificate)

	pkcs1 := filepath.Join(t.TempDir(), "key.pem")
	require.NoError(t, os.WriteFile(pkcs1, pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(own.Key)}), 0o600))
	_, err = Load(certFile, pkcs1)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(pkcs1, x509.MarshalPKCS1PrivateKey(key(t, "other")), 0o600))
	_, err = Load(certFile, pkcs1)
	assert.ErrorContains(t, err, "is not that of the certificate")
	require.NoError(t, os.Remove(keyFile))
	_, err = LoadOrCreate(certFile, keyFile, "urn:me")
	assert.ErrorContains(t, err, "key.pem", "half of a pair is not replaced")
	_, err = LoadOrCreate(filepath.Join(t.TempDir(), "c"), filepath.Join(t.TempDir(), "k"), "")
	assert.ErrorContains(t, err, "not a URI")
}

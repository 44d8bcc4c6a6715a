package trust

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Own is a certificate with its private key.
type Own struct {
	Certificate []byte // DER; a chain has the leaf first
	Key         *rsa.PrivateKey
	URI         string // the application URI in the certificate; "" if it has none
	Created     bool   // made just now, so the server does not know it yet
}

// OwnPaths returns where a store keeps the client's certificate and key when no
// files are configured.
func (s *Store) OwnPaths() (certificate, key string) {
	return filepath.Join(s.dir, "own", "certificate.pem"), filepath.Join(s.dir, "own", "key.pem")
}

// LoadOrCreate reads a certificate and its key (PEM or DER, PKCS #1 or #8). If
// neither file exists, it makes a self-signed certificate with a new 2048-bit
// RSA key, valid for ten years, whose application URI is uri, and writes both;
// the key is readable by its owner only.
func LoadOrCreate(certificate, key, uri string) (*Own, error) {
	_, certErr := os.Stat(certificate)
	_, keyErr := os.Stat(key)
	if errors.Is(certErr, os.ErrNotExist) && errors.Is(keyErr, os.ErrNotExist) {
		return create(certificate, key, uri)
	}
	return Load(certificate, key)
}

// Load reads a certificate and its key; they must belong together.
func Load(certificate, key string) (*Own, error) {
	certs, err := readCertificates(certificate)
	if err != nil {
		return nil, err
	}
	k, err := readKey(key)
	if err != nil {
		return nil, err
	}
	pub, ok := certs[0].PublicKey.(*rsa.PublicKey)
	if !ok || !pub.Equal(&k.PublicKey) {
		return nil, fmt.Errorf("trust: the key in %s is not that of the certificate in %s", key, certificate)
	}
	own := &Own{Key: k}
	for _, c := range certs {
		own.Certificate = append(own.Certificate, c.Raw...)
	}
	if len(certs[0].URIs) > 0 {
		own.URI = certs[0].URIs[0].String()
	}
	return own, nil
}

func readKey(path string) (*rsa.PrivateKey, error) {
	der, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	if block, _ := pem.Decode(der); block != nil {
		der = block.Bytes
	}
	if k, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return k, nil
	}
	k, err := x509.ParsePKCS8PrivateKey(der)
	if err != nil {
		return nil, fmt.Errorf("trust: %s: not an unencrypted PKCS #1 or PKCS #8 key: %w", path, err)
	}
	if r, ok := k.(*rsa.PrivateKey); ok {
		return r, nil
	}
	return nil, fmt.Errorf("trust: %s: got a %T, want an RSA key", path, k)
}

func create(certificate, key, uri string) (*Own, error) {
	u, err := url.Parse(uri)
	if err != nil || uri == "" {
		return nil, fmt.Errorf("trust: application URI %q: not a URI", uri)
	}
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "localhost"
	}
	t := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: "dryfire@" + host, Organization: []string{"dryfire"}},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().AddDate(10, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment | x509.KeyUsageKeyEncipherment |
			x509.KeyUsageDataEncipherment | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		URIs:                  []*url.URL{u},
		DNSNames:              []string{host},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &k.PublicKey, k)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	for _, f := range []struct {
		path string
		typ  string
		der  []byte
		mode os.FileMode
	}{{key, "PRIVATE KEY", pkcs8, 0o600}, {certificate, "CERTIFICATE", der, 0o644}} {
		if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
			return nil, fmt.Errorf("trust: %w", err)
		}
		if err := os.WriteFile(f.path, pem.EncodeToMemory(&pem.Block{Type: f.typ, Bytes: f.der}), f.mode); err != nil {
			return nil, fmt.Errorf("trust: %w", err)
		}
	}
	return &Own{Certificate: der, Key: k, URI: uri, Created: true}, nil
}

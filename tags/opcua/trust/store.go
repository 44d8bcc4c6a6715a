// Package trust decides which OPC UA servers a client talks to, and keeps the
// client's own certificate.
//
// gopcua connects to whatever certificate a server presents, so the decision is
// made here, before a channel is opened and again on what the session's answer
// carries. A store is a folder that a person can read and edit:
//
//	trusted/   certificates of servers, or of authorities whose servers are trusted
//	issuers/   certificates of authorities that only complete a chain
//	rejected/  what was refused, kept for a look and a decision
//	own/       the client's certificate and private key
//
// Files are PEM or DER, named by thumbprint when this package writes them.
package trust

import (
	"bytes"
	"crypto/rsa"
	"crypto/sha1" // OPC UA Part 4 identifies certificates by SHA-1 thumbprint
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// Store is a trust folder. Its zero value is not usable; see [Open].
type Store struct {
	dir string
}

// Open returns the store in dir. Nothing is created until something is stored.
func Open(dir string) (*Store, error) {
	if dir == "" {
		return nil, errors.New("trust: no folder given")
	}
	if fi, err := os.Stat(dir); err == nil && !fi.IsDir() {
		return nil, fmt.Errorf("trust: %s is a file, want a folder", dir)
	}
	return &Store{dir: dir}, nil
}

// Dir returns the folder of the store.
func (s *Store) Dir() string { return s.dir }

// Reason says why a certificate was refused.
type Reason string

// The reasons, in the order in which they are looked for.
const (
	Missing        Reason = "the server presents no certificate"
	Unreadable     Reason = "the certificate can't be parsed"
	WeakKey        Reason = "the key is not RSA of at least 2048 bits"
	Unknown        Reason = "it is not trusted"
	BrokenChain    Reason = "its chain can't be verified"
	NotYetValid    Reason = "it is not valid yet"
	Expired        Reason = "it has expired"
	WrongURI       Reason = "its application URI is not the server's"
	ChangedSession Reason = "the session answered with another certificate"
)

// Error is a refused server certificate.
type Error struct {
	Reason      Reason
	Endpoint    string // may be empty
	Subject     string
	Thumbprint  string // SHA-1, upper-case hexadecimal; empty if there is no certificate
	Detail      string
	Dir         string // the trust folder
	Certificate []byte // DER of the leaf
	// Before is the thumbprint of another certificate of the same application
	// that is trusted, with the end of its validity; empty if there is none.
	Before      string
	BeforeUntil time.Time
}

// Error says what was refused, why, and what a user can do about it.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("server certificate")
	if e.Subject != "" {
		fmt.Fprintf(&b, " %q", e.Subject)
	}
	if e.Thumbprint != "" {
		fmt.Fprintf(&b, " (thumbprint %s)", e.Thumbprint)
	}
	if e.Endpoint != "" {
		fmt.Fprintf(&b, " of %s", e.Endpoint)
	}
	fmt.Fprintf(&b, " refused: %s", e.Reason)
	if e.Detail != "" {
		fmt.Fprintf(&b, ": %s", e.Detail)
	}
	if e.Before != "" {
		fmt.Fprintf(&b, ". Another certificate of this application is trusted (thumbprint %s, valid until %s): either the server has got a new one since, or somebody is in between",
			e.Before, e.BeforeUntil.UTC().Format(time.DateOnly))
	}
	if e.Reason == Unknown {
		folder := ""
		switch {
		case e.Dir == DefaultDir:
		case strings.ContainsAny(e.Dir, " \t'\"\\$"):
			folder = "--trust '" + strings.ReplaceAll(e.Dir, "'", `'\''`) + "' "
		default:
			folder = "--trust " + e.Dir + " "
		}
		fmt.Fprintf(&b, "; compare the thumbprint with the server's own, then run: dryfire opcua trust %s%s (or put the certificate into %s)",
			folder, e.Endpoint, filepath.Join(e.Dir, "trusted"))
	}
	return b.String()
}

// DefaultDir is the trust folder of commands that name none.
const DefaultDir = "pki"

// Expect is what a certificate must fit besides being trusted.
type Expect struct {
	Endpoint       string    // for messages
	ApplicationURI string    // the server's application URI; "" is not compared
	Now            time.Time // the moment at which it must be valid
}

// Thumbprint returns the SHA-1 digest of a DER certificate in upper-case
// hexadecimal, as OPC UA tools show it. Of a chain only the leaf counts.
func Thumbprint(der []byte) string {
	leaf := der
	if certs, err := x509.ParseCertificates(der); err == nil && len(certs) > 0 {
		leaf = certs[0].Raw
	}
	sum := sha1.Sum(leaf)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// Info is what a person looks at before trusting a certificate.
type Info struct {
	Subject, Issuer     string
	SHA1, SHA256        string // thumbprints, upper-case hexadecimal
	NotBefore, NotAfter time.Time
	ApplicationURI      string
	Hosts               []string // DNS names and addresses
	KeyBits             int      // of an RSA key; 0 for another
	SelfSigned          bool
}

// Describe returns what the leaf of a DER certificate says of itself.
func Describe(der []byte) (Info, error) {
	certs, err := x509.ParseCertificates(der)
	if err != nil || len(certs) == 0 {
		return Info{}, fmt.Errorf("trust: not a certificate: %v", err)
	}
	c := certs[0]
	sum := sha256.Sum256(c.Raw)
	i := Info{Subject: c.Subject.String(), Issuer: c.Issuer.String(), SHA1: Thumbprint(c.Raw), SHA256: strings.ToUpper(hex.EncodeToString(sum[:])),
		NotBefore: c.NotBefore, NotAfter: c.NotAfter, Hosts: append([]string{}, c.DNSNames...), SelfSigned: bytes.Equal(c.RawSubject, c.RawIssuer)}
	for _, ip := range c.IPAddresses {
		i.Hosts = append(i.Hosts, ip.String())
	}
	if len(c.URIs) > 0 {
		i.ApplicationURI = c.URIs[0].String()
	}
	if k, ok := c.PublicKey.(*rsa.PublicKey); ok {
		i.KeyBits = k.N.BitLen()
	}
	return i, nil
}

// Verify reports, as an [*Error], why the certificate (DER, possibly a chain
// with the leaf first) is not to be trusted. A leaf stored under trusted/ is
// trusted by itself; otherwise its chain must end in an authority stored there,
// with issuers/ and the presented chain completing it. Either way it must be
// within its validity and carry the expected application URI.
func (s *Store) Verify(der []byte, want Expect) error {
	e := &Error{Endpoint: want.Endpoint, Dir: s.dir}
	if len(der) == 0 {
		e.Reason = Missing
		return e
	}
	certs, err := x509.ParseCertificates(der)
	if err != nil || len(certs) == 0 {
		e.Reason = Unreadable
		if err != nil {
			e.Detail = err.Error()
		}
		return e
	}
	leaf := certs[0]
	e.Subject, e.Thumbprint, e.Certificate = leaf.Subject.String(), Thumbprint(leaf.Raw), leaf.Raw
	if key, ok := leaf.PublicKey.(*rsa.PublicKey); !ok || key.N.BitLen() < 2048 {
		e.Reason = WeakKey
		return e
	}
	trusted, err := s.load("trusted")
	if err != nil {
		return err
	}
	if !contains(trusted, leaf) {
		if err := s.verifyChain(leaf, certs[1:], trusted, want.Now); err != nil {
			e.Reason = Unknown
			var unknown x509.UnknownAuthorityError
			if !errors.As(err, &unknown) && hasIssuer(trusted, leaf) {
				e.Reason, e.Detail = BrokenChain, err.Error()
			}
			if old := sameApplication(trusted, leaf, want.ApplicationURI); old != nil {
				e.Before, e.BeforeUntil = Thumbprint(old.Raw), old.NotAfter
			}
			return e
		}
	}
	switch {
	case want.Now.Before(leaf.NotBefore):
		e.Reason, e.Detail = NotYetValid, "valid from "+leaf.NotBefore.UTC().Format(time.RFC3339)
		return e
	case want.Now.After(leaf.NotAfter):
		e.Reason, e.Detail = Expired, "valid until "+leaf.NotAfter.UTC().Format(time.RFC3339)
		return e
	}
	if want.ApplicationURI != "" && !hasURI(leaf, want.ApplicationURI) {
		e.Reason = WrongURI
		e.Detail = fmt.Sprintf("got %s, want %q", uris(leaf), want.ApplicationURI)
		return e
	}
	return nil
}

func (s *Store) verifyChain(leaf *x509.Certificate, presented, trusted []*x509.Certificate, now time.Time) error {
	issuers, err := s.load("issuers")
	if err != nil {
		return err
	}
	roots, middle := x509.NewCertPool(), x509.NewCertPool()
	for _, c := range trusted {
		if c.IsCA {
			roots.AddCert(c)
		}
	}
	for _, c := range append(issuers, presented...) {
		middle.AddCert(c)
	}
	// An expired leaf is reported as such by the caller, not as a broken chain.
	if now.After(leaf.NotAfter) {
		now = leaf.NotAfter
	}
	if now.Before(leaf.NotBefore) {
		now = leaf.NotBefore
	}
	_, err = leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: middle, CurrentTime: now,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	return err
}

// Trust stores the leaf of a DER certificate under trusted/ and returns the
// file's path; the same certificate under rejected/ is removed.
func (s *Store) Trust(der []byte) (string, error) {
	path, err := s.put("trusted", der)
	if err != nil {
		return "", err
	}
	if err := os.Remove(filepath.Join(s.dir, "rejected", filepath.Base(path))); err != nil && !errors.Is(err, os.ErrNotExist) {
		return path, fmt.Errorf("trust: %w", err)
	}
	return path, nil
}

// Reject stores the leaf of a DER certificate under rejected/, for a person to
// look at, and returns the file's path.
func (s *Store) Reject(der []byte) (string, error) { return s.put("rejected", der) }

func (s *Store) put(sub string, der []byte) (string, error) {
	certs, err := x509.ParseCertificates(der)
	if err != nil || len(certs) == 0 {
		return "", fmt.Errorf("trust: not a certificate: %v", err)
	}
	dir := filepath.Join(s.dir, sub)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("trust: %w", err)
	}
	path := filepath.Join(dir, Thumbprint(certs[0].Raw)+".pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certs[0].Raw})
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return "", fmt.Errorf("trust: %w", err)
	}
	return path, nil
}

// load reads all certificates of a sub-folder, in file-name order. A file that
// is no certificate is an error: a trust list is not to be guessed at.
func (s *Store) load(sub string) ([]*x509.Certificate, error) {
	dir := filepath.Join(s.dir, sub)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	var all []*x509.Certificate
	for _, entry := range entries {
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, entry.Name())
		certs, err := readCertificates(path)
		if err != nil {
			return nil, err
		}
		all = append(all, certs...)
	}
	return all, nil
}

func readCertificates(path string) ([]*x509.Certificate, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("trust: %w", err)
	}
	der := data
	if block, rest := pem.Decode(data); block != nil {
		der = nil
		for ; block != nil; block, rest = pem.Decode(rest) {
			if block.Type != "CERTIFICATE" {
				return nil, fmt.Errorf("trust: %s: got a PEM block %q, want CERTIFICATE", path, block.Type)
			}
			der = append(der, block.Bytes...)
		}
	}
	certs, err := x509.ParseCertificates(der)
	if err != nil || len(certs) == 0 {
		return nil, fmt.Errorf("trust: %s: not a PEM or DER certificate: %v", path, err)
	}
	return certs, nil
}

// sameApplication returns the last valid one of the certificates that are the
// same application's as the leaf: of the same application URI or, where one has
// none, of the same subject.
func sameApplication(list []*x509.Certificate, leaf *x509.Certificate, uri string) (found *x509.Certificate) {
	for _, c := range list {
		same := bytes.Equal(c.RawSubject, leaf.RawSubject)
		if len(c.URIs) > 0 && (uri != "" || len(leaf.URIs) > 0) {
			same = uri != "" && hasURI(c, uri) || len(leaf.URIs) > 0 && hasURI(c, leaf.URIs[0].String())
		}
		if same && !c.IsCA && (found == nil || c.NotAfter.After(found.NotAfter)) {
			found = c
		}
	}
	return found
}

func contains(list []*x509.Certificate, c *x509.Certificate) bool {
	for _, t := range list {
		if bytes.Equal(t.Raw, c.Raw) {
			return true
		}
	}
	return false
}

func hasIssuer(list []*x509.Certificate, c *x509.Certificate) bool {
	for _, t := range list {
		if t.IsCA && bytes.Equal(t.RawSubject, c.RawIssuer) {
			return true
		}
	}
	return false
}

func hasURI(c *x509.Certificate, uri string) bool {
	for _, u := range c.URIs {
		if u.String() == uri {
			return true
		}
	}
	return false
}

func uris(c *x509.Certificate) string {
	if len(c.URIs) == 0 {
		return "none"
	}
	return fmt.Sprintf("%q", c.URIs[0].String())
}

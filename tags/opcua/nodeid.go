package opcua

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/gopcua/opcua/ua"
)

// An item path names a node the way Ignition's opcItemPath does:
//
//	ns=2;s=Line 1.Speed       by namespace index
//	nsu=urn:plc;s=Speed       by namespace URI
//	i=2258                    in OPC UA's own namespace
//
// with s (text), i (number), g (GUID) or b (base64) as the identifier's kind.
// Everything behind "s=" belongs to the identifier, semicolons included.

// nodeRef is a parsed item path.
type nodeRef struct {
	uri    string // of "nsu="; then index is not used
	index  uint16
	byURI  bool
	kind   byte
	number uint32
	text   string // also the GUID
	bytes  []byte
}

// PathError is an item path that is not one.
type PathError struct {
	Path   string
	Reason string
}

func (e *PathError) Error() string {
	msg := fmt.Sprintf("item path %q: %s; want for example ns=2;s=Speed or nsu=urn:plc;i=5", e.Path, e.Reason)
	if hint := e.Hint(); hint != "" {
		msg += "; " + hint
	}
	return msg
}

// Hint says what may be meant by a path that an Ignition gateway's own server
// would take without saying so; "" if there is nothing to say.
func (e *PathError) Hint() string {
	if strings.HasPrefix(strings.TrimSpace(e.Path), "[") {
		return fmt.Sprintf("did you mean ns=1;s=%s?", strings.TrimSpace(e.Path))
	}
	return ""
}

// CheckPath reports, as a [*PathError], what is wrong with the spelling of an
// item path. Whether a server has the node only the server knows.
func CheckPath(path string) error {
	_, err := parsePath(path)
	return err
}

func parsePath(path string) (nodeRef, error) {
	var r nodeRef
	rest := strings.TrimSpace(path)
	bad := func(format string, args ...any) (nodeRef, error) {
		return nodeRef{}, &PathError{path, fmt.Sprintf(format, args...)}
	}
	if rest == "" {
		return bad("empty")
	}
	if after, ok := strings.CutPrefix(rest, "ns="); ok {
		num, tail, found := strings.Cut(after, ";")
		n, err := strconv.ParseUint(num, 10, 16)
		if !found || err != nil {
			return bad("%q is no namespace index", num)
		}
		r.index, rest = uint16(n), tail
	} else if after, ok := strings.CutPrefix(rest, "nsu="); ok {
		uri, tail, found := cutURI(after)
		if !found || uri == "" {
			return bad("no identifier after the namespace URI")
		}
		r.uri, r.byURI, rest = uri, true, tail
	}
	kind, idText, found := strings.Cut(rest, "=")
	if !found || len(kind) != 1 {
		return bad("no identifier")
	}
	r.kind = kind[0]
	switch r.kind {
	case 's':
		r.text = idText
	case 'i':
		n, err := strconv.ParseUint(idText, 10, 32)
		if err != nil {
			return bad("%q is no number", idText)
		}
		r.number = uint32(n)
	case 'g':
		if ua.NewGUID(idText) == nil {
			return bad("%q is no GUID", idText)
		}
		r.text = idText
	case 'b':
		b, err := base64.StdEncoding.DecodeString(idText)
		if err != nil {
			return bad("%q is not base64", idText)
		}
		r.bytes = b
	default:
		return bad("%q is no kind of identifier", kind)
	}
	return r, nil
}

// cutURI splits "urn:a;b;s=x" before the identifier: a URI may hold semicolons.
func cutURI(s string) (uri, rest string, found bool) {
	for i := 0; i+2 < len(s); i++ {
		if s[i] == ';' && s[i+2] == '=' && strings.IndexByte("sigb", s[i+1]) >= 0 {
			return s[:i], s[i+1:], true
		}
	}
	return "", "", false
}

func (r nodeRef) node(ns uint16) *ua.NodeID {
	switch r.kind {
	case 's':
		return ua.NewStringNodeID(ns, r.text)
	case 'g':
		return ua.NewGUIDNodeID(ns, r.text)
	case 'b':
		return ua.NewByteStringNodeID(ns, r.bytes)
	}
	if ns == 0 && r.number <= 0xFF {
		return ua.NewTwoByteNodeID(uint8(r.number))
	}
	return ua.NewNumericNodeID(ns, r.number)
}

// namespaces translates item paths: an index is understood by the array that
// was in force when the configuration was written, and looked up by URI in the
// array that is in force now.
type namespaces struct {
	mu      sync.RWMutex
	written []string
	current []string
}

// renew sets the current array and reports whether any path may now mean
// another node.
func (n *namespaces) renew(current []string) (changed bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.written == nil {
		n.written = append([]string{}, current...)
	}
	changed = n.current != nil && strings.Join(n.current, "\x00") != strings.Join(current, "\x00")
	n.current = append([]string{}, current...)
	return changed
}

// resolve returns the node that a path names on the server as it is now.
func (n *namespaces) resolve(path string) (*ua.NodeID, error) {
	r, err := parsePath(path)
	if err != nil {
		return nil, err
	}
	n.mu.RLock()
	defer n.mu.RUnlock()
	uri := r.uri
	if !r.byURI {
		// Index 0 is OPC UA's own, 1 the server's own, whose URI holds its host
		// name and may change with it.
		if known := max(len(n.written), len(n.current)); known > 0 && int(r.index) >= known {
			return nil, &PathError{path, fmt.Sprintf("no such namespace ns=%d: the server's are ns=0 to ns=%d", r.index, known-1)}
		}
		if r.index <= 1 || int(r.index) >= len(n.written) {
			return r.node(r.index), nil
		}
		uri = n.written[r.index]
	}
	for i, have := range n.current {
		if have == uri {
			return r.node(uint16(i)), nil
		}
	}
	return nil, &PathError{path, fmt.Sprintf("no such namespace %q", uri)}
}

// path spells a node id of the server as an item path, by URI if asked to.
func (n *namespaces) path(id *ua.NodeID, byURI bool) string {
	if id == nil {
		return ""
	}
	ns := int(id.Namespace())
	n.mu.RLock()
	defer n.mu.RUnlock()
	prefix := ""
	switch {
	case ns == 0:
	case byURI && ns < len(n.current):
		prefix = "nsu=" + n.current[ns] + ";"
	default:
		prefix = "ns=" + strconv.Itoa(ns) + ";"
	}
	switch id.Type() {
	case ua.NodeIDTypeString:
		return prefix + "s=" + id.StringID()
	case ua.NodeIDTypeGUID:
		return prefix + "g=" + id.StringID()
	case ua.NodeIDTypeByteString:
		return prefix + "b=" + id.StringID()
	}
	return prefix + "i=" + strconv.FormatUint(uint64(id.IntID()), 10)
}

package opcua

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// Node is a node of the server's address space as browsing shows it.
type Node struct {
	Path     string // item path
	Name     string // display name, else browse name
	Class    string // Object, Variable, Method
	Type     string // Variable: OPC UA's name of the built-in type, such as Double or Int32[]
	TagType  string // Variable: the tag data type (TYP-1) that takes it
	Value    tags.Value
	Quality  tags.Quality
	Writable bool
	Depth    int  // 0 for the children of where browsing began
	More     int  // > 0: not a node but a note that this many children, or more, were left out here
	Property bool // reached by HasProperty
}

// BrowseOptions limit a browse. Zero fields take the defaults.
type BrowseOptions struct {
	Depth    int  // levels below the start; default 1, -1 for all
	Nodes    int  // nodes in all; default 10000
	Children int  // children of one node; default 1000
	Values   bool // read types and values of variables
	ByURI    bool // spell item paths with namespace URIs
	Server   bool // descend into the Server object too, when browsing from the root of objects
}

// browseSpec says which references one browse follows.
type browseSpec struct {
	direction ua.BrowseDirection
	reference uint32 // in namespace 0; subtypes are included
	classes   ua.NodeClass
	max       int // references in all; the rest is dropped and reported
}

const browsePage = 500 // references in one answer, so that none is giant

// children lists the references of a node, page by page.
func (c *Client) children(ctx context.Context, node *ua.NodeID, spec browseSpec) (refs []*ua.ReferenceDescription, more bool, err error) {
	err = c.do(ctx, true, func(l *link) error {
		refs, more = nil, false
		page := uint32(min(browsePage, spec.max+1))
		res, err := send[*ua.BrowseResponse](ctx, l, &ua.BrowseRequest{
			View:                          &ua.ViewDescription{ViewID: ua.NewTwoByteNodeID(0)},
			RequestedMaxReferencesPerNode: page,
			NodesToBrowse: []*ua.BrowseDescription{{NodeID: node, BrowseDirection: spec.direction,
				ReferenceTypeID: ua.NewNumericNodeID(0, spec.reference), IncludeSubtypes: true, NodeClassMask: uint32(spec.classes),
				ResultMask: uint32(ua.BrowseResultMaskAll)}},
		}, c.set.Timeouts.Request)
		if err != nil {
			return err
		}
		results := res.Results
		for {
			if len(results) != 1 {
				return fmt.Errorf("browse: got %d results, want 1", len(results))
			}
			r := results[0]
			if Status(r.StatusCode)>>31 != 0 {
				return r.StatusCode
			}
			for _, ref := range r.References {
				if ref != nil && ref.NodeID != nil && ref.NodeID.NodeID != nil && ref.NodeID.NodeID.Type() <= ua.NodeIDTypeByteString {
					refs = append(refs, ref)
				}
			}
			more = len(refs) > spec.max
			if len(r.ContinuationPoint) == 0 {
				break
			}
			next, err := send[*ua.BrowseNextResponse](ctx, l, &ua.BrowseNextRequest{ReleaseContinuationPoints: more,
				ContinuationPoints: [][]byte{r.ContinuationPoint}}, c.set.Timeouts.Request)
			if err != nil {
				return err
			}
			if more {
				break
			}
			results = next.Results
		}
		if more {
			refs = refs[:spec.max]
		}
		return nil
	})
	return refs, more, err
}

var errEnough = errors.New("enough")

// Browse visits the nodes below a start, depth first, in the server's order.
// A start that is a variable is visited itself, and what is below it at depth 1.
// The start is an item path, or names from the Objects folder separated by
// slashes ("Plant/Line 1"), or "" for the Objects folder itself. A limit that
// was reached shows as a Node with More. visit ends the browse by an error,
// which Browse returns.
func (c *Client) Browse(ctx context.Context, start string, o BrowseOptions, visit func(Node) error) error {
	defaultTo(&o.Depth, 1)
	defaultTo(&o.Nodes, 10000)
	defaultTo(&o.Children, 1000)
	node, err := c.locate(ctx, start)
	if err != nil {
		return err
	}
	seen := map[string]bool{node.String(): true}
	left, below := o.Nodes, 0
	self, err := c.self(ctx, node)
	if err != nil {
		return fmt.Errorf("browse: %s: %w", c.ns.path(node, o.ByURI), err)
	}
	if self.NodeClass == ua.NodeClassVariable {
		nodes, err := c.nodes(ctx, []*ua.ReferenceDescription{self}, 0, o)
		if err != nil {
			return err
		}
		if err := visit(nodes[0]); err != nil {
			if errors.Is(err, errEnough) {
				return nil
			}
			return err
		}
		left, below = left-1, 1
	}
	var walk func(node *ua.NodeID, depth int) error
	walk = func(node *ua.NodeID, depth int) error {
		refs, more, err := c.children(ctx, node, browseSpec{reference: id.HierarchicalReferences,
			classes: ua.NodeClassObject | ua.NodeClassVariable | ua.NodeClassMethod, max: min(o.Children, left)})
		if err != nil {
			return err
		}
		nodes, err := c.nodes(ctx, refs, depth, o)
		if err != nil {
			return err
		}
		for i, n := range nodes {
			key := refs[i].NodeID.NodeID.String()
			if seen[key] {
				continue
			}
			seen[key] = true
			if left == 0 {
				if err := visit(Node{Depth: depth, More: len(nodes) - i}); err != nil {
					return err
				}
				return errEnough
			}
			left--
			if err := visit(n); err != nil {
				return err
			}
			isServer := refs[i].NodeID.NodeID.Namespace() == 0 && refs[i].NodeID.NodeID.IntID() == id.Server
			if (o.Depth < 0 || depth+1 < o.Depth) && n.Class != "Method" && (o.Server || !isServer) {
				if err := walk(refs[i].NodeID.NodeID, depth+1); err != nil {
					return err
				}
			}
		}
		if more {
			return visit(Node{Depth: depth, More: 1})
		}
		return nil
	}
	if err := walk(node, below); err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return nil
}

// errNoNode is an item path that leads nowhere.
var errNoNode = errors.New("no such node (BadNodeIDUnknown)")

// self describes a node as a reference to it would.
func (c *Client) self(ctx context.Context, node *ua.NodeID) (*ua.ReferenceDescription, error) {
	values, err := c.read(ctx, []*ua.ReadValueID{readValueID(node, ua.AttributeIDNodeClass), readValueID(node, ua.AttributeIDBrowseName),
		readValueID(node, ua.AttributeIDDisplayName)})
	if err != nil {
		return nil, err
	}
	switch code := values[0].Status; {
	case code == ua.StatusBadNodeIDUnknown:
		return nil, errNoNode
	case Status(code)>>31 != 0:
		return nil, code
	}
	self := &ua.ReferenceDescription{NodeID: &ua.ExpandedNodeID{NodeID: node}}
	if v, ok := variantOf(values[0]).(int32); ok {
		self.NodeClass = ua.NodeClass(v)
	}
	self.BrowseName, _ = variantOf(values[1]).(*ua.QualifiedName)
	self.DisplayName, _ = variantOf(values[2]).(*ua.LocalizedText)
	return self, nil
}

// nodes describes references, reading types and values in batches.
func (c *Client) nodes(ctx context.Context, refs []*ua.ReferenceDescription, depth int, o BrowseOptions) ([]Node, error) {
	out := make([]Node, len(refs))
	var ids []*ua.NodeID
	var values []*ua.ReadValueID
	var open []int
	for i, r := range refs {
		n := Node{Path: c.ns.path(r.NodeID.NodeID, o.ByURI), Class: strings.TrimPrefix(r.NodeClass.String(), "NodeClass"), Depth: depth}
		if r.DisplayName != nil {
			n.Name = r.DisplayName.Text
		}
		if n.Name == "" && r.BrowseName != nil {
			n.Name = r.BrowseName.Name
		}
		n.Property = r.ReferenceTypeID != nil && r.ReferenceTypeID.Namespace() == 0 && r.ReferenceTypeID.IntID() == id.HasProperty
		if r.NodeClass == ua.NodeClassVariable {
			ids = append(ids, r.NodeID.NodeID)
			open = append(open, i)
			if o.Values {
				values = append(values, readValueID(r.NodeID.NodeID, ua.AttributeIDValue), readValueID(r.NodeID.NodeID, ua.AttributeIDUserAccessLevel))
			}
		}
		out[i] = n
	}
	if !o.Values || len(ids) == 0 {
		return out, nil
	}
	types, err := c.typesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	read, err := c.readValues(ctx, values)
	if err != nil {
		return nil, err
	}
	for k, i := range open {
		n, t := &out[i], types[k]
		r := c.reading(read[2*k])
		n.Value, n.Quality, n.TagType = r.Value, r.Quality, r.Type
		if access, ok := variantOf(read[2*k+1]).(uint8); ok {
			n.Writable = access&2 != 0
		}
		builtin := t.builtin
		if builtin == ua.TypeIDVariant && read[2*k].Value != nil && read[2*k].Value.Type() != ua.TypeIDNull {
			builtin = read[2*k].Value.Type()
		}
		isArray := t.rank >= 0 || t.rank < -1 && r.Value.List() != nil && builtin != ua.TypeIDByteString
		n.Type = typeName(builtin)
		if isArray {
			n.Type += "[]"
			for d := int32(1); d < t.rank; d++ {
				n.Type += "[]"
			}
		}
		n.TagType = tagType(builtin, isArray)
		if t.rank > 1 {
			n.TagType = "Document" // tags have no matrices
		}
	}
	return out, nil
}

// locate finds the node that an item path or a path of names leads to.
func (c *Client) locate(ctx context.Context, start string) (*ua.NodeID, error) {
	if _, err := c.link(ctx); err != nil {
		return nil, err
	}
	if node, err := c.ns.resolve(start); err == nil {
		return node, nil
	} else if strings.HasPrefix(start, "ns=") || strings.HasPrefix(start, "nsu=") || strings.HasPrefix(start, "[") {
		return nil, err
	}
	at := ua.NewNumericNodeID(0, id.ObjectsFolder)
	for i, name := range strings.Split(strings.Trim(start, "/"), "/") {
		if name == "" || i == 0 && name == "Objects" {
			continue
		}
		refs, more, err := c.children(ctx, at, browseSpec{reference: id.HierarchicalReferences, max: 100000})
		if err != nil {
			return nil, err
		}
		var next *ua.NodeID
		var have []string
		for _, r := range refs {
			display, browse := "", ""
			if r.DisplayName != nil {
				display = r.DisplayName.Text
			}
			if r.BrowseName != nil {
				browse = r.BrowseName.Name
			}
			if browse == name || display == name {
				next = r.NodeID.NodeID
				break
			}
			if len(have) < 10 {
				have = append(have, strconv.Quote(browse))
			}
		}
		if next == nil {
			rest := ""
			if more || len(refs) > len(have) {
				rest = ", …"
			}
			return nil, fmt.Errorf("browse: there is no %q in %s; there is %s%s", name, c.ns.path(at, false), strings.Join(have, ", "), rest)
		}
		at = next
	}
	return at, nil
}

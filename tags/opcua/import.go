package opcua

import (
	"context"
	"fmt"
	"strings"
	"unicode"
)

// TagNode is one node of a tag export (TGF-11, TGF-13): a folder with tags or
// an atomic tag that follows an OPC item. Marshalled as JSON it is what
// Ignition's tag import and this project's tag files take.
type TagNode struct {
	Name          string     `json:"name"`
	TagType       string     `json:"tagType"` // Folder or AtomicTag
	ValueSource   string     `json:"valueSource,omitempty"`
	DataType      string     `json:"dataType,omitempty"`
	OPCServer     string     `json:"opcServer,omitempty"`
	OPCItemPath   string     `json:"opcItemPath,omitempty"`
	ReadOnly      bool       `json:"readOnly,omitempty"`
	Documentation string     `json:"documentation,omitempty"`
	Tags          []*TagNode `json:"tags,omitempty"`

	names map[string]bool // of Tags, folded
}

// ImportOptions limit an import and say how it spells things.
type ImportOptions struct {
	Server     string // the connection's name for opcServer; default Config.Name
	Tags       int    // default 10000
	Depth      int    // default all
	ByURI      bool   // item paths by namespace URI, which survive a change of indexes
	Properties bool   // include properties, such as EURange
}

// Import lists the variables below a node as tags, with folders as the server
// has them; a variable is itself a tag. What is about the server and not about a
// plant is left out unless start leads there: the controls of a simulated device
// and, of the Objects folder, what is in OPC UA's own namespace. more tells that a limit was reached. Folders without tags are left
// out; a variable that has variables of its own becomes a tag beside a folder
// named like it with an underscore. Names are changed to what tags may be called
// (PTH-7); the documentation of such a tag holds the original.
func (c *Client) Import(ctx context.Context, start string, o ImportOptions) (list []*TagNode, more bool, err error) {
	defaultTo(&o.Server, c.set.Name)
	defaultTo(&o.Tags, 10000)
	defaultTo(&o.Depth, -1)
	whole := strings.Trim(start, "/") == "" || strings.Trim(start, "/") == "Objects"
	root := &TagNode{}
	stack := []*TagNode{root} // by depth: the folder that takes the nodes there
	var last *TagNode         // what the node before became
	lastDepth, count, skip := 0, 0, -1
	err = c.Browse(ctx, start, BrowseOptions{Depth: o.Depth, Nodes: 20*o.Tags + 1000, Children: o.Tags + 1, Values: true, ByURI: o.ByURI}, func(n Node) error {
		if n.More > 0 {
			more = true
			return nil
		}
		if skip >= 0 && n.Depth > skip {
			return nil
		}
		skip = -1
		ofServer := whole && n.Depth == 0 && !strings.HasPrefix(n.Path, "ns") // OPC UA's own namespace, as the Server object
		controls := strings.HasSuffix(n.Path, "][Controls]") && n.Path != start
		if n.Class == "Method" || n.Property && !o.Properties || ofServer || controls {
			skip = n.Depth
			return nil
		}
		if n.Depth > lastDepth {
			into := last
			if into == nil || into.TagType == "AtomicTag" {
				into = &TagNode{Name: "members", TagType: "Folder"}
				if last != nil {
					into.Name = last.Name + "_"
				}
				stack[lastDepth].add(into)
			}
			stack = append(stack[:lastDepth+1], into)
		} else {
			stack = stack[:n.Depth+1]
		}
		lastDepth = n.Depth
		t := &TagNode{TagType: "Folder"}
		t.Name = tagName(n.Name)
		if n.Class == "Variable" {
			if count == o.Tags {
				more = true
				return errEnough
			}
			count++
			t.TagType, t.ValueSource, t.DataType, t.OPCServer, t.OPCItemPath = "AtomicTag", "opc", n.TagType, o.Server, n.Path
			t.ReadOnly = !n.Writable
			if t.Name != n.Name {
				t.Documentation = n.Name
			}
		}
		stack[n.Depth].add(t)
		last = t
		return nil
	})
	root.prune()
	return root.Tags, more, err
}

// add appends a child under a name that no other child has, whatever its case (PTH-5).
func (t *TagNode) add(child *TagNode) {
	if t.names == nil {
		t.names = map[string]bool{}
	}
	base := child.Name
	for n := 2; t.names[strings.ToLower(child.Name)]; n++ {
		child.Name = fmt.Sprintf("%s_%d", base, n)
	}
	t.names[strings.ToLower(child.Name)] = true
	t.Tags = append(t.Tags, child)
}

// prune removes folders without tags.
func (t *TagNode) prune() {
	kept := t.Tags[:0]
	for _, c := range t.Tags {
		c.prune()
		if c.TagType == "AtomicTag" || len(c.Tags) > 0 {
			kept = append(kept, c)
		}
	}
	t.Tags = kept
}

// tagName returns the nearest name that a tag may have (PTH-7).
func tagName(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '_', i > 0 && strings.ContainsRune(" '-:()", r):
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	s := strings.TrimRight(b.String(), " ")
	if s == "" {
		return "_"
	}
	if r := []rune(s); len(r) > 256 {
		s = string(r[:256])
	}
	return s
}

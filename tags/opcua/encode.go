package opcua

// Structures on their way to a server: what structures.go decodes, encoded. A
// document's fields are those of the type's definition, each converted as a
// value of its own would be.

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// errNotWritable is a structure type that can't be written.
var errNotWritable = errors.New("structures of a type that the server does not describe can't be written")

// structureVariant returns a document, or a list of them, as a value of the
// given structure type. The error is a conversionError, errNotWritable, or says
// that the server could not be asked.
func (c *Client) structureVariant(ctx context.Context, v tags.Value, dataType *ua.NodeID, rank int32) (*ua.Variant, error) {
	w, err := c.writable(ctx, dataType)
	if err != nil {
		return nil, err
	}
	v = bare(v)
	l := v.List()
	switch {
	case rank > 1, rank == 1 && l == nil:
		return nil, cannot(v, fmt.Sprintf("an array of structures with %d dimensions", rank), "")
	case rank == -1 && l != nil:
		return nil, cannot(v, "a structure", "")
	case l == nil:
		x, err := w.object(v)
		if err != nil {
			return nil, err
		}
		return ua.NewVariant(x)
	}
	list := make([]*ua.ExtensionObject, len(l.Items))
	for i, item := range l.Items {
		if list[i], err = w.object(item); err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
	}
	return ua.NewVariant(list)
}

// writable reads how a structure type is written.
func (c *Client) writable(ctx context.Context, dataType *ua.NodeID) (writable, error) {
	key := dataType.String()
	c.structs.mu.RLock()
	w, ok := c.structs.written[key]
	c.structs.mu.RUnlock()
	if ok {
		return w, nil
	}
	refs, _, err := c.children(ctx, dataType, browseSpec{reference: id.HasEncoding, max: 10})
	if err != nil {
		return w, notWritable(err)
	}
	for _, r := range refs {
		if r.BrowseName != nil && r.BrowseName.Name == "Default Binary" {
			w.encoding = r.NodeID.NodeID
		}
	}
	if w.encoding == nil {
		return w, errNotWritable
	}
	if w.layout, err = c.layout(ctx, dataType, 0); err != nil {
		return w, notWritable(err)
	}
	c.structs.mu.Lock()
	c.structs.written[key] = w
	c.structs.mu.Unlock()
	return w, nil
}

func notWritable(err error) error {
	if fatal(err) {
		return err
	}
	return errNotWritable
}

// object returns one structure.
func (w writable) object(v tags.Value) (*ua.ExtensionObject, error) {
	b := ua.NewBuffer(nil)
	if err := w.layout.encode(b, v, ""); err != nil {
		return nil, err
	}
	if b.Error() != nil {
		return nil, b.Error()
	}
	return &ua.ExtensionObject{TypeID: &ua.ExpandedNodeID{NodeID: w.encoding}, EncodingMask: ua.ExtensionObjectBinary,
		Value: &rawStructure{b.Bytes()}}, nil
}

// encode writes the fields of a structure; at is where it is within the value,
// for errors. Names are compared without case: documents of the standard's own
// types have ours, which differ in that.
func (l *layout) encode(b *ua.Buffer, v tags.Value, at string) error {
	bad := func(format string, args ...any) error {
		where := ""
		if at != "" {
			where = " at " + at
		}
		return conversionError(fmt.Sprintf("Value of type %s can not be coerced to a structure%s due to %s", v.Kind(), where, fmt.Sprintf(format, args...)))
	}
	v = bare(v)
	m := v.Map()
	if m == nil {
		return bad("its type, want a document with the fields %s", l.names())
	}
	values := make([]tags.Value, len(l.fields))
	given := make([]bool, len(l.fields))
	for i := 0; i < m.Len(); i++ {
		k, x := m.At(i)
		found := false
		for j := range l.fields {
			if strings.EqualFold(l.fields[j].name, k.Text()) && !given[j] {
				values[j], given[j], found = x, true, true
				break
			}
		}
		if !found {
			return bad("the field %q, want %s", k.Text(), l.names())
		}
	}
	switch l.kind {
	case ua.StructureTypeUnion:
		if m.Len() > 1 {
			return bad("%d fields, want one of %s", m.Len(), l.names())
		}
		for j := range l.fields {
			if given[j] {
				b.WriteUint32(uint32(j) + 1)
				return l.fields[j].encode(b, values[j], at)
			}
		}
		b.WriteUint32(0)
		return nil
	case ua.StructureTypeStructureWithOptionalFields:
		mask, bit := uint32(0), 0
		for j, f := range l.fields {
			if f.optional {
				if given[j] {
					mask |= 1 << bit
				}
				bit++
			}
		}
		b.WriteUint32(mask)
	}
	for j := range l.fields {
		f := &l.fields[j]
		switch {
		case given[j]:
			if err := f.encode(b, values[j], at); err != nil {
				return err
			}
		case !f.optional:
			return bad("the missing field %q", f.name)
		}
	}
	return nil
}

func (l *layout) names() string {
	var names []string
	for _, f := range l.fields {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

func (f *layoutField) encode(b *ua.Buffer, v tags.Value, at string) error {
	if at != "" {
		at += "."
	}
	at += f.name
	if !f.array {
		return f.encodeOne(b, v, at)
	}
	v = bare(v)
	if v.IsNull() {
		b.WriteInt32(-1)
		return nil
	}
	l := v.List()
	if l == nil {
		return fmt.Errorf("field %s: %w", at, cannot(v, "an array", ""))
	}
	b.WriteInt32(int32(len(l.Items)))
	for i, item := range l.Items {
		if err := f.encodeOne(b, item, fmt.Sprintf("%s[%d]", at, i)); err != nil {
			return err
		}
	}
	return nil
}

func (f *layoutField) encodeOne(b *ua.Buffer, v tags.Value, at string) error {
	if f.nested != nil {
		return f.nested.encode(b, v, at)
	}
	v = bare(v)
	var x any
	var err error
	switch f.builtin {
	case ua.TypeIDVariant:
		x, err = toVariant(v, naturalType(v), -2)
	default:
		x, err = toBuiltin(v, f.builtin)
	}
	if err != nil {
		return fmt.Errorf("field %s: %w", at, err)
	}
	if text, ok := x.([]byte); ok {
		b.WriteByteString(text)
		return nil
	}
	body, err := ua.Encode(x)
	if err != nil {
		return err
	}
	b.Write(body)
	return nil
}

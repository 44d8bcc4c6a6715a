package opcua

// Structures of a server's own types. gopcua throws away the body of a
// structure that it has no Go type for, so the first value of such a type only
// tells its name. The type's definition is then read from the server, the name
// is registered with a Go type that keeps the body, and from the next value on
// the body is decoded here, field by field, into a document.

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// rawStructure is the undecoded body of a structure.
type rawStructure struct{ body []byte }

// Encode implements gopcua's BinaryEncoder.
func (r *rawStructure) Encode() ([]byte, error) { return r.body, nil }

// Decode implements gopcua's BinaryDecoder.
func (r *rawStructure) Decode(b []byte) (int, error) {
	r.body = append([]byte(nil), b...)
	return len(b), nil
}

// layout is the definition of a structure type.
type layout struct {
	kind   ua.StructureType
	fields []layoutField
}

type layoutField struct {
	name     string
	builtin  ua.TypeID // TypeIDExtensionObject with a nested layout: inline structure
	nested   *layout
	array    bool
	optional bool
}

// structures are the types that one server has described, by the text of their
// encoding's node id.
type structures struct {
	mu      sync.RWMutex
	layouts map[string]*layout
	refused map[string]bool // types that the server does not describe
	written map[string]writable
}

// writable is a structure type as it is written.
type writable struct {
	layout   *layout
	encoding *ua.NodeID // of the binary encoding
}

func (s *structures) get(encoding string) *layout {
	if s == nil {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.layouts[encoding]
}

// forget drops all types: namespace indexes may have changed.
func (s *structures) forget() {
	s.mu.Lock()
	s.layouts, s.refused, s.written = map[string]*layout{}, map[string]bool{}, map[string]writable{}
	s.mu.Unlock()
}

// fromStructure returns a decoded structure as a document with its fields in
// their order.
func fromStructure(x *ua.ExtensionObject, s *structures, depth int) (tags.Value, error) {
	if x == nil || x.EncodingMask == ua.ExtensionObjectEmpty {
		return tags.Value{}, nil
	}
	switch v := x.Value.(type) {
	case nil:
		return tags.Value{}, errUndescribed
	case *ua.XMLElement:
		return tags.Unicode(string(*v)), nil
	case *rawStructure:
		l := s.get(encodingOf(x))
		if l == nil {
			return tags.Value{}, errUndescribed
		}
		buf := ua.NewBuffer(v.body)
		m, err := l.decode(buf, s, depth)
		switch {
		case errors.Is(err, errTooDeep):
			return tags.Value{}, errTooDeep
		case err != nil || buf.Error() != nil:
			return tags.Value{}, errUndescribed
		}
		return tags.FromDocument(&tags.Document{Root: m}), nil
	}
	return fromKnownStructure(x.Value, depth)
}

// encodingOf returns the text of a structure's encoding id, "" for none.
func encodingOf(x *ua.ExtensionObject) string {
	if x == nil || x.TypeID == nil || x.TypeID.NodeID == nil || x.TypeID.NodeID.Type() > ua.NodeIDTypeByteString {
		return ""
	}
	return x.TypeID.NodeID.String()
}

// unknown returns the structure in a value, or in its first element, if its
// body was thrown away or can't be decoded yet, and the server may describe it.
func (s *structures) unknown(v any) *ua.ExtensionObject {
	x, ok := v.(*ua.ExtensionObject)
	if list, isList := v.([]*ua.ExtensionObject); isList && len(list) > 0 {
		x, ok = list[0], true
	}
	if !ok || x == nil || x.EncodingMask != ua.ExtensionObjectBinary {
		return nil
	}
	if _, raw := x.Value.(*rawStructure); x.Value != nil && !raw {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if key := encodingOf(x); key == "" || s.refused[key] || x.Value != nil && s.layouts[key] != nil {
		return nil
	}
	return x
}

const maxNesting = 16

func (l *layout) decode(b *ua.Buffer, s *structures, depth int) (tags.Value, error) {
	if depth > maxDepth {
		return tags.Value{}, errTooDeep
	}
	m := tags.NewMap(len(l.fields))
	mask := ^uint32(0)
	switch l.kind {
	case ua.StructureTypeStructureWithOptionalFields:
		mask = b.ReadUint32()
	case ua.StructureTypeUnion:
		choice := b.ReadUint32()
		if choice == 0 || int(choice) > len(l.fields) {
			return tags.Value{}, b.Error()
		}
		f := l.fields[choice-1]
		v, err := f.decode(b, s, depth)
		m.SetText(f.name, v)
		return tags.FromMap(m), err
	}
	bit := 0
	for _, f := range l.fields {
		if f.optional {
			present := mask&(1<<bit) != 0
			bit++
			if !present {
				continue
			}
		}
		v, err := f.decode(b, s, depth)
		if err != nil {
			return tags.Value{}, err
		}
		m.SetText(f.name, v)
	}
	return tags.FromMap(m), b.Error()
}

func (f *layoutField) decode(b *ua.Buffer, s *structures, depth int) (tags.Value, error) {
	if !f.array {
		return f.one(b, s, depth)
	}
	n := b.ReadInt32()
	if b.Error() != nil || n < 0 {
		return tags.Value{}, b.Error()
	}
	if int(n) > b.Len() { // an element takes a byte at least
		return tags.Value{}, fmt.Errorf("array of %d elements in %d bytes", n, b.Len())
	}
	items := make([]tags.Value, 0, n)
	for i := int32(0); i < n; i++ {
		v, err := f.one(b, s, depth)
		if err != nil {
			return tags.Value{}, err
		}
		items = append(items, v)
	}
	return tags.ListOf(items...), nil
}

func (f *layoutField) one(b *ua.Buffer, s *structures, depth int) (tags.Value, error) {
	if f.nested != nil {
		return f.nested.decode(b, s, depth+1)
	}
	var x any
	read := func(v any) { b.ReadStruct(v); x = v }
	switch f.builtin {
	case ua.TypeIDBoolean:
		x = b.ReadBool()
	case ua.TypeIDSByte:
		x = b.ReadInt8()
	case ua.TypeIDByte:
		x = b.ReadByte()
	case ua.TypeIDInt16:
		x = b.ReadInt16()
	case ua.TypeIDUint16:
		x = b.ReadUint16()
	case ua.TypeIDInt32:
		x = b.ReadInt32()
	case ua.TypeIDUint32:
		x = b.ReadUint32()
	case ua.TypeIDInt64:
		x = b.ReadInt64()
	case ua.TypeIDUint64:
		x = b.ReadUint64()
	case ua.TypeIDFloat:
		x = b.ReadFloat32()
	case ua.TypeIDDouble:
		x = b.ReadFloat64()
	case ua.TypeIDString, ua.TypeIDXMLElement:
		x = b.ReadString()
	case ua.TypeIDDateTime:
		x = b.ReadTime()
	case ua.TypeIDByteString:
		x = b.ReadBytes()
	case ua.TypeIDStatusCode:
		x = ua.StatusCode(b.ReadUint32())
	case ua.TypeIDGUID:
		read(new(ua.GUID))
	case ua.TypeIDNodeID:
		read(new(ua.NodeID))
	case ua.TypeIDExpandedNodeID:
		read(new(ua.ExpandedNodeID))
	case ua.TypeIDQualifiedName:
		read(new(ua.QualifiedName))
	case ua.TypeIDLocalizedText:
		read(new(ua.LocalizedText))
	case ua.TypeIDExtensionObject:
		read(new(ua.ExtensionObject))
	case ua.TypeIDDataValue:
		read(new(ua.DataValue))
	case ua.TypeIDVariant:
		read(new(ua.Variant))
	default:
		return tags.Value{}, fmt.Errorf("field %q is of %s", f.name, typeName(f.builtin))
	}
	if b.Error() != nil {
		return tags.Value{}, b.Error()
	}
	v, err := fromAny(x, s, depth+1)
	if err != nil {
		return tags.Value{}, fmt.Errorf("field %q can't be decoded: %w", f.name, err)
	}
	return v, nil
}

// learnStructures reads the definitions of the structures among the values that
// could not be decoded, and reports whether any of them can be decoded now.
func (c *Client) learnStructures(ctx context.Context, values []*ua.DataValue) (bool, error) {
	learned := false
	for _, dv := range values {
		x := c.structs.unknown(variantOf(dv))
		key := encodingOf(x)
		if key == "" {
			continue
		}
		if c.structs.get(key) != nil {
			learned = true // by another caller, just now
			continue
		}
		l, err := c.layoutOf(ctx, x.TypeID.NodeID)
		if err != nil && fatal(err) {
			return learned, err
		}
		ok := err == nil && registerRaw(x.TypeID.NodeID)
		c.structs.mu.Lock()
		if ok {
			c.structs.layouts[key], learned = l, true
		} else {
			c.structs.refused[key] = true
		}
		c.structs.mu.Unlock()
	}
	return learned, nil
}

// registerRaw has gopcua keep the bodies of a type; false if something else in
// the process has claimed the type.
func registerRaw(encoding *ua.NodeID) (ok bool) {
	defer func() { ok = recover() == nil }()
	ua.RegisterExtensionObject(encoding, new(rawStructure))
	return true
}

// layoutOf reads the definition of the data type with the given encoding.
func (c *Client) layoutOf(ctx context.Context, encoding *ua.NodeID) (*layout, error) {
	refs, _, err := c.children(ctx, encoding, browseSpec{direction: ua.BrowseDirectionInverse, reference: id.HasEncoding, max: 1})
	if err != nil {
		return nil, err
	}
	if len(refs) == 0 {
		return nil, ua.StatusBadDataTypeIDUnknown
	}
	return c.layout(ctx, refs[0].NodeID.NodeID, 0)
}

func (c *Client) layout(ctx context.Context, dataType *ua.NodeID, depth int) (*layout, error) {
	if depth > maxNesting {
		return nil, ua.StatusBadDataTypeIDUnknown
	}
	dv, err := c.read(ctx, []*ua.ReadValueID{readValueID(dataType, ua.AttributeIDDataTypeDefinition)})
	if err != nil {
		return nil, err
	}
	x, _ := variantOf(dv[0]).(*ua.ExtensionObject)
	if x == nil {
		return nil, ua.StatusBadDataTypeIDUnknown
	}
	def, ok := x.Value.(*ua.StructureDefinition)
	if !ok || def.StructureType > ua.StructureTypeUnion {
		return nil, ua.StatusBadDataTypeIDUnknown
	}
	l := &layout{kind: def.StructureType}
	for _, f := range def.Fields {
		if f == nil || f.DataType == nil || f.ValueRank > 1 {
			return nil, ua.StatusBadDataTypeIDUnknown
		}
		lf := layoutField{name: f.Name, array: f.ValueRank >= 0, optional: f.IsOptional && def.StructureType == ua.StructureTypeStructureWithOptionalFields}
		if lf.builtin, err = c.builtin(ctx, f.DataType); err != nil {
			return nil, err
		}
		abstract := f.DataType.Namespace() == 0 && f.DataType.IntID() == id.Structure
		if lf.builtin == ua.TypeIDExtensionObject && !abstract {
			if lf.nested, err = c.layout(ctx, f.DataType, depth+1); err != nil {
				return nil, err
			}
		}
		l.fields = append(l.fields, lf)
	}
	return l, nil
}

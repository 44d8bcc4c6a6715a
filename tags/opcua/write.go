package opcua

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// Write is one value for one node.
type Write struct {
	Path  string // item path
	Value tags.Value
}

// Result is what became of a write: the quality that the write function
// returns, and the server's raw code.
type Result struct {
	Quality tags.Quality
	Status  Status
}

// Reading is a value that was read.
type Reading struct {
	Value   tags.Value
	Quality tags.Quality
	Status  Status
	Type    string    // tag data type (TYP-1); "" for a null value
	Source  time.Time // of the device; zero if absent
	Server  time.Time // of the server; zero if absent
}

// nodeType is the declared type of a variable, down to its built-in type.
type nodeType struct {
	builtin  ua.TypeID // TypeIDVariant: any
	rank     int32
	declared *ua.NodeID
}

// Write writes values, all in one request as far as the server's limits allow,
// and returns one result for each, in their order. A value is converted to the
// node's exact data type, since servers refuse any other; what does not fit is
// Error_TypeConversion and is not sent (WRT-1, WRT-2). A document is written to
// a node of a structure type that the server describes, field by field, and its
// list of lists to a matrix. A write that may have
// been carried out before the connection broke is not repeated.
func (c *Client) Write(ctx context.Context, writes []Write) []Result {
	results := make([]Result, len(writes))
	c.count.writes.Add(uint64(len(writes)))
	defer func() {
		for _, r := range results {
			if !r.Quality.IsGood() {
				c.count.writeErrors.Add(1)
			}
		}
	}()
	fail := func(indexes []int, err error) {
		status := statusOf(err)
		q := status.Quality()
		if status>>31 == 0 || fatal(err) {
			status = Status(ua.StatusBadNotConnected)
			q = tags.QualityOf(tags.BadNotConnected)
		}
		for _, i := range indexes {
			results[i] = Result{q.WithDiagnostic(err.Error()), status}
		}
	}
	// Namespaces are known once there is a link.
	var nodes []*ua.NodeID
	var open []int
	all := make([]int, len(writes))
	for i := range all {
		all[i] = i
	}
	if _, err := c.link(ctx); err != nil {
		fail(all, err)
		return results
	}
	for i, w := range writes {
		node, err := c.ns.resolve(w.Path)
		if err != nil {
			results[i] = Result{tags.QualityOf(tags.BadNotFound).WithDiagnostic(err.Error()), Status(ua.StatusBadNodeIDUnknown)}
			continue
		}
		nodes, open = append(nodes, node), append(open, i)
	}
	types, err := c.typesOf(ctx, nodes)
	if err != nil {
		fail(open, err)
		return results
	}
	var values []*ua.WriteValue
	var sent []int
	for k, i := range open {
		t := types[k]
		if t.declared == nil {
			results[i] = Result{tags.QualityOf(tags.BadNotFound), Status(ua.StatusBadNodeIDUnknown)}
			continue
		}
		builtin := t.builtin
		if builtin == ua.TypeIDVariant {
			builtin = naturalType(writes[i].Value)
		}
		var v *ua.Variant
		if builtin == ua.TypeIDExtensionObject {
			v, err = c.structureVariant(ctx, writes[i].Value, t.declared, t.rank)
		} else {
			v, err = toVariant(writes[i].Value, builtin, t.rank)
		}
		if err != nil {
			code := tags.ErrorTypeConversion
			var no conversionError
			switch {
			case errors.Is(err, errNotWritable):
				code = tags.BadUnsupported
			case !errors.As(err, &no) && fatal(err):
				fail([]int{i}, err)
				continue
			}
			results[i] = Result{tags.QualityOf(code).WithDiagnostic(err.Error()), Status(ua.StatusBadTypeMismatch)}
			continue
		}
		// The value alone: many servers refuse a write of status or timestamps.
		values = append(values, &ua.WriteValue{NodeID: nodes[k], AttributeID: ua.AttributeIDValue,
			Value: &ua.DataValue{EncodingMask: ua.DataValueValue, Value: v}})
		sent = append(sent, i)
	}
	for len(values) > 0 {
		n := min(len(values), c.writes.size())
		err := c.do(ctx, false, func(l *link) error {
			res, err := send[*ua.WriteResponse](ctx, l, &ua.WriteRequest{NodesToWrite: values[:n]}, c.set.Timeouts.Request)
			if err != nil {
				return err
			}
			if len(res.Results) != n {
				return fmt.Errorf("write: got %d results, want %d", len(res.Results), n)
			}
			for k, code := range res.Results {
				results[sent[k]] = Result{Status(code).Quality(), Status(code)}
			}
			return nil
		})
		if err != nil {
			if c.writes.shrink(err, n) {
				continue
			}
			if fatal(err) {
				fail(sent, err)
				return results
			}
			fail(sent[:n], err)
		}
		values, sent = values[n:], sent[n:]
	}
	return results
}

// naturalType is the type a value has where the node takes any.
func naturalType(v tags.Value) ua.TypeID {
	switch v.Kind() {
	case tags.KindBool:
		return ua.TypeIDBoolean
	case tags.KindInt:
		return ua.TypeIDInt32
	case tags.KindLong:
		return ua.TypeIDInt64
	case tags.KindBigInt:
		return ua.TypeIDUint64
	case tags.KindFloat:
		return ua.TypeIDDouble
	case tags.KindDate:
		return ua.TypeIDDateTime
	case tags.KindDocument, tags.KindQualified:
		return naturalType(bare(v))
	case tags.KindList:
		if l := v.List(); len(l.Items) > 0 {
			return naturalType(l.Items[0])
		}
	}
	return ua.TypeIDString
}

// Read reads the values of nodes, in their order. A node that can't be read is
// a bad reading; an error means that the server could not be asked.
func (c *Client) Read(ctx context.Context, paths []string) ([]Reading, error) {
	if _, err := c.link(ctx); err != nil {
		return nil, err
	}
	out := make([]Reading, len(paths))
	var nodes []*ua.ReadValueID
	var open []int
	for i, p := range paths {
		node, err := c.ns.resolve(p)
		if err != nil {
			out[i] = Reading{Quality: tags.QualityOf(tags.BadNotFound).WithDiagnostic(err.Error()), Status: Status(ua.StatusBadNodeIDUnknown)}
			continue
		}
		nodes, open = append(nodes, readValueID(node, ua.AttributeIDValue)), append(open, i)
	}
	values, err := c.readValues(ctx, nodes)
	if err != nil {
		return nil, err
	}
	for k, i := range open {
		out[i] = c.reading(values[k])
	}
	return out, nil
}

// readValues reads values; those of structures that are seen for the first
// time are read again once their type is known.
func (c *Client) readValues(ctx context.Context, nodes []*ua.ReadValueID) ([]*ua.DataValue, error) {
	values, err := c.read(ctx, nodes)
	if err != nil {
		return nil, err
	}
	learned, err := c.learnStructures(ctx, values)
	if err != nil || !learned {
		return values, err
	}
	return c.read(ctx, nodes)
}

func (c *Client) reading(dv *ua.DataValue) Reading {
	r := Reading{Status: Status(dv.Status)}
	r.Quality = r.Status.Quality()
	r.Source, r.Server = exact(dv.SourceTimestamp), exact(dv.ServerTimestamp)
	if v := variantOf(dv); v != nil {
		value, err := fromVariant(v, c.structs)
		if err != nil {
			r.Quality = tags.QualityOf(tags.BadUnsupported).WithDiagnostic(err.Error())
		}
		r.Value = value
		r.Type = tagType(dv.Value.Type(), dv.Value.Has(ua.VariantArrayValues))
	}
	return r
}

// typesOf returns the declared types of variables, from the cache where they
// are known. One that is no variable, or does not exist, has none.
func (c *Client) typesOf(ctx context.Context, nodes []*ua.NodeID) ([]nodeType, error) {
	out := make([]nodeType, len(nodes))
	var ask []*ua.ReadValueID
	var open []int
	c.typesMu.Lock()
	for i, n := range nodes {
		if t, ok := c.types[n.String()]; ok {
			out[i] = t
			continue
		}
		ask = append(ask, readValueID(n, ua.AttributeIDDataType), readValueID(n, ua.AttributeIDValueRank))
		open = append(open, i)
	}
	c.typesMu.Unlock()
	if len(ask) == 0 {
		return out, nil
	}
	values, err := c.read(ctx, ask)
	if err != nil {
		return nil, err
	}
	for k, i := range open {
		t := nodeType{rank: -2}
		if rank, ok := variantOf(values[2*k+1]).(int32); ok {
			t.rank = rank
		}
		switch d := variantOf(values[2*k]).(type) {
		case *ua.NodeID:
			t.declared = d
		case *ua.ExpandedNodeID: // as gopcua's own server answers
			t.declared = d.NodeID
		}
		if t.declared != nil {
			if t.builtin, err = c.builtin(ctx, t.declared); err != nil {
				return nil, err
			}
			if t.builtin == ua.TypeIDVariant { // the value tells, if there is one
				now, err := c.read(ctx, []*ua.ReadValueID{readValueID(nodes[i], ua.AttributeIDValue)})
				if err != nil {
					return nil, err
				}
				if v := now[0].Value; v != nil && v.Type() != ua.TypeIDNull {
					t.builtin = v.Type()
				}
			}
			c.typesMu.Lock()
			c.types[nodes[i].String()] = t
			c.typesMu.Unlock()
		}
		out[i] = t
	}
	return out, nil
}

// builtin returns the built-in type that a data type is derived from, and
// TypeIDVariant for the abstract ones.
func (c *Client) builtin(ctx context.Context, dataType *ua.NodeID) (ua.TypeID, error) {
	at := dataType
	for depth := 0; depth < 32; depth++ {
		if at.Namespace() == 0 {
			switch n := at.IntID(); {
			case n == id.BaseDataType, n == id.Number, n == id.Integer, n == id.UInteger:
				return ua.TypeIDVariant, nil
			case n == id.Enumeration:
				return ua.TypeIDInt32, nil
			case n >= 1 && n <= 25:
				return ua.TypeID(n), nil
			}
		}
		refs, _, err := c.children(ctx, at, browseSpec{direction: ua.BrowseDirectionInverse, reference: id.HasSubtype, max: 1})
		if err != nil {
			return 0, err
		}
		if len(refs) == 0 || refs[0].NodeID == nil {
			return ua.TypeIDVariant, nil
		}
		at = refs[0].NodeID.NodeID
	}
	return ua.TypeIDVariant, nil
}

// Call calls a method of an object with arguments converted to the method's
// own types, and returns its results. The error names the argument that the
// server refused.
func (c *Client) Call(ctx context.Context, object, method string, args []tags.Value) ([]tags.Value, error) {
	if _, err := c.link(ctx); err != nil {
		return nil, err
	}
	objectNode, err := c.ns.resolve(object)
	if err != nil {
		return nil, err
	}
	methodNode, err := c.ns.resolve(method)
	if err != nil {
		return nil, err
	}
	want, err := c.arguments(ctx, methodNode)
	if err != nil {
		return nil, err
	}
	if len(want) != len(args) {
		return nil, fmt.Errorf("call %s: got %d arguments, want %d", method, len(args), len(want))
	}
	req := &ua.CallMethodRequest{ObjectID: objectNode, MethodID: methodNode}
	for i, a := range args {
		builtin, err := c.builtin(ctx, want[i].DataType)
		if err != nil {
			return nil, err
		}
		if builtin == ua.TypeIDVariant {
			builtin = naturalType(a)
		}
		v, err := toVariant(a, builtin, want[i].ValueRank)
		if err != nil {
			return nil, fmt.Errorf("call %s: argument %q: %w", method, want[i].Name, err)
		}
		req.InputArguments = append(req.InputArguments, v)
	}
	var results []tags.Value
	err = c.do(ctx, false, func(l *link) error {
		res, err := send[*ua.CallResponse](ctx, l, &ua.CallRequest{MethodsToCall: []*ua.CallMethodRequest{req}}, c.set.Timeouts.Request)
		if err != nil {
			return err
		}
		if len(res.Results) != 1 {
			return fmt.Errorf("call %s: got %d results, want 1", method, len(res.Results))
		}
		r := res.Results[0]
		for i, code := range r.InputArgumentResults {
			if Status(code)>>31 != 0 && i < len(want) {
				return fmt.Errorf("call %s: argument %q: %s", method, want[i].Name, Status(code))
			}
		}
		if Status(r.StatusCode)>>31 != 0 {
			return fmt.Errorf("call %s: %s", method, Status(r.StatusCode))
		}
		for _, o := range r.OutputArguments {
			v, err := fromVariant(o.Value(), c.structs)
			if err != nil {
				return fmt.Errorf("call %s: a result can't be used: %w", method, err)
			}
			results = append(results, v)
		}
		return nil
	})
	return results, err
}

func (c *Client) arguments(ctx context.Context, method *ua.NodeID) ([]*ua.Argument, error) {
	refs, _, err := c.children(ctx, method, browseSpec{reference: id.HasProperty, max: 100})
	if err != nil {
		return nil, err
	}
	for _, r := range refs {
		if r.BrowseName == nil || r.BrowseName.Name != "InputArguments" || r.BrowseName.NamespaceIndex != 0 {
			continue
		}
		dv, err := c.read(ctx, []*ua.ReadValueID{readValueID(r.NodeID.NodeID, ua.AttributeIDValue)})
		if err != nil {
			return nil, err
		}
		list, _ := variantOf(dv[0]).([]*ua.ExtensionObject)
		var out []*ua.Argument
		for _, x := range list {
			a, ok := x.Value.(*ua.Argument)
			if !ok || a.DataType == nil {
				return nil, errors.New("the method's InputArguments can't be read")
			}
			out = append(out, a)
		}
		return out, nil
	}
	return nil, nil
}

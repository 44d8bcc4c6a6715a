package device

import (
	"encoding/binary"
	"sort"
	"time"

	"github.com/gopcua/opcua/id"
	"github.com/gopcua/opcua/ua"
)

const ownURI = "urn:dryfire:device"

// buildServer adds the variables of the Server object that clients look at.
func (d *Device) buildServer(server *node) {
	add := func(parent *node, n uint32, name string, v any) *node {
		x := d.add(parent, ua.NewNumericNodeID(0, n), name)
		x.readOnly = true
		d.fixed(x, v)
		return x
	}
	add(server, id.Server_ServerArray, "ServerArray", []string{ownURI})
	add(server, id.Server_NamespaceArray, "NamespaceArray", []string{"http://opcfoundation.org/UA/", ownURI})
	add(server, id.Server_ServiceLevel, "ServiceLevel", uint8(255))
	status := add(server, id.Server_ServerStatus, "ServerStatus", ua.NewExtensionObject(&ua.ServerStatusDataType{StartTime: d.started, CurrentTime: d.started,
		State: ua.ServerStateRunning, BuildInfo: &ua.BuildInfo{ProductName: "dryfire simulated device"}, ShutdownReason: ua.NewLocalizedText("")}))
	add(status, id.Server_ServerStatus_StartTime, "StartTime", d.started)
	add(status, id.Server_ServerStatus_CurrentTime, "CurrentTime", d.started)
	add(status, id.Server_ServerStatus_State, "State", int32(ua.ServerStateRunning))
	caps := d.add(server, ua.NewNumericNodeID(0, id.Server_ServerCapabilities), "ServerCapabilities")
	limits := d.add(caps, ua.NewNumericNodeID(0, id.Server_ServerCapabilities_OperationLimits), "OperationLimits")
	add(limits, id.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead, "MaxNodesPerRead", uint32(maxOps))
	add(limits, id.Server_ServerCapabilities_OperationLimits_MaxNodesPerWrite, "MaxNodesPerWrite", uint32(maxOps))
	add(limits, id.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse, "MaxNodesPerBrowse", uint32(maxOps))
	add(limits, id.Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall, "MaxMonitoredItemsPerCall", uint32(maxOps))
}

// attribute reads an attribute; d.mu is held.
func (d *Device) attribute(nodeID *ua.NodeID, a ua.AttributeID) *ua.DataValue {
	bad := func(code ua.StatusCode) *ua.DataValue {
		return &ua.DataValue{EncodingMask: ua.DataValueStatusCode, Value: &ua.Variant{}, Status: code}
	}
	n := d.find(nodeID)
	if n == nil {
		return bad(ua.StatusBadNodeIDUnknown)
	}
	variable := n.typ != ua.TypeIDNull
	var v any
	switch a {
	case ua.AttributeIDNodeID:
		v = n.id
	case ua.AttributeIDNodeClass:
		v = int32(n.class())
	case ua.AttributeIDBrowseName:
		v = n.browseName()
	case ua.AttributeIDDisplayName:
		v = ua.NewLocalizedText(n.name)
	case ua.AttributeIDDescription:
		v = ua.NewLocalizedText(n.description())
	case ua.AttributeIDWriteMask, ua.AttributeIDUserWriteMask:
		v = uint32(0)
	case ua.AttributeIDEventNotifier:
		if variable {
			return bad(ua.StatusBadAttributeIDInvalid)
		}
		v = byte(0)
	case ua.AttributeIDValue:
		if !variable {
			return bad(ua.StatusBadAttributeIDInvalid)
		}
		if n.id.Namespace() == 0 && n.id.IntID() == id.Server_ServerStatus_CurrentTime {
			d.fixed(n, time.Now())
		}
		return n.value
	case ua.AttributeIDDataType, ua.AttributeIDValueRank, ua.AttributeIDAccessLevel, ua.AttributeIDUserAccessLevel,
		ua.AttributeIDMinimumSamplingInterval, ua.AttributeIDHistorizing, ua.AttributeIDArrayDimensions:
		if !variable {
			return bad(ua.StatusBadAttributeIDInvalid)
		}
		switch a {
		case ua.AttributeIDDataType:
			typ := uint32(n.typ)
			if n.id.Namespace() == 0 && n.id.IntID() == id.Server_ServerStatus {
				typ = id.ServerStatusDataType
			}
			v = ua.NewNumericNodeID(0, typ)
		case ua.AttributeIDValueRank:
			v = int32(-1)
			if n.value.Value.Has(ua.VariantArrayValues) {
				v = int32(1)
			}
		case ua.AttributeIDMinimumSamplingInterval:
			v = float64(0)
		case ua.AttributeIDHistorizing:
			v = false
		case ua.AttributeIDArrayDimensions:
			return bad(ua.StatusBadAttributeIDInvalid)
		default:
			v = byte(3) // read and write
			if n.readOnly {
				v = byte(1)
			}
		}
	default:
		return bad(ua.StatusBadAttributeIDInvalid)
	}
	return &ua.DataValue{EncodingMask: ua.DataValueValue, Value: ua.MustVariant(v)}
}

func (d *Device) find(nodeID *ua.NodeID) *node {
	if nodeID == nil || nodeID.Type() > ua.NodeIDTypeByteString {
		return nil
	}
	return d.nodes[nodeID.String()]
}

func (n *node) class() ua.NodeClass {
	if n.typ != ua.TypeIDNull {
		return ua.NodeClassVariable
	}
	return ua.NodeClassObject
}

func (n *node) browseName() *ua.QualifiedName {
	return &ua.QualifiedName{NamespaceIndex: n.id.Namespace(), Name: n.name}
}

func (n *node) description() string {
	if n.tag != nil {
		return n.tag.steps[max(n.step, 0)].text
	}
	return ""
}

// writeValue writes a value of exactly the variable's type.
func (d *Device) writeValue(w *ua.WriteValue) ua.StatusCode {
	n := d.find(w.NodeID)
	switch {
	case n == nil:
		return ua.StatusBadNodeIDUnknown
	case w.AttributeID != ua.AttributeIDValue || n.typ == ua.TypeIDNull || n.readOnly:
		return ua.StatusBadNotWritable
	case w.IndexRange != "":
		return ua.StatusBadIndexRangeNoData
	case w.Value == nil || w.Value.Value == nil || w.Value.Value.Type() != n.typ || w.Value.Value.Has(ua.VariantArrayValues):
		return ua.StatusBadTypeMismatch
	}
	if n.onWrite != nil {
		n.onWrite(w.Value.Value.Value())
	}
	n.written = true
	d.change(n, w.Value.Value, w.Value.Status, time.Now())
	return ua.StatusOK
}

// browse lists a node's references, in a page of at most the given size.
func (d *Device) browse(s *session, b *ua.BrowseDescription, page uint32) *ua.BrowseResult {
	n := d.find(b.NodeID)
	if n == nil {
		return &ua.BrowseResult{StatusCode: ua.StatusBadNodeIDUnknown}
	}
	var refs []*ua.ReferenceDescription
	add := func(kind uint32, forward bool, to *node) {
		if !wanted(b, kind, forward) || b.NodeClassMask != 0 && b.NodeClassMask&uint32(to.class()) == 0 {
			return
		}
		typeDef := uint32(id.FolderType)
		if to.class() == ua.NodeClassVariable {
			typeDef = id.BaseDataVariableType
		}
		refs = append(refs, &ua.ReferenceDescription{ReferenceTypeID: ua.NewNumericNodeID(0, kind), IsForward: forward,
			NodeID: ua.NewExpandedNodeID(to.id, "", 0), BrowseName: to.browseName(), DisplayName: ua.NewLocalizedText(to.name), NodeClass: to.class(),
			TypeDefinition: ua.NewNumericExpandedNodeID(0, typeDef)})
	}
	kind := func(child *node) uint32 {
		if child.class() == ua.NodeClassVariable {
			return id.HasComponent
		}
		return id.Organizes
	}
	for _, c := range n.children {
		add(kind(c), true, c)
	}
	if n.parent != nil {
		add(kind(n), false, n.parent)
	}
	return d.page(s, refs, page)
}

// wanted reports whether a reference type matches a browse, subtypes included.
func wanted(b *ua.BrowseDescription, kind uint32, forward bool) bool {
	if forward && b.BrowseDirection == ua.BrowseDirectionInverse || !forward && b.BrowseDirection == ua.BrowseDirectionForward {
		return false
	}
	if b.ReferenceTypeID == nil || b.ReferenceTypeID.Namespace() != 0 || b.ReferenceTypeID.IntID() == 0 {
		return true
	}
	up := map[uint32]uint32{id.HasComponent: id.Aggregates, id.Aggregates: id.HasChild, id.HasChild: id.HierarchicalReferences,
		id.Organizes: id.HierarchicalReferences, id.HierarchicalReferences: id.References}
	for at := kind; at != 0; at = up[at] {
		if at == b.ReferenceTypeID.IntID() {
			return true
		}
		if !b.IncludeSubtypes {
			return false
		}
	}
	return false
}

const maxBrowses = 50 // continuation points of one session

func (d *Device) page(s *session, refs []*ua.ReferenceDescription, page uint32) *ua.BrowseResult {
	if page == 0 || page > maxOps {
		page = maxOps
	}
	if uint32(len(refs)) <= page {
		return &ua.BrowseResult{References: refs}
	}
	if len(s.browses) >= maxBrowses { // the oldest goes
		var points []uint32
		for p := range s.browses {
			points = append(points, p)
		}
		sort.Slice(points, func(i, j int) bool { return points[i] < points[j] })
		delete(s.browses, points[0])
	}
	d.nextID++
	s.browses[d.nextID] = refs[page:]
	point := binary.LittleEndian.AppendUint32(nil, d.nextID)
	return &ua.BrowseResult{References: refs[:page:page], ContinuationPoint: binary.LittleEndian.AppendUint32(point, page)}
}

func (d *Device) browseNext(s *session, point []byte, release bool) *ua.BrowseResult {
	if len(point) != 8 {
		return &ua.BrowseResult{StatusCode: ua.StatusBadContinuationPointInvalid}
	}
	key := binary.LittleEndian.Uint32(point)
	refs, ok := s.browses[key]
	delete(s.browses, key)
	switch {
	case !ok:
		return &ua.BrowseResult{StatusCode: ua.StatusBadContinuationPointInvalid}
	case release:
		return &ua.BrowseResult{}
	}
	return d.page(s, refs, binary.LittleEndian.Uint32(point[4:]))
}

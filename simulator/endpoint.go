package simulator

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/tags"
)

type endpointKind uint8

const (
	atGateway endpointKind = iota
	atClient
	atSession
	atDesigner
)

// EndpointKind is a kind of receiver beside the gateway itself.
type EndpointKind string

// The kinds of endpoints that open and close.
const (
	Session  EndpointKind = "session"  // Perspective
	Client   EndpointKind = "client"   // Vision
	Designer EndpointKind = "designer" // sends, never receives (DSG-1)
)

var kindOf = map[EndpointKind]endpointKind{Session: atSession, Client: atClient, Designer: atDesigner}

// Comm is a Designer's communication mode.
type Comm string

// The communication modes of a Designer (DSG-1).
const (
	CommReadWrite Comm = "read-write"
	CommReadOnly  Comm = "read-only"
	CommOff       Comm = "off"
)

// Endpoint describes a session, client or Designer that connects.
type Endpoint struct {
	ID      string // session id, client id (MSG-11)
	Project string
	User    string
	Roles   []string
	Host    string
	Address string
	Comm    Comm // Designers only; "" is read-write
	// Custom are values of a session's custom properties, laid over those of its
	// project; null for none.
	Custom tags.Value
}

// endpoint is one that has connected, or the gateway itself.
type endpoint struct {
	Endpoint
	gateway *Gateway
	kind    endpointKind
	on      string
	open    bool
	host    *scripts.Host
	shared  *events.Lane
	edt     *events.Lane
	own     map[*handler]*clientHandler
	session *sessionObject
}

// clientHandler is a handler as one Vision client runs it.
type clientHandler struct {
	entry instance
	lane  *events.Lane // if dedicated
}

// Open connects a session, a client or a Designer.
func (g *Gateway) Open(kind EndpointKind, e Endpoint) error {
	k, ok := kindOf[kind]
	if !ok {
		return fmt.Errorf("unknown kind of endpoint %q, want session, client or designer", kind)
	}
	if g.project(e.Project) == nil {
		return fmt.Errorf("%s %s cannot open: gateway %s has no project %q", kind, e.ID, g.config.Name, e.Project)
	}
	if old := g.endpoint(k, e.ID); old != nil {
		if old.open {
			return fmt.Errorf("%s %s is already open", kind, e.ID)
		}
		g.endpoints = slices.DeleteFunc(g.endpoints, func(x *endpoint) bool { return x == old })
	}
	ep := &endpoint{Endpoint: e, gateway: g, kind: k, on: g.at(string(kind) + " " + e.ID), open: true}
	ep.shared = g.sim.kernel.NewLane(ep.on, g.width(k), nil)
	switch k {
	case atSession: // HND-7: session scripts run in gateway scope
		ep.host = g.host
		ep.session = newSessionObject(ep)
	default:
		ep.host = g.newHost(true)
		ep.edt = g.sim.kernel.NewLane(ep.on+" EDT", 1, nil)
		ep.own = map[*handler]*clientHandler{}
	}
	g.endpoints = append(g.endpoints, ep)
	return nil
}

func (g *Gateway) width(k endpointKind) int {
	if k == atClient {
		return g.config.Options.SharedThreads
	}
	return 1
}

// Close disconnects a session, a client or a Designer. What waits for it is
// lost.
func (g *Gateway) Close(kind EndpointKind, id string) error {
	ep := g.endpoint(kindOf[kind], id)
	if ep == nil || !ep.open {
		return fmt.Errorf("%s %s is not open", kind, id)
	}
	ep.open = false
	return nil
}

// IsOpen reports whether a session, client or Designer of that id is
// connected.
func (g *Gateway) IsOpen(kind EndpointKind, id string) bool {
	ep := g.endpoint(kindOf[kind], id)
	return ep != nil && ep.open
}

func (g *Gateway) endpoint(k endpointKind, id string) *endpoint {
	for _, e := range g.endpoints {
		if e.kind == k && e.ID == id {
			return e
		}
	}
	return nil
}

func (e *endpoint) hasRole(role string) bool { return slices.Contains(e.Roles, role) }

// lane returns where a handler of this endpoint runs.
func (e *endpoint) lane(h *handler) *events.Lane {
	switch {
	case e.kind == atGateway && h.lane != nil:
		return h.lane
	case e.kind == atGateway:
		return h.project.lane
	case e.kind == atClient && h.Thread == EDT:
		return e.edt
	case e.kind == atClient && h.Thread == Dedicated:
		c := e.clientHandler(h)
		if c.lane == nil {
			c.lane = e.gateway.sim.kernel.NewLane(e.on+" "+h.Name, 1, nil)
		}
		return c.lane
	}
	return e.shared
}

func (e *endpoint) clientHandler(h *handler) *clientHandler {
	c := e.own[h]
	if c == nil {
		c = &clientHandler{}
		e.own[h] = c
	}
	return c
}

// instance returns the handler as this endpoint's host has it.
func (e *endpoint) instance(h *handler) *instance {
	if e.kind == atClient {
		return &e.clientHandler(h).entry
	}
	return &h.entry
}

// sessionObject is what session scripts get as session (SES-8 to SES-12).
type sessionObject struct {
	node  *propertyNode
	value tags.Value
}

func newSessionObject(e *endpoint) *sessionObject {
	name, _, _ := strings.Cut(e.User, " ")
	user := object("id", text(e.User), "userName", text(e.User), "firstName", text(name), "lastName", text(""),
		"email", text(""), "roles", texts(e.Roles))
	props := object(
		"id", text(e.ID), "host", text(e.Host), "address", text(e.Address), "theme", text("light"),
		"locale", text("en"), "timeZoneId", text("Etc/UTC"),
		"auth", tags.FromMap(object("authenticated", tags.Bool(e.User != ""), "user", tags.FromMap(user),
			"securityLevels", tags.ListOf())),
		"gateway", tags.FromMap(object("address", text(""), "timezone", tags.FromMap(object("id", text("Etc/UTC"))))),
		"device", tags.FromMap(object("type", text("desktop"), "timezone", tags.FromMap(object("id", text("Etc/UTC"))))),
	)
	custom := tags.NewMap(0)
	if p := e.gateway.project(e.Project); p != nil {
		set := e.gateway.sessionProperties(p)
		layTree(custom, set, "custom", nil)
		layTree(props, set, "props", sessionReadOnly)
	}
	if m := e.Custom.Map(); m != nil {
		lay(custom, cloneTree(m), nil)
	}
	root := object("props", tags.FromMap(props), "custom", tags.FromMap(custom),
		"info", tags.FromMap(object("id", text(e.ID), "project", text(e.Project))))
	s := &sessionObject{node: &propertyNode{name: "session", values: root}}
	s.node.readOnly = map[string]bool{"props": true, "custom": true, "info": true}
	s.value = tags.FromObject(s.node)
	return s
}

// sessionProperties are those of a project, or of the nearest of its parents
// that has some.
func (g *Gateway) sessionProperties(p *project) *tags.Map {
	for range len(g.projects) {
		if m := p.SessionProperties.Map(); m != nil {
			return m
		}
		if p = g.parent(p); p == nil {
			break
		}
	}
	return nil
}

// layTree lays a copy of the branch of set that has a name over the tree.
func layTree(tree, set *tags.Map, name string, but map[string]bool) {
	if set == nil {
		return
	}
	v, _ := set.Get(name)
	if m := v.Map(); m != nil {
		lay(tree, cloneTree(m), but)
	}
}

// lay sets in a tree what another one holds, branch by branch, but for some
// names at its top.
func lay(tree, over *tags.Map, but map[string]bool) {
	for i := range over.Len() {
		k, v := over.At(i)
		if but[k.Text()] {
			continue
		}
		old, _ := tree.Lookup(k)
		if a, b := old.Map(), v.Map(); a != nil && b != nil {
			lay(a, b, nil)
			continue
		}
		tree.Set(k, v)
	}
}

func text(s string) tags.Value { return tags.Unicode(s) }

func texts(list []string) tags.Value {
	items := make([]tags.Value, len(list))
	for i, s := range list {
		items[i] = text(s)
	}
	return tags.ListOf(items...)
}

func object(pairs ...any) *tags.Map {
	m := tags.NewMap(len(pairs) / 2)
	for i := 0; i < len(pairs); i += 2 {
		v, isValue := pairs[i+1].(tags.Value)
		if !isValue {
			v = tags.FromMap(pairs[i+1].(*tags.Map))
		}
		m.SetText(pairs[i].(string), v)
	}
	return m
}

// sessionReadOnly are the session properties that scripts cannot set (SES-10).
var sessionReadOnly = map[string]bool{"id": true, "host": true, "address": true, "auth": true, "gateway": true, "device": true, "lastActivity": true}

// propertyNode is one level of a tree of properties that scripts read and
// write: session.props, session.custom and what is below them.
type propertyNode struct {
	name     string
	values   *tags.Map
	readOnly map[string]bool
	children map[string]*propertyNode
}

func (n *propertyNode) TypeName() string { return "PropertyTreeScriptWrapper" }
func (n *propertyNode) String() string   { return scripts.PyStr(tags.FromMap(n.values)) }

func (n *propertyNode) Member(name string) (scripts.Member, bool) {
	v, ok := n.values.Get(name)
	if !ok {
		return scripts.Member{}, false
	}
	return scripts.Member{Value: n.wrap(name, v)}, true
}

// wrap makes a node of a nested map, so that its properties can be set.
func (n *propertyNode) wrap(name string, v tags.Value) tags.Value {
	m := v.Map()
	if m == nil {
		return v
	}
	c := n.children[name]
	if c == nil || c.values != m {
		c = &propertyNode{name: n.name + "." + name, values: m}
		if c.name == "session.props" {
			c.readOnly = sessionReadOnly
		}
		if n.children == nil {
			n.children = map[string]*propertyNode{}
		}
		n.children[name] = c
	}
	return tags.FromObject(c)
}

func (n *propertyNode) SetMember(name string, v tags.Value) error {
	if n.readOnly[name] {
		return scripts.Raise("AttributeError", "%s.%s is read-only", n.name, name)
	}
	n.values.SetText(name, v)
	return nil
}

func (n *propertyNode) Item(key tags.Value) (tags.Value, error) {
	if v, ok := n.values.Lookup(key); ok {
		return n.wrap(key.Text(), v), nil
	}
	return tags.Value{}, scripts.Raise("KeyError", "%s", scripts.PyRepr(key))
}

// Keys and Data make the node a dictionary to scripts.
func (n *propertyNode) Keys() []string {
	keys := make([]string, n.values.Len())
	for i := range keys {
		k, _ := n.values.At(i)
		keys[i] = scripts.PyStr(k)
	}
	return keys
}

func (n *propertyNode) Data() tags.Value { return tags.FromMap(cloneTree(n.values)) }

// cloneTree copies the maps of a tree, which are all that scripts can change in
// it.
func cloneTree(m *tags.Map) *tags.Map {
	out := tags.NewMap(m.Len())
	for i := range m.Len() {
		k, v := m.At(i)
		if below := v.Map(); below != nil {
			v = tags.FromMap(cloneTree(below))
		}
		out.Set(k, v)
	}
	return out
}

// AnyOpen reports whether a session, client or Designer is connected.
func (g *Gateway) AnyOpen() bool {
	return slices.ContainsFunc(g.endpoints, func(e *endpoint) bool { return e.open })
}

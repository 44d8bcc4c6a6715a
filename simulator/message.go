package simulator

// sendMessage: who is selected, what the sender gets back, and what becomes of
// the message at every endpoint that could have been meant (sections 1, 3, 12
// and 13 of the behaviour reference). Selection happens when the message is
// sent; whether a handler exists is found out where the message arrives.

import (
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/tags"
)

const (
	dispatchLogger   = "Scripting.Message.DispatchManager" // MSG-16
	handlerException = "com.inductiveautomation.ignition.common.script.message.MessageHandlerException"
	timeoutException = "com.inductiveautomation.ignition.gateway.gan.TimeoutExpiredException"
	cancelException  = "java.util.concurrent.CancellationException"
	illegalArgument  = "java.lang.IllegalArgumentException"
	illegalState     = "java.lang.IllegalStateException"
	handlerNotFound  = "The message handler %q could not be found! Check your event script message handlers." // MSG-17
)

// sending is one message on its way, as a gateway handles it.
type sending struct {
	send           *events.Send
	payload        tags.Value
	from           *endpoint
	live           tags.Value // the sender's own object, if payloads are shared
	discard        bool       // nobody looks at the lines that the sender gets back
	byIDAlone      bool       // only clientSessionId was given, and no scope
	untransferable string     // what in the payload cannot travel; "" if all can
}

// SendMessage implements scripts.World.
func (w *world) SendMessage(r *scripts.Run, m *scripts.Message) ([]string, error) {
	from := runOf(r).at
	s := w.sim
	byIDAlone := m.Scope == "" && m.ClientSessionID != ""
	m.Scope = defaultScope(m)
	msg := s.newSending(from, m)
	msg.byIDAlone = byIDAlone && m.Scope == "CGS"
	if err := s.mayNotSend(msg); err != nil {
		return nil, err
	}
	if msg.untransferable != "" && from.gateway.config.Options.RaisePayload {
		return nil, scripts.Raise("TypeError", "the payload holds a %s, which cannot be sent", msg.untransferable)
	}
	if len(m.RemoteServers) > 0 {
		return s.sendRemote(msg, m.RemoteServers)
	}
	return from.gateway.distribute(msg), nil
}

// defaultScope is the scope in force: as typed, or the default of MSG-6. An
// empty one counts as not given.
func defaultScope(m *scripts.Message) string {
	switch {
	case m.Scope != "":
		return m.Scope
	case m.User != "" || m.HasRole != "" || m.HostName != "":
		return "CS"
	}
	return "CGS" // also when only clientSessionId is given (MSG-7, DEC-2)
}

// newSending records a send. The payload is a copy taken now (DEC-10); none is
// an empty dictionary (MSG-20).
func (s *Simulation) newSending(from *endpoint, m *scripts.Message) *sending {
	s.sends++
	payload := m.Payload
	if payload.IsNull() {
		payload = tags.FromMap(tags.NewMap(0))
	}
	send := s.journal.NewSend()
	*send = events.Send{ID: s.sends, Function: m.Function, From: from.on, Project: m.Project, Handler: m.Handler,
		Scope: m.Scope, Payload: payload, ClientSessionID: m.ClientSessionID, User: m.User, HasRole: m.HasRole,
		HostName: m.HostName, Remote: m.RemoteServers}
	s.note(events.KindSend, send)
	return &sending{send: send, payload: payload, from: from, live: m.Live, discard: m.Discard, untransferable: untransferable(payload, 0)}
}

// mayNotSend refuses a Designer without read/write communication (DSG-1).
func (s *Simulation) mayNotSend(m *sending) error {
	if m.from.kind != atDesigner || m.from.Comm == CommReadWrite || m.from.Comm == "" {
		return nil
	}
	s.receipt(m, m.from.on, false, events.DesignerWrites,
		"the Designer's communication is "+string(m.from.Comm)+"; only read-write lets it send")
	return scripts.RaiseJava(illegalState, "the Designer's communication mode is %s: messages can be sent in read-write mode only", m.from.Comm)
}

// untransferable names what in a payload cannot be serialised (DEC-11), "" if
// there is nothing of the kind.
func untransferable(v tags.Value, depth int) string {
	switch v.Kind() {
	case tags.KindObject:
		return v.Object().TypeName()
	case tags.KindList:
		for _, item := range v.List().Items {
			if bad := untransferable(item, depth+1); bad != "" {
				return bad
			}
		}
	case tags.KindMap:
		for i := range v.Map().Len() {
			k, item := v.Map().At(i)
			if bad := untransferable(k, depth+1); bad != "" {
				return bad
			}
			if bad := untransferable(item, depth+1); bad != "" {
				return bad
			}
		}
	}
	return ""
}

func (s *Simulation) receipt(m *sending, endpoint string, selected bool, reason events.Reason, detail string) {
	r := s.journal.NewReceipt()
	*r = events.Receipt{Send: m.send.ID, Endpoint: endpoint, Project: m.send.Project, Handler: m.send.Handler,
		Selected: selected, Reason: reason, Detail: detail}
	s.note(events.KindReceipt, r)
}

// filterParams prints the filters with the keys in the order of the documented
// sample (DEC-4).
func filterParams(m *events.Send) string {
	return "filterParams={hostName=" + m.HostName + ", clientSessionId=" + m.ClientSessionID + ", scope=" + m.Scope +
		", user=" + m.User + ", hasRole=" + m.HasRole + "},sendStatus=SENT"
}

// distribute selects the recipients at this gateway and returns their lines:
// gateway, then clients, then sessions, each by connect time (DEC-5).
func (g *Gateway) distribute(m *sending) []string {
	p := g.project(m.send.Project)
	if p == nil || p.Disabled {
		g.sim.receipt(m, g.self.on, false, events.NoSuchProject, g.noProject(m.send.Project, p != nil))
		for _, e := range g.endpoints { // DEC-51
			g.sim.receipt(m, e.on, false, events.OtherProject, e.on+" runs project "+e.Project)
		}
		return nil // MSG-14, DEC-7
	}
	if p.Inheritable && !g.config.Options.RunInheritable {
		g.sim.receipt(m, g.self.on, false, events.InheritableProject,
			"project "+p.Name+" is inheritable: its children run its handlers, it does not (DEC-18)")
		return nil
	}
	var lines []string
	tail := ""
	if !m.discard {
		tail = "project=" + p.Name + ",messageHandler=" + m.send.Handler + "," + filterParams(m.send)
	}
	client, gateway, session := scopeLetters(m.send.Scope)
	if gateway {
		if !m.discard {
			lines = append(lines, "type=Gateway,"+tail)
		}
		g.arrive(m, g.self, p)
	} else {
		g.sim.receipt(m, g.self.on, false, events.OutOfScope, scopeDetail(m.send.Scope, "G"))
	}
	for _, kind := range [...]endpointKind{atClient, atSession, atDesigner} {
		for _, e := range g.endpoints {
			if e.kind != kind {
				continue
			}
			inScope, letter, typ := client, "C", "Client"
			if kind == atSession {
				inScope, letter, typ = session, "S", "Session"
			}
			if reason, detail := e.excluded(m.send, inScope, letter); reason != "" {
				g.sim.receipt(m, e.on, false, reason, detail)
				continue
			}
			if !m.discard {
				lines = append(lines, "type="+typ+",sessionId="+e.ID+",clientAddress="+e.Address+",clientHostName="+e.Host+","+tail)
			}
			g.toEndpoint(m, e, p)
		}
	}
	return lines
}

// toEndpoint lets a message arrive at a session at once and at a client with
// its next poll (HND-10).
func (g *Gateway) toEndpoint(m *sending, e *endpoint, p *project) {
	if e.kind != atClient || g.config.Options.ClientPolling == 0 {
		g.arrive(m, e, p)
		return
	}
	g.sim.receipt(m, e.on, true, events.Sent, "waits for the client's next poll")
	g.sim.kernel.After(g.config.Options.ClientPolling, g.sim.kernel.NewLane("poll of "+e.on, 1, nil),
		events.TaskFunc(func() time.Duration {
			if !e.open {
				g.sim.receipt(m, e.on, true, events.SessionClosed, e.on+" closed before it fetched the message")
			} else {
				g.arrive(m, e, p)
			}
			return 0
		}))
}

func (g *Gateway) noProject(name string, disabled bool) string {
	if disabled {
		return "project " + name + " is disabled"
	}
	var known []string
	for _, p := range g.projects {
		if strings.EqualFold(p.Name, name) {
			return "there is no project " + name + "; names are case-sensitive, did you mean " + p.Name + "?"
		}
		known = append(known, p.Name)
	}
	if len(known) == 0 {
		return "gateway " + g.config.Name + " has no projects"
	}
	return "gateway " + g.config.Name + " has no project " + name + ", only " + strings.Join(known, ", ")
}

// scopeLetters reads a scope; one unknown letter selects nobody (MSG-8).
func scopeLetters(scope string) (client, gateway, session bool) {
	for _, c := range scope {
		switch c {
		case 'C':
			client = true
		case 'G':
			gateway = true
		case 'S':
			session = true
		default:
			return false, false, false
		}
	}
	return client, gateway, session
}

func scopeDetail(scope, letter string) string {
	for _, c := range scope {
		if c != 'C' && c != 'G' && c != 'S' {
			up := strings.ToUpper(scope)
			if a, b, d := scopeLetters(up); a || b || d {
				return "scope " + scope + " selects nobody: its letters are case-sensitive, did you mean " + up + "?"
			}
			return "scope " + scope + " selects nobody: it may only hold the letters C, G and S"
		}
	}
	return outOfScope[letter]
}

var outOfScope = map[string]string{
	"C": "the scope does not hold C, for Vision clients",
	"G": "the scope does not hold G, for the gateway",
	"S": "the scope does not hold S, for Perspective sessions",
}

// excluded says why a message does not select this endpoint, "" if it does.
// Filters combine with AND (DEC-1) and match as DEC-9 says.
func (e *endpoint) excluded(m *events.Send, inScope bool, letter string) (events.Reason, string) {
	switch {
	case e.Project != m.Project:
		return events.OtherProject, e.on + " runs project " + e.Project
	case e.kind == atDesigner:
		return events.DesignerReceives, "a Designer can send messages but never receives any (DSG-1)"
	case !e.open:
		return events.SessionClosed, e.on + " was closed before"
	case !inScope:
		return events.OutOfScope, scopeDetail(m.Scope, letter)
	case m.ClientSessionID != "" && m.ClientSessionID != e.ID:
		return events.FilteredByID, "clientSessionId " + m.ClientSessionID + " is not " + e.ID
	case m.User != "" && m.User != e.User:
		return events.FilteredByUser, "its user is " + named(e.User) + ", not " + m.User
	case m.HasRole != "" && !e.hasRole(m.HasRole):
		return events.FilteredByRole, named(e.User) + " has the roles " + named(strings.Join(e.Roles, ", ")) + ", not " + m.HasRole
	case m.HostName != "" && !strings.EqualFold(m.HostName, e.Host):
		return events.FilteredByHost, "its host is " + named(e.Host) + ", not " + m.HostName
	}
	return "", ""
}

func named(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}

// arrive finds the handler at the place where a message arrives and queues its
// run, or says why it cannot run.
func (g *Gateway) arrive(m *sending, e *endpoint, p *project) {
	h := g.handler(p, e.kind, m.send.Handler)
	switch {
	case h == nil:
		g.missingHandler(m, e)
	case h.Disabled:
		g.sim.receipt(m, e.on, true, events.HandlerDisabled, "the handler is disabled")
	case m.from.denied(h):
		g.sim.receipt(m, e.on, true, events.Denied, "the handler asks for one of the roles "+strings.Join(h.Roles, ", ")) // DEC-43
	case m.untransferable != "":
		detail := "the payload holds a " + m.untransferable + ", which cannot be serialised"
		g.log(e.consoleName(), dispatchLogger, "error", exceptionLine(m.send), detail)
		g.sim.receipt(m, e.on, true, events.NotTransferable, detail)
	default:
		detail := ""
		if e.kind == atGateway && m.byIDAlone {
			detail = "the gateway's handler runs too: clientSessionId alone leaves the default scope CGS (DEC-2)"
		}
		g.sim.receipt(m, e.on, true, events.Delivered, detail)
		e.lane(h).Post(&delivery{msg: m, to: e, handler: h})
	}
}

// consoleName is where log lines about an endpoint appear: a client's own
// console, or the gateway's log.
func (e *endpoint) consoleName() string {
	if e.kind == atClient {
		return "client " + e.ID
	}
	return "gateway"
}

func exceptionLine(m *events.Send) string {
	return "Gateway script MessageHandlerException, project '" + m.Project + "', message handler '" + m.Handler + "'"
}

func (g *Gateway) missingHandler(m *sending, e *endpoint) {
	text := "The message handler \"" + m.send.Handler + "\" could not be found! Check your event script message handlers."
	g.log(e.consoleName(), dispatchLogger, "error", exceptionLine(m.send), handlerException+": "+text)
	g.sim.receipt(m, e.on, true, events.NoSuchHandler, g.similarHandlers(m, e))
}

// similarHandlers explains a missing handler by what is there instead.
func (g *Gateway) similarHandlers(m *sending, e *endpoint) string {
	kinds := []struct {
		kind endpointKind
		name string
	}{{atGateway, "gateway"}, {atClient, "client"}, {atSession, "session"}}
	here, elsewhere := "gateway", []string(nil)
	p := g.project(m.send.Project)
	for _, k := range kinds {
		if k.kind == e.kind {
			here = k.name
		} else if g.handler(p, k.kind, m.send.Handler) != nil {
			elsewhere = append(elsewhere, k.name)
		}
	}
	detail := "project " + m.send.Project + " has no " + here + " handler named " + m.send.Handler
	if len(elsewhere) > 0 {
		detail += "; there is a " + strings.Join(elsewhere, " and a ") + " handler of that name: a narrower scope would reach only it"
	}
	return detail
}

// denied reports whether a handler's roles keep this sender out (HND-6).
func (e *endpoint) denied(h *handler) bool {
	if len(h.Roles) == 0 || e.kind == atGateway {
		return false
	}
	for _, r := range h.Roles {
		if e.hasRole(r) {
			return false
		}
	}
	return true
}

// delivery is one run of a message handler to come.
type delivery struct {
	msg     *sending
	to      *endpoint
	handler *handler
	done    func(v tags.Value, err error, spent time.Duration) // of a request
	dropped bool                                               // nobody waits for it any more and it is not to run
}

// Run runs the handler; the kernel calls it.
func (d *delivery) Run() time.Duration {
	m, e, g := d.msg, d.to, d.to.gateway
	if d.dropped {
		return 0
	}
	if e.kind != atGateway && !e.open {
		g.sim.receipt(m, e.on, true, events.SessionClosed, e.on+" closed before the handler could run")
		return 0
	}
	info := events.Run{Kind: events.RunMessage, In: d.handler.in, Project: m.send.Project, Handler: m.send.Handler,
		Payload: m.payload, Send: m.send.ID}
	if d.done != nil {
		info.Kind = events.RunRequest
	}
	payload := m.payload
	if !m.live.IsNull() && e.host == m.from.host { // DEC-50
		payload = m.live
	}
	args := append(g.sim.args[:0], payload)
	if e.kind == atSession {
		args = append(g.sim.args[:0], e.session.value, payload)
	}
	entry, first := e.instance(d.handler).ready(g, e.host, d.handler.Program, args)
	v, spent, err := g.sim.execute(e, info, nil, d.handler.busy, 0, entry, args, first)
	if err != nil { // DEC-13, DEC-14
		g.log(e.consoleName(), dispatchLogger, "error", exceptionLine(m.send), traceback(err))
		g.sim.receipt(m, e.on, true, events.HandlerError, err.Error())
	}
	if d.done != nil {
		d.done(v, err, spent)
	}
	return spent
}

// sendRemote hands a message to other gateways, which apply scope and filters
// to themselves (NET-1).
func (s *Simulation) sendRemote(m *sending, servers []string) ([]string, error) {
	lines := make([]string, 0, len(servers))
	from := m.from.gateway
	for _, name := range servers {
		remote := s.Gateway(name)
		if remote == nil || remote == from { // DEC-40, DEC-41
			s.receipt(m, "gateway@"+name, false, events.NoSuchGateway, s.noGateway(name, remote == from))
			if from.config.Options.RaiseUnknown {
				return nil, scripts.RaiseJava(illegalArgument, "unknown remote server %s", name)
			}
			from.log("gateway", "Scripting.Message.DispatchManager", "warn", "Unable to send message to unknown remote server '"+name+"'", "")
			continue
		}
		lines = append(lines, "type=RemoteGateway,server="+name+",project="+m.send.Project+",messageHandler="+m.send.Handler+","+filterParams(m.send))
		if !s.reachable(from, remote) {
			s.receipt(m, "gateway@"+name, true, events.GatewayUnreachable, "the Gateway Network link to "+name+" is cut; the message is lost")
			continue
		}
		s.receipt(m, "gateway@"+name, true, events.Sent, "")
		task := events.TaskFunc(func() time.Duration {
			remote.distribute(m)
			return 0
		})
		lane := from.link(remote)
		if d := from.config.Options.RemoteDelay; d > 0 {
			s.kernel.After(d, lane, task)
		} else {
			lane.Post(task)
		}
	}
	return lines, nil
}

func (s *Simulation) noGateway(name string, itself bool) string {
	if itself {
		return name + " is this gateway itself, which is no remote server"
	}
	var known []string
	for _, g := range s.gateways[1:] {
		known = append(known, g.config.Name)
	}
	if len(known) == 0 {
		return "no remote gateway is connected"
	}
	return "there is no remote gateway " + name + ", only " + strings.Join(known, ", ")
}

// link is the lane of messages from this gateway to another: first in, first
// out, unless they may overtake one another (DEC-42).
func (g *Gateway) link(to *Gateway) *events.Lane {
	if g.config.Options.Overtake {
		return g.sim.kernel.NewLane("link to "+to.config.Name, 1, nil)
	}
	l := g.links[to]
	if l == nil {
		l = g.sim.kernel.NewLane("link to "+to.config.Name, 1, nil)
		g.links[to] = l
	}
	return l
}

// SendPerspective implements scripts.World: the send is recorded, component
// handlers are not simulated.
func (w *world) SendPerspective(r *scripts.Run, m *scripts.Message) error {
	at := runOf(r).at
	g := at.gateway
	if m.Scope == "" {
		m.Scope = "page" // PMS-2
	}
	target := ""
	switch {
	case m.SessionID != "":
		e := g.endpoint(atSession, m.SessionID)
		if e == nil || !e.open {
			return scripts.RaiseJava(illegalArgument, "Perspective session %s not found", m.SessionID) // PMS-7
		}
		target = e.on
	case at.kind == atSession:
		target = at.on
	default: // PMS-6
		what := "session"
		if m.Scope == "view" {
			what = "view"
		}
		return scripts.RaiseJava(illegalArgument, "No perspective %s attached to this thread", what)
	}
	m.Project = r.Project
	msg := w.sim.newSending(at, m)
	w.sim.receipt(msg, target, true, events.Recorded, "recorded only: component handlers are not simulated")
	return nil
}

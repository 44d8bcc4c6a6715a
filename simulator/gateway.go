package simulator

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/scripts/system"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

// GatewayConfig describes a gateway. Its zero value is a usable 8.1 gateway.
type GatewayConfig struct {
	Name             string // system name, used by remoteServers (NET-2); "" is Ignition
	Version          string // behaviour profile, see events.ProfileFor
	ScriptingProject string // Gateway Scripting Project (TAG-23); "" for none
	Options          Options
	// Timing is the virtual time that a run takes, by the name of what runs:
	// "[default]test valueChanged", "session X/test", "run".
	Timing map[string]time.Duration
	// Zone is the time zone of the gateway and of what connects to it; nil is
	// that of the simulation.
	Zone *time.Location
	// Stubs stand in for functions and modules that the gateway lacks here.
	Stubs []scripts.Stub
}

// Options are the switches that the DEC rows of the behaviour reference offer.
// Zero values are the documented choices.
type Options struct {
	TagEvents      events.TagEventOptions
	SharedThreads  int           // threads of each shared handler lane; 0 is 1 (DEC-12)
	RequestTimeout time.Duration // 0 is 15 s (DEC-15)
	SharedPayload  bool          // receivers get the sender's own object (DEC-10, DEC-50)
	RaisePayload   bool          // a payload that is not transferable raises (DEC-11)
	RaiseUnknown   bool          // an unknown remote server raises (DEC-41)
	RunInheritable bool          // inheritable projects run their own handlers (DEC-18)
	RemoteDelay    time.Duration // of the Gateway Network (DEC-42)
	Overtake       bool          // remote messages need not keep their order (DEC-42)
	ClientPolling  time.Duration // how long a message waits for a Vision client's poll (HND-10)
}

// Gateway is one simulated gateway.
type Gateway struct {
	sim     *Simulation
	config  GatewayConfig
	profile events.Profile
	tags    *tags.Tags
	scripts *events.TagScripts
	host    *scripts.Host
	stubs   *scripts.Stubs // nil for none
	started bool
	loaded  int // grows when scripts must be instantiated anew

	projects  []*project
	udts      []*tagfile.UDTs
	endpoints []*endpoint // sessions, clients and designers in order of connection
	self      *endpoint
	callbacks *events.Lane
	outlet    *outlet                   // nil: tags take what is written to them
	links     map[*Gateway]*events.Lane // deliveries to a remote gateway, in order
	levels    map[string]string         // logging levels set by scripts
}

// AddGateway adds a gateway; the first one is the local gateway. The error may
// be a *scripts.StubError.
func (s *Simulation) AddGateway(c GatewayConfig) (*Gateway, error) {
	if c.Name == "" {
		c.Name = "Ignition"
	}
	if s.Gateway(c.Name) != nil {
		return nil, fmt.Errorf("there are two gateways named %q", c.Name)
	}
	p, err := events.ProfileFor(c.Version)
	if err != nil {
		return nil, err
	}
	if c.Options.RequestTimeout == 0 {
		c.Options.RequestTimeout = 15 * time.Second
	}
	if c.Options.SharedThreads == 0 {
		c.Options.SharedThreads = 1
	}
	if c.Zone == nil {
		c.Zone = s.config.Zone
	}
	g := &Gateway{sim: s, config: c, profile: p, links: map[*Gateway]*events.Lane{}, levels: map[string]string{}}
	if len(c.Stubs) > 0 {
		if g.stubs, err = scripts.NewStubs(c.Stubs); err != nil {
			return nil, err
		}
	}
	g.tags = tags.New(s.Clock)
	g.tags.Location = c.Zone
	g.scripts = events.NewTagScripts(s.kernel, s.journal, p, c.Options.TagEvents, g.runTagEvent)
	g.tags.Listen(g.scripts.Changed)
	g.tags.OnConfigure(g.attach)
	g.host = g.newHost(false)
	g.self = &endpoint{gateway: g, kind: atGateway, on: g.at("gateway"), open: true, host: g.host}
	g.callbacks = s.kernel.NewLane("callbacks", 1, nil)
	s.gateways = append(s.gateways, g)
	return g, nil
}

// newHost makes a host for scripts in gateway scope, or for those of a Vision
// client or a Designer.
func (g *Gateway) newHost(client bool) *scripts.Host {
	h := scripts.NewHost(&world{g.sim}, system.Library, g.sim.config.Budget, g.sim.config.Seed)
	h.SharePayloads = g.config.Options.SharedPayload
	h.Client, h.Catalogue, h.Stubs, h.Zone = client, catalogue{}, g.stubs, g.config.Zone
	python.SetModules(h, (*libraries)(g))
	return h
}

// catalogue is what a gateway has under system, simulated or not.
type catalogue struct{}

func scopeOf(client bool) system.Scope {
	if client {
		return system.Client
	}
	return system.Gateway
}

func (catalogue) Exists(client bool, name string) bool { return system.Exists(scopeOf(client), name) }

func (catalogue) Family(client bool, name string) bool { return system.Family(scopeOf(client), name) }

func (catalogue) Names(client bool, family string) []string {
	return system.Names(scopeOf(client), family)
}

func (g *Gateway) close() {
	g.host.Close()
	for _, e := range g.endpoints {
		if e.host != g.host {
			e.host.Close()
		}
	}
}

// at names an endpoint of this gateway; at a remote one with @NAME.
func (g *Gateway) at(on string) string {
	if len(g.sim.gateways) > 0 && g.sim.gateways[0] != g {
		return on + "@" + g.config.Name
	}
	return on
}

// Name returns the system name.
func (g *Gateway) Name() string { return g.config.Name }

// Profile returns the version profile.
func (g *Gateway) Profile() events.Profile { return g.profile }

// Tags returns the gateway's tags.
func (g *Gateway) Tags() *tags.Tags { return g.tags }

// Thread says where a message handler runs (section 3).
type Thread string

// The threading choices of message handlers (HND-2 to HND-4).
const (
	Shared    Thread = "shared"
	Dedicated Thread = "dedicated"
	EDT       Thread = "edt" // Vision clients only
)

// Handler is a message handler.
type Handler struct {
	Name     string
	Program  scripts.Program
	Thread   Thread // "" is Shared
	Disabled bool
	// Roles are the roles of which a sender must hold one (HND-6); none lets
	// everybody send. Scripts of the gateway itself are not asked.
	Roles []string
}

// Project is one project of a gateway.
type Project struct {
	Name        string
	Parent      string // "" for none; events and handlers are inherited from it (LIB-4)
	Disabled    bool   // not run by the gateway (PRJ-7)
	Inheritable bool   // runs no handlers itself (DEC-18)
	Gateway     []Handler
	Client      []Handler
	Session     []Handler
	Library     []Module // its script library (LIB-1)
	// DefaultProvider is the tag provider of paths without one in the project's
	// sessions, clients and Designers (PTH-2); "" is default.
	DefaultProvider string
	// SessionProperties are the values with which the custom and props of its
	// sessions start, a map with these two keys; null for none. A project
	// without them has its parent's.
	SessionProperties tags.Value
}

// Module is one module of a project's script library.
type Module struct {
	Name   string // dotted, as scripts call it
	Source scripts.Source
}

type project struct {
	Project
	gateway, client, session map[string]*handler
	lane                     *events.Lane // shared lane of the gateway handlers
	modules                  map[string]scripts.Source
	packages                 map[string]bool
}

// handler is a handler with its lane and its instances.
type handler struct {
	Handler
	project *project
	in      string // gateway X/test
	busy    time.Duration
	lane    *events.Lane // of a dedicated gateway handler
	entry   instance
}

// AddProject adds a project. Parents may be added later than children.
func (g *Gateway) AddProject(p Project) error {
	if g.project(p.Name) != nil {
		return fmt.Errorf("there are two projects named %q", p.Name)
	}
	pr := &project{Project: p, lane: g.sim.kernel.NewLane("gateway handlers of "+p.Name, g.config.Options.SharedThreads, nil)}
	var err error
	if pr.gateway, err = g.handlers(pr, "gateway", p.Gateway); err != nil {
		return err
	}
	if pr.client, err = g.handlers(pr, "client", p.Client); err != nil {
		return err
	}
	if pr.session, err = g.handlers(pr, "session", p.Session); err != nil {
		return err
	}
	g.projects = append(g.projects, pr)
	if len(p.Library) > 0 {
		pr.addLibrary(p.Library)
	}
	return nil
}

func (p *project) addLibrary(list []Module) {
	p.modules, p.packages = make(map[string]scripts.Source, len(list)), map[string]bool{}
	for _, m := range list {
		p.modules[m.Name] = m.Source
		for name := m.Name; ; {
			dot := strings.LastIndexByte(name, '.')
			if dot < 0 {
				break
			}
			name = name[:dot]
			p.packages[name] = true
		}
	}
}

// libraries finds library modules: a project's own, then its parents' (LIB-4).
// Scripts without a project see none (TAG-23).
type libraries Gateway

func (l *libraries) Module(project, name string) (scripts.Source, bool) {
	g := (*Gateway)(l)
	for n, p := 0, g.project(project); p != nil && n < 100; n, p = n+1, g.parent(p) {
		if s, ok := p.modules[name]; ok {
			return s, true
		}
	}
	return scripts.Source{}, false
}

func (l *libraries) Package(project, name string) bool {
	g := (*Gateway)(l)
	for n, p := 0, g.project(project); p != nil && n < 100; n, p = n+1, g.parent(p) {
		if p.packages[name] {
			return true
		}
	}
	return false
}

func (l *libraries) Searched(project string) []string {
	g := (*Gateway)(l)
	var names []string
	for n, p := 0, g.project(project); p != nil && n < 100; n, p = n+1, g.parent(p) {
		names = append(names, p.Name)
		if p.Parent != "" && g.parent(p) == nil {
			names = append(names, p.Parent+" (which is not here)")
		}
	}
	return names
}

func (g *Gateway) handlers(p *project, kind string, list []Handler) (map[string]*handler, error) {
	m := make(map[string]*handler, len(list))
	for _, h := range list {
		if m[h.Name] != nil { // HND-1
			return nil, fmt.Errorf("project %q has two %s message handlers named %q", p.Name, kind, h.Name)
		}
		in := kind + " " + p.Name + "/" + h.Name
		hd := &handler{Handler: h, project: p, in: in, busy: g.config.Timing[in]}
		if h.Thread == Dedicated {
			hd.lane = g.sim.kernel.NewLane(in, 1, nil)
		}
		g.prepare(h.Program)
		m[h.Name] = hd
	}
	return m, nil
}

// prepare tells the host of programs that need it to run without a pump.
func (g *Gateway) prepare(p scripts.Program) {
	if u, ok := p.(interface{ UsesPromises() bool }); ok && u.UsesPromises() {
		g.host.UsesPromises()
	}
}

func (g *Gateway) project(name string) *project {
	for _, p := range g.projects {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// parent returns the project's parent, nil if it has none here (PRJ-6).
func (g *Gateway) parent(p *project) *project {
	if p.Parent == "" {
		return nil
	}
	return g.project(p.Parent)
}

// handler finds a handler of a project or, inherited, of its parents (LIB-4).
func (g *Gateway) handler(p *project, kind endpointKind, name string) *handler {
	for n := 0; p != nil && n < 100; n++ {
		m := p.gateway
		switch kind {
		case atClient:
			m = p.client
		case atSession:
			m = p.session
		}
		if h := m[name]; h != nil {
			return h
		}
		p = g.parent(p)
	}
	return nil
}

// TagScript is an event script of a tag, compiled: what
// tags.EventScript.Script holds for this simulator.
type TagScript struct{ Program scripts.Program }

// ConfigureTag adds a tag or edits it (contract: configure on an existing tag
// merges, then an initial event follows). Event scripts in the definition hold
// a *TagScript.
func (g *Gateway) ConfigureTag(path string, d *tags.Definition) (*tags.Tag, error) {
	if p, err := tags.ParsePath(path); err == nil && p.Provider != "" && g.tags.Provider(p.Provider) == nil {
		g.tags.AddProvider(p.Provider)
	}
	return g.tags.Configure(path, d)
}

// instance is an instantiated script of one host.
type instance struct {
	entry  scripts.Entry
	err    error
	loaded int // Gateway.loaded at the time
	host   *scripts.Host
}

// ready returns the entry function, or, if the program is still to be
// instantiated, the first call: its top level may call system functions, and so
// must be part of the run.
func (i *instance) ready(g *Gateway, h *scripts.Host, p scripts.Program, args []tags.Value) (scripts.Entry, func() (tags.Value, error)) {
	if i.host == h && i.loaded == g.loaded && i.err == nil {
		return i.entry, nil
	}
	args = slices.Clone(args)
	return nil, func() (tags.Value, error) {
		e, err := i.get(g, h, p)
		if err != nil {
			return tags.Value{}, err
		}
		return e.Call(args)
	}
}

// get instantiates a program at first use and after a reload.
func (i *instance) get(g *Gateway, h *scripts.Host, p scripts.Program) (scripts.Entry, error) {
	if i.host != h || i.loaded != g.loaded {
		i.host, i.loaded = h, g.loaded
		i.entry, i.err = p.Instantiate(h)
	}
	return i.entry, i.err
}

// tagEntry is what the tag event dispatcher carries for each script.
type tagEntry struct {
	program scripts.Program
	busy    time.Duration
	entry   instance
	tag     tags.Value // the wrapper that scripts get as tag
	path    tags.Value
}

// attach gives the event scripts of a tag's definition to the dispatcher, in
// the order of DEC-28, whenever the tag is configured.
func (g *Gateway) attach(t *tags.Tag) {
	if len(t.Scripts()) == 0 && t.Events == nil {
		return
	}
	var list []*events.TagScript
	path := t.Path()
	old := g.scripts.Attached(t)
	for _, id := range tags.EventIDs() {
		for _, s := range t.Scripts() {
			if s.ID != id || !s.Enabled {
				continue
			}
			ts, ok := s.Script.(*TagScript)
			if !ok {
				continue
			}
			if same := attached(old, id, ts.Program); same != nil && same.ChangeTypes == s.ChangeTypes {
				list = append(list, same) // an edit of something else keeps what the script has built up
				continue
			}
			g.prepare(ts.Program)
			g.warnUnusable(path, s)
			name := path + " " + id
			list = append(list, &events.TagScript{Event: id, ChangeTypes: s.ChangeTypes, Name: name, Entry: &tagEntry{
				program: ts.Program, busy: g.config.Timing[name],
				tag: tags.FromObject(&tagObject{tag: t}), path: tags.Unicode(path)}})
		}
	}
	g.scripts.Attach(t, list)
}

func attached(list []*events.TagScript, event string, p scripts.Program) *events.TagScript {
	for _, s := range list {
		if s.Event == event && s.Entry.(*tagEntry).program == p {
			return s
		}
	}
	return nil
}

// warnUnusable logs an event script that this version never runs: silence
// would hide it.
func (g *Gateway) warnUnusable(path string, s tags.EventScript) {
	why := ""
	switch {
	case s.ID != events.QualifiedValueChanged:
	case !g.profile.QualifiedValueEvent:
		why = "the event exists from version 8.3.3 on, this gateway is " + g.profile.Name
	case s.ChangeTypes == 0:
		why = "it has no changeTypes (TAG-11)"
	}
	if why != "" {
		g.log("gateway", "tags.eventscripts.compiler", "warn", path+" "+s.ID+" never runs: "+why, "")
	}
}

func (g *Gateway) log(on, logger, level, message, stack string) {
	l := g.sim.journal.NewLog()
	*l = events.Log{On: g.at(on), Logger: logger, Level: level, Message: message, Stack: stack}
	g.sim.note(events.KindLog, l)
}

// Reload drops what scripts have built up, so that they are instantiated anew
// at their next use. The gateway's globals are lost (JY-4) if restart is true.
func (g *Gateway) reload(restart bool) {
	g.loaded++
	if restart {
		old := g.host
		g.host = g.newHost(false)
		g.self.host = g.host
		for _, e := range g.endpoints {
			if e.host == old {
				e.host = g.host
			}
		}
		for _, p := range g.projects {
			for _, m := range []map[string]*handler{p.gateway, p.session} {
				for _, h := range m { // order does not matter: only a flag is set
					g.prepare(h.Program)
				}
			}
		}
		old.Close()
	}
}

// RestartGateway re-initialises the gateway: script state and globals are lost,
// all tags re-initialise (TAG-17).
func (g *Gateway) RestartGateway() {
	g.reload(true)
	g.tags.RestartAll()
}

// RestartProvider re-initialises the tags of one provider.
func (g *Gateway) RestartProvider(name string) error {
	p := g.tags.Provider(name)
	if p == nil {
		return fmt.Errorf("there is no tag provider %q", name)
	}
	g.tags.RestartProvider(p)
	return nil
}

// RestartTag re-initialises one tag.
func (g *Gateway) RestartTag(path string) error {
	t := g.tags.Find(path)
	if t == nil {
		return fmt.Errorf("there is no tag %q", path)
	}
	g.tags.Restart(t)
	return nil
}

// RestartProject reloads the scripts of a project. Tag events are not fired
// again (DEC-26).
func (g *Gateway) RestartProject(name string) error {
	if g.project(name) == nil {
		return fmt.Errorf("there is no project %q", name)
	}
	g.reload(false)
	return nil
}

// TagWrite is one write of a step: what is not given stays as it is.
type TagWrite struct {
	Path   string
	Update tags.Update
}

// Write writes tags at the present instant, in order, as somebody with all
// rights would; the results are in the same order. A plain value is written as
// a script would write it, except that a tag with the value source opc takes it
// as if the server had sent it, unless writes to it go to a device.
func (g *Gateway) Write(writes []TagWrite) []tags.Quality {
	return g.gather(len(writes), func(i int) tags.Quality {
		w := &writes[i]
		t := g.tags.Find(w.Path)
		plain := w.Update.HasValue && !w.Update.HasQuality && !w.Update.HasTimestamp
		switch {
		case t != nil && (!plain || t.ValueSource() == tags.SourceOPC && (g.outlet == nil || !g.outlet.follows(t))):
			return g.tags.Update(t, w.Update)
		case plain:
			return g.tags.Write(w.Path, nil, w.Update.Value)
		}
		return tags.QualityOf(tags.BadNotFound)
	}, func(i int, q tags.Quality) { g.noteWrite(writes[i].Path, writes[i].Update.Value, q) })
}

func (g *Gateway) noteWrite(path string, v tags.Value, q tags.Quality) {
	a := g.sim.journal.NewAccess()
	*a = events.Access{Path: path, Value: v, Quality: q}
	g.sim.note(events.KindWrite, a)
}

func (g *Gateway) noteRead(path string, q tags.QualifiedValue) {
	a := g.sim.journal.NewAccess()
	*a = events.Access{Path: path, Value: q.Value, Quality: q.Quality, Stamp: q.Timestamp}
	g.sim.note(events.KindRead, a)
}

// Read reads tags.
func (g *Gateway) Read(paths []string) []tags.QualifiedValue {
	out := make([]tags.QualifiedValue, len(paths))
	for i, p := range paths {
		out[i] = g.tags.Read(p, nil)
		g.noteRead(p, out[i])
	}
	return out
}

// SetQuality gives a tag a quality and leaves its value.
func (g *Gateway) SetQuality(path string, q tags.Quality) tags.Quality {
	t := g.tags.Find(path)
	if t == nil {
		return tags.QualityOf(tags.BadNotFound)
	}
	return g.tags.SetQuality(t, q)
}

// tagObject is what a tag event script gets as tag (TAG-5, DEC-39).
type tagObject struct{ tag *tags.Tag }

func (o *tagObject) TypeName() string { return "TagScriptWrapper" }
func (o *tagObject) String() string   { return o.tag.Path() }

func (o *tagObject) Member(name string) (scripts.Member, bool) {
	v, ok := o.property(name)
	return scripts.Member{Value: v}, ok
}

func (o *tagObject) Item(key tags.Value) (tags.Value, error) {
	if v, ok := o.property(key.Text()); ok && key.IsText() {
		return v, nil
	}
	return tags.Value{}, scripts.Raise("KeyError", "%s", scripts.PyRepr(key))
}

func (o *tagObject) property(name string) (tags.Value, bool) {
	if strings.EqualFold(name, "parameters") {
		m, ok := o.tag.Property("parameters")
		return m, ok
	}
	return o.tag.Property(name)
}

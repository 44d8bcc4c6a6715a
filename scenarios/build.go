package scenarios

// From the description of a plant to a simulation of it.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"dryfire/scenarios/yaml"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator"
	"dryfire/simulator/projectfile"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

// folder is an Ignition project folder as read from disk, compiled.
type folder struct {
	project                  *projectfile.Project
	gateway, client, session []simulator.Handler
	library                  []simulator.Module
	warnings                 []string
}

// tagFile is a tag export or a folder of tag files, compiled.
type tagFile struct {
	providers []string
	udts      *tagfile.UDTs // of which scripts may make instances
	tags      []builtTag
	warnings  []string
	once      sync.Once
	keys      map[string]bool
}

// has reports whether the file has a tag with that key.
func (f *tagFile) has(key string) bool {
	f.once.Do(func() {
		f.keys = make(map[string]bool, len(f.tags))
		for _, t := range f.tags {
			if k, _, problem := tagKey(t.path); problem == "" {
				f.keys[k] = true
			}
		}
	})
	return f.keys[key]
}

type builtTag struct {
	at   Pos // of a tag that the scenario defines
	path string
	def  *tags.Definition
}

// ready is what building a plant needs each time, made once.
type ready struct {
	once     sync.Once
	timing   map[string]time.Duration
	projects []simulator.Project
	tags     []builtTag
	stubs    []scripts.Stub
}

// projectFolder reads a project folder, once for each loader.
func (d *decoder) projectFolder(n *yaml.Node, path, name string) *folder {
	key := path + "\x00" + name
	d.l.mu.Lock()
	f := d.l.folders[key]
	d.l.mu.Unlock()
	if f != nil {
		return f
	}
	p, err := projectfile.Load(path, projectfile.Options{Name: name, Label: path})
	if err != nil {
		d.fail(n, fmt.Sprintf("%q, which is no project", n.Text), "an Ignition project folder", err.Error())
	}
	f = &folder{project: p}
	for _, w := range p.Warnings {
		f.warnings = append(f.warnings, path+": "+w.String())
	}
	f.gateway = f.handlers("gateway", p.Gateway.Messages)
	f.client = f.handlers("client", p.Client.Messages)
	f.session = f.handlers("session", p.Session.Messages)
	f.warnings = append(f.warnings, notRun(path, p)...)
	for _, m := range p.Modules {
		f.library = append(f.library, simulator.Module{Name: m.Name, Source: m.Script.Source()})
	}
	d.l.mu.Lock()
	d.l.folders[key] = f
	d.l.mu.Unlock()
	return f
}

// notRun says which scripts of a project are read but never run here: silence
// would make a test of them green.
func notRun(path string, p *projectfile.Project) []string {
	g := p.Gateway
	count := map[string]int{"gateway timer": len(g.Timers), "gateway tag change": len(g.TagChanges), "gateway scheduled": len(g.Scheduled),
		"session event": len(p.Session.Events)}
	for name, e := range map[string]*projectfile.Event{"gateway startup": g.Startup, "gateway shutdown": g.Shutdown, "gateway update": g.Update} {
		if e != nil {
			count[name] = 1
		}
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(count)) {
		if n := count[name]; n > 0 {
			out = append(out, fmt.Sprintf("%s: %s scripts are not run by scenarios (%d); check compiles them", path, name, n))
		}
	}
	return out
}

// handlers compiles message handlers. One that does not compile is no handler,
// as on the platform (TAG-4), and a warning.
func (f *folder) handlers(kind string, list []*projectfile.MessageHandler) []simulator.Handler {
	var out []simulator.Handler
	for _, h := range list {
		program, err := python.Language.Compile(h.Script.Source())
		if err != nil {
			f.warnings = append(f.warnings, fmt.Sprintf("the %s message handler %s of project %s does not compile: %v", kind, h.Name, f.project.Name, err))
			continue
		}
		thread := simulator.Thread(strings.ToLower(h.Thread))
		if kind == "session" {
			thread = ""
		}
		out = append(out, simulator.Handler{Name: h.Name, Program: program, Thread: thread, Disabled: !h.Enabled, Roles: h.Roles()})
	}
	return out
}

// tagFile reads tag files, once for each loader.
func (d *decoder) tagFile(n *yaml.Node, path, provider string) *tagFile {
	key := path + "\x00" + provider
	d.l.mu.Lock()
	f := d.l.tagFiles[key]
	d.l.mu.Unlock()
	if f != nil {
		return f
	}
	r, err := tagfile.Load(path, tagfile.Options{Provider: provider})
	if err != nil {
		d.fail(n, fmt.Sprintf("%q, which holds no tags", n.Text), "a tag export or a folder of tag files", err.Error())
	}
	f = &tagFile{providers: r.Providers, udts: r.UDTs}
	for _, w := range r.Warnings {
		f.warnings = append(f.warnings, w.String())
	}
	f.warnings = append(f.warnings, notEvaluated(path, r.Tags)...)
	for _, e := range r.Tags {
		f.tags = append(f.tags, builtTag{path: e.Path, def: f.compiled(e)})
	}
	d.l.mu.Lock()
	d.l.tagFiles[key] = f
	d.l.mu.Unlock()
	return f
}

// notEvaluated says which tags of a file hold no value of their own here, and
// which event scripts nothing fires.
func notEvaluated(path string, list []tagfile.Entry) []string {
	count := map[string]int{}
	for _, e := range list {
		switch source := e.Definition.ValueSource(); source {
		case tags.SourceExpr, tags.SourceReference, tags.SourceDerived, tags.SourceDB:
			if e.Definition.TagType() == tags.TypeAtomicTag {
				count[source+" tags are not evaluated"]++
			}
		}
		for _, s := range e.Definition.Scripts() {
			if strings.HasPrefix(s.ID, "alarm") {
				count["alarm event scripts are not run"]++
			}
		}
	}
	var out []string
	for _, what := range slices.Sorted(maps.Keys(count)) {
		out = append(out, fmt.Sprintf("%s: %s (%d)", path, what, count[what]))
	}
	return out
}

// compiled returns the definition with its event scripts compiled. A script
// that does not compile never runs (TAG-4), and is a warning (DEC-31).
func (f *tagFile) compiled(e tagfile.Entry) *tags.Definition {
	list := e.Definition.Scripts()
	if len(list) == 0 {
		return e.Definition
	}
	d := e.Definition.Clone()
	for _, s := range list {
		src, ok := s.Script.(*tags.ScriptSource)
		if !ok {
			continue
		}
		u := tagEventUse(s.ID)
		program, err := python.Language.Compile(scripts.Source{Name: e.Path + " " + s.ID, Text: src.Text, Form: scripts.FormBody, Entry: u.entry, Params: u.params})
		if err != nil {
			f.warnings = append(f.warnings, fmt.Sprintf("%s: the script %s of tag %s does not compile: %v", e.Position, s.ID, e.Path, err))
			s.Enabled = false
		} else {
			s.Script = &simulator.TagScript{Program: program}
		}
		if err := d.SetScript(s); err != nil {
			f.warnings = append(f.warnings, fmt.Sprintf("%s: %v", e.Position, err))
		}
	}
	return d
}

// built returns the definition as the simulator takes it.
func (t *Tag) built() *tags.Definition {
	if len(t.Events) == 0 {
		return t.Definition
	}
	d := t.Definition.Clone()
	for _, e := range t.Events {
		// The ids come from the table of events, so SetScript takes them.
		_ = d.SetScript(tags.EventScript{ID: e.Event, ChangeTypes: e.ChangeTypes, Enabled: !e.Disabled,
			Script: &simulator.TagScript{Program: e.Script.Program}})
	}
	return d
}

func (p *Plant) prepare() *ready {
	r := p.ready
	r.once.Do(func() {
		if len(p.Timing) > 0 {
			r.timing = make(map[string]time.Duration, len(p.Timing))
		}
		for _, t := range p.Timing {
			name := t.Name
			if i := strings.LastIndexByte(name, ' '); strings.HasPrefix(name, "[") && i > 0 {
				if tag := p.Tag(name[:i]); tag != nil { // in the spelling of the tag
					name = tag.Path + name[i:]
				}
			}
			r.timing[name] = t.Cost
		}
		r.stubs = p.builtStubs()
		for _, x := range p.Projects {
			r.projects = append(r.projects, x.built())
		}
		for _, t := range p.Tags {
			r.tags = append(r.tags, builtTag{at: t.Pos, path: t.Path, def: t.built()})
		}
	})
	return r
}

// built returns the project with what its folder holds below what the scenario
// says.
func (x *Project) built() simulator.Project {
	s := simulator.Project{Name: x.Name, Parent: x.Parent, Disabled: x.Disabled, Inheritable: x.Inheritable, DefaultProvider: x.DefaultProvider,
		Gateway: own(x.Gateway), Client: own(x.Client), Session: own(x.Session)}
	if f := x.folder; f != nil {
		if !x.says.parent {
			s.Parent = f.project.Parent
		}
		if !x.says.enabled {
			s.Disabled = !f.project.Enabled
		}
		if !x.says.inheritable {
			s.Inheritable = f.project.Inheritable
		}
		s.Library = f.library
		s.SessionProperties = f.project.Session.Properties
		s.Gateway, s.Client, s.Session = below(s.Gateway, f.gateway), below(s.Client, f.client), below(s.Session, f.session)
	}
	return s
}

func own(list []*Handler) []simulator.Handler {
	var out []simulator.Handler
	for _, h := range list {
		out = append(out, simulator.Handler{Name: h.Name, Program: h.Script.Program, Thread: simulator.Thread(h.Thread), Disabled: h.Disabled, Roles: h.Roles})
	}
	return out
}

// below adds the handlers that are not there by name.
func below(over, under []simulator.Handler) []simulator.Handler {
	for _, h := range under {
		if indexOfHandler(over, h.Name) < 0 {
			over = append(over, h)
		}
	}
	return over
}

func indexOfHandler(list []simulator.Handler, name string) int {
	for i := range list {
		if list[i].Name == name {
			return i
		}
	}
	return -1
}

// Warnings lists what in the plant's project folders and tag files was ignored
// or bent.
func (p *Plant) Warnings() []string {
	var out []string
	for _, x := range p.Projects {
		if x.folder != nil {
			out = append(out, x.folder.warnings...)
		}
	}
	for _, f := range p.TagFiles {
		out = append(out, f.file.warnings...)
		out = append(out, p.badItems(f)...)
	}
	for _, r := range p.Remotes {
		out = append(out, r.Plant.Warnings()...)
	}
	return out
}

// Build returns a simulation of the plant that has not started. Whoever called
// it closes it. The error is an [*Error] or names what the simulator refused.
func (p *Plant) Build(c simulator.Config) (*simulator.Simulation, error) {
	if start := p.Gateway.Start; start != nil && c.Start.IsZero() {
		c.Start = start.In(p.Gateway.Zone)
	}
	sim := simulator.New(c)
	if n := p.Gateway.Options.EventsPerInstant; n > 0 {
		sim.Kernel().MaxChain = n
	}
	if err := p.build(sim, p.Gateway.Name); err != nil {
		sim.Close()
		return nil, err
	}
	for _, r := range p.Remotes {
		if err := r.Plant.build(sim, r.Name); err != nil {
			sim.Close()
			return nil, err
		}
	}
	return sim, nil
}

func (p *Plant) build(sim *simulator.Simulation, name string) error {
	o, r := p.Gateway.Options, p.prepare()
	g, err := sim.AddGateway(simulator.GatewayConfig{Name: name, Version: p.Gateway.Version, ScriptingProject: p.Gateway.ScriptingProject, Timing: r.timing, Stubs: r.stubs, Zone: p.Gateway.Zone,
		Options: simulator.Options{TagEvents: o.TagEvents, SharedThreads: o.SharedThreads, RequestTimeout: o.RequestTimeout, SharedPayload: o.SharedPayload,
			RaisePayload: o.RaisePayload, RaiseUnknown: o.RaiseUnknown, RunInheritable: o.RunInheritable, RemoteDelay: o.RemoteDelay, Overtake: o.Overtake,
			ClientPolling: o.ClientPolling}})
	if err != nil {
		return err
	}
	for _, x := range r.projects {
		if err := g.AddProject(x); err != nil {
			return err
		}
	}
	for _, f := range p.TagFiles {
		for _, provider := range f.file.providers {
			g.Tags().AddProvider(provider)
		}
		g.AddUDTs(f.file.udts)
		for _, t := range f.file.tags {
			if _, err := g.ConfigureTag(t.path, p.start(t.def)); err != nil {
				return f.Errorf(fmt.Sprintf("the tag %s", t.path), "one that can be configured", err.Error())
			}
		}
	}
	for _, t := range r.tags {
		if _, err := g.ConfigureTag(t.path, p.start(t.def)); err != nil {
			return t.at.Errorf(fmt.Sprintf("the tag %s", t.path), "one that can be configured", err.Error())
		}
	}
	for _, kind := range endpointKinds {
		for _, e := range p.endpoints(kind) {
			if err := g.Open(e.built()); err != nil {
				return e.Errorf(kind+" "+e.ID, "one that can be opened", err.Error())
			}
		}
	}
	return nil
}

// start is a definition as the plant starts with it.
func (p *Plant) start(d *tags.Definition) *tags.Definition {
	if p.RealClock && p.feeds(d) {
		return withoutValue(d)
	}
	return d
}

func (e *Endpoint) built() (simulator.EndpointKind, simulator.Endpoint) {
	return simulator.EndpointKind(e.kind), simulator.Endpoint{ID: e.ID, Project: e.Project, User: e.User, Roles: e.Roles, Host: e.Host, Address: e.Address, Custom: e.Custom,
		Comm: simulator.Comm(e.Comm)}
}

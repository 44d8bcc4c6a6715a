package scenarios

// What can be known to be wrong once the whole file is read: names of things
// that are not there, and steps in an order that can't be.

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dryfire/simulator"
	"dryfire/tags"
)

// check checks a scenario.
func (s *Scenario) check() *Error {
	if err := s.Plant.check(); err != nil {
		return err.(*Error)
	}
	w := &walk{plant: s.Plant, known: map[string]bool{}, open: map[string]bool{}}
	for _, kind := range endpointKinds {
		w.enter("", s.Plant.endpoints(kind))
		for _, r := range s.Plant.Remotes {
			w.enter(r.Name, r.Plant.endpoints(kind))
		}
	}
	if start := s.Plant.OnStart; start != nil {
		if err := w.expect(start.Expect); err != nil {
			return err
		}
	}
	for _, step := range s.Steps {
		if err := w.step(step); err != nil {
			return err
		}
	}
	return nil
}

var endpointKinds = []string{"session", "client", "designer"}

// walk follows the steps as far as the file alone tells what they do.
type walk struct {
	plant *Plant
	known map[string]bool // endpoints that are or were open, as On spells them
	open  map[string]bool
	names []string // known, in order
	tags  []string // keys of tags that steps have added
	now   time.Duration
}

func (w *walk) enter(gateway string, list []*Endpoint) {
	for _, e := range list {
		w.opened(On{Kind: e.kind, ID: e.ID, Gateway: gateway}.String())
	}
}

func (w *walk) opened(name string) {
	if !w.known[name] {
		w.known[name] = true
		w.names = append(w.names, name)
	}
	w.open[name] = true
}

func (w *walk) step(s *Step) *Error {
	if s.HasAt {
		if s.At < w.now {
			return s.atPos.Errorf("at "+s.At.String()+", which is past", "at least "+w.now.String(), "the steps before it take the clock there")
		}
		w.now = s.At
	}
	for _, r := range s.refs {
		if err := w.reference(r, s.Action); err != nil {
			return err
		}
	}
	switch a := s.Action.(type) {
	case Advance:
		w.now += time.Duration(a)
	case *Drive:
		if a.Signal != nil {
			w.now += time.Duration(a.Signal.Len()-1) * a.Every
		}
	case Configure:
		for _, t := range a {
			w.tags = append(w.tags, t.key)
		}
	case *Open:
		if a.Endpoint != nil {
			if err := w.plant.remote(a.On.Gateway).checkEndpoint(a.Endpoint); err != nil {
				return err
			}
		}
	case Await:
		if !w.plant.RealClock {
			return s.Errorf("await on the virtual clock", "clock: real", "on the virtual clock advance waits")
		}
	}
	return w.expect(s.Expect)
}

func (w *walk) expect(e *Expect) *Error {
	if e == nil {
		return nil
	}
	for _, r := range e.refs {
		if err := w.reference(r, nil); err != nil {
			return err
		}
	}
	return nil
}

// reference checks one name; action is nil for those in expectations.
func (w *walk) reference(r reference, action Action) *Error {
	if r.tag != "" {
		return w.tag(r)
	}
	if r.script != "" {
		return w.script(r)
	}
	if r.function != "" {
		return w.function(r)
	}
	if r.project != "" {
		p := w.plant.remote(r.in.In.Gateway)
		if p.project(r.project) == nil {
			return r.pos.Errorf(fmt.Sprintf("the unknown project %q", r.project), oneOf(p.projectNames()), didYouMean(r.project, p.projectNames()))
		}
		return nil
	}
	on := r.on
	if on.Kind == "link" {
		if !w.plant.isRemote(on.ID) {
			return r.pos.Errorf(fmt.Sprintf("the unknown gateway %q", on.ID), "one under network", didYouMean(on.ID, w.plant.remoteNames()))
		}
		return nil
	}
	if on.Gateway != "" && !w.plant.isRemote(on.Gateway) {
		if r.unknown {
			return nil
		}
		return r.pos.Errorf(fmt.Sprintf("the unknown gateway %q", on.Gateway), "one under network", didYouMean(on.Gateway, w.plant.remoteNames()))
	}
	if on.Kind == "" || on.Kind == "gateway" {
		return nil
	}
	name := on.String()
	if r.opens {
		if w.open[name] {
			return r.pos.Errorf(name+", which is open already", "one that is not", "")
		}
		if o, ok := action.(*Open); ok && o.Endpoint == nil && !w.known[name] {
			return r.pos.Errorf("the unknown "+name, "{"+name+": {project: …}}", "only what was open before can be opened by its name alone")
		}
		w.opened(name)
		return nil
	}
	if !w.known[name] {
		var same []string
		for _, n := range w.names {
			if strings.HasPrefix(n, on.Kind+" ") {
				same = append(same, n)
			}
		}
		want := oneOf(same)
		if len(same) == 0 {
			want = "a " + on.Kind + " under " + on.Kind + "s, or one that a step opens"
		}
		return r.pos.Errorf("the unknown "+name, want, didYouMean(name, same))
	}
	if action == nil {
		return nil
	}
	if !w.open[name] {
		return r.pos.Errorf(name+", which is closed", "one that is open", "")
	}
	if _, closes := action.(*Close); closes {
		w.open[name] = false
	}
	return nil
}

func (w *walk) tag(r reference) *Error {
	if r.on.Gateway != "" {
		return nil
	}
	key, _, problem := tagKey(r.tag)
	if problem != "" {
		return r.pos.Errorf(fmt.Sprintf("the path %q", r.tag), "the full path of a tag: [provider]folder/tag", "")
	}
	if w.plant.findTag(key) >= 0 || slices.Contains(w.tags, key) || w.plant.mayHaveTag(key) {
		return nil
	}
	var names []string
	for _, t := range w.plant.Tags {
		names = append(names, t.Path)
	}
	return r.pos.Errorf(fmt.Sprintf("the unknown tag %q", r.tag), "a tag of the plant", didYouMean(r.tag, names))
}

// scriptNames is how scripts are named.
const scriptNames = `"[default]test valueChanged", "session X/test", "gateway X/test", "client X/test" or run`

// script checks the name of a script that is expected to fail. What it starts,
// a callback or a thread, is named behind " > ". A project that is read from a
// folder, or inherits from one, may have any handler.
func (w *walk) script(r reference) *Error {
	name, _, _ := strings.Cut(r.script, " > ")
	if name == "run" {
		return nil
	}
	if i := strings.LastIndexByte(name, ' '); strings.HasPrefix(name, "[") && i > 0 {
		if !containsFold(tags.EventIDs(), name[i+1:]) {
			return r.pos.Errorf(fmt.Sprintf("the script %q", r.script), scriptNames, didYouMean(name[i+1:], tags.EventIDs()))
		}
		if key, _, problem := tagKey(name[:i]); problem == "" {
			for _, remote := range w.plant.Remotes {
				if remote.Plant.findTag(key) >= 0 || remote.Plant.mayHaveTag(key) {
					return nil
				}
			}
		}
		return w.tag(reference{pos: r.pos, tag: name[:i]})
	}
	kind, rest, _ := strings.Cut(name, " ")
	project, handler, ok := strings.Cut(rest, "/")
	if !ok || kind != "gateway" && kind != "session" && kind != "client" {
		return r.pos.Errorf(fmt.Sprintf("the script %q", r.script), scriptNames, "")
	}
	plants := []*Plant{w.plant}
	for _, remote := range w.plant.Remotes {
		plants = append(plants, remote.Plant)
	}
	found := false
	var handlers, projects []string
	for _, p := range plants {
		projects = append(projects, p.projectNames()...)
		for x, n := p.project(project), 0; x != nil && n <= len(p.Projects); x, n = p.project(x.Parent), n+1 {
			found = true
			names := x.handlerNames(kind)
			if x.folder != nil || contains(names, handler) {
				return nil
			}
			handlers = append(handlers, names...)
		}
	}
	if !found {
		return r.pos.Errorf(fmt.Sprintf("the script %q", r.script), "a handler of "+oneOf(projects), didYouMean(project, projects))
	}
	return r.pos.Errorf(fmt.Sprintf("the script %q", r.script), "a handler that there is",
		"the "+kind+" handlers of "+project+" are "+strings.Join(append(handlers, "no others"), ", "))
}

// function checks the name of a function that is expected to be called. The
// journal knows the calls of function stubs, and those that nothing answers.
func (w *walk) function(r reference) *Error {
	names := w.plant.functionStubs()
	if contains(names, r.function) {
		return nil
	}
	hint := didYouMean(r.function, names)
	if strings.HasPrefix(r.function, "system.") && hint == "" {
		return nil
	}
	return r.pos.Errorf(fmt.Sprintf("the function %q, which no stub stands in for", r.function), oneOf(names), hint)
}

func containsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(x, s) })
}

// handlerNames lists the message handlers of a project for a kind of receiver.
func (x *Project) handlerNames(kind string) []string {
	built := x.built()
	var names []string
	for _, h := range map[string][]simulator.Handler{"gateway": built.Gateway, "session": built.Session, "client": built.Client}[kind] {
		names = append(names, h.Name)
	}
	return names
}

// mayHaveTag reports whether a tag is in a tag file, or may be the member of a
// UDT instance.
func (p *Plant) mayHaveTag(key string) bool {
	for _, f := range p.TagFiles {
		if f.file.has(key) {
			return true
		}
	}
	for _, t := range p.Tags {
		if t.Definition.TagType() == tags.TypeUdtInstance && strings.HasPrefix(key, t.key+"/") {
			return true
		}
	}
	return false
}

func (p *Plant) remoteNames() []string {
	var names []string
	for _, r := range p.Remotes {
		names = append(names, r.Name)
	}
	return names
}

// check checks what a plant names. One that several scenarios share is checked
// once.
func (p *Plant) check() error {
	if !p.shared {
		return asError(p.checkAll())
	}
	p.once.Do(func() { p.problem = asError(p.checkAll()) })
	return p.problem
}

func (p *Plant) checkAll() *Error {
	if g := &p.Gateway; g.ScriptingProject != "" && p.project(g.ScriptingProject) == nil {
		return g.projectAt.Errorf(fmt.Sprintf("the unknown project %q", g.ScriptingProject), oneOf(p.projectNames()), didYouMean(g.ScriptingProject, p.projectNames()))
	}
	if p.RealClock && p.Gateway.Start != nil {
		return p.Gateway.Start.Errorf("startTime with clock: real", "one of them", "the real clock shows what time it is")
	}
	for _, x := range p.Projects {
		if err := p.checkProject(x); err != nil {
			return err
		}
	}
	for _, kind := range endpointKinds {
		for _, e := range p.endpoints(kind) {
			if err := p.checkEndpoint(e); err != nil {
				return err
			}
		}
	}
	for _, t := range p.Tags {
		for _, e := range t.Events {
			if e.Script == nil {
				return e.Errorf("an event script without the key script", "it", "")
			}
		}
	}
	if err := p.checkStubs(); err != nil {
		return err
	}
	for _, t := range p.Timing {
		if err := p.checkTiming(t); err != nil {
			return err
		}
	}
	if p.OPCUA != nil {
		if err := p.OPCUA.check(p); err != nil {
			return err
		}
		if err := p.checkItems(); err != nil {
			return err
		}
	}
	for _, r := range p.Remotes {
		if name := p.Gateway.Name; name != "" && name == r.Name {
			return r.Errorf(fmt.Sprintf("the remote gateway %q", r.Name), "another name than the gateway's own", "")
		}
		if err := r.Plant.checkAll(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Plant) checkProject(x *Project) *Error {
	seen := []string{x.Name}
	for y := x; y.Parent != ""; {
		parent := p.project(y.Parent)
		if parent == nil {
			if y.From != "" { // a parent is often in another repository (PRJ-6)
				break
			}
			return y.parentAt.Errorf(fmt.Sprintf("the unknown project %q", y.Parent), oneOf(p.projectNames()), didYouMean(y.Parent, p.projectNames()))
		}
		if slices.Contains(seen, parent.Name) {
			return x.parentAt.Errorf("a project that inherits from itself: "+strings.Join(append(seen, parent.Name), ", "), "another parent", "")
		}
		seen, y = append(seen, parent.Name), parent
	}
	for _, list := range [][]*Handler{x.Gateway, x.Client, x.Session} {
		for _, h := range list {
			if h.Script == nil {
				return h.Errorf("a message handler without the key script", "it", "")
			}
		}
	}
	return nil
}

func (p *Plant) checkEndpoint(e *Endpoint) *Error {
	name := e.kind + " " + e.ID
	if e.Project == "" {
		return e.Errorf(name+" without the key project", oneOf(p.projectNames()), "")
	}
	if p.project(e.Project) == nil {
		want := oneOf(p.projectNames())
		if len(p.Projects) == 0 {
			want = "a project under projects"
		}
		return e.projectAt.Errorf(fmt.Sprintf("%s in project %q, which does not exist", name, e.Project), want, didYouMean(e.Project, p.projectNames()))
	}
	return nil
}

// checkTiming checks the name of a script in timing.
func (p *Plant) checkTiming(t *Timing) *Error {
	if t.Name == "run" {
		return nil
	}
	if i := strings.LastIndexByte(t.Name, ' '); strings.HasPrefix(t.Name, "[") && i > 0 {
		path, event := t.Name[:i], t.Name[i+1:]
		key, _, problem := tagKey(path)
		if problem != "" || !contains(tags.EventIDs(), event) {
			return t.Errorf(fmt.Sprintf("the timing of %q", t.Name), scriptNames, didYouMean(event, tags.EventIDs()))
		}
		at := p.findTag(key)
		switch {
		case at < 0 && !p.mayHaveTag(key):
			return t.Errorf(fmt.Sprintf("the timing of the unknown tag %q", path), "a tag of the plant", "")
		case at >= 0 && len(p.TagFiles) == 0 && indexOf(p.Tags[at].Events, func(e *TagEvent) bool { return e.Event == event }) < 0:
			return t.Errorf(fmt.Sprintf("the timing of %q", t.Name), "an event script that there is", "the tag has no "+event)
		}
		return nil
	}
	kind, rest, _ := strings.Cut(t.Name, " ")
	project, handler, ok := strings.Cut(rest, "/")
	if !ok || kind != "gateway" && kind != "session" && kind != "client" {
		return t.Errorf(fmt.Sprintf("the timing of %q", t.Name), scriptNames, "")
	}
	x := p.project(project)
	if x == nil {
		return t.Errorf(fmt.Sprintf("the timing of %q", t.Name), "a handler of "+oneOf(p.projectNames()), didYouMean(project, p.projectNames()))
	}
	names := x.handlerNames(kind)
	if !contains(names, handler) {
		return t.Errorf(fmt.Sprintf("the timing of %q", t.Name), "a handler that there is", "the "+kind+" handlers of "+project+" are "+strings.Join(append(names, "no others"), ", "))
	}
	return nil
}

package scenarios

// The keys that describe a plant: gateway, projects, tags, endpoints, network.
// They stand at the top of a scenario file, of an included plant file and,
// most of them, below network. Whoever writes a key that is there already, as
// a scenario laid over its plant does, changes the part that the key names.

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/scripts"
)

// document is what a whole YAML document is read into.
type document struct {
	scenario *Scenario // nil for plant files and remote gateways
	plant    *Plant
	borrowed uint16 // lists that belong to an included plant
}

// The lists of a plant that an included one may own.
const (
	ownProjects uint16 = 1 << iota
	ownTagFiles
	ownTags
	ownSessions
	ownClients
	ownDesigners
	ownRemotes
	ownTiming
	ownStubs
)

// edit returns an element that may be changed: a copy of element i in its
// place, or a new one at the end if i is negative.
func edit[T any](doc *document, owner uint16, list *[]*T, i int) *T {
	if doc.borrowed&owner != 0 {
		*list = slices.Clone(*list)
		doc.borrowed &^= owner
	}
	if i < 0 {
		*list = append(*list, new(T))
		return (*list)[len(*list)-1]
	}
	c := *(*list)[i]
	(*list)[i] = &c
	return &c
}

func indexOf[T any](list []*T, is func(*T) bool) int {
	return slices.IndexFunc(list, is)
}

var (
	documentShape shape[*document]
	gatewayShape  shape[*Gateway]
	optionsShape  shape[*Options]
	projectShape  shape[*Project]
	messagesShape shape[*Project]
)

func init() { // the tables refer to functions that refer to the tables
	documentShape = shape[*document]{
		name: "document", what: "a scenario",
		doc: "A scenario: a small plant, what happens to it, and what must follow. A file without scenario and steps is a plant that scenarios include.",
		fields: []field[*document]{
			{key: "scenario", doc: "What this scenario shows, in a sentence. Its name in reports.", typ: textType, in: inScenario,
				set: func(d *decoder, t *document, n *yaml.Node) { t.scenario.Name = strings.TrimSpace(d.name(n)) }},
			{key: "about", doc: "Anything a reader should know.", typ: textType, set: func(d *decoder, t *document, n *yaml.Node) {
				about := d.text(n)
				if t.scenario != nil {
					t.scenario.About = about
				}
			}},
			{key: "plant", doc: "A file, or a list of files, with the plant that this one is laid over, key by key.", typ: anyOf(textType, listOf(textType)),
				set: func(*decoder, *document, *yaml.Node) {}}, // read first of all, by include
			{key: "gateway", doc: "Properties of the gateway.", typ: ref("gateway"),
				set: func(d *decoder, t *document, n *yaml.Node) { gatewayShape.decode(d, &t.plant.Gateway, n) }},
			{key: "projects", doc: "Projects by name, with their message handlers.", typ: mapOf(orNothing(ref("project"))), set: decodeProjects},
			{key: "tagFiles", doc: "Ignition tag exports, or folders of 8.3 tag files, by tag provider.", typ: mapOf(anyOf(textType, listOf(textType))), set: decodeTagFiles},
			{key: "tags", doc: "Tags by full path, with the property names of a tag export.", typ: mapOf(orNothing(ref("tag"))), set: decodeTags},
			{key: "sessions", doc: "Perspective sessions that are open from the start, by session id, in order of connection.", typ: mapOf(orNothing(ref("session"))),
				set: func(d *decoder, t *document, n *yaml.Node) { decodeEndpoints(d, t, ownSessions, &t.plant.Sessions, n) }},
			{key: "clients", doc: "Vision clients that are open from the start, by client id.", typ: mapOf(orNothing(ref("client"))),
				set: func(d *decoder, t *document, n *yaml.Node) { decodeEndpoints(d, t, ownClients, &t.plant.Clients, n) }},
			{key: "designers", doc: "Designers that are open from the start. They send messages and never receive any.", typ: mapOf(orNothing(ref("designer"))),
				set: func(d *decoder, t *document, n *yaml.Node) {
					decodeEndpoints(d, t, ownDesigners, &t.plant.Designers, n)
				}},
			{key: "network", doc: "Gateways on the Gateway Network by system name; each takes the keys that describe a plant.", typ: mapOf(orNothing(ref("remote"))),
				in: inScenario | inPlant, set: decodeNetwork},
			{key: "stubs", doc: "What stands in for functions, modules and Java packages that are not here, by full dotted name. A stub wins over what is here.",
				typ: mapOf(orNothing(ref("stub"))), set: decodeStubs},
			{key: "timing", doc: "Virtual time that one run of a script takes: \"[default]test valueChanged\", \"session X/test\", \"gateway X/test\", \"client X/test\" or run.",
				typ: mapOf(ref("duration")), set: decodeTiming},
			{key: "clock", doc: "virtual (default): time passes only when a step lets it. real: the plant runs on the real clock.", typ: enumType("virtual", "real"),
				in: inScenario | inPlant, set: func(d *decoder, t *document, n *yaml.Node) {
					t.plant.RealClock = d.enum(n, "virtual", "real") == "real"
				}},
			{key: "opcua", doc: "OPC UA servers that feed the tags while the plant runs on the real clock.", typ: ref("opcua"), in: inScenario | inPlant, set: decodeOPCUA},
			{key: "allow", doc: "Loud things that need not be named by an expectation.", typ: listOf(enumType(allowNames...)), in: inScenario | inPlant,
				set: func(d *decoder, t *document, n *yaml.Node) { t.plant.Allow = d.allow(n) }},
			{key: "onStart", doc: "What must follow from the start of the plant: tags take their start values and their initial events run.", typ: ref("onStart"),
				in: inScenario | inPlant, set: func(d *decoder, t *document, n *yaml.Node) {
					t.plant.OnStart = &OnStart{Pos: d.pos(n)}
					onStartShape.decode(d, t.plant.OnStart, n)
					start := t.plant.OnStart
					if start.expect != nil {
						d.later = append(d.later, func() { start.Expect, start.expect = d.expect(t.plant, nil, start.expect), nil })
					}
				}},
			{key: "steps", doc: "What happens, one action a step.", typ: listOf(ref("step")), in: inScenario, set: decodeSteps},
		},
	}
	gatewayShape = shape[*Gateway]{name: "gateway", what: "a gateway", doc: "Properties of a gateway.", fields: []field[*Gateway]{
		{key: "name", doc: "System name, used by remoteServers.", typ: textType, set: func(d *decoder, t *Gateway, n *yaml.Node) { t.Name, t.Pos = d.name(n), d.pos(n) }},
		{key: "version", doc: "Behaviour profile of a platform version: 8.1 (the default, that is 8.1.32), 8.1.31, 8.1.32, 8.3 or 8.3.3.",
			typ: obj{{"enum", []any{"8.1", "8.1.31", "8.1.32", "8.3", "8.3.3", 8.1, 8.3}}}, set: func(d *decoder, t *Gateway, n *yaml.Node) {
				t.Version = n.Text
				if !n.IsScalar() || !contains(events.ProfileNames(), n.Text) {
					d.fail(n, match.Got(n), oneOf(events.ProfileNames()), "")
				}
			}},
		{key: "scriptingProject", doc: "The Gateway Scripting Project, whose library tag event scripts see.", typ: textType,
			set: func(d *decoder, t *Gateway, n *yaml.Node) { t.ScriptingProject, t.projectAt = d.name(n), d.pos(n) }},
		{key: "timeZone", doc: "IANA name of the gateway's time zone, such as Europe/Berlin; UTC by default.", typ: textType,
			set: func(d *decoder, t *Gateway, n *yaml.Node) { t.Zone = d.zone(n) }},
		{key: "startTime", doc: "What the clocks of the plant show at the start, in the gateway's time zone unless it has an offset; 2026-01-01T00:00:00Z by default.", typ: textType,
			set: func(d *decoder, t *Gateway, n *yaml.Node) { t.Start = d.startTime(n) }},
		{key: "options", doc: "Switches for behaviour that is not documented anywhere; see the DEC rows of the behaviour reference.", typ: ref("options"),
			set: func(d *decoder, t *Gateway, n *yaml.Node) { optionsShape.decode(d, &t.Options, n) }},
	}}
	optionsShape = shape[*Options]{name: "options", what: "the options", doc: "Switches of a gateway. The defaults are the documented choices.", fields: []field[*Options]{
		{key: "queue", doc: "Which event is lost when a tag's queue is full (DEC-20).", typ: enumType("oldest", "newest"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.TagEvents.Queue = d.enum(n, "oldest", "newest") }},
		{key: "queueSize", doc: "Pending events that a tag may have; 5 by default (QUE-3).", typ: intType(1, 1_000_000),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.TagEvents.QueueSize = d.int(n, 1, 1_000_000) }},
		{key: "queuePer", doc: "One queue for a tag, or one for each of its event ids (DEC-22).", typ: enumType("tag", "event"),
			set: func(d *decoder, t *Options, n *yaml.Node) {
				t.TagEvents.PerEvent = d.enum(n, "tag", "event") == "event"
			}},
		{key: "countRunning", doc: "The running event counts among the pending ones (DEC-21).", typ: boolType,
			set: func(d *decoder, t *Options, n *yaml.Node) { t.TagEvents.CountRunning = d.bool(n) }},
		{key: "scriptThreads", doc: "Workers that run all tag event scripts; 3 by default (QUE-1).", typ: intType(1, 10_000),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.TagEvents.ScriptThreads = d.int(n, 1, 10_000) }},
		{key: "initialEvents", doc: "Initial events of a tag that is initialised, 1 or 2 (DEC-25).", typ: intType(1, 2),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.TagEvents.InitialEvents = d.int(n, 1, 2) }},
		{key: "eventsPerInstant", doc: "Events at one virtual instant after which an endless loop is assumed; 1000 by default (DEC-44).", typ: intType(1, 100_000_000),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.EventsPerInstant = d.int(n, 1, 100_000_000) }},
		{key: "payload", doc: "Each delivery gets a copy of the payload, or all share one (DEC-10).", typ: enumType("copy", "shared"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.SharedPayload = d.enum(n, "copy", "shared") == "shared" }},
		{key: "badPayload", doc: "A payload that is not transferable gets a receipt, or raises in the sender (DEC-11).", typ: enumType("receipt", "raise"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.RaisePayload = d.enum(n, "receipt", "raise") == "raise" }},
		{key: "unknownGateway", doc: "A remote server that does not exist gets a receipt, or raises in the sender (DEC-41).", typ: enumType("receipt", "raise"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.RaiseUnknown = d.enum(n, "receipt", "raise") == "raise" }},
		{key: "inheritableRuns", doc: "An inheritable project runs its message handlers itself (DEC-18).", typ: boolType,
			set: func(d *decoder, t *Options, n *yaml.Node) { t.RunInheritable = d.bool(n) }},
		{key: "sharedThreads", doc: "Threads of each lane of Shared message handlers; 1 by default (DEC-12).", typ: intType(1, 10_000),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.SharedThreads = d.int(n, 1, 10_000) }},
		{key: "requestTimeout", doc: "How long sendRequest waits; 15s by default (DEC-15).", typ: ref("duration"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.RequestTimeout = d.duration(n) }},
		{key: "remoteDelay", doc: "Delay of the Gateway Network; 0 by default (DEC-42).", typ: ref("duration"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.RemoteDelay = d.duration(n) }},
		{key: "overtake", doc: "Remote messages may overtake one another (DEC-42).", typ: boolType,
			set: func(d *decoder, t *Options, n *yaml.Node) { t.Overtake = d.bool(n) }},
		{key: "clientPolling", doc: "How long a message waits for a Vision client's next poll; 0 by default (HND-10).", typ: ref("duration"),
			set: func(d *decoder, t *Options, n *yaml.Node) { t.ClientPolling = d.duration(n) }},
	}}
	projectShape = shape[*Project]{name: "project", what: "a project", doc: "A project. What it says is laid over the project folder it is read from.", fields: []field[*Project]{
		{key: "from", doc: "An Ignition project folder as it stands on disk.", typ: textType,
			set: func(d *decoder, t *Project, n *yaml.Node) {
				t.From = d.path(n, "an Ignition project folder")
				t.folder = d.projectFolder(n, t.From, t.Name)
			}},
		{key: "parent", doc: "The project that this one inherits from.", typ: textType,
			set: func(d *decoder, t *Project, n *yaml.Node) {
				t.Parent, t.parentAt, t.says.parent = d.text(n), d.pos(n), true
			}},
		{key: "enabled", doc: "false: the gateway does not run it.", typ: boolType, set: func(d *decoder, t *Project, n *yaml.Node) {
			t.Disabled, t.says.enabled = !d.bool(n), true
		}},
		{key: "inheritable", doc: "true: it runs no message handlers itself, its children do (DEC-18).", typ: boolType,
			set: func(d *decoder, t *Project, n *yaml.Node) { t.Inheritable, t.says.inheritable = d.bool(n), true }},
		{key: "defaultTagProvider", doc: "The tag provider of paths without one in its sessions, clients and Designers; default by default (PTH-2).", typ: textType,
			set: func(d *decoder, t *Project, n *yaml.Node) { t.DefaultProvider = d.name(n) }},
		{key: "messages", doc: "Message handlers by receiver and name.", typ: ref("messages"),
			set: func(d *decoder, t *Project, n *yaml.Node) { messagesShape.decode(d, t, n) }},
	}}
	messagesShape = shape[*Project]{name: "messages", what: "message handlers", doc: "Message handlers by receiver.", fields: []field[*Project]{
		{key: "gateway", doc: "Handlers of the Gateway Event Scripts: handleMessage(payload).", typ: mapOf(ref("gatewayHandler")),
			set: func(d *decoder, t *Project, n *yaml.Node) { decodeHandlers(d, t, "gateway", &t.Gateway, n) }},
		{key: "client", doc: "Handlers of the Vision Client Event Scripts: handleMessage(payload).", typ: mapOf(ref("clientHandler")),
			set: func(d *decoder, t *Project, n *yaml.Node) { decodeHandlers(d, t, "client", &t.Client, n) }},
		{key: "session", doc: "Handlers of the Perspective Session Events: handleMessage(session, payload).", typ: mapOf(ref("sessionHandler")),
			set: func(d *decoder, t *Project, n *yaml.Node) { decodeHandlers(d, t, "session", &t.Session, n) }},
	}}
}

func decodeProjects(d *decoder, t *document, n *yaml.Node) {
	d.entries(n, "projects by name", func(k, v *yaml.Node) {
		name := d.key(k)
		p := edit(t, ownProjects, &t.plant.Projects, indexOf(t.plant.Projects, func(p *Project) bool { return p.Name == name }))
		p.Pos, p.Name = d.pos(k), name
		p.Gateway, p.Client, p.Session = slices.Clone(p.Gateway), slices.Clone(p.Client), slices.Clone(p.Session)
		if !nothing(v) {
			projectShape.decode(d, p, v)
		}
	})
}

// nothing reports whether a key has nothing below it.
func nothing(n *yaml.Node) bool { return n.Kind == yaml.Null && n.Style == yaml.Empty }

// key reads a name that stands as a key.
func (d *decoder) key(k *yaml.Node) string {
	if strings.TrimSpace(k.Text) == "" {
		d.fail(k, "an empty name", "a name", "")
	}
	return k.Text
}

type handlerFields struct {
	h    *Handler
	kind string
}

var handlerShapes = map[string]*shape[*handlerFields]{
	"gateway": handlerShape("gateway", "shared", "dedicated"),
	"client":  handlerShape("client", "shared", "dedicated", "edt"),
	"session": handlerShape("session"),
}

func handlerShape(kind string, threads ...string) *shape[*handlerFields] {
	s := &shape[*handlerFields]{name: kind + "HandlerFields", what: "a " + kind + " message handler", doc: "A " + kind + " message handler in its long form."}
	s.fields = []field[*handlerFields]{
		{key: "script", doc: "The handler's script.", typ: ref("script"), need: true, set: func(d *decoder, t *handlerFields, n *yaml.Node) {
			t.h.Script = d.script(n, handlerUse(t.kind))
		}},
		{key: "thread", doc: "Where it runs (HND-2 to HND-4).", typ: enumType(threads...), set: func(d *decoder, t *handlerFields, n *yaml.Node) {
			if t.kind == "session" {
				d.fail(n, "thread on a session handler", "no thread", "Perspective session handlers offer no choice of thread")
			}
			if t.kind == "gateway" && n.Text == "edt" {
				d.fail(n, "thread edt on a gateway handler", oneOf(threads), "only Vision clients have an event dispatch thread")
			}
			t.h.Thread = d.enum(n, threads...)
		}},
		{key: "enabled", doc: "false: the handler is disabled.", typ: boolType,
			set: func(d *decoder, t *handlerFields, n *yaml.Node) { t.h.Disabled = !d.bool(n) }},
		{key: "roles", doc: "Roles of which a sender must hold one (HND-6).", typ: listOf(textType), set: func(d *decoder, t *handlerFields, n *yaml.Node) {
			if t.kind != "gateway" {
				d.fail(n, "roles on a "+t.kind+" handler", "none", "only gateway handlers have a security setting")
			}
			t.h.Roles = d.texts(n)
		}},
	}
	if kind == "session" {
		s.fields[1].typ = nil // the loader explains, the schema does not offer it
	}
	if kind != "gateway" {
		s.fields[3].typ = nil
	}
	return s
}

func handlerUse(kind string) use {
	if kind == "session" {
		return use{entry: "handleMessage", params: []string{"session", "payload"}}
	}
	return use{entry: "handleMessage", params: []string{"payload"}}
}

func decodeHandlers(d *decoder, p *Project, kind string, list *[]*Handler, n *yaml.Node) {
	d.entries(n, kind+" message handlers by name", func(k, v *yaml.Node) {
		name := d.key(k)
		h := &Handler{Name: name}
		if i := indexOf(*list, func(h *Handler) bool { return h.Name == name }); i >= 0 {
			c := *(*list)[i]
			h = &c
			(*list)[i] = h
		} else {
			*list = append(*list, h)
		}
		h.Pos = d.pos(k)
		d.owner = kind + " " + p.Name + "/" + name
		if v.Kind == yaml.Map && !isScript(v) {
			if known := h.Script; known != nil && v.Get("script") == nil {
				// Laid over a handler that has its script.
				s := *handlerShapes[kind]
				s.fields = slices.Clone(s.fields)
				s.fields[0].need = false
				s.decode(d, &handlerFields{h, kind}, v)
				return
			}
			handlerShapes[kind].decode(d, &handlerFields{h, kind}, v)
			return
		}
		h.Script = d.script(v, handlerUse(kind))
	})
}

// use says how a script is called.
type use struct {
	entry  string
	params []string
	form   scripts.Form // FormEither unless it is a program
}

// isScript reports whether a map is an inline script rather than the long form
// of what has a script.
func isScript(n *yaml.Node) bool { return n.Get("python") != nil || n.Get("javascript") != nil }

// script reads a script: a path, {python: text} or {javascript: text}.
func (d *decoder) script(n *yaml.Node, u use) *Script {
	s := &Script{Pos: d.pos(n), Name: d.owner}
	const want = `a script: a path ending in .py or .js, {python: "…"} or {javascript: "…"}`
	if s.Name == "" {
		s.Name = "run"
	}
	switch n.Kind {
	case yaml.Text:
		switch {
		case strings.HasSuffix(n.Text, ".py"):
			s.Language = "python"
		case strings.HasSuffix(n.Text, ".js"):
			s.Language = "javascript"
		case strings.ContainsAny(n.Text, "\n(="):
			d.fail(n, match.Got(n), want, "an inline script goes into {python: …} or {javascript: …}")
		default:
			d.fail(n, match.Got(n), want, "")
		}
		s.Path, s.Text = d.read(n, "a script")
		s.Name = s.Path
	case yaml.Map:
		if !isScript(n) {
			d.fail(n, match.Got(n), want, "")
		}
		for i, k := range n.Keys {
			switch {
			case k.Text != "python" && k.Text != "javascript":
				hint := didYouMean(k.Text, []string{"python", "javascript"})
				if k.Text == "thread" || k.Text == "enabled" || k.Text == "roles" || k.Text == "changeTypes" {
					hint = "write {script: {" + n.Keys[0].Text + ": …}, " + k.Text + ": …}"
				}
				d.fail(k, fmt.Sprintf("the key %q beside an inline script", k.Text), "python or javascript alone", hint)
			case s.Language != "":
				d.fail(k, "two languages", "python or javascript", "")
			}
			s.Language, s.Text = k.Text, d.text(n.Items[i])
			s.Pos = d.pos(n.Items[i])
		}
	default:
		d.fail(n, match.Got(n), want, "")
	}
	d.compile(n, s, u)
	return s
}

func decodeTagFiles(d *decoder, t *document, n *yaml.Node) {
	d.entries(n, "files by tag provider", func(k, v *yaml.Node) {
		provider := d.key(k)
		list := []*yaml.Node{v}
		if v.Kind == yaml.List {
			list = v.Items
		}
		// What the plant says of this provider is replaced as a whole.
		kept := slices.DeleteFunc(slices.Clone(t.plant.TagFiles), func(f *TagFile) bool { return strings.EqualFold(f.Provider, provider) })
		for _, item := range list {
			f := &TagFile{Pos: d.pos(item), Provider: provider, Path: d.path(item, "a tag export or a folder of tag files")}
			f.file = d.tagFile(item, f.Path, provider)
			kept = append(kept, f)
		}
		t.plant.TagFiles = kept
		t.borrowed &^= ownTagFiles
	})
}

type endpointFields struct {
	e    *Endpoint
	kind string
}

var endpointShapes = map[string]*shape[*endpointFields]{
	"session": endpointShape("session", "a Perspective session"), "client": endpointShape("client", "a Vision client"), "designer": endpointShape("designer", "a Designer"),
}

func endpointShape(kind, what string) *shape[*endpointFields] {
	s := &shape[*endpointFields]{name: kind, what: what, doc: strings.ToUpper(what[:1]) + what[1:] + ". The key is its id.", fields: []field[*endpointFields]{
		{key: "project", doc: "The project that it runs.", typ: textType,
			set: func(d *decoder, t *endpointFields, n *yaml.Node) { t.e.Project, t.e.projectAt = d.name(n), d.pos(n) }},
		{key: "user", doc: "Name of the user who is logged in.", typ: textType, set: func(d *decoder, t *endpointFields, n *yaml.Node) { t.e.User = d.text(n) }},
		{key: "roles", doc: "The user's roles.", typ: listOf(textType), set: func(d *decoder, t *endpointFields, n *yaml.Node) { t.e.Roles = d.texts(n) }},
		{key: "host", doc: "Network name of the machine it runs on.", typ: textType, set: func(d *decoder, t *endpointFields, n *yaml.Node) { t.e.Host = d.text(n) }},
		{key: "address", doc: "Network address of that machine.", typ: textType, set: func(d *decoder, t *endpointFields, n *yaml.Node) { t.e.Address = d.text(n) }},
	}}
	if kind == "session" {
		s.fields = append(s.fields, field[*endpointFields]{key: "custom", doc: "Values of session.custom, laid over those of the project's session properties.", typ: obj{{"type", "object"}},
			set: func(d *decoder, t *endpointFields, n *yaml.Node) {
				if t.e.Custom = d.value(n); t.e.Custom.Map() == nil {
					d.fail(n, match.Got(n), "a map of custom properties", "")
				}
			}})
	}
	if kind == "designer" {
		s.fields = append(s.fields, field[*endpointFields]{key: "comm", doc: "Communication mode; read-write by default. Only then can it send messages (DSG-1).", typ: enumType("read-write", "read-only", "off"),
			set: func(d *decoder, t *endpointFields, n *yaml.Node) {
				t.e.Comm = d.enum(n, "read-write", "read-only", "off")
			}})
	}
	return s
}

func endpointKind(owner uint16) string {
	switch owner {
	case ownSessions:
		return "session"
	case ownClients:
		return "client"
	}
	return "designer"
}

func decodeEndpoints(d *decoder, t *document, owner uint16, list *[]*Endpoint, n *yaml.Node) {
	kind := endpointKind(owner)
	d.entries(n, kind+"s by id", func(k, v *yaml.Node) {
		id := d.key(k)
		e := edit(t, owner, list, indexOf(*list, func(e *Endpoint) bool { return e.ID == id }))
		e.Pos, e.ID, e.kind = d.pos(k), id, kind
		if !nothing(v) {
			endpointShapes[kind].decode(d, &endpointFields{e, kind}, v)
		}
	})
}

func decodeNetwork(d *decoder, t *document, n *yaml.Node) {
	d.entries(n, "gateways by system name", func(k, v *yaml.Node) {
		name := d.key(k)
		r := edit(t, ownRemotes, &t.plant.Remotes, indexOf(t.plant.Remotes, func(r *Remote) bool { return r.Name == name }))
		r.Pos, r.Name = d.pos(k), name
		doc := overlay(r.Plant, nil)
		r.Plant = doc.plant
		if !nothing(v) {
			before := d.where
			d.where = inRemote
			if f := v.Get("plant"); f != nil {
				for _, path := range d.plantPaths(f) {
					d.must(d.l.lay(doc, path, append(slices.Clone(d.chain), d.f.Name)))
				}
			}
			documentShape.decode(d, doc, v)
			d.where = before
		}
		if len(r.Plant.Remotes) > 0 {
			d.fail(k, "a remote gateway with a network of its own", "one network, at the top of the file", "every remote gateway is linked to the local one")
		}
		if g := &r.Plant.Gateway; g.Name != "" && g.Name != name {
			panic(g.Errorf(fmt.Sprintf("the name %q of remote gateway %q", g.Name, name), "the same name or none", ""))
		}
	})
}

func decodeTiming(d *decoder, t *document, n *yaml.Node) {
	d.entries(n, "durations by script", func(k, v *yaml.Node) {
		e := edit(t, ownTiming, &t.plant.Timing, indexOf(t.plant.Timing, func(x *Timing) bool { return x.Name == k.Text }))
		e.Pos, e.Name, e.Cost = d.pos(k), k.Text, d.duration(v)
	})
}

var allowNames = []string{"script error", "no such handler", "dropped event", "bad write"}

func (d *decoder) allow(n *yaml.Node) Allow {
	var a Allow
	d.list(n, oneOf(allowNames), func(_ int, item *yaml.Node) {
		word := d.enum(item, allowNames...)
		for i, name := range allowNames {
			if word == name {
				a |= 1 << i
			}
		}
	})
	return a
}

// overlay returns a document that is laid over a plant, which may be nil, and
// leaves that plant as it is.
func overlay(base *Plant, s *Scenario) *document {
	doc := &document{scenario: s, plant: &Plant{}}
	defer func() { doc.plant.ready = &ready{} }()
	if base != nil {
		*doc.plant = *base
		doc.plant.shared, doc.plant.ownIndex = false, false
		doc.borrowed = 0xffff
	}
	return doc
}

// Tag returns the definition of the tag with that full path, case ignored, or
// nil if the plant's own tags have none.
func (p *Plant) Tag(path string) *Tag {
	key, _, problem := tagKey(path)
	if problem != "" {
		return nil
	}
	if i := p.findTag(key); i >= 0 {
		return p.Tags[i]
	}
	return nil
}

func (p *Plant) findTag(key string) int {
	if p.tagAt != nil {
		if i, ok := p.tagAt[key]; ok {
			return i
		}
		return -1
	}
	for i, t := range p.Tags {
		if t.key == key {
			return i
		}
	}
	return -1
}

// project returns the project of that name, or nil.
func (p *Plant) project(name string) *Project {
	for _, x := range p.Projects {
		if x.Name == name {
			return x
		}
	}
	return nil
}

func (p *Plant) projectNames() []string {
	var names []string
	for _, x := range p.Projects {
		names = append(names, x.Name)
	}
	return names
}

// remote returns the plant of a remote gateway, p itself for "", or nil.
func (p *Plant) remote(name string) *Plant {
	if name == "" {
		return p
	}
	for _, r := range p.Remotes {
		if r.Name == name {
			return r.Plant
		}
	}
	return nil
}

func (p *Plant) isRemote(name string) bool { return name != "" && p.remote(name) != nil }

func (p *Plant) endpoints(kind string) []*Endpoint {
	switch kind {
	case "session":
		return p.Sessions
	case "client":
		return p.Clients
	}
	return p.Designers
}

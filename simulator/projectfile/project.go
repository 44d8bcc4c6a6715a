package projectfile

// The model of a project: plain data, in a stable order, with no access to the
// disk.

import "dryfire/tags"

// Version is the generation of a project's files.
type Version string

// The generations of project files.
const (
	Version81 Version = "8.1" // gateway, session and Vision events in data.bin files
	Version83 Version = "8.3" // every event in a folder of its own
)

// Project is one project folder. Lists are in the order of the files they were
// read from; what came from a map without order is sorted by name (BIN-8).
// Scripts that are empty are no handlers (SCR-7) and are left out.
type Project struct {
	Name        string  // the folder's name unless the user gave another (PRJ-5)
	Dir         string  // as given to Load
	Title       string  // free text, often empty
	Description string  // free text
	Parent      string  // name of the parent project, "" for none (PRJ-4)
	Enabled     bool    // false: the gateway does not run it (PRJ-7)
	Inheritable bool    // may be another project's parent
	Version     Version // as found, or as the options say; "" if nothing tells (RES-10)
	Build       string  // version of the gateway or Designer that wrote the blob, for example 8.1.48; "" without a blob

	Gateway GatewayEvents
	Client  ClientEvents
	Session SessionEvents
	Modules []*Module
	Views   []*View
	Routes  []*Route
	Queries []*Query

	Warnings []Warning

	own map[string]bool // resource paths found in the folder, readable or not
}

// GatewayEvents are the Gateway Event Scripts (GWE-1).
type GatewayEvents struct {
	Messages   []*MessageHandler
	Timers     []*Timer
	TagChanges []*TagChange
	Scheduled  []*Scheduled
	Startup    *Event // nil if there is none, as the next two
	Shutdown   *Event
	Update     *Event
}

// ClientEvents are the Vision Client Event Scripts (VIS-1).
type ClientEvents struct {
	GatewayEvents         // those that gateways have too
	Keys          []*Key  // keystrokes
	Menu          []*Menu // menu items with a script, in menu order
}

// SessionEvents are the Perspective Session Events (SES-1).
type SessionEvents struct {
	Messages []*MessageHandler
	Events   []*Event // all others
	// Properties are the session properties that the Designer set: a map with
	// the keys custom and props. Null if there are none.
	Properties tags.Value
	properties string // their resource
}

// MessageHandler is a message handler of a gateway, a Vision client or a
// Perspective session.
type MessageHandler struct {
	Name    string
	Enabled bool
	// Thread is Shared, Dedicated or, in Vision, EDT (HND-2 to HND-5). Session
	// handlers have none (SSN-3): "".
	Thread      string
	Permissions []Permission // who may send to it; none lets everybody (HND-6)
	Script      *Script
}

// Roles returns the roles of the permissions, each once.
func (h *MessageHandler) Roles() []string {
	var roles []string
	seen := map[string]bool{"": true}
	for _, p := range h.Permissions {
		if !seen[p.Role] {
			seen[p.Role] = true
			roles = append(roles, p.Role)
		}
	}
	return roles
}

// Permission is a combination of a security zone and a role; either may be "".
type Permission struct{ Zone, Role string }

// Timer is a script that runs periodically (GWE-6).
type Timer struct {
	Name    string
	Enabled bool
	Delay   int64 // milliseconds
	// FixedDelay counts the delay from the end of the previous run; otherwise
	// it is a rate, counted from its start.
	FixedDelay   bool
	SharedThread bool
	Script       *Script
}

// TagChange is a gateway or client Tag Change script (TCS-1).
type TagChange struct {
	Name    string
	Enabled bool
	Paths   []string // absolute, possibly with wildcards (BIN-11, TCS-6)
	// ChangeTypes holds some of ValueChange, QualityChange, TimestampChange.
	ChangeTypes []string
	Script      *Script
}

// Scheduled is a script that runs at times of day.
type Scheduled struct {
	Name    string
	Enabled bool
	Cron    string // five Unix fields, as stored (BIN-10)
	Script  *Script
}

// Event is any other event: startup, shutdown, update and those of sessions.
type Event struct {
	Event   string // the name of its function, for example onStartup
	Name    string // of a key event or form submission handler; "" if there is but one
	Enabled bool
	Script  *Script
}

// Key is a keystroke of a Vision client.
type Key struct {
	Stroke  string // for example: pressed F5
	Display string // as the Designer shows it
	Script  *Script
}

// Menu is an item of a Vision client's menu that has a script.
type Menu struct {
	Path   string // names from the root, joined by slashes
	Script *Script
}

// Module is a module of the project library.
type Module struct {
	// Name is the dotted name under which scripts see it (LIB-1). Folder names
	// that are not identifiers are kept (LIB-7).
	Name   string
	Path   []string // its folders below script-python, the last one being the module
	Script *Script
}

// Importable reports whether code can name the module: every folder name is an
// identifier. Others are reached by getattr or __import__ alone (LIB-7).
func (m *Module) Importable() bool {
	for _, s := range m.Path {
		if !identifier.MatchString(s) {
			return false
		}
	}
	return true
}

// View is a Perspective view.
type View struct {
	Path     string // below views, as scripts write it
	Resource string // path of the resource, see Script
	Messages []*ComponentHandler
	Scripts  []*ComponentScript // all others
}

// ComponentHandler is a message handler of a component (VEW-3). It listens in
// the scopes whose flag is set; with none of them it never runs.
type ComponentHandler struct {
	Component                          string // names from the root of the view, joined by slashes: root/Header/Button
	MessageType                        string
	PageScope, SessionScope, ViewScope bool
	Script                             *Script
}

// The kinds of component scripts (VEW-4 to VEW-6).
const (
	ComponentEvent    = "event"
	PropertyChange    = "property change"
	ScriptTransform   = "transform"
	CustomMethod      = "custom method"
	ExtensionFunction = "extension function"
)

// ComponentScript is a script of a component, or of the view itself.
type ComponentScript struct {
	Component string // names from the root, joined by slashes; "view" for the view itself
	Kind      string // one of the kinds
	Name      string // dom.onClick, props.text, the method's name
	Enabled   bool
	Script    *Script
}

// Route is one method of a WebDev resource.
type Route struct {
	Path   string // below resources
	Method string // doGet, doPost …
	Script *Script
}

// Query is a named query (RES-8).
type Query struct {
	Path       string // as runNamedQuery takes it
	Resource   string
	Type       string // Query, UpdateQuery or ScalarQuery
	Database   string
	Parameters []QueryParameter
	SQL        string // "" if it is stored in the older binary form, which is not read
}

// QueryParameter is a parameter of a named query.
type QueryParameter struct {
	Name    string
	Type    string // Parameter (:name), QueryString ({name}) or Database
	SQLType int64  // the number Ignition gives it
}

// Scripts returns every script of the project in a stable order: events,
// modules, views, WebDev.
func (p *Project) Scripts() []*Script {
	var all []*Script
	events := func(g *GatewayEvents) {
		for _, e := range []*Event{g.Startup, g.Shutdown, g.Update} {
			if e != nil {
				all = append(all, e.Script)
			}
		}
		for _, x := range g.Messages {
			all = append(all, x.Script)
		}
		for _, x := range g.Timers {
			all = append(all, x.Script)
		}
		for _, x := range g.TagChanges {
			all = append(all, x.Script)
		}
		for _, x := range g.Scheduled {
			all = append(all, x.Script)
		}
	}
	events(&p.Gateway)
	events(&p.Client.GatewayEvents)
	for _, x := range p.Client.Keys {
		all = append(all, x.Script)
	}
	for _, x := range p.Client.Menu {
		all = append(all, x.Script)
	}
	for _, x := range p.Session.Events {
		all = append(all, x.Script)
	}
	for _, x := range p.Session.Messages {
		all = append(all, x.Script)
	}
	for _, x := range p.Modules {
		all = append(all, x.Script)
	}
	for _, v := range p.Views {
		for _, x := range v.Messages {
			all = append(all, x.Script)
		}
		for _, x := range v.Scripts {
			all = append(all, x.Script)
		}
	}
	for _, x := range p.Routes {
		all = append(all, x.Script)
	}
	return all
}

// Module returns the module of a dotted name, nil if there is none.
func (p *Project) Module(name string) *Module {
	for _, m := range p.Modules {
		if m.Name == name {
			return m
		}
	}
	return nil
}

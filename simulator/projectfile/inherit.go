package projectfile

// Inheritance between projects of one gateway (LIB-4, PRJ-6).

import (
	"fmt"
	"slices"
	"strings"
)

// Ancestors returns the chain of a project's parents, the nearest first, as far
// as they are among the projects of its gateway. A parent is matched by its
// exact name, then without case and with a warning. A parent that is not there,
// one that is not inheritable and a chain that comes back to itself give a
// warning each; the warnings are about project.json of the project named in
// them.
func Ancestors(p *Project, projects []*Project) (chain []*Project, warnings []Warning) {
	warn := func(child *Project, s Severity, format string, args ...any) {
		warnings = append(warnings, Warning{s, "project.json", 0, fmt.Sprintf("project %q", child.Name), fmt.Sprintf(format, args...)})
	}
	for child := p; child.Parent != ""; child = chain[len(chain)-1] {
		find := func(same func(name string) bool) *Project {
			if i := slices.IndexFunc(projects, func(o *Project) bool { return same(o.Name) }); i >= 0 {
				return projects[i]
			}
			return nil
		}
		parent := find(func(name string) bool { return name == child.Parent })
		if parent == nil {
			if parent = find(func(name string) bool { return strings.EqualFold(name, child.Parent) }); parent != nil {
				warn(child, Notice, "parent project %q not found, but for its case it is %q (PRJ-6)", child.Parent, parent.Name)
			}
		}
		switch {
		case parent == nil:
			warn(child, Failure, "parent project %q not found (PRJ-6)", child.Parent)
			return chain, warnings
		case parent == p || slices.Contains(chain, parent):
			warn(child, Failure, "parent project %q is a descendant of it", parent.Name)
			return chain, warnings
		case !parent.Inheritable:
			warn(child, Notice, "parent project %q is not inheritable", parent.Name)
		}
		chain = append(chain, parent)
	}
	return chain, warnings
}

// Inherit returns the project with what it inherits from its ancestors, the
// nearest of which comes first. A resource of a child replaces the one of the
// same path as a whole (LIB-4): one module, one view, one event of 8.3, and in
// 8.1 all gateway events together, since they are one resource. The result
// shares its parts with the projects it was made from and has the warnings of p
// alone.
func (p *Project) Inherit(ancestors ...*Project) *Project {
	q := *p
	q.own = map[string]bool{}
	for k := range p.own {
		q.own[k] = true
	}
	for _, a := range ancestors {
		q.Gateway.inherit(&a.Gateway, q.own)
		q.Client.GatewayEvents.inherit(&a.Client.GatewayEvents, q.own)
		q.Client.Keys = inherit(q.Client.Keys, a.Client.Keys, q.own, func(x *Key) (string, string) { return x.Script.Resource, "" })
		q.Client.Menu = inherit(q.Client.Menu, a.Client.Menu, q.own, func(x *Menu) (string, string) { return x.Script.Resource, "" })
		q.Session.Messages = inherit(q.Session.Messages, a.Session.Messages, q.own, messageKey)
		q.Session.Events = inherit(q.Session.Events, a.Session.Events, q.own, func(x *Event) (string, string) { return x.Script.Resource, "" })
		if q.Session.Properties.IsNull() && !q.own[a.Session.properties] {
			q.Session.Properties, q.Session.properties = a.Session.Properties, a.Session.properties
		}
		q.Modules = inherit(q.Modules, a.Modules, q.own, func(x *Module) (string, string) { return x.Script.Resource, x.Name })
		q.Views = inherit(q.Views, a.Views, q.own, func(x *View) (string, string) { return x.Resource, "" })
		q.Routes = inherit(q.Routes, a.Routes, q.own, func(x *Route) (string, string) { return x.Script.Resource, "" })
		q.Queries = inherit(q.Queries, a.Queries, q.own, func(x *Query) (string, string) { return x.Resource, "" })
		for k := range a.own {
			q.own[k] = true
		}
	}
	return &q
}

func messageKey(h *MessageHandler) (resource, name string) { return h.Script.Resource, h.Name }

func (g *GatewayEvents) inherit(from *GatewayEvents, own map[string]bool) {
	g.Messages = inherit(g.Messages, from.Messages, own, messageKey)
	g.Timers = inherit(g.Timers, from.Timers, own, func(x *Timer) (string, string) { return x.Script.Resource, "" })
	g.TagChanges = inherit(g.TagChanges, from.TagChanges, own, func(x *TagChange) (string, string) { return x.Script.Resource, "" })
	g.Scheduled = inherit(g.Scheduled, from.Scheduled, own, func(x *Scheduled) (string, string) { return x.Script.Resource, "" })
	for _, e := range []struct {
		to   **Event
		from *Event
	}{{&g.Startup, from.Startup}, {&g.Shutdown, from.Shutdown}, {&g.Update, from.Update}} {
		if *e.to == nil && e.from != nil && !own[e.from.Script.Resource] {
			*e.to = e.from
		}
	}
}

// inherit appends what a child does not have: neither a resource of that path
// nor, where key gives a name, one of that name.
func inherit[T any](list, from []T, own map[string]bool, key func(T) (resource, name string)) []T {
	list = slices.Clip(list) // the child's own list stays as it is
	names := map[string]bool{"": false}
	for _, x := range list {
		if _, name := key(x); name != "" {
			names[name] = true
		}
	}
	for _, x := range from {
		if resource, name := key(x); !own[resource] && !names[name] {
			list = append(list, x)
		}
	}
	return list
}

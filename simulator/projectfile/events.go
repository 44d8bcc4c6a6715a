package projectfile

// The events of 8.3: one folder for each, a text that holds one function, and
// the settings in resource.json (section 3 of the reference, RES-7).

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// slot is a resource type of 8.3 that holds an event script.
type slot struct {
	what string // for warnings
	name naming
	sig  signature
	// sure is false for what was only reported (OPN-1): there, any single
	// Python file counts, and its name is that of the function.
	sure bool
	add  func(p *Project, r *resource, s *Script)
}

type naming uint8

const (
	unnamed naming = iota // the type folder is the resource
	named                 // each resource has a folder below it
	either                // not known
)

// slots are the event types by their path in the gateway's spelling.
var slots map[string]*slot

func init() {
	slots = map[string]*slot{
		perspective + "/message": {"session message handler", named, sessionMessage, true, func(p *Project, r *resource, s *Script) {
			addMessage(r, &p.Session.Messages, &MessageHandler{Name: r.name, Enabled: r.enabled(), Script: s})
		}},
	}
	session := func(folder, what string, name naming, sig signature, sure bool) {
		slots[perspective+"/"+folder] = &slot{what, name, sig, sure, func(p *Project, r *resource, s *Script) {
			p.Session.Events = append(p.Session.Events, &Event{Event: s.Entry, Name: r.name, Enabled: r.enabled(), Script: s})
		}}
	}
	session("startup", "session startup", unnamed, sessionStartup, true)
	session("shutdown", "session shutdown", unnamed, sessionShutdown, true)
	session("page-startup", "page startup", either, sessionPageStartup, false)
	session("auth-challenge", "authentication challenge event", either, sessionAuthChallenge, false)
	session("barcode", "barcode event", either, sessionBarcode, false)
	session("bluetooth", "bluetooth event", either, sessionBluetooth, false)
	session("accelerometer", "accelerometer event", either, sessionAccelerometer, false)
	session("nfc-scan", "NFC event", either, sessionNdef, false)
	session("key-event", "key event", either, sessionKey, false)
	session("form-submission-handler", "form submission handler", named, sessionForm, true)

	gatewaySlots(ignition, "gateway", true, func(p *Project) *GatewayEvents { return &p.Gateway })
	gatewaySlots(vision, "client", false, func(p *Project) *GatewayEvents { return &p.Client.GatewayEvents })
}

// gatewaySlots adds the types that gateways and Vision clients have in common.
func gatewaySlots(module, owner string, sure bool, of func(*Project) *GatewayEvents) {
	add := func(folder, what string, name naming, sig signature, f func(g *GatewayEvents, r *resource, s *Script)) {
		if !sure && name == unnamed {
			name = either
		}
		slots[module+"/"+folder] = &slot{owner + " " + what, name, sig, sure, func(p *Project, r *resource, s *Script) { f(of(p), r, s) }}
	}
	add("message", "message handler", named, gatewayMessage, func(g *GatewayEvents, r *resource, s *Script) {
		addMessage(r, &g.Messages, &MessageHandler{
			Name: r.name, Enabled: r.enabled(), Thread: r.thread(), Permissions: r.permissions(), Script: s})
	})
	add("timer", "timer", named, gatewayTimer, func(g *GatewayEvents, r *resource, s *Script) {
		delay := r.integer("delay", defaultDelay)
		if delay <= 0 {
			r.notice(r.attribute("delay"), "delay is %d ms, wanted a positive number", delay)
		}
		g.Timers = append(g.Timers, &Timer{Name: r.name, Enabled: r.enabled(), Delay: delay,
			FixedDelay: r.flag("fixedDelay", true), SharedThread: r.flag("sharedThread", true), Script: s})
	})
	add("tag-change", "tag change script", named, gatewayTag, func(g *GatewayEvents, r *resource, s *Script) {
		t := &TagChange{Name: r.name, Enabled: r.enabled(), Script: s}
		t.Paths, _ = r.words("paths")
		var ok bool
		if t.ChangeTypes, ok = r.words("changeTypes"); !ok {
			t.ChangeTypes = slices.Clone(changeTypes)
		}
		for _, c := range t.ChangeTypes {
			if !slices.Contains(changeTypes, c) {
				r.notice(r.attribute("changeTypes"), "changeTypes holds %q, wanted %s", c, strings.Join(changeTypes, ", "))
			}
		}
		g.TagChanges = append(g.TagChanges, t)
	})
	add("scheduled", "scheduled script", named, gatewaySchedule, func(g *GatewayEvents, r *resource, s *Script) {
		cron := r.word("cronExpression", "")
		if cron == "" {
			r.notice(r.attribute("cronExpression"), "there is no cronExpression: the script never runs")
		}
		g.Scheduled = append(g.Scheduled, &Scheduled{Name: r.name, Enabled: r.enabled(), Cron: cron, Script: s})
	})
	event := func(folder string, sig signature, field func(g *GatewayEvents) **Event) {
		add(folder, folder+" script", unnamed, sig, func(g *GatewayEvents, r *resource, s *Script) {
			if e := field(g); *e == nil {
				*e = &Event{Event: s.Entry, Name: r.name, Enabled: r.enabled(), Script: s}
			} else {
				r.l.failure(s.File, r.what, "there is another one in %s: this one is ignored", (*e).Script.File)
			}
		})
	}
	event("startup", gatewayStartup, func(g *GatewayEvents) **Event { return &g.Startup })
	event("shutdown", gatewayShutdown, func(g *GatewayEvents) **Event { return &g.Shutdown })
	event("update", gatewayUpdate, func(g *GatewayEvents) **Event { return &g.Update })
}

const (
	defaultDelay  = 1000 // ms, of a timer
	defaultThread = "Shared"
)

// changeTypes are what a tag change script listens to if it does not say
// (OPN-2).
var changeTypes = []string{"ValueChange", "QualityChange", "TimestampChange"}

// threads are the threading choices; case matters (HND-5).
var threads = []string{"Shared", "Dedicated", "EDT"}

func (r *resource) thread() string {
	t := r.word("threadType", defaultThread)
	if !slices.Contains(threads, t) {
		r.notice(r.attribute("threadType"), "threadType is %q, wanted %s: taken as %s (HND-5)", t, strings.Join(threads, ", "), defaultThread)
		return defaultThread
	}
	return t
}

func (r *resource) permissions() []Permission {
	v := r.attribute("permission")
	if !v.absent() && !v.is(jsonArray) {
		r.notice(v, "permission is %s, wanted a list of {zone, role}", v.kindName())
	}
	var list []Permission
	for _, x := range v.list() {
		if !x.is(jsonObject) {
			r.notice(x, "permission holds %s, wanted {zone, role}", x.kindName())
			continue
		}
		list = append(list, Permission{Zone: x.get("zone").str(), Role: x.get("role").str()})
	}
	return list
}

// addMessage adds a handler; of two with one name the first stays (HND-1).
func addMessage(r *resource, list *[]*MessageHandler, h *MessageHandler) {
	for _, other := range *list {
		if other.Name == h.Name {
			r.l.failure(h.Script.File, r.what, "%s holds a handler of the same name: this one is ignored (HND-1)", other.Script.File)
			return
		}
	}
	*list = append(*list, h)
}

// events reads the folders of an event type and reports whether there were any.
func (l *loader) events(top, key string) bool {
	sl := slots[key]
	found := false
	l.walk(top, func(dir string, names []string) {
		want := sl.sig.entry + ".py"
		isResource := slices.Contains(names, resourceFile) || slices.Contains(names, want)
		if !sl.sure && !isResource {
			isResource = slices.ContainsFunc(names, func(n string) bool { return path.Ext(n) == ".py" })
		}
		if !isResource {
			return
		}
		parts := below(dir, top)
		what := sl.what
		if len(parts) > 0 {
			what = fmt.Sprintf("%s %q", what, strings.Join(parts, "/"))
		}
		switch {
		case sl.name == named && len(parts) == 0:
			l.failure(dir, what, "it needs a folder of its own with its name: it is not read")
			return
		case sl.name == unnamed && len(parts) > 0:
			l.failure(dir, what, "wanted %s in %s itself: it is not read", want, top)
			return
		}
		found = true
		r := l.open(dir, key, parts, names, what)
		if r == nil {
			return
		}
		file, sig := "", sl.sig
		if sl.sure {
			file = r.payload(want)
		} else if file = r.only(want); file != "" {
			if stem := strings.TrimSuffix(path.Base(file), ".py"); identifier.MatchString(stem) {
				sig.entry = stem
			}
		}
		s := r.script(file, FormFunction, sig)
		if s == nil || l.empty(s, what, true) {
			return
		}
		if line, message := outside(s.Text, sig); message != "" {
			s.Refused = message
			l.warn.add(Warning{Failure, s.File, line, what, message})
		}
		sl.add(l.p, r, s)
	})
	return found
}

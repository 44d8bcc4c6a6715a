package projectfile

// Perspective's JSON: the session events of 8.1 (section 6 of the reference)
// and views (section 7).

import (
	"fmt"
	"slices"
	"strings"
)

// sessionEvents are the keys of the session scripts (SSN-2).
var sessionEvents = []signature{
	sessionStartup, sessionShutdown, sessionPageStartup, sessionBarcode, sessionBluetooth,
	sessionAccelerometer, sessionNdef, sessionAuthChallenge,
}

// sessionBlob reads session-scripts/data.bin, which is JSON (SSN-1).
func (l *loader) sessionBlob(dir, key string) {
	l.p.own[key] = true
	file := dir + "/data.bin"
	data, err := l.blob(file)
	if err == nil && !isJSON(data) {
		err = fmt.Errorf("it is no JSON, which session scripts are (SSN-1)")
	}
	if err != nil {
		l.failure(file, "", "%v", err)
		return
	}
	text, bad := decode(data)
	if bad >= 0 {
		l.warn.add(Warning{Notice, file, lineAt(data, bad), "", fmt.Sprintf("byte 0x%02x is not UTF-8: the file is read as Latin-1 (QRK-1)", data[bad])})
	}
	if len(text) > maxJSON {
		l.failure(file, "", "%v", tooLarge(maxJSON))
		return
	}
	v, err := parseJSON(text)
	if err != nil {
		l.warn.add(Warning{Failure, file, err.(*jsonError).line, "", err.Error()})
		return
	}
	for i, k := range v.keys {
		item := v.items[i]
		at := slices.IndexFunc(sessionEvents, func(s signature) bool { return s.entry == k })
		switch {
		case k == "messageHandlers":
			l.sessionHandlers(file, key, item)
		case at < 0:
			l.warn.add(Warning{Notice, file, item.line, "", fmt.Sprintf("session event %q is not known: it is skipped (SSN-2)", k)})
		case item.absent():
		case !item.is(jsonString):
			l.warn.add(Warning{Failure, file, item.line, k, fmt.Sprintf("it is %s, wanted the text of a script", item.kindName())})
		default:
			s := l.script(key, file, k, item.line, item.text, FormBody, sessionEvents[at])
			if !l.empty(s, k, false) {
				l.p.Session.Events = append(l.p.Session.Events, &Event{Event: k, Enabled: true, Script: s})
			}
		}
	}
}

func (l *loader) sessionHandlers(file, key string, v *jsonValue) {
	if !v.absent() && !v.is(jsonArray) {
		l.warn.add(Warning{Failure, file, v.line, "messageHandlers", fmt.Sprintf("it is %s, wanted a list", v.kindName())})
	}
	for _, x := range v.list() {
		name, body := x.get("name"), x.get("script")
		what := fmt.Sprintf("session message handler %q", name.str())
		if !name.is(jsonString) || !body.is(jsonString) {
			l.warn.add(Warning{Failure, file, x.line, what, "wanted {name, enabled, script} with texts for name and script (SSN-3)"})
			continue
		}
		s := l.script(key, file, fmt.Sprintf("message handler %q", name.text), body.line, body.text, FormBody, sessionMessage)
		if l.empty(s, what, true) {
			continue
		}
		h := &MessageHandler{Name: name.text, Enabled: !x.get("enabled").off(), Script: s}
		if slices.ContainsFunc(l.p.Session.Messages, func(o *MessageHandler) bool { return o.Name == h.Name }) {
			l.warn.add(Warning{Failure, file, x.line, what, "there are two of this name: the second is ignored (HND-1)"})
			continue
		}
		l.p.Session.Messages = append(l.p.Session.Messages, h)
	}
}

// sessionProperties reads session-props/props.json, the values with which a
// session's properties start (SES-12).
func (l *loader) sessionProperties(dir, key string) {
	l.p.own[key] = true
	file := dir + "/props.json"
	doc := l.json(file, "session properties")
	switch {
	case doc == nil:
	case !doc.is(jsonObject):
		l.warn.add(Warning{Failure, file, doc.line, "session properties", fmt.Sprintf("it is %s, wanted an object with custom and props", doc.kindName())})
	default:
		l.p.Session.Properties, l.p.Session.properties = doc.data(), key
	}
}

// readViews reads the views (VEW-1).
func (l *loader) readViews(top, key string) {
	const want = "view.json"
	l.walk(top, func(dir string, names []string) {
		if !slices.Contains(names, want) && !slices.Contains(names, resourceFile) {
			return
		}
		parts := below(dir, top)
		what := fmt.Sprintf("view %q", strings.Join(parts, "/"))
		if len(parts) == 0 {
			l.failure(dir, what, "a view needs a folder of its own below views: it is not read")
			return
		}
		r := l.open(dir, key, parts, names, what)
		if r == nil {
			return
		}
		// Its resource.json lists view.json and a thumbnail (QRK-3).
		file := r.file(want)
		if !slices.Contains(names, want) {
			if file = r.payload(want); file == "" {
				return
			}
		}
		doc := l.json(file, what)
		if doc == nil {
			return
		}
		v := &viewReader{l: l, file: file, what: what, view: &View{Path: r.name, Resource: r.key}}
		// Events and property scripts of the view itself stand at the top.
		v.properties(doc, "view")
		v.actions(doc, "view")
		if root := doc.get("root"); root.is(jsonObject) {
			v.component(root, "root")
		} else {
			v.warn(Failure, doc, "root is %s, wanted a component", root.kindName())
		}
		l.p.Views = append(l.p.Views, v.view)
	})
}

type viewReader struct {
	l          *loader
	file, what string
	view       *View
}

func (v *viewReader) warn(s Severity, at *jsonValue, format string, args ...any) {
	v.l.warn.add(Warning{s, v.file, at.lineNo(), v.what, printable(fmt.Sprintf(format, args...))})
}

// script makes a script of a text in the view; it returns nil if there is none
// or it is empty.
func (v *viewReader) script(text *jsonValue, component, place string, sig signature) *Script {
	if text.absent() {
		return nil
	}
	place = component + ": " + place
	if !text.is(jsonString) {
		v.warn(Failure, text, "%s is %s, wanted the text of a script", place, text.kindName())
		return nil
	}
	s := v.l.script(v.view.Resource, v.file, place, text.line, text.text, FormBody, sig)
	if v.l.empty(s, v.what, false) {
		return nil
	}
	return s
}

func (v *viewReader) add(component, kind, name string, enabled bool, s *Script) {
	if s != nil {
		v.view.Scripts = append(v.view.Scripts, &ComponentScript{component, kind, name, enabled, s})
	}
}

func (v *viewReader) component(c *jsonValue, name string) {
	v.scripts(c.get("scripts"), name)
	v.properties(c, name)
	v.actions(c, name)
	for i, child := range c.get("children").list() {
		n := child.at("meta", "name").str()
		if n == "" {
			n = fmt.Sprintf("children[%d]", i)
		}
		v.component(child, name+"/"+n)
	}
}

// scripts reads what is in a component's scripts (VEW-2 to VEW-4).
func (v *viewReader) scripts(x *jsonValue, component string) {
	for _, h := range x.get("messageHandlers").list() {
		typ := h.get("messageType").str()
		s := v.script(h.get("script"), component, fmt.Sprintf("message handler %q", typ), componentMessage)
		if s == nil {
			continue
		}
		on := func(key string) bool { f := h.get(key); return f.is(jsonBool) && f.truth }
		m := &ComponentHandler{Component: component, MessageType: typ, Script: s,
			PageScope: on("pageScope"), SessionScope: on("sessionScope"), ViewScope: on("viewScope")}
		if !m.PageScope && !m.SessionScope && !m.ViewScope {
			v.warn(Notice, h, "%s: message handler %q listens in no scope and never runs (VEW-3)", component, typ)
		}
		v.view.Messages = append(v.view.Messages, m)
	}
	for _, m := range x.get("customMethods").list() {
		name := m.get("name").str()
		sig := sign(name, "self")
		ok := identifier.MatchString(name)
		for _, p := range m.get("params").list() {
			ok = ok && p.is(jsonString) && parameter.MatchString(p.text)
			sig.params = append(sig.params, p.str())
		}
		if !ok {
			v.warn(Failure, m, "%s: the custom method %q has a name or parameters that no function can have: it is not read", component, sig)
			continue
		}
		v.add(component, CustomMethod, name, true, v.script(m.get("script"), component, "custom method "+name, sig))
	}
	for _, m := range x.get("extensionFunctions").list() {
		name := m.get("name").str()
		if !identifier.MatchString(name) {
			v.warn(Failure, m, "%s: an extension function is named %q, which no function can be: it is not read", component, name)
			continue
		}
		v.add(component, ExtensionFunction, name, !m.get("enabled").off(),
			v.script(m.get("script"), component, "extension function "+name, sign(name, "self")))
	}
}

// properties reads the scripts of a propConfig (VEW-6).
func (v *viewReader) properties(c *jsonValue, component string) {
	config := c.get("propConfig")
	if !config.is(jsonObject) {
		return
	}
	for i, prop := range config.keys {
		x := config.items[i]
		if on := x.get("onChange"); on.is(jsonObject) {
			v.add(component, PropertyChange, prop, !on.get("enabled").off(), v.script(on.get("script"), component, "change script of "+prop, propertyChange))
		}
		for n, t := range x.at("binding", "transforms").list() {
			if t.get("type").str() == "script" {
				v.add(component, ScriptTransform, prop, true, v.script(t.get("code"), component, fmt.Sprintf("transform %d of %s", n+1, prop), scriptTransform))
			}
		}
	}
}

// actions reads the script actions of events (VEW-5).
func (v *viewReader) actions(c *jsonValue, component string) {
	for _, group := range []string{"component", "dom", "system"} {
		events := c.at("events", group)
		if !events.is(jsonObject) {
			continue
		}
		for i, event := range events.keys {
			list := events.items[i].list()
			if events.items[i].is(jsonObject) {
				list = []*jsonValue{events.items[i]}
			}
			for n, a := range list {
				if a.get("type").str() != "script" {
					continue
				}
				name := group + "." + event
				place := "event " + name
				if len(list) > 1 {
					place += fmt.Sprintf(" action %d", n+1)
				}
				v.add(component, ComponentEvent, name, !a.get("enabled").off(), v.script(a.at("config", "script"), component, place, componentEvent))
			}
		}
	}
}

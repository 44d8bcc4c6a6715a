package projectfile

// What the elements of a data.bin mean: the calls that rebuild a gateway's or a
// Vision client's script configuration (sections 5.3 and 5.4 of the reference).
// Only what differs from the default is written, and what is not known is
// skipped with a warning (BIN-9).

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxBeans bounds the work on one blob: references may make a small file say
// the same things very often.
const (
	maxBeans     = 200_000
	maxBlobTexts = 64 << 20 // bytes of all scripts together
)

// beans reads one blob into the events of a project.
type beans struct {
	l      *loader
	file   string
	key    string // of the resource
	count  int    // of objects and calls
	size   int    // of scripts
	events *GatewayEvents
	client *ClientEvents // nil for a gateway
	tag    signature     // names that a tag change script sees
}

// bean is a Java object: its class, without package, and the calls on it.
type bean struct {
	class string
	calls []call
}

type call struct {
	method string
	args   []*element
}

func (b *beans) warn(what, format string, args ...any) {
	b.l.notice(b.file, what, format, args...)
}

// spend counts work; it panics when there is too much.
func (b *beans) spend() {
	if b.count++; b.count > maxBeans {
		panic(blobError{fmt.Errorf("it describes more than %d objects and calls, the most that are read", maxBeans)})
	}
}

// object returns the bean of an o element; ok is false for anything else.
func (b *beans) object(e *element) (o bean, ok bool) {
	if e == nil || e.name != "o" {
		return bean{}, false
	}
	o.class = short(e.attr("cls"))
	for _, c := range e.children {
		if c.name != "c" {
			continue // a constructor, without meaning for scripts
		}
		b.spend()
		o.calls = append(o.calls, call{c.attr("m"), c.children})
	}
	return o, true
}

// short is a class name without its package.
func short(class string) string {
	return class[strings.LastIndexByte(class, '.')+1:]
}

// arg is the only argument of a setter; it is nil if there is another number.
func (c call) arg() *element {
	if len(c.args) != 1 {
		return nil
	}
	return c.args[0]
}

// str reads the argument of a setter as text. null is "".
func (b *beans) str(what string, c call, to *string) {
	switch e := c.arg(); {
	case e != nil && e.name == "str":
		*to = e.text
	case e != nil && e.name == "null":
		*to = ""
	default:
		b.odd(what, c, "a text")
	}
}

func (b *beans) boolean(what string, c call, to *bool) {
	switch e := c.arg(); {
	case e != nil && e.name == "true":
		*to = true
	case e != nil && e.name == "false":
		*to = false
	default:
		b.odd(what, c, "true or false")
	}
}

func (b *beans) integer(what string, c call, to *int64) {
	if e := c.arg(); e != nil && (e.name == "lng" || e.name == "int") {
		*to = e.integer
		return
	}
	b.odd(what, c, "a number")
}

// odd warns of an argument that is not what it should be.
func (b *beans) odd(what string, c call, want string) {
	got := fmt.Sprintf("%d arguments", len(c.args))
	if e := c.arg(); e != nil {
		got = e.name
		if e.name == "o" {
			got = short(e.attr("cls"))
		}
	}
	b.warn(what, "%s got %s, wanted %s: it is skipped (BIN-9)", c.method, got, want)
}

func (b *beans) unknown(what string, c call) {
	b.warn(what, "%s is not known: it is skipped (BIN-9)", c.method)
}

// list reads the argument of a setter as a list of either kind.
func (b *beans) list(what string, c call) []*element {
	e := c.arg()
	if e != nil && e.name == "arraylist" {
		return e.children
	}
	o, ok := b.object(e)
	if !ok {
		b.odd(what, c, "a list")
	}
	var items []*element
	for _, c := range o.calls {
		if item := c.arg(); c.method == "add" && item != nil {
			items = append(items, item)
		} else {
			b.unknown(what, c)
		}
	}
	return items
}

// keyed is an entry of a map of scripts.
type keyed struct {
	key  bean
	text string
}

// scriptMap reads the argument of a setter as a map from keys of a class to
// scripts.
func (b *beans) scriptMap(what string, c call, class string) []keyed {
	o, ok := b.object(c.arg())
	if !ok {
		b.odd(what, c, "a map")
		return nil
	}
	var list []keyed
	for _, p := range o.calls {
		if p.method != "put" || len(p.args) != 2 {
			b.unknown(what, p)
			continue
		}
		key, ok := b.object(p.args[0])
		if !ok || key.class != class {
			b.warn(what, "a key is a %s, wanted %s: the entry is skipped (BIN-9)", cmp.Or(key.class, p.args[0].name), class)
			continue
		}
		k := keyed{key: key}
		b.str(what, call{p.method, p.args[1:]}, &k.text)
		list = append(list, k)
	}
	return list
}

// script makes a script of a text; it returns nil if it is empty (SCR-7).
func (b *beans) script(what, place, text string, form Form, sig signature, named bool) *Script {
	if b.size += len(text); b.size > maxBlobTexts {
		panic(blobError{fmt.Errorf("its scripts take more than %d MiB, the most that is read", maxBlobTexts>>20)})
	}
	s := b.l.script(b.key, b.file, place, 0, text, form, sig)
	if b.l.empty(s, what, named) {
		return nil
	}
	return s
}

// program is the signature of top-level code: names, but no function.
func program(s signature) signature { return signature{params: s.params} }

// gatewayBlob reads the Gateway Event Scripts of 8.1.
func (l *loader) gatewayBlob(dir, key string) {
	b := &beans{l: l, file: dir + "/data.bin", key: key, events: &l.p.Gateway, tag: program(gatewayTag)}
	b.read("ScriptConfig")
}

// clientBlob reads the Vision Client Event Scripts of 8.1.
func (l *loader) clientBlob(dir, key string) {
	b := &beans{l: l, file: dir + "/data.bin", key: key, events: &l.p.Client.GatewayEvents, client: &l.p.Client,
		tag: sign("", "event", "initialChange", "newValue")} // VIS-1
	b.read("ClientScriptConfig")
}

func (b *beans) read(class string) {
	b.l.p.own[b.key] = true
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(blobError)
			if !ok {
				panic(x)
			}
			b.l.failure(b.file, "", "%v", e)
		}
	}()
	data, err := b.l.blob(b.file)
	if err != nil {
		b.l.failure(b.file, "", "%v", err)
		return
	}
	if isJSON(data) {
		b.l.failure(b.file, "", "it holds JSON, wanted the binary form of event scripts")
		return
	}
	doc, err := decodeBlob(data)
	if err != nil {
		b.l.failure(b.file, "", "%v", err)
		return
	}
	if doc.mended {
		b.warn("", "a text in it is not modified UTF-8: wrong bytes are read as U+FFFD")
	}
	if doc.trailing > 0 {
		b.warn("", "%d bytes follow the end of the data", doc.trailing)
	}
	var config bean
	ok := doc.root.name == "objects" && len(doc.root.children) == 1
	if ok {
		config, ok = b.object(doc.root.children[0])
	}
	if !ok || config.class != class {
		b.l.failure(b.file, "", "it holds %s, wanted a %s", cmp.Or(config.class, "a "+doc.root.name), class)
		return
	}
	b.l.p.Build = cmp.Or(b.l.p.Build, build(doc.root.attr("framework.version")))
	b.config(config)
}

// build is the version of the platform without the build date.
func build(framework string) string {
	parts := strings.SplitN(framework, ".", 4)
	return strings.Join(parts[:min(len(parts), 3)], ".")
}

// blob reads and unpacks a data.bin.
func (l *loader) blob(file string) ([]byte, error) {
	data, err := readFile(l.fsys, file, maxBlob)
	if err != nil {
		return nil, err
	}
	return unpack(data)
}

// isJSON reports that a data.bin is the JSON of section 6 (BIN-1).
func isJSON(data []byte) bool {
	text, _ := decode(data[:min(len(data), 64)])
	return strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{")
}

// config reads a ScriptConfig or a ClientScriptConfig.
func (b *beans) config(o bean) {
	owner := "gateway"
	if b.client != nil {
		owner = "client"
	}
	for _, c := range o.calls {
		switch c.method {
		case "setStartupScript":
			b.event(owner+" startup script", "startup", c, gatewayStartup, &b.events.Startup)
		case "setShutdownScript":
			b.event(owner+" shutdown script", "shutdown", c, gatewayShutdown, &b.events.Shutdown)
		case "setUpdateScript":
			b.event(owner+" update script", "update", c, gatewayUpdate, &b.events.Update)
		case "setTimerScripts":
			b.timers(owner, c)
		case "setTagChangeScripts":
			for _, e := range b.list(owner+" tag change scripts", c) {
				b.tagChange(owner, e)
			}
		case "setScheduledScripts":
			for _, e := range b.list(owner+" scheduled scripts", c) {
				b.scheduled(owner, e)
			}
		case "setMessageHandlerScripts":
			b.messages(owner, c)
		case "setKeyScripts":
			if b.client != nil {
				b.keys(c)
				continue
			}
			b.unknown("", c)
		case "setMenuRoot":
			if b.client != nil {
				b.menu(c.arg(), "", 0)
				continue
			}
			b.unknown("", c)
		default:
			b.unknown("", c)
		}
	}
}

func (b *beans) event(what, place string, c call, sig signature, to **Event) {
	var text string
	b.str(what, c, &text)
	if s := b.script(what, place, text, FormProgram, program(sig), false); s != nil {
		*to = &Event{Event: sig.entry, Enabled: true, Script: s}
	}
}

func (b *beans) timers(owner string, c call) {
	var list []*Timer
	for _, k := range b.scriptMap(owner+" timers", c, "TimerKey") {
		t := &Timer{Enabled: true, Delay: defaultDelay, FixedDelay: true, SharedThread: true}
		what := owner + " timer"
		for _, c := range k.key.calls {
			switch c.method {
			case "setName":
				b.str(what, c, &t.Name)
			case "setDelay":
				b.integer(what, c, &t.Delay)
			case "setFixedDelay":
				b.boolean(what, c, &t.FixedDelay)
			case "setSharedThread":
				b.boolean(what, c, &t.SharedThread)
			case "setEnabled":
				b.boolean(what, c, &t.Enabled)
			default:
				b.unknown(what, c)
			}
		}
		what = fmt.Sprintf("%s %q", what, t.Name)
		b.nameless(what, t.Name)
		if t.Script = b.script(what, fmt.Sprintf("timer %q", t.Name), k.text, FormProgram, program(gatewayTimer), true); t.Script != nil {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(x, y *Timer) int { return cmp.Compare(x.Name, y.Name) })
	b.events.Timers = append(b.events.Timers, list...)
}

func (b *beans) nameless(what, name string) {
	if name == "" {
		b.warn(what, "it has no name")
	}
}

func (b *beans) tagChange(owner string, e *element) {
	what := owner + " tag change script"
	o, ok := b.object(e)
	if !ok || o.class != "TagChangeScript" {
		b.warn(what, "the list holds a %s, wanted TagChangeScript: it is skipped (BIN-9)", cmp.Or(o.class, e.name))
		return
	}
	t := &TagChange{Enabled: true, ChangeTypes: slices.Clone(changeTypes)}
	var text string
	for _, c := range o.calls {
		switch c.method {
		case "setName":
			b.str(what, c, &t.Name)
		case "setPaths":
			for _, p := range b.list(what, c) {
				var s string
				b.str(what, call{c.method, []*element{p}}, &s)
				t.Paths = append(t.Paths, s)
				b.spend()
			}
		case "setChangeTypes":
			set := c.arg()
			if set == nil || set.name != "enumset" {
				b.odd(what, c, "a set of change types")
				continue
			}
			t.ChangeTypes = nil
			for _, x := range set.children {
				n := x.attr("n")
				if x.name != "enum" || !slices.Contains(changeTypes, n) {
					b.warn(what, "a change type is %s %s, wanted %s", x.name, n, strings.Join(changeTypes, ", "))
					continue
				}
				t.ChangeTypes = append(t.ChangeTypes, n)
			}
		case "setScript":
			b.str(what, c, &text)
		case "setEnabled":
			b.boolean(what, c, &t.Enabled)
		default:
			b.unknown(what, c)
		}
	}
	what = fmt.Sprintf("%s %q", what, t.Name)
	b.nameless(what, t.Name)
	if t.Script = b.script(what, fmt.Sprintf("tag change %q", t.Name), text, FormProgram, b.tag, true); t.Script != nil {
		b.events.TagChanges = append(b.events.TagChanges, t)
	}
}

func (b *beans) scheduled(owner string, e *element) {
	what := owner + " scheduled script"
	o, ok := b.object(e)
	if !ok || o.class != "ScheduledScript" {
		b.warn(what, "the list holds a %s, wanted ScheduledScript: it is skipped (BIN-9)", cmp.Or(o.class, e.name))
		return
	}
	t := &Scheduled{Enabled: true}
	var text string
	for _, c := range o.calls {
		switch c.method {
		case "setName":
			b.str(what, c, &t.Name)
		case "setCronExpression":
			b.str(what, c, &t.Cron)
		case "setScript":
			b.str(what, c, &text)
		case "setEnabled":
			b.boolean(what, c, &t.Enabled)
		default:
			b.unknown(what, c)
		}
	}
	what = fmt.Sprintf("%s %q", what, t.Name)
	b.nameless(what, t.Name)
	if t.Script = b.script(what, fmt.Sprintf("scheduled %q", t.Name), text, FormBody, gatewaySchedule, true); t.Script != nil {
		b.events.Scheduled = append(b.events.Scheduled, t)
	}
}

func (b *beans) messages(owner string, c call) {
	var list []*MessageHandler
	for _, k := range b.scriptMap(owner+" message handlers", c, "MessageHandlerKey") {
		h := &MessageHandler{Enabled: true, Thread: defaultThread}
		what := owner + " message handler"
		for _, c := range k.key.calls {
			switch c.method {
			case "setName":
				b.str(what, c, &h.Name)
			case "setThreadType":
				b.str(what, c, &h.Thread)
			case "setEnabled":
				b.boolean(what, c, &h.Enabled)
			default:
				b.unknown(what, c)
			}
		}
		what = fmt.Sprintf("%s %q", what, h.Name)
		b.nameless(what, h.Name)
		if !slices.Contains(threads, h.Thread) {
			b.warn(what, "the thread type is %q, wanted %s: taken as %s", h.Thread, strings.Join(threads, ", "), defaultThread)
			h.Thread = defaultThread
		}
		h.Script = b.script(what, fmt.Sprintf("message handler %q", h.Name), k.text, FormFunction, gatewayMessage, true)
		switch {
		case h.Script == nil:
		case slices.ContainsFunc(list, func(x *MessageHandler) bool { return x.Name == h.Name }):
			b.l.failure(b.file, what, "there are two of this name: the second is ignored (HND-1)")
		default:
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(x, y *MessageHandler) int { return cmp.Compare(x.Name, y.Name) })
	b.events.Messages = append(b.events.Messages, list...)
}

func (b *beans) keys(c call) {
	var list []*Key
	for _, k := range b.scriptMap("client keystrokes", c, "KeystrokeKey") {
		key := &Key{}
		what := "client keystroke"
		for _, c := range k.key.calls {
			switch c.method {
			case "setStroke":
				b.str(what, c, &key.Stroke)
			case "setDisplay":
				b.str(what, c, &key.Display)
			default:
				b.unknown(what, c)
			}
		}
		name := cmp.Or(key.Display, key.Stroke)
		if key.Script = b.script(fmt.Sprintf("%s %q", what, name), fmt.Sprintf("key %q", name), k.text, FormProgram, sign("", "event"), true); key.Script != nil {
			list = append(list, key)
		}
	}
	slices.SortStableFunc(list, func(x, y *Key) int { return cmp.Compare(x.Stroke, y.Stroke) })
	b.client.Keys = append(b.client.Keys, list...)
}

// menu reads a MenuNode with the nodes below it.
func (b *beans) menu(e *element, parent string, depth int) {
	const what = "client menu"
	o, ok := b.object(e)
	if !ok || o.class != "MenuNode" || depth > maxBlobDepth {
		got := "nothing"
		if e != nil {
			got = cmp.Or(o.class, e.name)
		}
		b.warn(what, "there is %s, wanted a MenuNode: it is skipped (BIN-9)", got)
		return
	}
	b.spend()
	var name, text string
	var children []*element
	for _, c := range o.calls {
		switch c.method {
		case "setName":
			b.str(what, c, &name)
		case "setScript":
			b.str(what, c, &text)
		case "setChildren":
			children = b.list(what, c)
		case "setIconPath", "setMnemonic", "setDescription", "setAccelerator":
		default:
			b.unknown(what, c)
		}
	}
	full := name
	if parent != "" {
		full = parent + "/" + name
	}
	if s := b.script(what, fmt.Sprintf("menu %q", full), text, FormProgram, sign("", "event"), false); s != nil {
		b.client.Menu = append(b.client.Menu, &Menu{Path: full, Script: s})
	}
	for _, x := range children {
		b.menu(x, full, depth+1)
	}
}

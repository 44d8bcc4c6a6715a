package library

// Module logging. Loggers, handlers, formatters and records are objects whose attributes
// scripts may read and set, and whose classes they derive from: what one part asks of another goes
// through the object's methods, so that overriding emit or format works.

import (
	"strings"
	"sync"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// bag is an object whose attributes are entries of a dict.
type bag struct {
	py.Header
	d *py.Dict
}

func newBag(cls *py.Type) *bag { return &bag{py.NewHeader(cls), py.NewAttrs()} }

// PyGetAttr implements AttrGetter.
func (b *bag) PyGetAttr(_ *thread, name string) (value, bool) {
	if name == "__dict__" {
		return py.Obj(b.d), true
	}
	return b.d.GetText(name)
}

// PySetAttr implements AttrSetter.
func (b *bag) PySetAttr(_ *thread, name string, v value) bool {
	if v.IsAbsent() {
		return b.d.DeleteText(name)
	}
	b.d.SetText(name, v)
	return true
}

func (b *bag) get(name string) value {
	v, _ := b.d.GetText(name)
	return v.Or(py.None)
}

func (b *bag) set(name string, v value) { b.d.SetText(name, v) }

func (b *bag) int(name string) int { return int(b.get(name).Int64()) }

func (b *bag) list(name string) []value {
	if l, ok := b.get(name).Object().(*py.List); ok {
		return append([]value(nil), l.Items...)
	}
	return nil
}

// add and drop put a value into a list attribute once, and take it out.
func (b *bag) add(t *thread, name string, v value) {
	l, ok := b.get(name).Object().(*py.List)
	if !ok {
		return
	}
	for _, x := range l.Items {
		if py.Is(x, v) {
			return
		}
	}
	t.Append(l, v)
}

func (b *bag) drop(name string, v value) {
	l, ok := b.get(name).Object().(*py.List)
	if !ok {
		return
	}
	for i, x := range l.Items {
		if py.Is(x, v) {
			l.Items = append(l.Items[:i], l.Items[i+1:]...)
			return
		}
	}
}

// bagClass declares a class of bags; init binds the named parameters.
func bagClass(module, name string, base *py.Type, params string, least int, init func(t *thread, b *bag, a []value), methods ...py.Def) *py.Type {
	d := py.TypeDef{Module: module, Name: name, Base: base, HostAttrs: true,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value { t.Alloc(512); return py.Obj(newBag(cls)) }}
	if init != nil {
		own := py.Def{Name: "__init__", Min: least, Params: params, Fn: func(t *thread, self value, a []value) value {
			init(t, self.Object().(*bag), a)
			return py.None
		}}
		if params == "" {
			own.Params, own.Max = "", 0
		}
		d.Methods = append(d.Methods, own)
		n := py.NewNative(own)
		d.Init = func(t *thread, self value, args []value, names []string) {
			bound := *n
			bound.Def.Fn = func(t *thread, _ value, a []value) value { return n.Def.Fn(t, self, a) }
			bound.Call(t, args, names)
		}
	}
	d.Methods = append(d.Methods, methods...)
	return pythonClass(d)
}

var levelNames = []struct {
	n    int
	name string
}{{50, "CRITICAL"}, {40, "ERROR"}, {30, "WARNING"}, {20, "INFO"}, {10, "DEBUG"}, {0, "NOTSET"}}

// logState is what module logging of one interpreter holds.
type logState struct {
	names    *py.Dict
	loggers  map[string]*bag
	root     *bag
	disabled int
	warned   bool
	start    time.Time
}

type loggingTypes struct{ filterer, filter, formatter, record, handler, stream, null, logger, root, adapter *py.Type }

var loggingClasses func() loggingTypes

func init() { loggingClasses = sync.OnceValue(makeLogging) }

// logs returns the state of the interpreter's module logging.
func logs(t *thread) *logState {
	m := t.Import("logging")
	s, _ := m.Object().(*py.Module).Dict.GetText("_state")
	return s.Object().(*logHolder).logState
}

type logHolder struct {
	py.Header
	*logState
}

func (s *logState) levelName(t *thread, v value) value {
	if n, ok := s.names.Get(t, v); ok {
		return n
	}
	return py.Str("Level " + t.Str(v))
}

// checkLevel converts a level's name to its number.
func (s *logState) checkLevel(t *thread, v value) value {
	if isInt(v) {
		return v
	}
	if v.IsText() {
		if n, ok := s.names.Get(t, v); ok {
			return n
		}
		t.Raise(py.ValueErrorType, "Unknown level: "+t.Repr(v))
	}
	t.Raise(py.TypeErrorType, "Level not an integer or a valid string: "+t.Repr(v))
	return v
}

func makeLogging() loggingTypes {
	var c loggingTypes
	bm := func(name string, lo, hi int, f func(t *thread, b *bag, a []value) value) py.Def {
		return method(name, lo, hi, f)
	}
	nothing := func(*thread, *bag, []value) value { return py.None }
	c.filterer = bagClass("logging", "Filterer", nil, "", 0, func(_ *thread, b *bag, _ []value) { b.set("filters", list()) },
		bm("addFilter", 1, 1, func(t *thread, b *bag, a []value) value { b.add(t, "filters", a[0]); return py.None }),
		bm("removeFilter", 1, 1, func(_ *thread, b *bag, a []value) value { b.drop("filters", a[0]); return py.None }),
		bm("filter", 1, 1, func(t *thread, b *bag, a []value) value {
			for _, f := range b.list("filters") {
				if !t.Truth(t.Method1(f, "filter", a[0])) {
					return py.Int(0)
				}
			}
			return py.Int(1)
		}))
	c.filter = bagClass("logging", "Filter", nil, "name", 0, func(_ *thread, b *bag, a []value) { b.set("name", a[0].Or(py.Str(""))) },
		bm("filter", 1, 1, func(t *thread, b *bag, a []value) value {
			n, of := b.get("name").Text(), t.GetAttr(a[0], "name").Text()
			return py.Int(map[bool]int{true: 1}[n == "" || of == n || strings.HasPrefix(of, n+".")])
		}))
	c.record = bagClass("logging", "LogRecord", nil, "name level pathname lineno msg args exc_info func", 7, initRecord,
		bm("getMessage", 0, 0, func(t *thread, b *bag, _ []value) value {
			msg := b.get("msg")
			if !msg.IsText() {
				msg = t.StrValue(msg)
			}
			if args := b.get("args"); t.Truth(args) {
				return t.Binary(py.OpMod, msg, args)
			}
			return msg
		}),
		bm("__repr__", 0, 0, func(t *thread, b *bag, _ []value) value {
			return py.Str("<LogRecord: " + t.Str(b.get("name")) + ", " + t.Str(b.get("levelno")) + ", " + t.Str(b.get("pathname")) + ", " + t.Str(b.get("lineno")) + ", \"" + t.Str(b.get("msg")) + "\">")
		}))
	c.formatter = makeFormatter()
	c.handler = bagClass("logging", "Handler", c.filterer, "level", 0, func(t *thread, b *bag, a []value) {
		b.set("filters", list())
		b.set("_name", py.None)
		b.set("level", logs(t).checkLevel(t, a[0].Or(py.Int(0))))
		b.set("formatter", py.None)
	},
		bm("setLevel", 1, 1, func(t *thread, b *bag, a []value) value { b.set("level", logs(t).checkLevel(t, a[0])); return py.None }),
		bm("setFormatter", 1, 1, func(_ *thread, b *bag, a []value) value { b.set("formatter", a[0]); return py.None }),
		bm("get_name", 0, 0, func(_ *thread, b *bag, _ []value) value { return b.get("_name") }),
		bm("set_name", 1, 1, func(_ *thread, b *bag, a []value) value { b.set("_name", a[0]); return py.None }),
		bm("format", 1, 1, func(t *thread, b *bag, a []value) value {
			f := b.get("formatter")
			if f.IsNone() {
				f = t.Call0(py.Obj(c.formatter))
			}
			return t.Method1(f, "format", a[0])
		}),
		bm("emit", 1, 1, func(t *thread, _ *bag, _ []value) value {
			t.Raise(py.NotImplementedErrorType, "emit must be implemented by Handler subclasses")
			return py.None
		}),
		bm("handle", 1, 1, func(t *thread, b *bag, a []value) value {
			rv := t.Method1(py.Obj(b), "filter", a[0])
			if t.Truth(rv) {
				t.Method1(py.Obj(b), "emit", a[0])
			}
			return rv
		}),
		bm("handleError", 1, 1, func(t *thread, _ *bag, _ []value) value {
			cl, v, tb := current(t)
			return emit(t, py.None, formatExc(t, cl, v, tb, py.None))
		}),
		bm("createLock", 0, 0, nothing), bm("acquire", 0, 0, nothing), bm("release", 0, 0, nothing), bm("flush", 0, 0, nothing), bm("close", 0, 0, nothing))
	handlerInit := func(t *thread, b *bag) {
		m, _ := c.handler.Dict.GetText("__init__")
		t.Call1(m, py.Obj(b))
	}
	c.stream = bagClass("logging", "StreamHandler", c.handler, "stream", 0, func(t *thread, b *bag, a []value) {
		handlerInit(t, b)
		b.set("stream", a[0].Or(py.None))
		if !given(a[0]) {
			b.set("stream", t.Stderr)
		}
	},
		bm("emit", 1, 1, func(t *thread, b *bag, a []value) value {
			e := t.Try(func() {
				msg := t.Method1(py.Obj(b), "format", a[0])
				out := &textJoin{t: t}
				out.put(msg)
				out.put(py.Str("\n"))
				t.Method1(b.get("stream"), "write", out.value(msg))
				t.Method0(py.Obj(b), "flush")
			})
			if e != nil {
				old := t.Exc
				t.Exc = e
				t.Method1(py.Obj(b), "handleError", a[0])
				t.Exc = old
			}
			return py.None
		}),
		bm("flush", 0, 0, func(t *thread, b *bag, _ []value) value {
			if f, ok := t.TryAttr(b.get("stream"), "flush"); ok {
				t.Call0(f)
			}
			return py.None
		}))
	c.null = bagClass("logging", "NullHandler", c.handler, "", 0, nil, bm("handle", 1, 1, nothing), bm("emit", 1, 1, nothing))
	c.logger = makeLogger("Logger", c.filterer)
	c.root = bagClass("logging", "RootLogger", c.logger, "level", 1, func(t *thread, b *bag, a []value) { initLogger(t, b, py.Str("root"), a[0]) })
	c.adapter = makeAdapter()
	return c
}

func initRecord(t *thread, b *bag, a []value) {
	args := a[5].Or(py.None)
	// A single dict as the only argument feeds "%(name)s" in the message.
	if tu, ok := args.Object().(*py.Tuple); ok && len(tu.Items) == 1 {
		if d, ok := tu.Items[0].Object().(*py.Dict); ok && d.Len() > 0 {
			args = tu.Items[0]
		}
	}
	s := logs(t)
	now := clockOf(t).Now()
	path := a[2].Text()
	file := path[strings.LastIndexByte(path, '/')+1:]
	module := file
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		module = file[:i]
	}
	name := "MainThread"
	for n, v := range map[string]value{"name": a[0], "msg": a[4], "args": args, "levelname": s.levelName(t, a[1]), "levelno": a[1], "pathname": a[2],
		"filename": py.Str(file), "module": py.Str(module), "exc_info": a[6].Or(py.None), "exc_text": py.None, "lineno": a[3], "funcName": a[7].Or(py.None),
		"created": py.Float(seconds(now)), "msecs": py.Float(float64(now.UnixMilli() % 1000)), "relativeCreated": py.Float(float64(now.Sub(s.start).Milliseconds())),
		"thread": py.Int(1), "threadName": py.Str(name), "processName": py.Str("MainProcess"), "process": py.None} {
		b.set(n, v)
	}
}

func makeFormatter() *py.Type {
	self := func(b *bag) value { return py.Obj(b) }
	ty := bagClass("logging", "Formatter", nil, "fmt datefmt", 0, func(t *thread, b *bag, a []value) {
		b.set("_fmt", py.Str("%(message)s"))
		if given(a[0]) && t.Truth(a[0]) {
			b.set("_fmt", a[0])
		}
		b.set("datefmt", a[1].Or(py.None))
	},
		kwMethod("formatTime", 1, "record datefmt", func(t *thread, b *bag, a []value) value {
			tm := t.Import("time")
			conv := t.GetAttr(self(b), "converter")
			at := t.Call1(conv, t.GetAttr(a[0], "created"))
			strf := t.GetAttr(tm, "strftime")
			if given(a[1]) && t.Truth(a[1]) {
				return t.Call2(strf, a[1], at)
			}
			s := t.Call2(strf, py.Str("%Y-%m-%d %H:%M:%S"), at)
			return t.Binary(py.OpMod, py.Str("%s,%03d"), tuple(s, t.GetAttr(a[0], "msecs")))
		}),
		method("formatException", 1, 1, func(t *thread, _ *bag, a []value) value {
			p := make([]value, 3)
			t.Unpack(a[0], p)
			return py.Str(strings.TrimSuffix(joinText(formatExc(t, p[0], p[1], p[2], py.None)).Text(), "\n"))
		}),
		method("usesTime", 0, 0, func(t *thread, b *bag, _ []value) value {
			return py.Bool(strings.Contains(b.get("_fmt").Text(), "%(asctime)"))
		}),
		method("format", 1, 1, func(t *thread, b *bag, a []value) value {
			rec := a[0]
			t.SetAttr(rec, "message", t.Method0(rec, "getMessage"))
			if t.Truth(t.Method0(self(b), "usesTime")) {
				t.SetAttr(rec, "asctime", t.CallMethod("formatTime", []value{self(b), rec, b.get("datefmt")}, nil))
			}
			s := t.Binary(py.OpMod, b.get("_fmt"), t.GetAttr(rec, "__dict__"))
			if ei := t.GetAttr(rec, "exc_info"); t.Truth(ei) && !t.Truth(t.GetAttr(rec, "exc_text")) {
				t.SetAttr(rec, "exc_text", t.Method1(self(b), "formatException", ei))
			}
			if et := t.GetAttr(rec, "exc_text"); t.Truth(et) {
				out := &textJoin{t: t}
				out.put(s)
				if !strings.HasSuffix(s.Text(), "\n") {
					out.put(py.Str("\n"))
				}
				out.put(et)
				s = out.value(s)
			}
			return s
		}))
	ty.AddStatic(fn("converter", 0, 1, func(t *thread, a []value) value { return t.Call(t.GetAttr(t.Import("time"), "localtime"), a, nil) }))
	return ty
}

func initLogger(t *thread, b *bag, name, level value) {
	b.set("name", name)
	b.set("level", logs(t).checkLevel(t, level.Or(py.Int(0))))
	b.set("parent", py.None)
	b.set("propagate", py.Int(1))
	b.set("handlers", list())
	b.set("filters", list())
	b.set("disabled", py.Int(0))
}

func effectiveLevel(b *bag) int {
	for ; b != nil; b, _ = b.get("parent").Object().(*bag) {
		if n := b.int("level"); n != 0 {
			return n
		}
	}
	return 0
}

func enabled(t *thread, b *bag, level int) bool {
	return logs(t).disabled < level && level >= effectiveLevel(b)
}

// logRecord makes a record and hands it to the handlers.
func logRecord(t *thread, b *bag, level value, args []value, names []string) value {
	pos := len(args) - len(names)
	if pos < 1 {
		t.Raise(py.TypeErrorType, "log() takes at least 2 arguments (1 given)")
	}
	excInfo, extra := value(py.None), value{}
	for i, n := range names {
		switch n {
		case "exc_info":
			excInfo = args[pos+i]
			if _, ok := excInfo.Object().(*py.Tuple); !ok && t.Truth(excInfo) {
				c, v, tb := current(t)
				excInfo = tuple(c, v, tb)
			} else if !ok {
				excInfo = py.None
			}
		case "extra":
			extra = args[pos+i]
		default:
			t.Raise(py.TypeErrorType, "_log() got an unexpected keyword argument '"+n+"'")
		}
	}
	file, line, fun := "(unknown file)", 0, "(unknown function)"
	if f := frames(t); f != nil {
		file, line, fun = f.Code.File, f.Line, f.Code.Name
	}
	rec := t.CallMethod("makeRecord", []value{py.Obj(b), b.get("name"), level, py.Str(file), py.Int(line), args[0],
		tuple(append([]value(nil), args[1:pos]...)...), excInfo, py.Str(fun), extra.Or(py.None)}, nil)
	return t.Method1(py.Obj(b), "handle", rec)
}

func makeLogger(name string, base *py.Type) *py.Type {
	bm := func(name string, lo, hi int, f func(t *thread, b *bag, a []value) value) py.Def {
		return method(name, lo, hi, f)
	}
	at := func(name string, level int, exc bool) py.Def {
		return py.Def{Name: name, Raw: func(t *thread, self value, args []value, names []string) value {
			b := self.Object().(*bag)
			if !t.Truth(t.Method1(self, "isEnabledFor", py.Int(level))) {
				return py.None
			}
			if exc && fieldIndex(names, "exc_info") < 0 {
				args = append(append([]value(nil), args...), py.Int(1))
				names = append(append([]string(nil), names...), "exc_info")
			}
			logRecord(t, b, py.Int(level), args, names)
			return py.None
		}}
	}
	return bagClass("logging", name, base, "name level", 1, func(t *thread, b *bag, a []value) { initLogger(t, b, a[0], a[1]) },
		at("debug", 10, false), at("info", 20, false), at("warning", 30, false), at("warn", 30, false), at("error", 40, false),
		at("critical", 50, false), at("fatal", 50, false), at("exception", 40, true),
		py.Def{Name: "log", Raw: func(t *thread, self value, args []value, names []string) value {
			if len(args)-len(names) < 2 {
				t.Raisef(py.TypeErrorType, "log() takes at least 3 arguments (%d given)", len(args)+1)
			}
			if !isInt(args[0]) {
				t.Raise(py.TypeErrorType, "level must be an integer")
			}
			if t.Truth(t.Method1(self, "isEnabledFor", args[0])) {
				logRecord(t, self.Object().(*bag), args[0], args[1:], names)
			}
			return py.None
		}},
		bm("setLevel", 1, 1, func(t *thread, b *bag, a []value) value { b.set("level", logs(t).checkLevel(t, a[0])); return py.None }),
		bm("getEffectiveLevel", 0, 0, func(_ *thread, b *bag, _ []value) value { return py.Int(effectiveLevel(b)) }),
		bm("isEnabledFor", 1, 1, func(t *thread, b *bag, a []value) value {
			s := logs(t)
			if s.disabled >= intArg(t, a[0], 0) {
				return py.Int(0)
			}
			return py.Bool(enabled(t, b, intArg(t, a[0], 0)))
		}),
		bm("addHandler", 1, 1, func(t *thread, b *bag, a []value) value { b.add(t, "handlers", a[0]); return py.None }),
		bm("removeHandler", 1, 1, func(_ *thread, b *bag, a []value) value { b.drop("handlers", a[0]); return py.None }),
		bm("getChild", 1, 1, func(t *thread, b *bag, a []value) value {
			n := a[0].Text()
			if b != logs(t).root {
				n = b.get("name").Text() + "." + n
			}
			return py.Obj(logs(t).logger(t, n))
		}),
		bm("makeRecord", 8, 9, func(t *thread, b *bag, a []value) value {
			args := append([]value(nil), a[:7]...)
			rec := t.Call(py.Obj(loggingClasses().record), append(args, a[7]), nil)
			if len(a) > 8 && !a[8].IsNone() {
				iterate(t, a[8], func(k value) {
					if n := k.Text(); n == "message" || n == "asctime" || !rec.Object().(*bag).get(n).IsNone() {
						t.Raise(py.KeyErrorType, "Attempt to overwrite '"+n+"' in LogRecord")
					}
					t.SetAttr(rec, k.Text(), t.GetItem(a[8], k))
				})
			}
			return rec
		}),
		bm("handle", 1, 1, func(t *thread, b *bag, a []value) value {
			if !t.Truth(b.get("disabled")) && t.Truth(t.Method1(py.Obj(b), "filter", a[0])) {
				t.Method1(py.Obj(b), "callHandlers", a[0])
			}
			return py.None
		}),
		bm("callHandlers", 1, 1, func(t *thread, b *bag, a []value) value {
			found := 0
			level := intArg(t, t.GetAttr(a[0], "levelno"), 0)
			for c := b; c != nil; {
				for _, h := range c.list("handlers") {
					found++
					if level >= intArg(t, t.GetAttr(h, "level"), 0) {
						t.Method1(h, "handle", a[0])
					}
				}
				if !t.Truth(c.get("propagate")) {
					break
				}
				c, _ = c.get("parent").Object().(*bag)
			}
			if found > 0 {
				return py.None
			}
			if log := host.Of(t).Log; log != nil {
				log(t, b.get("name").Text(), t.Str(t.GetAttr(a[0], "levelname")), t.UnicodeText(t.Method0(a[0], "getMessage")))
			} else if s := logs(t); !s.warned {
				s.warned = true
				emit(t, py.None, strs("No handlers could be found for logger \""+b.get("name").Text()+"\"\n"))
			}
			return py.None
		}))
}

func makeAdapter() *py.Type {
	at := func(name string) py.Def {
		return py.Def{Name: name, Raw: func(t *thread, self value, args []value, names []string) value {
			b := self.Object().(*bag)
			pos := len(args) - len(names)
			first := 0
			if name == "log" {
				first = 1
			}
			kwargs := py.NewDict(0)
			for i, n := range names {
				kwargs.SetText(n, args[pos+i])
			}
			p := make([]value, 2)
			t.Unpack(t.CallMethod("process", []value{self, args[first], py.Obj(kwargs)}, nil), p)
			all := append([]value(nil), args[:pos]...)
			all[first] = p[0]
			return t.CallStar(t.GetAttr(b.get("logger"), name), all, nil, value{}, p[1])
		}}
	}
	return bagClass("logging", "LoggerAdapter", nil, "logger extra", 2, func(_ *thread, b *bag, a []value) {
		b.set("logger", a[0])
		b.set("extra", a[1])
	}, at("debug"), at("info"), at("warning"), at("error"), at("critical"), at("exception"), at("log"),
		method("process", 2, 2, func(t *thread, b *bag, a []value) value {
			t.SetItem(a[1], py.Str("extra"), b.get("extra"))
			return tuple(a[0], a[1])
		}),
		method("isEnabledFor", 1, 1, func(t *thread, b *bag, a []value) value { return t.Method1(b.get("logger"), "isEnabledFor", a[0]) }))
}

// logger returns the logger called name, made if need be, below its nearest ancestor.
func (s *logState) logger(t *thread, name string) *bag {
	if l, ok := s.loggers[name]; ok {
		return l
	}
	l := newBag(loggingClasses().logger)
	t.Alloc(1024)
	initLogger(t, l, py.Str(name), py.Int(0))
	parent := s.root
	for i := len(name) - 1; i > 0; i-- {
		if name[i] == '.' {
			if p, ok := s.loggers[name[:i]]; ok {
				parent = p
				break
			}
		}
	}
	l.set("parent", py.Obj(parent))
	for other, b := range s.loggers {
		// Descendants that hung below something higher now hang below this one.
		if p, _ := b.get("parent").Object().(*bag); strings.HasPrefix(other, name+".") && p == parent {
			b.set("parent", py.Obj(l))
		}
	}
	s.loggers[name] = l
	return l
}

func loadLogging(t *thread, m *py.Module) {
	s := &logState{names: py.NewDict(0), loggers: map[string]*bag{}, start: clockOf(t).Now()}
	m.Set("_state", py.Obj(&logHolder{py.NewHeader(py.ObjectType), s}))
	for _, l := range levelNames {
		s.names.Set(t, py.Int(l.n), py.Str(l.name))
		s.names.SetText(l.name, py.Int(l.n))
		m.Set(l.name, py.Int(l.n))
	}
	s.names.SetText("WARN", py.Int(30))
	m.Set("WARN", py.Int(30))
	m.Set("FATAL", py.Int(50))
	m.Set("_levelNames", py.Obj(s.names))
	m.Set("BASIC_FORMAT", py.Str("%(levelname)s:%(name)s:%(message)s"))
	m.Set("raiseExceptions", py.Int(1))
	c := loggingClasses()
	for name, ty := range map[string]*py.Type{"Logger": c.logger, "RootLogger": c.root, "Handler": c.handler, "StreamHandler": c.stream, "NullHandler": c.null,
		"Formatter": c.formatter, "Filter": c.filter, "Filterer": c.filterer, "LogRecord": c.record, "LoggerAdapter": c.adapter} {
		m.Set(name, py.Obj(ty))
	}
	s.root = newBag(c.root)
	initLogger(t, s.root, py.Str("root"), py.Int(30))
	root := py.Obj(s.root)
	m.Set("root", root)
	basic := func(t *thread, opts map[string]value) {
		if len(s.root.list("handlers")) > 0 {
			return
		}
		if given(opts["filename"]) {
			t.Raise(py.IOErrorType, "files are not available to scripts under test: "+t.Repr(opts["filename"]))
		}
		h := t.Call(py.Obj(c.stream), []value{opts["stream"].Or(py.None)}, nil)
		f := t.Call(py.Obj(c.formatter), []value{opts["format"].Or(py.Str("%(levelname)s:%(name)s:%(message)s")), opts["datefmt"].Or(py.None)}, nil)
		t.Method1(h, "setFormatter", f)
		t.Method1(root, "addHandler", h)
		if given(opts["level"]) {
			t.Method1(root, "setLevel", opts["level"])
		}
	}
	for _, name := range []string{"debug", "info", "warning", "warn", "error", "critical", "fatal", "exception", "log"} {
		funcs(m, py.Def{Name: name, Raw: func(t *thread, _ value, args []value, names []string) value {
			basic(t, nil)
			return t.Call(t.GetAttr(root, name), args, names)
		}})
	}
	funcs(m,
		fn("getLogger", 0, 1, func(t *thread, a []value) value {
			if len(a) == 0 || !t.Truth(a[0]) {
				return root
			}
			if !a[0].IsText() {
				t.Raise(py.TypeErrorType, "A logger name must be string or Unicode")
			}
			return py.Obj(s.logger(t, t.Str(a[0])))
		}),
		py.Def{Name: "basicConfig", Raw: func(t *thread, _ value, args []value, names []string) value {
			opts := map[string]value{}
			for i, n := range names {
				opts[n] = args[len(args)-len(names)+i]
			}
			basic(t, opts)
			return py.None
		}},
		fn("getLevelName", 1, 1, func(t *thread, a []value) value { return s.levelName(t, a[0]) }),
		fn("addLevelName", 2, 2, func(t *thread, a []value) value {
			s.names.Set(t, a[0], a[1])
			s.names.Set(t, a[1], a[0])
			return py.None
		}),
		fn("disable", 1, 1, func(t *thread, a []value) value { s.disabled = intArg(t, s.checkLevel(t, a[0]), 0); return py.None }),
		fn("getLoggerClass", 0, 0, func(*thread, []value) value { return py.Obj(c.logger) }),
		fn("setLoggerClass", 1, 1, func(*thread, []value) value { return py.None }),
		fn("captureWarnings", 1, 1, func(*thread, []value) value { return py.None }),
		fn("shutdown", 0, 1, func(*thread, []value) value { return py.None }),
		fn("makeLogRecord", 1, 1, func(t *thread, a []value) value {
			rec := t.Call(py.Obj(c.record), []value{py.None, py.None, py.Str(""), py.Int(0), py.Str(""), tuple(), py.None, py.None}, nil)
			t.Method1(t.GetAttr(rec, "__dict__"), "update", a[0])
			return rec
		}),
		py.Def{Name: "FileHandler", Raw: func(t *thread, _ value, args []value, _ []string) value {
			t.Raise(py.IOErrorType, "files are not available to scripts under test")
			return py.None
		}},
	)
}

package system

import (
	"strconv"
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
)

// logger is what system.util.getLogger returns (LOG-1 to LOG-3).
type logger struct {
	name string
	mdc  []string
}

// loggerNamed returns the host's logger of that name: there is one each.
func loggerNamed(h *scripts.Host, name string) *logger {
	all := h.State("loggers", func() any { return map[string]*logger{} }).(map[string]*logger)
	l := all[name]
	if l == nil {
		l = &logger{name: name}
		if len(all) < maxLoggers { // a script may make up names without end
			all[name] = l
		}
	}
	return l
}

const maxLoggers = 1000

func (l *logger) TypeName() string { return "LoggerEx" }
func (l *logger) String() string   { return "LoggerEx[" + l.name + "]" }

func (l *logger) Member(name string) (scripts.Member, bool) {
	if m, ok := loggerMethods[name]; ok {
		return scripts.Member{Method: m}, true
	}
	if name == "name" {
		return scripts.Member{Value: tags.Unicode(l.name)}, true
	}
	return scripts.Member{}, false
}

func levelNamed(name string) (string, bool) {
	switch l := strings.ToLower(name); l {
	case "trace", "debug", "info", "warn", "error":
		return l, true
	case "fatal": // LOG-6
		return "error", true
	}
	return "", false
}

var loggerMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	add := func(f *scripts.Function) { m[f.Name] = f }
	for _, level := range []string{"trace", "debug", "info", "warn", "error", "fatal"} {
		shown, _ := levelNamed(level)
		add(&scripts.Function{Name: level,
			Params: []scripts.Param{{Name: "message", Required: true}, {Name: "throwable"}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				stack, err := throwable(c.Args[1])
				if err == nil {
					err = javaText(c, level)
				}
				if err != nil {
					return tags.Value{}, err
				}
				return tags.Value{}, logLine(c, shown, logText(c, c.Args[0]), stack)
			}})
		if level == "fatal" {
			continue // LOG-2: there is no fatalf
		}
		add(&scripts.Function{Name: level + "f", Rest: true,
			Params: []scripts.Param{{Name: "format", Required: true}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				if err := javaText(c, level+"f"); err != nil {
					return tags.Value{}, err
				}
				text, err := javaFormat(c.Host, c.Arg(0), c.Rest, c.OneNumber)
				if err != nil {
					return tags.Value{}, err
				}
				return tags.Value{}, logLine(c, shown, text, "")
			}})
		add(&scripts.Function{Name: level + "Event", Rest: true,
			Params: []scripts.Param{{Name: "event", Required: true}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				text := logText(c, c.Args[0])
				for _, a := range c.Rest {
					text += " " + logText(c, a)
				}
				return tags.Value{}, logLine(c, shown, text, "")
			}})
	}
	for _, level := range []string{"trace", "debug", "info"} {
		add(&scripts.Function{Name: "is" + strings.ToUpper(level[:1]) + level[1:] + "Enabled",
			Call: func(c *scripts.Call) (tags.Value, error) {
				l, err := thisLogger(c)
				if err != nil {
					return tags.Value{}, err
				}
				return tags.Bool(c.Host.World.LogEnabled(c.Run, l.name, level)), nil
			}})
		add(&scripts.Function{Name: level + "Duration",
			Params: []scripts.Param{{Name: "message", Required: true}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				l, err := thisLogger(c)
				if err != nil {
					return tags.Value{}, err
				}
				start, message := c.Host.World.Now(c.Run), logText(c, c.Args[0])
				return tags.FromObject(&closeable{name: "Closeable", close: func(c *scripts.Call) {
					elapsed := c.Host.World.Now(c.Run) - start
					l.log(c, level, message+" took "+strconv.FormatInt(elapsed, 10)+"ms", "")
				}}), nil
			}})
	}
	add(&scripts.Function{Name: "getName", Call: func(c *scripts.Call) (tags.Value, error) {
		l, err := thisLogger(c)
		if err != nil {
			return tags.Value{}, err
		}
		return tags.Unicode(l.name), nil
	}})
	add(&scripts.Function{Name: "createSubLogger", Params: []scripts.Param{{Name: "name", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			l, err := thisLogger(c)
			if err != nil {
				return tags.Value{}, err
			}
			return tags.FromObject(&logger{name: l.name + "." + c.Arg(0), mdc: l.mdc}), nil
		}})
	entry := []scripts.Param{{Name: "key", Required: true}, {Name: "value", Required: true}}
	add(&scripts.Function{Name: "mdcPut", Params: entry, Call: func(c *scripts.Call) (tags.Value, error) {
		l, err := thisLogger(c)
		if err == nil {
			l.put(c.Arg(0), c.Arg(1))
		}
		return tags.Value{}, err
	}})
	add(&scripts.Function{Name: "mdcPutCloseable", Params: entry, Call: func(c *scripts.Call) (tags.Value, error) {
		l, err := thisLogger(c)
		if err != nil {
			return tags.Value{}, err
		}
		key := c.Arg(0)
		l.put(key, c.Arg(1))
		return tags.FromObject(&closeable{name: "MDCCloseable", close: func(*scripts.Call) { l.remove(key) }}), nil
	}})
	add(&scripts.Function{Name: "mdcRemove", Params: []scripts.Param{{Name: "key", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			l, err := thisLogger(c)
			if err == nil {
				l.remove(c.Arg(0))
			}
			return tags.Value{}, err
		}})
	// The pairs of a logger are in force from mdcPut on, so that mdcSet has only
	// the closing of them to give.
	add(&scripts.Function{Name: "mdcSet", Call: func(c *scripts.Call) (tags.Value, error) {
		l, err := thisLogger(c)
		if err != nil {
			return tags.Value{}, err
		}
		return tags.FromObject(&closeable{name: "MDCCloseable", close: func(*scripts.Call) { l.mdc = nil }}), nil
	}})
	add(&scripts.Function{Name: "mdcClose", Call: func(c *scripts.Call) (tags.Value, error) {
		l, err := thisLogger(c)
		if err == nil {
			l.mdc = nil
		}
		return tags.Value{}, err
	}})
	// The logger below has the same methods as far as scripts use them.
	add(&scripts.Function{Name: "getLoggerSLF4J", Call: func(c *scripts.Call) (tags.Value, error) {
		_, err := thisLogger(c)
		return c.This, err
	}})
	return m
}()

// closeable is what the methods return that end with a call of close.
type closeable struct {
	name   string
	close  func(*scripts.Call)
	closed bool
}

func (c *closeable) TypeName() string { return c.name }
func (c *closeable) String() string   { return c.name }

func (c *closeable) Member(name string) (scripts.Member, bool) {
	return scripts.Member{Method: closeMethod}, name == "close"
}

var closeMethod = &scripts.Function{Name: "close", Call: func(c *scripts.Call) (tags.Value, error) {
	o, ok := c.This.Object().(*closeable)
	if !ok {
		return tags.Value{}, scripts.Raise("TypeError", "close() must be called on what is to be closed")
	}
	if !o.closed {
		o.closed = true
		o.close(c)
	}
	return tags.Value{}, nil
}}

// logText is a value as a log line shows it: null in Java's spelling, anything
// else as str does.
func logText(c *scripts.Call, v tags.Value) string {
	if v.IsNull() {
		return "null"
	}
	return scripts.PyStrIn(v, c.Host.Zone)
}

func (l *logger) put(key, value string) {
	l.remove(key)
	l.mdc = append(l.mdc, key, value)
}

func (l *logger) remove(key string) {
	for i := 0; i+1 < len(l.mdc); i += 2 {
		if l.mdc[i] == key {
			l.mdc = append(l.mdc[:i:i], l.mdc[i+2:]...)
			return
		}
	}
}

func thisLogger(c *scripts.Call) (*logger, error) {
	if l, ok := c.This.Object().(*logger); ok {
		return l, nil
	}
	return nil, scripts.Raise("TypeError", "this method needs its logger: call it as logger.method()")
}

func logLine(c *scripts.Call, level, message, stack string) error {
	l, err := thisLogger(c)
	if err == nil {
		l.log(c, level, message, stack)
	}
	return err
}

func (l *logger) log(c *scripts.Call, level, message, stack string) {
	for i := 0; i+1 < len(l.mdc); i += 2 { // LOG-8: message key=value
		message += " " + l.mdc[i] + "=" + l.mdc[i+1]
	}
	c.Host.World.Log(c.Run, l.name, level, message, stack)
}

// throwable returns the stack text of a log call's second argument, which must
// be a Java Throwable (LOG-4).
func throwable(v tags.Value) (string, error) {
	if v.IsNull() {
		return "", nil
	}
	if h, ok := v.Object().(*scripts.Handle); ok && h.Throwable {
		return h.Text, nil
	}
	if e, ok := v.Object().(*Throwable); ok {
		return e.String(), nil
	}
	return "", scripts.Raise("TypeError", "2nd arg can't be coerced to java.lang.Throwable")
}

// javaText checks that the call's first argument can be a Java String, which
// for Jython a text and None alone can (DEC-52). JavaScript, which no gateway runs, may
// log whatever it likes.
func javaText(c *scripts.Call, function string) error {
	if v := c.Args[0]; c.OneNumber || v.IsText() || v.IsNull() {
		return nil
	}
	return scripts.Raise("TypeError", "%s(): 1st arg can't be coerced to String", function)
}

// Throwable is a Java exception as scripts see it, for example in onError.
type Throwable struct {
	Class   string // full class name
	Message string
	Cause   error
}

// TypeName returns the class name without its package.
func (t *Throwable) TypeName() string { return t.Class[strings.LastIndexByte(t.Class, '.')+1:] }

// String returns class: message.
func (t *Throwable) String() string { return t.Class + ": " + t.Message }

// Exception returns the exception that the object stands for.
func (t *Throwable) Exception() *scripts.Exception {
	dot := strings.LastIndexByte(t.Class, '.')
	return &scripts.Exception{Type: t.Class[dot+1:], Package: t.Class[:max(dot, 0)], Message: t.Message, Cause: t.Cause}
}

// Member gives access to the message and the cause.
func (t *Throwable) Member(name string) (scripts.Member, bool) {
	switch name {
	case "message":
		return scripts.Member{Value: tags.Unicode(t.Message)}, true
	case "getMessage":
		return scripts.Member{Method: throwableMessage}, true
	case "cause":
		if t.Cause == nil {
			return scripts.Member{}, true
		}
		return scripts.Member{Value: tags.Unicode(t.Cause.Error())}, true
	}
	return scripts.Member{}, false
}

var throwableMessage = &scripts.Function{Name: "getMessage", Call: func(c *scripts.Call) (tags.Value, error) {
	if t, ok := c.This.Object().(*Throwable); ok {
		return tags.Unicode(t.Message), nil
	}
	return tags.Value{}, nil
}}

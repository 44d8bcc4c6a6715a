package system

import (
	"math"
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
				if err != nil {
					return tags.Value{}, err
				}
				return tags.Value{}, logLine(c, shown, c.Arg(0), stack)
			}})
		if level == "fatal" {
			continue // LOG-2: there is no fatalf
		}
		add(&scripts.Function{Name: level + "f", Rest: true,
			Params: []scripts.Param{{Name: "format", Required: true}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				text, err := javaFormat(c.Arg(0), c.Rest)
				if err != nil {
					return tags.Value{}, err
				}
				return tags.Value{}, logLine(c, shown, text, "")
			}})
		add(&scripts.Function{Name: level + "Event", Rest: true,
			Params: []scripts.Param{{Name: "event", Required: true}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				text := c.Arg(0)
				for _, a := range c.Rest {
					text += " " + scripts.PyStr(a)
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
			Params: []scripts.Param{{Name: "message", Required: true}, {Name: "start", Required: true}},
			Call: func(c *scripts.Call) (tags.Value, error) {
				elapsed := c.Host.World.Now(c.Run) - c.Args[1].Int64()
				return tags.Value{}, logLine(c, level, c.Arg(0)+" took "+strconv.FormatInt(elapsed, 10)+"ms", "")
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
	add(&scripts.Function{Name: "mdcPut", Params: []scripts.Param{{Name: "key", Required: true}, {Name: "value", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			l, err := thisLogger(c)
			if err == nil {
				l.remove(c.Arg(0))
				l.mdc = append(l.mdc, c.Arg(0), c.Arg(1))
			}
			return tags.Value{}, err
		}})
	add(&scripts.Function{Name: "mdcRemove", Params: []scripts.Param{{Name: "key", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			l, err := thisLogger(c)
			if err == nil {
				l.remove(c.Arg(0))
			}
			return tags.Value{}, err
		}})
	add(&scripts.Function{Name: "mdcClose", Call: func(c *scripts.Call) (tags.Value, error) {
		l, err := thisLogger(c)
		if err == nil {
			l.mdc = nil
		}
		return tags.Value{}, err
	}})
	return m
}()

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
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(l.mdc); i += 2 { // LOG-8: message key=value
		message += " " + l.mdc[i] + "=" + l.mdc[i+1]
	}
	c.Host.World.Log(c.Run, l.name, level, message, stack)
	return nil
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

// javaFormat is java.lang.String.format for the conversions that scripts use:
// %s %d %f %e %g %x %o %b %c %n %% with flags, width and precision.
func javaFormat(format string, args []tags.Value) (string, error) {
	var b strings.Builder
	next := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		j := i + 1
		for j < len(format) && strings.IndexByte("-+ 0,(#.123456789$", format[j]) >= 0 {
			j++
		}
		if j >= len(format) {
			return "", scripts.RaiseJava("java.util.UnknownFormatConversionException", "Conversion = '%%'")
		}
		spec, conv := format[i+1:j], format[j]
		i = j
		switch conv {
		case 'n':
			b.WriteByte('\n')
			continue
		case '%':
			b.WriteString(padJava("%", spec))
			continue
		}
		at := next
		if d := strings.IndexByte(spec, '$'); d >= 0 {
			n, err := strconv.Atoi(spec[:d])
			if err != nil || n < 1 {
				return "", scripts.RaiseJava("java.util.UnknownFormatConversionException", "Conversion = '%s'", spec)
			}
			at, spec = n-1, spec[d+1:]
		} else {
			next++
		}
		if at >= len(args) {
			return "", scripts.RaiseJava("java.util.MissingFormatArgumentException", "Format specifier '%%%s%c'", spec, conv)
		}
		text, err := convertJava(conv, spec, args[at])
		if err != nil {
			return "", err
		}
		b.WriteString(padJava(text, spec))
	}
	return b.String(), nil
}

func convertJava(conv byte, spec string, v tags.Value) (string, error) {
	mismatch := func() error {
		return scripts.RaiseJava("java.util.IllegalFormatConversionException", "%c != %s", conv, v.Kind())
	}
	switch conv {
	case 's', 'S':
		s := v.String()
		if v.IsText() {
			s = v.Text()
		}
		if p := precision(spec); p >= 0 && p < len(s) {
			s = s[:p]
		}
		if conv == 'S' {
			s = strings.ToUpper(s)
		}
		return s, nil
	case 'b':
		return strconv.FormatBool(!v.IsNull() && (v.Kind() != tags.KindBool || v.Bool())), nil
	case 'c':
		if v.IsText() && len(v.Text()) > 0 {
			return v.Text(), nil
		}
		return "", mismatch()
	case 'd', 'x', 'X', 'o':
		i := v.BigInt()
		if v.IsNull() {
			return "null", nil
		}
		if i == nil || v.Kind() == tags.KindBool {
			return "", mismatch()
		}
		s := i.Text(map[byte]int{'d': 10, 'x': 16, 'X': 16, 'o': 8}[conv])
		if conv == 'X' {
			s = strings.ToUpper(s)
		}
		return signJava(s, spec), nil
	case 'f', 'e', 'g':
		if v.IsNull() {
			return "null", nil
		}
		if v.Kind() != tags.KindFloat {
			return "", mismatch()
		}
		p := precision(spec)
		if p < 0 {
			p = 6
		}
		f := v.Float64()
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return strings.NewReplacer("+Inf", "Infinity", "-Inf", "-Infinity").Replace(strconv.FormatFloat(f, 'g', -1, 64)), nil
		}
		return signJava(strconv.FormatFloat(f, conv, p, 64), spec), nil
	}
	return "", scripts.RaiseJava("java.util.UnknownFormatConversionException", "Conversion = '%c'", conv)
}

func precision(spec string) int {
	if d := strings.IndexByte(spec, '.'); d >= 0 {
		if n, err := strconv.Atoi(spec[d+1:]); err == nil {
			return min(n, 1000)
		}
	}
	return -1
}

func flagsAndWidth(spec string) (flags string, width int) {
	i := 0
	for i < len(spec) && strings.IndexByte("-+ 0,(#", spec[i]) >= 0 {
		i++
	}
	w := spec[i:]
	if d := strings.IndexByte(w, '.'); d >= 0 {
		w = w[:d]
	}
	n, err := strconv.Atoi(w)
	if err != nil {
		n = 0
	}
	return spec[:i], min(n, 10_000)
}

func signJava(s, spec string) string {
	flags, width := flagsAndWidth(spec)
	if strings.Contains(flags, ",") {
		s = group(s)
	}
	if !strings.HasPrefix(s, "-") {
		switch {
		case strings.Contains(flags, "+"):
			s = "+" + s
		case strings.Contains(flags, " "):
			s = " " + s
		}
	}
	if strings.Contains(flags, "0") && len(s) < width {
		sign := ""
		if s[0] == '-' || s[0] == '+' || s[0] == ' ' {
			sign, s = s[:1], s[1:]
		}
		s = sign + strings.Repeat("0", width-len(sign)-len(s)) + s
	}
	return s
}

func group(s string) string {
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	for i := end - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func padJava(s, spec string) string {
	flags, width := flagsAndWidth(spec)
	n := width - len([]rune(s))
	if n <= 0 {
		return s
	}
	if strings.Contains(flags, "-") {
		return s + strings.Repeat(" ", n)
	}
	return strings.Repeat(" ", n) + s
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

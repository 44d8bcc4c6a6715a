// Package scripttest runs script files that carry their expected output and
// errors in comments, against a world that writes down what scripts do to it.
//
// A file holds programs separated by lines of dashes behind //. Behind // and a
// colon stands a line of output that is expected, in order, whether from print
// or from a system function; behind // and an exclamation mark the error that
// must happen on that line. Lines of output that have no line of their own
// follow on lines of their own:
//
//	// ---- a loop prints
//	//# steps=1000
//	for (const x of [1, 2]) print(x)
//	//: 1
//	//: 2
//	null.x //! TypeError: Cannot read property 'x' of undefined or null
//
// An error may begin with its column: "//! :5 TypeError: …". The value that a
// program ends with stands behind //=, as repr prints it. Settings of the
// program's host stand behind //#: steps, depth, memory, wall, seed, now, zone.
//
// In files of Python programs the marks begin with # in place of //.
//
// With the flag -update the comments are rewritten to what happened.
package scripttest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/system"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

var update = flag.Bool("update", false, "rewrite the expected output of script files to what happened")

// Program is one program of a file.
type Program struct {
	Title  string
	Line   int // of its first line in the file
	Text   string
	Output []string
	Errors []Error
	Value  string // "" for none expected
	Budget scripts.Budget
	Seed   int64
	Now    int64
	Zone   *time.Location // of the world; nil is UTC
}

// Error is an expected error.
type Error struct {
	Line, Column int // in the program's own text; column 0 is any
	Text         string
}

// marks are the beginnings of the comments that mean something.
type marks struct{ comment, output, error, value, setting, program string }

// marksOf are the marks in programs of a language.
func marksOf(l scripts.Language) marks {
	c := "//"
	if l.Name() == "python" {
		c = "#"
	}
	return marks{c, c + ": ", c + "! ", c + "= ", c + "# ", c + " ----"}
}

// Parse reads the programs of a file of JavaScript.
func Parse(text string) ([]*Program, error) { return parse(marksOf(scripts.JavaScript), text) }

func parse(mark marks, text string) ([]*Program, error) {
	var all []*Program
	var p *Program
	for i, line := range strings.Split(text, "\n") {
		if title, ok := strings.CutPrefix(line, mark.program); ok || p == nil {
			p = &Program{Title: strings.TrimSpace(strings.TrimLeft(title, "-")), Line: i + 1, Seed: 1}
			all = append(all, p)
		}
		p.Text += line + "\n"
		at := i + 2 - p.Line
		if strings.HasSuffix(line, strings.TrimSpace(mark.output)) { // an empty line of output
			p.Output = append(p.Output, "")
		} else if _, out, ok := strings.Cut(line, mark.output); ok {
			out, _, _ = strings.Cut(out, " "+mark.error)
			p.Output = append(p.Output, out)
		}
		if _, e, ok := strings.Cut(line, mark.error); ok {
			want := Error{Line: at, Text: e}
			if column, rest, ok := strings.Cut(e, " "); ok && strings.HasPrefix(column, ":") {
				n, err := strconv.Atoi(column[1:])
				if err != nil {
					return nil, fmt.Errorf("line %d: %w", i+1, err)
				}
				want.Column, want.Text = n, rest
			}
			p.Errors = append(p.Errors, want)
		}
		if _, v, ok := strings.Cut(line, mark.value); ok {
			p.Value = v
		}
		if settings, ok := strings.CutPrefix(line, mark.setting); ok {
			if err := p.set(settings); err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
		}
	}
	for _, p := range all {
		p.Text = strings.TrimRight(p.Text, "\n")
	}
	return all, nil
}

func (p *Program) set(settings string) error {
	for _, s := range strings.Fields(settings) {
		key, text, _ := strings.Cut(s, "=")
		if key == "wall" {
			d, err := time.ParseDuration(text)
			if err != nil {
				return err
			}
			p.Budget.Wall = d
			continue
		}
		if key == "zone" {
			loc, err := time.LoadLocation(text)
			if err != nil {
				return err
			}
			p.Zone = loc
			continue
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		switch key {
		case "steps":
			p.Budget.Steps = n
		case "depth":
			p.Budget.Depth = int(n)
		case "memory":
			p.Budget.Memory = n
		case "seed":
			p.Seed = n
		case "now":
			p.Now = n
		default:
			return fmt.Errorf("unknown setting %q", key)
		}
	}
	return nil
}

// Files runs the programs of all files that match, each as a subtest: once from
// outside and once inside [scripts.Host.Pump], where most scripts run.
func Files(t *testing.T, l scripts.Language, pattern string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, files, "no file matches %s", pattern)
	for _, f := range files {
		text, err := os.ReadFile(f)
		require.NoError(t, err)
		programs, err := parse(marksOf(l), string(text))
		require.NoError(t, err, f)
		if *update {
			var b strings.Builder
			for _, p := range programs {
				b.WriteString(p.annotate(t, l, f))
			}
			require.NoError(t, os.WriteFile(f, []byte(strings.TrimRight(b.String(), "\n")+"\n"), 0o644))
			continue
		}
		name := strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))
		for _, p := range programs {
			if strings.TrimSpace(p.Text) == "" {
				continue
			}
			title := fmt.Sprintf("%s:%d %s", name, p.Line, p.Title)
			t.Run(title, func(t *testing.T) { p.check(t, l, f, false) })
			t.Run(title+" pumped", func(t *testing.T) { p.check(t, l, f, true) })
		}
	}
}

// outcome is what became of a program.
type outcome struct {
	host  *scripts.Host
	pump  func(func())
	world *World
	value tags.Value
	err   error
}

func (p *Program) run(l scripts.Language, file, text string, pumped bool) *outcome {
	o := &outcome{world: NewWorld(), pump: func(f func()) { f() }}
	if p.Now != 0 {
		o.world.Clock = p.Now
	}
	o.world.Zone = p.Zone
	o.host = scripts.NewHost(o.world, system.Library, p.Budget, p.Seed)
	o.host.Zone = p.Zone
	if pumped {
		o.pump = o.host.Pump
	}
	program, err := l.Compile(scripts.Source{Name: file, Text: text, Form: scripts.FormProgram})
	if u, ok := program.(interface{ UsesPromises() bool }); ok && u.UsesPromises() {
		o.host.UsesPromises()
	}
	if o.err = err; err == nil {
		o.pump(func() { o.value, o.err = o.world.Run(o.host, program) })
	}
	return o
}

func (p *Program) check(t *testing.T, l scripts.Language, file string, pumped bool) {
	o := p.run(l, file, p.Text, pumped)
	defer o.host.Close()
	p.checkError(t, file, o.err)
	require.Equal(t, strings.Join(p.Output, "\n"), strings.Join(o.world.Output, "\n"), "%s:%d: output", file, p.Line)
	if p.Value != "" {
		require.Equal(t, p.Value, scripts.PyRepr(o.value), "%s:%d: value", file, p.Line)
	}

	// Whatever happened, the host goes on.
	if o.err != nil {
		next, err := l.Compile(scripts.Source{Name: "next", Text: "20 + 22", Form: scripts.FormProgram})
		require.NoError(t, err)
		for range 2 {
			o.pump(func() {
				v, err := o.world.Run(o.host, next)
				require.NoError(t, err)
				if l.Name() != "python" { // where a program has no value
					require.Equal(t, "42", scripts.PyStr(v))
				}
			})
		}
	}
}

// annotate returns the program's text with what really happens. Output stands
// on the lines that wrote it if they did so in order, else at the end.
func (p *Program) annotate(t *testing.T, l scripts.Language, file string) string {
	mark := marksOf(l)
	var lines []string
	for _, line := range strings.Split(p.Text, "\n") {
		whole := strings.TrimSpace(line)
		if strings.HasPrefix(whole, strings.TrimSpace(mark.output)) || strings.HasPrefix(whole, mark.value) {
			continue
		}
		for _, mark := range []string{mark.output, mark.error, mark.value} {
			line, _, _ = strings.Cut(line, mark)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	o := p.run(l, file, strings.Join(lines, "\n"), false)
	defer o.host.Close()
	after := make([][]string, len(lines))
	inOrder := len(o.world.At) == len(o.world.Output)
	for i, at := range o.world.At {
		inOrder = inOrder && at > 0 && at <= len(lines) && (i == 0 || at >= o.world.At[i-1])
	}
	for i, out := range o.world.Output {
		at := len(lines)
		if inOrder {
			at = o.world.At[i]
		}
		after[at-1] = append(after[at-1], out)
	}
	var b strings.Builder
	line, text := p.actualError(o.err)
	for i, s := range lines {
		b.WriteString(s)
		if inOrder && len(after[i]) == 1 && !strings.Contains(s, mark.comment) && len(s)+len(after[i][0]) < 150 {
			b.WriteString(" " + mark.output + after[i][0])
			after[i] = nil
		}
		if o.err != nil && i+1 == max(line, 1) {
			b.WriteString(" " + mark.error + text)
		}
		b.WriteString("\n")
		for _, out := range after[i] {
			b.WriteString(strings.TrimRight(mark.output+out, " ") + "\n")
		}
	}
	if p.Value != "" && o.err == nil {
		b.WriteString(mark.value + scripts.PyRepr(o.value) + "\n")
	}
	b.WriteString("\n")
	return b.String()
}

func (p *Program) actualError(err error) (line int, text string) {
	line, column, text := locate(err)
	if len(p.Errors) > 0 && p.Errors[0].Column > 0 {
		text = fmt.Sprintf(":%d %s", column, text)
	}
	return line, text
}

func locate(err error) (line, column int, text string) {
	var script *scripts.ScriptError
	var syntax *scripts.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return syntax.Line, syntax.Column, syntax.Type + ": " + syntax.Message
	case errors.As(err, &script):
		return script.Line, script.Column, script.Error()
	case err != nil:
		return 0, 0, err.Error()
	}
	return 0, 0, ""
}

func (p *Program) checkError(t *testing.T, file string, err error) {
	if len(p.Errors) == 0 {
		require.NoError(t, err, "%s:%d", file, p.Line)
		return
	}
	want := p.Errors[0]
	require.Error(t, err, "%s:%d: want %s", file, p.Line-1+want.Line, want.Text)
	var script *scripts.ScriptError
	if errors.As(err, &script) {
		require.Equal(t, file, script.File, "%s", script.Traceback)
	}
	line, column, text := locate(err)
	at := func(line int) string { return fmt.Sprintf("%s:%d: ", file, p.Line-1+line) }
	require.Equal(t, at(want.Line)+want.Text, at(line)+text)
	if want.Column > 0 {
		require.Equal(t, want.Column, column, "%scolumn", at(line))
	}
}

// World writes down what scripts do. Its tags hold whatever is written to them.
type World struct {
	Output   []string
	At       []int // lines of the script that wrote the output, 0 if unknown
	Clock    int64 // milliseconds since 1970
	Tags     map[string]tags.QualifiedValue
	Handlers map[string]scripts.Entry // of sendRequest
	Project  string
	Lines    []string       // what sendMessage returns
	Zone     *time.Location // nil is UTC
	Model    *tags.Tags     // what scripts browse and configure, apart from Tags

	queue []func()
	host  *scripts.Host
	udts  *tagfile.UDTs
}

// Start is the time at which a World begins: 2 July 2026, 12:38:36 UTC.
const Start = 1_782_995_916_000

// NewWorld returns a world with two tags, [default]a with 5 and [default]b with
// the text "on".
func NewWorld() *World {
	return &World{Clock: Start, Project: "X",
		Tags: map[string]tags.QualifiedValue{
			"[default]a": {Value: tags.Int(5), Quality: tags.QualityOf(tags.Good), Timestamp: Start},
			"[default]b": {Value: tags.Unicode("on"), Quality: tags.QualityOf(tags.Good), Timestamp: Start},
		},
		Handlers: map[string]scripts.Entry{}, Lines: []string{"type=Gateway,sendStatus=SENT"}, Model: newModel()}
}

// newModel returns the tags to browse: provider plant with two lines.
func newModel() *tags.Tags {
	m := tags.New(func() int64 { return Start })
	m.AddProvider("plant")
	data := &tags.Dataset{Columns: []tags.Column{{Name: "a", Type: "java.lang.Integer"}}, Rows: [][]tags.Value{{tags.Int(1)}}}
	parameters := tags.NewMap(1)
	parameters.SetText("Num", tags.Int(3))
	for _, x := range []struct {
		path  string
		pairs []any
	}{
		{"[plant]Line 1/Speed", []any{"dataType", "Float8", "value", 12.5, "documentation", "rpm"}},
		{"[plant]Line 1/State", []any{"dataType", "String", "value", "idle"}},
		{"[plant]Line 1/Data", []any{"dataType", "DataSet", "value", tags.FromDataset(data)}},
		{"[plant]Line 1/Pump", []any{"tagType", "UdtInstance", "typeId", "Motors/Pump", "parameters", tags.FromMap(parameters)}},
		{"[plant]Line 1/Pump/Run", []any{"dataType", "Boolean", "valueSource", "opc", "opcItemPath", "ns=1;s=Run"}},
		{"[plant]Line 2", []any{"tagType", "Folder"}},
		{"[plant]Total", []any{"value", 7}},
	} {
		d := tags.NewDefinition().MustSet(x.pairs...)
		if x.path == "[plant]Total" {
			script := tags.EventScript{ID: "valueChanged", Enabled: true, Script: &tags.ScriptSource{Text: "\tpass"}}
			if err := d.SetScript(script); err != nil {
				panic(err)
			}
		}
		if _, err := m.Configure(x.path, d); err != nil {
			panic(err)
		}
	}
	return m
}

// TagModel returns the tags to browse.
func (w *World) TagModel(*scripts.Run, bool) (*tags.Tags, tags.Quality) {
	return w.Model, tags.QualityOf(tags.Good)
}

// EventScript takes every text that is indented (TAG-4).
func (w *World) EventScript(_ *scripts.Run, _, _, text string) (any, error) {
	if !strings.HasPrefix(text, "\t") && !strings.HasPrefix(text, " ") {
		return nil, errors.New("the body is not indented")
	}
	return &tags.ScriptSource{Text: text}, nil
}

// UDTs returns the type Motors/Pump.
func (w *World) UDTs(_ *scripts.Run, provider, id string) *tagfile.UDTs {
	if w.udts == nil {
		r, err := tagfile.LoadText("udts.json", pumps, tagfile.Options{})
		if err != nil {
			panic(err)
		}
		w.udts = r.UDTs
	}
	if !w.udts.Has(provider, id) {
		return nil
	}
	return w.udts
}

const pumps = `{"name": "_types_", "tagType": "Folder", "tags": [{"name": "Motors", "tagType": "Folder", "tags": [
	{"name": "Pump", "tagType": "UdtType", "parameters": {"Num": {"dataType": "Integer", "value": 1}}, "tags": [
		{"name": "Run", "tagType": "AtomicTag", "dataType": "Boolean", "valueSource": "opc",
		 "opcItemPath": {"bindType": "parameter", "binding": "ns=1;s=P{Num}.Run"}},
		{"name": "Amps", "tagType": "AtomicTag", "dataType": "Float8", "value": 0.5, "tooltip": "A",
		 "eventScripts": [{"eventid": "valueChanged", "script": "\tpass"}]}]}]}]}`

// EventText returns the text of an event script.
func (w *World) EventText(script any) string {
	if s, ok := script.(*tags.ScriptSource); ok {
		return s.Text
	}
	return ""
}

// Run instantiates and runs a program, and then what it left to be run later.
func (w *World) Run(h *scripts.Host, p scripts.Program) (tags.Value, error) {
	w.host = h
	entry, err := p.Instantiate(h)
	if err != nil {
		return tags.Value{}, err
	}
	v, err := h.Call(&scripts.Run{In: "run", Project: w.Project}, entry, nil)
	w.Settle()
	return v, err
}

// Settle runs what scripts left to be run later.
func (w *World) Settle() {
	for len(w.queue) > 0 {
		f := w.queue[0]
		w.queue = w.queue[1:]
		f()
	}
}

func (w *World) write(format string, args ...any) {
	lines := strings.Split(fmt.Sprintf(format, args...), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ") // which a comment does not show
	}
	w.Output = append(w.Output, lines...)
	at := 0
	if *update && w.host != nil {
		for _, f := range w.host.Runtime.CaptureCallStack(0, nil) {
			if n := f.Position().Line; n > 0 && !strings.HasPrefix(f.SrcName(), "<") {
				at = n // of the outermost call: the line of the program itself
			}
		}
	}
	for range lines {
		w.At = append(w.At, at)
	}
}

// Now implements scripts.World.
func (w *World) Now(r *scripts.Run) int64 {
	if r != nil {
		return w.Clock + r.Local.Milliseconds()
	}
	return w.Clock
}

// Version returns 8.1.32.
func (w *World) Version(*scripts.Run) string { return "8.1.32" }

// Projects returns the project and another one.
func (w *World) Projects(*scripts.Run) []string { return []string{w.Project, "other"} }

// Location returns the time zone.
func (w *World) Location(*scripts.Run) *time.Location {
	if w.Zone == nil {
		return time.UTC
	}
	return w.Zone
}

// Sleep implements scripts.World.
func (w *World) Sleep(r *scripts.Run, d time.Duration) { r.Local += d }

// GatewayName implements scripts.World.
func (w *World) GatewayName(*scripts.Run) string { return "Ignition-A" }

// ProjectName implements scripts.World.
func (w *World) ProjectName(r *scripts.Run) string { return r.Project }

// ReadTags implements scripts.World.
func (w *World) ReadTags(r *scripts.Run, paths []string) []tags.QualifiedValue {
	out := make([]tags.QualifiedValue, len(paths))
	for i, p := range paths {
		q, ok := w.Tags[p]
		if !ok {
			q = tags.QualifiedValue{Quality: tags.QualityOf(tags.BadNotFound), Timestamp: w.Now(r)}
		}
		out[i] = q
	}
	w.write("read %s", strings.Join(paths, ", "))
	return out
}

// WriteTags implements scripts.World.
func (w *World) WriteTags(r *scripts.Run, paths []string, values []tags.Value) []tags.Quality {
	out := make([]tags.Quality, len(paths))
	for i, p := range paths {
		w.write("write %s = %s", p, scripts.PyRepr(values[i]))
		if _, ok := w.Tags[p]; !ok {
			out[i] = tags.QualityOf(tags.BadNotFound)
			continue
		}
		out[i] = tags.QualityOf(tags.Good)
		w.Tags[p] = tags.QualifiedValue{Value: values[i], Quality: out[i], Timestamp: w.Now(r)}
	}
	return out
}

// TagExists implements scripts.World.
func (w *World) TagExists(_ *scripts.Run, path string) bool {
	_, ok := w.Tags[path]
	return ok
}

func (w *World) message(m *scripts.Message) {
	text := fmt.Sprintf("%s %s/%s %s", m.Function, m.Project, m.Handler, scripts.PyRepr(m.Payload))
	for _, f := range []struct{ name, value string }{
		{"scope", m.Scope}, {"clientSessionId", m.ClientSessionID}, {"user", m.User}, {"hasRole", m.HasRole}, {"hostName", m.HostName},
		{"remoteServers", strings.Join(m.RemoteServers, ",")}, {"sessionId", m.SessionID}, {"pageId", m.PageID},
	} {
		if f.value != "" {
			text += fmt.Sprintf(" %s=%s", f.name, f.value)
		}
	}
	if m.Timeout > 0 {
		text += " timeout=" + m.Timeout.String()
	}
	w.write("%s", text)
}

// SendMessage implements scripts.World.
func (w *World) SendMessage(_ *scripts.Run, m *scripts.Message) ([]string, error) {
	w.message(m)
	return w.Lines, nil
}

// SendRequest implements scripts.World: it runs the handler at once.
func (w *World) SendRequest(r *scripts.Run, m *scripts.Message) (tags.Value, error) {
	w.message(m)
	return w.answer(m)
}

func (w *World) answer(m *scripts.Message) (tags.Value, error) {
	const class = "com.inductiveautomation.ignition.common.script.message.MessageHandlerException"
	h, ok := w.Handlers[m.Handler]
	if !ok {
		return tags.Value{}, scripts.RaiseJava(class, `The message handler "%s" could not be found! Check your event script message handlers.`, m.Handler)
	}
	v, err := w.host.Call(&scripts.Run{In: "gateway X/" + m.Handler, Project: "X"}, h, []tags.Value{m.Payload})
	if err != nil {
		e := scripts.RaiseJava(class, "%s", err)
		e.Cause = err
		return tags.Value{}, e
	}
	return v, nil
}

// SendRequestAsync implements scripts.World.
func (w *World) SendRequestAsync(r *scripts.Run, m *scripts.Message) (scripts.HostObject, error) {
	w.message(m)
	success, failure := m.OnSuccess, m.OnError
	sent := *m
	w.queue = append(w.queue, func() {
		v, err := w.answer(&sent)
		f := success
		if err != nil {
			f, v = failure, tags.FromObject(&system.Throwable{Class: "java.lang.Exception", Message: err.Error()})
		}
		if f != nil {
			w.run("callback", func() error {
				_, err := f.Call([]tags.Value{v})
				return err
			})
		}
	})
	return Thread{Name: "request " + m.Handler}, nil
}

// SendPerspective implements scripts.World.
func (w *World) SendPerspective(_ *scripts.Run, m *scripts.Message) error {
	w.message(m)
	return nil
}

// NoteCall implements scripts.World.
func (w *World) NoteCall(_ *scripts.Run, c *scripts.FunctionCall) {
	outcome := "returned " + scripts.PyRepr(c.Returned)
	if c.Raised != nil {
		outcome = "raised " + c.Raised.Type
	}
	w.write("%s %s", scripts.CallText(c.Function, c.Args, c.Keywords), outcome)
}

// Log implements scripts.World.
func (w *World) Log(_ *scripts.Run, logger, level, message, stack string) {
	w.write("%s [%s] %s", level, logger, message)
	if stack != "" {
		w.write("%s", stack)
	}
}

// LogEnabled implements scripts.World: trace is off.
func (w *World) LogEnabled(_ *scripts.Run, _, level string) bool { return level != "trace" }

// SetLogLevel implements scripts.World.
func (w *World) SetLogLevel(_ *scripts.Run, logger, level string) {
	w.write("level of %s is %s", logger, level)
}

// Print implements scripts.World.
func (w *World) Print(_ *scripts.Run, text string) { w.write("%s", strings.TrimSuffix(text, "\n")) }

// PrintError notes what a script writes to standard error as it does the rest.
func (w *World) PrintError(r *scripts.Run, text string) { w.Print(r, text) }

// Later implements scripts.World.
func (w *World) Later(_ *scripts.Run, delay time.Duration, description string, f func() error) scripts.HostObject {
	w.queue = append(w.queue, func() { w.run(description, f) })
	return Thread{Name: description}
}

// Callback implements scripts.World.
func (w *World) Callback(_ *scripts.Run, description string, f func() error) {
	w.queue = append(w.queue, func() { w.run(description, f) })
}

func (w *World) run(description string, f func() error) {
	_, err := w.host.Enter(&scripts.Run{In: description}, func() (tags.Value, error) { return tags.Value{}, f() })
	if err != nil {
		w.write("%s: %v", description, err)
	}
}

// Thread is what Later returns.
type Thread struct{ Name string }

// TypeName implements tags.Object.
func (t Thread) TypeName() string { return "Thread" }

// String implements scripts.HostObject.
func (t Thread) String() string { return "Thread[" + t.Name + "]" }

// Member implements scripts.HostObject.
func (t Thread) Member(name string) (scripts.Member, bool) {
	if name == "name" {
		return scripts.Member{Value: tags.Unicode(t.Name)}, true
	}
	return scripts.Member{}, false
}

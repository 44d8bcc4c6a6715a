package python_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/scripts/system"
	"dryfire/tags"
)

// world is as much of a plant as these tests need.
type world struct {
	scripts.World
	now     int64
	printed strings.Builder
	sent    []scripts.Message
	fail    error
}

func (w *world) Now(*scripts.Run) int64                       { return w.now }
func (w *world) Sleep(_ *scripts.Run, d time.Duration)        { w.now += d.Milliseconds() }
func (w *world) GatewayName(*scripts.Run) string              { return "gw" }
func (w *world) ProjectName(*scripts.Run) string              { return "proj" }
func (w *world) Print(_ *scripts.Run, text string)            { w.printed.WriteString(text) }
func (w *world) PrintError(_ *scripts.Run, text string)       { w.printed.WriteString(text) }
func (w *world) LogEnabled(*scripts.Run, string, string) bool { return true }
func (w *world) Log(_ *scripts.Run, logger, level, message, _ string) {
	w.printed.WriteString("[" + level + " " + logger + "] " + message + "\n")
}
func (w *world) SendMessage(_ *scripts.Run, m *scripts.Message) ([]string, error) {
	w.sent = append(w.sent, *m)
	return []string{"sent"}, w.fail
}

func call(t testing.TB, w *world, src scripts.Source, b scripts.Budget, args ...tags.Value) (tags.Value, error) {
	p, err := python.Language.Compile(src)
	if err != nil {
		return tags.Value{}, err
	}
	h := scripts.NewHost(w, system.Library, b, 1)
	defer h.Close()
	run := &scripts.Run{In: "test", Project: "proj"}
	var e scripts.Entry
	_, err = h.Enter(run, func() (tags.Value, error) {
		e, err = p.Instantiate(h)
		return tags.Value{}, err
	})
	if err != nil {
		return tags.Value{}, err
	}
	return h.Call(run, e, args)
}

func function(text string) scripts.Source {
	return scripts.Source{Name: "f.py", Text: text, Form: scripts.FormFunction, Entry: "f", Params: []string{"a"}}
}

func TestBodyAsStored(t *testing.T) {
	w := &world{}
	src := scripts.Source{Name: "[default]Motor valueChanged", Form: scripts.FormBody, Entry: "valueChanged",
		Params: []string{"tag", "tagPath", "previousValue", "currentValue", "initialChange", "missedEvents"},
		Text: "\tif not initialChange and currentValue.quality.good:\n\t\tpayload = {'path': tagPath, 'v': currentValue.value}\n" +
			"\t\tsystem.util.sendMessage('proj', 'handler', payload, scope='S')\n\t\tprint tagPath, currentValue.value, repr(currentValue.value)\n"}
	q := tags.FromQualified(&tags.QualifiedValue{Value: tags.Float(10), Quality: tags.QualityOf(192)})
	q.Qualified().Quality = tags.Quality{}
	code, ok := tags.QualityByName("Good")
	require.True(t, ok)
	q.Qualified().Quality = tags.QualityOf(code)
	_, err := call(t, w, src, scripts.Budget{}, tags.Unicode("t"), tags.Unicode("[default]Motor"), q, q, tags.Bool(false), tags.Bool(false))
	require.NoError(t, err)
	assert.Equal(t, "[default]Motor 10.0 10.0\n", w.printed.String())
	require.Len(t, w.sent, 1)
	assert.Equal(t, "handler", w.sent[0].Handler)
	assert.Equal(t, "S", w.sent[0].Scope)
	assert.Equal(t, "{'path': u'[default]Motor', 'v': 10.0}", scripts.PyRepr(w.sent[0].Payload))
}

func TestErrorsOfBodiesAreAtTheUsersLines(t *testing.T) {
	src := scripts.Source{Name: "body", Form: scripts.FormBody, Entry: "f", Params: []string{"a"}, Text: "\tx = 1\n\ty = x / 0\n"}
	_, err := call(t, &world{}, src, scripts.Budget{}, tags.Value{})
	var e *scripts.ScriptError
	require.True(t, errors.As(err, &e))
	assert.Equal(t, "ZeroDivisionError", e.Type)
	assert.Equal(t, 2, e.Line)
	assert.Equal(t, "Traceback (most recent call last):\n  File \"body\", line 2, in f\n    y = x / 0\nZeroDivisionError: integer division or modulo by zero\n", e.Traceback)
	src.Text = "\tx = 1\n\ty = = 2\n"
	_, err = call(t, &world{}, src, scripts.Budget{}, tags.Value{})
	var se *scripts.SyntaxError
	require.True(t, errors.As(err, &se))
	assert.Equal(t, 2, se.Line)
}

func TestResults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"return {'a': [1, 2L, (3.5, None)], u'b': True}", "{'a': [1, 2L, (3.5, None)], u'b': True}"},
		{"return a", "u'x'"},
		{"return system.util.getProjectName()", "u'proj'"},
		{"import system.util as u\n\timport system.util\n\tfrom system.util import getProjectName as g\n\treturn g() + u.getProjectName()", "u'projproj'"},
		{"import system\n\treturn system.util.sendMessage('p', 'h')", "[u'sent']"},
	} {
		v, err := call(t, &world{}, function("def f(a):\n\t"+c.text+"\n"), scripts.Budget{}, tags.Unicode("x"))
		require.NoError(t, err, c.text)
		assert.Equal(t, c.want, scripts.PyRepr(v), c.text)
	}
}

func TestPrograms_ReturnTheirLastExpression(t *testing.T) {
	src := scripts.Source{Name: "run", Form: scripts.FormProgram, Params: []string{"n"}, Text: "x = n + 1\nx * 2\n"}
	v, err := call(t, &world{}, src, scripts.Budget{}, tags.Int(4))
	require.NoError(t, err)
	assert.Equal(t, "10", scripts.PyRepr(v))
}

func TestBudgetsEndScriptsThatCatchEverything(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"while", "while True: pass", "step budget"},
		{"for", "for i in xrange(10**8): pass", "step budget"},
		{"recursion without a handler", "def g(): g()\n\t\tg()", "maximum recursion depth"},
		{"string", "'x' * 10**9", "memory budget"},
		{"list", "[0] * 10**9", "memory budget"},
		{"range", "range(10**9)", "memory budget"},
		{"power", "2L ** 10**9", "memory budget"},
		{"generator", "sum(i for i in xrange(10**8))", "step budget"},
		{"comprehension", "[i for i in xrange(10**8)]", "budget"},
		{"sort", "sorted(xrange(10**7), key=lambda x: -x)", "budget"},
		{"growing", "s = 'x'\n\t\twhile True: s += s", "memory budget"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "def f(a):\n\ttry:\n\t\t" + c.body + "\n\texcept RuntimeError, e:\n\t\traise\n\texcept:\n\t\tpass\n\tfinally:\n\t\tprint 'no'\n"
			_, err := call(t, &world{}, function(text), scripts.Budget{Steps: 200_000, Memory: 32 << 20, Depth: 500}, tags.Value{})
			var e *scripts.ScriptError
			require.True(t, errors.As(err, &e), "%v", err)
			assert.Contains(t, e.Message, c.want)
			assert.Equal(t, "f.py", e.File)
			assert.Greater(t, e.Line, 1)
		})
	}
}

func TestHostErrorsAreExceptions(t *testing.T) {
	text := `
def f(a):
	try:
		system.util.sendMessage('p', 'h', {})
	except Exception, e:
		return 'python'
	except java:
		return 'wrong'
	return 'none'
`
	_, err := call(t, &world{fail: scripts.RaiseJava("com.example.MessageHandlerException", "boom")}, function(strings.Replace(text, "\texcept java:\n\t\treturn 'wrong'\n", "", 1)), scripts.Budget{}, tags.Value{})
	var e *scripts.ScriptError
	require.True(t, errors.As(err, &e), "%v", err)
	assert.True(t, e.Java)
	assert.Equal(t, "MessageHandlerException", e.Type)
	assert.Equal(t, 4, e.Line)
	v, err := call(t, &world{fail: scripts.Raise("ValueError", "bad")}, function(strings.Replace(text, "\texcept java:\n\t\treturn 'wrong'\n", "", 1)), scripts.Budget{}, tags.Value{})
	require.NoError(t, err)
	assert.Equal(t, "python", v.Text())
}

// Recursion of every kind ends in Python's own catchable error, before goja's
// stack does.
func TestRecursionIsCaught(t *testing.T) {
	for _, c := range []struct{ name, setup, call string }{
		{"function", "def r(n): return r(n + 1)", "r(0)"},
		{"keywords", "def r(n=0): return r(n=n + 1)", "r()"},
		{"star", "def r(*a): return r(*a)", "r(1)"},
		{"finally", "def r(n):\n  try: return r(n + 1)\n  finally: pass", "r(0)"},
		{"method", "class R(object):\n  def m(self): return self.m()", "R().m()"},
		{"getattr", "class R(object):\n  def __getattr__(self, n): return self.x", "R().y"},
		{"generator", "def r(n):\n  for x in r(n + 1): yield x", "list(r(0))"},
		{"lambda", "r = lambda n: r(n)", "r(1)"},
		{"repr", "class R(object):\n  def __repr__(self): return repr(self)", "repr(R())"},
		{"compare", "class R(object):\n  def __cmp__(self, o): return cmp(self, o)", "R() < R()"},
		{"map", "def r(n): return map(r, [n])", "r(0)"},
		{"init", "class R(object):\n  def __init__(self): R()", "R()"},
		{"truth", "class R(object):\n  def __nonzero__(self):\n   if self: return True", "bool(R())"},
		{"comprehension", "def r(n): return [r(x) for x in [n]]", "r(0)"},
		{"exec", "def r(n):\n  exec 'r(n)' in globals(), {'n': n}", "r(0)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.setup + "\ndef f(a):\n try:\n  " + c.call + "\n except RuntimeError, e:\n  return str(e)\n"
			v, err := call(t, &world{}, function(text), scripts.Budget{}, tags.Value{})
			require.NoError(t, err)
			assert.Contains(t, v.Text(), "maximum recursion depth exceeded")
		})
	}
}

func TestEitherForm(t *testing.T) {
	for _, text := range []string{"def f(a):\n\treturn 'ok'\n", "\treturn 'ok'\n", "    if a is None:\n        return 'ok'\n", "# comment\n\n\treturn helper()\n\ndef helper():\n\treturn 'ok'\n"} {
		src := scripts.Source{Name: "f.py", Text: text, Form: scripts.FormEither, Entry: "f", Params: []string{"a"}}
		v, err := call(t, &world{}, src, scripts.Budget{}, tags.Value{})
		require.NoError(t, err, text)
		assert.Equal(t, "ok", v.Text())
	}
	_, err := call(t, &world{}, scripts.Source{Name: "f.py", Text: "x = 1\n", Form: scripts.FormEither, Entry: "f", Params: []string{"a"}}, scripts.Budget{}, tags.Value{})
	assert.ErrorContains(t, err, "the script does not define function f(a)")
}

// A timer and a sleep see virtual time.
func TestVirtualTime(t *testing.T) {
	w := &world{now: 1_700_000_000_000}
	v, err := call(t, w, function("import time\ndef f(a):\n\tt = time.time()\n\ttime.sleep(2.5)\n\treturn time.time() - t\n"), scripts.Budget{}, tags.Value{})
	require.NoError(t, err)
	assert.Equal(t, "2.5", scripts.PyRepr(v))
}

// modules is a project library: texts by dotted name.
type modules map[string]string

func (m modules) Module(project, name string) (scripts.Source, bool) {
	text, ok := m[project+":"+name]
	return scripts.Source{Name: name, Text: text}, ok
}

func (m modules) Package(project, name string) bool {
	for k := range m {
		if strings.HasPrefix(k, project+":"+name+".") {
			return true
		}
	}
	return false
}

func (m modules) Searched(project string) []string { return []string{project} }

func TestProjectLibraries(t *testing.T) {
	lib := modules{
		"proj:util.text":  "count = 0\ndef shout(s):\n\tglobal count\n\tcount += 1\n\treturn s.upper() + util.marks.MARK\n",
		"proj:util.marks": "MARK = '!'\nprint 'marks loaded'\n",
		"proj:top":        "import util.text as tx\nfrom util import marks\nvalue = tx.shout('top') + marks.MARK\n",
		"proj:broken":     "x = = 1\n",
		"proj:fails":      "x = 1 / 0\n",
		"other:top":       "value = 'other'\n",
	}
	w := &world{}
	h := scripts.NewHost(w, system.Library, scripts.Budget{}, 1)
	defer h.Close()
	python.SetModules(h, lib)
	eval := func(project, expr string) string {
		run := &scripts.Run{In: "test", Project: project}
		p, err := python.Language.Compile(function("def f(a):\n\treturn " + expr + "\n"))
		require.NoError(t, err)
		v, err := h.Enter(run, func() (tags.Value, error) {
			e, err := p.Instantiate(h)
			if err != nil {
				return tags.Value{}, err
			}
			return e.Call([]tags.Value{{}})
		})
		if err != nil {
			return err.Error()
		}
		return scripts.PyRepr(v)
	}
	assert.Equal(t, "'HI!'", eval("proj", "util.text.shout('hi')"))
	assert.Equal(t, "'HI!'", eval("proj", "util.text.shout('hi')"))
	assert.Equal(t, "2", eval("proj", "util.text.count"))
	assert.Equal(t, "'TOP!!'", eval("proj", "top.value"))
	assert.Equal(t, "'other'", eval("other", "top.value"))
	assert.Equal(t, "marks loaded\n", w.printed.String())
	assert.Equal(t, "AttributeError: 'module' object has no attribute 'nothing': project proj has no library module util.nothing", eval("proj", "util.nothing"))
	assert.Equal(t, "'CODE!'", eval("proj", "__import__('util.text').text.code.shout('code')"))
	assert.Equal(t, "NameError: global name 'nowhere' is not defined", eval("proj", "nowhere.x"))
	assert.Contains(t, eval("proj", "broken.x"), "SyntaxError: ")
	assert.Contains(t, eval("proj", "fails.x"), "ZeroDivisionError: ")
	assert.Contains(t, eval("proj", "fails.x"), "ZeroDivisionError: ")
	assert.Equal(t, "NameError: global name 'util' is not defined", eval("other", "util.text"))
}

type job struct {
	name string
	f    func() error
}

func (j job) TypeName() string                     { return "Thread" }
func (j job) Member(string) (scripts.Member, bool) { return scripts.Member{}, false }
func (j job) String() string                       { return "Thread[" + j.name + "]" }

// later is a world that keeps what scripts start.
type later struct {
	world
	jobs []job
}

func (w *later) Later(_ *scripts.Run, _ time.Duration, name string, f func() error) scripts.HostObject {
	w.jobs = append(w.jobs, job{name, f})
	return w.jobs[len(w.jobs)-1]
}

// A function that a script starts runs later, in a run of its own, with what
// it was given and what it closes over; its errors are its own.
func TestFunctionsRunLater(t *testing.T) {
	w := &later{}
	h := scripts.NewHost(w, system.Library, scripts.Budget{}, 1)
	defer h.Close()
	p, err := python.Language.Compile(function(`
class Thing(object): pass
def f(a):
	seen = []
	thing = Thing()
	def work(x, y=0):
		seen.append((x, y, x is thing))
		print seen
	def fails():
		return 1 / 0
	print system.util.invokeAsynchronous(work, [thing], {'y': 2})
	system.util.invokeAsynchronous(fails)
	return seen
`))
	require.NoError(t, err)
	run := &scripts.Run{In: "test", Project: "proj"}
	v, err := h.Enter(run, func() (tags.Value, error) {
		e, err := p.Instantiate(h)
		if err != nil {
			return tags.Value{}, err
		}
		return e.Call([]tags.Value{{}})
	})
	require.NoError(t, err)
	assert.Equal(t, "[]", scripts.PyRepr(v))
	require.Len(t, w.jobs, 2)
	var errs []string
	for _, j := range w.jobs {
		_, err := h.Enter(&scripts.Run{In: j.name}, func() (tags.Value, error) { return tags.Value{}, j.f() })
		if err != nil {
			errs = append(errs, err.Error())
		}
	}
	assert.Equal(t, []string{"ZeroDivisionError: integer division or modulo by zero"}, errs)
	out := w.printed.String()
	assert.Contains(t, out, ", 2, True)]\n")
}

package python_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/scripts/python/object"
	"dryfire/scripts/system"
	"dryfire/tags"
)

// The typical handler: six attribute reads, a dict of four and three more
// keys, if/elif, a loop over five, a % of five, one keyword call into Go.
const handler = `
def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	value = currentValue.value
	if not initialChange and value is not None and currentValue.quality.good:
		payload = {"path": tagPath, "cv": value, "pv": previousValue.value, "q": str(currentValue.quality)}
		if value > 90:
			level = "alarm"
		elif value > 75:
			level = "warn"
		else:
			level = "normal"
		payload["level"] = level
		band = 0
		for limit in [10, 25, 50, 75, 90]:
			if value >= limit:
				band += 1
		payload["band"] = band
		payload["msg"] = "%s changed from %s to %.2f (%s, band %d)" % (tagPath, previousValue.value, value, level, band)
		system.util.sendMessage("proj", "test", payload, scope="S")

class Quality(object):
	def __init__(self): self.good = True
	def __str__(self): return "Good"
class QV(object):
	def __init__(self, v, q): self.value, self.quality = v, q
class System(object): pass
system = System()
system.util = System()
system.util.sendMessage = sendMessage

def run(n):
	q = Quality()
	prev = QV(0.5, q)
	for i in xrange(n):
		cur = QV(0.35 + i % 100, q)
		valueChanged("t", "[default]Line 1/Motor/Speed", prev, cur, False, False)
		prev = cur
`

func benchProgram(b *testing.B, src, call string) {
	b.Helper()
	rt := newRuntime(io.Discard)
	rt.Thread().Builtins.Func(object.Def{Name: "sendMessage", Params: "project handler payload scope", Min: 3,
		Fn: func(*object.Thread, object.Value, []object.Value) object.Value { return object.None }})
	c, err := python.Compile("bench.py", src, python.Options{})
	require.NoError(b, err)
	m := object.NewModule("__main__", "bench.py")
	require.NoError(b, rt.Try(func() { rt.Exec(c, m.Dict) }))
	f, _ := m.Dict.GetText(call)
	b.ReportAllocs()
	b.ResetTimer()
	require.NoError(b, rt.Try(func() { rt.Thread().Call1(f, object.Int(b.N)) }))
}

func BenchmarkHandler(b *testing.B) { benchProgram(b, handler, "run") }

func BenchmarkLoop(b *testing.B) {
	benchProgram(b, "def run(n):\n s = 0\n for i in xrange(n):\n  if i % 3 == 0:\n   s = (s + i) % 1000000\n return s\n", "run")
}

func BenchmarkCall(b *testing.B) {
	benchProgram(b, "def f(a, b): return a\ndef run(n):\n for i in xrange(n):\n  f(i, i)\n", "run")
}

func BenchmarkMethod(b *testing.B) {
	benchProgram(b, "class C(object):\n def m(self, a): return a\ndef run(n):\n c = C()\n for i in xrange(n):\n  c.m(i)\n", "run")
}

func BenchmarkGenerator(b *testing.B) {
	benchProgram(b, "def g(n):\n for i in xrange(n):\n  yield i\ndef run(n):\n for i in g(n):\n  pass\n", "run")
}

func BenchmarkRaise(b *testing.B) {
	benchProgram(b, "def run(n):\n for i in xrange(n):\n  try:\n   raise ValueError('x')\n  except ValueError, e:\n   pass\n", "run")
}

func BenchmarkStart(b *testing.B) {
	c, err := python.Compile("bench.py", handler, python.Options{})
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		rt := newRuntime(io.Discard)
		rt.Thread().Builtins.Func(object.Def{Name: "sendMessage", Fn: nil})
		if err := rt.Main(c); err != nil {
			b.Fatal(err)
		}
	}
}

// A fresh context as the simulator makes one: a host, the whole library, and a
// compiled handler whose text has run.
func BenchmarkContext(b *testing.B) {
	p := compileHandler(b)
	b.ReportAllocs()
	for b.Loop() {
		h := scripts.NewHost(&quiet{}, system.Library, scripts.Budget{}, 1)
		_, err := h.Enter(&scripts.Run{In: "bench", Project: "proj"}, func() (tags.Value, error) {
			_, err := p.Instantiate(h)
			return tags.Value{}, err
		})
		if err != nil {
			b.Fatal(err)
		}
		h.Close()
	}
}

func compileHandler(b *testing.B) scripts.Program {
	text := handler[strings.Index(handler, "def valueChanged"):strings.Index(handler, "class Quality")]
	p, err := python.Language.Compile(scripts.Source{Name: "bench.py", Text: text, Form: scripts.FormFunction, Entry: "valueChanged",
		Params: []string{"tag", "tagPath", "previousValue", "currentValue", "initialChange", "missedEvents"}})
	require.NoError(b, err)
	return p
}

type quiet struct{ world }

func (w *quiet) SendMessage(*scripts.Run, *scripts.Message) ([]string, error) { return nil, nil }

// The same handler through the product's path: tag values in, a message out.
func BenchmarkHost(b *testing.B) {
	p := compileHandler(b)
	h := scripts.NewHost(&quiet{}, system.Library, scripts.Budget{}, 1)
	defer h.Close()
	var e scripts.Entry
	run := &scripts.Run{In: "bench", Project: "proj"}
	_, err := h.Enter(run, func() (v tags.Value, err error) {
		e, err = p.Instantiate(h)
		return v, err
	})
	require.NoError(b, err)
	good, _ := tags.QualityByName("Good")
	qv := func(f float64) tags.Value {
		return tags.FromQualified(&tags.QualifiedValue{Value: tags.Float(f), Quality: tags.QualityOf(good)})
	}
	path := tags.Unicode("[default]Line 1/Motor/Speed")
	b.ReportAllocs()
	b.ResetTimer()
	h.Pump(func() {
		prev := qv(0.5)
		for i := range b.N {
			cur := qv(0.35 + float64(i%100))
			if _, err := h.Call(run, e, []tags.Value{path, path, prev, cur, tags.Bool(false), tags.Bool(false)}); err != nil {
				b.Fatal(err)
			}
			prev = cur
		}
	})
}

package simulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator"
	"dryfire/tags"
)

// plant is a gateway with a project X whose gateway handlers are given by name.
func plant(t *testing.T, c simulator.GatewayConfig, budget scripts.Budget, handlers map[string]string) (*simulator.Simulation, *simulator.Gateway) {
	t.Helper()
	sim := simulator.New(simulator.Config{Seed: 1, Budget: budget})
	t.Cleanup(sim.Close)
	c.ScriptingProject = "X"
	gw, err := sim.AddGateway(c)
	require.NoError(t, err)
	p := simulator.Project{Name: "X"}
	for _, name := range []string{"endless", "endless.js"} {
		if text := handlers[name]; text != "" {
			language := python.Language
			if strings.HasSuffix(name, ".js") {
				language = scripts.JavaScript
			}
			program, err := language.Compile(scripts.Source{Name: name, Text: text, Entry: "handleMessage", Params: []string{"payload"}})
			require.NoError(t, err)
			p.Gateway = append(p.Gateway, simulator.Handler{Name: name, Program: program})
		}
	}
	require.NoError(t, gw.AddProject(p))
	require.NoError(t, sim.Start())
	return sim, gw
}

func runProgram(t *testing.T, gw *simulator.Gateway, language scripts.Language, text string) (tags.Value, error) {
	t.Helper()
	p, err := language.Compile(scripts.Source{Name: "run", Text: text, Form: scripts.FormProgram})
	require.NoError(t, err)
	return gw.Run(simulator.Place{}, p)
}

// lines are the journal's, without the number of the record and the time.
func lines(records []events.Record, kinds ...events.Kind) []string {
	var out []string
	for i := range records {
		for _, k := range kinds {
			if records[i].Kind == k {
				_, line, _ := strings.Cut(string(records[i].AppendJSON(nil)), `"kind"`)
				out = append(out, `{"kind"`+line)
			}
		}
	}
	return out
}

// Calls of stubs, and of what nothing answers, are journal records of a fixed
// form; so is the hint of an error.
func TestJournalOfStubs(t *testing.T) {
	sim, gw := plant(t, simulator.GatewayConfig{Stubs: []scripts.Stub{
		{Name: "system.db.runNamedQuery", Answers: []scripts.Answer{{Value: tags.ListOf(tags.Int(1))}, {Raises: scripts.RaiseJava("java.io.IOException", "refused")}}},
	}}, scripts.Budget{}, nil)
	_, err := runProgram(t, gw, python.Language, `
system.db.runNamedQuery('Q', {'id': 1L}, tx=None)
try:
    system.db.runNamedQuery(u'\xe9')
except:
    pass
try:
    system.mes.load(1.5)
except:
    pass
import shared.mailer
`)
	require.Error(t, err)
	assert.Equal(t, []string{
		`{"kind":"call","run":1,"function":"system.db.runNamedQuery","args":["Q",{"id":1}],"keywords":{"tx":null},"returned":[1]}`,
		`{"kind":"call","run":1,"function":"system.db.runNamedQuery","args":["é"],"type":"IOException","message":"refused"}`,
		`{"kind":"call","run":1,"function":"system.mes.load","args":[1.5],"type":"NotImplementedError","message":"system.mes.load(1.5) is not simulated; give the answer with stubs: {system.mes.load: {returns: …}}","unprepared":true}`,
		`{"kind":"error","run":1,"in":"run","type":"ImportError","message":"No module named shared","file":"run","line":11,"traceback":"Traceback (most recent call last):\n  File \"run\", line 11, in <module>\n    import shared.mailer\nImportError: No module named shared\n","hint":"a test can stub it: stubs: {shared.mailer: stubs/mailer.py}; dryfire script takes --stub shared.mailer=mailer.py"}`,
	}, lines(sim.Journal().Since(0), events.KindCall, events.KindError))
}

// A timer that was cancelled never was: nothing tells of it.
func TestCancelledTimer(t *testing.T) {
	sim, gw := plant(t, simulator.GatewayConfig{}, scripts.Budget{}, nil)
	_, err := runProgram(t, gw, python.Language, `
from threading import Timer
def f(): print 'ran'
t, u = Timer(5, f), Timer(6, f)
t.start(); u.start()
t.cancel()
`)
	require.NoError(t, err)
	require.NoError(t, sim.AdvanceTo(10e9))
	var starts []string
	for _, r := range sim.Journal().Since(0) {
		if run, ok := r.Detail.(*events.Run); ok {
			starts = append(starts, fmt.Sprint(r.At, " ", run.In))
		}
	}
	assert.Equal(t, []string{"0s run", "6s run > thread Thread-2"}, starts)
}

// A handler that exceeds its budget is an exception like any other to the
// script that waits for it, in both languages; its own budget is not touched.
func TestBudgetOfAHandlerThatIsWaitedFor(t *testing.T) {
	handlers := map[string]string{
		"endless":    "def handleMessage(payload):\n\twhile True: pass\n",
		"endless.js": "function handleMessage(payload) { while (true) ; }",
	}
	for _, handler := range []string{"endless", "endless.js"} {
		for _, c := range []struct {
			language scripts.Language
			text     string
		}{
			{python.Language, "try:\n\tsystem.util.sendRequest('X', '%s')\nexcept:\n\timport sys\n\tresult = sys.exc_info()[0].__name__"},
			{scripts.JavaScript, "try { system.util.sendRequest('X', '%s') } catch (e) { result = e.name }"},
		} {
			_, gw := plant(t, simulator.GatewayConfig{}, scripts.Budget{Steps: 20_000}, handlers)
			v, err := runProgram(t, gw, c.language, fmt.Sprintf(c.text, handler))
			require.NoError(t, err, "%s waits for %s", c.language.Name(), handler)
			assert.Equal(t, "MessageHandlerException", v.Text(), "%s waits for %s", c.language.Name(), handler)
		}
	}
}

// Converting an argument may run the script, which may call another function.
func TestCallWithinAnArgument(t *testing.T) {
	sim, gw := plant(t, simulator.GatewayConfig{}, scripts.Budget{}, nil)
	_, err := runProgram(t, gw, python.Language, `
class Args(object):
    def __iter__(self):
        system.util.getLogger('inner').info('asked')
        return iter([1, 2])
def f(a, b, c=0):
    system.util.getLogger('outer').info('%s %s %s' % (a, b, c))
system.util.invokeAsynchronous(f, Args(), {'c': 3})
`)
	require.NoError(t, err)
	assert.Equal(t, []string{
		`{"kind":"log","run":1,"on":"gateway","logger":"inner","level":"info","message":"asked"}`,
		`{"kind":"log","run":2,"on":"gateway","logger":"outer","level":"info","message":"1 2 3"}`,
	}, lines(sim.Journal().Since(0), events.KindLog))
}

// Whatever names are stubbed, each is found under its name, by all ways to
// write it; and stubs are refused exactly if one lies below another.
func TestStubsAreFoundByTheirNames(t *testing.T) {
	name := rapid.Custom(func(t *rapid.T) string {
		root := rapid.SampledFrom([]string{"lib", "system.mes", "system.db", "org.acme"}).Draw(t, "root")
		return root + "." + strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 3).Draw(t, "path"), ".")
	})
	rapid.Check(t, func(rt *rapid.T) {
		names := rapid.SliceOfNDistinct(name, 1, 6, rapid.ID[string]).Draw(rt, "names")
		nested := false
		var list []scripts.Stub
		for i, n := range names {
			list = append(list, scripts.Stub{Name: n, Answers: []scripts.Answer{{Value: tags.Int(int64(i))}}})
			for _, other := range names {
				nested = nested || strings.HasPrefix(other, n+".")
			}
		}
		sim := simulator.New(simulator.Config{})
		defer sim.Close()
		gw, err := sim.AddGateway(simulator.GatewayConfig{Stubs: list})
		if nested {
			var e *scripts.StubError
			require.ErrorAs(rt, err, &e)
			return
		}
		require.NoError(rt, err)
		var py, js strings.Builder
		py.WriteString("result = []\n")
		js.WriteString("result = []\n")
		var want []int64
		for i, n := range names {
			dot := strings.LastIndexByte(n, '.')
			fmt.Fprintf(&py, "import %s as m\nfrom %[1]s import %[2]s as f\nresult += [m.%[2]s(1), f(x=2)]\n", n[:dot], n[dot+1:])
			fmt.Fprintf(&py, "import %s\nresult.append(%s())\n", n[:dot], n)
			fmt.Fprintf(&js, "result.push(%[1]s(), %[1]s(kw({x: 1})), %[1]s(null))\n", n)
			want = append(want, int64(i), int64(i), int64(i))
		}
		for _, program := range []struct {
			language scripts.Language
			text     string
		}{{python.Language, py.String()}, {scripts.JavaScript, js.String()}} {
			p, err := program.language.Compile(scripts.Source{Name: "run", Text: program.text, Form: scripts.FormProgram})
			require.NoError(rt, err)
			v, err := gw.Run(simulator.Place{}, p)
			require.NoError(rt, err, program.text)
			var got []int64
			for _, x := range v.List().Items {
				got = append(got, x.Int64())
			}
			require.Equal(rt, want, got, program.text)
		}
	})
}

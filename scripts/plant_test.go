package scripts_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/simulator"
	"dryfire/tags"
)

// gateway is a plant of one gateway with a project X.
func gateway(t *testing.T, budget scripts.Budget, handlers map[string]string, names ...string) (*simulator.Simulation, *simulator.Gateway) {
	t.Helper()
	sim := simulator.New(simulator.Config{Seed: 1, Budget: budget})
	t.Cleanup(sim.Close)
	gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "A", ScriptingProject: "X"})
	require.NoError(t, err)
	p := simulator.Project{Name: "X"}
	for _, name := range names {
		program, err := scripts.JavaScript.Compile(scripts.Source{Name: name + ".js", Text: handlers[name], Entry: "handleMessage"})
		require.NoError(t, err)
		p.Gateway = append(p.Gateway, simulator.Handler{Name: name, Program: program})
	}
	require.NoError(t, gw.AddProject(p))
	require.NoError(t, sim.Start())
	return sim, gw
}

func runIn(t *testing.T, gw *simulator.Gateway, text string) (tags.Value, error) {
	t.Helper()
	program, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Text: text, Form: scripts.FormProgram})
	require.NoError(t, err)
	return gw.Run(simulator.Place{}, program)
}

func logged(sim *simulator.Simulation) []string {
	var out []string
	for _, r := range sim.Journal().Since(0) {
		if l, ok := r.Detail.(*events.Log); ok {
			out = append(out, l.Level+" ["+l.Logger+"] "+l.Message)
		}
		if e, ok := r.Detail.(*events.ScriptError); ok {
			out = append(out, e.In+": "+e.Type+": "+e.Message)
		}
	}
	return out
}

// The handle of sendRequestAsync (REQ-6, REQ-7).
func TestRequestHandles(t *testing.T) {
	handlers := map[string]string{
		"twice": `function handleMessage(payload) { return payload.n * 2 }`,
		"fails": `function handleMessage(payload) { throw new RangeError("too far") }`,
	}
	for _, c := range []struct{ name, text, want string }{
		{"get", `system.util.sendRequestAsync("X", "twice", {n: 4}).get()`, "8"},
		{"get twice", `const h = system.util.sendRequestAsync("X", "twice", {n: 4}); [h.get(), h.get(), h.getError()]`, "[8, 8, None]"},
		{"block", `const h = system.util.sendRequestAsync("X", "twice", {n: 4}); [h.block(), h.get()]`, "[True, 8]"},
		{"two at once", `const a = system.util.sendRequestAsync("X", "twice", {n: 1}), b = system.util.sendRequestAsync("X", "twice", {n: 2}); [b.get(), a.get()]`, "[4, 2]"},
		{"a failure", `const h = system.util.sendRequestAsync("X", "fails", {}); [h.block(), h.getError().message.includes("too far")]`, "[False, True]"},
		{"get of a failure", `const h = system.util.sendRequestAsync("X", "fails", {}); try { h.get() } catch (e) { e.name }`, "'MessageHandlerException'"},
		{"a missing handler", `const h = system.util.sendRequestAsync("X", "none", {}); [h.block(), h.getError().message.includes("could not be found")]`, "[False, True]"},
		{"cancel", `const h = system.util.sendRequestAsync("X", "twice", {n: 1}); h.cancel(); [h.block(), h.getError().name]`, "[False, 'CancellationException']"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, gw := gateway(t, scripts.Budget{}, handlers, "twice", "fails")
			v, err := runIn(t, gw, c.text)
			require.NoError(t, err)
			require.Equal(t, c.want, scripts.PyRepr(v))
		})
	}

	sim, gw := gateway(t, scripts.Budget{}, handlers, "twice", "fails")
	_, err := runIn(t, gw, `
		const log = system.util.getLogger("run")
		const ok = (v) => log.info("ok " + v), bad = (e) => log.info("bad " + e.name)
		system.util.sendRequestAsync("X", "twice", {n: 1}, kw({onSuccess: ok, onError: bad}))
		system.util.sendRequestAsync("X", "fails", {}, kw({onSuccess: ok, onError: bad}))
		const h = system.util.sendRequestAsync("X", "twice", {n: 3})
		h.onSuccess(ok); h.onSuccess((v) => log.info("again " + v)); h.onError(bad)
		h.get()
		h.onSuccess((v) => log.info("late " + v))
		log.info("sent")`)
	require.NoError(t, err)
	var lines []string
	for _, l := range logged(sim) {
		if strings.HasPrefix(l, "info [run]") {
			lines = append(lines, strings.TrimPrefix(l, "info [run] "))
		}
	}
	require.Equal(t, []string{"sent", "ok 2", "bad MessageHandlerException", "ok 6", "again 6", "late 6"}, lines)
}

// A script that exceeds a budget is an error in the journal, with its place,
// and the plant goes on.
func TestBudgetsInAPlant(t *testing.T) {
	handlers := map[string]string{
		"endless": "function handleMessage(payload) {\n\twhile (true) ;\n}",
		"loading": "while (true) ;\nfunction handleMessage(payload) {}",
		"deep":    "function handleMessage(payload) {\n\thandleMessage(payload)\n}",
		"huge":    "function handleMessage(payload) {\n\t'x'.repeat(1e9)\n}",
		"fine":    "system.util.getLogger('fine').info('loaded')\nfunction handleMessage(payload) { system.util.getLogger('fine').info(payload.n) }",
	}
	sim, gw := gateway(t, scripts.Budget{Steps: 5000, Depth: 500}, handlers, "endless", "loading", "deep", "huge", "fine")
	_, err := runIn(t, gw, `for (const h of ["fine", "endless", "loading", "deep", "huge", "fine"]) system.util.sendMessage("X", h, {n: h.length}, "G")`)
	require.NoError(t, err)
	type fault struct {
		in, message, file string
		line              int
	}
	var faults []fault
	for _, r := range sim.Journal().Since(0) {
		if e, ok := r.Detail.(*events.ScriptError); ok {
			require.Equal(t, "BudgetExceeded", e.Type)
			faults = append(faults, fault{e.In, e.Message, e.File, e.Line})
		}
	}
	steps := "step budget of 5000 loop turns and calls exceeded"
	require.Equal(t, []fault{
		{"gateway X/endless", steps, "endless.js", 2},
		{"gateway X/loading", steps, "loading.js", 1},
		{"gateway X/deep", "call depth budget of 500 nested calls exceeded", "deep.js", 2},
		{"gateway X/huge", "memory budget of 32 MB for one text exceeded", "huge.js", 2},
	}, faults)
	var fine []string
	for _, l := range logged(sim) {
		if strings.HasPrefix(l, "info [fine]") {
			fine = append(fine, l)
		}
	}
	require.Equal(t, []string{"info [fine] loaded", "info [fine] 4", "info [fine] 4"}, fine)
}

// Handlers that await do so within their run.
func TestAsyncHandlersInAPlant(t *testing.T) {
	sim, gw := gateway(t, scripts.Budget{}, map[string]string{
		"async": `async function handleMessage(payload) { await null; system.util.getLogger("async").info("n " + payload.n); await null; system.util.sendMessage("X", "next", {n: payload.n + 1}, "G") }`,
		"next":  `function handleMessage(payload) { system.util.getLogger("next").info(payload.n) }`,
	}, "async", "next")
	_, err := runIn(t, gw, `system.util.sendMessage("X", "async", {n: 1}, "G")`)
	require.NoError(t, err)
	require.Equal(t, []string{"info [async] n 1", "info [next] 2"}, logged(sim))
}

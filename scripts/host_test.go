package scripts_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/scripttest"
	"dryfire/scripts/system"
	"dryfire/tags"
)

func TestMain(m *testing.M) {
	// A regular expression that backtracks is given up when the longest time
	// budget is over, which would be long for a test.
	regexp2.DefaultMatchTimeout = 500 * time.Millisecond
	os.Exit(m.Run())
}

// plant is a host with its world.
type plant struct {
	t     *testing.T
	world *scripttest.World
	host  *scripts.Host
}

func newPlant(t *testing.T, b scripts.Budget) *plant {
	p := &plant{t: t, world: scripttest.NewWorld()}
	p.host = scripts.NewHost(p.world, system.Library, b, 1)
	t.Cleanup(p.host.Close)
	return p
}

// handler makes a message handler of a script.
func (p *plant) handler(name, text string) {
	p.t.Helper()
	e, err := p.entry(name, "handleMessage", text)
	require.NoError(p.t, err)
	p.world.Handlers[name] = e
}

func (p *plant) entry(name, function, text string) (scripts.Entry, error) {
	p.t.Helper()
	program, err := scripts.JavaScript.Compile(scripts.Source{Name: name + ".js", Text: text, Entry: function, Params: []string{"payload"}})
	if err != nil {
		return nil, err
	}
	return program.Instantiate(p.host)
}

// run runs a program, and what it left to be run later.
func (p *plant) run(text string) (tags.Value, error) {
	p.t.Helper()
	program, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Text: text, Form: scripts.FormProgram})
	require.NoError(p.t, err)
	return p.world.Run(p.host, program)
}

func (p *plant) call(e scripts.Entry, args ...tags.Value) (tags.Value, error) {
	return p.host.Call(&scripts.Run{In: "test", Project: "X"}, e, args)
}

func traceback(t *testing.T, err error) string {
	t.Helper()
	var se *scripts.ScriptError
	require.ErrorAs(t, err, &se)
	return se.Traceback
}

func TestEntryFunctions(t *testing.T) {
	for _, c := range []struct{ name, text, want, err string }{
		{"declared", `function handleMessage(payload) { return payload + 1 }`, "6", ""},
		{"an arrow", `const handleMessage = (payload) => payload + 1`, "6", ""},
		{"assigned later", `let handleMessage; handleMessage = (payload) => payload + 1`, "6", ""},
		{"hoisted", `helper(); function helper() {} var handleMessage = function (p) { return p }`, "5", ""},
		{"with code outside of it", "const one = 1\nfunction handleMessage(payload) { return payload + one }", "6", ""},
		{"with a byte-order mark", "\ufefffunction handleMessage(payload) { return payload }", "5", ""},
		{"with default and rest", `function handleMessage(p, q = 2, ...rest) { return [p, q, rest] }`, "[5, 2, []]", ""},
		{"returning nothing", `function handleMessage(payload) { payload + 1 }`, "None", ""},
		{"that looks at arguments", `function handleMessage(payload) { return arguments[0] }`, "5", ""},
		{"with a parameter that nobody uses", `function handleMessage(payload) { return "payload" }`, "'payload'", ""},
		{"replaced by another", `function handleMessage(payload) {} handleMessage = (p) => p * 2`, "10", ""},
		{"declared twice", `function handleMessage(a) { return "first" } function handleMessage(b) { return b }`, "5", ""},
		{"out of an object", `const {a: [handleMessage]} = {a: [(p) => p + 1]}`, "6", ""},
		{"a class", `class handleMessage {}`, "", "TypeError: Class constructor cannot be invoked without 'new'"},
		{"async", `async function handleMessage(p) { return await p + 1 }`, "6", ""},
		{"missing", `function handleMesage(payload) {}`, "",
			"h.js:1:1: SyntaxError: the script does not define function handleMessage(payload)"},
		{"only within another function", `function f() { function handleMessage(payload) {} }`, "",
			"h.js:1:1: SyntaxError: the script does not define function handleMessage(payload)"},
		{"empty", ``, "", "h.js:1:1: SyntaxError: the script does not define function handleMessage(payload)"},
		{"no function", `const handleMessage = {a: 1}`, "", "TypeError: handleMessage is no function but Object"},
		{"not set", `let handleMessage`, "", "TypeError: handleMessage is no function but undefined"},
		{"behind an error", "let x = missing\nfunction handleMessage(payload) {}", "", "ReferenceError: missing is not defined"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlant(t, scripts.Budget{})
			e, err := p.entry("h", "handleMessage", c.text)
			var v tags.Value
			if err == nil {
				v, err = p.call(e, tags.Int(5))
			}
			if c.err != "" {
				require.EqualError(t, err, c.err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.want, scripts.PyRepr(v))
		})
	}
}

// The arguments of a program are variables of it.
func TestProgramArguments(t *testing.T) {
	p := newPlant(t, scripts.Budget{})
	for _, c := range []struct{ text, want string }{
		{"[session, extra]", "[5, None]"},
		{"typeof session", "'number'"},
		{"session + 1", "6"},
		{"const session = 7; session", "7"},
		{"let [session] = [8]; session", "8"},
		{"function session() { return 9 }; session()", "9"},
		{"class session {}; typeof session", "'function'"},
	} {
		program, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Text: c.text, Form: scripts.FormProgram, Params: []string{"session", "extra"}})
		require.NoError(t, err, c.text)
		e, err := program.Instantiate(p.host)
		require.NoError(t, err)
		v, err := p.call(e, tags.Int(5))
		require.NoError(t, err)
		require.Equal(t, c.want, scripts.PyRepr(v), c.text)
	}
}

// What a script does while it is loaded belongs to its first run, and fails
// every run if it fails.
func TestLoadingBelongsToTheFirstRun(t *testing.T) {
	p := newPlant(t, scripts.Budget{Steps: 1000, Depth: 50})
	for _, c := range []struct{ text, err string }{
		{"while (true) {}\nfunction handleMessage(p) {}", "BudgetExceeded: step budget of 1000 loop turns and calls exceeded"},
		{"(function f() { f() })()\nfunction handleMessage(p) {}", "BudgetExceeded: call depth budget of 50 nested calls exceeded"},
		{"throw new Error('no')\nfunction handleMessage(p) {}", "Error: no"},
	} {
		e, err := p.entry("h", "handleMessage", c.text)
		require.NoError(t, err)
		for range 2 {
			_, err = p.call(e)
			require.EqualError(t, err, c.err)
			var se *scripts.ScriptError
			require.ErrorAs(t, err, &se)
			require.Equal(t, []any{"h.js", 1}, []any{se.File, se.Line})
		}
		require.Nil(t, p.host.CurrentRun())
	}
	e, err := p.entry("h", "handleMessage", `const log = system.util.getLogger("h"); log.info("loaded"); function handleMessage(p) { log.info("called") }`)
	require.NoError(t, err)
	require.Empty(t, p.world.Output)
	for range 2 {
		_, err = p.call(e)
		require.NoError(t, err)
	}
	require.Equal(t, []string{"info [h] loaded", "info [h] called", "info [h] called"}, p.world.Output)
}

func TestScriptsSeeNoVariablesOfOneAnother(t *testing.T) {
	p := newPlant(t, scripts.Budget{})
	p.handler("a", `let mine = "a's", n = 0; var old = 1; class C {} function helper() { return mine } function handleMessage() { n++; return helper() + n }`)
	p.handler("b", `function handleMessage() { return [typeof mine, typeof old, typeof C, typeof helper, typeof n] }`)
	p.handler("c", `const mine = "c's"; function helper() { return mine } function handleMessage() { return helper() }`)
	for range 2 {
		v, err := p.run(`[system.util.sendRequest("X", "b"), system.util.sendRequest("X", "c"), typeof handleMessage]`)
		require.NoError(t, err)
		require.Equal(t, `[['undefined', 'undefined', 'undefined', 'undefined', 'undefined'], "c's", 'undefined']`, scripts.PyRepr(v))
	}
	v, err := p.run(`[system.util.sendRequest("X", "a"), system.util.sendRequest("X", "a")]`)
	require.NoError(t, err)
	require.Equal(t, `["a's1", "a's2"]`, scripts.PyRepr(v), "a script keeps its own variables")

	// Instances of one program are apart too.
	p.handler("a2", `let mine = "a's", n = 0; var old = 1; class C {} function helper() { return mine } function handleMessage() { n++; return helper() + n }`)
	v, err = p.run(`system.util.sendRequest("X", "a2")`)
	require.NoError(t, err)
	require.Equal(t, `"a's1"`, scripts.PyRepr(v))
}

func TestGlobalsAreShared(t *testing.T) { // JY-4
	p := newPlant(t, scripts.Budget{})
	p.handler("count", `function handleMessage() {
		const g = system.util.globals
		g.n = (g.n || 0) + 1
		g.shared.list.push(g.n)
		return g.f(g.n)
	}`)
	v, err := p.run(`
		const g = system.util.globals
		g.shared = {list: []}
		g.f = (n) => "called " + n
		g.when = new Date(0)
		const answers = [system.util.sendRequest("X", "count"), system.util.sendRequest("X", "count")]
		result = [answers, g.n, g.shared.list, g === system.util.getGlobals(), Object.keys(g), "n" in g, g.missing, delete g.n, "n" in g, g.shared === g.shared]`)
	require.NoError(t, err)
	require.Equal(t, `[['called 1', 'called 2'], 2, [1, 2], True, ['shared', 'f', 'when', 'n'], True, None, True, False, True]`, scripts.PyRepr(v))

	v, err = p.run(`[Object.keys(system.util.globals), system.util.globals.shared.list, str(system.util.globals.when)]`)
	require.NoError(t, err)
	require.Equal(t, `[['shared', 'f', 'when'], [1, 2], 'Thu Jan 01 00:00:00 UTC 1970']`, scripts.PyRepr(v))

	v, err = newPlant(t, scripts.Budget{}).run(`Object.keys(system.util.globals)`)
	require.NoError(t, err)
	require.Equal(t, `[]`, scripts.PyRepr(v), "another host has globals of its own")
}

// A run that waits for another shows its own frames only, and so does the
// other.
func TestTracebacksOfNestedRuns(t *testing.T) {
	for _, pumped := range []bool{false, true} {
		t.Run(fmt.Sprintf("pumped %t", pumped), func(t *testing.T) {
			p := newPlant(t, scripts.Budget{})
			var inner error
			p.handler("inner", "function fail(n) {\n\tif (n) return fail(n - 1)\n\tthrow new RangeError('deep')\n}\nfunction handleMessage(payload) {\n\t[1].forEach(() => fail(1))\n}")
			p.world.Handlers["watch"] = entryFunc(func(args []tags.Value) (tags.Value, error) {
				v, err := p.world.Handlers["inner"].Call(args)
				inner = err
				return v, err
			})
			pump := func(f func()) { f() }
			if pumped {
				pump = p.host.Pump
			}
			pump(func() {
				_, err := p.run("function ask() {\n\tsystem.util.sendRequest('X', 'watch')\n}\n[1].map(() => ask())")
				require.Equal(t, `MessageHandlerException: RangeError: deep
	at ask (run.js:2:25)
	at anonymous function (run.js:4:18)
	at top level (run.js:4:8)`, traceback(t, err))
				require.Equal(t, `RangeError: deep
	at fail (inner.js:3:8)
	at fail (inner.js:2:20)
	at anonymous function (inner.js:6:24)
	at handleMessage (inner.js:6:13)`, traceback(t, inner))
			})
		})
	}
}

type entryFunc func([]tags.Value) (tags.Value, error)

func (f entryFunc) Call(args []tags.Value) (tags.Value, error) { return f(args) }

// The budget of a handler is its own: it fails, and who asked goes on.
func TestBudgetsOfNestedRuns(t *testing.T) {
	p := newPlant(t, scripts.Budget{Steps: 4000, Depth: 100})
	p.handler("endless", "function handleMessage(payload) {\n\twhile (true) ;\n}")
	p.handler("deep", "function handleMessage(payload) {\n\treturn handleMessage(payload)\n}")
	p.handler("again", `function handleMessage(payload) { return system.util.sendRequest("X", "again") }`)
	v, err := p.run(`
		const out = []
		for (const h of ["endless", "deep", "again", "endless"])
			try { system.util.sendRequest("X", h) } catch (e) { out.push(e.name, e.message) }
		for (let i = 0; i < 2900; i++) ;
		result = out`)
	require.NoError(t, err)
	steps, depth := "BudgetExceeded: step budget of 4000 loop turns and calls exceeded", "BudgetExceeded: call depth budget of 100 nested calls exceeded"
	require.Equal(t, []string{"MessageHandlerException", steps, "MessageHandlerException", depth}, texts(v)[:4])
	require.True(t, strings.HasSuffix(texts(v)[5], depth), "%s", texts(v)[5])
	require.Equal(t, steps, texts(v)[7])
}

func texts(v tags.Value) []string {
	var out []string
	for _, item := range v.List().Items {
		out = append(out, item.Text())
	}
	return out
}

// The watchdog ends what no budget can count. Nothing here depends on how long
// it takes.
func TestWatchdog(t *testing.T) {
	const steps = 1 << 50
	for _, c := range []struct {
		name, text, err string
		budget          scripts.Budget
	}{
		{"time", "let n = 0\nwhile (true) n++", "time budget of 50ms", scripts.Budget{Steps: steps, Wall: 50 * time.Millisecond}},
		{"time, caught", "let n = 0\ntry { while (true) n++ } catch (e) { n } finally { while (true) n++ }", "time budget of 50ms",
			scripts.Budget{Steps: steps, Wall: 50 * time.Millisecond}},
		{"time, promises", "\nconst f = async () => {\nwhile (true) await null }\nf()", "time budget of 50ms",
			scripts.Budget{Steps: steps, Wall: 50 * time.Millisecond}},
		{"memory", "const a = []\nwhile (true) a.push({a: [1]})", "memory budget of 40 MB", scripts.Budget{Steps: steps, Memory: 40 << 20}},
		{"a regular expression that backtracks", "\n/(?=a)(a+)+$/.test('a'.repeat(64) + 'b')\nfor (let i = 0; i < 1000; i++) ;", "time budget of 50ms",
			scripts.Budget{Wall: 50 * time.Millisecond}},
	} {
		for _, pumped := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s pumped %t", c.name, pumped), func(t *testing.T) {
				p := newPlant(t, c.budget)
				pump := func(f func()) { f() }
				if pumped && !strings.Contains(c.text, "async") {
					pump = p.host.Pump
				}
				pump(func() {
					_, err := p.run(c.text)
					require.EqualError(t, err, "BudgetExceeded: "+c.err+" exceeded")
					var se *scripts.ScriptError
					require.ErrorAs(t, err, &se)
					require.Equal(t, "run.js", se.File)
					require.GreaterOrEqual(t, se.Line, 2)
				})
				for range 3 { // the host goes on
					pump(func() {
						v, err := p.run("let n = 0\nfor (let i = 0; i < 1000; i++) n++\nn")
						require.NoError(t, err)
						require.Equal(t, "1000", scripts.PyRepr(v))
					})
				}
			})
		}
	}
}

// Memory that is garbage is nobody's: a run that makes much of it is not
// stopped.
func TestGarbageIsNotMemory(t *testing.T) {
	p := newPlant(t, scripts.Budget{Memory: 32 << 20})
	v, err := p.run("let n = 0\nfor (let i = 0; i < 100000; i++) n += {a: [i, i, i, i], b: 'x'.repeat(1000)}.a.length\nn")
	require.NoError(t, err)
	require.Equal(t, "400000", scripts.PyRepr(v))
}

// Time and chance come from the simulation.
func TestDeterminism(t *testing.T) {
	const text = `
		const d = new Date()
		result = [Date.now(), d.getTime(), new Date().toISOString(), Date().length > 20, Math.random(), Math.random(), [3, 1, 2].sort(() => Math.random() - 0.5)]`
	run := func(seed int64) string {
		w := scripttest.NewWorld()
		h := scripts.NewHost(w, system.Library, scripts.Budget{}, seed)
		defer h.Close()
		program, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Text: text, Form: scripts.FormProgram})
		require.NoError(t, err)
		v, err := w.Run(h, program)
		require.NoError(t, err)
		return scripts.PyRepr(v)
	}
	one := run(1)
	require.Contains(t, one, "[1782995916000L, 1782995916000L, '2026-07-02T12:38:36.000Z', True, 0.")
	require.Equal(t, one, run(1))
	require.NotEqual(t, one, run(2))

	p := newPlant(t, scripts.Budget{})
	e, err := p.entry("h", "handleMessage", `function handleMessage() { return Date.now() }`)
	require.NoError(t, err)
	p.world.Clock = 5000
	v, err := p.host.Call(&scripts.Run{In: "test", Local: 250 * time.Millisecond}, e, nil)
	require.NoError(t, err)
	require.Equal(t, "5250", scripts.PyRepr(v), "a run has its own clock")
}

// Programs are shared by hosts that run side by side.
func TestHostsSideBySide(t *testing.T) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			w := scripttest.NewWorld()
			h := scripts.NewHost(w, system.Library, scripts.Budget{Steps: 5000}, int64(i))
			defer h.Close()
			for _, text := range []string{
				"let s = ''\nfor (let k = 0; k < 100; k++) s += /a+(?=b)/.exec('aab')[0] + [k, [k]].join('-')\ns.length",
				"while (true) ;",
				"system.util.sendMessage('X', 'h', {a: [1, {b: 'x'.repeat(3)}]}, kw({scope: 'S'}))",
			} {
				program, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Text: text, Form: scripts.FormProgram})
				if err == nil {
					_, err = w.Run(h, program)
				}
				if (err != nil) != strings.HasPrefix(text, "while") {
					t.Errorf("%s: %v", text, err)
				}
			}
		})
	}
	all.Wait()
}

// Rejections and interrupts of a run do not reach the next.
func TestRunsLeaveNothingBehind(t *testing.T) {
	p := newPlant(t, scripts.Budget{Steps: 1000})
	p.host.UsesPromises()
	for _, text := range []string{
		"Promise.reject(new Error('left over')); throw new Error('x')",
		"Promise.reject(new Error('left over')); while (true) ;",
		"Promise.reject(new Error('one')); Promise.reject(new Error('two')); 1",
		"const o = {get a() { while (true) ; }}; o",
		"Promise.resolve().then(() => { throw new Error('late') }); while (true) ;",
		"const f = () => { Promise.resolve().then(f) }; f()",
	} {
		_, err := p.run(text)
		require.Error(t, err, text)
		v, err := p.run("let n = 0\nfor (let i = 0; i < 10; i++) n++\nn")
		require.NoError(t, err, text)
		require.Equal(t, "10", scripts.PyRepr(v))
	}
	require.Nil(t, p.host.CurrentRun())
}

// A handler that awaits cannot answer a script of its own host that waits.
func TestAwaitingHandlerWhileAnotherWaits(t *testing.T) {
	p := newPlant(t, scripts.Budget{})
	p.handler("async", `async function handleMessage() { await null; return 5 }`)
	_, err := p.run(`system.util.sendRequest("X", "async")`)
	require.EqualError(t, err, "MessageHandlerException: Error: the function returned a promise, which cannot be settled while another script of this host waits for the answer")
}

package simulator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/simulator"
	"dryfire/tags"
)

// office is a plant with a receiver of every kind:
//
//	gateway handlers: both, gw, fails, echo, off (disabled), admins (role), slow (dedicated), asks
//	clients: c1 Bob Operator host a · c2 Mary Admin host B
//	sessions: s1 Bob host a · s2 Mary · s3 (project Y)
//	designers: d1 read-write · d2 read-only
//	remote gateways: r1, r2
type office struct {
	t   testing.TB
	sim *simulator.Simulation
	gw  *simulator.Gateway
}

const (
	nop        = `function handleMessage(payload) { return payload }`
	nopSession = `function handleMessage(session, payload) {}`
)

func newOffice(t testing.TB, o simulator.Options) *office {
	of := &office{t: t, sim: simulator.New(simulator.Config{Seed: 1})}
	t.Cleanup(of.sim.Close)
	var err error
	of.gw, err = of.sim.AddGateway(simulator.GatewayConfig{Name: "A", ScriptingProject: "X", Options: o,
		Timing: map[string]time.Duration{"gateway X/slow": 20 * time.Second, "gateway X/echo": 50 * time.Millisecond}})
	require.NoError(t, err)
	h := func(name, text string) simulator.Handler {
		return simulator.Handler{Name: name, Program: compile(t, name+".js", "handleMessage", text)}
	}
	off, admins, slow := h("off", nop), h("admins", nop), h("slow", nop)
	off.Disabled, admins.Roles, slow.Thread = true, []string{"Admin"}, simulator.Dedicated
	edt := h("both", nop)
	edt.Thread = simulator.EDT
	require.NoError(t, of.gw.AddProject(simulator.Project{Name: "X",
		Gateway: []simulator.Handler{h("both", nop), h("gw", nop), h("echo", nop), off, admins, slow,
			h("fails", `function handleMessage(payload) { throw new TypeError("no good") }`),
			h("asks", `function handleMessage(payload) { return system.util.sendRequest("X", "gw", payload) }`)},
		Client: []simulator.Handler{edt}, Session: []simulator.Handler{h("both", nopSession), h("sess", nopSession)}}))
	require.NoError(t, of.gw.AddProject(simulator.Project{Name: "Y", Parent: "Base"}))
	require.NoError(t, of.gw.AddProject(simulator.Project{Name: "Base", Inheritable: true, Gateway: []simulator.Handler{h("inherited", nop)}}))
	open := func(k simulator.EndpointKind, e simulator.Endpoint) { require.NoError(t, of.gw.Open(k, e)) }
	open(simulator.Session, simulator.Endpoint{ID: "s1", Project: "X", User: "Bob", Roles: []string{"Operator"}, Host: "a"})
	open(simulator.Client, simulator.Endpoint{ID: "c1", Project: "X", User: "Bob", Roles: []string{"Operator"}, Host: "a", Address: "10.0.0.1"})
	open(simulator.Client, simulator.Endpoint{ID: "c2", Project: "X", User: "Mary", Roles: []string{"Admin"}, Host: "B"})
	open(simulator.Session, simulator.Endpoint{ID: "s2", Project: "X", User: "Mary", Roles: []string{"Admin"}})
	open(simulator.Session, simulator.Endpoint{ID: "s3", Project: "Y", User: "Bob"})
	open(simulator.Designer, simulator.Endpoint{ID: "d1", Project: "X", User: "Bob"})
	open(simulator.Designer, simulator.Endpoint{ID: "d2", Project: "X", User: "Bob", Comm: simulator.CommReadOnly})
	for _, name := range []string{"r1", "r2"} {
		r, err := of.sim.AddGateway(simulator.GatewayConfig{Name: name})
		require.NoError(t, err)
		require.NoError(t, r.AddProject(simulator.Project{Name: "X", Gateway: []simulator.Handler{h("both", nop), h("gw", nop)},
			Session: []simulator.Handler{h("both", nopSession)}}))
	}
	require.NoError(t, of.sim.Gateway("r1").Open(simulator.Session, simulator.Endpoint{ID: "s9", Project: "X", User: "Bob"}))
	require.NoError(t, of.sim.Start())
	return of
}

// run runs a script and tells what came of it: the value or error, the handler
// runs, and the receipts other than delivered.
func (of *office) run(place simulator.Place, text string) (value, fired, receipts string) {
	of.t.Helper()
	p, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Text: text, Form: scripts.FormProgram})
	require.NoError(of.t, err)
	from := of.sim.Journal().Len()
	v, err := of.gw.Run(place, p)
	value = v.String()
	if err != nil {
		value = err.Error()
	}
	var runs, rest []string
	for _, r := range of.sim.Journal().Since(from) {
		switch d := r.Detail.(type) {
		case *events.Run:
			if r.Kind == events.KindStart && d.Handler != "" {
				runs = append(runs, d.On+" "+d.Handler)
			}
		case *events.Receipt:
			if d.Reason != events.Delivered {
				rest = append(rest, d.Endpoint+": "+string(d.Reason))
			}
		}
	}
	return value, strings.Join(runs, ", "), strings.Join(rest, ", ")
}

func TestSelection(t *testing.T) {
	const designers = "designer d1: designer never receives, designer d2: designer never receives"
	tests := []struct{ rule, args, fired, receipts string }{
		{"MSG-6 default scope", `"X", "both"`, "gateway both, client c1 both, client c2 both, session s1 both, session s2 both",
			"session s3: other project, " + designers},
		{"MSG-6 user leaves the gateway out", `"X", "both", {}, kw({user: "Bob"})`, "client c1 both, session s1 both",
			"gateway: out of scope, client c2: filtered by user, session s2: filtered by user, session s3: other project, " + designers},
		{"MSG-7 a session id alone does not", `"X", "both", {}, kw({clientSessionId: "s2"})`, "gateway both, session s2 both",
			"client c1: filtered by session id, client c2: filtered by session id, session s1: filtered by session id, session s3: other project, " + designers},
		{"MSG-8 an unknown letter", `"X", "both", {}, "CGx"`, "",
			"gateway: out of scope, client c1: out of scope, client c2: out of scope, session s1: out of scope, session s2: out of scope, session s3: other project, " + designers},
		{"an empty scope is none", `"X", "both", {}, ""`, "gateway both, client c1 both, client c2 both, session s1 both, session s2 both",
			"session s3: other project, " + designers},
		{"DEC-1 filters combine", `"X", "both", {}, kw({user: "Bob", hasRole: "Admin"})`, "",
			"gateway: out of scope, client c1: filtered by role, client c2: filtered by user, session s1: filtered by role, session s2: filtered by user, session s3: other project, " + designers},
		{"DEC-3 filters do not touch the gateway", `"X", "both", {}, kw({scope: "G", user: "Nobody"})`, "gateway both",
			"client c1: out of scope, client c2: out of scope, session s1: out of scope, session s2: out of scope, session s3: other project, " + designers},
		{"DEC-9 hosts ignore case", `"X", "both", {}, kw({scope: "C", hostName: "b"})`, "client c2 both",
			"gateway: out of scope, client c1: filtered by host, session s1: out of scope, session s2: out of scope, session s3: other project, " + designers},
		{"MSG-14 unknown project", `"x", "both"`, "", "gateway: no such project, session s1: other project, client c1: other project, client c2: other project, session s2: other project, session s3: other project, designer d1: other project, designer d2: other project"},
		{"MSG-16 missing handlers", `"X", "gw", {}, "CG"`, "gateway gw",
			"client c1: no such handler, client c2: no such handler, session s1: out of scope, session s2: out of scope, session s3: other project, " + designers},
		{"disabled handler", `"X", "off", {}, "G"`, "",
			"gateway: handler disabled, client c1: out of scope, client c2: out of scope, session s1: out of scope, session s2: out of scope, session s3: other project, " + designers},
		{"DEC-18 inheritable project", `"Base", "inherited"`, "", "gateway: inheritable project"},
		{"LIB-4 inherited handler", `"Y", "inherited", {}, "G"`, "gateway inherited",
			"client c1: other project, client c2: other project, session s1: other project, session s2: other project, session s3: out of scope, designer d1: other project, designer d2: other project"},
		{"DEC-11 a function in the payload", `"X", "both", {a: [function () {}]}, "G"`, "",
			"gateway: payload not transferable, client c1: out of scope, client c2: out of scope, session s1: out of scope, session s2: out of scope, session s3: other project, " + designers},
		{"NET-1 remote servers", `"X", "both", {}, kw({remoteServers: ["r1", "r2"]})`, "gateway@r1 both, session s9@r1 both, gateway@r2 both",
			"gateway@r1: sent, gateway@r2: sent"},
		{"NET-1 filters at the receiver", `"X", "both", {}, kw({remoteServers: ["r1"], user: "Mary"})`, "",
			"gateway@r1: sent, gateway@r1: out of scope, session s9@r1: filtered by user"},
		{"DEC-41 unknown server", `"X", "both", {}, kw({remoteServers: ["r3"]})`, "", "gateway@r3: no such gateway"},
		{"DEC-40 itself", `"X", "both", {}, kw({remoteServers: ["A"]})`, "", "gateway@A: no such gateway"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			of := newOffice(t, simulator.Options{})
			_, fired, receipts := of.run(simulator.Place{}, "system.util.sendMessage("+tt.args+")")
			require.Equal(t, tt.fired, fired)
			require.Equal(t, tt.receipts, receipts)
			// The same call with its result unused reaches the same receivers.
			of = newOffice(t, simulator.Options{})
			_, fired, receipts = of.run(simulator.Place{}, "if (true) { system.util.sendMessage("+tt.args+") }")
			require.Equal(t, tt.fired, fired)
			require.Equal(t, tt.receipts, receipts)
		})
	}
}

func TestReturnedLines(t *testing.T) {
	of := newOffice(t, simulator.Options{})
	const params = ",project=X,messageHandler=both,filterParams={hostName=, clientSessionId=, scope=CGS, user=, hasRole=},sendStatus=SENT"
	p, err := scripts.JavaScript.Compile(scripts.Source{Name: "run.js", Form: scripts.FormProgram, Text: `system.util.sendMessage("X", "both")`})
	require.NoError(t, err)
	v, err := of.gw.Run(simulator.Place{}, p)
	require.NoError(t, err)
	var got []string
	for _, item := range v.List().Items {
		got = append(got, item.Text())
	}
	require.Equal(t, []string{ // DEC-4, DEC-5
		"type=Gateway" + params,
		"type=Client,sessionId=c1,clientAddress=10.0.0.1,clientHostName=a" + params,
		"type=Client,sessionId=c2,clientAddress=,clientHostName=B" + params,
		"type=Session,sessionId=s1,clientAddress=,clientHostName=a" + params,
		"type=Session,sessionId=s2,clientAddress=,clientHostName=" + params,
	}, got)
	value, _, _ := of.run(simulator.Place{}, `system.util.sendMessage("X", "both", {}, kw({remoteServers: "r1"}))[0]`)
	require.Equal(t, "type=RemoteGateway,server=r1,project=X,messageHandler=both,filterParams={hostName=, clientSessionId=, scope=CGS, user=, hasRole=},sendStatus=SENT", value)
}

func TestWhoSends(t *testing.T) {
	tests := []struct {
		name          string
		place         simulator.Place
		text          string
		value, fired_ string
	}{
		{"DSG-1 a Designer sends", simulator.Place{Kind: simulator.Designer, ID: "d1"}, `system.util.sendMessage("X", "gw", {}, "G").length`, "1", "gateway gw"},
		{"DSG-1 read-only", simulator.Place{Kind: simulator.Designer, ID: "d2"}, `system.util.sendMessage("X", "gw", {}, "G")`,
			"IllegalStateException: the Designer's communication mode is read-only: messages can be sent in read-write mode only", ""},
		{"HND-6 allowed", simulator.Place{Kind: simulator.Client, ID: "c2"}, `system.util.sendMessage("X", "admins", {}, "G").length`, "1", "gateway admins"},
		{"HND-6 denied", simulator.Place{Kind: simulator.Session, ID: "s1"}, `system.util.sendMessage("X", "admins", {}, "G").length`, "1", ""},
		{"project of a session", simulator.Place{Kind: simulator.Session, ID: "s3"}, `system.util.getProjectName()`, "Y", ""},
		{"Gateway Scripting Project", simulator.Place{}, `system.util.getProjectName()`, "X", ""},
		{"MSG-2", simulator.Place{}, `system.util.sendMessage("X")`, "ValueError: Missing required argument messageHandler", ""},
		{"PMS-6", simulator.Place{}, `system.perspective.sendMessage("a", {})`, "IllegalArgumentException: No perspective session attached to this thread", ""},
		{"PMS-6 view", simulator.Place{}, `system.perspective.sendMessage("a", {}, "view")`, "IllegalArgumentException: No perspective view attached to this thread", ""},
		{"PMS-7", simulator.Place{}, `system.perspective.sendMessage("a", {}, kw({sessionId: "zz"}))`, "IllegalArgumentException: Perspective session zz not found", ""},
		{"PMS-1", simulator.Place{Kind: simulator.Session, ID: "s1"}, `system.perspective.sendMessage("a", {})`, "null", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			value, fired, _ := newOffice(t, simulator.Options{}).run(tt.place, tt.text)
			require.Equal(t, tt.value, value)
			require.Equal(t, tt.fired_, fired)
		})
	}
}

func TestRequests(t *testing.T) {
	tests := []struct {
		name, text             string
		value, fired, receipts string
	}{
		{"REQ-2", `system.util.sendRequest("X", "gw", {a: 1}).a`, "1", "gateway gw", ""},
		{"MSG-20 no payload", `JSON.stringify(system.util.sendRequest("X", "gw"))`, "{}", "gateway gw", ""},
		{"REQ-3", `system.util.sendRequest("X", "nope")`, `MessageHandlerException: The message handler "nope" could not be found! Check your event script message handlers.`, "", "gateway: no such handler"},
		{"REQ-3 unknown project", `system.util.sendRequest("Z", "gw")`, `MessageHandlerException: The message handler "gw" could not be found! Check your event script message handlers.`, "", "gateway: no such project"},
		{"REQ-4", `system.util.sendRequest("X", "gw", {a: 1}, kw({scope: "S"})).a`, "1", "gateway gw", ""},
		{"DEC-14", `try { system.util.sendRequest("X", "fails") } catch (e) { var result = e.name + ": " + e.message }`, "MessageHandlerException: TypeError: no good", "gateway fails", "gateway: handler error"},
		{"DEC-15", `try { system.util.sendRequest("X", "slow") } catch (e) { var result = e.name }`, "TimeoutExpiredException", "gateway slow", "gateway: timed out"},
		{"own timeout", `system.util.sendRequest("X", "slow", {a: 1}, kw({timeoutSec: 30})).a`, "1", "gateway slow", ""},
		{"a request inside a handler on its own lane", `system.util.sendRequest("X", "asks", {a: 1})`,
			`MessageHandlerException: TimeoutExpiredException: the request waits for itself: gateway X/gw runs on the thread that waits for it`, "gateway asks", "gateway: waits for itself, gateway: handler error"},
		{"remote", `system.util.sendRequest("X", "gw", {a: 1}, kw({remoteServer: "r1"})).a`, "1", "gateway@r1 gw", ""},
		{"unknown remote", `system.util.sendRequest("X", "gw", {a: 1}, kw({remoteServer: "zz"}))`, "IllegalArgumentException: unknown remote server zz", "", "gateway@zz: no such gateway"},
		{"waiting moves the clock", `const t = Date.now(); system.util.sendRequest("X", "echo"); system.util.sendRequest("X", "echo"); Date.now() - t`, "100", "gateway echo, gateway echo", ""},
		{"async get", `system.util.sendRequestAsync("X", "gw", {a: 1}).get().a`, "1", "gateway gw", ""},
		{"async block", `system.util.sendRequestAsync("X", "nope").block()`, "false", "", "gateway: no such handler"},
		{"async getError", `system.util.sendRequestAsync("X", "nope").getError().getMessage()`, `The message handler "nope" could not be found! Check your event script message handlers.`, "", "gateway: no such handler"},
		{"async cancelled", `const r = system.util.sendRequestAsync("X", "gw"); r.cancel(); var result; try { r.get() } catch (e) { result = e.name }`, "CancellationException", "gateway gw", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			value, fired, receipts := newOffice(t, simulator.Options{}).run(simulator.Place{}, tt.text)
			require.Equal(t, tt.value, value)
			require.Equal(t, tt.fired, fired)
			require.Equal(t, tt.receipts, receipts)
		})
	}
}

// REQ-6 to REQ-9: callbacks of an asynchronous request run after the script.
func TestRequestCallbacks(t *testing.T) {
	of := newOffice(t, simulator.Options{})
	logs := func(text string) string {
		from := of.sim.Journal().Len()
		of.run(simulator.Place{}, text)
		require.NoError(t, of.sim.Advance(time.Minute))
		var out []string
		for _, r := range of.sim.Journal().Since(from) {
			if l, ok := r.Detail.(*events.Log); ok && l.Logger == "L" {
				out = append(out, l.Message)
			}
		}
		return strings.Join(out, "; ")
	}
	const log = `const log = system.util.getLogger("L"); `
	require.Equal(t, "sent; got 1", logs(log+`system.util.sendRequestAsync("X", "gw", {a: 1}, kw({onSuccess: (r) => log.info("got " + r.a)})); log.info("sent")`))
	require.Equal(t, "sent; failed", logs(log+`system.util.sendRequestAsync("X", "nope", {}, kw({onError: (e) => log.info("failed")})); log.info("sent")`))
	require.Equal(t, "no answer from message handler \"slow\" within 2s", logs(log+`system.util.sendRequestAsync("X", "slow", {}, kw({timeoutSec: 2, onError: (e) => log.info(e.message)}))`))
	require.Equal(t, "late 1", logs(log+`const r = system.util.sendRequestAsync("X", "gw", {a: 1}); r.get(); r.onSuccess((v) => log.info("late " + v.a))`))
}

// HND-2, HND-3: shared handlers wait for one another, a dedicated one does not.
func TestThreads(t *testing.T) {
	of := newOffice(t, simulator.Options{})
	_, fired, _ := of.run(simulator.Place{}, `for (const h of ["echo", "gw", "slow", "gw", "slow"]) system.util.sendMessage("X", h, {}, "G")`)
	require.Equal(t, "gateway echo, gateway slow", fired)
	from := of.sim.Journal().Len()
	require.NoError(t, of.sim.Advance(time.Minute))
	var got []string
	for _, r := range of.sim.Journal().Since(from) {
		if d, ok := r.Detail.(*events.Run); ok && r.Kind == events.KindStart {
			got = append(got, fmt.Sprint(d.Handler, "@", r.At))
		}
	}
	require.Equal(t, []string{"gw@50ms", "gw@50ms", "slow@20s"}, got)
}

func TestClosing(t *testing.T) {
	of := newOffice(t, simulator.Options{ClientPolling: time.Second})
	of.run(simulator.Place{}, `system.util.sendMessage("X", "both", {}, "C")`)
	require.NoError(t, of.gw.Close(simulator.Client, "c1"))
	from := of.sim.Journal().Len()
	require.NoError(t, of.sim.Advance(time.Second))
	var got []string
	for _, r := range of.sim.Journal().Since(from) {
		if d, ok := r.Detail.(*events.Receipt); ok {
			got = append(got, d.Endpoint+": "+string(d.Reason))
		}
	}
	require.Equal(t, []string{"client c1: session closed", "client c2: delivered"}, got)
	require.EqualError(t, of.gw.Close(simulator.Client, "c1"), "client c1 is not open")
	_, fired, receipts := of.run(simulator.Place{}, `system.util.sendMessage("X", "both", {}, "C")`)
	require.Empty(t, fired)
	require.Contains(t, receipts, "client c1: session closed")
	require.NoError(t, of.gw.Open(simulator.Client, simulator.Endpoint{ID: "c1", Project: "X"}))
	require.ErrorContains(t, of.gw.Open(simulator.Client, simulator.Endpoint{ID: "c1", Project: "X"}), "already open")
	require.ErrorContains(t, of.gw.Open(simulator.Session, simulator.Endpoint{ID: "n", Project: "Z"}), `no project "Z"`)
}

func TestCutLink(t *testing.T) {
	of := newOffice(t, simulator.Options{})
	require.NoError(t, of.sim.SetLink("r1", false))
	value, fired, receipts := of.run(simulator.Place{}, `system.util.sendMessage("X", "gw", {}, kw({remoteServers: ["r1", "r2"]})).length`)
	require.Equal(t, "2", value, "SENT does not mean delivered")
	require.Equal(t, "gateway@r2 gw", fired)
	require.Equal(t, "gateway@r1: gateway unreachable, gateway@r2: sent, session", receipts+", session")
	require.NoError(t, of.sim.SetLink("r1", true))
	_, fired, _ = of.run(simulator.Place{}, `system.util.sendMessage("X", "gw", {}, kw({remoteServers: ["r1"]}))`)
	require.Equal(t, "gateway@r1 gw", fired)
	require.Error(t, of.sim.SetLink("nowhere", false))
}

// DEC-10: receivers cannot change one another's payload, unless it is shared.
func TestPayloadCopies(t *testing.T) {
	for _, shared := range []bool{false, true} {
		of := newOffice(t, simulator.Options{SharedPayload: shared})
		require.NoError(t, of.gw.AddProject(simulator.Project{Name: "P",
			Gateway: []simulator.Handler{{Name: "change", Program: compile(t, "g.js", "handleMessage", `function handleMessage(payload) { payload.list.push(2); payload.n = 1 }`)}},
			Session: []simulator.Handler{{Name: "change", Program: compile(t, "s.js", "handleMessage", `function handleMessage(session, payload) { system.util.getLogger("L").info(str(payload)) }`)}}}))
		require.NoError(t, of.gw.Open(simulator.Session, simulator.Endpoint{ID: "p1", Project: "P"}))
		of.run(simulator.Place{}, `system.util.sendMessage("P", "change", {list: [1]}, "GS")`)
		var got string
		for _, r := range of.sim.Journal().Since(0) {
			if l, ok := r.Detail.(*events.Log); ok && l.Logger == "L" {
				got = l.Message
			}
		}
		if shared {
			require.Equal(t, "{'list': [1, 2], 'n': 1}", got)
		} else {
			require.Equal(t, "{'list': [1]}", got)
		}
	}
}

func TestJournalRepeatsItself(t *testing.T) {
	journal := func() string {
		of := newOffice(t, simulator.Options{})
		of.run(simulator.Place{}, `system.util.sendMessage("X", "both", {r: Math.random(), d: new Date()}); system.util.sendRequest("X", "echo", {})`)
		_, err := of.gw.ConfigureTag("[default]t", tagWith(t, "Float8", 1.5, "valueChanged", `function valueChanged(tag, tagPath, p, c) { system.tag.writeBlocking(["[.]u"], [c.value]) }`))
		require.NoError(t, err)
		of.gw.Write(write("[default]t", tags.Float(2.5)))
		require.NoError(t, of.sim.Advance(time.Minute))
		var b strings.Builder
		require.NoError(t, of.sim.Journal().Write(&b))
		return b.String()
	}
	first := journal()
	require.Equal(t, first, journal())
	require.Contains(t, first, `"quality":"Bad_NotFound"`)
}

package main

// The live side of the command, as its users have it: processes that talk to
// one another over the loopback interface.

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags/opcua/peer"
)

// patience is after how long a test gives up what it waits for.
const patience = 60 * time.Second

// process is a command that runs while the test goes on.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	mu   sync.Mutex
	got  []string // lines of standard output
	more chan struct{}
	errs strings.Builder
	done chan struct{}
	seen int // lines that wait has gone past
}

func launch(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(os.Args[0], args...), more: make(chan struct{}, 1), done: make(chan struct{})}
	p.cmd.Dir = dir
	p.cmd.Env = append(os.Environ(), "DRYFIRE_AS_COMMAND=1")
	out, err := p.cmd.StdoutPipe()
	require.NoError(t, err)
	p.cmd.Stderr = &p.errs
	require.NoError(t, p.cmd.Start())
	go func() {
		in := bufio.NewReader(out)
		for {
			line, err := in.ReadString('\n')
			if line != "" {
				p.mu.Lock()
				p.got = append(p.got, strings.TrimRight(line, "\n"))
				p.mu.Unlock()
			}
			select {
			case p.more <- struct{}{}:
			default:
			}
			if err != nil {
				_, _ = io.Copy(io.Discard, out)
				_ = p.cmd.Wait() // the test asks for the exit status
				close(p.done)
				return
			}
		}
	}()
	t.Cleanup(func() { _ = p.cmd.Process.Kill(); <-p.done })
	return p
}

// wait returns the next line that holds all of the texts.
func (p *process) wait(texts ...string) string {
	p.t.Helper()
	late := time.After(patience)
	for {
		p.mu.Lock()
		for ; p.seen < len(p.got); p.seen++ {
			line, all := p.got[p.seen], true
			for _, text := range texts {
				all = all && strings.Contains(line, text)
			}
			if all {
				p.seen++
				p.mu.Unlock()
				return line
			}
		}
		p.mu.Unlock()
		select {
		case <-p.more:
		case <-p.done:
			p.mu.Lock()
			left := p.seen < len(p.got)
			p.mu.Unlock()
			if !left {
				p.t.Fatalf("the command ended without a line with %q:\n%s\n%s", texts, strings.Join(p.lines(), "\n"), p.errs.String())
			}
		case <-late:
			p.t.Fatalf("no line with %q came:\n%s\n%s", texts, strings.Join(p.lines(), "\n"), p.errs.String())
		}
	}
}

// both waits for two lines in whichever order: the first values may overtake the
// news that the connection is up.
func (p *process) both(one, other []string) {
	p.t.Helper()
	from := p.seen
	p.wait(one...)
	after := p.seen
	p.seen = from
	p.wait(other...)
	p.seen = max(p.seen, after)
}

func (p *process) lines() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.got...)
}

// interrupt sends what Ctrl-C sends and returns the exit status.
func (p *process) interrupt() int {
	p.t.Helper()
	require.NoError(p.t, p.cmd.Process.Signal(os.Interrupt))
	select {
	case <-p.done:
	case <-time.After(patience):
		p.t.Fatal("the command does not end")
	}
	return p.cmd.ProcessState.ExitCode()
}

func freePort(t *testing.T) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return l.Addr().(*net.TCPAddr).Port
}

// program counts Batch from 1 to 3 and over again, and changes Fast faster than
// the scripts of one message are run.
const program = `Time Interval,Browse Path,Value Source,Data Type
0,Batch,"list(1, 2, 3)",Int32
0,Fast,"ramp(0, 1000, 1000)",Double
0,Set,12.5,Double
`

const livePlant = `
opcua: {servers: {plc: {%s, publishingInterval: 250ms, samplingInterval: fastest, queueSize: 100, timeouts: {retryMax: 500ms}}}}
projects:
  X:
    messages:
      session: {test: {python: "\tsystem.util.getLogger('h').info(str(payload['cv']))"}}
tags:
  "[default]Batch": {dataType: Int4, value: 77, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Batch", valueChanged: send.py}
  "[default]Fast": {dataType: Float8, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Fast", valueChanged: {python: "\tpass"}}
  "[default]Set": {dataType: Float8, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Set"}
  "[default]Count": {dataType: Int4, value: 0}
sessions: {s1: {project: X}}
`

// send writes to the device, too, whose answer comes later.
const send = `	if not currentValue.quality.good:
		return
	system.tag.writeBlocking(["[default]Set", "[default]Count"], [currentValue.value * 10, currentValue.value])
	system.util.sendMessage("X", "test", {"cv": currentValue.value}, scope="S")
`

func withDevice(t *testing.T) string {
	return files(t, "line.csv", program, "send.py", send, "plant.yaml", fmt.Sprintf(livePlant, "device: {program: line.csv, baseRate: 30ms}"))
}

func TestServeUntilInterrupted(t *testing.T) {
	p := launch(t, withDevice(t), "serve", "plant.yaml")
	p.both([]string{"connection", "plc: connected to opc.tcp://127.0.0.1:"}, []string{"[default]Batch", "(initial)"})
	p.wait("handler", "session s1", "{cv: 2}")
	p.wait("dropped", "[default]Fast", "(missedEvents)")
	assert.Equal(t, 0, p.interrupt())
	assert.Empty(t, p.errs.String())
	lines := p.lines()
	require.Greater(t, len(lines), 2)
	assert.Regexp(t, `^ran for \S+: \d+ tag changes, \d+ script runs, \d+ messages, 0 script errors, 0 bad writes, [1-9]\d* events lost from tag queues \(missedEvents\)$`, lines[len(lines)-2])
	assert.Regexp(t, `^plc opc.tcp://\S+: 3 tags \(0 refused, 0 bad at the end\), \d+ values, 0 overflows of the server's queues, 0 messages and 0 subscriptions lost, 1 connects, 0 failed attempts$`, lines[len(lines)-1])
}

// object is one line of a journal without what differs between two runs of the
// same changes: numbers, times and who connects.
func projection(t *testing.T, lines []string) []string {
	var out []string
	for _, line := range lines {
		var m map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &m), line)
		switch m["kind"] {
		case "value", "drop", "start", "send", "receipt", "log", "error", "write":
		default:
			continue
		}
		for _, key := range []string{"seq", "atMs", "run", "file", "scenario"} {
			delete(m, key)
		}
		untimed(m)
		b, err := json.Marshal(m)
		require.NoError(t, err)
		out = append(out, string(b))
	}
	return out
}

func untimed(v any) {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "timestamp")
		for _, x := range v {
			untimed(x)
		}
	case []any:
		for _, x := range v {
			untimed(x)
		}
	}
}

// What was recorded live happens again on the virtual clock: the same values,
// lost events, script runs, messages and logs, in the same order.
func TestRecordAndReplay(t *testing.T) {
	dir := withDevice(t)
	p := launch(t, dir, "serve", "plant.yaml", "--format", "ndjson", "--record", "run.ndjson")
	p.wait(`"kind":"log"`, `"message":"3"`)
	p.wait(`"kind":"drop"`)
	p.wait(`"kind":"log"`, `"message":"1"`)
	require.Equal(t, 0, p.interrupt())
	lines := p.lines()
	var sum struct {
		Summary      bool
		MissedEvents int
		Recorded     int
		Servers      []struct{ Overflows, Tags int }
	}
	require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &sum))
	assert.True(t, sum.Summary)
	assert.Positive(t, sum.MissedEvents)
	assert.Positive(t, sum.Recorded)
	require.Len(t, sum.Servers, 1)
	assert.Equal(t, 3, sum.Servers[0].Tags)
	assert.Zero(t, sum.Servers[0].Overflows, "the tag's queue lost them, not the server's")
	lived := projection(t, lines[:len(lines)-1])

	require.NoError(t, os.Mkdir(filepath.Join(dir, "tests"), 0o755))
	r := dryfire(t, dir, "record", "run.ndjson", "--scenario", "tests/again.scenario.yaml")
	require.Equal(t, 0, r.status, r.stderr)
	assert.Contains(t, r.stdout, fmt.Sprintf("%d changes of 3 tags", sum.Recorded))
	r = dryfire(t, dir, "test", "tests", "--journal", "again.ndjson")
	require.Equal(t, 0, r.status, r.stdout)
	b, err := os.ReadFile(filepath.Join(dir, "again.ndjson"))
	require.NoError(t, err)
	replayed := projection(t, strings.Split(strings.TrimSpace(string(b)), "\n"))
	assert.Equal(t, lived, replayed)

	text, err := os.ReadFile(filepath.Join(dir, "tests/again.scenario.yaml"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "plant: ../plant.yaml")
	assert.Contains(t, string(text), "reason: dropped event")

	r = dryfire(t, dir, "record", "run.ndjson", "--scenario", "tests/again.scenario.yaml")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "is there already")
	r = dryfire(t, dir, "record", "plant.yaml", "--scenario", "x.scenario.yaml")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "not a recording")
	assert.NoFileExists(t, filepath.Join(dir, "x.scenario.yaml"))
}

// Scripts that are slower than their values: the values are taken all the same,
// the tag's queue overflows as in a plant, the end comes when it is asked for, and
// what was recorded happens again, to the last lost event.
func TestSlowScripts(t *testing.T) {
	dir := files(t, "line.csv", "0,C,\"ramp(0, 1000, 1)\",Int32\n", "plant.yaml", `
opcua: {servers: {plc: {device: line.csv, publishingInterval: 10ms, samplingInterval: fastest, queueSize: 100}}}
gateway: {options: {queueSize: 1}}
tags:
  "[default]C": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]C", valueChanged: {python: "\tfor i in xrange(4000000): pass"}}
`, "slow.scenario.yaml", `
scenario: Slow
plant: plant.yaml
clock: real
allow: [dropped event]
steps: [{await: 100ms}]
`)
	p := launch(t, dir, "serve", "plant.yaml", "--format", "ndjson", "--record", "run.ndjson")
	p.wait(`"kind":"drop"`)
	p.wait(`"kind":"start"`, `"missedEvents":true`)
	require.Equal(t, 0, p.interrupt())
	assert.Empty(t, p.errs.String())
	lines := p.lines()
	lived := projection(t, lines[:len(lines)-1])
	r := dryfire(t, dir, "record", "run.ndjson", "--scenario", "again.scenario.yaml")
	require.Equal(t, 0, r.status, r.stderr)
	r = dryfire(t, dir, "test", "again.scenario.yaml", "--journal", "again.ndjson")
	require.Equal(t, 0, r.status, r.stdout)
	b, err := os.ReadFile(filepath.Join(dir, "again.ndjson"))
	require.NoError(t, err)
	replayed := projection(t, strings.Split(strings.TrimSpace(string(b)), "\n"))
	require.GreaterOrEqual(t, len(replayed), len(lived))
	assert.Equal(t, lived, replayed[:len(lived)], "but for the scripts that still waited at the end")
	text, err := os.ReadFile(filepath.Join(dir, "run.ndjson"))
	require.NoError(t, err)
	assert.Contains(t, string(text), `"ran":`)

	r = dryfire(t, dir, "serve", "plant.yaml", "--for", "300ms")
	assert.Equal(t, 0, r.status, r.stderr)
	assert.Contains(t, r.stdout, "ran for ")
	r = dryfire(t, dir, "test", "slow.scenario.yaml")
	assert.Equal(t, 0, r.status, r.stdout)
}

// A recording without a plant still tells what the tags held.
func TestRecordingWithoutAPlant(t *testing.T) {
	dir := files(t, "r.ndjson", `{"recording":1,"started":"2026-05-01T08:00:00Z"}
{"arrived":"2026-05-01T08:00:00.1Z","tag":"[default]a","value":1,"quality":"Good","status":"0x00000000","initial":true}
{"arrived":"2026-05-01T08:00:00.2Z","tag":"[default]a","value":2.5,"quality":"Good","status":"0x00000000"}
{"arrived":"2026-05-01T08:00:00.2Z","tag":"[default]b","value":"x","quality":"Good","status":"0x00000000","initial":true}
{"arrived":"2026-05-01T08:00:00.3Z","tag":"[default]b","keep":true,"quality":"Bad_NotConnected","status":"0x808A0000"}
`)
	r := dryfire(t, dir, "record", "r.ndjson", "--scenario", "r.scenario.yaml")
	require.Equal(t, 0, r.status, r.stderr)
	text, err := os.ReadFile(filepath.Join(dir, "r.scenario.yaml"))
	require.NoError(t, err)
	assert.Contains(t, string(text), `"[default]a": {dataType: Float8, valueSource: opc}`)
	assert.Contains(t, string(text), `"[default]a": 2.5`)
	assert.Contains(t, string(text), `"[default]b": {value: x, quality: Bad_NotConnected}`)
	assert.Equal(t, 0, dryfire(t, dir, "test", "r.scenario.yaml").status)
}

// A server that comes, goes and comes again: its tags lose their quality at
// once, keep their values, and the first fresh value restores them.
func TestServeSurvivesItsServer(t *testing.T) {
	for _, isolate := range []bool{false, true} {
		t.Run(fmt.Sprintf("isolated %v", isolate), func(t *testing.T) {
			port := freePort(t)
			address := fmt.Sprintf("127.0.0.1:%d", port)
			dir := files(t, "line.csv", "0,Set,12.5,Double\n", "send.py", send, "plant.yaml", fmt.Sprintf(livePlant, "endpoint: \"opc.tcp://"+address+"\""))
			args := []string{"serve", "plant.yaml"}
			if isolate {
				args = append(args, "--isolate")
			}
			p := launch(t, dir, args...)
			p.wait("value", "[default]Set", "null (Bad_NotConnected)")
			p.wait("connection", "not connected", "connection refused")
			for range 2 {
				d := launch(t, dir, "device", "line.csv", "--address", address)
				d.wait("for demos and tests only")
				p.both([]string{"connection", "plc: connected"}, []string{"value", "[default]Set", "→ 12.5"})
				require.Equal(t, 0, d.interrupt())
				p.wait("value", "[default]Set", "12.5 → 12.5 (Bad_NotConnected)")
			}
			assert.Equal(t, 0, p.interrupt())
			lines := p.lines()
			assert.Contains(t, lines[len(lines)-1], "not connected at the end")
		})
	}
}

func TestServeUsage(t *testing.T) {
	dir := files(t, "plant.yaml", "tags: {\"[default]a\": {dataType: Int4}}\nopcua: {servers: {plc: {endpoint: \"opc.tcp://h\", password: x}}}\n",
		"steps.scenario.yaml", "scenario: s\nclock: real\nopcua: {servers: {plc: {device: line.csv}}}\ntags: {\"[default]Set\": {dataType: Float8, valueSource: opc, opcServer: plc, opcItemPath: \"ns=1;s=[Device]Set\"}}\n"+
			"steps:\n  - write: {\"[default]Set\": 3}\n  - await: 20s\n    expect: {tags: {\"[default]Set\": 3}}\n  - name: and another\n    advance: 0s\n    expect: {tags: {\"[default]Set\": 4}}\n",
		"line.csv", "0,Set,12.5,Double\n", "fine.yaml", "tags: {\"[default]a\": {dataType: Int4}}\n", "bad.csv", "0,Set,sinus(3),Double\n")
	r := dryfire(t, dir, "serve", "plant.yaml")
	assert.Equal(t, 2, r.status)
	assert.Equal(t, "plant.yaml:2:60: got a password in the file, want passwordEnv or passwordFile; files like this one end up where others read them\n", r.stderr)
	assert.Equal(t, 2, dryfire(t, dir, "serve", "steps.scenario.yaml", "--format", "xml").status)
	assert.Equal(t, 2, dryfire(t, dir, "serve").status)

	r = dryfire(t, dir, "serve", "fine.yaml", "--steps")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "fine.yaml has no steps")

	// Steps are done when they are asked for, and only then.
	r = dryfire(t, dir, "serve", "steps.scenario.yaml", "--for", "200ms")
	assert.Equal(t, 0, r.status, r.stderr)
	assert.NotContains(t, r.stdout, "12.5 → 3")
	p := launch(t, dir, "serve", "steps.scenario.yaml", "--steps")
	p.wait("write", "[default]Set = 3  Good")
	p.wait("value", "[default]Set", "12.5 → 3")
	p.wait("step", "2 of 3 passed")
	p.wait("step", "3 of 3 (and another)")
	p.wait("advance", "0s")
	p.wait("step", "3 of 3 (and another) failed: [default]Set holds something else")
	assert.Equal(t, 1, p.interrupt())
	assert.Contains(t, p.errs.String(), "steps.scenario.yaml:11:37: step 3 (and another), tags: [default]Set holds something else")

	// Steps that the end overtook are no success.
	p = launch(t, dir, "serve", "steps.scenario.yaml", "--steps", "--for", "1ms")
	<-p.done
	assert.Equal(t, 1, p.cmd.ProcessState.ExitCode())
	assert.Contains(t, p.errs.String(), "3 of 3 steps were not done")

	r = dryfire(t, dir, "device", "bad.csv")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "bad.csv:1:")
	r = dryfire(t, dir, "device", "line.csv", "--address", "0.0.0.0:0")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "loopback")
}

func TestBrowseAndImport(t *testing.T) {
	dir := files(t, "line.csv", "0,Line 1/Speed,12.5,Double\n0,Line 1/Name,\"readonly(\"\"pump\"\")\",String\n")
	d := launch(t, dir, "device", "line.csv", "--address", "127.0.0.1:0")
	endpoint, _, _ := strings.Cut(strings.TrimPrefix(d.wait("a simulated device at"), "a simulated device at "), ",")
	r := dryfire(t, dir, "opcua", "browse", endpoint, "Device/Line 1")
	assert.Equal(t, 0, r.status, r.stderr)
	assert.Equal(t, "Speed  Double = 12.5  ns=1;s=[Device]Line 1/Speed\nName  String = pump  read-only  ns=1;s=[Device]Line 1/Name\n", r.stdout)
	r = dryfire(t, dir, "opcua", "browse", endpoint, "--depth", "2", "--children", "1")
	assert.Contains(t, r.stdout, "… 1 or more left out\n")
	r = dryfire(t, dir, "opcua", "browse", endpoint, "Nowhere")
	assert.Equal(t, 1, r.status)
	assert.Contains(t, r.stderr, `there is no "Nowhere"`)
	assert.Equal(t, 2, dryfire(t, dir, "opcua", "browse", "http://h").status)
	assert.Equal(t, 2, dryfire(t, dir, "opcua", "browse", endpoint, "--policy", "Basic").status)

	// A variable shows itself, and what is not there is named.
	r = dryfire(t, dir, "opcua", "browse", endpoint, "ns=1;s=[Device]Line 1/Speed")
	assert.Equal(t, "Speed  Double = 12.5  ns=1;s=[Device]Line 1/Speed\n", r.stdout)
	r = dryfire(t, dir, "opcua", "browse", endpoint, "ns=1;s=[Device]Line 2")
	assert.Equal(t, 1, r.status)
	assert.Equal(t, "dryfire: browse: ns=1;s=[Device]Line 2: no such node (BadNodeIDUnknown)\n", r.stderr)
	r = dryfire(t, dir, "opcua", "browse", endpoint, "ns=22;s=x")
	assert.Contains(t, r.stderr, "no such namespace ns=22: the server's are ns=0 to ns=1")
	r = dryfire(t, dir, "opcua", "browse", endpoint, "[Device]Line 1")
	assert.Contains(t, r.stderr, "did you mean ns=1;s=[Device]Line 1?")
	r = dryfire(t, dir, "opcua", "import", endpoint, "ns=1;s=[Device]Line 1/Speed")
	assert.Equal(t, 1, strings.Count(r.stdout, "opcItemPath"))
	r = dryfire(t, dir, "opcua", "import", endpoint)
	assert.Equal(t, 2, strings.Count(r.stdout, "opcItemPath"), "neither the controls nor the server's own variables")
	r = dryfire(t, dir, "opcua", "import", endpoint, "Device/[Controls]")
	assert.Contains(t, r.stdout, "[Device][Controls]/Pause")

	// What was imported is a tag file that a plant takes as it is.
	r = dryfire(t, dir, "opcua", "import", endpoint, "Device/Line 1", "--output", "tags.json")
	require.Equal(t, 0, r.status, r.stderr)
	assert.Equal(t, "tags.json: 2 tags in 0 folders, with opcServer plc\n", r.stdout)
	r = dryfire(t, dir, "opcua", "import", endpoint, "Device/Line 1", "--output", "tags.json")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "tags.json is there already, want a new file, or --force")
	r = dryfire(t, dir, "opcua", "import", endpoint, "--output", "capped.json", "--tags", "1")
	assert.Equal(t, 0, r.status)
	assert.Equal(t, "capped.json: 1 tags in 2 folders, with opcServer plc\n", r.stdout)
	assert.Contains(t, r.stderr, "warning: not everything was imported: the limit of 1 tags")
	r = dryfire(t, dir, "opcua", "import", endpoint, "Device/Line 1", "--output", "tags.json", "--force")
	require.Equal(t, 0, r.status, r.stderr)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "imported.scenario.yaml"), []byte(fmt.Sprintf(`
scenario: Imported
clock: real
tagFiles: {default: tags.json}
opcua: {servers: {plc: {endpoint: "%s"}}}
onStart: {expect: {tags: {"[default]Speed": 12.5, "[default]Name": pump}}}
`, endpoint)), 0o644))
	r = dryfire(t, dir, "test", "imported.scenario.yaml")
	assert.Equal(t, 0, r.status, r.stdout)

	r = dryfire(t, dir, "opcua", "trust", endpoint)
	assert.Equal(t, 0, r.status)
	assert.Contains(t, r.stdout, "presents no certificate")
	assert.NoDirExists(t, filepath.Join(dir, "pki"))
}

// A foreign server with users and encryption: nothing works until its
// certificate is trusted, the wrong password is told, the right one feeds.
func TestForeignServer(t *testing.T) {
	if err := peer.Installed(); err != nil {
		if os.Getenv("DRYFIRE_PEER") == "require" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	dir := files(t, "secure.scenario.yaml", "")
	no := false
	srv, err := peer.Start(context.Background(), peer.Options{PKI: filepath.Join(dir, "server"), Counters: 2, ChangeMs: 50, Anonymous: &no,
		Users: map[string]string{"joe": "secret"}, Policies: []string{"Basic256Sha256"}, Modes: []string{"SignAndEncrypt"}})
	require.NoError(t, err)
	t.Cleanup(srv.Kill)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "secure.scenario.yaml"), []byte(fmt.Sprintf(`
scenario: Secure
clock: real
opcua:
  await: 60s
  servers:
    plc: {endpoint: "%s", securityPolicy: Basic256Sha256, securityMode: SignAndEncrypt, trust: pki, username: joe, passwordEnv: DRYFIRE_TEST_PASSWORD}
tags:
  "[default]T": {dataType: Float8, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=T0",
    valueChanged: {python: "\tif not initialChange:\n\t\tprint currentValue.value > previousValue.value"}}
steps:
  - await: 60s
    expect: {tags: {"[default]T": {quality: Good}}, events: [{tag: "[default]T", event: valueChanged, initialChange: false}]}
`, srv.Endpoint)), 0o644))

	t.Setenv("DRYFIRE_TEST_PASSWORD", "secret")
	r := dryfire(t, dir, "opcua", "browse", srv.Endpoint, "--policy", "Basic256Sha256", "--username", "joe", "--password-env", "DRYFIRE_TEST_PASSWORD")
	assert.Equal(t, 1, r.status)
	assert.Contains(t, r.stderr, "refused: it is not trusted")
	assert.Contains(t, r.stderr, "dryfire opcua trust "+srv.Endpoint)

	no1 := exec.Command(os.Args[0], "opcua", "trust", srv.Endpoint)
	no1.Dir, no1.Env, no1.Stdin = dir, append(os.Environ(), "DRYFIRE_AS_COMMAND=1"), strings.NewReader("no\n")
	out, err := no1.CombinedOutput()
	assert.Error(t, err)
	assert.Contains(t, string(out), "nothing stored")
	assert.NoDirExists(t, filepath.Join(dir, "pki", "trusted"))

	yes := exec.Command(os.Args[0], "opcua", "trust", srv.Endpoint)
	yes.Dir, yes.Env, yes.Stdin = dir, append(os.Environ(), "DRYFIRE_AS_COMMAND=1"), strings.NewReader("y\n")
	out, err = yes.CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Contains(t, string(out), "urn:dryfire:peer")
	assert.Contains(t, string(out), "stored as "+filepath.Join("pki", "trusted"))
	r = dryfire(t, dir, "opcua", "trust", srv.Endpoint, "--yes")
	assert.Equal(t, 0, r.status)
	assert.Contains(t, r.stdout, "trusted already")

	r = dryfire(t, dir, "test", "secure.scenario.yaml")
	assert.Equal(t, 0, r.status, r.stdout+r.stderr)

	t.Setenv("DRYFIRE_TEST_PASSWORD", "wrong")
	r = dryfire(t, dir, "test", "secure.scenario.yaml")
	assert.Equal(t, 1, r.status)
	assert.Contains(t, r.stdout, "no live values")
	assert.Contains(t, r.stdout, "BadUserAccessDenied")
	assert.NotContains(t, r.stdout+r.stderr, "wrong", "no message tells a password")
}

// A recording is not lost to a mistake: neither to a second one of that name nor
// to a plant that does not start.
func TestRecordKeepsWhatIsThere(t *testing.T) {
	dir := withDevice(t)
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return string(b)
	}
	write("old.ndjson", "mine\n")
	write("broken.yaml", "opcua: {servers: {plc: {device: broken.csv}}}\n")
	write("broken.csv", "0,A,5,Nothing\n")
	r := dryfire(t, dir, "serve", "plant.yaml", "--for", "1s", "--record", "old.ndjson")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "old.ndjson is there already, want a new file, or --force")
	assert.Equal(t, "mine\n", read("old.ndjson"))

	r = dryfire(t, dir, "serve", "broken.yaml", "--for", "1s", "--record", "old.ndjson", "--force")
	assert.NotEqual(t, 0, r.status)
	assert.Equal(t, "mine\n", read("old.ndjson"))
	r = dryfire(t, dir, "serve", "broken.yaml", "--for", "1s", "--record", "new.ndjson")
	assert.NotEqual(t, 0, r.status)
	assert.NoFileExists(t, filepath.Join(dir, "new.ndjson"))

	r = dryfire(t, dir, "serve", "plant.yaml", "--for", "200ms", "--record", "old.ndjson", "--force")
	assert.Equal(t, 0, r.status, r.stderr)
	assert.Contains(t, read("old.ndjson"), `{"recording":1`)
	assert.NotContains(t, read("old.ndjson"), "mine")

	file, err := os.Create(filepath.Join(dir, "huge.ndjson"))
	require.NoError(t, err)
	require.NoError(t, file.Truncate(300<<20))
	require.NoError(t, file.Close())
	r = dryfire(t, dir, "record", "huge.ndjson", "--scenario", "huge.scenario.yaml")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "huge.ndjson: it has 300 MiB, want at most 256: a scenario replays a recording as a whole")
}

// Ctrl-C that comes twice at once, to a group and by what wraps the command, is
// one: the summary is written and the recording has its end.
func TestInterruptedTwice(t *testing.T) {
	dir := withDevice(t)
	p := launch(t, dir, "serve", "plant.yaml", "--isolate", "--record", "run.ndjson")
	p.wait("handler", "session s1")
	require.NoError(t, p.cmd.Process.Signal(os.Interrupt))
	assert.Equal(t, 0, p.interrupt())
	lines := p.lines()
	assert.Contains(t, lines[len(lines)-1], "run.ndjson: ")
	assert.Contains(t, lines[len(lines)-1], " changes recorded")
	text, err := os.ReadFile(filepath.Join(dir, "run.ndjson"))
	require.NoError(t, err)
	assert.True(t, strings.HasSuffix(string(text), "}\n"))
}

// A server that takes connections and says nothing holds up nobody's Ctrl-C.
func TestInterruptedWhileConnecting(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	endpoint := "opc.tcp://" + l.Addr().String()
	dir := files(t, "plant.yaml", `
opcua: {servers: {plc: {endpoint: "`+endpoint+`", timeouts: {connect: 1h}}}}
tags: {"[default]a": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=a"}}
`)
	p := launch(t, dir, "serve", "plant.yaml")
	p.wait("connection", "plc: connecting to "+endpoint)
	_, err = l.Accept()
	require.NoError(t, err)
	assert.Equal(t, 0, p.interrupt())
	p = launch(t, dir, "opcua", "browse", endpoint, "--timeout", "1h")
	_, err = l.Accept()
	require.NoError(t, err)
	assert.Equal(t, 1, p.interrupt())
	assert.Contains(t, p.errs.String(), "interrupted")
}

func TestFilesThatAreNotThere(t *testing.T) {
	dir := files(t, "plant.yaml", `
opcua: {servers: {plc: {endpoint: "opc.tcp://127.0.0.1:1", userCertificate: gone.pem, userPrivateKey: gone-key.pem}}}
tags: {"[default]a": {dataType: Int4, valu: 5}}
`, "fine.yaml", `
opcua: {servers: {plc: {endpoint: "opc.tcp://127.0.0.1:1", userCertificate: gone.pem, userPrivateKey: gone-key.pem}}}
tags: {"[default]a": {dataType: Int4, valueChanged: {python: "\tpass"}}}
`, "moved.ndjson", `{"recording":1,"plant":"old/plant.yaml"}
{"arrived":"2026-05-01T08:00:00.1Z","tag":"[default]a","value":1}
`)
	r := dryfire(t, dir, "check", "plant.yaml")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stdout, `plant.yaml:3:39: got the unknown key "valu", want a key of a tag; did you mean value?`)
	r = dryfire(t, dir, "check", "fine.yaml")
	assert.Equal(t, 0, r.status)
	assert.Equal(t, "1 script compiled in 0 projects, 0 tag files, 0 scenario files, 1 plant file: no problems\n", r.stdout)
	r = dryfire(t, dir, "serve", "fine.yaml")
	assert.Equal(t, 1, r.status)
	assert.Contains(t, r.stderr, `opcua server "plc": userCertificate: stat gone.pem: no such file or directory`)
	r = dryfire(t, dir, "record", "moved.ndjson", "--scenario", "x.scenario.yaml")
	assert.Equal(t, 2, r.status)
	assert.Contains(t, r.stderr, "moved.ndjson was recorded with the plant "+filepath.Join("old", "plant.yaml")+", which is not there any more: --plant FILE names it where it is now")
}

// A tag that one server refused may be had from the next: it is asked for as soon
// as there is one.
func TestRefusedTagAfterAReconnect(t *testing.T) {
	address := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	dir := files(t, "line.csv", "0,Set,12.5,Double\n", "more.csv", "0,Set,12.5,Double\n0,Late,7,Int32\n", "plant.yaml", `
opcua: {servers: {plc: {endpoint: "opc.tcp://`+address+`", timeouts: {retryMax: 500ms, retryItem: 1h}}}}
tags: {"[default]Late": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Late"}}
`)
	d := launch(t, dir, "device", "line.csv", "--address", address)
	d.wait("for demos and tests only")
	p := launch(t, dir, "serve", "plant.yaml")
	p.wait("refused", "plc: [default]Late, which follows ns=1;s=[Device]Late: no such node (BadNodeIDUnknown)")
	require.Equal(t, 0, d.interrupt())
	p.wait("connection", "not connected")
	d = launch(t, dir, "device", "more.csv", "--address", address)
	d.wait("for demos and tests only")
	p.wait("value", "[default]Late", "→ 7")
	assert.Equal(t, 0, p.interrupt())
	lines := p.lines()
	assert.Contains(t, lines[len(lines)-1], "1 tags (0 refused, 0 bad at the end)")
}

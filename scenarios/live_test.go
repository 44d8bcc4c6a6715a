package scenarios

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// files writes files below a new folder and returns it.
func files(t testing.TB, contents map[string]string) string {
	dir := t.TempDir()
	for name, text := range contents {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return dir
}

func runText(t testing.TB, dir, text string) *Result {
	f, err := NewLoader().LoadText(filepath.Join(dir, "live"+Suffix), text)
	require.NoError(t, err)
	return f.Scenarios[0].Run(RunOptions{Journal: true})
}

func passes(t testing.TB, r *Result) {
	require.NoError(t, r.Err)
	for i := range r.Failures {
		t.Error("\n" + r.Failures[i].String())
	}
	assert.Equal(t, Passed, r.Status)
}

const livePlant = `
scenario: Live
clock: real
opcua: {servers: {plc: {device: {program: line.csv, baseRate: 100ms}, publishingInterval: 20ms}}}
projects:
  X:
    messages:
      session:
        test: {python: "\tsystem.util.getLogger('h').info(str(payload))"}
tags:
  "[default]Batch": {dataType: Int4, value: 99, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Batch",
    valueChanged: {python: "\tsystem.util.sendMessage('X', 'test', {'cv': currentValue.value, 'initial': initialChange}, scope='S')"}}
  "[default]Set": {dataType: Float8, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Set"}
  "[default]Name": {dataType: String, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Name"}
  "[default]Gone": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Gone"}
sessions: {s1: {project: X}}
`

const liveProgram = "Time Interval,Browse Path,Value Source,Data Type\n0,Batch,7,Int32\n0,Set,1.5,Double\n0,Name,\"readonly(\"\"pump\"\")\",String\n"

// Values of a server fire scripts as written ones do; what is written goes to
// the server and comes back from there.
func TestLiveScenario(t *testing.T) {
	dir := files(t, map[string]string{"line.csv": liveProgram})
	r := runText(t, dir, livePlant+`
onStart:
  expect:
    fired: [{on: session s1, handler: test, payload: {cv: 7, initial: true}}]
    events: [{tag: "[default]Batch", event: valueChanged, initialChange: true, currentValue: {value: 7, quality: Good}}]
    tags: {"[default]Set": 1.5, "[default]Name": pump, "[default]Gone": {value: null, quality: Bad_NotFound}}
steps:
  - name: a step's writes are one round trip, with the exact type
    write: {"[default]Batch": 8, "[default]Set": 3, "[default]Name": valve}
    expect: {returns: [Good, Good, Bad_ReadOnly], tags: {"[default]Name": pump}}
    allow: [bad write]
  - name: the values show when the server reports them
    await: 20s
    expect:
      fired: [{on: session s1, handler: test, payload: {cv: 8, initial: false}}]
      logs: [{message: "{'initial': False, 'cv': 8}"}]
      tags: {"[default]Set": 3, "[default]Batch": 8}
  - name: a script's too
    run: {script: {python: "result = [str(q) for q in system.tag.writeBlocking(['[default]Batch', '[default]Set', '[default]Gone'], [9, '4.5', 1])]"}}
    expect: {returns: [Good, Good, Bad_NotFound]}
    allow: [bad write]
  - await: 20s
    expect:
      fired: [{on: session s1, handler: test, payload: {cv: 9, initial: false}}]
      tags: {"[default]Set": 4.5}
  - name: a tag that is configured later follows as well
    configure: {"[default]Late": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Batch"}}
  - await: 20s
    expect: {tags: {"[default]Late": 9}}
`)
	passes(t, r)
	text := journalText(r)
	assert.Contains(t, text, `"action":"connection","text":"plc: connected to opc.tcp://127.0.0.1:`)
}

func journalText(r *Result) string {
	var b strings.Builder
	for i := range r.Journal {
		b.Write(r.Journal[i].AppendJSON(nil))
		b.WriteByte('\n')
	}
	return b.String()
}

// The failure of an await is that of any other step.
func TestAwaitFails(t *testing.T) {
	dir := files(t, map[string]string{"line.csv": liveProgram})
	r := runText(t, dir, livePlant+`
steps:
  - await: 100ms
    expect: {tags: {"[default]Batch": 8}}
`)
	assert.Equal(t, Failed, r.Status)
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "tags", r.Failures[0].Expectation)
	assert.Equal(t, "[default]Batch holds something else", r.Failures[0].Message)
}

// On the virtual clock the same plant needs no server.
func TestLivePlantOnTheVirtualClock(t *testing.T) {
	dir := files(t, map[string]string{"line.csv": liveProgram})
	r := runText(t, dir, strings.Replace(livePlant, "clock: real", "clock: virtual", 1)+`
onStart: {expect: {fired: [{on: session s1, handler: test, payload: {cv: 99, initial: true}}]}}
steps:
  - write: {"[default]Batch": 8}
    expect: {fired: [{on: session s1, handler: test, payload: {cv: 8, initial: false}}]}
`)
	passes(t, r)
}

// freeAddr is an address of this machine at which nobody listens.
func freeAddr(t testing.TB) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return l.Addr().String()
}

func TestServerThatIsNotThere(t *testing.T) {
	plant := fmt.Sprintf(`
scenario: Away
clock: real
opcua: {await: 200ms, servers: {plc: {endpoint: "opc.tcp://%s"}}}
tags:
  "[default]a": {dataType: Int4, value: 1, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=a"}
  "[default]b": {dataType: Int4, value: 1, valueSource: opc, opcServer: another, opcItemPath: "ns=1;s=b"}
`, freeAddr(t))
	steps := `
steps:
  - await: 20s
    expect: {tags: {"[default]a": {value: null, quality: Bad_NotConnected}, "[default]b": 1}}
  - name: a write does not wait for it
    write: {"[default]a": 5}
    expect: {returns: [Bad_NotConnected]}
`
	t.Run("a scenario that needs it fails", func(t *testing.T) {
		r := runText(t, t.TempDir(), plant+steps)
		assert.Equal(t, Failed, r.Status)
		require.Len(t, r.Failures, 1)
		f := r.Failures[0]
		assert.Equal(t, "stopped", f.Expectation)
		assert.Contains(t, f.Message, `no live values: opcua server "plc"`)
		assert.Contains(t, f.Message, "connection refused")
		assert.Equal(t, 4, f.Line)
		require.Len(t, r.Warnings, 1)
		assert.Contains(t, r.Warnings[0], `"another"`)
	})
	t.Run("one about its absence passes", func(t *testing.T) {
		passes(t, runText(t, t.TempDir(), strings.Replace(plant, "await: 200ms", "await: 0", 1)+steps))
	})
}

func TestPasswordThatIsNotThere(t *testing.T) {
	r := runText(t, t.TempDir(), `
scenario: Secret
clock: real
opcua: {servers: {plc: {endpoint: "opc.tcp://127.0.0.1:1", username: u, plainPassword: true, passwordEnv: DRYFIRE_TEST_NO_SUCH_VARIABLE}}}
steps: [{advance: 0s}]
`)
	assert.Equal(t, Failed, r.Status)
	require.Len(t, r.Failures, 1)
	assert.Equal(t, `opcua server "plc": passwordEnv: the environment has no variable DRYFIRE_TEST_NO_SUCH_VARIABLE`, r.Failures[0].Message)
}

// A driven group is monitored while its driving tag is on.
func TestDrivenGroup(t *testing.T) {
	dir := files(t, map[string]string{"line.csv": liveProgram})
	text := strings.Replace(livePlant, "opcua: {", `opcua: {tagGroups: {Run: {mode: driven, drivingTag: "[default]Run"}, Seen: {mode: leased}}, `, 1)
	text = strings.Replace(text, `"ns=1;s=[Device]Set"}`, `"ns=1;s=[Device]Set", tagGroup: Run}
  "[default]Run": {dataType: Boolean, value: false}`, 1)
	text = strings.Replace(text, `"ns=1;s=[Device]Name"}`, `"ns=1;s=[Device]Name", tagGroup: Seen}`, 1)
	text = strings.Replace(text, "sessions: {s1: {project: X}}", "", 1)
	passes(t, runText(t, dir, text+`
allow: [bad write]
steps:
  - advance: 50ms
    expect: {tags: {"[default]Set": null, "[default]Name": null, "[default]Batch": 7}}
  - write: {"[default]Run": true}
  - await: 20s
    expect: {tags: {"[default]Set": 1.5, "[default]Name": null}}
  - open: {session s9: {project: X}}
  - await: 20s
    expect: {tags: {"[default]Name": pump}}
`))
}

const feedHead = `{"recording":1,"started":"2026-05-01T08:00:00Z"}
`

// A replay is what a feed does: changes that arrived together fill a tag's
// queue together, the connection may be lost, and what scripts write shows when
// the recording says so.
func TestReplayOfAFeed(t *testing.T) {
	line := func(at, tag, rest string) string {
		return fmt.Sprintf(`{"arrived":"2026-05-01T08:00:0%sZ","tag":"[default]%s",%s,"status":"0x00000000"}`+"\n", at, tag, rest)
	}
	recording := feedHead + line("1.0", "a", `"value":0,"quality":"Good","initial":true`)
	for i := 1; i <= 7; i++ {
		recording += line("2.0", "a", fmt.Sprintf(`"value":%d,"quality":"Good"`, i))
	}
	recording += line("2.5", "b", `"value":7,"quality":"Good","initial":true`) + line("3.0", "a", `"keep":true,"quality":"Bad_NotConnected"`) + line("4.0", "a", `"value":9,"quality":"Good"`)
	dir := files(t, map[string]string{"r.ndjson": recording})
	passes(t, runText(t, dir, `
scenario: Replay
tags:
  "[default]a": {dataType: Int4, valueSource: opc, valueChanged: {python: "\tsystem.tag.writeBlocking(['[default]b'], [currentValue.value])"}, qualityChanged: {python: "\tpass"}}
  "[default]b": {dataType: Int4, valueSource: opc}
steps:
  - at: 1s
    drive: {recording: r.ndjson}
    expect:
      events:
        - {tag: "[default]a", event: valueChanged, initialChange: true, currentValue: 0}
        - {tag: "[default]a", event: qualityChanged}
        - {tag: "[default]a", event: valueChanged, currentValue: 3, missedEvents: true}
        - {tag: "[default]a", event: valueChanged, currentValue: 4}
        - {tag: "[default]a", event: valueChanged, currentValue: 5}
        - {tag: "[default]a", event: valueChanged, currentValue: 6}
        - {tag: "[default]a", event: valueChanged, currentValue: 7}
        - {tag: "[default]a", event: qualityChanged, currentValue: {value: 7, quality: Bad_NotConnected}}
        - {tag: "[default]a", event: valueChanged, currentValue: {value: 9, quality: Good, timestamp: 2026-01-01T00:00:04.000Z}}
        - {tag: "[default]a", event: qualityChanged, currentValue: {value: 9, quality: Good}}
      notDelivered: [{tag: "[default]a", reason: dropped event, times: 2}]
      tags: {"[default]b": 7, "[default]a": 9}
  - name: afterwards its tags take what is written, as before
    write: {"[default]b": 1}
    expect: {tags: {"[default]b": 1}}
`))
}

// A scenario file may be the plant of another.
func TestScenarioAsPlant(t *testing.T) {
	dir := files(t, map[string]string{"base.scenario.yaml": "scenario: Base\ntags: {\"[default]a\": {dataType: Int4, value: 1}}\nsteps: [{advance: 1s}]\n"})
	passes(t, runText(t, dir, "scenario: Over\nplant: base.scenario.yaml\nsteps: [{read: [\"[default]a\"], expect: {returns: [1]}}]\n"))
}

// A tag that its server refuses is told of: in the journal, as a warning, and
// where an expectation fails for it. So is what nobody feeds, and a tag export
// with item paths that are none.
func TestTagsThatAreNotFed(t *testing.T) {
	dir := files(t, map[string]string{"line.csv": liveProgram, "tags.json": `{"name":"","tagType":"Provider","tags":[
		{"name":"Bare","tagType":"AtomicTag","valueSource":"opc","opcServer":"plc","opcItemPath":"[Device]Set"},
		{"name":"Without","tagType":"AtomicTag","valueSource":"opc","opcServer":"plc"},
		{"name":"Fine","tagType":"AtomicTag","dataType":"Float8","valueSource":"opc","opcServer":"plc","opcItemPath":"ns=1;s=[Device]Set"}]}`})
	r := runText(t, dir, `
scenario: Not fed
clock: real
tagFiles: {default: tags.json}
opcua: {servers: {plc: {device: line.csv}}}
tags:
  "[default]Gone": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=1;s=[Device]Gone"}
  "[default]Nowhere": {dataType: Int4, valueSource: opc, opcServer: plc, opcItemPath: "ns=22;s=x"}
  "[default]Other": {dataType: Int4, valueSource: opc, opcServer: plx, opcItemPath: "ns=1;s=x"}
steps:
  - await: 10ms
    expect: {tags: {"[default]Gone": 1, "[default]Nowhere": 1, "[default]Fine": 1.5}}
`)
	require.Len(t, r.Failures, 2)
	assert.Equal(t, []string{"the server plc refuses ns=1;s=[Device]Gone: no such node (BadNodeIDUnknown)"}, r.Failures[0].Details)
	assert.Equal(t, []string{"the server plc refuses ns=22;s=x: no such namespace ns=22: the server's are ns=0 to ns=1 (BadNodeIDUnknown)"}, r.Failures[1].Details)
	assert.Equal(t, []string{
		`tags.json: [default]Bare: item path "[Device]Set": no identifier; want for example ns=2;s=Speed or nsu=urn:plc;i=5; did you mean ns=1;s=[Device]Set?`,
		"tags.json: [default]Without follows a server and has no opcItemPath",
		`[default]Other follows the OPC server "plx", which is not among the servers: what steps write is what they hold; did you mean plc?`,
		`[default]Bare has no live value: the server plc refuses [Device]Set: no identifier (BadNodeIDUnknown)`,
		`[default]Without has no live value: the server plc refuses : empty (BadNodeIDUnknown)`,
		"[default]Gone has no live value: the server plc refuses ns=1;s=[Device]Gone: no such node (BadNodeIDUnknown)",
		"[default]Nowhere has no live value: the server plc refuses ns=22;s=x: no such namespace ns=22: the server's are ns=0 to ns=1 (BadNodeIDUnknown)",
	}, trimmed(r.Warnings, dir))
	text := journalText(r)
	assert.Contains(t, text, `"action":"refused","text":"plc: [default]Bare, which follows [Device]Set: no identifier`)
	assert.Contains(t, text, `[default]Gone, which follows ns=1;s=[Device]Gone: no such node (BadNodeIDUnknown)`)
}

func trimmed(list []string, dir string) []string {
	out := []string{}
	for _, s := range list {
		out = append(out, strings.ReplaceAll(s, dir+string(filepath.Separator), ""))
	}
	return out
}

// What happened to a tag that a recording or a server changes is not that it was
// not written.
func TestWhatHappenedInAReplay(t *testing.T) {
	dir := files(t, map[string]string{"r.ndjson": feedHead + `{"arrived":"2026-05-01T08:00:01Z","tag":"[default]a","value":1}
{"arrived":"2026-05-01T08:00:02Z","tag":"[default]a","value":2}
{"arrived":"2026-05-01T08:00:02Z","tag":"[default]b","value":2}
{"arrived":"2026-05-01T08:00:03Z","tag":"[default]b","va`})
	r := runText(t, dir, `
scenario: Replay
tags: {"[default]a": {dataType: Int4, valueSource: opc}, "[default]b": {dataType: Int4, valueSource: opc, value: 2}, "[default]c": {dataType: Int4}}
steps:
  - drive: {recording: r.ndjson}
    expect: {tags: {"[default]a": 3, "[default]b": 3, "[default]c": 3}}
`)
	require.Len(t, r.Failures, 3)
	assert.Equal(t, []string{"[default]a changed 2 times in this step, at last from 1 to 2"}, r.Failures[0].Receipts)
	assert.Equal(t, []string{"[default]b changed once in this step, from 2 to 2"}, r.Failures[1].Receipts)
	assert.Equal(t, []string{"[default]c was not written in this step"}, r.Failures[2].Receipts)
	assert.Equal(t, []string{"r.ndjson:5: the last line was cut and is left out"}, trimmed(r.Warnings, dir))
}

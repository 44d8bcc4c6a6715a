package system_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator"
	"dryfire/tags"
)

// plant is a gateway in New York with a tag [default]Line/Trigger whose
// valueChanged script is given, and a message handler log that prints its
// payload.
func plant(t *testing.T, body string) (*simulator.Simulation, *simulator.Gateway) {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(t, err)
	sim := simulator.New(simulator.Config{Seed: 1, Start: time.Date(2026, 7, 2, 16, 0, 0, 0, time.UTC)})
	t.Cleanup(sim.Close)
	gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "A", ScriptingProject: "X", Zone: zone})
	require.NoError(t, err)
	handler, err := python.Language.Compile(scripts.Source{Name: "log", Text: "def handleMessage(payload):\n\tprint payload\n", Entry: "handleMessage"})
	require.NoError(t, err)
	require.NoError(t, gw.AddProject(simulator.Project{Name: "X", Gateway: []simulator.Handler{{Name: "log", Program: handler}}}))
	program, err := python.Language.Compile(scripts.Source{Name: "Trigger", Text: body, Form: scripts.FormBody, Entry: "valueChanged",
		Params: []string{"tag", "tagPath", "previousValue", "currentValue", "initialChange", "missedEvents"}})
	require.NoError(t, err)
	for _, x := range []struct {
		path  string
		pairs []any
	}{
		{"[default]Line/Trigger", []any{"dataType", "Boolean"}},
		{"[default]Line/Speed", []any{"dataType", "Float8", "value", 12.5}},
		{"[default]Line/State", []any{"dataType", "String", "value", "idle"}},
		{"[default]Line/Table", []any{"dataType", "DataSet"}},
	} {
		d := tags.NewDefinition().MustSet(x.pairs...)
		if strings.HasSuffix(x.path, "Trigger") {
			require.NoError(t, d.SetScript(tags.EventScript{ID: "valueChanged", Enabled: true, Script: &simulator.TagScript{Program: program}}))
		}
		_, err := gw.ConfigureTag(x.path, d)
		require.NoError(t, err)
	}
	require.NoError(t, sim.Start())
	return sim, gw
}

// happened is what scripts printed, logged and failed with.
func happened(sim *simulator.Simulation) string {
	var b strings.Builder
	for _, r := range sim.Journal().Since(0) {
		switch d := r.Detail.(type) {
		case *events.Output:
			b.WriteString(d.Text)
		case *events.Log:
			b.WriteString(d.Level + " [" + d.Logger + "] " + d.Message + "\n")
		case *events.ScriptError:
			b.WriteString(d.In + ": " + d.Type + ": " + d.Message + "\n")
		}
	}
	return b.String()
}

// Whole tag event scripts, in the way projects write them.
func TestInAPlant(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"a snapshot of a folder goes into a dataset tag and a message", `
	if not currentValue.value:
		return
	rows = []
	for t in system.tag.browse("[default]Line", {"tagType": "AtomicTag"}):
		if str(t["dataType"]) in ("Float8", "String"):
			value = system.tag.readBlocking([str(t["fullPath"])])[0].value
			rows.append([t["name"], str(value), system.date.format(currentValue.timestamp, "HH:mm")])
	ds = system.dataset.toDataSet(["tag", "value", "time"], rows)
	print system.tag.writeBlocking(["[.]Table"], [ds])
	back = system.tag.readBlocking(["[.]Table"])[0].value
	for row in system.dataset.toPyDataSet(back):
		print row["tag"], row["value"], row["time"]
	system.util.sendMessage("X", "log", {"rows": back.getRowCount(), "at": currentValue.timestamp, "data": ds}, "G")
	system.tag.writeBlocking("[.]Trigger", False)
`, `[Good]
Speed 12.5 12:00
State idle 12:00
{'data': Dataset [2R x 3C], 'rows': 2, 'at': Thu Jul 02 12:00:00 EDT 2026}
`},
		{"a shift is found by the gateway's clock", `
	if not currentValue.value:
		return
	now = system.date.now()
	start = system.date.setTime(now, 6, 0, 0)
	if system.date.isBefore(now, start):
		start = system.date.addDays(start, -1)
	print system.date.getHour24(now), system.date.hoursBetween(start, now), system.date.midnight(now), system.date.getTimezone()
	print system.util.jsonEncode({"at": now})
`, `12 6 Thu Jul 02 00:00:00 EDT 2026 America/New_York
{"at":"Jul 2, 2026, 12:00:00 PM"}
`},
		{"tags that a script makes have events of their own", `
	if not currentValue.value:
		return
	print system.tag.configure("[.]", [{"name": "Made", "dataType": "Int4", "value": 1, "eventScripts": [
		{"eventid": "valueChanged", "script": "\tprint tagPath, currentValue.value, initialChange"},
		{"eventid": "qualityChanged", "script": "print 5"}]}])
	print system.tag.writeBlocking("[.]Made", 2), system.tag.exists("[.]Made"), system.tag.getConfiguration("[.]Made")[0]["eventScripts"][0]
	print system.tag.rename("[.]Made", "Other"), system.tag.exists("[.]Made"), system.tag.readBlocking("[.]Other")[0].value
`, `warn [tags.eventscripts.compiler] The script qualityChanged of tag [default]Line/Made does not compile and never runs: [default]Line/Made qualityChanged:1:1: SyntaxError: mismatched input 'print', expecting an indented block
[Good]
[Good] True {u'eventid': u'valueChanged', u'script': u'\tprint tagPath, currentValue.value, initialChange'}
Good False 2
[default]Line/Made 1 True
[default]Line/Made 2 False
[default]Line/Other 2 True
`},
		{"a tag deletes itself", `
	if not currentValue.value:
		return
	print system.tag.deleteTags([tagPath]), system.tag.exists(tagPath), system.tag.writeBlocking([tagPath], [True]), system.tag.readBlocking("[~]Line/Speed")[0].value
`, `[Good] False [Bad_NotFound] 12.5
`},
		{"an import of java dates and datasets", `
	if not currentValue.value:
		return
	from java.util import Date
	from com.inductiveautomation.ignition.common import BasicDataset
	value = system.dataset.toDataSet(["at"], [[Date(0)]])
	print isinstance(value, BasicDataset), value.getValueAt(0, "at"), system.date.getYear(value.getValueAt(0, 0))
	print system.dataset.toCSV(value),
`, `True Wed Dec 31 19:00:00 EST 1969 1969
"at"
"1969-12-31 19:00:00"
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			sim, gw := plant(t, c.body)
			trigger, err := python.Language.Compile(scripts.Source{Name: "run", Form: scripts.FormProgram, Text: "system.tag.writeBlocking('[default]Line/Trigger', True)"})
			require.NoError(t, err)
			_, err = gw.Run(simulator.Place{}, trigger)
			require.NoError(t, err)
			require.NoError(t, sim.Advance(time.Second))
			require.Equal(t, c.want, happened(sim))
		})
	}
}

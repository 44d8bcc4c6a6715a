package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/simulator"
	"dryfire/tags"
)

func compile(t testing.TB, name, entry, text string) scripts.Program {
	t.Helper()
	p, err := scripts.JavaScript.Compile(scripts.Source{Name: name, Text: text, Entry: entry})
	require.NoError(t, err)
	return p
}

func tagWith(t testing.TB, dataType string, value any, event, script string) *tags.Definition {
	d := tags.NewDefinition().MustSet("dataType", dataType)
	if value != nil {
		v, err := tags.FromGo(value)
		require.NoError(t, err)
		require.NoError(t, d.Set("value", v))
	}
	if script != "" {
		require.NoError(t, d.SetScript(tags.EventScript{ID: event, Enabled: true,
			Script: &simulator.TagScript{Program: compile(t, event+".js", event, script)}}))
	}
	return d
}

func write(path string, v tags.Value) []simulator.TagWrite {
	return []simulator.TagWrite{{Path: path, Update: tags.Update{HasValue: true, Value: v}}}
}

func kinds(records []events.Record) []string {
	var out []string
	for _, r := range records {
		out = append(out, r.Kind.String())
	}
	return out
}

// The manual's tag-change walk-through: a memory tag's script sends its value
// to the session handlers of a project, which log it.
func TestTagChangeReachesSession(t *testing.T) {
	sim := simulator.New(simulator.Config{Seed: 1})
	defer sim.Close()
	gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "A", ScriptingProject: "X"})
	require.NoError(t, err)
	require.NoError(t, gw.AddProject(simulator.Project{Name: "X", Session: []simulator.Handler{{Name: "test", Program: compile(t, "h.js", "handleMessage",
		`function handleMessage(session, payload) { system.util.getLogger("session event handler").info(str(payload)) }`)}}}))
	_, err = gw.ConfigureTag("[default]test", tagWith(t, "Int4", 0, "valueChanged",
		`function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) {
			if (!initialChange) system.util.sendMessage("X", "test", {cv: currentValue.value}, kw({scope: "S"}))
		}`))
	require.NoError(t, err)
	require.NoError(t, gw.Open(simulator.Session, simulator.Endpoint{ID: "s1", Project: "X"}))
	require.NoError(t, sim.Start())
	from := sim.Journal().Len()
	q := gw.Write(write("[default]test", tags.Int(5)))
	require.Equal(t, "Good", q[0].String())
	require.NoError(t, sim.Settle())
	recs := sim.Journal().Since(from)
	require.Equal(t, []string{"value", "enqueue", "write", "start", "send", "receipt", "receipt", "end", "start", "log", "end"}, kinds(recs))
	require.Equal(t, "{'cv': 5}", recs[9].Detail.(*events.Log).Message)
}

package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator"
	"dryfire/tags"
)

const (
	pythonTagScript = `def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	if not initialChange:
		system.util.sendMessage("X", "test", {"cv": currentValue.value}, scope="S")
`
	pythonHandler = `def handleMessage(session, payload):
	system.util.getLogger("session event handler").info(str(payload))
`
)

// BenchmarkNotification measures one value of a feed on its way through the
// provider, the tag's script, sendMessage and a session's handler. With
// -benchtime 1000000x it is a million of them.
func BenchmarkNotification(b *testing.B) {
	for _, bench := range []struct {
		name            string
		language        scripts.Language
		script, handler string
	}{{"javascript", scripts.JavaScript, benchTagScript, benchHandler}, {"python", python.Language, pythonTagScript, pythonHandler}} {
		b.Run(bench.name, func(b *testing.B) {
			program := func(entry, text string) scripts.Program {
				p, err := bench.language.Compile(scripts.Source{Name: entry, Text: text, Entry: entry})
				require.NoError(b, err)
				return p
			}
			sim := simulator.New(simulator.Config{Seed: 1})
			defer sim.Close()
			gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "A"})
			require.NoError(b, err)
			require.NoError(b, gw.AddProject(simulator.Project{Name: "X", Session: []simulator.Handler{{Name: "test", Program: program("handleMessage", bench.handler)}}}))
			d := tags.NewDefinition().MustSet("dataType", "Int4", "valueSource", "opc")
			require.NoError(b, d.SetScript(tags.EventScript{ID: "valueChanged", Enabled: true, Script: &simulator.TagScript{Program: program("valueChanged", bench.script)}}))
			tag, err := gw.ConfigureTag("[default]test", d)
			require.NoError(b, err)
			require.NoError(b, gw.Open(simulator.Session, simulator.Endpoint{ID: "s1", Project: "X"}))
			require.NoError(b, sim.Start())
			logged := 0
			b.ReportAllocs()
			b.ResetTimer()
			for i := 0; i < b.N; {
				sim.Journal().Reset()
				sim.Pump(func() {
					for range min(1000, b.N-i) {
						i++
						gw.Tags().Update(tag, tags.Update{Value: tags.Int(int64(i)), HasValue: true, Quality: tags.QualityOf(tags.Good), HasQuality: true, InOrder: true})
						if err := sim.Settle(); err != nil {
							b.Fatal(err)
						}
					}
				})
				for _, r := range sim.Journal().Since(0) {
					if r.Kind.String() == "log" {
						logged++
					}
				}
			}
			b.StopTimer()
			require.GreaterOrEqual(b, logged, b.N-1, "each value is logged by the handler, but for the first, which is initial")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "values/s")
		})
	}
}

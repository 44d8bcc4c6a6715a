package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/simulator"
	"dryfire/tags"
)

// BenchmarkFreshPlant measures a whole small life: a plant is built, one tag
// change runs through its script and a session handler, and it is closed. The
// programs are compiled already, as they are in a suite.
func BenchmarkFreshPlant(b *testing.B) {
	handler := compile(b, "h.js", "handleMessage", benchHandler)
	def := tagWith(b, "Int4", 0, "valueChanged", benchTagScript)
	b.ReportAllocs()
	for b.Loop() {
		sim := simulator.New(simulator.Config{Seed: 1})
		gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "A"})
		require.NoError(b, err)
		require.NoError(b, gw.AddProject(simulator.Project{Name: "X", Session: []simulator.Handler{{Name: "test", Program: handler}}}))
		_, err = gw.ConfigureTag("[default]test", def.Clone())
		require.NoError(b, err)
		require.NoError(b, gw.Open(simulator.Session, simulator.Endpoint{ID: "s1", Project: "X"}))
		require.NoError(b, sim.Start())
		gw.Write(write("[default]test", tags.Int(5)))
		require.NoError(b, sim.Settle())
		sim.Close()
	}
}

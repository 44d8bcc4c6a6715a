package simulator_test

import (
	"testing"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/require"

	"dryfire/simulator"
	"dryfire/tags"
)

const (
	benchTagScript = `function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) {
	if (!initialChange) system.util.sendMessage("X", "test", {cv: currentValue.value}, kw({scope: "S"}));
}`
	benchHandler = `function handleMessage(session, payload) {
	system.util.getLogger("session event handler").info(str(payload));
}`
)

// BenchmarkChange measures one tag change through its script, sendMessage and
// the session handler to the journal, against the same two functions called
// bare in goja with the same payload.
func BenchmarkChange(b *testing.B) {
	b.Run("dryfire", func(b *testing.B) {
		sim := simulator.New(simulator.Config{Seed: 1})
		defer sim.Close()
		gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "A"})
		require.NoError(b, err)
		require.NoError(b, gw.AddProject(simulator.Project{Name: "X", Session: []simulator.Handler{
			{Name: "test", Program: compile(b, "h.js", "handleMessage", benchHandler)}}}))
		tag, err := gw.ConfigureTag("[default]test", tagWith(b, "Int4", 0, "valueChanged", benchTagScript))
		require.NoError(b, err)
		require.NoError(b, gw.Open(simulator.Session, simulator.Endpoint{ID: "s1", Project: "X"}))
		require.NoError(b, sim.Start())
		b.ReportAllocs()
		b.ResetTimer()
		for i := 0; i < b.N; {
			sim.Journal().Reset()
			sim.Pump(func() {
				for range min(1000, b.N-i) {
					i++
					gw.Tags().WriteTag(tag, tags.Int(int64(i)))
					if err := sim.Settle(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.StopTimer()
		recs := sim.Journal().Since(0)
		require.Equal(b, "log", recs[len(recs)-2].Kind.String())
	})
	b.Run("bare", func(b *testing.B) { bareGoja(b) })
}

// bareGoja is the comparison: the same functions in the same engine, with
// system functions that do nothing.
func bareGoja(b *testing.B) {
	r := goja.New()
	logger := r.NewObject()
	nothing := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	require.NoError(b, logger.Set("info", nothing))
	util := r.NewObject()
	require.NoError(b, util.Set("sendMessage", nothing))
	require.NoError(b, util.Set("getLogger", func(goja.FunctionCall) goja.Value { return logger }))
	system := r.NewObject()
	require.NoError(b, system.Set("util", util))
	require.NoError(b, r.Set("system", system))
	require.NoError(b, r.Set("kw", func(c goja.FunctionCall) goja.Value { return c.Argument(0) }))
	require.NoError(b, r.Set("str", func(c goja.FunctionCall) goja.Value { return r.ToValue("{'cv': 5}") }))
	changed := bareFunction(b, r, "("+benchTagScript+")")
	handle := bareFunction(b, r, "("+benchHandler+")")
	path := r.ToValue("[default]test")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		qv := r.NewObject()
		require.NoError(b, qv.Set("value", i))
		if _, err := changed(goja.Undefined(), path, path, qv, qv, r.ToValue(false), r.ToValue(false)); err != nil {
			b.Fatal(err)
		}
		payload := r.NewObject()
		require.NoError(b, payload.Set("cv", i))
		if _, err := handle(goja.Undefined(), goja.Null(), payload); err != nil {
			b.Fatal(err)
		}
	}
}

func bareFunction(b *testing.B, r *goja.Runtime, text string) goja.Callable {
	v, err := r.RunString(text)
	require.NoError(b, err)
	f, ok := goja.AssertFunction(v)
	require.True(b, ok)
	return f
}

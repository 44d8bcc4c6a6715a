// Package simulator is the simulated plant: gateways with their tags, projects
// and message handlers, Perspective sessions, Vision clients and Designers, the
// Gateway Network between gateways, and the delivery of messages among them.
//
// A [Simulation] holds all of it on one event kernel and one journal:
//
//	sim := simulator.New(simulator.Config{Seed: 1})
//	gw, err := sim.AddGateway(simulator.GatewayConfig{Name: "Ignition-A"})
//	err = gw.AddProject(simulator.Project{Name: "X", Handlers: …})
//	gw.ConfigureTag("[default]test", definition)
//	gw.Open(simulator.Session, simulator.Endpoint{ID: "s1", Project: "X"})
//	err = sim.Start()                     // tags take their start values, initial events run
//	gw.Write([]simulator.TagWrite{…})     // something happens …
//	err = sim.Settle()                    // … and all that follows at this instant
//	records := sim.Journal().Since(0)     // what happened
//
// A Simulation belongs to one goroutine; many may run side by side. Close it
// when done.
//
// Rule ids in comments refer to docs/reference/ignition-semantics.md.
package simulator

package simulator

// What scripts browse and configure: the gateway's own tags. Event scripts
// that a script configures are Python, stored as bodies (TAG-3).

import (
	"dryfire/events"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

// AddUDTs gives a gateway UDT definitions, of which scripts can make instances;
// nil has none.
func (g *Gateway) AddUDTs(u *tagfile.UDTs) {
	if u != nil {
		g.udts = append(g.udts, u)
	}
}

// UDTs returns the definitions that have a type for a provider.
func (w *world) UDTs(r *scripts.Run, provider, id string) *tagfile.UDTs {
	for _, u := range w.gateway(r).udts {
		if u.Has(provider, id) {
			return u
		}
	}
	return nil
}

// TagModel returns the tags of the run's gateway. A Designer whose
// communication is off does not get at them, and one whose communication is
// read-only does not edit them.
func (w *world) TagModel(r *scripts.Run, edit bool) (*tags.Tags, tags.Quality) {
	if q, cut := w.commOff(r); cut {
		return nil, q
	}
	if q, cut := w.commNoWrite(r); cut && edit {
		return nil, q
	}
	return w.gateway(r).tags, tags.QualityOf(tags.Good)
}

// EventScript compiles an event script of a tag.
func (w *world) EventScript(_ *scripts.Run, path, event, text string) (any, error) {
	program, err := python.Language.Compile(scripts.Source{Name: path + " " + event, Text: text, Form: scripts.FormBody,
		Entry: event, Params: eventParams(event)})
	if err != nil {
		return nil, err
	}
	return &TagScript{Program: program}, nil
}

// eventParams are the names that an event script sees (TAG-1).
func eventParams(event string) []string {
	alarm := []string{"tag", "tagPath", "alarmName", "alarmEvent", "alarmPath", "missedEvents"}
	value := []string{"tag", "tagPath", "previousValue", "currentValue", "initialChange", "missedEvents"}
	switch event {
	case "alarmActive", "alarmCleared":
		return alarm
	case "alarmAcked":
		return append(alarm, "ackedBy")
	case events.QualifiedValueChanged:
		return append(value, "changed")
	}
	return value
}

// EventText returns the text of an event script as it was stored.
func (w *world) EventText(script any) string {
	if s, ok := script.(*TagScript); ok {
		return s.Program.Source().Text
	}
	return ""
}

// Version returns the gateway's version.
func (w *world) Version(r *scripts.Run) string { return w.gateway(r).profile.Name }

// Projects returns the names of the gateway's projects.
func (w *world) Projects(r *scripts.Run) []string {
	var names []string
	for _, p := range w.gateway(r).projects {
		names = append(names, p.Name)
	}
	return names
}

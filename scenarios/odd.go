package scenarios

// What is odd in a run and fails nothing: a person should hear of it, since a
// test that passes says more than it has seen.

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dryfire/events"
)

// maxOdd is how many warnings of one kind a scenario gives.
const maxOdd = 5

// warn notes the sends of a step that could select nobody, whatever is open:
// the scope holds a letter that is none, or there is no such project. A step
// that says what fired, or what became of its sends, has seen to it.
func (r *runner) warn(c *checker) {
	if e := c.expect; e != nil && (e.Fired != nil || e.Sent != nil || e.NotDelivered != nil) {
		return
	}
	for _, s := range c.h.sends {
		why := ""
		for _, x := range finalReceipts(c.h.receipts, s.ID) {
			switch {
			case x.Reason == events.NoSuchProject && s.Function == "util.sendMessage":
				why = x.Detail
			case x.Reason == events.OutOfScope && strings.Contains(x.Detail, "selects nobody"):
				why = x.Detail
			}
		}
		if why == "" {
			continue
		}
		by := s.From
		if s.run != nil && s.run.In != "run" {
			by = s.run.In
		}
		w := fmt.Sprintf("nobody gets the message to %s/%s, by %s: %s", s.Project, s.Handler, by, why)
		if !slices.Contains(r.res.Warnings, w) && r.odd < maxOdd {
			r.odd++
			r.res.Warnings = append(r.res.Warnings, w)
		}
	}
}

// waiting says which runs were still to come at the end.
func (r *runner) waiting() []string {
	var out []string
	for _, w := range r.sim.Kernel().Backlogs() {
		if len(out) == maxOdd {
			break
		}
		out = append(out, fmt.Sprintf("at the end %s not had %s turn in the lane %q, which is busy until %s: a step advance: %s lets %s run",
			plural(w.Tasks, "1 run has", fmt.Sprint(w.Tasks, " runs have")), plural(w.Tasks, "its", "their"), w.Lane, w.Due, (w.Due-r.sim.Now()).Round(time.Millisecond),
			plural(w.Tasks, "it", "them")))
	}
	return out
}

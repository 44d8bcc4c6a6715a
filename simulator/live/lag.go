package live

// Whether scripts keep up with what arrives. A plant whose scripts are slower
// than its values loses events in the queues of its tags, and each of those is
// in the journal; but that the plant is behind as a whole, and since when, would
// have to be guessed from them.

import (
	"fmt"
	"time"
)

// lag is what a plant knows of its scripts being behind its values.
type lag struct {
	since   time.Time     // there has been something to run all the time from here on; zero if not
	held    time.Duration // the longest that a message waited since then
	told    time.Duration // how long it had lasted when the journal was last told; 0 if it was not
	longest time.Duration // of all times that were told of
}

// busyPatience is for how long scripts may run without a pause before it is said.
const busyPatience = 2 * time.Second

// took notes that a message which arrived then is being taken.
func (l *lag) took(now, arrived time.Time) {
	if l.since.IsZero() {
		l.since = now
	}
	l.held = max(l.held, now.Sub(arrived))
}

// look tells the journal when scripts fall behind, when they still are after
// twice as long, and when they have caught up.
func (p *Plant) look(now time.Time) {
	l := &p.behind
	waiting := p.sim.Kernel().Waiting()
	lasted := now.Sub(l.since)
	switch {
	case waiting == 0:
		if l.told > 0 {
			p.sim.Stimulus("behind", fmt.Sprintf("scripts have caught up with the values after %s", round(lasted)))
		}
		*l = lag{longest: l.longest}
	case l.since.IsZero():
		l.since = now
	case lasted >= max(busyPatience, 2*l.told):
		l.told = lasted
		l.longest = max(l.longest, lasted)
		p.sim.Stimulus("behind", fmt.Sprintf("scripts take longer than values arrive: %s, there was no pause for %s, and a message waited for up to %s; what a tag's own queue can't hold is lost (missedEvents)",
			wait(waiting), round(lasted), round(l.held)))
	}
}

func wait(n int) string {
	if n == 1 {
		return "1 event waits"
	}
	return fmt.Sprintf("%d events wait", n)
}

package scenarios

// What explains a failure: who was selected and who was not, and why; which
// writes changed nothing; which scripts failed.

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scenarios/signal"
	"dryfire/scripts"
	"dryfire/tags"
)

// maxLines is how many lines explain one failure.
const maxLines = 30

func detail(r *events.Receipt) string {
	s := r.Endpoint + ": " + string(r.Reason)
	if r.Detail != "" {
		s += " (" + r.Detail + ")"
	}
	return s
}

// explainSends tells what became of every send of the step.
func (c *checker) explainSends() []string {
	var lines []string
	for _, s := range c.h.sends {
		lines = append(lines, c.explain(s)...)
	}
	if lines != nil {
		return clip(append(lines, c.explainCalls(true)...))
	}
	lines = append(lines, "no message was sent in this step")
	for _, e := range c.h.errors {
		lines = append(lines, "script error in "+e.In+": "+e.String())
	}
	lines = append(lines, c.explainCalls(false)...)
	for _, r := range c.h.tagRuns {
		lines = append(lines, "ran: "+r.In)
	}
	if len(c.h.tagRuns) == 0 {
		lines = append(lines, c.explainEvents()...)
	}
	return clip(fold(lines))
}

// explainCalls tells of calls of functions that are not simulated: a script may
// have swallowed what such a call raised. With failed, only of those that
// raised something.
func (c *checker) explainCalls(failed bool) []string {
	var lines []string
	for _, x := range c.h.calls {
		if failed && x.Type == "" || x.Unprepared && slices.ContainsFunc(c.h.errors, func(e *failedRun) bool { return e.Message == x.Message }) {
			continue // what it raised was not swallowed
		}
		outcome := "returned " + short(match.Show(x.Returned))
		switch {
		case x.Unprepared:
			outcome = "is not simulated and has no stub"
		case x.Type != "":
			outcome = "raised " + x.Type + ": " + short(x.Message)
		}
		lines = append(lines, scripts.CallText(x.Function, x.Args, x.Keywords)+" "+outcome+", called by "+x.in())
	}
	return fold(lines)
}

// fold counts lines that repeat the line before them.
func fold(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); {
		n := 1
		for i+n < len(lines) && lines[i+n] == lines[i] {
			n++
		}
		line := lines[i]
		if n > 1 {
			line += fmt.Sprintf(" (%d times)", n)
		}
		out = append(out, line)
		i += n
	}
	return out
}

func clip(lines []string) []string {
	if len(lines) > maxLines {
		return append(lines[:maxLines:maxLines], fmt.Sprintf("… and %d lines more", len(lines)-maxLines))
	}
	return lines
}

func (c *checker) explainSend(id uint64) []string {
	for _, s := range c.h.sends {
		if s.ID == id {
			return clip(c.explain(s))
		}
	}
	return nil // it was sent in an earlier step
}

// explain tells what became of one send at every endpoint.
func (c *checker) explain(s *send) []string {
	by := s.From
	if s.run != nil && s.run.In != "run" {
		by = s.run.In
	}
	head := fmt.Sprintf("system.%s to %s/%s", s.Function, s.Project, s.Handler)
	if s.Function == "util.sendMessage" {
		head += ", scope " + s.Scope
	}
	for _, f := range []struct{ name, value string }{{"user", s.User}, {"hasRole", s.HasRole}, {"hostName", s.HostName}, {"clientSessionId", s.ClientSessionID},
		{"remoteServers", strings.Join(s.Remote, ", ")}} {
		if f.value != "" {
			head += ", " + f.name + " " + f.value
		}
	}
	lines := []string{head + ", payload " + short(match.Show(s.Payload)) + ", by " + by}
	for _, r := range finalReceipts(c.h.receipts, s.ID) {
		lines = append(lines, "  "+detail(r))
	}
	return lines
}

func short(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}

// explainEvents tells what writes and changes came to, where no event ran.
func (c *checker) explainEvents() []string {
	var lines []string
	changed := map[string]bool{}
	for _, r := range c.h.records {
		switch d := r.Detail.(type) {
		case *events.ValueChange:
			changed[strings.ToLower(d.Tag)] = true
		case *events.Queued:
			if r.Kind == events.KindEnqueue {
				lines = append(lines, fmt.Sprintf("queued: %s %s, %d waiting", d.Tag, d.Event, d.Depth))
			} else {
				lines = append(lines, fmt.Sprintf("dropped: %s %s", d.Tag, d.Event))
			}
		}
	}
	for _, w := range c.h.writes {
		switch path := w.path(); {
		case w.Quality.IsBadOrError():
			lines = append(lines, fmt.Sprintf("%s = %s returned %s", path, short(match.Show(w.Value)), w.Quality))
		case !changed[strings.ToLower(path)]:
			lines = append(lines, fmt.Sprintf("%s = %s changed nothing", path, short(match.Show(w.Value))))
		}
	}
	if lines == nil {
		lines = append(lines, "no tag event was queued in this step")
	}
	return clip(lines)
}

// explainChanges tells how a tag that nobody wrote changed in the step: by its
// server, or by a recording.
func (c *checker) explainChanges(path string) string {
	n := 0
	var last *events.ValueChange
	for _, r := range c.h.records {
		if d, ok := r.Detail.(*events.ValueChange); ok && strings.EqualFold(d.Tag, path) {
			n, last = n+1, d
		}
	}
	followed := c.r.live != nil && c.r.live.Follows(c.gateway.Tags().Find(path))
	if d, ok := c.action.(*Drive); ok && d.Signal == nil {
		followed = followed || slices.ContainsFunc(d.Recording, func(r signal.Record) bool { return strings.EqualFold(r.Tag, path) })
	}
	switch {
	case n == 1:
		return fmt.Sprintf("%s changed once in this step, from %s to %s", path, shown(last.Previous), shown(last.Current))
	case n > 1:
		return fmt.Sprintf("%s changed %d times in this step, at last from %s to %s", path, n, shown(last.Previous), shown(last.Current))
	case followed:
		return path + " did not change in this step"
	}
	return path + " was not written in this step"
}

func shown(q tags.QualifiedValue) string {
	s := short(match.Show(q.Value))
	if q.Quality.Code != tags.Good {
		s += " (" + q.Quality.String() + ")"
	}
	return s
}

// explainWrites tells what was written to a tag in the step.
func (c *checker) explainWrites(path string) []string {
	var lines []string
	for _, w := range c.h.writes {
		if strings.EqualFold(w.path(), path) {
			by := "the step"
			if w.run != nil {
				by = w.run.In
			}
			lines = append(lines, fmt.Sprintf("%s = %s by %s returned %s", w.path(), short(match.Show(w.Value)), by, w.Quality))
		}
	}
	if lines == nil {
		lines = append(lines, c.explainChanges(path))
		lines = append(lines, c.explainCalls(true)...)
	}
	return clip(lines)
}

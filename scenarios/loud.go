package scenarios

// Silence is loud: what fails a step unless an expectation names it.

import (
	"fmt"
	"strings"

	"dryfire/events"
	"dryfire/tags"
)

// alsoLoud notes that a list of expectations is to name one more loud thing.
func (c *checker) alsoLoud(key string, list *List, v tags.Value) {
	if list == nil || !c.r.o.update {
		return
	}
	r := row{got: v, there: true, brief: brief(v)}
	for i := range c.rewrites {
		if c.rewrites[i].key == key {
			c.rewrites[i].rows = append(c.rewrites[i].rows, r)
			return
		}
	}
	rows := make([]row, 0, len(list.Entries)+1)
	for _, e := range list.Entries {
		rows = append(rows, row{entry: e, there: true, same: true})
	}
	c.rewrite(rewrite{pos: list.Pos, key: key, rows: append(rows, r)})
}

// isLoud reports whether a receipt's reason fails a step unless it is named: a
// selected receiver whose handler could not run.
func isLoud(r events.Reason) bool {
	switch r {
	case events.NoSuchHandler, events.HandlerDisabled, events.Denied, events.NotTransferable, events.WaitsForItself:
		return true
	}
	return false
}

// loud reports the loud things that no expectation names. At the start only
// script errors count.
func (c *checker) loud() {
	if c.allow&AllowScriptError == 0 {
		c.loudErrors()
	}
	if c.atStart {
		return
	}
	if c.allow&AllowNoSuchHandler == 0 {
		for _, r := range c.h.receipts {
			if !isLoud(r.Reason) || c.named[r] {
				continue
			}
			c.alsoLoud("notDelivered", c.lists().NotDelivered, receiptValue(r))
			f := c.fail(c.at, "notDelivered", "a message that could not be handled, and no expectation names it: "+string(r.Reason))
			f.found(receiptValue(r))
			f.Details = append(f.Details, detail(r))
			f.Receipts = c.explainSend(r.Send)
		}
	}
	if c.allow&AllowDroppedEvent == 0 {
		c.loudDrops()
	}
	if c.allow&AllowBadWrite == 0 {
		for _, w := range c.h.writes {
			if !w.Quality.IsBadOrError() || w.named || w.run == nil && c.quiet {
				continue
			}
			c.alsoLoud("writes", c.lists().Writes, w.projected())
			f := c.fail(c.at, "writes", "a bad write that no expectation names: "+w.path()+" returned "+w.Quality.String())
			f.found(w.projected())
			if w.run != nil {
				f.Details = append(f.Details, "written by "+w.run.In)
			}
			f.Hint = c.otherTag(w)
		}
		for _, path := range c.missing {
			if !c.quiet {
				c.fail(c.at, "writes", "a quality for a tag that is not there: "+path)
			}
		}
	}
}

// otherTag suggests a tag for a write to one that is not there, "" for none.
func (c *checker) otherTag(w *write) string {
	path := w.path()
	_, p, problem := tagKey(path)
	if problem != "" || c.gateway.Tags().Find(path) != nil {
		return ""
	}
	for _, provider := range c.gateway.Tags().Providers() {
		if !strings.EqualFold(provider.Name(), p.Provider) {
			continue
		}
		var names []string
		provider.Root().Walk(func(t *tags.Tag) bool {
			names = append(names, t.Path())
			return len(names) < 20_000
		})
		return didYouMean(path, names)
	}
	return ""
}

// loudErrors reports script errors, those that are the same but for their run
// once.
func (c *checker) loudErrors() {
	counts := map[events.ScriptError]int{}
	for _, e := range c.h.errors {
		if !e.named {
			c.alsoLoud("errors", c.lists().Errors, e.projected())
			counts[*e.ScriptError]++
		}
	}
	for _, e := range c.h.errors {
		n := counts[*e.ScriptError]
		if e.named || n == 0 {
			continue
		}
		counts[*e.ScriptError] = 0
		message := "a script error that no expectation names"
		if n > 1 {
			message = fmt.Sprintf("a script error that no expectation names, %d times", n)
		}
		f := c.fail(c.at, "errors", message)
		f.found(e.projected())
		f.Hint = e.Hint
		if e.Traceback == "" {
			f.Details = append(f.Details, e.In+": "+e.String())
		} else {
			f.Details = append(f.Details, strings.Split(strings.TrimRight(e.Traceback, "\n"), "\n")...)
		}
		f.Receipts = c.explainCalls(true)
	}
}

// lists are the step's expectations, empty ones if it has none.
func (c *checker) lists() *Expect {
	if c.expect == nil {
		return &Expect{}
	}
	return c.expect
}

// loudDrops reports lost events, one failure for each tag and event id.
func (c *checker) loudDrops() {
	type key struct{ tag, event string }
	counts := map[key]int{}
	var order []key
	for _, d := range c.h.drops {
		if c.lost[d] {
			continue
		}
		k := key{d.Tag, d.Event}
		if counts[k] == 0 {
			order = append(order, k)
		}
		counts[k]++
	}
	for _, k := range order {
		f := c.fail(c.at, "notDelivered", fmt.Sprintf("%s dropped from the queue of %s, and no expectation names %s", count(counts[k], k.event+" event"), k.tag, plural(counts[k], "it", "them")))
		lost := mapValue(pair{"tag", textValue(k.tag)}, pair{"handler", textValue(k.event)}, pair{"reason", textValue("dropped event")}, pair{"times", tags.Int(int64(counts[k]))})
		f.found(lost)
		c.alsoLoud("notDelivered", c.lists().NotDelivered, lost)
	}
}

package scenarios

// Comparing a step with its expectations.

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/simulator"
	"dryfire/tags"
)

// checker compares one step.
type checker struct {
	r        *runner
	gateway  *simulator.Gateway
	number   int
	name     string
	at       Pos
	action   Action
	expect   *Expect
	allow    Allow
	atStart  bool
	h        *happened
	returned tags.Value
	missing  []string // tags of a quality step that are not there
	failures []Failure

	named map[*events.Receipt]bool // receipts that an expectation names
	lost  map[*events.Queued]bool  // lost events that one names
	quiet bool                     // returns names the step's own bad writes

	rewrites []rewrite
}

func (c *checker) check() {
	if e := c.expect; e != nil {
		if e.Fired != nil {
			c.runs("fired", "handler run", e.Fired, c.h.messages, e.InOrder)
		}
		if e.Events != nil {
			c.runs("events", "event script run", e.Events, c.h.tagRuns, false)
		}
		if e.NotDelivered != nil {
			c.notDelivered(e.NotDelivered)
		}
		if e.Logs != nil {
			c.logs(e.Logs)
		}
		if e.Tags != nil {
			c.tags(e.Tags)
		}
		if e.Returns != nil {
			c.returns(e.Returns)
		}
		if e.Errors != nil {
			c.errors(e.Errors)
		}
		if e.Sent != nil {
			c.sent(e.Sent)
		}
		if e.Calls != nil {
			c.calls(e.Calls)
		}
		if e.Writes != nil {
			c.writes(e.Writes)
		}
	}
	c.loud()
}

// fail adds a failure at a place.
func (c *checker) fail(at Pos, expectation, message string) *Failure {
	f := Failure{Step: c.number, Name: c.name, Expectation: expectation, Message: message}
	if at.File != nil {
		f.File = at.File.Name
		f.Line, f.Col = at.File.Position(at.Offset)
	}
	c.failures = append(c.failures, f)
	return &c.failures[len(c.failures)-1]
}

// rewrite notes what an expectation is to be rewritten to.
func (c *checker) rewrite(w rewrite) {
	if c.r.o.update {
		w.step = c.number
		c.rewrites = append(c.rewrites, w)
	}
}

// items compares a list of which each entry must match an item of its own, in
// any order; others may exist. It returns for each item whether an entry names
// it, or nil after a failure. prefer says which items an entry that could name
// several is to name first.
func (c *checker) items(key, what string, list *List, values []tags.Value, prefer func(i int) bool) []bool {
	var first []int
	for i := range values {
		if prefer(i) {
			first = append(first, i)
		}
	}
	var wanted []*Entry
	times := make([]int, len(list.Entries))
	for i, e := range list.Entries {
		times[i] = min(e.Times, maxRows)
		for range times[i] {
			wanted = append(wanted, e)
		}
	}
	got := match.Assign(times, len(values), func(i, j int) bool { return list.Entries[i].Pattern.Matches(values[j]) }, first)
	named := make([]bool, len(values))
	rows := make([]row, len(wanted))
	lacks := false
	for i, j := range got {
		rows[i].entry = wanted[i]
		if j < 0 {
			lacks = true
			continue
		}
		named[j] = true
		rows[i].got, rows[i].there, rows[i].same = values[j], true, true
	}
	if !lacks {
		return named
	}
	c.lacking(key, what, list, rows, values, named)
	return named
}

// lacking reports rows that have no counterpart, each beside the thing that
// comes nearest to it.
func (c *checker) lacking(key, what string, list *List, rows []row, values []tags.Value, taken []bool) *Failure {
	at, missing := list.Pos, 0
	for i := range rows {
		r := &rows[i]
		if r.same {
			continue
		}
		if missing++; missing == 1 {
			at = r.entry.Pos
		}
		if slices.ContainsFunc(rows, func(o row) bool { return o.entry == r.entry && o.same }) {
			continue // there are too few of them: no other thing is nearer
		}
		best, least := -1, 1<<30
		for j, v := range values {
			if taken[j] || !related(r.entry, v) {
				continue
			}
			if n := len(r.entry.Pattern.Compare(v)); n < least {
				best, least = j, n
			}
		}
		if best >= 0 {
			taken[best] = true
			r.got, r.there = values[best], true
		}
	}
	f := c.fail(at, key, count(missing, what)+" missing")
	f.show(rows)
	c.rewrite(rewrite{pos: list.Pos, key: key, rows: rows})
	return f
}

// related reports whether a thing is about what an entry is about: what the
// entry says of where it happened is so, at least in part, and its tag is the
// same. An entry that does not say where is related by what it says else.
func related(e *Entry, v tags.Value) bool {
	names := false
	for _, key := range []string{"tag", "on", "handler", "logger", "function", "in", "type", "event", "message"} {
		p := e.Pattern.Get(key)
		if p == nil {
			continue
		}
		names = true
		got, ok := match.Entry(v, key)
		if ok && p.Matches(got) {
			return true
		}
		if key == "tag" || key == "function" {
			return false
		}
	}
	if names {
		return false
	}
	for _, key := range []string{"reason", "level"} {
		p := e.Pattern.Get(key)
		got, ok := match.Entry(v, key)
		if p != nil && ok && p.Matches(got) {
			return true
		}
	}
	return false
}

func (c *checker) notDelivered(list *List) {
	var values []tags.Value
	var receipts []*events.Receipt
	for _, r := range c.h.receipts {
		if !r.Reason.OK() {
			receipts = append(receipts, r)
			values = append(values, receiptValue(r))
		}
	}
	for _, d := range c.h.drops {
		values = append(values, dropValue(d))
	}
	before := len(c.failures)
	named := c.items("notDelivered", "receipt", list, values, func(i int) bool {
		return i >= len(receipts) || isLoud(receipts[i].Reason)
	})
	if len(c.failures) > before {
		c.failures[before].Receipts = c.explainSends()
	}
	c.named, c.lost = map[*events.Receipt]bool{}, map[*events.Queued]bool{}
	for i, n := range named {
		switch {
		case !n:
		case i < len(receipts):
			c.named[receipts[i]] = true
			if receipts[i].Reason == events.HandlerError {
				c.nameError(receipts[i])
			}
		default:
			c.lost[c.h.drops[i-len(receipts)]] = true
		}
	}
}

// nameError counts the script error behind a receipt "handler error" as named.
func (c *checker) nameError(r *events.Receipt) {
	for _, x := range c.h.messages {
		if x.err != nil && x.Send == r.Send && x.On == r.Endpoint {
			x.err.named = true
		}
	}
}

func (c *checker) logs(list *List) {
	var values []tags.Value
	for _, l := range c.h.logs {
		values = append(values, logValue(l))
	}
	c.subsequence("logs", "log line", list, values)
}

// subsequence compares a list whose entries must appear in order; others may
// appear between.
func (c *checker) subsequence(key, what string, list *List, values []tags.Value) (found []int) {
	taken := make([]bool, len(values))
	rows := make([]row, 0, len(list.Entries))
	next, ok := 0, true
	for _, e := range list.Entries {
		for range min(e.Times, maxRows) {
			r := row{entry: e}
			for j := next; j < len(values); j++ {
				if e.Pattern.Matches(values[j]) {
					r.got, r.there, r.same = values[j], true, true
					taken[j], next = true, j+1
					found = append(found, j)
					break
				}
			}
			ok = ok && r.same
			rows = append(rows, r)
		}
	}
	if ok {
		return found
	}
	f := c.lacking(key, what, list, rows, values, taken)
	for i, r := range rows {
		for j, v := range values {
			if !r.same && r.entry.Times == 1 && r.entry.Pattern.Matches(v) {
				f.Details = append(f.Details, fmt.Sprintf("entry %d is there as number %d of %d, but not in this order", i+1, j+1, len(values)))
				break
			}
		}
	}
	if len(values) == 0 {
		f.Receipts = append(f.Receipts, "there is no "+what+" in this step")
	}
	for j, v := range values {
		if j == 10 {
			f.Receipts = append(f.Receipts, fmt.Sprintf("… and %d more", len(values)-10))
			break
		}
		f.Receipts = append(f.Receipts, what+": "+match.Show(brief(v)))
	}
	if key == "logs" {
		f.Receipts = append(f.Receipts, c.explainCalls(true)...)
	}
	return nil
}

func (c *checker) tags(list *TagList) {
	for _, e := range list.Entries {
		q := c.gateway.Tags().Read(e.Path, nil)
		v := tags.FromQualified(&q)
		if e.Pattern.Matches(v) {
			continue
		}
		c.rewrite(rewrite{pos: list.Pos, key: "tags", path: e.Path, pattern: e.Pattern, value: v})
		f := c.fail(e.Pos, "tags", e.Path+" holds something else")
		c.sides(f, e.Pattern, v)
		switch t := c.gateway.Tags().Find(e.Path); {
		case t == nil && q.Quality.Code == tags.BadNotFound:
			f.Details = []string{"there is no such tag"}
		case t != nil && c.r.live != nil && c.r.live.Refused(t) != "":
			f.Details = []string{c.r.live.Refused(t)}
		}
		f.Receipts = c.explainWrites(e.Path)
	}
}

// sides shows one value beside what was expected.
func (c *checker) sides(f *Failure, p *match.Pattern, v tags.Value) {
	want, got := match.Sides(p, v, false, "")
	f.Expected, f.Actual = strings.Join(want, "\n"), strings.Join(got, "\n")
	compared := v
	if q := v.Qualified(); q != nil && p.IsOnValue() {
		compared = q.Value
	}
	f.Want, f.Got = p.AppendJSON(nil), tags.AppendJSON(nil, compared)
	f.Diff = match.Diff(want, got)
	for _, m := range p.Compare(v) {
		f.Details = append(f.Details, m.String())
	}
}

func (c *checker) returns(r *Returns) {
	if r.Pattern.Matches(c.returned) {
		c.quiet = true
		return
	}
	c.rewrite(rewrite{pos: r.Pos, key: "returns", pattern: r.Pattern, value: c.returned})
	f := c.fail(r.Pos, "returns", c.action.Keyword()+" returned something else")
	c.sides(f, r.Pattern, c.returned)
	for _, e := range c.h.errors {
		f.Receipts = append(f.Receipts, "script error in "+e.In+": "+e.String())
	}
	f.Receipts = fold(append(f.Receipts, c.explainCalls(true)...))
}

func (c *checker) errors(list *List) {
	var values []tags.Value
	for _, e := range c.h.errors {
		values = append(values, e.projected())
	}
	for i, named := range c.items("errors", "script error", list, values, func(i int) bool { return !c.h.errors[i].named }) {
		if named {
			c.h.errors[i].named = true
		}
	}
}

func (c *checker) sent(list *List) {
	values := make([]tags.Value, len(c.h.sends))
	kinds := map[fromKind][]tags.Value{}
	for _, e := range list.Entries {
		if kinds[e.From] == nil {
			for i, s := range c.h.sends {
				values[i] = s.projected(e.From, c.h.receipts)
			}
			kinds[e.From] = slices.Clone(values)
		}
	}
	found := c.subsequenceOf(list, kinds)
	for i, j := range found {
		if list.Entries[i].Pattern.Get("receipts") == nil {
			continue
		}
		for _, r := range finalReceipts(c.h.receipts, c.h.sends[j].ID) {
			if namesReason(list.Entries[i].Pattern.Get("receipts"), r) {
				if c.named == nil {
					c.named = map[*events.Receipt]bool{}
				}
				c.named[r] = true
			}
		}
	}
}

// namesReason reports whether a list of expected receipts has one for this
// receipt that says its reason.
func namesReason(p *match.Pattern, r *events.Receipt) bool {
	for _, s := range p.Items() {
		if s.Get("reason") != nil && s.Matches(receiptValue(r)) {
			return true
		}
	}
	return false
}

// subsequenceOf is subsequence for sends, which look different to entries that
// name the sender differently.
func (c *checker) subsequenceOf(list *List, kinds map[fromKind][]tags.Value) []int {
	if len(kinds) <= 1 {
		for _, values := range kinds {
			return c.subsequence("sent", "send", list, values)
		}
		return nil
	}
	next, found := 0, []int(nil)
	for _, e := range list.Entries {
		values := kinds[e.From]
		for next < len(values) && !e.Pattern.Matches(values[next]) {
			next++
		}
		if next == len(values) {
			// Show it with the senders as this entry names them.
			return c.subsequence("sent", "send", &List{Pos: list.Pos, Entries: []*Entry{e}}, values[min(next, len(values)):])
		}
		found = append(found, next)
		next++
	}
	return found
}

func (c *checker) calls(list *List) {
	values := make([]tags.Value, len(c.h.calls))
	for i, x := range c.h.calls {
		values[i] = x.projected()
	}
	c.subsequence("calls", "call", list, values)
}

func (c *checker) writes(list *List) {
	var values []tags.Value
	for _, w := range c.h.writes {
		values = append(values, w.projected())
	}
	for i, named := range c.items("writes", "write", list, values, func(i int) bool { return c.h.writes[i].Quality.IsBadOrError() }) {
		if named {
			c.h.writes[i].named = true
		}
	}
}

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

// row is one line of a comparison: an expected entry, what happened, or both.
type row struct {
	entry *Entry
	got   tags.Value
	there bool // got is there
	same  bool
	brief tags.Value // what to show of something that no entry expects
}

// show fills in a failure from rows.
func (f *Failure) show(rows []row) {
	var want, got []string
	for _, r := range rows {
		var w, g []string
		switch {
		case r.entry == nil:
			w, g = match.Sides(nil, r.brief, false, "- ")
			f.Details = append(f.Details, "not expected: "+match.Show(r.brief))
		case !r.there:
			w, g = match.Sides(r.entry.Pattern, tags.Value{}, true, "- ")
			f.Details = append(f.Details, "missing: "+r.entry.Pattern.String())
		default:
			w, g = match.Sides(r.entry.Pattern, r.got, false, "- ")
			if !r.same {
				name := headline(r.got)
				for _, m := range r.entry.Pattern.Compare(r.got) {
					f.Details = append(f.Details, strings.TrimPrefix(name+": "+m.String(), ": "))
				}
			}
		}
		want, got = append(want, w...), append(got, g...)
	}
	f.Expected, f.Actual = strings.Join(want, "\n"), strings.Join(got, "\n")
	f.Diff = match.Diff(want, got)
}

// headline names a thing in a few words.
func headline(v tags.Value) string {
	var words []string
	for _, key := range []string{"on", "tag", "event", "handler", "logger", "in"} {
		if e, ok := match.Entry(v, key); ok && e.IsText() {
			words = append(words, e.Text())
		}
	}
	return strings.Join(words, " ")
}

// without leaves entries out that say nothing.
func brief(v tags.Value) tags.Value {
	m := v.Map()
	out := tags.NewMap(m.Len())
	for i := range m.Len() {
		k, e := m.At(i)
		switch key := k.Text(); {
		case e.IsNull() && key != "payload" && key != "value", key == "initialChange" && !e.Bool(), key == "missedEvents" && !e.Bool(),
			key == "project", key == "selected":
		case e.Qualified() != nil:
			q := e.Qualified()
			if q.Quality.Code == tags.Good {
				e = q.Value
			} else {
				e = mapValue(pair{"value", q.Value}, pair{"quality", tags.FromQuality(q.Quality)})
			}
			out.Set(k, e)
		case key == "error":
			typ, _ := match.Entry(e, "type")
			message, _ := match.Entry(e, "message")
			out.Set(k, textValue(typ.Text()+": "+message.Text()))
		default:
			out.Set(k, e)
		}
	}
	return tags.FromMap(out)
}

// maxRows is how many rows a comparison shows; beyond that a count must do.
const maxRows = 5000

// runs compares handler runs or event script runs: each entry with as many
// runs in a row as its times say, in order within a receiver.
func (c *checker) runs(key, what string, list *List, runs []*run, inOrder bool) {
	a := &assignment{list: list, runs: runs, inOrder: inOrder}
	if a.solve() {
		for _, p := range a.pairs {
			if p.entry.Pattern.Get("error") != nil && p.run.err != nil {
				p.run.err.named = true
			}
		}
		return
	}
	rows := a.align()
	var missing, extra, differ int
	at := list.Pos
	located := false
	for _, r := range rows {
		switch {
		case r.entry == nil:
			extra++
		case !r.there:
			missing++
		case !r.same:
			differ++
		}
		if r.entry != nil && !r.same && !located {
			at, located = r.entry.Pos, true
		}
	}
	var parts []string
	if differ > 0 {
		parts = append(parts, count(differ, what)+" not as expected")
	}
	if missing > 0 {
		parts = append(parts, count(missing, what)+" missing")
	}
	if extra > 0 {
		parts = append(parts, count(extra, what)+" that the list does not have")
	}
	if differ == 0 && reordered(rows) {
		parts = []string{what + "s in another order"}
	}
	f := c.fail(at, key, strings.Join(parts, ", "))
	f.show(rows)
	c.rewrite(rewrite{pos: list.Pos, key: key, rows: rows})
	if key == "fired" {
		f.Receipts = c.explainSends()
	} else {
		f.Receipts = c.explainEvents()
	}
}

// reordered reports whether what is missing is there, but elsewhere in the list.
func reordered(rows []row) bool {
	var extra []tags.Value
	for _, r := range rows {
		if r.entry == nil {
			extra = append(extra, r.got)
		}
	}
	for _, r := range rows {
		if r.entry == nil || r.there {
			continue
		}
		i := slices.IndexFunc(extra, r.entry.Pattern.Matches)
		if i < 0 {
			return false
		}
		extra = slices.Delete(extra, i, i+1)
	}
	return len(extra) == 0
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// assignment finds for each expected entry the runs that it stands for.
type assignment struct {
	list    *List
	runs    []*run
	inOrder bool
	groups  [][]*run
	heads   []int
	pairs   []runPair
	budget  int
}

type runPair struct {
	entry *Entry
	run   *run
}

func (a *assignment) group() {
	at := map[string]int{}
	for _, r := range a.runs {
		key := r.receiver()
		if a.inOrder {
			key = ""
		}
		g, ok := at[key]
		if !ok {
			g = len(a.groups)
			at[key] = g
			a.groups = append(a.groups, nil)
		}
		a.groups[g] = append(a.groups[g], r)
	}
	a.heads = make([]int, len(a.groups))
}

// solve reports whether everything is as expected. In the usual case, where
// entries name their receivers, nothing is ever tried twice.
func (a *assignment) solve() bool {
	if len(a.list.Entries) == 0 {
		return len(a.runs) == 0 || a.list.Includes
	}
	a.group()
	a.budget = 100_000
	return a.try(0)
}

func (a *assignment) try(i int) bool {
	if i == len(a.list.Entries) {
		for g, head := range a.heads {
			if head < len(a.groups[g]) && !a.list.Includes {
				return false
			}
		}
		return true
	}
	e := a.list.Entries[i]
	for g := range a.groups {
		if a.budget--; a.budget < 0 {
			return false
		}
		head := a.heads[g]
		first := a.find(e, g, head)
		if first < 0 {
			continue
		}
		before := len(a.pairs)
		for _, r := range a.groups[g][first : first+e.Times] {
			a.pairs = append(a.pairs, runPair{e, r})
		}
		a.heads[g] = first + e.Times
		if a.try(i + 1) {
			return true
		}
		a.heads[g] = head
		a.pairs = a.pairs[:before]
	}
	return false
}

// find returns where in a group the entry's runs begin, from head on: at head
// itself unless others may come between.
func (a *assignment) find(e *Entry, g, head int) int {
	runs := a.groups[g]
	for ; head+e.Times <= len(runs); head++ {
		all := true
		for _, r := range runs[head : head+e.Times] {
			if !e.Pattern.Matches(r.projected()) {
				all = false
				break
			}
		}
		if all {
			return head
		}
		if !a.list.Includes {
			return -1
		}
	}
	return -1
}

// align pairs entries with runs as well as can be, for people to read.
func (a *assignment) align() []row {
	if a.groups == nil {
		a.group()
	}
	used := map[*run]bool{}
	wanted := make([][]*Entry, len(a.groups)) // entries by group
	var loose []*Entry
	total := 0
	for _, e := range a.list.Entries {
		g := a.groupOf(e)
		for range min(e.Times, maxRows) {
			if total++; total > maxRows {
				break
			}
			if g < 0 {
				loose = append(loose, e)
			} else {
				wanted[g] = append(wanted[g], e)
			}
		}
	}
	var rows []row
	for g, runs := range a.groups {
		rows = append(rows, a.alignGroup(wanted[g], runs, used)...)
	}
	for _, e := range loose {
		r := row{entry: e}
		for i := range rows { // an entry without a receiver takes what is left over
			if rows[i].entry == nil && (e.Pattern.Matches(rows[i].got) || i == len(rows)-1 && !namesReceiver(e)) {
				rows[i].entry, rows[i].same = e, e.Pattern.Matches(rows[i].got)
				r.entry = nil
				break
			}
		}
		if r.entry != nil {
			rows = append(rows, r)
		}
	}
	if a.list.Includes {
		rows = slices.DeleteFunc(rows, func(r row) bool { return r.entry == nil })
	}
	return rows
}

func namesReceiver(e *Entry) bool {
	for _, key := range []string{"on", "tag"} {
		if p := e.Pattern.Get(key); p != nil {
			return true
		}
	}
	return false
}

// sameName reports whether a run is of the handler or event that an entry
// names.
func sameName(e *Entry, v tags.Value) bool {
	for _, key := range []string{"handler", "event"} {
		p := e.Pattern.Get(key)
		if got, ok := match.Entry(v, key); p != nil && ok && p.Matches(got) {
			return true
		}
	}
	return false
}

// groupOf returns the group whose receiver an entry names, or, if it names
// none, one with a run of its handler or event; -1 if there is none.
func (a *assignment) groupOf(e *Entry) int {
	if a.inOrder && len(a.groups) > 0 || len(a.groups) == 1 && !namesReceiver(e) {
		return 0
	}
	if !namesReceiver(e) {
		for g, runs := range a.groups {
			if slices.ContainsFunc(runs, func(r *run) bool { return sameName(e, r.projected()) }) {
				return g
			}
		}
	}
	for g, runs := range a.groups {
		for _, key := range []string{"on", "tag"} {
			if p := e.Pattern.Get(key); p != nil && p.Matches(textValue(runs[0].receiver())) {
				return g
			}
		}
	}
	return -1
}

// alignGroup keeps as many matches as possible in order, and pairs what is
// left between them one by one.
func (a *assignment) alignGroup(entries []*Entry, runs []*run, used map[*run]bool) []row {
	n, m := len(entries), min(len(runs), maxRows)
	if n*m > 1_000_000 {
		m = min(m, 1_000_000/max(n, 1))
	}
	best := make([][]int32, n+1)
	for i := range best {
		best[i] = make([]int32, m+1)
	}
	matches := func(i, j int) bool { return entries[i].Pattern.Matches(runs[j].projected()) }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if matches(i, j) {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	var rows []row
	var lackI, lackJ []int
	flush := func() {
		if a.list.Includes { // others are meant to be there: only show one that is near
			for _, i := range lackI {
				r := row{entry: entries[i]}
				for k, j := range lackJ {
					if x := runs[j].projected(); sameName(entries[i], x) {
						r.got, r.there, r.brief = x, true, brief(x)
						lackJ = slices.Delete(lackJ, k, k+1)
						break
					}
				}
				rows = append(rows, r)
			}
			lackI, lackJ = nil, nil
			return
		}
		for k := range max(len(lackI), len(lackJ)) {
			var r row
			if k < len(lackI) {
				r.entry = entries[lackI[k]]
			}
			if k < len(lackJ) {
				x := runs[lackJ[k]]
				used[x] = true
				r.got, r.there, r.brief = x.projected(), true, brief(x.projected())
			}
			rows = append(rows, r)
		}
		lackI, lackJ = nil, nil
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && matches(i, j) && best[i][j] == best[i+1][j+1]+1:
			flush()
			used[runs[j]] = true
			rows = append(rows, row{entry: entries[i], got: runs[j].projected(), there: true, same: true})
			i, j = i+1, j+1
		case i < n && (j == m || best[i+1][j] >= best[i][j+1]):
			lackI = append(lackI, i)
			i++
		default:
			lackJ = append(lackJ, j)
			j++
		}
	}
	flush()
	return rows
}

// items compares a list of which each entry must match an item of its own, in
// any order; others may exist. It returns for each item whether an entry names
// it, or nil after a failure. prefer says which items an entry that could name
// several is to name first.
func (c *checker) items(key, what string, list *List, values []tags.Value, prefer func(i int) bool) []bool {
	order := make([]int, 0, len(values))
	for _, first := range []bool{true, false} {
		for i := range values {
			if prefer(i) == first {
				order = append(order, i)
			}
		}
	}
	var wanted []*Entry
	for _, e := range list.Entries {
		for range min(e.Times, maxRows) {
			wanted = append(wanted, e)
		}
	}
	named := make([]bool, len(values))
	by := make([]int, len(wanted))
	budget := 200_000
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(wanted) {
			return true
		}
		for _, j := range order {
			if budget--; budget < 0 {
				return false
			}
			if named[j] || !wanted[i].Pattern.Matches(values[j]) {
				continue
			}
			named[j], by[i] = true, j
			if try(i + 1) {
				return true
			}
			named[j] = false
			if i > 0 && wanted[i-1] == wanted[i] {
				break // another of the same kind does not help
			}
		}
		return false
	}
	if try(0) {
		return named
	}
	// Name what can be named one by one, to show what is missing.
	clear(named)
	rows := make([]row, len(wanted))
	for i, e := range wanted {
		rows[i].entry = e
		for _, j := range order {
			if !named[j] && e.Pattern.Matches(values[j]) {
				named[j] = true
				rows[i].got, rows[i].there, rows[i].same = values[j], true, true
				break
			}
		}
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
	for _, key := range []string{"tag", "on", "handler", "logger", "in", "type", "event", "message"} {
		p := e.Pattern.Get(key)
		if p == nil {
			continue
		}
		names = true
		got, ok := match.Entry(v, key)
		if ok && p.Matches(got) {
			return true
		}
		if key == "tag" {
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
	if ok {
		return found
	}
	f := c.lacking(key, what, list, rows, values, taken)
	for i, r := range rows {
		for j, v := range values {
			if !r.same && r.entry.Pattern.Matches(v) {
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
		if q.Quality.Code == tags.BadNotFound {
			f.Details = []string{"there is no such tag"}
		}
		f.Receipts = c.explainWrites(e.Path)
	}
}

// sides shows one value beside what was expected.
func (c *checker) sides(f *Failure, p *match.Pattern, v tags.Value) {
	want, got := match.Sides(p, v, false, "")
	f.Expected, f.Actual = strings.Join(want, "\n"), strings.Join(got, "\n")
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

// isLoud reports whether a receipt's reason fails a step unless it is named: a
// selected receiver whose handler could not run.
func isLoud(r events.Reason) bool {
	switch r {
	case events.NoSuchHandler, events.HandlerDisabled, events.NotTransferable, events.WaitsForItself:
		return true
	}
	return false
}

// loud reports the loud things that no expectation names. At the start only
// script errors count.
func (c *checker) loud() {
	if c.allow&AllowScriptError == 0 {
		for _, e := range c.h.errors {
			if e.named {
				continue
			}
			c.alsoLoud("errors", c.lists().Errors, e.projected())
			f := c.fail(c.at, "errors", "a script error that no expectation names")
			f.Actual = match.Show(e.projected())
			if e.Traceback == "" {
				f.Details = append(f.Details, e.In+": "+e.String())
			} else {
				f.Details = append(f.Details, strings.Split(strings.TrimRight(e.Traceback, "\n"), "\n")...)
			}
		}
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
			f.Actual = match.Show(receiptValue(r))
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
			f.Actual = match.Show(w.projected())
			if w.run != nil {
				f.Details = append(f.Details, "written by "+w.run.In)
			}
		}
		for _, path := range c.missing {
			if !c.quiet {
				c.fail(c.at, "writes", "a quality for a tag that is not there: "+path)
			}
		}
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
		f.Actual = match.Show(lost)
		c.alsoLoud("notDelivered", c.lists().NotDelivered, lost)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

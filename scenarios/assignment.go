package scenarios

// Which runs the entries of fired and events stand for.

import (
	"slices"
	"strings"

	"dryfire/scenarios/match"
	"dryfire/tags"
)

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
	if a.search != nil && a.search.tired() {
		parts = append(parts, "or too many ways to tell receivers apart: name the receiver in each entry, with "+map[string]string{"fired": "on", "events": "tag"}[key])
	}
	if a.spreads() {
		parts[len(parts)-1] += "; times counts runs that are consecutive at one receiver"
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

// assignment finds for each expected entry the runs that it stands for.
type assignment struct {
	list    *List
	runs    []*run
	inOrder bool
	groups  [][]*run // the runs of each receiver
	pairs   []runPair
	search  *search // if entries had to be tried at several receivers
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
}

// solve reports whether everything is as expected. Entries that name their
// receiver are compared with its runs one after the other; only entries that
// could stand for runs of several receivers are searched for.
func (a *assignment) solve() bool {
	if len(a.list.Entries) == 0 {
		return len(a.runs) == 0 || a.list.Includes
	}
	a.group()
	at, free := a.receivers()
	if free {
		a.search = newSearch(a, at)
		return a.search.solve()
	}
	heads := make([]int, len(a.groups))
	for i, e := range a.list.Entries {
		g := at[i]
		if g < 0 {
			return false
		}
		first := a.find(e, g, heads[g])
		if first < 0 {
			return false
		}
		a.pair(e, g, first)
		heads[g] = first + e.Times
	}
	return a.list.Includes || a.exhausted(heads)
}

// spreads reports whether an entry that names no receiver wants several runs in
// a row where there are several receivers.
func (a *assignment) spreads() bool {
	return len(a.groups) > 1 && slices.ContainsFunc(a.list.Entries, func(e *Entry) bool {
		_, named := receiverOf(e)
		return e.Times > 1 && !named
	})
}

func (a *assignment) exhausted(heads []int) bool {
	for g, head := range heads {
		if head < len(a.groups[g]) {
			return false
		}
	}
	return true
}

func (a *assignment) pair(e *Entry, g, first int) {
	for _, r := range a.groups[g][first : first+e.Times] {
		a.pairs = append(a.pairs, runPair{e, r})
	}
}

// anywhere stands for the receiver of an entry that names none.
const anywhere = -2

// receivers tells for each entry the group of the receiver that it names, -1
// if nothing ran there, or anywhere; free is true if there are such.
func (a *assignment) receivers() (at []int, free bool) {
	at = make([]int, len(a.list.Entries))
	index := make(map[string]int, len(a.groups)) // by name in lower case
	for g, runs := range a.groups {
		index[strings.ToLower(runs[0].receiver())] = g
	}
	for i, e := range a.list.Entries {
		at[i] = -1
		name, named := receiverOf(e)
		switch {
		case len(a.groups) == 0:
		case len(a.groups) == 1:
			at[i] = 0 // the comparison tells whether it is the right one
		case !named:
			at[i], free = anywhere, true
		default:
			if g, ok := index[strings.ToLower(name)]; ok {
				at[i] = g
			}
		}
	}
	return at, free
}

// receiverOf returns the receiver that an entry names.
func receiverOf(e *Entry) (name string, named bool) {
	for _, key := range []string{"on", "tag"} {
		if p := e.Pattern.Get(key); p != nil {
			if v, plain := p.Literal(); plain && v.IsText() {
				return v.Text(), true
			}
		}
	}
	return "", false
}

// find returns where in a group the entry's runs begin, from head on: at head
// itself unless others may come between.
func (a *assignment) find(e *Entry, g, head int) int {
	runs := a.groups[g]
	return firstOf(head, len(runs), e.Times, a.list.Includes, func(h int) bool { return e.Pattern.Matches(runs[h].projected()) })
}

// firstOf returns the first place from head on, below n, at which times things
// in a row fit, or -1; unless skip is true only head itself will do.
func firstOf(head, n, times int, skip bool, fits func(int) bool) int {
	row := 0
	for h := head; h < n; h++ {
		if !fits(h) {
			if !skip {
				return -1
			}
			row = 0
			continue
		}
		if row++; row == times {
			return h - times + 1
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

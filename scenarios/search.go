package scenarios

// Entries of fired and events that name no receiver. Each may stand for a run
// of any receiver, in order within each: the list is to be dealt out to the
// receivers so that each gets its own runs in their order. In general that is
// to recognise a shuffle of many words, for which no method is known that is
// always fast. What occurs is: receivers that ran the same things are
// interchangeable, so the search remembers what is left of each and how often,
// not of which one; what is left is one run for each receiver soon, and then
// order is no matter and a bipartite matching decides at once. A count bounds
// the search for lists that are made to be hard, and the failure says so.

import (
	"cmp"
	"slices"
	"strings"

	"dryfire/scenarios/match"
)

// maxSearch is how many steps a search may take.
const maxSearch = 5_000_000

type search struct {
	a        *assignment
	at       []int    // group of each entry, or anywhere
	last     []int    // index of the last entry that names a group, -1 for none
	start    []int    // index of a group's first run among all
	pattern  []int    // of each entry; entries that say the same share one
	fit      [][]int8 // what is known of pattern and run: 1 fits, -1 does not
	distinct []*Entry

	rest  [][]int32 // what is left of a group from each head on, as a number
	heads []int
	long  int // groups with more than one run left
	hash  [2]uint64
	taken []int // where each entry's runs begin
	where []int // and in which group
	dead  map[[3]uint64]bool
	steps int
}

func newSearch(a *assignment, at []int) *search {
	s := &search{a: a, at: at, last: make([]int, len(a.groups)), start: make([]int, len(a.groups)), pattern: make([]int, len(at)),
		heads: make([]int, len(a.groups)), taken: make([]int, len(at)), where: make([]int, len(at)), dead: map[[3]uint64]bool{}}
	total := 0
	for g, runs := range a.groups {
		s.last[g], s.start[g] = -1, total
		total += len(runs)
	}
	index := map[string]int{}
	for i, e := range a.list.Entries {
		if at[i] >= 0 {
			s.last[at[i]] = i
		}
		text := e.Pattern.String()
		p, ok := index[text]
		if !ok || strings.Contains(text, "…") { // shortened: it may not tell all
			p = len(s.distinct)
			index[text] = p
			s.distinct = append(s.distinct, e)
			s.fit = append(s.fit, make([]int8, total))
		}
		s.pattern[i] = p
	}
	return s
}

// fits reports whether entry i may stand for run h of group g.
func (s *search) fits(i, g, h int) bool {
	if s.at[i] != anywhere && s.at[i] != g {
		return false
	}
	known := &s.fit[s.pattern[i]][s.start[g]+h]
	if *known == 0 {
		*known = -1
		if s.distinct[s.pattern[i]].Pattern.Matches(s.a.groups[g][h].projected()) {
			*known = 1
		}
	}
	return *known > 0
}

func (s *search) tired() bool { return s.steps > maxSearch }

func (s *search) solve() bool {
	want := 0
	for i, e := range s.a.list.Entries {
		if want += e.Times; want > len(s.a.runs) || s.at[i] == -1 {
			return false
		}
	}
	if !s.a.list.Includes && want < len(s.a.runs) || !s.matching(0) {
		return false
	}
	s.number()
	for g, runs := range s.a.groups {
		s.note(g, 0)
		if len(runs) > 1 {
			s.long++
		}
	}
	if !s.try(0) {
		return false
	}
	for i, e := range s.a.list.Entries {
		s.a.pair(e, s.where[i], s.taken[i])
	}
	return true
}

// matching reports whether the entries from i on find runs of their own, the
// order aside. If it is all there is to find, it fills in what they got.
func (s *search) matching(from int) bool {
	type place struct{ g, h int }
	var places []place
	for g, runs := range s.a.groups {
		for h := s.heads[g]; h < len(runs); h++ {
			places = append(places, place{g, h})
		}
	}
	var times, wanted []int
	for i := from; i < len(s.at); i++ {
		times = append(times, s.a.list.Entries[i].Times)
		for range s.a.list.Entries[i].Times {
			wanted = append(wanted, i)
		}
	}
	got := match.Assign(times, len(places), func(i, j int) bool { return s.fits(from+i, places[j].g, places[j].h) }, nil)
	for k, j := range got {
		if j < 0 {
			return false
		}
		s.where[wanted[k]], s.taken[wanted[k]] = places[j].g, places[j].h
	}
	return true
}

// number gives what is left of a group a number that is the same for all that
// is alike to the entries that name no receiver.
func (s *search) number() {
	var free []int // patterns
	seen := make([]bool, len(s.distinct))
	for i, p := range s.pattern {
		if s.at[i] == anywhere && !seen[p] {
			seen[p] = true
			free = append(free, i)
		}
	}
	columns := map[string]int32{}
	type tail struct{ run, rest int32 }
	tails := map[tail]int32{}
	column := make([]byte, len(free))
	for g, runs := range s.a.groups {
		rest := make([]int32, len(runs)+1)
		for h := len(runs) - 1; h >= 0; h-- {
			for k, i := range free {
				column[k] = '0'
				if s.fits(i, g, h) {
					column[k] = '1'
				}
			}
			c, ok := columns[string(column)]
			if !ok {
				c = int32(len(columns))
				columns[string(column)] = c
			}
			t := tail{c, rest[h+1]}
			if _, ok := tails[t]; !ok {
				tails[t] = int32(len(tails)) + 1
			}
			rest[h] = tails[t]
		}
		s.rest = append(s.rest, rest)
	}
}

// left names what is left of a group when entry i is next. A group that later
// entries name is like no other.
func (s *search) left(g, i int) uint64 {
	n := uint64(s.rest[g][s.heads[g]])
	if s.last[g] >= i {
		n |= uint64(g+1) << 32
	}
	return n
}

// note adds what is left of a group to the fingerprint of all that is left. The
// sums do not depend on the order of groups.
func (s *search) note(g, i int) { s.sum(s.left(g, i), 1) }

func (s *search) sum(n, sign uint64) {
	s.hash[0] += sign * scatter(n)
	s.hash[1] += sign * scatter(n^0x9e3779b97f4a7c15)
}

// scatter is the finaliser of splitmix64.
func scatter(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// move sets the head of a group when entry i has been dealt with, or, going
// back, is to be dealt with again.
func (s *search) move(g, head, from, to int) {
	s.sum(s.left(g, from), ^uint64(0))
	runs := len(s.a.groups[g])
	if runs-s.heads[g] > 1 {
		s.long--
	}
	s.heads[g] = head
	if runs-head > 1 {
		s.long++
	}
	s.sum(s.left(g, to), 1)
}

func (s *search) try(i int) bool {
	if i == len(s.at) {
		return s.a.list.Includes || s.a.exhausted(s.heads)
	}
	if s.long == 0 {
		return s.single(i) && s.matching(i)
	}
	state := [3]uint64{s.hash[0], s.hash[1], uint64(i)}
	if s.dead[state] {
		return false
	}
	e := s.a.list.Entries[i]
	for _, g := range s.candidates(i) {
		head := s.heads[g]
		first := firstOf(head, len(s.a.groups[g]), e.Times, s.a.list.Includes, func(h int) bool { s.steps++; return s.fits(i, g, h) })
		if first < 0 {
			continue
		}
		s.where[i], s.taken[i] = g, first
		s.move(g, first+e.Times, i, i+1)
		if s.try(i + 1) {
			return true
		}
		s.move(g, head, i+1, i)
		if s.tired() {
			return false
		}
	}
	s.dead[state] = true
	return false
}

// single reports whether the entries from i on stand for one run each.
func (s *search) single(i int) bool {
	for ; i < len(s.at); i++ {
		if s.a.list.Entries[i].Times > 1 {
			return false
		}
	}
	return true
}

// candidates are the groups at which entry i may stand, one for each kind of
// what is left, the longest first: what came to all receivers is usually
// listed for all of them before what came next.
func (s *search) candidates(i int) []int {
	if s.at[i] != anywhere {
		return []int{s.at[i]}
	}
	var list []int
	seen := map[uint64]bool{}
	for g, head := range s.heads {
		s.steps++
		if head == len(s.a.groups[g]) || !s.a.list.Includes && !s.fits(i, g, head) {
			continue
		}
		if n := s.left(g, i); !seen[n] {
			seen[n] = true
			list = append(list, g)
		}
	}
	slices.SortStableFunc(list, func(x, y int) int { return cmp.Compare(len(s.a.groups[y])-s.heads[y], len(s.a.groups[x])-s.heads[x]) })
	return list
}

package scenarios

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"dryfire/events"
	"dryfire/scenarios/match"
)

// The search finds a way to deal entries out to receivers if and only if
// trying all ways does.
func TestSearchIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letter := rapid.SampledFrom([]string{"a", "b", "c"})
		var runs []*run
		for range rapid.IntRange(2, 7).Draw(t, "runs") {
			r := &events.Run{On: rapid.SampledFrom([]string{"r1", "r2", "r3"}).Draw(t, "on"), Handler: letter.Draw(t, "handler")}
			runs = append(runs, &run{Run: r})
		}
		list := &List{Includes: rapid.Bool().Draw(t, "includes")}
		for range rapid.IntRange(1, 6).Draw(t, "entries") {
			e := &Entry{Times: rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(t, "times")}
			var keys []string
			var subs []*match.Pattern
			if h := rapid.SampledFrom([]string{"a", "b", "c", ""}).Draw(t, "wanted"); h != "" {
				keys, subs = append(keys, "handler"), append(subs, match.Text(h))
			}
			if on := rapid.SampledFrom([]string{"r1", "r2", "", "", ""}).Draw(t, "at"); on != "" {
				keys, subs = append(keys, "on"), append(subs, match.Text(on))
			}
			e.Pattern = match.Map(keys, subs)
			list.Entries = append(list.Entries, e)
		}
		a := &assignment{list: list, runs: runs}
		a.group()
		heads := make([]int, len(a.groups))
		var any func(i int) bool
		any = func(i int) bool {
			if i == len(list.Entries) {
				return list.Includes || a.exhausted(heads)
			}
			e := list.Entries[i]
			for g := range a.groups {
				head := heads[g]
				for first := head; first+e.Times <= len(a.groups[g]) && (first == head || list.Includes); first++ {
					if a.find(e, g, first) != first {
						continue
					}
					heads[g] = first + e.Times
					if any(i + 1) {
						return true
					}
					heads[g] = head
				}
			}
			return false
		}
		want := any(0)
		b := &assignment{list: list, runs: runs}
		assert.Equal(t, want, b.solve())
		if want { // what was found is one: each run at most once, in order within a receiver
			last := map[string]int{}
			for _, p := range b.pairs {
				assert.True(t, p.entry.Pattern.Matches(p.run.projected()))
				for i, r := range runs {
					if r == p.run {
						at, seen := last[r.On]
						assert.True(t, !seen || i > at)
						last[r.On] = i
					}
				}
			}
		}
	})
}

package match

// Assign gives wanted things some of those that are there, none twice, so that
// as many as possible get one. Wanted thing i is wanted times[i] times, and
// fits says whether thing j will do for it. The things that first lists are
// given away before others. The result holds the index of what each got, or
// -1, times[0] of them for the first, and so on. It is exact, in polynomial
// time: a maximum bipartite matching by augmenting paths. An augmenting path
// never takes back what was given away, it only hands it to another, so the
// preferred things, which look for takers before the others are looked for,
// stay given away.
func Assign(times []int, there int, fits func(i, j int) bool, first []int) []int {
	a := assigner{to: make([]int, there)}
	for i, n := range times {
		var fit []int
		for j := range there {
			if fits(i, j) {
				fit = append(fit, j)
			}
		}
		for range n {
			a.by, a.fit = append(a.by, -1), append(a.fit, fit)
		}
	}
	for j := range a.to {
		a.to[j] = -1
	}
	if len(first) > 0 {
		a.takers = make([][][2]int, there)
		from := 0
		for _, n := range times {
			if n > 0 {
				for _, j := range a.fit[from] {
					a.takers[j] = append(a.takers[j], [2]int{from, from + n})
				}
			}
			from += n
		}
		a.seen = make([]bool, len(a.by))
		a.augment(first, func(j int) bool { return a.to[j] < 0 && a.give(j) })
	}
	all := make([]int, len(a.by))
	for i := range all {
		all[i] = i
	}
	a.seen = make([]bool, there)
	a.augment(all, func(i int) bool { return a.by[i] < 0 && a.take(i) })
	return a.by
}

type assigner struct {
	by     []int      // what a wanted thing got
	to     []int      // who got a thing
	fit    [][]int    // things that will do
	takers [][][2]int // whom a thing will do for, from and up to
	seen   []bool
}

// augment tries all of list until no more of them succeed. What was seen in
// vain within one round need not be seen again in it.
func (a *assigner) augment(list []int, try func(int) bool) {
	for again := true; again; {
		again = false
		clear(a.seen)
		for _, x := range list {
			again = try(x) || again
		}
	}
}

func (a *assigner) take(i int) bool {
	for _, j := range a.fit[i] {
		if a.to[j] < 0 {
			a.by[i], a.to[j] = j, i
			return true
		}
	}
	for _, j := range a.fit[i] {
		if !a.seen[j] {
			a.seen[j] = true
			if a.take(a.to[j]) {
				a.by[i], a.to[j] = j, i
				return true
			}
		}
	}
	return false
}

func (a *assigner) give(j int) bool {
	for _, r := range a.takers[j] {
		for i := r[0]; i < r[1]; i++ {
			if a.by[i] < 0 {
				a.by[i], a.to[j] = j, i
				return true
			}
		}
	}
	for _, r := range a.takers[j] {
		for i := r[0]; i < r[1]; i++ {
			if !a.seen[i] {
				a.seen[i] = true
				if a.give(a.by[i]) {
					a.by[i], a.to[j] = j, i
					return true
				}
			}
		}
	}
	return false
}

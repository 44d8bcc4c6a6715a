package scripts

// Suggestions for misspelled names, in scripts and in the files about them.

import "strings"

// Nearest returns the name that is so close to a wrong one that it may be
// meant: another case, or a slip or two of the keys; "" if there is none.
func Nearest(wrong string, names []string) string {
	best, least := "", 3
	switch {
	case len(wrong) < 3:
		least = 1
	case len(wrong) < 5:
		least = 2
	}
	for _, n := range names {
		if n != wrong && strings.EqualFold(n, wrong) {
			return n
		}
		if d := editDistance(strings.ToLower(wrong), strings.ToLower(n), least); d > 0 && d < least {
			best, least = n, d
		}
	}
	return best
}

// editDistance counts letters to insert, remove, replace or swap with their
// neighbour between two words; limit or more is limit.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > 100 {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

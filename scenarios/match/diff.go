package match

import "strings"

// Line is one line of a diff.
type Line struct {
	Mark byte // '-' expected only, '+' actual only, ' ' both
	Text string
}

// Diff compares expected and actual lines and keeps as many as possible in
// common. Long inputs are compared in their differing middle only as far as
// that stays cheap.
func Diff(want, got []string) []Line {
	var out []Line
	for len(want) > 0 && len(got) > 0 && want[0] == got[0] {
		out = append(out, Line{' ', want[0]})
		want, got = want[1:], got[1:]
	}
	tail := 0
	for tail < len(want) && tail < len(got) && want[len(want)-1-tail] == got[len(got)-1-tail] {
		tail++
	}
	end := want[len(want)-tail:]
	want, got = want[:len(want)-tail], got[:len(got)-tail]
	if len(want)*len(got) > 4_000_000 {
		for _, l := range want {
			out = append(out, Line{'-', l})
		}
		for _, l := range got {
			out = append(out, Line{'+', l})
		}
	} else {
		out = append(out, common(want, got)...)
	}
	for _, l := range end {
		out = append(out, Line{' ', l})
	}
	return out
}

// common is the textbook longest common subsequence.
func common(want, got []string) []Line {
	n, m := len(want), len(got)
	best := make([][]int32, n+1)
	for i := range best {
		best[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if want[i] == got[j] {
				best[i][j] = best[i+1][j+1] + 1
			} else {
				best[i][j] = max(best[i+1][j], best[i][j+1])
			}
		}
	}
	var out []Line
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && want[i] == got[j]:
			out = append(out, Line{' ', want[i]})
			i, j = i+1, j+1
		case i < n && (j == m || best[i+1][j] >= best[i][j+1]):
			out = append(out, Line{'-', want[i]})
			i++
		default:
			out = append(out, Line{'+', got[j]})
			j++
		}
	}
	return out
}

// Unified spells a diff with a mark before each line, in red and green if
// colour is true. Runs of more than six equal lines are shortened to their
// ends.
func Unified(lines []Line, indent string, colour bool) string {
	var b strings.Builder
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.Mark == ' ' {
			run := i
			for run < len(lines) && lines[run].Mark == ' ' {
				run++
			}
			if run-i > 6 {
				for _, k := range []int{i, i + 1, i + 2} {
					b.WriteString(indent + "  " + lines[k].Text + "\n")
				}
				b.WriteString(indent + "  …\n")
				i = run - 3
				l = lines[i]
			}
		}
		switch {
		case colour && l.Mark == '-':
			b.WriteString(indent + "\x1b[31m- " + l.Text + "\x1b[0m\n")
		case colour && l.Mark == '+':
			b.WriteString(indent + "\x1b[32m+ " + l.Text + "\x1b[0m\n")
		default:
			b.WriteString(indent + string(l.Mark) + " " + l.Text + "\n")
		}
	}
	return b.String()
}

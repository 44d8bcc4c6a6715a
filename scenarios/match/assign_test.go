package match

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func once(n int) []int {
	times := make([]int, n)
	for i := range times {
		times[i] = 1
	}
	return times
}

func TestAssign(t *testing.T) {
	grid := func(rows ...string) ([]int, int, func(i, j int) bool) {
		return once(len(rows)), len(rows[0]), func(i, j int) bool { return rows[i][j] == 'x' }
	}
	tests := []struct {
		rows  []string // who (rows) will do with what (columns)
		first []int
		want  []int
	}{
		{[]string{"x"}, nil, []int{0}},
		{[]string{"."}, nil, []int{-1}},
		{[]string{"xx", "x."}, nil, []int{1, 0}},
		{[]string{"xx.", "x.x", "x.."}, nil, []int{1, 2, 0}},
		{[]string{"xxx"}, []int{2}, []int{2}},
		{[]string{"xxx", "..x"}, []int{2, 1}, []int{1, 2}},
		{[]string{"x.", "x."}, nil, []int{0, -1}},
	}
	for _, tt := range tests {
		n, m, fits := grid(tt.rows...)
		assert.Equal(t, tt.want, Assign(n, m, fits, tt.first), "%q", tt.rows)
	}
	assert.Equal(t, []int{0, 2, -1, 1}, Assign([]int{3, 0, 1}, 3, func(i, j int) bool { return i == 2 || j != 1 }, []int{0}))
}

// Assign gives away as many as trying all ways does, and of the preferred ones
// as many as can be.
func TestAssignIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(0, 6).Draw(t, "wanted"), rapid.IntRange(0, 6).Draw(t, "there")
		edges := rapid.SliceOfN(rapid.Bool(), n*m, n*m).Draw(t, "fits")
		first := rapid.IntRange(0, m).Draw(t, "first")
		fits := func(i, j int) bool { return edges[i*m+j] }
		used := make([]bool, m)
		var best func(i int) (most, preferred int)
		best = func(i int) (int, int) {
			if i == n {
				return 0, 0
			}
			most, preferred := best(i + 1)
			for j := range m {
				if !used[j] && fits(i, j) {
					used[j] = true
					a, b := best(i + 1)
					used[j] = false
					a++
					if j < first {
						b++
					}
					if a > most || a == most && b > preferred {
						most, preferred = a, b
					}
				}
			}
			return most, preferred
		}
		most, preferred := best(0)
		var list []int
		for j := range first {
			list = append(list, j)
		}
		seen := map[int]bool{}
		for i, j := range Assign(once(n), m, fits, list) {
			if j < 0 {
				continue
			}
			assert.True(t, fits(i, j))
			assert.False(t, seen[j])
			seen[j] = true
			most--
			if j < first {
				preferred--
			}
		}
		assert.Equal(t, []int{0, 0}, []int{most, preferred})
	})
}

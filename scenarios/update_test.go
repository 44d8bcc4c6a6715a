package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// updated runs a file and returns its text with the expectations rewritten.
func updated(t *testing.T, text string) string {
	const path = "testdata/update/case.scenario.yaml"
	f, err := NewLoader().LoadText(path, text)
	require.NoError(t, err)
	var u updater
	for _, s := range f.Scenarios {
		u.add(s.Run(RunOptions{update: true}))
	}
	after, err := rewriteText(path, text, u.files[path])
	require.NoError(t, err)
	return after
}

func TestUpdate(t *testing.T) {
	const file = "testdata/update/cases.txt"
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	parts := strings.Split(string(b), "\n== ")
	out := parts[0]
	for _, part := range parts[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		before, want, found := strings.Cut(rest, "\n=>")
		require.True(t, found, name)
		before, want = before+"\n", strings.TrimPrefix(want, "\n")
		after := updated(t, before)
		out += "\n== " + name + "\n" + before + "=>\n" + strings.TrimSuffix(after, "\n")
		if !*update {
			assert.Equal(t, strings.TrimSuffix(want, "\n"), strings.TrimSuffix(after, "\n"), name)
		}
		assert.Equal(t, after, updated(t, after), "%s: what was rewritten holds", name)
		assert.Equal(t, strings.ReplaceAll(after, "\n", "\r\n"), updated(t, strings.ReplaceAll(before, "\n", "\r\n")), "%s: with Windows line ends", name)
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(out+"\n"), 0o644))
	}
}

// The suite rewrites files in place and leaves those alone that hold.
func TestSuiteUpdate(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"+Suffix), filepath.Join(dir, "b"+Suffix)
	text := "scenario: x\ntags: {\"[default]a\": {value: 1}}\nsteps: [{advance: 1s, expect: {tags: {\"[default]a\": 2}}}] # note\n"
	require.NoError(t, os.WriteFile(a, []byte(text), 0o640))
	require.NoError(t, os.WriteFile(b, []byte(strings.Replace(text, "\"[default]a\": 2", "\"[default]a\": 1", 1)), 0o644))
	s := Suite{Update: true}
	sum := s.Run([]string{a, b}, func(*Result) {})
	assert.Equal(t, []string{a}, sum.Updated)
	assert.Empty(t, sum.UpdateErrors)
	after, err := os.ReadFile(a)
	require.NoError(t, err)
	assert.Equal(t, strings.Replace(text, "\"[default]a\": 2", "\"[default]a\": 1", 1), string(after))
	info, err := os.Stat(a)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o640), info.Mode().Perm())
	sum = s.Run([]string{a, b}, func(*Result) {})
	assert.Equal(t, Summary{Passed: 2, Took: sum.Took}, sum)
}

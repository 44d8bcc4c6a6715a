package object_test

// Thousands of expressions against what Jython 2.7.3 answered. testdata/expressions holds
// one file per topic with a line per case: expression, tab, answer, which is type and
// repr, or "!" with the exception's type and the repr of its text. differences.txt lists
// the cases known to differ, each under the reason why.
//
// To record again, with jython installed: PYTHON_ORACLE=1 go test -run Expressions

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/object"
	"dryfire/scripts/python/object/walk"
)

const expressionDir = "testdata/expressions"

var address = regexp.MustCompile(`0x[0-9a-f]{1,6}>`)

func newWorld(t testing.TB) *walk.World {
	var w *walk.World
	th := object.NewInterp(object.Config{Globals: func(*object.Thread) *object.Dict { return w.Globals() }})
	w = walk.New(th)
	src, err := os.ReadFile("testdata/prelude.py")
	require.NoError(t, err)
	require.NoError(t, w.Exec(string(src)))
	return w
}

// answer evaluates an expression and writes the outcome as record.py does.
func answer(w *walk.World, expr string) (text string) {
	th := w.T
	th.Budget = object.Budget{Steps: 10_000_000, Memory: 1 << 28}
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("panic: %v", r)
		}
	}()
	r := th.Try(func() {
		v, err := w.Eval(expr)
		if err != nil {
			text = "syntax: " + err.Error()
			return
		}
		text = th.GetAttr(object.Obj(v.Type()), "__name__").Text() + " " + th.Repr(v)
	})
	if r != nil {
		name := th.GetAttr(r.Class, "__name__").Text()
		var msg string
		if e := th.Try(func() { msg = th.Repr(object.Str(th.Str(r.Value))) }); e != nil {
			msg = th.Repr(object.Unicode(th.UnicodeText(r.Value)))
		}
		text = "!" + name + " " + msg
	}
	text = strings.Map(func(c rune) rune {
		if c >= 0x80 {
			return '?'
		}
		return c
	}, text)
	if len(text) > 600 {
		text = text[:600] + "..."
	}
	return address.ReplaceAllString(text, "0x>")
}

type topic struct {
	name  string
	cases []string
}

func TestExpressions(t *testing.T) {
	if os.Getenv("PYTHON_ORACLE") != "" {
		recordExpressions(t)
	}
	files, err := filepath.Glob(expressionDir + "/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	known := readDifferences(t)
	var fresh []string
	seen := map[string]bool{}
	cases := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			shown := 0
			for _, line := range readLines(t, file) {
				expr, want, ok := strings.Cut(line, "\t")
				require.True(t, ok, "malformed line %q", line)
				cases++
				got := answer(w, expr)
				key := name + "\t" + expr
				d, isKnown := known[key]
				seen[key] = seen[key] || isKnown
				switch {
				case got == want && isKnown:
					t.Errorf("%s now agrees with Jython: take it off differences.txt", expr)
				case got != want && !isKnown:
					fresh = append(fresh, key+"\t"+got)
					if shown++; shown <= 15 {
						t.Errorf("%s\n   got: %s\njython: %s", expr, got, want)
					}
				case got != want && d != got:
					t.Errorf("%s\nknown as: %s\n     got: %s", expr, d, got)
				}
			}
			if shown > 15 {
				t.Errorf("%s: %d differences in all", name, shown)
			}
		})
	}
	for k := range known {
		if !seen[k] {
			t.Errorf("differences.txt names a case that does not exist: %q", k)
		}
	}
	t.Logf("%d expressions, %d known differences", cases, len(known))
	if path := os.Getenv("FRESH_DIFFERENCES"); path != "" {
		sort.Strings(fresh)
		require.NoError(t, os.WriteFile(path, []byte(strings.Join(fresh, "\n")+"\n"), 0o644))
	}
}

func readLines(t *testing.T, file string) (out []string) {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		out = append(out, sc.Text())
	}
	require.NoError(t, sc.Err())
	return out
}

// readDifferences reads the known differences: topic, expression and our answer, tab-separated;
// lines that start with # say why.
func readDifferences(t *testing.T) map[string]string {
	known := map[string]string{}
	reason := ""
	for _, line := range readLines(t, "testdata/differences.txt") {
		switch {
		case strings.HasPrefix(line, "#"):
			reason = line
		case line != "":
			parts := strings.SplitN(line, "\t", 3)
			require.Len(t, parts, 3, line)
			require.NotEmpty(t, reason, "a difference without a reason: %s", line)
			known[parts[0]+"\t"+parts[1]] = parts[2]
		}
	}
	return known
}

func recordExpressions(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(expressionDir, 0o755))
	var all []string
	topics := generate()
	for _, tp := range topics {
		all = append(all, tp.cases...)
	}
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	require.NoError(t, os.WriteFile(in, []byte(strings.Join(all, "\n")+"\n"), 0o644))
	cmd := exec.Command("jython", "testdata/record.py", in, out, "testdata/prelude.py")
	text, err := cmd.CombinedOutput()
	require.NoError(t, err, string(text))
	answers := readLines(t, out)
	require.Len(t, answers, len(all))
	i := 0
	for _, tp := range topics {
		var b strings.Builder
		for _, c := range tp.cases {
			b.WriteString(c + "\t" + answers[i] + "\n")
			i++
		}
		require.NoError(t, os.WriteFile(filepath.Join(expressionDir, tp.name+".txt"), []byte(b.String()), 0o644))
	}
}

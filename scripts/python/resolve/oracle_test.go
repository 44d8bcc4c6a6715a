package resolve_test

// What Jython 2.7.3 says about some thousands of texts is recorded in
// testdata/compile_answers.json: accepted, or the type and place of the error.
// The texts are the one-liners of lines.txt, the programs of blocks.txt, and
// programs derived from both by deleting, doubling and swapping tokens.
//
// To record again, with jython installed: PYTHON_ORACLE=1 go test -run Jython

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/resolve"
	"dryfire/scripts/python/syntax"
)

type answer struct {
	Src  string `json:"src"`
	Mode string `json:"mode,omitempty"`
	OK   bool   `json:"ok,omitempty"`
	Type string `json:"type,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
	Msg  string `json:"msg,omitempty"`
}

func compile(src, mode string) error {
	f, err := syntax.NewFile("f.py", src)
	if err != nil {
		return err
	}
	form := syntax.ExecForm
	switch mode {
	case "eval":
		form = syntax.EvalForm
	case "single":
		form = syntax.SingleForm
	}
	m, err := syntax.Parse(f, form, 0)
	if err != nil {
		return err
	}
	return resolve.Module(m)
}

var tokenRE = regexp.MustCompile(`(?s)\n[ \t]*|[ \t]+|\w+|"[^"\n]*"|'[^'\n]*'|.`)

func corpus(t *testing.T) []answer {
	read := func(name, sep string) []string {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		return strings.Split(strings.TrimSuffix(string(b), "\n"), sep)
	}
	lines := read("lines.txt", "\n")
	blocks := read("blocks.txt", "=====\n")
	texts := append(append([]string{}, lines...), blocks...)
	texts = append(texts, "", "\n", "\t\n", "   \n\tx", "if a:\n\tb\n\t", "if a:\n\tb\n#c", "pass\n ", "pass\n  #c",
		"x\\", "if a:\r\n\tb\r\n", "if a:\r\tb\r", "x = '''a\r\nb'''", "x = 'a\\\r\nb'", "\fx = 1", "x = 1\f", "\u00a0x", "x = 1\u00a0", "def f():\n\tpass", "x = (\n1,\n# c\n2)", "   ", "# c")
	r := rand.New(rand.NewSource(27))
	for range 6 {
		for _, s := range append(append([]string{}, blocks...), lines...) {
			if len(s) < 8 {
				continue
			}
			toks := tokenRE.FindAllString(s, -1)
			i, j := r.Intn(len(toks)), r.Intn(len(toks))
			switch r.Intn(4) {
			case 0:
				toks[i] = ""
			case 1:
				toks[i] += toks[i]
			case 2:
				toks[i], toks[j] = toks[j], toks[i]
			case 3:
				toks[i] = toks[j]
			}
			texts = append(texts, strings.Join(toks, ""))
		}
	}
	seen := map[string]bool{}
	var all []answer
	for _, s := range texts {
		if !seen[s] {
			seen[s] = true
			all = append(all, answer{Src: s})
		}
	}
	for _, s := range []string{"1", "  1", "\t1+2", "1\n", "\n1", "1\n\n", "", "a=1", "1,2", "1;", "lambda: 1", "x if y else z", "print 1", "(1", "(yield)",
		"[x for x in y]", "1 2", "# c", "1 # c", `"a" "b"`, "not a", "pass", " \n 1", "1\n 2", "f(\n1)"} {
		all = append(all, answer{Src: s, Mode: "eval"})
	}
	for _, s := range []string{"1", "x=1", "x=1\n", "if a:\n  b\n", "x;y", "def f(): pass\n"} {
		all = append(all, answer{Src: s, Mode: "single"})
	}
	return all
}

const answersFile = "testdata/compile_answers.json"

func record(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in.json")
	b, err := json.Marshal(corpus(t))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(in, b, 0o644))
	out, err := exec.Command("jython", "testdata/compile_oracle.py", in, answersFile).CombinedOutput()
	require.NoError(t, err, string(out))
}

// differences reads the list of texts on which we differ on purpose: a Go
// string and a reason on each line.
func differences(t *testing.T) map[string]string {
	f, err := os.Open("testdata/compile_differences.txt")
	require.NoError(t, err)
	defer f.Close()
	m := map[string]string{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		q, err := strconv.QuotedPrefix(line)
		require.NoError(t, err, line)
		src, err := strconv.Unquote(q)
		require.NoError(t, err)
		m[src] = strings.TrimSpace(line[len(q):])
	}
	require.NoError(t, sc.Err())
	return m
}

func TestJythonAgrees(t *testing.T) {
	if os.Getenv("PYTHON_ORACLE") != "" {
		record(t)
	}
	b, err := os.ReadFile(answersFile)
	require.NoError(t, err)
	var all []answer
	require.NoError(t, json.Unmarshal(b, &all))
	require.Greater(t, len(all), 2000)
	known := differences(t)
	lines, cols, refused := 0, 0, 0
	for _, a := range all {
		if a.Type == "crash" && a.Msg != "IllegalArgumentException" {
			// Jython itself fails (VerifyError, ArrayIndexOutOfBounds):
			// nothing to agree with, but we must answer.
			_ = compile(a.Src, a.Mode)
			continue
		}
		err := compile(a.Src, a.Mode)
		var e *syntax.Error
		diff := ""
		switch {
		case err == nil && !a.OK:
			diff = fmt.Sprintf("accepted; jython: %s: %d:%d %s", a.Type, a.Line, a.Col, a.Msg)
		case err != nil && a.OK:
			diff = fmt.Sprintf("refused, jython accepts: %v", err)
		case err != nil:
			require.True(t, errors.As(err, &e))
			refused++
			if a.Type == "crash" {
				break
			}
			if a.Type != e.Type {
				diff = fmt.Sprintf("%v; jython: %s: %s", err, a.Type, a.Msg)
			} else if a.Line != 0 {
				if a.Line == e.Line {
					lines++
				}
				if a.Line == e.Line && a.Col == e.Col-1 {
					cols++
				}
			} else {
				lines++
				cols++
			}
		}
		reason, listed := known[a.Src]
		switch {
		case diff != "" && !listed:
			t.Errorf("%q %s: %s", a.Src, a.Mode, diff)
		case diff == "" && listed && a.Mode == "":
			t.Errorf("%q is listed as a difference (%s) but agrees now", a.Src, reason)
		}
	}
	t.Logf("%d texts, %d refused: line as jython's in %d, line and column in %d", len(all), refused, lines, cols)
	// Jython reports an unclosed bracket where it notices, we where it opens.
	require.Greater(t, lines*100, refused*90)
}

package library_test

// Sessions in testdata/*.txt are what Jython 2.7.3 answered, in the form of an interactive
// session: "> " starts a statement, "| " continues it, and what follows is what was
// printed, the repr of an expression's value, or the exception's last line.
// Statements of one file share their variables.
//
// To record again, with jython installed: PYTHON_ORACLE=1 go test -run Sessions
// (or the name of one session instead of 1).

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/object"
	"dryfire/scripts/python/syntax"
)

type exchange struct {
	src, want string
}

func readSession(text string) (out []exchange) {
	for _, line := range strings.SplitAfter(text, "\n") {
		switch {
		case strings.HasPrefix(line, "> "):
			out = append(out, exchange{src: line[2:]})
		case strings.HasPrefix(line, "| ") || line == "|\n":
			out[len(out)-1].src += strings.TrimPrefix(line[1:], " ")
		case len(out) > 0:
			out[len(out)-1].want += line
		}
	}
	return out
}

// address is where an object lives, which differs from run to run.
var address = regexp.MustCompile(`0x[0-9a-f]+`)

const zone = "America/Chicago"

// simulated is the world in which sessions run: half past two on 9 March 2024 in Chicago.
func simulated(out *bytes.Buffer) *object.Thread {
	loc, _ := time.LoadLocation(zone)
	clock := host.NewClock(time.Date(2024, 3, 9, 20, 30, 0, 0, time.UTC))
	h := &host.Host{Clock: clock, Seed: 1, Location: loc}
	return object.NewInterp(library.Configure(object.Config{Stdout: out, Stderr: out}, h))
}

// answer runs one statement and returns what a session shows.
func answer(t *object.Thread, en *env, out *bytes.Buffer, src string) (text string) {
	out.Reset()
	if f, ok := t.Stdout.Object().(*object.File); ok {
		f.SoftSpace = false
	}
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("%s!! %v\n", out.String(), r)
		}
	}()
	f, err := syntax.NewFile("<session>", src)
	if err != nil {
		return err.Error() + "\n"
	}
	m, err := syntax.Parse(f, syntax.ExecForm, 0)
	if err != nil {
		return err.Error() + "\n"
	}
	en.file = f
	e := &evaluator{t: t}
	r := t.Try(func() {
		for _, s := range m.Body {
			if x, ok := s.(*syntax.ExprStmt); ok && len(m.Body) == 1 {
				en.line = 1
				if v := e.expr(en, x.X); !v.IsNone() {
					t.Print(object.Value{}, []object.Value{object.Str(t.Repr(v))}, true)
				}
				continue
			}
			e.stmt(en, s)
		}
	})
	if r != nil {
		f := t.GetAttr(t.Import("traceback"), "format_exception_only")
		lines := t.Items(t.Call2(f, r.Class, r.Value))
		out.WriteString(lines[len(lines)-1].Text())
	}
	if b := out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		out.WriteByte('\n')
	}
	return address.ReplaceAllString(out.String(), "0x")
}

func newEnv() *env {
	en := &env{vars: object.NewDict(0), names: map[string]bool{}, fn: "<module>"}
	en.vars.SetText("__name__", object.Str("__main__"))
	en.global = en
	return en
}

func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	if only := os.Getenv("PYTHON_ORACLE"); only != "" {
		var some []string
		for _, f := range files {
			if only == "1" || strings.TrimSuffix(filepath.Base(f), ".txt") == only {
				some = append(some, f)
			}
		}
		record(t, some)
	}
	known := readDifferences(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			var out bytes.Buffer
			th := simulated(&out)
			en := newEnv()
			for _, x := range readSession(string(text)) {
				got := answer(th, en, &out, x.src)
				key := filepath.Base(file) + ": " + strings.ReplaceAll(strings.TrimSpace(x.src), "\n", "\\n")
				d, isKnown := known[key]
				switch {
				case got == x.want && isKnown:
					t.Errorf("%s\nnow agrees with Jython: take it off differences.txt", key)
				case got != x.want && isKnown:
					if d.got != strings.ReplaceAll(strings.TrimSpace(got), "\n", "\\n") {
						t.Errorf("%s\nknown to answer %q, answered %q", key, d.got, got)
					}
				case got != x.want && os.Getenv("PYTHON_DIFFERENCES") != "":
					// Lists what differs in the form of testdata/differences.
					fmt.Printf("%s\ndryfire: %s\nreason: \n\n", key, strings.ReplaceAll(strings.TrimSpace(got), "\n", "\\n"))
				case got != x.want:
					t.Errorf("%s\n got: %s\nwant: %s", x.src, got, x.want)
				}
			}
		})
	}
}

type difference struct{ got, reason string }

// readDifferences reads testdata/differences: a statement, an answer that differs from
// Jython's, and the reason, each on a line of its own.
func readDifferences(t *testing.T) map[string]difference {
	b, err := os.ReadFile("testdata/differences")
	if os.IsNotExist(err) {
		return nil
	}
	require.NoError(t, err)
	out := map[string]difference{}
	for _, block := range strings.Split(strings.TrimSpace(string(b)), "\n\n") {
		lines := strings.SplitN(block, "\n", 3)
		require.Len(t, lines, 3, "a difference has three lines: %s", block)
		require.Contains(t, lines[2], "reason: ")
		got := strings.TrimPrefix(strings.TrimPrefix(lines[1], "dryfire:"), " ")
		out[lines[0]] = difference{got: got, reason: lines[2]}
	}
	return out
}

func record(t *testing.T, files []string) {
	recorder, err := filepath.Abs("testdata/record.py")
	require.NoError(t, err)
	cmd := exec.Command("jython", append([]string{recorder}, files...)...)
	cmd.Env = append(os.Environ(), "TZ="+zone, "JAVA_TOOL_OPTIONS=-Dfile.encoding=UTF-8 -Duser.language=en -Duser.country=US")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}

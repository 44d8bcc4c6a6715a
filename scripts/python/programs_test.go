package python_test

// testdata/programs/<topic>/*.py are small programs, one topic each; beside
// each stands what Jython 2.7.3 prints for it, with the traceback of an
// exception that it does not catch. They run here as `dryfire script` runs them.
//
// testdata/programs/differences.txt names the programs known to print something
// else, with reasons. The test fails if one of them starts to print the same, or
// if any other does not.
//
// With PYTHON_ORACLE=compare, jython runs all programs again and its answers are
// compared with the recorded ones; with PYTHON_ORACLE=record they replace them.
// `make oracle` does so.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator"
)

const programs = "testdata/programs"

// runAsScript returns what a program prints, with the traceback of what it does
// not catch. A text that does not compile is told apart: it prints nothing.
func runAsScript(name, text string) (string, *scripts.SyntaxError) {
	var out bytes.Buffer
	p, err := python.Language.Compile(scripts.Source{Name: name, Text: text, Form: scripts.FormProgram})
	if err == nil {
		err = simulator.RunProgram(p, simulator.Invocation{Stdout: &out, Stderr: &out})
	}
	var syntax *scripts.SyntaxError
	if errors.As(err, &syntax) {
		return "", syntax
	}
	var raised *scripts.ScriptError
	switch {
	case errors.As(err, &raised):
		out.WriteString(raised.Traceback)
	case err != nil:
		out.WriteString(err.Error() + "\n")
	}
	return out.String(), nil
}

// address is what differs from run to run in the repr of an object.
var address = regexp.MustCompile(`at 0x[0-9a-f]+`)

var refused = regexp.MustCompile(`^  File "(.*)", line (\d+)\n(?:.*\n *\^\n)?(\w+): `)

// differs returns how a program's output differs from Jython's, "" if it does
// not. Of what Jython says to a text that it does not compile, the type, the
// file and the line count: our own messages are meant to say more.
func differs(name, text, want string) string {
	got, syntax := runAsScript(name, text)
	if syntax != nil {
		m := refused.FindStringSubmatch(want)
		if m != nil && m[1] == syntax.Name && m[2] == strconv.Itoa(syntax.Line) && m[3] == syntax.Type {
			return ""
		}
		got = fmt.Sprintf("  File %q, line %d\n%s: %s\n", syntax.Name, syntax.Line, syntax.Type, syntax.Message)
	}
	got, want = address.ReplaceAllString(got, "at 0x"), address.ReplaceAllString(want, "at 0x")
	if got == want {
		return ""
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i == len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d of the output\n-- jython\n%s\n-- dryfire\n%s", i+1, strings.Join(w[i:], "\n"), strings.Join(g[i:], "\n"))
		}
	}
	return fmt.Sprintf("the output ends after line %d\n-- jython\n%s", len(g), strings.Join(w[len(g)-1:], "\n"))
}

// knownDifferences reads differences.txt: blocks of program names, each headed
// by a comment with the reason.
func knownDifferences(t *testing.T) map[string]bool {
	data, err := os.ReadFile(programs + "/differences.txt")
	require.NoError(t, err)
	known := map[string]bool{}
	reason := false
	for i, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "":
			reason = false
		case strings.HasPrefix(line, "#"):
			reason = true
		default:
			require.True(t, reason, "differences.txt:%d: %s has no reason", i+1, line)
			require.False(t, known[line], "differences.txt:%d: %s again", i+1, line)
			known[line] = true
		}
	}
	return known
}

func TestProgramsByTopic(t *testing.T) {
	files, err := filepath.Glob(programs + "/*/*.py")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	recorded := programs
	mode := os.Getenv("PYTHON_ORACLE")
	if mode == "compare" {
		recorded = t.TempDir()
		record(t, recorded, files)
	} else if mode == "record" {
		record(t, recorded, files)
	}
	known := knownDifferences(t)
	for _, path := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(path), programs+"/"), ".py")
		expected := !known[name]
		delete(known, name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			want, err := os.ReadFile(recorded + "/" + name + ".out")
			require.NoError(t, err)
			if mode == "compare" {
				old, err := os.ReadFile(programs + "/" + name + ".out")
				if assert.NoError(t, err, "not recorded") {
					assert.Equal(t, address.ReplaceAllString(string(old), "at 0x"), address.ReplaceAllString(string(want), "at 0x"), "jython does not answer what is recorded")
				}
			}
			difference := differs(name+".py", string(text), string(want))
			if expected {
				assert.Empty(t, difference, name)
			} else {
				assert.NotEmpty(t, difference, "%s prints what Jython prints: take it out of differences.txt", name)
			}
		})
	}
	for name := range known {
		t.Errorf("differences.txt names %s, which does not exist", name)
	}
}

// record has jython run all programs and write its answers below a directory.
func record(t *testing.T, dir string, files []string) {
	for _, f := range files {
		topic := filepath.Base(filepath.Dir(f))
		require.NoError(t, os.MkdirAll(filepath.Join(dir, topic), 0o755))
	}
	target, err := filepath.Abs(dir)
	require.NoError(t, err)
	cmd := exec.Command("jython", "record.py", target)
	cmd.Dir = programs
	cmd.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "jython record.py: %s", out)
}

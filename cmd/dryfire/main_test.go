package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMain lets the tests run this very binary as the command, so that exit
// statuses and streams are what a user gets.
func TestMain(m *testing.M) {
	if os.Getenv("DRYFIRE_AS_COMMAND") == "1" {
		main()
	}
	os.Exit(m.Run())
}

type outcome struct {
	status         int
	stdout, stderr string
}

func dryfire(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "DRYFIRE_AS_COMMAND=1")
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}
}

// files writes a folder of files: name, text, name, text …
func files(t *testing.T, pairs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		path := filepath.Join(dir, pairs[i])
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(pairs[i+1]), 0o644))
	}
	return dir
}

const (
	passing = "scenario: it passes\ntags: {\"[default]a\": {dataType: Int4, value: 0}}\nsteps:\n  - write: {\"[default]a\": 5}\n    expect: {tags: {\"[default]a\": 5}}\n"
	failing = "scenario: it fails\ntags: {\"[default]a\": {dataType: Int4, value: 0}}\nsteps:\n  - name: write five\n    write: {\"[default]a\": 5}\n    expect:\n      tags: {\"[default]a\": 6}   # a comment\n"
	broken  = "scenario: it is broken\nstepps: []\n"
)

func TestExitStatus(t *testing.T) {
	tests := []struct {
		name   string
		files  []string
		args   []string
		status int
		stdout string // a part of it
		stderr string
	}{
		{"all pass", []string{"a.scenario.yaml", passing}, []string{"test"}, 0, "1 passed", ""},
		{"the current folder", []string{"deep/er/a.scenario.yaml", passing}, []string{"test"}, 0, "1 passed", ""},
		{"one fails", []string{"a.scenario.yaml", passing, "b.scenario.yaml", failing}, []string{"test"}, 1, "b.scenario.yaml:7:28: step 1 (write five), tags", ""},
		{"one is unreadable, the others run", []string{"a.scenario.yaml", passing, "b.scenario.yaml", broken, "c.scenario.yaml", failing}, []string{"test"}, 2, `b.scenario.yaml:2:1: got the unknown key "stepps"`, ""},
		{"one document is unreadable, the others run", []string{"a.scenario.yaml", broken + "---\n" + passing + "---\n" + failing}, []string{"test"}, 2, "1 passed, 1 failed, 1 could not be read", ""},
		{"a folder without scenarios", []string{"x.txt", ""}, []string{"test"}, 2, "got a folder without scenarios", ""},
		{"a path that is not there", nil, []string{"test", "nowhere"}, 2, "nowhere: got nothing at this path", ""},
		{"an empty file", []string{"a.scenario.yaml", ""}, []string{"test"}, 2, "got an empty file", ""},
		{"--run", []string{"a.scenario.yaml", passing + "---\n" + failing}, []string{"test", "--run", "pass"}, 0, "1 passed", ""},
		{"--run matches nothing", []string{"a.scenario.yaml", passing}, []string{"test", "--run", "zzz"}, 2, "0 passed", "got --run \"zzz\", which no scenario's name matches"},
		{"--update of all that failed", []string{"a.scenario.yaml", passing + "---\n" + failing}, []string{"test", "--update"}, 0, "1 failed", ""},
		{"--update leaves what is loud", []string{"a.scenario.yaml", failing + "  - write: {\"[default]b\": 1}\n"}, []string{"test", "--update"}, 1, "1 failed", ""},
		{"--update beside an unreadable file", []string{"a.scenario.yaml", failing, "b.scenario.yaml", broken}, []string{"test", "--update"}, 2, "1 failed", ""},
		{"bad --run", nil, []string{"test", "--run", "("}, 2, "", "want a regular expression"},
		{"bad --format", nil, []string{"test", "--format", "xml"}, 2, "", `got the format "xml"`},
		{"bad --report", nil, []string{"test", "--report", "junit"}, 2, "", "want FORMAT=FILE"},
		{"unknown flag", nil, []string{"test", "--nope"}, 2, "", "unknown flag"},
		{"unknown command", nil, []string{"nope"}, 2, "", "unknown command"},
		{"version", nil, []string{"version"}, 0, "dryfire ", ""},
		{"no arguments", nil, nil, 0, "Usage:", ""},
		{"script in Python", []string{"a.py", "import sys\nprint 'hello', sys.argv[1:]"}, []string{"script", "a.py", "x", "--y"}, 0, "hello ['x', '--y']\n", ""},
		{"script in JavaScript", []string{"a.js", "print('hello', argv)"}, []string{"script", "a.js", "x"}, 0, "hello ['x']\n", ""},
		{"script that raises", []string{"a.py", "def f():\n  return 1/0\nf()\n"}, []string{"script", "a.py"}, 1, "", "  File \"a.py\", line 2, in f\n"},
		{"script that does not compile", []string{"a.py", "x = ("}, []string{"script", "a.py"}, 1, "", "  File \"a.py\", line 1\n    x = (\n"},
		{"script that writes to standard error", []string{"a.py", "import sys\nprint 1,\nprint >>sys.stderr, 'oops'\nprint 2\n"}, []string{"script", "a.py"}, 0, "1 2\n", "oops\n"},
		{"script that prints a traceback", []string{"a.py", "import traceback\ntry:\n  1/0\nexcept Exception:\n  traceback.print_exc()\nprint 'on'\n"}, []string{"script", "a.py"}, 0, "on\n", "  File \"a.py\", line 3, in <module>\n"},
		{"script with an excepthook", []string{"a.py", "import sys\ndef hook(kind, value, trace):\n  print 'HOOK', kind.__name__, value, trace.tb_lineno\nsys.excepthook = hook\n1/0\n"}, []string{"script", "a.py"}, 1, "HOOK ZeroDivisionError integer division or modulo by zero 5\n", ""},
		{"script whose last value is no data", []string{"a.py", "result = lambda: 1\nresult\n"}, []string{"script", "a.py"}, 0, "", ""},
		{"script whose last value contains itself", []string{"a.py", "a = []\na.append(a)\na.append(a) or a\n"}, []string{"script", "a.py"}, 0, "", ""},
		{"script that is not there", nil, []string{"script", "a.py"}, 2, "", "no such file"},
		{"script of another kind", []string{"a.rb", ""}, []string{"script", "a.rb"}, 2, "", "want a script whose name ends in .py or .js"},
		{"script that leaves", []string{"a.py", "import sys\nprint sys.argv[0]\nsys.exit()\n"}, []string{"script", "a.py"}, 0, "a.py\n", ""},
		{"script that leaves with a status", []string{"a.py", "import sys\nsys.exit(2)\n"}, []string{"script", "a.py"}, 2, "", ""},
		{"script that leaves with a text", []string{"a.py", "import sys\nsys.exit('bye')\n"}, []string{"script", "a.py"}, 1, "bye\n", ""},
		{"script that lacks a module", []string{"a.py", "from shared.mailer import send\n"}, []string{"script", "a.py"}, 1, "",
			"ImportError: No module named shared\nhint: a test can stub it: stubs: {shared.mailer: stubs/mailer.py}; dryfire script takes --stub shared.mailer=mailer.py\n"},
		{"script that lacks a library", []string{"a.py", "x = shared.util.double(1)\n"}, []string{"script", "a.py"}, 1, "",
			"NameError: name 'shared' is not defined\nhint: if shared is a package of a script library that is not here, a test can stub it: stubs: {shared.util: stubs/util.py}, or only a function: {shared.util.double: {returns: …}}; dryfire script takes --stub shared.util=util.py\n"},
		{"script that lacks a Java class", []string{"a.py", "from java.io import File\n"}, []string{"script", "a.py"}, 1, "",
			"ImportError: cannot import name File\nhint: a test can stub the class File: stubs: {java.io: stubs/io.py}; dryfire script takes --stub java.io=io.py\n"},
		{"script that lacks a Java class where it uses it", []string{"a.py", "import java\njava.net.URL('x')\n"}, []string{"script", "a.py"}, 1, "",
			"has no attribute 'URL'\nhint: a test can stub the class URL: stubs: {java.net: stubs/net.py}; dryfire script takes --stub java.net=net.py\n"},
		{"script with a stub of a Java class", []string{"a.py", "from java.io import File, StringWriter\nprint File.name, StringWriter\n", "io.py", "class File: name = 'mine'"},
			[]string{"script", "--stub", "java.io=io.py", "a.py"}, 0, "mine <type 'java.io.StringWriter'>\n", ""},
		{"script that lacks a variable", []string{"a.py", "print valeu\n"}, []string{"script", "a.py"}, 1, "", "NameError: name 'valeu' is not defined\n"},
		{"script with stubs", []string{"a.py", "from shared.util import double\nprint double(3), system.mes.name", "util.py", "def double(x): return 2 * x", "mes.py", "name = 'mes'"},
			[]string{"script", "--stub", "shared.util=util.py", "--stub", "system.mes=mes.py", "a.py"}, 0, "6 mes\n", ""},
		{"script with a stub that is not there", []string{"a.py", ""}, []string{"script", "--stub", "a=b.py", "a.py"}, 2, "", "--stub a=b.py: open b.py: no such file"},
		{"script with a stub of another kind", []string{"a.py", ""}, []string{"script", "--stub", "a=b.js", "a.py"}, 2, "", "want NAME=FILE.py"},
		{"script with a stub that does not compile", []string{"a.py", "", "b.py", "x = ("}, []string{"script", "--stub", "a=b.py", "a.py"}, 2, "", "b.py:1"},
		{"script with a stub of no name", []string{"a.py", "", "b.py", ""}, []string{"script", "--stub", "a b=b.py", "a.py"}, 2, "", `got the stub "a b", want a dotted name`},
		{"script that calls what is not simulated", []string{"a.py", "system.db.runQuery('SELECT 1')\n"}, []string{"script", "a.py"}, 1, "", "NotImplementedError: system.db.runQuery('SELECT 1') is not simulated"},
		{"script without a file", nil, []string{"script"}, 2, "", "requires at least 1 arg"},
		{"check", []string{"a.py", "x = 1\n", "b/c.js", "let x = 1"}, []string{"check", "."}, 0, "2 scripts compiled", ""},
		{"check finds", []string{"a.py", "x = (\n"}, []string{"check", "."}, 1, "a.py:1", ""},
		{"check of a body", []string{"a.py", "\tx = 1\n\treturn x\n"}, []string{"check", "a.py"}, 0, "no problems", ""},
		{"check leaves Jython's library out, and says so", []string{"Lib/os.py", "x = (", "a.py", "x = 1"}, []string{"check", "."}, 0, "Lib: note: it is the standard library of Jython", ""},
		{"check of Jython's library", []string{"Lib/os.py", "x = ("}, []string{"check", "Lib"}, 1, "os.py:1", ""},
		{"check of a broken scenario", []string{"a.scenario.yaml", broken}, []string{"check", "."}, 2, "unknown key", ""},
		{"check of a scenario whose script does not compile", []string{"a.scenario.yaml", "scenario: x\nsteps:\n  - run: {script: {javascript: \"let = (\"}}\n  - run: {script: {python: \"x = (\"}}\n"}, []string{"check", "."}, 1, "2 problems", ""},
		{"check of stubs", []string{"a.scenario.yaml", "scenario: x\nstubs: {a.b: {python: \"x =\"}, c: c.py, a: {}}\nsteps: [{advance: 1s}]\n", "c.py", "def f(:\n"}, []string{"check", "."}, 1, "2 problems", ""},
		{"check of that and worse", []string{"a.scenario.yaml", "scenario: x\nsteps:\n  - run: {script: {python: \"x = (\"}}\n  - wait: 1s\n"}, []string{"check", "."}, 2, "a.scenario.yaml:3:28: error: SyntaxError", ""},
		{"test of a scenario whose script does not compile", []string{"a.scenario.yaml", "scenario: x\nsteps:\n  - run: {script: {python: \"x = (\"}}\n"}, []string{"test", "."}, 2, "a.scenario.yaml:3:28: got a script that does not compile", ""},
		{"check of nothing", nil, []string{"check", "nowhere"}, 2, "nowhere: unreadable", ""},
		{"check without a path", nil, []string{"check"}, 2, "", "requires at least 1 arg"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dryfire(t, files(t, tt.files...), tt.args...)
			require.Equal(t, tt.status, got.status, "%s\n%s", got.stdout, got.stderr)
			require.Contains(t, got.stdout, tt.stdout)
			require.Contains(t, got.stderr, tt.stderr)
		})
	}
}

// The traceback of a script ends where Jython's does, without an empty line.
func TestScriptTraceback(t *testing.T) {
	dir := files(t, "a.py", "1/0\n", "b.py", "x = 1\n  y = )\n")
	assert.Equal(t, "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    1/0\nZeroDivisionError: integer division or modulo by zero\n", dryfire(t, dir, "script", "a.py").stderr)
	assert.Equal(t, "  File \"b.py\", line 2\n    y = )\n    ^\nSyntaxError: unexpected indent (a tab reaches the next multiple of eight columns)\n", dryfire(t, dir, "script", "b.py").stderr)
}

// A link to a scenario that is not there is no scenario that was left out.
func TestCheckOfADanglingLink(t *testing.T) {
	dir := files(t, "a.py", "x = 1\n")
	require.NoError(t, os.Symlink("nowhere", filepath.Join(dir, "a.scenario.yaml")))
	got := dryfire(t, dir, "check", ".")
	require.Equal(t, 2, got.status, got.stdout)
	require.Contains(t, got.stdout, "a.scenario.yaml: unreadable")
}

func TestFormats(t *testing.T) {
	dir := files(t, "a.scenario.yaml", passing+"---\n"+failing, "b.scenario.yaml", broken)
	got := dryfire(t, dir, "test", "--format", "json", "--report", "junit=j.xml", "--report", "html=p.html", "--report", "tap=t.tap", "--journal", "journal.ndjson")
	require.Equal(t, 2, got.status)
	var lines []map[string]any
	for _, l := range strings.Split(strings.TrimSpace(got.stdout), "\n") {
		var m map[string]any
		require.NoError(t, json.Unmarshal([]byte(l), &m), l)
		lines = append(lines, m)
	}
	require.Len(t, lines, 4)
	require.Equal(t, "it passes", lines[0]["scenario"])
	require.Equal(t, "passed", lines[0]["status"])
	require.Equal(t, "failed", lines[1]["status"])
	failure := lines[1]["failures"].([]any)[0].(map[string]any)
	require.Equal(t, "tags", failure["expectation"])
	require.EqualValues(t, 1, failure["step"])
	require.Equal(t, "write five", failure["name"])
	require.EqualValues(t, 13, failure["line"])
	require.Equal(t, "error", lines[2]["status"])
	require.Equal(t, map[string]any{"summary": true, "passed": 1.0, "failed": 1.0, "errors": 1.0}, lines[3])
	for name, want := range map[string]string{"j.xml": "<testsuite", "p.html": "<html", "t.tap": "not ok 2", "journal.ndjson": `"scenario":"it passes"`} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.Contains(t, string(text), want)
	}
}

// The same suite gives the same journal byte for byte, however many run at
// once. What is fed live is left out: its times are real.
func TestJournalIsReproducible(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	require.NoError(t, err)
	dir := t.TempDir()
	var first []byte
	for i, parallel := range []string{"1", "4"} {
		name := filepath.Join(dir, parallel)
		got := dryfire(t, examples, "test", "sendmessage", "sendmessage-javascript", "traps", "stubs", "--parallel", parallel, "--journal", name)
		require.Equal(t, 0, got.status, got.stdout)
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		if i == 0 {
			first = text
			require.NotEmpty(t, first)
			continue
		}
		require.True(t, bytes.Equal(first, text), "the journals differ")
	}
}

func TestUpdate(t *testing.T) {
	dir := files(t, "a.scenario.yaml", failing)
	require.Equal(t, 1, dryfire(t, dir, "test").status)
	require.Equal(t, 0, dryfire(t, dir, "test", "--update").status)
	text, err := os.ReadFile(filepath.Join(dir, "a.scenario.yaml"))
	require.NoError(t, err)
	require.Equal(t, strings.Replace(failing, "6}   #", "5}   #", 1), string(text))
	require.Equal(t, 0, dryfire(t, dir, "test").status)
}

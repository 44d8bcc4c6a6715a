package object_test

// Programs about classes, exceptions, iteration and calls, each beside what Jython 2.7.3 printed.
//
// To record again, with jython installed: PYTHON_ORACLE=1 go test -run Programs

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/object"
	"dryfire/scripts/python/object/walk"
)

var anyAddress = regexp.MustCompile(`0x[0-9a-f]+`)

func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/programs/*.py")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".py"), func(t *testing.T) {
			golden := strings.TrimSuffix(file, ".py") + ".out"
			if os.Getenv("PYTHON_ORACLE") != "" {
				out, err := exec.Command("jython", file).Output()
				require.NoError(t, err, string(out))
				require.NoError(t, os.WriteFile(golden, anyAddress.ReplaceAll(out, []byte("0x")), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			got := runProgram(t, string(src))
			assert.Equal(t, string(want), anyAddress.ReplaceAllString(got, "0x"))
		})
	}
}

// runProgram returns what a program prints, with the traceback of an uncaught exception.
func runProgram(t *testing.T, src string) string {
	var out bytes.Buffer
	var w *walk.World
	lib := object.Library{"sys": func(th *object.Thread, m *object.Module) {
		m.Func(object.Def{Name: "exc_info", Fn: func(th *object.Thread, _ object.Value, _ []object.Value) object.Value {
			if th.Exc == nil {
				return object.Obj(object.NewTuple(object.None, object.None, object.None))
			}
			return object.Obj(object.NewTuple(th.Exc.Class, th.Exc.Value, object.None))
		}}, object.Def{Name: "exit", Fn: func(th *object.Thread, _ object.Value, _ []object.Value) object.Value {
			th.Throw(th.Call0(object.Obj(object.SystemExitType)))
			return object.None
		}})
	}}
	th := object.NewInterp(object.Config{Stdout: &out, Library: lib, Globals: func(*object.Thread) *object.Dict { return w.Globals() }})
	w = walk.New(th)
	if r := th.Try(func() { require.NoError(t, w.Exec(src)) }); r != nil {
		out.WriteString(th.FormatException(r))
	}
	return out.String()
}

// Interpreters share the built-in types and nothing else: run with -race.
func TestInterpretersRunSideBySide(t *testing.T) {
	src, err := os.ReadFile("testdata/programs/classes.py")
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/programs/classes.out")
	require.NoError(t, err)
	done := make(chan string)
	for range 4 {
		go func() {
			done <- runProgram(t, string(src)+"\nfor c in (int, list, dict, ValueError): c.__dict__.keys(), dir(c), vars(c), c.__mro__\n")
		}()
	}
	for range 4 {
		assert.Equal(t, string(want), anyAddress.ReplaceAllString(<-done, "0x"))
	}
}

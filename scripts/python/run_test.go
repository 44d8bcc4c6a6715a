package python_test

// testdata/*.py are small programs, one topic each; beside each stands what
// Jython 2.7.3 printed and, for an uncaught exception, its traceback. To record
// again, with jython installed: PYTHON_ORACLE=1 go test -run Programs

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python"
	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/object"
)

// newRuntime is a Python world with the whole library and a clock that stands.
func newRuntime(out io.Writer) *python.Runtime {
	var rt *python.Runtime
	h := &host.Host{Clock: host.NewClock(time.Unix(1_700_000_000, 0)), Frames: func(*object.Thread) *object.Frame { return rt.Frames() }}
	rt = python.New(goja.New(), library.Configure(object.Config{Stdout: out, Stderr: out}, h))
	return rt
}

func run(t testing.TB, name, src string) string {
	var out bytes.Buffer
	rt := newRuntime(&out)
	c, err := python.Compile(name, src, python.Options{})
	if err != nil {
		return err.Error() + "\n"
	}
	if err := rt.Main(c); err != nil {
		var u *python.Uncaught
		if errors.As(err, &u) {
			out.WriteString(u.Traceback)
		} else {
			out.WriteString(err.Error() + "\n")
		}
	}
	return out.String()
}

func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/*.py")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, path := range files {
		name := filepath.Base(path)
		t.Run(strings.TrimSuffix(name, ".py"), func(t *testing.T) {
			src, err := os.ReadFile(path)
			require.NoError(t, err)
			golden := strings.TrimSuffix(path, ".py") + ".out"
			if os.Getenv("PYTHON_ORACLE") != "" {
				cmd := exec.Command("jython", name)
				cmd.Dir = "testdata"
				out, _ := cmd.CombinedOutput()
				require.NoError(t, os.WriteFile(golden, out, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), run(t, name, string(src)))
		})
	}
}

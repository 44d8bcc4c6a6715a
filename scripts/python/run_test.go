package python_test

// testdata/*.py are small programs, one topic each; beside each stands what
// Jython 2.7.3 printed and, for an uncaught exception, its traceback. To record
// again, with jython installed: PYTHON_ORACLE=1 go test -run Programs

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python"
	"dryfire/scripts/python/object"
)

func run(t testing.TB, name, src string) string {
	var out bytes.Buffer
	rt := python.New(goja.New(), object.Config{Stdout: &out, Stderr: &out})
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

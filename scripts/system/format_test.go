package system

import (
	"errors"
	"math"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/tags"
)

// format.tsv holds formats and arguments with what java.lang.String.format made
// of them in Jython 2.7.3.
func TestFormatIsJavas(t *testing.T) {
	twenty, _ := new(big.Int).SetString("12345678901234567890", 10)
	args := map[string][]tags.Value{
		"'abc'": {tags.Str("abc")}, "'x'": {tags.Str("x")}, "5": {tags.Int(5)}, "-5": {tags.Int(-5)}, "1234567": {tags.Int(1234567)},
		"1.5": {tags.Float(1.5)}, "-1234567.891": {tags.Float(-1234567.891)}, "0.00001234": {tags.Float(0.00001234)},
		"0.0": {tags.Float(0)}, "100.0": {tags.Float(100)}, "nan": {tags.Float(math.NaN())}, "-inf": {tags.Float(math.Inf(-1))}, `"a"`: {tags.Str("a")},
		"12345678901234567890L": {tags.BigInt(twenty)}, "-255L": {tags.Long(-255)}, "True": {tags.Bool(true)}, "None": {{}},
		"'a', 2, 3.5": {tags.Str("a"), tags.Int(2), tags.Float(3.5)}, "": {},
	}
	text, err := os.ReadFile("testdata/format.tsv")
	require.NoError(t, err)
	h := scripts.NewHost(nil, Library, scripts.Budget{}, 1)
	n := 0
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		fields := strings.SplitN(line, "\t", 3)
		values, known := args[fields[1]]
		require.True(t, known, line)
		got, err := javaFormat(h, fields[0], values, false)
		got = "ok " + strings.ReplaceAll(got, "\n", `\n`)
		if err != nil {
			var ex *scripts.Exception
			require.True(t, errors.As(err, &ex), "%v", err)
			got = "err " + ex.Package + "." + ex.Type + ": " + ex.Message
		}
		if got != fields[2] {
			t.Errorf("%q %% (%s): got %s, Java %s", fields[0], fields[1], got, fields[2])
		}
		n++
	}
	require.Greater(t, n, 1000)
}

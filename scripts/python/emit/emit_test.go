package emit_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/emit"
	"dryfire/scripts/python/resolve"
	"dryfire/scripts/python/syntax"
)

func compile(src string, form syntax.Form, ns bool) (*emit.Program, error) {
	f, err := syntax.NewFile("f.py", src)
	if err != nil {
		return nil, err
	}
	m, err := syntax.Parse(f, form, 0)
	if err != nil {
		return nil, err
	}
	if err := resolve.Module(m); err != nil {
		return nil, err
	}
	return emit.Compile(m, emit.Options{Namespace: ns})
}

func texts(t testing.TB) []string {
	var all []string
	for name, sep := range map[string]string{"lines.txt": "\n", "blocks.txt": "=====\n"} {
		b, err := os.ReadFile("../resolve/testdata/" + name)
		require.NoError(t, err)
		all = append(all, strings.Split(string(b), sep)...)
	}
	return all
}

// Whatever the front end accepts must be emitted and taken by goja.
func TestEverythingThatCompilesIsEmitted(t *testing.T) {
	n := 0
	for _, src := range texts(t) {
		for _, ns := range []bool{false, true} {
			_, err := compile(src, syntax.ExecForm, ns)
			var se *syntax.Error
			if err != nil && !errors.As(err, &se) {
				t.Errorf("%q: %v", src, err)
			}
			if err == nil {
				n++
			}
		}
	}
	require.Greater(t, n, 400)
}

// A program asks only for natives of the table.
func TestNativesAreListed(t *testing.T) {
	known := map[string]bool{}
	for _, n := range emit.Natives {
		assert.False(t, known[n.Name], n.Name)
		known[n.Name] = true
	}
	used := map[string]bool{}
	for _, src := range texts(t) {
		p, err := compile(src, syntax.ExecForm, true)
		if err != nil {
			continue
		}
		for _, n := range p.Natives {
			assert.True(t, known[n], n)
			used[n] = true
		}
	}
}

func FuzzEmit(f *testing.F) {
	for _, s := range texts(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, form := range []syntax.Form{syntax.ExecForm, syntax.EvalForm, syntax.SingleForm} {
			_, err := compile(src, form, form != syntax.ExecForm)
			var se *syntax.Error
			if err != nil && !errors.As(err, &se) {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	src := strings.Repeat(handler, 100)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compile(src, syntax.ExecForm, false); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(strings.Count(src, "\n"))*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

const handler = `
def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	value = currentValue.value
	# the first event after a restart says nothing
	if not initialChange and value is not None and currentValue.quality.good:
		payload = {"path": tagPath, "cv": value, "pv": previousValue.value, "q": str(currentValue.quality)}
		if value > 90:
			level = "alarm"
		elif value > 75:
			level = "warn"
		else:
			level = "normal"
		payload["level"] = level
		band = 0
		for limit in [10, 25, 50, 75, 90]:
			if value >= limit:
				band += 1
		payload["band"] = band
		try:
			payload["msg"] = "%s changed from %s to %.2f (%s, band %d)" % (tagPath, previousValue.value, value, level, band)
			system.util.sendMessage("proj", "test", payload, scope="S")
		except Exception, e:
			system.util.getLogger("x").warn("failed: " + str(e))
`

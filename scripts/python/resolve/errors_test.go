package resolve_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/resolve"
	"dryfire/scripts/python/syntax"
)

// testdata/errors.py holds programs separated by lines of dashes. The line an
// error is expected on ends in "### " and a regular expression of the message;
// a program without such a line must compile.
func TestErrorsStandWhereTheyShould(t *testing.T) {
	b, err := os.ReadFile("testdata/errors.py")
	require.NoError(t, err)
	want := regexp.MustCompile(`### (.*)`)
	n := 0
	for _, src := range strings.Split(string(b), "#---\n") {
		line, msg := 0, ""
		for i, l := range strings.Split(src, "\n") {
			if m := want.FindStringSubmatch(l); m != nil {
				line, msg = i+1, m[1]
			}
		}
		n++
		err := compile(src, "exec")
		if line == 0 {
			assert.NoError(t, err, src)
			continue
		}
		var e *syntax.Error
		if !assert.True(t, errors.As(err, &e), "%s\ngot %v, want an error", src, err) {
			continue
		}
		assert.Equal(t, line, e.Line, "%s\n%v", src, err)
		assert.Regexp(t, msg, err.Error(), src)
		assert.Equal(t, strings.Split(src, "\n")[line-1], e.Text)
	}
	require.Greater(t, n, 30)
}

func kinds(t *testing.T, src string) string {
	f, err := syntax.NewFile("f.py", src)
	require.NoError(t, err)
	m, err := syntax.Parse(f, syntax.ExecForm, 0)
	require.NoError(t, err)
	require.NoError(t, resolve.Module(m))
	var b strings.Builder
	var show func(s *syntax.Scope)
	scopes := []*syntax.Scope{m.Scope}
	seen := map[*syntax.Scope]bool{}
	collect(m.Body, &scopes)
	show = func(s *syntax.Scope) {
		if seen[s] {
			return
		}
		seen[s] = true
		b.WriteString(s.Name + ":")
		for _, y := range s.Symbols {
			k := [...]string{"global", "local", "free", "dynamic"}[y.Kind]
			if y.Captured {
				k += "*"
			}
			b.WriteString(" " + y.Name + "=" + k)
		}
		b.WriteString("; ")
	}
	for _, s := range scopes {
		show(s)
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func collect(body []syntax.Stmt, to *[]*syntax.Scope) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			*to = append(*to, s.Scope)
			collect(s.Body, to)
		case *syntax.ClassDef:
			*to = append(*to, s.Scope)
			collect(s.Body, to)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"x = 1", "<module>: x=global"},
		{"def f(a):\n b = a\n return c", "<module>: f=global; f: a=local b=local c=global"},
		{"def f(a):\n def g(): return a\n return g", "<module>: f=global; f: a=local* g=local; g: a=free"},
		{"def f(a):\n class C:\n  a = a\n  def g(self): return a", "<module>: f=global; f: a=local* C=local; C: a=local g=local; g: self=local a=free"},
		{"def f(a):\n def g():\n  global a\n  a = 1", "<module>: f=global; f: a=local g=local; g: a=global"},
		{"def f():\n exec 'a'\n return a", "<module>: f=global; f: a=dynamic"},
		{"class A:\n def __f(self): self.__x", "<module>: A=global; A: _A__f=local; _A__f: self=local"},
		{"def f():\n return [x for x in y]", "<module>: f=global; f: y=global x=local"},
	} {
		assert.Equal(t, c.want, kinds(t, c.src), c.src)
	}
}

func TestHostileNesting(t *testing.T) {
	n := 100_000
	for _, src := range []string{
		strings.Repeat("(", n), strings.Repeat("[", n), strings.Repeat("{", n), strings.Repeat("-", n) + "1", strings.Repeat("not ", n) + "1",
		strings.Repeat("lambda: ", n) + "1", "x" + strings.Repeat("[x", n), "x" + strings.Repeat("(x", n), "1" + strings.Repeat("+1", n), "x" + strings.Repeat(".x", n),
		"1" + strings.Repeat("**1", n), strings.Repeat("1 if 1 else ", n) + "1", strings.Repeat("`", n), "x" + strings.Repeat("<x", n),
		"def f(" + strings.Repeat("(", n), strings.Repeat("if 1: ", n), "if 1: pass\n" + strings.Repeat("elif 1: pass\n", n), "with " + strings.Repeat("a, ", n) + "a: pass",
		"[1 " + strings.Repeat("for x in y ", n) + "]",
	} {
		assert.Error(t, compile(src, "exec"), src[:20])
	}
	var deep strings.Builder
	for i := range 200 {
		deep.WriteString(strings.Repeat(" ", i) + "if 1:\n")
	}
	assert.ErrorContains(t, compile(deep.String(), "exec"), "too many levels of indentation")
}

func FuzzCompile(f *testing.F) {
	for _, name := range []string{"lines.txt", "blocks.txt"} {
		b, err := os.ReadFile("testdata/" + name)
		require.NoError(f, err)
		sep := "\n"
		if name == "blocks.txt" {
			sep = "=====\n"
		}
		for _, s := range strings.Split(string(b), sep) {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, mode := range []string{"exec", "eval", "single"} {
			err := compile(src, mode)
			var e *syntax.Error
			if err != nil && !errors.As(err, &e) {
				t.Fatalf("%T %v", err, err)
			}
			if e != nil && (e.Line < 1 || e.Col < 1 || e.Msg == "") {
				t.Fatalf("no place: %v", err)
			}
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	src := strings.Repeat(handler, 200)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if err := compile(src, "exec"); err != nil {
			b.Fatal(err)
		}
	}
	lines := float64(strings.Count(src, "\n")) * float64(b.N)
	b.ReportMetric(lines/b.Elapsed().Seconds(), "lines/s")
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

package object_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/scripts/python/object"
	"dryfire/scripts/python/object/walk"
)

// exhausted evaluates an expression under a budget and returns the error it ran into.
func exhausted(t *testing.T, b object.Budget, src string) (err *object.BudgetError) {
	t.Helper()
	w := newWorld(t)
	w.T.Budget = b
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(error)
			require.True(t, ok && errors.As(e, &err), "%s: %v", src, x)
		}
	}()
	r := w.T.Try(func() {
		_, e := w.Eval(src)
		require.NoError(t, e)
	})
	if r != nil {
		t.Fatalf("%s raised %s", src, w.T.FormatException(r))
	}
	return nil
}

func TestMemoryIsCheckedBeforeItIsTaken(t *testing.T) {
	for _, src := range []string{
		"'x' * 10**9", "10**9 * u'x'", "[0] * 10**9", "(0,) * 10**9", "range(10**8)", "2 ** 10**9", "1 << 10**9", "1L << 10**9",
		"'%1000000000d' % 1", "'%.1000000000f' % 1", "format(1, '1000000000')", "'{:>{}}'.format('a', 10**9)", "'a'.ljust(10**9)", "'a'.center(10**9)",
		"'a'.zfill(10**9)", "'\\t'.expandtabs(10**9)", "('a' * 10**6).replace('a', 'b' * 10**6)", "('x' * 10**5).join(['a'] * 10**5)",
		"bytearray(10**9)", "bytearray('x') * 10**9", "list(xrange(10**9))", "tuple(xrange(10**9))", "map(None, xrange(10**9))", "set(xrange(10**9))", "dict.fromkeys(xrange(10**9))",
		"sorted(xrange(10**9))", "[x for x in xrange(10**9)]", "zip(xrange(10**9))", "'a'.encode('hex') * 10**9", "reduce(lambda a, b: a + a, range(60), 'x')",
		"reduce(lambda a, b: a + a, range(60), [1])", "repr([[['x' * 1000] * 1000] * 1000] * 1000)", "','.join(str(x) for x in xrange(10**9))",
		"[0].extend(xrange(10**9))", "set().update(xrange(10**9))", "'%s' % ([1] * 10**6 * 1000)",
	} {
		e := exhausted(t, object.Budget{Steps: 1 << 40, Memory: 16 << 20}, src)
		if assert.NotNil(t, e, src) {
			assert.Equal(t, "memory", e.Resource, src)
			assert.Contains(t, e.Error(), "memory budget")
		}
	}
}

func TestStepsEnd(t *testing.T) {
	for _, src := range []string{"sum(xrange(10**9))", "max(xrange(10**9))", "reduce(lambda a, b: a, xrange(10**9))", "9 ** 99999999 % 7 if 0 else -1 in iter(xrange(10**9))",
		"reduce(lambda a, b: a * a, range(60), 3)", "filter(lambda x: 0, xrange(10**9))"} {
		e := exhausted(t, object.Budget{Steps: 100_000, Memory: 1 << 40}, src)
		if assert.NotNil(t, e, src) {
			assert.Equal(t, "steps", e.Resource, src)
		}
	}
}

func TestDeepRecursionIsARuntimeError(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.Exec(`
deep = []
for i in xrange(5000): deep = [deep]
other = []
for i in xrange(5000): other = [other]
tup = ()
for i in xrange(5000): tup = (tup,)
deeper = ()
for i in xrange(50000): deeper = (deeper,)
class R(object):
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n)
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
    def __call__(self): return self()
def f(): return f()
`))
	for _, src := range []string{"repr(deep)", "str(tup)", "deep == other", "deep < other", "repr(R())", "R() == R()", "R().x", "hash(R())", "len(R())", "R()()", "f()", "'%s' % (deep,)", "isinstance(1, tup)", "hash(deeper)", "{deeper: 1}"} {
		r := w.T.Try(func() {
			_, err := w.Eval(src)
			require.NoError(t, err)
		})
		if assert.NotNil(t, r, src) {
			assert.Contains(t, w.T.FormatException(r), "RuntimeError: maximum recursion depth exceeded", src)
		}
		assert.Zero(t, w.T.Depth(), src)
	}
	// hashing nests as deep as the tuple is
	v, err := w.Eval("hash(tup) == hash(tup)")
	require.NoError(t, err)
	assert.True(t, w.T.Truth(v))
}

func TestTraceback(t *testing.T) {
	lines := []string{"def f():", "    g()", "f()"}
	th := object.NewInterp(object.Config{SourceLine: func(file string, line int) string {
		if file == "a.py" && line <= len(lines) {
			return lines[line-1]
		}
		return ""
	}})
	code := func(name string) *object.Code { return object.NewCode(name, "a.py", 1, nil, "", "") }
	r := th.Try(func() { th.Raise(object.ValueErrorType, "bad value") })
	r.AddFrame(object.NewFrame(code("f"), nil, object.Value{}, 2), 2)
	r.AddFrame(object.NewFrame(code("<module>"), nil, object.Value{}, 3), 3)
	assert.Equal(t, "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\n  File \"a.py\", line 2, in f\n    g()\nValueError: bad value\n", th.FormatException(r))

	s := func(v string) object.Value { return object.Str(v) }
	r = th.Try(func() {
		th.Throw(th.Call(object.Obj(object.SyntaxErrorType), []object.Value{s("invalid syntax"),
			object.Obj(object.NewTuple(s("b.py"), object.Int(4), object.Int(7), s("  x = = 1\n")))}, nil))
	})
	assert.Equal(t, "  File \"b.py\", line 4\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n", th.FormatException(r))

	r = th.Try(func() { th.ThrowJava(object.JavaRuntimeType, "broken", nil) })
	assert.Equal(t, "RuntimeException: java.lang.RuntimeException: broken\n", th.FormatException(r))
	assert.Equal(t, "java.lang.RuntimeException: java.lang.RuntimeException: broken\n", th.FormatUncaught(r))
	assert.False(t, th.ExceptMatches(r, object.Obj(object.ExceptionType)))
	assert.True(t, th.ExceptMatches(r, object.Obj(object.JavaExceptionType)))
}

func TestUncaughtExceptionsNameTheirModule(t *testing.T) {
	for src, want := range map[string]string{
		"class E(Exception): pass\nraise E('m')": "__main__.E: m\n",
		"class E: pass\nraise E()":               "__main__.E: <__main__.E instance at 0x2>\n",
		"raise ValueError(u'\\xe9')":             "ValueError: é\n",
		"raise KeyError('k')":                    "KeyError: 'k'\n",
		"raise ValueError":                       "ValueError\n",
		"class E(Exception):\n def __str__(self): raise ValueError\nraise E(1)":     "__main__.E: <exception str() failed>\n",
		"class E(Exception):\n def __str__(self): return ''\nraise E(1)":            "__main__.E\n",
		"raise IOError(2, 'no', 'f')":                                               "IOError: [Errno 2] no: 'f'\n",
		"raise SyntaxError('m', ('f.py', 3, 5, '   x = = 1'))":                      "  File \"f.py\", line 3\n    x = = 1\n     ^\nSyntaxError: m\n",
		"def f(): raise AssertionError()\nf.__name__ = 'g'\nraise AssertionError()": "AssertionError\n",
	} {
		th := object.NewInterp(object.Config{})
		w := walk.New(th)
		r := th.Try(func() { require.NoError(t, w.Exec(src)) })
		require.NotNil(t, r, src)
		assert.Equal(t, want, th.FormatUncaughtOnly(r.Class, r.Value), src)
	}
}

// A dict answers as a Go map does whatever is set and removed, and iterates over exactly its keys.
func TestDictHoldsWhatWasSet(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		th := object.NewInterp(object.Config{})
		d := object.NewDict(rapid.IntRange(0, 20).Draw(rt, "room"))
		want := map[int]int{}
		n := rapid.IntRange(0, 200).Draw(rt, "n")
		for i := 0; i < n; i++ {
			k := rapid.IntRange(0, 60).Draw(rt, "k")
			if rapid.IntRange(0, 3).Draw(rt, "op") == 0 {
				_, had := want[k]
				delete(want, k)
				if d.Delete(th, object.Int(k)) != had {
					rt.Fatalf("delete of %d", k)
				}
				continue
			}
			want[k] = i
			d.Set(th, object.Int(k), object.Int(i))
		}
		if d.Len() != len(want) {
			rt.Fatalf("%d entries, want %d", d.Len(), len(want))
		}
		seen := 0
		d.Each(func(k, v object.Value) {
			seen++
			if w, ok := want[int(k.Int64())]; !ok || int64(w) != v.Int64() {
				rt.Fatalf("%d: %d", k.Int64(), v.Int64())
			}
		})
		if seen != len(want) {
			rt.Fatalf("iterated over %d of %d", seen, len(want))
		}
	})
}

// Whatever is formatted, nothing but Python's own exceptions comes out.
func FuzzFormat(f *testing.F) {
	for _, s := range []string{"%d %s %5.2f %r", "{0:>10}{1!r}", "%(a)s", "%*.*f", "{:,}", "{0[a].b}", "%", "{", "}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 200 {
			return
		}
		th := object.NewInterp(object.Config{})
		th.Budget = object.Budget{Steps: 1 << 20, Memory: 1 << 20}
		try := func(g func()) {
			defer func() {
				if x := recover(); x != nil {
					if _, ok := x.(*object.BudgetError); !ok {
						panic(x)
					}
				}
			}()
			th.Try(g)
		}
		args := object.Obj(object.NewTuple(object.Int(5), object.Str("x"), object.Float(1.5), object.None))
		valid := strings.ToValidUTF8(s, "?")
		for _, format := range []object.Value{object.Str(s), object.Unicode(valid)} {
			try(func() { th.Binary(object.OpMod, format, args) })
			try(func() {
				th.CallMethod("format", []object.Value{format, object.Int(5), object.Str("x"), object.Float(1.5)}, nil)
			})
			for _, v := range []object.Value{object.Int(42), object.Float(2.5), object.Str("é"), object.Unicode("é"), object.NewComplex(1i)} {
				try(func() { th.Format(v, format) })
			}
			for _, codec := range []string{"utf-8", "utf-16", "unicode_escape", "string_escape", "hex", "base64", "ascii"} {
				try(func() { th.CallMethod("decode", []object.Value{object.Str(s), object.Str(codec)}, nil) })
			}
		}
		for _, cls := range []*object.Type{object.IntType, object.FloatType, object.ComplexType, object.LongType} {
			try(func() { th.Call1(object.Obj(cls), object.Str(s)) })
		}
	})
}

package library_test

// Free text from scripts never crashes or hangs the library: whatever comes ends in a
// value, a Python or Java exception, or a used-up budget.

import (
	"bytes"
	"errors"
	"testing"

	"dryfire/scripts/python/object"
)

// harmless calls module.name with texts, as str and as unicode.
func harmless(t *testing.T, module, name string, args ...string) {
	t.Helper()
	for _, unicode := range []bool{false, true} {
		var out bytes.Buffer
		th := simulated(&out)
		th.Budget = object.Budget{Steps: 1 << 20, Memory: 64 << 20}
		vals := make([]object.Value, len(args))
		for i, a := range args {
			vals[i] = object.Str(a)
			if unicode {
				vals[i] = object.Unicode(string([]rune(a)))
			}
		}
		func() {
			defer func() {
				if x := recover(); x != nil {
					var b *object.BudgetError
					if err, ok := x.(error); !ok || !errors.As(err, &b) {
						panic(x)
					}
				}
			}()
			th.Try(func() {
				f := th.GetAttr(th.Import(module), name)
				th.Repr(th.Call(f, vals, nil))
			})
		}()
	}
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a": [1, 2.5e3, "x\u00e9\n", null, true]}`, `[`, `"\ud83d`, `{"a"`, `-`, `1e`, "\xef\xbb\xbf[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { harmless(t, "json", "loads", s); harmless(t, "json", "dumps", s) })
}

func FuzzRE(f *testing.F) {
	for _, s := range []string{`(?P<a>\d+)(?(a)x|y)`, `(?<=ab)[^\]\-x]*?`, `(a*)*`, `\b\w{2,3}\1`, `(?iLmsux)a`, `[a-`, `(?P=x)`, `a{,3}`} {
		f.Add(s, "abc 123", `\g<1>\n`)
	}
	f.Fuzz(func(t *testing.T, pattern, text, repl string) {
		if len(pattern) > 40 || len(text) > 40 {
			return // nested repetitions may backtrack for seconds
		}
		harmless(t, "re", "findall", pattern, text)
		harmless(t, "re", "sub", pattern, repl, text)
		harmless(t, "re", "split", pattern, text)
		harmless(t, "re", "escape", text)
	})
}

func FuzzTexts(f *testing.F) {
	f.Add("2024-03-09 14:05", "%Y-%m-%d %H:%M")
	f.Add("Sat 9 Mar %", "%a %d %b %%")
	f.Add("{'a': [1, 2j]}", ">hIq")
	f.Fuzz(func(t *testing.T, a, b string) {
		harmless(t, "time", "strptime", a, b)
		harmless(t, "ast", "literal_eval", a)
		harmless(t, "struct", "unpack", b, a)
		harmless(t, "struct", "calcsize", b)
		harmless(t, "binascii", "a2b_base64", a)
		harmless(t, "base64", "b64decode", a)
		harmless(t, "zlib", "decompress", a)
		harmless(t, "textwrap", "fill", a)
		harmless(t, "textwrap", "dedent", a)
		harmless(t, "uuid", "UUID", a)
		harmless(t, "urllib", "unquote", a)
		harmless(t, "urlparse", "urlparse", a)
		harmless(t, "decimal", "Decimal", a)
		harmless(t, "calendar", "month", a, b)
		harmless(t, "logging", "getLogger", a)
	})
}

func FuzzJava(f *testing.F) {
	f.Add("yyyy-MM-dd'T'HH:mm", "2024-03-09T14:05")
	f.Add("#,##0.00;(0)", "1,234.5")
	f.Fuzz(func(t *testing.T, a, b string) {
		var out bytes.Buffer
		th := simulated(&out)
		th.Budget = object.Budget{Steps: 1 << 20, Memory: 64 << 20}
		defer func() {
			if x := recover(); x != nil {
				var e *object.BudgetError
				if err, ok := x.(error); !ok || !errors.As(err, &e) {
					panic(x)
				}
			}
		}()
		text, util, lang, maths := th.Import("java.text"), th.Import("java.util"), th.Import("java.lang"), th.Import("java.math")
		p, s := object.Unicode(string([]rune(a))), object.Unicode(string([]rune(b)))
		th.Try(func() { th.Method1(th.Call1(th.GetAttr(text, "SimpleDateFormat"), p), "parse", s) })
		th.Try(func() {
			th.Method1(th.Call1(th.GetAttr(text, "SimpleDateFormat"), p), "format", th.Call0(th.GetAttr(util, "Date")))
		})
		for _, x := range []object.Value{object.Float(-1234.5), object.Int(0), object.Float(1e-9)} {
			th.Try(func() { th.Method1(th.Call1(th.GetAttr(text, "DecimalFormat"), p), "format", x) })
		}
		th.Try(func() { th.Method1(th.Call1(th.GetAttr(text, "DecimalFormat"), p), "parse", s) })
		th.Try(func() { th.Call1(th.GetAttr(th.GetAttr(lang, "Double"), "parseDouble"), s) })
		th.Try(func() { th.Call2(th.GetAttr(th.GetAttr(lang, "String"), "format"), p, s) })
		th.Try(func() { th.Call1(th.GetAttr(maths, "BigDecimal"), s) })
		th.Try(func() { th.Call1(th.GetAttr(th.GetAttr(util, "UUID"), "fromString"), s) })
		th.Try(func() { th.Call1(th.GetAttr(th.GetAttr(util, "TimeZone"), "getTimeZone"), s) })
		th.Try(func() { th.Call1(th.GetAttr(util, "Date"), s) })
	})
}

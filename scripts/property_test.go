package scripts_test

import (
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/scripts"
	"dryfire/scripts/scripttest"
	"dryfire/scripts/system"
	"dryfire/tags"
)

// text draws texts that JavaScript and Go can both hold, with keys that mean
// something to JavaScript among them.
func text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "a", "b", "é", "\U0001F600", "__proto__", "constructor", "toString", "length", "0", "1", "10", "01", "-1", "a b", "it's", "\x00", "\ufeff"}),
		rapid.StringN(0, 8, -1))
}

// data draws what JSON can say, and dates and integers of any size.
func data(depth int) *rapid.Generator[tags.Value] {
	scalars := []*rapid.Generator[tags.Value]{
		rapid.Just(tags.Value{}),
		rapid.Map(rapid.Bool(), tags.Bool),
		rapid.Map(rapid.Int64(), tags.Int),
		rapid.Map(rapid.Int64Range(-1<<54, 1<<54), tags.Long),
		rapid.Custom(func(t *rapid.T) tags.Value {
			return tags.BigInt(new(big.Int).Lsh(big.NewInt(rapid.Int64().Draw(t, "n")), uint(rapid.IntRange(0, 100).Draw(t, "shift"))))
		}),
		rapid.Map(rapid.Float64(), tags.Float),
		rapid.Map(rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, 1 << 53, 1<<53 + 2, 1 << 60, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 0.1}), tags.Float),
		rapid.Map(text(), tags.Str),
		rapid.Map(text(), tags.Unicode),
		rapid.Map(rapid.Int64Range(-8.64e15, 8.64e15), tags.Date),
	}
	if depth > 0 {
		inner := rapid.Deferred(func() *rapid.Generator[tags.Value] { return data(depth - 1) })
		scalars = append(scalars,
			rapid.Map(rapid.SliceOfN(inner, 0, 4), func(items []tags.Value) tags.Value { return tags.ListOf(items...) }),
			rapid.Custom(func(t *rapid.T) tags.Value {
				m := tags.NewMap(0)
				for range rapid.IntRange(0, 5).Draw(t, "entries") {
					m.SetText(text().Draw(t, "key"), inner.Draw(t, "value"))
				}
				return tags.FromMap(m)
			}))
	}
	return rapid.OneOf(scalars...)
}

// Data that goes through a script is the same data, whether the script hands
// it on, takes it apart and builds it anew, or changes it and changes it back.
func TestDataRoundTrip(t *testing.T) {
	w := scripttest.NewWorld()
	h := scripts.NewHost(w, system.Library, scripts.Budget{}, 1)
	defer h.Close()
	var entries []scripts.Entry
	for _, text := range []string{
		`(p) => p`,
		`(p) => {
			const copy = (v) => Array.isArray(v) ? v.map(copy) : v === null || typeof v !== "object" || v instanceof Date ? v
				: Object.fromEntries(Object.entries(v).map(([k, x]) => [k, copy(x)]))
			return copy(p)
		}`,
		`(p) => {
			const touch = (v) => {
				if (v === null || typeof v !== "object" || v instanceof Date) return v
				if (Array.isArray(v)) { v.push(1); v.pop(); v.forEach(touch); return v }
				v.newKey = 1
				delete v.newKey
				for (const k of Object.keys(v)) { const x = v[k]; v[k] = 5; v[k] = touch(x) }
				return v
			}
			return touch(p)
		}`,
	} {
		program, err := scripts.JavaScript.Compile(scripts.Source{Name: "f.js", Text: "const f = " + text, Entry: "f"})
		require.NoError(t, err)
		e, err := program.Instantiate(h)
		require.NoError(t, err)
		entries = append(entries, e)
	}
	rapid.Check(t, func(t *rapid.T) {
		want := data(4).Draw(t, "data")
		for i, e := range entries {
			if i == 2 && hasKey(want, "__proto__") {
				continue // v.__proto__ = x sets a prototype, as it does everywhere
			}
			if got, err := h.Call(&scripts.Run{In: "test"}, e, []tags.Value{want}); err != nil || !got.Equal(want) {
				t.Fatalf("function %d: got %s, want %s, error %v", i, scripts.PyRepr(got), scripts.PyRepr(want), err)
			}
		}
	})
}

func hasKey(v tags.Value, key string) bool {
	if l := v.List(); l != nil {
		for _, item := range l.Items {
			if hasKey(item, key) {
				return true
			}
		}
	}
	if m := v.Map(); m != nil {
		for i := range m.Len() {
			if k, x := m.At(i); k.Text() == key || hasKey(x, key) {
				return true
			}
		}
	}
	return false
}

// Every kind of value reaches a script and comes back; what JavaScript has no
// word for stays what it was.
func TestEveryKind(t *testing.T) {
	good := tags.QualityOf(tags.Good)
	dataset := &tags.Dataset{Columns: []tags.Column{{Name: "a", Type: "java.lang.Integer"}}, Rows: [][]tags.Value{{tags.Int(1)}}}
	document, err := tags.ParseJSON(`{"k": {"n": [1, 2]}}`)
	require.NoError(t, err)
	qualified := &tags.QualifiedValue{Value: tags.Int(5), Quality: good, Timestamp: scripttest.Start}
	tuple := tags.FromList(&tags.List{Form: tags.FormTuple, Items: []tags.Value{tags.Int(1), tags.Int(2)}})
	array := tags.FromList(&tags.List{Form: tags.FormArray, Items: []tags.Value{tags.Int(1)}})
	set := tags.FromList(&tags.List{Form: tags.FormSet, Items: []tags.Value{tags.Int(1)}})
	intKeys := tags.NewMap(1)
	intKeys.Set(tags.Int(1), tags.Str("one"))
	for _, c := range []struct {
		name string
		v    tags.Value
		seen string // typeof, Array.isArray and String of what the script gets
		back string
	}{
		{"null", tags.Value{}, "object false null", "None"},
		{"bool", tags.Bool(true), "boolean false true", "True"},
		{"int", tags.Int(-5), "number false -5", "-5"},
		{"a small long", tags.Long(5), "number false 5", "5"},
		{"a long that a number can hold", tags.Long(1<<53 - 1), "number false 9007199254740991", "9007199254740991L"},
		{"a long that it cannot", tags.Long(1 << 53), "bigint false 9007199254740992", "9007199254740992L"},
		{"the smallest long", tags.Long(math.MinInt64), "bigint false -9223372036854775808", "-9223372036854775808L"},
		{"an integer beyond 64 bits", tags.BigInt(new(big.Int).Lsh(big.NewInt(1), 70)), "bigint false 1180591620717411303424", "1180591620717411303424L"},
		{"float", tags.Float(1.5), "number false 1.5", "1.5"},
		{"an integral float", tags.Float(5), "number false 5", "5"},
		{"minus zero", tags.Float(math.Copysign(0, -1)), "number false 0", "-0.0"},
		{"NaN", tags.Float(math.NaN()), "number false NaN", "nan"},
		{"a Float4", tags.Float4Of(3.3), "number false 3.299999952316284", "3.299999952316284"},
		{"str", tags.Str("a"), "string false a", "'a'"},
		{"unicode", tags.Unicode("é"), "string false é", `u'\xe9'`},
		{"date", tags.Date(0), "object false " + time.UnixMilli(0).Format("Mon Jan 02 2006 15:04:05 GMT-0700 (MST)"), "Thu Jan 01 00:00:00 UTC 1970"},
		{"list", tags.ListOf(tags.Int(1), tags.Unicode("a")), "object true 1,a", "[1, 'a']"},
		{"tuple", tuple, "object true 1,2", "[1, 2]"},
		{"set", set, "object true 1", "[1]"},
		{"array", array, "object true 1", "[1]"},
		{"map", tags.FromMap(tags.NewMap(0)), "object false [object Object]", "{}"},
		{"a map with other keys", tags.FromMap(intKeys), "object false [object Object]", "{'1': 'one'}"},
		{"dataset", tags.FromDataset(dataset), "object false Dataset [1R x 1C]", "Dataset [1R x 1C]"},
		{"document", tags.FromDocument(&tags.Document{Root: document}), "object false {u'k': {u'n': [1, 2]}}", "{u'k': {u'n': [1, 2]}}"},
		{"quality", tags.FromQuality(good), "object false Good", "Good"},
		{"qualified value", tags.FromQualified(qualified), "object false [5, Good, Thu Jul 02 12:38:36 UTC 2026]", "[5, Good, Thu Jul 02 12:38:36 UTC 2026]"},
		{"an object of the host", tags.FromObject(scripttest.Thread{Name: "t"}), "object false Thread[t]", "Thread[t]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlant(t, scripts.Budget{})
			e, err := p.entry("h", "handleMessage", `function handleMessage(v) { return [[typeof v, Array.isArray(v), String(v)].join(" "), v, {v}.v] }`)
			require.NoError(t, err)
			got, err := p.call(e, c.v)
			require.NoError(t, err)
			items := got.List().Items
			require.Equal(t, c.seen, items[0].Text())
			require.Equal(t, c.back, scripts.PyRepr(items[1]))
			require.Equal(t, c.back, scripts.PyRepr(items[2]))
			switch c.v.Kind() {
			case tags.KindDataset, tags.KindDocument, tags.KindQuality, tags.KindQualified, tags.KindObject:
				require.Equal(t, c.v.Kind(), items[1].Kind())
				require.True(t, items[1].Equal(c.v))
			}
		})
	}
}

// program draws small programs that end.
type program struct {
	t     *rapid.T
	b     strings.Builder
	depth int
}

func (p *program) one(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(p.t, label)
}

func (p *program) expression() string {
	if p.depth++; p.depth > 5 {
		p.depth--
		return p.one("leaf", "1", "x", "s", `"t"`, "-2", "0.5", "a.length", "o.n", "null", "undefined", "2n")
	}
	defer func() { p.depth-- }()
	e := p.expression
	switch rapid.IntRange(0, 19).Draw(p.t, "expression") {
	case 0, 1, 2:
		return fmt.Sprintf("(%s %s %s)", e(), p.one("operator", "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "<", "==", "===", "&&", "||", ","), e())
	case 3:
		return fmt.Sprintf("(%s ?? %s)", e(), e())
	case 4:
		return fmt.Sprintf("`%s${%s}%s${%s}`", p.one("text", "", "a"), e(), p.one("text", "", "b"), e())
	case 5:
		return fmt.Sprintf("(x %s %s)", p.one("assign", "=", "+=", "-=", "*=", "**=", "<<=", ">>=", "??=", "||="), e())
	case 6:
		return fmt.Sprintf("(o.n %s %s)", p.one("assign", "=", "+=", "-="), e())
	case 7:
		return fmt.Sprintf("[%s, ...[%s]].join()", e(), e())
	case 8:
		return fmt.Sprintf("((p, q = %s) => p + q)(%s)", e(), e())
	case 9:
		return fmt.Sprintf("(%s ? %s : %s)", e(), e(), e())
	case 10:
		return fmt.Sprintf("[%s].map((v) => v + %s)[0]", e(), e())
	case 11:
		return fmt.Sprintf("JSON.stringify({k: String(%s), l: [typeof %s]})", e(), e())
	case 12:
		return fmt.Sprintf("f(%s)", e())
	case 13:
		return fmt.Sprintf("String(%s).%s", e(), p.one("method", `repeat(2)`, `padStart(5, "ab")`, `replace("1", "$&$&")`, `concat("x", 1)`, `split("").length`, `at(0)`))
	case 14:
		return fmt.Sprintf("(({k, ...r}) => k + Object.keys(r).length)({k: %s, z: %s})", e(), e())
	case 15:
		return fmt.Sprintf("[...g(%s)].length", e())
	case 16:
		return fmt.Sprintf("(typeof %s)", e())
	case 17:
		return fmt.Sprintf("a.%s", p.one("method", "at(-1)", "concat([1, [2]]).length", "indexOf(1)", "slice(1).join()", "flat().length", "reduce((m, v) => m + v, 0)"))
	case 18:
		return fmt.Sprintf("new C(%s).v", e())
	}
	return p.one("unary", "-", "!", "~", "void ", "+") + "Number(" + e() + " ? 1 : 2)"
}

func (p *program) statement() {
	p.depth++
	defer func() { p.depth-- }()
	block := func() {
		p.b.WriteString(" {\n")
		if p.depth < 4 {
			for range rapid.IntRange(0, 2).Draw(p.t, "inner") {
				p.statement()
			}
		}
		p.b.WriteString("}\n")
	}
	switch rapid.IntRange(0, 9).Draw(p.t, "statement") {
	case 0:
		fmt.Fprintf(&p.b, "for (let i = 0; i < 3; i++)")
		block()
	case 1:
		fmt.Fprintf(&p.b, "for (const v of [%s, 2]) a.push(v);\n", p.expression())
	case 2:
		fmt.Fprintf(&p.b, "for (const k in {p: 1, q: %s}) s += k;\n", p.expression())
	case 3:
		fmt.Fprintf(&p.b, "if (%s)", p.expression())
		block()
	case 4:
		p.b.WriteString("try")
		block()
		fmt.Fprintf(&p.b, "catch (e) { s += e.name } finally { a.push(%s) }\n", p.expression())
	case 5:
		fmt.Fprintf(&p.b, "{ let n = 0; while (n++ < 2) { if (%s) continue; a.push(n) } }\n", p.expression())
	case 6:
		fmt.Fprintf(&p.b, "switch (%s) { case 1: a.push(1); case x: s += 'x'; break; default: s += 'd' }\n", p.expression())
	case 7:
		fmt.Fprintf(&p.b, "try { s += %s } catch (e) { s += e.name }\n", p.expression())
	default:
		fmt.Fprintf(&p.b, "try { x = %s; if (String(x).length > 99) x = 1 } catch (e) { x = e.name }\n", p.expression())
	}
}

// Whatever a script computes, it computes the same without instrumentation.
func TestInstrumentationChangesNothing(t *testing.T) {
	const before = `let x = 1, s = "s"; const a = [1, 2], o = {n: 3};
function f(v) { return v === undefined ? "u" : v + 1 }
function* g(v) { yield v; yield* [v, 2]; return 3 }
class C { #v; constructor(v) { this.#v = v } get v() { return this.#v } }
`
	const after = "[String(x), s.slice(0, 200), a.slice(0, 50).map(String).join('|'), String(o.n)].join(' ; ')"
	rapid.Check(t, func(t *rapid.T) {
		p := &program{t: t}
		p.b.WriteString(before)
		for range rapid.IntRange(1, 6).Draw(t, "statements") {
			p.statement()
		}
		text := p.b.String()
		outcome := func(v string, err error) string {
			if err != nil {
				return "error"
			}
			return v
		}
		bare, err := goja.New().RunString("(function () { 'use strict'; " + text + " return " + after + " })()")
		want := "error"
		if err == nil {
			want = bare.String()
		}
		compiled, err := scripts.JavaScript.Compile(scripts.Source{Name: "p.js", Text: text + after, Form: scripts.FormProgram})
		if err != nil {
			if want != "error" {
				t.Fatalf("%v\n%s", err, text)
			}
			return
		}
		w := scripttest.NewWorld()
		h := scripts.NewHost(w, system.Library, scripts.Budget{}, 1)
		defer h.Close()
		v, err := w.Run(h, compiled)
		if got := outcome(v.Text(), err); got != want && !strings.Contains(fmt.Sprint(err), "BigInt") {
			t.Fatalf("got %s (%v), want %s from\n%s", got, err, want, text)
		}
	})
}

// Any text compiles or is refused, and whatever compiles can be run under a
// small budget.
func FuzzJavaScript(f *testing.F) {
	files, err := filepath.Glob("testdata/*.js")
	require.NoError(f, err)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(f, err)
		programs, err := scripttest.Parse(string(text))
		require.NoError(f, err)
		for i, p := range programs {
			if i%4 == 0 { // all of them are run by TestPrograms
				f.Add(p.Text)
			}
		}
	}
	for _, text := range []string{"", "\x00", "\xff\xfe", "\ufeff1", "(((((", "`${`${", "/[/", "{", "async () => { for await (x of y); }", "a\u2028b", "%n = 5", "let %s", "'\\u{", "1..toString()", "#!x", "<!-- x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, form := range []scripts.Form{scripts.FormProgram, scripts.FormFunction} {
			src := scripts.Source{Name: "fuzz.js", Text: text, Form: form, Entry: "handleMessage"}
			program, err := scripts.JavaScript.Compile(src)
			if err != nil {
				var se *scripts.SyntaxError
				require.ErrorAs(t, err, &se)
				require.NotEmpty(t, se.Message)
				require.Positive(t, se.Line)
				require.Positive(t, se.Column)
				continue
			}
			w := scripttest.NewWorld()
			h := scripts.NewHost(w, system.Library, scripts.Budget{Steps: 3000, Depth: 100, Memory: 1 << 20, Wall: 5 * time.Second}, 1)
			if u, ok := program.(interface{ UsesPromises() bool }); ok && u.UsesPromises() {
				h.UsesPromises()
			}
			entry, err := program.Instantiate(h)
			for range 2 {
				if err == nil {
					_, err = h.Call(&scripts.Run{In: "fuzz", Project: "X"}, entry, []tags.Value{tags.Int(1), tags.FromMap(tags.NewMap(0))})
				}
			}
			w.Settle()
			if err != nil {
				var se *scripts.ScriptError
				require.ErrorAs(t, err, &se)
				require.NotEmpty(t, se.Type)
				require.NotEqual(t, "InternalError", se.Type, "%s", se.Traceback)
			}
			h.Close()
		}
	})
}

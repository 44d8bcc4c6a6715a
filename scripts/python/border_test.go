package python

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/emit"
	"dryfire/scripts/python/object"
	"dryfire/scripts/python/syntax"
)

// What emitted programs do to Python values without a native: goja must carry
// values of a type it does not know through all of it.
func TestBorder(t *testing.T) {
	rt := New(goja.New(), object.Config{})
	str := rt.js(object.Str("x"))
	empty := rt.js(object.Str(""))
	zero := rt.js(object.Float(0))
	list := rt.js(object.Obj(object.NewList()))
	for _, c := range []struct {
		src  string
		want goja.Value
	}{
		{"a || b", str}, {"b || a", str}, {"b || c", zero}, {"a && b", empty}, {"b && a", empty}, {"!a", jsFalse}, {"!b", jsTrue}, {"!c", jsTrue}, {"!l", jsTrue},
		{"a ? b : c", empty}, {"l ? b : c", zero}, {"a === undefined", jsFalse}, {"a !== undefined", jsTrue}, {"a === null", jsFalse}, {"a === a", jsTrue}, {"a === b", jsFalse},
		{"undefined === a", jsFalse}, {"null === a", jsFalse},
		{"(() => { let x, y = a; x = y; { let z = x; return z } })()", str},
		{"(() => { let n = 0; while (a) { if (++n > 3) break } return n === 4 ? a : b })()", str},
		{"(() => { try { throw a } catch (e) { return e } })()", str},
		{"(() => { try { throw a } catch (e) { try { throw e } finally { return b } } })()", empty},
		{"(() => { let x = a; const f = () => x; x = b; return f() })()", empty},
		{"[a, b][0]", str},
		{"(function* () { let x = yield a; yield x })().next().value", str},
		{"(() => { const g = (function* () { try { yield a } catch (e) { yield e } })(); g.next(); return g.throw(b).value })()", empty},
		{"(() => { const g = (function* () { const x = yield a; yield x })(); g.next(); return g.next(c).value })()", zero},
	} {
		v, err := rt.vm.RunString("(function (a, b, c, l) { 'use strict'; return " + c.src + " })")
		require.NoError(t, err, c.src)
		f, _ := goja.AssertFunction(v)
		got, err := f(goja.Undefined(), str, empty, zero, list)
		require.NoError(t, err, c.src)
		assert.True(t, got == c.want, "%s: got %v, want %v", c.src, got, c.want)
	}
	// Unexpected operations end in an error and not in a crash.
	for _, src := range []string{"a + 1", "a.x", "a()", "+a", "`${a}`", "new a", "a in {}", "({...a})", "[...a]"} {
		_, err := rt.vm.RunString("(function (a) { return " + src + " })")
		require.NoError(t, err)
	}
}

// No text crashes or hangs: it is refused, or runs within its budget.
func FuzzRun(f *testing.F) {
	for _, name := range []string{"control_flow", "functions", "exceptions", "classes", "scopes", "generators", "statements", "evaluation_order"} {
		b, err := os.ReadFile("testdata/" + name + ".py")
		require.NoError(f, err)
		f.Add(string(b))
		for _, s := range strings.Split(string(b), "\n\n") {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		c, err := Compile("f.py", src, Options{})
		if err != nil {
			var se *syntax.Error
			if !errors.As(err, &se) {
				t.Fatal(err)
			}
			return
		}
		rt := New(goja.New(), object.Config{})
		rt.t.Budget = object.Budget{Steps: 20_000, Memory: 4 << 20}
		err = rt.Main(c)
		var u *Uncaught
		var s *Stopped
		if err != nil && !errors.As(err, &u) && !errors.As(err, &s) {
			t.Fatalf("%T %v", err, err)
		}
	})
}

// The table of package emit and the natives bound here are the same.
func TestNativesAreBound(t *testing.T) {
	listed := map[string]bool{}
	for _, n := range emit.Natives {
		listed[n.Name] = true
		assert.Contains(t, natives, n.Name)
	}
	for name := range natives {
		assert.True(t, listed[name], "%s is not in emit.Natives", name)
	}
}

package object

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newThread(t *testing.T) (*Thread, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	th := NewInterp(Config{Stdout: &out})
	return th, &out
}

func TestPrint(t *testing.T) {
	th, out := newThread(t)
	d := NewDict(0)
	d.SetText("x", Int(1))
	d.SetText("zz", Float(3))
	th.Print(Value{}, []Value{Str("a"), Int(3), Obj(d), Obj(NewList(Unicode("é"), None))}, true)
	assert.Equal(t, "a 3 {'zz': 3.0, 'x': 1} [u'\\xe9', None]\n", out.String())
}

func TestRaise(t *testing.T) {
	th, _ := newThread(t)
	e := th.Try(func() { th.Binary(OpAdd, Int(1), Str("a")) })
	require.NotNil(t, e)
	assert.Equal(t, "TypeError: unsupported operand type(s) for +: 'int' and 'str'\n", th.FormatException(e))
}

func TestDictsInJavaOrders(t *testing.T) {
	th, _ := newThread(t)
	keys := []string{"zulu", "alpha", "mike", "bravo", "yankee", "charlie", "x1", "x2", "x3", "x4", "x5", "x6", "x7"}
	hash, linked := NewHashDict(), NewLinkedDict()
	for _, k := range keys {
		hash.SetText(k, None)
		linked.SetText(k, None)
	}
	linked.DeleteText("mike")
	linked.SetText("mike", None)
	// What a java.util.HashMap's keySet answers on Java 17.
	assert.Equal(t, "['yankee', 'mike', 'bravo', 'alpha', 'x1', 'x2', 'x3', 'x4', 'zulu', 'x5', 'x6', 'charlie', 'x7']", th.Repr(Obj(NewList(hash.Keys()...))))
	assert.Equal(t, "['zulu', 'alpha', 'bravo', 'yankee', 'charlie', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'mike']", th.Repr(Obj(NewList(linked.Keys()...))))
}

func TestCallMethodAsksAClassForItsOwn(t *testing.T) {
	th, _ := newThread(t)
	assert.Equal(t, "'<int object at 0x2>'", th.Repr(th.CallMethod("__repr__", []Value{Obj(ObjectType), Int(5)}, nil)))
	assert.Equal(t, "'A'", th.Repr(th.CallMethod("upper", []Value{Obj(StrType), Str("a")}, nil)))
	assert.Equal(t, "[1]", th.Repr(th.CallMethod("mro", []Value{Obj(moduleWith("mro", Obj(NewNative(Def{Name: "mro", Max: 1, Fn: func(_ *Thread, _ Value, a []Value) Value {
		return Obj(NewList(a[0]))
	}})))), Int(1)}, nil)))
}

// moduleWith returns a module with one name.
func moduleWith(name string, v Value) *Module {
	m := NewModule("m", "")
	m.Set(name, v)
	return m
}

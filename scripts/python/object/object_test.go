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

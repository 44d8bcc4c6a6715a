package object_test

import (
	"testing"

	"dryfire/scripts/python/object"
)

// layout compares the model's 24-byte Value with values held in an interface: what an operator
// costs that takes two numbers or texts from the script engine and answers a third.
var layoutSink object.Value
var anySink any

//go:noinline
func addValue(t *object.Thread, a, b object.Value) object.Value { return t.Binary(object.OpAdd, a, b) }

type (
	anyInt   int64
	anyFloat float64
	anyStr   string
)

//go:noinline
func addAny(a, b any) any {
	switch x := a.(type) {
	case anyInt:
		if y, ok := b.(anyInt); ok {
			return x + y
		}
	case anyFloat:
		if y, ok := b.(anyFloat); ok {
			return x + y
		}
	case anyStr:
		if y, ok := b.(anyStr); ok {
			return x + y
		}
	}
	return nil
}

func BenchmarkValueLayout(b *testing.B) {
	th := object.NewInterp(object.Config{})
	ints, floats := []int{1000, 2000, 3000, 4000}, []float64{1.5, 2.5, 3.5, 4.5}
	b.Run("struct/int", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			layoutSink = addValue(th, object.Int(ints[i&3]), object.Int(ints[(i+1)&3]))
		}
	})
	b.Run("any/int", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			anySink = addAny(anyInt(ints[i&3]), anyInt(ints[(i+1)&3]))
		}
	})
	b.Run("struct/float", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			layoutSink = addValue(th, object.Float(floats[i&3]), object.Float(floats[(i+1)&3]))
		}
	})
	b.Run("any/float", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			anySink = addAny(anyFloat(floats[i&3]), anyFloat(floats[(i+1)&3]))
		}
	})
	text := []string{"one text", "another text"}
	b.Run("struct/str", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			layoutSink = object.Str(text[i&1])
		}
	})
	b.Run("any/str", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			anySink = anyStr(text[i&1])
		}
	})
}

func BenchmarkNewInterp(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		object.NewInterp(object.Config{})
	}
}

// The parts of the typical handler that the model does.
func BenchmarkHandlerParts(b *testing.B) {
	w := newWorld(b)
	t := w.T
	t.Budget = object.Unlimited()
	format := object.Str("%s changed from %s to %.2f (%s, band %d)")
	path := object.Str("[default]Line 1/Motor/Speed")
	obj := func(src string) object.Value {
		v, err := w.Eval(src)
		if err != nil {
			b.Fatal(err)
		}
		return v
	}
	inst := obj("New(3)")
	list := obj("[10, 25, 50, 75, 90]")
	b.Run("attribute", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			t.GetAttr(inst, "v")
		}
	})
	b.Run("dict of seven", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			d := object.NewDict(4)
			for _, k := range []string{"path", "cv", "pv", "q", "level", "band", "msg"} {
				t.SetItem(object.Obj(d), object.Str(k), path)
			}
		}
	})
	b.Run("percent of five", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			t.Binary(object.OpMod, format, object.Obj(object.NewTuple(path, object.Float(0.35), object.Float(float64(i%100)+0.35), object.Str("warn"), object.Int(3))))
		}
	})
	b.Run("loop over five", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			it := t.Iter(list)
			for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
				t.Compare(object.GE, object.Float(60.5), v)
			}
		}
	})
	b.Run("method call", func(b *testing.B) {
		args := []object.Value{list, object.Int(50)}
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			t.CallMethod("index", args, nil)
		}
	})
}

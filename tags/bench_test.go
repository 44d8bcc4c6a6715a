package tags

import (
	"fmt"
	"runtime"
	"testing"
)

// plant returns a model with one provider of n memory tags in folders of 100.
func plant(n int) (*Tags, []*Tag) {
	var now int64
	t := New(func() int64 { now++; return now })
	t.AddProvider("default")
	all := make([]*Tag, 0, n)
	for i := range n {
		d := NewDefinition().MustSet("dataType", "Int4", "value", i)
		g, err := t.Configure(fmt.Sprintf("[default]Area %d/Line %d/Tag %d", i/10000, i/100, i), d)
		if err != nil {
			panic(err)
		}
		all = append(all, g)
	}
	return t, all
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkMillionTags loads a million memory tags and reports what one costs.
func BenchmarkMillionTags(b *testing.B) {
	const n = 1_000_000
	for b.Loop() {
		before := heap()
		t, _ := plant(n)
		after := heap()
		b.ReportMetric(float64(after-before)/n, "heap-B/tag")
		runtime.KeepAlive(t)
	}
}

// BenchmarkWriteTag writes a changing value to tags at hand.
func BenchmarkWriteTag(b *testing.B) {
	t, all := plant(100_000)
	t.Start()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		t.WriteTag(all[i%len(all)], Int(int64(i)))
	}
}

// BenchmarkWriteTagHeard is BenchmarkWriteTag with a listener.
func BenchmarkWriteTagHeard(b *testing.B) {
	t, all := plant(100_000)
	t.Start()
	changes := 0
	t.Listen(func(c *Change) { changes++ })
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		t.WriteTag(all[i%len(all)], Int(int64(i)))
	}
	if changes == 0 {
		b.Fatal("no change was heard")
	}
}

// BenchmarkWrite writes by path, in a case of its own.
func BenchmarkWrite(b *testing.B) {
	t, all := plant(100_000)
	t.Start()
	paths := make([]string, len(all))
	for i, g := range all {
		paths[i] = "[Default]" + g.Path()[len("[default]"):]
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		t.Write(paths[i%len(paths)], nil, Int(int64(i)))
	}
}

// BenchmarkWriteRelative writes a neighbour's value, as tag scripts do.
func BenchmarkWriteRelative(b *testing.B) {
	t, all := plant(1000)
	t.Start()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		t.Write("[.]Tag 7", all[3], Float(float64(i)))
	}
}

// A million tags have to fit: at most 250 bytes of heap each, paths, folders,
// lookup and definitions included.
func TestTagSize(t *testing.T) {
	const n = 100_000
	before := heap()
	m, _ := plant(n)
	size := float64(heap()-before) / n
	runtime.KeepAlive(m)
	if size > 250 {
		t.Errorf("a memory tag takes %.0f bytes, want at most 250", size)
	}
}

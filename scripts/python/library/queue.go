package library

// Module Queue. An empty queue that is read, or a full one that is written, waits as a
// lock does: see threading.go.

import (
	"sync"

	py "dryfire/scripts/python/object"
)

// queue is a Queue, LifoQueue or PriorityQueue.
type queue struct {
	py.Header
	order      queueOrder
	limit      int
	items      []value
	unfinished int
}

type queueOrder uint8

const (
	firstIn queueOrder = iota
	lastIn
	smallest
)

// push adds an item; a PriorityQueue is a binary heap.
func (q *queue) push(t *thread, v value) {
	t.Alloc(24)
	t.Step(1)
	q.items = append(q.items, v)
	if q.order != smallest {
		return
	}
	for i := len(q.items) - 1; i > 0; {
		up := (i - 1) / 2
		if !t.Truth(t.Compare(py.LT, q.items[i], q.items[up])) {
			break
		}
		q.items[i], q.items[up] = q.items[up], q.items[i]
		i = up
	}
}

func (q *queue) pop(t *thread) value {
	t.Step(1)
	last := len(q.items) - 1
	switch q.order {
	case firstIn:
		v := q.items[0]
		q.items[0] = value{}
		q.items = q.items[1:]
		return v
	case lastIn:
		v := q.items[last]
		q.items = q.items[:last]
		return v
	}
	v := q.items[0]
	q.items[0] = q.items[last]
	q.items = q.items[:last]
	for i := 0; ; {
		low := i
		for _, c := range []int{2*i + 1, 2*i + 2} {
			if c < last && t.Truth(t.Compare(py.LT, q.items[c], q.items[low])) {
				low = c
			}
		}
		if low == i {
			return v
		}
		q.items[i], q.items[low] = q.items[low], q.items[i]
		i = low
	}
}

// await waits until ready, or raises exc when the wait is not allowed to last.
func (q *queue) await(t *thread, blocking bool, timeout value, exc *py.Type, what string, ready func() bool) {
	if ready() {
		return
	}
	if blocking && given(timeout) && t.ToFloat(timeout) < 0 {
		t.Raise(py.ValueErrorType, "'timeout' must be a positive number")
	}
	if !blocking || !threadsOf(t).wait(t, timeout, ready, func() string { return what }) {
		t.Throw(t.Call0(py.Obj(exc)))
	}
}

func (q *queue) put(t *thread, v value, blocking bool, timeout value) value {
	if q.limit > 0 {
		q.await(t, blocking, timeout, queueFull(), "put() into a full queue", func() bool { return len(q.items) < q.limit })
	}
	q.push(t, v)
	q.unfinished++
	return py.None
}

func (q *queue) get(t *thread, blocking bool, timeout value) value {
	q.await(t, blocking, timeout, queueEmpty(), "get() from an empty queue", func() bool { return len(q.items) > 0 })
	return q.pop(t)
}

var (
	queueEmpty = sync.OnceValue(func() *py.Type { return newExc("Queue", "Empty", py.ExceptionType) })
	queueFull  = sync.OnceValue(func() *py.Type { return newExc("Queue", "Full", py.ExceptionType) })
	queueTypes = sync.OnceValue(func() [3]*py.Type {
		base := newQueueType("Queue", firstIn, nil)
		return [3]*py.Type{base, newQueueType("LifoQueue", lastIn, base), newQueueType("PriorityQueue", smallest, base)}
	})
)

func newQueueType(name string, order queueOrder, base *py.Type) *py.Type {
	def := py.TypeDef{Module: "Queue", Name: name, Base: base,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(128)
			return py.Obj(&queue{Header: py.NewHeader(cls), order: order})
		}}
	if base != nil {
		return py.NewType(def)
	}
	def.Init = initWith(0, "maxsize", func(t *thread, self value, a []value) { self.Object().(*queue).limit = intArg(t, a[0], 0) })
	def.Methods = []py.Def{
		kwMethod("put", 1, "item block timeout", func(t *thread, q *queue, a []value) value { return q.put(t, a[0], truth(t, a[1], true), a[2]) }),
		kwMethod("get", 0, "block timeout", func(t *thread, q *queue, a []value) value { return q.get(t, truth(t, a[0], true), a[1]) }),
		kwMethod("put_nowait", 1, "item", func(t *thread, q *queue, a []value) value { return q.put(t, a[0], false, value{}) }),
		method("get_nowait", 0, 0, func(t *thread, q *queue, _ []value) value { return q.get(t, false, value{}) }),
		method("qsize", 0, 0, func(_ *thread, q *queue, _ []value) value { return py.Int(len(q.items)) }),
		method("empty", 0, 0, func(_ *thread, q *queue, _ []value) value { return py.Bool(len(q.items) == 0) }),
		method("full", 0, 0, func(_ *thread, q *queue, _ []value) value { return py.Bool(q.limit > 0 && len(q.items) == q.limit) }),
		method("task_done", 0, 0, func(t *thread, q *queue, _ []value) value {
			if q.unfinished <= 0 {
				t.Raise(py.ValueErrorType, "task_done() called too many times")
			}
			q.unfinished--
			return py.None
		}),
		method("join", 0, 0, func(t *thread, q *queue, _ []value) value {
			threadsOf(t).wait(t, value{}, func() bool { return q.unfinished == 0 }, func() string { return "join() of a queue with unfinished tasks" })
			return py.None
		}),
	}
	def.Attrs = []py.Attr{
		attr("maxsize", func(_ *thread, q *queue) value { return py.Int(q.limit) }),
		attr("unfinished_tasks", func(_ *thread, q *queue) value { return py.Int(q.unfinished) }),
	}
	return py.NewType(def)
}

func loadQueue(_ *thread, m *py.Module) {
	m.Set("__all__", list(strs("Empty", "Full", "Queue", "PriorityQueue", "LifoQueue")...))
	m.Set("Empty", py.Obj(queueEmpty()))
	m.Set("Full", py.Obj(queueFull()))
	for _, ty := range queueTypes() {
		m.Set(ty.Name, py.Obj(ty))
	}
}

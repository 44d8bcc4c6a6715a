package library

// Modules bisect and heapq: sorted lists and heaps in lists. Items are compared with <
// alone, in the order CPython's modules compare them.

import py "dryfire/scripts/python/object"

func less(t *thread, a, b value) bool { return t.Truth(t.Compare(py.LT, a, b)) }

func loadBisect(_ *thread, m *py.Module) {
	search := func(t *thread, a []value, right bool) int {
		lo := intArg(t, a[2], 0)
		if lo < 0 {
			t.Raise(py.ValueErrorType, "lo must be non-negative")
		}
		hi := 0
		if given(a[3]) {
			hi = intArg(t, a[3], 0)
		} else {
			hi = t.Len(a[0])
		}
		for lo < hi {
			t.Step(1)
			mid := lo + (hi-lo)/2
			item := t.GetItem(a[0], py.Integer(int64(mid)))
			switch {
			case right && less(t, a[1], item):
				hi = mid
			case right || less(t, item, a[1]):
				lo = mid + 1
			default:
				hi = mid
			}
		}
		return lo
	}
	for _, name := range []string{"bisect_left", "bisect_right", "bisect"} {
		funcs(m, kw(name, 2, "a x lo hi", func(t *thread, a []value) value {
			return py.Integer(int64(search(t, a, name != "bisect_left")))
		}))
	}
	for _, name := range []string{"insort_left", "insort_right", "insort"} {
		funcs(m, kw(name, 2, "a x lo hi", func(t *thread, a []value) value {
			i := search(t, a, name != "insort_left")
			return t.CallMethod("insert", []value{a[0], py.Integer(int64(i)), a[1]}, nil)
		}))
	}
}

// heap is a list that a script keeps as a heap; every access is the list's own, since
// comparisons run code that may change it.
type heap struct {
	t    *thread
	list value
}

func (h heap) at(i int) value     { return h.t.GetItem(h.list, py.Integer(int64(i))) }
func (h heap) set(i int, v value) { h.t.SetItem(h.list, py.Integer(int64(i)), v) }

// down moves the item at pos towards the root, not beyond start.
func (h heap) down(start, pos int) {
	item := h.at(pos)
	for pos > start {
		h.t.Step(1)
		up := (pos - 1) >> 1
		parent := h.at(up)
		if !less(h.t, item, parent) {
			break
		}
		h.set(pos, parent)
		pos = up
	}
	h.set(pos, item)
}

// up sinks the item at pos to a leaf and lets it rise from there.
func (h heap) up(pos int) {
	end, start := h.t.Len(h.list), pos
	item := h.at(pos)
	for child := 2*pos + 1; child < end; child = 2*pos + 1 {
		h.t.Step(1)
		if child+1 < end && !less(h.t, h.at(child), h.at(child+1)) {
			child++
		}
		h.set(pos, h.at(child))
		pos = child
	}
	h.set(pos, item)
	h.down(start, pos)
}

func (h heap) heapify() {
	for i := h.t.Len(h.list)/2 - 1; i >= 0; i-- {
		h.up(i)
	}
}

func (h heap) push(v value) {
	h.t.Method1(h.list, "append", v)
	h.down(0, h.t.Len(h.list)-1)
}

func (h heap) pop() value {
	last := h.t.Method0(h.list, "pop")
	if h.t.Len(h.list) == 0 {
		return last
	}
	return h.replace(last)
}

func (h heap) replace(v value) value {
	top := h.at(0)
	h.set(0, v)
	h.up(0)
	return top
}

// best returns the n largest or smallest items as sorted(items)[:n] would.
func best(t *thread, a []value, largest bool) value {
	n := intArg(t, a[0], 0)
	items := append([]value(nil), t.Items(a[1])...)
	t.Alloc(24 * len(items))
	t.Sort(items, value{}, a[2].Or(py.None), largest)
	return list(items[:max(0, min(n, len(items)))]...)
}

func loadHeapq(_ *thread, m *py.Module) {
	funcs(m,
		fn("heappush", 2, 2, func(t *thread, a []value) value { heap{t, a[0]}.push(a[1]); return py.None }),
		fn("heappop", 1, 1, func(t *thread, a []value) value { return heap{t, a[0]}.pop() }),
		fn("heapify", 1, 1, func(t *thread, a []value) value { heap{t, a[0]}.heapify(); return py.None }),
		fn("heapreplace", 2, 2, func(t *thread, a []value) value { return heap{t, a[0]}.replace(a[1]) }),
		fn("heappushpop", 2, 2, func(t *thread, a []value) value {
			h := heap{t, a[0]}
			if t.Len(a[0]) > 0 && less(t, h.at(0), a[1]) {
				return h.replace(a[1])
			}
			return a[1]
		}),
		kw("nlargest", 2, "n iterable key", func(t *thread, a []value) value { return best(t, a, true) }),
		kw("nsmallest", 2, "n iterable key", func(t *thread, a []value) value { return best(t, a, false) }),
		fn("merge", 0, -1, func(t *thread, a []value) value {
			sources := append([]value(nil), a...)
			heads := list()
			h := heap{t, heads}
			started := false
			pull := func(t *thread, i int, push func(v value)) {
				if v, ok := t.Next(sources[i]); ok {
					push(list(v, py.Int(i)))
				}
			}
			return py.NewIter(nil, func(t *thread) (value, bool) {
				h.t = t
				if !started {
					started = true
					for i := range sources {
						sources[i] = t.Iter(sources[i])
						pull(t, i, func(v value) { t.Method1(heads, "append", v) })
					}
					h.heapify()
				} else {
					i := int(t.GetItem(h.at(0), py.Int(1)).Int64())
					pulled := false
					pull(t, i, func(v value) { pulled = true; h.replace(v) })
					if !pulled {
						h.pop()
					}
				}
				if t.Len(heads) == 0 {
					started = false
					sources = nil
					return value{}, false
				}
				return t.GetItem(h.at(0), py.Int(0)), true
			})
		}),
	)
}

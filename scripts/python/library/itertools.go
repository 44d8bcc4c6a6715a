package library

// Module itertools: iterators in Go. Those that must remember what they saw charge
// memory for it; all charge steps, since they can run for ever.

import (
	"sync"

	py "dryfire/scripts/python/object"
)

type nextFunc = func(t *thread) (value, bool)

// iterTypes are the classes of module itertools by name.
var iterTypes func() map[string]*py.Type

func init() { iterTypes = sync.OnceValue(makeIterTypes) }

// stepping charges a step for each item.
func stepping(next nextFunc) nextFunc {
	return func(t *thread) (value, bool) {
		t.Step(1)
		return next(t)
	}
}

func makeIterTypes() map[string]*py.Type {
	types := map[string]*py.Type{}
	def := func(name string, lo, hi int, params string, make_ func(t *thread, a []value) nextFunc) {
		var create *py.Native
		types[name] = py.NewType(py.TypeDef{Module: "itertools", Name: name, Base: py.IteratorType,
			New: func(t *thread, cls *py.Type, args []value, names []string) value {
				var next nextFunc
				create = py.NewNative(py.Def{Name: name, Min: lo, Max: hi, Params: params, Fn: func(t *thread, _ value, a []value) value {
					next = make_(t, append([]value(nil), a...))
					return py.None
				}})
				create.Call(t, args, names)
				t.Alloc(96)
				return py.NewIter(cls, stepping(next))
			}})
	}
	pred := func(t *thread, f, v value) bool {
		if f.IsNone() {
			return t.Truth(v)
		}
		return t.Truth(t.Call1(f, v))
	}
	iters := func(t *thread, a []value) []value {
		out := make([]value, len(a))
		for i := range a {
			out[i] = t.Iter(a[i])
		}
		return out
	}

	def("count", 0, 0, "start step", func(t *thread, a []value) nextFunc {
		n, step := a[0].Or(py.Int(0)), a[1].Or(py.Int(1))
		if !isInt(n) && !isFloat(n) {
			t.Raise(py.TypeErrorType, "a number is required")
		}
		return func(t *thread) (value, bool) {
			v := n
			n = t.Binary(py.OpAdd, n, step)
			return v, true
		}
	})
	def("repeat", 1, 0, "object times", func(t *thread, a []value) nextFunc {
		v, n := a[0], intArg(t, a[1], -1)
		if n < 0 && !a[1].IsAbsent() {
			n = 0
		}
		return func(*thread) (value, bool) {
			if n == 0 {
				return value{}, false
			}
			n--
			return v, true
		}
	})
	def("cycle", 1, 1, "", func(t *thread, a []value) nextFunc {
		it := t.Iter(a[0])
		var saved []value
		i := -1
		return func(t *thread) (value, bool) {
			if i < 0 {
				if v, ok := t.Next(it); ok {
					t.Alloc(24)
					saved = append(saved, v)
					return v, true
				}
				i = 0
			}
			if len(saved) == 0 {
				return value{}, false
			}
			v := saved[i%len(saved)]
			i++
			return v, true
		}
	})
	chain := func(t *thread, outer func(t *thread) (value, bool)) nextFunc {
		var cur value
		return func(t *thread) (value, bool) {
			for {
				if !cur.IsAbsent() {
					if v, ok := t.Next(cur); ok {
						return v, true
					}
				}
				v, ok := outer(t)
				if !ok {
					return value{}, false
				}
				cur = t.Iter(v)
			}
		}
	}
	def("chain", 0, -1, "", func(t *thread, a []value) nextFunc {
		i := 0
		return chain(t, func(*thread) (value, bool) {
			if i >= len(a) {
				return value{}, false
			}
			i++
			return a[i-1], true
		})
	})
	types["chain"].AddClassMethod(py.Def{Name: "from_iterable", Min: 1, Max: 1, Fn: func(t *thread, cls value, a []value) value {
		it := t.Iter(a[0])
		return py.NewIter(cls.Object().(*py.Type), stepping(chain(t, func(t *thread) (value, bool) { return t.Next(it) })))
	}})
	def("compress", 2, 0, "data selectors", func(t *thread, a []value) nextFunc {
		d, s := t.Iter(a[0]), t.Iter(a[1])
		return func(t *thread) (value, bool) {
			for {
				v, ok := t.Next(d)
				if !ok {
					return v, false
				}
				w, ok := t.Next(s)
				if !ok {
					return w, false
				}
				if t.Truth(w) {
					return v, true
				}
				t.Step(1)
			}
		}
	})
	filter := func(want bool) func(t *thread, a []value) nextFunc {
		return func(t *thread, a []value) nextFunc {
			f, it := a[0], t.Iter(a[1])
			return func(t *thread) (value, bool) {
				for {
					v, ok := t.Next(it)
					if !ok || pred(t, f, v) == want {
						return v, ok
					}
					t.Step(1)
				}
			}
		}
	}
	def("ifilter", 2, 2, "", filter(true))
	def("ifilterfalse", 2, 2, "", filter(false))
	def("takewhile", 2, 2, "", func(t *thread, a []value) nextFunc {
		f, it, done := a[0], t.Iter(a[1]), false
		return func(t *thread) (value, bool) {
			if done {
				return value{}, false
			}
			v, ok := t.Next(it)
			if !ok || !t.Truth(t.Call1(f, v)) {
				done = true
				return value{}, false
			}
			return v, true
		}
	})
	def("dropwhile", 2, 2, "", func(t *thread, a []value) nextFunc {
		f, it, dropping := a[0], t.Iter(a[1]), true
		return func(t *thread) (value, bool) {
			for {
				v, ok := t.Next(it)
				if !ok || !dropping || !t.Truth(t.Call1(f, v)) {
					dropping = false
					return v, ok
				}
				t.Step(1)
			}
		}
	})
	row := func(t *thread, its []value) ([]value, bool) {
		out := make([]value, len(its))
		t.Alloc(24*len(its) + 48)
		for i, it := range its {
			v, ok := t.Next(it)
			if !ok {
				return nil, false
			}
			out[i] = v
		}
		return out, true
	}
	def("imap", 2, -1, "", func(t *thread, a []value) nextFunc {
		f, its := a[0], iters(t, a[1:])
		return func(t *thread) (value, bool) {
			args, ok := row(t, its)
			if !ok {
				return value{}, false
			}
			if f.IsNone() {
				return tuple(args...), true
			}
			return t.Call(f, args, nil), true
		}
	})
	def("starmap", 2, 2, "", func(t *thread, a []value) nextFunc {
		f, it := a[0], t.Iter(a[1])
		return func(t *thread) (value, bool) {
			v, ok := t.Next(it)
			if !ok {
				return v, false
			}
			return t.Call(f, t.Items(v), nil), true
		}
	})
	def("izip", 0, -1, "", func(t *thread, a []value) nextFunc {
		its := iters(t, a)
		return func(t *thread) (value, bool) {
			if len(its) == 0 {
				return value{}, false
			}
			r, ok := row(t, its)
			if !ok {
				return value{}, false
			}
			return tuple(r...), true
		}
	})
	types["izip_longest"] = py.NewType(py.TypeDef{Module: "itertools", Name: "izip_longest", Base: py.IteratorType,
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			fill := value(py.None)
			if len(names) > 0 {
				if len(names) > 1 || names[0] != "fillvalue" {
					t.Raise(py.TypeErrorType, "izip_longest() got an unexpected keyword argument")
				}
				fill = args[len(args)-1]
				args = args[:len(args)-1]
			}
			its := iters(t, args)
			live := len(its)
			return py.NewIter(cls, stepping(func(t *thread) (value, bool) {
				if live == 0 {
					return value{}, false
				}
				t.Alloc(24*len(its) + 48)
				out := make([]value, len(its))
				for i := range its {
					out[i] = fill
					if its[i].IsAbsent() {
						continue
					}
					v, ok := t.Next(its[i])
					if !ok {
						its[i] = value{}
						if live--; live == 0 {
							return value{}, false
						}
						continue
					}
					out[i] = v
				}
				return tuple(out...), true
			}))
		}})
	def("islice", 2, 4, "", func(t *thread, a []value) nextFunc {
		it := t.Iter(a[0])
		start, step := value(py.None), value(py.None)
		var stop value
		if len(a) == 2 {
			stop = a[1]
		} else {
			start, stop = a[1], a[2]
			if len(a) == 4 {
				step = a[3]
			}
		}
		num := func(v value, def int, what string) int {
			if v.IsNone() {
				return def
			}
			if !isInt(v) {
				t.Raise(py.ValueErrorType, "Stop argument must be a non-negative integer or None")
			}
			if intArg(t, v, 0) < 0 {
				t.Raise(py.ValueErrorType, what)
			}
			return intArg(t, v, 0)
		}
		lo := num(start, 0, "Indices for islice() must be non-negative integers")
		hi := num(stop, -1, "Indices for islice() must be non-negative integers")
		by := num(step, 1, "Step must be one or larger for islice()")
		if by < 1 {
			t.Raise(py.ValueErrorType, "Step must be one or larger for islice()")
		}
		i, next := 0, lo
		return func(t *thread) (value, bool) {
			for hi < 0 || next < hi {
				v, ok := t.Next(it)
				if !ok {
					return v, false
				}
				if i++; i-1 == next {
					next += by
					return v, true
				}
				t.Step(1)
			}
			return value{}, false
		}
	})
	def("groupby", 1, 0, "iterable key", func(t *thread, a []value) nextFunc {
		it, key := t.Iter(a[0]), a[1]
		var cur, curKey value
		group, done := 0, false
		advance := func(t *thread) bool {
			v, ok := t.Next(it)
			if !ok {
				done = true
				return false
			}
			cur, curKey = v, v
			if given(key) {
				curKey = t.Call1(key, v)
			}
			return true
		}
		var target value
		return func(t *thread) (value, bool) {
			group++
			id := group
			if id == 1 {
				if !advance(t) {
					return value{}, false
				}
			} else {
				for !done && t.Equal(curKey, target) {
					advance(t)
					t.Step(1)
				}
				if done {
					return value{}, false
				}
			}
			target = curKey
			mine := curKey
			first := true
			sub := py.NewIter(nil, func(t *thread) (value, bool) {
				if id != group || done {
					return value{}, false
				}
				if !first && !advance(t) {
					return value{}, false
				}
				if !first && !t.Equal(curKey, mine) {
					first = true // the item stays for the next group
					id = -1
					return value{}, false
				}
				first = false
				return cur, true
			})
			return tuple(mine, sub), true
		}
	})
	types["product"] = py.NewType(py.TypeDef{Module: "itertools", Name: "product", Base: py.IteratorType,
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			repeat := 1
			if len(names) > 0 {
				if len(names) > 1 || names[0] != "repeat" {
					t.Raise(py.TypeErrorType, "product() takes at most 1 keyword argument")
				}
				repeat = intArg(t, args[len(args)-1], 1)
				args = args[:len(args)-1]
				if repeat < 0 {
					t.Raise(py.ValueErrorType, "repeat argument cannot be negative")
				}
			}
			t.Alloc(24 * len(args) * min(repeat, 1<<30))
			var pools [][]value
			for _, a := range args {
				pools = append(pools, t.Items(a))
			}
			once := pools
			pools = nil
			for range repeat {
				pools = append(pools, once...)
			}
			idx := make([]int, len(pools))
			state := 0
			return py.NewIter(cls, stepping(func(t *thread) (value, bool) {
				switch state {
				case 0:
					state = 1
					for _, p := range pools {
						if len(p) == 0 {
							state = 2
						}
					}
				case 1:
					i := len(idx) - 1
					for ; i >= 0; i-- {
						if idx[i]++; idx[i] < len(pools[i]) {
							break
						}
						idx[i] = 0
					}
					if i < 0 {
						state = 2
					}
				}
				if state == 2 {
					return value{}, false
				}
				t.Alloc(24*len(pools) + 48)
				out := make([]value, len(pools))
				for i := range out {
					out[i] = pools[i][idx[i]]
				}
				return tuple(out...), true
			}))
		}})
	choose := func(name string, start func(idx []int, n int) bool, advance func(idx []int, n int) bool) {
		def(name, 2, 0, "iterable r", func(t *thread, a []value) nextFunc {
			pool, r := t.Items(a[0]), intArg(t, a[1], 0)
			if r < 0 {
				t.Raise(py.ValueErrorType, "r must be non-negative")
			}
			t.Alloc(8 * min(r, 1<<40))
			idx := make([]int, r)
			first, live := true, start(idx, len(pool))
			return func(t *thread) (value, bool) {
				if !first {
					live = live && advance(idx, len(pool))
				}
				first = false
				if !live {
					return value{}, false
				}
				t.Alloc(24*r + 48)
				out := make([]value, r)
				for i := range out {
					out[i] = pool[idx[i]]
				}
				return tuple(out...), true
			}
		})
	}
	choose("combinations", func(idx []int, n int) bool {
		for i := range idx {
			idx[i] = i
		}
		return len(idx) <= n
	}, func(idx []int, n int) bool {
		r := len(idx)
		i := r - 1
		for i >= 0 && idx[i] == i+n-r {
			i--
		}
		if i < 0 {
			return false
		}
		idx[i]++
		for j := i + 1; j < r; j++ {
			idx[j] = idx[j-1] + 1
		}
		return true
	})
	choose("combinations_with_replacement", func(idx []int, n int) bool { return n > 0 || len(idx) == 0 },
		func(idx []int, n int) bool {
			i := len(idx) - 1
			for i >= 0 && idx[i] == n-1 {
				i--
			}
			if i < 0 {
				return false
			}
			k := idx[i] + 1
			for j := i; j < len(idx); j++ {
				idx[j] = k
			}
			return true
		})
	def("permutations", 1, 0, "iterable r", func(t *thread, a []value) nextFunc {
		pool := t.Items(a[0])
		n := len(pool)
		r := n
		if given(a[1]) {
			if r = intArg(t, a[1], 0); r < 0 {
				t.Raise(py.ValueErrorType, "r must be non-negative")
			}
		}
		idx := make([]int, n)
		for i := range idx {
			idx[i] = i
		}
		cycles := make([]int, min(r, n))
		for i := range cycles {
			cycles[i] = n - i
		}
		first, live := true, r <= n
		return func(t *thread) (value, bool) {
			if live && !first {
				i := r - 1
				for ; i >= 0; i-- {
					if cycles[i]--; cycles[i] > 0 {
						j := n - cycles[i]
						idx[i], idx[j] = idx[j], idx[i]
						break
					}
					k := idx[i]
					copy(idx[i:], idx[i+1:])
					idx[n-1] = k
					cycles[i] = n - i
				}
				live = i >= 0
			}
			first = false
			if !live {
				return value{}, false
			}
			t.Alloc(24*r + 48)
			out := make([]value, r)
			for i := range out {
				out[i] = pool[idx[i]]
			}
			return tuple(out...), true
		}
	})
	return types
}

// tee shares one iterator among n, keeping what some have seen and others not.
func tee(t *thread, a []value) value {
	n := intArg(t, at(a, 1), 2)
	if n < 0 {
		t.Raise(py.ValueErrorType, "n must be >= 0")
	}
	it := t.Iter(a[0])
	type cell struct {
		v    value
		next *cell
	}
	t.Alloc(64 * min(n, 1<<40))
	head := &cell{}
	out := make([]value, n)
	for i := range out {
		at := head
		out[i] = py.NewIter(nil, stepping(func(t *thread) (value, bool) {
			if at.next == nil {
				v, ok := t.Next(it)
				if !ok {
					return v, false
				}
				t.Alloc(48)
				at.next = &cell{v: v}
			}
			at = at.next
			return at.v, true
		}))
	}
	return tuple(out...)
}

func loadItertools(_ *thread, m *py.Module) {
	for name, ty := range iterTypes() {
		m.Set(name, py.Obj(ty))
	}
	funcs(m, fn("tee", 1, 2, tee))
}

package events

// The kernel's three containers. They are written out instead of using
// container/heap because they are on the path of every single event and its
// interface would box each timer.

import (
	"slices"
	"time"
)

type item struct {
	seq   uint64
	depth int
	task  Task
}

// ring is a first-in first-out queue that reuses its space.
type ring struct {
	buf  []item
	head int
	n    int
}

func (r *ring) len() int { return r.n }

func (r *ring) push(it item) {
	if r.n == len(r.buf) {
		grown := make([]item, max(4, 2*len(r.buf)))
		for i := range r.n {
			grown[i] = r.buf[(r.head+i)%len(r.buf)]
		}
		r.buf, r.head = grown, 0
	}
	r.buf[(r.head+r.n)%len(r.buf)] = it
	r.n++
}

func (r *ring) pop() item {
	it := r.buf[r.head]
	r.buf[r.head] = item{}
	r.head = (r.head + 1) % len(r.buf)
	r.n--
	return it
}

func (l *Lane) headSeq() uint64 { return l.queue.buf[l.queue.head].seq }

// laneHeap orders lanes by the age of their oldest task. Every lane knows its
// place, so that it can be taken out or moved when its oldest task is dropped.
type laneHeap []*Lane

func (h *laneHeap) push(l *Lane) {
	l.index = len(*h)
	*h = append(*h, l)
	h.up(l.index)
}

func (h *laneHeap) pop() *Lane {
	l := (*h)[0]
	h.remove(l)
	return l
}

func (h *laneHeap) remove(l *Lane) {
	i, last := l.index, len(*h)-1
	if i != last {
		h.swap(i, last)
	}
	(*h)[last] = nil
	*h = (*h)[:last]
	l.index = -1
	if i != last {
		h.down(i)
		h.up(i)
	}
}

func (h *laneHeap) fix(l *Lane) {
	h.down(l.index)
	h.up(l.index)
}

func (h laneHeap) swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h laneHeap) up(i int) {
	for i > 0 {
		p := (i - 1) / 2
		if h[p].headSeq() <= h[i].headSeq() {
			return
		}
		h.swap(i, p)
		i = p
	}
}

func (h laneHeap) down(i int) {
	for {
		c := 2*i + 1
		if c >= len(h) {
			return
		}
		if c+1 < len(h) && h[c+1].headSeq() < h[c].headSeq() {
			c++
		}
		if h[i].headSeq() <= h[c].headSeq() {
			return
		}
		h.swap(i, c)
		i = c
	}
}

func sortLanes(ls []*Lane) {
	slices.SortFunc(ls, func(a, b *Lane) int {
		if a.headSeq() < b.headSeq() {
			return -1
		}
		return 1
	})
}

type timer struct {
	due     time.Duration
	seq     uint64
	lane    *Lane
	task    Task
	handle  *Timer
	release bool // the lane's task ends
	pooled  bool // and gives a worker back
}

func (t timer) before(u timer) bool {
	return t.due < u.due || t.due == u.due && t.seq < u.seq
}

type timerHeap []timer

func (h *timerHeap) push(t timer) {
	*h = append(*h, t)
	s := *h
	i := len(s) - 1
	for i > 0 {
		p := (i - 1) / 2
		if !s[i].before(s[p]) {
			break
		}
		s[i], s[p] = s[p], s[i]
		i = p
	}
}

func (h *timerHeap) pop() timer {
	s := *h
	top := s[0]
	last := len(s) - 1
	s[0] = s[last]
	s[last] = timer{}
	s = s[:last]
	*h = s
	i := 0
	for {
		c := 2*i + 1
		if c >= len(s) {
			break
		}
		if c+1 < len(s) && s[c+1].before(s[c]) {
			c++
		}
		if !s[c].before(s[i]) {
			break
		}
		s[i], s[c] = s[c], s[i]
		i = c
	}
	return top
}

package library

// Modules threading and thread. A script runs to its end before anything else happens,
// so threads are later runs: start hands a thread to the simulation, at the same
// instant for a Thread and after its delay for a Timer, in virtual time. What
// waits for another thread (join, a held lock, an event, an empty queue) has the threads it
// may be waiting for run at once, inside the waiting run and in the order of
// virtual time, and moves the script's own clock to where they end. When no thread is left that
// could end the wait, a wait with a timeout lets the timeout pass and a wait without one
// raises RuntimeError: it would never end.

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// pyThread is a threading.Thread.
type pyThread struct {
	py.Header
	target, args, kwargs value
	name                 value
	main, daemon         bool
	ident                int
	phase                threadPhase
	due                  time.Time // when it begins, while it is pending
	cancel               func() bool
	// Of a Timer.
	interval, function value
	finished           *event
}

type threadPhase uint8

const (
	threadInitial threadPhase = iota
	threadPending             // started, not running yet
	threadRunning
	threadStopped
)

// threadState is what one interpreter knows of its threads.
type threadState struct {
	py.Header
	main, current *pyThread
	alive         []*pyThread // started and not stopped, in the order of their starts
	idents, names int
}

const threadStateKey = "_threads"

// threadsOf returns the threads of an interpreter; its module threading holds them.
func threadsOf(t *thread) *threadState {
	m := t.Import("threading")
	v, _ := t.LookupAttr(m, threadStateKey)
	if st, ok := v.Object().(*threadState); ok {
		return st
	}
	st := newThreadState()
	t.SetAttr(m, threadStateKey, py.Obj(st))
	return st
}

var threadStateType = py.NewType(py.TypeDef{Module: "threading", Name: "_Threads", NoNew: true, Final: true})

func newThreadState() *threadState {
	main := &pyThread{Header: py.NewHeader(threadTypes().main), name: py.Unicode("MainThread"), main: true, ident: 1, phase: threadRunning}
	return &threadState{Header: py.NewHeader(threadStateType), main: main, current: main, alive: []*pyThread{main}, idents: 1}
}

func (st *threadState) newIdent() int {
	st.idents++
	return st.idents
}

func (st *threadState) remove(th *pyThread) {
	for i, x := range st.alive {
		if x == th {
			st.alive = append(st.alive[:i:i], st.alive[i+1:]...)
			return
		}
	}
}

// start hands a thread to the simulation, which runs it after delay.
func (st *threadState) start(t *thread, th *pyThread, delay time.Duration) {
	t.Alloc(512)
	h := host.Of(t)
	th.phase, th.due = threadPending, h.Clock.Now().Add(delay)
	th.cancel = func() bool { return true }
	st.alive = append(st.alive, th)
	if h.Lanes == nil {
		return
	}
	th.cancel = h.Lanes.Start("thread "+th.name.Text(), delay, func(t *thread) {
		if r := st.perform(t, th); r != nil {
			panic(r)
		}
	})
}

// perform runs a thread to its end and returns what it raised.
func (st *threadState) perform(t *thread, th *pyThread) *py.Raised {
	before, exc := st.current, t.Exc
	st.current, th.phase, t.Exc = th, threadRunning, nil
	defer func() {
		st.current, th.phase, t.Exc = before, threadStopped, exc
		st.remove(th)
	}()
	r := t.Try(func() { t.CallMethod("run", []value{py.Obj(th)}, nil) })
	if r != nil && t.ExceptMatches(r, py.Obj(py.SystemExitType)) {
		return nil
	}
	return r
}

// inline runs a pending thread inside the run that waits for it. What it raises is
// reported as if it had run by itself.
func (st *threadState) inline(t *thread, th *pyThread) {
	if !th.cancel() {
		st.remove(th)
		return
	}
	h := host.Of(t)
	before := h.Clock.Now()
	h.Clock.Jump(th.due) // threads that were started together run side by side
	t.Enter()
	defer t.Leave()
	r := st.perform(t, th)
	if h.Clock.Now().Before(before) {
		h.Clock.Jump(before)
	}
	switch {
	case r == nil:
	case h.Lanes != nil:
		h.Lanes.Start("thread "+th.name.Text(), 0, func(*thread) { panic(r) })
	default:
		t.Print(t.Stderr, []value{py.Str("Exception in thread " + th.name.Text() + ":" + strings.TrimSuffix(t.FormatException(r), "\n"))}, true)
	}
}

// next returns the pending thread that begins first.
func (st *threadState) next() *pyThread {
	var first *pyThread
	for _, th := range st.alive {
		if th.phase == threadPending && (first == nil || th.due.Before(first.due)) {
			first = th
		}
	}
	return first
}

// timeoutArg returns how long a call may wait; none is false where it may wait forever.
func timeoutArg(t *thread, v value) (d time.Duration, limited bool) {
	if !given(v) {
		return 0, false
	}
	return duration(t.ToFloat(v)), true
}

// duration converts seconds; what is negative is nothing, what no clock reaches is cut.
func duration(seconds float64) time.Duration {
	switch {
	case math.IsNaN(seconds) || seconds <= 0:
		return 0
	case seconds > 1e9:
		return 1e9 * time.Second
	}
	return time.Duration(seconds * float64(time.Second))
}

// wait returns once ready reports true, or false when the time allowed has passed. forever
// says what would wait forever, for the error.
func (st *threadState) wait(t *thread, timeout value, ready func() bool, forever func() string) bool {
	if ready() {
		return true
	}
	clock := clockOf(t)
	allowed, limited := timeoutArg(t, timeout)
	end := clock.Now().Add(allowed)
	for !ready() {
		t.Step(1)
		th := st.next()
		if limited && (th == nil || th.due.After(end)) {
			if d := end.Sub(clock.Now()); d > 0 {
				clock.Sleep(d)
			}
			return ready()
		}
		if th == nil {
			t.Raise(py.RuntimeErrorType, forever()+" would wait forever: a script runs to its end before another begins, and no thread is left that could end the wait")
		}
		st.inline(t, th)
	}
	return true
}

// join waits until a thread has stopped or the time allowed has passed.
func (st *threadState) join(t *thread, th *pyThread, timeout value) {
	switch {
	case th.phase == threadInitial:
		t.Raise(py.RuntimeErrorType, "cannot join thread before it is started")
	case th == st.current:
		t.Raise(py.RuntimeErrorType, "cannot join current thread")
	case th.phase == threadStopped:
		return
	}
	allowed, limited := timeoutArg(t, timeout)
	if th.phase == threadPending {
		if d := th.due.Sub(clockOf(t).Now()); limited && d > allowed {
			clockOf(t).Sleep(allowed)
			return
		}
		st.inline(t, th)
		return
	}
	// The thread is running and waits, further up, for this one.
	st.wait(t, timeout, func() bool { return th.phase == threadStopped }, func() string { return "join() of thread " + th.name.Text() })
}

// initWith returns an initializer with named parameters of which the first lo are needed.
func initWith(lo int, params string, f func(t *thread, self value, a []value)) py.InitFunc {
	bind := py.NewNative(py.Def{Name: "__init__", Min: lo + 1, Params: "self " + params, Fn: func(t *thread, _ value, a []value) value {
		f(t, a[0], a[1:])
		return py.None
	}})
	return func(t *thread, self value, args []value, names []string) {
		bind.Call(t, append([]value{self}, args...), names)
	}
}

type threadTypeSet struct{ thread, main, timer *py.Type }

var threadTypes func() threadTypeSet

func init() { threadTypes = sync.OnceValue(makeThreadTypes) }

func makeThreadTypes() threadTypeSet {
	initThread := func(t *thread, self value, target, name, args, kwargs value) *pyThread {
		th := self.Object().(*pyThread)
		st := threadsOf(t)
		th.target, th.args, th.kwargs = target, args, kwargs
		if th.name = py.Unicode(""); given(name) {
			th.name = threadName(t, name)
		}
		if th.name.Text() == "" {
			st.names++
			th.name = py.Unicode("Thread-" + strconv.Itoa(st.names))
		}
		th.ident = st.newIdent()
		th.daemon = st.current.daemon
		return th
	}
	check := func(t *thread, th *pyThread) {
		if th.ident == 0 {
			t.Raise(py.RuntimeErrorType, "Thread.__init__() not called")
		}
	}
	alive := func(_ *thread, th *pyThread, _ []value) value {
		return py.Bool(th.phase == threadPending || th.phase == threadRunning)
	}
	setDaemon := func(t *thread, th *pyThread, v value) {
		if th.phase == threadPending || th.phase == threadRunning {
			t.Raise(py.RuntimeErrorType, "cannot set daemon status of active thread")
		}
		th.daemon = t.Truth(v)
	}
	var set threadTypeSet
	newThread := func(t *thread, cls *py.Type, _ []value, _ []string) value {
		t.Alloc(256)
		return py.Obj(&pyThread{Header: py.NewHeader(cls)})
	}
	set.thread = pythonClass(py.TypeDef{Module: "threading", Name: "Thread", New: newThread,
		Init: initWith(0, "group target name args kwargs", func(t *thread, self value, a []value) {
			if given(a[0]) {
				t.Raise(py.AssertionErrorType, "group argument must be None for now")
			}
			initThread(t, self, a[1], a[2], a[3], a[4])
		}),
		Methods: []py.Def{
			method("start", 0, 0, func(t *thread, th *pyThread, _ []value) value {
				check(t, th)
				if th.phase != threadInitial {
					t.Raise(py.RuntimeErrorType, "threads can only be started once")
				}
				var delay time.Duration
				if th.finished != nil && inheritsTimerRun(th) {
					delay = duration(t.ToFloat(th.interval))
				}
				threadsOf(t).start(t, th, delay)
				return py.None
			}),
			method("run", 0, 0, func(t *thread, th *pyThread, _ []value) value {
				if given(th.target) {
					t.CallStar(th.target, nil, nil, orAbsent(th.args), orAbsent(th.kwargs))
				}
				return py.None
			}),
			kwMethod("join", 0, "timeout", func(t *thread, th *pyThread, a []value) value {
				check(t, th)
				threadsOf(t).join(t, th, a[0])
				return py.None
			}),
			method("isAlive", 0, 0, alive), method("is_alive", 0, 0, alive),
			method("getName", 0, 0, func(_ *thread, th *pyThread, _ []value) value { return th.name }),
			method("setName", 1, 1, func(t *thread, th *pyThread, a []value) value { th.name = threadName(t, a[0]); return py.None }),
			method("isDaemon", 0, 0, func(_ *thread, th *pyThread, _ []value) value { return py.Bool(th.daemon) }),
			method("setDaemon", 1, 1, func(t *thread, th *pyThread, a []value) value { setDaemon(t, th, a[0]); return py.None }),
			method("__repr__", 0, 0, func(t *thread, th *pyThread, _ []value) value {
				check(t, th)
				status := [...]string{"initial", "started", "started", "stopped"}[th.phase]
				if th.daemon {
					status += " daemon"
				}
				return py.Str(fmt.Sprintf("<%s(%s, %s %d)>", th.TypeName(), th.name.Text(), status, th.ident))
			}),
		},
		Attrs: []py.Attr{
			{Name: "name", Get: func(_ *thread, v value) value { return v.Object().(*pyThread).name },
				Set: func(t *thread, v, x value) { v.Object().(*pyThread).name = threadName(t, x) }},
			{Name: "daemon", Get: func(_ *thread, v value) value { return py.Bool(v.Object().(*pyThread).daemon) },
				Set: func(t *thread, v, x value) { setDaemon(t, v.Object().(*pyThread), x) }},
			attr("ident", func(_ *thread, th *pyThread) value { return py.Int(th.ident) }),
		}})
	set.main = pythonClass(py.TypeDef{Module: "threading", Name: "_MainThread", Base: set.thread, NoNew: true})
	set.timer = pythonClass(py.TypeDef{Module: "threading", Name: "_Timer", Base: set.thread, New: newThread,
		Init: initWith(2, "interval function args kwargs", func(t *thread, self value, a []value) {
			th := initThread(t, self, value{}, value{}, value{}, value{})
			th.interval, th.function = a[0], a[1]
			th.args, th.kwargs = a[2].Or(list()), a[3].Or(py.Obj(py.NewDict(0)))
			th.finished = newEvent()
		}),
		Methods: []py.Def{
			method("cancel", 0, 0, func(t *thread, th *pyThread, _ []value) value {
				th.finished.set = true
				if th.phase == threadPending && inheritsTimerRun(th) && th.cancel() {
					th.phase = threadStopped
					threadsOf(t).remove(th)
				}
				return py.None
			}),
			method("run", 0, 0, func(t *thread, th *pyThread, _ []value) value {
				if !inheritsTimerRun(th) {
					// Called by the run method of a subclass: the interval has not passed yet.
					th.finished.wait(t, py.Float(t.ToFloat(th.interval)))
				}
				if !th.finished.set {
					t.CallStar(th.function, nil, nil, orAbsent(th.args), orAbsent(th.kwargs))
				}
				th.finished.set = true
				return py.None
			}),
		},
		Attrs: []py.Attr{
			timerAttr("interval", func(th *pyThread) *value { return &th.interval }),
			timerAttr("function", func(th *pyThread) *value { return &th.function }),
			timerAttr("args", func(th *pyThread) *value { return &th.args }),
			timerAttr("kwargs", func(th *pyThread) *value { return &th.kwargs }),
			attr("finished", func(_ *thread, th *pyThread) value { return py.Obj(th.finished) }),
		}})
	return set
}

// threadName is a name as Java's threads keep it.
func threadName(t *thread, v value) value {
	if isUnicode(v) {
		return v
	}
	return py.Unicode(t.Decode(t.Str(v), "latin-1", "strict"))
}

func timerAttr(name string, field func(*pyThread) *value) py.Attr {
	return py.Attr{Name: name, Get: func(_ *thread, v value) value { return *field(v.Object().(*pyThread)) },
		Set: func(_ *thread, v, x value) { *field(v.Object().(*pyThread)) = x.Or(py.None) }}
}

// inheritsTimerRun reports whether a timer's class leaves run as it is.
func inheritsTimerRun(th *pyThread) bool {
	own, _ := th.PyType().Lookup("run")
	timer, _ := threadTypes().timer.Lookup("run")
	return own.Object() == timer.Object()
}

func orAbsent(v value) value {
	if given(v) {
		return v
	}
	return value{}
}

// illegalMonitor is what Java raises when a lock is released that is not held.
var illegalMonitor = sync.OnceValue(func() *py.Type {
	return py.NewThrowableType("java.lang", "IllegalMonitorStateException", py.JavaRuntimeType)
})

// lock is a Lock, an RLock or a lock of module thread.
type lock struct {
	py.Header
	kind  lockKind
	owner *pyThread
	count int
	// Since when and until when it was held without a break, for threads whose
	// clocks are behind: to them it is held still.
	from, until time.Time
}

type lockKind uint8

const (
	plainLock lockKind = iota
	reentrantLock
	threadLock // of thread.allocate_lock
)

func (l *lock) acquire(t *thread, blocking bool, timeout value) bool {
	st := threadsOf(t)
	if l.count > 0 && !(l.kind == reentrantLock && l.owner == st.current) {
		if !blocking {
			return false
		}
		if !st.wait(t, timeout, func() bool { return l.count == 0 }, func() string {
			if l.owner == st.current {
				return "acquire() of a lock that this thread holds already"
			}
			return "acquire() of a lock that thread " + l.owner.name.Text() + " holds"
		}) {
			return false
		}
	}
	if l.count == 0 {
		clock := clockOf(t)
		now := clock.Now()
		if held := now.Before(l.until) && !now.Before(l.from); held {
			if !blocking {
				return false
			}
			clock.Jump(l.until)
		} else if !now.Equal(l.until) {
			l.from = now
		}
	}
	l.owner = st.current
	l.count++
	return true
}

func (l *lock) release(t *thread) {
	switch {
	case l.kind == reentrantLock && (l.count == 0 || l.owner != threadsOf(t).current):
		t.Raise(py.RuntimeErrorType, "cannot release un-acquired lock")
	case l.count == 0 && l.kind == threadLock:
		t.Raise(py.ValueErrorType, "lock not acquired")
	case l.count == 0:
		t.ThrowJava(illegalMonitor(), "", nil)
	}
	if l.count--; l.count == 0 {
		l.owner, l.until = nil, clockOf(t).Now()
	}
}

func (l *lock) owned(t *thread) bool { return l.count > 0 && l.owner == threadsOf(t).current }

func newLockType(module, name string, kind lockKind) *py.Type {
	acquire := func(t *thread, l *lock, a []value) value {
		return py.Bool(l.acquire(t, truth(t, a[0], true), value{}))
	}
	def := py.TypeDef{Module: module, Name: name,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(96)
			return py.Obj(&lock{Header: py.NewHeader(cls), kind: kind})
		},
		Init: func(*thread, value, []value, []string) {},
		Methods: []py.Def{
			kwMethod("acquire", 0, "blocking", acquire),
			method("release", 0, 0, func(t *thread, l *lock, _ []value) value { l.release(t); return py.None }),
			method("locked", 0, 0, func(_ *thread, l *lock, _ []value) value { return py.Bool(l.count > 0) }),
			method("_is_owned", 0, 0, func(t *thread, l *lock, _ []value) value { return py.Bool(l.owned(t)) }),
			method("__enter__", 0, 0, func(t *thread, l *lock, _ []value) value { l.acquire(t, true, value{}); return py.Obj(l) }),
			method("__exit__", 0, -1, func(t *thread, l *lock, _ []value) value { l.release(t); return py.None }),
		}}
	if kind != threadLock {
		def.Methods = append(def.Methods, method("__repr__", 0, 0, func(t *thread, l *lock, _ []value) value { return py.Str(l.show()) }))
	} else {
		def.NoNew = true
	}
	return py.NewType(def)
}

func (l *lock) show() string {
	owner := "None"
	if l.owner != nil {
		owner = "'" + l.owner.name.Text() + "'"
	}
	if l.kind == reentrantLock {
		return fmt.Sprintf("<_threading.RLock owner=%s count=%d>", owner, l.count)
	}
	held := "False"
	if l.count > 0 {
		held = "True"
	}
	return fmt.Sprintf("<_threading.Lock owner=%s locked=%s>", owner, held)
}

var (
	lockType       = sync.OnceValue(func() *py.Type { return newLockType("_threading", "Lock", plainLock) })
	rlockType      = sync.OnceValue(func() *py.Type { return newLockType("_threading", "RLock", reentrantLock) })
	threadLockType = sync.OnceValue(func() *py.Type { return newLockType("org.python.modules.thread", "PyLock", threadLock) })
	threadError    = sync.OnceValue(func() *py.Type { return newExc("thread", "error", py.ExceptionType) })
)

// event is a threading.Event.
type event struct {
	py.Header
	set bool
}

func newEvent() *event { return &event{Header: py.NewHeader(eventType())} }

func (e *event) wait(t *thread, timeout value) bool {
	return threadsOf(t).wait(t, timeout, func() bool { return e.set }, func() string { return "wait() for an event" })
}

var eventType = sync.OnceValue(func() *py.Type {
	isSet := func(_ *thread, e *event, _ []value) value { return py.Bool(e.set) }
	return pythonClass(py.TypeDef{Module: "threading", Name: "_Event",
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(64)
			return py.Obj(&event{Header: py.NewHeader(cls)})
		},
		Init: initWith(0, "verbose", func(*thread, value, []value) {}),
		Methods: []py.Def{
			method("isSet", 0, 0, isSet), method("is_set", 0, 0, isSet),
			method("set", 0, 0, func(_ *thread, e *event, _ []value) value { e.set = true; return py.None }),
			method("clear", 0, 0, func(_ *thread, e *event, _ []value) value { e.set = false; return py.None }),
			kwMethod("wait", 0, "timeout", func(t *thread, e *event, a []value) value { return py.Bool(e.wait(t, a[0])) }),
		}})
})

// condition is a threading.Condition over a Lock, an RLock or whatever the script passes.
type condition struct {
	py.Header
	lock    value
	waiting []*bool // set when notified
}

func (c *condition) check(t *thread, doing string) {
	if l, ok := c.lock.Object().(*lock); ok && !l.owned(t) {
		t.Raise(py.RuntimeErrorType, "cannot "+doing+" on un-acquired lock")
	}
}

func (c *condition) notify(t *thread, n int) {
	c.check(t, "notify")
	n = max(0, min(n, len(c.waiting)))
	for _, w := range c.waiting[:n] {
		*w = true
	}
	c.waiting = c.waiting[n:]
}

func (c *condition) wait(t *thread, timeout value) {
	c.check(t, "wait")
	notified := new(bool)
	c.waiting = append(c.waiting, notified)
	depth := 1
	l, isLock := c.lock.Object().(*lock)
	if isLock {
		depth = l.count
		l.count, l.owner = 0, nil
	} else {
		t.Method0(c.lock, "release")
	}
	defer func() {
		for i, w := range c.waiting {
			if w == notified {
				c.waiting = append(c.waiting[:i:i], c.waiting[i+1:]...)
				break
			}
		}
		if isLock {
			if l.count > 0 {
				l.acquire(t, true, value{})
			}
			l.count, l.owner = depth, threadsOf(t).current
		} else {
			t.Method0(c.lock, "acquire")
		}
	}()
	threadsOf(t).wait(t, timeout, func() bool { return *notified }, func() string { return "wait() for a condition" })
}

var conditionType = sync.OnceValue(func() *py.Type {
	all := func(t *thread, c *condition, _ []value) value { c.notify(t, len(c.waiting)); return py.None }
	return py.NewType(py.TypeDef{Module: "_threading", Name: "Condition",
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(160)
			return py.Obj(&condition{Header: py.NewHeader(cls), lock: py.None})
		},
		Init: initWith(0, "lock verbose", func(t *thread, self value, a []value) {
			c := self.Object().(*condition)
			if c.lock = a[0]; !given(a[0]) {
				c.lock = t.Call0(py.Obj(rlockType()))
			}
		}),
		Methods: []py.Def{
			{Name: "acquire", Raw: func(t *thread, self value, args []value, names []string) value {
				return t.Call(t.GetAttr(self.Object().(*condition).lock, "acquire"), args, names)
			}},
			method("release", 0, 0, func(t *thread, c *condition, _ []value) value { return t.Method0(c.lock, "release") }),
			method("__enter__", 0, 0, func(t *thread, c *condition, _ []value) value { t.Method0(c.lock, "acquire"); return py.Obj(c) }),
			method("__exit__", 0, -1, func(t *thread, c *condition, _ []value) value { t.Method0(c.lock, "release"); return py.None }),
			kwMethod("wait", 0, "timeout", func(t *thread, c *condition, a []value) value { c.wait(t, a[0]); return py.None }),
			kwMethod("notify", 0, "n", func(t *thread, c *condition, a []value) value { c.notify(t, intArg(t, a[0], 1)); return py.None }),
			method("notifyAll", 0, 0, all), method("notify_all", 0, 0, all),
			method("_is_owned", 0, 0, func(t *thread, c *condition, _ []value) value {
				l, ok := c.lock.Object().(*lock)
				return py.Bool(ok && l.owned(t))
			}),
			method("__repr__", 0, 0, func(t *thread, c *condition, _ []value) value {
				return py.Str(fmt.Sprintf("<_threading.Condition(%s, %d)>", t.Repr(c.lock), len(c.waiting)))
			}),
		}})
})

// semaphore is a threading.Semaphore or BoundedSemaphore.
type semaphore struct {
	py.Header
	left, limit int
}

func (s *semaphore) acquire(t *thread, blocking bool) bool {
	if s.left == 0 && !blocking {
		return false
	}
	threadsOf(t).wait(t, value{}, func() bool { return s.left > 0 }, func() string { return "acquire() of a semaphore" })
	s.left--
	return true
}

func (s *semaphore) release(t *thread) {
	if s.limit > 0 && s.left >= s.limit {
		t.Raise(py.ValueErrorType, "Semaphore released too many times")
	}
	s.left++
}

func newSemaphoreType(name string, bounded bool) *py.Type {
	return pythonClass(py.TypeDef{Module: "threading", Name: name,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(64)
			return py.Obj(&semaphore{Header: py.NewHeader(cls)})
		},
		Init: initWith(0, "value verbose", func(t *thread, self value, a []value) {
			s := self.Object().(*semaphore)
			if s.left = intArg(t, a[0], 1); s.left < 0 {
				t.Raise(py.ValueErrorType, "Semaphore initial value must be >= 0")
			}
			if bounded {
				s.limit = s.left
			}
		}),
		Methods: []py.Def{
			kwMethod("acquire", 0, "blocking", func(t *thread, s *semaphore, a []value) value { return py.Bool(s.acquire(t, truth(t, a[0], true))) }),
			method("release", 0, 0, func(t *thread, s *semaphore, _ []value) value { s.release(t); return py.None }),
			method("__enter__", 0, 0, func(t *thread, s *semaphore, _ []value) value { s.acquire(t, true); return py.Obj(s) }),
			method("__exit__", 0, -1, func(t *thread, s *semaphore, _ []value) value { s.release(t); return py.None }),
		}})
}

var (
	semaphoreType        = sync.OnceValue(func() *py.Type { return newSemaphoreType("Semaphore", false) })
	boundedSemaphoreType = sync.OnceValue(func() *py.Type { return newSemaphoreType("_BoundedSemaphore", true) })
)

// local is a threading.local: attributes of its own for each thread.
type local struct {
	py.Header
	args  []value
	names []string
	dicts []localDict
}

type localDict struct {
	of *pyThread
	d  *py.Dict
}

// dict returns the attributes of the running thread. A subclass's __init__ is called
// in each thread that looks.
func (l *local) dict(t *thread) *py.Dict {
	st := threadsOf(t)
	live := l.dicts[:0]
	for _, x := range l.dicts {
		if x.of == st.current {
			return x.d
		}
		if x.of.phase != threadStopped {
			live = append(live, x)
		}
	}
	d := py.NewAttrs()
	t.Alloc(160)
	l.dicts = append(live, localDict{st.current, d})
	if l.PyType() != localType() {
		if init, ok := l.PyType().Lookup("__init__"); ok {
			if own, ok := localType().Lookup("__init__"); !ok || own.Object() != init.Object() {
				t.Call(init, append([]value{py.Obj(l)}, l.args...), l.names)
			}
		}
	}
	return d
}

// PyGetAttr implements AttrGetter.
func (l *local) PyGetAttr(t *thread, name string) (value, bool) {
	d := l.dict(t)
	if name == "__dict__" {
		return py.Obj(d), true
	}
	return d.GetText(name)
}

// PySetAttr implements AttrSetter.
func (l *local) PySetAttr(t *thread, name string, v value) bool {
	if v.IsAbsent() {
		return l.dict(t).DeleteText(name)
	}
	l.dict(t).SetText(name, v)
	return true
}

var localType func() *py.Type

func init() {
	localType = sync.OnceValue(func() *py.Type {
		return py.NewType(py.TypeDef{Module: "thread", Name: "_local", HostAttrs: true,
			New: func(t *thread, cls *py.Type, args []value, names []string) value {
				t.Alloc(128)
				l := &local{Header: py.NewHeader(cls), args: append([]value(nil), args...), names: append([]string(nil), names...)}
				// The class's own __init__ follows, in the thread that makes the object.
				l.dicts = []localDict{{threadsOf(t).current, py.NewAttrs()}}
				return py.Obj(l)
			},
			Init: func(*thread, value, []value, []string) {}})
	})
}

func stackSize(*thread, []value) value { return py.Int(0) }

func loadThreading(t *thread, m *py.Module) {
	st := newThreadState()
	m.Set(threadStateKey, py.Obj(st))
	m.Set("__all__", list(strs("activeCount", "active_count", "Condition", "currentThread", "current_thread", "enumerate", "Event", "Lock", "RLock",
		"Semaphore", "BoundedSemaphore", "Thread", "Timer", "setprofile", "settrace", "local", "stack_size")...))
	types := threadTypes()
	m.Set("Thread", py.Obj(types.thread))
	m.Set("_MainThread", py.Obj(types.main))
	m.Set("Timer", py.Obj(types.timer))
	m.Set("_Timer", py.Obj(types.timer))
	m.Set("Lock", py.Obj(lockType()))
	m.Set("RLock", py.Obj(rlockType()))
	m.Set("Event", py.Obj(eventType()))
	m.Set("_Event", py.Obj(eventType()))
	m.Set("Condition", py.Obj(conditionType()))
	m.Set("Semaphore", py.Obj(semaphoreType()))
	m.Set("BoundedSemaphore", py.Obj(boundedSemaphoreType()))
	m.Set("local", py.Obj(localType()))
	m.Set("ThreadError", py.Obj(threadError()))
	current := func(t *thread, _ []value) value { return py.Obj(threadsOf(t).current) }
	count := func(t *thread, _ []value) value { return py.Int(len(threadsOf(t).alive)) }
	funcs(m,
		fn("currentThread", 0, 0, current), fn("current_thread", 0, 0, current),
		fn("activeCount", 0, 0, count), fn("active_count", 0, 0, count),
		fn("enumerate", 0, 0, func(t *thread, _ []value) value {
			l := py.NewList()
			for _, th := range threadsOf(t).alive {
				t.Append(l, py.Obj(th))
			}
			return py.Obj(l)
		}),
		fn("stack_size", 0, 1, stackSize),
		fn("settrace", 1, 1, func(*thread, []value) value { return py.None }),
		fn("setprofile", 1, 1, func(*thread, []value) value { return py.None }),
	)
}

func loadThread(_ *thread, m *py.Module) {
	m.Set("error", py.Obj(threadError()))
	m.Set("LockType", py.Obj(threadLockType()))
	m.Set("_local", py.Obj(localType()))
	allocate := func(t *thread, _ []value) value {
		t.Alloc(96)
		return py.Obj(&lock{Header: py.NewHeader(threadLockType()), kind: threadLock})
	}
	start := func(t *thread, a []value) value {
		if _, ok := t.TryAttr(a[0], "__call__"); !ok {
			t.Raise(py.TypeErrorType, "first arg must be callable")
		}
		th := t.Call(py.Obj(threadTypes().thread), []value{a[0], tuple(t.Items(a[1])...)}, []string{"target", "args"})
		t.Method0(th, "start")
		return py.Int(th.Object().(*pyThread).ident)
	}
	exit := func(t *thread, _ []value) value {
		t.Throw(py.Obj(py.NewException(py.SystemExitType)))
		return py.None
	}
	funcs(m,
		fn("start_new_thread", 2, 2, start),
		fn("allocate_lock", 0, 0, allocate), fn("allocate", 0, 0, allocate),
		fn("get_ident", 0, 0, func(t *thread, _ []value) value { return py.Int(threadsOf(t).current.ident) }),
		fn("exit", 0, 0, exit), fn("exit_thread", 0, 0, exit),
		fn("stack_size", 0, 1, stackSize),
		fn("_count", 0, 0, func(t *thread, _ []value) value { return py.Int(len(threadsOf(t).alive) - 1) }),
	)
}

package library_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/object"
)

// TestThreadsOnLanes runs programs whose threads and timers belong to a queue of later runs,
// as in a simulation. "later" separates what the script itself printed from
// what followed; each line begins with the seconds that have passed.
func TestThreadsOnLanes(t *testing.T) {
	const prelude = `
import threading, time, Queue
t0 = time.time()
def note(*a): print time.time() - t0, ' '.join(map(str, a))
def name(): return threading.currentThread().name
`
	for _, c := range []struct{ name, src, want string }{
		{"a thread runs after its script, at the same instant",
			"threading.Thread(target=lambda: note('thread', name())).start(); note('script', name())",
			"0.0 script MainThread\nlater\n0.0 thread Thread-1\n"},
		{"a timer runs after its delay",
			"threading.Timer(2.5, note, ['timer']).start(); time.sleep(1); note('script')",
			"1.0 script\nlater\n2.5 timer\n"},
		{"timers run in the order of time",
			"for d in [3, 1, 2]: threading.Timer(d, note, [d]).start()",
			"later\n1.0 1\n2.0 2\n3.0 3\n"},
		{"a cancelled timer does not run",
			"t = threading.Timer(1, note, ['timer']); t.start(); t.cancel(); print t.isAlive(), t.finished.isSet()",
			"False True\nlater\n"},
		{"a timer that starts itself again",
			"def tick(n):\n note(n)\n if n: threading.Timer(10, tick, [n - 1]).start()\ntick(2)",
			"0.0 2\nlater\n10.0 1\n20.0 0\n"},
		{"join runs the thread and takes its time",
			"t = threading.Thread(target=lambda: (time.sleep(3), note('thread', name()))); t.start(); t.join(); note('joined', t.isAlive())",
			"3.0 thread Thread-1\n3.0 joined False\nlater\n"},
		{"threads that were started together run side by side",
			"ts = [threading.Thread(target=lambda n: (time.sleep(n), note(n)), args=(n,)) for n in (3, 1, 2)]\nfor t in ts: t.start()\nfor t in ts: t.join()\nnote('joined')",
			"3.0 3\n1.0 1\n2.0 2\n3.0 joined\nlater\n"},
		{"a lock keeps them one behind the other",
			"l = threading.Lock()\ndef work():\n with l:\n  note('in'); time.sleep(1); note('out')\nts = [threading.Thread(target=work) for i in range(3)]\nfor t in ts: t.start()\nfor t in ts: t.join()\nnote('joined')",
			"0.0 in\n1.0 out\n1.0 in\n2.0 out\n2.0 in\n3.0 out\n3.0 joined\nlater\n"},
		{"a lock that another thread holds at that time cannot be had without waiting",
			"l = threading.Lock()\ndef hold():\n l.acquire(); time.sleep(5); l.release()\ndef look():\n time.sleep(2); note(l.acquire(False)); time.sleep(4); note(l.acquire(False))\nts = [threading.Thread(target=f) for f in (hold, look)]\nfor t in ts: t.start()\nfor t in ts: t.join()",
			"2.0 False\n6.0 True\nlater\n"},
		{"a thread that is waited for late began when it was started",
			"t = threading.Thread(target=lambda: (time.sleep(3), note('thread'))); t.start(); time.sleep(10); t.join(); note('joined')",
			"3.0 thread\n10.0 joined\nlater\n"},
		{"join with a timeout leaves a timer that is due later",
			"t = threading.Timer(5, note, ['timer']); t.start(); t.join(2); note('waited', t.isAlive())",
			"2.0 waited True\nlater\n5.0 timer\n"},
		{"join waits for a timer",
			"t = threading.Timer(5, note, ['timer']); t.start(); t.join(); note('joined')",
			"5.0 timer\n5.0 joined\nlater\n"},
		{"an event that a thread sets ends the wait",
			"e = threading.Event(); threading.Timer(2, e.set).start(); print e.wait(10); note('go on')",
			"True\n2.0 go on\nlater\n"},
		{"an event that nobody sets in time",
			"e = threading.Event(); threading.Timer(20, e.set).start(); print e.wait(10); note('go on'); threading.Timer(15, lambda: note(e.isSet())).start()",
			"False\n10.0 go on\nlater\n25.0 True\n"},
		{"a wait without end is an error",
			"threading.Event().wait()",
			"RuntimeError: wait() for an event would wait forever: a script runs to its end before another begins, and no thread is left that could end the wait\nlater\n"},
		{"a lock is not waited for by the thread that holds it",
			"l = threading.Lock(); l.acquire(); l.acquire()",
			"RuntimeError: acquire() of a lock that this thread holds already would wait forever: a script runs to its end before another begins, and no thread is left that could end the wait\nlater\n"},
		{"a lock that another run keeps",
			"l = threading.Lock(); threading.Thread(target=l.acquire, name='keeper').start(); threading.Thread(target=l.acquire).start()",
			"later\nRuntimeError: acquire() of a lock that thread keeper holds would wait forever: a script runs to its end before another begins, and no thread is left that could end the wait\n"},
		{"a queue is filled by a thread",
			"q = Queue.Queue(); threading.Timer(1, q.put, ['item']).start(); note(q.get()); q.get(True, 4)",
			"1.0 item\nEmpty\nlater\n"},
		{"what a joined thread raises is its own affair",
			"def f(): raise ValueError('bad')\nt = threading.Thread(target=f); t.start(); t.join(); note('joined', t.isAlive())",
			"0.0 joined False\nlater\nValueError: bad\n"},
		{"a thread that leaves by SystemExit is quiet",
			"import thread\nthread.start_new_thread(thread.exit, ()); note('script')",
			"0.0 script\nlater\n"},
		{"a subclass of Timer that repeats itself",
			"class Every(threading.Thread):\n def run(self):\n  for i in range(3):\n   time.sleep(1); note(i)\nEvery().start()",
			"later\n1.0 0\n2.0 1\n3.0 2\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			clock := host.NewClock(time.Date(2024, 3, 9, 20, 30, 0, 0, time.UTC))
			lanes := &host.Queue{Clock: clock}
			th := object.NewInterp(library.Configure(object.Config{Stdout: &out, Stderr: &out}, &host.Host{Clock: clock, Lanes: lanes}))
			en := newEnv()
			require.Empty(t, answer(th, en, &out, prelude))
			got := answer(th, en, &out, c.src) + "later\n"
			for range 10 {
				out.Reset()
				r := th.Try(func() { lanes.Run(th, time.Time{}) })
				got += out.String()
				if r == nil {
					break
				}
				got += r.Error() + "\n"
			}
			require.Equal(t, c.want, got)
		})
	}
}

package events

// The real clock is a second driver of the same kernel: it decides when the
// clock moves, and when what comes from outside is taken. A script is atomic,
// and nothing is taken during one; between any two scripts it is, so that a
// script that is slower than its values holds up neither them nor whoever wants
// to end the run.

import (
	"context"
	"time"
)

// glance is how often a busy kernel asks whether it is to go on: looking can
// cost more than a script does.
const glance = 100 * time.Millisecond

// RunReal runs the kernel on the real clock: virtual time is the wall time
// since zero. Before each task it takes the functions that have arrived on
// inputs (a live feed, a person). It returns nil as soon as until reports true,
// the context's error when ctx ends, even if there is work left, or the kernel's
// own error. until may be nil; it is asked when there is nothing left to run,
// and every tenth of a second while there is.
func (k *Kernel) RunReal(ctx context.Context, zero time.Time, inputs <-chan func(), until func() bool) error {
	sleep := time.NewTimer(0)
	defer sleep.Stop()
	k.real = true
	defer func() { k.real = false }()
	asked := time.Now()
	for {
		now := time.Now()
		k.setNow(now.Sub(zero))
		// As many as there are: more may come as fast as they are taken.
		for n := len(inputs); n > 0; n-- {
			(<-inputs)()
		}
		switch {
		case k.stopped != nil:
			return k.stopped
		case ctx.Err() != nil:
			return ctx.Err()
		case k.step():
			if until != nil && now.Sub(asked) >= glance {
				if until() {
					return nil
				}
				asked = time.Now()
			}
			continue
		case k.stopped != nil:
			return k.stopped
		}
		k.caused = 0
		if until != nil && until() {
			return nil
		}
		asked = time.Now()
		wait := time.Hour
		if due, ok := k.Next(); ok {
			wait = time.Until(zero.Add(due))
		}
		sleep.Reset(max(wait, 0))
		select {
		case <-ctx.Done():
			k.setNow(time.Since(zero)) // what was waited for has passed
			return ctx.Err()
		case in := <-inputs:
			k.setNow(time.Since(zero))
			in()
		case <-sleep.C:
		}
	}
}

// RunReadyUntil is [Kernel.RunReady], except that it ends as soon as ctx does,
// between two tasks.
func (k *Kernel) RunReadyUntil(ctx context.Context) error {
	for ctx.Err() == nil && k.step() {
	}
	if k.Waiting() == 0 {
		k.caused = 0
	}
	return k.stopped
}

// RunSome runs at most n of the tasks that are runnable at the present instant.
func (k *Kernel) RunSome(n uint64) error {
	for ; n > 0 && k.step(); n-- {
	}
	return k.stopped
}

// Skip moves the clock to t and runs nothing: what became due meanwhile is late.
// A clock on which scripts are behind their values moves so.
func (k *Kernel) Skip(t time.Duration) { k.setNow(t) }

// Ran returns how many tasks have been started from their lanes so far.
func (k *Kernel) Ran() uint64 { return k.ran }

// Waiting returns how many tasks are runnable or wait for a worker.
func (k *Kernel) Waiting() int {
	n := 0
	count := func(h laneHeap) {
		for _, l := range h {
			n += l.queue.len()
		}
	}
	count(k.ready)
	for _, p := range k.pools {
		count(p.waiting)
	}
	return n
}

package events

// The real clock is a second driver of the same kernel: it decides when the
// clock moves, and nothing else.

import (
	"context"
	"time"
)

// RunReal runs the kernel on the real clock: virtual time follows wall time
// from where it stands. It runs what is due, hands over the functions that
// arrive on inputs (a live feed, a person), and returns nil as soon as until
// reports true after something ran, the context's error when ctx ends, or the
// kernel's own error. until may be nil.
func (k *Kernel) RunReal(ctx context.Context, inputs <-chan func(), until func() bool) error {
	base, began := k.now, time.Now()
	sleep := time.NewTimer(0)
	defer sleep.Stop()
	for {
		k.setNow(base + time.Since(began))
		if err := k.RunReady(); err != nil {
			return err
		}
		if until != nil && until() {
			return nil
		}
		wait := time.Hour
		if due, ok := k.Next(); ok {
			wait = time.Until(began.Add(due - base))
		}
		sleep.Reset(max(wait, 0))
		select {
		case <-ctx.Done():
			k.setNow(base + time.Since(began)) // what was waited for has passed
			return ctx.Err()
		case in := <-inputs:
			k.setNow(base + time.Since(began))
			in()
			for drained := false; !drained; {
				select {
				case in = <-inputs:
					in()
				default:
					drained = true
				}
			}
		case <-sleep.C:
		}
	}
}

package isolate

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// Serve is the child: it reads requests from in, runs the feed that the first
// one describes, and writes what the feed learns to out. It returns when in
// ends, after closing the feed's sessions, and with an error as soon as something
// can't be told to the parent.
func Serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	var first request
	if err := readLine(reader, &first); err != nil {
		return err
	}
	if first.Do != "start" || first.Config == nil {
		return fmt.Errorf("isolate: got %q first, want start", first.Do)
	}
	w := &pipe{out: out, broken: make(chan struct{}), room: window}
	w.taken = sync.NewCond(&w.mu)
	feed, err := opcua.New(*first.Config, w)
	if err != nil {
		return err
	}
	if _, err := feed.Add(first.Items...); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		if err := feed.Run(ctx); err != nil {
			w.mu.Lock()
			w.fail(err)
			w.mu.Unlock()
		}
	}()
	go func() {
		defer wg.Done()
		t := time.NewTicker(beat)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				w.json(frameCounters, feed.Counters())
			}
		}
	}()
	// The reader outlives a broken pipe, whose process is about to end.
	requests := make(chan request)
	ended := make(chan error, 1)
	go func() {
		for {
			var r request
			if err := readLine(reader, &r); err != nil {
				ended <- err
				return
			}
			select {
			case requests <- r:
			case <-ctx.Done():
				return
			}
		}
	}()
	for err == nil {
		var r request
		select {
		case r = <-requests:
		case err = <-ended:
			continue
		case <-w.broken:
			err = w.fault()
			continue
		}
		switch r.Do {
		case "took":
			w.took(r.Took)
		case "add":
			_, err = feed.Add(r.Items...)
		case "remove":
			feed.Remove(r.Remove...)
		case "monitor":
			err = feed.SetMonitoring(r.Group, r.On)
		case "write":
			writes := make([]opcua.Write, len(r.Paths))
			for i := range writes {
				writes[i].Path = r.Paths[i]
				if i < len(r.Values) {
					d := decoder{b: r.Values[i]}
					writes[i].Value = d.value(0)
					err = d.err
				}
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				w.json(frameResults, toWire(r.ID, feed.Write(ctx, writes)))
			}()
		default:
			err = fmt.Errorf("isolate: got request %q", r.Do)
		}
	}
	cancel()
	w.took(1 << 30) // nobody is kept waiting any more
	wg.Wait()
	if err == io.EOF {
		return w.fault()
	}
	return err
}

func readLine(r *bufio.Reader, v any) error {
	line, err := r.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, v)
}

// pipe is the sink of the child's feed.
type pipe struct {
	mu     sync.Mutex
	taken  *sync.Cond // the parent's sink has taken something
	room   int        // frames for that sink that may be sent
	out    io.Writer
	buf    []byte
	err    error
	broken chan struct{} // closed with the first error
}

// fail keeps the first error; p.mu is held.
func (p *pipe) fail(err error) {
	if err != nil && p.err == nil {
		p.err = err
		close(p.broken)
	}
}

func (p *pipe) fault() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

func (p *pipe) took(n int) {
	p.mu.Lock()
	p.room = min(p.room+n, 1<<30)
	p.mu.Unlock()
	p.taken.Broadcast()
}

// largeFrame is the size at which a batch is sent in parts, and largeValue the
// one of a value that is not sent at all.
const (
	largeFrame = 1 << 24
	largeValue = maxFrame / 2
)

func (p *pipe) Change(b opcua.Batch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.buf = appendTime(p.buf[:0], b.Arrived)
	for i := range b.Changes {
		if len(p.buf) > largeFrame {
			p.deliver(frameBatch, p.buf)
			p.buf = appendTime(p.buf[:0], b.Arrived)
		}
		at := len(p.buf)
		var err error
		if p.buf, err = appendChange(p.buf, &b.Changes[i]); err == nil && len(p.buf)-at > largeValue {
			err = fmt.Errorf("a value of %d bytes", len(p.buf)-at)
		}
		if err != nil { // one odd value is one bad tag
			c := b.Changes[i]
			c.Value, c.Quality = tags.Value{}, tags.QualityOf(tags.BadUnsupported).WithDiagnostic(err.Error())
			if p.buf, err = appendChange(p.buf[:at], &c); err != nil {
				p.fail(err)
				return
			}
		}
	}
	p.deliver(frameBatch, p.buf)
}

func (p *pipe) State(s opcua.State) {
	w := wireState{State: s}
	if s.Err != nil {
		w.Err, w.Permanent = s.Err.Error(), opcua.Permanent(s.Err)
	}
	w.State.Err = nil
	b, err := json.Marshal(w)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fail(err)
	p.deliver(frameState, b)
}

// json sends what is not for the sink.
func (p *pipe) json(kind byte, v any) {
	b, err := json.Marshal(v)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fail(err)
	p.write(kind, b)
}

// deliver sends a frame for the sink, once that has room for it; p.mu is held.
func (p *pipe) deliver(kind byte, body []byte) {
	for p.room <= 0 {
		p.taken.Wait()
	}
	p.room--
	p.write(kind, body)
}

// write sends a frame; p.mu is held.
func (p *pipe) write(kind byte, body []byte) {
	if p.err == nil {
		p.fail(writeFrame(p.out, kind, body))
	}
}

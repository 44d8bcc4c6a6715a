package isolate

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"

	"dryfire/tags/opcua"
)

// Serve is the child: it reads requests from in, runs the feed that the first
// one describes, and writes what the feed learns to out. It returns when in
// ends, after closing the feed's sessions.
func Serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<16)
	var first request
	if err := readLine(lines, &first); err != nil {
		return err
	}
	if first.Do != "start" || first.Config == nil {
		return fmt.Errorf("isolate: got %q first, want start", first.Do)
	}
	w := &pipe{out: out}
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
			w.fail(err)
		}
	}()
	go func() {
		defer wg.Done()
		t := time.NewTicker(500 * time.Millisecond)
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
	for {
		var r request
		if err = readLine(lines, &r); err != nil {
			break
		}
		switch r.Do {
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
		if err != nil {
			break
		}
	}
	cancel()
	wg.Wait()
	if err == io.EOF {
		return w.err
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
	mu  sync.Mutex
	out io.Writer
	buf []byte
	err error
}

func (p *pipe) fail(err error) {
	p.mu.Lock()
	if p.err == nil {
		p.err = err
	}
	p.mu.Unlock()
}

func (p *pipe) Change(b opcua.Batch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	if p.buf, err = appendBatch(p.buf[:0], b); err != nil {
		p.err = err
		return
	}
	p.write(frameBatch, p.buf)
}

func (p *pipe) State(s opcua.State) {
	w := wireState{State: s}
	if s.Err != nil {
		w.Err, w.Permanent = s.Err.Error(), opcua.Permanent(s.Err)
	}
	w.State.Err = nil
	p.json(frameState, w)
}

func (p *pipe) json(kind byte, v any) {
	b, err := json.Marshal(v)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.err = err
		return
	}
	p.write(kind, b)
}

// write sends a frame; a parent that has gone shows as the end of our input.
func (p *pipe) write(kind byte, body []byte) {
	if p.err == nil {
		p.err = writeFrame(p.out, kind, body)
	}
}

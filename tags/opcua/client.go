package opcua

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/gopcua/opcua/ua"
)

// Client is a session for everything but subscriptions: reading, writing,
// calling and browsing. It connects when it is first used, and again when the
// server has ended its session. It is safe for concurrent use.
type Client struct {
	set   *settings
	ns    *namespaces
	count *counters

	reads, writes, browses batch

	mu      sync.Mutex
	l       *link
	closed  bool
	again   time.Time // not before then is another session asked for
	refused error     // why not

	spareMu sync.Mutex
	spare   *link // the feed's, for servers that grant one session only

	borrowing func(why error) // is told when the spare one is used; may be nil

	typesMu sync.Mutex
	types   map[string]nodeType // by node id
	structs *structures
}

// NewClient returns a client that belongs to no feed. Its errors are
// [*ConfigError]s.
func NewClient(cfg Config) (*Client, error) {
	set, err := cfg.settings()
	if err != nil {
		return nil, err
	}
	return newClient(set, &namespaces{written: cfg.Namespaces}, &counters{}), nil
}

func newClient(set *settings, ns *namespaces, count *counters) *Client {
	return &Client{set: set, ns: ns, count: count, types: map[string]nodeType{},
		structs: &structures{layouts: map[string]*layout{}, refused: map[string]bool{}, written: map[string]writable{}}}
}

// learn takes the server's limits and forgets what may have changed with it.
func (c *Client) learn(f facts) {
	if c.ns.renew(f.namespaces) {
		c.structs.forget()
	}
	c.reads.limit(f.reads)
	c.writes.limit(f.writes)
	c.browses.limit(f.browses)
	c.typesMu.Lock()
	c.types = map[string]nodeType{}
	c.typesMu.Unlock()
}

// lend gives the client the feed's link, to be used where the server grants no
// second session; nil takes it back.
func (c *Client) lend(l *link) {
	c.spareMu.Lock()
	c.spare = l
	c.spareMu.Unlock()
}

// borrow returns the feed's link, nil if there is none that lives.
func (c *Client) borrow() *link {
	c.spareMu.Lock()
	defer c.spareMu.Unlock()
	if c.spare != nil {
		select {
		case <-c.spare.dead:
		default:
			return c.spare
		}
	}
	return nil
}

// Close ends the session.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	if c.l != nil {
		c.end()
	}
}

// end closes the link; c.mu is held.
func (c *Client) end() {
	select {
	case <-c.l.dead:
		c.l.abort()
	default:
		c.l.close(false, c.set.Timeouts.Connect/5)
	}
	c.l = nil
}

// link returns the live link, connecting if there is none.
func (c *Client) link(ctx context.Context) (*link, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, ErrClosed
	}
	if c.l != nil {
		select {
		case <-c.l.dead:
			c.l.abort()
			c.l = nil
		default:
			return c.l, nil
		}
	}
	if time.Now().Before(c.again) {
		if l := c.borrow(); l != nil {
			return l, nil
		}
		if c.set.refusedUser(c.refused) {
			return nil, c.refused // each attempt counts against the account
		}
	}
	l, _, err := connect(ctx, c.set, nil)
	if err == nil {
		var f facts
		if f, err = l.facts(ctx); err == nil {
			c.learn(f)
			c.l, c.refused = l, nil
			return l, nil
		}
		l.abort()
	}
	if ctx.Err() != nil {
		return nil, err
	}
	c.refused = err
	if c.set.refusedUser(err) {
		c.again = time.Now().Add(c.set.Timeouts.RetryUser)
	}
	if l := c.borrow(); l != nil {
		c.again = time.Now().Add(c.set.Timeouts.RetryUser)
		if c.borrowing != nil {
			c.borrowing(err)
		}
		return l, nil
	}
	return nil, err
}

// discard gives a link up after a failure on it.
func (c *Client) discard(l *link) {
	if l == c.borrow() {
		return // the feed's, which sees to it itself
	}
	c.mu.Lock()
	if c.l == l {
		c.l = nil
	}
	c.mu.Unlock()
	l.abort()
}

// do works on the link. Where the link turns out to be dead or its session
// ended, it is replaced and work done once more, if again allows it or the
// server says that it has not done anything.
func (c *Client) do(ctx context.Context, again bool, work func(l *link) error) error {
	for attempt := 0; ; attempt++ {
		l, err := c.link(ctx)
		if err != nil {
			return err
		}
		if err = work(l); err == nil || ctx.Err() != nil {
			return err
		}
		code, ok := serviceStatus(err)
		ended := ok && (code == ua.StatusBadSessionIDInvalid || code == ua.StatusBadSessionClosed || code == ua.StatusBadSessionNotActivated ||
			code == ua.StatusBadSecureChannelIDInvalid)
		gone := errors.Is(err, io.EOF) || !ok && fatal(err)
		if !ended && !gone {
			if ok && code == ua.StatusBadTimeout {
				c.discard(l)
			}
			return err
		}
		c.discard(l)
		if attempt > 0 || !ended && !again {
			return err
		}
	}
}

func (c *Client) read(ctx context.Context, nodes []*ua.ReadValueID) (out []*ua.DataValue, err error) {
	err = c.do(ctx, true, func(l *link) error {
		out, err = l.read(ctx, nodes, &c.reads)
		return err
	})
	return out, err
}

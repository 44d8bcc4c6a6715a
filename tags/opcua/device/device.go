package device

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/gopcua/opcua/ua"
)

// Options configure a device. Zero fields take the defaults.
type Options struct {
	Name     string        // in item paths, "ns=1;s=[Name]Folder/Tag"; default Device
	Addr     string        // host:port of the loopback interface; default 127.0.0.1:0, any free port
	BaseRate time.Duration // one time interval; default 1s
	Update   time.Duration // how often values are computed; default a tenth of BaseRate, within 10ms…1s
	Once     bool          // stop at the end of the program instead of repeating it
	Seed     uint64        // of what is random; default 1
}

// Device is a running device.
type Device struct {
	opts    Options
	program *Program
	l       net.Listener
	started time.Time

	mu       sync.Mutex
	nodes    map[string]*node // by node id text
	order    []*node          // variables, in the program's order
	sessions map[uint32]*session
	subs     map[uint32]*subscription
	inOrder  []*subscription // the same, by age
	conns    map[*conn]bool
	nextID   uint32

	elapsed   float64 // time intervals since the program began
	interval  int     // the interval whose rows are in force
	running   bool
	rate      time.Duration
	random    random
	cancel    context.CancelFunc
	wg        sync.WaitGroup
	closeOnce sync.Once
}

// node is a node of the address space. Folders have no type.
type node struct {
	id       *ua.NodeID
	key      string
	name     string
	parent   *node
	children []*node
	typ      ua.TypeID // of a variable; TypeIDNull for a folder
	tag      *Tag
	value    *ua.DataValue
	version  uint64
	readOnly bool
	written  bool    // a client's value stands until the next step
	step     int     // index into the tag's steps; -1 before the first
	since    float64 // when that step took effect, in elapsed time
	onWrite  func(v any)
	direct   []*item // monitored items that are told of each change
}

// Start starts a device. It fails on an address that is not of the loopback
// interface: there is no security of any kind.
func Start(p *Program, o Options) (*Device, error) {
	if o.Name == "" {
		o.Name = "Device"
	}
	if strings.ContainsAny(o.Name, "[]/") {
		return nil, fmt.Errorf("device name %q: may not contain [ ] or /", o.Name)
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.BaseRate <= 0 {
		o.BaseRate = time.Second
	}
	if o.Update <= 0 {
		o.Update = max(10*time.Millisecond, min(o.BaseRate/10, time.Second))
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	addr, err := net.ResolveTCPAddr("tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("device address %q: %w", o.Addr, err)
	}
	if !addr.IP.IsLoopback() {
		return nil, fmt.Errorf("device address %q: the simulated device has no security and serves the loopback interface only, such as 127.0.0.1:4840", o.Addr)
	}
	l, err := net.ListenTCP("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("device: %w", err)
	}
	d := &Device{opts: o, program: p, l: l, started: time.Now(), nodes: map[string]*node{}, sessions: map[uint32]*session{},
		subs: map[uint32]*subscription{}, conns: map[*conn]bool{}, interval: -1, running: true, rate: o.BaseRate, random: random{o.Seed}}
	d.build()
	d.advance(0)
	ctx, cancel := context.WithCancel(context.Background())
	d.cancel = cancel
	d.wg.Add(2)
	go func() { defer d.wg.Done(); d.accept() }()
	go func() { defer d.wg.Done(); d.tick(ctx) }()
	return d, nil
}

// Endpoint returns the URL to connect to.
func (d *Device) Endpoint() string { return "opc.tcp://" + d.l.Addr().String() }

// Path returns the item path of a tag of the program.
func (d *Device) Path(tag string) string { return "ns=1;s=[" + d.opts.Name + "]" + tag }

// Close stops the device and returns when nothing of it is left.
func (d *Device) Close() error {
	d.closeOnce.Do(func() {
		d.cancel()
		d.l.Close()
		d.mu.Lock()
		for c := range d.conns {
			c.c.Close()
		}
		d.mu.Unlock()
		d.wg.Wait()
	})
	return nil
}

// Set gives a tag a value, as a client's write does; v has the Go type of the
// tag's data type.
func (d *Device) Set(tag string, v any, status ua.StatusCode) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.nodes[ua.NewStringNodeID(1, "["+d.opts.Name+"]"+tag).String()]
	if n == nil || n.typ == ua.TypeIDNull {
		return fmt.Errorf("device: there is no tag %q", tag)
	}
	variant, err := ua.NewVariant(v)
	if err != nil || variant.Type() != n.typ {
		return fmt.Errorf("device: %s: got a %T, want %s", tag, v, typeText(n.typ))
	}
	n.written = true
	d.change(n, variant, status, time.Now())
	return nil
}

// build makes the address space: folders by the slashes in the paths, and the
// device's controls.
func (d *Device) build() {
	root := d.add(nil, ua.NewNumericNodeID(0, 84), "Root")
	objects := d.add(root, ua.NewNumericNodeID(0, 85), "Objects")
	d.add(root, ua.NewNumericNodeID(0, 86), "Types")
	d.add(root, ua.NewNumericNodeID(0, 87), "Views")
	d.buildServer(d.add(objects, ua.NewNumericNodeID(0, 2253), "Server"))
	top := d.add(objects, ua.NewStringNodeID(1, "["+d.opts.Name+"]"), d.opts.Name)
	folder := func(path string) *node {
		at := top
		for i, name := range strings.Split(path, "/") {
			key := ua.NewStringNodeID(1, "["+d.opts.Name+"]"+strings.Join(strings.Split(path, "/")[:i+1], "/"))
			if n := d.nodes[key.String()]; n != nil {
				at = n
				continue
			}
			at = d.add(at, key, name)
		}
		return at
	}
	for _, t := range d.program.Tags {
		parent, name := top, t.Path
		if i := strings.LastIndexByte(t.Path, '/'); i >= 0 {
			parent, name = folder(t.Path[:i]), t.Path[i+1:]
		}
		n := d.add(parent, ua.NewStringNodeID(1, "["+d.opts.Name+"]"+t.Path), name)
		n.typ, n.tag, n.step = t.Type, t, -1
		n.value = &ua.DataValue{EncodingMask: ua.DataValueStatusCode, Value: &ua.Variant{}, Status: ua.StatusBadWaitingForInitialData}
		d.order = append(d.order, n)
	}
	controls := folder("[Controls]")
	control := func(name string, v any, onWrite func(v any)) {
		n := d.add(controls, ua.NewStringNodeID(1, "["+d.opts.Name+"][Controls]/"+name), name)
		n.onWrite, n.readOnly = onWrite, onWrite == nil
		d.fixed(n, v)
	}
	control("Base Rate", int32(d.rate/time.Millisecond), func(v any) {
		if ms := v.(int32); ms > 0 {
			d.rate = time.Duration(ms) * time.Millisecond
		}
	})
	control("Pause", false, func(v any) { d.running = !v.(bool) })
	control("Repeat", !d.opts.Once, func(v any) { d.opts.Once = !v.(bool) })
	control("Reset", false, func(v any) {
		if v.(bool) {
			d.elapsed, d.interval, d.running = 0, -1, true
			for _, n := range d.order {
				n.step, n.written = -1, false
			}
		}
	})
	control("Program Counter", int32(0), nil)
}

func (d *Device) add(parent *node, id *ua.NodeID, name string) *node {
	n := &node{id: id, key: id.String(), name: name, parent: parent}
	d.nodes[n.key] = n
	if parent != nil {
		parent.children = append(parent.children, n)
	}
	return n
}

// fixed makes n a variable with a value of its own.
func (d *Device) fixed(n *node, v any) {
	variant := ua.MustVariant(v)
	n.typ = variant.Type()
	now := time.Now()
	n.value = &ua.DataValue{EncodingMask: ua.DataValueValue | ua.DataValueSourceTimestamp | ua.DataValueServerTimestamp, Value: variant, SourceTimestamp: now, ServerTimestamp: now}
}

// change gives a variable a value, if it is another one; d.mu is held.
func (d *Device) change(n *node, v *ua.Variant, status ua.StatusCode, now time.Time) {
	if n.value.Value.Type() == v.Type() && n.value.Value.Value() == v.Value() && n.value.Status == status {
		return
	}
	dv := &ua.DataValue{EncodingMask: ua.DataValueValue | ua.DataValueSourceTimestamp | ua.DataValueServerTimestamp, Value: v, Status: status,
		SourceTimestamp: now, ServerTimestamp: now}
	if status != 0 {
		dv.EncodingMask |= ua.DataValueStatusCode
	}
	n.value = dv
	n.version++
	for _, it := range n.direct {
		it.sample(now)
	}
}

// tick advances the program and serves the subscriptions.
func (d *Device) tick(ctx context.Context) {
	step := min(d.opts.Update, 10*time.Millisecond)
	t := time.NewTicker(step)
	defer t.Stop()
	last, due := time.Now(), time.Now().Add(d.opts.Update)
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		now := time.Now()
		d.mu.Lock()
		if !now.Before(due) {
			if d.running {
				d.advance(float64(now.Sub(last)) / float64(d.rate))
			}
			last = now
			if due = due.Add(d.opts.Update); due.Before(now) {
				due = now.Add(d.opts.Update)
			}
		}
		out := d.serve(now)
		d.mu.Unlock()
		for _, send := range out {
			send()
		}
	}
}

// advance moves the program on by a number of time intervals and computes the
// values; d.mu is held, or the device is not running yet.
func (d *Device) advance(by float64) {
	now := time.Now()
	d.elapsed += by
	length := float64(d.program.Last + 1)
	at := d.elapsed
	lap := 0
	if d.program.Last > 0 {
		if !d.opts.Once {
			lap = int(at / length)
		} else {
			at = min(at, length-1)
		}
	}
	interval := lap*(d.program.Last+1) + int(at-float64(lap)*length)
	if d.program.Last == 0 {
		interval = 0
	}
	for d.interval < interval {
		if interval-d.interval > d.program.Last+1 {
			d.interval = interval - d.program.Last - 1 // after a long pause a whole lap is enough
		}
		d.interval++
		row := d.interval % (d.program.Last + 1)
		for _, n := range d.order {
			for i, s := range n.tag.steps {
				if s.interval != row {
					continue
				}
				// The same source taking effect again goes on where it is.
				if n.step < 0 || n.tag.steps[n.step].text != s.text || n.written {
					n.since = float64(d.interval)
				}
				n.step, n.written, n.readOnly = i, false, s.source.readOnly()
			}
		}
	}
	for _, n := range d.order {
		if n.step < 0 || n.written {
			continue
		}
		v, status := n.tag.steps[n.step].source.at(d.elapsed-n.since, &d.random)
		d.change(n, ua.MustVariant(v), status, now)
	}
	if c := d.nodes[ua.NewStringNodeID(1, "["+d.opts.Name+"][Controls]/Program Counter").String()]; c != nil {
		d.change(c, ua.MustVariant(int32(d.interval%(d.program.Last+1))), 0, now)
	}
}

var errNoSession = errors.New("no session")

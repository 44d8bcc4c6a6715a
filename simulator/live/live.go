// Package live runs a simulation on the real clock and feeds its tags from OPC
// UA servers.
//
// Tags of the local gateway with the value source opc follow the node that
// opcItemPath names at the server that opcServer names. What arrives is handed
// to the simulation's goroutine message by message, and taken between any two
// scripts: a script is atomic, but scripts that take longer than values arrive
// hold up neither the values, whose events then overflow the queues of their
// tags as in a plant (QUE-3), nor the end of the run. What scripts and steps
// write to such a tag goes to its node, and the tag changes when the server
// reports the value.
//
//	p, err := live.New(sim, live.Config{Servers: …}, live.Options{})
//	err = p.Start()
//	err = p.Connect(ctx)    // until every tag has had its first value
//	err = p.Run(ctx, nil)   // until ctx ends
//	p.Close()
//
// A Plant and its simulation belong to one goroutine; the feeds have their own
// and reach it through one channel. While one script runs, it holds so many
// messages; that it is full is the back-pressure that makes the servers' queues
// take over.
package live

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"dryfire/simulator"
	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/device"
	"dryfire/tags/opcua/isolate"
	"dryfire/tags/opcua/recording"
	"dryfire/tags/opcua/trust"
)

// Config describes where the tags of a plant get their values from.
type Config struct {
	Servers []Server
	Groups  []Group
}

// Server is one OPC UA server.
type Server struct {
	opcua.Config // Name is what a tag's opcServer says; Groups and Password are filled in from here

	// PasswordEnv names an environment variable and PasswordFile a file that
	// holds the password; they are read when the plant is connected.
	PasswordEnv, PasswordFile string

	Device  *Device // serves the values in this process, in place of Endpoint
	Isolate bool    // the feed runs in a child process
}

// Device is a simulated PLC that runs as long as the plant does.
type Device struct {
	Program string // file, see package device
	device.Options
}

// Mode says when the tags of a group are monitored.
type Mode string

// The modes of tag groups.
const (
	Direct Mode = "direct" // always
	Leased Mode = "leased" // while any session, client or Designer is open
	Driven Mode = "driven" // while the driving tag is good and neither false nor 0
)

// Group is a tag group. Tags name it by tagGroup; a tag whose group is not here
// takes the settings of its server.
type Group struct {
	opcua.Group
	Mode   Mode   // "" is Direct
	Driver string // Driven: full path of the driving tag
}

// Options are what a caller adds to a Config.
type Options struct {
	// Isolate starts the program that calls isolate.Serve, for servers that are
	// to be isolated; see isolate.New.
	Isolate func() *exec.Cmd
	// Record takes every change that reaches a tag, and is flushed every second
	// while the plant runs; nil records nothing.
	Record *recording.Writer
	// Idle is called whenever there is nothing left to run, and now and then
	// while there is: the moment to write out what is buffered. It may be nil.
	Idle func()
	// Context ends the writes that scripts wait for, unless they are answered
	// within a second after it; so does Run's context if it is cancelled. Nil is
	// never.
	Context context.Context
}

// Plant is a simulation with its feeds. Make it with [New].
type Plant struct {
	sim     *simulator.Simulation
	gateway *simulator.Gateway
	options Options
	groups  []Group
	servers []*server
	bound   map[*tags.Tag]binding
	unknown []unknown // servers that tags name and nobody configured
	drivers map[*tags.Tag][]string
	leased  bool // what leased groups were told last

	began   time.Time
	inputs  chan func()
	backlog []func() // taken from inputs while a write was under way
	backing bool     // what is in backlog is being done
	ctx     context.Context
	cancel  context.CancelFunc
	outlast []context.Context // end a second after those that end writes: that of Options, and Run's while it runs
	done    chan struct{}
	feeds   sync.WaitGroup
	err     error  // of the recording
	ran     uint64 // tasks that had run when the last message was taken
	behind  lag
}

// binding is where a tag gets its values from.
type binding struct {
	server *server
	handle opcua.Handle
	item   opcua.Item
}

// New prepares the feeds of a simulation that has not started, and starts its
// simulated devices; nothing is connected yet. The error names the setting that
// can't be used.
func New(sim *simulator.Simulation, c Config, o Options) (*Plant, error) {
	p := &Plant{sim: sim, gateway: sim.Local(), options: o, groups: c.Groups, bound: map[*tags.Tag]binding{}, drivers: map[*tags.Tag][]string{},
		began: time.Now(), inputs: make(chan func(), 64), done: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	if o.Context != nil {
		after, _ := p.second(o.Context, true)
		p.outlast = append(p.outlast, after)
	}
	p.leased = p.gateway.AnyOpen()
	for _, s := range c.Servers {
		if err := p.add(s); err != nil {
			p.Close()
			return nil, err
		}
	}
	if len(p.servers) == 0 {
		return p, nil
	}
	for _, provider := range p.gateway.Tags().Providers() {
		provider.Root().Walk(func(t *tags.Tag) bool { p.bind(t); return true })
	}
	for _, s := range p.servers {
		s.flushItems()
	}
	for _, g := range p.groups {
		if g.Mode != Driven {
			continue
		}
		t := p.gateway.Tags().Find(g.Driver)
		if t == nil {
			p.Close()
			return nil, fmt.Errorf("tag group %q is driven by %s, which does not exist", g.Name, g.Driver)
		}
		p.drivers[t] = append(p.drivers[t], g.Name)
		if drives(t.Value()) {
			p.monitor(g.Name, true)
		}
	}
	p.gateway.Tags().OnConfigure(p.configured)
	p.gateway.Tags().Listen(p.changed)
	p.gateway.SetOutlet(p.follows, p.write)
	return p, nil
}

// add makes the feed of one server.
func (p *Plant) add(c Server) error {
	s := &server{plant: p, name: c.Name}
	if d := c.Device; d != nil {
		program, err := device.Load(d.Program)
		if err != nil {
			return err
		}
		if s.device, err = device.Start(program, d.Options); err != nil {
			return fmt.Errorf("opcua server %q: %w", c.Name, err)
		}
		c.Endpoint = s.device.Endpoint()
	}
	p.servers = append(p.servers, s) // from here on Close ends the device
	var err error
	if c.Config, err = c.Connection(); err != nil {
		return err
	}
	c.Config.Groups = nil
	for _, g := range p.groups {
		own := g.Group
		own.Inactive = g.Mode == Leased && !p.leased || g.Mode == Driven
		c.Config.Groups = append(c.Config.Groups, own)
	}
	s.endpoint = c.Endpoint
	if !c.Isolate {
		s.source, err = opcua.New(c.Config, s)
		return err
	}
	if p.options.Isolate == nil {
		return &opcua.ConfigError{Server: c.Name, Field: "isolate", Reason: "there is no program here that a child process could run; only the dryfire command can isolate a feed"}
	}
	child, err := isolate.New(c.Config, s, p.options.Isolate)
	if err == nil {
		s.source, s.deaths = child, child.Deaths
	}
	return err
}

// Connection returns the connection's configuration with its password looked
// up. The error is an [*opcua.ConfigError].
func (c Server) Connection() (opcua.Config, error) {
	if err := c.files(); err != nil {
		return c.Config, err
	}
	var err error
	c.Password, err = c.password()
	return c.Config, err
}

// files makes sure that the files which only a connection reads are there. The
// client's own certificate is made if neither it nor its key is.
func (c *Server) files() error {
	for _, f := range []struct{ field, path, other string }{{"userCertificate", c.UserCertificate, ""}, {"userPrivateKey", c.UserPrivateKey, ""},
		{"clientCertificate", c.ClientCertificate, c.PrivateKey}, {"privateKey", c.PrivateKey, c.ClientCertificate}} {
		if f.path == "" {
			continue
		}
		_, err := os.Stat(f.path)
		if f.other != "" && errors.Is(err, os.ErrNotExist) {
			if _, e := os.Stat(f.other); errors.Is(e, os.ErrNotExist) {
				continue
			}
		}
		if err != nil {
			return &opcua.ConfigError{Server: c.Name, Field: f.field, Reason: err.Error()}
		}
	}
	return nil
}

// password looks up the password where the configuration says.
func (c *Server) password() (string, error) {
	bad := func(field, format string, args ...any) (string, error) {
		return "", &opcua.ConfigError{Server: c.Name, Field: field, Reason: fmt.Sprintf(format, args...)}
	}
	switch {
	case c.PasswordEnv != "":
		v, ok := os.LookupEnv(c.PasswordEnv)
		if !ok {
			return bad("passwordEnv", "the environment has no variable %s", c.PasswordEnv)
		}
		return v, nil
	case c.PasswordFile != "":
		b, err := os.ReadFile(c.PasswordFile)
		if err != nil {
			return bad("passwordFile", "%v", err)
		}
		return strings.TrimRight(string(b), "\r\n"), nil
	}
	return c.Password, nil
}

// Start starts the simulation, as [simulator.Simulation.Start] does, and then
// the feeds.
func (p *Plant) Start() error {
	if err := p.sim.Start(); err != nil {
		return err
	}
	if p.options.Record != nil {
		p.feeds.Add(1)
		go func() { defer p.feeds.Done(); p.flush() }()
	}
	for _, s := range p.servers {
		p.feeds.Add(1)
		go func() {
			defer p.feeds.Done()
			if err := s.source.Run(p.ctx); err != nil {
				p.send(func() { s.fail(err) })
			}
		}()
	}
	return nil
}

// grace is how long a write that is under way may take when the run ends: an
// answer that is on its way is not thrown away.
const grace = time.Second

// second returns a context that ends with the plant and shortly after another
// one does; a deadline counts if deadlines does.
func (p *Plant) second(outer context.Context, deadlines bool) (context.Context, func()) {
	ctx, cancel := context.WithCancel(p.ctx)
	forget := context.AfterFunc(outer, func() {
		if deadlines || !errors.Is(outer.Err(), context.DeadlineExceeded) { // the end of a step is not the end of its writes
			time.AfterFunc(grace, cancel)
		}
	})
	return ctx, func() { forget(); cancel() }
}

// during makes writes end shortly after ctx is cancelled, until the function that
// it returns is called.
func (p *Plant) during(ctx context.Context) func() {
	after, stop := p.second(ctx, false)
	p.outlast = append(p.outlast, after)
	return func() {
		p.outlast = p.outlast[:len(p.outlast)-1]
		stop()
	}
}

// flush writes out what is recorded, so that the last changes before a quiet
// hour are in the file.
func (p *Plant) flush() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-p.ctx.Done():
			return
		case <-t.C:
			_ = p.options.Record.Flush() // it fails again at the next write and at the end
		}
	}
}

// Close ends the feeds and devices and returns when nothing of them is left.
// The simulation stays as it is.
func (p *Plant) Close() {
	select {
	case <-p.done:
		return
	default:
	}
	p.cancel()
	close(p.done)
	p.feeds.Wait()
	for _, s := range p.servers {
		if s.device != nil {
			_ = s.device.Close() // it has no error to tell
		}
	}
}

// Run runs the plant on the real clock until until reports true, ctx ends or
// something stops it; until is asked whenever something has run and may be nil.
// The simulation's clock shows the time since [New], however long nobody ran it.
// When ctx ends, scripts that wait stay where they are: the next Run goes on
// with them. The error is ctx's, an [*events.LoopError], or that of the
// recording.
func (p *Plant) Run(ctx context.Context, until func() bool) error {
	var err error
	defer p.during(ctx)()
	p.sim.Pump(func() {
		err = p.sim.RunReal(ctx, p.began, p.inputs, func() bool {
			p.lease()
			p.look(time.Now())
			if p.options.Idle != nil {
				p.options.Idle()
			}
			return p.err != nil || until != nil && until()
		})
	})
	if err == nil {
		err = p.err
	}
	return err
}

// Settle runs what is runnable at the present instant, as
// [simulator.Simulation.Settle] does, unless ctx ends before.
func (p *Plant) Settle(ctx context.Context) error {
	var err error
	defer p.during(ctx)()
	p.sim.Pump(func() { err = p.sim.Kernel().RunReadyUntil(ctx) })
	return err
}

// Wake makes [Plant.Run] look up, and ask until, from any goroutine. It reports
// false once the plant is closed.
func (p *Plant) Wake() bool { return p.send(func() {}) }

// Connect runs the plant until every server is connected and each of its tags
// has had a first value or been refused. When ctx ends before, or a server
// refuses the user or is not trusted, the error is a [*ConnectError].
func (p *Plant) Connect(ctx context.Context) error {
	err := p.Run(ctx, func() bool { return p.connected() || p.hopeless() })
	if err != nil && (ctx.Err() == nil || !errors.Is(err, ctx.Err())) {
		return err
	}
	var missing []string
	for _, s := range p.servers {
		if why := s.missing(); why != "" {
			missing = append(missing, why)
		}
	}
	if missing == nil { // it came at the last moment
		return nil
	}
	return &ConnectError{Missing: missing}
}

// ConnectError says what [Plant.Connect] has waited for in vain.
type ConnectError struct{ Missing []string }

func (e *ConnectError) Error() string { return strings.Join(e.Missing, "; ") }

// hopeless reports whether a server gives a reason that waiting does not mend.
func (p *Plant) hopeless() bool {
	for _, s := range p.servers {
		var access *opcua.AccessError
		var refused *trust.Error
		if !s.up && (errors.As(s.last, &access) || errors.As(s.last, &refused)) {
			return true
		}
	}
	return false
}

func (p *Plant) connected() bool {
	for _, s := range p.servers {
		if s.missing() != "" {
			return false
		}
	}
	return true
}

// send hands f to the simulation's goroutine, after what was handed over before.
func (p *Plant) send(f func()) bool {
	select {
	case p.inputs <- func() { p.catchUp(); f() }:
		return true
	case <-p.done:
		return false
	}
}

// catchUp does what was put aside while a write was under way.
func (p *Plant) catchUp() {
	if p.backing {
		return // what is being done came in the right order
	}
	p.backing = true
	for len(p.backlog) > 0 {
		f := p.backlog[0]
		p.backlog = p.backlog[1:]
		f()
	}
	p.backing = false
}

// lease tells the servers when the first session, client or Designer opens and
// when the last one closes.
func (p *Plant) lease() {
	if open := p.gateway.AnyOpen(); open != p.leased {
		p.leased = open
		for _, g := range p.groups {
			if g.Mode == Leased {
				p.monitor(g.Name, open)
			}
		}
	}
}

// monitor switches a group at all servers.
func (p *Plant) monitor(group string, on bool) {
	for _, s := range p.servers {
		// The group is there: every server has been given all of them.
		_ = s.source.SetMonitoring(group, on)
	}
}

// drives reports whether a driving tag lets its group be monitored.
func drives(q tags.QualifiedValue) bool {
	v := q.Value
	return q.Quality.IsGood() && (v.Kind() == tags.KindBool && v.Bool() || v.IsNumber() && v.Float64() != 0)
}

func (p *Plant) changed(c *tags.Change) {
	groups := p.drivers[c.Tag]
	if groups == nil || c.Backfill {
		return
	}
	if on := drives(c.Current); on != drives(c.Previous) {
		for _, g := range groups {
			p.monitor(g, on)
		}
	}
}

// Follows reports whether a tag gets its values from a server.
func (p *Plant) Follows(t *tags.Tag) bool { return p.follows(t) }

func (p *Plant) follows(t *tags.Tag) bool {
	_, ok := p.bound[t]
	return ok
}

// group returns the group in which a tag is subscribed.
func (p *Plant) group(name string) string {
	for _, g := range p.groups {
		if strings.EqualFold(g.Name, name) {
			return g.Name
		}
	}
	return ""
}

// configured keeps a tag's feed in step with its definition.
func (p *Plant) configured(t *tags.Tag) {
	p.bind(t)
	for _, s := range p.servers {
		s.flushItems()
	}
}

// bind gives a tag the feed that its definition names, or none.
func (p *Plant) bind(t *tags.Tag) {
	had, was := p.bound[t]
	if t.IsFolder() || t.ValueSource() != tags.SourceOPC || !t.Enabled() {
		if was {
			had.drop(t)
		}
		return
	}
	text := func(name string) string {
		v, _ := t.Definition().Property(name)
		return v.Text()
	}
	name := text("opcServer")
	var s *server
	for _, x := range p.servers {
		if x.name == name {
			s = x
		}
	}
	if s == nil {
		p.misses(name, t)
	}
	item := opcua.Item{Path: text("opcItemPath"), Group: p.group(text("tagGroup"))}
	if was && had.server == s && had.item == item {
		return
	}
	if was {
		had.drop(t)
	}
	if s != nil {
		s.follow(t, item)
	}
}

// Account is what became of one server's feed so far.
type Account struct {
	Name      string
	Endpoint  string
	Connected bool
	Tags      int // that follow it
	BadAtEnd  int // of these, with a bad quality now
	Deaths    int // of child processes
	opcua.Counters
}

// Accounts returns an account for each server, in their order.
func (p *Plant) Accounts() []Account {
	var out []Account
	for _, s := range p.servers {
		a := Account{Name: s.name, Endpoint: s.endpoint, Connected: s.up, Tags: s.count, Counters: s.source.Counters()}
		for _, t := range s.tags {
			if t != nil && t.Value().Quality.IsBadOrError() {
				a.BadAtEnd++
			}
		}
		a.Values, a.Overflows = s.values, s.overflows // a child process tells its own now and then only
		if s.deaths != nil {
			a.Deaths = s.deaths()
		}
		out = append(out, a)
	}
	return out
}

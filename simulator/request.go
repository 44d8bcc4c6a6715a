package simulator

// sendRequest and sendRequestAsync (section 2 of the behaviour reference).
// Only gateway handlers answer. A waiting script is atomic: the handler runs at
// the same instant, and what waiting costs moves the script's own clock.

import (
	"errors"
	"fmt"
	"time"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/scripts/system"
	"dryfire/tags"
)

// requestTarget finds the handler that is to answer, recording why there is
// none. The error is a Java exception.
func (s *Simulation) requestTarget(m *sending) (*endpoint, *handler, error) {
	g := m.from.gateway
	if len(m.send.Remote) > 0 {
		name := m.send.Remote[0]
		remote := s.Gateway(name)
		if remote == nil || remote == g {
			s.receipt(m, "gateway@"+name, false, events.NoSuchGateway, s.noGateway(name, remote == g))
			return nil, nil, scripts.RaiseJava(illegalArgument, "unknown remote server %s", name)
		}
		if !s.reachable(g, remote) {
			s.receipt(m, "gateway@"+name, true, events.GatewayUnreachable, "the Gateway Network link to "+name+" is cut")
			return nil, nil, scripts.RaiseJava(timeoutException, "remote server %s is not reachable", name)
		}
		g = remote
	}
	notFound := scripts.RaiseJava(handlerException, handlerNotFound, m.send.Handler) // REQ-3
	p := g.project(m.send.Project)
	if p == nil || p.Disabled {
		s.receipt(m, g.self.on, false, events.NoSuchProject, g.noProject(m.send.Project, p != nil))
		return nil, nil, notFound
	}
	if p.Inheritable && !g.config.Options.RunInheritable {
		s.receipt(m, g.self.on, false, events.InheritableProject, "project "+p.Name+" is inheritable and runs no handlers itself (DEC-18)")
		return nil, nil, notFound
	}
	h := g.handler(p, atGateway, m.send.Handler)
	switch {
	case h == nil:
		g.missingHandler(m, g.self)
		return nil, nil, notFound
	case h.Disabled:
		s.receipt(m, g.self.on, true, events.HandlerDisabled, "the handler is disabled")
		return nil, nil, notFound
	case m.from.denied(h): // DEC-43
		s.receipt(m, g.self.on, true, events.Denied, "the handler does not allow the sender's roles")
		return nil, nil, scripts.RaiseJava(handlerException, "The message handler %q does not allow this sender.", m.send.Handler)
	case m.untransferable != "":
		detail := "the payload holds a " + m.untransferable + ", which cannot be serialised"
		g.log("gateway", dispatchLogger, "error", exceptionLine(m.send), detail)
		s.receipt(m, g.self.on, true, events.NotTransferable, detail)
		return nil, nil, scripts.RaiseJava(handlerException, "%s", detail)
	}
	s.receipt(m, g.self.on, true, events.Delivered, "")
	return g.self, h, nil
}

// answer is what a request came to.
type answer struct {
	settled bool
	value   tags.Value
	err     error
}

func (a *answer) settle(v tags.Value, err error, _ time.Duration) {
	if a.settled {
		return
	}
	a.settled, a.value = true, v
	if err != nil { // DEC-14
		a.err = &scripts.Exception{Type: "MessageHandlerException", Package: handlerException[:len(handlerException)-len(".MessageHandlerException")],
			Message: err.Error(), Cause: err}
	}
}

// wait runs the handler's lane until the answer is there, on the run's clock.
func (s *Simulation) wait(r *scripts.Run, m *sending, d *delivery, lane *events.Lane, a *answer, timeout time.Duration) error {
	from := s.kernel.Now() + r.Local
	at, how := lane.Drain(from, from+timeout, func() bool { return a.settled })
	switch how {
	case events.WaitsItself: // DEC-16
		d.dropped = true
		s.receipt(m, d.to.on, true, events.WaitsForItself,
			"the handler's thread is held by a script that waits for this very request; on a gateway both would wait until the timeout")
		return scripts.RaiseJava(timeoutException, "the request waits for itself: %s runs on the thread that waits for it", d.handler.in)
	case events.TimedOut:
		r.Local += timeout
		s.receipt(m, d.to.on, true, events.RequestTimedOut, fmt.Sprintf("no answer within %s", timeout))
		return scripts.RaiseJava(timeoutException, "no answer from message handler %q within %s", m.send.Handler, timeout)
	case events.Halted:
		return s.kernel.Stopped()
	}
	r.Local = at - s.kernel.Now()
	return a.err
}

func (s *Simulation) timeout(g *Gateway, m *scripts.Message) time.Duration {
	if m.Timeout > 0 {
		return m.Timeout
	}
	return g.config.Options.RequestTimeout
}

// SendRequest implements scripts.World.
func (w *world) SendRequest(r *scripts.Run, m *scripts.Message) (tags.Value, error) {
	from := runOf(r).at
	s := w.sim
	m.Scope = "G"
	msg := s.newSending(from, m)
	if err := s.mayNotSend(msg); err != nil {
		return tags.Value{}, err
	}
	to, h, err := s.requestTarget(msg)
	if err != nil {
		return tags.Value{}, err
	}
	a := &answer{}
	d := &delivery{msg: msg, to: to, handler: h, done: a.settle}
	lane := to.lane(h)
	lane.Post(d)
	if err := s.wait(r, msg, d, lane, a, s.timeout(from.gateway, m)); err != nil {
		return tags.Value{}, err
	}
	return a.value, nil
}

// requestHandle is what sendRequestAsync returns (REQ-7).
type requestHandle struct {
	sim       *Simulation
	msg       *sending
	delivery  *delivery
	lane      *events.Lane
	arrived   answer        // what the handler returned
	at        time.Duration // when that is known to the caller
	answer    answer
	timeout   time.Duration
	run       scripts.Run // of the caller, for its callbacks
	onSuccess []scripts.Callable
	onError   []scripts.Callable
}

// SendRequestAsync implements scripts.World.
func (w *world) SendRequestAsync(r *scripts.Run, m *scripts.Message) (scripts.HostObject, error) {
	from := runOf(r).at
	s := w.sim
	m.Scope = "G"
	msg := s.newSending(from, m)
	if err := s.mayNotSend(msg); err != nil {
		return nil, err
	}
	h := &requestHandle{sim: s, msg: msg, timeout: s.timeout(from.gateway, m), run: *r}
	caller := &run{Run: *r, sim: s, at: from}
	caller.Data = caller
	h.run = caller.Run
	if m.OnSuccess != nil {
		h.onSuccess = append(h.onSuccess, m.OnSuccess)
	}
	if m.OnError != nil {
		h.onError = append(h.onError, m.OnError)
	}
	to, target, err := s.requestTarget(msg)
	if err != nil { // REQ-9: the handle comes back, onError follows
		h.settle(tags.Value{}, err)
		return h, nil
	}
	h.delivery = &delivery{msg: msg, to: to, handler: target, done: h.arrive}
	h.lane = to.lane(target)
	h.lane.Post(h.delivery)
	s.kernel.After(h.timeout+r.Local, from.gateway.callbacks, events.TaskFunc(func() time.Duration {
		if !h.answer.settled {
			s.receipt(msg, to.on, true, events.RequestTimedOut, fmt.Sprintf("no answer within %s", h.timeout))
			h.settle(tags.Value{}, scripts.RaiseJava(timeoutException, "no answer from message handler %q within %s", msg.send.Handler, h.timeout))
		}
		return 0
	}))
	return h, nil
}

// arrive takes what the handler returned, which the caller learns when the
// handler's run ends.
func (h *requestHandle) arrive(v tags.Value, err error, spent time.Duration) {
	h.arrived.settle(v, err, spent)
	h.at = h.sim.kernel.Now() + spent
	deliver := func() time.Duration {
		h.settle(h.arrived.value, h.arrived.err)
		return 0
	}
	if spent == 0 {
		deliver()
		return
	}
	h.sim.kernel.After(spent, h.msg.from.gateway.callbacks, events.TaskFunc(deliver))
}

// settle ends the request once and calls who waits for it.
func (h *requestHandle) settle(v tags.Value, err error) {
	if h.answer.settled {
		return
	}
	h.answer = answer{settled: true, value: v, err: err}
	h.call()
}

func (h *requestHandle) call() {
	if h.answer.err == nil {
		for _, fn := range h.onSuccess {
			h.sim.callback(&h.run, "onSuccess", callWith(fn, h.answer.value))
		}
	} else {
		for _, fn := range h.onError {
			h.sim.callback(&h.run, "onError", callWith(fn, h.exception()))
		}
	}
	h.onSuccess, h.onError = nil, nil
}

func callWith(fn scripts.Callable, v tags.Value) func() error {
	return func() error {
		_, err := fn.Call([]tags.Value{v})
		return err
	}
}

// exception is the failure as scripts see it.
func (h *requestHandle) exception() tags.Value {
	var ex *scripts.Exception
	if errors.As(h.answer.err, &ex) {
		class := ex.Type
		if ex.Package != "" {
			class = ex.Package + "." + ex.Type
		}
		return tags.FromObject(&system.Throwable{Class: class, Message: ex.Message, Cause: ex.Cause})
	}
	return tags.FromObject(&system.Throwable{Class: "java.lang.Exception", Message: h.answer.err.Error()})
}

func (h *requestHandle) TypeName() string { return "RequestImpl" }
func (h *requestHandle) String() string {
	return "SystemUtilities$RequestImpl[" + h.msg.send.Handler + "]"
}

func (h *requestHandle) Member(name string) (scripts.Member, bool) {
	f, ok := requestMethods[name]
	return scripts.Member{Method: f}, ok
}

// await waits for the answer on the clock of the run r.
func (h *requestHandle) await(r *scripts.Run) error {
	if h.answer.settled {
		return h.answer.err
	}
	now := h.sim.kernel.Now()
	if !h.arrived.settled {
		if err := h.sim.wait(r, h.msg, h.delivery, h.lane, &h.arrived, h.timeout); err != nil && !h.arrived.settled {
			h.settle(tags.Value{}, err)
		}
	}
	if !h.answer.settled {
		r.Local = max(r.Local, h.at-now)
		h.settle(h.arrived.value, h.arrived.err)
	}
	return h.answer.err
}

var requestMethods = map[string]*scripts.Function{
	"get": requestMethod("get", nil, func(c *scripts.Call, h *requestHandle) (tags.Value, error) {
		err := h.await(c.Run)
		return h.answer.value, err
	}),
	"block": requestMethod("block", nil, func(c *scripts.Call, h *requestHandle) (tags.Value, error) {
		return tags.Bool(h.await(c.Run) == nil), nil
	}),
	"getError": requestMethod("getError", nil, func(c *scripts.Call, h *requestHandle) (tags.Value, error) {
		if h.answer.err == nil {
			return tags.Value{}, nil
		}
		return h.exception(), nil
	}),
	"cancel": requestMethod("cancel", nil, func(c *scripts.Call, h *requestHandle) (tags.Value, error) {
		h.settle(tags.Value{}, scripts.RaiseJava(cancelException, "the request was cancelled")) // DEC-17
		return tags.Value{}, nil
	}),
	"onSuccess": requestMethod("onSuccess", []scripts.Param{{Name: "func", Mode: scripts.Callback, Required: true}},
		func(c *scripts.Call, h *requestHandle) (tags.Value, error) {
			if fn, ok := c.Args[0].Object().(scripts.Callable); ok {
				h.onSuccess = append(h.onSuccess, fn)
				h.callIfSettled()
			}
			return tags.Value{}, nil
		}),
	"onError": requestMethod("onError", []scripts.Param{{Name: "func", Mode: scripts.Callback, Required: true}},
		func(c *scripts.Call, h *requestHandle) (tags.Value, error) {
			if fn, ok := c.Args[0].Object().(scripts.Callable); ok {
				h.onError = append(h.onError, fn)
				h.callIfSettled()
			}
			return tags.Value{}, nil
		}),
}

func (h *requestHandle) callIfSettled() {
	if h.answer.settled {
		h.call()
	}
}

func requestMethod(name string, params []scripts.Param, f func(*scripts.Call, *requestHandle) (tags.Value, error)) *scripts.Function {
	return &scripts.Function{Name: name, Params: params, Call: func(c *scripts.Call) (tags.Value, error) {
		h, ok := c.This.Object().(*requestHandle)
		if !ok {
			return tags.Value{}, scripts.Raise("TypeError", "%s() must be called on the handle of sendRequestAsync", name)
		}
		return f(c, h)
	}}
}

package system

import (
	"time"

	"dryfire/scripts"
	"dryfire/tags"
)

// missingArgument is how the messaging functions report a missing argument
// (MSG-2).
func missingArgument(name string) error {
	return scripts.Raise("ValueError", "Missing required argument %s", name)
}

var utilFunctions = []*scripts.Function{
	{ // MSG-1
		Name: "util.sendMessage",
		Params: []scripts.Param{
			{Name: "project", Required: true}, {Name: "messageHandler", Required: true}, {Name: "payload", Mode: scripts.Payload},
			{Name: "scope"}, {Name: "clientSessionId"}, {Name: "user"}, {Name: "hasRole"}, {Name: "hostName"},
			{Name: "remoteServers"},
		},
		Missing: missingArgument,
		Call: func(c *scripts.Call) (tags.Value, error) {
			servers, err := textList(c.Args[8], "remoteServers")
			if err != nil {
				return tags.Value{}, err
			}
			c.Message = scripts.Message{Discard: c.Discard, Function: "util.sendMessage", Project: c.Arg(0), Handler: c.Arg(1), Payload: c.Args[2], Live: c.Live,
				Scope: c.Arg(3), ClientSessionID: c.Arg(4), User: c.Arg(5), HasRole: c.Arg(6), HostName: c.Arg(7),
				RemoteServers: servers}
			lines, err := c.Host.World.SendMessage(c.Run, &c.Message)
			if err != nil || c.Discard {
				return tags.Value{}, err
			}
			items := make([]tags.Value, len(lines))
			for i, l := range lines {
				items[i] = tags.Unicode(l)
			}
			return tags.ListOf(items...), nil
		},
	},
	{ // REQ-1
		Name: "util.sendRequest",
		Params: []scripts.Param{
			{Name: "project", Required: true}, {Name: "messageHandler", Required: true}, {Name: "payload", Mode: scripts.Payload},
			{Name: "hostName"}, {Name: "remoteServer"}, {Name: "timeoutSec"},
		},
		IgnoreExtra: true, // REQ-4
		Missing:     missingArgument,
		Call: func(c *scripts.Call) (tags.Value, error) {
			m, err := request(c, "util.sendRequest")
			if err != nil {
				return tags.Value{}, err
			}
			return c.Host.World.SendRequest(c.Run, m)
		},
	},
	{ // REQ-6
		Name: "util.sendRequestAsync",
		Params: []scripts.Param{
			{Name: "project", Required: true}, {Name: "messageHandler", Required: true}, {Name: "payload", Mode: scripts.Payload},
			{Name: "hostName"}, {Name: "remoteServer"}, {Name: "timeoutSec"},
			{Name: "onSuccess", Mode: scripts.Callback}, {Name: "onError", Mode: scripts.Callback},
		},
		IgnoreExtra: true,
		Missing:     missingArgument,
		Call: func(c *scripts.Call) (tags.Value, error) {
			m, err := request(c, "util.sendRequestAsync")
			if err != nil {
				return tags.Value{}, err
			}
			m.OnSuccess, _ = c.Args[6].Object().(scripts.Callable)
			m.OnError, _ = c.Args[7].Object().(scripts.Callable)
			handle, err := c.Host.World.SendRequestAsync(c.Run, m)
			if err != nil {
				return tags.Value{}, err
			}
			return tags.FromObject(handle), nil
		},
	},
	{
		Name:   "util.getLogger",
		Params: []scripts.Param{{Name: "name", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			if err := javaText(c, "getLogger"); err != nil {
				return tags.Value{}, err
			}
			return tags.FromObject(loggerNamed(c.Host, c.Arg(0))), nil
		},
	},
	{
		Name:   "util.setLoggingLevel",
		Params: []scripts.Param{{Name: "loggerName", Required: true}, {Name: "loggerLevel", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			level, ok := levelNamed(c.Arg(1))
			if !ok {
				return tags.Value{}, scripts.Raise("ValueError", "unknown logging level %q, want trace, debug, info, warn or error", c.Arg(1))
			}
			c.Host.World.SetLogLevel(c.Run, c.Arg(0), level)
			return tags.Value{}, nil
		},
	},
	{
		Name: "util.getProjectName",
		Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Unicode(c.Host.World.ProjectName(c.Run)), nil
		},
	},
	{ // JY-4
		Name: "util.globals", Property: true,
		Call: func(c *scripts.Call) (tags.Value, error) { return tags.FromObject(c.Host.Globals()), nil },
	},
	{
		Name: "util.getGlobals",
		Call: func(c *scripts.Call) (tags.Value, error) { return tags.FromObject(c.Host.Globals()), nil },
	},
	{ // JY-6
		Name: "util.invokeAsynchronous",
		Params: []scripts.Param{
			{Name: "function", Mode: scripts.Callback, Required: true}, {Name: "args", Mode: scripts.LiveList},
			{Name: "kwargs", Mode: scripts.LiveMap}, {Name: "description"},
		},
		Call: invokeAsynchronous,
	},
	{
		Name:   "util.jsonEncode",
		Params: []scripts.Param{{Name: "pyObj", Required: true}, {Name: "indentFactor", Default: tags.Int(0)}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			if k := c.Args[1].Kind(); k != tags.KindInt && k != tags.KindLong {
				return tags.Value{}, scripts.Raise("TypeError", "indentFactor wants an int, got %s", scripts.PyRepr(c.Args[1]))
			}
			text, err := encodeJSON(c.Host, c.Args[0], int(max(-1, min(c.Args[1].Int64(), 100))))
			return tags.Unicode(text), err
		},
	},
	{
		Name:   "util.jsonDecode",
		Params: []scripts.Param{{Name: "jsonString", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			if !c.Args[0].IsText() {
				return tags.Value{}, scripts.Raise("TypeError", "jsonString wants a text, got %s", scripts.PyRepr(c.Args[0]))
			}
			return decodeJSON(c.Args[0].Text())
		},
	},
	{
		Name: "util.getGatewayName",
		Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Unicode(c.Host.World.GatewayName(c.Run)), nil
		},
	},
}

var projectFunctions = []*scripts.Function{
	{ // API-2: the older name
		Name: "project.getProjectName",
		Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Unicode(c.Host.World.ProjectName(c.Run)), nil
		},
	},
}

// maxTimeoutSec is what longer timeouts, an infinite one among them, are cut to.
const maxTimeoutSec = 1e9

func request(c *scripts.Call, function string) (*scripts.Message, error) {
	m := &scripts.Message{Function: function, Project: c.Arg(0), Handler: c.Arg(1), Payload: c.Args[2], Live: c.Live, HostName: c.Arg(3)}
	if server := c.Arg(4); server != "" {
		m.RemoteServers = []string{server}
	}
	if t := c.Args[5]; !t.IsNull() {
		if !t.IsNumber() || !(t.Float64() >= 0) {
			return nil, scripts.Raise("TypeError", "timeoutSec wants a number of seconds, got %s", scripts.PyRepr(t))
		}
		m.Timeout = time.Duration(min(t.Float64(), maxTimeoutSec) * float64(time.Second))
	}
	return m, nil
}

func invokeAsynchronous(c *scripts.Call) (tags.Value, error) {
	fn, ok := c.Args[0].Object().(scripts.Callable)
	if !ok {
		return tags.Value{}, scripts.Raise("TypeError", "invokeAsynchronous() wants a function, got %s", scripts.PyRepr(c.Args[0]))
	}
	var args []tags.Value
	if l := c.Args[1].List(); l != nil {
		args = l.Items
	}
	var names []string
	var values []tags.Value
	if m := c.Args[2].Map(); m != nil {
		for i := range m.Len() {
			k, v := m.At(i)
			names, values = append(names, k.Text()), append(values, v)
		}
	}
	description := c.Arg(3)
	if description == "" {
		description = "script-invoke-async"
	}
	thread := c.Host.World.Later(c.Run, 0, description, func() error {
		_, err := fn.CallLive(args, names, values)
		return err
	})
	return tags.FromObject(thread), nil
}

// textList accepts a list of texts, one text, or nothing.
func textList(v tags.Value, name string) ([]string, error) {
	switch {
	case v.IsNull():
		return nil, nil
	case v.IsText():
		return []string{v.Text()}, nil
	case v.List() != nil:
		var out []string
		for _, item := range v.List().Items {
			if !item.IsText() {
				return nil, scripts.Raise("TypeError", "%s wants a list of names, got %s in it", name, scripts.PyRepr(item))
			}
			out = append(out, item.Text())
		}
		return out, nil
	}
	return nil, scripts.Raise("TypeError", "%s wants a list of names, got %s", name, scripts.PyRepr(v))
}

var perspectiveFunctions = []*scripts.Function{
	{ // PMS-1
		Name: "perspective.sendMessage",
		Params: []scripts.Param{
			{Name: "messageType", Required: true}, {Name: "payload", Mode: scripts.Payload}, {Name: "scope"}, {Name: "sessionId"}, {Name: "pageId"},
		},
		Missing: missingArgument,
		Call: func(c *scripts.Call) (tags.Value, error) {
			m := scripts.Message{Function: "perspective.sendMessage", Handler: c.Arg(0), Payload: c.Args[1],
				Scope: c.Arg(2), SessionID: c.Arg(3), PageID: c.Arg(4)}
			return tags.Value{}, c.Host.World.SendPerspective(c.Run, &m)
		},
	},
	{
		Name:   "perspective.print",
		Params: []scripts.Param{{Name: "message", Required: true}, {Name: "sessionId"}, {Name: "pageId"}, {Name: "destination"}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			c.Host.World.Print(c.Run, c.Arg(0)+"\n")
			return tags.Value{}, nil
		},
	},
}

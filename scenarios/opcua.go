package scenarios

// The key opcua: where the tags of a plant that runs on the real clock get
// their values from. On the virtual clock it is checked and not used, so that
// one plant serves both. Secrets are named here and never written here.

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/simulator/live"
	"dryfire/tags"
	"dryfire/tags/opcua"
)

// OPCUA says which OPC UA servers feed a plant on the real clock.
type OPCUA struct {
	Pos
	Servers []*OPCUAServer
	Groups  []*OPCUAGroup
	// Await is how long a scenario waits at its start until every server is
	// connected and every tag has a value; 0 does not wait.
	Await time.Duration
}

// OPCUAServer is one server with the places of its settings.
type OPCUAServer struct {
	Pos
	live.Server
	at  map[string]Pos
	own string // which of endpoint and device the file that is being read gives
}

// OPCUAGroup is a tag group.
type OPCUAGroup struct {
	Pos
	live.Group
	driverAt Pos
}

// DefaultAwait is OPCUA.Await where a file says nothing.
const DefaultAwait = 10 * time.Second

var (
	opcuaShape         shape[*OPCUA]
	opcuaServerShape   shape[*OPCUAServer]
	opcuaGroupShape    shape[*OPCUAGroup]
	opcuaTimeoutsShape shape[*opcua.Timeouts]
	opcuaDeviceShape   shape[*live.Device]
)

var (
	securityPolicies = []string{"None", "Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss", "Aes128", "Aes256-PSS"}
	securityModes    = []string{"None", "Sign", "SignAndEncrypt"}
	groupModes       = []string{string(live.Direct), string(live.Leased), string(live.Driven)}
)

// deadbandType is what the schema says of a deadband.
var deadbandType = anyOf(obj{{"type", "number"}, {"minimum", 0}}, obj{{"type", "string"}, {"pattern", `^[0-9]+(\.[0-9]+)?%$`}})

// samplingType is what the schema says of a sampling interval.
var samplingType = anyOf(ref("duration"), enumType("fastest"))

func init() {
	opcuaShape = shape[*OPCUA]{name: "opcua", what: "the key opcua", doc: "OPC UA servers that feed the tags of a plant on the real clock: of dryfire serve, and of scenarios with clock: real.", fields: []field[*OPCUA]{
		{key: "servers", doc: "Servers by the name that a tag's opcServer says.", typ: mapOf(orNothing(ref("opcuaServer"))), set: decodeOPCUAServers},
		{key: "tagGroups", doc: "Tag groups by the name that a tag's tagGroup says. Tags of other groups take their server's settings.", typ: mapOf(orNothing(ref("opcuaGroup"))), set: decodeOPCUAGroups},
		{key: "await", doc: "How long a scenario waits at its start until every server is connected and every tag has its first value; 10s by default, 0 does not wait.", typ: ref("duration"),
			set: func(d *decoder, t *OPCUA, n *yaml.Node) { t.Await = d.duration(n) }},
	}}
	// note remembers where a setting stands.
	text := func(key, doc string, at func(*OPCUAServer) *string) field[*OPCUAServer] {
		return field[*OPCUAServer]{key: key, doc: doc, typ: textType, set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { *at(t), t.at[key] = d.name(n), d.pos(n) }}
	}
	file := func(key, doc string, at func(*OPCUAServer) *string) field[*OPCUAServer] {
		return field[*OPCUAServer]{key: key, doc: doc, typ: textType, set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { *at(t), t.at[key] = d.place(n), d.pos(n) }}
	}
	opcuaServerShape = shape[*OPCUAServer]{name: "opcuaServer", what: "an OPC UA server", doc: "An OPC UA server.", fields: []field[*OPCUAServer]{
		{key: "endpoint", doc: "opc.tcp://host:port/path.", typ: obj{{"type", "string"}, {"pattern", `^opc\.tcp://.`}}, set: func(d *decoder, t *OPCUAServer, n *yaml.Node) {
			d.oneOfBoth(t, "endpoint", n)
			u, err := url.Parse(d.name(n))
			if err != nil || u.Scheme != "opc.tcp" || u.Hostname() == "" {
				d.fail(n, match.Got(n), "opc.tcp://host:port/path", "")
			}
			t.Endpoint, t.Device, t.at["endpoint"] = n.Text, nil, d.pos(n)
		}},
		{key: "device", doc: "A simulated PLC in place of endpoint: a program file as dryfire device takes it, served by dryfire itself on the loopback interface while the plant runs. For demos and tests.",
			typ: anyOf(textType, ref("opcuaDevice")), set: func(d *decoder, t *OPCUAServer, n *yaml.Node) {
				d.oneOfBoth(t, "device", n)
				dev := &live.Device{}
				if n.Kind == yaml.Map {
					opcuaDeviceShape.decode(d, dev, n)
				} else {
					dev.Program = d.path(n, "a device program")
				}
				t.Device, t.Endpoint, t.at["device"] = dev, "", d.pos(n)
			}},
		{key: "securityPolicy", doc: "None by default.", typ: enumType(securityPolicies...), set: func(d *decoder, t *OPCUAServer, n *yaml.Node) {
			t.SecurityPolicy, t.at["securityPolicy"] = d.enum(n, securityPolicies...), d.pos(n)
		}},
		{key: "securityMode", doc: "By default None without a policy and SignAndEncrypt with one.", typ: enumType(securityModes...), set: func(d *decoder, t *OPCUAServer, n *yaml.Node) {
			t.SecurityMode, t.at["securityMode"] = d.enum(n, securityModes...), d.pos(n)
		}},
		text("username", "User name; without one the session is anonymous, unless there is a user certificate.", func(t *OPCUAServer) *string { return &t.Username }),
		text("passwordEnv", "Environment variable with the password.", func(t *OPCUAServer) *string { return &t.PasswordEnv }),
		file("passwordFile", "File with the password; a line end at its end does not count.", func(t *OPCUAServer) *string { return &t.PasswordFile }),
		{key: "password", set: func(d *decoder, _ *OPCUAServer, n *yaml.Node) {
			d.fail(n, "a password in the file", "passwordEnv or passwordFile", "files like this one end up where others read them")
		}},
		{key: "plainPassword", doc: "true: the password may cross the network readable, where the server offers no encryption.", typ: boolType,
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.PlainPassword = d.bool(n) }},
		file("userCertificate", "X.509 certificate of the user, with userPrivateKey.", func(t *OPCUAServer) *string { return &t.UserCertificate }),
		file("userPrivateKey", "Its private key.", func(t *OPCUAServer) *string { return &t.UserPrivateKey }),
		file("clientCertificate", "The client's certificate; it and privateKey are made on first use. Without both they are in the trust folder.", func(t *OPCUAServer) *string { return &t.ClientCertificate }),
		file("privateKey", "The client's private key.", func(t *OPCUAServer) *string { return &t.PrivateKey }),
		file("trust", "Folder with the certificates of trusted servers; any securityPolicy but None needs it. dryfire opcua trust fills it.", func(t *OPCUAServer) *string { return &t.Trust }),
		text("applicationUri", "The client's application URI; urn:dryfire:client by default.", func(t *OPCUAServer) *string { return &t.ApplicationURI }),
		{key: "publishingInterval", doc: "How often the server sends changes; 100ms by default.", typ: ref("duration"),
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.PublishingInterval = d.duration(n) }},
		{key: "samplingInterval", doc: "How often the server looks at its values; the publishing interval by default, or fastest.", typ: samplingType,
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.SamplingInterval = d.sampling(n) }},
		{key: "queueSize", doc: "Values of a tag that the server keeps between two messages; 10 by default.", typ: intType(1, 1_000_000),
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.QueueSize = uint32(d.int(n, 1, 1_000_000)) }},
		{key: "deadband", doc: "Changes smaller than this are not sent: a number, or a percentage of the node's range such as 5%.", typ: deadbandType,
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.Deadband = d.deadband(n) }},
		{key: "namespaces", doc: "The namespace array by which an index such as ns=2 is understood; by default the server's own.", typ: listOf(textType),
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.Namespaces = d.texts(n) }},
		{key: "timeouts", doc: "Times after which something is given up or tried again.", typ: ref("opcuaTimeouts"),
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { opcuaTimeoutsShape.decode(d, &t.Timeouts, n) }},
		{key: "isolate", doc: "true: the feed runs in a process of its own, which a hostile server may crash without harm.", typ: boolType,
			set: func(d *decoder, t *OPCUAServer, n *yaml.Node) { t.Isolate = d.bool(n) }},
	}}
	opcuaDeviceShape = shape[*live.Device]{name: "opcuaDevice", what: "a simulated PLC", doc: "A simulated PLC.", fields: []field[*live.Device]{
		{key: "program", doc: "Program file, in the format of Ignition's Programmable Device Simulator.", typ: textType, need: true,
			set: func(d *decoder, t *live.Device, n *yaml.Node) { t.Program = d.path(n, "a device program") }},
		{key: "name", doc: "Name of the device in item paths, ns=1;s=[Device]Folder/Tag; Device by default.", typ: obj{{"type", "string"}, {"pattern", `^[^\[\]/]+$`}},
			set: func(d *decoder, t *live.Device, n *yaml.Node) {
				if t.Name = d.name(n); strings.ContainsAny(t.Name, "[]/") {
					d.fail(n, match.Got(n), "a name without [ ] and /", "")
				}
			}},
		{key: "baseRate", doc: "One time interval of the program; 1s by default.", typ: ref("duration"), set: func(d *decoder, t *live.Device, n *yaml.Node) { t.BaseRate = d.duration(n) }},
		{key: "repeat", doc: "false: the program stops at its end.", typ: boolType, set: func(d *decoder, t *live.Device, n *yaml.Node) { t.Once = !d.bool(n) }},
		{key: "seed", doc: "Seed of what is random; 1 by default.", typ: intType(1, 1<<31-1), set: func(d *decoder, t *live.Device, n *yaml.Node) { t.Seed = uint64(d.int(n, 1, 1<<31-1)) }},
	}}
	opcuaGroupShape = shape[*OPCUAGroup]{name: "opcuaGroup", what: "a tag group", doc: "A tag group. What it does not say is as its server says.", fields: []field[*OPCUAGroup]{
		{key: "mode", doc: "direct (default): always monitored. leased: while any session, client or Designer is open. driven: while the driving tag is good and neither false nor 0.", typ: enumType(groupModes...),
			set: func(d *decoder, t *OPCUAGroup, n *yaml.Node) { t.Mode = live.Mode(d.enum(n, groupModes...)) }},
		{key: "drivingTag", doc: "Full path of the tag that drives a driven group.", typ: textType, set: func(d *decoder, t *OPCUAGroup, n *yaml.Node) {
			d.text(n)
			d.tagRef(n)
			t.Driver, t.driverAt = n.Text, d.pos(n)
		}},
		{key: "publishingInterval", doc: "How often the server sends changes.", typ: ref("duration"), set: func(d *decoder, t *OPCUAGroup, n *yaml.Node) { t.PublishingInterval = d.duration(n) }},
		{key: "samplingInterval", doc: "How often the server looks at its values; the publishing interval by default, or fastest.", typ: samplingType,
			set: func(d *decoder, t *OPCUAGroup, n *yaml.Node) { t.SamplingInterval = d.sampling(n) }},
		{key: "queueSize", doc: "Values of a tag that the server keeps between two messages.", typ: intType(1, 1_000_000),
			set: func(d *decoder, t *OPCUAGroup, n *yaml.Node) { t.QueueSize = uint32(d.int(n, 1, 1_000_000)) }},
		{key: "deadband", doc: "Changes smaller than this are not sent: a number, or a percentage of the node's range such as 5%.", typ: deadbandType,
			set: func(d *decoder, t *OPCUAGroup, n *yaml.Node) { t.Deadband = d.deadband(n) }},
	}}
	wait := func(key, doc string, at func(*opcua.Timeouts) *time.Duration) field[*opcua.Timeouts] {
		return field[*opcua.Timeouts]{key: key, doc: doc, typ: ref("duration"), set: func(d *decoder, t *opcua.Timeouts, n *yaml.Node) {
			if *at(t) = d.duration(n); *at(t) == 0 {
				d.fail(n, match.Got(n), "a duration above 0", "")
			}
		}}
	}
	opcuaTimeoutsShape = shape[*opcua.Timeouts]{name: "opcuaTimeouts", what: "timeouts", doc: "Timeouts of a connection.", fields: []field[*opcua.Timeouts]{
		wait("connect", "TCP, channel and session together; 5s.", func(t *opcua.Timeouts) *time.Duration { return &t.Connect }),
		wait("request", "Any other request; 10s.", func(t *opcua.Timeouts) *time.Duration { return &t.Request }),
		wait("keepAlive", "Silence after which a healthy server says that it is there; 1s.", func(t *opcua.Timeouts) *time.Duration { return &t.KeepAlive }),
		wait("watchdog", "Silence after which a connection is given up; three keep-alives, at least 2s.", func(t *opcua.Timeouts) *time.Duration { return &t.Watchdog }),
		wait("lifetime", "How long the server keeps subscriptions and queues after a cut; 60s.", func(t *opcua.Timeouts) *time.Duration { return &t.Lifetime }),
		wait("session", "How long it keeps the session; 2m.", func(t *opcua.Timeouts) *time.Duration { return &t.Session }),
		wait("token", "How long the keys of the channel are used; 1h.", func(t *opcua.Timeouts) *time.Duration { return &t.Token }),
		wait("retryMin", "First pause before connecting again; 500ms.", func(t *opcua.Timeouts) *time.Duration { return &t.RetryMin }),
		wait("retryMax", "Longest such pause; 10s.", func(t *opcua.Timeouts) *time.Duration { return &t.RetryMax }),
		wait("retryItem", "Pause before a refused tag is tried again; 5s, doubling up to a minute.", func(t *opcua.Timeouts) *time.Duration { return &t.RetryItem }),
	}}
}

// oneOfBoth refuses endpoint beside device, except that one of them may replace
// the other one of the plant below.
func (d *decoder) oneOfBoth(t *OPCUAServer, key string, n *yaml.Node) {
	if t.own != "" && t.own != key {
		d.fail(n, fmt.Sprintf("both %s and %s for the server %q", t.own, key, t.Name), "one of them", "")
	}
	t.own = key
}

// place reads the name of a file or folder that need not be there yet.
func (d *decoder) place(n *yaml.Node) string {
	p := d.name(n)
	if !filepath.IsAbs(p) {
		p = filepath.Join(d.dir, filepath.FromSlash(p))
	}
	return p
}

func (d *decoder) sampling(n *yaml.Node) time.Duration {
	if n.Kind == yaml.Text && n.Text == "fastest" {
		return opcua.Fastest
	}
	return d.duration(n)
}

// deadband reads 0.5 or 5%.
func (d *decoder) deadband(n *yaml.Node) opcua.Deadband {
	if n.Kind == yaml.Int || n.Kind == yaml.Float {
		if f := d.number(n); f >= 0 {
			return opcua.Deadband{Value: f}
		}
	} else if text, percent := strings.CutSuffix(n.Text, "%"); n.Kind == yaml.Text && percent {
		if f, err := strconv.ParseFloat(text, 64); err == nil && f >= 0 && f <= 100 {
			return opcua.Deadband{Value: f, Percent: true}
		}
	}
	d.fail(n, match.Got(n), "a number from 0 on, or a percentage such as 5%", "")
	return opcua.Deadband{}
}

func decodeOPCUA(d *decoder, t *document, n *yaml.Node) {
	o := &OPCUA{Await: DefaultAwait}
	if under := t.plant.OPCUA; under != nil {
		*o = *under
		o.Servers, o.Groups = slices.Clone(o.Servers), slices.Clone(o.Groups)
	}
	o.Pos = d.pos(n)
	opcuaShape.decode(d, o, n)
	t.plant.OPCUA = o
}

func decodeOPCUAServers(d *decoder, o *OPCUA, n *yaml.Node) {
	d.entries(n, "servers by name", func(k, v *yaml.Node) {
		s := &OPCUAServer{at: map[string]Pos{}}
		s.Name = d.key(k)
		if i := indexOf(o.Servers, func(x *OPCUAServer) bool { return x.Name == s.Name }); i >= 0 {
			under := o.Servers[i]
			*s = *under
			s.at, s.own = map[string]Pos{}, ""
			for _, f := range opcuaServerShape.fields {
				if at, ok := under.at[f.key]; ok {
					s.at[f.key] = at
				}
			}
			o.Servers[i] = s
		} else {
			o.Servers = append(o.Servers, s)
		}
		s.Pos = d.pos(k)
		if !nothing(v) {
			opcuaServerShape.decode(d, s, v)
		}
	})
}

func decodeOPCUAGroups(d *decoder, o *OPCUA, n *yaml.Node) {
	d.entries(n, "tag groups by name", func(k, v *yaml.Node) {
		g := &OPCUAGroup{}
		g.Name = d.key(k)
		if i := indexOf(o.Groups, func(x *OPCUAGroup) bool { return strings.EqualFold(x.Name, g.Name) }); i >= 0 {
			*g = *o.Groups[i]
			o.Groups[i] = g
		} else {
			o.Groups = append(o.Groups, g)
		}
		g.Pos = d.pos(k)
		if !nothing(v) {
			opcuaGroupShape.decode(d, g, v)
		}
	})
}

// check checks what only the whole plant tells.
func (o *OPCUA) check(p *Plant) *Error {
	for _, s := range o.Servers {
		if s.Endpoint == "" && s.Device == nil {
			return s.Errorf(fmt.Sprintf("the OPC UA server %q without the key endpoint", s.Name), "endpoint: opc.tcp://host:port/path", "device: FILE lets dryfire simulate one")
		}
		if s.PasswordEnv != "" && s.PasswordFile != "" {
			return s.at["passwordFile"].Errorf("both passwordEnv and passwordFile", "one of them", "")
		}
		c := s.Config
		if s.Device != nil {
			if c.SecurityPolicy != "" && c.SecurityPolicy != "None" || c.Username != "" || c.UserCertificate != "" {
				return s.Errorf(fmt.Sprintf("security for the simulated device of server %q", s.Name), "none", "the device serves this machine only, without security")
			}
			c.Endpoint = "opc.tcp://127.0.0.1:1"
		}
		for _, g := range o.Groups {
			c.Groups = append(c.Groups, g.Group.Group)
		}
		if c.Username != "" && !c.PlainPassword && (c.SecurityPolicy == "" || c.SecurityPolicy == "None") && c.Trust == "" {
			return s.at["username"].Errorf(fmt.Sprintf("the username %q for server %q with securityPolicy None and no trust folder", c.Username, s.Name),
				"trust: pki, whose certificates the password can be encrypted for", "dryfire opcua trust stores the server's certificate there; plainPassword: true sends the password readable")
		}
		_, err := opcua.NewClient(c)
		var setting *opcua.ConfigError
		if errors.As(err, &setting) {
			at, ok := s.at[setting.Field]
			if !ok {
				at = s.Pos
			}
			got, want, _ := strings.Cut(strings.TrimPrefix(setting.Reason, "got "), ", want ")
			return at.Errorf(fmt.Sprintf("%s of server %q: %s", setting.Field, s.Name, got), want, "")
		}
	}
	for _, g := range o.Groups {
		if driven := g.Mode == live.Driven; driven != (g.Driver != "") {
			return g.Errorf(fmt.Sprintf("the tag group %q with only one of mode: driven and drivingTag", g.Name), "both or neither", "")
		}
		if g.Driver == "" {
			continue
		}
		if key, _, _ := tagKey(g.Driver); p.findTag(key) < 0 && !p.mayHaveTag(key) {
			var names []string
			for _, t := range p.Tags {
				names = append(names, t.Path)
			}
			return g.driverAt.Errorf(fmt.Sprintf("the unknown tag %q", g.Driver), "a tag of the plant", didYouMean(g.Driver, names))
		}
	}
	return nil
}

// checkItems checks the item paths of the tags that follow the plant's servers.
func (p *Plant) checkItems() *Error {
	for _, t := range p.Tags {
		err := p.badItem(t.Definition)
		if err == nil {
			continue
		}
		at := t.itemAt
		if at.File == nil {
			at = t.Pos
		}
		if err.Path == "" {
			return at.Errorf(fmt.Sprintf("the tag %q of an OPC UA server without an opcItemPath", t.Path), "the node that it follows, for example opcItemPath: \"ns=2;s=Speed\"", "dryfire opcua browse shows a server's")
		}
		return at.Errorf(fmt.Sprintf("the item path %q: %s", err.Path, err.Reason), "for example ns=2;s=Speed or nsu=urn:plc;i=5", err.Hint())
	}
	return nil
}

// badItem says what is wrong with the item path of a tag that follows one of the
// plant's servers. A path with parameters of a UDT is not looked at.
func (p *Plant) badItem(d *tags.Definition) *opcua.PathError {
	if !p.feeds(d) || d.TagType() != tags.TypeAtomicTag {
		return nil
	}
	v, _ := d.Property("opcItemPath")
	if !v.IsNull() && !v.IsText() {
		return nil // bound to a parameter
	}
	var bad *opcua.PathError
	if err := opcua.CheckPath(v.Text()); !errors.As(err, &bad) || strings.Contains(v.Text(), "{") {
		return nil
	}
	return bad
}

// badItems lists the tags of a tag file with such an item path.
func (p *Plant) badItems(f *TagFile) []string {
	if p.OPCUA == nil {
		return nil
	}
	var out []string
	for _, t := range f.file.tags {
		switch err := p.badItem(t.def); {
		case err == nil || strings.Contains(t.path, "]_types_"):
		case err.Path == "":
			out = append(out, fmt.Sprintf("%s: %s follows a server and has no opcItemPath", f.Path, t.path))
		default:
			out = append(out, fmt.Sprintf("%s: %s: %v", f.Path, t.path, err))
		}
	}
	if len(out) > 10 {
		out = append(out[:10:10], fmt.Sprintf("%s: %d more tags with such an item path", f.Path, len(out)-10))
	}
	return out
}

// live returns the configuration of a plant's feeds.
func (p *Plant) live() live.Config {
	var c live.Config
	if p.OPCUA == nil {
		return c
	}
	for _, s := range p.OPCUA.Servers {
		c.Servers = append(c.Servers, s.Server)
	}
	for _, g := range p.OPCUA.Groups {
		c.Groups = append(c.Groups, g.Group)
	}
	return c
}

// feeds reports whether a definition follows one of the plant's servers.
func (p *Plant) feeds(d *tags.Definition) bool {
	if p.OPCUA == nil || d.ValueSource() != tags.SourceOPC {
		return false
	}
	v, _ := d.Property("opcServer")
	return indexOf(p.OPCUA.Servers, func(s *OPCUAServer) bool { return s.Name == v.Text() }) >= 0
}

// withoutValue is a definition as a live plant takes it: what a tag holds, its
// server says.
func withoutValue(d *tags.Definition) *tags.Definition {
	if d.StartValue().IsNull() {
		return d
	}
	d = d.Clone()
	// Null takes a property away, which no value can be wrong for.
	_ = d.Set("value", tags.Value{})
	_ = d.Set("defaultValue", tags.Value{})
	return d
}

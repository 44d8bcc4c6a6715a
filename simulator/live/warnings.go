package live

// What is odd about a plant and no error: tags whose server nobody configured,
// tags that a server refuses, and what a feed notes.

import (
	"fmt"
	"strings"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// unknown is a server that tags name and nobody configured.
type unknown struct {
	name string
	tags []string
}

func (p *Plant) misses(server string, t *tags.Tag) {
	for i := range p.unknown {
		if p.unknown[i].name == server {
			p.unknown[i].tags = append(p.unknown[i].tags, t.Path())
			return
		}
	}
	p.unknown = append(p.unknown, unknown{server, []string{t.Path()}})
}

// Warnings says what tags name and the configuration does not have and, once the
// plant has run, which tags their servers refuse and what the feeds have noted.
func (p *Plant) Warnings() []string {
	var out []string
	for _, u := range p.unknown {
		follow := "follow"
		if len(u.tags) == 1 {
			follow = "follows"
		}
		if u.name == "" {
			has := "have"
			if len(u.tags) == 1 {
				has = "has"
			}
			out = append(out, fmt.Sprintf("%s %s the value source opc and no opcServer: what steps write is what they hold", some(u.tags), has))
			continue
		}
		hint := ""
		for _, s := range p.servers {
			if similar(s.name, u.name) {
				hint = fmt.Sprintf("; did you mean %s?", s.name)
			}
		}
		out = append(out, fmt.Sprintf("%s %s the OPC server %q, which is not among the servers: what steps write is what they hold%s", some(u.tags), follow, u.name, hint))
	}
	for _, g := range p.sim.Gateways() {
		if g == p.gateway {
			continue
		}
		n := 0
		for _, provider := range g.Tags().Providers() {
			provider.Root().Walk(func(t *tags.Tag) bool {
				if !t.IsFolder() && t.ValueSource() == tags.SourceOPC {
					n++
				}
				return true
			})
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("gateway %s has tags with the value source opc (%d): only those of the local gateway are fed; they keep the values they have", g.Name(), n))
		}
	}
	for _, s := range p.servers {
		for h, t := range s.tags {
			if why := s.refused[opcua.Handle(h)]; t != nil && why != "" {
				out = append(out, fmt.Sprintf("%s has no live value: the server %s refuses %s: %s", t.Path(), s.name, p.bound[t].item.Path, why))
			}
		}
		for _, n := range s.notes {
			out = append(out, s.name+": "+n)
		}
	}
	if p.behind.longest > 0 {
		out = append(out, fmt.Sprintf("scripts took longer than values arrived, for %s without a pause", round(p.behind.longest)))
	}
	return clipped(out)
}

// clipped leaves out the end of a list that nobody would read.
func clipped(list []string) []string {
	const most = 20
	if len(list) > most {
		return append(list[:most:most], fmt.Sprintf("%d more warnings of the live plant", len(list)-most))
	}
	return list
}

// similar reports whether two names differ in case, or in one letter that is
// wrong, missing or too many.
func similar(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && j < len(b)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return len(a)-i-j <= 1 && len(b)-i-j <= 1 && (len(a) > 2 || a == b)
}

// refusal says in words why a server refuses a tag.
func refusal(c *opcua.Change) string {
	why := c.Status.String()
	switch why {
	case "BadNodeIDUnknown":
		why = "no such node"
	case "BadNodeIDInvalid":
		why = "no node can be named so"
	case "BadAttributeIDInvalid":
		why = "the node has no value"
	case "BadUserAccessDenied", "BadNotReadable":
		why = "it may not be read"
	}
	if d := c.Quality.Diagnostic(); d != "" && d != c.Status.String() {
		why = d
	}
	if why != c.Status.String() {
		why += " (" + c.Status.String() + ")"
	}
	return why
}

// Refused says why the server of a tag does not feed it; "" if it does.
func (p *Plant) Refused(t *tags.Tag) string {
	b, ok := p.bound[t]
	if !ok || b.server.refused[b.handle] == "" {
		return ""
	}
	return fmt.Sprintf("the server %s refuses %s: %s", b.server.name, b.item.Path, b.server.refused[b.handle])
}

package system

// What scripts ask about the gateway itself.

import (
	"strconv"
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
)

// About is a World that knows its gateways.
type About interface {
	// Version returns the version of the run's gateway, such as 8.1.32.
	Version(run *scripts.Run) string
	// Projects returns the names of the gateway's projects, in order.
	Projects(run *scripts.Run) []string
}

func about(c *scripts.Call, function string) (About, error) {
	if a, ok := c.Host.World.(About); ok {
		return a, nil
	}
	return nil, scripts.Raise("RuntimeError", "%s: there is no gateway here", function)
}

var gatewayFunctions = []*scripts.Function{
	{Name: "util.getVersion", Call: func(c *scripts.Call) (tags.Value, error) {
		a, err := about(c, "system.util.getVersion")
		if err != nil {
			return tags.Value{}, err
		}
		return tags.FromObject(parseVersion(a.Version(c.Run))), nil
	}},
	{Name: "project.getProjectNames", Call: func(c *scripts.Call) (tags.Value, error) {
		a, err := about(c, "system.project.getProjectNames")
		if err != nil {
			return tags.Value{}, err
		}
		names := a.Projects(c.Run)
		items := make([]tags.Value, len(names))
		for i, n := range names {
			items[i] = tags.Unicode(n)
		}
		return tags.ListOf(items...), nil
	}},
}

// version is what system.util.getVersion returns.
type version struct{ major, minor, rev int }

func parseVersion(text string) version {
	var n [3]int
	for i, part := range strings.SplitN(text, ".", 3) {
		n[i], _ = strconv.Atoi(part) // what is no number is 0: 8.3 is 8.3.0
	}
	return version{n[0], n[1], n[2]}
}

// TypeName returns the name of Ignition's class.
func (v version) TypeName() string { return "com.inductiveautomation.ignition.common.model.Version" }

// String is the version with its three numbers.
func (v version) String() string {
	return strconv.Itoa(v.major) + "." + strconv.Itoa(v.minor) + "." + strconv.Itoa(v.rev)
}

// Member implements scripts.HostObject.
func (v version) Member(name string) (scripts.Member, bool) {
	switch name {
	case "major":
		return value(tags.Int(int64(v.major)))
	case "minor":
		return value(tags.Int(int64(v.minor)))
	case "rev", "revision":
		return value(tags.Int(int64(v.rev)))
	}
	return method(versionMethods, name)
}

var versionMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	add := func(name string, get func(v version) tags.Value) {
		m[name] = &scripts.Function{Name: name, Call: func(c *scripts.Call) (tags.Value, error) {
			v, ok := c.This.Object().(version)
			if !ok {
				return tags.Value{}, noReceiver(name, "version")
			}
			return get(v), nil
		}}
	}
	add("getMajor", func(v version) tags.Value { return tags.Int(int64(v.major)) })
	add("getMinor", func(v version) tags.Value { return tags.Int(int64(v.minor)) })
	add("getRev", func(v version) tags.Value { return tags.Int(int64(v.rev)) })
	add("getRevision", func(v version) tags.Value { return tags.Int(int64(v.rev)) })
	for _, name := range []string{"toString", "getBasicString", "toParseableString"} {
		add(name, func(v version) tags.Value { return tags.Unicode(v.String()) })
	}
	return m
}()

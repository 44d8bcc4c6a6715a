package projectfile

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// project83 makes a project of events and modules: "message a", "module x.y",
// "startup", "view v", "route r", "session s", "session onStartup", "query q".
func project83(t *testing.T, name, parent string, inheritable bool, parts ...string) *Project {
	files := fstest.MapFS{"project.json": {Data: []byte(`{"inheritable":` + map[bool]string{true: "true", false: "false"}[inheritable] + `,"parent":"` + parent + `"}`)}}
	put := func(dir, file, text string) {
		files[dir+"/"+file] = &fstest.MapFile{Data: []byte(text)}
		files[dir+"/resource.json"] = &fstest.MapFile{Data: []byte(`{"files":["` + file + `"]}`)}
	}
	for _, p := range parts {
		kind, n, _ := strings.Cut(p, " ")
		switch kind {
		case "message":
			put("ignition/message/"+n, "handleMessage.py", "def handleMessage(payload):\n\treturn '"+name+"'")
		case "empty": // of no effect, but it hides the parent's
			put("ignition/message/"+n, "handleMessage.py", "")
		case "timer":
			put("ignition/timer/"+n, "handleTimerEvent.py", "def handleTimerEvent():\n\tpass")
		case "module":
			put("ignition/script-python/"+strings.ReplaceAll(n, ".", "/"), "code.py", "owner = '"+name+"'")
		case "startup":
			put("ignition/startup", "onStartup.py", "def onStartup():\n\tpass")
		case "view":
			put("perspective/views/"+n, "view.json", `{"root":{}}`)
		case "query":
			put("ignition/named-query/"+n, "query.sql", "select '"+name+"'")
		case "route":
			put("webdev/resources/"+n, "doGet.py", "def doGet(request, session):\n\tpass")
		case "session":
			put("perspective/message/"+n, "handleMessage.py", "def handleMessage(session, payload):\n\tpass")
		case "event":
			put("perspective/"+n, "onStartup.py", "def onStartup(session):\n\tpass")
		}
	}
	p, err := LoadFS(files, Options{Name: name, Label: name})
	require.NoError(t, err)
	for _, w := range p.Warnings {
		require.NotEqual(t, Failure, w.Severity, w)
	}
	return p
}

func owners(p *Project) []string {
	var list []string
	for _, s := range p.Scripts() {
		list = append(list, s.Name)
	}
	for _, v := range p.Views {
		list = append(list, "view "+v.Path)
	}
	for _, q := range p.Queries {
		list = append(list, "query "+q.SQL)
	}
	return list
}

func TestInherit83(t *testing.T) { // LIB-4
	child := project83(t, "child", "parent", false, "message a", "module x.y", "empty hidden", "view v", "query q")
	parent := project83(t, "parent", "grand", true, "message a", "message b", "message hidden", "module x.y", "module x.z", "timer t", "startup", "view v", "view w", "query q", "query r", "route r", "session s", "event startup")
	grand := project83(t, "grand", "", true, "message b", "message c", "startup", "module x.z", "module top")
	before := owners(child)
	got := child.Inherit(parent, grand)
	assert.Equal(t, []string{
		"parent/ignition/startup/onStartup.py",
		"child/ignition/message/a/handleMessage.py",
		"parent/ignition/message/b/handleMessage.py",
		"grand/ignition/message/c/handleMessage.py",
		"parent/ignition/timer/t/handleTimerEvent.py",
		"parent/perspective/startup/onStartup.py",
		"parent/perspective/message/s/handleMessage.py",
		"child/ignition/script-python/x/y/code.py",
		"parent/ignition/script-python/x/z/code.py",
		"grand/ignition/script-python/top/code.py",
		"parent/webdev/resources/r/doGet.py",
		"view v", "view w",
		"query select 'child'", "query select 'parent'",
	}, owners(got))
	assert.Equal(t, "child", got.Name)
	assert.Equal(t, before, owners(child), "the child itself stays as it was")
	assert.Equal(t, owners(child), owners(child.Inherit()))
}

// In 8.1 all gateway events are one resource: a child with one message handler
// has none of its parent's events.
func TestInherit81(t *testing.T) {
	blob := func(name, script string) *Project {
		p, err := LoadFS(fstest.MapFS{
			"project.json":                         {Data: []byte(`{"inheritable":true}`)},
			"ignition/event-scripts/data.bin":      {Data: encodeBlob(t, `<objects><o cls="x.ScriptConfig"><c m="`+script+`" s="str"><str>pass</str></c></o></objects>`)},
			"perspective/session-scripts/data.bin": {Data: []byte(`{"messageHandlers":[{"name":"m","script":"\tpass"}]}`)},
		}, Options{Name: name, Label: name})
		require.NoError(t, err)
		require.Empty(t, p.Warnings)
		return p
	}
	child, parent := blob("child", "setUpdateScript"), blob("parent", "setStartupScript")
	got := child.Inherit(parent)
	assert.Nil(t, got.Gateway.Startup)
	assert.NotNil(t, got.Gateway.Update)
	require.Len(t, got.Session.Messages, 1)

	lone := project83(t, "lone", "parent", false, "module a")
	got = lone.Inherit(parent)
	assert.NotNil(t, got.Gateway.Startup)
	require.Len(t, got.Session.Messages, 1)
	assert.Equal(t, `parent/perspective/session-scripts/data.bin (message handler "m")`, got.Session.Messages[0].Script.Name)
}

func TestAncestors(t *testing.T) { // PRJ-6
	p := func(name, parent string, inheritable bool) *Project {
		return &Project{Name: name, Parent: parent, Inheritable: inheritable}
	}
	all := []*Project{
		p("alone", "", false), p("a", "b", false), p("b", "C", true), p("c", "", true), p("global", "", true), p("Global", "", true),
		p("exact", "Global", false), p("x", "y", true), p("y", "x", true), p("self", "self", true), p("orphan", "Gone", false), p("plain", "alone", false),
	}
	names := func(list []*Project) string {
		var s []string
		for _, q := range list {
			s = append(s, q.Name)
		}
		return strings.Join(s, " ")
	}
	for _, c := range []struct{ name, chain, warning string }{
		{"alone", "", ""},
		{"a", "b c", `notice: project.json: project "b": parent project "C" not found, but for its case it is "c" (PRJ-6)`},
		{"exact", "Global", ""},
		{"x", "y", `failure: project.json: project "y": parent project "x" is a descendant of it`},
		{"self", "", `failure: project.json: project "self": parent project "self" is a descendant of it`},
		{"orphan", "", `failure: project.json: project "orphan": parent project "Gone" not found (PRJ-6)`},
		{"plain", "alone", `notice: project.json: project "plain": parent project "alone" is not inheritable`},
	} {
		for _, q := range all {
			if q.Name != c.name {
				continue
			}
			chain, warnings := Ancestors(q, all)
			assert.Equal(t, c.chain, names(chain), c.name)
			assert.Equal(t, c.warning, strings.Join(texts(warnings), "\n"), c.name)
		}
	}
}

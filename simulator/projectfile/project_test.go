package projectfile

// The projects in testdata are archives: "-- path --" begins a file, and what
// follows "-- want --" is what Load makes of them. A path may have a suffix that
// says how the bytes are spelled: (crlf), (latin-1), (bom), (beans) for a
// data.bin written as Java bean XML, (quoted) for a Go string.
// "go test -update" rewrites the results.

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the results in testdata")

// archive reads a test archive. want is the offset of the expected result.
func archive(t testing.TB, text string) (files fstest.MapFS, want int) {
	files = fstest.MapFS{}
	name, kind, start := "", "", 0
	finish := func(end int) {
		if name != "" {
			files[name] = &fstest.MapFile{Data: fileBytes(t, text[start:end], kind), Mode: 0o644}
		}
	}
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:]+"\n", '\n') + 1
		line := strings.TrimSuffix(text[at:min(end, len(text))], "\n")
		if strings.HasPrefix(line, "-- ") && strings.HasSuffix(line, " --") {
			finish(at)
			name, kind, start = strings.TrimSuffix(strings.TrimPrefix(line, "-- "), " --"), "", min(end, len(text))
			if open := strings.LastIndex(name, " ("); open >= 0 && strings.HasSuffix(name, ")") {
				switch k := name[open+2 : len(name)-1]; k {
				case "crlf", "latin-1", "bom", "beans", "quoted":
					name, kind = name[:open], k
				}
			}
			if name == "want" {
				return files, start
			}
		}
		at = end
	}
	finish(len(text))
	return files, len(text)
}

func fileBytes(t testing.TB, text, kind string) []byte {
	switch kind {
	case "crlf":
		return []byte(strings.ReplaceAll(text, "\n", "\r\n"))
	case "bom":
		return []byte("\xef\xbb\xbf" + text)
	case "latin-1":
		var b []byte
		for _, r := range text {
			require.Less(t, r, rune(256))
			b = append(b, byte(r))
		}
		return b
	case "beans":
		return zip(t, encodeBlob(t, text))
	case "quoted":
		s, err := strconv.Unquote(strings.TrimSpace(text))
		require.NoError(t, err)
		return []byte(s)
	}
	return []byte(text)
}

// dump writes a project so that a person can read it.
func dump(p *Project) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	script := func(s *Script) {
		line("    %s", s.Name)
		sig := ""
		switch {
		case s.Header() != "":
			sig = s.Header()
		case s.Entry != "":
			sig = s.Entry + "(" + strings.Join(s.Params, ", ") + ")"
		case len(s.Params) > 0:
			sig = "with " + strings.Join(s.Params, ", ")
		}
		line("    %s", strings.TrimSpace(fmt.Sprintf("%s line %d %s", s.Form, s.Line, sig)))
		line("    %q", s.Text)
	}
	off := func(enabled bool) string {
		if enabled {
			return ""
		}
		return " disabled"
	}
	line("project %q version %q build %q parent %q enabled %t inheritable %t", p.Name, p.Version, p.Build, p.Parent, p.Enabled, p.Inheritable)
	if p.Title+p.Description != "" {
		line("title %q description %q", p.Title, p.Description)
	}
	messages := func(owner string, list []*MessageHandler) {
		for _, h := range list {
			perm := ""
			if len(h.Permissions) > 0 {
				perm = fmt.Sprintf(" permissions %v roles %v", h.Permissions, h.Roles())
			}
			line("%s message %q%s %q%s", owner, h.Name, off(h.Enabled), h.Thread, perm)
			script(h.Script)
		}
	}
	events := func(owner string, g *GatewayEvents) {
		for _, e := range []*Event{g.Startup, g.Shutdown, g.Update} {
			if e != nil {
				line("%s event %s%s", owner, e.Event, off(e.Enabled))
				script(e.Script)
			}
		}
		messages(owner, g.Messages)
		for _, x := range g.Timers {
			line("%s timer %q%s %d ms fixed delay %t shared %t", owner, x.Name, off(x.Enabled), x.Delay, x.FixedDelay, x.SharedThread)
			script(x.Script)
		}
		for _, x := range g.TagChanges {
			line("%s tag change %q%s %q %v", owner, x.Name, off(x.Enabled), x.Paths, x.ChangeTypes)
			script(x.Script)
		}
		for _, x := range g.Scheduled {
			line("%s scheduled %q%s %q", owner, x.Name, off(x.Enabled), x.Cron)
			script(x.Script)
		}
	}
	events("gateway", &p.Gateway)
	events("client", &p.Client.GatewayEvents)
	for _, x := range p.Client.Keys {
		line("client key %q %q", x.Stroke, x.Display)
		script(x.Script)
	}
	for _, x := range p.Client.Menu {
		line("client menu %q", x.Path)
		script(x.Script)
	}
	for _, e := range p.Session.Events {
		line("session event %s %q%s", e.Event, e.Name, off(e.Enabled))
		script(e.Script)
	}
	messages("session", p.Session.Messages)
	for _, m := range p.Modules {
		line("module %s importable %t", m.Name, m.Importable())
		script(m.Script)
	}
	for _, v := range p.Views {
		line("view %q %s", v.Path, v.Resource)
		for _, m := range v.Messages {
			line("  %s message %q page %t session %t view %t", m.Component, m.MessageType, m.PageScope, m.SessionScope, m.ViewScope)
			script(m.Script)
		}
		for _, x := range v.Scripts {
			line("  %s %s %s%s", x.Component, x.Kind, x.Name, off(x.Enabled))
			script(x.Script)
		}
	}
	for _, r := range p.Routes {
		line("route %q %s", r.Path, r.Method)
		script(r.Script)
	}
	for _, q := range p.Queries {
		line("query %q %s on %q %v", q.Path, q.Type, q.Database, q.Parameters)
		line("    %q", q.SQL)
	}
	for _, w := range p.Warnings {
		line("%s: %s", w.Severity, w)
	}
	return b.String()
}

func TestProjects(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, file := range names {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			files, want := archive(t, string(data))
			var got string
			p, err := LoadFS(files, Options{Name: name, Label: name})
			if err != nil {
				got = "error: " + err.Error() + "\n"
			} else {
				got = dump(p)
			}
			if *update {
				text := strings.TrimSuffix(string(data[:want]), "-- want --\n") + "-- want --\n" + got
				require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
				return
			}
			assert.Equal(t, string(data[want:]), got)
			if p == nil {
				return
			}
			assert.Len(t, p.Scripts(), strings.Count(got, "\n    "+name+"/"), "Scripts returns all")
			again, err := LoadFS(files, Options{Name: name, Label: name})
			require.NoError(t, err)
			assert.Equal(t, got, dump(again), "the order is stable")
		})
	}
}

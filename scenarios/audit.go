package scenarios

// dryfire check: every script below a path is compiled, wherever it is stored,
// so that what a gateway would skip in silence (TAG-4, SCR-8) is reported
// before it gets there.

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/simulator/projectfile"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

// Severity says how bad a [Problem] is.
type Severity uint8

// The severities of problems.
const (
	Notice  Severity = iota // odd, but what a gateway would run was read
	Wrong                   // a script that will not run, a resource that is not read
	NotRead                 // an input that can't be read at all
)

// String returns note, error or unreadable.
func (s Severity) String() string { return [...]string{"note", "error", "unreadable"}[s] }

// Problem is something that [Audit] found.
type Problem struct {
	Severity Severity
	Place    string // file:line:col as far as known
	Message  string
}

// String returns place: message.
func (p Problem) String() string { return p.Place + ": " + p.Message }

// Report is what [Audit] found.
type Report struct {
	Scripts   int // compiled
	Projects  int
	TagFiles  int
	Scenarios int
	Plants    int // plant files, which are those that were named
	Problems  []Problem
}

// ExitStatus returns 0 if all is well, 1 if a script does not compile, 2 if an
// input can't be read.
func (r *Report) ExitStatus() int {
	status := 0
	for _, p := range r.Problems {
		status = max(status, int(p.Severity))
	}
	return status
}

// auditor collects problems.
type auditor struct {
	Report
	loader *Loader
}

// Audit compiles every script found at or below the paths: Ignition projects
// of 8.1 and 8.3, script libraries, tag exports and tag folders, scenario
// files, and loose .py and .js files; and plant files that are named.
func Audit(paths ...string) *Report {
	a := &auditor{loader: NewLoader()}
	a.loader.uncompiled = a.uncompiled
	for _, path := range paths {
		a.path(path)
	}
	return &a.Report
}

func (a *auditor) add(s Severity, place, format string, args ...any) {
	a.Problems = append(a.Problems, Problem{s, place, fmt.Sprintf(format, args...)})
}

func (a *auditor) path(path string) {
	info, err := os.Stat(path)
	if err != nil {
		a.add(NotRead, path, "got nothing that can be read, want a file or a folder")
		return
	}
	if !info.IsDir() {
		a.file(path, true)
		return
	}
	found, err := projectfile.Find(path)
	if err != nil {
		a.add(NotRead, path, "%v", err)
		return
	}
	for _, w := range found.Warnings {
		if _, err := os.Stat(w.File); err != nil && strings.HasSuffix(w.File, Suffix) { // a link to nowhere
			a.add(NotRead, w.File, "got a scenario file that can't be read: %s", w.Message)
			continue
		}
		a.warning(path, w, false)
	}
	before := a.Scripts + a.Scenarios + a.TagFiles + a.Projects + len(a.Problems)
	for _, root := range found.Roots {
		a.root(root.Path, root)
	}
	for _, rest := range found.Rest {
		a.file(rest, false)
	}
	if a.Scripts+a.Scenarios+a.TagFiles+a.Projects+len(a.Problems) == before {
		a.add(NotRead, path, "got a folder without scripts, want projects, tag files, scenarios or .py and .js files below it")
	}
}

func (a *auditor) warning(path string, w projectfile.Warning, relative bool) {
	s := Notice
	if w.Severity == projectfile.Failure {
		s = Wrong
	}
	if relative {
		w.File = filepath.Join(path, w.File)
	} else if w.File == "" {
		w.File = path
	}
	place := w.File
	if w.Line > 0 {
		place += fmt.Sprintf(":%d", w.Line)
	}
	message := w.Message
	if w.Resource != "" {
		message = w.Resource + ": " + message
	}
	a.add(s, place, "%s", message)
}

func (a *auditor) root(path string, root projectfile.Root) {
	switch root.Kind {
	case projectfile.KindTagFile, projectfile.KindTagFolder:
		a.tagFile(path)
		return
	}
	load := projectfile.Load
	if root.Kind == projectfile.KindLibrary {
		load = projectfile.LoadLibrary
	}
	p, err := load(path, projectfile.Options{})
	if err != nil {
		a.add(NotRead, path, "%v", err)
		return
	}
	a.Projects++
	for _, w := range p.Warnings {
		a.warning(path, w, true)
	}
	for _, s := range p.Scripts() {
		if s.Refused != "" {
			continue // a warning of the load tells why
		}
		a.Scripts++
		src := s.Source()
		_, err := python.Language.Compile(src)
		var se *scripts.SyntaxError
		if errors.As(err, &se) {
			a.add(Wrong, filepath.Join(path, s.Position(se.Line)), "%s: %s", se.Type, se.Message)
		} else if err != nil {
			a.add(Wrong, filepath.Join(path, s.File), "%v", err)
		}
	}
}

func (a *auditor) tagFile(path string) {
	r, err := tagfile.Load(path, tagfile.Options{})
	if err != nil {
		a.add(NotRead, path, "%v", err)
		return
	}
	a.TagFiles++
	for _, w := range r.Warnings {
		a.add(Notice, w.Position.String(), "%s", w.Message)
	}
	seen := map[*tags.ScriptSource]bool{} // instances of a type share its scripts
	for _, t := range r.TypeScripts {
		a.tagScript("type "+t.Type+" "+t.Member, t.Script, seen)
	}
	for _, t := range r.Tags {
		for _, s := range t.Definition.Scripts() {
			a.tagScript(t.Path, s, seen)
		}
	}
}

func (a *auditor) tagScript(owner string, s tags.EventScript, seen map[*tags.ScriptSource]bool) {
	src, ok := s.Script.(*tags.ScriptSource)
	if !ok || seen[src] {
		return
	}
	seen[src] = true
	if strings.TrimSpace(src.Text) == "" { // SCR-7
		return
	}
	a.Scripts++
	u := tagEventUse(s.ID)
	name := strings.TrimSpace(owner) + " " + s.ID
	_, err := python.Language.Compile(scripts.Source{Name: name, Text: src.Text, Form: scripts.FormBody, Entry: u.entry, Params: u.params})
	var se *scripts.SyntaxError
	if errors.As(err, &se) {
		a.add(Wrong, fmt.Sprintf("%s:%d", src.File, src.Line), "%s, line %d: %s: %s; a gateway saves such a script and never runs it", name, se.Line, se.Type, se.Message)
	}
}

// file checks one file by its name; named says that the user named it.
func (a *auditor) file(path string, named bool) {
	switch {
	case strings.HasSuffix(path, Suffix):
		a.Scenarios++
		f, err := a.loader.Load(path)
		if f == nil {
			a.unreadable(path, err)
			return
		}
		for _, e := range f.Errors {
			a.unreadable(path, e.Err)
		}
		for _, s := range f.Scenarios {
			a.Scripts += s.scripts()
		}
	case filepath.Ext(path) == ".py", filepath.Ext(path) == ".js":
		a.loose(path)
	case named && filepath.Ext(path) == ".json":
		a.tagFile(path)
	case named && (filepath.Ext(path) == ".yaml" || filepath.Ext(path) == ".yml"):
		a.Plants++
		p, err := a.loader.LoadPlant(path)
		if err != nil {
			a.unreadable(path, err)
			return
		}
		a.Scripts += (&Scenario{Plant: p}).scripts()
	case named:
		a.add(NotRead, path, "got a file of an unknown kind, want a folder, a *%s, a plant file, .py, .js or a tag export", Suffix)
	}
}

// uncompiled adds a script of a scenario or plant that does not compile, once
// however many name it.
func (a *auditor) uncompiled(e *Error) {
	place := fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Col)
	message := e.Message()
	var se *scripts.SyntaxError
	if errors.As(e, &se) {
		message = se.Type + ": " + se.Message
	}
	p := Problem{Wrong, place, message}
	if !slices.Contains(a.Problems, p) {
		a.Problems = append(a.Problems, p)
	}
}

func (a *auditor) unreadable(path string, err error) {
	a.add(NotRead, path, "%s", strings.TrimPrefix(err.Error(), path+": "))
}

func (a *auditor) loose(path string) {
	text, err := readFile(path)
	if err != nil {
		a.add(NotRead, path, "%s", errText(err))
		return
	}
	language, err := LanguageOf(path)
	if err != nil {
		a.add(NotRead, path, "%v", err)
		return
	}
	a.Scripts++
	src := scripts.Source{Name: path, Text: text, Form: scripts.FormProgram}
	if indented(text) && filepath.Ext(path) == ".py" { // a body as Ignition stores it (SCR-2)
		src.Form, src.Entry = scripts.FormBody, "body"
	}
	_, err = language.Compile(src)
	var se *scripts.SyntaxError
	if errors.As(err, &se) {
		place := fmt.Sprintf("%s:%d", path, se.Line)
		if se.Column > 0 {
			place += fmt.Sprintf(":%d", se.Column)
		}
		if p := (Problem{Wrong, place, se.Type + ": " + se.Message}); !slices.Contains(a.Problems, p) { // a scenario may have named it
			a.Problems = append(a.Problems, p)
		}
	} else if err != nil {
		a.add(Wrong, path, "%v", err)
	}
}

// indented reports whether the first line of code is indented.
func indented(text string) bool {
	for line := range strings.Lines(text) {
		code := strings.TrimLeft(line, " \t")
		if code = strings.TrimRight(code, "\r\n"); code != "" && code[0] != '#' {
			return line[0] == ' ' || line[0] == '\t'
		}
	}
	return false
}

// scripts counts the scripts of a scenario.
func (s *Scenario) scripts() int {
	n := 0
	for _, p := range s.Plant.Projects {
		n += len(p.Gateway) + len(p.Client) + len(p.Session)
	}
	for _, t := range s.Plant.Tags {
		n += len(t.Events)
	}
	for _, x := range s.Plant.Stubs {
		if x.Script != nil {
			n++
		}
	}
	for _, step := range s.Steps {
		if _, ok := step.Action.(*Run); ok {
			n++
		}
	}
	return n
}

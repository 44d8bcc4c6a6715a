package projectfile

// Loading a project: which folders are resources, which file of a resource
// holds its text, and what its resource.json says.
//
// A resource is at <module>/<type>/<path>, and only there: a folder named
// message below views is a view (RES-11), and a copy of a project in some other
// folder is no part of it.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Options are what a project folder does not say about itself. The zero value
// is usable.
type Options struct {
	// Name is the project's name; "" takes the folder's, see [ProjectName].
	// Scripts contain the name as a literal (PRJ-5), so it matters when the
	// folder is a checkout with a name of its own.
	Name string
	// Version is assumed if the folder holds events of neither generation
	// (RES-10).
	Version Version
	// Label stands before file paths in the names of scripts, which tracebacks
	// show; "" takes the folder as given.
	Label string
}

// Load reads the project in a folder. What is wrong inside it becomes a warning
// of the project; the error says that there is no project to read. A folder
// without project.json is accepted if it holds resources.
func Load(dir string, o Options) (*Project, error) {
	root, err := openRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	o = o.in(dir)
	p, err := LoadFS(root.FS(), o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	p.Dir = dir
	return p, nil
}

// LoadLibrary reads a loose script library: a script-python folder, a folder
// that holds one (PRJ-2), or a folder whose modules are at <package>/<module>/code.py
// right away. The result is a project with nothing but modules.
func LoadLibrary(dir string, o Options) (*Project, error) {
	root, err := openRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	o = o.in(dir)
	l := newLoader(root.FS(), o)
	l.loose, l.p.Enabled, l.p.Dir = true, true, dir
	top := "."
	for _, inner := range []string{"script-python", "ignition/script-python"} {
		if info, err := fs.Stat(l.fsys, inner); err == nil && info.IsDir() {
			top = inner
			break
		}
	}
	l.library(top, "ignition/script-python")
	if len(l.p.Modules) == 0 {
		return nil, fmt.Errorf("%s: there is no library here, wanted folders with a code.py", dir)
	}
	l.p.Warnings = l.warn.list
	return l.p, nil
}

func openRoot(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err == nil {
		return root, nil
	}
	if info, serr := os.Stat(dir); serr == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s: it is a file, wanted an Ignition project folder", dir)
	}
	return nil, fmt.Errorf("%s: %w, wanted an Ignition project folder", dir, reason(err))
}

func (o Options) in(dir string) Options {
	if o.Name == "" {
		o.Name = ProjectName(dir)
	}
	if o.Label == "" {
		o.Label = filepath.ToSlash(filepath.Clean(dir))
	}
	return o
}

// exportSuffix is what project exports append to the name (PRJ-2).
var exportSuffix = regexp.MustCompile(`^(.+)_(\d{4}-\d{2}-\d{2}_\d{4}|\d{14})$`)

// ProjectName returns the name of the project in a folder: the folder's name
// without the date that a project export appends (PRJ-5).
func ProjectName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	name := filepath.Base(dir)
	if m := exportSuffix.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// LoadFS is Load for any file system. The options should name the project.
func LoadFS(fsys fs.FS, o Options) (*Project, error) {
	l := newLoader(fsys, o)
	described := l.describe()
	found := l.resources()
	if !described && !found {
		return nil, errors.New(`there is no Ignition project here: wanted a project.json with the key "inheritable", or a folder such as ignition/script-python`)
	}
	l.p.Warnings = l.warn.list
	return l.p, nil
}

// loader reads one folder.
type loader struct {
	fsys  fs.FS
	p     *Project
	label string
	warn  warnings
	loose bool // a library without resource.json files
}

func newLoader(fsys fs.FS, o Options) *loader {
	return &loader{fsys: fsys, label: o.Label, p: &Project{Name: o.Name, Version: o.Version, own: map[string]bool{}}}
}

func (l *loader) notice(file, resource, format string, args ...any) {
	l.warn.add(Warning{Notice, file, 0, resource, fmt.Sprintf(format, args...)})
}

func (l *loader) failure(file, resource, format string, args ...any) {
	l.warn.add(Warning{Failure, file, 0, resource, fmt.Sprintf(format, args...)})
}

// describe reads project.json (PRJ-4) and reports whether it is one.
func (l *loader) describe() bool {
	const file = "project.json"
	p := l.p
	p.Enabled = true
	if _, err := fs.Stat(l.fsys, file); errors.Is(err, fs.ErrNotExist) {
		l.notice(file, "", "it does not exist: the project is taken as enabled and without a parent")
		return false
	}
	v := l.json(file, "project")
	if v == nil {
		return true // what cannot be read is still a project's
	}
	if v.get("inheritable") == nil {
		l.notice(file, "", `it has no key "inheritable", so another tool wrote it: the project is taken as enabled and without a parent`)
		return false
	}
	text := func(key string) string {
		x := v.get(key)
		if !x.absent() && !x.is(jsonString) {
			l.warn.add(Warning{Notice, file, x.line, "", fmt.Sprintf("%s is %s, wanted a string", key, x.kindName())})
		}
		return x.str()
	}
	flag := func(key string, def bool) bool {
		x := v.get(key)
		if x.is(jsonBool) {
			return x.truth
		}
		if !x.absent() {
			l.warn.add(Warning{Notice, file, x.line, "", fmt.Sprintf("%s is %s, wanted true or false", key, x.kindName())})
		}
		return def
	}
	p.Title, p.Description, p.Parent = text("title"), text("description"), text("parent")
	p.Enabled, p.Inheritable = flag("enabled", true), flag("inheritable", false)
	return true
}

// The modules of the platform that keep scripts in projects.
const (
	ignition    = "ignition"
	perspective = "com.inductiveautomation.perspective"
	vision      = "com.inductiveautomation.vision"
	webdev      = "com.inductiveautomation.webdev"
)

// module returns the platform's name for a top-level folder, "" if it belongs to
// no module with scripts. Some repositories drop the prefix (PRJ-2).
func module(folder string) string {
	switch strings.TrimPrefix(folder, "com.inductiveautomation.") {
	case ignition:
		return ignition
	case "perspective":
		return perspective
	case "vision":
		return vision
	case "webdev":
		return webdev
	}
	return ""
}

// known reports whether a path below the project folder, of at least two parts,
// is that of a resource type whose files this package reads or knows to skip.
func known(dir string) bool {
	first, rest, _ := strings.Cut(dir, "/")
	if first == "script-python" {
		return true
	}
	typ, _, _ := strings.Cut(rest, "/")
	m := module(first)
	return m != "" && (readers[m+"/"+typ] != nil || slots[m+"/"+typ] != nil || blobs[m+"/"+typ] != nil)
}

// readers read the resource types that are alike in 8.1 and 8.3.
var readers map[string]func(l *loader, dir, key string)

// blobs read the event scripts of 8.1.
var blobs map[string]func(l *loader, dir, key string)

func init() {
	readers = map[string]func(l *loader, dir, key string){
		ignition + "/script-python": (*loader).library,
		ignition + "/named-query":   (*loader).queries,
		perspective + "/views":      (*loader).readViews,

		perspective + "/session-props": (*loader).sessionProperties,
		webdev + "/resources":          (*loader).routes,
	}
	blobs = map[string]func(l *loader, dir, key string){
		ignition + "/event-scripts":      (*loader).gatewayBlob,
		perspective + "/session-scripts": (*loader).sessionBlob,
		vision + "/client-event-scripts": (*loader).clientBlob,
	}
}

// resources reads everything below the folder and reports whether there was
// anything.
func (l *loader) resources() bool {
	type folder struct{ dir, key string }
	var events, old, rest []folder
	for _, top := range l.folders(".") {
		m := module(top)
		if top == "script-python" {
			rest = append(rest, folder{top, ignition + "/script-python"})
		}
		if m == "" {
			continue
		}
		for _, typ := range l.folders(top) {
			f := folder{top + "/" + typ, m + "/" + typ}
			switch {
			case slots[f.key] != nil:
				events = append(events, f)
			case blobs[f.key] != nil:
				old = append(old, f)
			case readers[f.key] != nil:
				rest = append(rest, f)
			default:
				l.unknownType(f.dir)
			}
		}
	}
	found83 := false
	for _, f := range events {
		found83 = l.events(f.dir, f.key) || found83
	}
	found81 := false
	for _, f := range old {
		file := f.dir + "/data.bin"
		if _, err := fs.Stat(l.fsys, file); err != nil {
			l.failure(file, "", "%v", reason(err))
			l.p.own[f.key] = true
			continue
		}
		found81 = true
		if found83 {
			l.notice(file, "", "the project has event folders of 8.3 as well: this blob of 8.1 is ignored (RES-10)")
			continue
		}
		blobs[f.key](l, f.dir, f.key)
	}
	switch {
	case found83:
		l.p.Version = Version83
	case found81:
		l.p.Version = Version81
	}
	for _, f := range rest {
		readers[f.key](l, f.dir, f.key)
	}
	return found81 || found83 || len(rest) > 0
}

// unknownType tells of Python files of a type that this package does not know,
// so that nobody believes them to be checked.
func (l *loader) unknownType(dir string) {
	l.walk(dir, func(d string, names []string) {
		for _, n := range names {
			if strings.HasSuffix(n, ".py") {
				l.notice(d+"/"+n, "", "scripts of this kind of resource are not known: it is not read")
			}
		}
	})
}

// skipped reports whether a folder is never a place for resources (PRJ-3).
func skipped(name string) bool {
	return name == ".git" || name == "node_modules" || name == ".resources"
}

// folders returns the names of the folders in a folder, sorted.
func (l *loader) folders(dir string) []string {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.failure(tidy(dir), "", "the folder cannot be read: %v", reason(err))
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !skipped(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// walk calls visit for a folder and every folder below it with the names of the
// files in it, sorted, folders before those inside them.
func (l *loader) walk(dir string, visit func(dir string, names []string)) {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.failure(tidy(dir), "", "the folder cannot be read: %v", reason(err))
		return
	}
	var names, inner []string
	for _, e := range entries {
		switch {
		case e.IsDir():
			if !skipped(e.Name()) {
				inner = append(inner, e.Name())
			}
		case e.Type()&fs.ModeSymlink != 0 && l.linksFolder(path.Join(dir, e.Name())):
			l.notice(path.Join(dir, e.Name()), "", "it is a link to a folder: links to folders are not followed")
		default:
			names = append(names, e.Name())
		}
	}
	visit(dir, names)
	for _, n := range inner {
		l.walk(path.Join(dir, n), visit)
	}
}

func (l *loader) linksFolder(name string) bool {
	info, err := fs.Stat(l.fsys, name)
	return err == nil && info.IsDir()
}

func tidy(dir string) string {
	if dir == "." {
		return ""
	}
	return dir
}

// below returns the part of a folder's path below another, as slices of names.
func below(dir, top string) []string {
	if dir == top {
		return nil
	}
	if top != "." {
		dir = strings.TrimPrefix(dir, top+"/")
	}
	return strings.Split(dir, "/")
}

// text reads a text file; it has failed if ok is false.
func (l *loader) text(file, resource string, limit int64) (text string, ok bool) {
	data, err := readFile(l.fsys, file, limit)
	if err != nil {
		l.failure(file, resource, "%v", err)
		return "", false
	}
	text, bad := decode(data)
	if bad >= 0 {
		l.warn.add(Warning{Notice, file, lineAt(data, bad), resource, fmt.Sprintf("byte 0x%02x is not UTF-8: the file is read as Latin-1 (QRK-1)", data[bad])})
	}
	return text, true
}

// json reads a JSON file; it returns nil if that fails or it holds no object.
func (l *loader) json(file, resource string) *jsonValue {
	text, ok := l.text(file, resource, maxJSON)
	if !ok {
		return nil
	}
	v, err := parseJSON(text)
	if err != nil {
		var je *jsonError
		line := 0
		if errors.As(err, &je) {
			line = je.line
		}
		l.warn.add(Warning{Failure, file, line, resource, err.Error()})
		return nil
	}
	if v.kind != jsonObject {
		l.warn.add(Warning{Failure, file, v.line, resource, fmt.Sprintf("it holds %s, wanted an object", v.kindName())})
		return nil
	}
	return v
}

// resource is a resource folder.
type resource struct {
	l     *loader
	dir   string
	key   string   // its path in the gateway's spelling
	name  string   // its path below the type, "" for a resource without a name
	what  string   // for warnings
	names []string // of its files
	meta  *jsonValue
	has   bool // it has a resource.json, readable or not
}

const resourceFile = "resource.json"

// open starts reading a resource folder. It returns nil if another folder was
// read under that path already.
func (l *loader) open(dir, key string, parts, names []string, what string) *resource {
	r := &resource{l: l, dir: dir, key: path.Join(append([]string{key}, parts...)...), name: strings.Join(parts, "/"), what: what, names: names}
	if l.p.own[r.key] {
		l.notice(dir, what, "there is another folder for the same resource %s: this one is ignored", r.key)
		return nil
	}
	l.p.own[r.key] = true
	if slices.Contains(names, resourceFile) {
		r.has = true
		r.meta = l.json(path.Join(dir, resourceFile), what)
	} else if !l.loose {
		l.notice(dir, what, "it has no resource.json: its settings are taken as default (RES-4)")
	}
	return r
}

func (r *resource) file(name string) string { return path.Join(r.dir, name) }

// listed returns the files that resource.json names, without those that would
// lead out of the resource.
func (r *resource) listed() []string {
	list := r.meta.get("files")
	if !list.absent() && !list.is(jsonArray) {
		r.notice(list, "files is %s, wanted a list of file names", list.kindName())
	}
	var names []string
	for _, f := range list.list() {
		name := f.str()
		switch {
		case !f.is(jsonString):
			r.notice(f, "files holds %s, wanted a file name", f.kindName())
		case !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`) || !filepath.IsLocal(name):
			r.l.warn.add(Warning{Failure, r.file(resourceFile), f.line, r.what, fmt.Sprintf("files names %q, wanted a file in the resource's own folder: it is not read", name)})
		default:
			names = append(names, name)
		}
	}
	return names
}

// notice warns about a value of resource.json.
func (r *resource) notice(v *jsonValue, format string, args ...any) {
	r.l.warn.add(Warning{Notice, r.file(resourceFile), v.lineNo(), r.what, fmt.Sprintf(format, args...)})
}

// payload chooses the file that holds the text (RES-4): the one of the matrix
// if it is listed or there, else a listed one with the same extension that
// exists. It returns "" and has warned if there is none.
func (r *resource) payload(want string) string {
	listed := r.listed()
	there := slices.Contains(r.names, want)
	if there {
		if r.meta != nil && !slices.Contains(listed, want) {
			r.notice(r.meta.get("files"), "files does not list %s, which is there: it is read all the same (RES-4)", want)
		}
		return r.file(want)
	}
	ext := path.Ext(want)
	for _, name := range listed {
		if path.Ext(name) != ext || name == resourceFile {
			continue
		}
		if info, err := fs.Stat(r.l.fsys, r.file(name)); err == nil && !info.IsDir() {
			r.l.notice(r.file(name), r.what, "the file is read because resource.json lists it, wanted %s (RES-4)", want)
			return r.file(name)
		}
	}
	r.l.failure(r.file(want), r.what, "it does not exist")
	return ""
}

// only is payload for resources whose file name is not certain (OPN-1): the
// only file with that extension will do.
func (r *resource) only(want string) string {
	ext := path.Ext(want)
	var found []string
	for _, n := range r.names {
		if path.Ext(n) == ext {
			found = append(found, n)
		}
	}
	if len(found) == 1 && found[0] != want && !slices.Contains(r.names, want) {
		return r.file(found[0])
	}
	return r.payload(want)
}

func (r *resource) attribute(key string) *jsonValue { return r.meta.at("attributes", key) }

// flag returns a boolean attribute.
func (r *resource) flag(key string, def bool) bool {
	v := r.attribute(key)
	if v.is(jsonBool) {
		return v.truth
	}
	if !v.absent() {
		r.notice(v, "%s is %s, wanted true or false: taken as %t", key, v.kindName(), def)
	}
	return def
}

// enabled returns whether the resource is; the default is true (RES-7).
func (r *resource) enabled() bool { return r.flag("enabled", true) }

// integer returns a numeric attribute.
func (r *resource) integer(key string, def int64) int64 {
	v := r.attribute(key)
	if n, ok := v.integer(); ok {
		return n
	}
	if !v.absent() {
		r.notice(v, "%s is %s, wanted an integer: taken as %d", key, describeValue(v), def)
	}
	return def
}

func describeValue(v *jsonValue) string {
	if v.is(jsonNumber) {
		return v.text
	}
	return v.kindName()
}

// word returns a text attribute.
func (r *resource) word(key, def string) string {
	v := r.attribute(key)
	if v.is(jsonString) {
		return v.text
	}
	if !v.absent() {
		r.notice(v, "%s is %s, wanted a string: taken as %q", key, v.kindName(), def)
	}
	return def
}

// words returns a list of texts; ok is false if there is none.
func (r *resource) words(key string) (list []string, ok bool) {
	v := r.attribute(key)
	if v.absent() {
		return nil, false
	}
	if !v.is(jsonArray) {
		r.notice(v, "%s is %s, wanted a list of strings", key, v.kindName())
		return nil, false
	}
	for _, x := range v.items {
		if !x.is(jsonString) {
			r.notice(x, "%s holds %s, wanted a string", key, x.kindName())
			continue
		}
		list = append(list, x.text)
	}
	return list, true
}

// script reads the text of a resource that is a file of its own. It returns nil
// if that fails.
func (r *resource) script(file string, form Form, sig signature) *Script {
	if file == "" {
		return nil
	}
	text, ok := r.l.text(file, r.what, maxScript)
	if !ok {
		return nil
	}
	return r.l.script(r.key, file, "", 1, text, form, sig)
}

// script makes a script of a text.
func (l *loader) script(key, file, place string, line int, text string, form Form, sig signature) *Script {
	place = printable(place)
	name := path.Join(l.label, file)
	if place != "" {
		name += " (" + place + ")"
	}
	return &Script{Name: name, File: file, Place: place, Line: line, Text: lines(text), Form: form, Entry: sig.entry, Params: sig.params, Resource: key}
}

// printable keeps line breaks in the names of things out of tracebacks and
// messages.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
}

// empty reports that a script is no handler (SCR-7). It warns of what the user
// may have taken for one: a def line with nothing under it, and anything with a
// name.
func (l *loader) empty(s *Script, what string, named bool) bool {
	switch {
	case blank(s.Text):
		if named {
			l.warn.add(Warning{Notice, s.File, s.Line, what, "the script is empty and therefore no handler (SCR-7)"})
		}
		return true
	case s.Form == FormFunction && hollow(s.Text):
		l.warn.add(Warning{Notice, s.File, s.Line, what, "the function has nothing under its def line and is therefore no handler; the gateway logs a compile error (SCR-7)"})
		return true
	}
	return false
}

// library reads the modules below a script-python folder (LIB-1).
func (l *loader) library(top, key string) {
	l.walk(top, func(dir string, names []string) {
		parts := below(dir, top)
		code := slices.Contains(names, "code.py")
		if !code && (l.loose || !slices.Contains(names, resourceFile)) {
			return // a package
		}
		if len(parts) == 0 {
			if code {
				l.failure(path.Join(dir, "code.py"), "", "a module needs a folder of its own below %s: it is not read", path.Base(key))
			}
			return
		}
		name := strings.Join(parts, ".")
		what := fmt.Sprintf("library module %q", name)
		r := l.open(dir, key, parts, names, what)
		if r == nil {
			return
		}
		s := r.script(r.payload("code.py"), FormModule, signature{})
		if s == nil {
			return
		}
		if other := l.p.Module(name); other != nil {
			l.failure(s.File, what, "%s has the same dotted name: this one is ignored", other.Script.File)
			return
		}
		l.p.Modules = append(l.p.Modules, &Module{Name: name, Path: parts, Script: s})
	})
}

// routes reads the WebDev resources.
func (l *loader) routes(top, key string) {
	l.walk(top, func(dir string, names []string) {
		parts := below(dir, top)
		var methods []string
		for _, n := range names {
			if strings.HasPrefix(n, "do") && strings.HasSuffix(n, ".py") && identifier.MatchString(strings.TrimSuffix(n, ".py")) {
				methods = append(methods, n)
			}
		}
		if len(methods) == 0 {
			return
		}
		r := l.open(dir, key, parts, names, fmt.Sprintf("WebDev resource %q", strings.Join(parts, "/")))
		if r == nil {
			return
		}
		for _, n := range methods {
			method := strings.TrimSuffix(n, ".py")
			s := r.script(r.file(n), FormFunction, sign(method, "request", "session"))
			if s != nil && !l.empty(s, r.what, true) {
				l.p.Routes = append(l.p.Routes, &Route{Path: r.name, Method: method, Script: s})
			}
		}
	})
}

// queries reads the named queries (RES-8).
func (l *loader) queries(top, key string) {
	l.walk(top, func(dir string, names []string) {
		parts := below(dir, top)
		sql, old := slices.Contains(names, "query.sql"), slices.Contains(names, "data.bin")
		if len(parts) == 0 || !sql && !old && !slices.Contains(names, resourceFile) {
			return
		}
		r := l.open(dir, key, parts, names, fmt.Sprintf("named query %q", strings.Join(parts, "/")))
		if r == nil {
			return
		}
		q := &Query{Path: r.name, Resource: r.key, Type: r.word("type", "Query"), Database: r.word("database", "")}
		for _, x := range r.attribute("parameters").list() {
			n, _ := x.get("sqlType").integer()
			q.Parameters = append(q.Parameters, QueryParameter{Name: x.get("identifier").str(), Type: x.get("type").str(), SQLType: n})
		}
		if old && !sql {
			l.notice(r.file("data.bin"), r.what, "the query is stored in the binary form of older versions, which is not read")
		} else if file := r.payload("query.sql"); file == "" {
			return
		} else if text, ok := l.text(file, r.what, maxScript); !ok {
			return
		} else {
			q.SQL = lines(text)
		}
		l.p.Queries = append(l.p.Queries, q)
	})
}

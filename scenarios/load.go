package scenarios

// Loading. A document with an error is unreadable as a whole; its error names
// the first thing that is wrong. The other documents of its file are read all
// the same, unless the file is no YAML. What several files share, plants and scripts
// above all, is read, checked and compiled once for a Loader.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"dryfire/scenarios/yaml"
	"dryfire/scripts"
	"dryfire/scripts/python"
)

// Suffix is how the names of scenario files end.
const Suffix = ".scenario.yaml"

// MaxRead is the size in bytes up to which scripts, recordings and other files
// named by a scenario are read.
const MaxRead = 256 << 20

// Loader reads scenario files. It is safe for concurrent use. Create it with
// [NewLoader].
type Loader struct {
	// Stepless lets scenarios have no steps, for plants that only run. It is
	// set before anything is loaded.
	Stepless bool

	languages map[string]scripts.Language
	// uncompiled, if it is set, is told of scripts that do not compile, and
	// reading goes on. What is read then is not fit to run.
	uncompiled func(*Error)

	mu       sync.Mutex
	texts    map[string]textResult
	there    map[string]error
	compiled map[compileKey]compileResult
	folders  map[string]*folder
	tagFiles map[string]*tagFile

	building sync.Mutex // held while plants are read
	plants   map[string]*plantResult
}

type textResult struct {
	text string
	err  error
}

type compileKey struct {
	language, name, text, entry string
	params                      int
	form                        scripts.Form
}

type compileResult struct {
	program scripts.Program
	err     error
}

type plantResult struct {
	plant *Plant
	err   error
}

// NewLoader returns a loader.
func NewLoader() *Loader {
	return &Loader{languages: languages(), texts: map[string]textResult{}, there: map[string]error{},
		compiled: map[compileKey]compileResult{}, folders: map[string]*folder{}, tagFiles: map[string]*tagFile{}, plants: map[string]*plantResult{}}
}

func languages() map[string]scripts.Language {
	m := map[string]scripts.Language{}
	for _, l := range []scripts.Language{python.Language, scripts.JavaScript} {
		m[l.Name()] = l
	}
	return m
}

// LanguageOf returns the language of a script file by its name.
func LanguageOf(path string) (scripts.Language, error) {
	switch filepath.Ext(path) {
	case ".py":
		return python.Language, nil
	case ".js":
		return scripts.JavaScript, nil
	}
	return nil, &Error{File: path, Got: "a file of an unknown language", Want: "a script whose name ends in .py or .js"}
}

// Find lists the scenario files that paths name, in order: a file is itself, a
// folder all files below it whose names end in .scenario.yaml, by name. Hidden
// folders and node_modules are left out. Every path that has none gives an
// error.
func Find(paths ...string) (files []string, errs []error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil && os.IsNotExist(err):
			errs = append(errs, &Error{File: path, Got: "nothing at this path", Want: "a scenario file or a folder with some"})
			continue
		case err != nil:
			errs = append(errs, &Error{File: path, Got: "a path that can't be read", Want: "a scenario file or a folder with some", Hint: errText(err)})
			continue
		case !info.IsDir():
			files = append(files, path)
			continue
		}
		found, near := 0, ""
		err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			name := e.Name()
			switch {
			case err != nil:
				errs = append(errs, &Error{File: p, Got: "a folder that can't be read", Want: "a readable one", Hint: errText(err)})
				return nil
			case e.IsDir() && p != path && (strings.HasPrefix(name, ".") || name == "node_modules"):
				return fs.SkipDir
			case e.IsDir():
			case strings.HasSuffix(name, Suffix):
				files = append(files, p)
				found++
			case strings.HasSuffix(name, ".scenario.yml"):
				near = p
			}
			return nil
		})
		if err == nil && found == 0 {
			e := &Error{File: path, Got: "a folder without scenarios", Want: "at least one file *" + Suffix + " below it"}
			if near != "" {
				e.Hint = "rename " + near + " to end in .yaml"
			}
			errs = append(errs, e)
		}
	}
	return files, errs
}

// Load reads a scenario file. The error is an [*Error]. If it is one document
// that can't be read, the file is returned beside the error of the first such
// document: it holds the scenarios of the others, and all errors.
func (l *Loader) Load(path string) (*File, error) {
	text, err := readFile(path)
	if err != nil {
		return nil, &Error{File: path, Got: "a file that can't be read", Want: "a scenario file", Hint: errText(err)}
	}
	return l.LoadText(path, text)
}

// LoadText is Load for text that was read already; relative paths in it start
// at the folder of path.
func (l *Loader) LoadText(path, text string) (*File, error) {
	f, err := yaml.Parse(path, text)
	if err != nil {
		return nil, err
	}
	if len(f.Docs) == 0 {
		return nil, f.Errorf(0, "an empty file", "at least one scenario", "")
	}
	file := &File{Path: path}
	for i, n := range f.Docs {
		d := &decoder{l: l, f: f, dir: filepath.Dir(path), where: inScenario}
		if x, err := d.tryScenario(n, i); err != nil {
			file.Errors = append(file.Errors, DocumentError{i, err})
		} else {
			file.Scenarios = append(file.Scenarios, x)
		}
	}
	f.Docs = nil // what is needed of them has been read
	if len(file.Errors) > 0 {
		return file, file.Errors[0].Err
	}
	return file, nil
}

func (d *decoder) tryScenario(n *yaml.Node, index int) (s *Scenario, err *Error) {
	defer func() {
		if e := recovered(recover()); e != nil {
			s, err = nil, e
		}
	}()
	return d.scenario(n, index), nil
}

// LoadPlant reads a plant: an included file, or the plant of a scenario file's
// first scenario.
func (l *Loader) LoadPlant(path string) (plant *Plant, err error) {
	if strings.HasSuffix(path, Suffix) {
		f, err := l.Load(path)
		if err != nil {
			return nil, err
		}
		return f.Scenarios[0].Plant, nil
	}
	defer func() {
		if e := recovered(recover()); e != nil {
			plant, err = nil, e
		}
	}()
	plant, err = l.plant([]string{path}, nil)
	if err == nil {
		err = plant.check()
	}
	return plant, err
}

// recovered returns the error that a decoder panicked with.
func recovered(r any) *Error {
	switch r := r.(type) {
	case nil:
		return nil
	case *Error:
		return r
	}
	panic(r)
}

func (d *decoder) scenario(n *yaml.Node, index int) *Scenario {
	s := &Scenario{Pos: d.pos(n), Index: index}
	doc := overlay(nil, s)
	if base := d.included(n); base != nil {
		if ownKeys(n) {
			doc = overlay(base, s)
		} else {
			doc.plant = base
		}
	}
	documentShape.decode(d, doc, n)
	if s.Name == "" {
		hint := ""
		if n.Get("steps") == nil {
			hint = "a plant for other files to include is not named *" + Suffix
		}
		d.fail(n, "a document without the key scenario", "the scenario's name", hint)
	}
	for _, f := range d.later {
		f()
	}
	s.Plant = doc.plant
	if len(s.Steps) == 0 && s.Plant.OnStart == nil && !d.l.Stepless {
		d.fail(n, fmt.Sprintf("the scenario %q without steps", s.Name), "steps, or onStart", "")
	}
	d.must(asError(s.check()))
	return s
}

// asError keeps a nil *Error from becoming an error that is not nil.
func asError(e *Error) error {
	if e == nil {
		return nil
	}
	return e
}

// ownKeys reports whether a scenario says anything of the plant itself.
func ownKeys(n *yaml.Node) bool {
	for _, k := range n.Keys {
		switch k.Text {
		case "scenario", "about", "plant", "steps":
		default:
			return true
		}
	}
	return false
}

// included returns the plant that the document's key plant names, or nil.
func (d *decoder) included(n *yaml.Node) *Plant {
	if n.Kind != yaml.Map {
		return nil
	}
	v := n.Get("plant")
	if v == nil {
		return nil
	}
	paths := d.plantPaths(v)
	if len(d.chain) == 0 {
		d.l.building.Lock()
		defer d.l.building.Unlock()
	}
	p, err := d.l.plant(paths, append(slices.Clone(d.chain), filepath.Clean(d.f.Name)))
	var cycle *cycleError
	if errors.As(err, &cycle) {
		d.fail(v, "a cyclic include: "+cycle.chain, "files that do not include themselves", "")
	}
	d.must(err)
	return p
}

// plantPaths reads the names of included files; a file that can't be read is
// complained of where it is named.
func (d *decoder) plantPaths(v *yaml.Node) []string {
	one := func(n *yaml.Node) string {
		path, _ := d.read(n, "a plant file")
		return path
	}
	if v.Kind != yaml.List {
		return []string{one(v)}
	}
	d.nonEmpty(v, "files")
	var paths []string
	for _, item := range v.Items {
		paths = append(paths, one(item))
	}
	return paths
}

type cycleError struct{ chain string }

func (e *cycleError) Error() string { return "cyclic include: " + e.chain }

// plant reads plant files and lays each over those before it. chain holds the
// files on the way here.
func (l *Loader) plant(paths, chain []string) (*Plant, error) {
	key := strings.Join(paths, "\x00")
	if r := l.plants[key]; r != nil {
		return r.plant, r.err
	}
	for _, p := range paths {
		if slices.Contains(chain, filepath.Clean(p)) {
			return nil, &cycleError{strings.Join(append(slices.Clone(chain), p), " includes ")}
		}
	}
	r := &plantResult{}
	doc := overlay(nil, nil)
	for _, p := range paths {
		if r.err = l.lay(doc, p, chain); r.err != nil {
			break
		}
	}
	if r.err == nil {
		r.plant = doc.plant
		r.plant.shared, r.plant.once = true, new(sync.Once)
	}
	var cycle *cycleError
	if !errors.As(r.err, &cycle) {
		l.plants[key] = r
	}
	return r.plant, r.err
}

// lay reads one plant file, and what it includes, over doc.
func (l *Loader) lay(doc *document, path string, chain []string) (err error) {
	text, err := l.read(path)
	if err != nil {
		return &Error{File: path, Got: "a file that can't be read", Want: "a plant file", Hint: errText(err)}
	}
	f, err := yaml.Parse(path, text)
	if err != nil {
		return err
	}
	if len(f.Docs) != 1 && (len(f.Docs) == 0 || !strings.HasSuffix(path, Suffix)) {
		at := 0
		if len(f.Docs) > 1 {
			at = f.Docs[1].Start
		}
		return f.Errorf(at, fmt.Sprintf("a plant file with %d documents", len(f.Docs)), "exactly one", "")
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error:
			err = r
		default:
			panic(r)
		}
	}()
	d := &decoder{l: l, f: f, dir: filepath.Dir(path), where: inPlant, chain: append(slices.Clone(chain), filepath.Clean(path))}
	n := f.Docs[0]
	if strings.HasSuffix(path, Suffix) {
		n = plantPart(n)
	}
	if n.Kind == yaml.Map {
		if v := n.Get("plant"); v != nil {
			for _, p := range d.plantPaths(v) {
				if slices.Contains(d.chain, filepath.Clean(p)) {
					d.fail(v, "a cyclic include: "+strings.Join(append(slices.Clone(d.chain), p), " includes "), "files that do not include themselves", "")
				}
				d.must(l.lay(doc, p, d.chain))
			}
		}
	}
	documentShape.decode(d, doc, n)
	for _, f := range d.later {
		f()
	}
	f.Docs = nil
	return nil
}

// plantPart is the plant of a scenario: what is left without its name and steps.
func plantPart(n *yaml.Node) *yaml.Node {
	if n.Kind != yaml.Map {
		return n
	}
	part := *n
	part.Keys, part.Items = nil, nil
	for i, k := range n.Keys {
		if k.Text != "scenario" && k.Text != "steps" {
			part.Keys, part.Items = append(part.Keys, k), append(part.Items, n.Items[i])
		}
	}
	return &part
}

// readFile reads a regular file of bounded size.
func readFile(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", errors.New("it is no regular file")
	case info.Size() > MaxRead:
		return "", fmt.Errorf("it has %d bytes, at most %d are read", info.Size(), MaxRead)
	}
	b, err := os.ReadFile(path)
	return string(b), err
}

// read is readFile, once for each path.
func (l *Loader) read(path string) (string, error) {
	l.mu.Lock()
	r, ok := l.texts[path]
	l.mu.Unlock()
	if !ok {
		r.text, r.err = readFile(path)
		l.mu.Lock()
		l.texts[path] = r
		l.mu.Unlock()
	}
	return r.text, r.err
}

// exists returns an error if there is nothing at a path.
func (l *Loader) exists(path string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err, ok := l.there[path]
	if !ok {
		_, err = os.Stat(path)
		l.there[path] = err
	}
	return err
}

// compile compiles a script; one that does not compile is an error at the
// place in it.
func (d *decoder) compile(n *yaml.Node, s *Script, u use) {
	form := u.form
	if form != scripts.FormProgram {
		form = scripts.FormEither
	}
	key := compileKey{s.Language, s.Name, s.Text, u.entry, len(u.params), form}
	d.l.mu.Lock()
	r, ok := d.l.compiled[key]
	d.l.mu.Unlock()
	if !ok {
		language := d.l.languages[s.Language]
		if language == nil {
			d.fail(n, "a script in "+s.Language, "one in "+oneOf(sortedKeys(d.l.languages)), "")
		}
		r.program, r.err = language.Compile(scripts.Source{Name: s.Name, Text: s.Text, Form: form, Entry: u.entry, Params: u.params})
		d.l.mu.Lock()
		d.l.compiled[key] = r
		d.l.mu.Unlock()
	}
	if r.err != nil {
		err := d.compileError(n, s, r.err)
		if d.l.uncompiled == nil {
			panic(err)
		}
		d.l.uncompiled(err)
		return
	}
	s.Program = r.program
}

func sortedKeys[T any](m map[string]T) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// compileError locates a compile error: in the script's file, in the block of
// an inline script, or at an inline script that is quoted.
func (d *decoder) compileError(n *yaml.Node, s *Script, err error) *Error {
	e := s.Pos.Errorf("a script that does not compile: "+err.Error(), "", "")
	var syntax *scripts.SyntaxError
	if !errors.As(err, &syntax) {
		return e
	}
	e.Cause = syntax
	e.Got = fmt.Sprintf("a script that does not compile: %s: %s", syntax.Type, syntax.Message)
	if s.Language == "python" && strings.Contains(syntax.Message, "does not define") {
		e.Hint = "write the def line, or indent the body by one level as Ignition stores it"
	}
	if s.Path != "" {
		e.File, e.Line, e.Col = s.Path, syntax.Line, max(syntax.Column, 1)
		return e
	}
	for _, item := range append([]*yaml.Node{n}, n.Items...) {
		if item.Start == s.Pos.Offset && item.Style == yaml.Literal {
			e.Line += syntax.Line
			e.Col = max(syntax.Column, 1) + blockIndent(d.f.Text[item.Start:item.End])
			return e
		}
	}
	if syntax.Line > 1 || syntax.Column > 1 {
		e.Got += fmt.Sprintf(" (line %d of the script)", syntax.Line)
	}
	return e
}

// blockIndent is the indentation of a literal block's first line with text.
func blockIndent(block string) int {
	_, body, _ := strings.Cut(block, "\n")
	for line := range strings.Lines(body) {
		if text := strings.TrimLeft(line, " "); strings.TrimSpace(text) != "" {
			return len(line) - len(text)
		}
	}
	return 0
}

package projectfile

// Finding projects, libraries and tag files in a tree (section 1 of the
// reference).

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Kind says what a [Root] is.
type Kind uint8

// The kinds of roots.
const (
	KindProject   Kind = iota // a project folder, for Load
	KindLibrary               // a loose script library, for LoadLibrary
	KindTagFile               // a file with tags
	KindTagFolder             // the tag definitions of one provider, as 8.3 keeps them on disk
)

// String returns project, library, tag file or tag folder.
func (k Kind) String() string {
	if int(k) < 4 {
		return [...]string{"project", "library", "tag file", "tag folder"}[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// Root is something that Find found.
type Root struct {
	Kind Kind
	// Path is the file or folder, below the root that was searched. Of a tag
	// folder it is the provider's folder below tag-definition, or below
	// tag-type-definition if there are only types.
	Path string
	// Name is the name of the project, or that of the tag provider: for a tag
	// file its name in a tags folder (TGF-2). It is "" if nothing tells.
	Name string
	// Types is the provider's folder below tag-type-definition, for a tag
	// folder that has one (TGF-5).
	Types string
	// Gateway is the folder of the gateway that the root belongs to: projects
	// are each other's parents only within one (PRJ-2).
	Gateway string
}

// Found is what a tree holds. Lists are sorted by path.
type Found struct {
	Roots []Root
	// Rest are the files that belong to no root: loose scripts and scenario
	// files are among them.
	Rest     []string
	Warnings []Warning // File is a path below the root that was searched
}

// Find searches a tree, or looks at one file. It does not descend into .git,
// node_modules, .resources and Jython's Lib (PRJ-3), nor follow links to
// folders. The error says that root cannot be read at all.
func Find(root string) (*Found, error) {
	info, err := os.Stat(root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", root, reason(err))
	}
	dir, only := root, ""
	if !info.IsDir() {
		dir, only = filepath.Dir(root), filepath.Base(root)
	}
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", root, reason(err))
	}
	defer r.Close()
	f := &finder{fsys: r.FS(), base: dir, tags: map[string]int{}}
	if only != "" {
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s: it is a %s, wanted a file or a folder", root, fileKind(info.Mode()))
		}
		f.fsys = os.DirFS(dir) // whoever names a link means what it leads to
		f.file(only, place{})
	} else {
		f.walk(".", place{})
	}
	f.bareLibrary()
	f.found.Warnings = f.warn.list
	slices.SortStableFunc(f.found.Roots, func(a, b Root) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(f.found.Rest)
	return &f.found, nil
}

type finder struct {
	fsys  fs.FS
	base  string
	found Found
	tags  map[string]int // index of a tag folder by gateway, collection and provider
	bare  []string       // modules that belong to nothing
	warn  warnings
}

// place is what a folder is part of.
type place struct {
	project string // the project folder, "" for none
	library string // the loose library, "" for none
	claimed bool   // it is a resource, or one of the project's folders of resources
}

// full is a path for the user.
func (f *finder) full(name string) string { return filepath.Join(f.base, filepath.FromSlash(name)) }

func (f *finder) add(r Root) {
	r.Path = f.full(r.Path)
	r.Gateway = f.full(r.Gateway)
	f.found.Roots = append(f.found.Roots, r)
}

func (f *finder) walk(dir string, at place) {
	entries, err := fs.ReadDir(f.fsys, dir)
	if err != nil {
		f.warn.add(Warning{Failure, f.full(dir), 0, "", fmt.Sprintf("the folder cannot be read: %v", reason(err))})
		return
	}
	has := map[string]bool{}
	for _, e := range entries {
		has[e.Name()] = true
	}
	switch {
	case has["project.json"] && f.isProject(path.Join(dir, "project.json")):
		at = place{project: dir}
		f.add(Root{Kind: KindProject, Path: dir, Name: ProjectName(f.full(dir)), Gateway: gatewayOf(dir)})
	case at.project != "" && !at.claimed:
		rel := strings.Join(below(dir, at.project), "/")
		at.claimed = has[resourceFile] || rel != "" && known(rel)
	}
	if name := path.Base(f.full(dir)); at.project == "" && at.library == "" && name == "script-python" && f.hasCode(dir) {
		at.library = dir
		f.add(Root{Kind: KindLibrary, Path: dir, Gateway: path.Dir(dir)})
	}
	if jythonLib(path.Base(dir), has) {
		if path.Base(path.Dir(dir)) == "user-lib" || path.Base(path.Dir(dir)) == "pylib" {
			return // where a gateway keeps it
		}
		f.warn.add(Warning{Notice, f.full(dir), 0, "", "it is the standard library of Jython, which is left out (PRJ-3); name the folder itself to have it looked at"})
		return
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case e.IsDir():
			if !skipped(e.Name()) {
				f.walk(name, at)
			}
		case e.Type()&fs.ModeSymlink != 0:
			if info, err := fs.Stat(f.fsys, name); err != nil {
				f.warn.add(Warning{Notice, f.full(name), 0, "", reason(err).Error()})
			} else if info.IsDir() {
				f.warn.add(Warning{Notice, f.full(name), 0, "", "it is a link to a folder: links to folders are not followed"})
			} else if info.Mode().IsRegular() {
				f.file(name, at)
			}
		case e.Type().IsRegular():
			f.file(name, at)
		}
	}
}

// jythonLib reports whether a folder is the standard library that Ignition
// installs for Jython. A library package may be named Lib too.
func jythonLib(name string, has map[string]bool) bool {
	return name == "Lib" && (has["os.py"] || has["site.py"] || has["__future__.py"])
}

// hasCode reports whether there is a module anywhere below a folder.
func (f *finder) hasCode(dir string) bool {
	found := false
	err := fs.WalkDir(f.fsys, dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && e.Name() == "code.py" {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return err == nil && found
}

// isProject reports whether a project.json is Ignition's (PRJ-1).
func (f *finder) isProject(file string) bool {
	data, err := readFile(f.fsys, file, maxJSON)
	if err != nil {
		f.warn.add(Warning{Notice, f.full(file), 0, "", err.Error()})
		return false
	}
	text, _ := decode(data)
	v, err := parseJSON(text)
	if err != nil && strings.Contains(text, `"inheritable"`) {
		// The project is there all the same; loading it says what is wrong.
		return true
	}
	return err == nil && v.get("inheritable") != nil
}

// gatewayOf returns the folder that a project's gateway is: the one that holds
// the folder projects, else the parent.
func gatewayOf(dir string) string {
	parent := path.Dir(dir)
	if path.Base(parent) == "projects" {
		return path.Dir(parent)
	}
	return parent
}

func (f *finder) file(name string, at place) {
	base := path.Base(name)
	switch {
	case at.claimed || at.project != "" && path.Dir(name) == at.project && base == "project.json":
	case f.tagFolder(name, base):
	case base == resourceFile || base == "unary-resource.json":
	case base == "code.py" && at.library != "":
	case base == "code.py" && at.project == "" && path.Dir(name) != ".":
		f.bare = append(f.bare, name)
	case strings.EqualFold(path.Ext(base), ".json") && f.isTags(name):
		r := Root{Kind: KindTagFile, Path: name, Gateway: path.Dir(name)}
		if dir := path.Dir(name); strings.EqualFold(path.Base(dir), "tags") {
			r.Gateway = path.Dir(dir)
			if stem := strings.TrimSuffix(base, path.Ext(base)); !strings.EqualFold(stem, "tags") && stem != "_types_" {
				r.Name = stem
			}
		}
		if at.project != "" {
			r.Gateway = gatewayOf(at.project)
		}
		f.add(r)
	default:
		f.found.Rest = append(f.found.Rest, f.full(name))
	}
}

// bareLibrary takes modules without a script-python folder for a library, whose
// root is what the user named (PRJ-2). Beside a project or a library they are
// just files.
func (f *finder) bareLibrary() {
	beside := slices.ContainsFunc(f.found.Roots, func(r Root) bool { return r.Kind == KindProject || r.Kind == KindLibrary })
	switch {
	case len(f.bare) == 0:
	case beside:
		for _, name := range f.bare {
			f.found.Rest = append(f.found.Rest, f.full(name))
		}
	default:
		f.add(Root{Kind: KindLibrary, Path: ".", Gateway: "."})
	}
}

// tagFolder registers the provider of a tags.json or udts.json in the layout of
// 8.3 (TGF-5) and reports whether it is one.
func (f *finder) tagFolder(name, base string) bool {
	if base != "tags.json" && base != "udts.json" {
		return false
	}
	parts := strings.Split(name, "/")
	at := slices.IndexFunc(parts, func(s string) bool { return s == "tag-definition" || s == "tag-type-definition" })
	if at < 0 || at+2 >= len(parts) {
		return false
	}
	above, provider := path.Join(parts[:at]...), parts[at+1]
	folder := path.Join(above, parts[at], provider)
	key := above + "\x00" + provider
	i, ok := f.tags[key]
	if !ok {
		i = len(f.found.Roots)
		f.tags[key] = i
		gateway := above
		if c := slices.Index(parts[:at], "config"); c >= 0 {
			gateway = path.Join(parts[:c]...)
		}
		f.add(Root{Kind: KindTagFolder, Path: folder, Name: unescape(provider), Gateway: gateway})
	}
	if parts[at] == "tag-type-definition" {
		f.found.Roots[i].Types = f.full(folder)
	}
	return true
}

var escaped = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

// unescape decodes the name of a folder of tags (TGF-7).
func unescape(name string) string {
	return escaped.ReplaceAllStringFunc(name, func(s string) string {
		var c byte
		_, _ = fmt.Sscanf(s[1:], "%02x", &c)
		return string([]byte{c})
	})
}

// maxSniff is how much of a JSON file is searched for tags.
const maxSniff = 64 << 20

// tagNode matches the type of a tag node as written.
var tagNode = regexp.MustCompile(`"tagType"\s*:\s*"(Provider|Folder|AtomicTag|UdtType|UdtInstance)"`)

// isTags reports whether a JSON file holds tags (TGF-1): an object or array
// whose nodes have a tagType. What looks like tags but is not JSON counts, so
// that its reader can say what is wrong with it.
func (f *finder) isTags(name string) bool {
	file, err := f.fsys.Open(name)
	if err != nil {
		f.warn.add(Warning{Notice, f.full(name), 0, "", reason(err).Error()})
		return false
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxSniff))
	if err != nil {
		f.warn.add(Warning{Notice, f.full(name), 0, "", reason(err).Error()})
		return false
	}
	if !tagNode.Match(data) {
		return false
	}
	text, _ := decode(data)
	found, err := hasTagType(json.NewDecoder(strings.NewReader(text)))
	return found || err != nil
}

// hasTagType reads until it meets a tagType where a tag node may have it: in
// the root, or below arrays and the key tags alone.
func hasTagType(dec *json.Decoder) (bool, error) {
	// path holds, for each open object or array, whether tags may be in it.
	type level struct{ object, tags bool }
	var open []level
	key := "" // the key whose value comes next
	wantKey := func() bool { return len(open) > 0 && open[len(open)-1].object && key == "" }
	for {
		t, err := dec.Token()
		if err != nil {
			if errors.Is(err, io.EOF) && len(open) == 0 {
				err = nil
			}
			return false, err
		}
		if d, ok := t.(json.Delim); ok {
			if d == '}' || d == ']' {
				open = open[:len(open)-1]
				key = ""
				continue
			}
			inside := true
			if len(open) > 0 {
				top := open[len(open)-1]
				inside = top.tags && (!top.object || key == "\x00tags")
			}
			if len(open) >= maxDepth {
				return false, nil
			}
			open = append(open, level{d == '{', inside})
			key = ""
			continue
		}
		if s, ok := t.(string); ok && wantKey() {
			key = "\x00" + s
			continue
		}
		if key == "\x00tagType" && open[len(open)-1].tags {
			if s, ok := t.(string); ok && slices.Contains([]string{"Provider", "Folder", "AtomicTag", "UdtType", "UdtInstance"}, s) {
				return true, nil
			}
		}
		key = ""
	}
}

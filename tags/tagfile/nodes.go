package tagfile

// From files to nodes: what kinds of files there are, to which provider and
// folder their content belongs, and the tree it makes (sections 8 and 9 of the
// file reference).

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"dryfire/tags"
)

// node is one node of a tag file, or a folder that stands for a directory.
type node struct {
	name    string
	tagType string
	props   *tags.Map // the JSON object; nil for a directory
	members []*node
	index   map[string]*node
	file    *file
	value   tags.Value // the JSON object again, to find its line
	at      string     // its path inside the file
	scripts []tags.EventScript
	parsed  bool // scripts is complete
}

// file is a parsed file.
type file struct {
	name string
	json *tags.JSON
}

func (n *node) position() Position {
	if n.file == nil {
		return Position{}
	}
	return Position{File: n.file.name, Line: n.file.json.Line(n.value), Node: n.at}
}

func (n *node) get(name string) (tags.Value, bool) {
	if n.props == nil {
		return tags.Value{}, false
	}
	v, ok := n.props.Get(name)
	return v, ok && !v.IsNull() // TGF-14
}

func (n *node) text(name string) string {
	v, _ := n.get(name)
	return v.Text()
}

// member returns the member of that name, case ignored (PTH-5).
func (n *node) member(name string) *node {
	if n.index == nil {
		if len(n.members) < 8 {
			for _, m := range n.members {
				if strings.EqualFold(m.name, name) {
					return m
				}
			}
			return nil
		}
		n.index = make(map[string]*node, len(n.members))
		for _, m := range n.members {
			n.index[tags.FoldName(m.name)] = m
		}
	}
	return n.index[tags.FoldName(name)]
}

func (n *node) add(m *node) {
	n.members = append(n.members, m)
	if n.index != nil {
		n.index[tags.FoldName(m.name)] = m
	}
}

// insert puts m into a folder. Two folders of one name become one; of any
// other two equal names the first is kept (TGF-23).
func (l *loader) insert(folder, m *node) {
	old := folder.member(m.name)
	switch {
	case old == nil:
		folder.add(m)
	case old.tagType == tags.TypeFolder && m.tagType == tags.TypeFolder:
		if old.props == nil {
			old.props, old.file, old.value, old.at = m.props, m.file, m.value, m.at
		}
		for _, c := range m.members {
			l.insert(old, c)
		}
	default:
		l.warn(m.position(), "there is a %q here already, which is kept", old.name)
	}
}

// subfolder returns the folder at a path below n, and makes it.
func (n *node) subfolder(path []string) *node {
	for _, name := range path {
		m := n.member(name)
		if m == nil {
			m = &node{name: name, tagType: tags.TypeFolder}
			n.add(m)
		}
		n = m
	}
	return n
}

const typesFolder = "_types_"

// readFile reads a file as UTF-8, or as Latin-1 if it is none (QRK-1).
func (l *loader) readFile(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", plainError(err)
	}
	return l.decode(fileName(path), string(b)), nil
}

func (l *loader) decode(name, text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if utf8.ValidString(text) {
		return text
	}
	l.warn(Position{File: name}, "is not UTF-8; it was read as Latin-1")
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		b.WriteRune(rune(text[i]))
	}
	return b.String()
}

func (l *loader) parse(name, text string) (*file, error) {
	j, err := tags.LocateJSON(l.decode(name, text))
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return &file{name: name, json: j}, nil
}

// singleFile loads one export (TGF-2). Its provider is called as its root is,
// or as the file is if it lies in a folder tags.
func (l *loader) singleFile(path string) error {
	text, err := l.readFile(path)
	if err != nil {
		return err
	}
	return l.export(fileName(path), text)
}

func (l *loader) export(name, text string) error {
	f, err := l.parse(name, text)
	if err != nil {
		return err
	}
	if !isTagFile(f.json.Root, true) {
		return nil
	}
	l.place(f, nil)
	return nil
}

// stem returns the provider's name that a file name suggests, "" for none.
func stem(name string) string {
	dir, base := filepath.Split(filepath.FromSlash(name))
	s := strings.TrimSuffix(base, filepath.Ext(base))
	if !strings.EqualFold(filepath.Base(dir), "tags") || strings.EqualFold(s, "tags") || s == typesFolder {
		return ""
	}
	return s
}

// isTagFile recognises a tag file by its content (TGF-1). An object or array
// without nodes is one only if the user named the file.
func isTagFile(root tags.Value, named bool) bool {
	nodes := root.List()
	if m := root.Map(); m != nil {
		if t, ok := m.Get("tagType"); ok && t.IsText() {
			return true
		}
		v, _ := m.Get("tags")
		nodes = v.List()
	}
	if nodes == nil {
		return false
	}
	for _, n := range nodes.Items {
		if m := n.Map(); m != nil {
			if t, ok := m.Get("tagType"); ok && t.IsText() {
				return true
			}
		}
	}
	return named && len(nodes.Items) == 0
}

// place puts the content of a file into the tree, below a folder.
func (l *loader) place(f *file, folder []string) {
	l.sawTags = true
	types := strings.HasSuffix(f.name, "/"+typesFolder+".json") || f.name == typesFolder+".json"
	root := l.node(f, f.json.Root, "", "", 0)
	if root == nil {
		return
	}
	container := root.tagType == "" || root.tagType == tags.TypeProvider ||
		root.tagType == tags.TypeFolder && (root.name == "" || types && root.name == typesFolder)
	if !container {
		if root.name == "" {
			base := filepath.Base(filepath.FromSlash(f.name))
			root.name = strings.TrimSuffix(base, filepath.Ext(base))
		}
		if err := tags.CheckName(root.name); err != nil {
			l.warn(root.position(), "%s", err)
			return
		}
		if root.tagType == tags.TypeUdtType && len(folder) == 0 {
			folder = []string{typesFolder}
		}
		l.insert(l.provider("").root.subfolder(folder), root)
		return
	}
	name := ""
	if root.tagType == tags.TypeProvider {
		name = root.name
	}
	if name == "" && len(folder) == 0 {
		name = stem(f.name)
	}
	if name != "" {
		if err := tags.CheckName(name); err != nil {
			l.warn(root.position(), "tag provider: %s", err)
			name = ""
		}
	}
	if types {
		folder = append(folder[:len(folder):len(folder)], typesFolder)
	}
	p := l.provider(name)
	into := p.root.subfolder(folder)
	for _, m := range root.members {
		if types && m.name == typesFolder {
			for _, c := range m.members {
				l.insert(into, c)
			}
			continue
		}
		l.insert(into, m)
	}
}

const maxNesting = 100

// node makes a node of a JSON value; the members of a UdtType or UdtInstance
// may be stubs. It returns nil, with a warning, for what is no node. name is
// used if the object has none.
func (l *loader) node(f *file, v tags.Value, at, name string, depth int) *node {
	n := &node{name: name, file: f, value: v, at: at}
	if depth > maxNesting {
		l.warn(n.position(), "is nested deeper than %d levels", maxNesting)
		return nil
	}
	if items := v.List(); items != nil {
		l.nodes(n, items, at, depth)
		return n
	}
	m := v.Map()
	if m == nil {
		l.warn(Position{File: f.name, Line: 1, Node: at}, "got %s, want a node with name and tagType", v.Kind())
		return nil
	}
	if usr, ok := m.Get("usr"); ok && usr.Map() != nil {
		m = withUserOverrides(m, usr.Map())
	}
	n.props = m
	if s, ok := m.Get("name"); ok {
		if s.IsText() {
			n.name = s.Text()
		} else if !s.IsNull() {
			n.name = s.String()
		}
	}
	if t, ok := m.Get("tagType"); ok {
		n.tagType = t.Text()
		switch n.tagType {
		case tags.TypeProvider, tags.TypeFolder, tags.TypeAtomicTag, tags.TypeUdtType, tags.TypeUdtInstance:
		default:
			n.tagType = n.likelyType()
			l.warn(n.position(), "got tagType %s, want one of Provider, Folder, AtomicTag, UdtType, UdtInstance; it is taken as %s", t, n.tagType)
		}
	} else if at != "" {
		n.tagType = n.likelyType()
	}
	if v, ok := n.get("tags"); ok {
		if v.List() == nil {
			l.warn(n.position(), "tags: got %s, want a list", v.Kind())
		} else {
			l.nodes(n, v.List(), join(at, "tags"), depth)
		}
	}
	return n
}

// likelyType is what a node without a usable tagType is taken for.
func (n *node) likelyType() string {
	_, typed := n.get("typeId")
	_, parameters := n.get("parameters")
	_, members := n.get("tags")
	switch {
	case typed || parameters:
		return tags.TypeUdtInstance
	case members:
		return tags.TypeFolder
	}
	return tags.TypeAtomicTag
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

func (l *loader) nodes(n *node, items *tags.List, at string, depth int) {
	for i, v := range items.Items {
		at := at + "[" + strconv.Itoa(i) + "]"
		if v.Map() == nil {
			line := n.file.json.Line(tags.FromList(items))
			l.warn(Position{File: n.file.name, Line: line, Node: at}, "got %s, want a node with name and tagType", v.Kind())
			continue
		}
		m := l.node(n.file, v, at, "", depth+1)
		if m == nil {
			continue
		}
		if m.name == "" {
			l.warn(m.position(), "the node has no name")
			continue
		}
		if err := tags.CheckName(m.name); err != nil {
			l.warn(m.position(), "%s", err)
			continue
		}
		l.insert(n, m)
	}
}

// withUserOverrides lays usr over a node of a managed provider (TGF-8).
func withUserOverrides(m, usr *tags.Map) *tags.Map {
	out := tags.NewMap(m.Len() + usr.Len())
	for i := range m.Len() {
		if k, v := m.At(i); k.Text() != "usr" {
			out.Set(k, v)
		}
	}
	for i := range usr.Len() {
		if k, v := usr.At(i); k.Text() != "name" && k.Text() != "tagType" && k.Text() != "tags" {
			out.Set(k, v)
		}
	}
	return out
}

// folder loads a folder of any kind.
func (l *loader) folder(path string) error {
	bases, only, err := configurationFolders(path)
	if err != nil {
		return plainError(err)
	}
	if len(bases) > 0 {
		for _, base := range bases {
			if err := l.configuration(base, only); err != nil {
				return err
			}
		}
		return nil
	}
	var folder []string
	if isTypes(path) {
		folder = []string{typesFolder}
	}
	return l.tree(path, folder, 0)
}

// isTypes reports whether a directory is the one with the UDT definitions of a
// tree of nodeconfig files.
func isTypes(path string) bool {
	return strings.EqualFold(filepath.Base(path), "types") && hasNodeConfig(path, 0)
}

const (
	tagDefinition     = "tag-definition"
	tagTypeDefinition = "tag-type-definition"
)

// configurationFolders returns the folders at or below path that hold
// tag-definition or tag-type-definition (TGF-5), and the one provider that path
// itself narrows them to.
func configurationFolders(path string) (bases []string, only string, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, "", err
	}
	base := filepath.Base(abs)
	above := filepath.Base(filepath.Dir(abs))
	switch {
	case base == tagDefinition || base == tagTypeDefinition:
		return []string{filepath.Join(path, "..")}, "", nil
	case above == tagDefinition || above == tagTypeDefinition:
		return []string{filepath.Join(path, "..", "..")}, base, nil
	}
	bases, err = findConfiguration(path, 0)
	return bases, "", err
}

func findConfiguration(path string, depth int) ([]string, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range entries {
		if e.IsDir() && (e.Name() == tagDefinition || e.Name() == tagTypeDefinition) {
			return []string{path}, nil
		}
	}
	for _, e := range entries {
		// config/resources/<collection>/ignition is four levels down.
		if e.IsDir() && depth < 5 && !strings.HasPrefix(e.Name(), ".") {
			below, err := findConfiguration(filepath.Join(path, e.Name()), depth+1)
			if err != nil {
				return nil, err
			}
			found = append(found, below...)
		}
	}
	return found, nil
}

// unescape decodes a directory's name (TGF-7); a name that only looks escaped
// stands for itself (QRK-6).
func unescape(name string) string {
	if s, err := url.PathUnescape(name); err == nil {
		return s
	}
	return name
}

// configuration loads the folder that holds tag-definition and its siblings.
func (l *loader) configuration(base, only string) error {
	for _, kind := range []string{"tag-provider", tagDefinition, tagTypeDefinition, "tag-group"} {
		dir := filepath.Join(base, kind)
		entries, err := os.ReadDir(dir)
		if err != nil {
			if os.IsNotExist(err) {
				continue
			}
			return plainError(err)
		}
		for _, e := range entries {
			if !e.IsDir() || only != "" && e.Name() != only {
				continue
			}
			name := unescape(e.Name())
			sub := filepath.Join(dir, e.Name())
			if err := tags.CheckName(name); err != nil {
				l.warn(Position{File: fileName(sub)}, "tag provider: %s", err)
				continue
			}
			switch kind {
			case tagDefinition:
				l.sawTags = true
				l.provider(name)
				err = l.directory(l.provider(name), sub, nil, 0)
			case tagTypeDefinition:
				l.sawTags = true
				err = l.directory(l.provider(name), sub, []string{typesFolder}, 0)
			case "tag-group":
				err = l.groups(name, sub)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// directory loads one folder of tag-definition or tag-type-definition, in which
// folders are directories (TGF-6).
func (l *loader) directory(p *provider, dir string, folder []string, depth int) error {
	if depth > maxNesting {
		l.warn(Position{File: fileName(dir)}, "is nested deeper than %d levels", maxNesting)
		return nil
	}
	into := p.root.subfolder(folder)
	for _, base := range []string{"tags.json", "udts.json"} {
		path := filepath.Join(dir, base)
		if _, err := os.Stat(path); err != nil {
			continue
		}
		f := l.tolerantParse(path)
		if f == nil {
			continue
		}
		if root := l.node(f, f.json.Root, "", "", 0); root != nil {
			if root.tagType != "" && root.tagType != tags.TypeProvider && root.name != "" {
				if err := tags.CheckName(root.name); err != nil {
					l.warn(root.position(), "%s", err)
				} else {
					l.insert(into, root)
				}
				continue
			}
			for _, m := range root.members {
				l.insert(into, m)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return plainError(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		name := unescape(e.Name())
		if err := tags.CheckName(name); err != nil {
			l.warn(Position{File: fileName(filepath.Join(dir, e.Name()))}, "%s", err)
			continue
		}
		if err := l.directory(p, filepath.Join(dir, e.Name()), append(folder[:len(folder):len(folder)], name), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// tolerantParse parses one file of many: a bad one is a warning.
func (l *loader) tolerantParse(path string) *file {
	text, err := l.readFile(path)
	if err != nil {
		l.warn(Position{File: fileName(path)}, "%s", strings.TrimPrefix(err.Error(), path+": "))
		return nil
	}
	j, err := tags.LocateJSON(text)
	if err != nil {
		at := Position{File: fileName(path)}
		message := err.Error()
		if e, ok := err.(*tags.JSONError); ok {
			at.Line = e.Line
			message = fmt.Sprintf("column %d: %s", e.Column, e.Message)
		}
		l.warn(at, "%s", message)
		return nil
	}
	return &file{name: fileName(path), json: j}
}

// groups loads the tag groups of a provider (TGF-10).
func (l *loader) groups(provider, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return plainError(err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name(), "config.json")
		if _, err := os.Stat(path); err != nil || !e.IsDir() {
			continue
		}
		f := l.tolerantParse(path)
		if f == nil {
			continue
		}
		g := Group{Provider: provider, Name: unescape(e.Name()), Mode: "Direct", Rate: 1000, Settings: new(tags.Map)}
		if m := f.json.Root.Map(); m != nil {
			if c, ok := m.Get("config"); ok && c.Map() != nil {
				g.Settings = c.Map()
			}
		}
		if v, ok := g.Settings.Get("mode"); ok && v.IsText() {
			g.Mode = v.Text()
		}
		if v, ok := g.Settings.Get("rate"); ok && v.IsNumber() {
			g.Rate = v.Int64()
		}
		l.res.Groups = append(l.res.Groups, g)
	}
	return nil
}

// tree loads a folder with tag files of any name, whose directories are tag
// folders (TGF-4). A directory tags at its top is not one of them.
func (l *loader) tree(dir string, folder []string, depth int) error {
	if depth > maxNesting {
		l.warn(Position{File: fileName(dir)}, "is nested deeper than %d levels", maxNesting)
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return plainError(err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() || !strings.EqualFold(filepath.Ext(e.Name()), ".json") || e.Name() == nodeConfig || e.Name()[0] == '.' {
			continue
		}
		f := l.tolerantParse(path)
		if f == nil || !isTagFile(f.json.Root, false) {
			continue
		}
		if err := checkNames(folder); err != nil {
			l.warn(Position{File: f.name}, "the folder's %s", err)
			continue
		}
		l.place(f, folder)
	}
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		name := unescape(e.Name())
		if len(folder) == 0 && isTypes(path) {
			name = typesFolder
		}
		inTypes := name == typesFolder || len(folder) > 0 && folder[0] == typesFolder
		if n, err := l.nodeConfig(path, name, inTypes, 0); err != nil {
			return err
		} else if n != nil {
			l.sawTags = true
			if err := checkNames(folder); err != nil {
				l.warn(Position{File: fileName(path)}, "the folder's %s", err)
			} else {
				l.insert(l.provider("").root.subfolder(folder), n)
			}
			continue
		}
		below := append(folder[:len(folder):len(folder)], name)
		if depth == 0 && strings.EqualFold(name, "tags") {
			below = nil
		}
		if err := l.tree(path, below, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func checkNames(folder []string) error {
	for _, name := range folder {
		if err := tags.CheckName(name); err != nil {
			return err
		}
	}
	return nil
}

const nodeConfig = "nodeconfig.json"

func hasNodeConfig(dir string, depth int) bool {
	if _, err := os.Stat(filepath.Join(dir, nodeConfig)); err == nil {
		return true
	}
	entries, err := os.ReadDir(dir)
	if err != nil || depth > 3 {
		return false
	}
	for _, e := range entries {
		if e.IsDir() && hasNodeConfig(filepath.Join(dir, e.Name()), depth+1) {
			return true
		}
	}
	return false
}

// nodeConfig loads a directory of a tree in which each node is a directory with
// a nodeconfig.json and is called as its directory is (TGF-4). It returns nil
// for a directory that belongs to no such tree.
func (l *loader) nodeConfig(dir, name string, inTypes bool, depth int) (*node, error) {
	if !hasNodeConfig(dir, 0) {
		return nil, nil
	}
	if depth > maxNesting {
		l.warn(Position{File: fileName(dir)}, "is nested deeper than %d levels", maxNesting)
		return nil, nil
	}
	n := &node{name: name}
	if path := filepath.Join(dir, nodeConfig); fileExists(path) {
		f := l.tolerantParse(path)
		if f == nil {
			return nil, nil
		}
		if n = l.node(f, f.json.Root, "", name, 0); n == nil {
			return nil, nil
		}
		n.name = name
	}
	if err := tags.CheckName(name); err != nil {
		l.warn(Position{File: fileName(dir)}, "%s", err)
		return nil, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, plainError(err)
	}
	hasTags := false
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		m, err := l.nodeConfig(filepath.Join(dir, e.Name()), unescape(e.Name()), inTypes && n.props == nil, depth+1)
		if err != nil {
			return nil, err
		}
		if m != nil {
			hasTags = hasTags || m.tagType == tags.TypeAtomicTag || m.tagType == tags.TypeUdtInstance
			l.insert(n, m)
		}
	}
	if n.tagType == "" {
		switch {
		case inTypes && name != typesFolder && (n.props != nil || hasTags):
			n.tagType = tags.TypeUdtType // folders of types hold types only
		case n.props != nil && len(n.members) == 0:
			n.tagType = n.likelyType()
		default:
			n.tagType = tags.TypeFolder
		}
	}
	return n, nil
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

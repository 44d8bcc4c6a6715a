package scenarios

// A shape is the table of a map's keys: what each is called, what it is for,
// what it may hold and where it goes. The loader reads files by these tables
// and the JSON Schema is printed from them, so the two can't drift apart.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

// where says in which kinds of documents a key may stand.
type where uint8

const (
	inScenario where = 1 << iota
	inPlant          // an included file
	inRemote         // a gateway under network
	everywhere = inScenario | inPlant | inRemote
)

var whereNames = map[where]string{inScenario: "a scenario", inPlant: "an included plant file", inRemote: "a remote gateway"}

// field is one key of a map. T is a pointer to what the map describes.
type field[T any] struct {
	key  string
	doc  string
	typ  obj // what the schema says of the value
	need bool
	in   where // 0 is everywhere
	set  func(d *decoder, t T, n *yaml.Node)
}

type shape[T any] struct {
	name   string // of its definition in the schema
	what   string // with its article, for messages
	doc    string
	fields []field[T]
}

// decode reads a map into t. Keys that t holds already are overwritten, which
// is what laying one file over another means.
func (s *shape[T]) decode(d *decoder, t T, n *yaml.Node) {
	if n.Kind != yaml.Map {
		d.fail(n, match.Got(n), s.what+": a map with "+s.keyList(d.where), "")
	}
	for i, k := range n.Keys {
		f := s.find(k.Text)
		switch {
		case f == nil:
			want, hint := "a key of "+s.what, s.hint(d, k.Text)
			if hint == "" {
				want += ": " + s.keyList(d.where)
			}
			d.fail(k, fmt.Sprintf("the unknown key %q", k.Text), want, hint)
		case f.in != 0 && f.in&d.where == 0:
			d.fail(k, fmt.Sprintf("the key %q in %s", k.Text, whereNames[d.where]), s.keyList(d.where), "")
		}
		f.set(d, t, n.Items[i])
	}
	for i := range s.fields {
		if f := &s.fields[i]; f.need && n.Get(f.key) == nil {
			d.fail(n, s.what+" without the key "+f.key, "it", "")
		}
	}
}

func (s *shape[T]) find(key string) *field[T] {
	for i := range s.fields {
		if s.fields[i].key == key {
			return &s.fields[i]
		}
	}
	return nil
}

func (s *shape[T]) keys(in where) []string {
	var keys []string
	for _, f := range s.fields {
		if f.in == 0 || f.in&in != 0 {
			keys = append(keys, f.key)
		}
	}
	return keys
}

func (s *shape[T]) keyList(in where) string {
	if s.name == "tag" {
		return "a property of a tag export, an event such as valueChanged, or custom for properties of your own"
	}
	return strings.Join(s.keys(in), ", ")
}

func (s *shape[T]) hint(d *decoder, wrong string) string {
	if wrong == "<<" {
		return "merge keys are not part of YAML 1.2; put what is shared into a file and name it under plant"
	}
	return didYouMean(wrong, s.keys(d.where))
}

// decoder reads the nodes of one file. The first error ends the reading, as a
// panic of *Error that the loader catches.
type decoder struct {
	l     *Loader
	f     *yaml.File
	dir   string // to which paths in the file are relative
	where where
	owner string   // what inline scripts belong to, for tracebacks
	chain []string // files being included, the outermost first
	refs  []reference
	later []func() // what is read when the rest of the document is known
}

func (d *decoder) fail(n *yaml.Node, got, want, hint string) {
	panic(d.f.Errorf(n.Start, got, want, hint))
}

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.f, n.Start} }

func (d *decoder) must(err error) {
	if err != nil {
		panic(err)
	}
}

// text reads text. Unquoted dates are text here too: nothing that takes text
// could mean the date.
func (d *decoder) text(n *yaml.Node) string {
	if n.Kind != yaml.Text && n.Kind != yaml.Date {
		hint := ""
		if n.Kind < yaml.List && n.Kind != yaml.Null {
			hint = "put it in quotes"
		}
		d.fail(n, match.Got(n), "text", hint)
	}
	return n.Text
}

// name is text that is not empty.
func (d *decoder) name(n *yaml.Node) string {
	s := d.text(n)
	if strings.TrimSpace(s) == "" {
		d.fail(n, fmt.Sprintf("the text %q", s), "a name", "")
	}
	return s
}

func (d *decoder) texts(n *yaml.Node) []string {
	if n.Kind != yaml.List {
		d.fail(n, match.Got(n), "a list of text", "")
	}
	out := make([]string, len(n.Items))
	for i, item := range n.Items {
		out[i] = d.text(item)
	}
	return out
}

func (d *decoder) bool(n *yaml.Node) bool {
	if n.Kind != yaml.Bool {
		hint := ""
		switch strings.ToLower(n.Text) {
		case "on", "yes", "y", "off", "no", "n":
			hint = "in YAML 1.2 " + n.Text + " is text"
		}
		d.fail(n, match.Got(n), "true or false", hint)
	}
	return n.Bool()
}

func (d *decoder) int(n *yaml.Node, from, to int64) int {
	i, ok := n.Int()
	if !ok || i < from || i > to {
		d.fail(n, match.Got(n), fmt.Sprintf("a whole number from %d to %d", from, to), "")
	}
	return int(i)
}

func (d *decoder) number(n *yaml.Node) float64 {
	if n.Kind != yaml.Int && n.Kind != yaml.Float {
		d.fail(n, match.Got(n), "a number", "")
	}
	f := n.Float()
	if f != f || f-f != 0 {
		d.fail(n, match.Got(n), "a finite number", "")
	}
	return f
}

func (d *decoder) enum(n *yaml.Node, words ...string) string {
	if n.Kind != yaml.Text {
		d.fail(n, match.Got(n), oneOf(words), "")
	}
	if !contains(words, n.Text) {
		d.fail(n, match.Got(n), oneOf(words), didYouMean(n.Text, words))
	}
	return n.Text
}

func (d *decoder) duration(n *yaml.Node) time.Duration {
	if n.Kind == yaml.Int && n.Text == "0" {
		return 0
	}
	t, ok := parseDuration(n.Text)
	if n.Kind != yaml.Text || !ok {
		hint := ""
		if n.Kind == yaml.Int {
			hint = "write the unit: " + n.Text + "ms or " + n.Text + "s"
		}
		d.fail(n, match.Got(n), "a duration such as 200ms, 2s or 1h30m", hint)
	}
	return t
}

// list calls each for the items of a list.
func (d *decoder) list(n *yaml.Node, what string, each func(i int, item *yaml.Node)) {
	if n.Kind != yaml.List {
		d.fail(n, match.Got(n), "a list of "+what, "")
	}
	for i, item := range n.Items {
		each(i, item)
	}
}

// entries calls each for the entries of a map.
func (d *decoder) entries(n *yaml.Node, what string, each func(k, v *yaml.Node)) {
	if n.Kind == yaml.Null && n.Style == yaml.Empty {
		return // a key with nothing below it
	}
	if n.Kind != yaml.Map {
		d.fail(n, match.Got(n), "a map of "+what, "")
	}
	for i, k := range n.Keys {
		each(k, n.Items[i])
	}
}

// value reads plain data.
func (d *decoder) value(n *yaml.Node) tags.Value { return match.DataValue(n) }

func (d *decoder) pattern(n *yaml.Node) *match.Pattern {
	p, err := match.FromNode(d.f, n)
	d.must(err)
	return p
}

// path reads the name of a file or folder and returns it relative to the
// working directory. It must exist.
func (d *decoder) path(n *yaml.Node, want string) string {
	name := d.name(n)
	p := name
	if !filepath.IsAbs(p) {
		p = filepath.Join(d.dir, filepath.FromSlash(name))
	}
	if err := d.l.exists(p); err != nil {
		if os.IsNotExist(err) {
			d.fail(n, fmt.Sprintf("%q, which is not there", name), want, "paths are relative to this file: looked for "+p)
		}
		d.fail(n, fmt.Sprintf("%q, which can't be read", name), want, err.Error())
	}
	return p
}

// read returns the content of a file named by n.
func (d *decoder) read(n *yaml.Node, want string) (path, text string) {
	path = d.path(n, want)
	text, err := d.l.read(path)
	if err != nil {
		d.fail(n, fmt.Sprintf("%q, which can't be read", n.Text), want, errText(err))
	}
	return path, text
}

// errText is the reason in an error of the file system, without the path.
func errText(err error) string {
	if e, ok := err.(*os.PathError); ok {
		return e.Err.Error()
	}
	return err.Error()
}

package projectfile

// What only a real disk has: links, pipes, large files; and searching trees.

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tree writes files into a new folder. A name that ends with a slash is a
// folder.
func tree(t testing.TB, files map[string]string) string {
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			require.NoError(t, os.MkdirAll(file, 0o755))
			continue
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return root
}

func texts(list []Warning) []string {
	var out []string
	for _, w := range list {
		out = append(out, w.Severity.String()+": "+filepath.ToSlash(w.String()))
	}
	return out
}

const projectJSON = `{"title":"","enabled":true,"inheritable":false}`

func TestLoadNamesAndLabels(t *testing.T) {
	root := tree(t, map[string]string{
		"Line1_2024-03-05_1412/project.json":                           projectJSON,
		"Line1_2024-03-05_1412/ignition/script-python/a/code.py":       "x = 1",
		"Line1_2024-03-05_1412/ignition/script-python/a/resource.json": `{"files":["code.py"]}`,
	})
	dir := filepath.Join(root, "Line1_2024-03-05_1412")
	p, err := Load(dir, Options{Version: Version83})
	require.NoError(t, err)
	assert.Empty(t, p.Warnings)
	assert.Equal(t, "Line1", p.Name)
	assert.Equal(t, dir, p.Dir)
	assert.Equal(t, Version83, p.Version, "nothing in the folder tells")
	assert.Equal(t, filepath.ToSlash(dir)+"/ignition/script-python/a/code.py", p.Modules[0].Script.Name)
	p, err = Load(dir, Options{Name: "Other", Label: "projects/Other"})
	require.NoError(t, err)
	assert.Equal(t, "Other", p.Name)
	assert.Equal(t, "projects/Other/ignition/script-python/a/code.py", p.Modules[0].Script.Name)
	assert.Same(t, p.Modules[0], p.Module("a"))
	assert.Nil(t, p.Module("b"))
}

func TestLoadErrors(t *testing.T) {
	root := tree(t, map[string]string{"a file": "", "empty/": ""})
	for name, want := range map[string]string{
		"nothing": "nothing: it does not exist, wanted an Ignition project folder",
		"a file":  "a file: it is a file, wanted an Ignition project folder",
		"empty":   `empty: there is no Ignition project here: wanted a project.json with the key "inheritable", or a folder such as ignition/script-python`,
	} {
		_, err := Load(filepath.Join(root, name), Options{})
		require.EqualError(t, err, filepath.Join(root, want))
	}
	_, err := LoadLibrary(filepath.Join(root, "empty"), Options{})
	require.EqualError(t, err, filepath.Join(root, "empty")+": there is no library here, wanted folders with a code.py")
}

// Neither a link nor resource.json leads out of the project, and a pipe does
// not block the load.
func TestLoadStaysInside(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need privileges")
	}
	lib := "P/ignition/script-python/"
	root := tree(t, map[string]string{
		"outside/code.py":             "secret = 1",
		"P/project.json":              projectJSON,
		lib + "linked/resource.json":  `{"files":["code.py"]}`,
		lib + "inside/resource.json":  `{"files":["code.py"]}`,
		lib + "dangling/x.txt":        "",
		lib + "dots/resource.json":    `{"files":["../../../../outside/code.py"]}`,
		lib + "real/code.py":          "x = 1",
		lib + "real/resource.json":    `{"files":["code.py"]}`,
		lib + "folder/code.py/":       "",
		lib + "folder/resource.json":  `{"files":["code.py"]}`,
		lib + "stack/resource.json/":  "",
		lib + "stack/code.py":         "y = 1",
		"P/ignition/message/m/x.txt":  "",
		"P/ignition/event-scripts/x":  "",
		"P/ignition/named-query/q/sq": "",
	})
	link := func(target, name string) {
		require.NoError(t, os.Symlink(target, filepath.Join(root, filepath.FromSlash(name))))
	}
	link("../../../../outside/code.py", lib+"linked/code.py")
	link("../real/code.py", lib+"inside/code.py")
	link("nowhere", lib+"dangling/code.py")
	link("../../../outside", lib+"away")
	link("../../ignition", lib+"loop")
	link(filepath.Join(root, "outside", "code.py"), "P/ignition/message/m/handleMessage.py")
	pipe(t, filepath.Join(root, filepath.FromSlash("P/ignition/event-scripts/data.bin")))

	p, err := Load(filepath.Join(root, "P"), Options{})
	require.NoError(t, err)
	var names []string
	for _, m := range p.Modules {
		names = append(names, m.Name)
		assert.NotContains(t, m.Script.Text, "secret")
	}
	assert.Equal(t, []string{"inside", "real", "stack"}, names)
	assert.Equal(t, "x = 1", p.Module("inside").Script.Text)
	assert.Empty(t, p.Gateway.Messages)
	s := "ignition/script-python/"
	assert.Equal(t, []string{
		`notice: ignition/message/m: gateway message handler "m": it has no resource.json: its settings are taken as default (RES-4)`,
		`failure: ignition/message/m/handleMessage.py: gateway message handler "m": it is a link that leads out of the folder`,
		`notice: ignition/event-scripts/data.bin: the project has event folders of 8.3 as well: this blob of 8.1 is ignored (RES-10)`,
		`notice: ` + s + `loop: it is a link to a folder: links to folders are not followed`,
		`notice: ` + s + `dangling: library module "dangling": it has no resource.json: its settings are taken as default (RES-4)`,
		`failure: ` + s + `dangling/code.py: library module "dangling": it does not exist`,
		`failure: ` + s + `dots/resource.json:1: library module "dots": files names "../../../../outside/code.py", wanted a file in the resource's own folder: it is not read`,
		`failure: ` + s + `dots/code.py: library module "dots": it does not exist`,
		`failure: ` + s + `folder/code.py: library module "folder": it does not exist`,
		`failure: ` + s + `linked/code.py: library module "linked": it is a link that leads out of the folder`,
		`notice: ` + s + `stack: library module "stack": it has no resource.json: its settings are taken as default (RES-4)`,
	}, texts(p.Warnings))

	require.NoError(t, os.RemoveAll(filepath.Join(root, "P", "ignition", "message")))
	p, err = Load(filepath.Join(root, "P"), Options{})
	require.NoError(t, err)
	assert.Equal(t, "failure: ignition/event-scripts/data.bin: it is a pipe, wanted a file", texts(p.Warnings)[0])
}

// Files beyond the bounds are told of and not read. They are sparse here.
func TestLoadLargeFiles(t *testing.T) {
	root := tree(t, map[string]string{
		"project.json":                                                  projectJSON,
		"ignition/script-python/a/resource.json":                        `{"files":["code.py"]}`,
		"ignition/script-python/b/code.py":                              "x = 1",
		"ignition/event-scripts/resource.json":                          `{}`,
		"com.inductiveautomation.perspective/views/v/thumbnail.png":     "",
		"com.inductiveautomation.perspective/session-scripts/data.json": "",
	})
	for name, size := range map[string]int64{
		"ignition/script-python/a/code.py":                      maxScript + 1,
		"ignition/script-python/b/resource.json":                maxJSON + 1,
		"ignition/event-scripts/data.bin":                       maxBlob + 1,
		"com.inductiveautomation.perspective/views/v/view.json": maxJSON + 1,
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.WriteFile(file, nil, 0o644))
		require.NoError(t, os.Truncate(file, size))
	}
	p, err := Load(root, Options{})
	require.NoError(t, err)
	require.Len(t, p.Modules, 1)
	assert.Equal(t, []string{
		`failure: com.inductiveautomation.perspective/session-scripts/data.bin: it does not exist`,
		`failure: ignition/event-scripts/data.bin: it is larger than 32 MiB, the most that is read`,
		`notice: com.inductiveautomation.perspective/views/v: view "v": it has no resource.json: its settings are taken as default (RES-4)`,
		`failure: com.inductiveautomation.perspective/views/v/view.json: view "v": it is larger than 32 MiB, the most that is read`,
		`failure: ignition/script-python/a/code.py: library module "a": it is larger than 16 MiB, the most that is read`,
		`failure: ignition/script-python/b/resource.json: library module "b": it is larger than 32 MiB, the most that is read`,
	}, texts(p.Warnings))
}

func TestDeepJSON(t *testing.T) {
	view := func(text string) []string {
		p, err := LoadFS(fstest.MapFS{
			"project.json":                        {Data: []byte(projectJSON)},
			"perspective/views/v/view.json":       {Data: []byte(text)},
			"perspective/views/v/resource.json":   {Data: []byte(`{"files":["view.json"]}`)},
			"perspective/views/w/view.json":       {Data: []byte(`{"root":{}}`)},
			"perspective/views/w/resource.json":   {Data: []byte(`{"files":["view.json"]}`)},
			"perspective/views/not a view/x.json": {Data: []byte(`{`)},
		}, Options{Name: "P"})
		require.NoError(t, err)
		assert.Equal(t, "w", p.Views[len(p.Views)-1].Path)
		return texts(p.Warnings)
	}
	at := `failure: perspective/views/v/view.json:1: view "v": `
	assert.Equal(t, []string{at + "it is nested deeper than 1000 levels, the most that are read"}, view(strings.Repeat("[", 2_000_000)))
	assert.Equal(t, []string{at + "it is nested deeper than 1000 levels, the most that are read"}, view(strings.Repeat(`{"a":`, 2_000)))
	assert.Equal(t, []string{at + "it holds more than 1000000 values, the most that are read"}, view("["+strings.Repeat("1,", maxValues)+"1]"))
	assert.Equal(t, []string{at + "it is empty, wanted JSON"}, view(" \n"))
	assert.Equal(t, []string{at + "there is more after the end of the JSON value"}, view(`{"root":{}} {}`))
	// A view may be nested as deeply as anybody draws one.
	nested := strings.Repeat(`{"children":[`, 300) + `{"scripts":{"messageHandlers":[{"messageType":"m","pageScope":true,"script":"\tpass"}]}}` + strings.Repeat(`]}`, 300)
	assert.Empty(t, view(`{"root":`+nested+`}`))
}

func TestWarningsAreBounded(t *testing.T) {
	var w warnings
	for i := range 100 {
		w.add(Warning{Message: strings.Repeat("x", i+1)})
		w.add(Warning{Message: "again"})
		w.add(Warning{File: "b", Message: "again"})
	}
	assert.Len(t, w.list, maxWarnings+2)
	assert.Equal(t, ".: further warnings about this file are left out", w.list[len(w.list)-1].String())
}

func TestLoadLibrary(t *testing.T) {
	files := map[string]string{
		"bare/pkg/calc/code.py":                     "x = 1",
		"bare/pkg/calc/other.py":                    "",
		"bare/top/code.py":                          "x = 2",
		"bare/pkg/no code/resource.json":            "{}",
		"holder/script-python/a/b/code.py":          "x = 3",
		"holder/elsewhere/code.py":                  "not of the library",
		"inner/ignition/script-python/a/code.py":    "x = 4",
		"inner/ignition/script-python/a/bad/x.json": "",
	}
	root := tree(t, files)
	for dir, want := range map[string][]string{
		"bare":                         {"pkg.calc", "top"},
		"holder":                       {"a.b"},
		"holder/script-python":         {"a.b"},
		"inner":                        {"a"},
		"inner/ignition/script-python": {"a"},
	} {
		p, err := LoadLibrary(filepath.Join(root, dir), Options{})
		require.NoError(t, err)
		var names []string
		for _, m := range p.Modules {
			names = append(names, m.Name)
			assert.FileExists(t, m.Script.Name)
		}
		assert.Equal(t, want, names, dir)
		assert.Empty(t, p.Warnings, dir)
	}
}

// found is what Find says, below the root.
func found(t *testing.T, root string) (roots, rest []string, f *Found) {
	f, err := Find(root)
	require.NoError(t, err)
	rel := func(name string) string {
		if name == "" {
			return ""
		}
		r, err := filepath.Rel(root, name)
		require.NoError(t, err)
		return filepath.ToSlash(r)
	}
	for _, r := range f.Roots {
		line := r.Kind.String() + " " + rel(r.Path)
		if r.Name != "" {
			line += " name=" + r.Name
		}
		if r.Types != "" {
			line += " types=" + rel(r.Types)
		}
		roots = append(roots, line+" gateway="+rel(r.Gateway))
	}
	for _, r := range f.Rest {
		rest = append(rest, rel(r))
	}
	return roots, rest, f
}

func TestFind(t *testing.T) { // PRJ-1 to PRJ-3, TGF-1 to TGF-7
	tags := `{"name":"","tags":[{"name":"A","tagType":"AtomicTag"}],"tagType":"Provider"}`
	code := map[string]string{}
	project := func(dir string) {
		code[dir+"/project.json"] = projectJSON
		code[dir+"/ignition/script-python/a/code.py"] = "x = 1"
		code[dir+"/ignition/script-python/a/resource.json"] = `{"files":["code.py"]}`
		code[dir+"/perspective/views/v/view.json"] = `{"tagType":"Folder"}`
		code[dir+"/perspective/views/v/resource.json"] = `{"files":["view.json"]}`
		code[dir+"/ignition/global-props/data.bin"] = ""
		code[dir+"/ignition/global-props/resource.json"] = "{}"
	}
	project("gateways/north/data/projects/Line 1")
	project("gateways/north/data/projects/Shared")
	project("gateways/south/data/projects/Line 1")
	project("Line7_2024-03-05_1412")
	code["gateways/north/data/projects/Line 1/tags/default.json"] = tags
	code["gateways/north/data/projects/Line 1/tools/deploy.py"] = "print('Python 3')"
	code["gateways/north/data/projects/Line 1/README.md"] = ""
	code["gateways/north/data/projects/.resources/8f/project.json"] = projectJSON
	code["gateways/north/user-lib/Lib/os.py"] = ""
	code["gateways/north/user-lib/Lib/code.py"] = ""
	code["gateways/north/node_modules/x/project.json"] = projectJSON
	code[".git/project.json"] = projectJSON
	code["gateways/north/data/config/resources/core/ignition/tag-definition/Plant%3a1/Line 1/tags.json"] = `[{"name":"A","tagType":"AtomicTag"}]`
	code["gateways/north/data/config/resources/core/ignition/tag-definition/Plant%3a1/Line 1/unary-resource.json"] = `{}`
	code["gateways/north/data/config/resources/core/ignition/tag-definition/Plant%3a1/Line 1/udts.json"] = `[]`
	code["gateways/north/data/config/resources/core/ignition/tag-type-definition/Plant%3a1/udts.json"] = `[]`
	code["gateways/north/data/config/resources/core/ignition/tag-type-definition/only types/udts.json"] = `[]`
	code["gateways/north/data/config/resources/core/ignition/tag-provider/default/config.json"] = `{}`
	code["web/project.json"] = `{"name":"web"}`
	code["web/package.json"] = `{"a":{"tagType":"Folder"}}`
	code["loose/script-python/Lib/calc/code.py"] = "x = 1"
	code["loose/script-python/calc/notes.py"] = "x = 1"
	code["loose/tags.json"] = `[{"tags":[],"name":"x","tagType":"Folder"}]`
	code["upper/Tags/_types_.json"] = `{"tagType":"Folder"}`
	code["loose/tags/Plant A.json"] = `{"tags":[{"tags":[{"tagType":"UdtInstance"}]}]}`
	code["loose/tags/broken.json"] = `{"name":1,,"tagType":"AtomicTag"}`
	code["loose/tags/no tags.json"] = `{"type":"AtomicTag"}`
	code["loose/tags/type unknown.json"] = `{"tagType":"Something"}`
	code["loose/stray/code.py"] = "x = 1"
	code["loose/script-python-empty/x.txt"] = ""
	code["broken/project.json"] = `{"inheritable": fals`
	code["one.scenario.yaml"] = ""
	root := tree(t, code)
	roots, rest, f := found(t, root)
	assert.Equal(t, []string{
		"project Line7_2024-03-05_1412 name=Line7 gateway=.",
		"project broken name=broken gateway=.",
		"tag folder gateways/north/data/config/resources/core/ignition/tag-definition/Plant%3a1 name=Plant:1 types=gateways/north/data/config/resources/core/ignition/tag-type-definition/Plant%3a1 gateway=gateways/north/data",
		"tag folder gateways/north/data/config/resources/core/ignition/tag-type-definition/only types name=only types types=gateways/north/data/config/resources/core/ignition/tag-type-definition/only types gateway=gateways/north/data",
		"project gateways/north/data/projects/Line 1 name=Line 1 gateway=gateways/north/data",
		"tag file gateways/north/data/projects/Line 1/tags/default.json name=default gateway=gateways/north/data",
		"project gateways/north/data/projects/Shared name=Shared gateway=gateways/north/data",
		"project gateways/south/data/projects/Line 1 name=Line 1 gateway=gateways/south/data",
		"library loose/script-python gateway=loose",
		"tag file loose/tags.json gateway=loose",
		"tag file loose/tags/Plant A.json name=Plant A gateway=loose",
		"tag file loose/tags/broken.json name=broken gateway=loose",
		"tag file upper/Tags/_types_.json gateway=upper",
	}, roots)
	assert.Equal(t, []string{
		"gateways/north/data/config/resources/core/ignition/tag-provider/default/config.json",
		"gateways/north/data/projects/Line 1/README.md",
		"gateways/north/data/projects/Line 1/tools/deploy.py",
		"loose/script-python-empty/x.txt",
		"loose/script-python/calc/notes.py",
		"loose/stray/code.py",
		"loose/tags/no tags.json",
		"loose/tags/type unknown.json",
		"one.scenario.yaml",
		"web/package.json",
		"web/project.json",
	}, rest)
	assert.Empty(t, f.Warnings)

	// Everything found can be loaded.
	for _, r := range f.Roots {
		switch r.Kind {
		case KindProject:
			p, err := Load(r.Path, Options{Name: r.Name})
			require.NoError(t, err)
			if r.Name == "Line 1" {
				assert.Len(t, p.Modules, 1)
				assert.Len(t, p.Views, 1)
			}
		case KindLibrary:
			p, err := LoadLibrary(r.Path, Options{})
			require.NoError(t, err)
			assert.Equal(t, "Lib.calc", p.Modules[0].Name)
		}
	}
}

// The repository itself is a project, with tags beside it and other projects in
// it.
func TestFindRepositoryIsProject(t *testing.T) {
	root := tree(t, map[string]string{
		"project.json":                                         projectJSON,
		"tags/default.json":                                    `{"tagType":"Provider"}`,
		"ignition/script-python/a/code.py":                     "",
		"ignition/projects/X/project.json":                     projectJSON,
		"ignition/projects/X/ignition/script-python/b/code.py": "",
		"com.inductiveautomation.perspective/x.py":             "",
	})
	roots, rest, _ := found(t, root)
	name := filepath.Base(root)
	assert.Equal(t, []string{
		"project . name=" + name + " gateway=.",
		"project ignition/projects/X name=X gateway=ignition",
		"tag file tags/default.json name=default gateway=.",
	}, roots)
	assert.Equal(t, []string{"com.inductiveautomation.perspective/x.py"}, rest)
}

func TestFindBareLibrary(t *testing.T) {
	root := tree(t, map[string]string{"pkg/calc/code.py": "x = 1", "code.py": "x = 1", "pkg/data.json": "{}"})
	roots, rest, _ := found(t, root)
	assert.Equal(t, []string{"library . gateway=."}, roots)
	assert.Equal(t, []string{"code.py", "pkg/data.json"}, rest)
}

func TestFindOneFile(t *testing.T) {
	root := tree(t, map[string]string{"x.py": "", "tags/P.json": `{"tagType":"Folder"}`})
	roots, rest, _ := found(t, filepath.Join(root, "x.py"))
	assert.Empty(t, roots)
	assert.Equal(t, []string{"."}, rest)
	f, err := Find(filepath.Join(root, "tags", "P.json"))
	require.NoError(t, err)
	require.Len(t, f.Roots, 1)
	assert.Equal(t, KindTagFile, f.Roots[0].Kind)
	_, err = Find(filepath.Join(root, "nothing"))
	require.EqualError(t, err, filepath.Join(root, "nothing")+": it does not exist")
	if runtime.GOOS != "windows" {
		pipe(t, filepath.Join(root, "pipe"))
		_, err = Find(filepath.Join(root, "pipe"))
		require.EqualError(t, err, filepath.Join(root, "pipe")+": it is a pipe, wanted a file or a folder")
		require.NoError(t, os.Symlink(root, filepath.Join(root, "loop")))
		require.NoError(t, os.Symlink("nowhere", filepath.Join(root, "dangling")))
		require.NoError(t, os.Symlink("x.py", filepath.Join(root, "y.py")))
		_, rest, f = found(t, root)
		assert.Equal(t, []string{"x.py", "y.py"}, rest)
		assert.Len(t, f.Warnings, 2)
	}
}

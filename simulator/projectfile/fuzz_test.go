package projectfile

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// FuzzBlob decodes any bytes as the blob of a project.
func FuzzBlob(f *testing.F) {
	f.Add(vectorBytes(f))
	f.Add(unzip(f, vectorBytes(f)))
	f.Add([]byte(`{"onStartup":"\tpass"}`))
	f.Add(encodeBlob(f, `<objects><o cls="x.ScriptConfig"><c m="setTimerScripts" s="O"><o cls="m"><c m="put" s="O,O"><o id="1" cls="x.TimerKey"/><str>x</str></c></o></c></o></objects>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := blobProject(t, data)
		for _, s := range p.Scripts() {
			s.Module()
		}
	})
}

// FuzzProject loads an archive, as in testdata, of any files.
func FuzzProject(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txt")
	require.NoError(f, err)
	for _, n := range names {
		data, err := os.ReadFile(n)
		require.NoError(f, err)
		files, _ := archive(f, string(data))
		var text []byte
		for _, name := range slices.Sorted(maps.Keys(files)) {
			text = append(append(text, "-- "+name+" --\n"...), files[name].Data...)
			text = append(text, '\n')
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := LoadFS(anyArchive(text), Options{Name: "P", Label: "P"})
		if err != nil {
			return
		}
		for _, s := range p.Scripts() {
			s.Module()
			require.NotEmpty(t, s.File)
			require.NotContains(t, s.Header(), "\n")
		}
		for _, w := range p.Warnings {
			require.NotEmpty(t, w.Message)
		}
		dump(p.Inherit(p))
	})
}

// anyArchive is archive for a text that need not be one.
func anyArchive(text string) fstest.MapFS {
	files := fstest.MapFS{}
	var file *fstest.MapFile
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "-- ") && strings.HasSuffix(line, " --\n") && len(line) > 7 {
			file = &fstest.MapFile{}
			files[path.Clean(line[3:len(line)-4])] = file
		} else if file != nil {
			file.Data = append(file.Data, line...)
		}
	}
	return files
}

// FuzzView loads any text as a view and as session scripts.
func FuzzView(f *testing.F) {
	data, err := os.ReadFile("testdata/view.txt")
	require.NoError(f, err)
	files, _ := archive(f, string(data))
	f.Add(string(files["com.inductiveautomation.perspective/views/Pages/Line, 1/view.json"].Data))
	f.Add(`{"root":{"scripts":{"customMethods":[{"name":"a","params":["b"],"script":"\tpass"}]}}}`)
	f.Add(`{"messageHandlers":[{"name":"a","script":"\tpass"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := LoadFS(fstest.MapFS{
			"perspective/views/v/view.json":        {Data: []byte(text)},
			"perspective/views/v/resource.json":    {Data: []byte(text)},
			"perspective/session-scripts/data.bin": {Data: []byte(text)},
		}, Options{Name: "P"})
		require.NoError(t, err)
		for _, s := range p.Scripts() {
			require.NotContains(t, s.Header(), "\n")
			require.Positive(t, s.Line)
		}
	})
}

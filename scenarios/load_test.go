package scenarios

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scenarios/yaml"
)

var update = flag.Bool("update", false, "rewrite recorded output in testdata and the schema in docs")

// badCase is one case of testdata/bad/*.txt.
type badCase struct {
	name, text string
	schema     bool // the schema rejects it too
	want       string
}

// readBad reads a file of cases; head is what stands before the first.
func readBad(t *testing.T, path string) (head string, cases []badCase) {
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	parts := strings.Split("\n"+string(b), "\n== ")
	for _, part := range parts[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		i := strings.LastIndex("\n"+rest, "\n=>")
		require.GreaterOrEqual(t, i, 0, name)
		c := badCase{name: name, text: rest[:i]}
		c.want = strings.TrimSpace(strings.TrimPrefix(rest[i:], "=>"))
		c.want, c.schema = strings.TrimSpace(strings.TrimPrefix(c.want, "schema:")), strings.HasPrefix(c.want, "schema:")
		cases = append(cases, c)
	}
	return strings.TrimPrefix(parts[0], "\n"), cases
}

// Every error is one line with its place, what was got and what was wanted.
// Run with -update to record messages anew, and read the difference.
func TestBadInput(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	l := NewLoader()
	schema := compileSchema(t)
	for _, file := range files {
		head, cases := readBad(t, file)
		var out strings.Builder
		out.WriteString(head)
		if head != "" {
			out.WriteString("\n")
		}
		for _, c := range cases {
			_, err := l.LoadText("testdata/bad/case.scenario.yaml", c.text)
			got, rejected := "no error", schemaRejects(schema, c.text)
			if err != nil {
				got = strings.TrimPrefix(filepath.ToSlash(err.Error()), "testdata/bad/case.scenario.yaml:")
				var e *Error
				assert.ErrorAs(t, err, &e, c.name)
			}
			mark := ""
			if rejected {
				mark = "schema: "
			}
			fmt.Fprintf(&out, "== %s\n%s=> %s%s\n", c.name, c.text, mark, got)
			if !*update {
				assert.Equal(t, c.want, got, "%s: %s", file, c.name)
				assert.Equal(t, c.schema, rejected, "%s: %s: rejected by the schema", file, c.name)
			}
		}
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
		}
	}
}

func compileSchema(t testing.TB) *jsonschema.Schema {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(Schema())))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("scenario.schema.json", v))
	s, err := c.Compile("scenario.schema.json")
	require.NoError(t, err)
	return s
}

// schemaRejects tells what an editor with the schema would say. Text that is
// no YAML is nothing that a schema sees.
func schemaRejects(s *jsonschema.Schema, text string) bool {
	f, err := yaml.Parse("f", text)
	if err != nil {
		return false
	}
	for _, d := range f.Docs {
		if s.Validate(jsonOf(d)) != nil {
			return true
		}
	}
	return false
}

// jsonOf is the document as a JSON Schema validator sees it.
func jsonOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.Null:
		return nil
	case yaml.Bool:
		return n.Bool()
	case yaml.Int:
		return json.Number(n.BigInt().String())
	case yaml.Float:
		return n.Float()
	case yaml.List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = jsonOf(item)
		}
		return list
	case yaml.Map:
		m := map[string]any{}
		for i, k := range n.Keys {
			m[k.Text] = jsonOf(n.Items[i])
		}
		return m
	}
	return n.Text
}

// Whatever loads, the schema accepts.
func TestGoodInput(t *testing.T) {
	files, err := filepath.Glob("testdata/good/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	schema := compileSchema(t)
	l := NewLoader()
	for _, file := range files {
		_, err := l.Load(file)
		assert.NoError(t, err)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		f, err := yaml.Parse(file, string(text))
		require.NoError(t, err)
		for _, d := range f.Docs {
			assert.NoError(t, schema.Validate(jsonOf(d)), file)
		}
	}
}

func TestSchemaIsCurrent(t *testing.T) {
	const path = "../docs/scenario.schema.json"
	if *update {
		require.NoError(t, os.WriteFile(path, Schema(), 0o644))
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(Schema()), string(have), "run go test ./scenarios -run TestSchemaIsCurrent -update")
}

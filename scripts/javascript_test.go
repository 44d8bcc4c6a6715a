package scripts_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/scripts/scripttest"
)

// The programs in testdata say what they print and where they fail.
func TestPrograms(t *testing.T) { scripttest.Files(t, scripts.JavaScript, "testdata/*.js") }

// What the host puts into scripts must not change what they do: the programs of
// language.js print the same in goja alone.
func TestLanguageIsGojas(t *testing.T) {
	text, err := os.ReadFile("testdata/language.js")
	require.NoError(t, err)
	programs, err := scripttest.Parse(string(text))
	require.NoError(t, err)
	for _, p := range programs {
		if p.Title == "" {
			continue
		}
		t.Run(p.Title, func(t *testing.T) {
			r := goja.New()
			var out []string
			require.NoError(t, r.Set("print", func(c goja.FunctionCall) goja.Value {
				words := make([]string, len(c.Arguments))
				for i, a := range c.Arguments {
					words[i] = a.String()
				}
				out = append(out, strings.Split(strings.Join(words, " "), "\n")...)
				return goja.Undefined()
			}))
			_, err := r.RunString("(function () { 'use strict';" + p.Text + "\n})()")
			require.NoError(t, err)
			require.Equal(t, p.Output, out)
		})
	}
}

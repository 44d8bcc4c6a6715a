package scripts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/scripts"
)

// Texts that would take the compiler's stack or its time are refused, all
// others compile.
func TestHugeScripts(t *testing.T) {
	const n = 1 << 19
	repeat := func(s string) string { return strings.Repeat(s, n/len(s)-10) }
	labels := func() string {
		var b strings.Builder
		for i := 0; b.Len() < 1<<16; i++ {
			fmt.Fprintf(&b, "a%d:", i)
		}
		return b.String()
	}
	for _, c := range []struct{ name, text, err string }{
		{"parentheses", repeat("("), "1:2001: SyntaxError: brackets are nested deeper than 2000 levels"},
		{"brackets on lines", strings.Repeat("[\n", 3000), "2001:1: SyntaxError: brackets are nested deeper than 2000 levels"},
		{"braces", repeat("{"), "1:2001: SyntaxError: brackets are nested deeper than 2000 levels"},
		{"templates", repeat("`${"), "1:6003: SyntaxError: brackets are nested deeper than 2000 levels"},
		{"negations", repeat("!") + "1", "1:2000: SyntaxError: the code is nested deeper than 2000 levels"},
		{"signs", repeat("- ") + "1", "1:3999: SyntaxError: the code is nested deeper than 2000 levels"},
		{"words", repeat("typeof ") + "1", "1:13994: SyntaxError: the code is nested deeper than 2000 levels"},
		{"sums", "1" + repeat("+a"), "1:1: SyntaxError: the code is nested deeper than 2000 levels"},
		{"powers", "1" + repeat("**1"), "1:5995: SyntaxError: the code is nested deeper than 2000 levels"},
		{"arrows", repeat("a=>") + "1", "1:6003: SyntaxError: functions are nested deeper than 2000 levels"},
		{"assignments", repeat("a=") + "1", "1:3997: SyntaxError: the code is nested deeper than 2000 levels"},
		{"conditions", repeat("a?1:") + "1", "1:7993: SyntaxError: the code is nested deeper than 2000 levels"},
		{"ifs", repeat("if(1)") + ";", "1:9999: SyntaxError: the code is nested deeper than 2000 levels"},
		{"else ifs", "if(1);" + repeat("else if(1);"), "SyntaxError: the code is nested deeper than 2000 levels"},
		{"loops", repeat("while(1)") + ";", "1:15999: SyntaxError: the code is nested deeper than 2000 levels"},
		{"members", "a" + repeat(".b"), "1:1: SyntaxError: the code is nested deeper than 2000 levels"},
		{"calls", "a" + repeat("()"), "1:1: SyntaxError: the code is nested deeper than 2000 levels"},
		{"tags", "a" + repeat("``"), "SyntaxError: the code is nested deeper than 2000 levels"},
		{"labels", labels() + ";", "SyntaxError: the code is nested deeper than 2000 levels"},
		{"groups of an expression", "/" + strings.Repeat("(", 1500) + strings.Repeat(")", 1500) + "/", "SyntaxError: "},
		{"a long text", `"` + repeat("x") + `"`, ""},
		{"many statements", repeat("a=1;"), ""},
		{"a long list", "[" + repeat("1,") + "]", ""},
		{"deep, but not too deep", strings.Repeat("(", 600) + "1" + strings.Repeat("+1)", 600), ""},
		{"too long", strings.Repeat(" ", n+1), "1:1: SyntaxError: the script has 524289 bytes, want at most 524288"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scripts.JavaScript.Compile(scripts.Source{Name: "s.js", Text: c.text, Form: scripts.FormProgram})
			if c.err == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, c.err)
		})
	}
}

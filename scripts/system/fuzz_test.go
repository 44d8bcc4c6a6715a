package system

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/tags"
)

// FuzzFormat: any format with any arguments gives text or one of Java's
// exceptions.
func FuzzFormat(f *testing.F) {
	for _, format := range []string{"", "%", "%s", "%5.2f|%-5d|%05d", "%2$s %1$s %<s", "%,d %(d %+d % d", "%x %X %o %c %b %h %e %g %n %%", "%99999999999d", "%.3q", "%\xff", "é%s"} {
		f.Add(format, "text", int64(-5), 1.5)
	}
	h := scripts.NewHost(nil, Library, scripts.Budget{Memory: 1 << 20}, 1)
	f.Fuzz(func(t *testing.T, format, text string, i int64, x float64) {
		args := []tags.Value{tags.Str(text), tags.Int(i), tags.Float(x), {}, tags.Bool(true), tags.ListOf(tags.Int(i))}
		for _, oneNumber := range []bool{false, true} {
			out, err := javaFormat(h, format, args, oneNumber)
			var ex *scripts.Exception
			var budget *scripts.BudgetError
			switch {
			case err == nil:
				require.True(t, utf8.ValidString(out) || !utf8.ValidString(format) || !utf8.ValidString(text))
			case errors.As(err, &ex):
				require.True(t, strings.HasPrefix(ex.Package, "java.util"), ex.Package)
			default:
				require.ErrorAs(t, err, &budget)
			}
		}
	})
}

// FuzzJSON: any text is decoded or refused, and what is decoded is encoded to
// a text that means the same.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{"", "null", `{"a": [1, 2.5, -0, 1e3, "x\u00e9\ud83d\ude00", true, null]}`, `{"a":1,"a":2}`, "[1,]", "{", `"\ud800"`,
		"123456789012345678901234567890", "1e400", strings.Repeat("[", 300) + strings.Repeat("]", 300), "\xff", `{"": {"": []}}`} {
		f.Add(text, 2)
	}
	h := scripts.NewHost(nil, Library, scripts.Budget{}, 1)
	f.Fuzz(func(t *testing.T, text string, indent int) {
		v, err := decodeJSON(text)
		if err != nil {
			var ex *scripts.Exception
			require.ErrorAs(t, err, &ex)
			require.Equal(t, "ValueError", ex.Type)
			return
		}
		out, err := encodeJSON(h, v, indent)
		if err != nil {
			require.ErrorContains(t, err, "nested deeper than 200 levels")
			return
		}
		again, err := decodeJSON(out)
		require.NoError(t, err, out)
		require.True(t, v.Equal(again), "%s became %s", text, out)
	})
}

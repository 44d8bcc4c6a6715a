package charset_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/syntax/charset"
)

// What each set decodes is compared with Jython by the program
// language/codecs_bytes; here is what the spelling of a name may be.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"KOI8-R": "koi8_r", "koi8_u": "koi8_u", "cp1250": "cp1250", "Windows-1250": "cp1250", "1252": "cp1252", "IBM850": "cp850", "850": "cp850",
		"latin9": "iso8859_15", "ISO-8859-15": "iso8859_15", "iso8859-15": "iso8859_15", "latin-1": "iso8859_1", "8859": "iso8859_1", "mac-roman": "mac_roman",
	} {
		c := charset.Lookup(name)
		require.NotNil(t, c, name)
		assert.Equal(t, want, c.Name, name)
	}
	for _, name := range []string{"", "latin-2", "cp-850", "iso-8859-12", "utf-8", "nonsense"} {
		assert.Nil(t, charset.Lookup(name), name)
	}
}

// Every byte that stands for a character comes back from it.
func TestBytesComeBack(t *testing.T) {
	for _, name := range []string{"cp437", "cp1251", "cp1252", "iso8859_7", "koi8_r", "mac_roman"} {
		c := charset.Lookup(name)
		for i := range 256 {
			r, ok := c.Decode(byte(i))
			if !ok {
				continue
			}
			b, ok := c.Encode(r)
			assert.True(t, ok && b == byte(i), "%s 0x%02x", name, i)
		}
	}
}

// Package charset has the character sets of one byte a character that Python
// knows by name, for the coding lines of sources and for codecs.
package charset

import (
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// A Charset maps bytes to characters and back.
type Charset struct {
	// Name is what Python calls it.
	Name string
	to   [256]rune // -1 where a byte stands for nothing
	from map[rune]byte
}

// Decode returns the character of a byte; ok is false if the byte stands for
// nothing.
func (c *Charset) Decode(b byte) (r rune, ok bool) {
	r = c.to[b]
	return r, r >= 0
}

// Encode returns the byte of a character; ok is false if the set does not have
// the character.
func (c *Charset) Encode(r rune) (b byte, ok bool) {
	b, ok = c.from[r]
	return b, ok
}

// Lookup returns the set of a name in any of its spellings, nil if there is
// none. Python takes dashes and blanks for underscores.
func Lookup(name string) *Charset {
	key := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(name))
	for _, prefix := range []string{"windows_", "ibm"} {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			key = "cp" + rest
		}
	}
	if rest, ok := strings.CutPrefix(key, "iso_8859_"); ok {
		key = "iso8859_" + rest
	}
	if long, ok := aliases[key]; ok {
		key = long
	} else if c := sets["cp"+key]; c != nil {
		return c
	}
	return sets[key]
}

var aliases = map[string]string{
	"latin1": "iso8859_1", "latin_1": "iso8859_1", "l1": "iso8859_1", "latin": "iso8859_1", "cp819": "iso8859_1", "8859": "iso8859_1", "iso8859": "iso8859_1",
	"latin2": "iso8859_2", "l2": "iso8859_2", "latin3": "iso8859_3", "l3": "iso8859_3", "latin4": "iso8859_4", "l4": "iso8859_4",
	"cyrillic": "iso8859_5", "arabic": "iso8859_6", "greek": "iso8859_7", "greek8": "iso8859_7", "hebrew": "iso8859_8",
	"latin5": "iso8859_9", "l5": "iso8859_9", "latin6": "iso8859_10", "l6": "iso8859_10", "latin7": "iso8859_13", "l7": "iso8859_13",
	"latin8": "iso8859_14", "l8": "iso8859_14", "latin9": "iso8859_15", "l9": "iso8859_15", "latin10": "iso8859_16", "l10": "iso8859_16", "macroman": "mac_roman",
}

type place struct {
	set string
	b   byte
}

// differs are the bytes that Python takes for something else than browsers do.
var differs = map[place]rune{{"cp1255", 0xca}: '\ufffd', {"koi8_u", 0xae}: '\u255d', {"koi8_u", 0xbe}: '\u256c'}

var sets = map[string]*Charset{}

func init() {
	for name, m := range map[string]*charmap.Charmap{
		"cp037": charmap.CodePage037, "cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp852": charmap.CodePage852, "cp855": charmap.CodePage855,
		"cp858": charmap.CodePage858, "cp860": charmap.CodePage860, "cp862": charmap.CodePage862, "cp863": charmap.CodePage863, "cp865": charmap.CodePage865,
		"cp866": charmap.CodePage866, "cp1140": charmap.CodePage1140,
		"cp1250": charmap.Windows1250, "cp1251": charmap.Windows1251, "cp1252": charmap.Windows1252, "cp1253": charmap.Windows1253, "cp1254": charmap.Windows1254,
		"cp1255": charmap.Windows1255, "cp1256": charmap.Windows1256, "cp1257": charmap.Windows1257, "cp1258": charmap.Windows1258, "cp874": charmap.Windows874,
		"iso8859_1": charmap.ISO8859_1, "iso8859_2": charmap.ISO8859_2, "iso8859_3": charmap.ISO8859_3, "iso8859_4": charmap.ISO8859_4, "iso8859_5": charmap.ISO8859_5,
		"iso8859_6": charmap.ISO8859_6, "iso8859_7": charmap.ISO8859_7, "iso8859_8": charmap.ISO8859_8, "iso8859_9": charmap.ISO8859_9, "iso8859_10": charmap.ISO8859_10,
		"iso8859_13": charmap.ISO8859_13, "iso8859_14": charmap.ISO8859_14, "iso8859_15": charmap.ISO8859_15, "iso8859_16": charmap.ISO8859_16,
		"koi8_r": charmap.KOI8R, "koi8_u": charmap.KOI8U, "mac_roman": charmap.Macintosh, "mac_cyrillic": charmap.MacintoshCyrillic,
	} {
		// The tables are those of browsers, which take the holes in Windows'
		// sets for control characters.
		holes := strings.HasPrefix(name, "cp125") || name == "cp874"
		c := &Charset{Name: name, from: make(map[rune]byte, 256)}
		for i := range c.to {
			r := m.DecodeByte(byte(i))
			if d, ok := differs[place{name, byte(i)}]; ok {
				r = d
			}
			if strings.HasPrefix(name, "iso") && i >= 0x80 && i < 0xa0 {
				r = rune(i)
			}
			if r == '\ufffd' || holes && r >= 0x80 && r < 0xa0 {
				c.to[i] = -1
				continue
			}
			c.to[i] = r
			c.from[r] = byte(i)
		}
		sets[name] = c
	}
}

package projectfile

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// vector is the test vector of section 5.5 of the reference.
const vector = `
H4sIAAAAAAACA7VVS1MbRxBuyWAk+RWMHxg/sraxzcNeCcwr+FWxwEU5IU4Vci4uH4bdkbT2vmp3Fsw/yCWVSyqVY865pCrn/IHkD+XofL0jFsFacbZSEaDe6e3v6/56poefpr//pfnX8xe/fffnw40ff/2DiMpEpR9Wf/6dBnyeaHMsVhFMiWgodPxODxjwG1gL
dgjWgx0mGoml+kp4Eqvj8MawI0TVNWk7llDSxrpCdApRrW4khd3aCzm2CjLL5ega0YYVeKbj24mlnB0pEhV4QjmBbzod30kfEODBxFbkhMr0ZByLjjQ3td0Qvu3K6Au5B7oTRLO2bBvd1NmLmArFnhsIe3q1Vo2kSiLf6HmAOIlSwkTh6RQEvIA9TTT6RuwIM1GO
a26IuLspQvjPEI1DyOG0W2lNrOQTMBzANGQUFc3UF40Z/QPPWThB0owCf/1dGIELAuEfQ1vbkI/HcyiqaksvMNkxNQ3XebQMKJ0M6wtEjwt2bcvqSjtxpZ2RXASpiCJ0wol5PY5OuJKLuYR60nSHICxyAu05EPmlBl5G7dJP+EhcIWr928JSimeOq2Qk7ZboNLFp
Hcmc0pfRZObpnZmr2B4u7hp6+o1wE6nfwvMpDh3nR8lYGSiRO5xhue7rh/Z0HcFbafANaA58JrmJrr/C0RGJq15/Xn8K12S/q1nn7buF8wzyr4XqMu1tHDenbfiBMhwWJ1ydFgctjBxfGb7cTWs1d/gbiDvFdy5rRLZzU5i9tnBjJsTxqKGidV9su+m8oczSNuws
pKldntu7CMl0rMFxj2dbxKzA1Ft9JAe/qfNxSOe/oUWvSVfwjM0hgQs7rwf7mfNO2vvv7oNZOdZbPC4QLRdV6nj7g7yIXU5ngNnSGVjCBHKlHHNQ5bK+tFb0y5ehjVsn69NnRA8KjwmbZuC3HZa+iqMVbL+RVprsAU5RO8J1txtEb80dGfWG9yFuvxVzzlxAGfQI
Y6VQZKyEx3fAY0zFZuAbz4VvNJaMxspqo4Ff42Wracw35hfHOU2Z2Suaih5VNIxK/K5c4guzquXQ8IS+kOkYfw1V9L1Ex2slfQUdxZxmVx5zMsWU9a2X/pUP42q8yuOGs1z8KRm9h6EPZ6kMjh7pX5zIQy9l0Il9URd5NV5+r/85HRV6geF5nrODSxgtJG8sH31+
cPS5fLT5j4rK+S24w8g8j5HxXGeeK/oC1D1JcewpceTlcr/rKruuFdJ8Ix996+Mq+hlu9i8mC7Xwdr4bwx/tRsqUj5rOomZ6naKpQp2YLdqJ0lGGu4XE38tHL/0fY77w4alpZLnm9iurM+S9rnDs2zxk/r+2+H7/YjEPXRkMXf4bMUgOpO4KAAA=`

func vectorBytes(t testing.TB) []byte {
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(vector), ""))
	require.NoError(t, err)
	return data
}

func unzip(t testing.TB, data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	require.NoError(t, err)
	out, err := io.ReadAll(z)
	require.NoError(t, err)
	return out
}

func zip(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(data)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

// blobProject loads a project that consists of one gateway blob.
func blobProject(t testing.TB, data []byte) *Project {
	p, err := LoadFS(fstest.MapFS{
		"project.json":                         {Data: []byte(`{"title":"","enabled":true,"inheritable":false}`)},
		"ignition/event-scripts/data.bin":      {Data: data},
		"ignition/event-scripts/resource.json": {Data: []byte(`{"files":["data.bin"]}`)},
	}, Options{Name: "Demo", Label: "Demo"})
	require.NoError(t, err)
	return p
}

func TestVector(t *testing.T) {
	data := vectorBytes(t)
	assert.Len(t, data, 1019)
	raw := unzip(t, data)
	assert.Len(t, raw, 2798)
	doc, err := decodeBlob(raw)
	require.NoError(t, err)
	assert.Zero(t, doc.trailing, "every byte is consumed")
	assert.False(t, doc.mended)

	for name, data := range map[string][]byte{"gzip": data, "already unzipped": raw} { // BIN-1
		t.Run(name, func(t *testing.T) {
			p := blobProject(t, data)
			assert.Empty(t, p.Warnings)
			assert.Equal(t, Version81, p.Version)
			assert.Equal(t, "8.1.48", p.Build)
			const file = "ignition/event-scripts/data.bin"
			script := func(place, text string, form Form, entry string, params ...string) *Script {
				return &Script{Name: "Demo/" + file + " (" + place + ")", File: file, Place: place, Text: text,
					Form: form, Entry: entry, Params: params, Resource: "ignition/event-scripts"}
			}
			names := []string{"initialChange", "newValue", "previousValue", "event", "executionCount"}
			assert.Equal(t, GatewayEvents{
				Messages: []*MessageHandler{{Name: "ping", Enabled: true, Thread: "Dedicated",
					Script: script(`message handler "ping"`, "def handleMessage(payload):\n\treturn payload", FormFunction, "handleMessage", "payload")}},
				Timers: []*Timer{{Name: "tick", Enabled: true, Delay: 5000, FixedDelay: false, SharedThread: true,
					Script: script(`timer "tick"`, "demo.tick()", FormProgram, "")}},
				TagChanges: []*TagChange{
					{Name: "one", Enabled: true, Paths: []string{"[default]A/B", "[default]C/*"}, ChangeTypes: []string{"ValueChange"},
						Script: script(`tag change "one"`, "if not initialChange:\n\tprint newValue.value", FormProgram, "", names...)},
					{Name: "two", Enabled: false, Paths: []string{"[default]D"}, ChangeTypes: []string{"ValueChange"},
						Script: script(`tag change "two"`, "pass", FormProgram, "", names...)},
				},
				Scheduled: []*Scheduled{{Name: "five", Enabled: true, Cron: "*/5 * * * *",
					Script: script(`scheduled "five"`, "\tdemo.five()", FormBody, "handleScheduleEvent")}},
			}, p.Gateway)
		})
	}
}

// The elements of the vector that the model does not show.
func TestVectorElements(t *testing.T) {
	doc, err := decodeBlob(unzip(t, vectorBytes(t)))
	require.NoError(t, err)
	b := &beans{l: newLoader(nil, Options{})}
	config, ok := b.object(doc.root.children[0])
	require.True(t, ok)
	var changes []*element
	for _, c := range config.calls {
		if c.method == "setUpdateScript" {
			assert.Equal(t, "str", c.arg().name)
			assert.Equal(t, "", c.arg().text)
		}
		if c.method == "setTagChangeScripts" {
			for _, e := range c.arg().children {
				o, _ := b.object(e)
				for _, c := range o.calls {
					if c.method == "setChangeTypes" {
						changes = append(changes, c.arg())
					}
				}
			}
		}
	}
	require.Len(t, changes, 2)
	assert.Same(t, changes[0], changes[1], "the second set is a reference to the first")
}

// encoder writes a blob from Java bean XML, so that test data can be read.
type encoder struct {
	ids   map[string]uint32
	table []string
}

func (e *encoder) id(s string) []byte {
	id, ok := e.ids[s]
	if !ok {
		id = uint32(len(e.table))
		e.ids[s] = id
		e.table = append(e.table, s)
	}
	return binary.BigEndian.AppendUint32(nil, id)
}

type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

func (e *encoder) node(n node, parent string) []byte {
	name := n.XMLName.Local
	var attrs, text, children []byte
	var flags, count byte
	var id []byte
	number := func(s string, size int) []byte {
		v, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			panic(err)
		}
		b := []byte{0xff}
		if size == 9 {
			return binary.BigEndian.AppendUint64(b, uint64(v))
		}
		return binary.BigEndian.AppendUint32(b, uint32(v))
	}
	for _, a := range n.Attrs {
		key := a.Name.Local
		if key == "id" {
			v, err := strconv.ParseUint(a.Value, 10, 32)
			if err != nil {
				panic(err)
			}
			id = binary.BigEndian.AppendUint32(nil, uint32(v))
			continue
		}
		count++
		attrs = append(attrs, e.id(key)...)
		switch key {
		case "cls":
			attrs = append(append(attrs, 9), e.id(a.Value)...)
		case "len":
			attrs = append(append(attrs, 2), number(a.Value, 5)...)
		case "s":
			parts := strings.Split(a.Value, ",")
			attrs = append(attrs, 10, byte(len(parts)))
			for _, p := range parts {
				attrs = append(attrs, e.id(p)...)
			}
		default:
			attrs = append(append(attrs, 8), e.id(a.Value)...)
		}
	}
	if name == "ref" {
		return append([]byte{flagReference}, id...)
	}
	switch name {
	case "str", "class":
		text = e.id(n.Text)
	case "int", "qc":
		text = number(n.Text, 5)
	case "lng", "date":
		text = number(n.Text, 9)
	}
	for _, c := range n.Nodes {
		children = append(children, e.node(c, name)...)
	}
	out := e.id(name)
	if parent == "o" {
		flags |= flagParent
		out = append(e.id(parent), out...)
	}
	if id != nil {
		flags |= flagID
		out = append(out, id...)
	}
	if count > 0 {
		flags |= flagAttrs
		out = append(append(out, count), attrs...)
	}
	if text != nil {
		flags |= flagText
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(text))), text...)
	}
	if len(n.Nodes) > 0 {
		flags |= flagChildren
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(n.Nodes))), children...)
	}
	return append([]byte{flags}, out...)
}

// encodeBlob returns the unpacked data.bin of Java bean XML. In it, id gives an
// element an object id and <ref id="…"/> refers to it.
func encodeBlob(t testing.TB, text string) []byte {
	var root node
	require.NoError(t, xml.Unmarshal([]byte(text), &root))
	e := &encoder{ids: map[string]uint32{}}
	body := e.node(root, "")
	out := append([]byte(nil), blobMagic...)
	out = binary.BigEndian.AppendUint32(out, blobVersion)
	out = append(out, make([]byte, 28)...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(e.table)))
	for i := len(e.table) - 1; i >= 0; i-- { // in any order (BIN-3)
		out = binary.BigEndian.AppendUint32(out, uint32(i))
		b := []byte(javaText(e.table[i]))
		out = append(out, 0)
		out = append(binary.BigEndian.AppendUint16(out, uint16(len(b))), b...)
	}
	return append(out, body...)
}

// javaText spells a text in modified UTF-8.
func javaText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0:
			b.WriteString("\xc0\x80")
		case r > 0xffff:
			for _, u := range []rune{0xd800 + (r-0x10000)>>10, 0xdc00 + (r-0x10000)&0x3ff} {
				b.WriteByte(byte(0xe0 | u>>12))
				b.WriteByte(byte(0x80 | u>>6&0x3f))
				b.WriteByte(byte(0x80 | u&0x3f))
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestModifiedUTF8(t *testing.T) {
	for _, s := range []string{"", "abc", "Straße", "日本", "a\x00b", "😀", "x😀\x00ÿ"} {
		got, ok := modifiedUTF8([]byte(javaText(s)))
		assert.True(t, ok, s)
		assert.Equal(t, s, got)
	}
	for in, want := range map[string]string{
		"\xff":                     "\ufffd",
		"a\xed\xa0\x80b":           "a\ufffdb", // half a pair
		"\xed\xb0\x80":             "\ufffd",
		"\xed\xa0\x80\xed\xa0\x80": "\ufffd\ufffd",
		"caf\xe9":                  "caf\ufffd",
	} {
		got, ok := modifiedUTF8([]byte(in))
		assert.False(t, ok, "%q", in)
		assert.Equal(t, want, got, "%q", in)
	}
	got, ok := modifiedUTF8([]byte("😀\xc0\x80")) // plain UTF-8 beside Java's
	assert.True(t, ok)
	assert.Equal(t, "😀\x00", got)
}

// Everything that can be wrong with the bytes gives one error with its offset.
func TestBlobErrors(t *testing.T) {
	good := encodeBlob(t, `<objects framework.version="8.1.1.5"><o cls="x.ScriptConfig"><c m="setStartupScript" s="str"><str>pass</str></c></o></objects>`)
	_, err := decodeBlob(good)
	require.NoError(t, err)
	set := func(at int, b ...byte) func([]byte) []byte {
		return func(d []byte) []byte { copy(d[at:], b); return d }
	}
	r := &blobReader{data: good, pos: 48}
	r.readStrings()
	root := r.pos
	for _, c := range []struct {
		name string
		edit func([]byte) []byte
		want string
	}{
		{"no magic", set(0, 'P', 'K'), "it is no data.bin of Ignition: it begins with 50 4b 8f aa, wanted gzip (1f 8b) or 98 29 8f aa"},
		{"another version", set(19, 3), "at byte 16 of the unpacked data: the format version is 3, wanted 2"},
		{"cut in the header", func(d []byte) []byte { return d[:30] }, "at byte 20 of the unpacked data: the data ends inside the header: 10 bytes left, wanted 28"},
		{"too many strings", set(48, 0xff, 0xff, 0xff, 0xff), "at byte 48 of the unpacked data: the number of strings is 4294967295, more than the"},
		{"a string id too large", set(52, 0, 0, 1, 0), "at byte 52 of the unpacked data: string id 256 is used twice or is not below"},
		{"a long string", set(56, 1, 0x7f, 0xff, 0xff, 0xff), "at byte 57 of the unpacked data: the length of a string is 2147483647"},
		{"unknown flags", set(root, 0x40), fmt.Sprintf("at byte %d of the unpacked data: an element has the flags 0x40, of which some are not known (BIN-4)", root)},
		{"reference with more", set(root, 0x03), fmt.Sprintf("at byte %d of the unpacked data: an element has the flags 0x03", root)},
		{"reference to nothing", set(root, 0x01, 0, 0, 0, 9), fmt.Sprintf("at byte %d of the unpacked data: there is a reference to object 9, which is not complete", root)},
		{"a name that is not there", set(root+1, 0, 0, 9, 9), fmt.Sprintf("at byte %d of the unpacked data: the name of an element is string 2313", root+1)},
		{"an attribute type", set(root+10, 7), fmt.Sprintf("at byte %d of the unpacked data: attribute framework.version has type 7, wanted", root+10)},
		{"cut at the end", func(d []byte) []byte { return d[:len(d)-1] }, "of the unpacked data: the length of a text is 4, more than the 3 bytes left can hold"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := decodeBlob(c.edit(bytes.Clone(good)))
			require.ErrorContains(t, err, c.want)
		})
	}
	for i := range good { // cut anywhere
		_, err := decodeBlob(good[:i])
		require.Error(t, err, i)
	}
}

func TestBlobTextErrors(t *testing.T) {
	for _, c := range []struct{ xml, find, replace, want string }{
		{`<int>5</int>`, "\x00\x00\x00\x05\xff", "\x00\x00\x00\x05\xfe", "the text of a int is fe 00 00 00 05, wanted 5 bytes beginning with ff"},
		{`<lng>5</lng>`, "\x00\x00\x00\x09\xff", "\x00\x00\x00\x08\xff", "the text of a lng is ff 00"},
		{`<str>5</str>`, "\x20\x00\x00\x00\x01\x00\x00\x00\x04", "\x20\x00\x00\x00\x01\x00\x00\x00\x03", "the text of a str has 3 bytes, wanted 4"},
	} {
		data := encodeBlob(t, c.xml)
		require.Contains(t, string(data), c.find)
		_, err := decodeBlob(bytes.Replace(data, []byte(c.find), []byte(c.replace), 1))
		require.ErrorContains(t, err, c.want)
	}
	// One byte is the value, as in attributes.
	data := encodeBlob(t, `<int>5</int>`)
	doc, err := decodeBlob(append(data[:len(data)-9], 0, 0, 0, 1, 42))
	require.NoError(t, err)
	assert.EqualValues(t, 42, doc.root.integer)
	doc, err = decodeBlob(encodeBlob(t, `<flt id="1">5</flt>`)) // no text at all
	require.NoError(t, err)
	assert.Zero(t, doc.root.float)
	doc, err = decodeBlob(encodeBlob(t, `<int>-7</int>`))
	require.NoError(t, err)
	assert.EqualValues(t, -7, doc.root.integer)
}

// A reference to an element that holds it would be a cycle: it is not complete.
func TestBlobCycle(t *testing.T) {
	_, err := decodeBlob(encodeBlob(t, `<arraylist id="3"><ref id="3"/></arraylist>`))
	require.ErrorContains(t, err, "reference to object 3, which is not complete")
	_, err = decodeBlob(encodeBlob(t, `<arraylist><str id="3">a</str><str id="3">b</str></arraylist>`))
	require.ErrorContains(t, err, "object id 3 is used twice")
}

func TestBlobDepth(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("<arraylist>", n) + strings.Repeat("</arraylist>", n) }
	_, err := decodeBlob(encodeBlob(t, nested(maxBlobDepth)))
	require.NoError(t, err)
	_, err = decodeBlob(encodeBlob(t, nested(maxBlobDepth+2)))
	require.ErrorContains(t, err, "nested deeper than 500 levels")
}

// References make a few kilobytes say the same things exponentially often.
func TestBlobExpansion(t *testing.T) {
	const levels = 40
	// The innermost is a leaf; each further node holds the one before twice.
	inner := `<o id="0" cls="a.MenuNode"><c m="setName" s="str"><str>leaf</str></c></o>`
	for i := 1; i < levels; i++ {
		inner = fmt.Sprintf(`<o id="%d" cls="a.MenuNode"><c m="setChildren" s="O"><arraylist>%s<ref id="%d"/></arraylist></c></o>`, i, inner, i-1)
	}
	data := encodeBlob(t, `<objects><o cls="a.ClientScriptConfig"><c m="setMenuRoot" s="O">`+inner+`</c></o></objects>`)
	p, err := LoadFS(fstest.MapFS{
		"project.json": {Data: []byte(`{"inheritable":false}`)},
		"com.inductiveautomation.vision/client-event-scripts/data.bin": {Data: data},
	}, Options{Name: "Demo"})
	require.NoError(t, err)
	require.Len(t, p.Warnings, 1)
	assert.Equal(t, "com.inductiveautomation.vision/client-event-scripts/data.bin: it describes more than 200000 objects and calls, the most that are read", p.Warnings[0].String())
}

func TestGzipBounds(t *testing.T) {
	_, err := unpack([]byte{0x1f, 0x8b, 9})
	require.ErrorContains(t, err, "its gzip header is broken")
	whole := vectorBytes(t)
	_, err = unpack(whole[:500])
	require.ErrorContains(t, err, "its gzip data is broken after")
	require.ErrorContains(t, err, "it ends too early")
	broken := bytes.Clone(whole)
	broken[len(broken)-5] ^= 1
	_, err = unpack(broken)
	require.ErrorContains(t, err, "checksum")
	member := zip(t, make([]byte, 1<<20)) // about 1 KB
	_, err = unpack(bytes.Repeat(member, maxUnpacked>>20+1))
	require.EqualError(t, err, "it unpacks to more than 64 MiB, the most that is read")
}

// Flipped and cut bytes anywhere never panic, and what decodes is bounded.
func TestBlobMutations(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	raw := unzip(t, vectorBytes(t))
	for range 4000 {
		data := bytes.Clone(raw)
		for range 1 + random.IntN(4) {
			at := blobHeader + random.IntN(len(data)-blobHeader)
			switch random.IntN(3) {
			case 0:
				data[at] = byte(random.IntN(256))
			case 1:
				data[at] ^= 1 << random.IntN(8)
			case 2:
				data = append(data[:at], data[min(len(data), at+random.IntN(5)):]...)
			}
			if len(data) <= blobHeader {
				break
			}
		}
		p := blobProject(t, data)
		for _, w := range p.Warnings {
			require.Equal(t, "ignition/event-scripts/data.bin", w.File)
		}
	}
}

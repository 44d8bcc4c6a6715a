package library

// Packages xml and xml.etree, and the reading of XML for ElementTree, which is Python text.
// Go's decoder finds the tokens; errors are worded as Expat's.

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	py "dryfire/scripts/python/object"
)

func loadPackage(*thread, *py.Module) {}

// loadAlias shows another module under a second name.
func loadAlias(name string) py.Loader {
	return func(t *thread, m *py.Module) { t.Modules.SetText(m.Name, t.Import(name)) }
}

func loadXML(_ *thread, m *py.Module) {
	funcs(m, fn("events", 1, 2, func(t *thread, a []value) value {
		s := a[0].Text()
		if isStr(a[0]) && !strings.HasPrefix(s, "<?xml") {
			s = strings.TrimPrefix(s, "\xef\xbb\xbf")
		}
		t.Alloc(4 * len(s))
		events, err := xmlEvents(t, s, isUnicode(a[0]))
		if err == nil {
			return tuple(events, py.None)
		}
		return tuple(events, tuple(py.Str(err.msg), py.Int(err.code), py.Int(err.line), py.Int(err.column)))
	}))
}

// malformed is an error of Expat: its message and number, and where it stands.
type malformed struct {
	msg                string
	code, line, column int
}

// xmlText is a str where that is enough and a unicode otherwise.
func xmlText(s string) value {
	if isASCII(s) {
		return py.Str(s)
	}
	return py.Unicode(s)
}

func xmlName(n xml.Name) value {
	if n.Space != "" {
		if n.Space == "xml" {
			n.Space = "http://www.w3.org/XML/1998/namespace"
		}
		return xmlText("{" + n.Space + "}" + n.Local)
	}
	return xmlText(n.Local)
}

// xmlEvents returns (kind, name, value) for each token of a text and the error that ended it.
func xmlEvents(t *thread, s string, decoded bool) (value, *malformed) {
	d := xml.NewDecoder(strings.NewReader(s))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "us-ascii", "ascii":
			return r, nil
		case "iso-8859-1", "latin-1", "latin1", "windows-1252":
			if decoded {
				return r, nil
			}
			b, err := io.ReadAll(r)
			if err != nil {
				return nil, err
			}
			var out strings.Builder
			for _, c := range b {
				out.WriteRune(rune(c))
			}
			return strings.NewReader(out.String()), nil
		}
		return nil, errors.New("unknown encoding")
	}
	at := func(offset int, msg string, code int) *malformed {
		offset = min(offset, len(s))
		line := strings.Count(s[:offset], "\n") + 1
		return &malformed{msg, code, line, offset - (strings.LastIndexByte(s[:offset], '\n') + 1)}
	}
	out := py.NewList()
	add := func(kind string, name, v value) { t.Append(out, tuple(py.Str(kind), name, v)) }
	depth, roots := 0, 0
	for {
		start := int(d.InputOffset())
		tok, err := d.Token()
		if err == io.EOF {
			if roots == 0 || depth > 0 {
				return py.Obj(out), at(len(s), "no element found", 3)
			}
			return py.Obj(out), nil
		}
		if err != nil {
			msg := err.Error()
			end := int(d.InputOffset())
			switch {
			case strings.Contains(msg, "unexpected EOF") && strings.Contains(s[start:], "<") && !strings.Contains(s[start:], ">"):
				return py.Obj(out), at(start, "unclosed token", 5)
			case strings.Contains(msg, "unexpected EOF"):
				return py.Obj(out), at(len(s), "no element found", 3)
			case strings.Contains(msg, "closed by"), strings.Contains(msg, "unexpected end element"):
				return py.Obj(out), at(start+2, "mismatched tag", 7)
			case strings.Contains(msg, "invalid character entity"):
				if i := strings.IndexByte(s[start:], '&'); i >= 0 {
					rest := s[start+i+1:]
					if j := strings.IndexByte(rest, ';'); j > 0 && !strings.ContainsAny(rest[:j], " <&\n\t#") {
						return py.Obj(out), at(start+i, "undefined entity", 11)
					}
					return py.Obj(out), at(start+i+1, "not well-formed (invalid token)", 4)
				}
			case strings.Contains(msg, "unknown encoding"):
				return py.Obj(out), at(start, "unknown encoding", 18)
			}
			return py.Obj(out), at(max(end-1, start), "not well-formed (invalid token)", 4)
		}
		t.Step(1)
		switch x := tok.(type) {
		case xml.StartElement:
			if depth == 0 && roots > 0 {
				return py.Obj(out), at(start, "junk after document element", 9)
			}
			if depth == 0 {
				roots++
			}
			depth++
			attrs := py.NewDict(0)
			for _, a := range x.Attr {
				if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
					continue
				}
				key := xmlName(a.Name)
				if _, twice := attrs.Get(t, key); twice {
					return py.Obj(out), at(start, "duplicate attribute", 8)
				}
				attrs.Set(t, key, xmlText(a.Value))
			}
			add("s", xmlName(x.Name), py.Obj(attrs))
		case xml.EndElement:
			depth--
			add("e", xmlName(x.Name), py.None)
		case xml.CharData:
			if depth > 0 {
				add("t", py.None, xmlText(string(x)))
			} else if strings.TrimSpace(string(x)) != "" {
				i := start + len(x) - len(strings.TrimLeft(string(x), " \t\r\n"))
				if roots > 0 {
					return py.Obj(out), at(i, "junk after document element", 9)
				}
				return py.Obj(out), at(i, "syntax error", 2)
			}
		case xml.Comment:
			add("c", py.None, xmlText(string(x)))
		case xml.ProcInst:
			if x.Target != "xml" {
				add("p", xmlText(x.Target), xmlText(string(x.Inst)))
			}
		}
	}
}

package projectfile

// JSON with the order of keys and the lines of values kept, and with bounds on
// nesting and size.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"dryfire/tags"
)

const (
	maxDepth  = 1000      // of nested arrays and objects
	maxValues = 1_000_000 // in one file
)

type jsonKind uint8

const (
	jsonNull jsonKind = iota
	jsonBool
	jsonNumber
	jsonString
	jsonArray
	jsonObject
)

func (k jsonKind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "an array", "an object"}[k]
}

// jsonValue is a value in a file. All methods take a nil receiver for a value
// that is not there.
type jsonValue struct {
	kind  jsonKind
	truth bool
	line  int    // on which it stands or begins, from 1
	text  string // of a string or number
	keys  []string
	items []*jsonValue // of an array; of an object, one for each key
}

// data returns the value as scripts see it: whole numbers are integers.
func (v *jsonValue) data() tags.Value {
	if v == nil {
		return tags.Value{}
	}
	switch v.kind {
	case jsonBool:
		return tags.Bool(v.truth)
	case jsonNumber:
		if i, err := strconv.ParseInt(v.text, 10, 32); err == nil {
			return tags.Int(i)
		}
		if i, err := strconv.ParseInt(v.text, 10, 64); err == nil {
			return tags.Long(i)
		}
		f, _ := strconv.ParseFloat(v.text, 64) // beyond a float's range it is infinite
		return tags.Float(f)
	case jsonString:
		return tags.Unicode(v.text)
	case jsonArray:
		items := make([]tags.Value, len(v.items))
		for i, x := range v.items {
			items[i] = x.data()
		}
		return tags.ListOf(items...)
	case jsonObject:
		m := tags.NewMap(len(v.keys))
		for i, k := range v.keys {
			m.SetText(k, v.items[i].data())
		}
		return tags.FromMap(m)
	}
	return tags.Value{}
}

// get returns the member of an object, the last one if there are several, nil
// if there is none or v is no object.
func (v *jsonValue) get(key string) *jsonValue {
	if v == nil || v.kind != jsonObject {
		return nil
	}
	for i := len(v.keys) - 1; i >= 0; i-- {
		if v.keys[i] == key {
			return v.items[i]
		}
	}
	return nil
}

// at follows several keys.
func (v *jsonValue) at(keys ...string) *jsonValue {
	for _, k := range keys {
		v = v.get(k)
	}
	return v
}

func (v *jsonValue) is(k jsonKind) bool { return v != nil && v.kind == k }

// absent reports that a value is not there or null.
func (v *jsonValue) absent() bool { return v == nil || v.kind == jsonNull }

// str returns the text of a string, "" for anything else.
func (v *jsonValue) str() string {
	if v.is(jsonString) {
		return v.text
	}
	return ""
}

// off reports that a value is the boolean false.
func (v *jsonValue) off() bool { return v.is(jsonBool) && !v.truth }

// list returns the items of an array, nil for anything else.
func (v *jsonValue) list() []*jsonValue {
	if v.is(jsonArray) {
		return v.items
	}
	return nil
}

// lineNo returns the line, 0 if the value is not there.
func (v *jsonValue) lineNo() int {
	if v == nil {
		return 0
	}
	return v.line
}

// kindName names what a value is, for messages.
func (v *jsonValue) kindName() string {
	if v == nil {
		return "nothing"
	}
	return v.kind.String()
}

// integer returns the value of a number without a fraction.
func (v *jsonValue) integer() (int64, bool) {
	if !v.is(jsonNumber) {
		return 0, false
	}
	if n, err := strconv.ParseInt(v.text, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(v.text, 64)
	if err != nil || f != float64(int64(f)) || f > 1<<53 || f < -1<<53 {
		return 0, false
	}
	return int64(f), true
}

// jsonError is what is wrong with a JSON file, and on which line.
type jsonError struct {
	line    int
	message string
}

func (e *jsonError) Error() string { return e.message }

type jsonReader struct {
	dec    *json.Decoder
	breaks []int // offsets of line feeds
	count  int
}

// parseJSON reads the only value of a text. Errors are *jsonError.
func parseJSON(text string) (*jsonValue, error) {
	r := &jsonReader{dec: json.NewDecoder(strings.NewReader(text))}
	r.dec.UseNumber()
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			r.breaks = append(r.breaks, i)
		}
	}
	v, err := r.value(0)
	if err == nil {
		if _, end := r.dec.Token(); end == nil {
			err = errors.New("there is more after the end of the JSON value")
		} else if end != io.EOF {
			err = end
		}
	}
	if err == nil {
		return v, nil
	}
	at := r.dec.InputOffset()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
		err = fmt.Errorf("it is not JSON: %w", syntax)
	case errors.Is(err, io.EOF) && strings.TrimSpace(text) == "":
		err = errors.New("it is empty, wanted JSON")
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		at = int64(len(text))
		err = errors.New("it is not JSON: it ends too early")
	}
	return nil, &jsonError{r.line(at), err.Error()}
}

func (r *jsonReader) line(offset int64) int {
	return 1 + sort.SearchInts(r.breaks, int(offset))
}

func (r *jsonReader) value(depth int) (*jsonValue, error) {
	t, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	if r.count++; r.count > maxValues {
		return nil, fmt.Errorf("it holds more than %d values, the most that are read", maxValues)
	}
	// No token spans lines, so the end of one tells its line as well.
	v := &jsonValue{line: r.line(r.dec.InputOffset() - 1)}
	switch t := t.(type) {
	case bool:
		v.kind, v.truth = jsonBool, t
	case json.Number:
		v.kind, v.text = jsonNumber, t.String()
	case string:
		v.kind, v.text = jsonString, t
	case json.Delim:
		if depth >= maxDepth {
			return nil, fmt.Errorf("it is nested deeper than %d levels, the most that are read", maxDepth)
		}
		v.kind = jsonArray
		if t == '{' {
			v.kind = jsonObject
		}
		for r.dec.More() {
			if v.kind == jsonObject {
				key, err := r.dec.Token()
				if err != nil {
					return nil, err
				}
				v.keys = append(v.keys, key.(string))
			}
			item, err := r.value(depth + 1)
			if err != nil {
				return nil, err
			}
			v.items = append(v.items, item)
		}
		if _, err := r.dec.Token(); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// Package device is a small simulated PLC, served over OPC UA for demos and
// tests. It is not a production server: it listens on the loopback interface
// only, speaks without security, and lets anyone write.
//
// What it simulates is a program: a CSV file in the format of Ignition's
// Programmable Device Simulator, with the columns Time Interval, Browse Path,
// Value Source and Data Type. The program starts at interval 0 and moves to the
// next one each base rate; at an interval, the rows written for it give their
// tags a new value source. After the last interval it starts again.
//
// A value source is a constant or a function; period and the like count in time
// intervals, and what is left out takes the value given here:
//
//	sine(min=0, max=100, period=10, repeat=true)   also cosine, ramp, triangle, square
//	random(min=0, max=100, repeat=true)
//	walk(min=0, max=100, step=1, repeat=true)      a random walk within its bounds
//	realistic(setPoint=100, proportion=1.2, integral=0.06, derivative=0.25, repeat=true)
//	list(a, b, c, …, repeat=true)                  one a time interval
//	csv("file.csv", "column", repeat=true)         one row a time interval
//	qv(value, quality)                             a value with a status, such as Bad_Stale
//	readonly(value), writeable(value)
//
// Tags are writable, except for those with readonly; one that was written keeps
// that value until its program gives it another value source.
package device

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/gopcua/opcua/ua"
)

// Program is a parsed program.
type Program struct {
	Tags []*Tag // in the order of their first rows
	Last int    // the last time interval that has a row
	dir  string // where csv() looks for files
}

// Tag is one tag of a program with its steps, by time interval.
type Tag struct {
	Path  string // names separated by slashes
	Type  ua.TypeID
	steps []step
}

type step struct {
	interval int
	text     string
	source   source
}

// Error is a row of a program that can't be used.
type Error struct {
	File   string
	Line   int
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason) }

var dataTypes = map[string]ua.TypeID{"boolean": ua.TypeIDBoolean, "int8": ua.TypeIDSByte, "sbyte": ua.TypeIDSByte, "byte": ua.TypeIDByte, "int16": ua.TypeIDInt16,
	"uint16": ua.TypeIDUint16, "int32": ua.TypeIDInt32, "uint32": ua.TypeIDUint32, "int64": ua.TypeIDInt64, "uint64": ua.TypeIDUint64,
	"float": ua.TypeIDFloat, "double": ua.TypeIDDouble, "string": ua.TypeIDString, "datetime": ua.TypeIDDateTime}

// maxInterval bounds a program: at a base rate of a second it is thirty years.
const maxInterval = 1_000_000_000

// Load reads a program file.
func Load(path string) (*Program, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Parse(f, path)
}

// Parse reads a program. name is the file's, for errors and for finding the
// files of csv(). Its errors are [*Error]s.
func Parse(r io.Reader, name string) (*Program, error) {
	p := &Program{dir: filepath.Dir(name)}
	in := csv.NewReader(r)
	in.FieldsPerRecord, in.TrimLeadingSpace, in.Comment = -1, true, '#'
	byPath := map[string]*Tag{}
	columns := []int{0, 1, 2, 3}
	for first := true; ; first = false {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := in.FieldPos(0)
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			return nil, &Error{name, syntax.Line, syntax.Err.Error()}
		}
		if err != nil {
			return nil, err
		}
		bad := func(format string, args ...any) error { return &Error{name, line, fmt.Sprintf(format, args...)} }
		if first {
			row[0] = strings.TrimPrefix(row[0], "\ufeff")
			if isHead, err := head(row, columns); err != nil {
				return nil, bad("%v", err)
			} else if isHead {
				continue
			}
		}
		if len(row) < 4 {
			return nil, bad("got %d columns, want Time Interval, Browse Path, Value Source, Data Type", len(row))
		}
		cell := func(i int) string {
			if columns[i] >= len(row) {
				return ""
			}
			return strings.TrimSpace(row[columns[i]])
		}
		interval, err := strconv.Atoi(cell(0))
		if err != nil || interval < 0 || interval > maxInterval {
			return nil, bad("time interval: got %q, want a whole number from 0 to %d", cell(0), maxInterval)
		}
		path := strings.Trim(cell(1), "/")
		if path == "" {
			return nil, bad("browse path: empty")
		}
		typ, ok := dataTypes[strings.ToLower(cell(3))]
		if !ok {
			return nil, bad("data type: got %q, want Boolean, Int16, Int32, Int64, UInt16, UInt32, UInt64, Float, Double, String or DateTime", cell(3))
		}
		t := byPath[path]
		if t == nil {
			t = &Tag{Path: path, Type: typ}
			byPath[path] = t
			p.Tags = append(p.Tags, t)
		} else if t.Type != typ {
			return nil, bad("%s is of another data type in an earlier row", path)
		}
		src, err := p.parseSource(cell(2), typ)
		if err != nil {
			return nil, bad("value source: %v", err)
		}
		for _, s := range t.steps {
			if s.interval == interval {
				return nil, bad("%s has a row for interval %d already", path, interval)
			}
		}
		t.steps = append(t.steps, step{interval, cell(2), src})
		p.Last = max(p.Last, interval)
	}
	if len(p.Tags) == 0 {
		return nil, &Error{name, 1, "got a program without rows, want Time Interval, Browse Path, Value Source, Data Type in each"}
	}
	for _, t := range p.Tags {
		sort.SliceStable(t.steps, func(i, j int) bool { return t.steps[i].interval < t.steps[j].interval })
		for path := t.Path; ; {
			at := strings.LastIndexByte(path, '/')
			if at < 0 {
				break
			}
			if path = path[:at]; byPath[path] != nil {
				return nil, &Error{name, 1, fmt.Sprintf("%s is a tag and the folder of %s", path, t.Path)}
			}
		}
	}
	return p, nil
}

// head recognises a heading by its first column, and finds the four columns.
func head(row []string, columns []int) (bool, error) {
	if _, err := strconv.Atoi(strings.TrimSpace(row[0])); err == nil {
		return false, nil
	}
	for want, name := range []string{"time interval", "browse path", "value source", "data type"} {
		at := -1
		for i, c := range row {
			if strings.EqualFold(strings.TrimSpace(c), name) {
				at = i
			}
		}
		if at < 0 {
			return false, fmt.Errorf("there is no column %q in the heading", name)
		}
		columns[want] = at
	}
	return true, nil
}

// source is a value source: it gives the value at a moment that lies the given
// number of time intervals after it took effect.
type source interface {
	at(age float64, r *random) (any, ua.StatusCode)
	readOnly() bool
}

// call is a function with its arguments, the names of the parameters being
// matched by position.
func splitCall(text string) (name string, args []string, ok bool) {
	open := strings.IndexByte(text, '(')
	if open <= 0 || !strings.HasSuffix(text, ")") {
		return "", nil, false
	}
	name = strings.ToLower(strings.TrimSpace(text[:open]))
	for _, r := range name {
		if r < 'a' || r > 'z' {
			return "", nil, false
		}
	}
	body := text[open+1 : len(text)-1]
	depth, quote, start := 0, rune(0), 0
	for i, r := range body {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			args = append(args, strings.TrimSpace(body[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(body[start:]); last != "" || len(args) > 0 {
		args = append(args, last)
	}
	return name, args, true
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

package system

// jsonEncode and jsonDecode as scripts know them. They differ from the
// journal's encoding: a date is text in the gateway's locale, a quality is its
// code, a dataset its columns and rows (QV-5).

import (
	"math"
	"strconv"
	"strings"
	"time"

	"dryfire/scripts"
	"dryfire/tags"
)

const (
	maxJSONDepth = 200
	jsonDate     = "Jan 2, 2006, 3:04:05 PM"
)

// encodeJSON encodes data; what shares parts can come to a text of any length,
// so that the length is watched while it grows.
func encodeJSON(h *scripts.Host, v tags.Value, indent int) (string, error) {
	e := encoder{host: h, limit: h.TextLimit(), indent: min(max(indent, 0), 16)}
	if err := e.encode(v, 0); err != nil {
		return "", err
	}
	return string(e.b), nil
}

type encoder struct {
	host   *scripts.Host
	limit  int
	b      []byte
	indent int
}

// zone is the time zone in which dates are spelled.
func (e *encoder) zone() *time.Location {
	if e.host.Zone == nil {
		return time.UTC
	}
	return e.host.Zone
}

func (e *encoder) line(depth int) {
	if e.indent > 0 {
		e.b = append(e.b, '\n')
		e.b = append(e.b, strings.Repeat(" ", e.indent*depth)...)
	}
}

func (e *encoder) key(name string) {
	e.b = tags.AppendJSONString(e.b, name)
	e.b = append(e.b, ':')
	if e.indent > 0 {
		e.b = append(e.b, ' ')
	}
}

func (e *encoder) encode(v tags.Value, depth int) error {
	if depth > maxJSONDepth {
		return scripts.Raise("ValueError", "jsonEncode: the data is nested deeper than %d levels, or contains itself", maxJSONDepth)
	}
	if len(e.b) > e.limit {
		return e.host.TextExceeded()
	}
	switch v.Kind() {
	case tags.KindFloat:
		f := v.Float64()
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return scripts.Raise("ValueError", "jsonEncode: JSON does not allow non-finite numbers, got %s", scripts.PyFloat(f))
		}
		e.b = append(e.b, scripts.PyFloat(f)...)
	case tags.KindDate:
		e.b = tags.AppendJSONString(e.b, time.UnixMilli(v.Int64()).In(e.zone()).Format(jsonDate))
	case tags.KindList:
		return e.list(v.List().Items, depth)
	case tags.KindMap:
		return e.object(v.Map(), depth)
	case tags.KindDocument:
		return e.encode(v.Document().Root, depth+1)
	case tags.KindQuality:
		q, _ := v.Quality()
		e.b = append(e.b, `{"code":`...)
		e.b = append(strconv.AppendInt(e.b, int64(q.Code), 10), '}')
	case tags.KindQualified:
		q := v.Qualified()
		m := tags.NewMap(3)
		m.SetText("value", q.Value)
		m.SetText("quality", tags.FromQuality(q.Quality))
		m.SetText("timestamp", tags.Date(q.Timestamp))
		return e.object(m, depth)
	case tags.KindDataset:
		return e.encode(datasetAsMap(v.Dataset()), depth+1)
	case tags.KindObject:
		return scripts.Raise("TypeError", "jsonEncode: a %s is no data", v.Object().TypeName())
	default:
		e.b = tags.AppendJSON(e.b, v)
	}
	return nil
}

func (e *encoder) list(items []tags.Value, depth int) error {
	e.b = append(e.b, '[')
	for i, item := range items {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		e.line(depth + 1)
		if err := e.encode(item, depth+1); err != nil {
			return err
		}
	}
	if len(items) > 0 {
		e.line(depth)
	}
	e.b = append(e.b, ']')
	return nil
}

func (e *encoder) object(m *tags.Map, depth int) error {
	e.b = append(e.b, '{')
	for i := range m.Len() {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		k, v := m.At(i)
		e.line(depth + 1)
		e.key(scripts.PyStr(k))
		if err := e.encode(v, depth+1); err != nil {
			return err
		}
	}
	if m.Len() > 0 {
		e.line(depth)
	}
	e.b = append(e.b, '}')
	return nil
}

func datasetAsMap(d *tags.Dataset) tags.Value {
	columns := make([]tags.Value, len(d.Columns))
	for i, c := range d.Columns {
		m := tags.NewMap(2)
		m.SetText("name", tags.Unicode(c.Name))
		m.SetText("type", tags.Unicode(c.Type))
		columns[i] = tags.FromMap(m)
	}
	rows := make([]tags.Value, len(d.Rows))
	for i, r := range d.Rows {
		rows[i] = tags.ListOf(r...)
	}
	m := tags.NewMap(2)
	m.SetText("columns", tags.ListOf(columns...))
	m.SetText("rows", tags.ListOf(rows...))
	return tags.FromMap(m)
}

func decodeJSON(text string) (tags.Value, error) {
	v, err := tags.ParseJSON(text)
	if err != nil {
		return tags.Value{}, scripts.Raise("ValueError", "jsonDecode: %s", err)
	}
	return v, nil
}

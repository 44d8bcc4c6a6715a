package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"dryfire/tags"
)

const maxDepth = 100

var errDepth = errors.New("nested too deeply")

func appendText(b []byte, s string) []byte {
	q, err := json.Marshal(s) // replaces what is not UTF-8
	if err != nil {
		return append(b, `""`...)
	}
	return append(b, q...)
}

var forms = [...]string{tags.FormList: "", tags.FormTuple: "$tuple", tags.FormSet: "$set", tags.FormArray: "$array"}

func appendValue(b []byte, v tags.Value, depth int) (_ []byte, err error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	switch v.Kind() {
	case tags.KindNull:
		return append(b, "null"...), nil
	case tags.KindBool:
		return strconv.AppendBool(b, v.Bool()), nil
	case tags.KindInt:
		return strconv.AppendInt(b, v.Int64(), 10), nil
	case tags.KindLong, tags.KindBigInt:
		b = append(b, `{"$long":"`...)
		b = v.BigInt().Append(b, 10)
		return append(b, `"}`...), nil
	case tags.KindFloat:
		f := v.Float64()
		if math.IsNaN(f) || math.IsInf(f, 0) {
			b = append(b, `{"$float":"`...)
			b = strconv.AppendFloat(b, f, 'g', -1, 64)
			return append(b, `"}`...), nil
		}
		at := len(b)
		b = strconv.AppendFloat(b, f, 'g', -1, 64)
		if !bytes.ContainsAny(b[at:], ".e") {
			b = append(b, ".0"...)
		}
		return b, nil
	case tags.KindUnicode:
		return appendText(b, v.Text()), nil
	case tags.KindStr:
		b = append(b, `{"$str":`...)
		return append(appendText(b, v.Text()), '}'), nil
	case tags.KindDate:
		b = append(b, `{"$date":`...)
		return append(appendTime(b, time.UnixMilli(v.Int64())), '}'), nil
	case tags.KindList:
		l := v.List()
		form := forms[l.Form&3]
		if form != "" {
			b = append(append(append(b, `{"`...), form...), `":`...)
		}
		if b, err = appendItems(b, l.Items, depth); err != nil {
			return nil, err
		}
		if form != "" {
			b = append(b, '}')
		}
		return b, nil
	case tags.KindMap:
		return appendMap(b, v.Map(), depth)
	case tags.KindDocument:
		b = append(b, `{"$document":`...)
		if b, err = appendValue(b, v.Document().Root, depth+1); err != nil {
			return nil, err
		}
		return append(b, '}'), nil
	case tags.KindDataset:
		return appendDataset(b, v.Dataset(), depth)
	}
	return nil, fmt.Errorf("a %s can't be recorded", v.Kind())
}

func appendItems(b []byte, items []tags.Value, depth int) (_ []byte, err error) {
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendValue(b, item, depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func appendMap(b []byte, m *tags.Map, depth int) (_ []byte, err error) {
	plain := true
	for i := 0; i < m.Len(); i++ {
		k, _ := m.At(i)
		if k.Kind() != tags.KindUnicode || strings.HasPrefix(k.Text(), "$") {
			plain = false
		}
	}
	if plain {
		b = append(b, '{')
		for i := 0; i < m.Len(); i++ {
			if i > 0 {
				b = append(b, ',')
			}
			k, x := m.At(i)
			b = append(appendText(b, k.Text()), ':')
			if b, err = appendValue(b, x, depth+1); err != nil {
				return nil, err
			}
		}
		return append(b, '}'), nil
	}
	b = append(b, `{"$map":[`...)
	for i := 0; i < m.Len(); i++ {
		if i > 0 {
			b = append(b, ',')
		}
		k, x := m.At(i)
		if b, err = appendItems(b, []tags.Value{k, x}, depth); err != nil {
			return nil, err
		}
	}
	return append(b, `]}`...), nil
}

func appendDataset(b []byte, d *tags.Dataset, depth int) (_ []byte, err error) {
	b = append(b, `{"$dataset":{"columns":[`...)
	for i, c := range d.Columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(append(b, `{"name":`...), c.Name), `,"type":`...)
		b = append(appendText(b, c.Type), '}')
	}
	b = append(b, `],"rows":[`...)
	for i, row := range d.Rows {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendItems(b, row, depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, `]}}`...), nil
}

func parseValue(raw []byte) (tags.Value, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return parse(d, 0)
}

// parse reads one value token by token, since objects keep their order.
func parse(d *json.Decoder, depth int) (tags.Value, error) {
	if depth > maxDepth {
		return tags.Value{}, errDepth
	}
	t, err := d.Token()
	if err != nil {
		return tags.Value{}, err
	}
	switch x := t.(type) {
	case nil:
		return tags.Value{}, nil
	case bool:
		return tags.Bool(x), nil
	case string:
		return tags.Unicode(x), nil
	case json.Number:
		return number(string(x))
	case json.Delim:
		if x == '[' {
			items, err := parseItems(d, depth)
			return tags.ListOf(items...), err
		}
		return parseObject(d, depth)
	}
	return tags.Value{}, fmt.Errorf("got %v", t)
}

func number(s string) (tags.Value, error) {
	if strings.ContainsAny(s, ".eE") {
		f, err := strconv.ParseFloat(s, 64)
		return tags.Float(f), err
	}
	return long(s, tags.Int)
}

func long(s string, make func(int64) tags.Value) (tags.Value, error) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return make(n), nil
	}
	b, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return tags.Value{}, fmt.Errorf("%q is no integer", s)
	}
	return tags.BigInt(b), nil
}

// parseItems reads to the closing bracket.
func parseItems(d *json.Decoder, depth int) ([]tags.Value, error) {
	items := []tags.Value{}
	for d.More() {
		v, err := parse(d, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	_, err := d.Token()
	return items, err
}

func parseObject(d *json.Decoder, depth int) (tags.Value, error) {
	m := tags.NewMap(4)
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return tags.Value{}, err
		}
		key, ok := t.(string)
		if !ok {
			return tags.Value{}, fmt.Errorf("key %v", t)
		}
		if strings.HasPrefix(key, "$") {
			if m.Len() > 0 {
				return tags.Value{}, fmt.Errorf("%s beside other keys", key)
			}
			v, err := parseSpecial(d, key, depth)
			if err != nil {
				return tags.Value{}, err
			}
			if d.More() {
				return tags.Value{}, fmt.Errorf("%s beside other keys", key)
			}
			_, err = d.Token()
			return v, err
		}
		v, err := parse(d, depth+1)
		if err != nil {
			return tags.Value{}, err
		}
		m.SetText(key, v)
	}
	_, err := d.Token()
	return tags.FromMap(m), err
}

func parseSpecial(d *json.Decoder, key string, depth int) (tags.Value, error) {
	v, err := parse(d, depth+1)
	if err != nil {
		return tags.Value{}, err
	}
	text, list := v.Text(), v.List()
	bad := fmt.Errorf("%s: got a %s", key, v.Kind())
	switch key {
	case "$long":
		return long(text, tags.Long)
	case "$float":
		f, err := strconv.ParseFloat(text, 64)
		return tags.Float(f), err
	case "$date":
		t, err := time.Parse(time.RFC3339Nano, text)
		return tags.Date(t.UnixMilli()), err
	case "$str":
		if !v.IsText() {
			return tags.Value{}, bad
		}
		return tags.Str(text), nil
	case "$document":
		return tags.FromDocument(&tags.Document{Root: v}), nil
	case "$dataset":
		return parseDataset(v)
	case "$map":
		if list == nil {
			return tags.Value{}, bad
		}
		m := tags.NewMap(len(list.Items))
		for _, pair := range list.Items {
			p := pair.List()
			if p == nil || len(p.Items) != 2 {
				return tags.Value{}, errors.New("$map: want [key,value] pairs")
			}
			m.Set(p.Items[0], p.Items[1])
		}
		return tags.FromMap(m), nil
	}
	for form, name := range forms {
		if name == key && name != "" {
			if list == nil {
				return tags.Value{}, bad
			}
			return tags.FromList(&tags.List{Form: tags.ListForm(form), Items: list.Items}), nil
		}
	}
	return tags.Value{}, fmt.Errorf("%s is no kind of value", key)
}

func parseDataset(v tags.Value) (tags.Value, error) {
	bad := errors.New("$dataset: want columns with name and type, and rows of as many cells")
	m := v.Map()
	if m == nil {
		return tags.Value{}, bad
	}
	columns, _ := m.Get("columns")
	rows, _ := m.Get("rows")
	if columns.List() == nil || rows.List() == nil {
		return tags.Value{}, bad
	}
	d := &tags.Dataset{}
	for _, c := range columns.List().Items {
		if c.Map() == nil {
			return tags.Value{}, bad
		}
		name, _ := c.Map().Get("name")
		typ, _ := c.Map().Get("type")
		d.Columns = append(d.Columns, tags.Column{Name: name.Text(), Type: typ.Text()})
	}
	for _, r := range rows.List().Items {
		if r.List() == nil || len(r.List().Items) != len(d.Columns) {
			return tags.Value{}, bad
		}
		d.Rows = append(d.Rows, r.List().Items)
	}
	return tags.FromDataset(d), nil
}

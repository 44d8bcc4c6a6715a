package system

// Datasets as text: CSV for people and spreadsheets, CSV that can be read back,
// HTML.
//
// CSV that can be read back begins with four lines of names and types:
//
//	"#NAMES"
//	"name","speed"
//	"#TYPES"
//	"str","D"
//	"#ROWS","2"
//
// Every cell is in quotes, a quote in a cell is doubled, and null is nothing at
// all (DEC-55). What is read may do without quotes.

import (
	"html"
	"strconv"
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
)

// typeAliases are the names of column types in CSV, the first one of each class
// for writing.
var typeAliases = []struct{ alias, class string }{
	{"I", "java.lang.Integer"}, {"L", "java.lang.Long"}, {"D", "java.lang.Double"}, {"F", "java.lang.Float"},
	{"B", "java.lang.Boolean"}, {"S", "java.lang.Short"}, {"Byt", "java.lang.Byte"}, {"str", "java.lang.String"},
	{"date", "java.util.Date"}, {"O", objectClass},
	{"i", "java.lang.Integer"}, {"l", "java.lang.Long"}, {"d", "java.lang.Double"}, {"f", "java.lang.Float"},
	{"b", "java.lang.Boolean"}, {"s", "java.lang.Short"}, {"byt", "java.lang.Byte"},
}

func aliasOf(class string) string {
	for _, t := range typeAliases {
		if t.class == class {
			return t.alias
		}
	}
	switch class {
	case "java.sql.Timestamp", "java.sql.Date":
		return "date"
	}
	return "O"
}

func classNamed(alias string) (string, bool) {
	for _, t := range typeAliases {
		if t.alias == alias {
			return t.class, true
		}
	}
	return "", false
}

// csvWriter writes lines of cells until the text is longer than limit.
type csvWriter struct {
	b     strings.Builder
	limit int
}

func (w *csvWriter) line(n int, cell func(i int) (string, bool)) {
	for i := range n {
		if i > 0 {
			w.b.WriteByte(',')
		}
		if text, ok := cell(i); ok {
			w.b.WriteByte('"')
			w.b.WriteString(strings.ReplaceAll(text, `"`, `""`))
			w.b.WriteByte('"')
		}
	}
	w.b.WriteByte('\n')
}

func (w *csvWriter) words(words ...string) {
	w.line(len(words), func(i int) (string, bool) { return words[i], true })
}

func (w *csvWriter) full() bool { return w.b.Len() > w.limit }

func toCSV(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "toCSV", 0)
	if err != nil {
		return tags.Value{}, err
	}
	w := csvWriter{limit: c.Host.TextLimit()}
	names := func(i int) (string, bool) { return d.Columns[i].Name, true }
	switch {
	case flagArgument(c, 2):
		w.words("#NAMES")
		w.line(len(d.Columns), names)
		w.words("#TYPES")
		w.line(len(d.Columns), func(i int) (string, bool) { return aliasOf(d.Columns[i].Type), true })
		w.words("#ROWS", strconv.Itoa(len(d.Rows)))
	case flagArgument(c, 1):
		w.line(len(d.Columns), names)
	}
	loc := location(c)
	for _, r := range d.Rows {
		w.line(len(r), func(i int) (string, bool) {
			if r[i].Kind() == tags.KindDate {
				at := instant(r[i].Int64(), loc)
				if at.Nanosecond() != 0 {
					return at.Format("2006-01-02 15:04:05.000"), true
				}
				return at.Format("2006-01-02 15:04:05"), true
			}
			return r[i].Java(loc), !r[i].IsNull()
		})
		if w.full() {
			return tags.Value{}, c.Host.TextExceeded()
		}
	}
	return tags.Unicode(w.b.String()), nil
}

// csvCell is one cell of a line; null is a cell without quotes and text.
type csvCell struct {
	text string
	null bool
}

// csvReader reads lines of cells.
type csvReader struct {
	rest string
	at   int // line, from 1
}

// next returns the cells of the next line that is not empty; ok is false at the
// end.
func (r *csvReader) next() (cells []csvCell, ok bool, err error) {
	for r.rest != "" && (r.rest[0] == '\n' || r.rest[0] == '\r') {
		if r.rest[0] == '\n' {
			r.at++
		}
		r.rest = r.rest[1:]
	}
	if r.rest == "" {
		return nil, false, nil
	}
	r.at++
	for {
		cell, end, err := r.cell()
		if err != nil {
			return nil, false, err
		}
		cells = append(cells, cell)
		if end {
			return cells, true, nil
		}
	}
}

// blank takes an empty line off the text and reports whether there was one.
func (r *csvReader) blank() bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(r.rest, "\r"), "\n")
	if ok {
		r.rest = rest
		r.at++
	}
	return ok
}

// cell reads one cell and what follows it: a comma, or the end of the line.
func (r *csvReader) cell() (cell csvCell, end bool, err error) {
	if !strings.HasPrefix(r.rest, `"`) {
		n := strings.IndexAny(r.rest, ",\r\n")
		if n < 0 {
			n = len(r.rest)
		}
		cell = csvCell{text: r.rest[:n], null: n == 0}
		r.rest = r.rest[n:]
	} else {
		var b strings.Builder
		rest, line := r.rest[1:], r.at
		for {
			n := strings.IndexByte(rest, '"')
			if n < 0 {
				return cell, false, csvError(line, "the quote of a cell is not closed")
			}
			b.WriteString(rest[:n])
			r.at += strings.Count(rest[:n], "\n")
			rest = rest[n+1:]
			if !strings.HasPrefix(rest, `"`) {
				break
			}
			b.WriteByte('"')
			rest = rest[1:]
		}
		cell.text, r.rest = b.String(), rest
	}
	switch {
	case r.rest == "":
		return cell, true, nil
	case r.rest[0] == ',':
		r.rest = r.rest[1:]
		return cell, false, nil
	case strings.HasPrefix(r.rest, "\r\n"):
		r.rest = r.rest[2:]
		return cell, true, nil
	case r.rest[0] == '\n' || r.rest[0] == '\r':
		r.rest = r.rest[1:]
		return cell, true, nil
	}
	return cell, false, csvError(r.at, "a comma or the end of the line is missing behind a closing quote")
}

func csvError(line int, format string, args ...any) error {
	return scripts.RaiseJava("java.lang.IllegalArgumentException", "fromCSV: line "+strconv.Itoa(line)+": "+format, args...)
}

func fromCSV(c *scripts.Call) (tags.Value, error) {
	text, err := textArgument(c, "fromCSV", 0)
	if err != nil {
		return tags.Value{}, err
	}
	r := csvReader{rest: strings.TrimPrefix(text, "\ufeff")}
	heading := func(want string) ([]csvCell, error) {
		cells, ok, err := r.next()
		if err != nil {
			return nil, err
		}
		if !ok || !strings.EqualFold(cells[0].text, want) {
			got := "the end"
			if ok {
				got = strconv.Quote(cells[0].text)
			}
			return nil, csvError(max(r.at, 1), "got %s, want %s", got, want)
		}
		return cells, nil
	}
	line := func() ([]csvCell, error) {
		cells, ok, err := r.next()
		if err == nil && !ok {
			err = csvError(r.at, "the text ends here")
		}
		return cells, err
	}
	if _, err := heading("#NAMES"); err != nil {
		return tags.Value{}, err
	}
	names, err := line()
	if err != nil {
		return tags.Value{}, err
	}
	if _, err := heading("#TYPES"); err != nil {
		return tags.Value{}, err
	}
	types, err := line()
	if err != nil {
		return tags.Value{}, err
	}
	if len(types) != len(names) {
		return tags.Value{}, csvError(r.at, "got %d types for %d names", len(types), len(names))
	}
	d := &tags.Dataset{Columns: make([]tags.Column, len(names))}
	for i := range names {
		class, ok := classNamed(types[i].text)
		if !ok {
			return tags.Value{}, csvError(r.at, "column %q has the type %q, which datasets of scripts do not have", names[i].text, types[i].text)
		}
		d.Columns[i] = tags.Column{Name: names[i].text, Type: class}
	}
	rows, err := heading("#ROWS")
	if err != nil {
		return tags.Value{}, err
	}
	n := -1
	if len(rows) > 1 {
		if n, err = strconv.Atoi(strings.TrimSpace(rows[1].text)); err != nil || n < 0 {
			return tags.Value{}, csvError(r.at, "got %q behind #ROWS, want the number of rows", rows[1].text)
		}
	}
	if d.Rows, err = csvRows(c, &r, d, n); err != nil {
		return tags.Value{}, err
	}
	if n >= 0 && n != len(d.Rows) {
		return tags.Value{}, csvError(r.at, "#ROWS announces %d rows, there are %d", n, len(d.Rows))
	}
	return tags.FromDataset(d), nil
}

// csvRows reads the rows, of which n are announced, or -1.
func csvRows(c *scripts.Call, r *csvReader, d *tags.Dataset, n int) ([][]tags.Value, error) {
	loc := location(c)
	var rows [][]tags.Value
	for {
		if len(d.Columns) == 1 && len(rows) < n && r.blank() { // null alone in its row
			rows = append(rows, make([]tags.Value, 1))
			continue
		}
		cells, ok, err := r.next()
		if err != nil || !ok {
			return rows, err
		}
		if len(cells) != len(d.Columns) {
			return nil, csvError(r.at, "got %d cells for %d columns", len(cells), len(d.Columns))
		}
		row := make([]tags.Value, len(cells))
		for j, cell := range cells {
			t := d.Columns[j].CellType()
			isText := t == tags.String || t == tags.NoType
			if cell.null || cell.text == "" && !isText {
				continue
			}
			v := tags.Unicode(cell.text)
			if !isText {
				if v, err = t.Decode(v, loc); err != nil {
					return nil, csvError(r.at, "got %s in column %q, want a %s", clipped(tags.Str(cell.text)), d.Columns[j].Name, d.Columns[j].Type)
				}
			}
			row[j] = v
		}
		rows = append(rows, row)
		if len(rows)%1024 == 0 {
			if err := checkRoom(c, len(rows), len(d.Columns)); err != nil {
				return nil, err
			}
		}
	}
}

// toHTML returns a page with one table.
func toHTML(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "dataSetToHTML", 1)
	if err != nil {
		return tags.Value{}, err
	}
	title := html.EscapeString(c.Arg(2))
	var b strings.Builder
	b.WriteString("<html>\n<head><title>" + title + "</title></head>\n<body>\n<h1>" + title + "</h1>\n<table border=\"1\">\n")
	if flagArgument(c, 0) {
		b.WriteString("<tr>")
		for _, column := range d.Columns {
			b.WriteString("<th>" + html.EscapeString(column.Name) + "</th>")
		}
		b.WriteString("</tr>\n")
	}
	loc := location(c)
	for _, r := range d.Rows {
		b.WriteString("<tr>")
		for _, v := range r {
			text := ""
			if !v.IsNull() {
				text = html.EscapeString(v.Java(loc))
			}
			b.WriteString("<td>" + text + "</td>")
		}
		b.WriteString("</tr>\n")
		if b.Len() > c.Host.TextLimit() {
			return tags.Value{}, c.Host.TextExceeded()
		}
	}
	b.WriteString("</table>\n</body>\n</html>\n")
	return tags.Unicode(b.String()), nil
}

package tags

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Dataset is an immutable table of typed columns, Ignition's BasicDataset.
type Dataset struct {
	Columns []Column
	Rows    [][]Value // every row has len(Columns) cells
}

// Column is the name and type of one column of a dataset.
type Column struct {
	Name string
	Type string // Java class name, for example java.lang.Integer (TGF-18)
}

// Equal reports whether both datasets have the same columns and cells.
func (d *Dataset) Equal(o *Dataset) bool {
	if d == o {
		return true
	}
	if len(d.Columns) != len(o.Columns) || len(d.Rows) != len(o.Rows) {
		return false
	}
	for i := range d.Columns {
		if d.Columns[i] != o.Columns[i] {
			return false
		}
	}
	for i := range d.Rows {
		for j := range d.Rows[i] {
			if !d.Rows[i][j].Equal(o.Rows[i][j]) {
				return false
			}
		}
	}
	return true
}

// Column returns the index of the column of that name, case ignored, or -1.
func (d *Dataset) Column(name string) int {
	for i := range d.Columns {
		if strings.EqualFold(d.Columns[i].Name, name) {
			return i
		}
	}
	return -1
}

// CellType returns the data type that a column's Java class stands for, and
// NoType for a class that puts no bounds on its cells.
func (c Column) CellType() DataType {
	switch c.Type {
	case "java.lang.Byte":
		return Int1
	case "java.lang.Short":
		return Int2
	case "java.lang.Integer":
		return Int4
	case "java.lang.Long":
		return Int8
	case "java.lang.Float":
		return Float4
	case "java.lang.Double":
		return Float8
	case "java.lang.Boolean":
		return Boolean
	case "java.lang.String":
		return String
	case "java.util.Date", "java.sql.Timestamp", "java.sql.Date":
		return DateTime
	}
	return NoType
}

// WithCell returns a copy of d with one cell replaced, converted to the type
// of its column, and the quality of that conversion.
func (d *Dataset) WithCell(row, column int, v Value, loc *time.Location) (*Dataset, Quality) {
	if t := d.Columns[column].CellType(); t != NoType {
		var q Quality
		if v, q = t.Coerce(v, loc); q.Code != Good {
			return nil, q
		}
	}
	out := &Dataset{Columns: d.Columns, Rows: append([][]Value(nil), d.Rows...)}
	out.Rows[row] = append([]Value(nil), d.Rows[row]...)
	out.Rows[row][column] = v
	return out, QualityOf(Good)
}

// ParseDataset parses the text that a tag export has for the value of a
// DataSet tag (TGF-18): {"columns":[{"name","type"}],"rows":[[…]]}. A column may
// also be its name alone; its type is then that of its cells. Dates are read in
// loc if they name no zone; nil means UTC.
func ParseDataset(text string, loc *time.Location) (*Dataset, error) {
	v, err := ParseJSON(text)
	if err != nil {
		return nil, fmt.Errorf("dataset text: %w", err)
	}
	return datasetOf(v, loc)
}

func datasetOf(v Value, loc *time.Location) (*Dataset, error) {
	m := v.Map()
	if m == nil {
		return nil, fmt.Errorf("dataset: got %s, want an object with columns and rows", v.Kind())
	}
	columns, _ := m.Get("columns")
	rows, _ := m.Get("rows")
	if columns.List() == nil || rows.List() == nil {
		return nil, fmt.Errorf("dataset: want an object with the lists columns and rows")
	}
	d := &Dataset{}
	for i, c := range columns.List().Items {
		if c.IsText() {
			class := ""
			for _, r := range rows.List().Items {
				if cells := r.List(); cells != nil && i < len(cells.Items) {
					class = widerClass(class, cells.Items[i])
				}
			}
			d.Columns = append(d.Columns, Column{Name: c.Text(), Type: cmp.Or(class, "java.lang.String")})
			continue
		}
		cm := c.Map()
		if cm == nil {
			return nil, fmt.Errorf("dataset: columns[%d]: got %s, want a name, or an object with name and type", i, c.Kind())
		}
		name, _ := cm.Get("name")
		class, _ := cm.Get("type")
		if !name.IsText() {
			return nil, fmt.Errorf("dataset: columns[%d] has no name", i)
		}
		d.Columns = append(d.Columns, Column{Name: name.Text(), Type: class.Text()})
	}
	for i, r := range rows.List().Items {
		if r.List() == nil || len(r.List().Items) != len(d.Columns) {
			return nil, fmt.Errorf("dataset: rows[%d]: got %s, want a list of %d cells", i, clip(r.String(), 60), len(d.Columns))
		}
		row := make([]Value, len(d.Columns))
		for j, cell := range r.List().Items {
			if t := d.Columns[j].CellType(); t != NoType {
				var err error
				if cell, err = t.Decode(cell, loc); err != nil {
					return nil, fmt.Errorf("dataset: rows[%d][%d]: %w", i, j, err)
				}
			}
			row[j] = cell
		}
		d.Rows = append(d.Rows, row)
	}
	return d, nil
}

// widerClass is the Java class of a column that holds values of class and v.
func widerClass(class string, v Value) string {
	own := "java.lang.Object"
	switch v.Kind() {
	case KindNull:
		return class
	case KindBool:
		own = "java.lang.Boolean"
	case KindInt, KindLong:
		own = "java.lang.Long"
		if i := v.Int64(); i == int64(int32(i)) {
			own = "java.lang.Integer"
		}
	case KindFloat:
		own = "java.lang.Double"
	case KindStr, KindUnicode:
		own = "java.lang.String"
	case KindDate:
		own = "java.util.Date"
	}
	numbers := []string{"", "java.lang.Integer", "java.lang.Long", "java.lang.Double"}
	a, b := slices.Index(numbers, class), slices.Index(numbers, own)
	switch {
	case class == "" || class == own:
		return own
	case a > 0 && b > 0:
		return numbers[max(a, b)]
	}
	return "java.lang.Object"
}

// dateForms are the forms of dates in tag files (TGF-18) and, as ISO 8601, in
// scenario files. Fractions of a second are accepted behind every second.
var dateForms = [...]string{
	dateText,
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02T15:04:05",
	"2006-01-02",
}

// parseDate reads a date of any form that files have.
func parseDate(s string, loc *time.Location) (int64, error) {
	if loc == nil {
		loc = time.UTC
	}
	s = strings.TrimSpace(s)
	for _, form := range dateForms {
		if d, err := time.ParseInLocation(form, s, loc); err == nil {
			return d.UnixMilli(), nil
		}
	}
	// Tue Jan 07 06:30:00 CET 2025
	if f := strings.Fields(s); len(f) == 6 {
		zone, ok := zoneOf(f[4], s, loc)
		if ok {
			rest := strings.Join([]string{f[0], f[1], f[2], f[3], f[5]}, " ")
			if d, err := time.ParseInLocation("Mon Jan _2 15:04:05 2006", rest, zone); err == nil {
				return d.UnixMilli(), nil
			}
		}
	}
	return 0, fmt.Errorf("got date %q, want for example 2025-01-07 06:30:00", clip(s, 60))
}

// zoneMinutes are the zone abbreviations that occur in practice and mean one
// thing to Java, with their distance from GMT in minutes.
var zoneMinutes = map[string]int{
	"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MET": 60, "MEST": 120,
	"EET": 120, "EEST": 180, "MSK": 180, "SAST": 120, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
	"MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "AST": -240,
	"ADT": -180, "NST": -210, "NDT": -150, "IST": 330, "SGT": 480, "HKT": 480, "AWST": 480, "JST": 540, "KST": 540,
	"ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180,
}

// zoneOf returns the zone with that abbreviation, which loc's own names
// decide if they can: CST is also China's.
func zoneOf(abbreviation, date string, loc *time.Location) (*time.Location, bool) {
	if d, err := time.ParseInLocation("Mon Jan _2 15:04:05 MST 2006", date, loc); err == nil && d.Location() == loc {
		if name, _ := d.Zone(); name == abbreviation {
			return loc, true
		}
	}
	if m, ok := zoneMinutes[abbreviation]; ok {
		return time.FixedZone(abbreviation, 60*m), true
	}
	if d, err := time.Parse("GMT-07:00", abbreviation); err == nil {
		return d.Location(), true
	}
	return nil, false
}

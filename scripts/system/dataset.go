package system

// system.dataset. Datasets never change: a function that adds, deletes or sets
// returns a new one, which shares the rows that are the same.

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dryfire/scripts"
	"dryfire/scripts/python/library/java"
	"dryfire/tags"
)

const objectClass = "java.lang.Object"

var datasetParam = scripts.Param{Name: "dataset", Required: true}

func required(names ...string) []scripts.Param {
	params := make([]scripts.Param, len(names))
	for i, n := range names {
		params[i] = scripts.Param{Name: n, Required: true}
	}
	return params
}

var datasetFunctions = []*scripts.Function{
	{Name: "dataset.toDataSet", Params: []scripts.Param{{Name: "headers", Required: true}, {Name: "data"}}, Call: toDataSet},
	{Name: "dataset.toPyDataSet", Params: []scripts.Param{datasetParam}, Call: func(c *scripts.Call) (tags.Value, error) {
		d, err := datasetArgument(c, "toPyDataSet", 0)
		if err != nil {
			return tags.Value{}, err
		}
		return tags.FromObject(&scripts.Rows{Dataset: d}), nil
	}},
	{Name: "dataset.getColumnHeaders", Params: []scripts.Param{datasetParam}, Call: func(c *scripts.Call) (tags.Value, error) {
		d, err := datasetArgument(c, "getColumnHeaders", 0)
		if err != nil {
			return tags.Value{}, err
		}
		return columnNames(d), nil
	}},
	{Name: "dataset.addRow", Params: []scripts.Param{datasetParam, {Name: "rowIndex", Required: true}, {Name: "row"}}, Call: addRow},
	{Name: "dataset.addRows", Params: []scripts.Param{datasetParam, {Name: "rowIndex", Required: true}, {Name: "rows"}}, Call: addRows},
	{Name: "dataset.addColumn", Call: addColumn, Params: []scripts.Param{datasetParam, {Name: "colIndex", Required: true},
		{Name: "col", Required: true}, {Name: "colName", Required: true}, {Name: "colType"}}},
	{Name: "dataset.appendDataset", Params: required("dataset1", "dataset2"), Call: appendDataset},
	{Name: "dataset.deleteRow", Params: required("dataset", "rowIndex"), Call: deleteRow},
	{Name: "dataset.deleteRows", Params: required("dataset", "rowIndices"), Call: deleteRows},
	{Name: "dataset.clearDataset", Params: []scripts.Param{datasetParam}, Call: func(c *scripts.Call) (tags.Value, error) {
		d, err := datasetArgument(c, "clearDataset", 0)
		if err != nil {
			return tags.Value{}, err
		}
		return tags.FromDataset(&tags.Dataset{Columns: d.Columns}), nil
	}},
	{Name: "dataset.setValue", Params: required("dataset", "rowIndex", "columnName", "value"), Call: setValue},
	{Name: "dataset.updateRow", Params: required("dataset", "rowIndex", "changes"), Call: updateRow},
	{Name: "dataset.filterColumns", Params: required("dataset", "columns"), Call: filterColumns},
	{Name: "dataset.sort", Call: sortDataset, Params: []scripts.Param{datasetParam, {Name: "keyColumn", Required: true},
		{Name: "ascending", Default: tags.Bool(true)}, {Name: "naturalOrdering", Default: tags.Bool(false)}}},
	{Name: "dataset.formatDates", Call: formatDates, Params: []scripts.Param{datasetParam,
		{Name: "dateFormat", Required: true}, {Name: "locale"}}},
	{Name: "dataset.toCSV", Call: toCSV, Params: []scripts.Param{datasetParam, {Name: "showHeaders", Default: tags.Bool(true)},
		{Name: "forExport", Default: tags.Bool(false)}, {Name: "localized", Default: tags.Bool(false)}}},
	{Name: "dataset.fromCSV", Params: required("csv"), Call: fromCSV},
	{Name: "dataset.dataSetToHTML", Params: required("showHeaders", "dataset", "title"), Call: toHTML},
}

// datasetArgument returns argument i, a dataset of either kind.
func datasetArgument(c *scripts.Call, function string, i int) (*tags.Dataset, error) {
	v := c.Args[i]
	if d := v.Dataset(); d != nil {
		return d, nil
	}
	if v.IsNull() {
		return nil, scripts.RaiseJava("java.lang.NullPointerException", "system.dataset.%s: the %s argument is None, want a dataset", function, nthArgument[i])
	}
	return nil, scripts.Raise("TypeError", "%s(): %s arg can't be coerced to com.inductiveautomation.ignition.common.Dataset: got %s",
		function, nthArgument[i], clipped(v))
}

// clipped is a value as error messages show it.
func clipped(v tags.Value) string {
	text := []rune(scripts.PyRepr(v))
	if len(text) > 60 {
		return string(text[:60]) + "…"
	}
	return string(text)
}

func listNames(d *tags.Dataset) string {
	names := make([]string, len(d.Columns))
	for i, col := range d.Columns {
		names[i] = col.Name
	}
	return strings.Join(names, ", ")
}

// flagArgument returns argument i as Python judges truth of plain values.
func flagArgument(c *scripts.Call, i int) bool {
	switch v := c.Args[i]; v.Kind() {
	case tags.KindNull:
		return false
	case tags.KindStr, tags.KindUnicode:
		return v.Text() != ""
	case tags.KindBool, tags.KindInt, tags.KindLong:
		return v.Int64() != 0
	case tags.KindFloat:
		return v.Float64() != 0
	}
	return true
}

// checkRoom refuses datasets beyond the run's memory budget.
func checkRoom(c *scripts.Call, rows, columns int) error {
	const cell, slice = 24, 24
	if int64(rows)*int64(slice+cell*columns) > c.Host.Budget().Memory {
		return c.Host.MemoryExceeded()
	}
	return nil
}

// cellsOf returns the cells of a row that a script gives: a list, a tuple, a row
// of a PyDataSet.
func cellsOf(v tags.Value) ([]tags.Value, bool) {
	if l := v.List(); l != nil {
		return l.Items, true
	}
	return nil, false
}

// rowsOf returns the rows that a script gives: a list of rows or a dataset.
func rowsOf(function string, v tags.Value) ([][]tags.Value, error) {
	if d := v.Dataset(); d != nil {
		return d.Rows, nil
	}
	l := v.List()
	if l == nil {
		return nil, scripts.Raise("TypeError", "%s() wants a list of rows, got %s", function, clipped(v))
	}
	rows := make([][]tags.Value, len(l.Items))
	for i, r := range l.Items {
		cells, ok := cellsOf(r)
		if !ok {
			return nil, scripts.Raise("TypeError", "%s() wants a list of rows, each a list of cells; row %d is %s", function, i, clipped(r))
		}
		rows[i] = cells
	}
	return rows, nil
}

// toDataSet makes a dataset of headers and rows, or of a PyDataSet.
func toDataSet(c *scripts.Call) (tags.Value, error) {
	if c.Args[1].IsNull() {
		d, err := datasetArgument(c, "toDataSet", 0)
		return tags.FromDataset(d), err
	}
	headers, ok := cellsOf(c.Args[0])
	if !ok {
		return tags.Value{}, scripts.Raise("TypeError", "toDataSet() wants a list of column names, got %s", clipped(c.Args[0]))
	}
	rows, err := rowsOf("toDataSet", c.Args[1])
	if err != nil {
		return tags.Value{}, err
	}
	if err := checkRoom(c, len(rows), len(headers)); err != nil {
		return tags.Value{}, err
	}
	d := &tags.Dataset{Columns: make([]tags.Column, len(headers)), Rows: make([][]tags.Value, len(rows))}
	for i, h := range headers {
		d.Columns[i].Name = scripts.PyStr(h)
	}
	for i, r := range rows {
		if len(r) != len(headers) {
			return tags.Value{}, scripts.Raise("IndexError", "Row %d doesn't have the same number of columns as header list: it has %d, the header has %d",
				i, len(r), len(headers))
		}
	}
	cells := make([]tags.Value, len(rows)*len(headers))
	for i := range d.Rows {
		d.Rows[i], cells = cells[:len(headers):len(headers)], cells[len(headers):]
	}
	for j := range d.Columns {
		d.Columns[j].Type = commonClass(rows, j)
		for i, r := range rows {
			if d.Rows[i][j], err = cellFor(c, d.Columns[j], i, r[j]); err != nil {
				return tags.Value{}, err
			}
		}
	}
	return tags.FromDataset(d), nil
}

// commonClass is the Java class of a column: that of its cells if they are all
// of one, the widest of several numbers, else Object (DEC-54).
func commonClass(rows [][]tags.Value, column int) string {
	class := ""
	for _, r := range rows {
		own := classOf(r[column])
		switch {
		case own == "" || own == class:
		case class == "":
			class = own
		case numberOrder[own] > 0 && numberOrder[class] > 0:
			if numberOrder[own] > numberOrder[class] {
				class = own
			}
		default:
			return objectClass
		}
	}
	if class == "" {
		return objectClass
	}
	return class
}

var numberOrder = map[string]int{"java.lang.Integer": 1, "java.lang.Long": 2, "java.lang.Double": 3}

// classOf is the Java class that a value of a script becomes, "" for null.
func classOf(v tags.Value) string {
	switch v.Kind() {
	case tags.KindNull:
		return ""
	case tags.KindBool:
		return "java.lang.Boolean"
	case tags.KindInt:
		return "java.lang.Integer"
	case tags.KindLong:
		return "java.lang.Long"
	case tags.KindFloat:
		return "java.lang.Double"
	case tags.KindStr, tags.KindUnicode:
		return "java.lang.String"
	case tags.KindDate:
		return "java.util.Date"
	}
	return objectClass
}

// cellFor converts a value to the type of its column.
func cellFor(c *scripts.Call, column tags.Column, row int, v tags.Value) (tags.Value, error) {
	t := column.CellType()
	if t == tags.NoType {
		if v.IsText() {
			v = tags.Unicode(v.Text())
		}
		return v, nil
	}
	out, q := t.Coerce(v, location(c))
	if !q.IsGood() {
		return out, scripts.RaiseJava("java.lang.ClassCastException", "cannot coerce %s in row %d, column %q to %s", clipped(v), row, column.Name, column.Type)
	}
	return out, nil
}

// rowFor converts the cells of a new row.
func rowFor(c *scripts.Call, function string, d *tags.Dataset, at int, cells []tags.Value) ([]tags.Value, error) {
	if len(cells) != len(d.Columns) {
		return nil, scripts.Raise("IndexError", "%s(): the row has %d cells, the dataset %d columns", function, len(cells), len(d.Columns))
	}
	row := make([]tags.Value, len(cells))
	for j, v := range cells {
		var err error
		if row[j], err = cellFor(c, d.Columns[j], at, v); err != nil {
			return nil, err
		}
	}
	return row, nil
}

// place returns the index at which a row or column is inserted: argument i,
// from 0 to n.
func place(c *scripts.Call, function string, i, n int) (int, error) {
	at, err := longArgument(c, function, i, "int")
	if err == nil && (at < 0 || at > int64(n)) {
		err = scripts.RaiseJava("java.lang.IndexOutOfBoundsException", "%s(): index %d is not within 0 to %d", function, at, n)
	}
	return int(at), err
}

// addRow takes (dataset, row) and (dataset, rowIndex, row).
func addRow(c *scripts.Call) (tags.Value, error) {
	if c.Args[2].IsNull() {
		return insertRows(c, "addRow", tags.ListOf(c.Args[1]), false)
	}
	return insertRows(c, "addRow", tags.ListOf(c.Args[2]), true)
}

// addRows takes (dataset, rows) and (dataset, rowIndex, rows).
func addRows(c *scripts.Call) (tags.Value, error) {
	if c.Args[2].IsNull() {
		return insertRows(c, "addRows", c.Args[1], false)
	}
	return insertRows(c, "addRows", c.Args[2], true)
}

func insertRows(c *scripts.Call, function string, given tags.Value, placed bool) (tags.Value, error) {
	d, err := datasetArgument(c, function, 0)
	if err != nil {
		return tags.Value{}, err
	}
	at := len(d.Rows)
	if placed {
		if at, err = place(c, function, 1, len(d.Rows)); err != nil {
			return tags.Value{}, err
		}
	}
	rows, err := rowsOf(function, given)
	if err != nil {
		return tags.Value{}, err
	}
	if err := checkRoom(c, len(d.Rows)+len(rows), len(d.Columns)); err != nil {
		return tags.Value{}, err
	}
	fresh := make([][]tags.Value, len(rows))
	for i, cells := range rows {
		if fresh[i], err = rowFor(c, function, d, at+i, cells); err != nil {
			return tags.Value{}, err
		}
	}
	return tags.FromDataset(&tags.Dataset{Columns: d.Columns, Rows: slices.Concat(d.Rows[:at], fresh, d.Rows[at:])}), nil
}

// addColumn takes (dataset, col, colName, colType) and (dataset, colIndex, col,
// colName, colType).
func addColumn(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "addColumn", 0)
	if err != nil {
		return tags.Value{}, err
	}
	at, cells, name, class := len(d.Columns), c.Args[1], c.Args[2], c.Args[3]
	if _, first := cellsOf(cells); !first {
		if at, err = place(c, "addColumn", 1, len(d.Columns)); err != nil {
			return tags.Value{}, err
		}
		cells, name, class = c.Args[2], c.Args[3], c.Args[4]
	}
	items, ok := cellsOf(cells)
	if !ok {
		return tags.Value{}, scripts.Raise("TypeError", "addColumn() wants a list of cells, got %s", clipped(cells))
	}
	if len(items) != len(d.Rows) && len(d.Columns) > 0 {
		return tags.Value{}, scripts.Raise("IndexError", "addColumn(): the column has %d cells, the dataset %d rows", len(items), len(d.Rows))
	}
	if !name.IsText() {
		return tags.Value{}, scripts.Raise("TypeError", "addColumn() wants the column's name, got %s", clipped(name))
	}
	column := tags.Column{Name: name.Text()}
	if column.Type, ok = scripts.ColumnClass(class); !ok {
		return tags.Value{}, scripts.Raise("TypeError", "addColumn() wants the column's type, such as str, int or java.util.Date, got %s", clipped(class))
	}
	if err := checkRoom(c, len(items), len(d.Columns)+1); err != nil {
		return tags.Value{}, err
	}
	out := &tags.Dataset{Columns: slices.Insert(slices.Clone(d.Columns), at, column), Rows: make([][]tags.Value, len(items))}
	for i, v := range items {
		if v, err = cellFor(c, column, i, v); err != nil {
			return tags.Value{}, err
		}
		var row []tags.Value
		if i < len(d.Rows) {
			row = d.Rows[i]
		}
		out.Rows[i] = slices.Concat(row[:at], []tags.Value{v}, row[at:])
	}
	return tags.FromDataset(out), nil
}

func appendDataset(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "appendDataset", 0)
	if err != nil {
		return tags.Value{}, err
	}
	other, err := datasetArgument(c, "appendDataset", 1)
	if err != nil {
		return tags.Value{}, err
	}
	if len(d.Columns) != len(other.Columns) {
		return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "appendDataset(): the first dataset has %d columns, the second one %d",
			len(d.Columns), len(other.Columns))
	}
	if err := checkRoom(c, len(d.Rows)+len(other.Rows), len(d.Columns)); err != nil {
		return tags.Value{}, err
	}
	rows := slices.Grow(slices.Clone(d.Rows), len(other.Rows))
	for i, r := range other.Rows {
		row, err := rowFor(c, "appendDataset", d, i, r)
		if err != nil {
			return tags.Value{}, err
		}
		rows = append(rows, row)
	}
	return tags.FromDataset(&tags.Dataset{Columns: d.Columns, Rows: rows}), nil
}

func deleteRow(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "deleteRow", 0)
	if err != nil {
		return tags.Value{}, err
	}
	row, err := rowArgument(c, "deleteRow", 1, len(d.Rows))
	if err != nil {
		return tags.Value{}, err
	}
	return tags.FromDataset(&tags.Dataset{Columns: d.Columns, Rows: slices.Concat(d.Rows[:row], d.Rows[row+1:])}), nil
}

func deleteRows(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "deleteRows", 0)
	if err != nil {
		return tags.Value{}, err
	}
	indices, ok := cellsOf(c.Args[1])
	if !ok {
		return tags.Value{}, scripts.Raise("TypeError", "deleteRows() wants a list of row indices, got %s", clipped(c.Args[1]))
	}
	gone := make(map[int64]bool, len(indices))
	for _, i := range indices {
		if k := i.Kind(); k != tags.KindInt && k != tags.KindLong {
			return tags.Value{}, scripts.Raise("TypeError", "deleteRows() wants a list of row indices, got %s in it", clipped(i))
		}
		if i.Int64() < 0 || i.Int64() >= int64(len(d.Rows)) {
			return tags.Value{}, outOfBounds(i.Int64(), len(d.Rows))
		}
		gone[i.Int64()] = true
	}
	var rows [][]tags.Value
	for i, r := range d.Rows {
		if !gone[int64(i)] {
			rows = append(rows, r)
		}
	}
	return tags.FromDataset(&tags.Dataset{Columns: d.Columns, Rows: rows}), nil
}

func setValue(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "setValue", 0)
	if err != nil {
		return tags.Value{}, err
	}
	row, err := rowArgument(c, "setValue", 1, len(d.Rows))
	if err != nil {
		return tags.Value{}, err
	}
	column, err := columnArgument(c, "setValue", 2, d)
	if err != nil {
		return tags.Value{}, err
	}
	return withCells(c, d, row, []int{column}, []tags.Value{c.Args[3]})
}

func withCells(c *scripts.Call, d *tags.Dataset, row int, columns []int, values []tags.Value) (tags.Value, error) {
	rows, cells := slices.Clone(d.Rows), slices.Clone(d.Rows[row])
	for i, column := range columns {
		v, err := cellFor(c, d.Columns[column], row, values[i])
		if err != nil {
			return tags.Value{}, err
		}
		cells[column] = v
	}
	rows[row] = cells
	return tags.FromDataset(&tags.Dataset{Columns: d.Columns, Rows: rows}), nil
}

func updateRow(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "updateRow", 0)
	if err != nil {
		return tags.Value{}, err
	}
	row, err := rowArgument(c, "updateRow", 1, len(d.Rows))
	if err != nil {
		return tags.Value{}, err
	}
	changes := c.Args[2].Map()
	if changes == nil {
		return tags.Value{}, scripts.Raise("TypeError", "updateRow() wants a dictionary of column names and values, got %s", clipped(c.Args[2]))
	}
	columns, values := make([]int, changes.Len()), make([]tags.Value, changes.Len())
	for i := range changes.Len() {
		name, v := changes.At(i)
		if columns[i], err = columnNamed(d, scripts.PyStr(name)); err != nil {
			return tags.Value{}, err
		}
		values[i] = v
	}
	return withCells(c, d, row, columns, values)
}

func filterColumns(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "filterColumns", 0)
	if err != nil {
		return tags.Value{}, err
	}
	wanted, ok := cellsOf(c.Args[1])
	if !ok {
		return tags.Value{}, scripts.Raise("TypeError", "filterColumns() wants a list of column names or indices, got %s", clipped(c.Args[1]))
	}
	if err := checkRoom(c, len(d.Rows), len(wanted)); err != nil {
		return tags.Value{}, err
	}
	out := &tags.Dataset{Columns: make([]tags.Column, len(wanted)), Rows: make([][]tags.Value, len(d.Rows))}
	for i := range out.Rows {
		out.Rows[i] = make([]tags.Value, len(wanted))
	}
	for j, w := range wanted {
		from := int(w.Int64())
		switch k := w.Kind(); {
		case w.IsText():
			if from, err = columnNamed(d, w.Text()); err != nil {
				return tags.Value{}, err
			}
		case k != tags.KindInt && k != tags.KindLong:
			return tags.Value{}, scripts.Raise("TypeError", "filterColumns() wants a list of column names or indices, got %s in it", clipped(w))
		case w.Int64() < 0 || w.Int64() >= int64(len(d.Columns)):
			return tags.Value{}, outOfBounds(w.Int64(), len(d.Columns))
		}
		out.Columns[j] = d.Columns[from]
		for i, r := range d.Rows {
			out.Rows[i][j] = r[from]
		}
	}
	return tags.FromDataset(out), nil
}

// sortDataset keeps rows with equal keys in their order; null comes first.
func sortDataset(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "sort", 0)
	if err != nil {
		return tags.Value{}, err
	}
	column, err := columnArgument(c, "sort", 1, d)
	if err != nil {
		return tags.Value{}, err
	}
	order := 1
	if !flagArgument(c, 2) {
		order = -1
	}
	natural := flagArgument(c, 3)
	rows := slices.Clone(d.Rows)
	slices.SortStableFunc(rows, func(a, b []tags.Value) int { return order * compareCells(a[column], b[column], natural) })
	return tags.FromDataset(&tags.Dataset{Columns: d.Columns, Rows: rows}), nil
}

// compareCells orders the cells of one column: null before anything, numbers,
// dates and booleans by size, everything else by its text.
func compareCells(a, b tags.Value, natural bool) int {
	switch {
	case a.IsNull() || b.IsNull():
		return boolOrder(!a.IsNull()) - boolOrder(!b.IsNull())
	case a.BigInt() != nil && b.BigInt() != nil:
		return a.BigInt().Cmp(b.BigInt())
	case a.IsNumber() && b.IsNumber():
		return cmp.Compare(a.Float64(), b.Float64())
	case a.Kind() == tags.KindDate && b.Kind() == tags.KindDate:
		return cmp.Compare(a.Int64(), b.Int64())
	case natural:
		return compareNatural([]rune(a.String()), []rune(b.String()))
	}
	return cmp.Compare(a.String(), b.String())
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareNatural compares texts with their numbers by size: a2 before a10.
func compareNatural(a, b []rune) int {
	for len(a) > 0 && len(b) > 0 {
		if unicode.IsDigit(a[0]) && unicode.IsDigit(b[0]) {
			m, n := digits(a), digits(b)
			x, y := trimZeros(a[:m]), trimZeros(b[:n])
			if c := cmp.Compare(len(x), len(y)); c != 0 {
				return c
			}
			if c := slices.Compare(x, y); c != 0 {
				return c
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s []rune) int {
	n := 0
	for n < len(s) && unicode.IsDigit(s[n]) {
		n++
	}
	return n
}

func trimZeros(s []rune) []rune {
	for len(s) > 1 && s[0] == '0' {
		s = s[1:]
	}
	return s
}

// formatDates turns the columns of dates into columns of texts.
func formatDates(c *scripts.Call) (tags.Value, error) {
	d, err := datasetArgument(c, "formatDates", 0)
	if err != nil {
		return tags.Value{}, err
	}
	pattern, err := textArgument(c, "formatDates", 1)
	if err != nil {
		return tags.Value{}, err
	}
	loc := location(c)
	if _, err := java.FormatDate(instant(0, loc), pattern); err != nil {
		return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "%s", err)
	}
	out := &tags.Dataset{Columns: slices.Clone(d.Columns), Rows: make([][]tags.Value, len(d.Rows))}
	for i, r := range d.Rows {
		out.Rows[i] = slices.Clone(r)
	}
	for j, column := range d.Columns {
		if column.CellType() != tags.DateTime {
			continue
		}
		out.Columns[j].Type = "java.lang.String"
		for i, r := range d.Rows {
			if !r[j].IsNull() {
				text, err := java.FormatDate(instant(r[j].Int64(), loc), pattern)
				if err != nil {
					return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "%s", err)
				}
				out.Rows[i][j] = tags.Unicode(text)
			}
		}
	}
	return tags.FromDataset(out), nil
}

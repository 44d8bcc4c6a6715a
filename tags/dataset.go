package tags

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

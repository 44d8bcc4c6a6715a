package system

// What a dataset offers itself: BasicDataset's methods and their bean forms
// (RUN-6). A PyDataSet has them too.

import (
	"dryfire/scripts"
	"dryfire/tags"
)

func datasetMember(d *tags.Dataset, name string) (scripts.Member, bool) {
	if p, ok := datasetProperties[name]; ok {
		return value(p(d))
	}
	return method(datasetMethods, name)
}

// datasetProperties are the bean forms of the getters.
var datasetProperties = map[string]func(d *tags.Dataset) tags.Value{
	"rowCount":    func(d *tags.Dataset) tags.Value { return tags.Int(int64(len(d.Rows))) },
	"columnCount": func(d *tags.Dataset) tags.Value { return tags.Int(int64(len(d.Columns))) },
	"columnNames": columnNames,
	"columnTypes": func(d *tags.Dataset) tags.Value {
		types := make([]tags.Value, len(d.Columns))
		for i, c := range d.Columns {
			types[i] = columnType(c)
		}
		return tags.ListOf(types...)
	},
}

func columnNames(d *tags.Dataset) tags.Value {
	names := make([]tags.Value, len(d.Columns))
	for i, c := range d.Columns {
		names[i] = tags.Unicode(c.Name)
	}
	return tags.ListOf(names...)
}

func columnType(c tags.Column) tags.Value {
	if c.Type == "" {
		return tags.FromObject(scripts.Class(objectClass))
	}
	return tags.FromObject(scripts.Class(c.Type))
}

// thisDataset returns the dataset, or PyDataSet, that a method is called on.
func thisDataset(c *scripts.Call, name string) (*tags.Dataset, error) {
	v := c.This
	if o, ok := v.Object().(scripts.DataObject); ok {
		v = o.Data()
	}
	if d := v.Dataset(); d != nil {
		return d, nil
	}
	return nil, noReceiver(name, "dataset")
}

var datasetMethods = func() map[string]*scripts.Function {
	m := map[string]*scripts.Function{}
	add := func(name string, params []string, call func(c *scripts.Call, d *tags.Dataset) (tags.Value, error)) {
		f := &scripts.Function{Name: name, Call: func(c *scripts.Call) (tags.Value, error) {
			d, err := thisDataset(c, name)
			if err != nil {
				return tags.Value{}, err
			}
			return call(c, d)
		}}
		for _, p := range params {
			f.Params = append(f.Params, scripts.Param{Name: p, Required: true})
		}
		m[name] = f
	}
	for _, p := range []struct{ method, property string }{
		{"getRowCount", "rowCount"}, {"getColumnCount", "columnCount"}, {"getColumnNames", "columnNames"}, {"getColumnTypes", "columnTypes"},
	} {
		get := datasetProperties[p.property]
		add(p.method, nil, func(_ *scripts.Call, d *tags.Dataset) (tags.Value, error) { return get(d), nil })
	}
	ofColumn := func(name string, get func(d *tags.Dataset, column int) tags.Value) {
		add(name, []string{"column"}, func(c *scripts.Call, d *tags.Dataset) (tags.Value, error) {
			column, err := columnArgument(c, name, 0, d)
			if err != nil {
				return tags.Value{}, err
			}
			return get(d, column), nil
		})
	}
	ofColumn("getColumnName", func(d *tags.Dataset, column int) tags.Value { return tags.Unicode(d.Columns[column].Name) })
	ofColumn("getColumnType", func(d *tags.Dataset, column int) tags.Value { return columnType(d.Columns[column]) })
	ofColumn("getColumnAsList", func(d *tags.Dataset, column int) tags.Value {
		cells := make([]tags.Value, len(d.Rows))
		for i, r := range d.Rows {
			cells[i] = r[column]
		}
		return tags.ListOf(cells...)
	})
	ofColumn("columnContainsNulls", func(d *tags.Dataset, column int) tags.Value { return tags.Bool(hasNulls(d, column, column+1)) })
	add("datasetContainsNulls", nil, func(_ *scripts.Call, d *tags.Dataset) (tags.Value, error) {
		return tags.Bool(hasNulls(d, 0, len(d.Columns))), nil
	})
	add("getColumnIndex", []string{"name"}, func(c *scripts.Call, d *tags.Dataset) (tags.Value, error) {
		name, err := textArgument(c, "getColumnIndex", 0)
		return tags.Int(int64(d.Column(name))), err
	})
	ofCell := func(name string, get func(v tags.Value) tags.Value) {
		add(name, []string{"row", "column"}, func(c *scripts.Call, d *tags.Dataset) (tags.Value, error) {
			row, err := rowArgument(c, name, 0, len(d.Rows))
			if err != nil {
				return tags.Value{}, err
			}
			column, err := columnArgument(c, name, 1, d)
			if err != nil {
				return tags.Value{}, err
			}
			return get(d.Rows[row][column]), nil
		})
	}
	ofCell("getValueAt", func(v tags.Value) tags.Value { return v })
	ofCell("getPrimitiveValueAt", func(v tags.Value) tags.Value {
		if v.Kind() == tags.KindBool || v.Kind() == tags.KindDate {
			return tags.Float(float64(v.Int64()))
		}
		return tags.Float(v.Float64())
	})
	ofCell("getQualityAt", func(tags.Value) tags.Value { return tags.FromQuality(tags.QualityOf(tags.Good)) })
	add("hasQualityData", nil, func(*scripts.Call, *tags.Dataset) (tags.Value, error) { return tags.Bool(false), nil })
	add("getUnderlyingDataset", nil, func(_ *scripts.Call, d *tags.Dataset) (tags.Value, error) { return tags.FromDataset(d), nil })
	add("toString", nil, func(_ *scripts.Call, d *tags.Dataset) (tags.Value, error) {
		return tags.Unicode(scripts.PyStr(tags.FromDataset(d))), nil
	})
	return m
}()

func hasNulls(d *tags.Dataset, from, to int) bool {
	for _, r := range d.Rows {
		for _, v := range r[from:to] {
			if v.IsNull() {
				return true
			}
		}
	}
	return false
}

func outOfBounds(i int64, n int) error {
	return scripts.RaiseJava("java.lang.ArrayIndexOutOfBoundsException", "Index %d out of bounds for length %d", i, n)
}

// rowArgument returns argument i, the index of one of n rows.
func rowArgument(c *scripts.Call, function string, i, n int) (int, error) {
	row, err := longArgument(c, function, i, "int")
	if err == nil && (row < 0 || row >= int64(n)) {
		err = outOfBounds(row, n)
	}
	return int(row), err
}

// columnArgument returns argument i, the index of a column or its name, case
// ignored.
func columnArgument(c *scripts.Call, function string, i int, d *tags.Dataset) (int, error) {
	if c.Args[i].IsText() {
		return columnNamed(d, c.Args[i].Text())
	}
	column, err := longArgument(c, function, i, "int")
	if err == nil && (column < 0 || column >= int64(len(d.Columns))) {
		err = outOfBounds(column, len(d.Columns))
	}
	return int(column), err
}

func columnNamed(d *tags.Dataset, name string) (int, error) {
	if column := d.Column(name); column >= 0 {
		return column, nil
	}
	return 0, scripts.RaiseJava("java.lang.IllegalArgumentException", "the dataset has no column %q; it has %s", name, listNames(d))
}

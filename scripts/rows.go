package scripts

// Objects that scripts walk like lists, and the rows of datasets in
// particular: what Ignition calls PyDataSet and PyRow. Both languages show a
// SequenceObject as what it is there: JavaScript with a length, indices and the
// methods of an array, Python with len(), slices and iteration.

import (
	"strconv"
	"strings"

	"dryfire/tags"
)

// SequenceObject is a HostObject that scripts count, index, slice and walk.
type SequenceObject interface {
	HostObject
	// Len returns the number of elements.
	Len() int
	// At returns element i, 0 <= i < Len.
	At(i int) tags.Value
}

// DataObject is a HostObject that stands for data: it is that data as soon as
// it leaves the script, as an argument, in a payload or as the value of a tag.
type DataObject interface {
	HostObject
	// Data returns the data.
	Data() tags.Value
}

// Class is a Java class, by full name.
type Class string

// TypeName returns the name of the class of classes.
func (c Class) TypeName() string { return "java.lang.Class" }

// String prints the class as Python does.
func (c Class) String() string { return "<type '" + string(c) + "'>" }

// simple is the name without its package.
func (c Class) simple() string { return string(c[strings.LastIndexByte(string(c), '.')+1:]) }

// Member returns the names of the class.
func (c Class) Member(name string) (Member, bool) {
	switch name {
	case "name":
		return Member{Value: tags.Unicode(string(c))}, true
	case "simpleName":
		return Member{Value: tags.Unicode(c.simple())}, true
	case "getName":
		return Member{Method: classGetName}, true
	case "getSimpleName":
		return Member{Method: classGetSimpleName}, true
	}
	return Member{}, false
}

var (
	classGetName       = classMethod("getName", func(c Class) string { return string(c) })
	classGetSimpleName = classMethod("getSimpleName", Class.simple)
)

func classMethod(name string, text func(c Class) string) *Function {
	return &Function{Name: name, Call: func(c *Call) (tags.Value, error) {
		class, ok := c.This.Object().(Class)
		if !ok {
			return tags.Value{}, Raise("TypeError", "%s() must be called on a class", name)
		}
		return tags.Unicode(text(class)), nil
	}}
}

// Rows is a dataset whose rows can be walked, Ignition's PyDataSet. It has the
// members of a dataset too.
type Rows struct{ Dataset *tags.Dataset }

// TypeName returns the name of Ignition's class.
func (r *Rows) TypeName() string {
	return "com.inductiveautomation.ignition.common.script.builtin.DatasetUtilities$PyDataSet"
}

// String names the size.
func (r *Rows) String() string {
	return "<PyDataset rows:" + strconv.Itoa(len(r.Dataset.Rows)) + " cols:" + strconv.Itoa(len(r.Dataset.Columns)) + ">"
}

// Member has nothing beyond the members of the dataset, which the library
// knows.
func (r *Rows) Member(string) (Member, bool) { return Member{}, false }

// Data returns the dataset.
func (r *Rows) Data() tags.Value { return tags.FromDataset(r.Dataset) }

// Len returns the number of rows.
func (r *Rows) Len() int { return len(r.Dataset.Rows) }

// At returns row i, a [Row].
func (r *Rows) At(i int) tags.Value {
	return tags.FromObject(&Row{columns: r.Dataset.Columns, cells: r.Dataset.Rows[i]})
}

// Row is one row of a dataset, Ignition's PyRow: its cells by position and by
// column name, case ignored.
type Row struct {
	columns []tags.Column
	cells   []tags.Value
}

// TypeName returns the name of Ignition's class.
func (r *Row) TypeName() string {
	return "com.inductiveautomation.ignition.common.script.builtin.DatasetUtilities$PyRow"
}

// String prints the cells as a list.
func (r *Row) String() string { return PyRepr(r.Data()) }

// Member has nothing: cells are items.
func (r *Row) Member(string) (Member, bool) { return Member{}, false }

// Data returns the cells as a list.
func (r *Row) Data() tags.Value { return tags.ListOf(r.cells...) }

// Len returns the number of cells.
func (r *Row) Len() int { return len(r.cells) }

// At returns cell i.
func (r *Row) At(i int) tags.Value { return r.cells[i] }

// Keys returns the names of the columns.
func (r *Row) Keys() []string {
	names := make([]string, len(r.columns))
	for i, c := range r.columns {
		names[i] = c.Name
	}
	return names
}

// Item returns the cell in the column of that name.
func (r *Row) Item(key tags.Value) (tags.Value, error) {
	if key.IsText() {
		for i := range r.columns {
			if strings.EqualFold(r.columns[i].Name, key.Text()) {
				return r.cells[i], nil
			}
		}
		return tags.Value{}, Raise("KeyError", "no column %s in the row; there are %s", PyRepr(key), strings.Join(r.Keys(), ", "))
	}
	return tags.Value{}, Raise("TypeError", "a row wants the name or the index of a column, got %s", PyRepr(key))
}

// ColumnClass returns the Java class that a script means by a column type: a
// Java class, one of Python's own types, or the name of either.
func ColumnClass(v tags.Value) (string, bool) {
	name := v.Text()
	switch o := v.Object().(type) {
	case Class:
		name = string(o)
	case *Handle:
		name = o.Text
	case Callable:
		name = o.TypeName()
	}
	switch name {
	case "int", "Int", "Integer", "java.lang.Integer":
		return "java.lang.Integer", true
	case "long", "Long", "java.lang.Long":
		return "java.lang.Long", true
	case "float", "double", "Double", "java.lang.Double":
		return "java.lang.Double", true
	case "bool", "boolean", "Boolean", "java.lang.Boolean":
		return "java.lang.Boolean", true
	case "str", "unicode", "basestring", "String", "java.lang.String":
		return "java.lang.String", true
	case "Date", "java.util.Date":
		return "java.util.Date", true
	case "object", "Object", "java.lang.Object":
		return "java.lang.Object", true
	case "short", "Short", "java.lang.Short":
		return "java.lang.Short", true
	case "byte", "Byte", "java.lang.Byte":
		return "java.lang.Byte", true
	case "Float", "java.lang.Float":
		return "java.lang.Float", true
	}
	return name, strings.Contains(name, ".")
}

// ColumnsDataset makes a dataset of the names, the types and the cells of its
// columns, three lists of one length; errors are *Exception.
func ColumnsDataset(names, types, columns tags.Value) (*tags.Dataset, error) {
	n, t, c := names.List(), types.List(), columns.List()
	if n == nil || t == nil || c == nil {
		return nil, Raise("TypeError", "a dataset wants lists of column names, column types and columns")
	}
	if len(t.Items) != len(n.Items) || len(c.Items) != len(n.Items) {
		return nil, RaiseJava("java.lang.IllegalArgumentException", "%d column names, %d column types and %d columns: there must be equally many",
			len(n.Items), len(t.Items), len(c.Items))
	}
	d := &tags.Dataset{Columns: make([]tags.Column, len(n.Items))}
	for i := range d.Columns {
		class, ok := ColumnClass(t.Items[i])
		if !ok {
			return nil, Raise("TypeError", "column type %s is neither a class nor the name of one", PyRepr(t.Items[i]))
		}
		d.Columns[i] = tags.Column{Name: PyStr(n.Items[i]), Type: class}
		cells := c.Items[i].List()
		if cells == nil {
			return nil, Raise("TypeError", "column %d wants a list of cells, got %s", i, PyRepr(c.Items[i]))
		}
		if i == 0 {
			d.Rows = make([][]tags.Value, len(cells.Items))
			for r := range d.Rows {
				d.Rows[r] = make([]tags.Value, len(d.Columns))
			}
		}
		if len(cells.Items) != len(d.Rows) {
			return nil, RaiseJava("java.lang.IllegalArgumentException", "column %d has %d cells, the first one has %d", i, len(cells.Items), len(d.Rows))
		}
		for r, v := range cells.Items {
			if ct := d.Columns[i].CellType(); ct != tags.NoType {
				var q tags.Quality
				if v, q = ct.Coerce(v, nil); !q.IsGood() {
					return nil, RaiseJava("java.lang.IllegalArgumentException", "column %d, row %d: %s", i, r, q.Diagnostic())
				}
			}
			d.Rows[r][i] = v
		}
	}
	return d, nil
}

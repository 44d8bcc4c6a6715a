package system_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/scripts"
	"dryfire/scripts/scripttest"
	"dryfire/scripts/system"
	"dryfire/tags"
)

// call calls a system function with values.
func call(t require.TestingT, name string, args ...tags.Value) (tags.Value, error) {
	f := system.Library.Function(name)
	require.NotNil(t, f, name)
	w := scripttest.NewWorld()
	h := scripts.NewHost(w, system.Library, scripts.Budget{}, 1)
	defer h.Close()
	c := &scripts.Call{Host: h, Run: &scripts.Run{In: "test"}}
	b := scripts.Binding{Function: f, Call: c}
	b.Begin()
	for i, a := range args {
		_, err := b.Position(i)
		require.NoError(t, err)
		b.SetPosition(i, a)
	}
	require.NoError(t, b.End())
	return f.Call(c)
}

func cellGen(class string) *rapid.Generator[tags.Value] {
	return rapid.Custom(func(t *rapid.T) tags.Value {
		if rapid.IntRange(0, 5).Draw(t, "null") == 0 {
			return tags.Value{}
		}
		switch class {
		case "java.lang.Integer":
			return tags.Int(int64(rapid.Int32().Draw(t, "int")))
		case "java.lang.Long":
			return tags.Long(rapid.Int64().Draw(t, "long"))
		case "java.lang.Double":
			return tags.Float(rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64).Draw(t, "float"))
		case "java.lang.Boolean":
			return tags.Bool(rapid.Bool().Draw(t, "bool"))
		case "java.util.Date":
			return tags.Date(rapid.Int64Range(0, 4_102_444_800_000).Draw(t, "date"))
		}
		return tags.Unicode(rapid.StringOf(rapid.SampledFrom([]rune("aé \",\n\r#'€1"))).Draw(t, "text"))
	})
}

func datasetGen() *rapid.Generator[*tags.Dataset] {
	classes := []string{"java.lang.Integer", "java.lang.Long", "java.lang.Double", "java.lang.Boolean", "java.util.Date", "java.lang.String"}
	return rapid.Custom(func(t *rapid.T) *tags.Dataset {
		d := &tags.Dataset{}
		for i := range rapid.IntRange(1, 4).Draw(t, "columns") {
			d.Columns = append(d.Columns, tags.Column{Name: fmt.Sprintf("c%d\"", i), Type: rapid.SampledFrom(classes).Draw(t, "class")})
		}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			row := make([]tags.Value, len(d.Columns))
			for j, c := range d.Columns {
				row[j] = cellGen(c.Type).Draw(t, "cell")
			}
			d.Rows = append(d.Rows, row)
		}
		return d
	})
}

// What is exported as CSV comes back the same.
func TestCSVRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := datasetGen().Draw(t, "dataset")
		csv, err := call(t, "dataset.toCSV", tags.FromDataset(d), tags.Bool(true), tags.Bool(true))
		require.NoError(t, err)
		back, err := call(t, "dataset.fromCSV", csv)
		require.NoError(t, err, csv.Text())
		require.True(t, d.Equal(back.Dataset()), "%s", csv.Text())
	})
}

// A dataset is never changed, whatever is made of it.
func TestDatasetsNeverChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := datasetGen().Filter(func(d *tags.Dataset) bool { return len(d.Rows) > 0 }).Draw(t, "dataset")
		before := &tags.Dataset{Columns: slices.Clone(d.Columns)}
		for _, r := range d.Rows {
			before.Rows = append(before.Rows, slices.Clone(r))
		}
		whole, row := tags.FromDataset(d), tags.Int(int64(rapid.IntRange(0, len(d.Rows)-1).Draw(t, "row")))
		column := rapid.IntRange(0, len(d.Columns)-1).Draw(t, "column")
		changes := tags.NewMap(1)
		changes.SetText(d.Columns[column].Name, tags.Value{})
		for _, c := range []struct {
			name string
			args []tags.Value
		}{
			{"addRow", []tags.Value{whole, row, tags.ListOf(d.Rows[0]...)}},
			{"addRows", []tags.Value{whole, whole}},
			{"deleteRow", []tags.Value{whole, row}},
			{"deleteRows", []tags.Value{whole, tags.ListOf(row)}},
			{"setValue", []tags.Value{whole, row, tags.Int(int64(column)), tags.Value{}}},
			{"updateRow", []tags.Value{whole, row, tags.FromMap(changes)}},
			{"sort", []tags.Value{whole, tags.Int(int64(column))}},
			{"appendDataset", []tags.Value{whole, whole}},
			{"filterColumns", []tags.Value{whole, tags.ListOf(tags.Int(int64(column)))}},
			{"formatDates", []tags.Value{whole, tags.Str("yyyy")}},
			{"clearDataset", []tags.Value{whole}},
		} {
			_, err := call(t, "dataset."+c.name, c.args...)
			require.NoError(t, err, c.name)
			require.True(t, d.Equal(before), c.name)
		}
	})
}

// No text crashes fromCSV.
func FuzzFromCSV(f *testing.F) {
	f.Add("\"#NAMES\"\n\"a\",\"b\"\n\"#TYPES\"\n\"I\",\"date\"\n\"#ROWS\",\"1\"\n\"1\",\"2026-01-02 03:04:05\"\n")
	f.Add("#NAMES\na\n#TYPES\nstr\n#ROWS,2\n\n\"x\"\"\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		v, err := call(t, "dataset.fromCSV", tags.Unicode(text))
		if err == nil {
			require.NotNil(t, v.Dataset())
		}
	})
}

// No text or pattern crashes format and parse.
func FuzzDatePattern(f *testing.F) {
	f.Add("2026-01-02", "yyyy-MM-dd")
	f.Add("5 PM 'x' CET", "h a ''x'' z")
	f.Fuzz(func(t *testing.T, text, pattern string) {
		if len(pattern) > 1000 || len(text) > 1000 {
			return
		}
		_, _ = call(t, "date.format", tags.Date(scripttest.Start), tags.Unicode(pattern))
		_, _ = call(t, "date.parse", tags.Unicode(text), tags.Unicode(pattern))
	})
}

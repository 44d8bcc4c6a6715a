package system_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/scripts"
	"dryfire/scripts/system"
	"dryfire/tags"
)

// anything is one of the values that scripts get hold of, right and wrong ones
// for every function.
func anything() *rapid.Generator[tags.Value] {
	ds := &tags.Dataset{Columns: []tags.Column{{Name: "a", Type: "java.lang.Integer"}, {Name: "at", Type: "java.util.Date"}},
		Rows: [][]tags.Value{{tags.Int(1), tags.Date(5)}, {tags.Value{}, tags.Value{}}}}
	qv := tags.QualifiedValue{Value: tags.Float(1.5), Quality: tags.QualityOf(tags.Good)}
	m := tags.NewMap(3)
	m.SetText("name", tags.Str("X"))
	m.SetText("a", tags.Int(2))
	m.SetText("tags", tags.ListOf(tags.Int(1)))
	simple := []tags.Value{{}, tags.Bool(true), tags.Int(0), tags.Int(-1), tags.Int(2), tags.Long(math.MaxInt64), tags.Long(math.MinInt64), tags.Float(0.5),
		tags.Float(math.NaN()), tags.Float(math.Inf(1)), tags.Str(""), tags.Str("a"), tags.Str("at"), tags.Str("[plant]Line 1"), tags.Str("[plant]Total"),
		tags.Str("[~]"), tags.Str("["), tags.Str("m"), tags.Unicode("yyyy-MM-dd"), tags.Unicode("2026-01-02"), tags.Unicode("\u20ac'"), tags.Unicode("{}"),
		tags.Unicode(`[{"name": "N", "tags": [{"name": "M"}]}]`), tags.Date(1_782_995_916_000), tags.Date(math.MaxInt64), tags.Date(math.MinInt64),
		tags.FromDataset(ds), tags.FromDataset(&tags.Dataset{}), tags.FromMap(m), tags.FromQualified(&qv), tags.FromQuality(qv.Quality),
		tags.FromDocument(&tags.Document{Root: tags.FromMap(m)}), tags.FromObject(scripts.Class("java.lang.Integer")), tags.ListOf(),
		tags.FromObject(&scripts.Handle{Name: "function"})}
	one := rapid.SampledFrom(simple)
	list := rapid.Map(rapid.SliceOfN(one, 0, 3), func(x []tags.Value) tags.Value { return tags.ListOf(x...) })
	lists := rapid.Map(rapid.SliceOfN(list, 0, 3), func(x []tags.Value) tags.Value { return tags.ListOf(x...) })
	return rapid.OneOf(one, one, list, lists)
}

// Whatever a script gives to a function, it gets a value or an exception that
// says what was wrong.
func TestAnything(t *testing.T) {
	var names []string
	for _, family := range []string{"date", "dataset", "math", "tag"} {
		for _, n := range system.Library.Namespace(family) {
			f := system.Library.Function(family + "." + n)
			if !slices.ContainsFunc(f.Params, func(p scripts.Param) bool { return p.Mode != scripts.Data }) {
				names = append(names, f.Name)
			}
		}
	}
	require.Greater(t, len(names), 80)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "function")
		f := system.Library.Function(name)
		required := 0
		for _, p := range f.Params {
			if p.Required {
				required++
			}
		}
		args := make([]tags.Value, rapid.IntRange(required, len(f.Params)).Draw(t, "arguments"))
		for i := range args {
			args[i] = anything().Draw(t, "argument")
		}
		v, err := call(t, name, args...)
		if err == nil {
			_ = scripts.PyRepr(v)
			return
		}
		var exception *scripts.Exception
		require.ErrorAs(t, err, &exception)
		require.NotEmpty(t, strings.TrimSpace(exception.Message))
	})
}

package tags

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDefinitionDefaults(t *testing.T) { // TGF-11, TGF-13
	d := NewDefinition()
	for name, want := range map[string]string{
		"tagType": "AtomicTag", "valueSource": "memory", "dataType": "Int4", "value": "null", "defaultValue": "null", "enabled": "true",
		"readOnly": "false", "documentation": "", "tooltip": "", "tagGroup": "Default", "executionRate": "1000", "historyEnabled": "false",
		"historicalDeadbandStyle": "Auto", "sampleMode": "OnChange", "engUnit": "", "engLow": "0.0", "engHigh": "100.0", "engLimitMode": "No_Clamp",
		"clampMode": "No_Clamp", "scaleMode": "Off", "deadband": "1.0E-4", "deadbandMode": "Absolute", "formatString": "#,##0.##", "alarmEvalEnabled": "true",
	} {
		v, ok := d.Property(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, v.String(), name)
		_, ok = d.Get(name)
		assert.False(t, ok, name)
	}
	assert.Equal(t, Int4, d.DataType())
	assert.Equal(t, SourceMemory, d.ValueSource())
	assert.True(t, d.Enabled())
	assert.False(t, d.ReadOnly())
	assert.Nil(t, d.Parameters())
}

func TestDefinitionSet(t *testing.T) {
	binding, err := FromGo(Pairs{{"bindType", "parameter"}, {"binding", "{x}"}})
	require.NoError(t, err)
	for _, c := range []struct {
		name string
		v    any
		want string
	}{
		{"dataType", "Float8", "Float8"}, {"dataType", 29, "Document"},
		{"enabled", "false", "false"}, {"readOnly", 1, "true"}, {"engHigh", "1.5", "1.5"}, {"engHigh", 50, "50"}, // TGF-12
		{"executionRate", "500", "500"}, {"documentation", 5, "5"}, {"valueSource", "expr", "expr"},
		{"deadbandMode", "Percent", "Percent"}, {"opcItemPath", binding, "{bindType=parameter, binding={x}}"},
		{"HoldOff", []any{1}, "[1]"}, {"HistoricalDeadband", "odd", "odd"}, {"Revision", 3, "3"}, // TGF-19
	} {
		v, err := FromGo(c.v)
		require.NoError(t, err)
		d := NewDefinition()
		if assert.NoError(t, d.Set(c.name, v), c.name) {
			got, ok := d.Get(c.name)
			assert.True(t, ok)
			assert.Equal(t, c.want, got.String(), c.name)
		}
		require.NoError(t, d.Set(c.name, Value{})) // TGF-14: null is absent
		_, ok := d.Get(c.name)
		assert.False(t, ok, c.name)
		assert.Empty(t, d.Properties())
	}
	for _, c := range []struct {
		name string
		v    any
		want string
	}{
		{"dataType", "Dataset", `property "dataType": got unicode Dataset, want a data type; did you mean DataSet?`}, // TYP-3
		{"dataType", "double", `property "dataType": got unicode double, want a data type; did you mean Float8?`},
		{"dataType", "Bit", `property "dataType": got unicode Bit, want a data type such as Int4, Float8, Boolean, String, DateTime, DataSet or Document`},
		{"dataType", 77, `property "dataType": got int 77, want a data type such as Int4, Float8, Boolean, String, DateTime, DataSet or Document`},
		{"valueSource", "OPC", `property "valueSource": got unicode OPC, want one of memory, opc, expr, reference, derived, db; did you mean opc?`},
		{"enabled", "maybe", `property "enabled": got unicode maybe, want true or false`},
		{"deadband", "NaN", `property "deadband": got unicode NaN, want a number`},
		{"executionRate", []any{}, `property "executionRate": got list [], want a whole number`},
		{"documentation", Pairs{}, `property "documentation": got map {}, want text`},
		{"alarms", "none", `property "alarms": got unicode none, want a list`},
		{"parameters", 5, `property "parameters": got int 5, want an object`},
		{"name", "x", `property "name" cannot be set on a definition`},
		{"", 1, "a property without a name"},
	} {
		v, err := FromGo(c.v)
		require.NoError(t, err)
		assert.EqualError(t, NewDefinition().Set(c.name, v), c.want)
	}
	_, errs := DefinitionOf(pairs(t, Pairs{{"dataType", "Int"}, {"enabled", "x"}, {"value", 1}}).Map())
	assert.Len(t, errs, 2)
	assert.Panics(t, func() { NewDefinition().MustSet("dataType", "Int") })
	odd := []any{"dataType"}
	assert.Panics(t, func() { NewDefinition().MustSet(odd...) })
	name, ok := KnownProperty("DATATYPE")
	assert.Equal(t, "dataType", name)
	assert.True(t, ok)
	_, ok = KnownProperty("HoldOff")
	assert.False(t, ok)
}

func pairs(t *testing.T, p any) Value {
	v, err := FromGo(p)
	require.NoError(t, err)
	return v
}

// Only exact names are settings; a legacy key that differs in case is custom.
func TestDefinitionLegacyKeys(t *testing.T) { // TGF-19
	d := NewDefinition().MustSet("DATATYPE", "odd", "vAlue", "00", "ENABLED", false, "Parameters", 5, "HistoricalDeadband", 3)
	assert.Equal(t, Int4, d.DataType())
	assert.True(t, d.Enabled())
	assert.True(t, d.StartValue().IsNull())
	assert.Nil(t, d.Parameters())
	v, ok := d.Property("HistoricalDeadband")
	assert.True(t, ok)
	assert.Equal(t, "3", v.String())
	v, ok = d.Property("datatype")
	assert.True(t, ok)
	assert.Equal(t, "Int4", v.Text())
}

func TestDefinitionMerge(t *testing.T) { // UDT-9
	a := NewDefinition().MustSet("dataType", "Int4", "documentation", "a", "HoldOff", 1)
	require.NoError(t, a.SetScript(EventScript{ID: "valueChanged", Script: "one", Enabled: true}))
	require.NoError(t, a.SetScript(EventScript{ID: "qualityChanged", Script: "two", Enabled: true}))
	b := NewDefinition().MustSet("documentation", "b", "engUnit", "bar")
	require.NoError(t, b.SetScript(EventScript{ID: "valueChanged", Script: "three"}))
	m := a.Clone()
	m.Merge(b)
	assert.Equal(t, []EventScript{{ID: "valueChanged", Script: "three"}, {ID: "qualityChanged", Script: "two", Enabled: true}}, m.Scripts())
	assert.True(t, m.Equal(func() *Definition {
		d := NewDefinition().MustSet("dataType", "Int4", "documentation", "b", "HoldOff", 1, "engUnit", "bar")
		require.NoError(t, d.SetScript(m.Scripts()[0]))
		require.NoError(t, d.SetScript(m.Scripts()[1]))
		return d
	}()))
	assert.Equal(t, "one", a.Scripts()[0].Script)
	doc, _ := a.Get("documentation")
	assert.Equal(t, "a", doc.Text())
	assert.EqualError(t, a.SetScript(EventScript{ID: "valuechanged"}),
		`got event "valuechanged", want one of valueChanged, qualityChanged, qualifiedValueChanged, alarmActive, alarmCleared, alarmAcked`)
	assert.Error(t, a.SetScript(EventScript{ID: "valueChanged", Script: []int{1}}))
}

func TestAspects(t *testing.T) {
	assert.Equal(t, []string{"VALUE", "TIMESTAMP"}, (TimestampChanged | ValueChanged).Names())
	assert.Equal(t, "VALUE, QUALITY, TIMESTAMP", (TimestampChanged | ValueChanged | QualityChanged).String())
	a, ok := AspectByName("QUALITY")
	assert.True(t, ok)
	assert.Equal(t, QualityChanged, a)
	_, ok = AspectByName("quality") // TAG-11: upper case
	assert.False(t, ok)
}

func TestConfigureErrors(t *testing.T) {
	b := newBench(t)
	b.tag("[p]Folder/T", "value", 1)
	for _, c := range []struct {
		path string
		d    *Definition
		want string
	}{
		{"[q]T", NewDefinition(), `tag "[q]T": Tag provider 'q' not found`},
		{"T", NewDefinition(), `tag "T": the path names no tag provider`},
		{"[p]", NewDefinition(), `got "[p]", want a tag below the provider`},
		{"[.]T", NewDefinition(), `got relative path "[.]T", want [provider]path`},
		{"[p]T.value", NewDefinition(), `got "[p]T.value", want the path of a tag, without property or element`},
		{"[p]T[0]", NewDefinition(), `got "[p]T[0]", want the path of a tag, without property or element`},
		{"[p]a//b", NewDefinition(), `invalid tag path "[p]a//b": an empty name between two slashes`},
		{"[p]a&b", NewDefinition(), `tag "[p]a&b": name "a&b" contains '&', want letters, digits, blanks and _ ' - : ( )`},
		{"[p]../b", NewDefinition(), `got "[p]../b", want a path in which no name is two dots`},
		{"[p]Bad", NewDefinition().MustSet("value", "abc"),
			`tag "[p]Bad": got unicode abc as the value of a tag of type Int4: Value 'abc' can not be coerced to int`},
		{"[p]No/Folder/Bad", NewDefinition().MustSet("dataType", "DataSet", "value", "{"), `tag "[p]No/Folder/Bad": dataset text: 1:2: got the end of the text, want a key in double quotes`},
		{"[p]Folder", NewDefinition().MustSet("value", 1), `tag "[p]Folder": a folder with members cannot become a tag`},
		{"[p]Folder/T/Below", NewDefinition(), `tag "[p]Folder/T/Below": [p]Folder/T is a tag and has no members`},
	} {
		g, err := b.Configure(c.path, c.d)
		assert.EqualError(t, err, c.want, c.path)
		assert.Nil(t, g, c.path)
	}
	assert.Nil(t, b.Find("[p]Bad"), "a tag whose definition is wrong is not added")
	assert.Len(t, b.Provider("p").Root().Children(), 1)
}

// Equal definitions of different tags are one, and those of no tag are
// forgotten, however often a script edits a property.
func TestDefinitionsAreShared(t *testing.T) {
	b := newBench(t)
	x := b.tag("[p]X", "dataType", "Int4", "value", 1, "HoldOff", 5)
	y := b.tag("[p]Y", "dataType", "Int4", "value", 2, "HoldOff", 5)
	z := b.tag("[p]Z", "dataType", "Int4", "HoldOff", 5.0)
	assert.Same(t, x.Definition(), y.Definition())
	assert.NotSame(t, x.Definition(), z.Definition())
	assert.Error(t, x.Definition().Set("HoldOff", Int(6)))
	known := len(b.interned)
	for i := range 1000 {
		b.Write("[p]X.HoldOff", nil, Int(int64(i+10)))
	}
	assert.LessOrEqual(t, len(b.interned), known+1)
	v, _ := y.Property("HoldOff")
	assert.Equal(t, int64(5), v.Int64())
	b.Write("[p]X.HoldOff", nil, Int(5))
	assert.Same(t, x.Definition(), y.Definition())
	_, ok := x.Definition().Get("value")
	assert.False(t, ok)
}

func TestFolderBecomesTag(t *testing.T) {
	b := newBench(t)
	g := b.tag("[p]A", "tagType", "Folder")
	assert.True(t, g.IsFolder())
	b.tag("[p]A", "documentation", "still a folder")
	assert.True(t, g.IsFolder())
	b.tag("[p]B/C")
	assert.Equal(t, TypeFolder, b.Find("[p]B").Definition().TagType())
	assert.Equal(t, TypeAtomicTag, b.Find("[p]B/C").Definition().TagType())
	b.tag("[p]B", "tagType", "UdtInstance", "typeId", "Motor")
	assert.True(t, b.Find("[p]B").IsFolder())
	assert.NotNil(t, b.Find("[p]B/C"))
}

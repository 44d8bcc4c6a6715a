package tags

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJavaSpelling(t *testing.T) {
	m := NewMap(2)
	m.SetText("a", Int(1))
	m.Set(Int(2), ListOf(Value{}, Unicode("x")))
	d := &Dataset{Columns: []Column{{"a", ""}, {"b", ""}}, Rows: [][]Value{{Int(1), Int(2)}}}
	for _, c := range []struct {
		v    Value
		want string
	}{
		{Value{}, "null"}, {Bool(true), "true"}, {Int(-5), "-5"}, {Long(5), "5"}, {BigInt(huge), "1180591620717411303424"},
		// The spelling of Double.toString and Float.toString.
		{Float(0), "0.0"}, {Float(math.Copysign(0, -1)), "-0.0"}, {Float(1), "1.0"}, {Float(3.14), "3.14"}, {Float(-2.5), "-2.5"},
		{Float(0.001), "0.001"}, {Float(0.00099), "9.9E-4"}, {Float(9999999), "9999999.0"}, {Float(1e7), "1.0E7"}, {Float(12345678.9), "1.23456789E7"},
		{Float(-1e7), "-1.0E7"}, {Float(1e10), "1.0E10"}, {Float(1e100), "1.0E100"}, {Float(1.5e-10), "1.5E-10"}, {Float(math.MaxFloat64), "1.7976931348623157E308"},
		{Float(math.NaN()), "NaN"}, {Float(math.Inf(1)), "Infinity"}, {Float(math.Inf(-1)), "-Infinity"}, {Float(0.30000000000000004), "0.30000000000000004"},
		{Float4Of(3.3), "3.3"}, {Float4Of(16777216), "1.6777216E7"}, {Float4Of(1e-5), "1.0E-5"}, {Float4Of(0.1), "0.1"},
		{Str("it's"), "it's"}, {Unicode("ä"), "ä"}, {Date(1751459916000), "Wed Jul 02 12:38:36 UTC 2025"},
		{ListOf(), "[]"}, {ListOf(Int(1), Unicode("a"), Float(2)), "[1, a, 2.0]"}, {FromMap(m), "{a=1, 2=[null, x]}"},
		{FromDataset(d), "Dataset [1R ⅹ 2C]"}, {FromDocument(&Document{FromMap(m)}), `{"a":1,"2":[null,"x"]}`},
		{FromQuality(QualityOf(BadAccessDenied).WithDiagnostic("no rights")), `Bad_AccessDenied("no rights")`},                       // QV-4
		{FromQualified(&QualifiedValue{Bool(false), QualityOf(Good), 1782995916000}), "[false, Good, Thu Jul 02 12:38:36 UTC 2026]"}, // QV-2
		{FromObject(thing{}), "<function>"},
	} {
		assert.Equal(t, c.want, c.v.String())
	}
	// TAG-15, as pasted from a gateway.
	qv := QualifiedValue{Quality: QualityOf(UncertainInitialValue), Timestamp: 1782995916000}
	assert.Equal(t, "[null, Uncertain_InitialValue, Thu Jul 02 12:38:36 UTC 2026]", qv.String())
	own := &List{}
	own.Items = []Value{FromList(own)}
	assert.Less(t, len(FromList(own).String()), 1000)
}

func TestJavaDates(t *testing.T) {
	for _, c := range []struct{ zone, want string }{
		{"Europe/Berlin", "Thu Jul 02 14:38:36 CEST 2026"},
		{"America/New_York", "Thu Jul 02 08:38:36 EDT 2026"},
		{"America/Sao_Paulo", "Thu Jul 02 09:38:36 GMT-03:00 2026"}, // no abbreviation in the zone's data
		{"UTC", "Thu Jul 02 12:38:36 UTC 2026"},
	} {
		loc, err := time.LoadLocation(c.zone)
		require.NoError(t, err)
		assert.Equal(t, c.want, Date(1782995916000).Java(loc))
	}
}

func TestParseDates(t *testing.T) { // TGF-18
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	china, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	for _, c := range []struct {
		text string
		loc  *time.Location
		want string // in UTC
	}{
		{"Tue Jan 07 06:30:00 CET 2025", nil, "2025-01-07T05:30:00Z"},
		{"Tue Jan 07 06:30:00 CET 2025", berlin, "2025-01-07T05:30:00Z"},
		{"Wed Jul 02 06:30:00 CEST 2025", berlin, "2025-07-02T04:30:00Z"},
		{"Tue Jan 07 06:30:00 CST 2025", nil, "2025-01-07T12:30:00Z"},
		{"Tue Jan 07 06:30:00 CST 2025", china, "2025-01-06T22:30:00Z"},
		{"Tue Jan 07 06:30:00 GMT-03:00 2025", nil, "2025-01-07T09:30:00Z"},
		{"2025-01-07 06:30:00.5", nil, "2025-01-07T06:30:00.5Z"},
		{"2025-01-07 06:30:00.1234567", berlin, "2025-01-07T05:30:00.123Z"},
		{"2025-01-07T06:30:00+02:00", berlin, "2025-01-07T04:30:00Z"},
		{"2025-01-07T06:30:00", berlin, "2025-01-07T05:30:00Z"},
		{"2025-01-07", nil, "2025-01-07T00:00:00Z"},
	} {
		v, err := DateTime.Decode(Unicode(c.text), c.loc)
		if assert.NoError(t, err, c.text) {
			assert.Equal(t, c.want, time.UnixMilli(v.Int64()).UTC().Format(time.RFC3339Nano), c.text)
		}
	}
	for _, text := range []string{"", "tomorrow", "Tue Jan 07 06:30:00 XYZ 2025", "2025-13-07 06:30:00"} {
		_, err := DateTime.Decode(Unicode(text), nil)
		assert.EqualError(t, err, `got date "`+text+`", want for example 2025-01-07 06:30:00`)
	}
}

func TestParseDataset(t *testing.T) { // TGF-18
	text := `{"columns":[{"name":"i","type":"java.lang.Integer"},{"name":"s","type":"java.lang.String"},{"name":"d","type":"java.lang.Double"},
		{"name":"b","type":"java.lang.Boolean"},{"name":"f","type":"java.lang.Float"},{"name":"l","type":"java.lang.Long"},{"name":"h","type":"java.lang.Short"},
		{"name":"t","type":"java.util.Date"},{"name":"u","type":"java.sql.Timestamp"},{"name":"o","type":"java.lang.Object"}],
		"rows":[[1,"a",2,true,3.3,5,6,"Tue Jan 07 06:30:00 CET 2025","2025-01-07 06:30:00.5",[1]],[null,null,null,null,null,null,null,1736227800000,null,null]]}`
	d, err := ParseDataset(text, nil)
	require.NoError(t, err)
	assert.Len(t, d.Columns, 10)
	kinds := []Kind{KindInt, KindUnicode, KindFloat, KindBool, KindFloat, KindLong, KindInt, KindDate, KindDate, KindList}
	for i, k := range kinds {
		assert.Equal(t, k, d.Rows[0][i].Kind(), d.Columns[i].Name)
	}
	assert.Equal(t, "3.3", d.Rows[0][4].String())
	assert.Equal(t, int64(1736227800000), d.Rows[1][7].Int64())
	assert.True(t, d.Rows[1][0].IsNull())
	assert.Equal(t, 1, d.Column("S"))
	assert.Equal(t, -1, d.Column("x"))
	// The journal's form is the same text.
	again, err := ParseDataset(strings.TrimSuffix(strings.TrimPrefix(string(AppendJSON(nil, FromDataset(&Dataset{d.Columns[:2], [][]Value{d.Rows[0][:2]}}))), `{"$dataset":`), "}"), nil)
	require.NoError(t, err)
	assert.True(t, again.Equal(&Dataset{d.Columns[:2], [][]Value{d.Rows[0][:2]}}))
	for _, c := range []struct{ text, want string }{
		{"[]", "dataset: got list, want an object with columns and rows"},
		{"{}", "dataset: want an object with the lists columns and rows"},
		{`{"columns":[1],"rows":[]}`, "dataset: columns[0]: got int, want a name, or an object with name and type"},
		{`{"columns":[{}],"rows":[]}`, "dataset: columns[0] has no name"},
		{`{"columns":[{"name":"a","type":"java.lang.Integer"}],"rows":[[1,2]]}`, "dataset: rows[0]: got [1, 2], want a list of 1 cells"},
		{`{"columns":[{"name":"a","type":"java.lang.Integer"}],"rows":[["x"]]}`,
			"dataset: rows[0][0]: got unicode x as the value of a tag of type Int4: Value 'x' can not be coerced to int"},
		{`{"columns":`, "dataset text: 1:12: got the end of the text, want a value"},
	} {
		_, err := ParseDataset(c.text, nil)
		assert.EqualError(t, err, c.want)
	}
}

package tags

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// motor is a UDT instance inside another, with tags of all kinds that have parts.
func motor(t *testing.T) *bench {
	b := newBench(t)
	b.now = 7
	b.tag("[p]Line", "tagType", "UdtInstance", "typeId", "Line", "parameters", Pairs{{"Area", "West"}, {"Num", Pairs{{"dataType", "Integer"}, {"value", 3}}}})
	b.tag("[p]Line/Motor", "tagType", "UdtInstance", "typeId", "Motor", "parameters", Pairs{{"Num", 7}, {"Empty", Pairs{{"dataType", "String"}}}})
	b.tag("[p]Line/Motor/Run", "dataType", "Boolean", "value", true, "HoldOff", 5, "documentation", "runs",
		"alarms", []any{Pairs{{"name", "High"}, {"setpointA", 1}, {"mode", "Equality"}}})
	b.tag("[p]Line/Speed", "dataType", "Float8", "value", 1.5, "readOnly", true)
	b.tag("[p]Line/Arr", "dataType", "Int2Array", "value", []any{1, 2, 3})
	b.tag("[p]Line/Grid", "dataType", "DataSet", "value",
		`{"columns":[{"name":"n","type":"java.lang.Integer"},{"name":"s","type":"java.lang.String"}],"rows":[[1,"a"],[2,null]]}`)
	b.tag("[p]Line/Doc", "dataType", "Document", "value", Pairs{{"a", Pairs{{"b", []any{1, Pairs{{"c", "x"}}}}}}, {"k[0", 1}})
	b.tag("[p]Top", "value", 1)
	b.Start()
	b.heard = nil
	return b
}

func TestRead(t *testing.T) {
	b := motor(t)
	run := b.Find("[p]Line/Motor/Run")
	require.NotNil(t, run)
	for _, c := range []struct{ path, want string }{
		{"[p]Line/Motor/Run", "true Good @7"},
		{"[P]LINE/motor/RUN.VALUE", "true Good @7"}, // PTH-5, REL-2
		{"[.]Run", "true Good @7"},                  // TAG-24
		{"[.]/Run", "true Good @7"},                 // REL-1
		{"[.]../Speed", "1.5 Good @7"},
		{"[.]../../Top", "1 Good @7"},
		{"[~]Top", "1 Good @7"}, // PTH-3
		{"[.]../../../Top", "null Bad_NotFound @7"},
		{"[p]Line/Motor/Run.quality", "Good Good @7"},
		{"[p]Line/Motor/Run.Timestamp", "Thu Jan 01 00:00:00 UTC 1970 Good @7"},
		{"[.]Run.Name", "Run Good @7"},
		{"[.]Run.Documentation", "runs Good @7"},
		{"[.]Run.documentation", "runs Good @7"},
		{"[.]Run.dataType", "Boolean Good @7"},
		{"[.]Run.enabled", "true Good @7"}, // a default
		{"[.]Run.engHigh", "100.0 Good @7"},
		{"[.]Run.holdoff", "5 Good @7"}, // TGF-19
		{"[.]Run.missing", "null Bad_NotFound @7"},
		{"[.]Parameters.Num", "7 Good @7"}, // UDT-10
		{"[.]parameters.num", "7 Good @7"},
		{"[.]../Parameters.Num", "3 Good @7"},
		{"[.]../Parameters.Area", "West Good @7"},
		{"[.]Parameters.Area", "null Bad_NotFound @7"},
		{"[.]Parameters.Empty", "null Good @7"},
		{"[p]Line.Parameters.Area", "West Good @7"},
		{"[.]Run.Parameters.Num", "7 Good @7"},
		{"[.]Run.Parameters", "{Num=7, Empty=null} Good @7"},
		{"[p]Top.Parameters.Num", "null Bad_NotFound @7"},
		{"[.]Run/Alarms/high.SetpointA", "1 Good @7"},
		{"[.]Run/Alarms/Low.SetpointA", "null Bad_NotFound @7"},
		{"[p]Line/Arr[1]", "2 Good @7"}, // PTH-6
		{"[p]Line/Arr", "[1, 2, 3] Good @7"},
		{"[p]Line/Arr[3]", `null Bad_NotFound("[p]Line/Arr has no element [3]") @7`},
		{"[p]Line/Grid[1,0]", "2 Good @7"}, // REL-3
		{"[p]Line/Grid[1,1]", "null Good @7"},
		{"[p]Line/Grid[0,2]", `null Bad_NotFound("[p]Line/Grid has no element [0,2]") @7`},
		{"[p]Line/Grid[0]", `null Bad_NotFound("[p]Line/Grid has no element [0]") @7`},
		{"[p]Line/Doc['a.b[0]']", "1 Good @7"},
		{"[p]Line/Doc['a.b[1].c']", "x Good @7"},
		{"[p]Line/Doc['k[0']", "1 Good @7"},
		{"[p]Line/Doc['a.x']", `null Bad_NotFound("[p]Line/Doc has no element ['a.x']") @7`},
		{"[p]Line/Doc", `{"a":{"b":[1,{"c":"x"}]},"k[0":1} Good @7`},
		{"[p]Line", `null Bad_Unsupported("[p]Line is a UdtInstance and has no value") @7`},
		{"[p]Nothing", "null Bad_NotFound @7"},
		{"[q]Top", `null Bad_NotFound("Tag provider 'q' not found") @7`},
		{"Top", `null Bad_NotFound("the path names no tag provider") @7`}, // PTH-2
		{"[p", `null Error_InvalidPathSyntax("invalid tag path "[p": the bracket of the provider is not closed") @7`},
	} {
		assert.Equal(t, c.want, short(b.Read(c.path, run)), c.path)
		qv := b.Read(c.path, run)
		exists := qv.Quality.Code != BadNotFound && qv.Quality.Code != ErrorInvalidPathSyntax
		assert.Equal(t, exists, b.Exists(c.path, run), c.path)
	}
	// PTH-4: without an owner they are provider names.
	assert.Equal(t, `null Bad_NotFound("Tag provider '.' not found") @7`, short(b.Read("[.]Run", nil)))
	assert.Equal(t, `null Bad_NotFound("Tag provider '~' not found") @7`, short(b.Read("[~]Top", nil)))
	b.DefaultProvider = "P"
	assert.Equal(t, "1 Good @7", short(b.Read("Top", nil)))
	assert.Equal(t, "1 Good @7", short(b.Read("[]Top", run)))
	assert.Nil(t, b.Find("[.]Run"))
	assert.Nil(t, b.Find("[p]Top.value"))
	assert.Nil(t, b.Find("[p]Line/Arr[0]"))
	assert.Equal(t, b.Provider("p").Root(), b.Find("[p]"))
}

func TestTagProperties(t *testing.T) { // TAG-5, DEC-39, UDT-10
	b := motor(t)
	run := b.Find("[p]Line/Motor/Run")
	for name, want := range map[string]string{
		"name": "Run", "value": "true", "quality": "Good", "parameters": "{Num=7, Empty=null}", "Parameters.Num": "7",
		"tagGroup": "Default", "HoldOff": "5", "valueSource": "memory", "opcServer": "null", "tagType": "AtomicTag",
	} {
		v, ok := run.Property(name)
		assert.True(t, ok, name)
		assert.Equal(t, want, v.String(), name)
	}
	for _, name := range []string{"typo", "", "Parameters.", "Parameters.Area", "eventScripts"} {
		_, ok := run.Property(name)
		assert.False(t, ok, name)
	}
	_, ok := b.Find("[p]Line").Property("value")
	assert.False(t, ok)
	assert.Equal(t, "p", run.Provider().Name())
	assert.Equal(t, "[p]Line/Motor", run.Parent().Path())
	assert.True(t, run.Parent().IsFolder())
	assert.Equal(t, "", b.Find("[p]").Name())
}

func TestWriteParts(t *testing.T) {
	b := motor(t)
	run := b.Find("[p]Line/Motor/Run")
	for _, c := range []struct {
		path, quality string
		v             Value
		then          string
	}{
		{"[p]Line/Arr[1]", "Good", Float(8.6), "[p]Line/Arr = [1, 9, 3]"},
		{"[p]Line/Arr[1]", `Error_TypeConversion("Value 40000 can not be coerced to short due to overflow")`, Int(40000), "[p]Line/Arr = [1, 9, 3]"},
		{"[p]Line/Arr[3]", `Bad_NotFound("[p]Line/Arr has no element [3]")`, Int(1), "[p]Line/Arr = [1, 9, 3]"},
		{"[p]Line/Grid[1,1]", "Good", Int(5), "[p]Line/Grid[1,1] = 5"},
		{"[p]Line/Grid[0,0]", `Error_TypeConversion("Value 'x' can not be coerced to int")`, Unicode("x"), "[p]Line/Grid[0,0] = 1"},
		{"[p]Line/Grid[2,0]", `Bad_NotFound("[p]Line/Grid has no element [2,0]")`, Int(5), "[p]Line/Grid[1,1] = 5"},
		{"[p]Line/Doc['a.b[1].c']", "Good", Str("y"), `[p]Line/Doc = {"a":{"b":[1,{"c":"y"}]},"k[0":1}`},
		{"[p]Line/Doc['a.new']", "Good", Int(2), `[p]Line/Doc['a.new'] = 2`},
		{"[p]Line/Doc['x.y']", `Bad_NotFound("[p]Line/Doc has no element ['x.y']")`, Int(2), `[p]Line/Doc['a.new'] = 2`},
		{"[p]Line/Doc['a']", `Error_TypeConversion("Value of type object can not be coerced to Document")`, FromObject(thing{}), `[p]Line/Doc['a.new'] = 2`},
		{"[p]Line/Speed[0]", "Bad_ReadOnly", Int(2), `[p]Line/Speed = 1.5`},
		{"[p]Top[0]", `Bad_NotFound("[p]Top has no element [0]")`, Int(2), `[p]Top = 1`},
		{"[.]Run.HOLDOFF", "Good", Int(9), "[.]Run.HoldOff = 9"}, // TGF-19
		{"[.]Run.HoldOff", "Good", Value{}, "[.]Run.HoldOff = null"},
		{"[.]Run.NoSuch", "Bad_NotFound", Int(9), "[.]Run.HoldOff = null"},
		{"[.]Run.Documentation", "Good", Int(9), "[.]Run.documentation = 9"},
		{"[.]Run.Tooltip", "Good", FromQualified(&QualifiedValue{Value: Str("tip")}), "[.]Run.tooltip = tip"},
		{"[.]Run.engHigh", `Error_TypeConversion("property "engHigh": got unicode x, want a number")`, Unicode("x"), "[.]Run.engHigh = 100.0"},
		{"[.]Run.quality", "Bad_ReadOnly", Int(1), "[.]Run.quality = Good"},
		{"[.]Run.name", "Bad_ReadOnly", Str("x"), "[.]Run.name = Run"},
		{"[.]Parameters.Num", `Bad_Unsupported("UDT parameters are set by configuring the instance")`, Int(1), "[.]Parameters.Num = 7"},
		{"[.]Parameters.No", "Bad_NotFound", Int(1), "[.]Parameters.Num = 7"},
		{"[.]Run/Alarms/High.setpointA", "Good", Int(44), "[.]Run/Alarms/High.setpointA = 44"},
		{"[.]Run/Alarms/High.nothing", "Bad_NotFound", Int(44), "[.]Run/Alarms/High.mode = Equality"},
		{"[p]Line.documentation", "Good", Str("a line"), "[p]Line.documentation = a line"},
		{"[p]Line/Speed.engHigh", "Good", Int(5), "[p]Line/Speed.engHigh = 5"}, // of a read-only tag
		{"[.]", `Bad_Unsupported("[p]Line/Motor is a UdtInstance and has no value")`, Int(1), "[.]Run = true"},
	} {
		b.quality(c.quality, b.Write(c.path, run, c.v))
		var path, want string
		for i := range c.then {
			if c.then[i:i+3] == " = " {
				path, want = c.then[:i], c.then[i+3:]
				break
			}
		}
		assert.Equal(t, want, b.Read(path, run).Value.String(), "%s after writing %s", path, c.path)
	}
	// Edits of properties are no changes of a tag.
	assert.Len(t, b.heard, 4)
}

// Writing an element carries quality and timestamp of a qualified value, and
// writing what is there changes nothing.
func TestWriteElementQualified(t *testing.T) {
	b := motor(t)
	qv := &QualifiedValue{Value: Int(2), Quality: QualityOf(Good), Timestamp: 7}
	b.quality("Good", b.Write("[p]Line/Arr[1]", nil, FromQualified(qv)))
	b.expect()
	qv = &QualifiedValue{Value: Int(5), Quality: QualityOf(Uncertain), Timestamp: 9}
	b.quality("Good", b.Write("[p]Line/Arr[1]", nil, FromQualified(qv)))
	b.expect("[p]Line/Arr: [1, 2, 3] Good @7 > [1, 5, 3] Uncertain @9 VALUE, QUALITY, TIMESTAMP")
}

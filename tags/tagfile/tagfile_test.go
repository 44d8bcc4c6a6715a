package tagfile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
)

// listing spells a result one line a tag: path, type, properties, scripts.
func listing(r *Result) string {
	var b strings.Builder
	for _, e := range r.Tags {
		b.WriteString(e.Path)
		for _, p := range e.Definition.Properties() {
			if p.Name == "tagType" {
				fmt.Fprintf(&b, " %s", p.Value)
			} else {
				fmt.Fprintf(&b, " %s=%s", p.Name, tags.AppendJSON(nil, p.Value))
			}
		}
		for _, s := range e.Definition.Scripts() {
			fmt.Fprintf(&b, " %s:%q", s.ID, s.Script.(*tags.ScriptSource).Text)
			if !s.Enabled {
				b.WriteString(" off")
			}
			if s.ChangeTypes != 0 {
				fmt.Fprintf(&b, " on %s", s.ChangeTypes)
			}
		}
		b.WriteByte('\n')
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "! %s\n", w)
	}
	return b.String()
}

func load(t *testing.T, text string, opts Options) *Result {
	t.Helper()
	r, err := LoadText("tags.json", text, opts)
	require.NoError(t, err)
	return r
}

func lines(s ...string) string { return strings.Join(s, "\n") + "\n" }

func TestExportRoots(t *testing.T) { // TGF-1, TGF-2
	const tag = `{"tagType": "AtomicTag", "name": "T"}`
	for _, c := range []struct{ name, file, text, provider, want string }{
		{"provider", "tags.json", `{"name": "Site", "tagType": "Provider", "tags": [` + tag + `]}`, "", lines("[Site]T AtomicTag")},
		{"nameless provider", "tags.json", `{"name": "", "tagType": "Provider", "tags": [` + tag + `]}`, "", lines("[default]T AtomicTag")},
		{"provider named by its file", "tags/West.json", `{"name": "", "tagType": "Provider", "tags": [` + tag + `]}`, "", lines("[West]T AtomicTag")},
		{"file called tags", "Tags/tags.json", `{"name": "", "tagType": "Provider", "tags": [` + tag + `]}`, "", lines("[default]T AtomicTag")},
		{"chosen provider", "tags.json", `{"name": "Site", "tagType": "Provider", "tags": [` + tag + `]}`, "plc", lines("[plc]T AtomicTag")},
		{"folder", "tags.json", `{"tags": [` + tag + `], "tagType": "Folder", "name": "Line 1"}`, "", lines("[default]Line 1 Folder", "[default]Line 1/T AtomicTag")},
		{"nameless folder", "tags.json", `{"name": "", "tagType": "Folder", "tags": [` + tag + `]}`, "", lines("[default]T AtomicTag")},
		{"only tags", "tags.json", `{"tags": [` + tag + `]}`, "", lines("[default]T AtomicTag")},
		{"array", "tags.json", `[` + tag + `]`, "", lines("[default]T AtomicTag")},
		{"single tag", "tags.json", tag, "", lines("[default]T AtomicTag")},
		{"single tag named by its file", "Pump.json", `{"tagType": "AtomicTag"}`, "", lines("[default]Pump AtomicTag")},
		{"byte order mark", "tags.json", "\ufeff" + tag, "", lines("[default]T AtomicTag")},
		{"unfit provider", "tags.json", `{"name": "a]b", "tagType": "Provider", "tags": [` + tag + `]}`, "",
			lines("[default]T AtomicTag", "! tags.json:1: tag provider: name \"a]b\" contains ']', want letters, digits, blanks and _ ' - : ( )")},
		{"unfit root", "tags.json", `{"name": "^", "tagType": "AtomicTag"}`, "",
			lines("! tags.json:1: name \"^\" starts with '^', want a letter, a digit or an underscore")},
		{"nothing", "tags.json", `{"tags": []}`, "", "\n"},
		{"one type", "tags.json", `{"name": "M", "tagType": "UdtType", "tags": [` + tag + `]}`, "", "\n"},
		{"latin 1", "tags.json", "{\"tagType\": \"AtomicTag\", \"name\": \"\xd6l\"}", "", lines("[default]Öl AtomicTag", "! tags.json: is not UTF-8; it was read as Latin-1")},
	} {
		r, err := LoadText(c.file, c.text, Options{Provider: c.provider})
		if assert.NoError(t, err, c.name) {
			assert.Equal(t, strings.TrimPrefix(c.want, "\n"), listing(r), c.name)
		}
	}
}

func TestNoTagFile(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "x.json:1:1: got the end of the text, want a value"},
		{"{\n \"tags\": [}", "x.json:2:11: got '}', want a value"},
		{"5", "x.json: no tags found: want JSON nodes with a tagType such as Provider, Folder, AtomicTag, UdtType or UdtInstance"},
		{`{"title": "a project"}`, "x.json: no tags found: want JSON nodes with a tagType such as Provider, Folder, AtomicTag, UdtType or UdtInstance"},
		{`{"tags": ["a", "b"]}`, "x.json: no tags found: want JSON nodes with a tagType such as Provider, Folder, AtomicTag, UdtType or UdtInstance"},
	} {
		_, err := LoadText("x.json", c.text, Options{})
		assert.EqualError(t, err, c.want)
	}
	_, err := Load(filepath.Join(t.TempDir(), "nowhere.json"), Options{})
	assert.ErrorIs(t, err, os.ErrNotExist)
	_, err = Load(t.TempDir(), Options{})
	assert.ErrorIs(t, err, ErrNoTags)
	_, err = LoadText("x.json", "[]", Options{Provider: "a]b"})
	assert.EqualError(t, err, `tag provider: name "a]b" contains ']', want letters, digits, blanks and _ ' - : ( )`)
}

func TestTagNodes(t *testing.T) { // section 9
	r := load(t, `{"tagType": "Provider", "tags": [
		{"name": "Plain", "tagType": "AtomicTag"},
		{"name": "Full", "tagType": "AtomicTag", "dataType": "Float8", "value": 2, "engUnit": null, "holdOff": 5, "accessRights": "Custom",
		 "opcItemPath": "ns\u003d1;s\u003dx", "valueSource": "opc", "readOnly": "true"},
		{"name": "Date", "tagType": "AtomicTag", "dataType": "DateTime", "value": 1736227800000},
		{"name": "Set", "tagType": "AtomicTag", "dataType": "DataSet", "value": "{\"columns\":[{\"name\":\"a\",\"type\":\"java.lang.Integer\"}],\"rows\":[[1]]}"},
		{"name": "Doc", "tagType": "AtomicTag", "dataType": "Document", "value": {"a": [1]}},
		{"name": "Arr", "tagType": "AtomicTag", "dataType": "Int2Array", "value": [1, 2]},
		{"name": "New", "tagType": "AtomicTag", "defaultValue": 6, "valuePersistence": "Database"},
		{"name": "Managed", "tagType": "AtomicTag", "dataType": "Int4", "usr": {"dataType": "Int8", "enabled": false, "name": "no"}},
		{"name": "Alarm", "tagType": "AtomicTag", "alarms": [{"name": "High", "setpointA": {"bindType": "Tag", "value": "[.]Limit"}}]}
	]}`, Options{})
	assert.Equal(t, lines(
		`[default]Plain AtomicTag`,
		`[default]Full AtomicTag dataType="Float8" value=2.0 holdOff=5 accessRights="Custom" opcItemPath="ns=1;s=x" valueSource="opc" readOnly=true`,
		`[default]Date AtomicTag dataType="DateTime" value={"$date":"2025-01-07T05:30:00.000Z"}`,
		`[default]Set AtomicTag dataType="DataSet" value={"$dataset":{"columns":[{"name":"a","type":"java.lang.Integer"}],"rows":[[1]]}}`,
		`[default]Doc AtomicTag dataType="Document" value={"a":[1]}`,
		`[default]Arr AtomicTag dataType="Int2Array" value=[1,2]`,
		`[default]New AtomicTag defaultValue=6 valuePersistence="Database"`,
		`[default]Managed AtomicTag dataType="Int8" enabled=false`,
		`[default]Alarm AtomicTag alarms=[{"name":"High","setpointA":{"bindType":"Tag","value":"[.]Limit"}}]`,
	), listing(r))
}

func TestWarnings(t *testing.T) {
	r := load(t, `{"tagType": "Provider", "name": "p", "tags": [
{"name": "A", "tagType": "AtomicTag", "value": "x"},
{"name": "a", "tagType": "AtomicTag", "value": 2},
{"name": "B", "tagType": "AtomicTag", "dataType": "Dataset", "engHigh": [], "readOnly": true},
{"tagType": "AtomicTag"},
{"name": "a.b", "tagType": "AtomicTag"},
{"name": "C", "tagType": "Tag", "tags": [5, {"name": "D"}]},
{"name": "E", "tagType": "AtomicTag", "eventScripts": [
  {"eventid": "valueChange", "script": "\tpass"},
  {"eventid": "valueChanged", "script": 5},
  {"eventid": "qualifiedValueChanged", "script": "\tpass"},
  {"eventid": "qualifiedValueChanged", "script": "\tpass", "changeTypes": ["value", "QUALITY"]}, 7]},
{"name": "F", "tagType": "AtomicTag", "eventScripts": "none", "value": {"bindType": "parameter", "binding": "{Nope}-{[.]x}-{TagName}"}, "dataType": "String",
 "engLow": {"bindType": "Expression", "value": "1"}},
{"name": "G", "tagType": "Folder", "tags": {}},
{"name": "H", "tagType": "AtomicTag", "opcItemPath": {"bindType": "parameter"}}
]}`, Options{})
	assert.Equal(t, lines(
		`[p]A AtomicTag`,
		`[p]B AtomicTag readOnly=true`,
		`[p]C Folder`,
		`[p]C/D AtomicTag`,
		`[p]E AtomicTag qualifiedValueChanged:"\tpass" on QUALITY`,
		`[p]F AtomicTag value="{Nope}-{[.]x}-F" dataType="String" engLow={"bindType":"Expression","value":"1"}`,
		`[p]G Folder`,
		`[p]H AtomicTag opcItemPath={"bindType":"parameter"}`,
		`! tags.json:3: tags[1]: there is a "A" here already, which is kept`,
		`! tags.json:5: tags[3]: the node has no name`,
		`! tags.json:6: tags[4]: name "a.b" contains '.', want letters, digits, blanks and _ ' - : ( )`,
		`! tags.json:7: tags[5]: got tagType Tag, want one of Provider, Folder, AtomicTag, UdtType, UdtInstance; it is taken as Folder`,
		`! tags.json:7: tags[5].tags[0]: got int, want a node with name and tagType`,
		`! tags.json:15: tags[8]: tags: got map, want a list`,
		`! tags.json:2: tags[0]: value: got unicode x as the value of a tag of type Int4: Value 'x' can not be coerced to int`,
		`! tags.json:4: tags[2]: property "dataType": got unicode Dataset, want a data type; did you mean DataSet?`,
		`! tags.json:4: tags[2]: property "engHigh": got list [], want a number`,
		`! tags.json:9: tags[6].eventScripts[0]: got event valueChange, want one of valueChanged, qualityChanged, qualifiedValueChanged, alarmActive, alarmCleared, alarmAcked`,
		`! tags.json:10: tags[6].eventScripts[1]: script: got int, want text`,
		`! tags.json:11: tags[6].eventScripts[2]: a qualifiedValueChanged without changeTypes never runs`,
		`! tags.json:12: tags[6].eventScripts[3]: changeTypes: got value, want VALUE, QUALITY or TIMESTAMP`,
		`! tags.json:8: tags[6].eventScripts[4]: got int, want an object with eventid and script`,
		`! tags.json:13: tags[7]: value: unknown parameter {Nope}`,
		`! tags.json:13: tags[7]: value: the tag reference {[.]x} in a binding is not evaluated`,
		`! tags.json:13: tags[7]: engLow: a binding of type Expression is not evaluated`,
		`! tags.json:13: tags[7]: eventScripts: got unicode, want a list`,
		`! tags.json:16: tags[9]: opcItemPath: the binding has no binding`,
		`! tags.json:16: tags[9]: opcItemPath: a binding of type parameter is not evaluated`,
	), listing(r))
	m := tags.New(func() int64 { return 0 })
	assert.Empty(t, r.Configure(m))
	assert.Equal(t, "AtomicTag", m.Find("[p]C/D").Definition().TagType())
}

// The example of section 10.
const motor = `{ "name": "Motor", "tagType": "UdtType", "typeId": "", "parameters": { "plc": { "dataType": "String", "value": "P1" }, "no": { "dataType": "Integer" } },
  "tags": [ { "name": "Run", "tagType": "AtomicTag", "valueSource": "opc", "dataType": "Boolean",
              "opcItemPath": { "bindType": "parameter", "binding": "ns=1;s=[{plc}]M{no}.Run" },
              "eventScripts": [ { "eventid": "valueChanged", "script": "\tif not initialChange:\n\t\tsystem.tag.writeBlocking(['[.]Starts'], [{no}])\n\t\tprint '{}{0} {x}'.format(1)" } ] },
            { "name": "Starts", "tagType": "AtomicTag", "valueSource": "memory", "value": 0 } ] }`

func TestInstance(t *testing.T) { // UDT-1 to UDT-7
	r := load(t, `{"tags": [{"name": "_types_", "tagType": "Folder", "tags": [`+motor+`]},
		{ "name": "M7", "tagType": "UdtInstance", "typeId": "Motor", "parameters": { "no": 7 }, "tags": [ { "name": "Run", "tagType": "AtomicTag" }, {"name": "starts", "tagType": "AtomicTag", "value": 44} ] },
		{ "name": "M8", "tagType": "UdtInstance", "typeId": "[default]_types_/motor", "parameters": { "NO": 8, "plc": {"dataType": "String", "value": "P2"} }, "documentation": "second", "tags": [{"name": "Extra", "tagType": "AtomicTag"}]}
	]}`, Options{})
	script := `valueChanged:"\tif not initialChange:\n\t\tsystem.tag.writeBlocking(['[.]Starts'], [%s])\n\t\tprint '{}{0} {x}'.format(1)"`
	assert.Equal(t, lines(
		`[default]M7 UdtInstance typeId="Motor" parameters={"plc":{"dataType":"String","value":"P1"},"no":{"dataType":"Integer","value":7}}`,
		`[default]M7/Run AtomicTag valueSource="opc" dataType="Boolean" opcItemPath="ns=1;s=[P1]M7.Run" `+fmt.Sprintf(script, "7"),
		`[default]M7/Starts AtomicTag valueSource="memory" value=44`,
		`[default]M8 UdtInstance typeId="motor" parameters={"plc":{"dataType":"String","value":"P2"},"no":{"dataType":"Integer","value":8}} documentation="second"`,
		`[default]M8/Run AtomicTag valueSource="opc" dataType="Boolean" opcItemPath="ns=1;s=[P2]M8.Run" `+fmt.Sprintf(script, "8"),
		`[default]M8/Starts AtomicTag valueSource="memory" value=0`,
		`[default]M8/Extra AtomicTag`,
	), listing(r))
	assert.Equal(t, []Type{{Provider: "default", ID: "Motor"}}, r.Types)
	source := r.Tags[1].Definition.Scripts()[0].Script.(*tags.ScriptSource)
	assert.Equal(t, 4, source.Line)
	assert.Equal(t, "tags[0].tags[0].tags[0].eventScripts[0]", source.Node)
	assert.Equal(t, "tags.json:6: tags[1].tags[0]", r.Tags[1].Position.String())
	// The model sees the parameters in all four ways (UDT-10).
	m := tags.New(func() int64 { return 0 })
	assert.Empty(t, r.Configure(m))
	m.Start()
	run := m.Find("[default]M7/Run")
	for _, path := range []string{"[.]Parameters.no", "[.]parameters.NO", "[default]M7.Parameters.No"} {
		assert.Equal(t, "7", m.Read(path, run).Value.String(), path)
	}
	parameters, _ := run.Property("parameters")
	assert.Equal(t, "{plc=P1, no=7}", parameters.String())
}

func TestInheritance(t *testing.T) { // UDT-6, UDT-9
	r := load(t, `{"tags": [{"name": "_types_", "tagType": "Folder", "tags": [
		{"name": "Base", "tagType": "UdtType", "parameters": {"a": 1, "b": {"dataType": "Float", "value": 1.5}, "name": {"dataType": "String", "value": {"bindType": "parameter", "binding": "{InstanceName}-{a}"}}},
		 "tags": [{"name": "T", "tagType": "AtomicTag", "documentation": "base", "tooltip": "base", "engHigh": {"bindType": "parameter", "binding": "{a+1}"},
		   "alarms": [{"name": "High", "priority": "Low", "label": {"bindType": "UDTParameter", "value": "{name}"}}, {"name": "Low"}],
		   "eventScripts": [{"eventid": "valueChanged", "script": "\tbase"}, {"eventid": "qualityChanged", "script": "\tquality"}]},
		  {"name": "Sub", "tagType": "Folder", "tags": [{"name": "X", "tagType": "AtomicTag", "tooltip": {"bindType": "parameter", "binding": "{PathToTag}|{pathToParentFolder}|{TagName}|{ParentInstanceName}"}}]}]},
		{"name": "Kinds", "tagType": "Folder", "tags": [
		  {"name": "Derived", "tagType": "UdtType", "typeId": "Base", "parameters": {"a": {"dataType": "Integer", "value": 5}, "c": null},
		   "tags": [{"name": "T", "tagType": "AtomicTag", "documentation": "derived", "alarms": [{"name": "high", "priority": "Critical"}, {"name": "New"}],
		     "eventScripts": [{"eventid": "valueChanged", "script": "\tderived", "enabled": false}]}, {"name": "Added", "tagType": "AtomicTag"}]}]}]},
		{"name": "Area", "tagType": "Folder", "tags": [
		  {"name": "I", "tagType": "UdtInstance", "typeId": "Kinds/Derived", "parameters": {"b": {"dataType": "Float"}}, "tags": [
		    {"name": "T", "tagType": "AtomicTag", "tooltip": "instance"}, {"name": "sub", "tagType": "Folder", "tags": [{"name": "X", "tagType": "AtomicTag", "value": 3}]}]}]}
	]}`, Options{})
	assert.Equal(t, lines(
		`[default]Area Folder`,
		`[default]Area/I UdtInstance typeId="Kinds/Derived" parameters={"a":{"dataType":"Integer","value":5},"b":{"dataType":"Float","value":1.5},"name":{"dataType":"String","value":"I-5"},"c":null}`,
		`[default]Area/I/T AtomicTag documentation="derived" tooltip="instance" engHigh=6.0 alarms=[{"name":"high","priority":"Critical","label":"I-5"},{"name":"Low"},{"name":"New"}]`+
			` valueChanged:"\tderived" off qualityChanged:"\tquality"`,
		`[default]Area/I/Sub Folder`,
		`[default]Area/I/Sub/X AtomicTag tooltip="Area/I/Sub/X|Area/I/Sub|X|{ParentInstanceName}" value=3`,
		`[default]Area/I/Added AtomicTag`,
		`! tags.json:6: tags[0].tags[0].tags[1].tags[0]: tooltip: unknown parameter {ParentInstanceName}`,
	), listing(r))
	assert.Equal(t, []Type{{"default", "Base", ""}, {"default", "Kinds/Derived", "Base"}}, r.Types)
}

func TestNestedInstances(t *testing.T) { // UDT-6, UDT-8
	r := load(t, `{"tags": [
		{"name": "_types_", "tagType": "Folder", "tags": [
		 {"name": "Valve", "tagType": "UdtType", "parameters": {"plc": "none", "no": {"dataType": "Integer"}},
		  "tags": [{"name": "Open", "tagType": "AtomicTag", "opcItemPath": {"bindType": "parameter", "binding": "{plc}/{no}/{InstanceName}/{ParentInstanceName}/{RootInstanceName}"}}]},
		 {"name": "Line", "tagType": "UdtType", "parameters": {"plc": "P", "first": {"dataType": "Integer", "value": 10}},
		  "tags": [{"name": "V1", "tagType": "UdtInstance", "typeId": "Valve", "parameters": {
		      "plc": {"bindType": "parameter", "binding": "{plc}"}, "no": {"dataType": "Integer", "value": {"bindType": "parameter", "binding": "{first}"}}}},
		    {"name": "V2", "tagType": "UdtInstance", "typeId": "Valve", "parameters": {"no": {"bindType": "parameter", "binding": "{first + 2 * (3 - 1)}"}},
		     "tags": [{"name": "Open", "tagType": "AtomicTag", "tooltip": {"bindType": "parameter", "binding": "{first}"}}]}]}]},
		{"name": "L", "tagType": "UdtInstance", "typeId": "Line", "parameters": {"plc": "Q"}, "tags": [
		   {"name": "V2", "tagType": "AtomicTag", "parameters": {"plc": "R"}, "tags": [{"name": "Open", "tagType": "AtomicTag", "enabled": false}]},
		   {"name": "V1", "tagType": "UdtInstance"}]}
	]}`, Options{})
	assert.Equal(t, lines(
		`[default]L UdtInstance typeId="Line" parameters={"plc":"Q","first":{"dataType":"Integer","value":10}}`,
		`[default]L/V1 UdtInstance typeId="Valve" parameters={"plc":"Q","no":{"dataType":"Integer","value":10}}`,
		`[default]L/V1/Open AtomicTag opcItemPath="Q/10/V1/L/L"`,
		`[default]L/V2 UdtInstance typeId="Valve" parameters={"plc":"R","no":{"dataType":"Integer","value":14}}`,
		`[default]L/V2/Open AtomicTag opcItemPath="R/14/V2/L/L" tooltip="10" enabled=false`,
	), listing(r))
}

func TestBrokenTypes(t *testing.T) {
	r := load(t, `{"tags": [
		{"name": "_types_", "tagType": "Folder", "tags": [
{"name": "Self", "tagType": "UdtType", "tags": [{"name": "S", "tagType": "UdtInstance", "typeId": "Self"}]},
{"name": "A", "tagType": "UdtType", "typeId": "B", "tags": [{"name": "FromA", "tagType": "AtomicTag"}]},
{"name": "B", "tagType": "UdtType", "typeId": "A", "tags": [{"name": "FromB", "tagType": "AtomicTag"}]},
{"name": "Base", "tagType": "UdtType"},
{"name": "Holder", "tagType": "UdtType", "typeId": "Base", "tags": [{"name": "Inner", "tagType": "UdtInstance", "typeId": "Base"}]},
{"name": "holder", "tagType": "UdtType"},
{"name": "Stray", "tagType": "AtomicTag"}]},
{"name": "I", "tagType": "UdtInstance", "typeId": "Self"},
{"name": "J", "tagType": "UdtInstance", "typeId": "A"},
{"name": "K", "tagType": "UdtInstance", "typeId": "Nowhere/X", "tags": [{"name": "Own", "tagType": "AtomicTag"}]},
{"name": "K2", "tagType": "UdtInstance", "typeId": "Nowhere/X"},
{"name": "L", "tagType": "UdtInstance", "typeId": "Holder", "parameters": {
  "x": {"bindType": "parameter", "binding": "{y}"}, "y": {"bindType": "parameter", "binding": "{x}"}, "n": {"dataType": "Integer", "value": "many"}, "t": {"bindType": "Tag", "value": "[.]a"}}}
	]}`, Options{})
	assert.Equal(t, lines(
		`[default]I UdtInstance typeId="Self"`,
		`[default]J UdtInstance typeId="A"`,
		`[default]J/FromB AtomicTag`,
		`[default]J/FromA AtomicTag`,
		`[default]K UdtInstance typeId="Nowhere/X"`,
		`[default]K/Own AtomicTag`,
		`[default]K2 UdtInstance typeId="Nowhere/X"`,
		`[default]L UdtInstance typeId="Holder" parameters={"x":"","y":"","n":{"dataType":"Integer","value":"many"},"t":null}`,
		`[default]L/Inner UdtInstance typeId="Base"`,
		`! tags.json:8: tags[0].tags[5]: there is a "Holder" here already, which is kept`,
		`! tags.json:9: tags[0].tags[6]: got AtomicTag among the UDT definitions, want UdtType or Folder; it is ignored`,
		`! tags.json:3: tags[0].tags[0].tags[0]: type "Self" contains itself`,
		`! tags.json:4: tags[0].tags[1]: type "A" derives from itself`,
		`! tags.json:12: tags[3]: unknown type "Nowhere/X"; only the node's own members are loaded`,
		`! tags.json:14: tags[5]: parameter "x" depends on itself`,
		`! tags.json:14: tags[5]: parameter "n": Value 'many' can not be coerced to long`,
		`! tags.json:14: tags[5]: parameter "t": only bindings to parameters are evaluated`,
	), listing(r))
}

// Types that multiply end at the limit, not in memory.
func TestLimit(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"tags": [`)
	for i := range 20 {
		fmt.Fprintf(&b, `{"name": "T%d", "tagType": "UdtType", "tags": [`, i)
		for j := range 10 {
			if j > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"name": "m%d", "tagType": "UdtInstance", "typeId": "T%d"}`, j, i+1)
		}
		b.WriteString(`]},`)
	}
	b.WriteString(`{"name": "I", "tagType": "UdtInstance", "typeId": "T0"}]}`)
	r := load(t, b.String(), Options{Limit: 1000})
	assert.Len(t, r.Tags, 1000)
	assert.Contains(t, r.Warnings[len(r.Warnings)-1].Message, "more than 1000 tags")
}

// write makes files below a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	return dir
}

// inDir is listing with the folder's own path cut off.
func inDir(r *Result, dir string) string {
	return strings.ReplaceAll(listing(r), filepath.ToSlash(dir)+"/", "")
}

func TestConfigurationFolders(t *testing.T) { // TGF-5 to TGF-10
	const base = "config/resources/core/ignition/"
	dir := write(t, map[string]string{
		base + "tag-definition/default/tags.json":                          `[{"name": "Top", "tagType": "AtomicTag"}]`,
		base + "tag-definition/default/unary-resource.json":                `{"attributes": {"config": {}}, "files": ["tags.json"]}`,
		base + "tag-definition/default/Line 1/Press/tags.json":             `[{"name": "Run", "tagType": "AtomicTag"}, {"name": "Sub", "tagType": "Folder", "tags": [{"name": "In", "tagType": "AtomicTag"}]}]`,
		base + "tag-definition/default/Line 1/udts.json":                   `[{"name": "M1", "tagType": "UdtInstance", "typeId": "Motors/Drive"}]`,
		base + "tag-definition/default/_0%3a0/tags.json":                   `[{"name": "Escaped", "tagType": "AtomicTag"}]`,
		base + "tag-definition/default/Broken/tags.json":                   "[\n{\"name\": }]",
		base + "tag-definition/Edge Nodes/tags.json":                       `[{"name": "E", "tagType": "AtomicTag", "usr": {"dataType": "Float8"}}]`,
		base + "tag-type-definition/default/Motors/udts.json":              `[{"name": "Drive", "tagType": "UdtType", "tags": [{"name": "Amps", "tagType": "AtomicTag", "dataType": "Float4"}]}]`,
		base + "tag-provider/Empty/config.json":                            `{"profile": {"type": "STANDARD"}}`,
		base + "tag-group/default/Fast/config.json":                        `{"config": {"rate": 100}}`,
		base + "tag-group/default/Default Historical/config.json":          `{"config": {"mode": "Leased", "rate": 10000}}`,
		"config/resources/core/ignition/tag-group/default/X/resource.json": `{}`,
	})
	all := lines(
		`[default]Top AtomicTag`,
		`[default]Broken Folder`,
		`[default]Line 1 Folder`,
		`[default]Line 1/M1 UdtInstance typeId="Motors/Drive"`,
		`[default]Line 1/M1/Amps AtomicTag dataType="Float4"`,
		`[default]Line 1/Press Folder`,
		`[default]Line 1/Press/Run AtomicTag`,
		`[default]Line 1/Press/Sub Folder`,
		`[default]Line 1/Press/Sub/In AtomicTag`,
		`[default]_0:0 Folder`,
		`[default]_0:0/Escaped AtomicTag`,
	)
	edge := lines(`[Edge Nodes]E AtomicTag dataType="Float8"`)
	broken := lines(`! ` + base + `tag-definition/default/Broken/tags.json:2: column 10: got '}', want a value`)
	for _, c := range []struct{ path, provider, want string }{
		{"", "", edge + all + broken},
		{"config", "", edge + all + broken},
		{base, "default", all + broken},
		{base + "tag-definition", "Default", strings.ReplaceAll(all, "[default]", "[Default]") + broken},
		{base + "tag-definition/default", "", all + broken},
		{base + "tag-definition/default", "plc", strings.ReplaceAll(all, "[default]", "[plc]") + broken},
		{base + "tag-definition/Edge Nodes", "", edge},
	} {
		r, err := Load(filepath.Join(dir, c.path), Options{Provider: c.provider})
		if assert.NoError(t, err, c.path) {
			assert.Equal(t, c.want, inDir(r, dir), "%s %s", c.path, c.provider)
		}
	}
	r, err := Load(dir, Options{})
	require.NoError(t, err)
	assert.Equal(t, []string{"Edge Nodes", "default"}, r.Providers)
	require.Len(t, r.Groups, 2)
	assert.Equal(t, "Default Historical Leased 10000", fmt.Sprint(r.Groups[0].Name, " ", r.Groups[0].Mode, " ", r.Groups[0].Rate))
	assert.Equal(t, "Fast Direct 100", fmt.Sprint(r.Groups[1].Name, " ", r.Groups[1].Mode, " ", r.Groups[1].Rate))
	_, err = Load(dir, Options{Provider: "other"})
	assert.EqualError(t, err, dir+`: has no provider "other", only Edge Nodes, default`)
}

func TestOneFilePerTag(t *testing.T) { // TGF-4
	dir := write(t, map[string]string{
		"tags/Line 1/Speed.json":      `{"name": "Speed", "tagType": "AtomicTag", "dataType": "Float8"}`,
		"tags/Line 1/M1.json":         `{"tagType": "UdtInstance", "typeId": "Drives/Motor"}`,
		"tags/Line 1/Cell/Temp.json":  `{"name": "Temp", "tagType": "AtomicTag"}`,
		"tags/Top.json":               `{"name": "Top", "tagType": "AtomicTag"}`,
		"tags/_types_.json":           `{"name": "_types_", "tagType": "Folder", "tags": [{"name": "Drives", "tagType": "Folder", "tags": [{"name": "Motor", "tagType": "UdtType", "tags": [{"name": "Run", "tagType": "AtomicTag"}]}]}]}`,
		"tags/readme.json":            `{"about": "not a tag"}`,
		"tags/broken.json":            `{`,
		"tags/.hidden/x.json":         `{"name": "Hidden", "tagType": "AtomicTag"}`,
		"tags/Line 1/notes/notes.txt": `nothing`,
		"tags/com.acme/view.json":     `{"root": {}}`,
		"tags/com.acme/x.json":        `{"name": "X", "tagType": "AtomicTag"}`,
	})
	want := lines(
		`[default]Top AtomicTag`,
		`[default]Line 1 Folder`,
		`[default]Line 1/M1 UdtInstance typeId="Drives/Motor"`,
		`[default]Line 1/M1/Run AtomicTag`,
		`[default]Line 1/Speed AtomicTag dataType="Float8"`,
		`[default]Line 1/Cell Folder`,
		`[default]Line 1/Cell/Temp AtomicTag`,
		`! tags/broken.json:1: column 2: got the end of the text, want a key in double quotes`,
		`! tags/com.acme/x.json: the folder's name "com.acme" contains '.', want letters, digits, blanks and _ ' - : ( )`,
	)
	for _, path := range []string{"", "tags"} {
		r, err := Load(filepath.Join(dir, path), Options{})
		require.NoError(t, err)
		assert.Equal(t, want, inDir(r, dir), path)
	}
}

func TestSeveralExports(t *testing.T) {
	dir := write(t, map[string]string{
		"tags/West.json":    `{"name": "", "tagType": "Provider", "tags": [{"name": "W", "tagType": "UdtInstance", "typeId": "M"}]}`,
		"tags/East.json":    `{"name": "East", "tagType": "Provider", "tags": [{"name": "E", "tagType": "AtomicTag"}]}`,
		"tags/_types_.json": `{"tags": [{"name": "M", "tagType": "UdtType", "tags": [{"name": "Run", "tagType": "AtomicTag"}]}]}`,
	})
	r, err := Load(dir, Options{})
	require.NoError(t, err)
	// A type is found in any provider that was loaded with it.
	assert.Equal(t, lines(`[East]E AtomicTag`, `[West]W UdtInstance typeId="M"`, `[West]W/Run AtomicTag`), listing(r))
	r, err = Load(dir, Options{Provider: "west"})
	require.NoError(t, err)
	assert.Equal(t, lines(`[west]W UdtInstance typeId="M"`, `[west]W/Run AtomicTag`), listing(r))
}

func TestNodeConfigTree(t *testing.T) { // TGF-4
	dir := write(t, map[string]string{
		"ignition/types/Motor/nodeconfig.json":          `{"tagType": "UdtType", "parameters": {"no": 1}}`,
		"ignition/types/Motor/Run/nodeconfig.json":      `{"tagType": "AtomicTag", "dataType": "Boolean"}`,
		"ignition/types/Motor/Cfg/Max/nodeconfig.json":  `{"dataType": "Float8"}`,
		"ignition/types/Fans/Fan/nodeconfig.json":       `{"tagType": "UdtType", "typeId": "Motor"}`,
		"ignition/types/Bare/Only/nodeconfig.json":      `{"tagType": "AtomicTag"}`,
		"ignition/types/Motor/Bad.name/nodeconfig.json": `{"tagType": "AtomicTag"}`,
	})
	for _, path := range []string{"ignition", "ignition/types"} {
		r, err := Load(filepath.Join(dir, path), Options{})
		require.NoError(t, err)
		assert.Equal(t, []Type{{"default", "Bare", ""}, {"default", "Fans/Fan", "Motor"}, {"default", "Motor", ""}}, r.Types, path)
		assert.Len(t, r.Warnings, 1)
		assert.Empty(t, r.Tags)
	}
	// Its types serve instances from elsewhere.
	l, err := newLoader(Options{})
	require.NoError(t, err)
	require.NoError(t, l.folder(filepath.Join(dir, "ignition")))
	require.NoError(t, l.export("x.json", `{"name": "F", "tagType": "UdtInstance", "typeId": "Fans/Fan"}`))
	r, err := l.finish("x.json")
	require.NoError(t, err)
	assert.Equal(t, lines(
		`[default]F UdtInstance typeId="Fans/Fan" parameters={"no":1}`,
		`[default]F/Cfg Folder`,
		`[default]F/Cfg/Max AtomicTag dataType="Float8"`,
		`[default]F/Run AtomicTag dataType="Boolean"`,
	), strings.Split(listing(r), "!")[0])
}

func FuzzLoad(f *testing.F) {
	f.Add(`{"tags": [` + motor + `, {"name": "M7", "tagType": "UdtInstance", "typeId": "Motor", "parameters": {"no": {"bindType": "parameter", "binding": "{no}{plc+1}"}}}]}`)
	f.Add(`{"tagType": "Provider", "tags": [{"name": "_types_", "tagType": "Folder", "tags": [{"name": "A", "tagType": "UdtType", "typeId": "A", "tags": [{"name": "x", "tagType": "UdtInstance", "typeId": "A"}]}]}, {"name": "I", "tagType": "UdtInstance", "typeId": "A"}]}`)
	f.Add(`[{"name": "T", "tagType": "AtomicTag", "dataType": "DataSet", "value": "{\"columns\":[],\"rows\":[]}", "alarms": [{"name": "a", "setpointA": {"bindType": "UDTParameter", "value": "x"}}], "eventScripts": [{"eventid": "valueChanged", "script": "\t{x}"}]}]`)
	f.Add(`{"tagType": "Folder", "name": "", "tags": [{"usr": {"enabled": {"bindType": "parameter", "binding": "{((((1+"}}, "name": "a", "tagType": "AtomicTag"}]}`)
	f.Add("\ufeff{\"tagType\": \"\xff\"}")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := LoadText("x.json", text, Options{Limit: 500})
		if err != nil {
			return
		}
		m := tags.New(func() int64 { return 0 })
		refused := r.Configure(m)
		for _, w := range refused {
			t.Fatalf("the model refuses what was loaded: %s", w)
		}
		for _, e := range r.Tags {
			if g := m.Find(e.Path); g == nil {
				t.Fatalf("%s is lost", e.Path)
			}
		}
		m.Start()
	})
}

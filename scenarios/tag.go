package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

// Tags by path, with the property names of a tag export (TGF-13).

var tagEventParams = []string{"tag", "tagPath", "previousValue", "currentValue", "initialChange", "missedEvents"}

// tagEventUse says how an event script is called (section 4 of the behaviour
// reference).
func tagEventUse(event string) use {
	alarm := []string{"tag", "tagPath", "alarmName", "alarmEvent", "alarmPath", "missedEvents"}
	switch event {
	case "qualifiedValueChanged":
		return use{entry: event, params: append(slices.Clone(tagEventParams), "changed")}
	case "alarmActive", "alarmCleared":
		return use{entry: event, params: alarm}
	case "alarmAcked":
		return use{entry: event, params: append(alarm, "ackedBy")}
	}
	return use{entry: event, params: tagEventParams}
}

var tagEventDocs = map[string]string{
	"valueChanged":          "Script that runs when the value changes.",
	"qualityChanged":        "Script that runs when the quality changes.",
	"qualifiedValueChanged": "Script that runs when one of changeTypes changes; from version 8.3.3 on. It needs the long form {script, changeTypes}.",
	"alarmActive":           "Script that runs when an alarm of the tag becomes active.",
	"alarmCleared":          "Script that runs when an alarm of the tag clears.",
	"alarmAcked":            "Script that runs when an alarm of the tag is acknowledged.",
}

type property struct {
	name string
	doc  string
	typ  obj
	kind yaml.Kind // Map stands for anything, Null for what only the definition checks
}

func enumProperty(name, doc string, words ...string) property {
	return property{name, doc, enumType(words...), yaml.Null}
}

func dataTypes() []string {
	var names []string
	for n := range 64 {
		if t, ok := tags.DataTypeByNumber(n); ok {
			names = append(names, t.String())
		}
	}
	return names
}

var clampModes = []string{"No_Clamp", "Clamp_Low", "Clamp_High", "Clamp_Both"}

var tagProperties = []property{
	enumProperty("tagType", "Kind of node; AtomicTag by default.", "AtomicTag", "Folder", "UdtType", "UdtInstance"),
	enumProperty("valueSource", "Where values come from; memory by default. Steps write an opc tag as the server would.", "memory", "opc", "expr", "reference", "derived", "db"),
	enumProperty("dataType", "Data type; Int4 by default.", dataTypes()...),
	{"value", "Value at the start. A tag without one holds null.", obj{}, yaml.Map},
	{"defaultValue", "Value at the start, as 8.3 writes it; value wins.", obj{}, yaml.Map},
	{"enabled", "false: the tag is disabled.", boolType, yaml.Bool},
	{"readOnly", "true: scripts cannot write it.", boolType, yaml.Bool},
	{"documentation", "Documentation.", textType, yaml.Text},
	{"tooltip", "Tooltip.", textType, yaml.Text},
	{"tagGroup", "Tag group; Default by default.", textType, yaml.Text},
	{"opcServer", "OPC server of an opc tag.", textType, yaml.Text},
	{"opcItemPath", "Node id of an opc tag.", textType, yaml.Text},
	{"sourceTagPath", "Source of a reference or derived tag.", textType, yaml.Text},
	{"expression", "Expression of an expr tag.", textType, yaml.Text},
	{"deriveExpressionGetter", "Expression by which a derived tag reads its source.", textType, yaml.Text},
	{"deriveExpressionSetter", "Expression by which a derived tag writes its source.", textType, yaml.Text},
	{"query", "Query of a db tag.", textType, yaml.Text},
	{"queryType", "Kind of query of a db tag.", textType, yaml.Text},
	{"datasource", "Database connection of a db tag.", textType, yaml.Text},
	enumProperty("executionMode", "When an expr tag is evaluated.", "TagGroupRate", "FixedRate", "EventDriven"),
	{"executionRate", "Milliseconds between evaluations at a fixed rate.", intType(0, 1<<31-1), yaml.Int},
	{"historyEnabled", "Values go to history.", boolType, yaml.Bool},
	{"historyProvider", "History provider.", textType, yaml.Text},
	enumProperty("historicalDeadbandStyle", "Style of the history deadband.", "Auto", "Discrete", "Analog_Compressed"),
	{"historicalDeadband", "History deadband.", numberType, yaml.Float},
	enumProperty("historicalDeadbandMode", "Mode of the history deadband.", "Off", "Absolute", "Percent"),
	enumProperty("sampleMode", "When history is sampled.", "OnChange", "Periodic", "TagGroup"),
	{"historySampleRate", "Rate of periodic history.", numberType, yaml.Float},
	{"historySampleRateUnits", "Unit of historySampleRate.", textType, yaml.Text},
	{"historyMaxAge", "Longest time between history samples.", numberType, yaml.Float},
	{"historyMaxAgeUnits", "Unit of historyMaxAge.", textType, yaml.Text},
	{"historyTimeDeadband", "Shortest time between history samples.", numberType, yaml.Float},
	{"historyTimeDeadbandUnits", "Unit of historyTimeDeadband.", textType, yaml.Text},
	{"historyTagGroup", "Tag group of history.", textType, yaml.Text},
	{"engUnit", "Engineering unit.", textType, yaml.Text},
	{"engLow", "Lower engineering limit; 0 by default.", numberType, yaml.Float},
	{"engHigh", "Upper engineering limit; 100 by default.", numberType, yaml.Float},
	enumProperty("engLimitMode", "Engineering limits that are enforced.", clampModes...),
	enumProperty("clampMode", "Limits to which a scaled value is clamped.", clampModes...),
	{"scaleMode", "Scaling; Off by default.", textType, yaml.Text},
	{"rawLow", "Lower raw limit of scaling.", numberType, yaml.Float},
	{"rawHigh", "Upper raw limit of scaling.", numberType, yaml.Float},
	{"scaledLow", "Lower scaled limit.", numberType, yaml.Float},
	{"scaledHigh", "Upper scaled limit.", numberType, yaml.Float},
	{"deadband", "Value deadband; 0.0001 by default.", numberType, yaml.Float},
	enumProperty("deadbandMode", "How the deadband is meant; Absolute by default.", "Off", "Absolute", "Percent"),
	{"formatString", "Format of the value as text.", textType, yaml.Text},
	{"alarms", "Alarms.", obj{{"type", "array"}}, yaml.List},
	{"alarmEvalEnabled", "false: alarms are not evaluated.", boolType, yaml.Bool},
	{"readPermissions", "Security levels that may read.", obj{{"type", "object"}}, yaml.Null},
	{"writePermissions", "Security levels that may write.", obj{{"type", "object"}}, yaml.Null},
	enumProperty("valuePersistence", "What happens to the value over a restart.", "None", "Database", "Configuration"),
	{"typeId", "UDT of an instance, or parent of a UDT.", textType, yaml.Text},
	{"parameters", "UDT parameters.", obj{{"type", "object"}}, yaml.Null},
}

var (
	tagShape      shape[*Tag]
	tagEventShape shape[*TagEvent]
)

func init() {
	tagShape = shape[*Tag]{name: "tag", what: "a tag", doc: "A tag, by the property names of a tag export."}
	for _, id := range tags.EventIDs() {
		tagShape.fields = append(tagShape.fields, field[*Tag]{key: id, doc: tagEventDocs[id], typ: ref("tagEvent"),
			set: func(d *decoder, t *Tag, n *yaml.Node) { d.tagEvent(t, id, n) }})
	}
	for _, p := range tagProperties {
		tagShape.fields = append(tagShape.fields, field[*Tag]{key: p.name, doc: p.doc, typ: p.typ,
			set: func(d *decoder, t *Tag, n *yaml.Node) { d.property(t, &p, n) }})
	}
	tagShape.fields = append(tagShape.fields,
		field[*Tag]{key: "eventScripts", doc: "Event scripts as a tag export lists them: Python bodies without their def line.", typ: listOf(ref("eventScript")), set: decodeEventScripts},
		field[*Tag]{key: "custom", doc: "Custom properties of the tag.", typ: obj{{"type", "object"}}, set: func(d *decoder, t *Tag, n *yaml.Node) {
			d.entries(n, "custom properties", func(k, v *yaml.Node) {
				if _, known := tags.KnownProperty(k.Text); known || tagShape.find(k.Text) != nil {
					d.fail(k, fmt.Sprintf("the property %q under custom", k.Text), "it beside custom", "")
				}
				if err := t.Definition.Set(k.Text, d.value(v)); err != nil {
					d.fail(v, err.Error(), "a custom property", "")
				}
			})
		}})
	tagEventShape = shape[*TagEvent]{name: "tagEventFields", what: "an event script", doc: "An event script in its long form.", fields: []field[*TagEvent]{
		{key: "script", doc: "The script.", typ: ref("script"), need: true, set: func(d *decoder, t *TagEvent, n *yaml.Node) {
			t.Script = d.script(n, tagEventUse(t.Event))
		}},
		{key: "changeTypes", doc: "What triggers qualifiedValueChanged.", typ: listOf(enumType("VALUE", "QUALITY", "TIMESTAMP")), set: func(d *decoder, t *TagEvent, n *yaml.Node) {
			t.ChangeTypes = d.changeTypes(n)
		}},
		{key: "enabled", doc: "false: the script does not run.", typ: boolType, set: func(d *decoder, t *TagEvent, n *yaml.Node) { t.Disabled = !d.bool(n) }},
	}}
}

func (d *decoder) changeTypes(n *yaml.Node) tags.Aspects {
	var a tags.Aspects
	d.list(n, "VALUE, QUALITY and TIMESTAMP", func(_ int, item *yaml.Node) {
		one, _ := tags.AspectByName(d.enum(item, "VALUE", "QUALITY", "TIMESTAMP"))
		a |= one
	})
	return a
}

func decodeTags(d *decoder, t *document, n *yaml.Node) {
	p := t.plant
	seen := make(map[string]int, len(n.Keys))
	d.entries(n, "tags by full path", func(k, v *yaml.Node) {
		key := d.tagPath(k)
		if line, twice := seen[key]; twice {
			d.fail(k, fmt.Sprintf("the tag %q a second time", k.Text), "it once", fmt.Sprintf("the first is on line %d; paths that differ in case only are the same tag (PTH-5)", line))
		}
		seen[key], _ = d.f.Position(k.Start)
		at := p.findTag(key)
		tag := edit(t, ownTags, &p.Tags, at)
		if at < 0 {
			p.indexTag(key, len(p.Tags)-1)
		}
		tag.key = key
		d.tag(tag, k, v)
	})
}

// indexTag remembers where a tag is once there are so many that looking for it
// takes time.
func (p *Plant) indexTag(key string, at int) {
	if p.tagAt == nil && len(p.Tags) < 16 {
		return
	}
	// The index may be another plant's, so it is copied before it grows.
	if p.tagAt == nil || !p.ownIndex {
		index := make(map[string]int, 2*len(p.Tags))
		for i, t := range p.Tags {
			index[t.key] = i
		}
		p.tagAt, p.ownIndex = index, true
	}
	p.tagAt[key] = at
}

// tagPath checks the full path of a tag and returns its key.
func (d *decoder) tagPath(n *yaml.Node) string {
	key, p, problem := tagKey(n.Text)
	if problem == "" && (p.Property != "" || p.Element.Kind != tags.WholeValue) {
		problem = "it names a property or an element of the tag"
	}
	if problem != "" {
		hint := ""
		if !strings.HasPrefix(n.Text, "[") {
			hint = "write the provider: [default]" + n.Text
		} else if problem != "no full path" {
			hint = problem
		}
		d.fail(n, fmt.Sprintf("the path %q", n.Text), "the full path of a tag: [provider]folder/tag", hint)
	}
	for _, name := range strings.Split(p.Tag, "/") {
		if err := tags.CheckName(name); err != nil {
			d.fail(n, fmt.Sprintf("the path %q", n.Text), "the full path of a tag: [provider]folder/tag", err.Error())
		}
	}
	return key
}

// tag reads a tag's definition, over the one that it has already.
func (d *decoder) tag(t *Tag, k, v *yaml.Node) {
	t.Pos, t.Path = d.pos(k), k.Text
	if t.Definition == nil {
		t.Definition = tags.NewDefinition()
	} else {
		t.Definition = t.Definition.Clone()
		t.Events = slices.Clone(t.Events)
	}
	if !nothing(v) {
		tagShape.decode(d, t, v)
	}
	if v := t.Definition.StartValue(); !v.IsNull() && t.valueAt.File != nil && t.Definition.TagType() == tags.TypeAtomicTag {
		if _, err := t.Definition.DataType().Decode(v, nil); err != nil {
			hint := ""
			if text, ok := strings.CutPrefix(err.Error(), "dataset: "); ok {
				hint = text
			}
			panic(t.valueAt.Errorf("the start value "+match.Show(v), "one that a tag of type "+t.Definition.DataType().String()+" can hold", hint))
		}
	}
}

func (d *decoder) property(t *Tag, p *property, n *yaml.Node) {
	if n.Kind == yaml.Null { // means absent (TGF-14)
		d.must(t.Definition.Set(p.name, tags.Value{}))
		return
	}
	switch p.kind {
	case yaml.Bool:
		d.bool(n)
	case yaml.Text:
		d.text(n)
	case yaml.Int:
		d.int(n, 0, 1<<31-1)
	case yaml.Float:
		d.number(n)
	}
	v := d.value(n)
	if p.kind == yaml.Text {
		v = tags.Unicode(n.Text)
	}
	if p.name == "value" || p.name == "defaultValue" {
		t.valueAt = d.pos(n)
	}
	if p.name == "opcItemPath" {
		t.itemAt = d.pos(n)
	}
	if err := t.Definition.Set(p.name, v); err != nil {
		_, want, _ := strings.Cut(err.Error(), ", want ")
		want, hint, _ := strings.Cut(want, "; ")
		if p.name == "dataType" && hint == "" {
			want, hint = "a data type", "one of "+strings.Join(dataTypes(), ", ")
		}
		d.fail(n, match.Got(n)+" for "+p.name, want, hint)
	}
}

func (d *decoder) tagEvent(t *Tag, id string, n *yaml.Node) {
	e := t.event(id)
	e.Pos = d.pos(n)
	d.owner = t.Path + " " + id
	if n.Kind != yaml.Map || isScript(n) {
		e.Script = d.script(n, tagEventUse(id))
		return
	}
	s := tagEventShape
	if e.Script != nil { // laid over an event that has its script
		s.fields = slices.Clone(s.fields)
		s.fields[0].need = false
	}
	s.decode(d, e, n)
}

// event returns the event script of that id, which may be changed.
func (t *Tag) event(id string) *TagEvent {
	for i, e := range t.Events {
		if e.Event == id {
			c := *e
			t.Events[i] = &c
			return &c
		}
	}
	e := &TagEvent{Event: id}
	t.Events = append(t.Events, e)
	return e
}

var eventScriptShape = shape[*exportedScript]{name: "eventScript", what: "an event script", doc: "An event script as a tag export lists it.", fields: []field[*exportedScript]{
	{key: "eventid", doc: "The event.", typ: enumType(tags.EventIDs()...), need: true,
		set: func(d *decoder, t *exportedScript, n *yaml.Node) { t.id = d.enum(n, tags.EventIDs()...) }},
	{key: "script", doc: "The Python body, indented, without its def line.", typ: textType, need: true,
		set: func(d *decoder, t *exportedScript, n *yaml.Node) { t.script = n; d.text(n) }},
	{key: "enabled", doc: "false: the script does not run.", typ: boolType, set: func(d *decoder, t *exportedScript, n *yaml.Node) { t.disabled = !d.bool(n) }},
	{key: "changeTypes", doc: "What triggers qualifiedValueChanged.", typ: listOf(enumType("VALUE", "QUALITY", "TIMESTAMP")),
		set: func(d *decoder, t *exportedScript, n *yaml.Node) { t.types = d.changeTypes(n) }},
}}

type exportedScript struct {
	id       string
	script   *yaml.Node
	disabled bool
	types    tags.Aspects
}

func decodeEventScripts(d *decoder, t *Tag, n *yaml.Node) {
	d.list(n, "event scripts", func(_ int, item *yaml.Node) {
		var x exportedScript
		eventScriptShape.decode(d, &x, item)
		e := t.event(x.id)
		e.Pos, e.Disabled, e.ChangeTypes = d.pos(item), x.disabled, x.types
		e.Script = &Script{Pos: d.pos(x.script), Language: "python", Name: t.Path + " " + x.id, Text: x.script.Text}
		d.compile(x.script, e.Script, tagEventUse(x.id))
	})
}

package scenarios

// The JSON Schema of scenario files, printed from the same tables by which
// they are read. It is draft 2020-12 without formats or references to other
// files, so that every editor understands it.

import (
	"bytes"
	"encoding/json"
	"sort"

	"dryfire/scenarios/match"
)

// obj is a JSON object whose keys keep their order.
type obj []member

type member struct {
	key   string
	value any
}

// MarshalJSON prints the object in order.
func (o obj) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{m.key, m.value} {
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			if err := e.Encode(v); err != nil {
				return nil, err
			}
			b.Truncate(b.Len() - 1)
			if j == 0 {
				b.WriteByte(':')
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

var (
	textType   = obj{{"type", "string"}}
	boolType   = obj{{"type", "boolean"}}
	numberType = obj{{"type", "number"}}
)

func intType(from, to int) obj {
	return obj{{"type", "integer"}, {"minimum", from}, {"maximum", to}}
}

func enumType(words ...string) obj {
	list := make([]any, len(words))
	for i, w := range words {
		list[i] = w
	}
	return obj{{"enum", list}}
}

func listOf(item obj) obj { return obj{{"type", "array"}, {"items", item}} }

// mapOf is a map of any keys; nothing below the key is an empty map.
func mapOf(value obj) obj {
	return obj{{"type", []any{"object", "null"}}, {"additionalProperties", value}}
}

func ref(name string) obj { return obj{{"$ref", "#/$defs/" + name}} }

func anyOf(types ...obj) obj {
	list := make([]any, len(types))
	for i, t := range types {
		list[i] = t
	}
	return obj{{"anyOf", list}}
}

// orNothing allows a key with nothing below it.
func orNothing(t obj) obj { return anyOf(t, obj{{"type", "null"}}) }

// orMatcher allows a matcher in place of a value.
func orMatcher(t obj) obj { return anyOf(t, ref("matcher")) }

// schema returns the definition of the shape.
func (s *shape[T]) schema(in where) obj {
	var properties obj
	var required []any
	for _, f := range s.fields {
		if f.typ == nil || f.in != 0 && f.in&in == 0 {
			continue
		}
		properties = append(properties, member{f.key, append(obj{{"description", f.doc}}, f.typ...)})
		if f.need {
			required = append(required, f.key)
		}
	}
	o := obj{{"description", s.doc}, {"type", "object"}, {"properties", properties}}
	if required != nil {
		o = append(o, member{"required", required})
	}
	return append(o, member{"additionalProperties", false})
}

// Schema returns the JSON Schema of scenario files and plant files.
func Schema() []byte {
	var defs obj
	add := func(name string, o obj) { defs = append(defs, member{name, o}) }

	remote := documentShape.schema(inRemote)
	remote[0].value = "A gateway on the Gateway Network. The key is its system name."
	add("remote", remote)
	add("gateway", gatewayShape.schema(inScenario))
	add("options", optionsShape.schema(inScenario))
	add("project", projectShape.schema(inScenario))
	add("messages", messagesShape.schema(inScenario))
	for _, kind := range []string{"gateway", "client", "session"} {
		fields := handlerShapes[kind].schema(inScenario)
		// Laid over a plant, the script may be the one that is there.
		add(kind+"HandlerFields", without(fields, "required"))
		add(kind+"Handler", anyOf(ref("script"), ref(kind+"HandlerFields")))
	}
	add("script", anyOf(
		obj{{"description", "Path of a script, relative to this file."}, {"type", "string"}, {"pattern", `\.(py|js)$`}},
		inlineScript("python", "Ignition's Python 2.7, with or without the def line."),
		inlineScript("javascript", "JavaScript with the function that Ignition's editor would show.")))
	add("stub", stubSchema())
	add("answer", answerShape.schema(inScenario))
	add("tag", tagShape.schema(inScenario))
	add("tagEvent", anyOf(ref("script"), ref("tagEventFields")))
	add("tagEventFields", without(tagEventShape.schema(inScenario), "required"))
	add("eventScript", eventScriptShape.schema(inScenario))
	for _, kind := range endpointKinds {
		add(kind, endpointShapes[kind].schema(inScenario))
	}
	add("opcua", opcuaShape.schema(inScenario))
	add("opcuaServer", opcuaServerShape.schema(inScenario))
	add("opcuaDevice", opcuaDeviceShape.schema(inScenario))
	add("opcuaGroup", opcuaGroupShape.schema(inScenario))
	add("opcuaTimeouts", opcuaTimeoutsShape.schema(inScenario))
	add("onStart", onStartShape.schema(inScenario))
	add("step", stepSchema())
	add("write", obj{{"description", "A value, or {value, quality, timestamp}."}})
	add("quality", obj{{"description", "Name of a quality, such as Good, Bad_NotFound or Uncertain."}, {"type", "string"},
		{"pattern", `^(Good|Uncertain|Bad|Error)(_[A-Za-z]+)?(\(".*"\))?$`}})
	add("drive", driveShape.schema(inScenario))
	signal := obj{{"type", "object"}, {"minProperties", 1}, {"maxProperties", 1}}
	var signals obj
	for _, name := range signalNames {
		if s := signalShapes[name]; s != nil {
			t := s.schema(inScenario)
			if name == "csv" {
				t = anyOf(textType, t)
			}
			signals = append(signals, member{name, t})
			continue
		}
		signals = append(signals, member{name, textType})
	}
	add("signal", append(signal, member{"properties", signals}, member{"additionalProperties", false}))
	add("run", runShape.schema(inScenario))
	add("open", anyOf(obj{{"type", "string"}, {"pattern", "^(session|client|designer|link) ."}},
		obj{{"type", "object"}, {"minProperties", 1}, {"maxProperties", 1}, {"patternProperties", obj{
			{"^session .", orNothing(ref("session"))}, {"^client .", orNothing(ref("client"))}, {"^designer .", orNothing(ref("designer"))},
		}}, {"additionalProperties", false}}))
	add("expect", expectShape.schema(inScenario))
	for _, s := range []*shape[*entryFields]{firedShape, notDeliveredShape, eventsShape, logsShape, errorsShape, sentShape, callsShape, receiptShape, writesShape, errorShape} {
		add(s.name, append(s.schema(inScenario), member{"minProperties", 1}))
	}
	add("duration", anyOf(obj{{"type", "string"}, {"pattern", `^([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))*$|^0$`}}, obj{{"const", 0}}))
	add("expected", expectedSchema())
	add("matcher", matcherSchema())

	doc := documentShape.schema(inScenario)
	root := append(obj{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "dryfire scenario"},
	}, doc...)
	root = append(root,
		member{"if", obj{{"required", []any{"steps"}}}},
		member{"then", obj{{"required", []any{"scenario"}}}},
		member{"$defs", defs})
	var b bytes.Buffer
	raw, err := json.Marshal(root)
	if err == nil {
		err = json.Indent(&b, raw, "", "  ")
	}
	if err != nil {
		panic(err) // the tables hold nothing that JSON can't
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func without(o obj, key string) obj {
	var out obj
	for _, m := range o {
		if m.key != key {
			out = append(out, m)
		}
	}
	return out
}

func inlineScript(language, doc string) obj {
	return obj{{"type", "object"}, {"properties", obj{{language, obj{{"description", doc}, {"type", "string"}}}}},
		{"required", []any{language}}, {"additionalProperties", false}}
}

// stepSchema demands exactly one action.
func stepSchema() obj {
	o := stepShape.schema(inScenario)
	var one []any
	for _, a := range actions {
		one = append(one, obj{{"required", []any{a}}})
	}
	return append(o, member{"oneOf", one})
}

// expectedSchema is a value with matchers anywhere inside.
func expectedSchema() obj {
	return obj{{"description", "A value, or a matcher such as {$regex: \"^a\"}, or both nested in one another."}, {"anyOf", []any{
		obj{{"type", []any{"null", "boolean", "number", "string"}}},
		obj{{"type", "array"}, {"items", ref("expected")}},
		ref("matcher"),
		// A map with a single key that starts with $ is a matcher.
		obj{{"type", "object"}, {"not", obj{{"maxProperties", 1}, {"minProperties", 1}, {"patternProperties", obj{{`^[^$]|^$`, false}}}}},
			{"additionalProperties", ref("expected")}},
	}}}
}

var matcherDocs = map[string]member{
	"any":      {"Anything, null too.", obj{{"const", true}}},
	"type":     {"The type: int, float, bool, string, null, list, map, date or dataset.", obj{{"enum", typeNames()}}},
	"regex":    {"Text that this regular expression (RE2) matches somewhere.", textType},
	"approx":   {"A number near another.", obj{{"type", "object"}, {"properties", obj{{"value", numberType}, {"within", obj{{"type", "number"}, {"minimum", 0}}}}}, {"required", []any{"value", "within"}}, {"additionalProperties", false}}},
	"contains": {"A map, partially and nested; a list, by membership; text, in part.", ref("expected")},
	"absent":   {"The key is not there. Only as the value of a map's key.", obj{{"const", true}}},
	"oneOf":    {"One of several.", obj{{"type", "array"}, {"items", ref("expected")}, {"minItems", 1}}},
	"length":   {"Number of items, entries or characters.", intType(0, 1<<31-1)},
	"not":      {"Anything else.", ref("expected")},
	"eq":       {"This value as a whole, matchers in it taken literally.", obj{}},
}

func typeNames() []any {
	var names []any
	for _, t := range match.Types {
		names = append(names, t)
		if t == "null" {
			names = append(names, nil) // unquoted, null is null
		}
	}
	return names
}

func matcherSchema() obj {
	var properties obj
	for _, name := range match.Matchers {
		m := matcherDocs[name]
		properties = append(properties, member{"$" + name, append(obj{{"description", m.key}}, m.value.(obj)...)})
	}
	return obj{{"type", "object"}, {"minProperties", 1}, {"maxProperties", 1}, {"properties", properties}, {"additionalProperties", false}}
}

// Keys returns the keys that may stand at the top of a scenario file, sorted.
func Keys() []string {
	keys := documentShape.keys(inScenario)
	sort.Strings(keys)
	return keys
}

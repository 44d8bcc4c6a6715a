package python

// Java's own numbers and collections are data like Python's: a function of the
// host that wants a list takes an ArrayList, a payload may hold a HashMap.

import (
	"math/big"
	"strings"

	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

// fromJava copies a Java object into data; ok is false for one that is no data.
func (s *state) fromJava(v object.Value, depth int) (out tags.Value, ok bool) {
	if _, isJava := v.Object().(*java.Object); !isJava {
		return tags.Value{}, false
	}
	t := s.rt.t
	pkg, name := v.Type().Module, v.Type().Name
	switch {
	case pkg == "java.lang":
		switch name {
		case "Integer", "Short", "Byte":
			return tags.Int(t.Method0(v, "intValue").Int64()), true
		case "Long":
			return tags.Long(t.Method0(v, "longValue").Int64()), true
		case "Double", "Float":
			return tags.Float(t.Method0(v, "doubleValue").Float64()), true
		case "Boolean":
			return tags.Bool(t.Truth(t.Method0(v, "booleanValue"))), true
		case "String", "Character":
			return tags.Unicode(t.UnicodeText(v)), true
		}
	case pkg == "java.math" && name == "BigDecimal":
		return tags.Float(t.Method0(v, "doubleValue").Float64()), true
	case pkg == "java.math" && name == "BigInteger":
		if n, ok := new(big.Int).SetString(t.Str(v), 10); ok {
			return tags.BigInt(n), true
		}
	case pkg == "java.util" && strings.HasSuffix(name, "Calendar"):
		return tags.Date(t.Method0(v, "getTimeInMillis").Int64()), true
	case strings.HasPrefix(pkg, "java.util"):
		if _, isMap := t.LookupAttr(v, "entrySet"); isMap {
			keys := t.Items(t.Method0(v, "keySet"))
			t.Alloc(2 * valueSize * (len(keys) + 1))
			m := tags.NewMap(len(keys))
			for _, k := range keys {
				m.Set(s.to(k, depth+1), s.to(t.Method1(v, "get", k), depth+1))
			}
			return tags.FromMap(m), true
		}
		if _, isCollection := t.LookupAttr(v, "containsAll"); isCollection {
			form := tags.FormList
			if strings.HasSuffix(name, "Set") {
				form = tags.FormSet
			}
			return s.list(t.Items(v), form, depth), true
		}
	}
	return tags.Value{}, false
}

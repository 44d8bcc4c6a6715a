package match

import (
	"bytes"
	"math"
	"strconv"

	"dryfire/tags"
)

// AppendJSON appends the pattern as JSON: plain data as data, matchers as they
// are written, such as {"$regex":"^a"}.
func (p *Pattern) AppendJSON(b []byte) []byte {
	one := func(name string, arg []byte) []byte {
		b = append(append(b, `{"$`...), name...)
		return append(append(append(b, `":`...), arg...), '}')
	}
	switch p.op {
	case opValue:
		return tags.AppendJSON(b, p.val)
	case opEq:
		v := tags.AppendJSON(nil, p.val)
		if bytes.HasPrefix(v, []byte(`{"$eq":`)) { // data that looks like a matcher is written so anyway
			return append(b, v...)
		}
		return one("eq", v)
	case opMap:
		b = append(b, '{')
		for i, k := range p.keys {
			if i > 0 {
				b = append(b, ',')
			}
			b = p.subs[i].AppendJSON(append(tags.AppendJSONString(b, k), ':'))
		}
		return append(b, '}')
	case opList, opSubset:
		return appendList(b, p.subs)
	case opAny:
		return one("any", []byte("true"))
	case opAbsent:
		return one("absent", []byte("true"))
	case opType:
		return one("type", tags.AppendJSONString(nil, p.text))
	case opRegex:
		return one("regex", tags.AppendJSONString(nil, p.text))
	case opApprox:
		return one("approx", append(appendNumber(append(appendNumber([]byte(`{"value":`), p.num), `,"within":`...), p.spread), '}'))
	case opContains:
		return one("contains", p.subs[0].AppendJSON(nil))
	case opNot:
		return one("not", p.subs[0].AppendJSON(nil))
	case opOneOf:
		return one("oneOf", appendList(nil, p.subs))
	case opLength:
		return one("length", strconv.AppendInt(nil, int64(p.length), 10))
	case opFold:
		return tags.AppendJSONString(b, p.text)
	}
	return p.subs[0].AppendJSON(b) // what applies to a part of a value is written as that part
}

func appendList(b []byte, list []*Pattern) []byte {
	b = append(b, '[')
	for i, p := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = p.AppendJSON(b)
	}
	return append(b, ']')
}

// appendNumber writes what has no place among JSON's numbers as null.
func appendNumber(b []byte, f float64) []byte {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

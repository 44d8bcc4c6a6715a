package tags

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestAppendJSON(t *testing.T) {
	m := NewMap(2)
	m.SetText("b", Int(1))
	m.Set(Int(2), Value{})
	dollar := NewMap(1)
	dollar.SetText("$any", Bool(true))
	for _, c := range []struct {
		v    Value
		want string
	}{
		{Value{}, `null`}, {Bool(false), `false`}, {Int(5), `5`}, {Long(5), `5`}, {BigInt(huge), `1180591620717411303424`},
		{Float(5), `5.0`}, {Float(1.5), `1.5`}, {Float(1e21), `1e+21`}, {Float(1e-7), `1e-07`}, {Float(1e20), `100000000000000000000.0`},
		{Float(math.Copysign(0, -1)), `-0.0`}, {Float4Of(3.3), `3.3`},
		{Float(math.NaN()), `{"$float":"NaN"}`}, {Float(math.Inf(1)), `{"$float":"Infinity"}`}, {Float(math.Inf(-1)), `{"$float":"-Infinity"}`},
		{Str("a\"\\\n\t\r\x01<&>é\u2028"), "\"a\\\"\\\\\\n\\t\\r\\u0001<&>é\u2028\""}, {Unicode("x\xffy"), "\"x\ufffdy\""},
		{Date(1782995916007), `{"$date":"2026-07-02T12:38:36.007Z"}`},
		{ListOf(Int(1), ListOf()), `[1,[]]`}, {FromList(&List{Form: FormTuple, Items: []Value{Int(1)}}), `[1]`},
		{FromMap(m), `{"b":1,"2":null}`}, {FromMap(dollar), `{"$eq":{"$any":true}}`}, {FromMap(NewMap(0)), `{}`},
		{FromDataset(&Dataset{[]Column{{"a", "java.lang.Integer"}}, [][]Value{{Int(1)}, {Value{}}}}),
			`{"$dataset":{"columns":[{"name":"a","type":"java.lang.Integer"}],"rows":[[1],[null]]}}`},
		{FromDocument(&Document{FromMap(m)}), `{"b":1,"2":null}`},
		{FromQuality(QualityOf(BadNotFound).WithDiagnostic("x")), `{"$quality":"Bad_NotFound(\"x\")"}`},
		{FromQualified(&QualifiedValue{Int(1), QualityOf(Good), 0}), `{"value":1,"quality":"Good","timestamp":"1970-01-01T00:00:00.000Z"}`},
		{FromObject(thing{}), `{"$object":"function"}`},
	} {
		got := string(AppendJSON(nil, c.v))
		assert.Equal(t, c.want, got)
		assert.True(t, json.Valid([]byte(got)), got)
	}
	own := &List{}
	own.Items = []Value{FromList(own)}
	assert.True(t, json.Valid(AppendJSON(nil, FromList(own))))
}

func TestParseJSON(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"b": 1, "a": [true, false, null, "x"], "b": 2}`, `{"b":2,"a":[true,false,null,"x"]}`},
		{` [1, -2, 3000000000, 1.0, 1e3, 123456789012345678901234567890] `, `[1,-2,3000000000,1.0,1000.0,123456789012345678901234567890]`},
		{`"a\u003d\u0027\ud83d\ude00\/\b\f\n\r\t\\\""`, `"a='😀/\u0008\u000c\n\r\t\\\""`},
		{`"\ud83d x \ude00"`, "\"\ufffd x \ufffd\""},
		{"\"a\xffb\"", "\"a\ufffdb\""},
		{`{}`, `{}`}, {`[]`, `[]`}, {`-0`, `0`}, {`-0.0`, `-0.0`},
	} {
		v, err := ParseJSON(c.text)
		if assert.NoError(t, err, c.text) {
			assert.Equal(t, c.want, string(AppendJSON(nil, v)), c.text)
		}
	}
	v, err := ParseJSON(`[5, 5000000000, 5.0, 99999999999999999999]`)
	require.NoError(t, err)
	for i, k := range []Kind{KindInt, KindLong, KindFloat, KindBigInt} {
		assert.Equal(t, k, v.List().Items[i].Kind())
	}
	for _, c := range []struct{ text, want string }{
		{"", "1:1: got the end of the text, want a value"},
		{"{\n  \"a\": 1,\n}", `3:1: got '}', want a key in double quotes`},
		{`{"a" 1}`, `1:6: got '1' behind a key, want a colon`},
		{`{"a": 1 "b"}`, `1:9: got '"' in an object, want a comma or }`},
		{`[1 2]`, `1:4: got '2' in an array, want a comma or ]`},
		{`[1,]`, `1:4: got ']', want a value`},
		{`nul`, `1:1: got 'n', want a value`},
		{`01`, `1:1: a number starts with a superfluous 0`},
		{`1.`, `1:3: got the end of the text in a number, want a digit`},
		{`-x`, `1:2: got 'x' in a number, want a digit`},
		{`1e999`, `1:1: number 1e999 is too large`},
		{`"abc`, `1:5: a string is not closed`},
		{"\"ab\nc\"", `1:4: a string is not closed on its line`},
		{`"\x"`, `1:3: got escape \x, want one of \" \\ \/ \b \f \n \r \t \u`},
		{`"\u12g4"`, `1:3: got a \u without four hexadecimal digits`},
		{`1 2`, `1:3: got '2' behind the value, want the end of the text`},
		{strings.Repeat("[", 2000), `1:1001: the text is nested deeper than 1000 levels`},
	} {
		_, err := ParseJSON(c.text)
		assert.EqualError(t, err, c.want)
		var located *JSONError
		assert.True(t, errors.As(err, &located))
	}
}

func TestLocateJSON(t *testing.T) {
	j, err := LocateJSON("{\n\"a\": [\n {\"b\": 1}\n]}")
	require.NoError(t, err)
	a, _ := j.Root.Map().Get("a")
	assert.Equal(t, 1, j.Line(j.Root))
	assert.Equal(t, 2, j.Line(a))
	assert.Equal(t, 3, j.Line(a.List().Items[0]))
	assert.Equal(t, 0, j.Line(Int(1)))
	assert.Equal(t, 0, j.Line(Value{}))
}

// What JSON can hold comes back as it was.
func TestJSONRoundTrip(t *testing.T) {
	var tree func(depth int) *rapid.Generator[Value]
	tree = func(depth int) *rapid.Generator[Value] {
		plain := []*rapid.Generator[Value]{
			rapid.Just(Value{}), rapid.Map(rapid.Bool(), Bool), rapid.Map(rapid.Int64(), Int), rapid.Map(rapid.Float64(), Float), rapid.Map(rapid.String(), Unicode),
			rapid.Map(rapid.Int64(), func(i int64) Value { return BigInt(new(big.Int).Mul(big.NewInt(i), huge)) }),
		}
		if depth > 0 {
			inner := tree(depth - 1)
			plain = append(plain,
				rapid.Map(rapid.SliceOfN(inner, 0, 5), func(items []Value) Value { return ListOf(items...) }),
				rapid.Custom(func(t *rapid.T) Value {
					m := NewMap(0)
					for range rapid.IntRange(0, 12).Draw(t, "n") {
						m.SetText(rapid.StringN(0, 4, -1).Draw(t, "key"), inner.Draw(t, "value"))
					}
					if k, _ := Value.Map(FromMap(m)).first(); strings.HasPrefix(k, "$") {
						return Value{}
					}
					return FromMap(m)
				}))
		}
		return rapid.OneOf(plain...)
	}
	rapid.Check(t, func(t *rapid.T) {
		v := tree(3).Draw(t, "value")
		text := AppendJSON(nil, v)
		back, err := ParseJSON(string(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if again := AppendJSON(nil, back); string(again) != string(text) || !back.Equal(v) {
			t.Fatalf("%s came back as %s", text, again)
		}
	})
}

// first is the first key of a map, for the test above.
func (m *Map) first() (string, bool) {
	if m.Len() == 0 {
		return "", false
	}
	k, _ := m.At(0)
	return k.Text(), true
}

func TestAppendJSONIsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyValue(3).Draw(t, "value")
		if text := AppendJSON(nil, v); !json.Valid(text) {
			t.Fatalf("%s", text)
		}
	})
}

func TestFromGo(t *testing.T) {
	when := time.Date(2026, 7, 2, 12, 38, 36, 0, time.UTC)
	for _, c := range []struct {
		x    any
		want Value
	}{
		{nil, Value{}}, {true, Bool(true)}, {5, Int(5)}, {int64(1) << 40, Long(1 << 40)}, {uint64(7), Int(7)}, {uint64(math.MaxUint64), BigInt(new(big.Int).SetUint64(math.MaxUint64))},
		{int8(-1), Int(-1)}, {uint32(math.MaxUint32), Long(math.MaxUint32)}, {1.5, Float(1.5)}, {float32(0.5), Float(0.5)}, {"x", Unicode("x")}, {when, Date(1782995916000)},
		{[]any{1, "a"}, ListOf(Int(1), Unicode("a"))}, {Str("as it is"), Str("as it is")}, {huge, BigInt(huge)},
	} {
		got, err := FromGo(c.x)
		require.NoError(t, err)
		assert.Equal(t, c.want.Kind(), got.Kind(), "%T", c.x)
		assert.True(t, got.Equal(c.want), "%T: %s", c.x, got)
	}
	for _, c := range []struct {
		x    any
		want string
	}{
		{Pairs{{"b", 1}, {"a", Pairs{{2, nil}}}}, `{"b":1,"a":{"2":null}}`},
		{map[string]any{"b": 1, "a": []any{2}}, `{"a":[2],"b":1}`},
	} {
		got, err := FromGo(c.x)
		require.NoError(t, err)
		assert.Equal(t, c.want, string(AppendJSON(nil, got)))
	}
	_, err := FromGo([]any{struct{}{}})
	assert.EqualError(t, err, "got a struct {}, want null, a boolean, a number, text, a date, a list or a map")
	deep := []any{}
	deep = append(deep, nil)
	deep[0] = deep
	_, err = FromGo(deep)
	assert.EqualError(t, err, "data is nested deeper than 200 levels")
}

func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e3,"\u00e4\ud83d\ude00",null,true]}`, `[`, `{"a":}`, `"\ud800"`, `-0`, `1e400`, `"` + "\xff" + `"`, `[[[[]]]]`, `{"a":1,"a":2}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := ParseJSON(s)
		if err != nil {
			return
		}
		text := AppendJSON(nil, v)
		if !json.Valid(text) {
			t.Fatalf("%q became %s", s, text)
		}
		if _, err := LocateJSON(s); err != nil {
			t.Fatal(err)
		}
		if d, err := datasetOf(v, nil); err == nil && d == nil {
			t.Fatal("no dataset and no error")
		}
	})
}

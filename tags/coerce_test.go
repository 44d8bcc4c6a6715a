package tags

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// thing is what a script host might hand over.
type thing struct{}

func (thing) TypeName() string { return "function" }

var huge = new(big.Int).Lsh(big.NewInt(1), 70)

func TestCoerce(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	arr := func(items ...Value) Value { return FromList(&List{Form: FormArray, Items: items}) }
	doc := func(v Value) Value { return FromDocument(&Document{Root: v}) }
	object := NewMap(1)
	object.SetText("k", Int(1))
	table := FromDataset(&Dataset{Columns: []Column{{"a", "java.lang.Integer"}}})
	for _, c := range []struct {
		t    DataType
		v    Value
		want Value
	}{
		// DEC-34: null is accepted by all.
		{Int4, Value{}, Value{}}, {Float8, Value{}, Value{}}, {Boolean, Value{}, Value{}}, {String, Value{}, Value{}},
		{DateTime, Value{}, Value{}}, {DataSet, Value{}, Value{}}, {DocumentType, Value{}, Value{}}, {Int4Array, Value{}, Value{}},
		// TYP-2: all integers are signed.
		{Int1, Int(-128), Int(-128)}, {Int1, Int(127), Int(127)}, {Int2, Int(-32768), Int(-32768)},
		{Int4, Long(5), Int(5)}, {Int8, Int(5), Long(5)}, {Int8, Long(math.MinInt64), Long(math.MinInt64)},
		// DEC-32: round half up, as Java's Math.round.
		{Int4, Float(33.5), Int(34)}, {Int4, Float(33.49), Int(33)}, {Int4, Float(-2.5), Int(-2)}, {Int4, Float(-2.51), Int(-3)},
		{Int4, Float(0.49999999999999994), Int(0)}, {Int1, Float(127.4), Int(127)}, {Int8, Float(1e15), Long(1e15)},
		// WRT-3, DEC-33: text is parsed, then rounded.
		{Int4, Unicode("33.9"), Int(34)}, {Int4, Str(" 7 "), Int(7)}, {Int4, Unicode("-1e3"), Int(-1000)}, {Int8, Unicode("9007199254740993"), Long(9007199254740993)},
		{Int4, Bool(true), Int(1)}, {Float8, Bool(false), Float(0)},
		{Int8, Date(1751459916000), Long(1751459916000)},
		{Float8, Int(3), Float(3)}, {Float8, Unicode("2.5"), Float(2.5)}, {Float8, Float(math.NaN()), Float(math.NaN())},
		{Float8, Unicode("NaN"), Float(math.NaN())}, {Float8, Unicode("-Infinity"), Float(math.Inf(-1))}, {Float8, BigInt(huge), Float(math.Pow(2, 70))},
		{Float4, Float(3.3), Float4Of(3.3)}, {Float4, Int(16777217), Float(16777216)}, {Float4, Float(math.Inf(1)), Float(math.Inf(1))}, {Float4, Float(1e-60), Float(0)},
		{Boolean, Int(0), Bool(false)}, {Boolean, Int(-3), Bool(true)}, {Boolean, Float(0.1), Bool(true)}, {Boolean, Float(math.NaN()), Bool(true)},
		{Boolean, Unicode("TRUE"), Bool(true)}, {Boolean, Str("false"), Bool(false)}, {Boolean, Unicode("1"), Bool(true)}, {Boolean, Unicode("0"), Bool(false)},
		{String, Bool(true), Unicode("true")}, {String, Float(1), Unicode("1.0")}, {String, Float(1e10), Unicode("1.0E10")}, {String, Int(5), Unicode("5")},
		{String, Long(5), Unicode("5")}, {String, Float4Of(3.3), Unicode("3.3")}, {String, Date(0), Unicode("Thu Jan 01 01:00:00 CET 1970")},
		{String, ListOf(Int(1), Unicode("a")), Unicode("[1, a]")}, {Text, Int(1), Unicode("1")}, {String, FromQuality(QualityOf(BadStale)), Unicode("Bad_Stale")},
		// WRT-6, DEC-34.
		{DateTime, Date(5), Date(5)}, {DateTime, Int(0), Date(0)}, {DateTime, Long(1751459916000), Date(1751459916000)}, {DateTime, Float(1.5), Date(2)},
		{DateTime, Unicode("1970-01-01 01:00:00"), Date(0)},
		{DataSet, table, table},
		// WRT-5.
		{DocumentType, FromMap(object), doc(FromMap(object))}, {DocumentType, Unicode(`{"k": 1}`), doc(FromMap(object))}, {DocumentType, Str("[1, 2]"), doc(ListOf(Int(1), Int(2)))},
		{DocumentType, doc(Int(1)), doc(Int(1))},
		// DEC-34: arrays element by element.
		{Int4Array, ListOf(Float(1.5), Unicode("3"), Value{}), arr(Int(2), Int(3), Value{})},
		{Int4Array, FromList(&List{Form: FormTuple, Items: []Value{Int(1)}}), arr(Int(1))},
		{StringArray, ListOf(Int(1), Bool(false)), arr(Unicode("1"), Unicode("false"))},
		{BooleanArray, ListOf(Int(1)), arr(Bool(true))}, {ByteArray, ListOf(Int(-1)), arr(Int(-1))}, {DateTimeArray, ListOf(Int(7)), arr(Date(7))},
		{Float8Array, ListOf(FromQualified(&QualifiedValue{Value: Int(2)})), arr(Float(2))}, // WRT-7
	} {
		got, q := c.t.Coerce(c.v, berlin)
		assert.Equal(t, "Good", q.String(), "%s from %s %s", c.t, c.v.Kind(), c.v)
		assert.Equal(t, c.want.Kind(), got.Kind(), "%s from %s %s", c.t, c.v.Kind(), c.v)
		assert.True(t, got.Equal(c.want), "%s from %s %s: got %s, want %s", c.t, c.v.Kind(), c.v, got, c.want)
	}
}

func TestCoerceErrors(t *testing.T) {
	nested := ListOf(ListOf(Int(1)))
	for _, c := range []struct {
		t    DataType
		v    Value
		want string
	}{
		// WRT-2, DEC-32.
		{Int1, Int(144), "Value 144 can not be coerced to byte due to overflow"},
		{Int2, Int(40000), "Value 40000 can not be coerced to short due to overflow"},
		{Int4, Long(3000000000), "Value 3000000000 can not be coerced to int due to overflow"},
		{Int8, BigInt(huge), "Value 1180591620717411303424 can not be coerced to long due to overflow"},
		{Int8, Float(1e19), "Value 1.0E19 can not be coerced to long due to overflow"},
		{Int8, Float(9223372036854775807), "Value 9.223372036854776E18 can not be coerced to long due to overflow"},
		{Int1, Float(127.5), "Value 127.5 can not be coerced to byte due to overflow"},
		{Int4, Float(math.NaN()), "Value NaN can not be coerced to int due to overflow"},
		{Int4, Float(math.Inf(1)), "Value Infinity can not be coerced to int due to overflow"},
		{Int1, Unicode("300"), "Value 300 can not be coerced to byte due to overflow"},
		{Int4, Unicode("1e30"), "Value 1e30 can not be coerced to int due to overflow"},
		{Float4, Float(1e39), "Value 1.0E39 can not be coerced to float due to overflow"},
		{Int4, Date(1751459916000), "Value 1751459916000 can not be coerced to int due to overflow"},
		// DEC-33.
		{Int4, Unicode(""), "Value '' can not be coerced to int"},
		{Int4, Unicode("abc"), "Value 'abc' can not be coerced to int"},
		{Int4, Unicode("0x10"), "Value '0x10' can not be coerced to int"},
		{Int4, Unicode("1_000"), "Value '1_000' can not be coerced to int"},
		{Int4, Unicode("true"), "Value 'true' can not be coerced to int"},
		{Float8, Unicode("1,5"), "Value '1,5' can not be coerced to double"},
		{Float8, Unicode("inf"), "Value 'inf' can not be coerced to double"},
		{Boolean, Unicode("yes"), "Value 'yes' can not be coerced to boolean"},
		{Boolean, Date(1), "Value Thu Jan 01 00:00:00 UTC 1970 can not be coerced to boolean"},
		{DateTime, Unicode("yesterday"), "Value 'yesterday' can not be coerced to Date"},
		{DateTime, Bool(true), "Value true can not be coerced to Date"},
		{Int4, ListOf(Int(1)), "Value of type list can not be coerced to int"},
		{String, FromObject(thing{}), "Value of type object can not be coerced to String"},
		// WRT-4.
		{DataSet, ListOf(), "class org.python.core.PyList: Invalid DataType for Dataset."},
		{DataSet, Unicode(`{"columns":[],"rows":[]}`), `Value '{"columns":[],"rows":[]}' can not be coerced to Dataset`},
		{DocumentType, Unicode("{"), "Value '{' can not be coerced to Document"},
		{DocumentType, Unicode("5"), "Value '5' can not be coerced to Document"},
		{DocumentType, ListOf(FromObject(thing{})), "Value of type list can not be coerced to Document"},
		// WRT-7: a doubly nested list.
		{Int4Array, nested, "Value of type list can not be coerced to int"},
		{Int4Array, Int(1), "Value 1 can not be coerced to int[]"},
		{Int1Array, ListOf(Int(1), Int(200)), "Value 200 can not be coerced to byte due to overflow"},
	} {
		got, q := c.t.Coerce(c.v, nil)
		assert.Equal(t, ErrorTypeConversion, q.Code, "%s from %s", c.t, c.v)
		assert.Equal(t, c.want, q.Diagnostic(), "%s from %s", c.t, c.v)
		assert.True(t, got.IsNull())
	}
}

func TestDataTypes(t *testing.T) { // TYP-1
	numbers := map[string]int{"Int1": 0, "Int2": 1, "Int4": 2, "Int8": 3, "Float4": 4, "Float8": 5, "Boolean": 6, "String": 7, "DateTime": 8,
		"DataSet": 9, "Text": 10, "Int4Array": 11, "Int8Array": 12, "Float8Array": 13, "BooleanArray": 14, "StringArray": 15, "DateTimeArray": 16,
		"Int1Array": 17, "Int2Array": 18, "Float4Array": 19, "ByteArray": 20, "Document": 29}
	assert.Len(t, DataTypes(), len(numbers))
	for _, dt := range DataTypes() {
		assert.Equal(t, numbers[dt.String()], dt.Number(), dt)
		byName, ok := DataTypeByName(dt.String())
		assert.True(t, ok)
		assert.Equal(t, dt, byName)
		byNumber, ok := DataTypeByNumber(dt.Number())
		assert.True(t, ok)
		assert.Equal(t, dt, byNumber)
		assert.Equal(t, dt.IsArray(), dt.Elem() != NoType)
	}
	_, ok := DataTypeByName("Dataset") // TYP-3
	assert.False(t, ok)
	_, ok = DataTypeByNumber(21)
	assert.False(t, ok)
}

var anyType = rapid.SampledFrom(DataTypes())

// anyValue draws values of every kind, nested up to a depth.
func anyValue(depth int) *rapid.Generator[Value] {
	plain := []*rapid.Generator[Value]{
		rapid.Just(Value{}),
		rapid.Map(rapid.Bool(), Bool),
		rapid.Map(rapid.Int64(), Int),
		rapid.Map(rapid.Int64(), Long),
		rapid.Map(rapid.Float64(), Float),
		rapid.Map(rapid.Float32(), Float4Of),
		rapid.Map(rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 0.5, 2.5, -0.5}), Float),
		rapid.Map(rapid.String(), Str),
		rapid.Map(rapid.SampledFrom([]string{"", "1", "33.9", "true", "FALSE", "2025-01-07 06:30:00", "[1]", `{"a":{"b":[1]}}`, "1e400"}), Unicode),
		rapid.Map(rapid.Int64Range(-62135596800000, 253402300799999), Date),
		rapid.Map(rapid.Int64(), func(i int64) Value { return BigInt(new(big.Int).Mul(big.NewInt(i), huge)) }),
		rapid.Just(FromQuality(QualityOf(BadStale).WithDiagnostic("no answer"))),
		rapid.Just(FromObject(thing{})),
	}
	if depth > 0 {
		inner := anyValue(depth - 1)
		plain = append(plain,
			rapid.Custom(func(t *rapid.T) Value {
				form := rapid.SampledFrom([]ListForm{FormList, FormTuple, FormSet, FormArray}).Draw(t, "form")
				return FromList(&List{Form: form, Items: rapid.SliceOfN(inner, 0, 4).Draw(t, "items")})
			}),
			rapid.Custom(func(t *rapid.T) Value {
				m := NewMap(0)
				for range rapid.IntRange(0, 12).Draw(t, "n") {
					m.Set(rapid.OneOf(rapid.Map(rapid.StringN(0, 3, -1), Unicode), rapid.Map(rapid.Int64Range(0, 5), Int)).Draw(t, "key"), inner.Draw(t, "value"))
				}
				return FromMap(m)
			}),
			rapid.Custom(func(t *rapid.T) Value {
				d := &Dataset{Columns: []Column{{"a", "java.lang.Integer"}, {"b", "java.lang.String"}}}
				for range rapid.IntRange(0, 3).Draw(t, "rows") {
					d.Rows = append(d.Rows, []Value{Int(rapid.Int64Range(-9, 9).Draw(t, "a")), Unicode(rapid.String().Draw(t, "b"))})
				}
				return FromDataset(d)
			}),
			rapid.Custom(func(t *rapid.T) Value {
				return FromQualified(&QualifiedValue{Value: inner.Draw(t, "value"), Quality: QualityOf(Good), Timestamp: 7})
			}),
		)
	}
	return rapid.OneOf(plain...)
}

// What a type has accepted it accepts again, unchanged; what it refuses is null
// with Error_TypeConversion.
func TestCoerceIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dt := anyType.Draw(t, "type")
		v := anyValue(2).Draw(t, "value")
		once, q := dt.Coerce(v, nil)
		if q.Code != Good {
			if q.Code != ErrorTypeConversion || q.Diagnostic() == "" || !once.IsNull() {
				t.Fatalf("%s from %s: %s with value %s", dt, v, q, once)
			}
			return
		}
		twice, q := dt.Coerce(once, nil)
		if q.Code != Good || twice.Kind() != once.Kind() || !twice.Equal(once) {
			t.Fatalf("%s from %s gives %s %s, and from that %s %s (%s)", dt, v, once.Kind(), once, twice.Kind(), twice, q)
		}
	})
}

// What was written Good is what is read, and writing it again changes nothing
// (TAG-9). What was refused leaves the tag as it was (DEC-32).
func TestWriteThenRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dt := anyType.Draw(t, "type")
		now := int64(0)
		m := New(func() int64 { now++; return now })
		m.AddProvider("p")
		g, err := m.Configure("[p]T", NewDefinition().MustSet("dataType", dt.String()))
		if err != nil {
			t.Fatal(err)
		}
		m.Start()
		events := 0
		m.Listen(func(*Change) { events++ })
		for range 3 {
			v := anyValue(1).Draw(t, "value")
			if v.Kind() == KindQualified || dt == DataSet && v.Kind() == KindList {
				continue
			}
			before, heard := m.Read("[p]T", nil), events
			want, _ := dt.Coerce(v, nil)
			q := m.Write("[p]T", nil, v)
			after := m.Read("[p]T.value", g)
			if q.Code != Good {
				if !after.Equal(before) || events != heard {
					t.Fatalf("%s: writing %s gives %s and changes %s to %s", dt, v, q, before, after)
				}
				continue
			}
			if d := g.def.c.deadband; d > 0 && before.Value.Kind() == KindFloat && math.Abs(want.Float64()-before.Value.Float64()) < d {
				want = before.Value
			}
			if !after.Value.Equal(want) {
				t.Fatalf("%s: wrote %s, read %s, want %s", dt, v, after, want)
			}
			heard = events
			if q := m.Write("[p]T", nil, after.Value); q.Code != Good || events != heard || !m.Read("[p]T", nil).Equal(after) {
				t.Fatalf("%s: writing %s again gives %s, %d more events, %s", dt, after.Value, q, events-heard, m.Read("[p]T", nil))
			}
		}
	})
}

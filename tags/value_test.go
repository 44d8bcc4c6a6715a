package tags

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// testdata/qualities.json holds QV-7 as name: code.
func TestQualityTable(t *testing.T) {
	text, err := os.ReadFile("testdata/qualities.json")
	require.NoError(t, err)
	var want map[string]int32
	require.NoError(t, json.Unmarshal(text, &want))
	assert.Len(t, want, 43)
	assert.Len(t, qualityNames, len(want))
	for name, code := range want {
		c, ok := QualityByName(name)
		assert.True(t, ok, name)
		assert.Equal(t, QualityCode(code), c, name)
		assert.Equal(t, name, c.Name())
		assert.Equal(t, map[byte]Level{'G': LevelGood, 'U': LevelUncertain, 'B': LevelBad, 'E': LevelError}[name[0]], c.Level(), name) // QV-6
	}
	assert.Equal(t, 515, BadDisabled.Subcode())
	assert.Equal(t, "Error", ErrorIO.Level().String())
	assert.Equal(t, "77", QualityCode(77).Name())
	_, ok := QualityByName("good")
	assert.False(t, ok)
}

func TestQuality(t *testing.T) {
	q := QualityOf(BadAccessDenied).WithDiagnostic("Insufficient rights")
	assert.Equal(t, `Bad_AccessDenied("Insufficient rights")`, q.String()) // QV-4
	assert.True(t, q.IsBad() && q.IsBadOrError() && !q.IsGood() && !q.IsError() && !q.IsUncertain())
	assert.True(t, q.WithDiagnostic("").Equal(QualityOf(BadAccessDenied)))
	assert.False(t, q.Equal(QualityOf(BadAccessDenied)))
	assert.True(t, QualityOf(GoodUnspecified).IsGood())
	assert.True(t, QualityOf(ErrorException).IsBadOrError())
	assert.True(t, QualityOf(UncertainInitialValue).IsUncertain())
}

func TestValueEqual(t *testing.T) { // DEC-30
	m := func(keys ...string) Value {
		m := NewMap(0)
		for _, k := range keys {
			m.SetText(k, Unicode(k))
		}
		return FromMap(m)
	}
	long := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
	reversed := []string{"j", "i", "h", "g", "f", "e", "d", "c", "b", "a"}
	tuple := FromList(&List{Form: FormTuple, Items: []Value{Int(1)}})
	array := FromList(&List{Form: FormArray, Items: []Value{Int(1)}})
	set := func(v ...Value) Value { return FromList(&List{Form: FormSet, Items: v}) }
	for _, c := range []struct {
		a, b Value
		want bool
	}{
		{Int(5), Float(5), true}, {Int(5), Long(5), true}, {Int(5), Float(5.5), false}, {Float(math.NaN()), Float(math.NaN()), true},
		{BigInt(huge), BigInt(huge), true}, {BigInt(huge), Float(math.Pow(2, 70)), true}, {BigInt(huge), Int(1), false}, {BigInt(huge), Bool(true), false},
		{Bool(true), Int(1), false}, {Str("a"), Unicode("a"), true}, {Str("1"), Int(1), false}, {Value{}, Value{}, true}, {Value{}, Int(0), false},
		{Date(5), Date(5), true}, {Date(5), Int(5), false},
		{Float4Of(3.3), Float(3.3), true}, {Float(3.299999952316284), Float4Of(3.3), true}, {Float4Of(3.3), Float(3.31), false}, {Float4Of(3), Int(3), true},
		{m("a", "b"), m("b", "a"), true}, {m("a"), m("b"), false}, {m("a"), m("a", "b"), false}, {m(long...), m(reversed...), true},
		{ListOf(Int(1)), ListOf(Float(1)), true}, {ListOf(Int(1)), tuple, false}, {ListOf(Int(1)), array, true}, {ListOf(Int(1)), ListOf(), false},
		{set(Int(1), Int(2)), set(Int(2), Int(1)), true}, {set(Int(1)), set(Int(2)), false},
		{FromObject(thing{}), FromObject(thing{}), true}, {FromObject(&thing{}), Int(1), false},
		{FromQuality(QualityOf(Bad)), FromQuality(QualityOf(Bad)), true}, {FromQuality(QualityOf(Bad)), FromQuality(QualityOf(Good)), false},
		{FromDocument(&Document{m("a")}), FromDocument(&Document{m("a")}), true}, {FromDocument(&Document{m("a")}), m("a"), false},
	} {
		assert.Equal(t, c.want, c.a.Equal(c.b), "%s and %s", c.a, c.b)
		assert.Equal(t, c.want, c.b.Equal(c.a), "%s and %s", c.b, c.a)
	}
}

func TestValueAccessors(t *testing.T) {
	assert.Equal(t, KindLong, Int(1<<40).Kind()) // Jython's int has 32 bits
	assert.Equal(t, KindBigInt, BigInt(huge).Kind())
	assert.Equal(t, KindLong, BigInt(big.NewInt(5)).Kind())
	assert.Equal(t, 1.5, Float4Of(1.5).Float64())
	assert.Equal(t, int64(0), Float(1.5).Int64())
	assert.True(t, math.IsNaN(Str("1").Float64()))
	assert.Nil(t, Float(1).BigInt())
	assert.Equal(t, int64(1), Bool(true).BigInt().Int64())
	assert.Equal(t, "", Int(1).Text())
	assert.Equal(t, "", Str("").Text())
	assert.Equal(t, KindStr, Str("").Kind())
	assert.Nil(t, Int(1).List())
	assert.True(t, FromMap(nil).IsNull() && FromList(nil).IsNull() && FromDataset(nil).IsNull() && FromQualified(nil).IsNull() && FromObject(nil).IsNull() && FromDocument(nil).IsNull())
	assert.Equal(t, "unicode", KindUnicode.String())
	m := NewMap(0)
	for i := range 20 {
		m.Set(Int(int64(i%10)), Int(int64(i)))
		m.SetText(string(rune('a'+i%10)), Int(int64(i)))
	}
	assert.Equal(t, 20, m.Len())
	v, ok := m.Lookup(Float(3))
	assert.True(t, ok && v.Int64() == 13)
	v, ok = m.Get("d")
	assert.True(t, ok && v.Int64() == 13)
}

package opcua

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/opcua/peer"
)

// show spells a value the way the tables below do.
func show(v tags.Value) string {
	switch v.Kind() {
	case tags.KindNull:
		return "null"
	case tags.KindBool:
		return fmt.Sprint(v.Bool())
	case tags.KindInt:
		return fmt.Sprintf("int %d", v.Int64())
	case tags.KindLong:
		return fmt.Sprintf("long %d", v.Int64())
	case tags.KindBigInt:
		return "big " + v.BigInt().String()
	case tags.KindFloat:
		return fmt.Sprintf("float %v", v.Float64())
	case tags.KindUnicode:
		return fmt.Sprintf("%q", v.Text())
	case tags.KindDate:
		return time.UnixMilli(v.Int64()).UTC().Format(time.RFC3339Nano)
	case tags.KindList:
		s := ""
		for i, x := range v.List().Items {
			if i == 5 {
				return fmt.Sprintf("[%s … %d]", s, len(v.List().Items))
			}
			if i > 0 {
				s += " "
			}
			s += show(x)
		}
		return "[" + s + "]"
	case tags.KindMap:
		s := ""
		for i := 0; i < v.Map().Len(); i++ {
			k, x := v.Map().At(i)
			if i > 0 {
				s += " "
			}
			s += k.Text() + ":" + show(x)
		}
		return "{" + s + "}"
	case tags.KindDocument:
		return "document " + show(v.Document().Root)
	}
	return v.Kind().String()
}

// What each data type of the foreign server becomes (TYP-1, QV-1).
var typeTable = []struct{ node, value, tagType string }{
	{"Boolean", "true", "Boolean"},
	{"SByte", "int -8", "Int1"},
	{"Byte", "int 200", "Int2"},
	{"Int16", "int -1600", "Int2"},
	{"UInt16", "int 60000", "Int4"},
	{"Int32", "int -320000", "Int4"},
	{"UInt32", "long 4000000000", "Int8"},
	{"Int64", "long 4294967298", "Int8"},
	{"UInt64", "big 18446744073709551614", "Int8"},
	{"Float", "float 1.5", "Float4"},
	{"Double", "float 2.25", "Float8"},
	{"NaN", "float NaN", "Float8"},
	{"String", `"Zürich"`, "String"},
	{"DateTime", "2026-01-02T03:04:05.678Z", "DateTime"},
	{"DateTime9999", "9999-12-31T23:59:59Z", "DateTime"},
	{"DateTime1650", "1650-06-06T00:00:00Z", "DateTime"},
	{"Guid", `"12345678-1234-1234-1234-123456789ABC"`, "String"},
	{"ByteString", "[int 1 int 2 int -1]", "ByteArray"},
	{"XmlElement", `"<a/>"`, "String"},
	{"NodeId", `"ns=1;s=Plant"`, "String"},
	{"StatusCode", "long 2156724224", "Int8"},
	{"QualifiedName", `"1:QN"`, "String"},
	{"LocalizedText", `"Füllstand"`, "String"},
	{"DoubleArray", "[float 1 float 2.5 float -3]", "Float8Array"},
	{"Int32Array", "[int 1 int 2 int 3]", "Int4Array"},
	{"StringArray", `["a" "b"]`, "StringArray"},
	{"BooleanArray", "[true false]", "BooleanArray"},
	{"ByteArray", "[int 1 int 200]", "Int2Array"},
	{"EmptyArray", "[]", "Int4Array"},
	{"BigArray", "[int 7 int 7 int 7 int 7 int 7 … 100000]", "Int4Array"},
	{"Matrix", "[[float 1 float 2 float 3] [float 4 float 5 float 6]]", "Document"},
	{"EU", `document {NamespaceURI:"urn:eu" UnitID:int 1 DisplayName:"°C" Description:"degree"}`, "Document"},
	{"Point", `document {x:float 1.5 y:float -2 label:"home" path:[int 1 int 2 int 3]}`, "Document"},
	{"Line", `document {from:{x:float 0 y:float 0 label:"a" path:[]} to:{x:float 3 y:float 4 label:"b" path:[int 9]} width:float 0.5}`, "Document"},
}

func TestForeignTypesWritesBrowse(t *testing.T) {
	srv := startPeer(t, peer.Options{Types: true, Children: 1200})
	sink := newSeen()
	var items []Item
	for _, row := range typeTable {
		items = append(items, Item{Path: "ns=1;s=" + row.node})
	}
	f := run(t, Config{Name: "plc", Endpoint: srv.Endpoint}, sink, items...)
	await(t, f)
	ctx := context.Background()

	t.Run("subscribed values", func(t *testing.T) {
		for i, row := range typeTable {
			h := Handle(i)
			sink.wait(t, row.node, func() bool { c, ok := sink.last[h]; return ok && c.Quality.IsGood() })
			c := sink.get(h)
			assert.Equal(t, row.value, show(c.Value), row.node)
			assert.Equal(t, "Good", c.Quality.String(), row.node)
			assert.False(t, c.Server.IsZero(), row.node)
		}
		assert.True(t, sink.changes[0].Initial)
	})

	t.Run("read values", func(t *testing.T) {
		var paths []string
		for _, row := range typeTable {
			paths = append(paths, "ns=1;s="+row.node)
		}
		paths = append(paths, "ns=1;s=Nowhere", "nonsense")
		got, err := f.Client().Read(ctx, paths)
		require.NoError(t, err)
		for i, row := range typeTable {
			assert.Equal(t, row.value, show(got[i].Value), row.node)
		}
		assert.Equal(t, "Bad_NotFound", got[len(typeTable)].Quality.String())
		assert.Equal(t, tags.BadNotFound, got[len(typeTable)+1].Quality.Code)
	})

	writes := []struct {
		node    string
		value   tags.Value
		quality string
		became  string // on the server; "" is not looked at
	}{
		{"Double", tags.Int(5), "Good", "Double 5"},
		{"Float", tags.Float(2.5), "Good", "Float 2.5"},
		{"Int32", tags.Unicode("42"), "Good", "Int32 42"},
		{"Int16", tags.Float(2.5), "Good", "Int16 3"},
		{"SByte", tags.Int(144), `Error_TypeConversion("Value 144 can not be coerced to byte due to overflow")`, "SByte -8"}, // WRT-2
		{"Byte", tags.Int(255), "Good", "Byte 255"},
		{"UInt32", tags.Long(4294967295), "Good", "UInt32 4294967295"},
		{"Boolean", tags.Int(0), "Good", "Boolean false"},
		{"String", tags.Int(7), "Good", "String 7"},
		{"DateTime", tags.Date(1000), "Good", "DateTime 1970-01-01T00:00:01.000Z"},
		{"DoubleArray", tags.ListOf(tags.Int(1), tags.Float(0.5)), "Good", ""},
		{"DoubleArray", tags.Float(1), `Error_TypeConversion("Value 1 can not be coerced to an array of Double")`, ""},
		{"Double", tags.ListOf(tags.Int(1)), `Error_TypeConversion("Value of type list can not be coerced to Double")`, ""},
		{"Matrix", tags.ListOf(tags.ListOf(tags.Int(1), tags.Int(2), tags.Int(3)), tags.ListOf(tags.Int(4), tags.Int(5), tags.Int(7))), "Good", ""},
		{"ByteString", tags.ListOf(tags.Int(-1), tags.Int(1)), "Good", ""},
		{"Guid", tags.Unicode("12345678-1234-1234-1234-123456789ABD"), "Good", ""},
		{"ReadOnly", tags.Int(2), "Bad_ReadOnly", "Int32 1"},
		{"Nowhere", tags.Int(2), "Bad_NotFound", ""},
		{"Matrix", doc(tags.ListOf(tags.ListOf(tags.Int(1), tags.Int(2), tags.Int(3)), tags.ListOf(tags.Int(4), tags.Int(5), tags.Int(8)))), "Good", ""},
		{"Matrix", tags.ListOf(tags.Int(1), tags.Int(2)), `Error_TypeConversion("Value of type list can not be coerced to a matrix of Double with 2 dimensions due to its 1")`, ""},
		{"Point", tags.Int(2), `Error_TypeConversion("Value of type int can not be coerced to a structure due to its type, want a document with the fields x, y, label, path")`, ""},
		{"Point", doc(object("x", tags.Int(1))), `Error_TypeConversion("Value of type map can not be coerced to a structure due to the missing field "y"")`, ""},
		{"Point", doc(object("x", tags.Int(1), "z", tags.Int(1))), `Error_TypeConversion("Value of type map can not be coerced to a structure due to the field "z", want x, y, label, path")`, ""},
		{"Line", doc(object("from", point(1, "a"), "to", point(2, "b"), "width", tags.Unicode("wide"))), `Error_TypeConversion("field width: Value 'wide' can not be coerced to double")`, ""},
		{"Point", doc(point(7, "there")), "Good", ""},
		{"Line", doc(object("from", point(1, "a"), "to", point(2, "b"), "width", tags.Unicode("1.25"))), "Good", ""},
		{"EU", doc(object("NamespaceURI", tags.Unicode("urn:x"), "UnitID", tags.Int(9), "DisplayName", tags.Unicode("bar"), "Description", tags.Unicode("pressure"))), "Good", ""},
		{"Int64", tags.Long(math.MaxInt64), "Good", ""},
	}
	t.Run("writes", func(t *testing.T) {
		var list []Write
		for _, w := range writes {
			list = append(list, Write{"ns=1;s=" + w.node, w.value})
		}
		for i, r := range f.Client().Write(ctx, list) {
			assert.Equal(t, writes[i].quality, r.Quality.String(), writes[i].node)
		}
		for _, w := range writes {
			if w.became == "" {
				continue
			}
			got, err := srv.Do("get", map[string]any{"node": "ns=1;s=" + w.node})
			require.NoError(t, err)
			if w.node != "Double" {
				assert.Equal(t, w.became, fmt.Sprint(got["type"], " ", show1(got["value"])), w.node)
			}
		}
		for _, row := range []struct{ node, value string }{
			{"Matrix", "[[float 1 float 2 float 3] [float 4 float 5 float 8]]"},
			{"Point", `document {x:float 7 y:float -2 label:"there" path:[int 1 int 2]}`},
			{"Line", `document {from:{x:float 1 y:float -2 label:"a" path:[int 1 int 2]} to:{x:float 2 y:float -2 label:"b" path:[int 1 int 2]} width:float 1.25}`},
			{"EU", `document {NamespaceURI:"urn:x" UnitID:int 9 DisplayName:"bar" Description:"pressure"}`},
		} {
			got, err := f.Client().Read(ctx, []string{"ns=1;s=" + row.node})
			require.NoError(t, err)
			assert.Equal(t, row.value, show(got[0].Value), row.node)
		}
		sink.wait(t, "the written value to be reported", func() bool { return show(sink.last[10].Value) == "float 5" })
	})

	t.Run("call", func(t *testing.T) {
		got, err := f.Client().Call(ctx, "ns=1;s=Plant", "ns=1;s=Add", []tags.Value{tags.Int(2), tags.Unicode("3")})
		require.NoError(t, err)
		require.Len(t, got, 1)
		assert.Equal(t, "float 5", show(got[0]))
		_, err = f.Client().Call(ctx, "ns=1;s=Plant", "ns=1;s=Add", []tags.Value{tags.Int(2)})
		assert.EqualError(t, err, "call ns=1;s=Add: got 1 arguments, want 2")
	})

	t.Run("browse", func(t *testing.T) {
		var got []Node
		require.NoError(t, f.Client().Browse(ctx, "Plant/Types", BrowseOptions{Values: true}, func(n Node) error { got = append(got, n); return nil }))
		byName := map[string]Node{}
		for _, n := range got {
			byName[n.Name] = n
		}
		for _, row := range typeTable {
			n := byName[row.node]
			assert.Equal(t, "ns=1;s="+row.node, n.Path)
			assert.Equal(t, row.tagType, n.TagType, row.node)
		}
		assert.True(t, byName["Double"].Writable)
		assert.False(t, byName["ReadOnly"].Writable)
		assert.Equal(t, "Double[][]", byName["Matrix"].Type)

		count, more := 0, 0
		require.NoError(t, f.Client().Browse(ctx, "Plant/Many", BrowseOptions{}, func(n Node) error { count++; more += n.More; return nil }))
		assert.Equal(t, 1001, count, "1000 children and the note")
		assert.Equal(t, 1, more)
		count = 0
		require.NoError(t, f.Client().Browse(ctx, "ns=1;s=Many", BrowseOptions{Children: 2000, Nodes: 1100}, func(n Node) error { count++; return nil }))
		assert.Equal(t, 1101, count)
		err := f.Client().Browse(ctx, "Plant/Mani", BrowseOptions{}, func(Node) error { return nil })
		assert.ErrorContains(t, err, `there is no "Mani" in ns=1;s=Plant; there is "Types", "Add", "Many"`)
	})

	t.Run("import", func(t *testing.T) {
		list, more, err := f.Client().Import(ctx, "Plant", ImportOptions{ByURI: true})
		require.NoError(t, err)
		assert.False(t, more)
		text, err := json.Marshal(list)
		require.NoError(t, err)
		require.Len(t, list, 2)
		assert.Equal(t, "Types", list[0].Name)
		assert.Contains(t, string(text), `{"name":"Double","tagType":"AtomicTag","valueSource":"opc","dataType":"Float8","opcServer":"plc","opcItemPath":"nsu=urn:dryfire:peer;s=Double"}`)
		assert.Contains(t, string(text), `"name":"ReadOnly","tagType":"AtomicTag","valueSource":"opc","dataType":"Int4","opcServer":"plc","opcItemPath":"nsu=urn:dryfire:peer;s=ReadOnly","readOnly":true`)
		assert.Len(t, list[1].Tags, 1200)
		_, more, err = f.Client().Import(ctx, "Plant", ImportOptions{Tags: 10})
		require.NoError(t, err)
		assert.True(t, more)
	})
}

func doc(v tags.Value) tags.Value { return tags.FromDocument(&tags.Document{Root: v}) }

// object is a map of names and values by turns.
func object(pairs ...any) tags.Value {
	m := tags.NewMap(len(pairs) / 2)
	for i := 0; i < len(pairs); i += 2 {
		m.SetText(pairs[i].(string), pairs[i+1].(tags.Value))
	}
	return tags.FromMap(m)
}

func point(x float64, label string) tags.Value {
	return object("x", tags.Float(x), "y", tags.Int(-2), "label", tags.Unicode(label), "path", tags.ListOf(tags.Int(1), tags.Int(2)))
}

func show1(v any) string {
	if f, ok := v.(float64); ok {
		return fmt.Sprint(int64(f)) + map[bool]string{true: fmt.Sprint(f - math.Trunc(f))[1:]}[f != math.Trunc(f)]
	}
	return fmt.Sprint(v)
}

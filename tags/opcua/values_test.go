package opcua

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"github.com/gopcua/opcua/ua"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/tags"
)

// Any date that fits on the wire survives gopcua's decoder, which overflows
// outside 1678…2262.
func TestExactTime(t *testing.T) {
	const epoch = 116444736000000000 // 1601…1970 in 100 ns
	rapid.Check(t, func(t *rapid.T) {
		ticks := rapid.Int64Range(1, 2650467743999999999).Draw(t, "ticks") // to the end of 9999
		b := binary.LittleEndian.AppendUint64(nil, uint64(ticks))
		got := exactTime(ua.NewBuffer(b).ReadTime())
		since := ticks - epoch
		sec, rest := since/1e7, since%1e7
		if rest < 0 {
			sec, rest = sec-1, rest+1e7
		}
		require.True(t, time.Unix(sec, rest*100).Equal(got), "%d: %s", ticks, got)
	})
}

func TestStatusBecomesQuality(t *testing.T) {
	for _, row := range []struct {
		status  Status
		quality string
		text    string
	}{
		{0, "Good", "Good"},
		{0x00000480, "Good", "Good"},
		{0x00960000, "Good", "GoodLocalOverride"},
		{0x002F0000, "Good_Overload", "GoodOverload"},
		{0x40000000, "Uncertain", "Uncertain"},
		{0x40900000, "Uncertain_LastKnownValue", "UncertainLastUsableValue"},
		{0x40940480, "Uncertain_EngineeringUnitsExceeded", "UncertainEngineeringUnitsExceeded"},
		{0x80000000, "Bad", "Bad"},
		{0x80340000, "Bad_NotFound", "BadNodeIDUnknown"},
		{0x803E0000, "Bad_NotFound", "BadNotFound"},
		{0x808A0000, "Bad_NotConnected", "BadNotConnected"},
		{0x800D0000, "Bad_NotConnected", "BadServerNotConnected"},
		{0x801F0000, "Bad_AccessDenied", "BadUserAccessDenied"},
		{0x80890000, "Error_Configuration", "BadConfigurationError"},
		{0x803B0000, "Bad_ReadOnly", "BadNotWritable"},
		{0x803C0000, "Bad_OutOfRange", "BadOutOfRange"},
		{0x80740000, "Error_TypeConversion", "BadTypeMismatch"},
		{0x80AB0000, `Bad("BadInvalidArgument")`, "BadInvalidArgument"},
		{0xC0010000, `Bad("0xC0010000")`, "0xC0010000"},
	} {
		assert.Equal(t, row.quality, row.status.Quality().String(), "%08X", uint32(row.status))
		assert.Equal(t, row.text, row.status.String(), "%08X", uint32(row.status))
	}
	assert.True(t, Status(0x480).Overflow())
	assert.True(t, Status(0x40900480).Overflow())
	assert.True(t, Status(0x4C0|0x480).Overflow())
	assert.False(t, Status(0x80).Overflow(), "without the information type the bit means nothing")
	assert.False(t, Status(0x400).Overflow())
}

func TestItemPaths(t *testing.T) {
	ns := &namespaces{}
	ns.renew([]string{"http://opcfoundation.org/UA/", "urn:own", "urn:a", "urn:b;s=x"})
	for _, row := range []struct{ path, node, err string }{
		{"ns=2;s=Line 1.Speed", "ns=2;s=Line 1.Speed", ""},
		{" ns=2;s=a;b=c ", "ns=2;s=a;b=c", ""},
		{"ns=1;s=[Sim]Ramp/Ramp1", "ns=1;s=[Sim]Ramp/Ramp1", ""},
		{"i=2258", "i=2258", ""},
		{"ns=3;i=70000", "ns=3;i=70000", ""},
		{"nsu=urn:a;i=5", "ns=2;i=5", ""},
		{"nsu=urn:b;s=x", "", `item path "nsu=urn:b;s=x": no such namespace "urn:b"; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
		{"ns=2;g=12345678-1234-1234-1234-123456789ABC", "ns=2;g=12345678-1234-1234-1234-123456789ABC", ""},
		{"ns=2;b=AQID", "ns=2;b=AQID", ""},
		{"ns=9;s=x", "", `item path "ns=9;s=x": no such namespace ns=9: the server's are ns=0 to ns=3; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
		{"[Sim]Ramp/Ramp1", "", `item path "[Sim]Ramp/Ramp1": no identifier; want for example ns=2;s=Speed or nsu=urn:plc;i=5; did you mean ns=1;s=[Sim]Ramp/Ramp1?`},
		{"", "", `item path "": empty; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
		{"ns=x;s=a", "", `item path "ns=x;s=a": "x" is no namespace index; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
		{"ns=2;i=abc", "", `item path "ns=2;i=abc": "abc" is no number; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
		{"ns=2;x=abc", "", `item path "ns=2;x=abc": "x" is no kind of identifier; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
		{"Speed", "", `item path "Speed": no identifier; want for example ns=2;s=Speed or nsu=urn:plc;i=5`},
	} {
		got, err := ns.resolve(row.path)
		if row.err != "" {
			assert.EqualError(t, err, row.err)
			continue
		}
		require.NoError(t, err, row.path)
		assert.Equal(t, row.node, got.String())
	}
	assert.True(t, ns.renew([]string{"http://opcfoundation.org/UA/", "urn:own", "urn:new", "urn:a"}))
	moved, err := ns.resolve("ns=2;s=x")
	require.NoError(t, err)
	assert.Equal(t, "ns=3;s=x", moved.String(), "an index is understood as it was written")
	_, err = ns.resolve("ns=3;s=x")
	assert.ErrorContains(t, err, `no such namespace "urn:b;s=x"`)
	assert.Equal(t, "nsu=urn:a;s=x", ns.path(moved, true))
	assert.Equal(t, "ns=3;s=x", ns.path(moved, false))
	assert.Equal(t, "i=85", ns.path(ua.NewNumericNodeID(0, 85), true))
}

func FuzzItemPath(f *testing.F) {
	for _, s := range []string{"ns=2;s=a", "nsu=urn:a;b;i=5", "i=5", "ns=1;b=AQID", "ns=1;g=12345678-1234-1234-1234-123456789ABC"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		ns := &namespaces{current: []string{"", "a", "b"}, written: []string{"", "a", "b"}}
		node, err := ns.resolve(path)
		if err != nil {
			return
		}
		again, err := ns.resolve(ns.path(node, false))
		if err != nil || again.String() != node.String() {
			t.Fatalf("%q: %s, then %v %v", path, node, again, err)
		}
	})
}

// Whatever is written to a node of some type is what a server of that type
// sends back, or it is refused.
func TestWrittenValuesComeBack(t *testing.T) {
	types := []ua.TypeID{ua.TypeIDBoolean, ua.TypeIDSByte, ua.TypeIDByte, ua.TypeIDInt16, ua.TypeIDUint16, ua.TypeIDInt32, ua.TypeIDUint32, ua.TypeIDInt64,
		ua.TypeIDUint64, ua.TypeIDFloat, ua.TypeIDDouble, ua.TypeIDString, ua.TypeIDDateTime, ua.TypeIDByteString, ua.TypeIDLocalizedText, ua.TypeIDStatusCode}
	rapid.Check(t, func(t *rapid.T) {
		typ := rapid.SampledFrom(types).Draw(t, "type")
		v := rapid.Custom(func(t *rapid.T) tags.Value {
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				return tags.Bool(rapid.Bool().Draw(t, "b"))
			case 1:
				return tags.Long(rapid.Int64().Draw(t, "l"))
			case 2:
				return tags.Float(rapid.Float64().Draw(t, "f"))
			case 3:
				return tags.Unicode(rapid.String().Draw(t, "s"))
			case 4:
				return tags.Date(rapid.Int64().Draw(t, "d"))
			}
			return tags.Int(int64(rapid.Int16().Draw(t, "i")))
		}).Draw(t, "value")
		rank := int32(-1)
		if rapid.Bool().Draw(t, "array") {
			v, rank = tags.ListOf(v, v), 1
		}
		variant, err := toVariant(v, typ, rank)
		if err != nil {
			var why conversionError
			require.ErrorAs(t, err, &why)
			return
		}
		b, err := variant.Encode()
		require.NoError(t, err)
		var wire ua.Variant
		_, err = wire.Decode(b)
		require.NoError(t, err)
		require.Equal(t, typ, wire.Type())
		back, err := fromVariant(wire.Value(), nil)
		require.NoError(t, err)
		again, err := toVariant(back, typ, rank)
		require.NoError(t, err)
		twice, err := again.Encode()
		require.NoError(t, err)
		require.Equal(t, b, twice)
	})
}

func TestConversionErrors(t *testing.T) {
	for _, row := range []struct {
		v    tags.Value
		typ  ua.TypeID
		want string
	}{
		{tags.Int(144), ua.TypeIDSByte, "Value 144 can not be coerced to byte due to overflow"},
		{tags.Float(math.NaN()), ua.TypeIDInt32, "Value NaN can not be coerced to int due to overflow"},
		{tags.Unicode("x"), ua.TypeIDDouble, "Value 'x' can not be coerced to double"},
		{tags.Float(1e300), ua.TypeIDFloat, "Value 1e+300 can not be coerced to float due to overflow"},
		{tags.Value{}, ua.TypeIDInt32, "Value null can not be coerced to int"},
		{tags.Int(-1), ua.TypeIDUint64, "Value -1 can not be coerced to unsigned long due to overflow"},
		{tags.Date(253402300799999), ua.TypeIDDateTime, "Value 9999-12-31T23:59:59.999Z can not be coerced to date due to overflow"},
		{tags.FromMap(tags.NewMap(0)), ua.TypeIDString, "Value of type map can not be coerced to string"},
	} {
		_, err := toVariant(row.v, row.typ, -1)
		assert.EqualError(t, err, row.want)
	}
}

// Halves are rounded up, as in a tag (DEC-32).
func TestHalvesAreRoundedUp(t *testing.T) {
	for _, row := range []struct {
		v    tags.Value
		want int32
	}{{tags.Float(2.5), 3}, {tags.Float(-2.5), -2}, {tags.Float(-2.51), -3}, {tags.Float(0.49999999999999994), 0}, {tags.Unicode(" -0.5 "), 0}, {tags.Unicode("1e3"), 1000}} {
		got, err := toVariant(row.v, ua.TypeIDInt32, -1)
		require.NoError(t, err)
		assert.Equal(t, row.want, got.Value(), row.v)
		tag, q := tags.Int4.Coerce(row.v, nil)
		assert.True(t, q.IsGood())
		assert.EqualValues(t, tag.Int64(), row.want, "as a tag of that type")
	}
}

// Matrices of any rank, with rows of one length, and only of the rank that the
// node has.
func TestMatrices(t *testing.T) {
	n := func(v ...int64) tags.Value {
		var items []tags.Value
		for _, x := range v {
			items = append(items, tags.Int(x))
		}
		return tags.ListOf(items...)
	}
	cube := tags.ListOf(tags.ListOf(n(1, 2), n(3, 4)), tags.ListOf(n(5, 6), n(7, 8)), tags.ListOf(n(9, 10), n(11, 12)))
	for _, row := range []struct {
		v    tags.Value
		typ  ua.TypeID
		rank int32
		want any
		dims []int32
	}{
		{cube, ua.TypeIDInt32, 3, [][][]int32{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}}, []int32{3, 2, 2}},
		{tags.FromDocument(&tags.Document{Root: cube}), ua.TypeIDInt16, -2, [][][]int16{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}}, []int32{3, 2, 2}},
		{tags.ListOf(n(1, 2), n(3, 255)), ua.TypeIDByte, 2, []ua.ByteArray{{1, 2}, {3, 255}}, []int32{2, 2}},
		{n(), ua.TypeIDDouble, 1, []float64{}, nil},
	} {
		got, err := toVariant(row.v, row.typ, row.rank)
		require.NoError(t, err)
		assert.Equal(t, row.want, got.Value())
		assert.Equal(t, row.typ, got.Type())
		assert.Equal(t, row.dims, got.ArrayDimensions())
		b, err := got.Encode()
		require.NoError(t, err)
		var wire ua.Variant
		_, err = wire.Decode(b)
		require.NoError(t, err)
		assert.Equal(t, row.typ, wire.Type())
		assert.Equal(t, row.dims, wire.ArrayDimensions())
	}
	for _, row := range []struct {
		v    tags.Value
		rank int32
		want string
	}{
		{cube, 2, "Value of type list can not be coerced to a matrix of Int32 with 2 dimensions due to its 3"},
		{n(1), 2, "Value of type list can not be coerced to a matrix of Int32 with 2 dimensions due to its 1"},
		{tags.ListOf(n(1, 2), n(3)), 2, "Value of type list can not be coerced to a row of a matrix of Int32 due to another length than the first one's"},
		{tags.ListOf(tags.ListOf(n(1)), tags.ListOf(n(1, 2))), 3, "Value of type list can not be coerced to a row of a matrix of Int32 due to another length than the first one's"},
		{tags.ListOf(n(1, 2), tags.Int(3)), 2, "Value 3 can not be coerced to a row of a matrix of Int32 due to another length than the first one's"},
		{tags.ListOf(n(1), n(2)), 1, "Value of type list can not be coerced to an array of Int32"},
		{tags.ListOf(n(1), n(2)), -1, "Value of type list can not be coerced to Int32"},
	} {
		_, err := toVariant(row.v, ua.TypeIDInt32, row.rank)
		assert.EqualError(t, err, row.want)
	}
	_, err := toVariant(tags.ListOf(n(1), n(2)), ua.TypeIDByteString, 1)
	assert.EqualError(t, err, "Value of type list can not be coerced to an array of ByteString due to a limit of the codec")
}

func TestHowALinkEnded(t *testing.T) {
	for _, row := range []struct {
		err  error
		want string
	}{
		{io.EOF, "the server, or the network, ended the connection"},
		{fmt.Errorf("read: %w", io.EOF), "the server, or the network, ended the connection"},
		{errors.New("odd"), "connection lost: odd"},
		{ua.StatusBadSessionClosed, "the server has ended the session (BadSessionClosed)"},
		{ua.StatusBadSecureChannelClosed, "the server has closed the channel (BadSecureChannelClosed)"},
		{ua.StatusBadShutdown, "the server is shutting down (BadShutdown)"},
		{ua.StatusBadInternalError, "publishing: " + ua.StatusBadInternalError.Error()},
	} {
		got := ending(row.err)
		assert.EqualError(t, got, row.want)
		assert.ErrorIs(t, got, row.err)
	}
}

func TestConfigErrors(t *testing.T) {
	ok := Config{Name: "plc", Endpoint: "opc.tcp://h:1"}
	for _, row := range []struct {
		change func(*Config)
		want   string
	}{
		{func(c *Config) { c.Endpoint = "http://h" }, `opcua server "plc": endpoint: got "http://h", want opc.tcp://host:port/path`},
		{func(c *Config) { c.SecurityPolicy = "Basic256" }, `opcua server "plc": securityPolicy: got "Basic256", want None, Basic256Sha256, Aes128_Sha256_RsaOaep or Aes256_Sha256_RsaPss`},
		{func(c *Config) { c.SecurityMode = "Sign" }, `opcua server "plc": securityMode: Sign does not go with securityPolicy None`},
		{func(c *Config) { c.SecurityPolicy = "aes128" }, `opcua server "plc": trust: missing; securityPolicy Aes128_Sha256_RsaOaep needs a folder of trusted certificates`},
		{func(c *Config) { c.PrivateKey = "k" }, `opcua server "plc": privateKey: clientCertificate and privateKey go together`},
		{func(c *Config) { c.Groups = []Group{{Name: "fast"}, {Name: "fast"}} }, `opcua server "plc": groups: group "fast" is there twice`},
		{func(c *Config) { c.Deadband = Deadband{Value: -1} }, `opcua server "plc": groups: group "" has a negative interval or deadband`},
		{func(c *Config) { c.Deadband = Deadband{Value: 101, Percent: true} }, `opcua server "plc": deadband: got 101 percent, want at most 100`},
	} {
		c := ok
		row.change(&c)
		_, err := New(c, newSeen())
		assert.EqualError(t, err, row.want)
	}
	_, err := New(ok, newSeen())
	assert.NoError(t, err)
}

package tagfile

import (
	"fmt"
	"strings"
	"testing"

	"dryfire/tags"
)

// BenchmarkLoad reads an export of 1,000 instances of a type with 50 members
// and puts them into a model.
func BenchmarkLoad(b *testing.B) {
	var s strings.Builder
	s.WriteString(`{"tagType": "Provider", "name": "", "tags": [{"name": "_types_", "tagType": "Folder", "tags": [{"name": "Motor", "tagType": "UdtType",
		"parameters": {"plc": "P1", "no": {"dataType": "Integer"}}, "tags": [`)
	for i := range 50 {
		if i > 0 {
			s.WriteByte(',')
		}
		fmt.Fprintf(&s, `{"name": "Member %d", "tagType": "AtomicTag", "dataType": "Float8", "valueSource": "opc", "opcItemPath": {"bindType": "parameter", "binding": "ns=1;s=[{plc}]M{no}.V%d"},
			"eventScripts": [{"eventid": "valueChanged", "script": "\tif not initialChange:\n\t\tsystem.tag.writeBlocking(['[.]Member 1'], [{no}])"}]}`, i, i)
	}
	s.WriteString(`]}]}`)
	for i := range 1000 {
		fmt.Fprintf(&s, ",\n"+`{"name": "M%d", "tagType": "UdtInstance", "typeId": "Motor", "parameters": {"no": %d}, "tags": [{"name": "Member 3", "tagType": "AtomicTag", "value": %d}]}`, i, i, i)
	}
	s.WriteString(`]}`)
	text := s.String()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r, err := LoadText("tags.json", text, Options{})
		if err != nil || len(r.Warnings) > 0 {
			b.Fatal(err, r.Warnings)
		}
		if w := r.Configure(tags.New(func() int64 { return 0 })); len(w) > 0 {
			b.Fatal(w[0])
		}
		n = len(r.Tags)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tags/s")
}

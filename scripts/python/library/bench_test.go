package library_test

import (
	"bytes"
	"testing"
	"time"

	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/object"
)

// BenchmarkWorld is a fresh interpreter with the whole library available.
func BenchmarkWorld(b *testing.B) {
	b.ReportAllocs()
	h := &host.Host{Clock: host.NewClock(time.Unix(0, 0))}
	for b.Loop() {
		object.NewInterp(library.Configure(object.Config{}, h))
	}
}

// BenchmarkImport is one import of each module that scripts import most, in a fresh interpreter.
func BenchmarkImport(b *testing.B) {
	for _, name := range []string{"traceback", "json", "re", "time", "datetime", "sys", "java.util", "logging", "decimal"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out bytes.Buffer
				simulated(&out).Import(name)
			}
		})
	}
}

// BenchmarkCalls are the calls handlers make.
func BenchmarkCalls(b *testing.B) {
	var out bytes.Buffer
	th := simulated(&out)
	payload := `{"tag": "[default]Line 1/Motor 3/Speed", "value": 12.5, "quality": "Good", "alarms": [1, 2, 3], "meta": {"a": null, "b": true}}`
	loads, dumps := th.GetAttr(th.Import("json"), "loads"), th.GetAttr(th.Import("json"), "dumps")
	data := th.Call1(loads, object.Str(payload))
	re := th.Import("re")
	match := th.GetAttr(re, "match")
	strptime := th.GetAttr(th.GetAttr(th.Import("datetime"), "datetime"), "strptime")
	format := th.Call1(th.GetAttr(th.Import("java.text"), "SimpleDateFormat"), object.Str("yyyy-MM-dd HH:mm:ss"))
	date := th.GetAttr(th.Import("java.util"), "Date")
	for _, c := range []struct {
		name string
		f    func()
	}{
		{"json.loads", func() { th.Call1(loads, object.Str(payload)) }},
		{"json.dumps", func() { th.Call1(dumps, data) }},
		{"re.match", func() {
			th.Call2(match, object.Str(`^\[(?P<p>[^\]]*)\](?P<path>.*)/(\w+)$`), object.Str("[default]Line 1/Motor 3/Speed"))
		}},
		{"strptime", func() { th.Call2(strptime, object.Str("2024-03-09 14:05:06"), object.Str("%Y-%m-%d %H:%M:%S")) }},
		{"Date format", func() { th.Method1(format, "format", th.Call0(date)) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.f()
			}
		})
	}
}

package tagfile_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"dryfire/tags"
	"dryfire/tags/tagfile"
)

const motors = `{"tagType": "Provider", "name": "p", "tags": [
	{"name": "_types_", "tagType": "Folder", "tags": [
		{"name": "Motor", "tagType": "UdtType", "parameters": {"Num": {"dataType": "Integer", "value": 1}}, "tags": [
			{"name": "Run", "tagType": "AtomicTag", "dataType": "Boolean", "valueSource": "opc",
			 "opcItemPath": {"bindType": "parameter", "binding": "ns=1;s=M{Num}.{InstanceName}"}},
			{"name": "Amps", "tagType": "AtomicTag", "dataType": "Float8", "value": 0.5,
			 "eventScripts": [{"eventid": "valueChanged", "script": "\tpass"}]}]},
		{"name": "Fast", "tagType": "UdtType", "typeId": "Motor", "tags": [{"name": "Amps", "tagType": "AtomicTag", "value": 2.5}]}]},
	{"name": "M1", "tagType": "UdtInstance", "typeId": "Motor"}]}`

func TestInstances(t *testing.T) {
	r, err := tagfile.LoadText("motors.json", motors, tagfile.Options{})
	require.NoError(t, err)
	for _, c := range []struct{ base, node, want string }{
		{"[p]", `{"name": "M2", "typeId": "Motor", "parameters": {"Num": 7}}`, "[p]M2 UdtInstance; [p]M2/Run ns=1;s=M7.M2; [p]M2/Amps 0.5 valueChanged"},
		{"[p]Line 1/Left", `{"name": "M3", "typeId": "_types_/Motor"}`, "[p]Line 1/Left/M3 UdtInstance; [p]Line 1/Left/M3/Run ns=1;s=M1.M3; [p]Line 1/Left/M3/Amps 0.5 valueChanged"},
		{"[p]", `{"name": "F", "typeId": "fast", "parameters": {"Num": {"dataType": "Integer", "value": 3}}, "tags": [{"name": "Run", "opcItemPath": "own"}, {"name": "Extra", "value": 9}]}`,
			"[p]F UdtInstance; [p]F/Run own; [p]F/Amps 2.5 valueChanged; [p]F/Extra 9"},
		{"[other]", `{"name": "M", "typeId": "Motor"}`, "[other]M UdtInstance; [other]M/Run ns=1;s=M1.M; [other]M/Amps 0.5 valueChanged"},
		{"[p]", `{"name": "M", "typeId": "Pump"}`, `there is no UDT definition "Pump"`},
		{"[p]", `{"name": "M"}`, `there is no UDT definition ""`},
		{"[p]", `{"typeId": "Motor"}`, "a UDT instance below [p] has no name"},
		{"[p", `{"name": "M", "typeId": "Motor"}`, `invalid tag path "[p": the bracket of the provider is not closed`},
	} {
		node, err := tags.ParseJSON(c.node)
		require.NoError(t, err)
		list, err := r.UDTs.Instance(c.base, node.Map())
		var got []string
		for _, e := range list {
			s := e.Path
			if e.Definition.TagType() != tags.TypeAtomicTag {
				s += " " + e.Definition.TagType()
			} else if item, ok := e.Definition.Get("opcItemPath"); ok {
				s += " " + item.Text()
			} else {
				s += " " + e.Definition.StartValue().String()
			}
			for _, x := range e.Definition.Scripts() {
				s += " " + x.ID
			}
			got = append(got, s)
		}
		if err != nil {
			got = []string{err.Error()}
		}
		require.Equal(t, c.want, strings.Join(got, "; "), c.node)
	}
	require.True(t, r.UDTs.Has("p", "motor"))
	require.True(t, r.UDTs.Has("q", "Fast"))
	require.False(t, r.UDTs.Has("p", "Pump"))
}

// Plants that share files make instances at the same time.
func TestInstancesAtOnce(t *testing.T) {
	r, err := tagfile.LoadText("motors.json", motors, tagfile.Options{})
	require.NoError(t, err)
	node, err := tags.ParseJSON(`{"name": "M2", "typeId": "Fast"}`)
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				list, err := r.UDTs.Instance("[p]", node.Map())
				if err != nil || len(list) != 3 {
					t.Errorf("got %d tags and error %v, want 3 and none", len(list), err)
				}
			}
		})
	}
	all.Wait()
}

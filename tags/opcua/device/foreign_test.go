package device

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/tags/opcua/peer"
)

// A client of another make is at home on the device.
func TestForeignClientOnDevice(t *testing.T) {
	if err := peer.Installed(); err != nil {
		if os.Getenv("DRYFIRE_PEER") == "require" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	d, err := Start(program(t, "0,Line 1/Speed,\"ramp(0,1000,1000)\",Int32\n0,Line 1/Set,5,Int32\n0,Name,x,String\n"), Options{BaseRate: 20 * time.Millisecond})
	require.NoError(t, err)
	defer d.Close()
	arg, err := json.Marshal(map[string]any{"endpoint": d.Endpoint(), "root": "ns=1;s=[Device]", "watch": d.Path("Line 1/Speed"), "write": d.Path("Line 1/Set"), "changes": 5})
	require.NoError(t, err)
	var out, errs bytes.Buffer
	cmd := exec.Command("node", filepath.Join(peer.Folder(), "probe.js"), string(arg))
	cmd.Stdout, cmd.Stderr = &out, &errs
	require.NoError(t, cmd.Run(), errs.String())
	var got struct {
		Names                                   []string
		Type, BuiltIn, Write, Mismatch, Unknown string
		Written                                 int
		Changes                                 []int
	}
	line := out.Bytes()
	require.NoError(t, json.Unmarshal(line[max(0, bytes.LastIndex(line, []byte(`{"names"`))):], &got))
	assert.Equal(t, []string{"Line 1", "Speed", "Set", "Name", "[Controls]", "Base Rate", "Pause", "Repeat", "Reset", "Program Counter"}, got.Names)
	assert.Equal(t, "Int32", got.Type)
	assert.Equal(t, "Int32", got.BuiltIn)
	assert.GreaterOrEqual(t, len(got.Changes), 5)
	assert.IsNonDecreasing(t, got.Changes)
	assert.Equal(t, "Good", got.Write)
	assert.Equal(t, 42, got.Written)
	assert.Equal(t, "BadTypeMismatch", got.Mismatch)
	assert.Equal(t, "BadNodeIdUnknown", got.Unknown)
}

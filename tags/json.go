package tags

import "fmt"

// AppendJSON appends v as JSON.
func AppendJSON(b []byte, v Value) []byte { return b }

// FromGo converts a plain Go value.
func FromGo(x any) (Value, error) { return Value{}, fmt.Errorf("") }

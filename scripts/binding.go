package scripts

// How arguments meet parameters, in Python's way and with its messages, once
// for all languages.

import (
	"fmt"
	"strings"

	"dryfire/tags"
)

// Binding fills the arguments of a call. Use Begin, then Position and
// SetPosition for each positional argument, Keyword and SetPosition for each
// named one, then End.
type Binding struct {
	Function *Function
	Call     *Call
	given    [12]bool
}

// Begin prepares the call's arguments with the defaults.
func (b *Binding) Begin() {
	n := len(b.Function.Params)
	if n > len(b.Call.args) {
		panic(fmt.Sprintf("%s has more parameters than a call can hold", b.Function.Name))
	}
	b.Call.Args = b.Call.args[:n]
	for i := range b.Function.Params {
		b.Call.Args[i] = b.Function.Params[i].Default
	}
}

// Position returns the mode of positional argument i; the error is an
// *Exception if there are too many.
func (b *Binding) Position(i int) (Mode, error) {
	f := b.Function
	if i < len(f.Params) {
		return f.Params[i].Mode, nil
	}
	if f.Rest || f.Any {
		return Data, nil
	}
	return Data, Raise("TypeError", "%s() takes at most %d arguments", f.FullName(), len(f.Params))
}

// SetPosition sets the argument of parameter i.
func (b *Binding) SetPosition(i int, v tags.Value) {
	if i >= len(b.Call.Args) {
		b.Call.Rest = append(b.Call.Rest, v)
		return
	}
	b.Call.Args[i] = v
	b.given[i] = true
}

// Keyword returns the parameter of that name, or -1 if the function ignores
// it; the error is an *Exception.
func (b *Binding) Keyword(name string) (int, error) {
	f := b.Function
	for i := range f.Params {
		if f.Params[i].Name == name {
			if b.given[i] {
				return 0, Raise("TypeError", "%s() got multiple values for keyword argument '%s'", f.FullName(), name)
			}
			return i, nil
		}
	}
	if f.IgnoreExtra {
		return -1, nil
	}
	return 0, Raise("TypeError", "%s() got an unexpected keyword argument '%s'; it takes %s", f.FullName(), name, f.parameterList())
}

// SetNamed sets an argument given by name to a function that takes Any; the
// error is an *Exception.
func (b *Binding) SetNamed(name string, v tags.Value) error {
	c := b.Call
	if c.Named == nil {
		c.Named = tags.NewMap(1)
	}
	if _, ok := c.Named.Get(name); ok {
		return Raise("TypeError", "%s() got multiple values for keyword argument '%s'", b.Function.FullName(), name)
	}
	c.Named.SetText(name, v)
	return nil
}

// Given reports whether the script gave parameter i.
func (b *Binding) Given(i int) bool { return b.given[i] }

// End checks that nothing required is missing; the error is an *Exception.
func (b *Binding) End() error {
	f := b.Function
	for i := range f.Params {
		if f.Params[i].Required && !b.given[i] {
			if f.Missing != nil {
				return f.Missing(f.Params[i].Name)
			}
			return Raise("TypeError", "%s() missing required argument '%s'", f.FullName(), f.Params[i].Name)
		}
	}
	return nil
}

func (f *Function) parameterList() string {
	names := make([]string, len(f.Params))
	for i := range f.Params {
		names[i] = f.Params[i].Name
	}
	return strings.Join(names, ", ")
}

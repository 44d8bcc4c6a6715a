package python

import "dryfire/scripts/python/object"

// Frames are the frames of the running bodies, the innermost first, each with
// the line it stands at and its locals where they are known.
func (rt *Runtime) Frames() *object.Frame {
	var first, last *object.Frame
	lines := rt.lines()
	i := 0
	for f := rt.top; f != nil; f = f.back {
		o := object.NewFrame(f.code.code, f.code.inst.globals, object.Value{}, f.code.code.FirstLine)
		if i < len(lines) {
			o.Line = lines[i] - f.code.info.file.shift
		}
		i++
		if first == nil {
			first = o
		} else {
			last.Back = o
		}
		last = o
	}
	return first
}

// lines are the lines of all scripts on goja's stack that are frames of ours:
// one for each body, the innermost first.
func (rt *Runtime) lines() []int {
	var out []int
	wasNative := true
	for _, f := range rt.vm.CaptureCallStack(0, nil) {
		p := f.Position()
		if p.Line == 0 {
			wasNative = true
			continue
		}
		// Functions of one body that call one another (a comprehension's
		// arrow) have no native between them.
		if wasNative {
			out = append(out, p.Line)
		}
		wasNative = false
	}
	return out
}

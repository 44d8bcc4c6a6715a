package python

import (
	"dryfire/scripts/python/emit"
	"dryfire/scripts/python/object"
)

// Frames are the frames of the running bodies, the innermost first, each with
// the line it stands at.
func (rt *Runtime) Frames() *object.Frame {
	var first, last *object.Frame
	lines := rt.lines()
	i := 0
	for f := rt.top; f != nil; f = f.back {
		o := f.object()
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

// frameLine is the line at which a frame stands, or which it was left at.
func (rt *Runtime) frameLine(o *object.Frame) int {
	i := 0
	for f := rt.top; f != nil; f = f.back {
		if f.obj == o {
			if lines := rt.lines(); i < len(lines) {
				o.Line = lines[i] - f.code.info.file.shift
			}
			break
		}
		i++
	}
	return o.Line
}

// lines are the lines of all scripts on goja's stack that are frames of ours:
// one for each body, the innermost first.
func (rt *Runtime) lines() []int {
	var out []int
	inner := false // the body of what was seen last is still to come
	for _, f := range rt.vm.CaptureCallStack(0, nil) {
		p := f.Position()
		if p.Line == 0 {
			continue
		}
		if !inner {
			out = append(out, p.Line)
		}
		inner = emit.InnerFunction(f.FuncName())
	}
	return out
}

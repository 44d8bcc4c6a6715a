package system

import (
	"dryfire/scripts"
	"dryfire/tags"
)

var timeout = scripts.Param{Name: "timeout", Default: tags.Int(45_000)}

var tagFunctions = []*scripts.Function{
	{
		Name:   "tag.readBlocking",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}, timeout},
		Call: func(c *scripts.Call) (tags.Value, error) {
			paths, err := tagPaths(c.Args[0])
			if err != nil {
				return tags.Value{}, err
			}
			return qualifiedList(c.Host.World.ReadTags(c.Run, paths)), nil
		},
	},
	{
		Name:   "tag.readAsync",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}, {Name: "callback", Mode: scripts.Callback}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			paths, err := tagPaths(c.Args[0])
			if err != nil {
				return tags.Value{}, err
			}
			return tags.Value{}, callback(c, 1, "readAsync callback", qualifiedList(c.Host.World.ReadTags(c.Run, paths)))
		},
	},
	{
		Name:   "tag.writeBlocking",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}, {Name: "values", Required: true}, timeout},
		Call: func(c *scripts.Call) (tags.Value, error) {
			codes, err := writeTags(c)
			return codes, err
		},
	},
	{
		Name: "tag.writeAsync",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}, {Name: "values", Required: true},
			{Name: "callback", Mode: scripts.Callback}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			codes, err := writeTags(c)
			if err != nil {
				return tags.Value{}, err
			}
			return tags.Value{}, callback(c, 2, "writeAsync callback", codes)
		},
	},
	{
		Name:   "tag.exists",
		Params: []scripts.Param{{Name: "tagPath", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Bool(c.Host.World.TagExists(c.Run, c.Arg(0))), nil
		},
	},
	// The names of version 7, which are still everywhere (API-2).
	{
		Name:   "tag.read",
		Params: []scripts.Param{{Name: "tagPath", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			q := c.Host.World.ReadTags(c.Run, []string{c.Arg(0)})
			return tags.FromQualified(&q[0]), nil
		},
	},
	{
		Name:   "tag.readAll",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			paths, err := tagPaths(c.Args[0])
			if err != nil {
				return tags.Value{}, err
			}
			return qualifiedList(c.Host.World.ReadTags(c.Run, paths)), nil
		},
	},
	{
		Name:   "tag.write",
		Params: []scripts.Param{{Name: "tagPath", Required: true}, {Name: "value", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			codes := c.Host.World.WriteTags(c.Run, []string{c.Arg(0)}, []tags.Value{c.Args[1]})
			return tags.Int(legacyResult(codes[0])), nil
		},
	},
	{
		Name:   "tag.writeAll",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}, {Name: "values", Required: true}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			codes, err := writeTags(c)
			if err != nil {
				return tags.Value{}, err
			}
			items := codes.List().Items
			for i := range items {
				q, _ := items[i].Quality()
				items[i] = tags.Int(legacyResult(q))
			}
			return codes, nil
		},
	},
	{
		Name:   "tag.writeSynchronous",
		Params: []scripts.Param{{Name: "tagPath", Required: true}, {Name: "value", Required: true}, timeout},
		Call: func(c *scripts.Call) (tags.Value, error) {
			codes := c.Host.World.WriteTags(c.Run, []string{c.Arg(0)}, []tags.Value{c.Args[1]})
			return tags.Value{}, written(c.Arg(0), codes[0])
		},
	},
	{
		Name:   "tag.writeAllSynchronous",
		Params: []scripts.Param{{Name: "tagPaths", Required: true}, {Name: "values", Required: true}, timeout},
		Call: func(c *scripts.Call) (tags.Value, error) {
			codes, err := writeTags(c)
			if err != nil {
				return tags.Value{}, err
			}
			paths, err := tagPaths(c.Args[0])
			if err != nil {
				return tags.Value{}, err
			}
			for i, v := range codes.List().Items {
				q, _ := v.Quality()
				if err := written(paths[i], q); err != nil {
					return tags.Value{}, err
				}
			}
			return tags.Value{}, nil
		},
	},
}

// written raises what version 7 raised when a synchronous write failed.
func written(path string, q tags.Quality) error {
	if !q.IsBadOrError() {
		return nil
	}
	return scripts.RaiseJava("java.lang.Exception", "the write to %s failed: %s", path, q)
}

// legacyResult is what write of version 7 returned: 0 for a failure, 2 for a
// write that is accepted.
func legacyResult(q tags.Quality) int64 {
	if q.IsBadOrError() {
		return 0
	}
	return 2
}

// tagPaths accepts a list of paths or a single one (RUN-1). Anything in the
// list that is no text is spelled out, as paths from browsing are.
func tagPaths(v tags.Value) ([]string, error) {
	if l := v.List(); l != nil {
		paths := make([]string, len(l.Items))
		for i, item := range l.Items {
			paths[i] = scripts.PyStr(item)
		}
		return paths, nil
	}
	if v.IsNull() {
		return nil, scripts.Raise("TypeError", "tagPaths wants a list of tag paths, got None")
	}
	return []string{scripts.PyStr(v)}, nil
}

// writeTags serves all writes: lists of paths and values, a single path with a
// single value, and [path] with a value (section 10).
func writeTags(c *scripts.Call) (tags.Value, error) {
	paths, err := tagPaths(c.Args[0])
	if err != nil {
		return tags.Value{}, err
	}
	values := []tags.Value{c.Args[1]}
	if l := c.Args[1].List(); l != nil && l.Form != tags.FormArray && (c.Args[0].List() != nil) {
		values = l.Items
	}
	if len(values) != len(paths) {
		return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "Length of values does not match length of paths.") // FN-1
	}
	codes := c.Host.World.WriteTags(c.Run, paths, values)
	items := make([]tags.Value, len(codes))
	for i, q := range codes {
		items[i] = tags.FromQuality(q)
	}
	return tags.ListOf(items...), nil
}

func qualifiedList(values []tags.QualifiedValue) tags.Value {
	items := make([]tags.Value, len(values))
	for i := range values {
		items[i] = tags.FromQualified(&values[i])
	}
	return tags.ListOf(items...)
}

// callback calls argument i, if there is one, with result in a run of its own.
func callback(c *scripts.Call, i int, description string, result tags.Value) error {
	if fn, ok := c.Args[i].Object().(scripts.Callable); ok {
		c.Host.World.Callback(c.Run, description, func() error {
			_, err := fn.Call([]tags.Value{result})
			return err
		})
	}
	return nil
}

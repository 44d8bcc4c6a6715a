package tags

// Reading and writing by path: the value of a tag, its properties, UDT
// parameters, elements of arrays, cells of datasets and members of documents.

// Read returns what the path names. owner is the tag that owns the script or
// binding that reads, and resolves [.] and [~]; it may be nil. What does not
// exist reads as null with Bad_NotFound; no path is an error.
func (t *Tags) Read(path string, owner *Tag) QualifiedValue {
	p, err := ParsePath(path)
	if err != nil {
		return t.none(QualityOf(ErrorInvalidPathSyntax).WithDiagnostic(err.Error()))
	}
	g, q := t.node(&p, owner)
	if g == nil {
		return t.none(q)
	}
	if p.Property == "" && p.Element.Kind == WholeValue {
		return g.Value()
	}
	return t.none(QualityOf(BadNotFound))
}

func (t *Tags) none(q Quality) QualifiedValue {
	return QualifiedValue{Quality: q, Timestamp: t.clock()}
}

// Exists reports whether the path names something that is there.
func (t *Tags) Exists(path string, owner *Tag) bool {
	p, err := ParsePath(path)
	if err != nil {
		return false
	}
	g, _ := t.node(&p, owner)
	return g != nil
}

// Write writes to what the path names, as a script writes, and returns the
// quality code of the write; nothing is raised (WRT-1).
func (t *Tags) Write(path string, owner *Tag, v Value) Quality {
	p, err := ParsePath(path)
	if err != nil {
		return QualityOf(ErrorInvalidPathSyntax).WithDiagnostic(err.Error())
	}
	g, q := t.node(&p, owner)
	if g == nil {
		return q
	}
	return t.WriteTag(g, v)
}

// Property returns a property of the tag, case ignored, and whether it has it.
func (g *Tag) Property(name string) (Value, bool) { return g.def.Property(name) }

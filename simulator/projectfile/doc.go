// Package projectfile reads Ignition project folders, of 8.1 and of 8.3, as
// they stand on disk. Ignition is a trademark of Inductive Automation, with
// whom this package has no connection; it only knows the files.
//
// [Find] searches a tree for projects, loose script libraries and tag files.
// [Load] reads one project into a [Project]: its message handlers, its other
// events, its library modules and every further place where the platform keeps
// Python. Each text is a [Script] that says how it is stored, under which
// header it runs and where it was found; [Script.Source] hands it to a
// language. [Ancestors] and [Project.Inherit] lay a project over its parents.
//
//	p, err := projectfile.Load("projects/Line1", projectfile.Options{})
//	for _, h := range p.Gateway.Messages {
//		program, err := language.Compile(h.Script.Source())
//		…
//	}
//	for _, w := range p.Warnings {
//		fmt.Println(w)
//	}
//
// A folder is input from anywhere. One bad resource never stops the load
// (RES-12): it becomes a [Warning]. Nothing outside the folder is read, whatever
// resource.json or a symbolic link says, and file sizes, nesting and unpacked
// sizes are bounded.
//
// Ids such as RES-4 refer to docs/reference/ignition-files.md, those of other
// families (GWE-3, HND-5, DEC-38) to docs/reference/ignition-semantics.md.
package projectfile

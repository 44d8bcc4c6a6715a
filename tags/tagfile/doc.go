// Package tagfile reads the tags of an Ignition gateway from files, as they
// stand: tag exports of 8.1, trees with one file per tag, and the tag folders
// of 8.3. UDT instances come out as the folders and tags they stand for, with
// inheritance, parameters, bindings and overrides resolved, in the order of the
// files, ready for [tags.Tags.Configure].
//
// Nothing in a file stops the load but the file being no tag file at all. What
// can't be understood becomes a [Warning] that says where it stands.
//
// What files leave open and this package decides: the text of a parameter
// without a value is empty; a parameter given without a value inherits one;
// {PathToTag} and {PathToParentFolder} have no provider; alarms merge by name.
// Expressions, queries, references and bindings to tags are kept and not
// evaluated.
//
// Rule ids such as TGF-8 refer to docs/reference/ignition-files.md.
package tagfile

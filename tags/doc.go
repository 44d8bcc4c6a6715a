// Package tags is the tag model of the simulation: paths, data types,
// qualified values, quality codes, tag definitions, and the in-memory provider
// that holds them.
//
// It knows nothing of scripts, events or scenarios. Whoever wants to hear of
// changes gives the model a listener; everything above this package
// exchanges data as [Value], the one value type that tags, message payloads,
// the journal and both script languages share.
//
//	t := tags.New(clock)
//	t.AddProvider("default")
//	t.Configure("[default]Line 1/Speed", tags.NewDefinition().MustSet("dataType", "Float8", "value", 0))
//	t.Listen(func(c *tags.Change) { … })
//	t.Start()
//	t.Write("[default]Line 1/Speed", nil, tags.Float(12.5))
//
// A [Tags] belongs to one goroutine at a time. Values, datasets, documents and
// definitions in use are immutable and may be shared.
//
// Rule ids in comments (TAG-9, WRT-2, DEC-32) refer to
// docs/reference/ignition-semantics.md, those of tag files (TGF-13, UDT-9,
// REL-2) to docs/reference/ignition-files.md. What both leave open, this
// package decides as follows:
//
//   - Re-initialisation stamps a tag with the current time. A memory tag comes
//     back Good, any other with the quality it had.
//   - A memory tag without a value is null and Good; a tag of another source
//     without one is null and Uncertain_InitialValue.
//   - An accepted change that brings no timestamp counts as a change of the
//     timestamp, even if virtual time stands still (TAG-12).
//   - A script's qualified value lands whatever its timestamp (WRT-7); only
//     steps and feeds back-fill (TAG-21), and only a tag whose quality is good.
//   - Writing a property edits the definition without an initial change;
//     enabled alone makes the tag pass through Bad_Disabled.
//   - A number beyond enforced engineering limits is refused from a script and
//     shown with Bad_OutOfRange from a step or a feed (DEC-35).
//   - The default deadband of 0.0001 (TGF-13) applies to memory tags as well.
package tags

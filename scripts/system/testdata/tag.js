// system.tag. The world of these tests has two tags: [default]a with 5 and
// [default]b with the text on.

// ---- readBlocking: a list, a single path, an unknown path
print(system.tag.readBlocking(["[default]a", "[default]b"]))
//: read [default]a, [default]b
//: [[5, Good, Thu Jul 02 12:38:36 UTC 2026], [on, Good, Thu Jul 02 12:38:36 UTC 2026]]
print(system.tag.readBlocking("[default]a"))
//: read [default]a
//: [[5, Good, Thu Jul 02 12:38:36 UTC 2026]]
const [missing] = system.tag.readBlocking(["[default]nothing"]) //: read [default]nothing
print(missing.value, missing.quality, missing.quality.isGood()) //: None Bad_NotFound False
print(system.tag.readBlocking([]))
//: read
//: []

// ---- readBlocking: by name, with a timeout
print(system.tag.readBlocking(["[default]a"], 1000)[0].value)
//: read [default]a
//: 5
print(system.tag.readBlocking(kw({tagPaths: ["[default]a"], timeout: 5}))[0].value)
//: read [default]a
//: 5

// ---- readBlocking: paths that are no texts are spelled (FN-1)
print(system.tag.readBlocking([5, null, true]).length)
//: read 5, None, True
//: 3

// ---- readBlocking: nothing to read
system.tag.readBlocking(null) //! TypeError: tagPaths wants a list of tag paths, got None

// ---- readBlocking: without an argument
system.tag.readBlocking() //! TypeError: system.tag.readBlocking() missing required argument 'tagPaths'

// ---- readBlocking: too many
system.tag.readBlocking([], 5, 6) //! TypeError: system.tag.readBlocking() takes at most 2 arguments

// ---- readBlocking: an unknown name
system.tag.readBlocking(kw({paths: []})) //! TypeError: system.tag.readBlocking() got an unexpected keyword argument 'paths'; it takes tagPaths, timeout

// ---- writeBlocking: lists, scalars, mixed
print(system.tag.writeBlocking(["[default]a", "[default]b"], [6, "off"]))
//: write [default]a = 6
//: write [default]b = 'off'
//: [Good, Good]
print(system.tag.writeBlocking("[default]a", 7))
//: write [default]a = 7
//: [Good]
print(system.tag.writeBlocking(["[default]a"], 8))
//: write [default]a = 8
//: [Good]
print(system.tag.writeBlocking(["[default]a"], [9]))
//: write [default]a = 9
//: [Good]
print(system.tag.writeBlocking("[default]a", [1, 2]))
//: write [default]a = [1, 2]
//: [Good]
print(system.tag.writeBlocking(["[default]a"], [[1, 2]]))
//: write [default]a = [1, 2]
//: [Good]
print(system.tag.readBlocking("[default]a")[0].value)
//: read [default]a
//: [1, 2]

// ---- writeBlocking: what is written
system.tag.writeBlocking(["[default]a", "[default]a", "[default]a", "[default]a"], [null, {k: [1]}, new Date(0), 1.5])
//: write [default]a = None
//: write [default]a = {'k': [1]}
//: write [default]a = Thu Jan 01 00:00:00 UTC 1970
//: write [default]a = 1.5

// ---- writeBlocking: qualified values (WRT-7)
const [q] = system.tag.readBlocking("[default]a") //: read [default]a
print(system.tag.writeBlocking(["[default]a", "[default]b"], [q, q.derive(6)]))
//: write [default]a = [5, Good, Thu Jul 02 12:38:36 UTC 2026]
//: write [default]b = [6, Good, Thu Jul 02 12:38:36 UTC 2026]
//: [Good, Good]

// ---- writeBlocking: the codes are qualities
const [good, bad] = system.tag.writeBlocking(["[default]a", "[default]none"], [1, 2])
//: write [default]a = 1
//: write [default]none = 2
print(good, bad, good.isGood(), bad.isGood(), bad.isBad(), bad.isError(), bad.isBadOrError(), bad.isNotGood(), bad.isUncertain())
//: Good Bad_NotFound True False True False True True False
print(bad.getCode(), bad.getName(), bad.getLevel(), bad.getDiagnosticMessage(), bad.code, bad.name, bad.level, bad.diagnosticMessage)
//: -2147483129 Bad_NotFound Bad None -2147483129 Bad_NotFound Bad None
print(bad.derive("no such tag"), bad.derive("no such tag").diagnosticMessage, good.toString(), `${good}`)
//: Bad_NotFound("no such tag") no such tag Good Good

// ---- writeBlocking: lengths that differ (FN-1)
try { system.tag.writeBlocking(["[default]a", "[default]b"], [1]) } catch (e) { print(e.javaClass) } //: java.lang.IllegalArgumentException
system.tag.writeBlocking(["[default]a", "[default]b"], 1) //! IllegalArgumentException: Length of values does not match length of paths.

// ---- writeBlocking: nothing is written when lengths differ
system.tag.writeBlocking(["[default]a"], []) //! IllegalArgumentException: Length of values does not match length of paths.

// ---- writeBlocking: without values
system.tag.writeBlocking(["[default]a"]) //! TypeError: system.tag.writeBlocking() missing required argument 'values'

// ---- writeBlocking: undefined is no value
const payload = {}
system.tag.writeBlocking("[default]a", payload.valeu) //! TypeError: system.tag.writeBlocking() missing required argument 'values'

// ---- readAsync calls back in a run of its own
system.tag.readAsync(["[default]a"], (values) => print("read", values[0].value))
print("after")
//: read [default]a
//: after
//: read 5

// ---- readAsync without a callback
print(system.tag.readAsync("[default]a"))
//: read [default]a
//: None

// ---- readAsync: an error in the callback is the callback's
system.tag.readAsync(["[default]a"], () => { throw new Error("late") })
print("after")
//: read [default]a
//: after
//: readAsync callback: Error: late

// ---- readAsync: no function
system.tag.readAsync(["[default]a"], "callback") //! TypeError: system.tag.readAsync(): callback wants a function, got "callback"

// ---- writeAsync
print(system.tag.writeAsync(["[default]a", "[default]none"], [1, 2], (codes) => print("wrote", codes)))
system.tag.writeAsync("[default]a", 3)
system.tag.writeAsync("[default]a", 4, kw({callback: (codes) => print("wrote", codes.length)}))
print("after")
//: write [default]a = 1
//: write [default]none = 2
//: None
//: write [default]a = 3
//: write [default]a = 4
//: after
//: wrote [Good, Bad_NotFound]
//: wrote 1

// ---- writeAsync: lengths that differ
system.tag.writeAsync(["[default]a", "[default]b"], [1], () => print("never")) //! IllegalArgumentException: Length of values does not match length of paths.

// ---- writeAsync: no function
system.tag.writeAsync("[default]a", 1, {}) //! TypeError: system.tag.writeAsync(): callback wants a function, got Object

// ---- exists
print(system.tag.exists("[default]a"), system.tag.exists("[default]nothing"), system.tag.exists(null)) //: True False False

// ---- exists: a list
print(system.tag.exists(["[default]a"])) //: False

// ---- the names of version 7
print(system.tag.read("[default]a"), system.tag.readAll(["[default]a", "[default]b"]).length)
//: read [default]a
//: read [default]a, [default]b
//: [5, Good, Thu Jul 02 12:38:36 UTC 2026] 2
print(system.tag.write("[default]a", 6), system.tag.write("[default]none", 6), system.tag.writeAll(["[default]a", "[default]none"], [1, 2]))
//: write [default]a = 6
//: write [default]none = 6
//: write [default]a = 1
//: write [default]none = 2
//: 2 0 [2, 0]

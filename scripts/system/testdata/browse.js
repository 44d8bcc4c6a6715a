// system.tag.browse and the functions that configure tags, in JavaScript.

// ---- browse
const results = system.tag.browse("[plant]Line 1")
print(results.length, results.getReturnedSize(), results.resultQuality, results[0].name, results[0].value.value, results[0].hasChildren)
//: 4 4 Good Speed 12.5 False
for (const t of results) print(t.name, t.tagType, String(t.fullPath), t.fullPath.itemName, t.fullPath.getParentPath() + "/x")
//: Speed AtomicTag [plant]Line 1/Speed Speed [plant]Line 1/x
//: State AtomicTag [plant]Line 1/State State [plant]Line 1/x
//: Data AtomicTag [plant]Line 1/Data Data [plant]Line 1/x
//: Pump UdtInstance [plant]Line 1/Pump Pump [plant]Line 1/x
print(results.map(t => t.name), results.getResults().map(t => t.name), results.filter(t => t.tagType === "UdtInstance").length)
//: ['Speed', 'State', 'Data', 'Pump'] ['Speed', 'State', 'Data', 'Pump'] 1
print(system.tag.browse("[plant]", {recursive: true, tagType: "AtomicTag", name: "s*"}).map(t => t.fullPath))
//: [u'[plant]Line 1/Speed', u'[plant]Line 1/State']
system.tag.readBlocking(results.map(t => t.fullPath)) //: read [plant]Line 1/Speed, [plant]Line 1/State, [plant]Line 1/Data, [plant]Line 1/Pump
print(system.tag.browseTags("[plant]Line 1").map(t => t.name + " " + t.isFolder())) //: ['Data false', 'Pump false', 'Speed false', 'State false']

// ---- getConfiguration and configure
const [speed] = system.tag.getConfiguration("[plant]Line 1/Speed")
print(speed.documentation, speed.dataType, speed)
//: rpm Float8 {u'path': [plant]Line 1/Speed, u'name': u'Speed', u'tagType': u'AtomicTag', u'dataType': u'Float8', u'documentation': u'rpm', u'value': 12.5}
speed.documentation = "changed"
print(system.tag.configure("[plant]Line 1", [speed], "m"), system.tag.getConfiguration("[plant]Line 1/Speed")[0].documentation) //: [Good] changed
print(system.tag.configure("[plant]Line 2", {name: "T", dataType: "Float8", value: 1}), system.tag.configure("[plant]Line 2", JSON.stringify([{name: "U", value: 2}])))
//: [Good] [Good]
print(system.tag.configure("[plant]Line 2", [{name: "a.b"}])[0].isGood(), system.tag.copy(["[plant]Line 2"], "[plant]Line 1"), system.tag.deleteTags(["[plant]Line 2/T"]))
//: False [Good] [Good]
print(system.tag.move(["[plant]Line 2/U"], "[plant]"), system.tag.rename("[plant]U", "V"), system.tag.browse("[plant]", {recursive: true}).map(t => String(t.fullPath)))
//: [Good] Good ['[plant]Line 1', '[plant]Line 1/Speed', '[plant]Line 1/State', '[plant]Line 1/Data', '[plant]Line 1/Pump', '[plant]Line 1/Pump/Run', '[plant]Line 1/Line 2', '[plant]Line 1/Line 2/T', '[plant]Line 1/Line 2/U', '[plant]Line 2', '[plant]Total', '[plant]V']

// ---- a filter that is no object
system.tag.browse("[plant]", "name") //! TypeError: browse() wants a dictionary as its filter, got 'name'

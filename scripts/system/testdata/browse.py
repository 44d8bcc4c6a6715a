# system.tag.browse and the functions that configure tags. The world of these
# tests has a provider plant: Line 1 with Speed, State, Data and the UDT
# instance Pump, which has a member Run; Line 2, which is empty; Total.

# ---- browse: entries are dictionaries (RUN-7)
results = system.tag.browse("[plant]Line 1")
print len(results), results.getReturnedSize(), results.resultQuality, results.getContinuationPoint(), type(results)
#: 4 4 Good None <type 'com.inductiveautomation.ignition.common.browsing.Results'>
for t in results:
	print t["name"], t["fullPath"], t["tagType"], t["hasChildren"], t.get("dataType"), t.get("typeId"), t.get("value")
#: Speed [plant]Line 1/Speed AtomicTag False Float8 None [12.5, Good, Thu Jul 02 12:38:36 UTC 2026]
#: State [plant]Line 1/State AtomicTag False String None [idle, Good, Thu Jul 02 12:38:36 UTC 2026]
#: Data [plant]Line 1/Data AtomicTag False DataSet None [Dataset [1R ⅹ 1C], Good, Thu Jul 02 12:38:36 UTC 2026]
#: Pump [plant]Line 1/Pump UdtInstance True None Motors/Pump None
for t in results.getResults():
	print t["name"],
print #: Speed State Data Pump
print results[0]["value"].value, results[-1]["name"], [t["name"] for t in results[1:3]], results.results[0]["quality"].isGood(), "value" in results[3], sorted(results[0].keys())
#: 12.5 Pump [u'State', u'Data'] True False [u'attributes', u'dataType', u'fullPath', u'hasChildren', u'name', u'quality', u'tagType', u'value', u'valueSource']
print [str(t["fullPath"]) for t in system.tag.browse("[plant]")] #: ['[plant]Line 1', '[plant]Line 2', '[plant]Total']

# ---- browse: an entry's path is a TagPath (TCS-5)
path = system.tag.browse("[plant]Line 1/Pump")[0]["fullPath"]
print path, type(path), repr(str(path)), path.getItemName(), path.itemName, path.getParentPath(), path.parentPath.parentPath, path.source, path.getPathLength()
#: [plant]Line 1/Pump/Run <type 'com.inductiveautomation.ignition.common.tags.paths.BasicTagPath'> '[plant]Line 1/Pump/Run' Run Run [plant]Line 1/Pump [plant]Line 1 plant 3
print path.toStringFull(), path.toStringPartial(), path.getPathComponent(0), path.getLastPathComponent(), path.getProperty(), path.getChildPath("x")
#: [plant]Line 1/Pump/Run Line 1/Pump/Run Line 1 Run None [plant]Line 1/Pump/Run/x
print path.parentPath.parentPath.parentPath.parentPath, path == path, path.toString() == "[plant]Line 1/Pump/Run" #: None True True
print "%s" % path, str(path).split("/")[-1], path.toString().replace("Run", "Stop") #: [plant]Line 1/Pump/Run Run [plant]Line 1/Pump/Stop
system.tag.readBlocking([path]) #: read [plant]Line 1/Pump/Run

# ---- browse: filters
def names(path, **filter):
	return [str(t["fullPath"])[len("[plant]"):] for t in system.tag.browse(path, filter)]
print names("[plant]", recursive=True) #: ['Line 1', 'Line 1/Speed', 'Line 1/State', 'Line 1/Data', 'Line 1/Pump', 'Line 1/Pump/Run', 'Line 2', 'Total']
print names("[plant]", recursive=True, tagType="AtomicTag") #: ['Line 1/Speed', 'Line 1/State', 'Line 1/Data', 'Line 1/Pump/Run', 'Total']
print names("[plant]", recursive=True, tagType="Folder") #: ['Line 1', 'Line 2']
print names("[plant]", recursive=True, typeId="Motors/Pump"), names("[plant]", recursive=True, tagType="UdtInstance") #: ['Line 1/Pump'] ['Line 1/Pump']
print names("[plant]", recursive=True, name="S*"), names("[plant]", recursive=True, name="*a*", dataType="String"), names("[plant]", name="line ?")
#: ['Line 1/Speed', 'Line 1/State'] ['Line 1/State'] ['Line 1', 'Line 2']
print names("[plant]", recursive=True, valueSource="opc"), names("[plant]", recursive=True, dataType="float8") #: ['Line 1/Pump/Run'] ['Line 1/Speed']
page = system.tag.browse("[plant]", {"recursive": True, "maxResults": 3})
print len(page), page.continuationPoint, names("[plant]", recursive=True, maxResults=3, continuationPoint=page.continuationPoint)
#: 3 3 ['Line 1/Data', 'Line 1/Pump', 'Line 1/Pump/Run']

# ---- browse: providers, unknown paths, tags
print [(t["name"], str(t["fullPath"]), t["tagType"]) for t in system.tag.browse("")] #: [(u'plant', '[plant]', u'Provider')]
for path in ["[plant]Line 3", "[none]", "[plant]Total", "[plant]["]:
	r = system.tag.browse(path)
	print path, len(r), r.getResultQuality(), [t for t in r]
#: [plant]Line 3 0 Bad_NotFound []
#: [none] 0 Bad_NotFound("Tag provider 'none' not found") []
#: [plant]Total 0 Good []
#: [plant][ 0 Bad_NotFound("invalid tag path "[plant][": the bracket of the element is not closed") []

# ---- browseTags: the older form
for t in system.tag.browseTags("[plant]Line 1"):
	print t.name, t.path, t.fullPath, t.type, t.dataType, t.isFolder(), t.isUDT(), t.isMemory()
#: Data Line 1/Data [plant]Line 1/Data MEMORY DataSet False False True
#: Pump Line 1/Pump [plant]Line 1/Pump UDT_INST None False True False
#: Speed Line 1/Speed [plant]Line 1/Speed MEMORY Float8 False False True
#: State Line 1/State [plant]Line 1/State MEMORY String False False True
print [t.name for t in system.tag.browseTags("[plant]", recursive=True, sort="DESC")]
#: [u'Total', u'Line 2', u'State', u'Speed', u'Run', u'Pump', u'Data', u'Line 1']
print [t.name for t in system.tag.browseTags("[plant]", "*Line*", recursive=True, dataType="String")], [str(t) for t in system.tag.browseTagsSimple("[plant]", "ASC")]
#: [u'State'] ['[plant]Line 1', '[plant]Line 2', '[plant]Total']
print [t.name for t in system.tag.browseTags(parentPath="[plant]", recursive=True, tagType="OPC")], system.tag.browseTags("[plant]Nothing")
#: [u'Run'] []

# ---- getConfiguration
config = system.tag.getConfiguration("[plant]Line 1/Speed")
print config
#: [{u'dataType': u'Float8', u'documentation': u'rpm', u'path': [plant]Line 1/Speed, u'name': u'Speed', u'tagType': u'AtomicTag', u'value': 12.5}]
print config[0]["documentation"], config[0]["value"], str(config[0]["path"]) #: rpm 12.5 [plant]Line 1/Speed
print system.tag.getConfiguration("[plant]Total", False)
#: [{u'path': [plant]Total, u'name': u'Total', u'tagType': u'AtomicTag', u'eventScripts': [{u'eventid': u'valueChanged', u'script': u'\tpass'}], u'value': 7}]
tree = system.tag.getConfiguration("[plant]Line 1", True)[0]
print tree["name"], tree["tagType"], [t["name"] for t in tree["tags"]], tree["tags"][3]["tags"][0]["opcItemPath"], tree["tags"][3]["parameters"]["Num"]
#: Line 1 Folder [u'Speed', u'State', u'Data', u'Pump'] ns=1;s=Run 3
print system.tag.getConfiguration("[plant]Line 9"), system.tag.getConfiguration("[none]x"), "tags" in system.tag.getConfiguration("[plant]Line 1")[0]
#: [] [] False

# ---- configure: new tags
def show(path="[plant]", **filter):
	print [(str(t["fullPath"]), t["value"].value if "value" in t else None) for t in system.tag.browse(path, dict(filter, recursive=True))]
print system.tag.configure("[plant]Line 2", [{"name": "Count", "dataType": "Int8", "value": 5}, {"name": "Sub", "tagType": "Folder", "tags": [{"name": "On", "dataType": "Boolean", "value": True}, {"name": "Off"}]}])
#: [Good, Good]
show("[plant]Line 2") #: [('[plant]Line 2/Count', 5L), ('[plant]Line 2/Sub', None), ('[plant]Line 2/Sub/On', True), ('[plant]Line 2/Sub/Off', None)]
print system.tag.configure("[plant]New", {"name": "T", "tagType": "AtomicTag", "dataType": "String", "value": "x"}, "a") #: [Good]
print system.tag.configure(basePath="[plant]New", tags='[{"name": "J", "valueSource": "memory", "dataType": "DateTime", "value": 0}]', collisionPolicy="m")
#: [Good]
print system.tag.configure("[plant]New", ['{"name": "K", "value": 3}', {"name": "L", "value": 4}]) #: [Good, Good]
show("[plant]New") #: [('[plant]New/T', u'x'), ('[plant]New/J', Thu Jan 01 00:00:00 UTC 1970), ('[plant]New/K', 3), ('[plant]New/L', 4)]

# ---- configure: collision policies (FN-2)
base = "[plant]Line 1"
def speed():
	c = system.tag.getConfiguration(base + "/Speed")[0]
	return c.get("documentation"), c.get("tooltip"), c["dataType"] if "dataType" in c else None, c["value"]
print system.tag.configure(base, [{"name": "speed", "tooltip": "t"}], "a"), speed()
#: [Bad_Failure("there is a tag [plant]Line 1/Speed already")] (u'rpm', None, u'Float8', 12.5)
print system.tag.configure(base, [{"name": "speed", "tooltip": "t"}], "i"), speed()
#: [Good("there is a tag [plant]Line 1/Speed already, which stays as it is")] (u'rpm', None, u'Float8', 12.5)
print system.tag.configure(base, [{"name": "speed", "tooltip": "t"}], "m"), speed() #: [Good] (u'rpm', u't', u'Float8', 12.5)
print system.tag.configure(base, [{"name": "Speed", "tooltip": "u", "dataType": "Float8"}], "o"), speed() #: [Good] (None, u'u', u'Float8', 12.5)
print system.tag.configure(base, [{"name": "Speed", "value": 99.5}], "m"), speed() #: [Good] (None, u'u', u'Float8', 99.5)

# ---- configure: what was read is written back
config = system.tag.getConfiguration("[plant]Line 1", True)
print system.tag.configure("[plant]", config, "o"), system.tag.getConfiguration("[plant]Line 1", True)[0]["tags"][:3] == config[0]["tags"][:3]
#: [Good] True
config = system.tag.getConfiguration("[plant]Total")
config[0]["documentation"] = "sum"
config[0]["alarms"] = [{"name": "High", "setpointA": 10.0}]
print system.tag.configure("[plant]", config, "m"), system.tag.getConfiguration("[plant]Total")
#: [Good] [{u'documentation': u'sum', u'alarms': [{'setpointA': 10.0, 'name': 'High'}], u'path': [plant]Total, u'name': u'Total', u'tagType': u'AtomicTag', u'eventScripts': [{u'eventid': u'valueChanged', u'script': u'\tpass'}], u'value': 7}]

# ---- configure: event scripts
print system.tag.configure("[plant]", [{"name": "E", "eventScripts": [{"eventid": "valueChanged", "script": "\tprint 5"}, {"eventid": "qualifiedValueChanged", "script": "\tpass", "changeTypes": ["QUALITY"], "enabled": False}]}])
#: [Good]
print system.tag.getConfiguration("[plant]E")[0]["eventScripts"]
#: [{u'eventid': u'valueChanged', u'script': u'\tprint 5'}, {u'eventid': u'qualifiedValueChanged', u'changeTypes': [u'QUALITY'], u'script': u'\tpass', u'enabled': False}]
print system.tag.configure("[plant]", [{"name": "E", "eventScripts": [{"eventid": "valueChanged", "script": "print 5"}]}], "m")
#: warn [tags.eventscripts.compiler] The script valueChanged of tag [plant]E does not compile and never runs: the body is not indented
#: [Good]
print system.tag.configure("[plant]", [{"name": "E", "eventScripts": [{"eventid": "changed", "script": "\tpass"}]}])
#: [Error_Configuration("[plant]E: got event "changed", want one of valueChanged, qualityChanged, qualifiedValueChanged, alarmActive, alarmCleared, alarmAcked")]

# ---- configure: what is wrong comes back as a code (FN-1)
for tag in [{}, {"name": ""}, {"name": "a.b"}, 5, {"name": "X", "dataType": "Dataset"}, {"name": "X", "enabled": "maybe"}, {"name": "X", "value": "x"},
		{"name": "X", "eventScripts": 5}, {"name": "X", "eventScripts": [5]}, {"name": "X", "tagType": "UdtInstance", "typeId": "Motors/Nope"},
		{"name": "X", "tagType": "UdtType"}, {"name": "Line 1", "tagType": "AtomicTag", "dataType": "Int4"}]:
	print system.tag.configure("[plant]", [tag])[0]
#: Error_Configuration("a tag below [plant] has no name")
#: Error_Configuration("name "" is empty")
#: Error_Configuration("name "a.b" contains '.', want letters, digits, blanks and _ ' - : ( )")
#: Error_Configuration("got 5, want a dictionary of a tag's properties")
#: Error_Configuration("[plant]X: property "dataType": got str Dataset, want a data type; did you mean DataSet?")
#: Error_Configuration("[plant]X: property "enabled": got str maybe, want true or false")
#: Error_Configuration("tag "[plant]X": got str x as the value of a tag of type Int4: Value 'x' can not be coerced to int")
#: Error_Configuration("[plant]X: eventScripts wants a list, got 5")
#: Error_Configuration("[plant]X: an event script wants a dictionary with eventid and script")
#: Error_Configuration("the plant's tag files have no UDT definition "Motors/Nope"")
#: Bad_Unsupported("[plant]X: UDT definitions come from tag files here, and can not be configured by a script")
#: Error_Configuration("tag "[plant]Line 1": a folder with members cannot become a tag")
print system.tag.configure("[none]", [{"name": "X"}]), system.tag.configure("[plant]Total", [{"name": "X"}]), system.tag.configure("[plant]", [])
#: [Bad_NotFound("Tag provider 'none' not found")] [Error_Configuration("tag "[plant]Total/X": [plant]Total is a tag and has no members")] []
print system.tag.configure("[plant]", [{"name": "F", "tagType": "Folder", "tags": [{"name": "ok"}, {"name": "n.o"}]}]), len(system.tag.browse("[plant]F"))
#: [Error_Configuration("name "n.o" contains '.', want letters, digits, blanks and _ ' - : ( )")] 1

# ---- configure: UDT instances
def show(path):
	for t in system.tag.getConfiguration(path, True)[0]["tags"]:
		print t["name"], t.get("opcItemPath"), t.get("tooltip"), t.get("value"), [s["eventid"] for s in t.get("eventScripts", [])],
	print
print system.tag.configure("[plant]Line 2", [{"name": "P2", "tagType": "UdtInstance", "typeId": "Motors/Pump", "parameters": {"Num": 7}, "tags": [{"name": "Amps", "tooltip": "own"}]}])
#: [Good]
show("[plant]Line 2/P2") #: Run ns=1;s=P7.Run None None [] Amps None own 0.5 [u'valueChanged']
print system.tag.getConfiguration("[plant]Line 2/P2")[0]["parameters"], system.tag.configure("[plant]Line 2/P2", [{"name": "Amps", "value": 3.5, "engUnit": "A"}], "m")
#: {u'Num': {u'dataType': u'Integer', u'value': 7}} [Good]
print system.tag.configure("[plant]Line 2", [{"name": "p2", "tagType": "UdtInstance", "parameters": {"num": 8}}], "m") #: [Good]
show("[plant]Line 2/P2") #: Run ns=1;s=P8.Run None None [] Amps None own 3.5 [u'valueChanged']
print system.tag.getConfiguration("[plant]Line 2/P2/Amps")[0]["engUnit"], system.tag.getConfiguration("[plant]Line 2/P2")[0]["parameters"]
#: A {u'Num': {u'dataType': u'Integer', u'value': 8}}
print system.tag.configure("[plant]Line 2", [{"name": "P2", "tagType": "UdtInstance", "typeId": "_types_/Motors/Pump", "parameters": {"Num": {"dataType": "Integer", "value": 9}}}], "o")
#: [Good]
show("[plant]Line 2/P2") #: Run ns=1;s=P9.Run None None [] Amps None A 0.5 [u'valueChanged']
print system.tag.configure("[plant]Line 1", [{"name": "Pump", "parameters": {"Num": 4}}], "m") #: [Good]
show("[plant]Line 1/Pump") #: Run ns=1;s=P4.Run None None [] Amps None A 0.5 [u'valueChanged']
print system.tag.configure("[plant]Line 2", [{"name": "P3", "tagType": "UdtInstance", "typeId": "Motors/Pump", "parameters": {"Num": {"value": 5}}}]), system.tag.getConfiguration("[plant]Line 2/P3")[0]["parameters"] # FN-3
#: [Good] {u'Num': {u'dataType': u'Integer', u'value': None}}
print system.tag.configure("[plant]", [{"name": "Q", "tagType": "UdtInstance"}, {"name": "Q", "tagType": "UdtInstance", "typeId": "None"}, {"name": "Line 2", "tagType": "UdtInstance", "typeId": "Motors/Pump"}])
#: [Error_Configuration("a UDT instance below [plant] has no typeId"), Error_Configuration("the plant's tag files have no UDT definition "None""), Good]

# ---- deleteTags
print system.tag.deleteTags(["[plant]Line 1/Speed", "[plant]Line 1/Speed", "[plant]Line 1/Pump", "[plant]", "[none]x"])
#: [Good, Bad_NotFound, Good, Bad_Unsupported("tag "[plant]": the root of a provider can not be removed"), Bad_NotFound("Tag provider 'none' not found")]
print [t["name"] for t in system.tag.browse("[plant]Line 1")], system.tag.deleteTags("[plant]Line 1"), len(system.tag.browse("[plant]"))
#: [u'State', u'Data'] [Good] 2

# ---- copy, move, rename
def paths():
	return [str(t["fullPath"])[7:] for t in system.tag.browse("[plant]", {"recursive": True})]
print system.tag.copy(["[plant]Line 1/Speed", "[plant]Line 1/Pump"], "[plant]Line 2"), paths()
#: [Good, Good] ['Line 1', 'Line 1/Speed', 'Line 1/State', 'Line 1/Data', 'Line 1/Pump', 'Line 1/Pump/Run', 'Line 2', 'Line 2/Speed', 'Line 2/Pump', 'Line 2/Pump/Run', 'Total']
print system.tag.copy(["[plant]Total"], "[plant]Line 2", "a"), system.tag.copy(["[plant]Total"], "[plant]Line 2", "a"), system.tag.copy(["[plant]Total"], "[plant]Line 2", "i")
#: [Good] [Bad_Failure("there is a tag [plant]Line 2/Total already")] [Good("there is a tag [plant]Line 2/Total already, which stays as it is")]
print system.tag.move(["[plant]Line 1/State"], "[plant]Line 2/Deep"), system.tag.move("[plant]Line 1", "[plant]Line 1/Pump"), paths()
#: [Good] [Error_Configuration("tag "[plant]Line 1/Pump/Line 1": [plant]Line 1 can not hold it")] ['Line 1', 'Line 1/Speed', 'Line 1/Data', 'Line 1/Pump', 'Line 1/Pump/Run', 'Line 2', 'Line 2/Speed', 'Line 2/Pump', 'Line 2/Pump/Run', 'Line 2/Total', 'Line 2/Deep', 'Line 2/Deep/State', 'Total']
print system.tag.rename("[plant]Line 2", "Line Two"), system.tag.rename("[plant]Total", "total"), system.tag.rename("[plant]total", "Line 1"), system.tag.rename("[plant]Nope", "x"), paths()
#: Good Good Bad_Failure("there is a tag [plant]Line 1 already") Bad_NotFound ['Line 1', 'Line 1/Speed', 'Line 1/Data', 'Line 1/Pump', 'Line 1/Pump/Run', 'Line Two', 'Line Two/Speed', 'Line Two/Pump', 'Line Two/Pump/Run', 'Line Two/Total', 'Line Two/Deep', 'Line Two/Deep/State', 'total']
print system.tag.rename(tag="[plant]total", newName="Line 1", collisionPollicy="o"), system.tag.rename("[plant]total", "a.b"), system.tag.rename("[plant]", "x")
#: Error_Configuration("tag "[plant]Line 1": a folder with members cannot become a tag") Error_Configuration("name "a.b" contains '.', want letters, digits, blanks and _ ' - : ( )") Bad_Unsupported("a tag provider can not be renamed")
print system.tag.copy(["[plant]total"], "Line 1"), system.tag.copy(["[plant]total"], "[plant]")
#: [Bad_NotFound("the destination Line 1 names no tag provider")] [Bad_Failure("[plant]total is there already")]
print system.tag.getConfiguration("[plant]Line Two/Speed")[0]["value"], system.tag.requestGroupExecution("plant", "Default") #: 12.5 None

# ---- no list of tags
system.tag.configure("[plant]", 5) #! TypeError: configure() wants a list of dictionaries or a JSON text, got 5

# ---- no JSON
system.tag.configure("[plant]", "{name: 'x'}") #! ValueError: configure(): the text of the tags is no JSON: 1:2: got 'n', want a key in double quotes

# ---- an unknown policy
system.tag.configure("[plant]", [], "z") #! IllegalArgumentException: configure(): unknown collision policy 'z', want a, o, m or i

# ---- a filter that is no dictionary
system.tag.browse("[plant]", "name") #! TypeError: browse() wants a dictionary as its filter, got 'name'

# ---- None to delete
system.tag.deleteTags(None) #! TypeError: tagPaths wants a list of tag paths, got None

# ---- more tags than the memory budget has room for
## memory=3000
system.tag.browse("[plant]", {"recursive": True}) #! BudgetExceeded: memory budget of 2 kB exceeded

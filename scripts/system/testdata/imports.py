# Classes of Ignition that scripts import.

# ---- quality codes
from com.inductiveautomation.ignition.common.model.values import QualityCode, BasicQualifiedValue, QualifiedValue
print QualityCode.Good, QualityCode.Bad_NotFound, QualityCode.Good.isGood(), QualityCode.Bad_Stale.getCode(), QualityCode, type(QualityCode.Good)
#: Good Bad_NotFound True -2147483132 <type 'com.inductiveautomation.ignition.common.model.values.QualityCode'> <type 'com.inductiveautomation.ignition.common.model.values.QualityCode'>
q = system.tag.readBlocking(["[default]a"])[0] #: read [default]a
print q.quality == QualityCode.Good, q.quality != QualityCode.Bad, isinstance(q.quality, QualityCode), isinstance(q, BasicQualifiedValue), isinstance(q, QualifiedValue), isinstance(5, QualifiedValue)
#: True True True True True False
print type(q), q.__class__.__name__ #: <type 'com.inductiveautomation.ignition.common.model.values.BasicQualifiedValue'> BasicQualifiedValue

# ---- qualified values
from com.inductiveautomation.ignition.common.model.values import QualityCode, BasicQualifiedValue
from java.util import Date
print BasicQualifiedValue(5), BasicQualifiedValue(), BasicQualifiedValue("x", QualityCode.Bad_Stale), BasicQualifiedValue(5, QualityCode.Good, Date(0))
#: [5, Good, Thu Jul 02 12:38:36 UTC 2026] [null, Good, Thu Jul 02 12:38:36 UTC 2026] [x, Bad_Stale, Thu Jul 02 12:38:36 UTC 2026] [5, Good, Thu Jan 01 00:00:00 UTC 1970]
v = BasicQualifiedValue(5, QualityCode.Good, Date(0))
print v.value, v.quality, v.timestamp, BasicQualifiedValue(v).value, v == BasicQualifiedValue(5, QualityCode.Good, Date(0))
#: 5 Good Thu Jan 01 00:00:00 UTC 1970 5 True
print system.tag.writeBlocking(["[default]a"], [v])
#: write [default]a = [5, Good, Thu Jan 01 00:00:00 UTC 1970]
#: [Good]

# ---- tag paths
from com.inductiveautomation.ignition.common.tags.paths.parser import TagPathParser
p = TagPathParser.parse("[default]Line 1/Speed")
print p, p.itemName, p.parentPath, TagPathParser.parseSafe("default", "A/B"), p == TagPathParser.parse("[default]Line 1/Speed"), type(p)
#: [default]Line 1/Speed Speed [default]Line 1 [default]A/B True <type 'com.inductiveautomation.ignition.common.tags.paths.BasicTagPath'>

# ---- datasets are built
from com.inductiveautomation.ignition.common.util import DatasetBuilder
from java.lang import String, Integer
ds = DatasetBuilder.newBuilder().colNames("a", "b").colTypes(String, Integer).addRow("x", 1).addRow(["y", None]).build()
print ds, [list(r) for r in system.dataset.toPyDataSet(ds)], ds.columnTypes
#: Dataset [2R x 2C] [[u'x', 1], [u'y', None]] [<type 'java.lang.String'>, <type 'java.lang.Integer'>]
print DatasetBuilder.newBuilder().colNames(["a"]).build() #: Dataset [0R x 1C]

# ---- a code that does not exist
from com.inductiveautomation.ignition.common.model.values import QualityCode
QualityCode.Good_Enough #! AttributeError: type object 'QualityCode' has no attribute 'Good_Enough'

# ---- a quality that is none
from com.inductiveautomation.ignition.common.model.values import BasicQualifiedValue
BasicQualifiedValue(5, 192) #! TypeError: com.inductiveautomation.ignition.common.model.values.BasicQualifiedValue(): 2nd arg can't be coerced to com.inductiveautomation.ignition.common.model.values.QualityCode

# ---- no tag path
from com.inductiveautomation.ignition.common.tags.paths.parser import TagPathParser
TagPathParser.parse("[default") #! IOException: invalid tag path "[default": the bracket of the provider is not closed

# ---- a builder without names
from com.inductiveautomation.ignition.common.util import DatasetBuilder
DatasetBuilder.newBuilder().addRow(1).build() #! IllegalStateException: DatasetBuilder.build(): colNames(…) is missing

# ---- a class that is not here
from com.inductiveautomation.ignition.gateway import IgnitionGateway #! ImportError: No module named com.inductiveautomation.ignition.gateway.IgnitionGateway (dryfire has no class com.inductiveautomation.ignition.gateway.IgnitionGateway; a stub can stand in for it: stubs: {com.inductiveautomation.ignition.gateway: FILE.py} in the scenario, or a module com.inductiveautomation.ignition.gateway in the project's script library)

# ---- Java's collections and numbers are data
from java.util import ArrayList, Arrays, HashMap, LinkedHashMap, HashSet, GregorianCalendar
from java.math import BigDecimal, BigInteger
from decimal import Decimal
import java.lang.Integer, java.lang.Double, java.lang.Boolean
print system.tag.readBlocking(ArrayList(["[default]a", "[default]b"]))
#: read [default]a, [default]b
#: [[5, Good, Thu Jul 02 12:38:36 UTC 2026], [on, Good, Thu Jul 02 12:38:36 UTC 2026]]
system.tag.writeBlocking(["[default]a"] * 7, [BigDecimal("1.5"), BigInteger("123456789012345678901"), java.lang.Integer(5), java.lang.Double(2.5), java.lang.Boolean(True), Arrays.asList([1, 2]), Decimal("2.25")])
#: write [default]a = 1.5
#: write [default]a = 123456789012345678901L
#: write [default]a = 5
#: write [default]a = 2.5
#: write [default]a = True
#: write [default]a = [1, 2]
#: write [default]a = 2.25
payload = LinkedHashMap()
payload.put("list", ArrayList([1, None, "x"]))
payload.put("set", HashSet([1]))
system.util.sendMessage("P", "h", payload) #: util.sendMessage P/h {u'list': [1, None, u'x'], u'set': set([1])}
system.util.sendMessage("P", "h", {"map": HashMap({"k": 1})}) #: util.sendMessage P/h {'map': {u'k': 1}}
print system.util.jsonEncode(payload), system.math.mean(xrange(5)), system.math.max(ArrayList([1, 7])) #: {"list":[1,null,"x"],"set":[1]} 2.0 7.0
print system.dataset.toDataSet(ArrayList(["a"]), ArrayList([ArrayList([1])])).getValueAt(0, 0) #: 1

# ---- a list that holds itself
from java.util import ArrayList
l = ArrayList()
l.add(l)
system.util.jsonEncode(l) #! ValueError: the data is nested deeper than 200 levels, or contains itself

# system.dataset and what datasets can do themselves.

# ---- a dataset of headers and rows
ds = system.dataset.toDataSet(["name", "speed", "on", "at", "n"], [["a", 1.5, True, system.date.getDate(2026, 0, 2), 1], (u"b\xe9", 2, False, None, 2L), [None, None, None, None, None]])
print ds, type(ds), ds.__class__
#: Dataset [3R x 5C] <type 'com.inductiveautomation.ignition.common.BasicDataset'> <type 'com.inductiveautomation.ignition.common.BasicDataset'>
print ds.rowCount, ds.getRowCount(), ds.columnCount, ds.getColumnCount(), ds.columnNames, ds.getColumnNames()
#: 3 3 5 5 [u'name', u'speed', u'on', u'at', u'n'] [u'name', u'speed', u'on', u'at', u'n']
print ds.columnTypes
#: [<type 'java.lang.String'>, <type 'java.lang.Double'>, <type 'java.lang.Boolean'>, <type 'java.util.Date'>, <type 'java.lang.Long'>]
print ds.getColumnType(1), ds.getColumnType("name").getSimpleName(), ds.getColumnType(3).getName() #: <type 'java.lang.Double'> String java.util.Date
print ds.getColumnName(1), ds.getColumnIndex("SPEED"), ds.getColumnIndex("none"), ds.getColumnAsList(1), ds.getColumnAsList("name")
#: speed 1 -1 [1.5, 2.0, None] [u'a', u'b\xe9', None]
print repr(ds.getValueAt(0, "Name")), repr(ds.getValueAt(1, 0)), ds.getValueAt(1, "speed"), ds.getValueAt(0, 2), ds.getValueAt(0, "at"), ds.getValueAt(2, 1), repr(ds.getValueAt(0, 4))
#: u'a' u'b\xe9' 2.0 True Fri Jan 02 00:00:00 UTC 2026 None 1L
print ds.getPrimitiveValueAt(0, 1), ds.getPrimitiveValueAt(0, 2), ds.getPrimitiveValueAt(2, 1), ds.getQualityAt(0, 0), ds.hasQualityData(), ds.columnContainsNulls(0), ds.datasetContainsNulls()
#: 1.5 1.0 nan Good False True True
print system.dataset.getColumnHeaders(ds), ds.toString() #: [u'name', u'speed', u'on', u'at', u'n'] Dataset [3R x 5C]

# ---- the types of columns
def types(*cells):
	return [t.getSimpleName() for t in system.dataset.toDataSet(["a"], [[c] for c in cells]).getColumnTypes()]
print types(), types(None), types(1, None), types(1, 2L), types(1, 2.5), types(1L, 2.5), types(True), types(True, 1), types("a", u"b"), types("a", 1), types([1]), types(system.date.now())
#: [u'Object'] [u'Object'] [u'Integer'] [u'Long'] [u'Double'] [u'Double'] [u'Boolean'] [u'Object'] [u'String'] [u'Object'] [u'Object'] [u'Date']

# ---- walked as a PyDataSet (RUN-6)
ds = system.dataset.toDataSet(["name", "speed"], [["a", 1], ["b", 2], ["c", 3]])
py = system.dataset.toPyDataSet(ds)
print py, type(py), len(py), bool(py), bool(system.dataset.toPyDataSet(system.dataset.clearDataset(ds)))
#: <PyDataset rows:3 cols:2> <type 'com.inductiveautomation.ignition.common.script.builtin.DatasetUtilities$PyDataSet'> 3 True False
for row in py:
	print row, row["name"], row["SPEED"], row[0], row[-1], len(row), list(row), [v for v in row]
#: [u'a', 1] a 1 a 1 2 [u'a', 1] [u'a', 1]
#: [u'b', 2] b 2 b 2 2 [u'b', 2] [u'b', 2]
#: [u'c', 3] c 3 c 3 2 [u'c', 3] [u'c', 3]
print [r["speed"] for r in py[1:]], [r[0] for r in py[::-1]], py[-1]["name"], py[0][0:1] #: [2, 3] [u'c', u'b', u'a'] c [u'a']
print py.rowCount, py.getValueAt(1, "name"), py.getColumnNames(), py.columnNames, py.getUnderlyingDataset()
#: 3 b [u'name', u'speed'] [u'name', u'speed'] Dataset [3R x 2C]
for i, row in enumerate(py):
	name, speed = row
	print i, name, speed,
print #: 0 a 1 1 b 2 2 c 3
print sorted([r["speed"] for r in py], reverse=True), max(r[1] for r in py), [list(r) for r in py] #: [3, 2, 1] 3 [[u'a', 1], [u'b', 2], [u'c', 3]]
print dict(zip(py.columnNames, py[0])), sum([r[1] for r in py]), 2 in py[1], py[0] == py[0] #: {u'speed': 1, u'name': u'a'} 6 True True

# ---- the classes can be imported
from com.inductiveautomation.ignition.common import BasicDataset, Dataset
from com.inductiveautomation.ignition.common.script.builtin import DatasetUtilities
import java.lang.String, java.lang.Integer
ds = system.dataset.toDataSet(["a"], [[1]])
py = system.dataset.toPyDataSet(ds)
print isinstance(ds, BasicDataset), isinstance(ds, Dataset), isinstance(py, Dataset), isinstance(py, BasicDataset), isinstance(py, DatasetUtilities.PyDataSet), isinstance(5, Dataset)
#: True True True False True False
print BasicDataset(), BasicDataset(ds).getValueAt(0, 0) #: Dataset [0R x 0C] 1
made = BasicDataset(["a", "b"], [java.lang.String, int], [["x", "y"], [1, 2]])
print made, made.getValueAt(1, "a"), made.getValueAt(1, "b"), made.getColumnType(1) #: Dataset [2R x 2C] y 2 <type 'java.lang.Integer'>

# ---- rows
ds = system.dataset.toDataSet(["name", "speed"], [["a", 1], ["b", 2]])
def show(ds):
	print system.dataset.getColumnHeaders(ds), [list(r) for r in system.dataset.toPyDataSet(ds)]
show(system.dataset.addRow(ds, ["c", 3])) #: [u'name', u'speed'] [[u'a', 1], [u'b', 2], [u'c', 3]]
show(system.dataset.addRow(ds, 0, ("c", None))) #: [u'name', u'speed'] [[u'c', None], [u'a', 1], [u'b', 2]]
show(system.dataset.addRows(ds, [["c", 3], ["d", "4"]])) #: [u'name', u'speed'] [[u'a', 1], [u'b', 2], [u'c', 3], [u'd', 4]]
show(system.dataset.addRows(ds, 1, system.dataset.toPyDataSet(ds))) #: [u'name', u'speed'] [[u'a', 1], [u'a', 1], [u'b', 2], [u'b', 2]]
show(system.dataset.addRow(ds, system.dataset.toPyDataSet(ds)[1])) #: [u'name', u'speed'] [[u'a', 1], [u'b', 2], [u'b', 2]]
show(system.dataset.deleteRow(ds, 0)) #: [u'name', u'speed'] [[u'b', 2]]
show(system.dataset.deleteRows(ds, [0, 1])) #: [u'name', u'speed'] []
show(system.dataset.setValue(ds, 1, "speed", 7)) #: [u'name', u'speed'] [[u'a', 1], [u'b', 7]]
show(system.dataset.setValue(ds, 1, 0, None)) #: [u'name', u'speed'] [[u'a', 1], [None, 2]]
show(system.dataset.updateRow(ds, 0, {"Name": "z", "speed": 2.5})) #: [u'name', u'speed'] [[u'z', 3], [u'b', 2]]
show(system.dataset.appendDataset(ds, ds)) #: [u'name', u'speed'] [[u'a', 1], [u'b', 2], [u'a', 1], [u'b', 2]]
show(system.dataset.clearDataset(ds)) #: [u'name', u'speed'] []
show(ds) #: [u'name', u'speed'] [[u'a', 1], [u'b', 2]]

# ---- columns
ds = system.dataset.toDataSet(["name", "speed"], [["a", 1], ["b", 2]])
import java.util.Date
def show(ds):
	print [(n, t.getSimpleName()) for n, t in zip(ds.columnNames, ds.columnTypes)], [list(r) for r in system.dataset.toPyDataSet(ds)]
show(system.dataset.addColumn(ds, [True, None], "on", bool))
#: [(u'name', u'String'), (u'speed', u'Integer'), (u'on', u'Boolean')] [[u'a', 1, True], [u'b', 2, None]]
show(system.dataset.addColumn(ds, 0, [1, 2], "n", float))
#: [(u'n', u'Double'), (u'name', u'String'), (u'speed', u'Integer')] [[1.0, u'a', 1], [2.0, u'b', 2]]
show(system.dataset.addColumn(ds, 1, [system.date.getDate(2026, 0, 1), None], "at", java.util.Date))
#: [(u'name', u'String'), (u'at', u'Date'), (u'speed', u'Integer')] [[u'a', Thu Jan 01 00:00:00 UTC 2026, 1], [u'b', None, 2]]
show(system.dataset.addColumn(ds, ["x", "y"], "s", str))
#: [(u'name', u'String'), (u'speed', u'Integer'), (u's', u'String')] [[u'a', 1, u'x'], [u'b', 2, u'y']]
show(system.dataset.filterColumns(ds, ["speed"])) #: [(u'speed', u'Integer')] [[1], [2]]
show(system.dataset.filterColumns(ds, [1, 0, 1])) #: [(u'speed', u'Integer'), (u'name', u'String'), (u'speed', u'Integer')] [[1, u'a', 1], [2, u'b', 2]]
show(system.dataset.formatDates(system.dataset.addColumn(ds, [system.date.getDate(2026, 0, 31), None], "at", java.util.Date), "dd.MM.yyyy"))
#: [(u'name', u'String'), (u'speed', u'Integer'), (u'at', u'String')] [[u'a', 1, u'31.01.2026'], [u'b', 2, None]]
show(system.dataset.addColumn(system.dataset.toDataSet([], []), [1, 2], "a", int)) #: [(u'a', u'Integer')] [[1], [2]]

# ---- sorting
ds = system.dataset.toDataSet(["name", "n", "at"], [["a10", 3, system.date.fromMillis(5)], ["a2", None, None], ["B", 1, system.date.fromMillis(7)], ["a2", 3, system.date.fromMillis(1)]])
def names(ds):
	return [(str(r[0]), r[1]) for r in system.dataset.toPyDataSet(ds)]
print names(system.dataset.sort(ds, "name")) #: [('B', 1), ('a10', 3), ('a2', None), ('a2', 3)]
print names(system.dataset.sort(ds, 0, True, True)) #: [('B', 1), ('a2', None), ('a2', 3), ('a10', 3)]
print names(system.dataset.sort(ds, "n", False)) #: [('a10', 3), ('a2', 3), ('B', 1), ('a2', None)]
print names(system.dataset.sort(ds, keyColumn="at")) #: [('a2', None), ('a2', 3), ('a10', 3), ('B', 1)]

# ---- CSV
ds = system.dataset.toDataSet(["name", "speed", "on", "at", "n"], [["a, \"b\"\nc", 1.5, True, system.date.getDate(2026, 0, 2), 1], ["", None, False, None, 2], [None, 1e20, None, system.date.fromMillis(5), None]])
print system.dataset.toCSV(ds)
#: "name","speed","on","at","n"
#: "a, ""b""
#: c","1.5","true","2026-01-02 00:00:00","1"
#: "",,"false",,"2"
#: ,"1.0E20",,"1970-01-01 00:00:00.005",
#:
print system.dataset.toCSV(ds, False)
#: "a, ""b""
#: c","1.5","true","2026-01-02 00:00:00","1"
#: "",,"false",,"2"
#: ,"1.0E20",,"1970-01-01 00:00:00.005",
#:
csv = system.dataset.toCSV(dataset=ds, forExport=True)
print csv
#: "#NAMES"
#: "name","speed","on","at","n"
#: "#TYPES"
#: "str","D","B","date","I"
#: "#ROWS","3"
#: "a, ""b""
#: c","1.5","true","2026-01-02 00:00:00","1"
#: "",,"false",,"2"
#: ,"1.0E20",,"1970-01-01 00:00:00.005",
#:
back = system.dataset.fromCSV(csv)
print back == ds, back.columnTypes
#: True [<type 'java.lang.String'>, <type 'java.lang.Double'>, <type 'java.lang.Boolean'>, <type 'java.util.Date'>, <type 'java.lang.Integer'>]
print [list(r) for r in system.dataset.toPyDataSet(system.dataset.fromCSV("#NAMES\nCol 1,Col 2,Col 3\n#TYPES\nI,str,D\n#ROWS,2\n44,Test Row 2,1.8713151369491254\r\n86,,\n"))]
#: [[44, u'Test Row 2', 1.8713151369491254], [86, None, None]]

# ---- HTML
print system.dataset.dataSetToHTML(True, system.dataset.toDataSet(["<a>"], [["x & y"], [None]]), "T")
#: <html>
#: <head><title>T</title></head>
#: <body>
#: <h1>T</h1>
#: <table border="1">
#: <tr><th>&lt;a&gt;</th></tr>
#: <tr><td>x &amp; y</td></tr>
#: <tr><td></td></tr>
#: </table>
#: </body>
#: </html>
#:

# ---- a dataset is written to a tag, and read, as a whole (RUN-4)
ds = system.dataset.toPyDataSet(system.dataset.toDataSet(["a"], [[1]]))
system.tag.writeBlocking("[default]a", ds) #: write [default]a = Dataset [1R x 1C]
system.util.sendMessage("P", "h", {"ds": ds, "row": ds[0]}) #: util.sendMessage P/h {'ds': Dataset [1R x 1C], 'row': [1]}
print system.util.jsonEncode(ds), system.util.jsonEncode(ds[0]) #: {"columns":[{"name":"a","type":"java.lang.Integer"}],"rows":[[1]]} [1]

# ---- a dataset itself is neither walked nor counted
ds = system.dataset.toDataSet(["a"], [[1]])
try:
	len(ds)
except Exception, e:
	print type(e), e #: <type 'exceptions.TypeError'> object of type 'BasicDataset' has no len()
for row in ds: #! TypeError: 'BasicDataset' object is not iterable
	pass

# ---- a row of the wrong length
system.dataset.toDataSet(["a", "b"], [[1, 2], [3]]) #! IndexError: Row 1 doesn't have the same number of columns as header list: it has 1, the header has 2

# ---- rows that are none
system.dataset.toDataSet(["a", "b"], [1, 2]) #! TypeError: toDataSet() wants a list of rows, each a list of cells; row 0 is 1

# ---- headers that are none
system.dataset.toDataSet(5, []) #! TypeError: toDataSet() wants a list of column names, got 5

# ---- None is no dataset
system.dataset.toPyDataSet(None) #! NullPointerException: system.dataset.toPyDataSet: the 1st argument is None, want a dataset

# ---- a list is no dataset
system.dataset.getColumnHeaders([1]) #! TypeError: getColumnHeaders(): 1st arg can't be coerced to com.inductiveautomation.ignition.common.Dataset: got [1]

# ---- a text in a column of numbers
system.dataset.addRow(system.dataset.toDataSet(["a"], [[1]]), ["x"]) #! ClassCastException: cannot coerce 'x' in row 1, column "a" to java.lang.Integer

# ---- a row too short
system.dataset.addRow(system.dataset.toDataSet(["a", "b"], [[1, 2]]), ["x"]) #! IndexError: addRow(): the row has 1 cells, the dataset 2 columns

# ---- no such row
system.dataset.toDataSet(["a"], [[1]]).getValueAt(1, 0) #! ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1

# ---- a row by name
system.dataset.toDataSet(["a"], [[1]]).getValueAt("0", 0) #! TypeError: getValueAt(): 1st arg can't be coerced to int

# ---- no such column
system.dataset.toDataSet(["a", "b"], [[1, 2]]).getValueAt(0, "c") #! IllegalArgumentException: the dataset has no column "c"; it has a, b

# ---- no such column in a row
system.dataset.toPyDataSet(system.dataset.toDataSet(["a", "b"], [[1, 2]]))[0]["c"] #! KeyError: "no column 'c' in the row; there are a, b"

# ---- no such row in a PyDataSet
system.dataset.toPyDataSet(system.dataset.toDataSet(["a", "b"], [[1, 2]]))[1] #! IndexError: index out of range: 1 of 1

# ---- rows cannot be changed
system.dataset.toPyDataSet(system.dataset.toDataSet(["a", "b"], [[1, 2]]))[0]["a"] = 5 #! TypeError: 'DatasetUtilities$PyRow' object does not support item assignment

# ---- deleting what is not there
system.dataset.deleteRow(system.dataset.toDataSet(["a"], []), 0) #! ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0

# ---- a column without a type
system.dataset.addColumn(system.dataset.toDataSet(["a"], [[1]]), [1], "b", "number") #! TypeError: addColumn() wants the column's type, such as str, int or java.util.Date, got 'number'

# ---- CSV of something else
system.dataset.fromCSV("a,b\n1,2\n") #! IllegalArgumentException: fromCSV: line 1: got "a", want #NAMES

# ---- CSV with a bad number
system.dataset.fromCSV('"#NAMES"\n"a"\n"#TYPES"\n"I"\n"#ROWS","1"\n"x"\n') #! IllegalArgumentException: fromCSV: line 6: got 'x' in column "a", want a java.lang.Integer

# ---- CSV with an open quote
system.dataset.fromCSV('"#NAMES"\n"a') #! IllegalArgumentException: fromCSV: line 2: the quote of a cell is not closed

# ---- CSV with too few rows
system.dataset.fromCSV('#NAMES\na\n#TYPES\nI\n#ROWS,3\n1\n2\n') #! IllegalArgumentException: fromCSV: line 7: #ROWS announces 3 rows, there are 2

# ---- datasets beyond the memory budget
## memory=1000000
ds = system.dataset.toDataSet(["a"], [[1]])
while True:
	ds = system.dataset.appendDataset(ds, ds) #! BudgetExceeded: memory budget of 976 kB exceeded

# ---- Python's datetime becomes a date where Java gets it
## zone=America/New_York
import datetime
ds = system.dataset.toDataSet(["a", "b"], [[datetime.datetime(2026, 1, 2, 3, 4, 5), datetime.date(2026, 7, 2)]])
print ds.columnTypes, ds.getValueAt(0, 0), ds.getValueAt(0, 1)
#: [<type 'java.util.Date'>, <type 'java.util.Date'>] Fri Jan 02 03:04:05 EST 2026 Thu Jul 02 00:00:00 EDT 2026
system.tag.writeBlocking(["[default]a"], [datetime.datetime(2026, 1, 2)]) #: write [default]a = Fri Jan 02 05:00:00 UTC 2026
system.date.format(datetime.datetime(2026, 1, 2)) #! TypeError: format(): 1st arg can't be coerced to java.util.Date

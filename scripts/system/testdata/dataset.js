// system.dataset. In JavaScript every dataset is array-like: it has a length and
// rows, and rows have cells by index and by column name.

// ---- a dataset
const ds = system.dataset.toDataSet(["name", "speed"], [["a", 1], ["b", 2.5], ["c", null]])
print(ds, String(ds), ds.length, ds.rowCount, ds.getColumnNames(), ds.columnTypes, Array.isArray(ds))
//: Dataset [3R x 2C] Dataset [3R x 2C] 3 3 ['name', 'speed'] [<type 'java.lang.String'>, <type 'java.lang.Double'>] False
for (const row of ds) print(row, row[0], row.name, row.SPEED, row["speed"], row.length, [...row])
//: [u'a', 1.0] a a 1 1 2 ['a', 1]
//: [u'b', 2.5] b b 2.5 2.5 2 ['b', 2.5]
//: [u'c', None] c c None None 2 ['c', None]
const [first, , last] = ds
print(first.name, last.name, last.speed, last.none, ds[3], ds[-1], "0" in ds, "name" in first, "none" in first)
//: a c None None None None True True False
print(ds.map(r => r.name), ds.filter(r => r.speed > 1).length, ds.slice(1).map(([name]) => name), ds.reduce((n, r) => n + (r.speed || 0), 0))
//: ['a', 'b', 'c'] 1 ['b', 'c'] 3.5
print(ds.getValueAt(1, "Speed"), ds.getValueAt(0, 0), ds.getColumnIndex("speed"), ds.getColumnType(0).name) //: 2.5 a 1 java.lang.String
print(Object.keys(ds), Object.keys(first), JSON.stringify(first), Object.fromEntries(Object.entries(first)), ds.map(r => ({...r})))
//: ['0', '1', '2'] ['name', 'speed'] {"name":"a","speed":1} {'name': 'a', 'speed': 1} [{'name': 'a', 'speed': 1}, {'name': 'b', 'speed': 2.5}, {'name': 'c', 'speed': None}]
print(system.dataset.toPyDataSet(ds)[1].name, system.dataset.toPyDataSet(ds).getRowCount(), ds.indexOf(5), ds.some(r => r.name === "b")) //: b 3 -1 True
print(system.util.jsonEncode(ds))
//: {"columns":[{"name":"name","type":"java.lang.String"},{"name":"speed","type":"java.lang.Double"}],"rows":[["a",1.0],["b",2.5],["c",null]]}

// ---- changes
const ds = system.dataset.toDataSet(["name", "speed"], [["a", 1], ["b", 2]])
const show = d => print(d.columnNames, d.map(r => [...r]))
show(system.dataset.addRow(ds, ["c", 3])) //: ['name', 'speed'] [['a', 1], ['b', 2], ['c', 3]]
show(system.dataset.addRow(ds, 0, ["c", 3])) //: ['name', 'speed'] [['c', 3], ['a', 1], ['b', 2]]
show(system.dataset.addRows(ds, [["c", 3], ds[0]])) //: ['name', 'speed'] [['a', 1], ['b', 2], ['c', 3], ['a', 1]]
show(system.dataset.setValue(ds, 1, "speed", 7)) //: ['name', 'speed'] [['a', 1], ['b', 7]]
show(system.dataset.updateRow(ds, 0, {name: "z"})) //: ['name', 'speed'] [['z', 1], ['b', 2]]
show(system.dataset.deleteRow(ds, 0)) //: ['name', 'speed'] [['b', 2]]
show(system.dataset.addColumn(ds, 0, [true, false], "on", "Boolean")) //: ['on', 'name', 'speed'] [[True, 'a', 1], [False, 'b', 2]]
show(system.dataset.addColumn(ds, [new Date(0), null], "at", "Date")) //: ['name', 'speed', 'at'] [['a', 1, Thu Jan 01 00:00:00 UTC 1970], ['b', 2, None]]
show(system.dataset.filterColumns(ds, ["speed"])) //: ['speed'] [[1], [2]]
show(system.dataset.sort(ds, "name", false)) //: ['name', 'speed'] [['b', 2], ['a', 1]]
show(system.dataset.fromCSV(system.dataset.toCSV(ds, true, true))) //: ['name', 'speed'] [['a', 1], ['b', 2]]
print(system.dataset.toCSV(kw({dataset: ds, showHeaders: false})))
//: "a","1"
//: "b","2"
//:

// ---- a dataset cannot be changed in place
const ds = system.dataset.toDataSet(["name", "speed"], [["a", 1], ["b", 2]])
try { ds[0] = 5 } catch (e) { print(e.message) } //: cannot set '0': a dataset is read-only
try { ds[0].name = "x" } catch (e) { print(e.message) } //: cannot set 'name': a row is read-only
ds.push(5) //! TypeError: cannot set '2': a dataset is read-only

// ---- datasets are written and sent as a whole
const ds = system.dataset.toPyDataSet(system.dataset.toDataSet(["a"], [[1]]))
system.tag.writeBlocking("[default]a", ds) //: write [default]a = Dataset [1R x 1C]
print(system.tag.readBlocking("[default]a")[0].value[0].a)
//: read [default]a
//: 1
system.util.sendMessage("P", "h", {ds, row: ds[0]}) //: util.sendMessage P/h {'ds': Dataset [1R x 1C], 'row': [1]}

// ---- a row of the wrong length
system.dataset.toDataSet(["a", "b"], [[1, 2], [3]]) //! IndexError: Row 1 doesn't have the same number of columns as header list: it has 1, the header has 2

// ---- null is no dataset
system.dataset.toPyDataSet(null) //! NullPointerException: system.dataset.toPyDataSet: the 1st argument is None, want a dataset

// ---- datasets beyond the memory budget
//# memory=1000000
let ds = system.dataset.toDataSet(["a"], [[1]])
for (;;) ds = system.dataset.appendDataset(ds, ds) //! BudgetExceeded: memory budget of 976 kB exceeded

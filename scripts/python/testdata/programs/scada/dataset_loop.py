class DataSet(object):
    def __init__(self, cols, rows): self.cols, self.rows = cols, rows
    def getRowCount(self): return len(self.rows)
    rowCount = property(getRowCount)
    def getColumnNames(self): return self.cols
    def getValueAt(self, r, c): return self.rows[r][self.cols.index(c) if isinstance(c, basestring) else c]
ds = DataSet(['id', 'name', 'qty'], [[1, 'bolt', 10], [2, 'nut', None], [3, u'sch\xe4kel', 7]])
total = 0
for row in range(ds.rowCount):
    qty = ds.getValueAt(row, 'qty')
    total += qty or 0
    print row, ds.getValueAt(row, 0), ds.getValueAt(row, 'name').encode('utf-8'), qty
print 'total', total, [dict(zip(ds.getColumnNames(), r))['id'] for r in ds.rows]

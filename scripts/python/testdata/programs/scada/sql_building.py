def insert(table, row):
    cols = sorted(row)
    return 'INSERT INTO %s (%s) VALUES (%s)' % (table, ', '.join(cols), ', '.join(['?'] * len(cols))), [row[c] for c in cols]
q, args = insert('samples', {'ts': 5L, 'value': 1.5, 'tag': u'A', 'ok': True})
print q, args
print "SELECT * FROM t WHERE id IN (%s) AND name = '%s'" % (','.join(map(str, [1, 2, 3])), "it''s")

rows = [['Tag', 'Value', 'Unit'], ['Temp', 21.456, 'C'], ['Pressure', 3, 'bar']]
widths = [max(len(str(r[i])) for r in rows) for i in range(3)]
for r in rows: print ' | '.join(str(c).ljust(w) for c, w in zip(r, widths)).rstrip()
print '-' * (sum(widths) + 6)

paths = ['[default]Line%d/Pump%d/SP' % (l, p) for l in (1, 2) for p in (1, 2)]
values = [round(1.5 * i, 1) for i in range(len(paths))]
results = dict(zip(paths, values))
for i in range(0, len(paths), 3): print paths[i:i + 3], values[i:i + 3]
print sorted(results.items(), key=lambda kv: -kv[1])[0]

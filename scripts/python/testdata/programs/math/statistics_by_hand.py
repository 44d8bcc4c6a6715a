import math
v = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]
mean = sum(v) / len(v)
print mean, math.sqrt(sum((x - mean) ** 2 for x in v) / len(v)), sorted(v)[len(v) / 2], min(v), max(v), '%.3f' % mean

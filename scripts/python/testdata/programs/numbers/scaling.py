def scale(raw, raw_lo=0, raw_hi=32767, lo=0.0, hi=100.0):
    return lo + (raw - raw_lo) * (hi - lo) / (raw_hi - raw_lo)
for raw in (0, 1, 16383, 32767, -5):
    print raw, scale(raw), round(scale(raw), 2), '%.3f' % scale(raw), int(scale(raw))

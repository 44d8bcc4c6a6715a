history = [(0, 10.0), (10, 12.0), (20, 11.0), (35, 18.5)]
rates = [((v1 - v0) / (t1 - t0), t1) for (t0, v0), (t1, v1) in zip(history, history[1:])]
print rates, max(rates), ['%.2f' % r for r, t in rates if abs(r) > 0.15]
integral = sum((t1 - t0) * (v0 + v1) / 2 for (t0, v0), (t1, v1) in zip(history, history[1:]))
print integral, integral / (history[-1][0] - history[0][0])

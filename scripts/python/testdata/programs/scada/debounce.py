events = [(0, 1), (50, 0), (80, 1), (400, 0), (420, 1), (900, 0)]
def debounce(events, hold):
    state, since, out = None, None, []
    for i, (t, v) in enumerate(events):
        nxt = events[i + 1][0] if i + 1 < len(events) else t + hold
        if v != state and nxt - t >= hold:
            state = v
            out.append((t + hold, v))
    return out
print debounce(events, 100), debounce(events, 10)

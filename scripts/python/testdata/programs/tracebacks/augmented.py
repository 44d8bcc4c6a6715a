totals = {'a': 1}
totals['b'] += 1    # KeyError: 'b'

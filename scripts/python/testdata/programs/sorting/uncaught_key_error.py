rows = [{'p': 1}, {'q': 2}]
rows.sort(key=lambda r: r['p'])    # KeyError: 'p'

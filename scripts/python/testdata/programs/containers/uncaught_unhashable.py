groups = {}
groups[['a', 'b']] = 1    # TypeError: unhashable type: 'list'

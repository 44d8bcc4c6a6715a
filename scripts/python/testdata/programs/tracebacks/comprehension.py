rows = [{'v': 1}, {}]
values = [row['v'] for row in rows]    # KeyError: 'v'

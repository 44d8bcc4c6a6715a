payload = {
    'a': 1,
    'b': int('x'),
    'c': 2,
}

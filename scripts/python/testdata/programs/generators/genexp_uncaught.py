values = ['1', '2', 'x']
print sum(int(v) for v in values)    # ValueError: invalid literal for int() with base 10: 'x'

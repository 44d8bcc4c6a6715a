try:
    x = 1
except ValueError:
    pass
else:
    int('z')    # ValueError: invalid literal for int() with base 10: 'z'

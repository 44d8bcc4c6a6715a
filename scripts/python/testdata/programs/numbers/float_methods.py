print (1.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (3.7).__int__(), (1.5).hex(), float.fromhex('0x1.8p+0'), (2.5).real, (2.5).imag, (1.5).conjugate()
print int(3.99), int(-3.99), long(1e20), round(2.5), round(-2.5), round(3.14159, 2), round(1234, -2), round(0.5), round(1.5), round(2.675, 2), abs(-1.5)
try: int(float('inf'))
except OverflowError, e: print e
try: int(float('nan'))
except ValueError, e: print e

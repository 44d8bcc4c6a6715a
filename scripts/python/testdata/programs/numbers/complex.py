c = 3 + 4j
print c, c.real, c.imag, abs(c), c.conjugate(), c * 2, c + 1, c * c, c / (1 + 1j), -c, c ** 2, c == 3 + 4j, complex(1, 2), complex('1+2j'), complex(5), 1j * 1j, bool(0j), (1 + 0j) == 1, repr(-1j), 1j - 1
for f in (lambda: c < 1j, lambda: int(c), lambda: float(c), lambda: c // 2 if False else c % 0, lambda: complex('x'), lambda: complex('1', 2)):
    try: print f()
    except Exception, e: print type(e).__name__, e

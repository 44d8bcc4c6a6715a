print 7 / 2, -7 / 2, 7 / -2, 7 // 2, 7.0 / 2, 7 // 2.0, -7 // 2.0, 7 % 3, -7 % 3, 7 % -3, 7.5 % 2, -7.5 % 2, divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(-7.5, 2), 1 / 3.0
for f in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 1L / 0, lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: 1j / 0, lambda: divmod(1.0, 0.0)):
    try: print f()
    except ZeroDivisionError, e: print e

for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20, 1234.5678): print round(x), round(x, 1), round(x, -2),
print
print divmod(10, 3), divmod(-10, 3), divmod(10, -3), divmod(10.5, 3), divmod(10L, 4)

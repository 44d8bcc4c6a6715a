nan = float('nan')
print nan == nan, nan is nan, nan in [nan], [nan].index(nan), [nan].count(nan), [nan] == [nan], (nan,) == (nan,)

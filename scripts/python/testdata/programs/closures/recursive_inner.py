def fact(n):
    def go(i, acc):
        if i == 0: return acc
        return go(i - 1, acc * i)
    return go(n, 1)
print fact(5), fact(20), fact(25)

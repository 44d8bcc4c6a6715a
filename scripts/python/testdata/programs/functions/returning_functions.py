def compose(*fs):
    def inner(x):
        for f in reversed(fs): x = f(x)
        return x
    return inner
print compose(str, lambda x: x + 1, abs)(-5), compose()(3), map(compose(len, str), [1, 22])

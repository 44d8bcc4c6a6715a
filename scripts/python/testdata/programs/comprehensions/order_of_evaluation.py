def show(x, tag):
    print tag + str(x),
    return x
print [show(x, 'e') for x in show([1, 2], 'i') if show(x, 'c')]
print {show(k, 'k'): show(v, 'v') for k, v in [(1, 2)]}

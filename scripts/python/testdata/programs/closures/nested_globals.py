def a():
    global n
    n = 1
    def b():
        n = 2
        def c():
            global n
            n += 10
            return n
        return c(), n
    return b(), n
print a(), n

total = 0
def outer():
    def inc(n):
        global total
        total += n
        return total
    return [inc(i) for i in range(4)]
print outer(), total

def first(l):
    return iter(l).next()    # StopIteration
first([])

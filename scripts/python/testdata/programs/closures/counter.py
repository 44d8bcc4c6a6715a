def counter(start=0):
    state = {'n': start}
    def next():
        state['n'] += 1
        return state['n']
    return next
a, b = counter(), counter(10)
print a(), a(), b(), a(), b()

def f():
    count += 1    # UnboundLocalError: local variable 'count' referenced before assignment
    return count
f()

def logged(f):
    def wrapper(*a):
        return f(*a)
    return wrapper
@logged
def work(x):
    return x.missing    # AttributeError: 'int' object has no attribute 'missing'
work(1)

import traceback
def inner(x):
    return 1 / x
def outer():
    try:
        inner(0)
    except ZeroDivisionError:
        print traceback.format_exc()
outer()

callback = None
def fire(cb):
    cb('event')    # TypeError: 'NoneType' object is not callable
fire(callback)

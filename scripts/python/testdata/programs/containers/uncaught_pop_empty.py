queue = []
def take():
    return queue.pop()    # IndexError: pop from empty list
take()

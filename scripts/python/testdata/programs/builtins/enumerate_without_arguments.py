enumerate()    # TypeError: enumerate() takes no keyword arguments

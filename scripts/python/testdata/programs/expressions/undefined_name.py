def compute():
    return undefinedThing + 1    # NameError: global name 'undefinedThing' is not defined
compute()

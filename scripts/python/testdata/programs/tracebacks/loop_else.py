for i in range(2):
    pass
else:
    undefined_in_else    # NameError: name 'undefined_in_else' is not defined

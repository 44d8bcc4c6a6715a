class Broken(object):
    a = 1
    b = a + undefined    # NameError: name 'undefined' is not defined

names = ['a', 'b']
names.remove('c')    # ValueError: list.remove(x): x not in list

def write(path, value): pass
write('a', valu=1)    # TypeError: write() got an unexpected keyword argument 'valu'

level = 42
print 'Level: ' + level    # TypeError: cannot concatenate 'str' and 'int' objects

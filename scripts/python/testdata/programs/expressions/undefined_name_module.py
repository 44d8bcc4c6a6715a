print 'start'
print tagValue    # NameError: name 'tagValue' is not defined

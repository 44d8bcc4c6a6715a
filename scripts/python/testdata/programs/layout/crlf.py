if True:
    x = 1
    y = """a
b"""
print x, repr(y), \
  2
# c
print "end"

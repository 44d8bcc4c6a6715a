from java.util import HashMap
m = HashMap({1: 'a'})
print m.get(1), m.get(1L)

def f():
    True = 0
    return True
print f(), True
False = 1
print False == True
del False
print False

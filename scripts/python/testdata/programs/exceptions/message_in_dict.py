e = Exception('one')
e.extra = 5
print e.__dict__
e.message = 'set'
print sorted(e.__dict__)

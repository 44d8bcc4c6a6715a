current = {'value': None, 'quality': 'Bad'}
limit = 80
if current['value'] > limit: print 'above'
else: print 'None is below everything'
print current['value'] + 1    # TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'

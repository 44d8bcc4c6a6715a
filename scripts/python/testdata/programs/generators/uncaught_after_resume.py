def steps():
    yield 'one'
    x = {}
    yield x['missing']    # KeyError: 'missing'
for s in steps():
    print s

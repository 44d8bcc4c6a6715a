def check(tank):
    assert tank['level'] < 100, 'level %d of %s' % (tank['level'], tank['name'])    # AssertionError: level 120 of T1
check({'level': 120, 'name': 'T1'})

try:
    raise ValueError, 'a "quoted" \'text\'\nsecond line'
except ValueError, e:
    print e
raise ValueError('line one\nline two')

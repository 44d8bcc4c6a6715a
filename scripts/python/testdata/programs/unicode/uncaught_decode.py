name = 'temp\xe9'
label = u'Tag: ' + name    # UnicodeDecodeError: 'ascii' codec can't decode byte 0xe9 in position 4: ordinal not in range(128)

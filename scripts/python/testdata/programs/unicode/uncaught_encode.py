value = u'20 \xb0C'
print str(value)    # UnicodeEncodeError: 'ascii' codec can't encode character u'\xb0' in position 3: ordinal not in range(128)

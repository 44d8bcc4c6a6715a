def sign(x):
    if x > 0: return 'pos'
    elif x < 0:
        return 'neg'
    else: return 'zero'
print [sign(x) for x in (3, -3, 0)]
if []: print 'no'
elif {}: print 'no'
elif 0.0: print 'no'
elif '': print 'no'
elif (): print 'no'
elif None: print 'no'
elif u'': print 'no'
elif 0j: print 'no'
elif ' ': print 'yes'

import warnings
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    warnings.warn('not shown')
print 'ok'

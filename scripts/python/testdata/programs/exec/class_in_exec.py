src = '''
class C(object):
    """made"""
    def m(self, n):
        return [n] * 2
r = C().m(4)
'''
exec src
print r, C.__doc__, C.__module__

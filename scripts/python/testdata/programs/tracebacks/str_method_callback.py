class S(object):
    def __str__(self):
        return 5
print str(S())

class O:
    def __coerce__(self, o): return (5, o)
    def __cmp__(self, o): return 0
print O() == 5, O() == 6, O() == 'a', cmp(O(), 6)

class L(list):
    def __getitem__(self, i): return 0
print L([0]) == [0], L([1]) == [1], [1] == L([1])

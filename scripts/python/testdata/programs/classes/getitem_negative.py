class S(object):
    def __len__(self): return 5
    def __getitem__(self, i): return i
print S()[-1], S()[1:3], S()[-2:]
class O:
    def __len__(self): return 5
    def __getitem__(self, i): return i
print O()[-1], O()[-2:], O()[:]

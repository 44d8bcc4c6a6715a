print_ = 1
exec_ = 2
def nonlocal(async, match=0): return async + match
print nonlocal(1, match=2)
True_ = 1
None_ = None
print print_, exec_, True_, None_
async = await = 5
print async

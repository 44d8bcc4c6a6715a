# The names of version 7 (API-2).

# ---- read and write
print system.tag.read("[default]a").value, [q.value for q in system.tag.readAll(["[default]a", "[default]b"])]
#: read [default]a
#: read [default]a, [default]b
#: 5 [5, u'on']
print system.tag.write("[default]a", 6), system.tag.write("[default]none", 6), system.tag.writeAll(["[default]a", "[default]none"], [7, 8])
#: write [default]a = 6
#: write [default]none = 6
#: write [default]a = 7
#: write [default]none = 8
#: 2 0 [2, 0]
print system.tag.writeSynchronous("[default]a", 9), system.tag.writeAllSynchronous(["[default]a", "[default]b"], [1, "x"], 1000)
#: write [default]a = 9
#: write [default]a = 1
#: write [default]b = 'x'
#: None None

# ---- a synchronous write that fails
system.tag.writeSynchronous("[default]none", 9) #: write [default]none = 9 #! Exception: the write to [default]none failed: Bad_NotFound

# ---- one of several
system.tag.writeAllSynchronous(["[default]a", "[default]none"], [1, 2]) #! Exception: the write to [default]none failed: Bad_NotFound
#: write [default]a = 1
#: write [default]none = 2

def f():
	if True:
		return [][0]
f()

X = 1

def f(x):
	return {"got": x, "n": X}

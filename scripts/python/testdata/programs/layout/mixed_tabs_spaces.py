def f(x):
	if x:
        	y = 1
	        y += 1
	else:
	    y = 0
	return y
print f(1), f(0)

# leading comment
def f():   # trailing
    # indented comment
  # odd comment
    x = 1

# comment at column 0 inside the function

    return x
        # deeper comment
print f() # end
	# tabbed comment

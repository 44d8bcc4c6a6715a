# Stands in for the library module shared.quality, which lies in another project.

def grade(weight):
	if weight < 95:
		return "C"
	return "A" if weight < 105 else "B"

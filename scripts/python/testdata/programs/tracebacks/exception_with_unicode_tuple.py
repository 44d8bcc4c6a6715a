raise ValueError(u'\xfc', 5)    # ValueError: (u'\xfc', 5)

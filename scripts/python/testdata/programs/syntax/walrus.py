if (n := 5) > 3:
    pass

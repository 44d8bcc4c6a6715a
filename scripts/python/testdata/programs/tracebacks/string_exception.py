raise 'old string'    # TypeError: exceptions must be old-style classes or derived from BaseException, not str

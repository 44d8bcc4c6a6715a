try:
    pass
except Exception as e:
    raise ValueError() from e

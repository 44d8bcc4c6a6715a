from java.lang import IllegalStateException
def check():
    raise IllegalStateException('valve stuck')    # IllegalStateException: valve stuck
check()

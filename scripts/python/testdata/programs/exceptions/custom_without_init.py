class Timeout(Exception):
    """no init"""
try: raise Timeout
except Timeout, e: print repr(e), str(e) == ''
raise Timeout('after', 5)    # Timeout: ('after', 5)

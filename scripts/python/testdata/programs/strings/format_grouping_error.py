try: '{:,}'.format('a')
except ValueError, e: print repr(e)

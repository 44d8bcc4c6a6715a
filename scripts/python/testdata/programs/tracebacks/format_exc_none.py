import traceback
print repr(traceback.format_exc())
traceback.print_exc()
print 'end'

import datetime
datetime.timedelta('x')    # TypeError

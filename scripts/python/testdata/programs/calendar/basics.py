import calendar
print calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.weekday(2024, 3, 9), calendar.timegm((2024, 3, 9, 0, 0, 0)), list(calendar.day_name)[0], calendar.month_name[3], calendar.month_abbr[12], calendar.leapdays(2000, 2025), calendar.monthcalendar(2024, 2)[0]
print calendar.month(2024, 2)

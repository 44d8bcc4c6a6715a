import calendar
c = calendar.HTMLCalendar(calendar.SUNDAY)
print c.formatmonth(2024, 2)
t = calendar.TextCalendar()
print repr(t.formatmonthname(2024, 2, 20)), repr(t.formatweekday(0, 9)), repr(t.formatday(5, 1, 4)), repr(t.formatweek([(1, 0), (0, 1)], 3))
print t.yeardayscalendar(2024)[0][1][0], t.yeardays2calendar(2024, 6)[1][0][0][0], t.yeardatescalendar(2024)[0][0][0][0]

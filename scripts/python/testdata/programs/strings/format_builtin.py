print format(5), format(5, '03d'), format(3.14159, '.2f'), format('a', '>3'), format(True), format(None), format(1e10), format(255, 'x'), format(0.1)
import datetime
print format(datetime.date(2024, 3, 9), '%d/%m/%y'), '{:%H:%M}'.format(datetime.time(5, 6)), '{0:%Y}'.format(datetime.datetime(2024, 1, 1))

from java.text import DecimalFormat
for p in ('0.00', '#,##0.0', '000', '#.##', '0.0%', '0.##E0', '$#,##0.00;($#,##0.00)'):
    f = DecimalFormat(p)
    print p, [f.format(x) for x in (0, 1.005, 1234567.891, -2.5, 0.125)]

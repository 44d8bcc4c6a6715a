for v in (0.5, 1.25, 2.675, 1e-7, 123456.789, -0.04): print '%.2f' % v, round(v, 2), '%g' % v, '{:.1f}'.format(v), '{:>10,.2f}'.format(v), str(v), int(round(v))

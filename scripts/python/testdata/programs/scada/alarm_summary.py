alarms = [('Line1/P1', 'High', 3, True), ('Line1/P2', 'Low', 1, False), ('Line2/P1', 'High', 4, False), ('Line1/P1', 'HiHi', 4, False)]
by_area = {}
for path, name, prio, acked in alarms:
    area = path.split('/')[0]
    by_area.setdefault(area, {'count': 0, 'unacked': 0, 'top': 0})
    a = by_area[area]
    a['count'] += 1
    if not acked: a['unacked'] += 1
    a['top'] = max(a['top'], prio)
for area in sorted(by_area):
    print '%(area)s: %(count)d alarms, %(unacked)d not acknowledged, top %(top)d' % dict(by_area[area], area=area)

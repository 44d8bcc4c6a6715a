import re
names = ['Pump10', 'Pump2', 'pump1', 'Valve3', 'Pump2a']
def natural(s): return [int(p) if p.isdigit() else p.lower() for p in re.split(r'(\d+)', s)]
print sorted(names), sorted(names, key=natural), sorted(names, key=lambda s: s.lower())

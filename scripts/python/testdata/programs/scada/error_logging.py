import traceback
log = []
def handler(payload):
    try:
        return 100 / payload['n']
    except (KeyError, ZeroDivisionError), e:
        log.append(traceback.format_exc())
        return None
print handler({'n': 4}), handler({'n': 0}), handler({})
for entry in log: print entry.strip().split('\n')[-1]
print log[0]

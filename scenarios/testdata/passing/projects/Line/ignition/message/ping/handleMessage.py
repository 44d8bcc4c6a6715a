def handleMessage(payload):
	return payload["n"] + 1

def handleMessage(payload):
	return (

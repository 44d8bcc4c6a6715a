def handleMessage(session, payload):
	logger = system.util.getLogger("session event handler")
	logger.info(str(payload))

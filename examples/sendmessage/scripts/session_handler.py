def handleMessage(session, payload):
	logger = system.util.getLogger("session handler")
	logger.info(str(payload))

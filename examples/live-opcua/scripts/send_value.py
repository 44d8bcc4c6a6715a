	# A body as Ignition stores it: without its def line, indented by one tab.
	payload = {"cv": currentValue.value}
	system.util.sendMessage(project="X", messageHandler="test", payload=payload, scope="S")

def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	if initialChange or not currentValue.value:
		return
	count = system.tag.readBlocking(["[.]Count"])[0].value
	system.tag.writeBlocking(["[.]Count"], [count + 1])

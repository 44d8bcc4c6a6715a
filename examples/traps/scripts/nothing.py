def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	pass

function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) {
}

function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) {
    if (initialChange || !currentValue.value) {
        return
    }
    const count = system.tag.readBlocking(["[.]Count"])[0].value
    system.tag.writeBlocking(["[.]Count"], [count + 1])
}

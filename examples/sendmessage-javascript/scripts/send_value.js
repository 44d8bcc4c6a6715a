function valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents) {
    system.util.sendMessage("X", "test", {cv: currentValue.value}, kw({scope: "S"}))
}

function valueChanged(tag) {
  return (
}

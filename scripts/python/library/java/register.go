package java

import py "dryfire/scripts/python/object"

// Register adds the loaders of the packages to a library.
func Register(lib py.Library) {}

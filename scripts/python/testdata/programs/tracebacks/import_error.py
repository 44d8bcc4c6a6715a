def load():
    import no_such_module_here    # ImportError: No module named no_such_module_here
load()

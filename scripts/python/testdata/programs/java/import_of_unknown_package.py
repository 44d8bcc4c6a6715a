import java.nothing.Here    # ImportError: No module named nothing

import sys
print sys.maxint, sys.byteorder, sys.maxunicode, sys.getrecursionlimit(), sys.version_info[:2], sys.platform[:4], type(sys.path).__name__, sys.getdefaultencoding(), 'sys' in sys.modules, sys.float_info.max, sys.version[:3], sys.hexversion >> 16 == 0x0207

import os.path
print os.path.join('a', 'b', 'c.txt'), os.path.join('a', '/b'), os.path.basename('/x/y.z'), os.path.dirname('/x/y.z'), os.path.split('/a/b'), os.path.splitext('f.tar.gz'), os.path.normpath('a/../b//c/.'), os.path.isabs('/x'), os.sep, os.path.commonprefix(['abc', 'abd']), os.linesep == '\n'

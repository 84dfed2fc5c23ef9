"""One folder per kind of file; each has a module that reads it: ``read(path, options)``. ``registry`` lists which."""

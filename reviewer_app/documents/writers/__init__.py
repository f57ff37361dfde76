"""Writers of public versions, one module a file kind; they edit a copy of the original so that its look survives."""

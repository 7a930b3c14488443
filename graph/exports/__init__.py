"""Research exports: one module a format, each with what it writes; `package` puts them together."""

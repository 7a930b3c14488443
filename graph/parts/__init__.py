"""What the server's pages and the explorer's file share: their look, their words, the templates of their parts.

The server fills a template with what it says of a thing. The explorer's file carries the same templates with open slots
in `<template>` elements, and `static/part.js` fills them in the browser. So a statement looks the same in both.
"""

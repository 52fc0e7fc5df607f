-- One entry a list: file, matching mode ("exact", "folded", "name"), source and licence.
return {
  title = { file = "title.txt", mode = "folded", source = "yours", licence = "MIT" },
}

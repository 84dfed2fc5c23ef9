"""Dutch text: broken words, sentences, the SDGs it names, and text that remembers its place in the source."""

"""Dutch text: broken words, sentences, the goals that it names, and text that remembers where it came from."""

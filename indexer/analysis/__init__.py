"""Text to tokens: the only tokenizer, stemmer and stop words, for documents and queries alike."""

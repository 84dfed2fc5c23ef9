"""The words of passages, whatever database counts them: what is indexed of a passage, and the vocabulary."""

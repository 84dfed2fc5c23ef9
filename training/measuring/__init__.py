"""What a model is measured against: pools of questions with their answers, and plain BM25."""

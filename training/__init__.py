"""Makes the models that ship: reads Dutch text and English-Dutch pairs, trains, measures, exports.

Not part of the installed product: it needs torch and the training data, which never enter the repository. One command,
``python -m training --data DIR --out DIR``, makes both models; ``python -m training.evaluate`` measures one. What the
commands are made of: ``examples`` (the data), ``network`` (student and teacher), ``learning`` (recipes, losses, the
loop) and ``measuring`` (pools of questions, plain BM25).
"""

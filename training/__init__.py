"""Makes the model that ships: reads Dutch text and English-Dutch pairs, trains, measures, exports.

Not part of the installed product: it needs torch and the training data, which never enter the repository. One command,
``python -m training.transformer --data DIR --out DIR``, makes the transformer; ``python -m training.export`` turns it
into files that run without torch; ``python -m training.evaluate`` measures either.
"""

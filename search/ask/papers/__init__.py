"""Questions that need no model: a paper by its number, and the moties of a member, a dossier or a subject.

``numbers`` reads the papers that a question names, ``wording`` what else it asks of the ledger, ``lookup`` finds it
there, ``passages`` puts the passages that cite it first and quotes them.
"""

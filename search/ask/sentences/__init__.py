"""The sentences of the first hits that may answer a question, best first.

Read with what stands above them (``candidates``), told apart from questions and headings (``statements``) and scored
(``scoring``).
"""

"""The sentences of the first hits that may answer a question, best first.

Read with what stands above them (``candidates``), told apart from questions and headings (``statements``), scored
(``scoring``) and given with those that they cannot be read without (``units``).
"""

"""What a question asks for, and how far a text holds it.

``answer_type`` tells the kind of thing, ``wanted`` what else the question says of it, ``statement`` whose statement it
asks for, ``source`` which documents are to say it, ``type_fit`` how far a sentence holds the kind.
"""

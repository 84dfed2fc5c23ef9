"""Files into a knowledge base.

The way of a file, in order; each step is a module that the one before it does not know:

1. ``files`` goes through the files of a run. ``examine`` (ingest.files.fingerprint) hashes each and looks it up in the
   catalog of its folder, once; what it finds goes along with the file from here on.
2. ``identity`` finds out which document the file is: a new one, one that is kept unchanged, or a copy of one.
3. A process of ``ingest.process`` reads what is new or changed; several do so at a time.
4. ``embedding`` encodes the passages and sentences, and has ``sdg_suggestions`` suggest SDGs.
5. The store takes document, vectors and suggestions in one transaction.

``files`` knows the place that it fills by what it needs of it only (``library``): steps 2, 4 and 5 are methods of the
knowledge base, which holds the store and its lock.
"""

"""XMCDA, the XML of the Decision Deck project: versions 2, 3 and 4 in, versions 2.2 and 4 out."""

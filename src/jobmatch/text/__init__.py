"""Text: one plain form, what must not count taken out, words, skills and occupations."""

from jobmatch.text.normalize import MAX_TEXT, normalize
from jobmatch.text.private import strip_private
from jobmatch.text.protected import strip_protected
from jobmatch.text.stop_words import stop_words
from jobmatch.text.tokenize import Tokenizer, tokenize

__all__ = [
    "MAX_TEXT",
    "Tokenizer",
    "normalize",
    "stop_words",
    "strip_private",
    "strip_protected",
    "tokenize",
]

"""Vietnamese text: normalise, convert, restore, segment, index, search. The engine of ``viet``, in a process of Python's."""

from ._library import (
    CorruptError,
    IndexExistsError,
    IndexLockedError,
    IndexNotFoundError,
    InvalidArgumentError,
    MalformedTextError,
    SystemFailure,
    UnmappableError,
    VietTextError,
    library,
)
from .converting import Converter, Guess, convert, detect
from .index import Analyzer, Commit, Highlight, Hit, Index, IndexWriter, Results
from .normalizing import Normalizer, fold, normalize
from .restoring import Restorer, Suggestion, restore
from .segmenting import Segmenter, Token, sent_tokenize, word_tokenize

__version__: str = library.viet_version().decode()
#: Versions of ICU, Unicode, the index format, the word model, and the kernels in use.
versions: dict[str, str] = dict(
    line.split(" ", 1) for line in library.viet_version_details().decode().splitlines()
)

__all__ = [
    "Analyzer", "Commit", "Converter", "CorruptError", "Guess", "Highlight", "Hit", "Index", "IndexExistsError",
    "IndexLockedError", "IndexNotFoundError", "IndexWriter", "InvalidArgumentError", "MalformedTextError",
    "Normalizer", "Restorer", "Results", "Segmenter", "Suggestion", "SystemFailure", "Token", "UnmappableError", "VietTextError", "convert",
    "detect", "fold", "normalize", "restore", "sent_tokenize", "versions", "word_tokenize",
]

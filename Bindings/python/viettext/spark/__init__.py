"""Apache Spark: columns normalised and tokenized, an index built of a DataFrame, a shard for each partition.

Batches go between Spark and the library as Arrow, and the work is done where the partitions are. Needs PySpark 3.5 and
what it asks of pyarrow, and this package on every executor.
"""

from .columns import normalize, tokenize
from .indexing import build_index
from .shards import Shard

__all__ = ["Shard", "build_index", "normalize", "tokenize"]

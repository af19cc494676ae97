"""What the executors import of these tests."""

import os
import signal
from pathlib import Path

from pyspark import TaskContext


def kill_the_executor_once(marker, partition, after, batches):
    """Ends the process of the executor when it has read so many batches of a partition, the first time only."""
    for number, batch in enumerate(batches):
        if TaskContext.get().partitionId() == partition and number == after:
            try:
                os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                executor = int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1])
                assert Path(f"/proc/{executor}/comm").read_text().strip() == "java"
                Path(marker).write_text(str(executor))
                os.kill(executor, signal.SIGKILL)
                signal.pause()
        yield batch

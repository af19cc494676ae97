"""The library in a process: two copies of it, threads, forks."""

import ctypes
import multiprocessing
import shutil
import sqlite3
import threading

import pytest
import viettext
from viettext import _library


def test_two_copies(tmp_path):
    """A copy of the library under another name has a run time, ICU and state of its own, and gives the same."""
    copy = tmp_path / "another.so"
    shutil.copy(_library.FOLDER / "libviettext.so", copy)
    other = _library.load(copy)
    assert ctypes.addressof(ctypes.c_char.in_dll(other, "viet_version")) != ctypes.addressof(
        ctypes.c_char.in_dll(_library.library, "viet_version")
    )
    for _ in range(100):
        out, length = ctypes.create_string_buffer(64), ctypes.c_size_t()
        data = "Đường PHỐ".encode()
        assert other.viet_fold(data, len(data), out, 64, ctypes.byref(length), None) == 0
        assert out.raw[: length.value].decode() == viettext.fold("Đường PHỐ") == "duong pho"
        assert viettext.word_tokenize("Hà Nội") == ["Hà Nội"]


def test_beside_sqlite():
    connection = sqlite3.connect(":memory:")
    if not hasattr(connection, "enable_load_extension"):
        pytest.skip("this Python's sqlite3 loads no extensions (Debian's /usr/bin/python3 does)")
    import viettext.sqlite

    viettext.sqlite.load(connection)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'vietnamese')")
    connection.execute("INSERT INTO t VALUES ('Tôi ở Hà Nội')")
    assert connection.execute("SELECT highlight(t, 0, '[', ']') FROM t('ha noi')").fetchall() == [("Tôi ở [Hà] [Nội]",)]


def test_threads_agree():
    segmenter, texts = viettext.Segmenter(), ["Học sinh ở Hà Nội đi học.", "Tôi yêu tiếng Việt!"] * 200
    expected = list(segmenter.pipe(texts, format="tokens"))
    found = [None] * 4

    def work(i):
        found[i] = list(segmenter.pipe(texts, format="tokens", batch_size=50))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one == expected for one in found)


def test_forks():
    assert viettext.word_tokenize("Hà Nội") == ["Hà Nội"]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(viettext.word_tokenize, ["Hà Nội"] * 8, chunksize=1) == [["Hà Nội"]] * 8

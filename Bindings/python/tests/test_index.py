"""Building, changing, searching."""

import datetime

import pytest
import viettext

DOCUMENTS = [
    {"id": 1, "title": "Hòa bình ở Hà Nội", "price": 10, "day": datetime.date(2025, 2, 21), "new": True},
    {"id": "hai", "title": ["Học sinh", "Hà Nội ơi"], "price": 20.5, "day": datetime.date(2024, 1, 1), "new": False},
    {"id": "ba", "title": "Tiếng Việt", "price": 30, "day": None},
]


@pytest.fixture
def folder(tmp_path):
    viettext.Index.build(tmp_path / "index", DOCUMENTS)
    return tmp_path / "index"


def test_search(folder):
    index = viettext.Index(folder)
    assert index.fields == [("title", "text"), ("price", "number"), ("day", "date"), ("new", "keyword")]
    results = index.search("ha noi", sort="price", facets=["new"], count=True)
    assert [hit.id for hit in results] == ["1", "hai"] and results.total == 2 and results.total_is_exact
    assert results[0].fields == {"title": "Hòa bình ở Hà Nội", "price": 10, "day": "2025-02-21", "new": "true"}
    assert results[1].fields["title"] == ["Học sinh", "Hà Nội ơi"] and results[-1].fields["price"] == 20.5
    assert results.facet("new") == {"true": 1, "false": 1}
    for hit in results:
        for mark in hit.highlights:
            values = hit.fields[mark.field]
            value = values[mark.value] if isinstance(values, list) else values
            assert value[mark.start : mark.end] == mark.text
    assert [mark.text for mark in results[1].highlights] == ["Hà", "Nội"]
    assert [hit.id for hit in index.search("noi", filter="price:[15 TO 40]")] == ["hai"]
    assert [hit.id for hit in index.search("tieng")[0:5]] == ["ba"]
    assert [hit.id for hit in index.search("day:[2025 TO 2026]")] == ["1"]
    assert index.search("(ha").warnings and not index.search("ha").warnings
    assert len(index.search("không có gì như thế")) == 0
    with pytest.raises(IndexError):
        results[2]
    with pytest.raises(viettext.InvalidArgumentError):
        index.search("a", sort="title")
    with pytest.raises(viettext.IndexNotFoundError):
        index.search("a", fields=["body"])


def test_changes(folder):
    before = viettext.Index(folder)
    with viettext.Index.change(folder) as writer:
        assert writer.delete(1) and not writer.delete("none")
        writer.add("ba", {"title": "Đà Nẵng"})
        with pytest.raises(viettext.IndexLockedError):
            viettext.Index.change(folder)
    after = viettext.Index(folder)
    assert len(before) == 3 and len(after) == 2
    assert [hit.id for hit in after.search("da nang")] == ["ba"] and not after.search("tieng viet")
    # Left by an exception, the index stays as it was.
    with pytest.raises(RuntimeError):
        with viettext.Index.change(folder) as writer:
            writer.add("x", {"title": "x"})
            raise RuntimeError
    assert len(viettext.Index(folder)) == 2


def test_merge(folder, tmp_path):
    viettext.Index.build(tmp_path / "other", [{"id": "4", "title": "Huế"}, {"id": "ba", "title": "Cần Thơ"}])
    with viettext.Index.change(folder) as writer:
        writer.merge(tmp_path / "other")
        commit = writer.commit(compact=True)
    assert commit.documents == 4 and commit.segments == 1
    assert [hit.id for hit in viettext.Index(folder).search("can tho")] == ["ba"]


def test_failures(folder, tmp_path):
    with pytest.raises(viettext.VietTextError):
        viettext.Index(tmp_path / "nothing")
    with pytest.raises(FileExistsError):
        viettext.Index.create(folder)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    with pytest.raises(viettext.IndexExistsError):
        viettext.Index.create(tmp_path / "mine", overwrite=True)
    with pytest.raises(viettext.InvalidArgumentError):
        viettext.Index.create(tmp_path / "new", memory="1M")
    with pytest.raises(viettext.InvalidArgumentError):
        viettext.Index.create(tmp_path / "new", analyzer="english")


def test_analyzers(tmp_path):
    analyzer = viettext.Analyzer("vi", stopwords=["ở"], synonyms=[["xe hơi", "ô tô"]])
    index = viettext.Index.build(tmp_path / "i", [{"id": 1, "t": "Ô tô ở phố"}], analyzer=analyzer)
    assert len(index.search("xe hơi")) == 1 and len(index.search("ở")) == 0

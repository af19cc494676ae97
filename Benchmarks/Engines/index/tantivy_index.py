"""Tantivy under the protocol of run.py: `build DOCUMENTS INDEX POSITIONS MEBIBYTES` and `search INDEX QUERIES PASSES`;
by itself `commit DOCUMENTS INDEX ROUNDS`, which adds to the index."""
import os
import sys
import time

import tantivy


def build(documents, path, positions, memory):
    os.makedirs(path)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position" if positions else "freq")
    writer = tantivy.Index(builder.build(), path=path).writer(memory << 20, 1)
    with open(documents, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            writer.add_document(tantivy.Document(id=str(number), text=line.rstrip("\n")))
    writer.commit()
    writer.wait_merging_threads()


def query(schema, kind, terms):
    if kind == "phrase":
        return tantivy.Query.phrase_query(schema, "text", terms)
    single = [tantivy.Query.term_query(schema, "text", term) for term in terms]
    if len(single) == 1:
        return single[0]
    occur = tantivy.Occur.Must if kind == "and" else tantivy.Occur.Should
    return tantivy.Query.boolean_query([(occur, one) for one in single])


def search(path, queries, passes):
    index = tantivy.Index.open(path)
    index.reload()
    searcher = index.searcher()
    made = []
    with open(queries, encoding="utf-8") as lines:
        for line in lines:
            kind, *terms = line.rstrip("\n").split("\t")
            made.append(query(index.schema, kind, terms))
    best = [1 << 62] * len(made)
    for _ in range(passes):
        for i, one in enumerate(made):
            start = time.perf_counter_ns()
            searcher.search(one, 10, count=False)
            best[i] = min(best[i], time.perf_counter_ns() - start)
    for i, one in enumerate(made):
        result = searcher.search(one, 10, count=True)
        print(best[i], result.count, " ".join(repr(score) for score, _ in result.hits), sep="\t")


def commit(documents, path, rounds):
    """Prints the median time of 100 documents added and committed, `rounds` times to one writer."""
    writer = tantivy.Index.open(path).writer(64 << 20, 1)
    times = []
    with open(documents, encoding="utf-8") as lines:
        for number in range(rounds):
            texts = [next(lines).rstrip("\n") for _ in range(100)]
            start = time.perf_counter_ns()
            for i, text in enumerate(texts):
                writer.add_document(tantivy.Document(id=f"new {number * 100 + i}", text=text))
            writer.commit()
            times.append(time.perf_counter_ns() - start)
    writer.wait_merging_threads()
    times.sort()
    print(f"commit\tp50 {times[len(times) // 2] // 1000}\tmin {times[0] // 1000} µs")


if __name__ == "__main__":
    if sys.argv[1] == "commit":
        commit(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "build":
        build(sys.argv[2], sys.argv[3], sys.argv[4] == "1", int(sys.argv[5]))
    else:
        search(sys.argv[2], sys.argv[3], int(sys.argv[4]))

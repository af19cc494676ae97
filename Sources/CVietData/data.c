#include "viet_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One file of blobs/ behind one function: VIET_BLOB(name, array) after the array that holds it.
#define VIET_BLOB(name, array)                                                                                 \
  viet_blob viet_data_##name(void) { return (viet_blob){array, sizeof(array)}; }

static const _Alignas(64) uint8_t syllables[] = {
#embed "blobs/syllables.bin"
};
VIET_BLOB(syllables, syllables)

static const _Alignas(64) uint8_t scanner[] = {
#embed "blobs/scanner.bin"
};
VIET_BLOB(scanner, scanner)

static const _Alignas(64) uint8_t normalization[] = {
#embed "blobs/normalization.bin"
};
VIET_BLOB(normalization, normalization)

static const _Alignas(64) uint8_t words[] = {
#embed "blobs/words.bin"
};
VIET_BLOB(words, words)

static const _Alignas(64) uint8_t segment[] = {
#embed "blobs/segment.bin"
};
VIET_BLOB(segment, segment)

static const _Alignas(64) uint8_t restore[] = {
#embed "blobs/restore.bin"
};
VIET_BLOB(restore, restore)

static const _Alignas(64) uint8_t sample[] = {
#embed "../../Corpus/text/conversation.jsonl"
    ,
#embed "../../Corpus/text/encyclopaedia.jsonl"
    ,
#embed "../../Corpus/text/law.jsonl"
    ,
#embed "../../Corpus/text/letters.jsonl"
    ,
#embed "../../Corpus/text/news.jsonl"
    ,
#embed "../../Corpus/text/poetry.jsonl"
    ,
#embed "../../Corpus/text/recipes.jsonl"
    ,
#embed "../../Corpus/text/reviews.jsonl"
    ,
#embed "../../Corpus/text/technical.jsonl"
};
VIET_BLOB(sample, sample)

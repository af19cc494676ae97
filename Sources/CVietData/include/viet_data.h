// Tables and models compiled into the binary with #embed; made by viet-tablegen and viet model train.
#ifndef VIET_DATA_H
#define VIET_DATA_H

#include <stddef.h>
#include <stdint.h>

/// The bytes of one file of blobs/, aligned to 64, there for the life of the program.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} viet_blob;

/// Spellings of syllables (VietOrthography/Syllable/SyllableTable.swift).
viet_blob viet_data_syllables(void);

/// Break automaton, classes of code points, codes of letters (VietSegmentation/Syllables/ScannerTables.swift).
viet_blob viet_data_scanner(void);

/// Letters with their marks, and what is inert in each form (VietKernels/Normalization/NormalizationTables.swift).
viet_blob viet_data_normalization(void);

/// Words of several lists, the features of the word model (VietSegmentation/Lexicon/WordTable.swift).
viet_blob viet_data_words(void);

/// Weights of the word model, made by viet model train (VietSegmentation/Words/WordModel.swift).
viet_blob viet_data_segment(void);

/// The language model that restores marks, made by viet model train
/// (VietSegmentation/Restoration/RestorationModel.swift).
viet_blob viet_data_restore(void);

/// The documents of Corpus/text as JSON lines, for `viet bench` (VietCommands/Bench/BenchSample.swift).
viet_blob viet_data_sample(void);

#endif

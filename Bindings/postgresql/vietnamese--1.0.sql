\echo Use "CREATE EXTENSION vietnamese" to load this file. \quit

-- Lines of "name value": the release, its data and the kernels. Where it differs from what an index was built with,
-- the index may lack what a query now asks for: REINDEX.
CREATE FUNCTION vietnamese_version() RETURNS text
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;

CREATE FUNCTION vietnamese_start(internal, int4) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vietnamese_token(internal, internal, internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vietnamese_end(internal) RETURNS void
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vietnamese_kinds(internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vietnamese_headline(internal, internal, tsquery) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vietnamese_init(internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vietnamese_lexize(internal, internal, internal, internal) RETURNS internal
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TEXT SEARCH PARSER vietnamese (
  START = vietnamese_start, GETTOKEN = vietnamese_token, END = vietnamese_end,
  LEXTYPES = vietnamese_kinds, HEADLINE = vietnamese_headline);
COMMENT ON TEXT SEARCH PARSER vietnamese IS 'words of one or more syllables, numbers, links, dates';

CREATE TEXT SEARCH TEMPLATE vietnamese (INIT = vietnamese_init, LEXIZE = vietnamese_lexize);
COMMENT ON TEXT SEARCH TEMPLATE vietnamese IS 'Words = add|demand|none, Marks = both|typed|ignored';

CREATE TEXT SEARCH DICTIONARY vietnamese (TEMPLATE = vietnamese);
COMMENT ON TEXT SEARCH DICTIONARY vietnamese IS 'words and their syllables, as spelled and without marks';
CREATE TEXT SEARCH DICTIONARY vietnamese_syllable (TEMPLATE = vietnamese, Words = none);
COMMENT ON TEXT SEARCH DICTIONARY vietnamese_syllable IS 'syllables, as spelled and without marks';
CREATE TEXT SEARCH DICTIONARY vietnamese_word (TEMPLATE = vietnamese, Words = demand);
COMMENT ON TEXT SEARCH DICTIONARY vietnamese_word IS 'for queries: what is a word has to be a word in the text';
CREATE TEXT SEARCH DICTIONARY vietnamese_exact (TEMPLATE = vietnamese, Words = none, Marks = typed);
COMMENT ON TEXT SEARCH DICTIONARY vietnamese_exact IS 'for queries: marks that are typed have to be in the text';

CREATE TEXT SEARCH CONFIGURATION vietnamese (PARSER = vietnamese);
COMMENT ON TEXT SEARCH CONFIGURATION vietnamese IS 'Vietnamese, found with and without marks';
ALTER TEXT SEARCH CONFIGURATION vietnamese
  ADD MAPPING FOR word WITH vietnamese;
ALTER TEXT SEARCH CONFIGURATION vietnamese
  ADD MAPPING FOR number, url, email, hashtag, mention, emoji, abbrev, date, time, other WITH vietnamese_syllable;

CREATE TEXT SEARCH CONFIGURATION vietnamese_word (PARSER = vietnamese);
COMMENT ON TEXT SEARCH CONFIGURATION vietnamese_word IS 'for queries on vietnamese that demand words';
ALTER TEXT SEARCH CONFIGURATION vietnamese_word
  ADD MAPPING FOR word WITH vietnamese_word;
ALTER TEXT SEARCH CONFIGURATION vietnamese_word
  ADD MAPPING FOR number, url, email, hashtag, mention, emoji, abbrev, date, time, other WITH vietnamese_syllable;

CREATE TEXT SEARCH CONFIGURATION vietnamese_exact (PARSER = vietnamese);
COMMENT ON TEXT SEARCH CONFIGURATION vietnamese_exact IS 'for queries on vietnamese that demand the marks typed';
ALTER TEXT SEARCH CONFIGURATION vietnamese_exact
  ADD MAPPING FOR word, number, url, email, hashtag, mention, emoji, abbrev, date, time, other WITH vietnamese_exact;

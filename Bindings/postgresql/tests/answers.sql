-- What the extension answers, each by an assertion.
CREATE EXTENSION vietnamese;

CREATE FUNCTION pg_temp.expect(what text, got text, wanted text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF got IS DISTINCT FROM wanted THEN
    RAISE EXCEPTION E'%\n  got    %\n  wanted %', what, got, wanted;
  END IF;
END $$;

SELECT pg_temp.expect('tokens',
  (SELECT string_agg(t.alias || ':' || p.token, '|')
   FROM ts_parse('vietnamese', ' Hà Nội là thủ đô, a@b.vn 😀 ') p
   JOIN ts_token_type('vietnamese') t USING (tokid)),
  'blank: |word:Hà Nội|blank: |word:là|blank: |word:thủ đô|punct:,|blank: |email:a@b.vn|blank: |emoji:😀|blank: ');
SELECT pg_temp.expect('nothing', (SELECT count(*)::text FROM ts_parse('vietnamese', '')), '0');

-- Forms of a place stand at one position, a word at that of its first syllable.
SELECT pg_temp.expect('a document', to_tsvector('vietnamese', 'Thủ đô Hà Nội')::text,
  '''do'':2 ''ha'':3 ''ha noi'':3 ''hà'':3 ''hà nội'':3 ''noi'':4 ''nội'':4 ''thu'':1 ''thu do'':1 ''thủ'':1 ''thủ đô'':1 ''đô'':2');
SELECT pg_temp.expect('typed marks', to_tsvector('vietnamese_exact', 'Thủ đô')::text, '''thủ'':1 ''đô'':2');
SELECT pg_temp.expect('one word, one spelling',
  (to_tsvector('vietnamese', 'hoà') = to_tsvector('vietnamese', normalize('HÒA', NFD)))::text, 'true');
SELECT pg_temp.expect('a query', plainto_tsquery('vietnamese', 'Hà Nội')::text,
  '( ''hà nội'' | ''ha noi'' | ''hà'' | ''ha'' ) & ( ''nội'' | ''noi'' )');
SELECT pg_temp.expect('a query for words', phraseto_tsquery('vietnamese_word', 'Hà Nội')::text,
  '( ''hà nội'' | ''ha noi'' ) <-> ( ''nội'' | ''noi'' )');
SELECT pg_temp.expect('a query for marks', websearch_to_tsquery('vietnamese_exact', '"hà noi" -đô')::text,
  '''hà'' <-> ''noi'' & !''đô''');
SELECT pg_temp.expect('a prefix', to_tsquery('vietnamese', 'ngh:*')::text, '''ngh'':*');

CREATE TABLE articles (id int PRIMARY KEY, body text NOT NULL);
INSERT INTO articles VALUES
  (1, 'Hà Nội là thủ đô của Việt Nam.'),
  (2, 'Sinh viên ở Hà Nội học tiếng Việt.'),
  (3, 'Ông ấy hạ nồi xuống bếp.'),
  (4, 'Nội dung của Hà viết rất hay.'),
  (5, 'Học sinh học sinh học.');
INSERT INTO articles SELECT 100 + n, 'Đoạn văn số ' || n || ' nói về thời tiết.' FROM generate_series(1, 2000) n;
CREATE INDEX articles_body ON articles USING gin (to_tsvector('vietnamese', body));
ANALYZE articles;

CREATE FUNCTION pg_temp.found(query tsquery) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(id::text, ' ' ORDER BY ts_rank(to_tsvector('vietnamese', body), query) DESC, id)
  FROM articles WHERE to_tsvector('vietnamese', body) @@ query $$;
SET enable_seqscan = off;
SELECT pg_temp.expect('all spellings of a phrase, the typed one first',
  pg_temp.found(phraseto_tsquery('vietnamese', 'hà nội')), '1 2 3');
SELECT pg_temp.expect('without marks', pg_temp.found(phraseto_tsquery('vietnamese', 'ha noi')), '1 2 3');
SELECT pg_temp.expect('words in any order', pg_temp.found(plainto_tsquery('vietnamese_exact', 'nội hà')), '1 2 4');
SELECT pg_temp.expect('typed marks only', pg_temp.found(phraseto_tsquery('vietnamese_exact', 'hà nội')), '1 2');
SELECT pg_temp.expect('words only', pg_temp.found(plainto_tsquery('vietnamese_word', 'hà nội')), '1 2');
SELECT pg_temp.expect('a phrase over words', pg_temp.found(phraseto_tsquery('vietnamese_exact', 'thủ đô của Việt')), '1');
SELECT pg_temp.expect('half a word', pg_temp.found(plainto_tsquery('vietnamese_exact', 'sinh')), '5 2');
DO $$
DECLARE line text; plan text := '';
BEGIN
  FOR line IN EXPLAIN SELECT id FROM articles
    WHERE to_tsvector('vietnamese', body) @@ phraseto_tsquery('vietnamese', 'hà nội') LOOP
    plan := plan || line;
  END LOOP;
  ASSERT plan LIKE '%articles_body%', plan;
END $$;

-- Headlines mark what was sought, and no more of a word.
SELECT pg_temp.expect('headline of a word',
  ts_headline('vietnamese', 'Ở Hà Nội, hôm nay.', phraseto_tsquery('vietnamese', 'hà nội')),
  'Ở <b>Hà</b> <b>Nội</b>, hôm nay.');
SELECT pg_temp.expect('headline of half a word',
  ts_headline('vietnamese', 'Ở Hà Nội, hôm nay.', to_tsquery('vietnamese', 'nội')), 'Ở Hà <b>Nội</b>, hôm nay.');
SELECT pg_temp.expect('headline of a prefix',
  ts_headline('vietnamese', 'Thành phố Hà Nội', to_tsquery('vietnamese', 'ph:*')), 'Thành <b>phố</b> Hà Nội');
SELECT pg_temp.expect('headline with typed marks',
  ts_headline('vietnamese', 'hạ hà', to_tsquery('vietnamese_exact', 'hà')), 'hạ <b>hà</b>');
SELECT pg_temp.expect('headline for words',
  ts_headline('vietnamese', 'thủ đô Hà Nội', plainto_tsquery('vietnamese_word', 'thủ đô')), '<b>thủ</b> <b>đô</b> Hà Nội');
SELECT pg_temp.expect('a fragment',
  ts_headline('vietnamese', repeat('Trời hôm nay rất đẹp. ', 50) || 'Thủ đô Hà Nội có mưa. ' || repeat('Gió nhẹ. ', 50),
    phraseto_tsquery('vietnamese', 'đô hà'), 'MaxFragments=1, MaxWords=6, MinWords=3'),
  'Thủ <b>đô</b> <b>Hà</b> Nội');

-- The options of dictionaries.
CREATE TEXT SEARCH DICTIONARY pg_temp.no_marks (TEMPLATE = vietnamese, Marks = ignored, Words = none);
SELECT pg_temp.expect('no marks', ts_lexize('pg_temp.no_marks', 'Đường phố')::text, '{duong,pho}');
SELECT pg_temp.expect('no lexemes', ts_lexize('vietnamese', '...')::text, NULL);
DO $$
BEGIN
  BEGIN
    CREATE TEXT SEARCH DICTIONARY pg_temp.bad (TEMPLATE = vietnamese, Marks = some);
    RAISE EXCEPTION 'a wrong option was taken';
  EXCEPTION WHEN invalid_parameter_value THEN
    ASSERT SQLERRM = 'marks of a vietnamese dictionary can''t be "some"', SQLERRM;
  END;
  BEGIN
    CREATE TEXT SEARCH DICTIONARY pg_temp.bad (TEMPLATE = vietnamese, Stem = yes);
    RAISE EXCEPTION 'an unknown option was taken';
  EXCEPTION WHEN invalid_parameter_value THEN
    ASSERT SQLERRM = 'a vietnamese dictionary has no option "stem"', SQLERRM;
  END;
END $$;

-- A token of more than PostgreSQL's 2046 bytes, one whose form grows beyond them, a long blank, a word of many parts.
SET client_min_messages = error;
SELECT pg_temp.expect('a token too long', to_tsvector('vietnamese', repeat('x', 5000) || ' y')::text, '''y'':1');
SELECT pg_temp.expect('a form too long', (length(to_tsvector('vietnamese', repeat('ﷺ', 600))) <= 1)::text, 'true');
SELECT pg_temp.expect('a long blank', to_tsvector('vietnamese', 'x' || repeat(' ', 100000) || 'y')::text, '''x'':1 ''y'':2');
SELECT pg_temp.expect('many parts',
  (length(to_tsvector('vietnamese', 'https://a.vn/' || repeat('b-', 900))) BETWEEN 1 AND 5)::text, 'true');

-- A backend has one thread, whatever it did.
SELECT pg_temp.expect('threads',
  (SELECT (regexp_match(pg_read_file('/proc/' || pg_backend_pid() || '/status'), 'Threads:\s+(\d+)'))[1]), '1');
SELECT pg_temp.expect('version', (vietnamese_version() ILIKE 'viettext %icu%')::text, 'true');
-- An error in the middle of a text gives everything back.
DO $$
BEGIN
  FOR i IN 1..200 LOOP
    BEGIN
      PERFORM to_tsquery('vietnamese', 'hà nội ' || repeat('&', i));
      RAISE EXCEPTION 'a wrong query was taken';
    EXCEPTION WHEN syntax_error THEN NULL;
    END;
  END LOOP;
END $$;

-- 1,000 random texts: bytes as far as the server takes them, code points of all kinds, Vietnamese torn apart. Whatever
-- the text, its tokens are the text, its headline without marks is a part of it, and as a query it finds itself.
CREATE EXTENSION IF NOT EXISTS vietnamese;
SELECT set_config('viettext.seed', :'seed', false) \gset
DO $$
DECLARE
  bytes bytea; body text; vector tsvector; query tsquery; headline text;
  encoding text := pg_encoding_to_char((SELECT d.encoding FROM pg_database d WHERE datname = current_database()));
  vietnamese bytea := convert_to('Hà Nội, thủ đô của Việt Nam: ướ̛c ngh̃ĩa — 12/3/2024 #đẹp https://a.vn/ả?b=ộ ĐƯỜNG 😀 ', 'UTF8');
  letters text[] := ARRAY['à', 'ệ', 'Ũ', 'Đ', 'đ', E'\xcc\xa3', E'\xcc\x82', E'\xcc\x81', E'\xe2\x80\x8b', 'n', 'ng', 'h', ' ', '-', '.', '@',
    '/', ':', '#', '_', '1', '٣', '中', 'ﬁ'];
  code int; round int := 0; taken int := 0; refused int := 0; found int := 0;
BEGIN
  PERFORM setseed(current_setting('viettext.seed')::int / 32768.0);
  WHILE taken < 1000 LOOP
    round := round + 1;
    bytes := '';
    CASE round % 4
    WHEN 0 THEN
      FOR i IN 1..(random() * 60)::int LOOP bytes := bytes || set_byte('\x00', 0, (random() * 255)::int); END LOOP;
    WHEN 1 THEN
      FOR i IN 1..(random() * 200)::int LOOP
        code := CASE (random() * 5)::int
          WHEN 0 THEN 1 + random() * 126 WHEN 1 THEN 768 + random() * 111 WHEN 2 THEN 7840 + random() * 89
          WHEN 3 THEN 8192 + random() * 111 ELSE 1 + random() * 1114110 END;
        -- The bytes of the code point, as UTF-8 has them: of surrogates, too, which the server refuses.
        bytes := bytes || CASE
          WHEN code < 128 THEN set_byte('\x00', 0, code)
          WHEN code < 2048 THEN set_byte(set_byte('\x0000', 0, 192 + code / 64), 1, 128 + code % 64)
          WHEN code < 65536 THEN set_byte(set_byte(set_byte('\x000000', 0, 224 + code / 4096), 1,
            128 + code / 64 % 64), 2, 128 + code % 64)
          ELSE set_byte(set_byte(set_byte(set_byte('\x00000000', 0, 240 + code / 262144), 1,
            128 + code / 4096 % 64), 2, 128 + code / 64 % 64), 3, 128 + code % 64) END;
      END LOOP;
    WHEN 2 THEN
      bytes := substring(vietnamese FROM 1 + (random() * 40)::int FOR (random() * 90)::int);
      FOR i IN 1..(random() * 4)::int LOOP
        EXIT WHEN length(bytes) = 0;
        bytes := set_byte(bytes, (random() * (length(bytes) - 1))::int, (random() * 255)::int);
      END LOOP;
    ELSE
      FOR i IN 1..(random() * 30)::int LOOP
        bytes := bytes || convert_to(letters[1 + floor(random() * array_length(letters, 1))], 'UTF8');
      END LOOP;
    END CASE;
    BEGIN
      body := convert_from(bytes, encoding);
      taken := taken + 1;
    EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
      refused := refused + 1;
      CONTINUE;
    END;

    ASSERT body = (SELECT coalesce(string_agg(token, '' ORDER BY n), '')
                   FROM ts_parse('vietnamese', body) WITH ORDINALITY p (tokid, token, n)), 'tokens of ' || bytes::text;
    vector := to_tsvector('vietnamese', body);
    query := phraseto_tsquery('vietnamese', body);
    IF numnode(query) > 0 THEN
      ASSERT vector @@ query, 'phrase of ' || bytes::text;
      ASSERT vector @@ phraseto_tsquery('vietnamese_word', body), 'words of ' || bytes::text;
      ASSERT vector @@ phraseto_tsquery('vietnamese_exact', body), 'exact phrase of ' || bytes::text;
      found := found + 1;
    END IF;
    headline := ts_headline('vietnamese', body, query, 'StartSel="", StopSel="", HighlightAll=true');
    ASSERT headline = body, 'headline of ' || bytes::text;
    PERFORM ts_headline('vietnamese', body, query, 'MaxFragments=2, MaxWords=5, MinWords=2');
    PERFORM ts_lexize('vietnamese', body);
  END LOOP;
  ASSERT found > 700, format('only %s texts with terms', found);
  PERFORM set_config('viettext.told', format('%s: %s random texts taken, %s refused by the server, %s find themselves',
    encoding, taken, refused, found), false);
END $$;
SELECT current_setting('viettext.told');

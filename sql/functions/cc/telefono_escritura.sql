-- Reduces any writing of a telephone number to what would be dialled and its extension, without knowing any numbering
-- plan: other scripts' digits, invisible marks, names and <addresses>, sip: and tel: addresses (RFC 3261 §19.1.6, RFC 3966),
-- service codes before the number (#31#), extensions after it. What follows the number's first letter is not part of it.
-- Parameters: texto, as written; only its first 250 characters count.
-- Returns: cc.telefono_escrito; marcado is '' where there is no digit. NULL for NULL. Reads and writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_escritura(texto text) RETURNS cc.telefono_escrito
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  r cc.telefono_escrito;
  t text := left(texto, 250);
  con_extension text[];
BEGIN
  IF octet_length(t) <> length(t) THEN
    -- Full-width, Arabic-Indic and Persian digits, full-width punctuation, no-break spaces; then, without counterpart and
    -- so removed, the marks that copying from an address book leaves: bidirectional, zero-width, soft hyphen.
    t := translate(t,
      '０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹＋（）－．／；＃～ｘ' || U&'\00A0\2007\2009\202F\3000\2010\2011\2012\2013\2014\2015\2212'
        || U&'\202A\202B\202C\202D\202E\200B\200C\200D\200E\200F\2060\2066\2067\2068\2069\FEFF\00AD',
      '012345678901234567890123456789+()-./;#~x' || '     -------');
  END IF;
  t := coalesce(nullif(substring(t FROM '<([^<>]*)'), ''), t);
  IF t ~* '^\s*(sips?|tel):' THEN
    r.extension := substring(t FROM ';ext=([0-9]{1,20})');
    t := cc.telefono_de_direccion(t);
  END IF;
  t := substring(regexp_replace(split_part(t, '@', 1), '^\s*[*#]+[0-9]{1,3}[*#]+(?=.)', '') FROM '[+0-9].*$');
  -- The same labels and limits as libphonenumber's; the American "-910#" needs its hash.
  con_extension := regexp_match(t, '^(.*?)(?:[ \t,]*(?:;ext=|(?:e?xt(?:ensi(?:o\u0301?|ó))?n?|доб|anexo)[:.]?[ \t,-]*)([0-9]{1,20})#?'
    || '|[ \t,]*(?:[x#~]|int)[:.]?[ \t,-]*([0-9]{1,9})#?|[- ]+([0-9]{1,6})#|[ \t]*(?:,,|;)[:.]?[ \t,-]*([0-9]{1,15})#?'
    || '|[ \t]*,+[:.]?[ \t,-]*([0-9]{1,9})#?)$', 'i');
  IF con_extension IS NOT NULL THEN
    t := con_extension[1];
    r.extension := coalesce(con_extension[2], con_extension[3], con_extension[4], con_extension[5], con_extension[6]);
  END IF;
  t := substring(t FROM '^[^[:alpha:]]*');
  r.marcado := coalesce(regexp_replace(t, '[^0-9]', '', 'g'), '');
  IF r.marcado <> '' AND starts_with(t, '+') THEN
    r.marcado := '+' || r.marcado;
  END IF;
  RETURN r;
END $$;

-- Whether a writing says that the caller hides the number: nothing, only zeros, one of the words that PBXs and carriers
-- use, in English or Spanish, a template's variable that was left unfilled, or Twilio's numbers that spell those words.
-- Parameters: texto, as written; marcado, its digits by cc.telefono_escritura. Returns: boolean. Reads and writes nothing.
CREATE OR REPLACE FUNCTION cc.telefono_oculto(texto text, marcado text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN CASE
    WHEN marcado ~ '[1-9]' THEN
      -- ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE on a telephone's keys
      marcado IN ('+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253')
    WHEN marcado ~ '0' THEN true
    ELSE texto !~ '[[:alpha:]]' OR texto ~ '[][{}$]'
      OR texto ~* ('\m(anon|unknown|restri|priv|unavail|withheld|hidden|block|ocult|descono|an[oó]nim|null|none|undefined'
        || '|no.?(dispon|identif|caller)|sin.?(n[uú]m|identif)|asterisk|s\M)')
  END;
END $$;

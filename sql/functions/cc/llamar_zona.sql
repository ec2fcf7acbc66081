-- The time zone in which a number rings, where the number itself says it: Spain by its geographic prefixes, countries of one
-- zone by their calling code. Parameters: numero, E.164. Returns: zone, NULL when it does not say. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamar_zona(numero text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN numero ~ '^\+34[89]2[28]' THEN 'Atlantic/Canary'
    WHEN numero ~ '^\+34[89][1-8]' THEN 'Europe/Madrid'
    WHEN numero ~ '^\+34' THEN NULL
    ELSE (SELECT z.zona
          FROM (VALUES ('+30', 'Europe/Athens'), ('+31', 'Europe/Amsterdam'), ('+32', 'Europe/Brussels'), ('+33', 'Europe/Paris'),
            ('+351', 'Europe/Lisbon'), ('+352', 'Europe/Luxembourg'), ('+353', 'Europe/Dublin'), ('+359', 'Europe/Sofia'),
            ('+376', 'Europe/Andorra'), ('+380', 'Europe/Kyiv'), ('+39', 'Europe/Rome'), ('+40', 'Europe/Bucharest'),
            ('+41', 'Europe/Zurich'), ('+43', 'Europe/Vienna'), ('+44', 'Europe/London'), ('+45', 'Europe/Copenhagen'),
            ('+46', 'Europe/Stockholm'), ('+47', 'Europe/Oslo'), ('+48', 'Europe/Warsaw'), ('+49', 'Europe/Berlin'),
            ('+212', 'Africa/Casablanca'), ('+213', 'Africa/Algiers'), ('+350', 'Europe/Gibraltar'), ('+51', 'America/Lima'),
            ('+54', 'America/Argentina/Buenos_Aires'), ('+57', 'America/Bogota'), ('+58', 'America/Caracas'),
            ('+591', 'America/La_Paz'), ('+595', 'America/Asuncion'), ('+598', 'America/Montevideo')) z (codigo, zona)
          WHERE starts_with(numero, z.codigo) ORDER BY length(z.codigo) DESC LIMIT 1) END;
END
$$;

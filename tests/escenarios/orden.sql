-- The proof that the order of arrival does not matter (CALL MODEL, All orders, proved), on the way that deliveries really
-- take. Every function leaves the database as it found it. The bodies of events are not what is proved here, and are left out.

CREATE FUNCTION prueba.sin_cuerpos() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE OR REPLACE FUNCTION cc.llamada_json(id bigint) RETURNS json LANGUAGE sql AS 'SELECT NULL::json';
  CREATE OR REPLACE FUNCTION cc.tarjeta_json(id bigint, ver_saldo boolean) RETURNS json LANGUAGE sql AS 'SELECT NULL::json';
  CREATE OR REPLACE FUNCTION cc.seguimiento_json(id bigint) RETURNS json LANGUAGE sql AS 'SELECT NULL::json';
  CREATE OR REPLACE FUNCTION cc.presencia_json(agente bigint) RETURNS json LANGUAGE sql AS 'SELECT NULL::json';
END $$;

CREATE FUNCTION prueba.huella() RETURNS text LANGUAGE sql AS $$ SELECT md5(prueba.foto()::text) $$;

-- The picture after these events, delivered all at once to an empty database: the fold of the set, whatever the way to it.
CREATE FUNCTION prueba.pliegue(eventos jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  h text;
BEGIN
  BEGIN
    IF eventos <> '[]' THEN
      PERFORM prueba.entregar(eventos);
    END IF;
    h := prueba.huella();
    RAISE SQLSTATE 'PB000';
  EXCEPTION WHEN SQLSTATE 'PB000' THEN
    RETURN h;
  END;
END $$;

-- The events of a set: bit i of the mask is event i + 1.
CREATE FUNCTION prueba.subconjunto(eventos jsonb, mascara int) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(e ORDER BY n), '[]') FROM jsonb_array_elements(eventos) WITH ORDINALITY t (e, n)
  WHERE mascara & (1 << (n - 1)::int) <> 0
$$;

-- The subset lattice, depth first. The database holds the events of `mascara`; each event outside is added, must give the
-- picture of the larger set, added again must be known, and is taken back. Sets are entered once, by ascending events.
CREATE FUNCTION prueba.reticulo(eventos jsonb, huellas text[], mascara int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  n constant int := jsonb_array_length(eventos);
  mayor int;
  pasos int := 0;
BEGIN
  FOR i IN 0 .. n - 1 LOOP
    CONTINUE WHEN mascara & (1 << i) <> 0;
    mayor := mascara | (1 << i);
    BEGIN
      IF prueba.entregar(jsonb_build_array(eventos -> i)) <> 1 THEN
        RAISE EXCEPTION 'event % was not new after set %', i + 1, mascara;
      ELSIF prueba.huella() <> huellas[mayor] THEN
        RAISE EXCEPTION 'event % added to set % does not give the fold of both: % instead of %', i + 1, mascara,
          prueba.foto(), (SELECT prueba.foto_de(prueba.subconjunto(eventos, mayor)));
      ELSIF prueba.entregar(jsonb_build_array(eventos -> i)) <> 0 THEN
        RAISE EXCEPTION 'event % was new again after set %', i + 1, mascara;
      END IF;
      pasos := pasos + 1;
      IF mascara < (1 << i) THEN
        pasos := pasos + prueba.reticulo(eventos, huellas, mayor);
      END IF;
      RAISE SQLSTATE 'PB000';
    EXCEPTION WHEN SQLSTATE 'PB000' THEN
      NULL;
    END;
  END LOOP;
  RETURN pasos;
END $$;

-- What is always there before: our own requests, which are written before their PBX hears of them.
CREATE TABLE prueba.previo (evento jsonb);
CREATE FUNCTION prueba.previos(eventos jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO prueba.previo SELECT * FROM jsonb_array_elements(eventos);
  PERFORM prueba.entregar(jsonb_build_array(p.evento)) FROM prueba.previo p;
END $$;

-- The picture itself of a set, for the message of a failure: on an empty database.
CREATE FUNCTION prueba.foto_de(eventos jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  f jsonb;
BEGIN
  BEGIN
    TRUNCATE hecho, llamada_id, llamada, orden CASCADE;
    PERFORM prueba.entregar(jsonb_build_array(p.evento)) FROM prueba.previo p;
    PERFORM prueba.entregar(eventos);
    f := prueba.foto();
    RAISE SQLSTATE 'PB000';
  EXCEPTION WHEN SQLSTATE 'PB000' THEN
    RETURN f;
  END;
END $$;

-- Delivers events one by one in this order, and says whether that gives the picture.
CREATE FUNCTION prueba.da(eventos jsonb, orden int[], esperada text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  igual boolean;
BEGIN
  BEGIN
    FOR i IN 1 .. cardinality(orden) LOOP
      PERFORM prueba.entregar(jsonb_build_array(eventos -> (orden[i] - 1)));
    END LOOP;
    igual := prueba.huella() = esperada;
    RAISE SQLSTATE 'PB000';
  EXCEPTION WHEN SQLSTATE 'PB000' THEN
    RETURN igual;
  END;
END $$;

-- Long scenarios: every single loss, duplicate and swap of neighbours, and random permutations.
CREATE FUNCTION prueba.muestras(eventos jsonb, permutaciones int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  n constant int := jsonb_array_length(eventos);
  dado constant int[] := ARRAY(SELECT generate_series(1, n));
  todos constant text := prueba.pliegue(eventos);
  orden int[];
BEGIN
  FOR i IN 1 .. n LOOP
    orden := dado[:i - 1] || dado[i + 1:];
    IF NOT prueba.da(eventos, orden, prueba.pliegue(eventos - (i - 1))) THEN
      RAISE EXCEPTION 'without event % the order matters', i;
    ELSIF NOT prueba.da(eventos, dado || i, todos) THEN
      RAISE EXCEPTION 'event % twice is not event % once', i, i;
    ELSIF i < n AND NOT prueba.da(eventos, dado[:i - 1] || ARRAY[i + 1, i] || dado[i + 2:], todos) THEN
      RAISE EXCEPTION 'events % and % in the other order give something else', i, i + 1;
    END IF;
  END LOOP;
  FOR i IN 1 .. permutaciones LOOP
    orden := ARRAY(SELECT k FROM unnest(dado) k ORDER BY random());
    IF NOT prueba.da(eventos, orden, todos) THEN
      RAISE EXCEPTION 'the order % gives something else', orden;
    END IF;
  END LOOP;
  RETURN 3 * n - 1 + permutaciones;
END $$;

-- Proves a scenario: the lattice up to `maximo` events, samples above. Returns how many steps were tried.
CREATE FUNCTION prueba.orden(eventos jsonb, maximo int, permutaciones int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  n constant int := jsonb_array_length(eventos);
BEGIN
  PERFORM setseed(0.5), prueba.sin_cuerpos();
  IF n > maximo THEN
    RETURN prueba.muestras(eventos, permutaciones);
  END IF;
  RETURN prueba.reticulo(eventos,
    ARRAY(SELECT prueba.pliegue(prueba.subconjunto(eventos, m)) FROM generate_series(1, (1 << n) - 1) m ORDER BY m), 0);
END $$;

-- What the fold of a call needs beyond its tables: the shapes that its steps hand to each other, and two counters.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Elements of deliveries that were not understood: of an unknown type (stored), or bad (quarantined).
ALTER TABLE centralita_salud
  ADD COLUMN desconocidos bigint NOT NULL DEFAULT 0,
  ADD COLUMN cuarentena bigint NOT NULL DEFAULT 0;

-- What a call's number is and how it is read, worked out when the number becomes known: asking the numbering plans again for
-- every event and every row of a list costs more than all the rest of the row. NULL: nobody has, ask.
ALTER TABLE llamada
  ADD COLUMN clase_numero text,
  ADD COLUMN numero_mostrado text;

-- The live calls of a clinic, and the live legs of an agent (what presence is derived from). By what is set once, at the end,
-- and not by the state: a row whose indexes stay as they are is updated in place, without touching any of its indexes.
DROP INDEX llamada_viva;
CREATE INDEX llamada_viva ON llamada (clinica_id) WHERE cierre IS NULL AND fusionada_en IS NULL;
CREATE INDEX tramo_vivo ON tramo (agente_id) WHERE agente_id IS NOT NULL AND termino IS NULL;
ALTER TABLE tramo SET (fillfactor = 80);

-- One leg while facts are being folded into it.
CREATE TYPE pliegue_tramo AS (
  clave text,                     -- the PBX's id of the leg, else the extension, else its role
  vuelta int,
  rol text,
  extension text,
  destino text,
  estado text,
  sono timestamptz,
  contesto timestamptz,
  termino timestamptz,
  retenido_desde timestamptz,     -- the hold that is open
  retenidos tstzmultirange,       -- those that are over
  causa int,
  en_otra boolean
);

-- A call while facts are being folded into it.
CREATE TYPE pliegue AS (
  direccion text,
  origen text,                    -- who calls, as the PBX writes it
  estado text,
  inicio timestamptz,
  ultimo timestamptz,             -- moment of the last fact
  sono timestamptz,
  contestada timestamptz,
  fin timestamptz,
  cierre text,                    -- normal, gracia, inferido; NULL while it lives
  espera_s int,
  conversacion_s int,
  retenida_s int,
  colgo text,
  causa int,
  cola text,
  en_cola boolean,
  cola_salio timestamptz,
  opcion text,
  ivr boolean,                    -- a menu was heard
  buzon boolean,                  -- a mailbox answered
  buzon_abierto boolean,          -- and no agent since
  mensaje boolean,                -- and a message was left
  transferencia text,             -- ciega or consulta while one is open
  aparcada boolean,
  grabacion text,
  resumen jsonb,                  -- the PBX's own record
  contraparte text,               -- key of the other party's leg: the caller's, or the one that was dialled
  contraparte_hablo boolean,      -- and it was answered
  atiende text,                   -- key of the agent's leg that was answered last
  tramos pliegue_tramo[]
);

-- One call of a component, before it is folded: the id that names it, which call of that id, every (id, call of that id)
-- that it is made of, and its facts in order.
CREATE TYPE llamada_hechos AS (
  raiz text,
  encarnacion int,
  nodos text[],                   -- '<encarnacion> <id>'
  hechos hecho[]
);

-- What a projection did to one call. `antes` is NULL where the row is new.
CREATE TYPE cambio AS (
  antes llamada,
  antes_tramos tramo[],
  ahora llamada,
  ahora_tramos tramo[]
);

-- One delivery of an event, and whose flow it belongs to.
CREATE TYPE entrega AS (
  clinica_id bigint,
  cuerpo json
);

-- Who sat at an extension then.
CREATE INDEX agente_extension_historia ON agente_extension (extension_id, desde);

-- Every entry that a number has had at a clinic.
CREATE INDEX seguimiento_numero ON seguimiento (clinica_id, clave) WHERE clase = 'perdida';

-- Missed calls that nobody has answered for yet: few, however many calls a number has made.
CREATE INDEX llamada_debida ON llamada (grupo_id, numero)
  WHERE es_perdida AND fusionada_en IS NULL AND seguimiento <> ALL ('{resuelta_auto, resuelta_manual, descartada}');

-- What was read out of one element of a delivery: a fact that is not stored yet, or what is wrong.
CREATE TYPE hecho_leido AS (hecho hecho, defecto text);

-- What was read out of a whole delivery.
CREATE TYPE hechos_leidos AS (
  hechos hecho[],
  defectos text[],                -- '<number of the element>: <what is wrong>'
  desconocidos int                -- facts of a type that nobody knows
);

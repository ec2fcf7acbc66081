-- The world's telephone numbering plans, as cc.telefono_normalizar and cc.telefono_mostrar read them. The rows are
-- generated (scripts/plan-numeracion) and loaded whole from sql/plan/plan_numeracion.sql; nothing here is written by hand.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- One row per region that has a plan. Regular expressions are PostgreSQL's, anchored, digits only.
CREATE TABLE plan_numeracion (
  region text PRIMARY KEY CHECK (region ~ '^([A-Z]{2}|[0-9]{3})$'), -- ISO 3166; of a code that is no country's, the code
  pais_codigo text NOT NULL CHECK (pais_codigo ~ '^[1-9][0-9]{0,2}$'),
  orden int NOT NULL,                  -- among the regions that share the calling code: 0 is the main one
  es_principal boolean NOT NULL GENERATED ALWAYS AS (orden = 0) STORED,
  comparte boolean NOT NULL,           -- other regions have the same calling code
  prefijo_internacional text,          -- what is dialled here before a calling code
  prefijo_nacional text,               -- trunk prefix, for people
  prefijo_nacional_regex text,         -- what to strip from a national number; group 1 is the whole match
  regla_transformacion text,           -- replacement for that match, where stripping is not enough
  longitudes_posibles int[] NOT NULL,  -- of the national number, ascending
  digitos_iniciales text,              -- what tells the numbers of this region from those of its neighbours, if enough
  patron text NOT NULL,                -- any valid national number
  fijo text, movil text, gratuito text, premium text, personal text, buzon text, empresa text, buscapersonas text,
  voip text, compartido text,          -- the kinds of number, NULL where the region has none
  comercial text,                      -- numbers that may only be used for commercial calls
  corto text                           -- public short numbers, dialled without prefix
);
CREATE UNIQUE INDEX plan_numeracion_codigo ON plan_numeracion (pais_codigo, orden);

-- How the numbers of a region are grouped for reading. The first row that fits serves.
CREATE TABLE plan_formato (
  region text NOT NULL REFERENCES plan_numeracion ON DELETE CASCADE,
  orden int NOT NULL,
  digitos_iniciales text,              -- NULL: any
  patron text NOT NULL,
  salida text NOT NULL,                -- replacement for patron
  PRIMARY KEY (region, orden)
);

-- What a written number turned out to be. clase: movil, fijo, fijo_o_movil, gratuito, premium, compartido, personal,
-- empresa, buzon, buscapersonas, voip, comercial_400, corto (112, 016), interno (an extension), oculto (the caller hides
-- it) or desconocido. e164 is NULL for the last four.
CREATE TYPE telefono AS (e164 text, clase text, extension text, original text);

-- A writing reduced to what would be dialled: digits, with a plus sign before them if it had one ('' without digits), and
-- the extension that was written after it.
CREATE TYPE telefono_escrito AS (marcado text, extension text);

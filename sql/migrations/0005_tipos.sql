-- Types that functions hand to each other. A type outlives the functions, which are made again on every upgrade.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Who is asking, as cc.autenticar found out. Exactly one of (agente_id, sesion_id) and clave_id is there.
CREATE TYPE quien AS (
  grupo_id bigint,
  agente_id bigint,
  sesion_id bigint,
  clave_id bigint,
  clinicas bigint[],              -- where the caller holds the role that was asked for, ascending; never NULL
  clinicas_supervisa bigint[],    -- of these, where they are supervisor or more
  clinicas_administra bigint[]    -- of these, where they are administrador
);

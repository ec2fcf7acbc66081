-- Matrix (b) of the CTI: what a kind of call does, by who is known. A clinic's row replaces the default of the same key
-- (cc.matriz_defecto); a clinic without rows follows the defaults, also when those improve.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE TABLE matriz_cti (
  clinica_id bigint NOT NULL REFERENCES clinica,
  llamada text NOT NULL CHECK (llamada IN ('entrante_sonando', 'entrante_contestada', 'entrante_perdida', 'buzon',
    'saliente_contestada', 'saliente_sin_respuesta', 'fuera_de_horario')),
  quien text NOT NULL CHECK (quien IN ('unico', 'varios', 'desconocido', 'anonimo', 'interno')),
  grupo_id bigint NOT NULL,
  tarjeta text NOT NULL CHECK (tarjeta IN ('ficha', 'selector', 'numero_nuevo', 'minima', 'ninguna')),
  seguimiento boolean NOT NULL,                        -- opens, or feeds, an entry of the calls to return
  prioridad int NOT NULL CHECK (prioridad BETWEEN 0 AND 100),
  plazo text NOT NULL CHECK (plazo IN ('ya', 'primera_hora')),
  eleccion text NOT NULL CHECK (eleccion IN ('no', 'recordar')),
  tipificacion text NOT NULL CHECK (tipificacion IN ('no', 'ofrecida', 'obligatoria')),
  PRIMARY KEY (clinica_id, llamada, quien)
);

-- The version of a clinic's matrix, for If-Match; the rows before and after stand in the audit trail.
CREATE TABLE matriz_version (
  clinica_id bigint PRIMARY KEY REFERENCES clinica,
  grupo_id bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  cuando timestamptz NOT NULL DEFAULT now()
);

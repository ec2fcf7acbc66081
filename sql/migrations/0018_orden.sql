-- What a PBX is asked to do about one call: dial (click-to-call), hang up, transfer. The row says how the asking went; what
-- comes of the call is told by facts, as of any other call (CALL MODEL §4, Outgoing by click-to-call).

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE TABLE orden (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clase text NOT NULL CHECK (clase = ANY ('{originar, colgar, transferir}')),
  modo text NOT NULL DEFAULT 'centralita' CHECK (modo = ANY ('{centralita, tel}')), -- tel: a person dials, nobody is asked
  llamada_id bigint NOT NULL REFERENCES llamada ON DELETE CASCADE,
  centralita_id bigint REFERENCES centralita,          -- NULL: a group without any
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  peticion text NOT NULL UNIQUE CHECK (peticion ~ '^cc-[A-Za-z0-9_-]{22}$'), -- our id of it, which the PBX gets
  extension text,                                      -- the agent's telephone
  numero text,                                         -- E.164, or as typed when it is short
  digitos text,                                        -- its last nine digits: what correlation compares
  linea_id bigint REFERENCES linea,                    -- the caller id asked for
  destino text,                                        -- of a transfer
  estado text NOT NULL DEFAULT 'pedida' CHECK (estado = ANY ('{pedida, enviando, aceptada, rechazada, incierta, anulada}')),
  motivo text,                                         -- a word of cc.orden_motivo
  ids jsonb NOT NULL DEFAULT '{}',                     -- the PBX's ids, {"llamada": "CA…"}
  tarifa_cent int NOT NULL DEFAULT 0,                  -- estimated cents per minute when it was asked
  creada timestamptz NOT NULL DEFAULT now(),
  enviada timestamptz,
  resuelta timestamptz
) WITH (fillfactor = 80);
CREATE INDEX orden_llamada ON orden (llamada_id);
CREATE INDEX orden_agente ON orden (agente_id, creada DESC) WHERE clase = 'originar';
CREATE INDEX orden_correlable ON orden (centralita_id, digitos, creada) WHERE clase = 'originar';
CREATE INDEX orden_gasto ON orden (grupo_id, creada) WHERE tarifa_cent > 0;

-- What became of our request is part of what the call is: it raises the call's version and travels with it.
ALTER TABLE llamada
  ADD COLUMN peticion_estado text CHECK (peticion_estado = ANY ('{pedida, aceptada, rechazada, incierta, anulada, resuelta}')),
  ADD COLUMN peticion_motivo text,
  ADD COLUMN peticion_modo text CHECK (peticion_modo = ANY ('{centralita, tel}'));
CREATE INDEX llamada_peticion ON llamada (peticion) WHERE peticion IS NOT NULL;

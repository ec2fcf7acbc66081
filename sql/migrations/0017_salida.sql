-- What goes out over HTTP: where to (and whether that place answers), who does the jobs, and the events that the ERP asked for.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- A job that goes out names where to: 'centralita 7', 'suscripcion 3'. Claimed per place, so that a dead one starves nobody.
ALTER TABLE trabajo ADD COLUMN destino text NOT NULL DEFAULT '';
DROP INDEX trabajo_pendiente, trabajo_tomado;
CREATE INDEX trabajo_pendiente ON trabajo (ejecutor, vence) WHERE estado = 'pendiente' AND destino = '';
CREATE INDEX trabajo_salida ON trabajo (ejecutor, destino, vence) WHERE estado = 'pendiente' AND destino <> '';
CREATE INDEX trabajo_tomado ON trabajo (ejecutor, destino) WHERE estado IN ('tomado', 'enviando');
CREATE INDEX trabajo_muerto ON trabajo (terminado DESC, id DESC) WHERE estado = 'muerto';

-- The processes that claim jobs, and what each has done since it began. Who has not been seen for 10 s is dead.
CREATE TABLE ejecutor (
  quien text PRIMARY KEY,                              -- host:pid, as trabajo.tomado_por
  ejecutor text NOT NULL,
  desde timestamptz NOT NULL,
  visto timestamptz NOT NULL,
  cuentas jsonb NOT NULL DEFAULT '{}'                  -- {"class": {"hecho", "fallo", "muerto"}}, and "en_curso"
) WITH (fillfactor = 50);

-- A place that failed lately: the circuit breaker. No row: nothing is known against it.
CREATE TABLE salida (
  destino text PRIMARY KEY,
  grupo_id bigint,
  puntos int NOT NULL DEFAULT 0,                       -- failures in a row, weighed
  abierta boolean NOT NULL DEFAULT false,              -- open: nothing is sent there until `hasta`, then one probe
  hasta timestamptz,
  vueltas int NOT NULL DEFAULT 0,                      -- how often it opened in a row
  motivo text,
  desde timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Where the ERP wants to be told of events, as Standard Webhooks.
CREATE TABLE suscripcion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  nombre text NOT NULL CHECK (length(nombre) BETWEEN 1 AND 120),
  url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  eventos text[] NOT NULL DEFAULT '{}',                -- '{}': every kind
  clinicas bigint[],                                   -- NULL: every clinic of the group
  red_privada boolean NOT NULL DEFAULT false,          -- may be in the networks that the machine's administrator excepted
  secretos bytea[] NOT NULL CHECK (cardinality(secretos) BETWEEN 1 AND 2), -- sealed under CC_CLAVE, newest first
  rotada timestamptz,                                  -- the older secret signs too for 24 hours from then
  pausa text CHECK (pausa IN ('manual', 'fallos', 'retirada')), -- NULL: it is sent; else what happens waits
  fallando timestamptz,                                -- since when nothing has got through; NULL: it does
  creada timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX suscripcion_grupo ON suscripcion (grupo_id);

-- One event for one subscription: the bytes that are sent, and how it went.
CREATE TABLE suscripcion_entrega (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL,
  suscripcion_id bigint NOT NULL REFERENCES suscripcion ON DELETE CASCADE,
  mensaje text NOT NULL,                               -- webhook-id: of the event, the same at each attempt and replay
  evento text NOT NULL,
  cuerpo text COMPRESSION lz4 NOT NULL,
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'entregada', 'fallida')),
  intentos int NOT NULL DEFAULT 0,
  creada timestamptz NOT NULL,
  ultimo timestamptz,                                  -- attempt
  estado_http int,                                     -- its answer; NULL when none came
  motivo text,                                         -- why it went wrong
  ms int
) WITH (fillfactor = 80);
CREATE INDEX suscripcion_entrega_de ON suscripcion_entrega (suscripcion_id, id DESC);
CREATE INDEX suscripcion_entrega_pendiente ON suscripcion_entrega (suscripcion_id) WHERE estado = 'pendiente';
CREATE INDEX suscripcion_entrega_creada ON suscripcion_entrega USING brin (creada);

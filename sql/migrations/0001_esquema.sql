-- The tables of the contact center. Private: no process has a right on any of them; what a process may do is a function
-- of schema api. Names are the glossary's (app/INTERFACES.md). Every row carries its grupo_id, the unit that a sharding
-- extension would distribute by. Telephone numbers are kept twice where a person typed them: as written, and as `clave`,
-- the matching key (E.164 where the plan knows the number, else its digits).

CREATE SCHEMA cc AUTHORIZATION cc_owner;
CREATE SCHEMA api AUTHORIZATION cc_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA api TO cc_api, cc_relay, cc_jobs, cc_admin;

CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA cc;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA cc;

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- What every route answers: HTTP status, extra headers (NULL or a flat object), body.
CREATE TYPE api.respuesta AS (estado int, cabeceras jsonb, cuerpo json);

-- ITU-T E.164: a plus sign, a country code that does not begin with 0, at most 15 digits.
CREATE DOMAIN e164 AS text CHECK (VALUE ~ '^\+[1-9][0-9]{5,14}$');

-- Lower case and without accents, for searching. IMMUTABLE because the dictionary is named and indexes stand on it.
CREATE FUNCTION sin_acentos(texto text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(cc.unaccent('cc.unaccent'::regdictionary, texto));

-- ---------------------------------------------------------------------------------------------------------------------
-- Who: groups, clinics, agents, sessions, keys

CREATE TABLE grupo (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nombre text NOT NULL UNIQUE CHECK (length(nombre) BETWEEN 1 AND 120),
  pais text NOT NULL DEFAULT 'ES' CHECK (pais ~ '^[A-Z]{2}$'),
  pacientes_compartidos boolean NOT NULL DEFAULT true, -- false: a patient is seen only by the clinics of its own site
  url_ficha text,                                      -- the ERP's addresses, with {id} {ref} {telefono} placeholders
  url_cita text,
  ajustes jsonb NOT NULL DEFAULT '{}',
  creado timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE clinica (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  nombre text NOT NULL CHECK (length(nombre) BETWEEN 1 AND 120),
  zona text NOT NULL DEFAULT 'Europe/Madrid',
  pais text NOT NULL DEFAULT 'ES' CHECK (pais ~ '^[A-Z]{2}$'),
  abandono_corto_s int NOT NULL DEFAULT 10 CHECK (abandono_corto_s BETWEEN 0 AND 120),
  activa boolean NOT NULL DEFAULT true,
  ajustes jsonb NOT NULL DEFAULT '{}',
  creado timestamptz NOT NULL DEFAULT now(),
  UNIQUE (grupo_id, nombre)
);

CREATE TABLE agente (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  usuario text NOT NULL CHECK (usuario = lower(usuario) AND usuario ~ '^[a-z0-9._@+-]{2,80}$'),
  nombre text NOT NULL CHECK (length(nombre) BETWEEN 1 AND 120),
  clave_hash text,                                     -- Argon2id in its own notation; NULL: cannot log in
  activo boolean NOT NULL DEFAULT true,
  idioma text NOT NULL DEFAULT 'es',
  preferencias jsonb NOT NULL DEFAULT '{}',
  fallos int NOT NULL DEFAULT 0,                       -- failed logins since the last good one
  fallo_ultimo timestamptz,
  creado timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX agente_usuario ON agente (usuario);

CREATE TABLE agente_clinica (
  agente_id bigint NOT NULL REFERENCES agente ON DELETE CASCADE,
  clinica_id bigint NOT NULL REFERENCES clinica,
  grupo_id bigint NOT NULL REFERENCES grupo,
  rol text NOT NULL CHECK (rol IN ('agente', 'supervisor', 'administrador', 'delegado')),
  PRIMARY KEY (agente_id, clinica_id)
);
CREATE INDEX agente_clinica_clinica ON agente_clinica (clinica_id);

CREATE TABLE sesion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  agente_id bigint NOT NULL REFERENCES agente ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  creada timestamptz NOT NULL DEFAULT now(),
  ultimo_uso timestamptz NOT NULL DEFAULT now(),
  inactividad interval NOT NULL DEFAULT '8 hours',
  caduca timestamptz NOT NULL,
  cerrada timestamptz,
  ip inet
) WITH (fillfactor = 80);
CREATE INDEX sesion_agente ON sesion (agente_id) WHERE cerrada IS NULL;

CREATE TABLE sesion_ticket (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  sesion_id bigint NOT NULL REFERENCES sesion ON DELETE CASCADE,
  caduca timestamptz NOT NULL
);

CREATE TABLE clave_api (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  nombre text NOT NULL CHECK (length(nombre) BETWEEN 1 AND 120),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  ambitos text[] NOT NULL,
  clinicas bigint[],                                   -- NULL: every clinic of the group
  creada timestamptz NOT NULL DEFAULT now(),
  caduca timestamptz,
  ultimo_uso timestamptz,
  revocada timestamptz
);
CREATE INDEX clave_api_grupo ON clave_api (grupo_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- The telephone system

CREATE TABLE centralita (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,       -- of calls whose line and extension are unknown
  publico text NOT NULL UNIQUE CHECK (publico ~ '^[A-Za-z0-9_-]{16,64}$'),
  nombre text NOT NULL CHECK (length(nombre) BETWEEN 1 AND 120),
  adaptador text NOT NULL CHECK (adaptador ~ '^[a-z0-9_]{2,40}$'),
  secretos bytea[] NOT NULL DEFAULT '{}' CHECK (cardinality(secretos) <= 2), -- sealed under CC_CLAVE, newest first
  zona text NOT NULL DEFAULT 'Europe/Madrid',
  pais text NOT NULL DEFAULT 'ES',
  ajustes jsonb NOT NULL DEFAULT '{}',
  activa boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  creada timestamptz NOT NULL DEFAULT now(),
  UNIQUE (grupo_id, nombre)
);

-- What a centralita has been saying; apart from its configuration because it changes with each delivery (at most once
-- a second, so that the deliveries of one PBX do not queue on one row).
CREATE TABLE centralita_salud (
  centralita_id bigint PRIMARY KEY REFERENCES centralita ON DELETE CASCADE,
  ultimo_evento timestamptz,
  rechazados bigint NOT NULL DEFAULT 0,
  ultimo_rechazo timestamptz,
  ultimo_motivo text
) WITH (fillfactor = 50);

CREATE TABLE linea (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  centralita_id bigint NOT NULL REFERENCES centralita,
  clave text NOT NULL,                                 -- the DDI as matching key
  numero text NOT NULL,                                -- as the PBX writes it
  etiqueta text NOT NULL DEFAULT '',
  uso text NOT NULL DEFAULT 'atencion',
  activa boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  UNIQUE (centralita_id, clave)
);

CREATE TABLE extension (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  centralita_id bigint NOT NULL REFERENCES centralita,
  numero text NOT NULL CHECK (numero ~ '^[0-9A-Za-z_.-]{1,32}$'),
  etiqueta text NOT NULL DEFAULT '',
  compartida boolean NOT NULL DEFAULT false,           -- asks "¿quién eres?" on answering
  activa boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  UNIQUE (centralita_id, numero)
);

-- Who sits where, since when; the open row (hasta IS NULL) is now.
CREATE TABLE agente_extension (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  agente_id bigint NOT NULL REFERENCES agente ON DELETE CASCADE,
  extension_id bigint NOT NULL REFERENCES extension,
  desde timestamptz NOT NULL DEFAULT now(),
  hasta timestamptz
);
CREATE UNIQUE INDEX agente_extension_agente ON agente_extension (agente_id) WHERE hasta IS NULL;
CREATE INDEX agente_extension_extension ON agente_extension (extension_id) WHERE hasta IS NULL;

CREATE TABLE cola (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  centralita_id bigint NOT NULL REFERENCES centralita,
  nombre text NOT NULL,                                -- as the PBX names it
  etiqueta text NOT NULL DEFAULT '',
  tipificacion_obligatoria boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  UNIQUE (centralita_id, nombre)
);

-- Opening hours: half-open ranges of the clinic's local time, ISO days of the week. A clinic without rows is always open.
CREATE TABLE horario (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  dia_semana int NOT NULL CHECK (dia_semana BETWEEN 1 AND 7),
  abre time NOT NULL,
  cierra time NOT NULL CHECK (cierra > abre)
);
CREATE INDEX horario_clinica ON horario (clinica_id, dia_semana);

CREATE TABLE festivo (
  clinica_id bigint NOT NULL REFERENCES clinica,
  dia date NOT NULL,
  grupo_id bigint NOT NULL REFERENCES grupo,
  nombre text NOT NULL DEFAULT '',
  PRIMARY KEY (clinica_id, dia)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- The patients, as far as a telephone call needs them

CREATE TABLE paciente (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,       -- the site that usually sees the patient
  erp_ref text CHECK (length(erp_ref) <= 128),
  n_historia text,
  nombre text NOT NULL CHECK (length(nombre) BETWEEN 1 AND 120),
  apellidos text NOT NULL DEFAULT '' CHECK (length(apellidos) <= 160),
  nombre_preferido text,
  nacimiento date,
  dni text,
  email text,
  idioma text NOT NULL DEFAULT 'es',
  trato text NOT NULL DEFAULT 'usted' CHECK (trato IN ('tu', 'usted')),
  saldo_cent bigint,                                   -- what the patient owes, in cents of `moneda`
  moneda text NOT NULL DEFAULT 'EUR' CHECK (moneda ~ '^[A-Z]{3}$'),
  no_llamar boolean NOT NULL DEFAULT false,
  no_llamar_motivo text,
  origen text NOT NULL DEFAULT 'erp' CHECK (origen IN ('erp', 'popup', 'importado')),
  busqueda text NOT NULL GENERATED ALWAYS AS
    (cc.sin_acentos(nombre || ' ' || apellidos || ' ' || coalesce(dni, '') || ' ' || coalesce(n_historia, ''))) STORED,
  borrado timestamptz,
  creado timestamptz NOT NULL DEFAULT now(),
  modificado timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX paciente_erp ON paciente (grupo_id, erp_ref) WHERE erp_ref IS NOT NULL;
CREATE INDEX paciente_busqueda ON paciente USING gin (busqueda cc.gin_trgm_ops);

CREATE TABLE paciente_telefono (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  clave text NOT NULL CHECK (length(clave) BETWEEN 1 AND 40),
  original text NOT NULL,
  etiqueta text NOT NULL DEFAULT '',
  titular boolean NOT NULL DEFAULT false,              -- the number's holder; the others may be reached on it
  fuente text NOT NULL DEFAULT 'erp',
  desde timestamptz NOT NULL DEFAULT now(),
  hasta timestamptz                                    -- the past stays with whoever had the number then
);
CREATE INDEX paciente_telefono_clave ON paciente_telefono (grupo_id, clave) WHERE hasta IS NULL;
CREATE INDEX paciente_telefono_paciente ON paciente_telefono (paciente_id);
CREATE UNIQUE INDEX paciente_telefono_vigente ON paciente_telefono (paciente_id, clave) WHERE hasta IS NULL;

-- `relacionado_id` is the `clase` of `paciente_id`: clase 'tutor' reads "relacionado is the guardian of paciente".
CREATE TABLE vinculo (
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  relacionado_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  clase text NOT NULL CHECK (clase IN ('tutor', 'conyuge', 'hijo', 'padre', 'hermano', 'cuidador', 'otro')),
  grupo_id bigint NOT NULL REFERENCES grupo,
  PRIMARY KEY (paciente_id, relacionado_id, clase),
  CHECK (paciente_id <> relacionado_id)
);
CREATE INDEX vinculo_relacionado ON vinculo (relacionado_id);

CREATE TABLE cita (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  erp_ref text CHECK (length(erp_ref) <= 128),
  inicio timestamptz NOT NULL,
  fin timestamptz,
  profesional text NOT NULL DEFAULT '',
  gabinete text NOT NULL DEFAULT '',
  tratamiento text NOT NULL DEFAULT '',
  estado text NOT NULL DEFAULT 'pendiente'
    CHECK (estado IN ('pendiente', 'confirmada', 'realizada', 'anulada', 'no_acudio')),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX cita_paciente ON cita (paciente_id, inicio);
CREATE UNIQUE INDEX cita_erp ON cita (grupo_id, erp_ref) WHERE erp_ref IS NOT NULL;

CREATE TABLE aviso (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  nivel text NOT NULL DEFAULT 'info' CHECK (nivel IN ('info', 'atencion', 'urgente')),
  texto text NOT NULL CHECK (length(texto) BETWEEN 1 AND 400),
  recepcion boolean NOT NULL DEFAULT true,             -- reception may see it
  hasta timestamptz
);
CREATE INDEX aviso_paciente ON aviso (paciente_id);

-- Known numbers that are no patients.
CREATE TABLE contacto (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clave text NOT NULL,
  nombre text NOT NULL,
  clase text NOT NULL CHECK (clase IN ('laboratorio', 'proveedor', 'aseguradora', 'comercial', 'bloqueado', 'otro')),
  nota text NOT NULL DEFAULT '',
  version int NOT NULL DEFAULT 1,
  UNIQUE (grupo_id, clave)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Calls: raw deliveries, facts, and the two projections that the fold computes from the facts
-- In the tables that every event writes, the words a column may hold are one array: a CHECK is read anew for every statement,
-- and reading lists of constants (IN) took longer than all the rest of an UPDATE.

CREATE TABLE evento_pbx (
  id bigint GENERATED BY DEFAULT AS IDENTITY,
  recibido timestamptz NOT NULL,
  grupo_id bigint NOT NULL,
  centralita_id bigint NOT NULL,
  entrega text,                                        -- the sender's id of the delivery, where it has one
  veredicto text NOT NULL CHECK (veredicto = ANY ('{aplicada, parcial, ilegible, cuarentena, duplicada}')),
  motivo text,
  elementos int NOT NULL DEFAULT 0,
  cabeceras jsonb,
  crudo bytea NOT NULL,
  peticion text,
  PRIMARY KEY (id, recibido)
) PARTITION BY RANGE (recibido);
CREATE TABLE evento_pbx_resto PARTITION OF evento_pbx DEFAULT;
CREATE INDEX evento_pbx_centralita ON evento_pbx (centralita_id, recibido);

-- The dedupe key of a delivery, apart because a unique index on a partitioned table must hold the partition key.
CREATE TABLE evento_pbx_visto (
  centralita_id bigint NOT NULL,
  clave bytea NOT NULL,
  recibido timestamptz NOT NULL,
  PRIMARY KEY (centralita_id, clave)
);
CREATE INDEX evento_pbx_visto_recibido ON evento_pbx_visto USING brin (recibido);

CREATE TABLE llamada (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  centralita_id bigint REFERENCES centralita,          -- NULL: recorded by hand
  raiz text NOT NULL CHECK (length(raiz) <= 160),      -- the PBX's id of the call, of its root where ids merge
  encarnacion int NOT NULL DEFAULT 1,
  version int NOT NULL DEFAULT 1,
  direccion text NOT NULL CHECK (direccion = ANY ('{entrante, saliente, interna}')),
  estado text NOT NULL CHECK (estado = ANY ('{recibida, solicitada, en_cola, marcando, sonando, sonando_agente,
    en_buzon, en_curso, en_espera, aparcada, transfiriendo, cerrando, finalizada}')),
  resultado text CHECK (resultado = ANY ('{bloqueada, atendida, desviada, buzon_con_mensaje, fuera_de_horario,
    abandonada_corta, buzon_sin_mensaje, abandonada_en_ivr, perdida_sin_agentes, abandonada_en_cola,
    perdida_sin_respuesta, contestador, ocupado, rechazada, numero_erroneo, no_contesta, cancelada,
    agente_no_descolgo, fallida, incierta, interna}')),
  es_perdida boolean NOT NULL DEFAULT false,
  inicio timestamptz NOT NULL,
  sono timestamptz,                                    -- first ring at an extension
  contestada timestamptz,
  fin timestamptz,
  espera_s int,                                        -- to the first answer, or to the end
  conversacion_s int NOT NULL DEFAULT 0,
  retenida_s int NOT NULL DEFAULT 0,
  numero text,                                         -- the outside party's number as matching key; NULL: hidden
  numero_original text,
  nombre_pbx text,
  oculto boolean NOT NULL DEFAULT false,
  linea_id bigint REFERENCES linea,
  linea_original text,
  cola text,
  opcion text,
  extension text,                                      -- of the agent who answered last, else the first that rang
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  colgo text CHECK (colgo = ANY ('{paciente, agente, centralita}')),
  causa int,                                           -- Q.850
  identificacion text NOT NULL DEFAULT 'desconocida' CHECK (identificacion = ANY
    ('{unica, multiple_pendiente, elegida, desconocida, creada, anonima, interna, contacto}')),
  paciente_id bigint REFERENCES paciente ON DELETE SET NULL, -- the interlocutor, repeated here for the history search
  contacto_id bigint REFERENCES contacto ON DELETE SET NULL,
  tipificacion_id bigint,
  seguimiento text NOT NULL DEFAULT 'no_procede',
  grabacion text NOT NULL DEFAULT 'no',
  fuente text NOT NULL DEFAULT 'pbx' CHECK (fuente = ANY ('{pbx, cdr, manual, erp}')),
  cierre text CHECK (cierre = ANY ('{normal, gracia, inferido}')),
  correlada_por text,
  peticion text,                                       -- our id of the click-to-call
  fusionada_en bigint REFERENCES llamada,
  creada timestamptz NOT NULL DEFAULT now(),
  UNIQUE (centralita_id, raiz, encarnacion)
) WITH (fillfactor = 80);
CREATE INDEX llamada_clinica ON llamada (clinica_id, inicio DESC, id DESC) WHERE fusionada_en IS NULL;
CREATE INDEX llamada_viva ON llamada (clinica_id) WHERE estado <> 'finalizada' AND fusionada_en IS NULL;
CREATE INDEX llamada_numero ON llamada (grupo_id, numero, inicio DESC) WHERE numero IS NOT NULL;
CREATE INDEX llamada_paciente_inicio ON llamada (paciente_id, inicio DESC) WHERE paciente_id IS NOT NULL;

CREATE TABLE tramo (
  llamada_id bigint NOT NULL REFERENCES llamada ON DELETE CASCADE,
  clave text NOT NULL,                                 -- the PBX's id of the leg, else the extension, else its role
  vuelta int NOT NULL DEFAULT 1,                       -- a queue may ring 101 twice
  grupo_id bigint NOT NULL,
  rol text NOT NULL CHECK (rol = ANY ('{externo, agente, buzon, ivr}')),
  extension text,
  extension_id bigint REFERENCES extension,
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  destino text,
  estado text NOT NULL CHECK (estado = ANY ('{nuevo, sonando, contestado, retenido, terminado}')),
  sono timestamptz,
  contesto timestamptz,
  termino timestamptz,
  retenido_s int NOT NULL DEFAULT 0,
  causa int,
  en_otra boolean NOT NULL DEFAULT false,              -- stopped ringing because another leg was answered
  PRIMARY KEY (llamada_id, clave, vuelta)
);

-- One fact: one canonical event about one call (CALL MODEL: the set of facts is the truth).
CREATE TABLE hecho (
  centralita_id bigint NOT NULL,
  llamada text NOT NULL,                               -- as the PBX names it
  huella bytea NOT NULL,                               -- hash of the normalised event, key included
  grupo_id bigint NOT NULL,
  tipo text NOT NULL,
  tramo text NOT NULL DEFAULT '',
  momento timestamptz NOT NULL,
  secuencia bigint NOT NULL DEFAULT 0,
  datos jsonb NOT NULL DEFAULT '{}',                   -- the type's other fields
  recibido timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (centralita_id, llamada, huella)
);

-- Which ids of a PBX are one call: ids with the same componente. A merge re-points the younger component.
CREATE TABLE llamada_id (
  centralita_id bigint NOT NULL,
  llamada text NOT NULL,
  componente bigint NOT NULL,
  PRIMARY KEY (centralita_id, llamada)
);
CREATE INDEX llamada_id_componente ON llamada_id (componente);
CREATE SEQUENCE componente_seq;

CREATE TABLE llamada_paciente (
  llamada_id bigint NOT NULL REFERENCES llamada ON DELETE CASCADE,
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  papel text NOT NULL CHECK (papel = ANY ('{interlocutor, asunto}')),
  grupo_id bigint NOT NULL,
  origen text NOT NULL CHECK (origen = ANY ('{unica, elegida, creada, erp, numero}')),
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  creado timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (llamada_id, paciente_id, papel)
);
CREATE UNIQUE INDEX llamada_paciente_interlocutor ON llamada_paciente (llamada_id) WHERE papel = 'interlocutor';
CREATE INDEX llamada_paciente_paciente ON llamada_paciente (paciente_id, llamada_id);

CREATE TABLE tipificacion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  etiqueta text NOT NULL CHECK (length(etiqueta) BETWEEN 1 AND 80),
  orden int NOT NULL DEFAULT 0,
  activa boolean NOT NULL DEFAULT true,
  version int NOT NULL DEFAULT 1,
  UNIQUE (grupo_id, etiqueta)
);
ALTER TABLE llamada ADD FOREIGN KEY (tipificacion_id) REFERENCES tipificacion;

CREATE TABLE nota (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  llamada_id bigint NOT NULL REFERENCES llamada ON DELETE CASCADE,
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  texto text NOT NULL CHECK (length(texto) BETWEEN 1 AND 4000),
  creada timestamptz NOT NULL DEFAULT now(),
  modificada timestamptz NOT NULL DEFAULT now(),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX nota_llamada ON nota (llamada_id);

-- What is owed to a caller: a missed call to return (one open entry per clinic and number) or a promise.
CREATE TABLE seguimiento (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  clinica_id bigint NOT NULL REFERENCES clinica,
  clase text NOT NULL CHECK (clase IN ('perdida', 'promesa')),
  clave text,                                          -- the number; NULL only for a promise
  paciente_id bigint REFERENCES paciente ON DELETE SET NULL,
  llamada_id bigint REFERENCES llamada ON DELETE SET NULL,   -- the last that fed it
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN
    ('pendiente', 'en_gestion', 'intentado', 'resuelta_auto', 'resuelta_manual', 'descartada')),
  prioridad int NOT NULL DEFAULT 0,
  llamadas int NOT NULL DEFAULT 1,                     -- calls in vain
  intentos int NOT NULL DEFAULT 0,                     -- our attempts to return them
  texto text,
  primera timestamptz NOT NULL,
  ultima timestamptz NOT NULL,
  vence timestamptz,
  agente_id bigint REFERENCES agente ON DELETE SET NULL,     -- who has claimed it
  reclamado timestamptz,
  cerrado timestamptz,
  motivo text,
  version int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX seguimiento_abierto ON seguimiento (clinica_id, clave)
  WHERE clase = 'perdida' AND cerrado IS NULL;
CREATE INDEX seguimiento_pendiente ON seguimiento (clinica_id, prioridad DESC, primera) WHERE cerrado IS NULL;
CREATE INDEX seguimiento_paciente ON seguimiento (paciente_id) WHERE cerrado IS NULL;
CREATE INDEX seguimiento_clave ON seguimiento (grupo_id, clave) WHERE cerrado IS NULL;

-- ---------------------------------------------------------------------------------------------------------------------
-- Events to browsers, presence, jobs, and the memory of what was done

-- A clinic's counter: the last statement of a writing transaction takes the next seq, so seq order is commit order.
CREATE TABLE flujo (
  clinica_id bigint PRIMARY KEY REFERENCES clinica,
  grupo_id bigint NOT NULL,
  epoca bigint NOT NULL DEFAULT (extract(epoch FROM now()) * 1000)::bigint, -- changes when the past may have been lost
  seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 20);

CREATE TABLE evento (
  clinica_id bigint NOT NULL,
  seq bigint NOT NULL,
  epoca bigint NOT NULL,
  grupo_id bigint NOT NULL,
  creado timestamptz NOT NULL DEFAULT clock_timestamp(),
  entregas json COMPRESSION lz4 NOT NULL,              -- app/INTERFACES.md: deliveries; pglz costs more than the rest
  PRIMARY KEY (clinica_id, epoca, seq)
);
CREATE INDEX evento_creado ON evento USING brin (creado);

CREATE TABLE presencia (
  agente_id bigint PRIMARY KEY REFERENCES agente ON DELETE CASCADE,
  grupo_id bigint NOT NULL,
  estado text NOT NULL DEFAULT 'desconectado' CHECK (estado = ANY
    ('{disponible, sonando, en_llamada, postllamada, pausa, desconectado}')),
  motivo text,
  conectado boolean NOT NULL DEFAULT false,            -- has a live socket
  visto timestamptz,
  desde timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE TABLE trabajo (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint,
  clase text NOT NULL,
  ejecutor text NOT NULL DEFAULT 'jobs' CHECK (ejecutor = ANY ('{jobs, pbxlink}')),
  clave text,                                          -- at most one open job per clase and clave
  datos jsonb NOT NULL DEFAULT '{}',
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado = ANY ('{pendiente, tomado, enviando, hecho, muerto, anulado}')),
  vence timestamptz NOT NULL DEFAULT now(),
  intentos int NOT NULL DEFAULT 0,
  tomado_por text,
  tomado timestamptz,
  terminado timestamptz,
  motivo text,
  creado timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX trabajo_clave ON trabajo (clase, clave) WHERE estado IN ('pendiente', 'tomado', 'enviando');
CREATE INDEX trabajo_pendiente ON trabajo (ejecutor, vence) WHERE estado = 'pendiente';

CREATE TABLE auditoria (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL,
  cuando timestamptz NOT NULL DEFAULT now(),
  agente_id bigint,
  clave_api_id bigint,
  accion text NOT NULL,
  objeto text NOT NULL,
  objeto_id bigint,
  datos jsonb NOT NULL DEFAULT '{}',
  peticion text
);
CREATE INDEX auditoria_grupo ON auditoria (grupo_id, cuando);

CREATE TABLE idempotencia (
  quien text NOT NULL,                                 -- 's<session>' or 'k<key>'
  clave text NOT NULL CHECK (length(clave) BETWEEN 1 AND 128),
  huella text NOT NULL,
  estado int NOT NULL,
  cabeceras jsonb,
  cuerpo json,
  creada timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (quien, clave)
);
CREATE INDEX idempotencia_creada ON idempotencia USING brin (creada);

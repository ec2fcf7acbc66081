-- What patients allowed, as a history; and who said what a call was about.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- One row for each time that somebody said something; nothing is ever written over. What holds now is the latest `momento` of
-- each purpose and channel.
CREATE TABLE consentimiento (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  finalidad text NOT NULL CHECK (finalidad IN ('recordatorios', 'comercial', 'encuestas', 'grabacion', 'datos_salud', 'cesion')),
  canal text NOT NULL CHECK (canal IN ('cualquiera', 'telefono', 'sms', 'whatsapp', 'email', 'postal')),
  valor text NOT NULL CHECK (valor IN ('concedido', 'denegado', 'retirado')),
  momento timestamptz NOT NULL,                        -- when the patient said it
  origen text NOT NULL CHECK (origen IN ('erp', 'telefono', 'presencial', 'papel', 'web', 'otro')),
  texto_version text CHECK (length(texto_version) BETWEEN 1 AND 60), -- of what they were told
  agente_id bigint REFERENCES agente ON DELETE SET NULL,             -- who wrote it down; NULL: the ERP
  clave_api_id bigint,
  anotado timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX consentimiento_paciente ON consentimiento (paciente_id, momento DESC, id DESC);

-- Who gave a call its disposition: another's is not overwritten in silence. NULL: nobody, or a key.
ALTER TABLE llamada ADD COLUMN tipificada_por bigint;

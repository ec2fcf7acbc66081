-- One line of the calls as a spreadsheet reads them: the columns of the CSV, in order and by their names there. Times are the
-- clinic's: fecha and hora apart for a spreadsheet, inicio whole, with its offset, for a program.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE TYPE fila_llamada AS (
  id bigint,
  clinica text,
  fecha text,
  hora text,
  inicio text,
  direccion text,
  estado text,
  resultado text,
  perdida text,                   -- si, no
  numero text,                    -- tel:+34612345678
  numero_mostrado text,
  interlocutor text,
  paciente_id bigint,
  asuntos text,
  contacto text,
  linea text,
  numero_linea text,
  cola text,
  extension text,
  agente text,
  espera_s int,
  conversacion_s int,
  tipificacion text,
  notas text,
  seguimiento text,
  grabacion text,
  fuente text,
  siguiente text                  -- on the last line of a page: where the next one begins. Not a column of the CSV
);

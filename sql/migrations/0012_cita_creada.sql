-- When an appointment appeared: one made after somebody called in vain answers that call. Those that were here before this
-- column have no moment and close nothing.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

ALTER TABLE cita ADD COLUMN creada timestamptz;
ALTER TABLE cita ALTER COLUMN creada SET DEFAULT now();

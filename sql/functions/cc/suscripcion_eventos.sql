-- The kinds of events that the ERP can be told of: the one list of them.
--   llamada.iniciada      a call has begun
--   llamada.finalizada    it is over, however it ended
--   llamada.perdida       it was missed (besides llamada.finalizada)
--   llamada.actualizada   after its end: who it was with, its disposition, its outcome corrected, merged into another
--   paciente.creado       by somebody at a desk
--   paciente.fusionado    that one and one of the ERP's are the same person
--   seguimiento.pendiente a call to return, or a promise, is owed
--   seguimiento.resuelto  it is not owed any more
-- Returns: text[]. Reads: –.
CREATE OR REPLACE FUNCTION cc.suscripcion_eventos() RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN '{llamada.iniciada, llamada.finalizada, llamada.perdida, llamada.actualizada, paciente.creado, paciente.fusionado,
  seguimiento.pendiente, seguimiento.resuelto}'::text[];

-- Makes a patient's appointments those of the ERP's list. One to come that the list has no more is gone; the past stays.
-- Parameters: q, of cc.autenticar; p, the patient; lista, checked by form; NULL: they stay as they are.
-- Returns: whether anything was written. Errors: those of cc.citas_erp_revisar. Writes: cita.
CREATE OR REPLACE FUNCTION cc.paciente_erp_citas(q cc.quien, p cc.paciente, lista jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  cambia boolean;
BEGIN
  IF coalesce(lista, 'null') = 'null' THEN
    RETURN false;
  END IF;
  PERFORM citas_erp_revisar(q, p, lista, '/citas/%s');
  DELETE FROM cita c
  WHERE c.paciente_id = p.id AND c.inicio > ahora()
    AND NOT EXISTS (SELECT FROM jsonb_array_elements(lista) e WHERE e ->> 'erp_ref' = c.erp_ref);
  cambia := FOUND;
  RETURN citas_erp_guardar(p, lista) OR cambia;
END
$$;

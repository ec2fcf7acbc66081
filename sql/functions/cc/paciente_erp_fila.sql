-- Writes what the ERP says of a patient's identity: a new row, or the whole of the old one. What the document leaves out
-- is empty, but for the clinic.
-- Parameters: q, of cc.autenticar; ref; p, who has it now (NULLs: nobody); cuerpo, checked.
-- Returns: id; cambia, whether anything was written. Errors: CC404 the clinic; CC422. Writes: paciente.
CREATE OR REPLACE FUNCTION cc.paciente_erp_fila(q cc.quien, ref text, p cc.paciente, cuerpo jsonb, OUT id bigint, OUT cambia boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  pedida bigint := (cuerpo ->> 'clinica_id')::bigint;
  clinica bigint := CASE WHEN p.id IS NOT NULL AND coalesce(pedida, p.clinica_id) = p.clinica_id THEN p.clinica_id
                         ELSE quien_clinica(q, pedida, NULL) END;
BEGIN
  IF coalesce(cuerpo ->> 'moneda', 'EUR') !~ '^[A-Z]{3}$' THEN
    PERFORM problema_campo('moneda', 'Debe ser un código ISO 4217, como EUR.');
  END IF;
  INSERT INTO paciente AS x (grupo_id, clinica_id, erp_ref, origen, nombre, apellidos, nombre_preferido, nacimiento, dni,
    n_historia, email, idioma, trato, saldo_cent, moneda, no_llamar, no_llamar_motivo, creado, modificado)
  VALUES (q.grupo_id, clinica, ref, 'erp', btrim(cuerpo ->> 'nombre'), coalesce(btrim(cuerpo ->> 'apellidos'), ''),
    nullif(btrim(cuerpo ->> 'nombre_preferido'), ''), (cuerpo ->> 'nacimiento')::date, nullif(upper(btrim(cuerpo ->> 'dni')), ''),
    nullif(btrim(cuerpo ->> 'n_historia'), ''), nullif(btrim(cuerpo ->> 'email'), ''), coalesce(cuerpo ->> 'idioma', 'es'),
    coalesce(cuerpo ->> 'trato', 'usted'), (cuerpo ->> 'saldo_cent')::bigint, coalesce(cuerpo ->> 'moneda', 'EUR'),
    coalesce((cuerpo ->> 'no_llamar')::boolean, false), nullif(btrim(cuerpo ->> 'no_llamar_motivo'), ''), ahora(), ahora())
  ON CONFLICT (grupo_id, erp_ref) WHERE erp_ref IS NOT NULL DO UPDATE SET
    (clinica_id, origen, nombre, apellidos, nombre_preferido, nacimiento, dni, n_historia, email, idioma, trato, saldo_cent, moneda,
     no_llamar, no_llamar_motivo, modificado, version) =
    (excluded.clinica_id, excluded.origen, excluded.nombre, excluded.apellidos, excluded.nombre_preferido, excluded.nacimiento,
     excluded.dni, excluded.n_historia, excluded.email, excluded.idioma, excluded.trato, excluded.saldo_cent, excluded.moneda,
     excluded.no_llamar, excluded.no_llamar_motivo, excluded.modificado, x.version + 1)
  WHERE (x.clinica_id, x.origen, x.nombre, x.apellidos, x.nombre_preferido, x.nacimiento, x.dni, x.n_historia, x.email, x.idioma,
         x.trato, x.saldo_cent, x.moneda, x.no_llamar, x.no_llamar_motivo) IS DISTINCT FROM
        (excluded.clinica_id, excluded.origen, excluded.nombre, excluded.apellidos, excluded.nombre_preferido, excluded.nacimiento,
         excluded.dni, excluded.n_historia, excluded.email, excluded.idioma, excluded.trato, excluded.saldo_cent, excluded.moneda,
         excluded.no_llamar, excluded.no_llamar_motivo)
  RETURNING x.id INTO paciente_erp_fila.id;
  cambia := paciente_erp_fila.id IS NOT NULL;
  id := coalesce(paciente_erp_fila.id, p.id);
END
$$;

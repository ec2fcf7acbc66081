-- Holds the filters of the contacts against their list. Parameters: f, those that are present. Errors: CC422.
CREATE OR REPLACE FUNCTION cc.contactos_comprobar(f jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM problema_cuerpo(f, '{"q": {"es": "texto", "min": 2, "max": 100},
    "clase": {"es": "opcion", "valores": ["laboratorio", "proveedor", "aseguradora", "comercial", "bloqueado", "otro"]}}');
END
$$;

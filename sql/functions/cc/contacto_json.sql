-- One contact in the shape `contacto` of app/INTERFACES.md §3. Parameters: c. Returns: json. Reads: grupo, the numbering plans.
CREATE OR REPLACE FUNCTION cc.contacto_json(c cc.contacto) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', c.id, 'version', c.version, 'numero', c.clave,
    'numero_mostrado', telefono_mostrar(c.clave, (SELECT g.pais FROM grupo g WHERE g.id = c.grupo_id)),
    'nombre', c.nombre, 'clase', c.clase, 'nota', c.nota);
END
$$;

\set centralita :primera + random(0, :centralitas - 1)
INSERT INTO cc.evento_pbx (recibido, grupo_id, centralita_id, veredicto, elementos, crudo)
VALUES (now(), 1, :centralita, 'aplicada', 1, convert_to(repeat('x', 230), 'UTF8'));

-- Messages that are fetched from the PBX. A job may be found to be in vain: cc.trabajo_fallar takes one argument more.

SET LOCAL ROLE cc_owner;

DROP FUNCTION IF EXISTS cc.trabajo_fallar(bigint, text, int);

-- cc-pbxlink, the process that holds sockets with PBXs, may use schema api.
GRANT USAGE ON SCHEMA api TO cc_pbxlink;

-- What of a list nobody will ever read: the vendor forgot it before it was read. The last such stretch.
alter table list_cursor add column hole_from timestamptz, add column hole_to timestamptz;

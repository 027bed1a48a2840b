CREATE TABLE current (
  field VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  value VARCHAR,
  at VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  device VARCHAR NOT NULL,
  clock INTEGER NOT NULL,
  PRIMARY KEY (field, subject)
)
 WITHOUT ROWID;
CREATE TABLE edition (
  id INTEGER NOT NULL,
  source VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  loaded_at VARCHAR NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (source, version)
);
CREATE TABLE event (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  device VARCHAR NOT NULL,
  act VARCHAR NOT NULL,
  why VARCHAR NOT NULL,
  reverses VARCHAR,
  field VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  value VARCHAR,
  was VARCHAR,
  clock INTEGER NOT NULL,
  CONSTRAINT event_why CHECK (why in ('do', 'undo', 'redo', 'load')),
  UNIQUE (uid)
);
CREATE INDEX event_act ON event (act);
CREATE INDEX event_clock ON event (clock, device);
CREATE INDEX event_subject ON event (subject, field, clock);
CREATE TABLE meta (
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY ("key")
);
CREATE TABLE anchor (
  edition INTEGER NOT NULL,
  subject VARCHAR NOT NULL,
  anchor VARCHAR NOT NULL,
  mark VARCHAR NOT NULL,
  PRIMARY KEY (edition, subject),
  FOREIGN KEY(edition) REFERENCES edition (id)
);
CREATE TABLE roadmap (
  edition INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  summary VARCHAR NOT NULL,
  profile VARCHAR NOT NULL,
  tree VARCHAR NOT NULL,
  PRIMARY KEY (edition, id),
  FOREIGN KEY(edition) REFERENCES edition (id)
);
CREATE TABLE topic (
  edition INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  home VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  names VARCHAR NOT NULL,
  card VARCHAR NOT NULL,
  PRIMARY KEY (edition, id),
  FOREIGN KEY(edition) REFERENCES edition (id)
);
create trigger event_is_current after insert on event begin
  insert into current (field, subject, value, at, event, device, clock)
  values (new.field, new.subject, new.value, new.at, new.uid, new.device, new.clock)
  on conflict (field, subject) do update set value = excluded.value, at = excluded.at, event = excluded.event,
  device = excluded.device, clock = excluded.clock
  where typeof(clock) <> 'integer' or (excluded.clock, excluded.device, excluded.event) > (clock, device, event);
end;
create trigger event_is_never_replaced before insert on event
when exists (select 1 from event where uid = new.uid or seq = new.seq) or typeof(new.clock) <> 'integer' or 'blob' in
(typeof(new.uid), typeof(new.at), typeof(new.device), typeof(new.act), typeof(new.reverses), typeof(new.field),
typeof(new.subject), typeof(new.value), typeof(new.was)) begin
  select raise(abort, 'the journal is append-only');
end;
create trigger event_is_never_changed before update on event begin
  select raise(abort, 'the journal is append-only');
end;
create trigger event_is_never_deleted before delete on event begin
  select raise(abort, 'the journal is append-only');
end;

-- "5 rõ": which fields every item has to have, in each council's settings; figures read them there.
update councils
set settings = settings || '{"completeness": {"people": ["responsibleLeader"], "work": ["title"], "time": ["time"], "result": ["deliverable"], "responsibility": ["leadUnit"], "authority": []}}'
where not settings ? 'completeness';

pragma application_id = 1953655666;
pragma user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE anchor (
  edition INTEGER NOT NULL,
  subject VARCHAR NOT NULL,
  anchor VARCHAR NOT NULL,
  mark VARCHAR NOT NULL,
  PRIMARY KEY (edition, subject),
  FOREIGN KEY(edition) REFERENCES edition (id)
);
INSERT INTO "anchor" VALUES(2,'old-plan/7hbyfdyy2e','','done');
INSERT INTO "anchor" VALUES(2,'old-plan/j4hcwehacy','','done');
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
 WITHOUT ROWID
;
INSERT INTO "current" VALUES('edition','library','e470af60434be6f9','2026-11-27T23:59:44.513Z','01a21f73-5f81-759f-9cae-9f12a0094545','vm-746204',58845560324521984);
INSERT INTO "current" VALUES('edition','old-plan','dc03e23985a225ba','2024-05-02T02:00:00.114Z','018f3707-a972-7330-81f8-35c487c49216','old-laptop',56184510877335552);
INSERT INTO "current" VALUES('layer','old-plan/b33pmccca3','{"roadmap":"old-plan","title":"Sing a song","order":1}','2024-05-02T03:00:00.047Z','018f373e-97af-7265-bd24-e3c3e72ca2b4','old-laptop',56184628839940096);
INSERT INTO "current" VALUES('mark','charts/plot',NULL,'2024-05-02T05:00:00.050Z','018f37ac-74b2-7101-87f8-64fc18872250','old-laptop',56184864769638400);
INSERT INTO "current" VALUES('mark','charts/read','done','2024-05-01T14:00:00.045Z','018f3474-7b2d-77ee-bd4f-bfd591714757','old-laptop',56183095297474560);
INSERT INTO "current" VALUES('mark','engines/service','done','2024-05-01T17:00:00.045Z','018f3519-46ad-751b-9160-6f2f9a5de07e','old-laptop',56183449191874560);
INSERT INTO "current" VALUES('mark','engines/start','done','2024-05-01T16:00:00.045Z','018f34e2-582d-71d6-98e4-98c0cb39d6cd','old-laptop',56183331227074560);
INSERT INTO "current" VALUES('mark','knots/bowline','done','2024-05-01T18:00:00.045Z','018f3550-352d-7708-bfcc-3ad7665a2902','old-laptop',56183567156674560);
INSERT INTO "current" VALUES('mark','knots/figure-eight',NULL,'2024-05-01T22:00:00.046Z','018f362b-ef2e-7c49-940d-d291329709b3','old-laptop',56184039015907328);
INSERT INTO "current" VALUES('mark','knots/sheet-bend','doing','2024-05-01T23:00:00.046Z','018f3662-ddae-775c-868a-f45e5a3aa336','old-laptop',56184156980707328);
INSERT INTO "current" VALUES('mark','knots/splice','skipped','2024-05-02T00:00:00.049Z','018f3699-cc31-72a9-81de-2e2488f90d55','old-laptop',56184274945605632);
INSERT INTO "current" VALUES('mark','old-plan/7hbyfdyy2e','done','2024-05-02T02:00:00.114Z','018f3707-a972-738a-9f26-0b25e4eb5166','old-laptop',56184510877335552);
INSERT INTO "current" VALUES('mark','old-plan/j4hcwehacy','done','2024-05-02T02:00:00.114Z','018f3707-a972-7830-a8ac-04b99ac39d14','old-laptop',56184510877335552);
INSERT INTO "current" VALUES('mark','old-plan/xnt8g3yzrp','done','2024-05-02T04:00:00.047Z','018f3775-862f-7ce9-8032-af7014a137ae','old-laptop',56184746804740096);
INSERT INTO "current" VALUES('note','charts/read','Ünder the ✓ line
second line ''quoted''','2024-05-02T01:00:00.045Z','018f36d0-baad-7f8a-b318-aaf48da3eb64','old-laptop',56184392910274560);
INSERT INTO "current" VALUES('target','','deckhand','2024-05-01T12:00:00.045Z','018f3406-9e2d-7d9a-95c1-939a66e418c4','old-laptop',56182859367874560);
INSERT INTO "current" VALUES('watch','charts','yes','2024-05-01T13:00:00.043Z','018f343d-8cab-7f6b-ae93-227e21aecac1','old-laptop',56182977332609024);
CREATE TABLE edition (
  id INTEGER NOT NULL,
  source VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  loaded_at VARCHAR NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (source, version)
);
INSERT INTO "edition" VALUES(1,'library','e470af60434be6f9','2026-11-27T23:59:44.513Z');
INSERT INTO "edition" VALUES(2,'old-plan','dc03e23985a225ba','2024-05-02T02:00:00.114Z');
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
INSERT INTO "event" VALUES(1,'01a21f73-5f81-759f-9cae-9f12a0094545','2026-11-27T23:59:44.513Z','vm-746204','01a21f73-5f81-759f-9cae-9f12a0094545','load',NULL,'edition','library','e470af60434be6f9',NULL,58845560324521984);
INSERT INTO "event" VALUES(2,'018f3406-9e2d-7d9a-95c1-939a66e418c4','2024-05-01T12:00:00.045Z','old-laptop','018f3406-9e2d-7d9a-95c1-939a66e418c4','do',NULL,'target','','deckhand',NULL,56182859367874560);
INSERT INTO "event" VALUES(3,'018f343d-8cab-7f6b-ae93-227e21aecac1','2024-05-01T13:00:00.043Z','old-laptop','018f343d-8cab-7f6b-ae93-227e21aecac1','do',NULL,'watch','charts','yes',NULL,56182977332609024);
INSERT INTO "event" VALUES(4,'018f3474-7b2d-77ee-bd4f-bfd591714757','2024-05-01T14:00:00.045Z','old-laptop','018f3474-7b2d-77ee-bd4f-bfd591714757','do',NULL,'mark','charts/read','done',NULL,56183095297474560);
INSERT INTO "event" VALUES(5,'018f34ab-69ad-7d7e-81e8-79253c59bd85','2024-05-01T15:00:00.045Z','old-laptop','018f34ab-69ad-7d7e-81e8-79253c59bd85','do',NULL,'mark','charts/plot','done',NULL,56183213262274560);
INSERT INTO "event" VALUES(6,'018f34e2-582d-71d6-98e4-98c0cb39d6cd','2024-05-01T16:00:00.045Z','old-laptop','018f34e2-582d-71d6-98e4-98c0cb39d6cd','do',NULL,'mark','engines/start','done',NULL,56183331227074560);
INSERT INTO "event" VALUES(7,'018f3519-46ad-751b-9160-6f2f9a5de07e','2024-05-01T17:00:00.045Z','old-laptop','018f3519-46ad-751b-9160-6f2f9a5de07e','do',NULL,'mark','engines/service','done',NULL,56183449191874560);
INSERT INTO "event" VALUES(8,'018f3550-352d-7708-bfcc-3ad7665a2902','2024-05-01T18:00:00.045Z','old-laptop','018f3550-352d-7708-bfcc-3ad7665a2902','do',NULL,'mark','knots/bowline','done',NULL,56183567156674560);
INSERT INTO "event" VALUES(9,'018f3587-23ac-797b-8716-f797a34ce727','2024-05-01T19:00:00.044Z','old-laptop','018f3587-23ac-797b-8716-f797a34ce727','do',NULL,'mark','knots/figure-eight','done',NULL,56183685121441792);
INSERT INTO "event" VALUES(10,'018f35be-122c-7dbb-96f3-f42f3a7e65e0','2024-05-01T20:00:00.044Z','old-laptop','018f35be-122c-7dbb-96f3-f42f3a7e65e0','undo','018f3587-23ac-797b-8716-f797a34ce727','mark','knots/figure-eight',NULL,'done',56183803086241792);
INSERT INTO "event" VALUES(11,'018f35f5-00ac-7988-8753-0ae0fb1f0439','2024-05-01T21:00:00.044Z','old-laptop','018f35f5-00ac-7988-8753-0ae0fb1f0439','redo','018f35be-122c-7dbb-96f3-f42f3a7e65e0','mark','knots/figure-eight','done',NULL,56183921051041792);
INSERT INTO "event" VALUES(12,'018f362b-ef2e-7c49-940d-d291329709b3','2024-05-01T22:00:00.046Z','old-laptop','018f362b-ef2e-7c49-940d-d291329709b3','undo','018f3587-23ac-797b-8716-f797a34ce727','mark','knots/figure-eight',NULL,'done',56184039015907328);
INSERT INTO "event" VALUES(13,'018f3662-ddae-775c-868a-f45e5a3aa336','2024-05-01T23:00:00.046Z','old-laptop','018f3662-ddae-775c-868a-f45e5a3aa336','do',NULL,'mark','knots/sheet-bend','doing',NULL,56184156980707328);
INSERT INTO "event" VALUES(14,'018f3699-cc31-72a9-81de-2e2488f90d55','2024-05-02T00:00:00.049Z','old-laptop','018f3699-cc31-72a9-81de-2e2488f90d55','do',NULL,'mark','knots/splice','skipped',NULL,56184274945605632);
INSERT INTO "event" VALUES(15,'018f36d0-baad-7f8a-b318-aaf48da3eb64','2024-05-02T01:00:00.045Z','old-laptop','018f36d0-baad-7f8a-b318-aaf48da3eb64','do',NULL,'note','charts/read','Ünder the ✓ line
second line ''quoted''',NULL,56184392910274560);
INSERT INTO "event" VALUES(16,'018f3707-a972-7330-81f8-35c487c49216','2024-05-02T02:00:00.114Z','old-laptop','018f3707-a972-7330-81f8-35c487c49216','do',NULL,'edition','old-plan','dc03e23985a225ba',NULL,56184510877335552);
INSERT INTO "event" VALUES(17,'018f3707-a972-738a-9f26-0b25e4eb5166','2024-05-02T02:00:00.114Z','old-laptop','018f3707-a972-7330-81f8-35c487c49216','do',NULL,'mark','old-plan/7hbyfdyy2e','done',NULL,56184510877335552);
INSERT INTO "event" VALUES(18,'018f3707-a972-7830-a8ac-04b99ac39d14','2024-05-02T02:00:00.114Z','old-laptop','018f3707-a972-7330-81f8-35c487c49216','do',NULL,'mark','old-plan/j4hcwehacy','done',NULL,56184510877335552);
INSERT INTO "event" VALUES(19,'018f373e-97af-7265-bd24-e3c3e72ca2b4','2024-05-02T03:00:00.047Z','old-laptop','018f373e-97af-7265-bd24-e3c3e72ca2b4','do',NULL,'layer','old-plan/b33pmccca3','{"roadmap":"old-plan","title":"Sing a song","order":1}',NULL,56184628839940096);
INSERT INTO "event" VALUES(20,'018f3775-862f-7ce9-8032-af7014a137ae','2024-05-02T04:00:00.047Z','old-laptop','018f3775-862f-7ce9-8032-af7014a137ae','do',NULL,'mark','old-plan/xnt8g3yzrp','done',NULL,56184746804740096);
INSERT INTO "event" VALUES(21,'018f37ac-74b2-7101-87f8-64fc18872250','2024-05-02T05:00:00.050Z','old-laptop','018f37ac-74b2-7101-87f8-64fc18872250','do',NULL,'mark','charts/plot',NULL,'done',56184864769638400);
CREATE TABLE meta (
  "key" VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('library news','65d94c5f175d4885
new roadmap: Data Scientist
new roadmap: Machine Learning Engineer
new roadmap: AI Engineer
new roadmap: Research Engineer
new roadmap: Research Scientist
new roadmap: ML Platform Engineer
new roadmap: ML Hardware Engineer
new roadmap: ML Solutions Architect
new roadmap: Agents and tool use
new roadmap: APIs and web services
new roadmap: AWS
new roadmap: Azure
new roadmap: C++
new roadmap: Calculus and optimisation
new roadmap: Causal inference
new roadmap: CI/CD
new roadmap: Command line (Bash and Zsh)
new roadmap: Communication and stakeholders
new roadmap: Computer vision
new roadmap: Data analysis and EDA
new roadmap: Data pipelines and warehousing
new roadmap: Data structures and algorithms
new roadmap: Data visualisation
new roadmap: Deep learning
new roadmap: Degrees
new roadmap: Docker
new roadmap: Evaluation of LLM systems
new roadmap: Experimentation and A/B testing
new roadmap: Feature engineering
new roadmap: Fine-tuning
new roadmap: Foundation models
new roadmap: Git and GitHub
new roadmap: Go
new roadmap: Google Cloud
new roadmap: GPU programming and accelerators
new roadmap: Java
new roadmap: Kubernetes
new roadmap: Linear algebra
new roadmap: LLMs and transformers
new roadmap: Machine learning
new roadmap: ML compilers and inference optimisation
new roadmap: MLOps
new roadmap: Model serving and monitoring
new roadmap: Natural language processing
new roadmap: Platform engineering for ML
new roadmap: Portfolio and interviews
new roadmap: Probability
new roadmap: Prompt engineering
new roadmap: Python
new roadmap: Reading and writing papers
new roadmap: Recommender systems
new roadmap: Reinforcement learning
new roadmap: Research experience
new roadmap: Research methods
new roadmap: Responsible AI
new roadmap: Retrieval-augmented generation (RAG)
new roadmap: Rust
new roadmap: Security and privacy of ML systems
new roadmap: Software engineering
new roadmap: Software testing
new roadmap: Solution architecture
new roadmap: Spark
new roadmap: SQL
new roadmap: Statistics
new roadmap: System design for ML
new roadmap: Time series
no longer there: Deckhand
no longer there: Skipper
no longer there: Charts
no longer there: Engines
no longer there: Knots
no longer there: Sails
1346 topics new: Run Python code, Work with numbers and text, Slice and unpack sequences, Branch and loop and 1342 more
10 topics retired: Tie a bowline, Tie a figure of eight, Join two lines, Hoist the mainsail and 6 more');
INSERT INTO "meta" VALUES('library seen','roles/ai-engineer.toml 4669 1795823445408852776
roles/data-scientist.toml 5288 1795823445408942178
roles/machine-learning-engineer.toml 5481 1795823445408942178
roles/ml-hardware-engineer.toml 3214 1795823445408942178
roles/ml-platform-engineer.toml 3535 1795823445408942178
roles/ml-solutions-architect.toml 3680 1795823445408942178
roles/research-engineer.toml 5537 1795823445408942178
roles/research-scientist.toml 3605 1795823445408942178
skills/agents.toml 17375 1795823445408942178
skills/algorithms.toml 15566 1795823445409550009
skills/apis.toml 15049 1795823445409550009
skills/aws.toml 15638 1795823445409550009
skills/azure.toml 16458 1795823445409550009
skills/calculus.toml 16307 1795823445409550009
skills/causal-inference.toml 15960 1795823445409550009
skills/ci-cd.toml 14859 1795823445409550009
skills/command-line.toml 16620 1795823445409550009
skills/communication.toml 13635 1795823445409550009
skills/computer-vision.toml 15368 1795823445409550009
skills/cpp.toml 14765 1795823445409550009
skills/data-analysis.toml 15585 1795823445409550009
skills/data-engineering.toml 15730 1795823445409550009
skills/data-visualisation.toml 14826 1795823445409550009
skills/deep-learning.toml 17586 1795823445409550009
skills/degrees.toml 11751 1795823445409550009
skills/docker.toml 24422 1795823445409550009
skills/experimentation.toml 16936 1795823445409550009
skills/feature-engineering.toml 14208 1795823445409550009
skills/fine-tuning.toml 16825 1795823445409550009
skills/foundation-models.toml 15699 1795823445409550009
skills/gcp.toml 17011 1795823445409550009
skills/git.toml 24805 1795823445409550009
skills/go.toml 11957 1795823445409550009
skills/gpu-programming.toml 17379 1795823445409550009
skills/java.toml 12855 1795823445409550009
skills/kubernetes.toml 15485 1795823445409550009
skills/linear-algebra.toml 15798 1795823445409550009
skills/llm-evaluation.toml 17398 1795823445409550009
skills/llms.toml 18962 1795823445409550009
skills/machine-learning.toml 29121 1795823445409550009
skills/ml-compilers.toml 16167 1795823445409550009
skills/ml-security.toml 17107 1795823445409550009
skills/ml-system-design.toml 16421 1795823445409550009
skills/mlops.toml 17502 1795823445409550009
skills/model-serving.toml 17227 1795823445409550009
skills/nlp.toml 13683 1795823445411172166
skills/papers.toml 13940 1795823445411172166
skills/platform-engineering.toml 17782 1795823445411172166
skills/portfolio.toml 13907 1795823445411172166
skills/probability.toml 15510 1795823445411172166
skills/prompt-engineering.toml 16806 1795823445411172166
skills/python.toml 25175 1795823445411172166
skills/rag.toml 25316 1795823445411172166
skills/recommender-systems.toml 15065 1795823445411172166
skills/reinforcement-learning.toml 14933 1795823445411172166
skills/research-experience.toml 10893 1795823445411172166
skills/research-methods.toml 14708 1795823445411172166
skills/responsible-ai.toml 15914 1795823445411172166
skills/rust.toml 12511 1795823445411172166
skills/software-engineering.toml 19158 1795823445411172166
skills/solution-architecture.toml 17632 1795823445411172166
skills/spark.toml 14664 1795823445411172166
skills/sql.toml 25373 1795823445411172166
skills/statistics.toml 19629 1795823445411172166
skills/testing.toml 14484 1795823445411172166
skills/time-series.toml 14729 1795823445411172166');
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
INSERT INTO "roadmap" VALUES(1,'deckhand',0,'role','Deckhand','Handles lines and moves the boat','["A deckhand does what the skipper says, and sees it coming.","Lines, fenders, sails.","A skipper decides; a deckhand does.","Ask on the pier.","Can be trusted with a line.",["crew","sailor"]]','["deckhand","Deckhand",0,"",""]
[[[[[["knots/bowline","Tie a bowline","basic",1.0,[],0],["knots/figure-eight","Tie a figure of eight","basic",0.5,["knots/bowline"],0]],"deckhand/knots/first-knots","First knots",0,"",""],[[["knots/sheet-bend","Join two lines","working",2.0,["knots/bowline"],0]],"deckhand/knots/joining-lines","Joining lines",0,"",""]],"deckhand/knots","Knots",0,"knots","working"],[[[[[[["sails/hoist","Hoist the mainsail","basic",2.0,["knots/figure-eight"],0]],"deckhand/drive/sails/under-sail","Under sail",0,"",""]],"deckhand/drive/sails","Sails",0,"sails","basic"],[[[[["engines/start","Start the engine","basic",1.0,[],0],["engines/service","Change the oil","working",3.0,["engines/start"],0]],"deckhand/drive/engines/under-power","Under power",0,"",""]],"deckhand/drive/engines","Engines",0,"engines","working"]],"deckhand/drive?","A way to drive the boat",0,"",""],[[[[["charts/read","Read a chart","basic",2.0,[],0]],"deckhand/charts/finding-the-way","Finding the way",0,"",""]],"deckhand/charts","Charts",1,"charts","basic"]]
[[[[[[["knots/bowline","Tie a bowline","basic",1.0,[],0],["knots/figure-eight","Tie a figure of eight","basic",0.5,["knots/bowline"],0]],"deckhand/knots/first-knots","First knots",0,"",""]],"deckhand/knots","Knots",0,"knots","basic"]],"deckhand","Deckhand",0,"",""]');
INSERT INTO "roadmap" VALUES(1,'skipper',1,'role','Skipper','Answers for boat and crew','["A skipper brings everybody home.","Weather, plans, decisions.","A deckhand does; a skipper decides.","Sail as a deckhand first.","",[]]','["skipper","Skipper",0,"",""]
[[[[[["knots/bowline","Tie a bowline","basic",1.0,[],0],["knots/figure-eight","Tie a figure of eight","basic",0.5,["knots/bowline"],0]],"skipper/knots/first-knots","First knots",0,"",""],[[["knots/sheet-bend","Join two lines","working",2.0,["knots/bowline"],0],["knots/splice","Splice an eye","advanced",4.0,["knots/sheet-bend"],1]],"skipper/knots/joining-lines","Joining lines",0,"",""]],"skipper/knots","Knots",0,"knots","advanced"],[[[[[[["sails/hoist","Hoist the mainsail","basic",2.0,["knots/figure-eight"],0]],"skipper/drive/sails/under-sail","Under sail",0,"",""]],"skipper/drive/sails","Sails",0,"sails","basic"],[[[[["engines/start","Start the engine","basic",1.0,[],0],["engines/service","Change the oil","working",3.0,["engines/start"],0]],"skipper/drive/engines/under-power","Under power",0,"",""]],"skipper/drive/engines","Engines",0,"engines","working"]],"skipper/drive?","A way to drive the boat",0,"",""],[[[[["charts/read","Read a chart","basic",2.0,[],0],["charts/plot","Plot a course","working",3.0,["charts/read"],0]],"skipper/charts/finding-the-way","Finding the way",0,"",""]],"skipper/charts","Charts",0,"charts","working"],["sails/reef","Reef the mainsail","working",3.0,["sails/hoist"],0]]
null');
INSERT INTO "roadmap" VALUES(1,'charts',2,'skill','Charts','Know where you are','["Charts say what lies under the water.","","","","",[]]','["charts","Charts",0,"charts",""]
[[[["charts/read","Read a chart","basic",2.0,[],0],["charts/plot","Plot a course","working",3.0,["charts/read"],0]],"charts/finding-the-way","Finding the way",0,"",""]]
null');
INSERT INTO "roadmap" VALUES(1,'engines',3,'skill','Engines','Run a diesel and keep it running','["Engines drive a boat when the wind does not.","","","","",[]]','["engines","Engines",0,"engines",""]
[[[["engines/start","Start the engine","basic",1.0,[],0],["engines/service","Change the oil","working",3.0,["engines/start"],0]],"engines/under-power","Under power",0,"",""]]
null');
INSERT INTO "roadmap" VALUES(1,'knots',4,'skill','Knots','Tie, join and end a line','["Knots hold a boat together.","","","","",["ropework","bends and hitches"]]','["knots","Knots",0,"knots",""]
[[[["knots/bowline","Tie a bowline","basic",1.0,[],0],["knots/figure-eight","Tie a figure of eight","basic",0.5,["knots/bowline"],0]],"knots/first-knots","First knots",0,"",""],[[["knots/sheet-bend","Join two lines","working",2.0,["knots/bowline"],0],["knots/splice","Splice an eye","advanced",4.0,["knots/sheet-bend"],1]],"knots/joining-lines","Joining lines",0,"",""]]
null');
INSERT INTO "roadmap" VALUES(1,'sails',5,'skill','Sails','Set sails and shorten them','["Sails drive a boat.","","","","",[]]','["sails","Sails",0,"sails",""]
[[[["sails/hoist","Hoist the mainsail","basic",2.0,["knots/figure-eight"],0],["sails/reef","Reef the mainsail","working",3.0,["sails/hoist"],0]],"sails/under-sail","Under sail",0,"",""]]
null');
INSERT INTO "roadmap" VALUES(2,'old-plan',0,'own','Old plan','','["","","","","",[]]','["old-plan","Old plan",0,"",""]
[[[["old-plan/7hbyfdyy2e","Buy a notebook","",0.0,[],0],["old-plan/xnt8g3yzrp","Read one chapter","",0.0,[],0]],"old-plan/pf59ajfkjh","First",0,"",""],[[["old-plan/j4hcwehacy","Tie a bowline","",0.0,[],0],["old-plan/xfe3w5gkjm","Écrire en français","",0.0,[],0]],"old-plan/7gjmxsn2sz","Second",0,"",""]]
null');
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
INSERT INTO "topic" VALUES(1,'charts/read',1,'charts','Read a chart','','["Name twenty signs of a chart.",[["spec","Chart signs","https://example.org/read",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'charts/plot',2,'charts','Plot a course','','["Plot a course across a tidal stream.",[["book","Pilotage","https://example.org/plot",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'engines/start',3,'engines','Start the engine','','["Start a cold diesel.",[["docs","Manual","https://example.org/start",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'engines/service',4,'engines','Change the oil','','["Change oil and filter without a spill.",[["docs","Manual","https://example.org/service",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'knots/bowline',5,'knots','Tie a bowline','king of knots','["Tie a bowline behind your back.",[["book","The knot book","https://example.org/bowline",true]],["king of knots"],[]]');
INSERT INTO "topic" VALUES(1,'knots/figure-eight',6,'knots','Tie a figure of eight','','["Tie a figure of eight at the end of a line.",[["book","The knot book","https://example.org/figure-eight",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'knots/sheet-bend',7,'knots','Join two lines','knots/weavers-knot','["Join a thick line to a thin one.",[["book","The knot book","https://example.org/sheet-bend",true]],[],["knots/weavers-knot"]]');
INSERT INTO "topic" VALUES(1,'knots/splice',8,'knots','Splice an eye','','["Splice an eye that holds your weight.",[["video","Splicing","https://example.org/splice",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'sails/hoist',9,'sails','Hoist the mainsail','','["Hoist the mainsail head to wind.",[["course","First sail","https://example.org/hoist",true]],[],[]]');
INSERT INTO "topic" VALUES(1,'sails/reef',10,'sails','Reef the mainsail','','["Put in a reef in under two minutes.",[["course","Heavy weather","https://example.org/reef",true]],[],[]]');
INSERT INTO "topic" VALUES(2,'old-plan/7hbyfdyy2e',1,'old-plan','Buy a notebook','','["",[],[],[]]');
INSERT INTO "topic" VALUES(2,'old-plan/xnt8g3yzrp',2,'old-plan','Read one chapter','','["",[],[],[]]');
INSERT INTO "topic" VALUES(2,'old-plan/j4hcwehacy',3,'old-plan','Tie a bowline','','["",[],[],[]]');
INSERT INTO "topic" VALUES(2,'old-plan/xfe3w5gkjm',4,'old-plan','Écrire en français','','["",[],[],[]]');
CREATE INDEX event_act on event (act);
CREATE INDEX event_clock on event (clock, device);
CREATE INDEX event_subject on event (subject, field, clock);
CREATE TRIGGER event_is_current after insert on event begin
  insert into current (field, subject, value, at, event, device, clock)
  values (new.field, new.subject, new.value, new.at, new.uid, new.device, new.clock)
  on conflict (field, subject) do update set value = excluded.value, at = excluded.at, event = excluded.event,
  device = excluded.device, clock = excluded.clock
  where typeof(clock) <> 'integer' or (excluded.clock, excluded.device, excluded.event) > (clock, device, event);
end;
CREATE TRIGGER event_is_never_replaced before insert on event
when exists (select 1 from event where uid = new.uid or seq = new.seq) or typeof(new.clock) <> 'integer' or 'blob' in
(typeof(new.uid), typeof(new.at), typeof(new.device), typeof(new.act), typeof(new.reverses), typeof(new.field),
typeof(new.subject), typeof(new.value), typeof(new.was)) begin
  select raise(abort, 'the journal is append-only');
end;
CREATE TRIGGER event_is_never_changed before update on event begin
  select raise(abort, 'the journal is append-only');
end;
CREATE TRIGGER event_is_never_deleted before delete on event begin
  select raise(abort, 'the journal is append-only');
end;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('event',21);
COMMIT;

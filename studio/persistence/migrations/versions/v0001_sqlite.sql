CREATE TABLE action (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    person_id INTEGER,
    label TEXT NOT NULL,
    label_context TEXT NOT NULL,
    label_values TEXT NOT NULL,
    request_id TEXT NOT NULL,
    origin TEXT NOT NULL,
    UNIQUE (request_id)
)
 STRICT

CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256)
)
 STRICT

CREATE TABLE search_entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    number TEXT NOT NULL,
    words TEXT NOT NULL
)
 STRICT

CREATE INDEX ix_search_entry_number ON search_entry (number)

CREATE INDEX ix_search_entry_record ON search_entry (noun, record)

CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', content_rowid='id', tokenize='ascii', prefix='1 2 3')

CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END

CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words); END

CREATE TABLE sort_name (
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    latin BLOB NOT NULL,
    chinese BLOB NOT NULL,
    PRIMARY KEY (noun, record)
)
 STRICT

CREATE TABLE snapshot_import (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    count INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    first_on TEXT,
    last_on TEXT,
    payload TEXT NOT NULL
)
 STRICT

CREATE TABLE tier_band (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    least INTEGER NOT NULL,
    effective_from TEXT NOT NULL
)
 STRICT

CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    noun TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    mime TEXT NOT NULL,
    kind TEXT NOT NULL,
    risky INTEGER NOT NULL,
    role TEXT NOT NULL,
    archived INTEGER NOT NULL
)
 STRICT

CREATE INDEX ix_attachment_noun ON attachment (noun)

CREATE INDEX ix_attachment_record_id ON attachment (record_id)

CREATE TABLE studio_key (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    proof TEXT NOT NULL,
    salt TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    UNIQUE (name)
)
 STRICT

CREATE TABLE calendar (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    country TEXT NOT NULL,
    zone TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    standard INTEGER NOT NULL,
    archived INTEGER NOT NULL
)
 STRICT

CREATE TABLE schedule_template (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    kind TEXT NOT NULL,
    anchor TEXT NOT NULL,
    tasks TEXT NOT NULL,
    archived INTEGER NOT NULL
)
 STRICT

CREATE TABLE observance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    country TEXT NOT NULL
)
 STRICT

CREATE TABLE match_weight (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    part TEXT NOT NULL,
    weight INTEGER NOT NULL
)
 STRICT

CREATE UNIQUE INDEX ix_match_weight_part ON match_weight (part)

CREATE TABLE studio (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    tagline TEXT NOT NULL,
    tagline_zh TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL,
    accent TEXT NOT NULL,
    logo TEXT NOT NULL,
    working_days TEXT NOT NULL,
    fiscal_year_start INTEGER NOT NULL,
    brief_pattern TEXT NOT NULL,
    proposal_pattern TEXT NOT NULL,
    project_pattern TEXT NOT NULL,
    deliverable_pattern TEXT NOT NULL,
    margin_floor INTEGER NOT NULL,
    validity_days INTEGER NOT NULL,
    tier_scheme TEXT NOT NULL,
    about TEXT NOT NULL,
    about_zh TEXT NOT NULL,
    terms TEXT NOT NULL,
    terms_zh TEXT NOT NULL,
    pinned_today TEXT,
    demo INTEGER NOT NULL,
    checklist TEXT NOT NULL,
    uid TEXT NOT NULL
)
 STRICT

CREATE TABLE legal_entity (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    code TEXT NOT NULL,
    legal_name TEXT NOT NULL,
    legal_name_zh TEXT NOT NULL,
    country TEXT NOT NULL,
    address TEXT NOT NULL,
    address_zh TEXT NOT NULL,
    tax_no TEXT NOT NULL,
    reg_no TEXT NOT NULL,
    vat_status TEXT NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    website TEXT NOT NULL,
    logo TEXT NOT NULL,
    stamp TEXT NOT NULL,
    invoice_pattern TEXT NOT NULL,
    credit_pattern TEXT NOT NULL,
    proforma_pattern TEXT NOT NULL,
    terms_kind TEXT NOT NULL,
    terms_days INTEGER NOT NULL,
    rounding TEXT NOT NULL,
    late_clause TEXT NOT NULL,
    late_clause_zh TEXT NOT NULL,
    archived INTEGER NOT NULL
)
 STRICT

CREATE TABLE series (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    legal_entity_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    first INTEGER NOT NULL,
    next INTEGER NOT NULL,
    UNIQUE (legal_entity_id, kind, scope)
)
 STRICT

CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    action_id INTEGER NOT NULL,
    noun TEXT NOT NULL,
    record INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "key" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    FOREIGN KEY(action_id) REFERENCES action (id)
)
 STRICT

CREATE INDEX ix_audit_action_id ON audit (action_id)

CREATE INDEX ix_audit_record ON audit (noun, record)

CREATE TABLE resource (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    city TEXT NOT NULL,
    address TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    turnaround INTEGER NOT NULL,
    day_cost INTEGER NOT NULL,
    currency TEXT NOT NULL,
    calendar_id INTEGER,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(calendar_id) REFERENCES calendar (id)
)
 STRICT

CREATE INDEX ix_resource_archived ON resource (archived)

CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    roles TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    calendar_id INTEGER,
    hours_per_week INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(calendar_id) REFERENCES calendar (id)
)
 STRICT

CREATE TABLE tax_rate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    legal_entity_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    rate INTEGER NOT NULL,
    treatment TEXT NOT NULL,
    note TEXT NOT NULL,
    note_zh TEXT NOT NULL,
    standard INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id)
)
 STRICT

CREATE INDEX ix_tax_rate_legal_entity_id ON tax_rate (legal_entity_id)

CREATE TABLE bank_account (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    legal_entity_id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    account_name TEXT NOT NULL,
    account_name_zh TEXT NOT NULL,
    bank TEXT NOT NULL,
    bank_zh TEXT NOT NULL,
    iban TEXT NOT NULL,
    account_no TEXT NOT NULL,
    bic TEXT NOT NULL,
    routing_no TEXT NOT NULL,
    method TEXT NOT NULL,
    standard INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id)
)
 STRICT

CREATE INDEX ix_bank_account_legal_entity_id ON bank_account (legal_entity_id)

CREATE TABLE client (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    legal_name TEXT NOT NULL,
    legal_name_zh TEXT NOT NULL,
    country TEXT NOT NULL,
    industry TEXT NOT NULL,
    state TEXT NOT NULL,
    hold_reason TEXT NOT NULL,
    market TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL,
    page_size TEXT NOT NULL,
    legal_entity_id INTEGER,
    terms_kind TEXT NOT NULL,
    terms_days INTEGER NOT NULL,
    address TEXT NOT NULL,
    address_zh TEXT NOT NULL,
    tax_no TEXT NOT NULL,
    tax_treatment TEXT NOT NULL,
    tax_rate INTEGER,
    fapiao_kind TEXT NOT NULL,
    fapiao_title TEXT NOT NULL,
    fapiao_bank TEXT NOT NULL,
    po_required INTEGER NOT NULL,
    invoice_email TEXT NOT NULL,
    website TEXT NOT NULL,
    lead_id INTEGER,
    competitors TEXT NOT NULL,
    forbidden_words TEXT NOT NULL,
    next_action TEXT NOT NULL,
    next_on TEXT,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(lead_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_client_archived ON client (archived)

CREATE TABLE talent (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    kind TEXT NOT NULL,
    discipline TEXT NOT NULL,
    city TEXT NOT NULL,
    person_id INTEGER,
    country TEXT NOT NULL,
    zone TEXT NOT NULL,
    calendar_id INTEGER,
    skills TEXT NOT NULL,
    bio TEXT NOT NULL,
    bio_zh TEXT NOT NULL,
    niches TEXT NOT NULL,
    languages TEXT NOT NULL,
    "values" TEXT NOT NULL,
    brand_safety TEXT NOT NULL,
    do_not_pitch INTEGER NOT NULL,
    do_not_pitch_reason TEXT NOT NULL,
    phone TEXT NOT NULL,
    mail TEXT NOT NULL,
    wechat TEXT NOT NULL,
    name_keys TEXT NOT NULL,
    merged_into INTEGER,
    erased_on TEXT,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(calendar_id) REFERENCES calendar (id),
    FOREIGN KEY(merged_into) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_talent_archived ON talent (archived)

CREATE TABLE saved_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    person_id INTEGER,
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    shown TEXT NOT NULL,
    UNIQUE (person_id, page, name),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_saved_view_person_id ON saved_view (person_id)

CREATE TABLE opening_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    person_id INTEGER,
    page TEXT NOT NULL,
    "view" TEXT NOT NULL,
    UNIQUE (person_id, page),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_opening_view_person_id ON opening_view (person_id)

CREATE TABLE social_account (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    handle TEXT NOT NULL,
    handle_key TEXT NOT NULL,
    uid TEXT,
    url TEXT NOT NULL,
    verified INTEGER NOT NULL,
    category TEXT NOT NULL,
    language TEXT NOT NULL,
    opened_on TEXT,
    mcn_bound INTEGER NOT NULL,
    marketplace_id TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (platform, handle_key),
    UNIQUE (platform, uid),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_social_account_talent_id ON social_account (talent_id)

CREATE TABLE rate_card (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT,
    tax_mode TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_rate_card_talent_id ON rate_card (talent_id)

CREATE TABLE virtual_profile (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    ip_owner TEXT NOT NULL,
    operator TEXT NOT NULL,
    technique TEXT NOT NULL,
    voice_source TEXT NOT NULL,
    underlying_person TEXT NOT NULL,
    consent TEXT NOT NULL,
    label TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    allowed TEXT NOT NULL,
    forbidden TEXT NOT NULL,
    model_from TEXT,
    model_until TEXT,
    voice_from TEXT,
    voice_until TEXT,
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE TABLE crew_profile (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    disciplines TEXT NOT NULL,
    kit TEXT NOT NULL,
    day_rate INTEGER NOT NULL,
    currency TEXT NOT NULL,
    overtime INTEGER NOT NULL,
    insured_until TEXT,
    certificates TEXT NOT NULL,
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE TABLE agency_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    contact TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT,
    rebate TEXT NOT NULL,
    rebate_share INTEGER NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_agency_link_talent_id ON agency_link (talent_id)

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    title TEXT NOT NULL,
    role TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    wechat TEXT NOT NULL,
    language TEXT NOT NULL,
    standard INTEGER NOT NULL,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(client_id) REFERENCES client (id)
)
 STRICT

CREATE INDEX ix_contact_client_id ON contact (client_id)

CREATE TABLE brand (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    category TEXT NOT NULL,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(client_id) REFERENCES client (id)
)
 STRICT

CREATE INDEX ix_brand_client_id ON brand (client_id)

CREATE TABLE incubation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT,
    state_reason TEXT NOT NULL,
    source TEXT NOT NULL,
    niche TEXT NOT NULL,
    scout_id INTEGER,
    scouted_on TEXT,
    lawful_basis TEXT NOT NULL,
    basis_note TEXT NOT NULL,
    notice_on TEXT,
    objected INTEGER NOT NULL,
    contacted_on TEXT,
    mentor_id INTEGER,
    target_tier TEXT NOT NULL,
    target_on TEXT,
    plan_note TEXT NOT NULL,
    payee TEXT NOT NULL,
    ip_proof TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(scout_id) REFERENCES person (id),
    FOREIGN KEY(mentor_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_incubation_state ON incubation (state)

CREATE UNIQUE INDEX ix_incubation_talent_id ON incubation (talent_id)

CREATE TABLE incubation_test (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    held_on TEXT NOT NULL,
    judge_id INTEGER,
    scores TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(judge_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_incubation_test_talent_id ON incubation_test (talent_id)

CREATE TABLE incubation_milestone (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    due_on TEXT,
    done_on TEXT,
    followers INTEGER,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_incubation_milestone_talent_id ON incubation_milestone (talent_id)

CREATE TABLE incubation_money (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    day TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_incubation_money_talent_id ON incubation_money (talent_id)

CREATE TABLE incubation_step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    day TEXT NOT NULL,
    decision TEXT NOT NULL,
    missing TEXT NOT NULL,
    override_reason TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_incubation_step_talent_id ON incubation_step (talent_id)

CREATE TABLE payment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    received_on TEXT NOT NULL,
    amount INTEGER NOT NULL,
    bank_fee INTEGER NOT NULL,
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    bank_account_id INTEGER,
    reference TEXT NOT NULL,
    payer TEXT NOT NULL,
    note TEXT NOT NULL,
    fx_rate INTEGER,
    reverses_id INTEGER,
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(bank_account_id) REFERENCES bank_account (id),
    FOREIGN KEY(reverses_id) REFERENCES payment (id)
)
 STRICT

CREATE INDEX ix_payment_client_id ON payment (client_id)

CREATE TABLE partnership (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    talent_id INTEGER NOT NULL,
    owner_id INTEGER,
    renewal_on TEXT,
    next_step TEXT NOT NULL,
    next_on TEXT,
    stands_for TEXT NOT NULL,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    UNIQUE (client_id, talent_id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_partnership_client_id ON partnership (client_id)

CREATE INDEX ix_partnership_renewal_on ON partnership (renewal_on)

CREATE INDEX ix_partnership_talent_id ON partnership (talent_id)

CREATE TABLE personal_data (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    legal_name TEXT NOT NULL,
    identity_no TEXT NOT NULL,
    bank TEXT NOT NULL,
    tax_id TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sizes TEXT NOT NULL,
    dietary TEXT NOT NULL,
    access TEXT NOT NULL,
    emergency TEXT NOT NULL,
    abroad TEXT NOT NULL,
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE TABLE person_key (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    talent_id INTEGER NOT NULL,
    wrapped TEXT NOT NULL,
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE TABLE reveal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    person_id INTEGER,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    abroad INTEGER NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_reveal_talent_id ON reveal (talent_id)

CREATE TABLE retention (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    category TEXT NOT NULL,
    put_down_on TEXT NOT NULL,
    keep_until TEXT,
    note TEXT NOT NULL,
    UNIQUE (talent_id, category),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_retention_talent_id ON retention (talent_id)

CREATE TABLE personal_consent (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    given_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    "by" TEXT NOT NULL,
    note TEXT NOT NULL,
    withdrawn_on TEXT,
    withdrawn_reason TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_personal_consent_talent_id ON personal_consent (talent_id)

CREATE TABLE absence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER,
    person_id INTEGER,
    resource_id INTEGER,
    start_at TEXT NOT NULL,
    end_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)
 STRICT

CREATE INDEX ix_absence_person_id ON absence (person_id)

CREATE INDEX ix_absence_resource_id ON absence (resource_id)

CREATE INDEX ix_absence_start_at ON absence (start_at)

CREATE INDEX ix_absence_talent_id ON absence (talent_id)

CREATE TABLE follower_snapshot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    account_id INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    followers INTEGER NOT NULL,
    following INTEGER,
    posts INTEGER,
    avg_views INTEGER,
    avg_likes INTEGER,
    avg_comments INTEGER,
    avg_shares INTEGER,
    avg_saves INTEGER,
    completion INTEGER,
    generic_comments INTEGER,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    evidence_id INTEGER,
    import_id INTEGER,
    UNIQUE (account_id, as_of),
    FOREIGN KEY(account_id) REFERENCES social_account (id),
    FOREIGN KEY(evidence_id) REFERENCES attachment (id)
)
 STRICT

CREATE INDEX ix_follower_snapshot_import_id ON follower_snapshot (import_id)

CREATE TABLE audience_snapshot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    account_id INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    gender TEXT NOT NULL,
    age TEXT NOT NULL,
    region TEXT NOT NULL,
    interest TEXT NOT NULL,
    active_share INTEGER,
    fake_share INTEGER,
    source TEXT NOT NULL,
    UNIQUE (account_id, as_of),
    FOREIGN KEY(account_id) REFERENCES social_account (id)
)
 STRICT

CREATE TABLE rate_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    card_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    platform TEXT NOT NULL,
    format TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER NOT NULL,
    min_quantity INTEGER NOT NULL,
    rounds INTEGER,
    usage_days INTEGER,
    commission INTEGER NOT NULL,
    usage_month INTEGER NOT NULL,
    exclusivity_month INTEGER NOT NULL,
    rush INTEGER NOT NULL,
    whitelisting_month INTEGER NOT NULL,
    state TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(card_id) REFERENCES rate_card (id)
)
 STRICT

CREATE INDEX ix_rate_item_card_id ON rate_item (card_id)

CREATE INDEX ix_rate_item_talent_id ON rate_item (talent_id)

CREATE TABLE brief (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    number TEXT NOT NULL,
    client_id INTEGER,
    brand_id INTEGER,
    contact_id INTEGER,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    proposed_revision INTEGER NOT NULL,
    product TEXT NOT NULL,
    objective TEXT NOT NULL,
    platforms TEXT NOT NULL,
    formats TEXT NOT NULL,
    audience TEXT NOT NULL,
    creators TEXT NOT NULL,
    budget_min INTEGER,
    budget_max INTEGER,
    budget_note TEXT NOT NULL,
    currency TEXT NOT NULL,
    window_from TEXT,
    window_to TEXT,
    due_on TEXT,
    due_time TEXT NOT NULL,
    key_message TEXT NOT NULL,
    must_say TEXT NOT NULL,
    must_not TEXT NOT NULL,
    keywords TEXT NOT NULL,
    usage TEXT NOT NULL,
    exclusivity TEXT NOT NULL,
    ai_allowed TEXT NOT NULL,
    samples TEXT NOT NULL,
    approver TEXT NOT NULL,
    language TEXT NOT NULL,
    kpis TEXT NOT NULL,
    market TEXT NOT NULL,
    terms_note TEXT NOT NULL,
    owner_id INTEGER,
    received_on TEXT,
    source TEXT NOT NULL,
    summary TEXT NOT NULL,
    next_action TEXT NOT NULL,
    next_on TEXT,
    reason TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brand_id) REFERENCES brand (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_brief_client_id ON brief (client_id)

CREATE INDEX ix_brief_number ON brief (number)

CREATE INDEX ix_brief_state ON brief (state)

CREATE TABLE brief_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    platform TEXT NOT NULL,
    format TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    tier TEXT NOT NULL,
    ceiling INTEGER,
    FOREIGN KEY(brief_id) REFERENCES brief (id)
)
 STRICT

CREATE INDEX ix_brief_item_brief_id ON brief_item (brief_id)

CREATE TABLE brief_message (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    channel TEXT NOT NULL,
    author TEXT NOT NULL,
    received_at TEXT,
    FOREIGN KEY(brief_id) REFERENCES brief (id)
)
 STRICT

CREATE INDEX ix_brief_message_brief_id ON brief_message (brief_id)

CREATE TABLE proposal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    number TEXT,
    client_id INTEGER NOT NULL,
    brief_id INTEGER,
    legal_entity_id INTEGER NOT NULL,
    contact_id INTEGER,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    owner_id INTEGER,
    newest INTEGER NOT NULL,
    next_action TEXT NOT NULL,
    next_on TEXT,
    archived INTEGER NOT NULL,
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_proposal_brief_id ON proposal (brief_id)

CREATE INDEX ix_proposal_client_id ON proposal (client_id)

CREATE INDEX ix_proposal_number ON proposal (number)

CREATE TABLE shortlist (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    wishes TEXT NOT NULL,
    weights TEXT NOT NULL,
    FOREIGN KEY(brief_id) REFERENCES brief (id)
)
 STRICT

CREATE UNIQUE INDEX ix_shortlist_brief_id ON shortlist (brief_id)

CREATE TABLE candidate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    talent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    declined_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    platform TEXT NOT NULL,
    format TEXT NOT NULL,
    score INTEGER,
    figures TEXT NOT NULL,
    quote INTEGER,
    currency TEXT NOT NULL,
    scored_on TEXT,
    UNIQUE (brief_id, talent_id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_candidate_brief_id ON candidate (brief_id)

CREATE INDEX ix_candidate_state ON candidate (state)

CREATE INDEX ix_candidate_talent_id ON candidate (talent_id)

CREATE TABLE brief_mark (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    message_id INTEGER,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    field TEXT NOT NULL,
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    closed INTEGER NOT NULL,
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(message_id) REFERENCES brief_message (id)
)
 STRICT

CREATE INDEX ix_brief_mark_brief_id ON brief_mark (brief_id)

CREATE TABLE proposal_version (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    no INTEGER NOT NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL,
    page_size TEXT NOT NULL,
    valid_until TEXT,
    tax_mode TEXT NOT NULL,
    tax_rate INTEGER NOT NULL,
    tax_name TEXT NOT NULL,
    tax_name_zh TEXT NOT NULL,
    discount INTEGER NOT NULL,
    hide_line_prices INTEGER NOT NULL,
    parts TEXT NOT NULL,
    consents TEXT NOT NULL,
    change_note TEXT NOT NULL,
    prepared_by INTEGER,
    sent_at TEXT,
    sent_on TEXT,
    sent_to TEXT NOT NULL,
    sent_channel TEXT NOT NULL,
    viewed_on TEXT,
    answered_on TEXT,
    answered_by TEXT NOT NULL,
    answer_channel TEXT NOT NULL,
    answer_note TEXT NOT NULL,
    evidence_id INTEGER,
    accepted TEXT NOT NULL,
    reason TEXT NOT NULL,
    override_reason TEXT NOT NULL,
    pdf TEXT NOT NULL,
    UNIQUE (proposal_id, no),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(prepared_by) REFERENCES person (id),
    FOREIGN KEY(evidence_id) REFERENCES attachment (id)
)
 STRICT

CREATE INDEX ix_proposal_version_proposal_id ON proposal_version (proposal_id)

CREATE INDEX ix_proposal_version_state ON proposal_version (state)

CREATE TABLE project (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    client_id INTEGER NOT NULL,
    brief_id INTEGER,
    proposal_id INTEGER,
    version_id INTEGER,
    accepted TEXT NOT NULL,
    legal_entity_id INTEGER NOT NULL,
    lead_id INTEGER,
    contact_id INTEGER,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    override_reason TEXT NOT NULL,
    held_on TEXT,
    hue TEXT NOT NULL,
    market TEXT NOT NULL,
    currency TEXT NOT NULL,
    net INTEGER NOT NULL,
    budget INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    language TEXT NOT NULL,
    tax_mode TEXT NOT NULL,
    tax_rate INTEGER NOT NULL,
    tax_name TEXT NOT NULL,
    tax_name_zh TEXT NOT NULL,
    po_no TEXT NOT NULL,
    contract_no TEXT NOT NULL,
    start_on TEXT,
    end_on TEXT,
    publish_from TEXT,
    publish_to TEXT,
    delivered_on TEXT,
    business_month TEXT NOT NULL,
    finance_month TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_step_zh TEXT NOT NULL,
    next_on TEXT,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(lead_id) REFERENCES person (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 STRICT

CREATE INDEX ix_project_archived ON project (archived)

CREATE INDEX ix_project_client_id ON project (client_id)

CREATE INDEX ix_project_number ON project (number)

CREATE INDEX ix_project_state ON project (state)

CREATE TABLE proposal_option (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    letter TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    "group" TEXT NOT NULL,
    addon INTEGER NOT NULL,
    advised INTEGER NOT NULL,
    percent INTEGER,
    price INTEGER,
    note TEXT NOT NULL,
    note_zh TEXT NOT NULL,
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id)
)
 STRICT

CREATE INDEX ix_proposal_option_proposal_id ON proposal_option (proposal_id)

CREATE INDEX ix_proposal_option_version_id ON proposal_option (version_id)

CREATE TABLE proposal_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    detail TEXT NOT NULL,
    detail_zh TEXT NOT NULL,
    options TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    rate_state TEXT NOT NULL,
    rate_on TEXT,
    free INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    talent_id INTEGER,
    talent_name TEXT NOT NULL,
    talent_name_zh TEXT NOT NULL,
    platform TEXT NOT NULL,
    format TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    billing TEXT NOT NULL,
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_proposal_line_proposal_id ON proposal_line (proposal_id)

CREATE INDEX ix_proposal_line_version_id ON proposal_line (version_id)

CREATE TABLE proposal_creator (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    talent_id INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    tier TEXT NOT NULL,
    platform TEXT NOT NULL,
    followers INTEGER,
    as_of TEXT,
    why TEXT NOT NULL,
    why_zh TEXT NOT NULL,
    state TEXT NOT NULL,
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)
 STRICT

CREATE INDEX ix_proposal_creator_proposal_id ON proposal_creator (proposal_id)

CREATE INDEX ix_proposal_creator_version_id ON proposal_creator (version_id)

CREATE TABLE proposal_instalment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    share INTEGER NOT NULL,
    terms_kind TEXT NOT NULL,
    terms_days INTEGER NOT NULL,
    planned_on TEXT,
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id)
)
 STRICT

CREATE INDEX ix_proposal_instalment_proposal_id ON proposal_instalment (proposal_id)

CREATE INDEX ix_proposal_instalment_version_id ON proposal_instalment (version_id)

CREATE TABLE proposal_step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id)
)
 STRICT

CREATE INDEX ix_proposal_step_proposal_id ON proposal_step (proposal_id)

CREATE INDEX ix_proposal_step_version_id ON proposal_step (version_id)

CREATE TABLE contract (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    talent_id INTEGER NOT NULL,
    client_id INTEGER,
    project_id INTEGER,
    legal_entity_id INTEGER,
    parent_id INTEGER,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    start_on TEXT,
    end_on TEXT,
    notice_days INTEGER NOT NULL,
    split INTEGER,
    platforms TEXT NOT NULL,
    "exclusive" INTEGER NOT NULL,
    territory TEXT NOT NULL,
    law TEXT NOT NULL,
    payment_terms TEXT NOT NULL,
    clauses TEXT NOT NULL,
    signed_by_us TEXT NOT NULL,
    signed_by_us_on TEXT,
    signed_by_them TEXT NOT NULL,
    signed_by_them_on TEXT,
    terminated_on TEXT,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(parent_id) REFERENCES contract (id)
)
 STRICT

CREATE INDEX ix_contract_client_id ON contract (client_id)

CREATE INDEX ix_contract_end_on ON contract (end_on)

CREATE INDEX ix_contract_state ON contract (state)

CREATE INDEX ix_contract_talent_id ON contract (talent_id)

CREATE TABLE talent_release (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    project_id INTEGER,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    media TEXT NOT NULL,
    territory TEXT NOT NULL,
    first_on TEXT,
    last_on TEXT,
    signed_on TEXT,
    signed_by TEXT NOT NULL,
    guardian TEXT NOT NULL,
    revoked_on TEXT,
    revoke_reason TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT

CREATE INDEX ix_talent_release_last_on ON talent_release (last_on)

CREATE INDEX ix_talent_release_project_id ON talent_release (project_id)

CREATE INDEX ix_talent_release_talent_id ON talent_release (talent_id)

CREATE TABLE exclusivity (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    client_id INTEGER,
    brand_id INTEGER,
    project_id INTEGER,
    category TEXT NOT NULL,
    competitors TEXT NOT NULL,
    territories TEXT NOT NULL,
    platforms TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    state TEXT NOT NULL,
    fee INTEGER NOT NULL,
    currency TEXT NOT NULL,
    note TEXT NOT NULL,
    terms TEXT NOT NULL,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brand_id) REFERENCES brand (id),
    FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT

CREATE INDEX ix_exclusivity_client_id ON exclusivity (client_id)

CREATE INDEX ix_exclusivity_first_on ON exclusivity (first_on)

CREATE INDEX ix_exclusivity_talent_id ON exclusivity (talent_id)

CREATE TABLE deliverable (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    number TEXT NOT NULL,
    project_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    platform TEXT NOT NULL,
    format TEXT NOT NULL,
    spec TEXT NOT NULL,
    talent_id INTEGER,
    owner_id INTEGER,
    line_id INTEGER,
    quantity INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    state_since TEXT,
    due_draft TEXT,
    due_final TEXT,
    publish_on TEXT,
    publish_time TEXT NOT NULL,
    published_at TEXT,
    url TEXT NOT NULL,
    rounds_included INTEGER NOT NULL,
    rounds_used INTEGER NOT NULL,
    price INTEGER NOT NULL,
    note TEXT NOT NULL,
    archived INTEGER NOT NULL,
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(owner_id) REFERENCES person (id),
    FOREIGN KEY(line_id) REFERENCES proposal_line (id)
)
 STRICT

CREATE INDEX ix_deliverable_number ON deliverable (number)

CREATE INDEX ix_deliverable_project_id ON deliverable (project_id)

CREATE INDEX ix_deliverable_publish_on ON deliverable (publish_on)

CREATE INDEX ix_deliverable_state ON deliverable (state)

CREATE TABLE invoice (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    sequence INTEGER,
    series_id INTEGER,
    state TEXT NOT NULL,
    legal_entity_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    contact_id INTEGER,
    project_id INTEGER,
    instalment_id INTEGER,
    credits_id INTEGER,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    page_size TEXT NOT NULL,
    issued_on TEXT,
    supplied_on TEXT,
    supplied_to TEXT,
    due_on TEXT,
    terms_kind TEXT NOT NULL,
    terms_days INTEGER NOT NULL,
    po_no TEXT NOT NULL,
    contract_no TEXT NOT NULL,
    tax_mode TEXT NOT NULL,
    rounding TEXT NOT NULL,
    discount INTEGER NOT NULL,
    discount_amount INTEGER NOT NULL,
    bank_account_id INTEGER,
    note TEXT NOT NULL,
    note_zh TEXT NOT NULL,
    internal_note TEXT NOT NULL,
    reason TEXT NOT NULL,
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    credited INTEGER NOT NULL,
    base_currency TEXT NOT NULL,
    fx_rate INTEGER,
    fx_on TEXT,
    fx_source TEXT NOT NULL,
    frozen TEXT,
    pdf TEXT NOT NULL,
    sent_on TEXT,
    sent_to TEXT NOT NULL,
    sent_channel TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    dispute_reason TEXT NOT NULL,
    fapiao_kind TEXT NOT NULL,
    fapiao_state TEXT NOT NULL,
    fapiao_no TEXT NOT NULL,
    fapiao_on TEXT,
    issued_at TEXT,
    prepared_by INTEGER,
    issued_by INTEGER,
    archived INTEGER NOT NULL,
    UNIQUE (legal_entity_id, type, number),
    FOREIGN KEY(series_id) REFERENCES series (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(credits_id) REFERENCES invoice (id),
    FOREIGN KEY(bank_account_id) REFERENCES bank_account (id),
    FOREIGN KEY(prepared_by) REFERENCES person (id),
    FOREIGN KEY(issued_by) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_invoice_client_id ON invoice (client_id)

CREATE INDEX ix_invoice_due_on ON invoice (due_on)

CREATE INDEX ix_invoice_number ON invoice (number)

CREATE INDEX ix_invoice_project_id ON invoice (project_id)

CREATE INDEX ix_invoice_state ON invoice (state)

CREATE TABLE invoice_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    invoice_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    detail TEXT NOT NULL,
    detail_zh TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit TEXT NOT NULL,
    unit_price INTEGER NOT NULL,
    discount INTEGER NOT NULL,
    tax_rate INTEGER NOT NULL,
    tax_treatment TEXT NOT NULL,
    tax_name TEXT NOT NULL,
    tax_name_zh TEXT NOT NULL,
    deducts_id INTEGER,
    basis TEXT NOT NULL,
    basis_zh TEXT NOT NULL,
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(deducts_id) REFERENCES invoice (id)
)
 STRICT

CREATE INDEX ix_invoice_line_invoice_id ON invoice_line (invoice_id)

CREATE TABLE allocation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    payment_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    FOREIGN KEY(payment_id) REFERENCES payment (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT

CREATE INDEX ix_allocation_invoice_id ON allocation (invoice_id)

CREATE INDEX ix_allocation_payment_id ON allocation (payment_id)

CREATE TABLE piece_result (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    deliverable_id INTEGER NOT NULL,
    taken_on TEXT NOT NULL,
    views INTEGER,
    reach INTEGER,
    likes INTEGER,
    comments INTEGER,
    shares INTEGER,
    saves INTEGER,
    source TEXT NOT NULL,
    UNIQUE (deliverable_id, taken_on),
    FOREIGN KEY(deliverable_id) REFERENCES deliverable (id)
)
 STRICT

CREATE INDEX ix_piece_result_deliverable_id ON piece_result (deliverable_id)

CREATE TABLE project_instalment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    share INTEGER NOT NULL,
    net INTEGER NOT NULL,
    terms_kind TEXT NOT NULL,
    terms_days INTEGER NOT NULL,
    planned_on TEXT,
    invoice_id INTEGER,
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)
 STRICT

CREATE INDEX ix_project_instalment_project_id ON project_instalment (project_id)

CREATE TABLE task (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    phase TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    role TEXT NOT NULL,
    duration INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
    splittable INTEGER NOT NULL,
    calendar_id INTEGER,
    unscheduled INTEGER NOT NULL,
    earliest_at TEXT,
    fixed_at TEXT,
    due_at TEXT,
    deadline_at TEXT,
    weight INTEGER NOT NULL,
    start_at TEXT,
    finish_at TEXT,
    planned_start TEXT,
    planned_finish TEXT,
    actual_start TEXT,
    actual_finish TEXT,
    done_percent INTEGER NOT NULL,
    level_reason TEXT NOT NULL,
    level_at TEXT,
    deliverable_id INTEGER,
    template_key TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(calendar_id) REFERENCES calendar (id),
    FOREIGN KEY(deliverable_id) REFERENCES deliverable (id)
)
 STRICT

CREATE INDEX ix_task_finish_at ON task (finish_at)

CREATE INDEX ix_task_project_id ON task (project_id)

CREATE INDEX ix_task_start_at ON task (start_at)

CREATE INDEX ix_task_state ON task (state)

CREATE TABLE booking (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    talent_id INTEGER,
    person_id INTEGER,
    resource_id INTEGER,
    project_id INTEGER,
    brief_id INTEGER,
    client_id INTEGER,
    brand_id INTEGER,
    task_id INTEGER,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    role TEXT NOT NULL,
    place TEXT NOT NULL,
    start_at TEXT NOT NULL,
    end_at TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    units INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    hold_rank INTEGER NOT NULL,
    hold_expires TEXT,
    challenged_by INTEGER,
    platforms TEXT NOT NULL,
    category TEXT NOT NULL,
    territory TEXT NOT NULL,
    rate INTEGER NOT NULL,
    currency TEXT NOT NULL,
    basis TEXT NOT NULL,
    overtime TEXT NOT NULL,
    actual_minutes INTEGER,
    tier_at_signing TEXT NOT NULL,
    replaced_by INTEGER,
    override_reason TEXT NOT NULL,
    note TEXT NOT NULL,
    alone INTEGER NOT NULL,
    occupied_from INTEGER NOT NULL,
    occupied_to INTEGER NOT NULL,
    lane INTEGER,
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brand_id) REFERENCES brand (id),
    FOREIGN KEY(task_id) REFERENCES task (id),
    FOREIGN KEY(challenged_by) REFERENCES booking (id),
    FOREIGN KEY(replaced_by) REFERENCES booking (id)
)
 STRICT

CREATE INDEX ix_booking_brief_id ON booking (brief_id)

CREATE INDEX ix_booking_client_id ON booking (client_id)

CREATE INDEX ix_booking_end_at ON booking (end_at)

CREATE INDEX ix_booking_lane ON booking (lane, occupied_from)

CREATE INDEX ix_booking_person_id ON booking (person_id)

CREATE INDEX ix_booking_project_id ON booking (project_id)

CREATE INDEX ix_booking_resource_id ON booking (resource_id)

CREATE INDEX ix_booking_start_at ON booking (start_at)

CREATE INDEX ix_booking_state ON booking (state)

CREATE INDEX ix_booking_talent_id ON booking (talent_id)

CREATE INDEX ix_booking_task_id ON booking (task_id)

CREATE TRIGGER booking_not_twice_new AFTER INSERT ON booking
WHEN NEW.lane IS NOT NULL AND EXISTS (SELECT 1 FROM booking WHERE lane = NEW.lane AND id <> NEW.id AND occupied_from < NEW.occupied_to AND occupied_to > NEW.occupied_from)
BEGIN SELECT RAISE(ABORT, 'booking_not_twice'); END

CREATE TRIGGER booking_not_twice_moved AFTER UPDATE OF lane, occupied_from, occupied_to ON booking
WHEN NEW.lane IS NOT NULL AND EXISTS (SELECT 1 FROM booking WHERE lane = NEW.lane AND id <> NEW.id AND occupied_from < NEW.occupied_to AND occupied_to > NEW.occupied_from)
BEGIN SELECT RAISE(ABORT, 'booking_not_twice'); END

CREATE TABLE task_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lag INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(from_id) REFERENCES task (id),
    FOREIGN KEY(to_id) REFERENCES task (id)
)
 STRICT

CREATE INDEX ix_task_link_from_id ON task_link (from_id)

CREATE INDEX ix_task_link_project_id ON task_link (project_id)

CREATE INDEX ix_task_link_to_id ON task_link (to_id)

CREATE TABLE task_need (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    task_id INTEGER NOT NULL,
    talent_id INTEGER,
    person_id INTEGER,
    resource_id INTEGER,
    units INTEGER NOT NULL,
    skill TEXT NOT NULL,
    any_of TEXT NOT NULL,
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(task_id) REFERENCES task (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)
 STRICT

CREATE INDEX ix_task_need_person_id ON task_need (person_id)

CREATE INDEX ix_task_need_project_id ON task_need (project_id)

CREATE INDEX ix_task_need_resource_id ON task_need (resource_id)

CREATE INDEX ix_task_need_talent_id ON task_need (talent_id)

CREATE INDEX ix_task_need_task_id ON task_need (task_id)

CREATE TABLE shoot_day (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    task_id INTEGER,
    day TEXT NOT NULL,
    zone TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    call TEXT NOT NULL,
    first_shot TEXT NOT NULL,
    meal TEXT NOT NULL,
    wrap TEXT NOT NULL,
    weather TEXT NOT NULL,
    weather_zh TEXT NOT NULL,
    sunrise TEXT NOT NULL,
    sunset TEXT NOT NULL,
    hospital TEXT NOT NULL,
    hospital_zh TEXT NOT NULL,
    emergency TEXT NOT NULL,
    parking TEXT NOT NULL,
    parking_zh TEXT NOT NULL,
    catering TEXT NOT NULL,
    catering_zh TEXT NOT NULL,
    safety TEXT NOT NULL,
    safety_zh TEXT NOT NULL,
    labels TEXT NOT NULL,
    labels_zh TEXT NOT NULL,
    channels TEXT NOT NULL,
    notes TEXT NOT NULL,
    notes_zh TEXT NOT NULL,
    ahead TEXT NOT NULL,
    ahead_zh TEXT NOT NULL,
    language TEXT NOT NULL,
    page_size TEXT NOT NULL,
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(task_id) REFERENCES task (id)
)
 STRICT

CREATE INDEX ix_shoot_day_day ON shoot_day (day)

CREATE INDEX ix_shoot_day_project_id ON shoot_day (project_id)

CREATE TABLE shoot_place (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    address TEXT NOT NULL,
    address_zh TEXT NOT NULL,
    map_url TEXT NOT NULL,
    note TEXT NOT NULL,
    note_zh TEXT NOT NULL,
    resource_id INTEGER,
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)
 STRICT

CREATE INDEX ix_shoot_place_day_id ON shoot_place (day_id)

CREATE TABLE shoot_person (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    side TEXT NOT NULL,
    talent_id INTEGER,
    person_id INTEGER,
    contact_id INTEGER,
    booking_id INTEGER,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    role TEXT NOT NULL,
    role_zh TEXT NOT NULL,
    department TEXT NOT NULL,
    department_zh TEXT NOT NULL,
    phone TEXT NOT NULL,
    key_contact INTEGER NOT NULL,
    call TEXT NOT NULL,
    pickup TEXT NOT NULL,
    make_up TEXT NOT NULL,
    on_set TEXT NOT NULL,
    wrap TEXT NOT NULL,
    transport TEXT NOT NULL,
    transport_zh TEXT NOT NULL,
    meals TEXT NOT NULL,
    minor INTEGER NOT NULL,
    guardian TEXT NOT NULL,
    sent_on TEXT,
    sent_revision TEXT NOT NULL,
    sent_by TEXT NOT NULL,
    confirmed_on TEXT,
    confirmed_by TEXT NOT NULL,
    confirmed_revision TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(booking_id) REFERENCES booking (id)
)
 STRICT

CREATE INDEX ix_shoot_person_day_id ON shoot_person (day_id)

CREATE TABLE shoot_row (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    at TEXT NOT NULL,
    until TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    setting TEXT NOT NULL,
    who TEXT NOT NULL,
    who_zh TEXT NOT NULL,
    props TEXT NOT NULL,
    props_zh TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    resource_id INTEGER,
    done INTEGER NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)
 STRICT

CREATE INDEX ix_shoot_row_day_id ON shoot_row (day_id)

CREATE TABLE call_sheet (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    created_at TEXT,
    created_by INTEGER,
    changed_at TEXT,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    revision TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by INTEGER,
    content TEXT NOT NULL,
    changes TEXT NOT NULL,
    pdf TEXT NOT NULL,
    note TEXT NOT NULL,
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(made_by) REFERENCES person (id)
)
 STRICT

CREATE INDEX ix_call_sheet_day_id ON call_sheet (day_id)

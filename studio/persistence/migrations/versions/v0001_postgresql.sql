CREATE TABLE action (
    id SERIAL NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    person_id INTEGER,
    label VARCHAR NOT NULL,
    label_context VARCHAR NOT NULL,
    label_values TEXT NOT NULL,
    request_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (request_id)
)

CREATE TABLE blob (
    sha256 VARCHAR NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (sha256)
)

CREATE TABLE search_entry (
    id SERIAL NOT NULL,
    noun VARCHAR NOT NULL,
    record INTEGER NOT NULL,
    number VARCHAR NOT NULL,
    words TSVECTOR NOT NULL,
    PRIMARY KEY (id)
)

CREATE INDEX ix_search_entry_number ON search_entry (number)

CREATE INDEX ix_search_entry_record ON search_entry (noun, record)

CREATE INDEX ix_search_entry_words ON search_entry USING gin (words)

CREATE TABLE sort_name (
    noun VARCHAR NOT NULL,
    record INTEGER NOT NULL,
    latin BYTEA NOT NULL,
    chinese BYTEA NOT NULL,
    PRIMARY KEY (noun, record)
)

CREATE TABLE snapshot_import (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    first_on DATE,
    last_on DATE,
    payload VARCHAR NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE tier_band (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    least BIGINT NOT NULL,
    effective_from DATE NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE attachment (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    noun VARCHAR NOT NULL,
    record_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    mime VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    risky BOOLEAN NOT NULL,
    role VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)

CREATE INDEX ix_attachment_noun ON attachment (noun)

CREATE INDEX ix_attachment_record_id ON attachment (record_id)

CREATE TABLE studio_key (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    proof VARCHAR NOT NULL,
    salt VARCHAR NOT NULL,
    wrapped VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
)

CREATE TABLE calendar (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    weekdays TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    standard BOOLEAN NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE schedule_template (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    anchor VARCHAR NOT NULL,
    tasks TEXT NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE observance (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    country VARCHAR NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE match_weight (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    part VARCHAR NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (id)
)

CREATE UNIQUE INDEX ix_match_weight_part ON match_weight (part)

CREATE TABLE studio (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    tagline VARCHAR NOT NULL,
    tagline_zh VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    accent VARCHAR NOT NULL,
    logo VARCHAR NOT NULL,
    working_days VARCHAR NOT NULL,
    fiscal_year_start INTEGER NOT NULL,
    brief_pattern VARCHAR NOT NULL,
    proposal_pattern VARCHAR NOT NULL,
    project_pattern VARCHAR NOT NULL,
    deliverable_pattern VARCHAR NOT NULL,
    margin_floor BIGINT NOT NULL,
    validity_days INTEGER NOT NULL,
    tier_scheme VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    about_zh VARCHAR NOT NULL,
    terms VARCHAR NOT NULL,
    terms_zh VARCHAR NOT NULL,
    pinned_today DATE,
    demo BOOLEAN NOT NULL,
    checklist TEXT NOT NULL,
    uid VARCHAR NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE legal_entity (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    code VARCHAR NOT NULL,
    legal_name VARCHAR NOT NULL,
    legal_name_zh VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    address_zh VARCHAR NOT NULL,
    tax_no VARCHAR NOT NULL,
    reg_no VARCHAR NOT NULL,
    vat_status VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    website VARCHAR NOT NULL,
    logo VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    invoice_pattern VARCHAR NOT NULL,
    credit_pattern VARCHAR NOT NULL,
    proforma_pattern VARCHAR NOT NULL,
    terms_kind VARCHAR NOT NULL,
    terms_days INTEGER NOT NULL,
    rounding VARCHAR NOT NULL,
    late_clause VARCHAR NOT NULL,
    late_clause_zh VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE series (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    legal_entity_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    first INTEGER NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (legal_entity_id, kind, scope)
)

CREATE TABLE audit (
    id SERIAL NOT NULL,
    action_id INTEGER NOT NULL,
    noun VARCHAR NOT NULL,
    record INTEGER NOT NULL,
    "table" VARCHAR NOT NULL,
    key INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(action_id) REFERENCES action (id)
)

CREATE INDEX ix_audit_action_id ON audit (action_id)

CREATE INDEX ix_audit_record ON audit (noun, record)

CREATE TABLE resource (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    capacity INTEGER NOT NULL,
    turnaround INTEGER NOT NULL,
    day_cost BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    calendar_id INTEGER,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(calendar_id) REFERENCES calendar (id)
)

CREATE INDEX ix_resource_archived ON resource (archived)

CREATE TABLE person (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    roles TEXT NOT NULL,
    email VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    calendar_id INTEGER,
    hours_per_week INTEGER NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(calendar_id) REFERENCES calendar (id)
)

CREATE TABLE tax_rate (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    legal_entity_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    rate BIGINT NOT NULL,
    treatment VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    note_zh VARCHAR NOT NULL,
    standard BOOLEAN NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id)
)

CREATE INDEX ix_tax_rate_legal_entity_id ON tax_rate (legal_entity_id)

CREATE TABLE bank_account (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    legal_entity_id INTEGER NOT NULL,
    currency VARCHAR NOT NULL,
    account_name VARCHAR NOT NULL,
    account_name_zh VARCHAR NOT NULL,
    bank VARCHAR NOT NULL,
    bank_zh VARCHAR NOT NULL,
    iban VARCHAR NOT NULL,
    account_no VARCHAR NOT NULL,
    bic VARCHAR NOT NULL,
    routing_no VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    standard BOOLEAN NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id)
)

CREATE INDEX ix_bank_account_legal_entity_id ON bank_account (legal_entity_id)

CREATE TABLE client (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    legal_name VARCHAR NOT NULL,
    legal_name_zh VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    industry VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    hold_reason VARCHAR NOT NULL,
    market VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    page_size VARCHAR NOT NULL,
    legal_entity_id INTEGER,
    terms_kind VARCHAR NOT NULL,
    terms_days INTEGER NOT NULL,
    address VARCHAR NOT NULL,
    address_zh VARCHAR NOT NULL,
    tax_no VARCHAR NOT NULL,
    tax_treatment VARCHAR NOT NULL,
    tax_rate BIGINT,
    fapiao_kind VARCHAR NOT NULL,
    fapiao_title VARCHAR NOT NULL,
    fapiao_bank VARCHAR NOT NULL,
    po_required BOOLEAN NOT NULL,
    invoice_email VARCHAR NOT NULL,
    website VARCHAR NOT NULL,
    lead_id INTEGER,
    competitors TEXT NOT NULL,
    forbidden_words TEXT NOT NULL,
    next_action VARCHAR NOT NULL,
    next_on DATE,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(lead_id) REFERENCES person (id)
)

CREATE INDEX ix_client_archived ON client (archived)

CREATE TABLE talent (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    discipline VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    person_id INTEGER,
    country VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    calendar_id INTEGER,
    skills TEXT NOT NULL,
    bio VARCHAR NOT NULL,
    bio_zh VARCHAR NOT NULL,
    niches TEXT NOT NULL,
    languages TEXT NOT NULL,
    values TEXT NOT NULL,
    brand_safety VARCHAR NOT NULL,
    do_not_pitch BOOLEAN NOT NULL,
    do_not_pitch_reason VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    mail VARCHAR NOT NULL,
    wechat VARCHAR NOT NULL,
    name_keys TEXT NOT NULL,
    merged_into INTEGER,
    erased_on DATE,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(calendar_id) REFERENCES calendar (id),
    FOREIGN KEY(merged_into) REFERENCES talent (id)
)

CREATE INDEX ix_talent_archived ON talent (archived)

CREATE TABLE saved_view (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    person_id INTEGER,
    page VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (person_id, page, name),
    FOREIGN KEY(person_id) REFERENCES person (id)
)

CREATE INDEX ix_saved_view_person_id ON saved_view (person_id)

CREATE TABLE opening_view (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    person_id INTEGER,
    page VARCHAR NOT NULL,
    view VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (person_id, page),
    FOREIGN KEY(person_id) REFERENCES person (id)
)

CREATE INDEX ix_opening_view_person_id ON opening_view (person_id)

CREATE TABLE social_account (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    platform VARCHAR NOT NULL,
    handle VARCHAR NOT NULL,
    handle_key VARCHAR NOT NULL,
    uid VARCHAR,
    url VARCHAR NOT NULL,
    verified BOOLEAN NOT NULL,
    category VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    opened_on DATE,
    mcn_bound BOOLEAN NOT NULL,
    marketplace_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (platform, handle_key),
    UNIQUE (platform, uid),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_social_account_talent_id ON social_account (talent_id)

CREATE TABLE rate_card (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    currency VARCHAR NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE,
    tax_mode VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_rate_card_talent_id ON rate_card (talent_id)

CREATE TABLE virtual_profile (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    ip_owner VARCHAR NOT NULL,
    operator VARCHAR NOT NULL,
    technique VARCHAR NOT NULL,
    voice_source VARCHAR NOT NULL,
    underlying_person VARCHAR NOT NULL,
    consent VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    label_zh VARCHAR NOT NULL,
    allowed VARCHAR NOT NULL,
    forbidden VARCHAR NOT NULL,
    model_from DATE,
    model_until DATE,
    voice_from DATE,
    voice_until DATE,
    PRIMARY KEY (id),
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE TABLE crew_profile (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    disciplines TEXT NOT NULL,
    kit VARCHAR NOT NULL,
    day_rate BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    overtime BIGINT NOT NULL,
    insured_until DATE,
    certificates TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE TABLE agency_link (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    contact VARCHAR NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE,
    rebate VARCHAR NOT NULL,
    rebate_share BIGINT NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_agency_link_talent_id ON agency_link (talent_id)

CREATE TABLE contact (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    wechat VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    standard BOOLEAN NOT NULL,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
)

CREATE INDEX ix_contact_client_id ON contact (client_id)

CREATE TABLE brand (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id)
)

CREATE INDEX ix_brand_client_id ON brand (client_id)

CREATE TABLE incubation (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    state_since DATE,
    state_reason VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    niche VARCHAR NOT NULL,
    scout_id INTEGER,
    scouted_on DATE,
    lawful_basis VARCHAR NOT NULL,
    basis_note VARCHAR NOT NULL,
    notice_on DATE,
    objected BOOLEAN NOT NULL,
    contacted_on DATE,
    mentor_id INTEGER,
    target_tier VARCHAR NOT NULL,
    target_on DATE,
    plan_note VARCHAR NOT NULL,
    payee VARCHAR NOT NULL,
    ip_proof VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(scout_id) REFERENCES person (id),
    FOREIGN KEY(mentor_id) REFERENCES person (id)
)

CREATE INDEX ix_incubation_state ON incubation (state)

CREATE UNIQUE INDEX ix_incubation_talent_id ON incubation (talent_id)

CREATE TABLE incubation_test (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    held_on DATE NOT NULL,
    judge_id INTEGER,
    scores TEXT NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(judge_id) REFERENCES person (id)
)

CREATE INDEX ix_incubation_test_talent_id ON incubation_test (talent_id)

CREATE TABLE incubation_milestone (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    due_on DATE,
    done_on DATE,
    followers BIGINT,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_incubation_milestone_talent_id ON incubation_milestone (talent_id)

CREATE TABLE incubation_money (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    day DATE NOT NULL,
    amount BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_incubation_money_talent_id ON incubation_money (talent_id)

CREATE TABLE incubation_step (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    before VARCHAR NOT NULL,
    after VARCHAR NOT NULL,
    day DATE NOT NULL,
    decision VARCHAR NOT NULL,
    missing TEXT NOT NULL,
    override_reason VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_incubation_step_talent_id ON incubation_step (talent_id)

CREATE TABLE payment (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    received_on DATE NOT NULL,
    amount BIGINT NOT NULL,
    bank_fee BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    bank_account_id INTEGER,
    reference VARCHAR NOT NULL,
    payer VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    fx_rate BIGINT,
    reverses_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(bank_account_id) REFERENCES bank_account (id),
    FOREIGN KEY(reverses_id) REFERENCES payment (id)
)

CREATE INDEX ix_payment_client_id ON payment (client_id)

CREATE TABLE partnership (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    client_id INTEGER NOT NULL,
    talent_id INTEGER NOT NULL,
    owner_id INTEGER,
    renewal_on DATE,
    next_step VARCHAR NOT NULL,
    next_on DATE,
    stands_for TEXT NOT NULL,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (client_id, talent_id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
)

CREATE INDEX ix_partnership_client_id ON partnership (client_id)

CREATE INDEX ix_partnership_renewal_on ON partnership (renewal_on)

CREATE INDEX ix_partnership_talent_id ON partnership (talent_id)

CREATE TABLE personal_data (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    legal_name VARCHAR NOT NULL,
    identity_no VARCHAR NOT NULL,
    bank VARCHAR NOT NULL,
    tax_id VARCHAR NOT NULL,
    birth_date VARCHAR NOT NULL,
    sizes VARCHAR NOT NULL,
    dietary VARCHAR NOT NULL,
    access VARCHAR NOT NULL,
    emergency VARCHAR NOT NULL,
    abroad VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE TABLE person_key (
    id SERIAL NOT NULL,
    talent_id INTEGER NOT NULL,
    wrapped VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (talent_id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE TABLE reveal (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    person_id INTEGER,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    what VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    abroad BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
)

CREATE INDEX ix_reveal_talent_id ON reveal (talent_id)

CREATE TABLE retention (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    category VARCHAR NOT NULL,
    put_down_on DATE NOT NULL,
    keep_until DATE,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (talent_id, category),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_retention_talent_id ON retention (talent_id)

CREATE TABLE personal_consent (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    purpose VARCHAR NOT NULL,
    given_on DATE NOT NULL,
    channel VARCHAR NOT NULL,
    by VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    withdrawn_on DATE,
    withdrawn_reason VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_personal_consent_talent_id ON personal_consent (talent_id)

CREATE TABLE absence (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER,
    person_id INTEGER,
    resource_id INTEGER,
    start_at TIMESTAMP WITH TIME ZONE NOT NULL,
    end_at TIMESTAMP WITH TIME ZONE NOT NULL,
    kind VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)

CREATE INDEX ix_absence_person_id ON absence (person_id)

CREATE INDEX ix_absence_resource_id ON absence (resource_id)

CREATE INDEX ix_absence_start_at ON absence (start_at)

CREATE INDEX ix_absence_talent_id ON absence (talent_id)

CREATE TABLE follower_snapshot (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    account_id INTEGER NOT NULL,
    as_of DATE NOT NULL,
    followers BIGINT NOT NULL,
    following INTEGER,
    posts INTEGER,
    avg_views BIGINT,
    avg_likes INTEGER,
    avg_comments INTEGER,
    avg_shares INTEGER,
    avg_saves INTEGER,
    completion BIGINT,
    generic_comments BIGINT,
    source VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    evidence_id INTEGER,
    import_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (account_id, as_of),
    FOREIGN KEY(account_id) REFERENCES social_account (id),
    FOREIGN KEY(evidence_id) REFERENCES attachment (id)
)

CREATE INDEX ix_follower_snapshot_import_id ON follower_snapshot (import_id)

CREATE TABLE audience_snapshot (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    account_id INTEGER NOT NULL,
    as_of DATE NOT NULL,
    gender TEXT NOT NULL,
    age TEXT NOT NULL,
    region TEXT NOT NULL,
    interest TEXT NOT NULL,
    active_share BIGINT,
    fake_share BIGINT,
    source VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (account_id, as_of),
    FOREIGN KEY(account_id) REFERENCES social_account (id)
)

CREATE TABLE rate_item (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    card_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    platform VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    price BIGINT NOT NULL,
    min_quantity BIGINT NOT NULL,
    rounds INTEGER,
    usage_days INTEGER,
    commission BIGINT NOT NULL,
    usage_month BIGINT NOT NULL,
    exclusivity_month BIGINT NOT NULL,
    rush BIGINT NOT NULL,
    whitelisting_month BIGINT NOT NULL,
    state VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(card_id) REFERENCES rate_card (id)
)

CREATE INDEX ix_rate_item_card_id ON rate_item (card_id)

CREATE INDEX ix_rate_item_talent_id ON rate_item (talent_id)

CREATE TABLE brief (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    number VARCHAR NOT NULL,
    client_id INTEGER,
    brand_id INTEGER,
    contact_id INTEGER,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    proposed_revision INTEGER NOT NULL,
    product VARCHAR NOT NULL,
    objective VARCHAR NOT NULL,
    platforms TEXT NOT NULL,
    formats VARCHAR NOT NULL,
    audience VARCHAR NOT NULL,
    creators VARCHAR NOT NULL,
    budget_min BIGINT,
    budget_max BIGINT,
    budget_note VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    window_from DATE,
    window_to DATE,
    due_on DATE,
    due_time VARCHAR NOT NULL,
    key_message VARCHAR NOT NULL,
    must_say VARCHAR NOT NULL,
    must_not VARCHAR NOT NULL,
    keywords TEXT NOT NULL,
    usage VARCHAR NOT NULL,
    exclusivity VARCHAR NOT NULL,
    ai_allowed VARCHAR NOT NULL,
    samples VARCHAR NOT NULL,
    approver VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    kpis VARCHAR NOT NULL,
    market VARCHAR NOT NULL,
    terms_note VARCHAR NOT NULL,
    owner_id INTEGER,
    received_on DATE,
    source VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    next_action VARCHAR NOT NULL,
    next_on DATE,
    reason VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brand_id) REFERENCES brand (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
)

CREATE INDEX ix_brief_client_id ON brief (client_id)

CREATE INDEX ix_brief_number ON brief (number)

CREATE INDEX ix_brief_state ON brief (state)

CREATE TABLE brief_item (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    platform VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    quantity INTEGER NOT NULL,
    tier VARCHAR NOT NULL,
    ceiling BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id)
)

CREATE INDEX ix_brief_item_brief_id ON brief_item (brief_id)

CREATE TABLE brief_message (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    body VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id)
)

CREATE INDEX ix_brief_message_brief_id ON brief_message (brief_id)

CREATE TABLE proposal (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    number VARCHAR,
    client_id INTEGER NOT NULL,
    brief_id INTEGER,
    legal_entity_id INTEGER NOT NULL,
    contact_id INTEGER,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    owner_id INTEGER,
    newest INTEGER NOT NULL,
    next_action VARCHAR NOT NULL,
    next_on DATE,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
)

CREATE INDEX ix_proposal_brief_id ON proposal (brief_id)

CREATE INDEX ix_proposal_client_id ON proposal (client_id)

CREATE INDEX ix_proposal_number ON proposal (number)

CREATE TABLE shortlist (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    wishes TEXT NOT NULL,
    weights TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id)
)

CREATE UNIQUE INDEX ix_shortlist_brief_id ON shortlist (brief_id)

CREATE TABLE candidate (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    talent_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    declined_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    score INTEGER,
    figures TEXT NOT NULL,
    quote BIGINT,
    currency VARCHAR NOT NULL,
    scored_on DATE,
    PRIMARY KEY (id),
    UNIQUE (brief_id, talent_id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_candidate_brief_id ON candidate (brief_id)

CREATE INDEX ix_candidate_state ON candidate (state)

CREATE INDEX ix_candidate_talent_id ON candidate (talent_id)

CREATE TABLE brief_mark (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    brief_id INTEGER NOT NULL,
    message_id INTEGER,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    closed BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(message_id) REFERENCES brief_message (id)
)

CREATE INDEX ix_brief_mark_brief_id ON brief_mark (brief_id)

CREATE TABLE proposal_version (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    no INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    page_size VARCHAR NOT NULL,
    valid_until DATE,
    tax_mode VARCHAR NOT NULL,
    tax_rate BIGINT NOT NULL,
    tax_name VARCHAR NOT NULL,
    tax_name_zh VARCHAR NOT NULL,
    discount BIGINT NOT NULL,
    hide_line_prices BOOLEAN NOT NULL,
    parts TEXT NOT NULL,
    consents TEXT NOT NULL,
    change_note VARCHAR NOT NULL,
    prepared_by INTEGER,
    sent_at TIMESTAMP WITH TIME ZONE,
    sent_on DATE,
    sent_to VARCHAR NOT NULL,
    sent_channel VARCHAR NOT NULL,
    viewed_on DATE,
    answered_on DATE,
    answered_by VARCHAR NOT NULL,
    answer_channel VARCHAR NOT NULL,
    answer_note VARCHAR NOT NULL,
    evidence_id INTEGER,
    accepted VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    override_reason VARCHAR NOT NULL,
    pdf VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (proposal_id, no),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(prepared_by) REFERENCES person (id),
    FOREIGN KEY(evidence_id) REFERENCES attachment (id)
)

CREATE INDEX ix_proposal_version_proposal_id ON proposal_version (proposal_id)

CREATE INDEX ix_proposal_version_state ON proposal_version (state)

CREATE TABLE project (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    number VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    client_id INTEGER NOT NULL,
    brief_id INTEGER,
    proposal_id INTEGER,
    version_id INTEGER,
    accepted VARCHAR NOT NULL,
    legal_entity_id INTEGER NOT NULL,
    lead_id INTEGER,
    contact_id INTEGER,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    override_reason VARCHAR NOT NULL,
    held_on DATE,
    hue VARCHAR NOT NULL,
    market VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    net BIGINT NOT NULL,
    budget BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    language VARCHAR NOT NULL,
    tax_mode VARCHAR NOT NULL,
    tax_rate BIGINT NOT NULL,
    tax_name VARCHAR NOT NULL,
    tax_name_zh VARCHAR NOT NULL,
    po_no VARCHAR NOT NULL,
    contract_no VARCHAR NOT NULL,
    start_on DATE,
    end_on DATE,
    publish_from DATE,
    publish_to DATE,
    delivered_on DATE,
    business_month VARCHAR NOT NULL,
    finance_month VARCHAR NOT NULL,
    next_step VARCHAR NOT NULL,
    next_step_zh VARCHAR NOT NULL,
    next_on DATE,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brief_id) REFERENCES brief (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(lead_id) REFERENCES person (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
)

CREATE INDEX ix_project_archived ON project (archived)

CREATE INDEX ix_project_client_id ON project (client_id)

CREATE INDEX ix_project_number ON project (number)

CREATE INDEX ix_project_state ON project (state)

CREATE TABLE proposal_option (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    letter VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    "group" VARCHAR NOT NULL,
    addon BOOLEAN NOT NULL,
    advised BOOLEAN NOT NULL,
    percent BIGINT,
    price BIGINT,
    note VARCHAR NOT NULL,
    note_zh VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id)
)

CREATE INDEX ix_proposal_option_proposal_id ON proposal_option (proposal_id)

CREATE INDEX ix_proposal_option_version_id ON proposal_option (version_id)

CREATE TABLE proposal_line (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    row VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    detail_zh VARCHAR NOT NULL,
    options VARCHAR NOT NULL,
    quantity BIGINT NOT NULL,
    unit VARCHAR NOT NULL,
    unit_price BIGINT NOT NULL,
    rate_state VARCHAR NOT NULL,
    rate_on DATE,
    free BOOLEAN NOT NULL,
    discount BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    talent_id INTEGER,
    talent_name VARCHAR NOT NULL,
    talent_name_zh VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    pieces INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    billing VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_proposal_line_proposal_id ON proposal_line (proposal_id)

CREATE INDEX ix_proposal_line_version_id ON proposal_line (version_id)

CREATE TABLE proposal_creator (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    talent_id INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    followers BIGINT,
    as_of DATE,
    why VARCHAR NOT NULL,
    why_zh VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id)
)

CREATE INDEX ix_proposal_creator_proposal_id ON proposal_creator (proposal_id)

CREATE INDEX ix_proposal_creator_version_id ON proposal_creator (version_id)

CREATE TABLE proposal_instalment (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    trigger VARCHAR NOT NULL,
    share BIGINT NOT NULL,
    terms_kind VARCHAR NOT NULL,
    terms_days INTEGER NOT NULL,
    planned_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id)
)

CREATE INDEX ix_proposal_instalment_proposal_id ON proposal_instalment (proposal_id)

CREATE INDEX ix_proposal_instalment_version_id ON proposal_instalment (version_id)

CREATE TABLE proposal_step (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    proposal_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    before VARCHAR NOT NULL,
    after VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(proposal_id) REFERENCES proposal (id),
    FOREIGN KEY(version_id) REFERENCES proposal_version (id)
)

CREATE INDEX ix_proposal_step_proposal_id ON proposal_step (proposal_id)

CREATE INDEX ix_proposal_step_version_id ON proposal_step (version_id)

CREATE TABLE contract (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    number VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    talent_id INTEGER NOT NULL,
    client_id INTEGER,
    project_id INTEGER,
    legal_entity_id INTEGER,
    parent_id INTEGER,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    start_on DATE,
    end_on DATE,
    notice_days INTEGER NOT NULL,
    split BIGINT,
    platforms TEXT NOT NULL,
    exclusive BOOLEAN NOT NULL,
    territory VARCHAR NOT NULL,
    law VARCHAR NOT NULL,
    payment_terms VARCHAR NOT NULL,
    clauses TEXT NOT NULL,
    signed_by_us VARCHAR NOT NULL,
    signed_by_us_on DATE,
    signed_by_them VARCHAR NOT NULL,
    signed_by_them_on DATE,
    terminated_on DATE,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(legal_entity_id) REFERENCES legal_entity (id),
    FOREIGN KEY(parent_id) REFERENCES contract (id)
)

CREATE INDEX ix_contract_client_id ON contract (client_id)

CREATE INDEX ix_contract_end_on ON contract (end_on)

CREATE INDEX ix_contract_state ON contract (state)

CREATE INDEX ix_contract_talent_id ON contract (talent_id)

CREATE TABLE talent_release (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    project_id INTEGER,
    kind VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    media TEXT NOT NULL,
    territory VARCHAR NOT NULL,
    first_on DATE,
    last_on DATE,
    signed_on DATE,
    signed_by VARCHAR NOT NULL,
    guardian VARCHAR NOT NULL,
    revoked_on DATE,
    revoke_reason VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(project_id) REFERENCES project (id)
)

CREATE INDEX ix_talent_release_last_on ON talent_release (last_on)

CREATE INDEX ix_talent_release_project_id ON talent_release (project_id)

CREATE INDEX ix_talent_release_talent_id ON talent_release (talent_id)

CREATE TABLE exclusivity (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER NOT NULL,
    client_id INTEGER,
    brand_id INTEGER,
    project_id INTEGER,
    category VARCHAR NOT NULL,
    competitors TEXT NOT NULL,
    territories TEXT NOT NULL,
    platforms TEXT NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE NOT NULL,
    state VARCHAR NOT NULL,
    fee BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(client_id) REFERENCES client (id),
    FOREIGN KEY(brand_id) REFERENCES brand (id),
    FOREIGN KEY(project_id) REFERENCES project (id)
)

CREATE INDEX ix_exclusivity_client_id ON exclusivity (client_id)

CREATE INDEX ix_exclusivity_first_on ON exclusivity (first_on)

CREATE INDEX ix_exclusivity_talent_id ON exclusivity (talent_id)

CREATE TABLE deliverable (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    number VARCHAR NOT NULL,
    project_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    platform VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    spec VARCHAR NOT NULL,
    talent_id INTEGER,
    owner_id INTEGER,
    line_id INTEGER,
    quantity INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    state_since DATE,
    due_draft DATE,
    due_final DATE,
    publish_on DATE,
    publish_time VARCHAR NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE,
    url VARCHAR NOT NULL,
    rounds_included INTEGER NOT NULL,
    rounds_used INTEGER NOT NULL,
    price BIGINT NOT NULL,
    note VARCHAR NOT NULL,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(owner_id) REFERENCES person (id),
    FOREIGN KEY(line_id) REFERENCES proposal_line (id)
)

CREATE INDEX ix_deliverable_number ON deliverable (number)

CREATE INDEX ix_deliverable_project_id ON deliverable (project_id)

CREATE INDEX ix_deliverable_publish_on ON deliverable (publish_on)

CREATE INDEX ix_deliverable_state ON deliverable (state)

CREATE TABLE invoice (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    type VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR,
    sequence INTEGER,
    series_id INTEGER,
    state VARCHAR NOT NULL,
    legal_entity_id INTEGER NOT NULL,
    client_id INTEGER NOT NULL,
    contact_id INTEGER,
    project_id INTEGER,
    instalment_id INTEGER,
    credits_id INTEGER,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    page_size VARCHAR NOT NULL,
    issued_on DATE,
    supplied_on DATE,
    supplied_to DATE,
    due_on DATE,
    terms_kind VARCHAR NOT NULL,
    terms_days INTEGER NOT NULL,
    po_no VARCHAR NOT NULL,
    contract_no VARCHAR NOT NULL,
    tax_mode VARCHAR NOT NULL,
    rounding VARCHAR NOT NULL,
    discount BIGINT NOT NULL,
    discount_amount BIGINT NOT NULL,
    bank_account_id INTEGER,
    note VARCHAR NOT NULL,
    note_zh VARCHAR NOT NULL,
    internal_note VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    credited BIGINT NOT NULL,
    base_currency VARCHAR NOT NULL,
    fx_rate BIGINT,
    fx_on DATE,
    fx_source VARCHAR NOT NULL,
    frozen TEXT,
    pdf VARCHAR NOT NULL,
    sent_on DATE,
    sent_to VARCHAR NOT NULL,
    sent_channel VARCHAR NOT NULL,
    void_reason VARCHAR NOT NULL,
    dispute_reason VARCHAR NOT NULL,
    fapiao_kind VARCHAR NOT NULL,
    fapiao_state VARCHAR NOT NULL,
    fapiao_no VARCHAR NOT NULL,
    fapiao_on DATE,
    issued_at TIMESTAMP WITH TIME ZONE,
    prepared_by INTEGER,
    issued_by INTEGER,
    archived BOOLEAN NOT NULL,
    PRIMARY KEY (id),
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

CREATE INDEX ix_invoice_client_id ON invoice (client_id)

CREATE INDEX ix_invoice_due_on ON invoice (due_on)

CREATE INDEX ix_invoice_number ON invoice (number)

CREATE INDEX ix_invoice_project_id ON invoice (project_id)

CREATE INDEX ix_invoice_state ON invoice (state)

CREATE TABLE invoice_line (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    invoice_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    row VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    detail_zh VARCHAR NOT NULL,
    quantity BIGINT NOT NULL,
    unit VARCHAR NOT NULL,
    unit_price BIGINT NOT NULL,
    discount BIGINT NOT NULL,
    tax_rate BIGINT NOT NULL,
    tax_treatment VARCHAR NOT NULL,
    tax_name VARCHAR NOT NULL,
    tax_name_zh VARCHAR NOT NULL,
    deducts_id INTEGER,
    basis VARCHAR NOT NULL,
    basis_zh VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(deducts_id) REFERENCES invoice (id)
)

CREATE INDEX ix_invoice_line_invoice_id ON invoice_line (invoice_id)

CREATE TABLE allocation (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    payment_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(payment_id) REFERENCES payment (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)

CREATE INDEX ix_allocation_invoice_id ON allocation (invoice_id)

CREATE INDEX ix_allocation_payment_id ON allocation (payment_id)

CREATE TABLE piece_result (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    deliverable_id INTEGER NOT NULL,
    taken_on DATE NOT NULL,
    views BIGINT,
    reach BIGINT,
    likes BIGINT,
    comments BIGINT,
    shares BIGINT,
    saves BIGINT,
    source VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (deliverable_id, taken_on),
    FOREIGN KEY(deliverable_id) REFERENCES deliverable (id)
)

CREATE INDEX ix_piece_result_deliverable_id ON piece_result (deliverable_id)

CREATE TABLE project_instalment (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    trigger VARCHAR NOT NULL,
    share BIGINT NOT NULL,
    net BIGINT NOT NULL,
    terms_kind VARCHAR NOT NULL,
    terms_days INTEGER NOT NULL,
    planned_on DATE,
    invoice_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
)

CREATE INDEX ix_project_instalment_project_id ON project_instalment (project_id)

CREATE TABLE task (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    phase VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    duration INTEGER NOT NULL,
    elapsed BOOLEAN NOT NULL,
    splittable BOOLEAN NOT NULL,
    calendar_id INTEGER,
    unscheduled BOOLEAN NOT NULL,
    earliest_at TIMESTAMP WITH TIME ZONE,
    fixed_at TIMESTAMP WITH TIME ZONE,
    due_at TIMESTAMP WITH TIME ZONE,
    deadline_at TIMESTAMP WITH TIME ZONE,
    weight INTEGER NOT NULL,
    start_at TIMESTAMP WITH TIME ZONE,
    finish_at TIMESTAMP WITH TIME ZONE,
    planned_start TIMESTAMP WITH TIME ZONE,
    planned_finish TIMESTAMP WITH TIME ZONE,
    actual_start TIMESTAMP WITH TIME ZONE,
    actual_finish TIMESTAMP WITH TIME ZONE,
    done_percent INTEGER NOT NULL,
    level_reason TEXT NOT NULL,
    level_at TIMESTAMP WITH TIME ZONE,
    deliverable_id INTEGER,
    template_key VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(calendar_id) REFERENCES calendar (id),
    FOREIGN KEY(deliverable_id) REFERENCES deliverable (id)
)

CREATE INDEX ix_task_finish_at ON task (finish_at)

CREATE INDEX ix_task_project_id ON task (project_id)

CREATE INDEX ix_task_start_at ON task (start_at)

CREATE INDEX ix_task_state ON task (state)

CREATE TABLE booking (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    talent_id INTEGER,
    person_id INTEGER,
    resource_id INTEGER,
    project_id INTEGER,
    brief_id INTEGER,
    client_id INTEGER,
    brand_id INTEGER,
    task_id INTEGER,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    start_at TIMESTAMP WITH TIME ZONE NOT NULL,
    end_at TIMESTAMP WITH TIME ZONE NOT NULL,
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    units INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    hold_rank INTEGER NOT NULL,
    hold_expires TIMESTAMP WITH TIME ZONE,
    challenged_by INTEGER,
    platforms TEXT NOT NULL,
    category VARCHAR NOT NULL,
    territory VARCHAR NOT NULL,
    rate BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    overtime VARCHAR NOT NULL,
    actual_minutes INTEGER,
    tier_at_signing VARCHAR NOT NULL,
    replaced_by INTEGER,
    override_reason VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    alone BOOLEAN NOT NULL,
    occupied_from BIGINT NOT NULL,
    occupied_to BIGINT NOT NULL,
    lane BIGINT,
    PRIMARY KEY (id),
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

ALTER TABLE booking ADD CONSTRAINT booking_not_twice EXCLUDE USING gist (int8range(lane * 4294967296 + occupied_from, lane * 4294967296 + occupied_to) WITH &&) WHERE (lane IS NOT NULL)

CREATE TABLE task_link (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    lag INTEGER NOT NULL,
    elapsed BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(from_id) REFERENCES task (id),
    FOREIGN KEY(to_id) REFERENCES task (id)
)

CREATE INDEX ix_task_link_from_id ON task_link (from_id)

CREATE INDEX ix_task_link_project_id ON task_link (project_id)

CREATE INDEX ix_task_link_to_id ON task_link (to_id)

CREATE TABLE task_need (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    task_id INTEGER NOT NULL,
    talent_id INTEGER,
    person_id INTEGER,
    resource_id INTEGER,
    units INTEGER NOT NULL,
    skill VARCHAR NOT NULL,
    any_of TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(task_id) REFERENCES task (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)

CREATE INDEX ix_task_need_person_id ON task_need (person_id)

CREATE INDEX ix_task_need_project_id ON task_need (project_id)

CREATE INDEX ix_task_need_resource_id ON task_need (resource_id)

CREATE INDEX ix_task_need_talent_id ON task_need (talent_id)

CREATE INDEX ix_task_need_task_id ON task_need (task_id)

CREATE TABLE shoot_day (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    project_id INTEGER NOT NULL,
    task_id INTEGER,
    day DATE NOT NULL,
    zone VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    call VARCHAR NOT NULL,
    first_shot VARCHAR NOT NULL,
    meal VARCHAR NOT NULL,
    wrap VARCHAR NOT NULL,
    weather VARCHAR NOT NULL,
    weather_zh VARCHAR NOT NULL,
    sunrise VARCHAR NOT NULL,
    sunset VARCHAR NOT NULL,
    hospital VARCHAR NOT NULL,
    hospital_zh VARCHAR NOT NULL,
    emergency VARCHAR NOT NULL,
    parking VARCHAR NOT NULL,
    parking_zh VARCHAR NOT NULL,
    catering VARCHAR NOT NULL,
    catering_zh VARCHAR NOT NULL,
    safety VARCHAR NOT NULL,
    safety_zh VARCHAR NOT NULL,
    labels VARCHAR NOT NULL,
    labels_zh VARCHAR NOT NULL,
    channels VARCHAR NOT NULL,
    notes VARCHAR NOT NULL,
    notes_zh VARCHAR NOT NULL,
    ahead VARCHAR NOT NULL,
    ahead_zh VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    page_size VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(task_id) REFERENCES task (id)
)

CREATE INDEX ix_shoot_day_day ON shoot_day (day)

CREATE INDEX ix_shoot_day_project_id ON shoot_day (project_id)

CREATE TABLE shoot_place (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    address_zh VARCHAR NOT NULL,
    map_url VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    note_zh VARCHAR NOT NULL,
    resource_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)

CREATE INDEX ix_shoot_place_day_id ON shoot_place (day_id)

CREATE TABLE shoot_person (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    side VARCHAR NOT NULL,
    talent_id INTEGER,
    person_id INTEGER,
    contact_id INTEGER,
    booking_id INTEGER,
    name VARCHAR NOT NULL,
    name_zh VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    role_zh VARCHAR NOT NULL,
    department VARCHAR NOT NULL,
    department_zh VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    key_contact BOOLEAN NOT NULL,
    call VARCHAR NOT NULL,
    pickup VARCHAR NOT NULL,
    make_up VARCHAR NOT NULL,
    on_set VARCHAR NOT NULL,
    wrap VARCHAR NOT NULL,
    transport VARCHAR NOT NULL,
    transport_zh VARCHAR NOT NULL,
    meals VARCHAR NOT NULL,
    minor BOOLEAN NOT NULL,
    guardian VARCHAR NOT NULL,
    sent_on DATE,
    sent_revision VARCHAR NOT NULL,
    sent_by VARCHAR NOT NULL,
    confirmed_on DATE,
    confirmed_by VARCHAR NOT NULL,
    confirmed_revision VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(talent_id) REFERENCES talent (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(booking_id) REFERENCES booking (id)
)

CREATE INDEX ix_shoot_person_day_id ON shoot_person (day_id)

CREATE TABLE shoot_row (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    until VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    title_zh VARCHAR NOT NULL,
    setting VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    who_zh VARCHAR NOT NULL,
    props VARCHAR NOT NULL,
    props_zh VARCHAR NOT NULL,
    quantity INTEGER NOT NULL,
    resource_id INTEGER,
    done BOOLEAN NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(resource_id) REFERENCES resource (id)
)

CREATE INDEX ix_shoot_row_day_id ON shoot_row (day_id)

CREATE TABLE call_sheet (
    id SERIAL NOT NULL,
    version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE,
    created_by INTEGER,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by INTEGER,
    day_id INTEGER NOT NULL,
    revision VARCHAR NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    made_by INTEGER,
    content TEXT NOT NULL,
    changes TEXT NOT NULL,
    pdf VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(day_id) REFERENCES shoot_day (id),
    FOREIGN KEY(made_by) REFERENCES person (id)
)

CREATE INDEX ix_call_sheet_day_id ON call_sheet (day_id)

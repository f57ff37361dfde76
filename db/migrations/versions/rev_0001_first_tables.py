"""The first tables.

Written once and never changed: it says what a home of this release looks like, whatever the program becomes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "decisions finding_sets looks exemptions dispositions judgements determinations secrecy_reviews "
    "reviews registers clearings withdrawals comparisons online queue signoffs public_versions routes "
    "authorisations person_keys users phones offices legal_transitions backups checkpoints audit_index "
    "audit_nodes audit_salts audit_entries amendments revisions items texts blobs"
)
_Columns = list[sa.Column[str] | sa.Column[int] | sa.Column[bool] | sa.Column[bytes]]


def _text(names: str, *, null: bool = False) -> _Columns:
    return [sa.Column(name, sa.Text(), nullable=null) for name in names.split()]


def _whole(names: str, *, null: bool = False) -> _Columns:
    return [sa.Column(name, sa.Integer(), nullable=null, autoincrement=False) for name in names.split()]


def _truth(names: str) -> _Columns:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names.split()]


def _raw(names: str) -> _Columns:
    return [sa.Column(name, sa.LargeBinary(), nullable=False) for name in names.split()]


def _one_of(table: str, column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), deferrable=True, initially="DEFERRED"
    )


def _kept(name: str, *items: sa.schema.SchemaItem) -> None:
    """A table of domain values: the order they were added in, and their id."""
    op.create_table(
        name,
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        *items,
        sa.PrimaryKeyConstraint("serial", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def upgrade() -> None:
    op.create_table(
        "blobs",
        *_text("id sha256"),
        *_whole("size"),
        *_raw("data"),
        sa.PrimaryKeyConstraint("id", name="pk_blobs"),
        sa.UniqueConstraint("sha256", name="uq_blobs_sha256"),
    )
    op.create_table(
        "texts",
        *_text("part"),
        *_raw("payload"),
        sa.PrimaryKeyConstraint("part", name="pk_texts"),
    )
    _kept(
        "items",
        *_text("title carrier unit author entered_by created_at state"),
        *_text("number column document_type", null=True),
        *_text("urgency attribute"),
        *_text("revision", null=True),
        *_whole("revision_ordinal"),
        *_text("route", null=True),
        *_whole("step"),
        *_text("claimed_by claimed_at submitted_at due", null=True),
        *_whole("version"),
        _one_of("items", "carrier", "draft_document issued_document not_official"),
        _one_of("items", "state", 
            "drafting submitted in_review returned deferred referred awaiting_signature registered queued "
            "delivered online compared failed correcting corrected taking_down taken_down expired void"),
        _one_of("items", "urgency", "normal urgent extra_urgent"),
        _one_of("items", "attribute", "proactive on_request withheld undetermined"),
    )
    op.create_index("ix_items_state", "items", ["state", "submitted_at"])
    _kept(
        "revisions",
        *_text("item"),
        *_whole("ordinal"),
        *_text("author entered_by created_at parts manifest_sha256"),
        sa.UniqueConstraint("item", "ordinal", name="uq_revisions_item"),
        _to("revisions", "item", "items"),
    )
    op.create_index("ix_revisions_item", "revisions", ["item"])
    _kept(
        "amendments",
        *_text("item revision proposed_by proposed_at changes reason state"),
        *_text("answered_by answered_at", null=True),
        *_whole("version"),
        _one_of("amendments", "state", "proposed accepted declined"),
        _to("amendments", "item", "items"),
        _to("amendments", "revision", "revisions"),
    )
    op.create_index("ix_amendments_item", "amendments", ["item"])
    op.create_table(
        "audit_entries",
        *_whole("seq"),
        *_raw("leaf"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entries"),
    )
    op.create_table(
        "audit_salts",
        *_text("t k"),
        *_whole("seq"),
        *_raw("salt"),
        sa.PrimaryKeyConstraint("t", "k", "seq", name="pk_audit_salts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_nodes",
        *_whole("level position"),
        *_raw("digest"),
        sa.PrimaryKeyConstraint("level", "position", name="pk_audit_nodes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_index",
        *_whole("seq"),
        *_text("item"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_index"),
    )
    op.create_index("ix_audit_index_item", "audit_index", ["item", "seq"])
    _kept(
        "checkpoints",
        *_whole("size"),
        *_text("root note at"),
    )
    _kept(
        "backups",
        *_text("name sha256"),
        *_whole("size entries"),
        *_text("made_at"),
    )
    op.create_table(
        "legal_transitions",
        *_text("subject old new"),
        sa.PrimaryKeyConstraint("subject", "old", "new", name="pk_legal_transitions"),
        sqlite_with_rowid=False,
    )
    _kept(
        "offices",
        *_text("name code origin created_at"),
        *_truth("demo"),
        *_text("station_key"),
        *_text("index_template", null=True),
        *_whole("version"),
    )
    _kept(
        "phones",
        *_text("unit number note"),
        *_whole("version"),
    )
    _kept(
        "users",
        *_text("name unit roles"),
        *_truth("active"),
        *_text("public_key", null=True),
        *_whole("version"),
    )
    _kept(
        "person_keys",
        *_text("user public_key sealed created_at"),
        *_text("retired_at", null=True),
        *_whole("version"),
        _to("person_keys", "user", "users"),
    )
    op.create_index("ix_person_keys_user", "person_keys", ["user"])
    _kept(
        "authorisations",
        *_text("grantor grantee columns valid_from valid_until document"),
        *_text("revoked_at", null=True),
        *_whole("version"),
        _to("authorisations", "grantor", "users"),
        _to("authorisations", "grantee", "users"),
    )
    op.create_index("ix_authorisations_grantee", "authorisations", ["grantee"])
    op.create_index("ix_authorisations_grantor", "authorisations", ["grantor"])
    _kept(
        "routes",
        *_text("name steps"),
        *_whole("version"),
    )
    _kept(
        "public_versions",
        *_text("item revision audience policy policy_version parts manifest_sha256 proof made_by made_at"),
        _one_of("public_versions", "audience", "all group applicant undetermined"),
        _to("public_versions", "item", "items"),
        _to("public_versions", "revision", "revisions"),
    )
    op.create_index("ix_public_versions_item", "public_versions", ["item"])
    _kept(
        "signoffs",
        *_text("item revision kind signer at card card_sha256"),
        *_text("salt envelope authorisation evidence evidence_sha256 signer_name signed_on entered_by", null=True),
        *_text("amendments"),
        *_text("confirms", null=True),
        _one_of("signoffs", "kind", "electronic paper with_amendments confirmation"),
        _to("signoffs", "item", "items"),
        _to("signoffs", "revision", "revisions"),
    )
    op.create_index("ix_signoffs_item", "signoffs", ["item"])
    _kept(
        "queue",
        *_text("item public_version audience channel outlet not_before"),
        *_text("not_after display_until", null=True),
        *_text("created_at state"),
        *_whole("attempts"),
        *_text("failure delivered_at delivery delivery_sha256", null=True),
        *_whole("version"),
        _one_of("queue", "audience", "all group applicant undetermined"),
        _one_of("queue", "state", 
            "drafting submitted in_review returned deferred referred awaiting_signature registered queued "
            "delivered online compared failed correcting corrected taking_down taken_down expired void"),
        _to("queue", "item", "items"),
        _to("queue", "public_version", "public_versions"),
    )
    op.create_index("ix_queue_item", "queue", ["item"])
    op.create_index("ix_queue_state", "queue", ["state", "not_before"])
    _kept(
        "online",
        *_text("entry item address seen_at by at"),
        *_text("evidence", null=True),
        _to("online", "entry", "queue"),
        _to("online", "item", "items"),
    )
    op.create_index("ix_online_entry", "online", ["entry"])
    op.create_index("ix_online_item", "online", ["item"])
    _kept(
        "comparisons",
        *_text("entry item"),
        *_truth("same"),
        *_whole("differences"),
        *_text("by at"),
        _to("comparisons", "entry", "queue"),
        _to("comparisons", "item", "items"),
    )
    op.create_index("ix_comparisons_entry", "comparisons", ["entry"])
    op.create_index("ix_comparisons_item", "comparisons", ["item"])
    _kept(
        "withdrawals",
        *_text("entry item kind by at reason"),
        *_text("done_at done_by replaced_by", null=True),
        *_whole("version"),
        _one_of("withdrawals", "kind", "correction take_down expiry"),
        _to("withdrawals", "entry", "queue"),
        _to("withdrawals", "item", "items"),
    )
    op.create_index("ix_withdrawals_entry", "withdrawals", ["entry"])
    op.create_index("ix_withdrawals_item", "withdrawals", ["item"])
    _kept(
        "clearings",
        *_text("withdrawal entry item place cleared_at by at"),
        *_text("evidence", null=True),
        _to("clearings", "withdrawal", "withdrawals"),
        _to("clearings", "entry", "queue"),
        _to("clearings", "item", "items"),
    )
    for column in ("withdrawal", "entry", "item"):
        op.create_index(f"ix_clearings_{column}", "clearings", [column])
    _kept(
        "registers",
        *_text("item revision kind attribute reason at"),
        *_text("review_date", null=True),
        _one_of("registers", "kind", "on_request withheld"),
        _one_of("registers", "attribute", "proactive on_request withheld undetermined"),
        _to("registers", "item", "items"),
        _to("registers", "revision", "revisions"),
    )
    op.create_index("ix_registers_item", "registers", ["item"])
    _kept(
        "reviews",
        *_text("item revision reviewer opened_at"),
        *_text("closed_at", null=True),
        *_whole("version"),
        _to("reviews", "item", "items"),
        _to("reviews", "revision", "revisions"),
    )
    op.create_index("ix_reviews_item", "reviews", ["item"])
    op.create_index("uq_reviews_open", "reviews", ["item"], unique=True, sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL"))
    _kept(
        "secrecy_reviews",
        *_text("item revision source opened_parts conclusion by at answered_hints note"),
        _one_of("secrecy_reviews", "source", "own superior subordinate reprint confidential_channel"),
        _one_of("secrecy_reviews", "conclusion", "not_secret refer secret"),
        _to("secrecy_reviews", "item", "items"),
        _to("secrecy_reviews", "revision", "revisions"),
    )
    op.create_index("ix_secrecy_reviews_item", "secrecy_reviews", ["item"])
    _kept(
        "determinations",
        *_text("item"),
        *_text("revision", null=True),
        *_text("stage attribute basis reason by at rule_set rule_set_hash"),
        _one_of("determinations", "stage", "system drafter reviewer signatory"),
        _one_of("determinations", "attribute", "proactive on_request withheld undetermined"),
        _to("determinations", "item", "items"),
        _to("determinations", "revision", "revisions"),
    )
    op.create_index("ix_determinations_item", "determinations", ["item"])
    _kept(
        "judgements",
        *_text("item revision wording"),
        *_text("earliest latest", null=True),
        *_text("channels audiences"),
        *_text("display_until", null=True),
        *_text("defaults by at note"),
        _to("judgements", "item", "items"),
        _to("judgements", "revision", "revisions"),
    )
    op.create_index("ix_judgements_item", "judgements", ["item"])
    _kept(
        "dispositions",
        *_text("item revision part numbers kind by at"),
        *_text("replacement", null=True),
        *_text("reason"),
        *_text("exemption", null=True),
        _one_of("dispositions", "kind", "mask generalise remove replace keep not_a_finding seen open"),
        _to("dispositions", "item", "items"),
        _to("dispositions", "revision", "revisions"),
    )
    op.create_index("ix_dispositions_item", "dispositions", ["item"])
    _kept(
        "exemptions",
        *_text("item kind basis fields"),
        *_text("until", null=True),
        *_text("reason by at"),
        _one_of("exemptions", "kind", "X1 X2 X3 X4 X5"),
        _to("exemptions", "item", "items"),
    )
    op.create_index("ix_exemptions_item", "exemptions", ["item"])
    _kept(
        "looks",
        *_text("item revision part places by at"),
        _to("looks", "item", "items"),
        _to("looks", "revision", "revisions"),
    )
    op.create_index("ix_looks_item", "looks", ["item"])
    _kept(
        "finding_sets",
        *_text("item revision part rule_set rule_set_hash names payload sha256 made_at"),
        _to("finding_sets", "item", "items"),
        _to("finding_sets", "revision", "revisions"),
    )
    op.create_index("ix_finding_sets_item", "finding_sets", ["item"])
    _kept(
        "decisions",
        *_text("item revision kind by at"),
        *_text("conclusion", null=True),
        *_text("reason points"),
        *_text("review_date authority", null=True),
        _one_of("decisions", "kind", "endorse return pass defer refer resume void refuse"),
        _one_of("decisions", "conclusion", 
            "publish publish_amended publish_separated defer on_request withhold refer"),
        _to("decisions", "item", "items"),
        _to("decisions", "revision", "revisions"),
    )
    op.create_index("ix_decisions_item", "decisions", ["item"])


def downgrade() -> None:
    for table in _TABLES.split():
        op.drop_table(table)

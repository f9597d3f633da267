using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Workflows.Server.Access;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Tables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_links",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alarms",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    target = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    instance_id = table.Column<string>(type: "text", nullable: true),
                    task_id = table.Column<string>(type: "text", nullable: true),
                    mail_id = table.Column<string>(type: "text", nullable: true),
                    looks = table.Column<int>(type: "integer", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarms", x => new { x.kind, x.target });
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    prefix = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    all_institutions = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    institutions = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    commands = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    person_id = table.Column<string>(type: "text", nullable: true),
                    roles = table.Column<string[]>(type: "text[]", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    created_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, defaultValue: ""),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appointings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    what = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_feeds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock_rules",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commitment_changes",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: true),
                    data = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: true),
                    person_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commitment_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commitments",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    tier = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    parent_code = table.Column<string>(type: "text", nullable: true),
                    ministry_code = table.Column<string>(type: "text", nullable: true),
                    region_code = table.Column<string>(type: "text", nullable: true),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    declared = table.Column<decimal>(type: "numeric", nullable: true),
                    verified = table.Column<decimal>(type: "numeric", nullable: true),
                    does_not_apply = table.Column<bool>(type: "boolean", nullable: false),
                    milestones = table.Column<string>(type: "text", nullable: false),
                    obstacle = table.Column<string>(type: "text", nullable: true),
                    requires = table.Column<List<string>>(type: "text[]", nullable: false),
                    reports_without_progress = table.Column<int>(type: "integer", nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: true),
                    critical_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    critical_why = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commitments", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "committees",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    norm = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_committees", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "critical_rules",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_critical_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_requests",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    right = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    proven_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    extended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    extension_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deadline_impacts",
                columns: table => new
                {
                    proposal_id = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<string>(type: "text", nullable: false),
                    to = table.Column<string>(type: "text", nullable: false),
                    notices = table.Column<string>(type: "text", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deadline_impacts", x => new { x.proposal_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "deadline_proposals",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    norm = table.Column<string>(type: "text", nullable: true),
                    created_by = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deadline_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "definitions",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    json = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_shipped = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: true),
                    edited_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "dependencies",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    institution_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ministry_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    norm = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dependencies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "duties",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    pause_reason = table.Column<string>(type: "text", nullable: true),
                    paused_by = table.Column<string>(type: "text", nullable: true),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_result = table.Column<string>(type: "text", nullable: true),
                    next_runs = table.Column<DateTimeOffset[]>(type: "timestamp with time zone[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duties", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "duty_runs",
                columns: table => new
                {
                    duty = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retry_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_runs", x => new { x.duty, x.date });
                });

            migrationBuilder.CreateTable(
                name: "event_bookmarks",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    bookmark_id = table.Column<long>(type: "bigint", nullable: false),
                    event_name = table.Column<string>(type: "text", nullable: false),
                    correlation_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_bookmarks", x => new { x.instance_id, x.bookmark_id });
                });

            migrationBuilder.CreateTable(
                name: "extensions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    calendar_days = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    proposed = table.Column<string>(type: "text", nullable: false),
                    decided_by_role = table.Column<string>(type: "text", nullable: false),
                    decided_by_scope = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    days_granted = table.Column<int>(type: "integer", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_extensions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    data = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "file_scans",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    threat = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_file_scans", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "file_uses",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_file_uses", x => new { x.hash, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_files", x => new { x.hash, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "folios",
                columns: table => new
                {
                    prefix = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_folios", x => x.prefix);
                });

            migrationBuilder.CreateTable(
                name: "hand_overs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_person_id = table.Column<string>(type: "text", nullable: false),
                    to_person_id = table.Column<string>(type: "text", nullable: false),
                    role_code = table.Column<string>(type: "text", nullable: false),
                    scope_code = table.Column<string>(type: "text", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    task_ids = table.Column<string[]>(type: "text[]", nullable: false),
                    registered_by = table.Column<string>(type: "text", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_overs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "holiday_overrides",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    proposal_id = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    adds = table.Column<bool>(type: "boolean", nullable: false),
                    place_code = table.Column<string>(type: "text", nullable: true),
                    norm = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holiday_overrides", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    route = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    body_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.person_id, x.route, x.key });
                });

            migrationBuilder.CreateTable(
                name: "instances",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    root_id = table.Column<string>(type: "text", nullable: false),
                    parent_id = table.Column<string>(type: "text", nullable: true),
                    definition_id = table.Column<string>(type: "text", nullable: false),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sub_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    waiting_at = table.Column<string[]>(type: "text[]", nullable: false),
                    open_incidents = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    journal_length = table.Column<int>(type: "integer", nullable: false),
                    journal_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "interventions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    target = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_interventions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    owner_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    owner_name = table.Column<string>(type: "text", nullable: false),
                    posts = table.Column<string[]>(type: "text[]", nullable: false),
                    arguments = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: true),
                    progress = table.Column<string>(type: "text", nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    file_hash = table.Column<string>(type: "text", nullable: true),
                    file_name = table.Column<string>(type: "text", nullable: true),
                    file_type = table.Column<string>(type: "text", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    cancelled_by = table.Column<string>(type: "text", nullable: true),
                    cancel_asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => new { x.instance_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "journal_roots",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    previous_root = table.Column<byte[]>(type: "bytea", nullable: true),
                    instances = table.Column<int>(type: "integer", nullable: false),
                    entries = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    computed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    mail_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal_roots", x => x.date);
                });

            migrationBuilder.CreateTable(
                name: "level_acts",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<string>(type: "text", nullable: true),
                    person_name = table.Column<string>(type: "text", nullable: true),
                    on_behalf_of = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    climbs_again_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_level_acts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "login_failures",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    origin = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_login_failures", x => new { x.person_id, x.origin });
                });

            migrationBuilder.CreateTable(
                name: "mail_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    mail_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_templates",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: true),
                    edited_by = table.Column<string>(type: "text", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_templates", x => new { x.name, x.version });
                });

            migrationBuilder.CreateTable(
                name: "mails",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: true),
                    task_id = table.Column<string>(type: "text", nullable: true),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    level = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    template = table.Column<string>(type: "text", nullable: false),
                    template_version = table.Column<int>(type: "integer", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    addressees = table.Column<string>(type: "text", nullable: false),
                    emails = table.Column<string[]>(type: "text[]", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true),
                    html = table.Column<string>(type: "text", nullable: true),
                    link_slots = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    available_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    retry_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    server_answer = table.Column<string>(type: "text", nullable: true),
                    queue_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    refused = table.Column<string[]>(type: "text[]", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    link_for = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    bundle_id = table.Column<string>(type: "text", nullable: true),
                    reply_to = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    resend_of = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ministries",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    budget_chapter = table.Column<string>(type: "text", nullable: true),
                    norm = table.Column<string>(type: "text", nullable: true),
                    confidence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ministries", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "networks",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_networks", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "numbers",
                columns: table => new
                {
                    series = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false),
                    visit = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_numbers", x => new { x.series, x.number });
                });

            migrationBuilder.CreateTable(
                name: "opening_calendars",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    settled_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    pause_reason = table.Column<string>(type: "text", nullable: true),
                    paused_by = table.Column<string>(type: "text", nullable: true),
                    last_result = table.Column<string>(type: "text", nullable: true),
                    owed_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opening_calendars", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "personal_links",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    mail_id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    used_for = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_personal_links", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "proof_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    subject = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    row_key = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    content = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()"),
                    program = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actor = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    signed_with = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    signature = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proof_seals",
                columns: table => new
                {
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_seals", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "publications",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_publications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "readings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    on_behalf_of = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    what = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    network = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    session = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_readings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recovery_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    short_name = table.Column<string>(type: "text", nullable: false),
                    capital = table.Column<string>(type: "text", nullable: false),
                    regional_government = table.Column<string>(type: "text", nullable: false),
                    north_to_south = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "retention_runs",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_runs", x => new { x.date, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "retention_terms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_terms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_filters",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    list = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_filters", x => new { x.person_id, x.list, x.name });
                });

            migrationBuilder.CreateTable(
                name: "seats",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    committee_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    of_role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    of_scope = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    alternate_of = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    norm = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seats", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "separation_findings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    is_refused = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_separation_findings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "session_entries",
                columns: table => new
                {
                    task_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seat = table.Column<string>(type: "text", nullable: true),
                    guest = table.Column<string>(type: "text", nullable: true),
                    guest_post = table.Column<string>(type: "text", nullable: true),
                    is_telematic = table.Column<bool>(type: "boolean", nullable: false),
                    quality = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attendee = table.Column<string>(type: "text", nullable: true),
                    item = table.Column<string>(type: "text", nullable: true),
                    choice = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reasons = table.Column<string>(type: "text", nullable: true),
                    voids = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_entries", x => new { x.task_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    stamp = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    browser = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    address = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stimuli",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    key = table.Column<string>(type: "text", nullable: false),
                    target_instance_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    available_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    parked_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stimuli", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    folio = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    visit = table.Column<int>(type: "integer", nullable: false),
                    timeliness = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    body_hash = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    counts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    person_id = table.Column<string>(type: "text", nullable: true),
                    on_behalf_of = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submissions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "suppressed_people",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    request_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppressed_people", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    bookmark_id = table.Column<long>(type: "bigint", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    instructions = table.Column<string>(type: "text", nullable: true),
                    visit = table.Column<int>(type: "integer", nullable: false),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    role_code = table.Column<string>(type: "text", nullable: false),
                    scope_code = table.Column<string>(type: "text", nullable: false),
                    actions = table.Column<string[]>(type: "text[]", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deadline = table.Column<string>(type: "text", nullable: true),
                    moved_deadline = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    claimed_by = table.Column<string>(type: "text", nullable: true),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    handed_by = table.Column<string>(type: "text", nullable: true),
                    handed_note = table.Column<string>(type: "text", nullable: true),
                    draft = table.Column<string>(type: "text", nullable: true),
                    draft_saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    draft_saved_by = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "timers",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "text", nullable: false),
                    bookmark_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false),
                    visit = table.Column<int>(type: "integer", nullable: false),
                    institution_code = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    fired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timers", x => new { x.instance_id, x.bookmark_id });
                });

            migrationBuilder.CreateTable(
                name: "unit_posts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    unit_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    meets_requirements = table.Column<bool>(type: "boolean", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unit_posts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    place_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    parent_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_link_secrets",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    link_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_link_secrets", x => x.hash);
                    table.ForeignKey(
                        name: "FK_account_link_secrets_account_links_link_id",
                        column: x => x.link_id,
                        principalTable: "account_links",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mail_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    mail_id = table.Column<string>(type: "text", nullable: false),
                    decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_decisions", x => x.id);
                    table.ForeignKey(
                        name: "FK_mail_decisions_mails_mail_id",
                        column: x => x.mail_id,
                        principalTable: "mails",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "institutions",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ministry_code = table.Column<string>(type: "character varying(60)", nullable: true),
                    regime = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    confidence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_institutions", x => x.code);
                    table.ForeignKey(
                        name: "FK_institutions_ministries_ministry_code",
                        column: x => x.ministry_code,
                        principalTable: "ministries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    registered_by = table.Column<string>(type: "text", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_annulled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.id);
                    table.ForeignKey(
                        name: "FK_absences_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    normalized_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    authenticator_secret = table.Column<string>(type: "text", nullable: true),
                    last_code_step = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    recovery_codes = table.Column<string[]>(type: "text[]", nullable: false, defaultValueSql: "'{}'"),
                    last_login_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.person_id);
                    table.ForeignKey(
                        name: "FK_accounts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    scope_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    is_substitute = table.Column<bool>(type: "boolean", nullable: false),
                    instead_of = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointments", x => x.id);
                    table.ForeignKey(
                        name: "FK_appointments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "designations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    role = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    scope_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    norm = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_designations", x => x.id);
                    table.ForeignKey(
                        name: "FK_designations_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "external_identities",
                columns: table => new
                {
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    person_id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_external_identities", x => new { x.issuer, x.subject });
                    table.ForeignKey(
                        name: "FK_external_identities_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_absences_person_id",
                table: "absences",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_link_secrets_link_id",
                table: "account_link_secrets",
                column: "link_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_links_person_id",
                table: "account_links",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_normalized_email",
                table: "accounts",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_appointings_by_person_id",
                table: "appointings",
                column: "by_person_id");

            migrationBuilder.CreateIndex(
                name: "IX_appointings_person_id",
                table: "appointings",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_person_id",
                table: "appointments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_role_scope_code",
                table: "appointments",
                columns: new[] { "role", "scope_code" });

            migrationBuilder.CreateIndex(
                name: "IX_calendar_feeds_hash",
                table: "calendar_feeds",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_calendar_feeds_person_id",
                table: "calendar_feeds",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_commitment_changes_code_at",
                table: "commitment_changes",
                columns: new[] { "code", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_commitments_ministry_code",
                table: "commitments",
                column: "ministry_code");

            migrationBuilder.CreateIndex(
                name: "IX_commitments_parent_code",
                table: "commitments",
                column: "parent_code");

            migrationBuilder.CreateIndex(
                name: "IX_commitments_region_code",
                table: "commitments",
                column: "region_code");

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_due_on",
                table: "data_requests",
                column: "due_on",
                filter: "answered_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_email",
                table: "data_requests",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_person_id",
                table: "data_requests",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_deadline_impacts_state",
                table: "deadline_impacts",
                column: "state",
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_deadline_proposals_created_at",
                table: "deadline_proposals",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_definitions_definition_id_version",
                table: "definitions",
                columns: new[] { "definition_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "one_published",
                table: "definitions",
                column: "definition_id",
                unique: true,
                filter: "state = 'Published'");

            migrationBuilder.CreateIndex(
                name: "IX_dependencies_institution_code",
                table: "dependencies",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_designations_person_id",
                table: "designations",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_designations_role_scope_code",
                table: "designations",
                columns: new[] { "role", "scope_code" });

            migrationBuilder.CreateIndex(
                name: "IX_event_bookmarks_event_name",
                table: "event_bookmarks",
                column: "event_name");

            migrationBuilder.CreateIndex(
                name: "IX_extensions_decided_by_role_decided_by_scope_expires_at",
                table: "extensions",
                columns: new[] { "decided_by_role", "decided_by_scope", "expires_at" },
                filter: "outcome = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "IX_extensions_task_id",
                table: "extensions",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "IX_external_identities_person_id_issuer",
                table: "external_identities",
                columns: new[] { "person_id", "issuer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_facts_instance_id",
                table: "facts",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_facts_kind_year_institution_code",
                table: "facts",
                columns: new[] { "kind", "year", "institution_code" });

            migrationBuilder.CreateIndex(
                name: "IX_file_scans_at",
                table: "file_scans",
                column: "at",
                filter: "state in ('Waiting','Unjudged')");

            migrationBuilder.CreateIndex(
                name: "IX_file_uses_instance_id",
                table: "file_uses",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_hand_overs_role_code_scope_code",
                table: "hand_overs",
                columns: new[] { "role_code", "scope_code" });

            migrationBuilder.CreateIndex(
                name: "IX_hand_overs_to_person_id",
                table: "hand_overs",
                column: "to_person_id");

            migrationBuilder.CreateIndex(
                name: "IX_holiday_overrides_proposal_id",
                table: "holiday_overrides",
                column: "proposal_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_created_at",
                table: "idempotency",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_instances_definition_id_business_key",
                table: "instances",
                columns: new[] { "definition_id", "business_key" },
                unique: true,
                filter: "business_key is not null");

            migrationBuilder.CreateIndex(
                name: "IX_instances_definition_id_year_institution_code",
                table: "instances",
                columns: new[] { "definition_id", "year", "institution_code" });

            migrationBuilder.CreateIndex(
                name: "IX_instances_institution_code",
                table: "instances",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_instances_open_incidents",
                table: "instances",
                column: "open_incidents",
                filter: "open_incidents > 0");

            migrationBuilder.CreateIndex(
                name: "IX_instances_parent_id",
                table: "instances",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_instances_root_id",
                table: "instances",
                column: "root_id");

            migrationBuilder.CreateIndex(
                name: "IX_institutions_ministry_code",
                table: "institutions",
                column: "ministry_code");

            migrationBuilder.CreateIndex(
                name: "IX_interventions_kind_target",
                table: "interventions",
                columns: new[] { "kind", "target" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_owner_id_created_at",
                table: "jobs",
                columns: new[] { "owner_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_queued_at",
                table: "jobs",
                column: "queued_at",
                filter: "state in ('Waiting','Running')");

            migrationBuilder.CreateIndex(
                name: "IX_journal_at",
                table: "journal",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_level_acts_instance_id",
                table: "level_acts",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_level_acts_task_id_level",
                table: "level_acts",
                columns: new[] { "task_id", "level" });

            migrationBuilder.CreateIndex(
                name: "IX_mail_attempts_mail_id",
                table: "mail_attempts",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "IX_mail_decisions_mail_id",
                table: "mail_decisions",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "IX_mails_available_at",
                table: "mails",
                column: "available_at",
                filter: "state in ('Queued','Held','Claimed','Sending')");

            migrationBuilder.CreateIndex(
                name: "IX_mails_bundle_id",
                table: "mails",
                column: "bundle_id",
                filter: "bundle_id is not null");

            migrationBuilder.CreateIndex(
                name: "IX_mails_instance_id",
                table: "mails",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_mails_institution_code",
                table: "mails",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_mails_link_for",
                table: "mails",
                column: "link_for",
                filter: "link_for is not null");

            migrationBuilder.CreateIndex(
                name: "IX_mails_message_id",
                table: "mails",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mails_task_id",
                table: "mails",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "IX_numbers_instance_id_activity_id_visit_series",
                table: "numbers",
                columns: new[] { "instance_id", "activity_id", "visit", "series" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisation_changes_at",
                table: "organisation_changes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_people_email",
                table: "people",
                column: "email",
                unique: true,
                filter: "email <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_personal_links_mail_id",
                table: "personal_links",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "IX_proof_entries_subject_row_key_id",
                table: "proof_entries",
                columns: new[] { "subject", "row_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_proof_seals_day",
                table: "proof_seals",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "IX_publications_definition_id_version",
                table: "publications",
                columns: new[] { "definition_id", "version" },
                unique: true,
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_publications_proposed_at",
                table: "publications",
                column: "proposed_at");

            migrationBuilder.CreateIndex(
                name: "IX_readings_at",
                table: "readings",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_readings_person_id_at",
                table: "readings",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_readings_session",
                table: "readings",
                column: "session",
                filter: "session is not null");

            migrationBuilder.CreateIndex(
                name: "IX_seats_committee_code",
                table: "seats",
                column: "committee_code");

            migrationBuilder.CreateIndex(
                name: "IX_separation_findings_at",
                table: "separation_findings",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_separation_findings_instance_id",
                table: "separation_findings",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_person_id",
                table: "sessions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_stimuli_available_at",
                table: "stimuli",
                column: "available_at",
                filter: "parked_reason is null");

            migrationBuilder.CreateIndex(
                name: "IX_stimuli_key",
                table: "stimuli",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stimuli_target_instance_id",
                table: "stimuli",
                column: "target_instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_submissions_folio",
                table: "submissions",
                column: "folio",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_submissions_instance_id",
                table: "submissions",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_submissions_institution_code",
                table: "submissions",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_submissions_task_id",
                table: "submissions",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_due_at",
                table: "tasks",
                column: "due_at",
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_instance_id_bookmark_id",
                table: "tasks",
                columns: new[] { "instance_id", "bookmark_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tasks_instance_id_due_at",
                table: "tasks",
                columns: new[] { "instance_id", "due_at" },
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_institution_code",
                table: "tasks",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_role_code_scope_code_due_at",
                table: "tasks",
                columns: new[] { "role_code", "scope_code", "due_at" },
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_timers_due_at",
                table: "timers",
                column: "due_at",
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_timers_institution_code",
                table: "timers",
                column: "institution_code");

            migrationBuilder.CreateIndex(
                name: "IX_unit_posts_unit_code",
                table: "unit_posts",
                column: "unit_code");

            migrationBuilder.CreateIndex(
                name: "IX_units_place_code",
                table: "units",
                column: "place_code");

            migrationBuilder.GuardReadings();
            migrationBuilder.CreateActors();
            migrationBuilder.KeepOnlyAdded("appointings", "separation_findings");
        }
    }
}

namespace Workflows.Server.Privacy;

/// <summary>A column that says something of a person.</summary>
/// <param name="Data">Which data, as people call them.</param>
public sealed record PersonalColumn(string Table, string Column, string Data);

/// <summary>A table: the columns that say something of a person, and the texts that do not.</summary>
/// <param name="Other">Columns of text without personal data, so that a new one has to be put on one side or the other.</param>
internal sealed record DescribedTable(string Name, Treatment Treatment, string Other, params (string Column, string Data)[] Personal)
{
    public IEnumerable<PersonalColumn> Columns => Personal.Select(column => new PersonalColumn(Name, column.Column, column.Data));

    public IReadOnlySet<string> Others { get; } = Other.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}

/// <summary>
/// Where personal data lie: every column of text of every table is described here or named as none of a person's. A test fails when the
/// model has one that is not.
/// </summary>
internal static class PersonalData
{
    private const string Id = "código interno de la persona";
    private const string Name = "nombre";
    private const string Email = "correo electrónico";
    private const string Network = "dirección de red";
    private const string Secret = "dato de acceso, cifrado o como huella";
    private const string Words = "texto que escribió o que la nombra";
    private const string Act = "cargo en que actuó";

    public static IReadOnlyList<DescribedTable> Tables { get; } =
    [
        // Who is who.
        new("people", Treatment.Organisation, "", ("id", Id), ("name", Name), ("email", Email)),
        new("appointments", Treatment.Organisation, "scope_code", ("person_id", Id), ("role", "cargo"), ("instead_of", "a quién subroga")),
        new("designations", Treatment.Organisation, "norm scope_code", ("person_id", Id), ("role", "cargo que puede subrogar")),
        new("seats", Treatment.Organisation, "alternate_of basis committee_code name norm of_role of_scope role", ("person_id", Id)),
        new("unit_posts", Treatment.Organisation, "role title unit_code", ("person_id", Id)),
        new("absences", Treatment.Organisation, "", ("person_id", Id), ("reason", "motivo de la ausencia"), ("registered_by", Id)),
        new("hand_overs", Treatment.Organisation, "role_code scope_code task_ids", ("from_person_id", Id), ("to_person_id", Id),
            ("note", Words), ("registered_by", Id)),
        new("organisation_changes", Treatment.Audit, "", ("person_id", Id), ("person_name", Name), ("text", Words)),
        new("appointings", Treatment.Organisation, "what", ("by_person_id", Id), ("by_name", Name), ("person_id", Id)),
        new("committees", Treatment.Organisation, "code name norm"),
        new("dependencies", Treatment.Organisation, "institution_code ministry_code norm"),
        new("institutions", Treatment.Organisation, "code confidence kind ministry_code name regime"),
        new("ministries", Treatment.Organisation, "code budget_chapter confidence name norm"),
        new("networks", Treatment.Organisation, "code name"),
        new("regions", Treatment.Organisation, "code capital name regional_government short_name"),
        new("supervisions", Treatment.Organisation, "institution_code norm undersecretariat_code"),
        new("undersecretariats", Treatment.Organisation, "code confidence ministry_code name"),
        new("units", Treatment.Organisation, "code name parent_code place_code"),

        // How people enter.
        new("accounts", Treatment.Access, "", ("person_id", Id), ("email", Email), ("normalized_email", Email), ("password_hash", Secret),
            ("security_stamp", Secret),
            ("authenticator_secret", Secret), ("recovery_codes", Secret)),
        new("account_links", Treatment.Access, "id purpose", ("person_id", Id), ("created_by", Id)),
        new("account_link_secrets", Treatment.Access, "link_id", ("hash", Secret)),
        new("api_keys", Treatment.Access, "id name prefix roles commands institutions", ("person_id", Id), ("created_by", Id),
            ("created_by_name", Name), ("revoked_reason", Words), ("hash", Secret)),
        new("recovery_requests", Treatment.Access, "", ("normalized_email", Email)),
        new("external_identities", Treatment.Access, "issuer", ("subject", "RUN, o cómo lo nombra su institución"), ("person_id", Id)),
        new("login_failures", Treatment.Access, "", ("person_id", Id), ("origin", Network)),
        new("sessions", Treatment.Access, "id", ("person_id", Id), ("browser", "navegador"), ("address", Network), ("by", "cómo ingresó"),
            ("stamp", Secret)),
        new("saved_filters", Treatment.Access, "list", ("person_id", Id), ("name", Words), ("query", Words)),
        new("calendar_feeds", Treatment.Access, "id", ("person_id", Id), ("hash", Secret)),
        new("idempotency", Treatment.Access, "route key body_hash", ("person_id", Id), ("answer", "respuesta a lo que pidió")),
        new("data_protection_keys", Treatment.Access, "name xml"),

        // What people do.
        new(
            "tasks", Treatment.Procedure,
            "activity_id content deadline definition_id id instance_id institution_code instructions kind moved_deadline notice_names outcome "
            + "role_code scope_code state title actions",
            ("claimed_by", Id), ("handed_by", Id), ("draft_saved_by", Id), ("handed_note", Words), ("draft", Words)),
        new("submissions", Treatment.Procedure, "id action body_hash folio instance_id institution_code task_id timeliness",
            ("person_id", Id), ("on_behalf_of", Act), ("body", Words)),
        new("extensions", Treatment.Procedure, "id instance_id outcome proposed task_id decided_by_role decided_by_scope", ("asked_by", Id),
            ("decided_by", Id), ("reason", Words),
            ("decision_reason", Words)),
        new("level_acts", Treatment.Procedure, "id action instance_id task_id", ("person_id", Id), ("person_name", Name),
            ("on_behalf_of", Act), ("text", Words)),
        new("personal_links", Treatment.Procedure, "token_hash mail_id used_for", ("person_id", Id)),
        new(
            "commitments", Treatment.Procedure,
            "code critical_why institution_code milestones ministry_code name obstacle parent_code region_code requires source state tier"),
        new(
            "commitment_changes", Treatment.Procedure, "id code instance_id origin", ("data", Words), ("person_id", Id),
            ("person_name", Name)),
        new(
            "session_entries", Treatment.Procedure, "id task_id kind seat quality item choice voids", ("guest", Name),
            ("guest_post", "cargo"),
            ("attendee", Name), ("reasons", Words), ("person_id", Id), ("person_name", Name)),
        new("critical_rules", Treatment.Procedure, "id rule", ("reason", Words), ("person_id", Id), ("person_name", Name)),
        new("facts", Treatment.Procedure, "id instance_id institution_code kind", ("data", Words)),
        new("files", Treatment.Procedure, "hash kind", ("person_id", Id), ("name", "nombre del archivo que subió")),
        new("file_uses", Treatment.Procedure, "hash task_id instance_id", ("person_id", Id)),
        new("file_scans", Treatment.Procedure, "hash state threat tries failure"),
        new("folios", Treatment.Procedure, "prefix"),
        new("numbers", Treatment.Procedure, "activity_id instance_id series"),
        new("deadline_proposals", Treatment.Procedure, "adds id kind norm state title", ("created_by", Id), ("decided_by", Id),
            ("reason", Words), ("decision_reason", Words)),
        new("deadline_impacts", Treatment.Procedure, "proposal_id task_id from instance_id judged note notices policy state to"),
        new("holiday_overrides", Treatment.Procedure, "id name norm place_code proposal_id", ("entered_by", Id), ("approved_by", Id)),
        new("clock_rules", Treatment.Procedure, "text"),
        new("definitions", Treatment.Procedure, "id content_hash definition_id description json name state", ("edited_by", Id),
            ("created_by", Id), ("published_by", Id)),

        new("publications", Treatment.Procedure, "id content_hash definition_id state", ("proposed_by", Id), ("decided_by", Id),
            ("reason", Words), ("decision_reason", Words)),
        new("definition_comments", Treatment.Procedure, "id definition_id step_id step_label", ("written_by", Id), ("resolved_by", Id),
            ("text", Words)),
        new("separation_findings", Treatment.Procedure, "instance_id task_id rule", ("person_id", Id), ("person_name", Name),
            ("text", Words)),

        // What proves it.
        new(
            "instances", Treatment.Journal,
            "id business_key correlation_id definition_id institution_code journal_hash name parent_id root_id "
            + "status sub_status waiting_at",
            ("state", "variables del proceso, con lo que las personas escribieron")),
        new("journal", Treatment.Journal, "instance_id hash", ("text", "quién hizo qué, con su nombre de entonces")),
        new("proof_entries", Treatment.Journal, "subject row_key act program signed_with signature",
            ("content", "huellas de lo que cambió"), ("actor", Id)),
        new("proof_seals", Treatment.Journal, ""),
        new("stimuli", Treatment.Journal, "key kind lease_owner parked_reason target_instance_id",
            ("payload", "lo que una persona hizo y aún no se aplica")),
        new("event_bookmarks", Treatment.Journal, "instance_id correlation_id event_name"),
        new("timers", Treatment.Journal, "instance_id activity_id institution_code lease_owner name reason state"),

        // What is told to whom.
        new("mails", Treatment.Mail,
            "bundle_id id instance_id institution_code lease_owner message_id reason resend_of state task_id template queue_id link_slots",
            ("refused", Email),
            ("addressees", "nombre, correo y por qué lo recibe"), ("emails", Email), ("link_for", Id), ("reply_to", Email),
            ("model", Words), ("subject", Words),
            ("text", Words), ("html", Words), ("server_answer", "respuesta del servidor, con la dirección")),
        new("mail_attempts", Treatment.Mail, "mail_id outcome", ("answer", "respuesta del servidor, con la dirección")),
        new("mail_decisions", Treatment.Mail, "decision mail_id", ("person_id", Id), ("person_name", Name), ("reason", Words),
            ("before", Words), ("after", Words)),
        new("mail_templates", Treatment.Mail, "name html subject text", ("edited_by", Id)),

        // Who looked and who decided about the machinery.
        new("readings", Treatment.Audit, "on_behalf_of what", ("person_id", Id), ("person_name", Name), ("address", "qué buscó"),
            ("network", Network), ("session", "sesión")),
        new("interventions", Treatment.Audit, "kind target what", ("person_id", Id), ("person_name", Name), ("reason", Words)),
        new("duties", Treatment.Audit, "name label last_result", ("paused_by", Id), ("pause_reason", Words)),
        new(
            "opening_calendars", Treatment.Audit, "id name definition_id rule place last_result", ("paused_by", Name),
            ("pause_reason", Words),
            ("created_by", Id)),
        new("duty_runs", Treatment.Audit, "duty lease_owner note state"),
        new("jobs", Treatment.Audit, "id kind posts state title progress error file_name file_type file_hash lease_owner", ("owner_id", Id),
            ("owner_name", Name), ("cancelled_by", Id),
            ("arguments", "lo que pidió"), ("result", "lo que resultó")),
        new("alarms", Treatment.Audit, "kind target what institution_code instance_id task_id mail_id"),
        new("journal_roots", Treatment.Audit, "mail_id previous_root root"),

        // What people ask about their data.
        new("data_requests", Treatment.Requests, "id right outcome", ("person_id", Id), ("email", Email), ("text", Words),
            ("answer", Words), ("extension_reason", Words),
            ("answered_by", Id)),
        new("suppressed_people", Treatment.Requests, "request_id", ("person_id", Id), ("by", Id)),
        new("retention_terms", Treatment.Audit, "kind", ("person_id", Id), ("reason", Words)),
        new("retention_runs", Treatment.Audit, "kind"),
    ];
}

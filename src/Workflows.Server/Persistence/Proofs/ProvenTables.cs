using static Workflows.Server.Persistence.Proofs.ProvenTable;

namespace Workflows.Server.Persistence.Proofs;

/// <summary>
/// What is proof and what is not: every table of the program, in one place. <c>verify-journal</c>, the triggers of the database and the
/// daily root go by this list; a test fails while a table or column is in neither part of it.
/// </summary>
internal static class ProvenTables
{
    private const string Lease = "who is working on it now; by the database's clock";
    private const string RowVersion = "PostgreSQL's own number of the row's version";
    private const string Tries = "counts tries; what each came to is a row or a burst of its own";

    public static IReadOnlyList<ProvenTable> All { get; } =
    [
        // What bursts write: the journal tells it.
        Told("instances", "proceso",
            "id", "root_id", "parent_id", "definition_id", "definition_version", "business_key", "name", "correlation_id", "status",
            "sub_status",
            "institution_code", "year", "waiting_at", "open_incidents", "state", "journal_length", "journal_hash", "created_at",
            "updated_at", "finished_at"),
        Told("journal", "ráfaga", "instance_id", "number", "at", "text", "hash"),
        Told("event_bookmarks", "espera de evento", "instance_id", "bookmark_id", "event_name", "correlation_id"),
        Told("facts", "hecho", "id", "instance_id", "kind", "institution_code", "year", "data", "at"),
        Told("timers", "temporizador", "instance_id", "bookmark_id", "name", "activity_id", "visit", "institution_code", "due_at", "state",
            "task_bookmark_id", "following")
            .Without(("attempts", Tries), ("lease_until", Lease), ("lease_owner", Lease),
            ("reason", "why it waits for a decision, for operators"),
                ("fired_at", "when the loop ended its claim; the burst it woke has the instant that counts")),
        Told("folios", "numeración de comprobantes", "prefix", "last"),
        Told("tasks", "tarea",
                "id", "instance_id", "bookmark_id", "definition_id", "activity_id", "kind", "title", "instructions", "visit",
                "institution_code", "year",
                "role_code", "scope_code", "actions", "content", "due_at", "late_from", "deadline", "moved_deadline", "notice_names",
                "notice_times", "state", "outcome", "is_late", "opened_at", "closed_at")
            .Without(
                ("draft", "what somebody is still writing; what is handed in is a submission"), ("draft_saved_at", "of the draft"),
                ("draft_saved_by", "of the draft"), ("xmin", RowVersion))
            .WithPersonal("content", "instructions", "title", "handed_note")
            with
            {
                Entered = Names("claimed_by", "claimed_at", "handed_by", "handed_note"), NewRows = "false",
                NeedsEntry = "num_nonnulls({row}.claimed_by, {row}.claimed_at, {row}.handed_by, {row}.handed_note) > 0"
            },
        Mails(),

        // What a burst writes and something else changes or numbers: the journal tells it, and entries do.
        Kept("submissions", "entrega").WithPersonal("body", "body_hash")
            with
            {
                FromJournal = Names(
                    "id", "instance_id", "task_id", "action", "visit", "timeliness", "body", "body_hash", "received_at", "person_id",
                    "on_behalf_of", "counts_at")
            },
        Kept("extensions", "prórroga").Showing("outcome").WithPersonal("reason", "decision_reason")
            with
            {
                FromJournal = Names(
                    "id", "instance_id", "task_id", "days", "calendar_days", "reason", "proposed", "asked_at", "asked_by", "outcome",
                    "days_granted", "decision_reason", "decided_at", "decided_by")
            },
        Kept("level_acts", "acto de autoridad").Showing("action").WithPersonal("person_name", "text").WrittenOnce()
            with
            {
                FromJournal = Names(
                    "id", "instance_id", "task_id", "level", "action", "text", "at", "person_id", "person_name", "on_behalf_of",
                    "climbs_again_at")
            },

        // What happens outside a burst.
        Kept("mail_attempts", "intento de envío").Showing("outcome").WithPersonal("answer").WrittenOnce(),
        Kept("mail_decisions", "decisión sobre un aviso").Showing("decision").WithPersonal("person_name", "reason", "before", "after")
            .WrittenOnce(),
        Kept("mail_templates", "plantilla de correo").Showing("name", "edited_by").WrittenOnce(),
        Kept("personal_links", "enlace personal").WithPersonal("person_id"),
        Kept("definitions", "versión de flujo").Showing("id", "definition_id", "state", "created_by", "published_by")
            .Without(("xmin", RowVersion)),
        Kept("publications", "publicación de un flujo").Showing("definition_id", "state").Without(("xmin", RowVersion))
            .WithPersonal("reason", "decision_reason"),
        Kept("definition_comments", "comentario de un flujo").Showing("definition_id").Without(("xmin", RowVersion)).WithPersonal("text"),
        Kept("separation_findings", "hallazgo de separación de funciones").Showing("instance_id", "task_id", "rule")
            .WithPersonal("person_name", "text").WrittenOnce(),
        Kept("interventions", "intervención").Showing("kind", "target").WithPersonal("person_name", "reason", "what").WrittenOnce(),
        Kept("duties", "tarea recurrente").Showing("name").WithPersonal("pause_reason", "paused_by").Without(
            ("label", "a word of the program"), ("next_runs", "computed again at each start"),
            ("last_run_at", "for operators; each run is a row"),
            ("last_result", "for operators; each run is a row"), ("xmin", RowVersion)),
        Kept("opening_calendars", "calendario de procesos").Showing("name", "definition_id", "rule", "place")
            .WithPersonal("pause_reason", "paused_by", "created_by").Without(
                ("settled_until", "how far its openings are settled; each opening is a process"), ("last_result", "for operators"),
                ("owed_since", "for operators"), ("xmin", RowVersion)),
        Kept("commitments", "compromiso").Showing("code", "name", "state", "declared", "verified").Without(("xmin", RowVersion)),
        Kept("commitment_changes", "cambio de un compromiso").Showing("code", "origin").WithPersonal("person_name", "data").WrittenOnce(),
        Kept("session_entries", "registro de una sesión").Showing("task_id", "kind", "seat", "quality", "item", "choice", "voids")
            .WithPersonal("guest", "guest_post", "attendee", "reasons", "person_name").WrittenOnce(),
        Kept("critical_rules", "regla de lo crítico").Showing("rule").WithPersonal("person_name", "reason").WrittenOnce(),
        Kept("numbers", "número de una serie").Showing("series", "instance_id", "activity_id").WrittenOnce(),
        Kept("files", "archivo").Showing("hash", "kind").WithPersonal("name"),
        Kept("file_uses", "uso de un archivo").Showing("hash", "task_id", "instance_id"),
        Kept("file_scans", "revisión de antivirus").Showing("hash", "state", "threat")
            .Without(("tries", "how often the antivirus was asked in vain"), ("failure", "why it did not answer, for whoever decides")),

        Kept("deadline_proposals", "propuesta de fechas").Showing("kind", "state").Without(("xmin", RowVersion))
            .WithPersonal("reason", "decision_reason"),
        Kept("deadline_impacts", "fecha de una propuesta").Showing("task_id", "instance_id", "from", "to", "state"),
        Kept("holiday_overrides", "feriado").Showing("name", "norm", "place_code"),
        Kept("clock_rules", "hora oficial"),

        // Who may do what, and who was who on a day.
        Kept("people", "persona").WithPersonal("name", "email", "active"),
        Kept("appointments", "nombramiento").Showing("role", "scope_code"),
        Kept("appointings", "quién hizo un nombramiento").WithPersonal("by_name", "what").WrittenOnce(),
        Kept("designations", "orden de subrogancia").Showing("role", "scope_code", "norm"),
        Kept("absences", "ausencia").WithPersonal("reason"),
        Kept("hand_overs", "traspaso").Showing("role_code", "scope_code", "task_ids").WithPersonal("note").WrittenOnce(),
        Kept("organisation_changes", "cambio en la organización").WithPersonal("person_name", "text").WrittenOnce(),
        Kept("institutions", "institución").Showing("code", "name", "kind", "ministry_code", "regime", "confidence"),
        Kept("ministries", "ministerio").Showing("code", "name", "norm", "budget_chapter", "confidence"),
        Kept("regions", "región").Showing("code", "name", "short_name", "capital", "regional_government"),
        Kept("networks", "red").Showing("code", "name"),
        Kept("dependencies", "dependencia").Showing("institution_code", "ministry_code", "norm"),
        Kept("undersecretariats", "subsecretaría").Showing("code", "name", "ministry_code", "confidence"),
        Kept("supervisions", "subsecretaría de una institución").Showing("institution_code", "undersecretariat_code", "norm"),
        Kept("units", "unidad").Showing("code", "name", "parent_code", "place_code"),
        Kept("unit_posts", "cargo de una unidad").Showing("unit_code", "role", "title"),
        Kept("committees", "comité").Showing("code", "name", "norm"),
        Kept("seats", "asiento").Showing("committee_code", "role", "name", "basis", "of_role", "of_scope", "alternate_of", "norm"),
        Kept("accounts", "cuenta").WithPersonal("email", "normalized_email").Without(
            ("last_login_at", "each entry is a session"), ("last_code_step", "keeps a code from being used twice"),
            ("security_stamp", "random; ends the sessions"), ("xmin", RowVersion)),
        Kept("external_identities", "identidad de ClaveÚnica o de la institución").WithPersonal("subject"),
        Kept("api_keys", "clave de API").Showing("id", "prefix", "roles").WithPersonal("name", "created_by_name"),
        Kept("calendar_feeds", "calendario personal").Without(("last_read_at", "for its owner")),
        Kept("account_links", "enlace de cuenta").Showing("purpose"),

        Kept("data_requests", "solicitud sobre datos personales").Showing("right", "outcome").Without(("xmin", RowVersion))
            .WithPersonal("person_id", "email", "text", "answer", "extension_reason"),
        Kept("suppressed_people", "persona suprimida").Showing("person_id"),
        Kept("retention_terms", "término de retención").Showing("kind").WithPersonal("reason").WrittenOnce(),
        Kept("retention_runs", "lo que borró la retención").Showing("kind"),

        // The proof itself.
        Told("journal_roots", "sello diario", "date", "root", "previous_root", "instances", "entries", "computed_at", "mail_id"),
        Told("proof_entries", "constancia", "id", "subject", "row_key", "act", "content", "at", "program", "actor", "signed_with",
            "signature"),
        Told("proof_seals", "sello de constancia", "entry_id", "day"),

        Apart("stimuli", "messages between instances on their way: deleted when consumed, and what they cause is a burst"),
        Apart("duty_runs", "the log of recurring duties, for operators: what a run did is in the rows it wrote"),
        Apart("jobs", "long work in the background, its progress and its answer: what it did is in the rows it wrote"),
        Apart("alarms", "what the watchdog sees at the moment, for operators"),
        Apart("readings", "who read what: the database refuses changes to it for two years, and it is deleted afterwards by law"),
        Apart("idempotency", "answers to repeated commands, for 30 days"),
        Apart("sessions", "who is in at the moment; deleted after 90 days"),
        Apart("login_failures", "failed entries of the last minutes"),
        Apart("recovery_requests", "that somebody asked for a new password; gone as soon as it is settled"),
        Apart("account_link_secrets", "hashes of secrets that end with their use; the link itself is covered"),
        Apart("saved_filters", "a convenience of each person"),
        Apart("data_protection_keys", "keys of cookies; they are replaced by themselves"),
    ];

    /// <summary>Everything but <see cref="ProvenTable.Excused"/> is kept in entries, also columns that come later.</summary>
    private static ProvenTable Kept(string name, string label) => new(name, label) { Entered = null };

    private static ProvenTable Told(string name, string label, params string[] columns) =>
        new(name, label) { FromJournal = Names(columns) };

    private static ProvenTable Apart(string name, string why) => new(name, name) { ApartBecause = why };

    /// <summary>
    /// The journal tells what a mail was asked to be; entries tell what became of it, and of mails that no burst asked for.
    /// </summary>
    private static ProvenTable Mails()
    {
        // A burst numbers its mails within the instance; whoever else writes one gives it a name.
        const string OfBurst =
            "({row}.instance_id is not null and {row}.resend_of is null and starts_with({row}.id, {row}.instance_id || '-'))";
        const string Moved =
            """
            {row}.state not in ('Queued', 'Held', 'Claimed') or {row}.template_version <> 0
                or num_nonnulls({row}.subject, {row}.text, {row}.html, {row}.sent_at, {row}.server_answer, {row}.bundle_id) > 0
            """;
        return Kept("mails", "correo")
            .Showing("id", "message_id", "instance_id", "task_id", "institution_code", "state", "template", "bundle_id", "resend_of")
            .Without(("lease_until", Lease), ("lease_owner", Lease), ("retry_at", "when the next try is, by the database's clock"),
            ("attempts", Tries))
            .WithPersonal("model", "addressees", "emails", "reason", "subject", "text", "html", "server_answer", "link_for", "reply_to")
            with
        {
            FromJournal = Names(
                    "id", "message_id", "instance_id", "task_id", "institution_code", "level", "reason", "template", "model", "addressees",
                    "emails", "created_at",
                    "available_at", "link_for", "reply_to"),
            // On its way is one state for proof: taking it and giving it back leave no entry.
            ReadAs =
                    new Dictionary<string, string>
                    {
                        ["state"] = "case when {row}.state in ('Claimed', 'Sending') then "
                        + "'Queued' else {row}.state end"
                    },
            NewRows = $"not {OfBurst}",
            NeedsEntry = $"not {OfBurst} or {Moved}",
        };
    }
}

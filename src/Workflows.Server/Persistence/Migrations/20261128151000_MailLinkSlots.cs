using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class MailLinkSlots : Migration
    {
        private const string Waiting = "state in ('Queued', 'Held', 'Claimed') and text is not null";
        private const string Corrected = "exists (select 1 from mail_decisions d where d.mail_id = mails.id and d.decision = 'Corrected')";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "link_slots",
                table: "mails",
                type: "text",
                nullable: true);

            // What an earlier version wrote and could not send yet is written anew: its words hold marks where the links were to go.
            migrationBuilder.Sql(
                $"""
                update mails set subject = null, text = null, html = null
                where {Waiting} and not {Corrected} and (link_for is not null or exists (select 1 from account_links l where l.id = coalesce(mails.resend_of, mails.id)))
                """);

            // The words of a coordinator stay. The line with the mark goes: a paragraph with the link is added when the mail leaves.
            migrationBuilder.Sql(
                $$"""
                update mails set text = regexp_replace(text, E'[^\\n]*\\[\\[enlace-personal\\]\\][^\\n]*\\n?', '', 'g'), html = null
                where {{Waiting}} and {{Corrected}} and link_for is not null
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "link_slots",
                table: "mails");
        }
    }
}

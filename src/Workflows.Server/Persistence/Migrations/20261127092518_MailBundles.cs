using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Server.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class MailBundles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "bundle_id",
                table: "mails",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_mails_bundle_id",
                table: "mails",
                column: "bundle_id",
                filter: "bundle_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_mails_bundle_id",
                table: "mails");

            migrationBuilder.DropColumn(
                name: "bundle_id",
                table: "mails");
        }
    }
}
